//! What a statement of a random program may be.
//!
//! `{f}` and `{g}` stand for functions, `{F}` and `{G}` for their bodies alone, `{n}` for a
//! number of the statement's own, `{d}` and `{e}` for delays and `{b}` for a busy wait. Each
//! statement stands in a block of its own.

mod compound;
mod events;
mod language;
mod modules;
mod requests;
mod settling;

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
    (
        10,
        "process.on('multipleResolves', (kind, p, value) => { log('*' + kind, p instanceof Promise, told(value)); });",
    ),
    (10, "process.once('multipleResolves', () => { throw new Error('*'); });"),
];

/// Statements, by what they are about. A program draws from some groups, so that those meet often.
pub(super) const GROUPS: &[&[Template]] = &[
    language::TICKS,
    language::PROMISES,
    language::ASYNC,
    language::GENERATORS,
    events::TIMERS,
    events::IMMEDIATES,
    events::ERRORS,
    events::ENDS,
    modules::EMITTERS,
    modules::ABORTS,
    modules::CONTEXTS,
    modules::PROMISED,
    requests::STREAMS,
    requests::FILES,
    requests::PORTS,
    settling::AGAIN,
    settling::THENABLES,
    compound::IMPORTS,
    compound::STORES,
    compound::PIPES,
    compound::EXITS,
];
