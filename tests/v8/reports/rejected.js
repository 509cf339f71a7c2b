Promise.reject(new Error('rej'));
setTimeout(() => console.log('later'), 1);
