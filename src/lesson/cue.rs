//! Narration, and the moments of a run it is tied to.

use super::Text;
use crate::trace::{EntryId, EntryKind, Fact, PageEntry, Phase, Queue, Step, Stream, Trace};

/// Something said at a moment of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub at: Moment,
    pub say: Text,
}

/// A moment of a run, as an author names it. Everything counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The `nth` time that a statement on `line` of the program is reached.
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

impl Moment {
    /// The step that this moment is in `trace`; none if the run never gets there.
    pub fn find(&self, trace: &Trace) -> Option<Step> {
        match self {
            Self::Line { line, nth } => nth_step(trace, *nth, |fact| {
                let Fact::StatementReached { site } = fact else { return false };
                let site = trace.site(*site);
                site.file.index() == 0 && site.start.line == *line
            }),
            Self::Output(line) => output(trace, *line),
            Self::Task(nth) => nth_step(trace, *nth, |fact| {
                let Fact::EntryStarted { entry } = fact else { return false };
                is_task(trace.entry(*entry).kind)
            }),
            Self::Phase { phase, nth } => {
                nth_step(trace, *nth, |fact| *fact == Fact::PhaseEntered { phase: *phase })
            }
            Self::Event { event, nth } => nth_step(trace, *nth, |fact| event.names(trace, fact)),
        }
    }
}

/// The step made by the `nth` fact that `is` picks.
fn nth_step(trace: &Trace, nth: u32, is: impl Fn(&Fact) -> bool) -> Option<Step> {
    let skip = usize::try_from(nth).ok()?.checked_sub(1)?;
    let (index, _) = trace.facts().iter().enumerate().filter(|(_, fact)| is(fact)).nth(skip)?;
    u32::try_from(index + 1).ok().map(Step)
}

/// The step that wrote the beginning of output line `wanted`.
fn output(trace: &Trace, wanted: u32) -> Option<Step> {
    let (mut lines, mut open) = (0, [false; 2]);
    for (step, fact) in (1..).zip(trace.facts()) {
        let Fact::ConsoleWrote { stream, text } = fact else { continue };
        for line in trace.text(*text).split_inclusive('\n') {
            let open = &mut open[usize::from(*stream == Stream::Stderr)];
            lines += u32::from(!*open);
            *open = !line.ends_with('\n');
            if lines == wanted {
                return Some(Step(step));
            }
        }
    }
    None
}

/// Whether the loop starts it, with an empty stack (HTML's "task").
fn is_task(kind: EntryKind) -> bool {
    match kind.queue() {
        // A frame is a task, its callbacks are not.
        Some(queue) => !matches!(queue, Queue::Ticks | Queue::Microtasks | Queue::Rendering),
        None => kind == EntryKind::Main,
    }
}

/// The name of a kind of event: a fact's (`promise-settled`), or what happened to an entry of
/// some kind (`tick-queued`, `await-continuation-started`, `timer-cancelled`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event(String);

impl Event {
    /// The event of that name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().iter().any(|known| known == name).then(|| Self(name.to_owned()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    /// Every name.
    pub fn all() -> Vec<String> {
        let entries = ENTRIES.iter().flat_map(|entry| VERBS.map(|verb| format!("{entry}-{verb}")));
        FACTS.iter().map(ToString::to_string).chain(entries).collect()
    }

    /// Whether this is a name of `fact`.
    fn names(&self, trace: &Trace, fact: &Fact) -> bool {
        let (name, entry) = anatomy(fact);
        if self.0 == name {
            return true;
        }
        let (Some(entry), Some(verb)) = (entry, name.strip_prefix("entry")) else { return false };
        let names = kind_names(trace.entry(entry).kind);
        self.0.strip_suffix(verb).is_some_and(|word| names.contains(&word))
    }
}

/// The name of a fact, and the entry it is about if its name begins with `entry`.
fn anatomy(fact: &Fact) -> (&'static str, Option<EntryId>) {
    let name = match fact {
        Fact::EntryQueued { entry } => return ("entry-queued", Some(*entry)),
        Fact::EntryStarted { entry } => return ("entry-started", Some(*entry)),
        Fact::EntryEnded { entry, .. } => return ("entry-ended", Some(*entry)),
        Fact::EntryCancelled { entry } => return ("entry-cancelled", Some(*entry)),
        Fact::EntryReferenced { .. } => "entry-referenced",
        Fact::StatementReached { .. } => "statement-reached",
        Fact::CallEntered { .. } => "call-entered",
        Fact::CallResumed { .. } => "call-resumed",
        Fact::CallExited { .. } => "call-exited",
        Fact::AwaitSuspended { .. } => "await-suspended",
        Fact::AwaitResumed { .. } => "await-resumed",
        Fact::Thrown { .. } => "thrown",
        Fact::PromiseCreated { .. } => "promise-created",
        Fact::PromiseSettled { .. } => "promise-settled",
        Fact::ReactionAdded { .. } => "reaction-added",
        Fact::TimerArmed { .. } => "timer-armed",
        Fact::TaskQueued { .. } => "task-queued",
        Fact::RequestTaken { .. } => "request-taken",
        Fact::RequestCompleted { .. } => "request-completed",
        Fact::IterationBegan { .. } => "iteration-began",
        Fact::PhaseEntered { .. } => "phase-entered",
        Fact::DrainBegan { .. } => "drain-began",
        Fact::DrainEnded => "drain-ended",
        Fact::ClockMoved { .. } => "clock-moved",
        Fact::DecisionMade { .. } => "decision-made",
        Fact::ConsoleWrote { .. } => "console-wrote",
        Fact::ErrorUncaught { .. } => "error-uncaught",
        Fact::RejectionUnhandled { .. } => "rejection-unhandled",
        Fact::RejectionHandled { .. } => "rejection-handled",
        Fact::Exited { .. } => "exited",
        Fact::Stopped { .. } => "stopped",
    };
    (name, None)
}

/// The names that [`anatomy`] gives.
const FACTS: [&str; 31] = [
    "statement-reached",
    "call-entered",
    "call-resumed",
    "call-exited",
    "await-suspended",
    "await-resumed",
    "thrown",
    "promise-created",
    "promise-settled",
    "reaction-added",
    "entry-queued",
    "timer-armed",
    "entry-cancelled",
    "task-queued",
    "entry-referenced",
    "request-taken",
    "request-completed",
    "entry-started",
    "entry-ended",
    "iteration-began",
    "phase-entered",
    "drain-began",
    "drain-ended",
    "clock-moved",
    "decision-made",
    "console-wrote",
    "error-uncaught",
    "rejection-unhandled",
    "rejection-handled",
    "exited",
    "stopped",
];

/// What can be said of an entry, whatever its kind.
const VERBS: [&str; 4] = ["queued", "started", "ended", "cancelled"];

/// Kinds of entries, and what several kinds are called together.
const ENTRIES: [&str; 24] = [
    "main",
    "tick",
    "microtask",
    "reaction",
    "await-continuation",
    "thenable-job",
    "pass-through",
    "queued-microtask",
    "engine-job",
    "timer",
    "timeout",
    "interval",
    "immediate",
    "request",
    "close",
    "process-event",
    "input",
    "message",
    "posted-task",
    "page-event",
    "frame",
    "frame-callback",
    "idle-callback",
    "listener",
];

/// A kind of entry, and what it is called together with its like.
fn kind_names(kind: EntryKind) -> [&'static str; 2] {
    match kind {
        EntryKind::Main => ["main", "main"],
        EntryKind::Tick => ["tick", "tick"],
        EntryKind::Reaction => ["reaction", "microtask"],
        EntryKind::AwaitContinuation => ["await-continuation", "microtask"],
        EntryKind::ThenableJob => ["thenable-job", "microtask"],
        EntryKind::PassThrough => ["pass-through", "microtask"],
        EntryKind::Microtask => ["queued-microtask", "microtask"],
        EntryKind::EngineJob => ["engine-job", "microtask"],
        EntryKind::Timeout => ["timeout", "timer"],
        EntryKind::Interval => ["interval", "timer"],
        EntryKind::Immediate => ["immediate", "immediate"],
        EntryKind::Request => ["request", "request"],
        EntryKind::Close => ["close", "close"],
        EntryKind::ProcessEvent => ["process-event", "process-event"],
        EntryKind::Page(PageEntry::Input) => ["input", "input"],
        EntryKind::Page(PageEntry::Message) => ["message", "message"],
        EntryKind::Page(PageEntry::PostedTask) => ["posted-task", "posted-task"],
        EntryKind::Page(PageEntry::Event) => ["page-event", "page-event"],
        EntryKind::Page(PageEntry::Frame) => ["frame", "frame"],
        EntryKind::Page(PageEntry::FrameCallback) => ["frame-callback", "frame-callback"],
        EntryKind::Page(PageEntry::IdleCallback) => ["idle-callback", "idle-callback"],
        EntryKind::Page(PageEntry::Listener) => ["listener", "listener"],
    }
}

#[cfg(test)]
mod tests;
