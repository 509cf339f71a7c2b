import './chain1.mjs'; globalThis.mark('chain2');
