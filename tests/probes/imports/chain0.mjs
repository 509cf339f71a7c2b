globalThis.mark('chain0');
