import './chain0.mjs'; globalThis.mark('chain1');
