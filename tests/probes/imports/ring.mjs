import './ring2.mjs'; globalThis.mark('ring');
