globalThis.mark('throws'); throw new Error('on purpose');
