//! What the language and its timers schedule.

use super::Template;

/// Ticks and microtasks.
pub(super) const TICKS: &[Template] = &[
    (10, "log('{n}'); {F}"),
    (10, "process.nextTick({f}); process.nextTick({g});"),
    (10, "process.nextTick((a, b) => { log(a + b); {F} }, 'a', '{n}'); {G}"),
    (10, "later({f}); process.nextTick({g}); later({f});"),
    (10, "later({f});"),
    (10, "busy({b}); {F}"),
    (10, "process.nextTick(() => { Promise.resolve().then({f}); process.nextTick({g}); });"),
    (10, "Promise.resolve().then(() => { process.nextTick({f}); Promise.resolve().then({g}); });"),
    (11, "queueMicrotask(() => { process.nextTick({f}); queueMicrotask({g}); });"),
    (11, "queueMicrotask(async () => { {F} await null; throw new Error('{n}'); });"),
    (
        10,
        "{ let n = 0; const again = () => { log('n', n); if (++n < 3) process.nextTick(again); else { {F} } }; again(); }",
    ),
    (
        10,
        "{ let n = 0; const again = () => { if (++n < 4) Promise.resolve().then(again); else { {F} } }; again(); }",
    ),
];

/// Promises, subclasses and thenables.
pub(super) const PROMISES: &[Template] = &[
    (10, "Promise.resolve().then({f}).then({g});"),
    (10, "Promise.resolve(1).finally({f}).then({g}, {g});"),
    (10, "Promise.resolve(1).finally(() => { {F} return Promise.resolve(); }).then({g}, {g});"),
    (10, "new Promise((resolve) => { {F} resolve(Promise.resolve()); }).then({g}, {g});"),
    (
        10,
        "{ let go; const p = new Promise((resolve) => { go = resolve; }); p.then({f}); p.then({g}); setImmediate(go); }",
    ),
    (
        10,
        "{ const p = Promise.resolve(); p.then({f}); p.then({g}).then({f}); process.nextTick(() => { p.then({g}); }); }",
    ),
    (10, "Promise.resolve({ then(resolve) { {F} resolve(1); } }).then({g}, {g});"),
    (10, "Promise.resolve().then(() => ({ then(resolve) { {F} resolve(1); } })).then({g}, {g});"),
    (
        10,
        "Promise.resolve({ then(resolve, reject) { process.nextTick(() => { reject(new Error('{n}')); }); {F} } }).then({g}, {g});",
    ),
    (10, "Promise.resolve().then(() => Promise.resolve().then({f})).then({g}, {g});"),
    (10, "Later.resolve().then({f}).then({g}, {g});"),
    (10, "Promise.resolve(Later.resolve()).then({f});"),
    (10, "new Later((resolve) => { resolve(Promise.resolve()); }).then({f}).finally({g});"),
    (10, "Promise.all([Promise.resolve().then({f}), 1, Later.resolve()]).then({g}, {g});"),
    (10, "Promise.all([]).then({f}); Promise.race([1, Promise.resolve()]).then({g});"),
    (10, "Promise.race([Promise.resolve().then({f}), new Promise(() => {})]).then({g}, {g});"),
    (
        12,
        "Promise.allSettled([Promise.resolve().then({f}), Promise.reject(new Error('{n}'))]).then((all) => { log(all.map((it) => it.status).join()); {G} });",
    ),
    (
        16,
        "Promise.any([Promise.reject(1), Promise.resolve().then({f})]).then({g}, (e) => { log(e.constructor.name); {G} });",
    ),
    (
        22,
        "{ const { promise, resolve } = Promise.withResolvers(); promise.then({f}); later(resolve); later({g}); }",
    ),
    (24, "Promise.try({f}).then({g}, {g});"),
    (
        10,
        "{ const p = new Promise((resolve) => setTimeout(resolve, {d}, '{n}')); p.then({f}); setImmediate(() => { p.then({g}); }); }",
    ),
    (10, "Promise.resolve({ get then() { log('get'); return undefined; } }).then({f});"),
    (10, "Promise.resolve({ get then() { throw new Error('{n}'); } }).then({f}, {g});"),
    (10, "Promise.resolve({ then(resolve) { resolve(1); {F} } }).then({g}, {g});"),
    (
        10,
        "{ class P extends Promise { then(...all) { log('then'); return super.then(...all); } } P.resolve().then({f}); Promise.resolve(new P((resolve) => resolve())).then({g}); }",
    ),
    (
        10,
        "{ class P extends Promise { static get [Symbol.species]() { return Promise; } } P.resolve().then({f}).then({g}); }",
    ),
    (
        10,
        "Promise.race([new Promise((resolve, reject) => setTimeout(reject, {d}, new Error('{n}'))), wait()]).then({f}, {g});",
    ),
    (
        10,
        "Promise.all([wait(), new Promise((resolve) => setTimeout(resolve, {d})), null]).then({f}).then({g});",
    ),
    (
        16,
        "Promise.any([Promise.reject(new Error('{n}')), new Promise((resolve, reject) => setImmediate(reject))]).then({f}, {g});",
    ),
    (
        12,
        "Promise.allSettled([wait().then({f}), new Promise((resolve) => process.nextTick(resolve))]).then({g});",
    ),
    (
        10,
        "{ let p = Promise.resolve(); for (let i = 0; i < 3; i++) p = p.then(() => { log('p', i); }); p.then({f}); }",
    ),
    (
        10,
        "Promise.resolve().then(() => { throw undefined; }).catch((e) => { log(String(e)); {F} }).finally(() => { {G} });",
    ),
    (
        10,
        "{ let stop; const p = new Promise((resolve, reject) => { stop = reject; }); p.catch({f}); setTimeout(() => { stop(new Error('{n}')); {G} }, {d}); }",
    ),
];

/// Async functions.
pub(super) const ASYNC: &[Template] = &[
    (10, "(async () => { {F} await 1; {G} })();"),
    (10, "(async () => { {F} await Promise.resolve(); {G} })().then({f}, {g});"),
    (
        10,
        "(async () => { try { await Promise.reject(new Error('{n}')); } catch (e) { {F} } finally { {G} } })();",
    ),
    (10, "(async () => { try { return await wait(); } finally { {F} } })().then({g}, {g});"),
    (10, "(async () => { await { then(resolve) { {F} resolve(1); } }; {G} })().catch({g});"),
    (10, "(async () => { await Later.resolve(); {F} })().then({g}, {g});"),
    (10, "(async () => { await (async () => { {F} })(); {G} })().catch({f});"),
    (10, "(async () => { {F} return Promise.resolve(); })().then({g}, {g});"),
    (10, "(async () => { return { then(resolve) { {F} resolve(); } }; })().then({g}, {g});"),
    (
        10,
        "(async () => { await new Promise((resolve) => setTimeout(resolve, {d})); {F} })().then({g});",
    ),
    (
        10,
        "(async () => { await new Promise((resolve) => setImmediate(resolve)); {F} })().then({g});",
    ),
    (
        10,
        "(async () => { await new Promise((resolve) => process.nextTick(resolve)); {F} await null; {G} })();",
    ),
    (10, "(async () => { await null; {F} })();"),
    (
        10,
        "(async () => { const p = Promise.reject(new Error('{n}')); await null; {F} try { await p; } catch (e) { {G} } })();",
    ),
    (10, "(async () => { await Promise.all([wait(), wait().then({f})]); {G} })();"),
    (10, "(async () => { for (let i = 0; i < 3; i++) { await i; log(i); } {F} })().finally({g});"),
    (10, "(async () => { for await (const x of gen()) { {F} } {G} })().catch({g});"),
    (10, "(async () => { for await (const x of gen()) { {F} break; } {G} })().catch({g});"),
    (
        10,
        "(async () => { for await (const x of [1, Promise.resolve(2)]) { {F} } {G} })().catch({g});",
    ),
    (
        10,
        "(async () => { for await (const x of [1, Promise.reject(new Error('{n}'))]) { log(x); } })().catch({f});",
    ),
    (10, "{ const g = gen(); g.next().then({f}); g.next().then({g}); g.next().then({f}); }"),
    (10, "{ const g = gen(); g.next().then({f}); g.return(1).then({g}); g.next().then({f}); }"),
    (10, "{ const g = gen(); g.next().then({f}); g.throw(new Error('{n}')).catch({g}); }"),
    (
        10,
        "{ const g = (function* () { log('in'); try { yield 1; {F} yield 2; } finally { log('out'); } })(); for (const x of g) { log(x); break; } {G} }",
    ),
    (
        10,
        "(async () => { try { {F} await wait(); throw new Error('{n}'); } catch (e) { log(told(e)); await null; {G} } finally { await null; log('f'); } })();",
    ),
    (
        10,
        "(async () => { const all = await Promise.all([1, 2].map(async (i) => { await null; log('a', i); return i; })); log(all.join()); {F} })().then({g}, {g});",
    ),
    (
        10,
        "(async () => { const p = (async () => { await wait(); {F} return 1; })(); {G} log(await p, await p); })().catch({g});",
    ),
    (
        10,
        "(async () => { await new Promise((resolve) => { setImmediate(() => { resolve(); process.nextTick({f}); }); }); {G} })();",
    ),
    (
        10,
        "(async () => { await 1; await Promise.resolve(2); await { then(resolve) { process.nextTick(resolve); } }; {F} })().then({g});",
    ),
    (
        10,
        "(async () => { for (const p of [wait(), Promise.resolve(), 3]) { await p; log('p'); } {F} })();",
    ),
    (
        10,
        "{ const wake = []; const next = () => new Promise((resolve) => { wake.push(resolve); }); (async () => { await next(); {F} await next(); {G} })(); setImmediate(() => { wake.shift()(); setImmediate(() => { wake.shift()(); }); }); }",
    ),
];

/// Generators and what iterates.
pub(super) const GENERATORS: &[Template] = &[
    (
        10,
        "(async () => { for await (const x of (async function* () { yield* gen(); yield 3; })()) { log(x); {F} } {G} })().catch({g});",
    ),
    (
        10,
        "(async () => { for await (const x of (async function* () { try { yield await wait(); yield 2; } finally { await null; {F} } })()) { log(String(x)); } })().then({g}, {g});",
    ),
    (
        10,
        "{ const g = (async function* () { {F} yield 1; throw new Error('{n}'); })(); g.next().then({g}); g.next().then({g}, {g}); g.next().then((x) => { log(x.done); }); }",
    ),
    (
        10,
        "{ const g = (async function* () { const x = yield 1; log(x); {F} return wait(); })(); g.next('a').then({g}); g.next('b').then((x) => { log(x.done); }); g.next('c').then((x) => { log(x.done); }); }",
    ),
    (
        10,
        "{ const g = (async function* () { try { yield 1; } finally { yield 2; {F} } })(); g.next().then({g}); g.return('r').then((x) => { log(x.value); }); g.next().then((x) => { log(x.value); }); }",
    ),
    (
        10,
        "{ const g = (async function* () { yield 1; })(); g.return(Promise.reject(new Error('{n}'))).then({f}, {g}); g.next().then((x) => { log(x.done); }); }",
    ),
    (
        10,
        "(async () => { const all = { [Symbol.asyncIterator]: () => ({ n: 0, next() { log('next'); return { value: this.n, done: this.n++ > 1 }; }, return() { log('return'); return {}; } }) }; for await (const x of all) { log(x); {F} break; } {G} })();",
    ),
    (
        10,
        "(async () => { const all = { [Symbol.asyncIterator]: () => ({ next: async () => { await null; throw new Error('{n}'); } }) }; for await (const x of all) log('x'); })().catch({f});",
    ),
    (
        10,
        "(async () => { const all = { *[Symbol.iterator]() { try { yield wait(); yield 2; } finally { log('closed'); } } }; for await (const x of all) { log(String(x)); {F} } {G} })();",
    ),
    (
        10,
        "{ const g = (function* () { const x = yield 1; log(x); try { yield x + 1; } catch (e) { log(told(e)); {F} } })(); g.next(); log(g.next(5).value); g.throw(new Error('{n}')); {G} }",
    ),
    (
        10,
        "{ const run = (g) => { const go = (x) => { const { value, done } = g.next(x); if (!done) Promise.resolve(value).then(go); }; go(); }; run((function* () { yield wait(); {F} yield 2; {G} })()); }",
    ),
    (
        10,
        "(async () => { outer: for (const a of [1, 2]) { for await (const x of gen()) { log(a, x); continue outer; } } {F} })().then({g});",
    ),
];
