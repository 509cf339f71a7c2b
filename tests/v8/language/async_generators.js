// Async generators and `for await`; turns are counted by a ruler of microtasks.
const cases = {
  'yield': async (log) => { async function* g() { const a = yield 1; log('got ' + a); yield 2; return 3; } const i = g(); for (let n = 0; n < 4; n++) log(JSON.stringify(await i.next(n))); },
  'yield, a promise': async (log) => { async function* g() { yield Promise.resolve(1); return Promise.resolve(2); } const i = g(); for (let n = 0; n < 3; n++) log(JSON.stringify(await i.next(n))); },
  'yield, rejected': async (log) => { async function* g() { try { yield Promise.reject(1); } catch (e) { log('inside ' + e); } } g().next().then((r) => log(JSON.stringify(r)), (e) => log('outside ' + e)); },
  'return, rejected': async (log) => { async function* g() { try { return Promise.reject(1); } catch (e) { log('inside ' + e); } } g().next().then((r) => log(JSON.stringify(r)), (e) => log('outside ' + e)); },
  'queued': async (log) => { async function* g() { yield 1; yield 2; } const i = g(); for (let n = 0; n < 4; n++) i.next().then((r) => log(n + JSON.stringify(r))); },
  'return before the start': async (log) => { async function* g() { yield 1; } const i = g(); i.return(5).then((r) => log(JSON.stringify(r))); i.next().then((r) => log(JSON.stringify(r))); },
  'return before the start, a promise': async (log) => { async function* g() { yield 1; } g().return(Promise.resolve(5)).then((r) => log(JSON.stringify(r))); },
  'return before the start, rejected': async (log) => { async function* g() { yield 1; } g().return(Promise.reject(5)).then((r) => log(JSON.stringify(r)), (e) => log('failed ' + e)); },
  'return at a yield': async (log) => { async function* g() { try { yield 1; } finally { log('cleans'); } } const i = g(); await i.next(); i.return(5).then((r) => log(JSON.stringify(r))); },
  'return at a yield, a promise': async (log) => { async function* g() { try { yield 1; } finally { log('cleans'); } } const i = g(); await i.next(); i.return(Promise.resolve(5)).then((r) => log(JSON.stringify(r))); },
  'return at a yield, rejected': async (log) => { async function* g() { try { yield 1; } catch (e) { log('inside ' + e); yield 2; } } const i = g(); await i.next(); i.return(Promise.reject(5)).then((r) => log(JSON.stringify(r)), (e) => log('outside ' + e)); },
  'return after the end': async (log) => { async function* g() {} const i = g(); await i.next(); i.return(5).then((r) => log(JSON.stringify(r))); },
  'return after the end, a promise': async (log) => { async function* g() {} const i = g(); await i.next(); i.return(Promise.resolve(5)).then((r) => log(JSON.stringify(r))); i.next().then((r) => log(JSON.stringify(r))); },
  'return queued': async (log) => { async function* g() { yield 1; yield 2; } const i = g(); i.next().then((r) => log(JSON.stringify(r))); i.return(5).then((r) => log(JSON.stringify(r))); i.next().then((r) => log(JSON.stringify(r))); },
  'return queued, a promise': async (log) => { async function* g() { yield 1; yield 2; } const i = g(); i.next().then((r) => log(JSON.stringify(r))); i.return(Promise.resolve(5)).then((r) => log(JSON.stringify(r))); i.next().then((r) => log(JSON.stringify(r))); },
  'return while running': async (log) => { async function* g() { await null; await null; log('ran'); } const i = g(); i.next().then((r) => log(JSON.stringify(r))); i.return(Promise.resolve(5)).then((r) => log(JSON.stringify(r))); },
  'return with a finally': async (log) => { async function* g() { try { return 1; } finally { await null; log('cleans'); } } g().next().then((r) => log(JSON.stringify(r))); },
  'throw before the start': async (log) => { async function* g() { yield 1; } const i = g(); i.throw('E').catch((e) => log('failed ' + e)); i.next().then((r) => log(JSON.stringify(r))); },
  'throw at a yield': async (log) => { async function* g() { try { yield 1; } catch (e) { log('inside ' + e); yield 2; } } const i = g(); await i.next(); i.throw('E').then((r) => log(JSON.stringify(r))); },
  'throw uncaught': async (log) => { async function* g() { yield 1; } const i = g(); await i.next(); i.throw('E').catch((e) => log('failed ' + e)); i.next().then((r) => log(JSON.stringify(r))); },
  'throw queued': async (log) => { async function* g() { try { yield 1; yield 2; } catch (e) { log('c' + e); yield 'c'; } finally { log('f'); await null; } } const i = g(); i.next().then((r) => log(JSON.stringify(r))); i.throw('E').then((r) => log(JSON.stringify(r))); i.return('R').then((r) => log(JSON.stringify(r))); },
  'failing': async (log) => { async function* g() { yield 1; throw 'E'; } const i = g(); i.next().then((r) => log(JSON.stringify(r))); i.next().catch((e) => log('failed ' + e)); i.next().then((r) => log(JSON.stringify(r))); },
  'await inside': async (log) => { async function* g() { log(await 1); yield await Promise.resolve(2); } for await (const x of g()) log(x); log('done'); },
  'for await of promises': async (log) => { for await (const x of [1, Promise.resolve(2), new Promise((r) => Promise.resolve().then(() => r(3)))]) log(x); log('done'); },
  'for await, rejected': async (log) => { try { for await (const x of [1, Promise.reject('E')]) log(x); } catch (e) { log('caught ' + e); } },
  'for await, break': async (log) => { for await (const x of [1, 2]) { log(x); break; } log('done'); },
  'for await, a sync generator, break': async (log) => { function* h() { try { yield 1; yield 2; } finally { log('cleans'); } } for await (const x of h()) { log(x); break; } log('done'); },
  'for await, a sync generator, throw': async (log) => { function* h() { try { yield 1; yield 2; } finally { log('cleans'); } } try { for await (const x of h()) throw 'E'; } catch (e) { log('caught ' + e); } },
  'for await, return': async (log) => { (async () => { for await (const x of [1, 2]) return x; })().then((v) => log('returned ' + v)); },
  'for await in a generator': async (log) => { async function* g() { for await (const x of [1, 2, 3]) yield x * 2; } for await (const x of g()) log(x); log('done'); },
  'for await in a generator, break': async (log) => { async function* g() { for await (const x of [1, 2, 3]) yield x * 2; } for await (const x of g()) { log(x); break; } log('done'); },
  'pipeline': async (log) => { async function* map(it, f) { for await (const x of it) yield f(x); } async function* take(it, n) { let i = 0; for await (const x of it) { if (i++ >= n) return; yield x; } } for await (const x of take(map([1, 2, 3, 4], (x) => Promise.resolve(x * 2)), 2)) log(x); log('done'); },
  'for of in a generator, return': async (log) => { async function* g() { for (const x of [1, 2, 3]) yield x; } const i = g(); await i.next(); i.return(9).then((r) => log(JSON.stringify(r))); },
  'closing a rejecting iterator': async (log) => { const it = { [Symbol.iterator]() { return { next: () => ({ value: Promise.reject('E'), done: false }), return() { log('closed'); return {}; } }; } }; try { for await (const x of it) log(x); } catch (e) { log('caught ' + e); } },
};
const names = Object.keys(cases);
(function next(n) {
  if (n >= names.length) return;
  console.log('# ' + names[n]);
  let turn = 0, p = Promise.resolve();
  for (let t = 1; t <= 60; t++) p = p.then(() => { turn = t; });
  cases[names[n]]((text) => console.log(turn + ' ' + text));
  setImmediate(() => next(n + 1));
})(0);
