//! What a statement of a random program may be.
//!
//! `{f}` and `{g}` stand for functions, `{F}` and `{G}` for their bodies alone, `{n}` for a
//! number of the statement's own, `{d}` and `{e}` for delays and `{b}` for a busy wait. Each
//! statement stands in a block of its own.

/// The first major version that can run it, and the code.
pub(super) type Template = (u32, &'static str);

/// What an `.mjs` program may wait for between its statements.
pub(super) const PAUSES: &[&str] = &[
    "await null;",
    "await new Promise((resolve) => process.nextTick(resolve));",
    "await new Promise((resolve) => setImmediate(resolve));",
    "await new Promise((resolve) => setTimeout(resolve, {d}));",
    "for await (const x of gen()) { log(x); }",
];

/// What a program may have set up, and from which version on. The first is about errors that
/// nobody catches: without it the first one ends the program.
pub(super) const LISTENERS: &[Template] = &[
    (
        10,
        "process.on('uncaughtException', (error, origin) => { log('!' + told(error), origin); });",
    ),
    (10, "process.on('unhandledRejection', (reason) => { log('?' + told(reason)); });"),
    (10, "process.on('rejectionHandled', () => { log('~'); });"),
    (10, "process.on('warning', (warning) => { log('warning ' + warning.name); });"),
    (12, "process.on('uncaughtExceptionMonitor', (error, origin) => { log('monitor', origin); });"),
    (10, "process.on('uncaughtException', () => { process.nextTick(() => { log('!t'); }); });"),
    (
        10,
        "process.on('uncaughtException', () => { Promise.resolve().then(() => { log('!m'); }); });",
    ),
    (10, "process.on('uncaughtException', () => { setImmediate(() => { log('!i'); }); });"),
    (10, "process.on('unhandledRejection', () => { process.nextTick(() => { log('?t'); }); });"),
    (10, "process.on('unhandledRejection', (reason, p) => { p.catch(() => { log('?c'); }); });"),
    (10, "process.on('exit', (code) => { process.exitCode = code + 2; });"),
];

/// Statements, by what they are about. A program draws from some groups, so that those meet often.
pub(super) const GROUPS: &[&[Template]] = &[
    // Ticks and microtasks.
    &[
        (10, "log('{n}'); {F}"),
        (10, "process.nextTick({f}); process.nextTick({g});"),
        (10, "process.nextTick((a, b) => { log(a + b); {F} }, 'a', '{n}'); {G}"),
        (10, "later({f}); process.nextTick({g}); later({f});"),
        (10, "later({f});"),
        (10, "busy({b}); {F}"),
    ],
    // Promises.
    &[
        (10, "Promise.resolve().then({f}).then({g});"),
        (10, "Promise.resolve(1).finally({f}).then({g}, {g});"),
        (10, "Promise.resolve(1).finally(() => { {F} return Promise.resolve(); }).then({g}, {g});"),
        (10, "new Promise((resolve) => { {F} resolve(Promise.resolve()); }).then({g}, {g});"),
        (10, "new Promise((resolve, reject) => { resolve(1); reject(2); resolve(3); }).then({f});"),
        (
            10,
            "{ let go; const p = new Promise((resolve) => { go = resolve; }); p.then({f}); p.then({g}); setImmediate(go); }",
        ),
        (
            10,
            "{ const p = Promise.resolve(); p.then({f}); p.then({g}).then({f}); process.nextTick(() => { p.then({g}); }); }",
        ),
        (10, "Promise.resolve({ then(resolve) { {F} resolve(1); } }).then({g}, {g});"),
        (
            10,
            "Promise.resolve().then(() => ({ then(resolve) { {F} resolve(1); } })).then({g}, {g});",
        ),
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
    ],
    // Rejections and throws.
    &[
        (10, "Promise.reject(new Error('{n}'));"),
        (10, "Promise.reject(new Error('{n}')).catch({f}).then({g}, {g});"),
        (10, "Promise.reject(new Error('{n}')).finally({f}).catch({g});"),
        (10, "Promise.reject(new Error('{n}')).then({f}); {G}"),
        (10, "Promise.reject({n}); Promise.reject(); {F}"),
        (
            10,
            "{ const p = Promise.reject(new Error('{n}')); setImmediate(() => { p.catch({f}); }); }",
        ),
        (
            10,
            "{ const p = Promise.reject(new Error('{n}')); process.nextTick(() => { p.catch({f}); }); }",
        ),
        (
            10,
            "{ const p = Promise.reject(new Error('{n}')); setTimeout(() => { p.then({f}, {g}); }, {d}); }",
        ),
        (
            10,
            "{ const p = Promise.reject(new Error('{n}')); process.once('unhandledRejection', () => { p.catch({f}); {G} }); }",
        ),
        (
            10,
            "new Promise((resolve, reject) => { setImmediate(() => { {F} reject(new Error('{n}')); }); }).then({g}, {g});",
        ),
        (
            10,
            "Promise.all([Promise.reject(new Error('{n}')), Promise.reject(new Error('x'))]).catch({f});",
        ),
        (10, "process.nextTick(() => { {F} throw new Error('{n}'); }); {G}"),
        (10, "setImmediate(() => { {F} throw new Error('{n}'); }); setImmediate({g});"),
        (10, "setTimeout(() => { {F} throw new Error('{n}'); }, {d}); setTimeout({g}, {d});"),
        (10, "later(() => { {F} throw new Error('{n}'); }); later({g});"),
        (10, "try { {F} throw new Error('{n}'); } catch (e) { log(told(e)); } finally { {G} }"),
        (
            10,
            "process.once('uncaughtException', {g}); setImmediate(() => { throw new Error('{n}'); });",
        ),
        (10, "process.exitCode = {n} % 7; {F}"),
        (10, "process.emitWarning('{n}', 'Odd'); {F}"),
    ],
    // Immediates.
    &[
        (10, "setImmediate({f});"),
        (10, "setImmediate({f}); setImmediate({g});"),
        (10, "setImmediate((a) => { log(a); {F} }, '{n}');"),
        (10, "setImmediate({f}).unref();"),
        (
            11,
            "{ const i = setImmediate({f}); i.unref(); setImmediate(() => { i.ref(); {G} }); log(i.hasRef()); }",
        ),
        (
            10,
            "{ const i = setImmediate({f}); process.nextTick(() => { clearImmediate(i); {G} }); }",
        ),
        (
            10,
            "{ const i = setImmediate({f}); setImmediate(() => { clearImmediate(i); clearImmediate(i); {G} }); }",
        ),
        (10, "setImmediate(() => { clearImmediate(i{n}); {F} }); const i{n} = setImmediate({g});"),
        (
            10,
            "setImmediate(() => { process.nextTick(() => { clearImmediate(i{n}); }); {F} }); const i{n} = setImmediate({g});",
        ),
        (
            10,
            "setImmediate(() => { later(() => { clearImmediate(i{n}); }); {F} }); const i{n} = setImmediate({g}); setImmediate({g});",
        ),
    ],
    // Timers.
    &[
        (10, "setTimeout({f}, {d});"),
        (10, "setTimeout({f}, {d}); setTimeout({g}, {d});"),
        (10, "setTimeout({f}, {d}); setTimeout({g}, {e}); setImmediate({g});"),
        (10, "setTimeout((a) => { log(a); {F} }, {d}, '{n}');"),
        (10, "setTimeout(() => { busy({b}); {F} }, {d}); setTimeout({g}, {e});"),
        (10, "setTimeout({f}, {d}).unref();"),
        (
            10,
            "{ const t = setTimeout({f}, {d}); t.unref(); setImmediate(() => { t.ref(); {G} }); }",
        ),
        (10, "{ const t = setTimeout({f}, {d}); setTimeout(() => { t.unref(); {G} }, {e}); }"),
        (10, "{ const t = setTimeout({f}, {d}); setImmediate(() => { clearTimeout(t); {G} }); }"),
        (
            10,
            "{ const t = setTimeout({f}, {d}); process.nextTick(() => { clearTimeout(t); {G} }); }",
        ),
        (
            10,
            "{ const t = setTimeout({f}, {d}); setTimeout(() => { clearTimeout(t); {G} }, {e}); }",
        ),
        (
            12,
            "{ const t = +setTimeout({f}, {d}); setTimeout(() => { clearTimeout(t); {G} }, {e}); }",
        ),
        (
            10,
            "setTimeout(() => { clearTimeout(t{n}); {F} }, {d}); const t{n} = setTimeout({g}, {d});",
        ),
        (
            10,
            "setTimeout(() => { process.nextTick(() => { clearTimeout(t{n}); }); {F} }, {d}); const t{n} = setTimeout({g}, {d});",
        ),
        (
            10,
            "setTimeout(() => { Promise.resolve().then(() => { clearTimeout(t{n}); }); {F} }, {d}); const t{n} = setTimeout({g}, {d}); setTimeout({g}, {d});",
        ),
        (10, "{ const t = setTimeout({f}, {d}); setTimeout(() => { t.refresh(); {G} }, {e}); }"),
        (
            10,
            "{ const t = setTimeout({f}, {d}); setTimeout(() => { t.unref(); t.refresh(); {G} }, {e}); setTimeout({g}, {d}); }",
        ),
        (10, "{ let n = 0; const t = setTimeout(() => { if (n++ < 1) t.refresh(); {F} }, {d}); }"),
        (10, "{ const t = setTimeout({f}, {d}); clearTimeout(t); t.refresh(); {G} }"),
        (
            11,
            "{ const t = setTimeout({f}, {d}); setImmediate(() => { log(t.unref().hasRef()); t.ref(); {G} }); }",
        ),
        (
            10,
            "{ let n = 0; const t = setInterval(() => { if (++n === 2) clearInterval(t); {F} }, {d}); }",
        ),
        (
            10,
            "{ let n = 0; const t = setInterval(() => { busy({b}); if (++n === 3) clearInterval(t); {F} }, {d}); }",
        ),
        (
            10,
            "{ const t = setInterval({f}, {d}); setTimeout(() => { clearInterval(t); {G} }, {e}); }",
        ),
        (
            10,
            "{ let n = 0; const t = setInterval(() => { if (++n === 3) t.unref(); if (n === 5) clearInterval(t); {F} }, {d}); }",
        ),
        (
            10,
            "{ let n = 0; const t = setInterval(() => { if (++n === 2) { clearInterval(t); } else { process.nextTick({g}); setImmediate({f}); } }, {d}); }",
        ),
        (
            10,
            "{ const t = setInterval(() => { process.nextTick(() => { clearInterval(t); }); {F} }, {d}); setTimeout({g}, {d}); }",
        ),
    ],
    // Async functions and iteration.
    &[
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
        (
            10,
            "(async () => { for (let i = 0; i < 3; i++) { await i; log(i); } {F} })().finally({g});",
        ),
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
    ],
    // Emitters and the process.
    &[
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
    ],
    // `util` and `timers/promises`.
    &[
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
    ],
    // Streams.
    &[
        (
            10,
            "{ const r = stream.Readable.from(['{n}', 'b']); r.on('data', (x) => { log(x); {F} }); r.on('end', {g}); r.on('close', () => { log('close'); }); }",
        ),
        (
            10,
            "{ const r = new stream.Readable({ read() { log('read'); this.push(this.n ? null : '{n}'); this.n = true; } }); r.on('data', {f}); r.on('end', {g}); }",
        ),
        (
            10,
            "{ const r = new stream.Readable({ read() {} }); r.on('readable', () => { log(String(r.read())); {F} }); r.on('end', {g}); r.push('{n}'); setImmediate(() => { r.push(null); }); }",
        ),
        (
            10,
            "{ const w = new stream.Writable({ write(x, e, done) { log(String(x)); {F} done(); } }); w.on('finish', {g}); w.on('close', () => { log('close'); }); w.write('a', () => { log('cb'); }); w.end('{n}', () => { log('ended'); }); }",
        ),
        (
            10,
            "{ const w = new stream.Writable({ highWaterMark: 2, write(x, e, done) { setImmediate(done); } }); log(w.write('abc')); w.once('drain', () => { {F} w.end(); }); w.on('finish', {g}); }",
        ),
        (
            10,
            "stream.pipeline(stream.Readable.from(['{n}']), new stream.PassThrough({ objectMode: true }), new stream.Writable({ objectMode: true, write(x, e, done) { log(x); {F} process.nextTick(done); } }), (e) => { log(told(e)); {G} });",
        ),
        (
            10,
            "{ const t = new stream.Transform({ objectMode: true, transform(x, e, done) { {F} done(null, x + 1); }, flush(done) { log('flush'); done(); } }); t.on('data', (x) => { log(x); }); t.on('end', {g}); t.write({n}); t.end(0); }",
        ),
        (
            10,
            "{ const p = new stream.PassThrough(); stream.finished(p, (e) => { log(told(e)); {F} }); p.resume(); p.write('x'); setImmediate(() => { p.end(); {G} }); }",
        ),
        (
            10,
            "{ const r = stream.Readable.from(['{n}', 'x']); r.pipe(new stream.PassThrough({ objectMode: true })).on('data', (x) => { log(x); {F} }).on('end', {g}); }",
        ),
        (
            10,
            "{ const p = new stream.PassThrough(); p.on('error', (e) => { log(told(e)); {F} }); p.on('close', {g}); p.destroy(new Error('{n}')); }",
        ),
        (
            10,
            "{ const r = stream.Readable.from(['{n}', 'x', 'y']); r.on('close', {g}); r.once('data', () => { r.destroy(); {F} }); }",
        ),
        (
            12,
            "(async () => { for await (const x of stream.Readable.from(['{n}', 'z'])) { log(x); {F} } {G} })().catch(() => { log('c'); });",
        ),
        (
            16,
            "stream.promises.pipeline(stream.Readable.from(['{n}']), async function* (all) { for await (const x of all) { {F} yield x + 1; } }, async (all) => { for await (const x of all) log(x); }).then({g}, {g});",
        ),
    ],
    // Requests in the thread pool, of the program's own file, and messages.
    &[
        (10, "fs.stat(file, (e, s) => { log(told(e), s.isFile()); {F} }); setImmediate({g});"),
        (10, "fs.stat(file, {f}); fs.stat(file, {g});"),
        (10, "fs.readFile(file, {f}); {G}"),
        (10, "fs.readFile(file, {f}); setTimeout({g}, {d});"),
        (
            10,
            "fs.readFile(file + 'x', (e) => { log(e.code); setTimeout({f}, 0); setImmediate({g}); });",
        ),
        (10, "fs.open(file, 'r', (e, fd) => { {F} fs.close(fd, {g}); });"),
        (
            10,
            "fs.open(file, 'r', (e, fd) => { fs.read(fd, Buffer.alloc(4), 0, 4, 0, (e, n) => { log(n); {F} fs.closeSync(fd); }); });",
        ),
        (
            10,
            "fs.access(file, (e) => { log(told(e)); process.nextTick({f}); Promise.resolve().then({g}); });",
        ),
        (10, "fs.promises.readFile(file).then({f}); setImmediate({g});"),
        (10, "fs.promises.stat(file).then({f}).finally({g});"),
        (
            10,
            "(async () => { try { await fs.promises.access(file + 'x'); } catch (e) { log(e.code); {F} } {G} })();",
        ),
        (
            10,
            "{ const r = fs.createReadStream(file, { end: 1 }); r.on('open', {f}); r.on('data', (x) => { log(String(x)); }); r.on('end', {g}); r.on('close', () => { log('close'); }); }",
        ),
        (10, "fs.stat(file, () => { {F} throw new Error('{n}'); }); fs.stat(file, {g});"),
        (10, "crypto.pbkdf2('a', 'b', 1, 8, 'sha1', {f}); {G}"),
        (10, "crypto.randomBytes(4, (e, b) => { log(b.length); {F} }); setImmediate({g});"),
        (
            16,
            "{ const { port1, port2 } = new MessageChannel(); port2.on('message', (x) => { port2.close(); log(x); {F} }); port1.postMessage('{n}'); setImmediate({g}); }",
        ),
        (
            16,
            "{ const { port1, port2 } = new MessageChannel(); port2.onmessage = (e) => { log(e.data); if (e.data === 2) { port1.close(); } {F} }; port1.on('close', {g}); port1.postMessage(1); port1.postMessage(2); }",
        ),
    ],
];
