//! Places in Node's own files that reports name, version by version, as recorded on the
//! releases that the profiles stand for.

use boa_engine::{Context, JsObject, builtins::error::Error};

use super::{
    super::{
        stack::{self, Raw},
        values,
    },
    Escape,
};
use crate::{machine::engine::host::Host, trace::Runtime};

/// Where one of Node's own files throws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InNode {
    /// `emit('error')` nobody listens to: the error that was emitted.
    Emitted,
    /// The same, of an error made because none was emitted.
    EmittedNoError,
    /// A rejection nobody handled.
    Rejection,
    /// The error made for a rejection by something else than an error.
    RejectionNoError,
    /// A `queueMicrotask` callback's.
    Microtask,
    /// The main module's.
    Module,
}

/// File, line, text and column counted from 0.
pub(super) type Line = (&'static str, u32, &'static str, usize);

impl InNode {
    /// `file:line`, the line's text, and how far the caret is indented; none where V8 finds no
    /// line.
    pub(super) fn line(self, runtime: Runtime) -> Option<Line> {
        let line = match self {
            Self::Emitted => emitted(runtime),
            Self::EmittedNoError => emitted_no_error(runtime),
            Self::RejectionNoError if runtime >= Runtime::Node20 => {
                let line = if runtime == Runtime::Node20 {
                    389
                } else if runtime <= Runtime::Node24 {
                    392
                } else {
                    322
                };
                (PROMISES, line, "      new UnhandledPromiseRejection(reason);", 6)
            }
            Self::Rejection | Self::RejectionNoError => rejection(runtime),
            Self::Microtask => return microtask(runtime),
            Self::Module => module(runtime),
        };
        Some(line)
    }
}

const PROMISES: &str = "node:internal/process/promises";

#[expect(clippy::match_same_arms, reason = "a row for each version")]
fn emitted(runtime: Runtime) -> Line {
    const OLD: &str = "      throw er; // Unhandled 'error' event";
    const NEW: &str = "    throw er; // Unhandled 'error' event";
    match runtime {
        Runtime::Node10 => ("events.js", 174, OLD, 6),
        Runtime::Node11 => ("events.js", 170, OLD, 6),
        Runtime::Node12 => ("events.js", 291, OLD, 6),
        Runtime::Node14 => ("events.js", 377, OLD, 6),
        Runtime::Node16 => ("node:events", 491, OLD, 6),
        Runtime::Node18 => ("node:events", 495, OLD, 6),
        Runtime::Node20 => ("node:events", 502, OLD, 6),
        Runtime::Node22 => ("node:events", 497, OLD, 6),
        Runtime::Node24 => ("node:events", 505, NEW, 4),
        // A page has no files of Node; it never asks.
        Runtime::Node26 | Runtime::Browser => ("node:events", 505, NEW, 4),
    }
}

fn emitted_no_error(runtime: Runtime) -> Line {
    const TEXT: &str = "    throw err; // Unhandled 'error' event";
    match runtime {
        Runtime::Node10 => ("events.js", 189, TEXT, 4),
        Runtime::Node11 => ("events.js", 184, TEXT, 4),
        Runtime::Node12 => ("events.js", 305, TEXT, 4),
        Runtime::Node14 => ("events.js", 391, TEXT, 4),
        Runtime::Node16 => ("node:events", 504, TEXT, 4),
        Runtime::Node18 => ("node:events", 508, TEXT, 4),
        Runtime::Node20 => ("node:events", 515, TEXT, 4),
        Runtime::Node22 => ("node:events", 510, TEXT, 4),
        Runtime::Node24 | Runtime::Node26 | Runtime::Browser => emitted(runtime),
    }
}

fn rejection(runtime: Runtime) -> Line {
    const OLD: &str = "            triggerUncaughtException(err, true /* fromPromise */);";
    const NEW: &str = "    triggerUncaughtException(err, true /* fromPromise */);";
    match runtime {
        // Before 15 a rejection ends no process.
        Runtime::Node10 | Runtime::Node11 | Runtime::Node12 | Runtime::Node14 | Runtime::Node16 => {
            (PROMISES, 279, OLD, 12)
        }
        Runtime::Node18 => (PROMISES, 288, OLD, 12),
        Runtime::Node20 => (PROMISES, 391, NEW, 4),
        Runtime::Node22 | Runtime::Node24 => (PROMISES, 394, NEW, 4),
        Runtime::Node26 | Runtime::Browser => (PROMISES, 324, NEW, 4),
    }
}

fn microtask(runtime: Runtime) -> Option<Line> {
    const FILE: &str = "internal/process/task_queues.js";
    // There is no `queueMicrotask` in 10.
    if runtime <= Runtime::Node11 {
        Some((FILE, 166, "        triggerFatalException(error);", 8))
    } else if runtime == Runtime::Node12 {
        Some((FILE, 157, "      triggerUncaughtException(error, false /* fromPromise */);", 6))
    } else {
        None
    }
}

fn module(runtime: Runtime) -> Line {
    const CALL: &str = "    internalBinding('errors').triggerUncaughtException(";
    const LATER: &str = "      internalBinding('errors').triggerUncaughtException(";
    const RUN: &str = "    triggerUncaughtException(";
    match runtime {
        // There are no modules in 10 and 11.
        Runtime::Node10 | Runtime::Node11 | Runtime::Node12 | Runtime::Node14 => {
            ("internal/process/esm_loader.js", 74, CALL, 30)
        }
        Runtime::Node16 => ("node:internal/process/esm_loader", 97, CALL, 30),
        Runtime::Node18 => ("node:internal/process/esm_loader", 40, LATER, 32),
        Runtime::Node20 | Runtime::Node22 => ("node:internal/modules/run_main", 123, RUN, 4),
        Runtime::Node24 => ("node:internal/modules/run_main", 107, RUN, 4),
        Runtime::Node26 | Runtime::Browser => ("node:internal/modules/run_main", 111, RUN, 4),
    }
}

/// Lines of Node's own files that throw, as recorded: `file:line`, column, text, and for each
/// version what was called and the code of its error, between tabs.
const PLACES: &str = include_str!("places.tsv");

/// The listed line with a key.
pub(super) fn listed(host: &Host, key: &str) -> Option<Line> {
    let version = host.profile.version.trim_start_matches('v').split('.').next()?;
    PLACES.lines().find_map(|row| {
        let mut fields = row.split('\t');
        let (file, line) = fields.next()?.rsplit_once(':')?;
        let (column, text) = (fields.next()?, fields.next()?);
        let holds = |keys: &str| {
            let (on, keys) = keys.split_once(':')?;
            (on == version && keys.split(' ').any(|listed| listed == key)).then_some(())
        };
        fields.find_map(holds)?;
        Some((file, line.parse().ok()?, text, column.parse().ok()?))
    })
}

/// Where one of Node's own files made an error, if that is listed.
pub(super) fn made(
    host: &Host,
    error: &JsObject,
    escape: Escape,
    context: &mut Context,
) -> Option<Line> {
    if is_dom_exception(error) {
        return listed(host, "DOMException/made");
    }
    if !error.is::<Error>() {
        return None;
    }
    // Before 12 `code` is an accessor of Node's own errors.
    let mut text = |name| {
        let text = error.get(values::string_key(name), context).ok()?.as_string()?;
        Some(text.to_std_string_lossy())
    };
    let (code, syscall) = (text("code"), text("syscall"));
    if code.as_deref() == Some("ERR_MODULE_NOT_FOUND") {
        let is_package = text("message")?.starts_with("Cannot find package");
        return listed(host, if is_package { "import/package" } else { "import/module" });
    }
    let raw = stack::raw(error, context);
    let calls = stack::own_calls(&raw);
    if let Escape::PassedOn(_) = escape {
        let is_awaited = stack::is_awaited(host, error);
        return listed(host, &format!("promises.{}/uv", syscall.filter(|_| is_awaited)?));
    }
    // `require` makes its errors by itself.
    let calls = match raw.first() {
        Some(Raw::Program { .. }) => vec!["require"],
        _ => calls,
    };
    let mut codes = Vec::new();
    if calls.iter().any(|call| matches!(*call, "validateCallback" | "validateFunction")) {
        codes.push("callback".to_owned());
    }
    match code {
        Some(code) if code.starts_with("ERR_") || code.starts_with("MODULE_") => codes.push(code),
        Some(_) => codes.push("uv".to_owned()),
        None => {}
    }
    let outermost_first = calls.iter().rev();
    outermost_first
        .flat_map(|call| codes.iter().map(|code| format!("{}/{code}", call.trim_end_matches('_'))))
        .find_map(|key| listed(host, &key))
}

/// `DOMException` is Node's own class.
pub(super) fn is_dom_exception(object: &JsObject) -> bool {
    values::constructor_name(object).is_some_and(|name| name == "DOMException")
}
