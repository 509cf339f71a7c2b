//! Random programs out of everything that schedules something.

use std::fmt::Write as _;

use proptest::prelude::*;

/// A program.
#[derive(Clone, Debug)]
pub(super) struct Program {
    body: Vec<Statement>,
    /// It handles what is thrown or rejected, and goes on.
    handles: bool,
}

/// A statement that schedules up to two bodies; the first may end with a throw.
#[derive(Clone, Debug)]
struct Statement {
    template: &'static str,
    delay: u32,
    first: Vec<Statement>,
    second: Vec<Statement>,
    throws: bool,
}

/// What a statement may be. `{f}` and `{g}` are functions, `{F}` and `{G}` their bodies alone,
/// `{n}` is a number of its own and `{d}` a delay.
const TEMPLATES: &[&str] = &[
    "log('{n}');",
    "process.nextTick({f}); process.nextTick({g});",
    "process.nextTick({f});",
    "later({f});",
    "Promise.resolve().then({f}).then({g});",
    "Promise.reject(new Error('{n}')).catch({f}).then({g}, {g});",
    "Promise.resolve(1).finally({f}).then({g}, {g});",
    "Promise.reject(new Error('{n}')).finally({f}).catch({g});",
    "Promise.reject(new Error('{n}'));",
    "{ const p = Promise.reject(new Error('{n}')); setImmediate(() => { p.catch({f}); }); }",
    "{ const p = Promise.reject(new Error('{n}')); process.nextTick(() => { p.catch({f}); }); }",
    "new Promise((resolve) => { {F} resolve(Promise.resolve()); }).then({g}, {g});",
    "new Promise((resolve, reject) => { setImmediate(() => { {F} reject(new Error('{n}')); }); }).then({g}, {g});",
    "Promise.resolve({ then(resolve) { {F} resolve(1); } }).then({g}, {g});",
    "Promise.resolve().then(() => ({ then(resolve) { {F} resolve(1); } })).then({g}, {g});",
    "Promise.resolve().then(() => Promise.resolve().then({f})).then({g}, {g});",
    "Later.resolve().then({f}).then({g}, {g});",
    "Promise.resolve(Later.resolve()).then({f});",
    "Promise.all([Promise.resolve().then({f}), 1, Later.resolve()]).then({g}, {g});",
    "Promise.race([Promise.resolve().then({f}), new Promise(() => {})]).then({g}, {g});",
    "setImmediate({f});",
    "setImmediate({f}); setImmediate({g});",
    "setImmediate({f}).unref();",
    "{ const i = setImmediate({f}); process.nextTick(() => { clearImmediate(i); {G} }); }",
    "setImmediate(() => { clearImmediate(i{n}); {F} }); const i{n} = setImmediate({g});",
    "setTimeout({f}, {d});",
    "setTimeout({f}, {d}); setTimeout({g}, {d});",
    "setTimeout({f}, {d}).unref();",
    "{ const t = setTimeout({f}, {d}); t.unref(); setImmediate(() => { t.ref(); {G} }); }",
    "{ const t = setTimeout({f}, {d}); setImmediate(() => { clearTimeout(t); {G} }); }",
    "setTimeout(() => { clearTimeout(t{n}); {F} }, {d}); const t{n} = setTimeout({g}, {d});",
    "{ const t = setTimeout({f}, 50); setTimeout(() => { t.refresh(); {G} }, 20); }",
    "{ let n = 0; const t = setTimeout(() => { if (n++ < 1) t.refresh(); {F} }, {d}); }",
    "{ let n = 0; const t = setInterval(() => { if (++n === 2) clearInterval(t); {F} }, {d}); }",
    "{ const t = setInterval({f}, {d}); setTimeout(() => { clearInterval(t); {G} }, {d}); }",
    "(async () => { {F} await 1; {G} })();",
    "(async () => { {F} await Promise.resolve(); {G} })().then({f}, {g});",
    "(async () => { try { await Promise.reject(new Error('{n}')); } catch (e) { {F} } {G} })();",
    "(async () => { await { then(resolve) { {F} resolve(1); } }; {G} })().catch({g});",
    "(async () => { await Later.resolve(); {F} })().then({g}, {g});",
    "(async () => { await (async () => { {F} })(); {G} })().catch({f});",
    "(async () => { {F} return Promise.resolve(); })().then({g}, {g});",
    "(async () => { await new Promise((resolve) => setTimeout(resolve, {d})); {F} })().then({g});",
    "(async () => { await new Promise((resolve) => setImmediate(resolve)); {F} })().then({g});",
    "(async () => { await null; {F} })();",
    "(async () => { for await (const x of gen()) { {F} } {G} })().catch({g});",
    "(async () => { for await (const x of [1, Promise.resolve(2)]) { {F} } {G} })().catch({g});",
    "{ const g = gen(); g.next().then({f}); g.next().then({g}); g.next().then({f}); }",
    "process.once('beforeExit', {f});",
    "emitter.once('x', {f}); emitter.emit('x');",
    "emitter.once('x{n}', {f}); setImmediate(() => { emitter.emit('x{n}'); {G} });",
];

/// What every program begins with. All is told at the end, so that no output takes time.
const HEAD: &str = "'use strict';
const out = [], log = (name) => { out.push(name); };
const later = typeof queueMicrotask === 'function' ? queueMicrotask : process.nextTick;
const emitter = new (require('events'))();
class Later extends Promise {}
async function* gen() { log('gen'); yield 1; log('gen'); yield Promise.resolve(2); log('gen'); }
process.on('exit', (code) => { console.log(out.join('\\n')); console.log('exit', code); });
";

const HANDLERS: &str = "process.on('uncaughtException', (error) => { log('!' + error.message); });
process.on('unhandledRejection', (reason) => { log('?' + reason.message); });
process.on('rejectionHandled', () => { log('~'); });
";

/// Milliseconds, far enough apart for a real clock.
const DELAYS: [u32; 7] = [20, 33, 47, 62, 78, 95, 113];

pub(super) fn programs() -> impl Strategy<Value = Program> {
    let parts = || {
        (
            prop::sample::select(TEMPLATES),
            prop::sample::select(DELAYS.to_vec()),
            prop::bool::weighted(0.12),
        )
    };
    let leaf = parts().prop_map(|(template, delay, throws)| Statement {
        template,
        delay,
        first: Vec::new(),
        second: Vec::new(),
        throws,
    });
    let tree =
        leaf.prop_recursive(4, 24, 3, move |inner| {
            let body = || prop::collection::vec(inner.clone(), 0..3);
            (parts(), body(), body()).prop_map(|((template, delay, throws), first, second)| {
                Statement { template, delay, first, second, throws }
            })
        });
    (prop::collection::vec(tree, 2..7), prop::bool::weighted(0.85))
        .prop_map(|(body, handles)| Program { body, handles })
}

impl Program {
    /// The program as JavaScript.
    pub(super) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        if self.handles {
            text.push_str(HANDLERS);
        }
        let mut last = 0;
        for statement in &self.body {
            writeln!(text, "{}", written(statement, &mut last)).unwrap();
        }
        text
    }
}

fn written(statement: &Statement, last: &mut u32) -> String {
    let mut next = || {
        *last += 1;
        *last
    };
    let (own, first, second) = (next(), next(), next());
    let mut text = statement.template.replace("{n}", &own.to_string());
    text = text.replace("{d}", &statement.delay.to_string());
    let throws =
        if statement.throws { format!(" throw new Error('{first}');") } else { String::new() };
    let f = format!("log('{first}');{}{throws}", block(&statement.first, last));
    // The second stands where a function may not end early.
    let g = format!("log('{second}');{}", block(&statement.second, last));
    // A throw within a body alone would cut off what comes after it.
    let bare = if throws.is_empty() { f.clone() } else { format!("if (out.length) {{ {f} }}") };
    text.replace("{f}", &format!("() => {{ {f} }}"))
        .replace("{g}", &format!("() => {{ {g} }}"))
        .replace("{F}", &bare)
        .replace("{G}", &g)
}

/// Statements in a block of their own, so that their names are.
fn block(body: &[Statement], last: &mut u32) -> String {
    let mut text = String::new();
    for statement in body {
        write!(text, " {{ {} }}", written(statement, last)).unwrap();
    }
    text
}
