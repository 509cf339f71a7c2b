Promise.race([Promise.reject(new Error('r')), new Promise(() => {})]);
Promise.allSettled && Promise.allSettled([Promise.reject(1)]).then((r) => console.log(r));
