const promise = Promise.resolve().then(() => promise);
