// What is said of promises and asynchronous iteration that are used wrongly.
const tell = (error) => `${error.name}: ${error.message}`;
const t = (use) => {
  try {
    console.log(String(use()));
  } catch (error) {
    console.log(tell(error));
  }
};
const ta = async (use) => {
  try {
    console.log(String(await use()));
  } catch (error) {
    console.log(error instanceof Error ? tell(error) : String(error));
  }
};
t(() => new Promise());
t(() => new Promise(5));
t(() => new Promise({}));
t(() => Promise(() => {}));
t(() => new Promise(null));
t(() => new Promise('x'));
t(() => Promise.prototype.then.call(5));
t(() => Promise.prototype.then.call({}));
t(() => Promise.prototype.then.call(undefined));
t(() => Promise.prototype.catch.call(5));
t(() => Promise.prototype.catch.call({}));
t(() => Promise.prototype.finally.call(5));
t(() => Promise.prototype.finally.call({}));
t(() => Promise.resolve.call(5));
t(() => Promise.resolve.call(undefined));
t(() => Promise.all.call(undefined));
t(() => Promise.all.call({}));
t(() => Promise.resolve.call({}));
t(() => Promise.resolve.call(function () {}));
t(() => Promise.reject.call(5));
t(() => Promise.withResolvers && Promise.withResolvers.call(5));
t(() => Promise.race.call(function f() {}, []));
t(() => new (class A extends Promise { constructor() {} })());
t(() => (class A extends Promise { constructor() { super(() => {}); } }).resolve(1));
t(() => { const { resolve } = Promise; resolve(1); });
t(() => { const { then } = Promise.resolve(); then(); });
t(() => { const { all } = Promise; all([]); });
(async () => {
  await ta(() => Promise.all());
  await ta(() => Promise.all(5));
  await ta(() => Promise.all(null));
  await ta(() => Promise.all({}));
  await ta(() => Promise.all(Promise.resolve([])));
  await ta(() => Promise.race());
  await ta(() => Promise.race({}));
  await ta(() => Promise.allSettled(undefined));
  await ta(() => Promise.any(5));
  await ta(() => Promise.any([]));
  await ta(() => Promise.any(''));
  await ta(() => Promise.any([Promise.reject(1)]));
  await ta(() => { const p = new Promise((r) => setTimeout(() => r(p))); return p; });
  await ta(() => { const p = Promise.resolve().then(() => p); return p; });
  await ta(() => { const p = (async () => { await 0; return p; })(); return p; });
  await ta(() => ({ then: 5 }).then);
  await ta(() => ({ get then() { throw new Error('getter'); } }));
  await ta(() => Promise.resolve().then(5));
  await ta(() => Promise.resolve(7).finally(5));
  await ta(() => Promise.reject(new Error('z')).then(5));
  await ta(async () => { for await (const x of 5); });
  await ta(async () => { for await (const x of {}); });
  await ta(async () => { for await (const x of null); });
  await ta(async () => { for await (const x of undefined); });
  await ta(async () => { for await (const x of { [Symbol.asyncIterator]() { return 5; } }); });
  await ta(async () => { for await (const x of { [Symbol.asyncIterator]() { return {}; } }); });
  await ta(async () => { for await (const x of { [Symbol.iterator]() { return {}; } }); });
  await ta(async () => { const o = { a: 1 }; for await (const x of o.a); });
  await ta(async () => { const o = { a: {} }; for await (const x of o.a); });
  await ta(async () => { async function* g() { yield* 5; } for await (const x of g()); });
  await ta(async () => { async function* g() { yield* {}; } for await (const x of g()); });
  const f = () => {};
  await ta(async () => { for await (const x of f()); });
  await ta(async () => { for await (const x of f); });
  await ta(async () => { async function* g() {} new g(); });
  await ta(async () => { async function g() {} new g(); });
})();
