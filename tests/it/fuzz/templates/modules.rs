//! What Node's modules schedule without the thread pool.

use super::Template;

/// Emitters and event targets.
pub(super) const EMITTERS: &[Template] = &[
    (10, "process.once('beforeExit', {f});"),
    (10, "process.once('beforeExit', () => { setImmediate({f}); {G} });"),
    (10, "process.once('beforeExit', () => { setTimeout({f}, {d}); process.nextTick({g}); });"),
    (10, "process.once('beforeExit', () => { Promise.resolve().then({f}); });"),
    (10, "emitter.once('x', {f}); emitter.emit('x');"),
    (
        10,
        "emitter.once('x{n}', {f}); emitter.prependOnceListener('x{n}', {g}); setImmediate(() => { emitter.emit('x{n}'); });",
    ),
    (10, "emitter.once('x{n}', {f}); setImmediate(() => { emitter.emit('x{n}'); {G} });"),
    (
        10,
        "{ const f = {f}; emitter.on('y{n}', f); emitter.on('y{n}', () => { emitter.removeListener('y{n}', f); {G} }); emitter.emit('y{n}'); log(emitter.listenerCount('y{n}')); }",
    ),
    (10, "try { emitter.emit('error', new Error('{n}')); } catch (e) { log(told(e)); {F} }"),
    (
        10,
        "events.once(emitter, 'z{n}').then({f}); process.nextTick(() => { emitter.emit('z{n}', 1); {G} });",
    ),
    (
        10,
        "events.once(emitter, 'z{n}').catch({f}); setImmediate(() => { emitter.emit('error', new Error('{n}')); });",
    ),
    (
        12,
        "(async () => { let n = 0; for await (const x of events.on(emitter, 'w{n}')) { log(x); {F} if (++n === 2) break; } {G} })().catch(() => { log('c'); }); emitter.emit('w{n}', 'w'); setImmediate(() => { emitter.emit('w{n}', 'v'); });",
    ),
    (
        16,
        "{ const c = new AbortController(); c.signal.addEventListener('abort', {f}); c.signal.onabort = {g}; setImmediate(() => { c.abort(); c.abort(); }); }",
    ),
    (
        16,
        "{ const t = new EventTarget(); t.addEventListener('x', {f}, { once: true }); t.addEventListener('x', {g}); t.dispatchEvent(new Event('x')); process.nextTick(() => { t.dispatchEvent(new Event('x')); }); }",
    ),
    (
        16,
        "{ const c = new AbortController(); events.once(emitter, 'q{n}', { signal: c.signal }).then({f}, (e) => { log(e.name); {G} }); setImmediate(() => { c.abort(); }); }",
    ),
    (
        10,
        "{ const e = new events(); e.on('newListener', (name) => { log('new ' + name); }); e.on('removeListener', (name) => { log('gone ' + name); }); e.once('a', {f}); e.emit('a'); e.emit('a'); {G} }",
    ),
    (
        10,
        "{ const e = new events(); e.on('a', () => { throw new Error('{n}'); }); e.on('a', {g}); try { e.emit('a'); } catch (x) { log(told(x)); {F} } }",
    ),
    (
        10,
        "{ const e = new events(); e.on('a', async () => { await null; {F} }); e.on('a', {g}); log(e.emit('a'), e.emit('b')); }",
    ),
    (
        12,
        "{ const e = new events({ captureRejections: true }); e.on('a', async () => { {F} throw new Error('{n}'); }); e.on('error', (x) => { log(told(x)); {G} }); e.emit('a'); }",
    ),
    (
        12,
        "{ const e = new events(); e.on(events.errorMonitor, {f}); e.on('error', {g}); e.emit('error', new Error('{n}')); }",
    ),
    (
        10,
        "setImmediate(() => { new events().emit('error', new Error('{n}')); }); setImmediate({f});",
    ),
    (
        10,
        "{ const e = new events(); e.setMaxListeners(1); e.on('a', {f}); e.on('a', {g}); e.emit('a'); }",
    ),
    (
        12,
        "(async () => { const [x] = await events.once(emitter, 'o{n}'); log(x); {F} })(); setTimeout(() => { emitter.emit('o{n}', 1); {G} }, {d});",
    ),
    (
        16,
        "{ const c = new AbortController(); (async () => { for await (const x of events.on(emitter, 'k{n}', { signal: c.signal })) { log(x[0]); {F} } })().catch((e) => { log(e.name); {G} }); emitter.emit('k{n}', 1); setImmediate(() => { emitter.emit('k{n}', 2); c.abort(); }); }",
    ),
    (
        16,
        "{ const t = new EventTarget(); t.addEventListener('x', () => { {F} throw new Error('{n}'); }); t.addEventListener('x', {g}); t.dispatchEvent(new Event('x')); }",
    ),
    (
        16,
        "{ const t = new EventTarget(); t.addEventListener('x', async () => { await null; {F} throw new Error('{n}'); }); t.addEventListener('x', { handleEvent() { {G} } }); setTimeout(() => { t.dispatchEvent(new Event('x')); }, {d}); }",
    ),
    (
        16,
        "{ const t = new EventTarget(); const on = (e) => { log(e.type); e.stopImmediatePropagation(); {F} }; t.addEventListener('x', on); t.addEventListener('x', on); t.addEventListener('x', {g}); t.dispatchEvent(new Event('x')); t.removeEventListener('x', on); t.dispatchEvent(new Event('x')); }",
    ),
    (
        16,
        "{ const t = new EventTarget(); events.once(t, 'x').then({f}); process.nextTick(() => { t.dispatchEvent(new Event('x')); {G} }); }",
    ),
];

/// `AbortController` and `AbortSignal`.
pub(super) const ABORTS: &[Template] = &[
    (
        18,
        "{ const s = AbortSignal.timeout({d}); s.onabort = () => { log(s.reason.name); {F} }; setTimeout({g}, {d} + 4); }",
    ),
    (
        16,
        "{ const s = AbortSignal.abort(); log(s.aborted); s.addEventListener('abort', {f}); sleep.setImmediate(1, { signal: s }).catch((e) => { log(e.name); {G} }); }",
    ),
    (
        20,
        "{ const c = new AbortController(); const s = AbortSignal.any([c.signal, AbortSignal.timeout({d})]); s.addEventListener('abort', () => { log(s.reason.name); {F} }); setTimeout(() => { c.abort(); {G} }, {e}); }",
    ),
    (
        16,
        "{ const c = new AbortController(); c.signal.addEventListener('abort', () => { {F} throw new Error('{n}'); }); c.signal.addEventListener('abort', {g}); process.nextTick(() => { c.abort(); log('after'); }); }",
    ),
    (
        16,
        "{ const c = new AbortController(); const r = new stream.Readable({ signal: c.signal, read() {} }); r.on('error', (e) => { log(e.name); {F} }); r.on('close', {g}); setImmediate(() => { c.abort(); }); }",
    ),
    (
        16,
        "{ const c = new AbortController(); sleep.setTimeout({d}, 'v', { signal: c.signal }).then((x) => { log(x); {F} }, (e) => { log(e.name); {G} }); setTimeout(() => { c.abort(); }, {e}); }",
    ),
    (
        16,
        "{ const c = new AbortController(); fs.readFile(file, { signal: c.signal }, (e) => { log(e ? e.name : 'read'); {F} }); c.abort(); {G} }",
    ),
    (
        16,
        "{ const c = new AbortController(); (async () => { for await (const x of sleep.setInterval({d}, '{n}', { signal: c.signal })) { log(x); {F} } })().catch((e) => { log(e.name); {G} }); setTimeout(() => { c.abort(); }, 20); }",
    ),
    (
        20,
        "{ const c = new AbortController(); util.aborted(c.signal, c).then({f}); setImmediate(() => { c.abort(); {G} }); }",
    ),
    (
        18,
        "{ const c = new AbortController(); try { c.signal.throwIfAborted(); c.abort(new Error('{n}')); c.signal.throwIfAborted(); } catch (e) { log(told(e)); {F} } }",
    ),
    (
        16,
        "{ const c = new AbortController(); stream.promises.pipeline(new stream.PassThrough(), new stream.PassThrough(), { signal: c.signal }).catch((e) => { log(e.name); {F} }); setImmediate(() => { c.abort(); {G} }); }",
    ),
];

/// What `AsyncLocalStorage` remembers.
pub(super) const CONTEXTS: &[Template] = &[
    (
        16,
        "store.run('{n}', () => { log(store.getStore()); {F} setTimeout(() => { log(store.getStore()); {G} }, {d}); });",
    ),
    (
        16,
        "store.run('{n}', async () => { await null; log(store.getStore()); await wait(); log(store.getStore()); {F} }); log(String(store.getStore()));",
    ),
    (
        16,
        "setImmediate(() => { store.enterWith('{n}'); process.nextTick(() => { log(store.getStore()); {F} }); later(() => { log(store.getStore()); {G} }); });",
    ),
    (
        16,
        "store.run('{n}', () => { emitter.once('s{n}', () => { log(String(store.getStore())); {F} }); }); store.run('o', () => { setImmediate(() => { emitter.emit('s{n}'); {G} }); });",
    ),
    (
        16,
        "store.run('{n}', () => { const p = wait(); store.run('in', () => { p.then(() => { log(store.getStore()); {F} }); }); store.exit(() => { p.then(() => { log(String(store.getStore())); }); }); });",
    ),
    (
        16,
        "store.run('{n}', () => { store.run('o', () => { setTimeout(() => { log(store.getStore()); throw new Error('{n}'); }, {d}); }); {F} });",
    ),
    (
        16,
        "{ const bound = store.run('{n}', () => hooks.AsyncResource.bind(() => { log(String(store.getStore())); {F} })); setImmediate(bound); }",
    ),
    (
        16,
        "store.run('{n}', () => { fs.stat(file, () => { log(store.getStore()); {F} }); util.promisify(setTimeout)({d}).then(() => { log(store.getStore()); }); });",
    ),
    (
        16,
        "{ const g = store.run('{n}', () => gen()); store.run('o', () => { g.next().then(() => { log(store.getStore()); {F} }); }); }",
    ),
];

/// `util` and `timers/promises`.
pub(super) const PROMISED: &[Template] = &[
    (10, "util.promisify((done) => { process.nextTick(done, null, 1); })().then({f});"),
    (10, "util.promisify(setImmediate)().then({f}); setImmediate({g});"),
    (10, "util.promisify(setTimeout)({d}).then({f}); setTimeout({g}, {d});"),
    (10, "util.callbackify(async () => { {F} })(() => { {G} });"),
    (
        10,
        "util.callbackify(async () => { throw new Error('{n}'); })((e) => { log(told(e)); {F} });",
    ),
    (16, "sleep.setTimeout({d}, '{n}').then((x) => { log(x); {F} }); setTimeout({g}, {d});"),
    (16, "sleep.setImmediate('{n}').then((x) => { log(x); {F} }); setImmediate({g});"),
    (
        16,
        "(async () => { let n = 0; for await (const x of sleep.setInterval({d}, '{n}')) { {F} if (++n === 2) break; } {G} })().catch(() => { log('c'); });",
    ),
    (
        16,
        "{ const c = new AbortController(); sleep.setTimeout({d}, 1, { signal: c.signal }).then({f}, (e) => { log(e.name); {G} }); setImmediate(() => { c.abort(); }); }",
    ),
    (16, "sleep.setTimeout({d}, 1, { ref: false }).then({f});"),
    (18, "sleep.scheduler.yield().then({f}); sleep.scheduler.wait({d}).then({g});"),
    (
        10,
        "{ const f = util.promisify((a, done) => { setImmediate(done, null, a); }); (async () => { log(await f('{n}')); {F} })(); }",
    ),
    (10, "util.promisify((done) => { done(new Error('{n}')); })().then({f}, {g});"),
    (10, "util.callbackify(() => Promise.reject(null))((e) => { log(e.code); {F} });"),
    (10, "util.callbackify(async () => 1)(() => { {F} throw new Error('{n}'); });"),
    (
        16,
        "Promise.race([sleep.setTimeout({d}, 'late'), sleep.setTimeout({e}, 'soon')]).then((x) => { log(x); {F} });",
    ),
    (16, "(async () => { await sleep.setTimeout({d}); {F} await sleep.setImmediate(); {G} })();"),
    (
        16,
        "(async () => { for await (const x of sleep.setInterval({d})) { {F} throw new Error('{n}'); } })().catch({g});",
    ),
    (10, "dns.lookup('127.0.0.1', (e, a) => { log(a); {F} }); {G}"),
];
