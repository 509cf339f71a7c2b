//! What a lesson is: a program, what it claims, and what is said about it while it runs.
//!
//! Plain data, in the author's order. [`library`] finds a lesson or a program; the file
//! format is `parse`'s alone. Deliberately absent: running anything (that is `runner`) and
//! judging the claims (that is `verify`).

mod ask;
mod cue;
mod error;
pub mod library;
pub mod myth;
mod nearest;
mod parse;
mod shipped;
pub mod track;

use std::collections::BTreeMap;

use crate::{text::Lang, trace::Runtime, world::World};

pub use ask::{Answer, Ask, AskKind, Choice, Sign, Unanswered};
pub use cue::{Cue, Event, Moment};
pub use error::{Error, Invalid};
pub(crate) use nearest::nearest;

/// A lesson, or a bare program as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// What the command line calls it: a shipped lesson's name, or the file as the user gave it.
    pub name: String,
    pub title: Text,
    /// What the learner takes home, in a few sentences.
    pub goal: Option<Text>,
    /// Lessons of one track stand together in the list.
    pub track: String,
    /// From 1 (first steps) to 5.
    pub level: u8,
    /// Which of the five source documents it comes from.
    pub source: Option<Document>,
    /// The runtime it shows unless the user asks for another.
    pub runtime: Runtime,
    /// Ids of the concepts and misconceptions it teaches.
    pub teaches: Vec<String>,
    /// Names of the lessons whose content it builds on.
    pub needs: Vec<String>,
    /// Names of lessons to go on with.
    pub next: Vec<String>,
    pub program: Program,
    pub world: World,
    pub expect: Vec<Expectation>,
    /// Narration, in the order of the file.
    pub notes: Vec<Cue>,
    pub ask: Vec<Ask>,
    /// For whoever shows the lesson to others.
    pub speaker: Option<Text>,
    /// Where errors about this lesson point.
    pub origin: Origin,
}

/// Words in one language or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// The same words for everybody.
    Plain(String),
    /// At least one language.
    Translated(BTreeMap<Lang, String>),
}

impl Text {
    /// Whether it has words for readers of `lang`; the same words for everybody are.
    pub fn speaks(&self, lang: Lang) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Translated(texts) => texts.contains_key(&lang),
        }
    }

    /// The words for readers of `lang`; those of another language if there are none.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Translated(texts) => {
                texts.get(&lang).or_else(|| texts.values().next()).map_or("", String::as_str)
            }
        }
    }
}

/// One of the five documents that the lessons follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    D1,
    D2,
    D3,
    D4,
    D5,
}

impl Document {
    /// As lesson files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::D1 => "D1",
            Self::D2 => "D2",
            Self::D3 => "D3",
            Self::D4 => "D4",
            Self::D5 => "D5",
        }
    }
}

/// The JavaScript of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The absolute path it believes it has; the ending decides script or module.
    pub path: String,
    pub text: String,
}

/// What a run must print, and how it must end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// For these runtimes; empty: for every runtime of the lesson's kind (Node or browser) that
    /// no other expectation names.
    pub runtimes: Vec<Runtime>,
    /// All of standard output, line by line.
    pub stdout: Vec<String>,
    /// Other outputs that real Node may give where it leaves the order open.
    pub also: Vec<Vec<String>>,
    /// What real Node prints where its clock decides what stands in a line: `*` is any text.
    /// Empty: real Node prints `stdout`, or one of `also`.
    pub real: Vec<String>,
    /// Texts that lines of standard error must hold, in this order; process ids and stacks
    /// around them are not claimed.
    pub stderr: Vec<String>,
    /// The exit code.
    pub exit: i32,
}

impl Lesson {
    /// The expectation that a run under `runtime` must meet: the one that names it, else the
    /// one for all, else none. With it its index in [`Lesson::expect`].
    pub fn expectation(&self, runtime: Runtime) -> Option<(usize, &Expectation)> {
        let all = || self.expect.iter().enumerate();
        all().find(|(_, it)| it.runtimes.contains(&runtime)).or_else(|| {
            // Node and browsers hardly ever print the same: the lesson's own kind is meant.
            let is_kin = runtime.is_browser() == self.runtime.is_browser();
            all().find(|(_, it)| it.runtimes.is_empty() && is_kin)
        })
    }

    /// Whether it teaches the concept of that id or answers the misconception, in the lesson
    /// itself or in a question.
    pub fn answers(&self, id: &str) -> bool {
        let shows = |choice: &Choice| choice.shows.as_deref() == Some(id);
        self.teaches.iter().any(|it| it == id)
            || self.ask.iter().any(|ask| ask.options.iter().any(shows))
    }

    /// Where the byte at `offset` of the program stands in the lesson file; none if the
    /// program is a file of its own.
    pub fn place(&self, offset: usize) -> Option<usize> {
        let start_of = |line: u32| -> usize {
            let before = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
            self.origin.text.split_inclusive('\n').take(before).map(str::len).sum()
        };
        match self.origin.program {
            ProgramPlace::Whole | ProgramPlace::File => None,
            ProgramPlace::Elsewhere { line } => Some(start_of(line)),
            ProgramPlace::Block { line, indent } => {
                // What is missing at the end is missing on the last line.
                let end = self.program.text.trim_end_matches('\n').len();
                let before = self.program.text.get(..offset.min(end))?;
                let row = before.matches('\n').count();
                let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
                let start = start_of(line + u32::try_from(row).ok()?);
                let length = self.origin.text[start..].lines().next().map_or(0, str::len);
                // An empty line need not be indented.
                Some(start + (usize::try_from(indent).ok()? + column).min(length))
            }
        }
    }
}

/// The file a lesson came from, for errors that point into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// As the user or the library named it.
    pub path: String,
    pub text: String,
    /// Where the program's text begins in it.
    pub program: ProgramPlace,
}

/// Where a program's text stands in the file it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgramPlace {
    /// The file is the program.
    Whole,
    /// A block of YAML: line 1 of the program stands on `line` (1-based), each line moved
    /// right by `indent` columns.
    Block { line: u32, indent: u32 },
    /// In the YAML, but written so that it has no lines of its own (a quoted string, say);
    /// it begins on `line`.
    Elsewhere { line: u32 },
    /// In a file beside the lesson.
    File,
}

/// A part of a lesson that a claim or a complaint is about; lists count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Title,
    Goal,
    Speaker,
    Expectation(usize),
    Note(usize),
    Ask(usize),
}

impl Origin {
    /// The line of the lesson file on which `part` stands.
    pub fn line_of(&self, part: Part) -> Option<usize> {
        parse::line_of(&self.text, part)
    }
}
