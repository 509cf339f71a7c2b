//! Narration, and the moments of a run it is tied to.

use super::Text;
use crate::trace::Phase;

/// Something said at a moment of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub at: Moment,
    pub say: Text,
    /// Line of the lesson file, for errors about this note.
    pub line: u32,
}

/// A moment of a run, as an author names it. Everything counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The `nth` time that `line` of the program is reached.
    Line { line: u32, nth: u32 },
    /// The line of output with this number, both streams together.
    Output(u32),
    /// The beginning of this task; the main script is task 1.
    Task(u32),
    /// The `nth` time that the loop enters `phase`.
    Phase { phase: Phase, nth: u32 },
    /// The `nth` event of this name.
    Event { event: Event, nth: u32 },
}

/// The name of an event, as `--format text` and the documentation spell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event(pub String);
