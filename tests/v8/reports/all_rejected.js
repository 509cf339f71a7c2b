Promise.any([Promise.reject(new Error('x')), Promise.reject(2)]);
