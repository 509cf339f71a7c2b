// What settles a promise is called again: by executors, thenables and functions of many promises.
process.on('multipleResolves', (type, promise, value) =>
  console.log(type, promise instanceof Promise, promise === last, value && value.message || value));
let last = new Promise((resolve, reject) => {
  resolve(1);
  reject('executor');
  throw new Error('executor throws');
});
Promise.all([Promise.reject(1), Promise.reject('all')]).catch(() => {});
Promise.race([Promise.resolve(3), 'race']);
Promise.resolve({ then(resolve) { resolve(1); resolve('then'); throw new Error('then throws'); } });
Promise.resolve({ then(resolve, reject) { process.nextTick(reject, 'late'); throw new Error('first'); } }).catch(() => {});
class Later extends Promise {}
new Later((resolve) => { resolve(7); resolve('subclass'); });
(async () => { await { then(resolve) { resolve(1); resolve('await'); } }; })();
(async () => ({ then(resolve) { resolve(1); resolve('return'); } }))();
last.then(() => ({ then(resolve) { resolve(1); setImmediate(resolve, 'reaction'); } }));
last.finally(() => ({ then(resolve) { resolve(1); resolve('finally'); } }));
(async () => { for await (const x of [{ then(resolve) { resolve(1); resolve('for await'); } }]) console.log(x); })();
(async function* () { yield { then(resolve) { resolve(1); resolve('yield'); } }; })().next();
