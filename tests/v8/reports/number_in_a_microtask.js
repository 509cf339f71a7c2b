queueMicrotask(() => { throw 1; });
