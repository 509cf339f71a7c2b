//! What binds several of Node's modules together.

use super::Template;

/// Dynamic imports of Node's own modules: their promises take turns of their own.
pub(super) const IMPORTS: &[Template] = &[
    (14, "import('path').then({f}); later({g});"),
    (14, "(async () => { const all = await import('util'); log(typeof all.inspect); {F} })();"),
    (14, "import('events').then({f}); import('events').then({g});"),
    (14, "import('no-such-module-{n}').catch((e) => { log(e.code); {F} }); process.nextTick({g});"),
    (
        14,
        "Promise.all([import('os'), wait(), import('url')]).then(() => { {F} }); setImmediate(() => { import('os').then({g}); });",
    ),
    (
        14,
        "setTimeout(() => { import('assert').then(({ strict }) => { log(typeof strict); {F} throw new Error('{n}'); }); }, {d});",
    ),
    (20, "import('node:path').then({f}).finally({g});"),
];

/// More of `AsyncLocalStorage` and `AsyncResource`.
pub(super) const STORES: &[Template] = &[
    (
        16,
        "{ const r = store.run('{n}', () => new hooks.AsyncResource('R{n}')); setImmediate(() => { r.runInAsyncScope(() => { log(store.getStore()); {F} }); log(String(store.getStore())); }); }",
    ),
    (
        16,
        "store.run('{n}', () => { const r = stream.Readable.from(['a']); r.on('data', () => { log(String(store.getStore())); {F} }); r.on('end', () => { log(String(store.getStore())); {G} }); });",
    ),
    (
        16,
        "store.run('{n}', () => { (async () => { for await (const x of gen()) { log(store.getStore(), x); } {F} })(); }); {G}",
    ),
    (
        16,
        "store.run('{n}', () => { const { port1, port2 } = new MessageChannel(); port2.on('message', () => { log(String(store.getStore())); port2.close(); {F} }); port1.postMessage(1); });",
    ),
    (
        16,
        "{ let go; const p = store.run('{n}', () => new Promise((resolve) => { go = resolve; })); store.run('then', () => { p.then(() => { log(store.getStore()); {F} }); }); store.run('go', () => { setImmediate(go); }); (async () => { await p; log(String(store.getStore())); {G} })(); }",
    ),
    (
        16,
        "store.run('{n}', () => { Promise.resolve({ then(resolve) { log(store.getStore()); store.run('in', () => { process.nextTick(resolve); }); } }).then(() => { log(store.getStore()); {F} }); });",
    ),
    (
        16,
        "store.run('{n}', () => { const c = new AbortController(); c.signal.addEventListener('abort', () => { log(String(store.getStore())); {F} }); store.exit(() => { setTimeout(() => { c.abort(); {G} }, {d}); }); });",
    ),
    (
        16,
        "store.run('{n}', () => { let n = 0; const t = setInterval(() => { log(store.getStore()); if (++n === 2) clearInterval(t); {F} }, {d}); process.once('beforeExit', () => { log(String(store.getStore())); {G} }); });",
    ),
    (
        20,
        "{ const snap = store.run('{n}', () => hooks.AsyncLocalStorage.snapshot()); setTimeout(() => { snap(() => { log(store.getStore()); {F} }); {G} }, {d}); }",
    ),
    (
        16,
        "process.once('unhandledRejection', () => { log('in', String(store.getStore())); {F} }); store.run('{n}', () => { Promise.reject(new Error('{n}')); });",
    ),
    (
        16,
        "process.once('uncaughtException', () => { log('in', String(store.getStore())); {F} }); store.run('{n}', () => { setImmediate(() => { throw new Error('{n}'); }); later(() => { log(store.getStore()); }); });",
    ),
];

/// Streams that are put together, and lines.
pub(super) const PIPES: &[Template] = &[
    (
        16,
        "{ const d = stream.Duplex.from(async function* (all) { for await (const x of all) { {F} yield String(x) + '!'; } }); d.on('data', (x) => { log(String(x)); }); d.on('end', {g}); d.write('{n}'); d.end('z'); }",
    ),
    (
        16,
        "{ const c = new AbortController(); const p = stream.addAbortSignal(c.signal, new stream.PassThrough()); p.on('error', (e) => { log(e.name); {F} }); p.on('close', {g}); p.write('a'); setTimeout(() => { c.abort(); }, {d}); }",
    ),
    (
        18,
        "stream.Readable.from([1, 2, 3, 4]).drop(1).take(2).forEach((x) => { log(x); {F} }).then({g});",
    ),
    (
        18,
        "(async () => { log(await stream.Readable.from([1, 2]).reduce(async (a, b) => { await wait(); return a + b; }, 0)); {F} })();",
    ),
    (
        10,
        "{ const rl = readline.createInterface({ input: stream.Readable.from(['a\\nb', '\\nc']) }); rl.on('line', (x) => { log(x); {F} }); rl.on('close', {g}); }",
    ),
    (
        10,
        "{ const r = new stream.Readable({ read() {} }); r.push('a'); r.on('data', (x) => { log(String(x)); {F} }); r.on('end', {g}); setImmediate(() => { r.push('b'); process.nextTick(() => { r.push(null); r.on('close', () => { log('close'); }); }); }); }",
    ),
    (
        10,
        "{ const w = new stream.Writable({ write(x, e, done) { setTimeout(done, {d}); } }); w.write('a', {f}); w.end('b'); w.on('finish', () => { log('finish'); {G} }); w.destroy; w.once('close', () => { log('close'); }); }",
    ),
    (
        10,
        "{ const a = new stream.PassThrough(), b = new stream.Writable({ write(x, e, done) { done(new Error('{n}')); } }); b.on('error', (e) => { log(told(e)); {F} }); a.on('unpipe', () => { log('unpipe'); }); a.pipe(b); b.on('unpipe', {g}); a.write('x'); }",
    ),
    (
        18,
        "stream.pipeline(async function* () { yield '{n}'; await wait(); yield 'x'; }, new stream.PassThrough({ objectMode: true }), async function (all) { for await (const x of all) { log(x); {F} } return 'over'; }, (e, value) => { log(told(e), value); {G} });",
    ),
];

/// The end of the process, once more.
pub(super) const EXITS: &[Template] = &[
    (10, "process.on('exit', () => { Promise.reject(new Error('{n}')); {F} });"),
    (
        10,
        "process.on('exit', () => { const p = Promise.reject(new Error('{n}')); Promise.resolve().then({f}).then(() => { p.catch({g}); }); });",
    ),
    (11, "process.on('exit', () => { queueMicrotask(() => { {F} throw new Error('{n}'); }); });"),
    (10, "process.on('exit', () => { (async () => { await null; {F} await wait(); {G} })(); });"),
    (
        10,
        "{ const p = Promise.reject(new Error('{n}')); process.on('exit', () => { p.catch({f}); }); }",
    ),
    (10, "process.on('exit', () => { process.emitWarning('{n}'); process.exitCode = 6; {F} });"),
    (
        10,
        "process.once('beforeExit', () => { process.exitCode = 3; Promise.reject(new Error('{n}')).catch({f}); setTimeout({g}, {d}).unref(); });",
    ),
    (
        10,
        "{ const t = setInterval(() => { log('i'); }, {d} + 3); t.unref(); process.once('beforeExit', () => { t.ref(); setTimeout(() => { clearInterval(t); {F} }, 17); }); }",
    ),
    (
        10,
        "process.once('beforeExit', () => { const i = setImmediate({f}); i.unref(); process.nextTick({g}); });",
    ),
    (10, "process.once('beforeExit', async () => { await wait(); {F} await null; {G} });"),
    (
        10,
        "process.once('beforeExit', () => { fs.stat(file, {f}); process.once('beforeExit', {g}); });",
    ),
];
