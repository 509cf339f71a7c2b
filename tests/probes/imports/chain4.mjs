import './chain3.mjs'; globalThis.mark('chain4');
