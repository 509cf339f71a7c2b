const p = Promise.reject(new Error('w'));
setTimeout(() => p.catch(() => console.log('caught')), 2);
