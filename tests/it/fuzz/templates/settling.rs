//! Promises that are settled more than once, and what follows thenables.

use super::Template;

/// Second calls of what settles a promise.
pub(super) const AGAIN: &[Template] = &[
    (
        10,
        "new Promise((resolve, reject) => { resolve(1); reject(2); resolve(3); }).then({f}, {g});",
    ),
    (10, "new Promise((resolve) => { resolve(1); {F} throw new Error('{n}'); }).then({g}, {g});"),
    (
        10,
        "new Promise((resolve, reject) => { resolve(wait()); process.nextTick(reject, new Error('{n}')); {F} }).then({g}, {g});",
    ),
    (
        10,
        "new Promise((resolve, reject) => { setImmediate(() => { reject(new Error('{n}')); resolve(); {F} }); }).catch({g});",
    ),
    (
        10,
        "Promise.resolve({ then(resolve, reject) { resolve(1); reject(2); {F} throw new Error('{n}'); } }).then({g}, {g});",
    ),
    (
        10,
        "Promise.resolve({ then(resolve, reject) { process.nextTick(reject, '{n}'); {F} throw new Error('{n}'); } }).then({g}, {g});",
    ),
    (
        10,
        "Promise.resolve().then(() => ({ then(resolve) { setImmediate(resolve); setTimeout(() => { resolve(); {F} }, {d}); } })).then({g});",
    ),
    (
        10,
        "(async () => { await { then(resolve) { resolve('{n}'); later(() => { resolve(2); {F} }); } }; {G} })();",
    ),
    (
        10,
        "(async () => { return { then(resolve, reject) { reject(new Error('{n}')); resolve(2); {F} } }; })().then({g}, {g});",
    ),
    (
        10,
        "(async () => { for await (const x of [{ then(resolve) { resolve('{n}'); resolve(2); } }]) { log(x); {F} } {G} })();",
    ),
    (10, "Promise.race([1, wait(), Promise.resolve().then({f})]).then({g}, {g});"),
    (
        10,
        "Promise.all([Promise.reject(new Error('{n}')), wait().then(() => { {F} throw new Error('x'); })]).catch({g});",
    ),
    (16, "Promise.any([1, wait(), Promise.resolve().then({f})]).then({g}, {g});"),
    (
        10,
        "{ const p = new Later((resolve, reject) => { resolve(1); setTimeout(reject, {d}, new Error('{n}')); {F} }); p.then({g}); }",
    ),
    (
        10,
        "Promise.reject(new Error('{n}')).finally(() => ({ then(resolve) { resolve(); resolve(); {F} } })).catch({g});",
    ),
    (
        22,
        "{ const { promise, resolve, reject } = Promise.withResolvers(); promise.then({f}, {g}); setImmediate(() => { resolve(Promise.resolve()); reject(new Error('{n}')); }); }",
    ),
];

/// Thenables, subclasses and their getters.
pub(super) const THENABLES: &[Template] = &[
    (
        10,
        "{ const p = Promise.resolve(); Object.defineProperty(p, 'constructor', { get() { log('constructor'); return Promise; } }); (async () => { await p; {F} })(); Promise.resolve(p).then({g}); }",
    ),
    (
        10,
        "{ const p = Promise.resolve('{n}'); p.then = (...all) => { log('then'); return Promise.prototype.then.apply(p, all); }; (async () => { log(await p); {F} })(); Promise.resolve().then(() => p).then({g}); }",
    ),
    (
        10,
        "{ let n = 0; const again = { then(resolve) { log('then', n); resolve(n++ < 2 ? again : '{n}'); } }; Promise.resolve(again).then((x) => { log(x); {F} }); later({g}); }",
    ),
    (
        10,
        "(async () => { const x = await { get then() { log('get'); process.nextTick({f}); return (resolve) => { Promise.resolve('{n}').then(resolve); }; } }; log(x); {G} })();",
    ),
    (
        10,
        "{ class P extends Promise { constructor(executor) { log('new P'); super(executor); } } (async () => { await new P((resolve) => { setImmediate(resolve); }); {F} })(); P.all([P.resolve(1), wait()]).then({g}); }",
    ),
    (
        10,
        "{ class A { static async make() { {F} await null; return new A(); } async then(resolve) { log('then'); await null; {G} resolve('{n}'); } } A.make().then((x) => { log(x); }); }",
    ),
    (
        10,
        "{ const p = (async () => { throw new Error('{n}'); })(); const q = p.then({f}); q.catch(() => { log('q'); }); setImmediate(() => { p.catch({g}); }); }",
    ),
    (
        10,
        "Promise.all([1, 2].map((i) => ({ then(resolve) { log('t', i); setTimeout(resolve, {d} * i, i); } }))).then((all) => { log(all.join()); {F} }); later({g});",
    ),
    (
        24,
        "Promise.try(() => { {F} return wait(); }).then({g}, {g}); Promise.try(() => { throw new Error('{n}'); }).catch((e) => { log(told(e)); });",
    ),
    (
        10,
        "{ const o = { async *[Symbol.asyncIterator]() { try { yield { then(resolve) { resolve('{n}'); } }; {F} } finally { log('left'); await wait(); } } }; (async () => { for await (const x of o) { log(x); break; } {G} })(); }",
    ),
    (
        10,
        "{ const g = (async function* () { try { yield* { [Symbol.asyncIterator]() { return this; }, next(x) { log('next', x); return { then(resolve) { resolve({ value: 1, done: false }); } }; }, async return(x) { log('return', x); {F} return { value: x, done: true }; } }; } finally { log('out'); } })(); g.next('a').then(() => g.next('b')).then(() => g.return('c')).then((x) => { log(x.value, x.done); {G} }); }",
    ),
    (
        10,
        "{ const g = (async function* () { while (true) { try { yield wait(); } catch (e) { log(told(e)); {F} return Promise.resolve('r'); } } })(); g.next().then({g}); g.throw(new Error('{n}')).then((x) => { log(x.value); }); g.next().then((x) => { log(x.done); }); }",
    ),
    (
        10,
        "{ const g = (async function* () { yield 1; })(); g.throw(new Error('{n}')).catch({f}); g.return({ then(resolve) { log('then'); resolve('v'); } }).then((x) => { log(x.value); {G} }); }",
    ),
];
