//! JavaScript in, the same JavaScript with markers out.
//!
//! Markers are calls of hidden functions, inserted between the learner's own words and never
//! on a line of their own, so that lines stay where they are. The machine defines the hidden
//! functions; each call tells it where in the program it is.

use crate::trace::{FileId, Site};

/// What kind of program a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// CommonJS: wrapped in a function, sloppy unless it says otherwise.
    Script,
    /// An ES module.
    Module,
}

/// A program file about to be instrumented.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// As error messages show it.
    pub path: &'a str,
    pub text: &'a str,
    pub goal: Goal,
    pub file: FileId,
    /// How many sites and texts earlier files have taken.
    pub first_site: u32,
    /// V8 before 7.3 (Node 10 and 11): `await` resolves a promise of its own.
    pub legacy_await: bool,
}

/// An instrumented file.
#[derive(Clone, Debug)]
pub struct Program {
    /// What the engine runs. Lines are those of the source.
    pub code: String,
    /// What every hidden function's name begins with; does not occur in the source.
    pub prefix: String,
    /// In the order of their ids, from `first_site + 1`. The names are in `names`.
    pub sites: Vec<(Site, String)>,
}
