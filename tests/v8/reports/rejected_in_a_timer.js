setTimeout(() => Promise.reject(new Error('in timer')), 1);
