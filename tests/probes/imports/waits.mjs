globalThis.mark('waits'); await null; globalThis.mark('waited');
