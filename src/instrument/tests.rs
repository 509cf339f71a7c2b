//! What instrumented text looks like, and that it leads back to the source.

mod errors;
mod exports;
mod places;
mod rules;
mod since;
mod wild;

use super::{Error, Goal, Program, Reads, Source, instrument, may_reshape};
use crate::trace::{FileId, Runtime};

/// A source with nothing special about it.
pub(super) fn source(text: &str, goal: Goal) -> Source<'_> {
    Source {
        path: "/lesson.js",
        text,
        goal,
        runtime: Runtime::Node26,
        file: FileId(1),
        first_site: 0,
        legacy_await: false,
        wraps_for_await: false,
        reads: if may_reshape(text) { Reads::Anew } else { Reads::Remembered },
        variables: false,
    }
}

pub(super) fn script(text: &str) -> Program {
    instrument(&source(text, Goal::Script)).expect("the program is JavaScript")
}

pub(super) fn module(text: &str) -> Program {
    instrument(&source(text, Goal::Module)).expect("the program is a module")
}

pub(super) fn refused(text: &str) -> Error {
    instrument(&source(text, Goal::Script)).expect_err("the program is refused")
}

/// The instrumented text of a script without its wrapper, with `P` for the prefix.
pub(super) fn marked(text: &str) -> String {
    let Program { code, prefix, .. } = script(text);
    let inner = code.strip_prefix("(function (exports, require, module, __filename, __dirname) {");
    let inner = inner.and_then(|code| code.strip_suffix("\n})"));
    inner.expect("a script is wrapped").replace(&prefix, "P")
}

/// The programs of `tests/engine-cases`, which try every kind of syntax.
pub(super) const CASES: [&str; 6] = [
    include_str!("../../tests/engine-cases/attr.js"),
    include_str!("../../tests/engine-cases/clo.js"),
    include_str!("../../tests/engine-cases/hyg.js"),
    include_str!("../../tests/engine-cases/sloppy.js"),
    include_str!("../../tests/engine-cases/tdz.js"),
    include_str!("../../tests/engine-cases/torture.js"),
];
