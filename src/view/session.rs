//! What is around a moment: the learner's marks, a question, what somebody has to say.
//!
//! All of it is borrowed from whoever runs the session; at rest there is nothing of it.

use std::time::Duration;

use crate::{
    scene::Scene,
    trace::{FileId, Step},
};

/// Everything a frame shows that is not in the recording.
#[derive(Clone, Debug, Default)]
pub struct Session<'a> {
    /// Lines of the program (counted from 1) at which a run stops, in order.
    pub breakpoints: &'a [(FileId, u32)],
    /// The moment that was left, while the way from there is to be seen.
    pub transition: Option<Transition<'a>>,
    /// A question that waits for an answer, or has just been answered.
    pub question: Option<Question<'a>>,
    /// Output that is to come and not to be read yet: so many lines.
    pub masked: usize,
    /// What is wrong with the program as it is now; what is shown is from before.
    pub trouble: Option<&'a str>,
    /// A page over everything.
    pub sheet: Option<Sheet<'a>>,
    /// What to look for when a class reads along: source, active queue, console, why.
    pub is_big: bool,
    /// The lesson's notes are not wanted.
    pub hides_notes: bool,
    /// Which lesson of how many, when several are shown one after another.
    pub lesson: Option<(usize, usize)>,
    /// What real Node leaves open was chosen otherwise than usual.
    pub is_otherwise: bool,
}

/// The way from one moment to another.
#[derive(Clone, Debug)]
pub struct Transition<'a> {
    /// The moment before.
    pub from: Scene<'a>,
    /// How long ago, in real time, it was left.
    pub elapsed: Duration,
}

/// How long a transition is shown: the line, the way, the arrival. At 30 frames a second that
/// is six pictures; only a step forward by one that has moved something is shown so, and all
/// else is still at once.
pub const TRANSITION: Duration = Duration::from_millis(240);

/// A question to the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question<'a> {
    /// Which question of how many, counted from 1.
    pub number: usize,
    pub of: usize,
    /// The step it is asked at.
    pub step: Step,
    pub text: &'a str,
    pub options: Vec<Offer<'a>>,
    /// The option that the keys act on, counted from 0.
    pub selected: usize,
    /// The options are to be put into order, not chosen from.
    pub is_order: bool,
    pub stage: Stage,
    /// What a learner answered the very first time, if that was another day.
    pub first: Option<String>,
}

/// An option, as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    pub say: &'a str,
    /// Its place in the learner's answer, counted from 1.
    pub place: Option<usize>,
    /// Once revealed: its place in the right answer, counted from 1; none: it is wrong.
    pub right: Option<usize>,
    /// Once revealed, for what was answered wrongly: a sentence that helps.
    pub help: Option<&'a str>,
}

/// How far a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The answer may still be changed.
    Open,
    /// The answer is given, and the right one is shown.
    Revealed { is_right: bool },
}

/// A page of text over everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    pub title: &'a str,
    /// Line breaks are kept, long lines are wrapped.
    pub text: &'a str,
    /// Lines scrolled off at the top.
    pub scroll: usize,
}
