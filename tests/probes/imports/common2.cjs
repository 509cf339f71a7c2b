globalThis.mark('common2');
