globalThis.mark('leaf');
