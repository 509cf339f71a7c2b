//! Timers, immediates, and errors that nobody catches.

use super::Template;

/// Timers and intervals.
pub(super) const TIMERS: &[Template] = &[
    (10, "setTimeout({f}, {d});"),
    (10, "setTimeout({f}, {d}); setTimeout({g}, {d});"),
    (10, "setTimeout({f}, {d}); setTimeout({g}, {e}); setImmediate({g});"),
    (10, "setTimeout((a) => { log(a); {F} }, {d}, '{n}');"),
    (10, "setTimeout(() => { busy({b}); {F} }, {d}); setTimeout({g}, {e});"),
    (10, "setTimeout({f}, {d}).unref();"),
    (10, "{ const t = setTimeout({f}, {d}); t.unref(); setImmediate(() => { t.ref(); {G} }); }"),
    (10, "{ const t = setTimeout({f}, {d}); setTimeout(() => { t.unref(); {G} }, {e}); }"),
    (10, "{ const t = setTimeout({f}, {d}); setImmediate(() => { clearTimeout(t); {G} }); }"),
    (10, "{ const t = setTimeout({f}, {d}); process.nextTick(() => { clearTimeout(t); {G} }); }"),
    (10, "{ const t = setTimeout({f}, {d}); setTimeout(() => { clearTimeout(t); {G} }, {e}); }"),
    (12, "{ const t = +setTimeout({f}, {d}); setTimeout(() => { clearTimeout(t); {G} }, {e}); }"),
    (10, "setTimeout(() => { clearTimeout(t{n}); {F} }, {d}); const t{n} = setTimeout({g}, {d});"),
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
    (10, "{ const t = setInterval({f}, {d}); setTimeout(() => { clearInterval(t); {G} }, {e}); }"),
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
    (10, "{ const t = setTimeout(() => { clearTimeout(t); {F} }, {d}); setTimeout({g}, {d}); }"),
    // Node 10 spins until the fraction is over, for ever where time stands still.
    (11, "setTimeout({f}, {d}.5); setTimeout({g}, {d});"),
    (10, "setTimeout({f}, -{d}); setTimeout({g}, 1); setTimeout(() => { log('n'); }, NaN);"),
    (
        10,
        "setTimeout(() => { setTimeout({f}, {d}); setImmediate({g}); process.nextTick(() => { log('t'); }); }, {d});",
    ),
    (
        10,
        "setTimeout(() => { setTimeout({f}, 0); setTimeout({g}, 0); Promise.resolve().then(() => { log('m'); }); }, {e});",
    ),
    (
        10,
        "{ const t = setInterval(() => { clearInterval(t); {F} throw new Error('{n}'); }, {d}); setTimeout({g}, {d}); }",
    ),
    (
        10,
        "{ let n = 0; const t = setInterval(() => { if (++n > 2) clearInterval(t); throw new Error('{n}' + n); }, {d}); setTimeout({f}, {e}); }",
    ),
    (
        10,
        "{ let n = 0; const t = setInterval(() => { if (++n === 2) t.refresh(); if (n === 3) clearInterval(t); {F} }, {d}); }",
    ),
    (
        10,
        "{ const t = setInterval(() => { {F} }, {d}); t.unref(); setTimeout({g}, {e}); setTimeout(() => { clearInterval(t); }, 25); }",
    ),
    (
        10,
        "{ const t = setTimeout({f}, {d}); t.close(); setTimeout(() => { t.refresh(); {G} }, {e}); }",
    ),
    (
        10,
        "{ const a = setTimeout(() => { clearTimeout(b); {F} }, {d}), b = setTimeout({g}, {d}), c = setTimeout(() => { clearTimeout(a); log('c'); }, {e}); }",
    ),
    (
        10,
        "{ const t = setTimeout({f}, {d}); busy({b}); setImmediate(() => { t.refresh(); busy({b}); {G} }); }",
    ),
    (
        10,
        "{ let n = 0; const again = () => { log('t', n); if (++n < 3) setTimeout(again, {d}); else { {F} } }; setTimeout(again, {d}); setTimeout({g}, {e}); }",
    ),
    (10, "{ const t = setTimeout({f}, {d}); t.unref(); setTimeout(() => { t.ref(); {G} }, {e}); }"),
    (10, "{ const t = setTimeout({f}, {d}); t._onTimeout = {g}; }"),
    (
        10,
        "setTimeout(() => { process.nextTick(() => { setTimeout({f}, {d}); busy({b}); {G} }); }, {d}); setTimeout(() => { log('o'); }, {e});",
    ),
];

/// Immediates.
pub(super) const IMMEDIATES: &[Template] = &[
    (10, "setImmediate({f});"),
    (10, "setImmediate({f}); setImmediate({g});"),
    (10, "setImmediate((a) => { log(a); {F} }, '{n}');"),
    (10, "setImmediate({f}).unref();"),
    (
        11,
        "{ const i = setImmediate({f}); i.unref(); setImmediate(() => { i.ref(); {G} }); log(i.hasRef()); }",
    ),
    (10, "{ const i = setImmediate({f}); process.nextTick(() => { clearImmediate(i); {G} }); }"),
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
    (
        10,
        "{ let n = 0; const again = () => { if (++n < 4) setImmediate(again); else { {F} } }; setImmediate(again); }",
    ),
    (
        10,
        "{ const all = [1, 2, 3].map((i) => setImmediate(() => { log('i', i); })); setImmediate({f}); all[1].unref(); clearImmediate(all[0]); process.nextTick(() => { clearImmediate(all[2]); {G} }); }",
    ),
    (
        10,
        "setImmediate(() => { setImmediate({f}); setTimeout({g}, 0); process.nextTick(() => { log('t'); }); });",
    ),
    (10, "{ const i = setImmediate(() => { clearImmediate(i); {F} }); setImmediate({g}); }"),
    (10, "setImmediate(() => { const i = setImmediate({f}); i.unref(); {G} });"),
    (10, "setImmediate(() => { busy({b}); {F} }); setTimeout({g}, {d});"),
];

/// Rejections and throws.
pub(super) const ERRORS: &[Template] = &[
    (10, "Promise.reject(new Error('{n}'));"),
    (10, "Promise.reject(new Error('{n}')).catch({f}).then({g}, {g});"),
    (10, "Promise.reject(new Error('{n}')).finally({f}).catch({g});"),
    (10, "Promise.reject(new Error('{n}')).then({f}); {G}"),
    (10, "Promise.reject({n}); Promise.reject(); {F}"),
    (10, "{ const p = Promise.reject(new Error('{n}')); setImmediate(() => { p.catch({f}); }); }"),
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
    (
        10,
        "Promise.reject(new Error('{n}')).catch(() => { process.nextTick({f}); Promise.resolve().then({g}); });",
    ),
    (10, "process.nextTick(() => { Promise.reject(new Error('{n}')); process.nextTick({f}); });"),
    (10, "setImmediate(() => { Promise.reject(new Error('{n}')); }); setImmediate({f});"),
    (
        10,
        "setTimeout(() => { Promise.reject(new Error('{n}')); }, {d}); setTimeout({f}, {d}); setImmediate({g});",
    ),
    (
        10,
        "process.once('unhandledRejection', () => { {F} throw new Error('{n}'); }); Promise.reject(new Error('r')); Promise.reject(new Error('s'));",
    ),
    (
        10,
        "process.once('rejectionHandled', () => { {F} throw new Error('{n}'); }); { const p = Promise.reject(new Error('r')); setImmediate(() => { p.catch({g}); }); }",
    ),
    (
        10,
        "{ const p = Promise.reject(new Error('{n}')); process.once('unhandledRejection', () => { p.catch(() => { throw new Error('again'); }); {F} }); }",
    ),
    (
        10,
        "{ const a = Promise.reject(new Error('{n}')), b = Promise.reject(new Error('b')); process.once('unhandledRejection', () => { a.catch({f}); b.catch({g}); }); }",
    ),
    (
        10,
        "(async () => { {F} throw new Error('{n}'); })(); (async () => { await null; {G} throw new Error('{n}x'); })();",
    ),
    (
        10,
        "process.once('uncaughtException', () => { process.nextTick({f}); later({g}); }); process.nextTick(() => { throw new Error('{n}'); }); process.nextTick(() => { log('t'); });",
    ),
    (
        10,
        "process.once('uncaughtException', () => { setTimeout({f}, 0); setImmediate({g}); }); setTimeout(() => { throw new Error('{n}'); }, {d});",
    ),
    (
        10,
        "process.once('uncaughtException', () => { Promise.reject(new Error('{n}')); }); setImmediate(() => { {F} throw new Error('x'); }); setImmediate({g});",
    ),
    (
        10,
        "{ const e = new Error('{n}'); process.nextTick(() => { throw e; }); process.nextTick(() => { throw e; }); Promise.resolve().then({f}); setImmediate({g}); }",
    ),
    (
        10,
        "setTimeout(() => { process.nextTick(() => { throw new Error('{n}'); }); process.nextTick({f}); }, {d}); setTimeout({g}, {d});",
    ),
    (
        10,
        "setImmediate(() => { Promise.resolve().then({f}); throw new Error('{n}'); }); setImmediate(() => { {G} throw new Error('x'); }); setImmediate(() => { log('i'); });",
    ),
    (
        10,
        "setImmediate(() => { setImmediate({f}); process.nextTick({g}); throw new Error('{n}'); });",
    ),
];

/// The end of the process, and its events.
pub(super) const ENDS: &[Template] = &[
    (10, "{ let n = 0; process.on('beforeExit', () => { if (n++ < 2) setTimeout({f}, {d}); }); }"),
    (
        10,
        "{ let n = 0; process.on('beforeExit', () => { if (n++ < 2) setImmediate(() => { log('b', n); {F} }); }); }",
    ),
    (
        10,
        "process.once('beforeExit', () => { Promise.reject(new Error('{n}')); setTimeout({f}, {d}); });",
    ),
    (10, "process.once('beforeExit', () => { setImmediate({f}); {G} throw new Error('{n}'); });"),
    (
        10,
        "process.once('beforeExit', () => { process.nextTick(() => { setTimeout({f}, {d}).unref(); setImmediate({g}); }); });",
    ),
    (
        10,
        "process.on('exit', () => { log('x', '{n}'); process.nextTick(() => { log('never'); }); Promise.resolve().then({f}); setTimeout(() => { log('never'); }, 0); });",
    ),
    (10, "process.on('exit', () => { process.exitCode = 9; log('x'); }); {F}"),
    (
        10,
        "setTimeout(() => { process.nextTick({f}); Promise.resolve().then({g}); process.exit({n} % 5); }, {d} + 9);",
    ),
    (
        10,
        "setTimeout(() => { process.exitCode = 4; setImmediate(() => { {F} process.exit(); }); }, {d} + 9);",
    ),
    (10, "process.once('beforeExit', () => { {F} process.exit(6); });"),
    (
        10,
        "setTimeout(() => { Promise.resolve().then(() => { {F} process.exit(3); }).then({g}); }, {d} + 12);",
    ),
    (
        10,
        "process.once('uncaughtException', () => { {F} process.exit(5); }); setTimeout(() => { throw new Error('{n}'); }, {d} + 12);",
    ),
    (10, "setTimeout(() => { process.exit(2); }, {d} + 14).unref(); setTimeout({f}, {d});"),
    (
        10,
        "process.once('warning', (w) => { log(w.name); {F} }); process.emitWarning('{n}'); process.nextTick({g});",
    ),
    (
        10,
        "process.once('warning', () => { {F} throw new Error('{n}'); }); process.emitWarning('{n}', 'Odd');",
    ),
    (10, "process.emit('own{n}'); process.once('own{n}', {f}); process.emit('own{n}'); {G}"),
    (10, "process.stdout.write('', {f}); {G}"),
];
