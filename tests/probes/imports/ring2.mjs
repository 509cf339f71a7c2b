import './ring.mjs'; globalThis.mark('ring2');
