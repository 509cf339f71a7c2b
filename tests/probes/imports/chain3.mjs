import './chain2.mjs'; globalThis.mark('chain3');
