//! A recording to be shown, and where recordings come from.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::progress::Progress;
use crate::{
    lesson::Lesson,
    trace::{Runtime, Trace},
};

/// A lesson (a bare program is one without words) and what was recorded of it.
#[derive(Clone, Debug)]
pub struct Reel {
    pub lesson: Lesson,
    pub trace: Trace,
    /// Why the recording ended before the program did.
    pub stop: Option<String>,
}

/// What is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A lesson's name, or a file's; read anew.
    Named(String),
    /// What has been read already.
    Again(Box<Lesson>),
}

/// One recording to be made.
#[derive(Clone, Debug)]
pub struct Order {
    pub wanted: Wanted,
    /// Under these rules; none: as the command line or the lesson says.
    pub runtime: Option<Runtime>,
    /// Answers to what real Node leaves open; the usual ones where they end.
    pub choices: Vec<u32>,
    pub(super) given_up: Arc<AtomicBool>,
}

impl Order {
    /// Whether nobody waits for it any more.
    pub fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Relaxed)
    }
}

/// What a session needs of the world outside: recordings, and a place to keep things.
pub trait Host: Send + Sync {
    /// Makes a recording. It may be given up on the way.
    ///
    /// # Errors
    /// Why there is none, in words for whoever wrote the program; several lines.
    fn record(&self, order: &Order) -> Result<Reel, String>;

    /// Keeps the learner's progress.
    ///
    /// # Errors
    /// Why it could not be kept, in one line.
    fn keep(&self, progress: &Progress) -> Result<(), String>;

    /// Programs and lessons in the folder where the user is.
    fn files(&self) -> Vec<String>;
}
