import './common.cjs'; globalThis.mark('over');
