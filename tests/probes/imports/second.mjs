globalThis.mark('second');
