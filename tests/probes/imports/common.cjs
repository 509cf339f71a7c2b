globalThis.mark('common');
