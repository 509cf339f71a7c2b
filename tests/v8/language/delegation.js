// Delegation by `yield*` in async generators; turns are counted by a ruler of microtasks.
const cases = {
  'yield* of a generator': async (log) => { async function* h() { yield 1; yield 2; return 'r'; } async function* g() { log('result ' + (yield* h())); } for await (const x of g()) log(x); log('done'); },
  'next by hand': async (log) => { async function* h() { const a = yield 1; log('h got ' + a); const b = yield 2; log('h got ' + b); } async function* g() { yield* h(); } const i = g(); log((await i.next('a')).value); log((await i.next('b')).value); log((await i.next('c')).done); },
  'queued': async (log) => { async function* h() { yield 1; yield 2; yield 3; } async function* g() { yield* h(); } const i = g(); for (let n = 0; n < 5; n++) i.next().then((r) => log(n + ' ' + r.value + r.done)); },
  'yield* of an array': async (log) => { async function* g() { yield* [1, Promise.resolve(2), 3]; } for await (const x of g()) log(x); log('done'); },
  'yield* of a rejected promise': async (log) => { async function* g() { yield* [Promise.reject(1)]; } g().next().catch((e) => log('caught ' + e)); },
  'yield* of text': async (log) => { async function* g() { yield* 'ab'; } for await (const x of g()) log(x); log('done'); },
  'return through': async (log) => { async function* h() { try { yield 1; } finally { log('h cleans'); } } async function* g() { try { yield* h(); } finally { log('g cleans'); } } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); },
  'return through, a promise': async (log) => { async function* h() { yield 1; } async function* g() { yield* h(); } const i = g(); await i.next(); i.return(Promise.resolve(7)).then((r) => log('returned ' + r.value + r.done)); },
  'return through, awaiting': async (log) => { async function* h() { try { yield 1; } finally { await null; log('h cleans'); } } async function* g() { yield* h(); } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); },
  'return refused': async (log) => { async function* h() { try { yield 1; } finally { yield 'no'; } } async function* g() { yield* h(); } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); i.next().then((r) => log('next ' + r.value + r.done)); },
  'return to an array': async (log) => { async function* g() { yield* [1, 2]; } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); },
  'return at once': async (log) => { async function* g() { yield* [1, 2]; } const i = g(); i.next().then((r) => log(r.value)); i.return(7).then((r) => log('returned ' + r.value + r.done)); i.next().then((r) => log(r.value)); },
  'return to a sync generator': async (log) => { function* h() { try { yield 1; } finally { log('h cleans'); } } async function* g() { yield* h(); } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); },
  'no return': async (log) => { const h = { [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1, done: false }) }) }; async function* g() { yield* h; } const i = g(); await i.next(); i.return(7).then((r) => log('returned ' + r.value + r.done)); },
  'throw through': async (log) => { async function* h() { try { yield 1; } catch (e) { log('h caught ' + e); yield 2; } } async function* g() { yield* h(); } const i = g(); await i.next(); i.throw('E').then((r) => log('thrown ' + r.value)); },
  'throw to a sync generator': async (log) => { function* h() { try { yield 1; } catch (e) { log('h caught ' + e); yield 2; } } async function* g() { yield* h(); } const i = g(); await i.next(); i.throw('E').then((r) => log('thrown ' + r.value)); },
  'throw to an array': async (log) => { async function* g() { yield* [1, 2]; } const i = g(); await i.next(); i.throw('E').then((r) => log('thrown ' + r.value), (e) => log('failed ' + (e.message || e))); },
  'failing inside': async (log) => { async function* h() { yield 1; throw 'E'; } async function* g() { try { yield* h(); } catch (e) { log('g caught ' + e); } } for await (const x of g()) log(x); log('done'); },
  'failing sync inside': async (log) => { function* h() { yield 1; throw 'E'; } async function* g() { try { yield* h(); } catch (e) { log('g caught ' + e); } } for await (const x of g()) log(x); log('done'); },
  'broken off': async (log) => { async function* h() { try { yield 1; yield 2; } finally { log('h cleans'); } } async function* g() { try { yield* h(); } finally { log('g cleans'); } } for await (const x of g()) { log(x); break; } log('done'); },
  'broken off, an array': async (log) => { async function* g() { yield* [1, 2]; } for await (const x of g()) { log(x); break; } log('done'); },
  'two deep': async (log) => { async function* a() { yield 1; yield 2; } async function* b() { yield* a(); } async function* c() { yield* b(); yield 3; } for await (const x of c()) log(x); log('done'); },
  'two deep, broken off': async (log) => { async function* a() { yield 1; yield 2; } async function* b() { yield* a(); } async function* c() { yield* b(); yield 3; } for await (const x of c()) { log(x); break; } log('done'); },
  'a promise inside': async (log) => { const h = { [Symbol.asyncIterator]() { let n = 0; return { next: async () => ({ value: Promise.resolve('p' + n++), done: n > 2 }) }; } }; async function* g() { log('result ' + await (yield* h)); } const i = g(); for (let n = 0; n < 3; n++) await i.next().then(async (r) => log((r.value instanceof Promise) + ' ' + (await r.value) + r.done)); },
  'not a promise': async (log) => { const h = { [Symbol.asyncIterator]() { let n = 0; return { next: () => ({ value: n++, done: n > 2 }) }; } }; async function* g() { log('result ' + (yield* h)); } for await (const x of g()) log(x); log('done'); },
  'result of return': async (log) => { async function* h() { return 'r'; } async function* g() { return yield* h(); } g().next().then((r) => log(r.value + r.done)); },
  'nothing to iterate': async (log) => { async function* g() { try { yield* 5; } catch (e) { log(e.name + ': ' + e.message); } try { yield* undefined; } catch (e) { log(e.name + ': ' + e.message); } } for await (const x of g()) log(x); log('done'); },
  'throw uncaught': async (log) => { async function* h() { yield 1; } async function* g() { try { yield* h(); } catch (e) { log('g caught ' + e); } } const i = g(); await i.next(); i.throw('E').then((r) => log('thrown ' + r.done)); },
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
