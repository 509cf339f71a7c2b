Promise.reject(Object.assign(new Error('x'), { stack: 'my own stack' }));
