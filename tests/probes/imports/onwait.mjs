import './waits.mjs'; globalThis.mark('onwait');
