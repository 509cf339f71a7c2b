queueMicrotask(() => { throw new TypeError('micro'); });
