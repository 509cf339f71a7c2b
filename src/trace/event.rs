//! The facts a trace is made of.
//!
//! A fact is told in the past tense, names things by id, and repeats nothing that earlier
//! facts imply: queue lengths, the stack and the time of day are what a reader folds. Facts
//! are only ever appended. What a fact names is described once, in a record (`record`).

use serde::{Deserialize, Serialize};

/// Declares a newtype id over `u32`; ids count from 1, in the order things came to be.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub struct $name(pub u32);

        impl $name {
            /// Where the record of this id stands in its table.
            pub fn index(self) -> usize {
                self.0 as usize - 1
            }
        }
    };
}
pub(super) use id;

id! {
    /// Names one thing that waits in a queue, for the whole run.
    EntryId
}
id! {
    /// Names one promise.
    PromiseId
}
id! {
    /// Names one execution of an `await`.
    WaitId
}
id! {
    /// Names a place in the learner's code.
    SiteId
}
id! {
    /// Names a piece of text; each distinct text is kept once.
    TextId
}
id! {
    /// Names a program file.
    FileId
}
id! {
    /// Names a choice that real Node leaves open.
    DecisionId
}

/// How far into a trace: the number of facts that have happened.
///
/// `Step(0)` is the machine before it ran anything; the fact that *makes* step `n` is the
/// one at index `n - 1`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Step(pub u32);

/// Microseconds of virtual time since the program started.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct VirtualTime(pub u64);

impl VirtualTime {
    /// The time `ms` milliseconds after the start.
    pub fn from_ms(ms: u64) -> Self {
        Self(ms * 1000)
    }

    /// Whole milliseconds, as libuv's clock truncates them.
    pub fn ms(self) -> u64 {
        self.0 / 1000
    }
}

/// Everything the machine can be seen doing.
///
/// A new variant changes the file format: raise [`FORMAT`](super::FORMAT), then follow the
/// compiler. Sixteen bytes, so that a million of them fit a small laptop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A statement (or a loop's test, or an expression body) is about to run.
    StatementReached { site: SiteId },
    /// A function of the program was called; `site` is the function.
    CallEntered { site: SiteId },
    /// A generator (or async generator) of the program goes on after a `yield`.
    CallResumed { site: SiteId },
    /// The topmost call left the stack.
    CallExited { how: ExitKind, value: Value },
    /// The topmost call, an async function, left the stack to wait.
    AwaitSuspended { wait: WaitId },
    /// The waiting call is back on the stack with the promise's value or reason.
    AwaitResumed { wait: WaitId, rejected: bool, value: Value },
    /// A `throw` statement is about to throw `value`.
    Thrown { value: Value },

    /// A promise was first seen; its record says where it comes from.
    PromiseCreated { promise: PromiseId },
    /// The promise left the pending state, for ever.
    PromiseSettled { promise: PromiseId, rejected: bool, value: Value },
    /// A reaction waits for `promise`; `derived` is what `then` returned.
    ReactionAdded { promise: PromiseId, derived: PromiseId },

    /// The entry joined the back of its queue.
    EntryQueued { entry: EntryId },
    /// A timer was started, or started again: it is due at `due`.
    TimerArmed { entry: EntryId, due: VirtualTime },
    /// The entry was taken back before it ran (`clearTimeout` and its kin).
    EntryCancelled { entry: EntryId },
    /// `ref()` or `unref()` changed whether the entry keeps the loop alive.
    EntryReferenced { entry: EntryId, referenced: bool },
    /// A pool thread, or the kernel, began to work on the request.
    RequestTaken { entry: EntryId, worker: Worker },
    /// The request's work is done; its callback waits for the poll phase.
    RequestCompleted { entry: EntryId },
    /// The entry joined a browser's tasks, or changed its priority there.
    TaskQueued { entry: EntryId, priority: Priority },
    /// The entry left its queue and its callback began, on an empty stack.
    EntryStarted { entry: EntryId },
    /// The running entry's callback returned, or threw.
    EntryEnded { entry: EntryId, threw: bool },

    /// One pass of the loop began; passes count from 1.
    IterationBegan { iteration: u32 },
    /// The loop entered a phase.
    PhaseEntered { phase: Phase },
    /// The inner loop began to empty a queue; `round` counts from 1 within one drain.
    DrainBegan { queue: Queue, round: u32 },
    /// Both inner queues are empty (or the drain was cut off by a throw).
    DrainEnded,
    /// Virtual time went on to `to`.
    ClockMoved { to: VirtualTime, cause: ClockCause },
    /// Real Node may choose otherwise here; the record says between what.
    DecisionMade { decision: DecisionId },

    /// The program wrote to an output stream. The text keeps its newlines.
    ConsoleWrote { stream: Stream, text: TextId },
    /// An error left every call of the running entry. `handled`: by `uncaughtException`.
    ErrorUncaught { value: Value, handled: bool },
    /// A rejected promise had no handler when the queues ran empty.
    RejectionUnhandled { promise: PromiseId, handled: bool },
    /// A rejection reported before got its handler after all.
    RejectionHandled { promise: PromiseId },

    /// The process ended by itself.
    Exited { code: i32 },
    /// A budget ran out, or the engine gave up; what came before is true.
    Stopped { cause: StopCause },
}

/// What a fact is about, for whoever looks for one thing in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Statement(SiteId),
    /// A call of this function begins, or goes on.
    Call(SiteId),
    /// The topmost call ends.
    Exit,
    /// Time passes because code runs.
    Spent,
    /// The entry comes to wait, or its callback begins.
    Entry(EntryId),
    Output(TextId),
    Other,
}

impl Fact {
    pub fn subject(&self) -> Subject {
        match *self {
            Self::StatementReached { site } => Subject::Statement(site),
            Self::CallEntered { site } | Self::CallResumed { site } => Subject::Call(site),
            Self::CallExited { .. } => Subject::Exit,
            Self::ClockMoved { cause: ClockCause::Spent, .. } => Subject::Spent,
            Self::EntryQueued { entry }
            | Self::TimerArmed { entry, .. }
            | Self::TaskQueued { entry, .. }
            | Self::EntryStarted { entry } => Subject::Entry(entry),
            Self::ConsoleWrote { text, .. } => Subject::Output(text),
            Self::ClockMoved { cause: ClockCause::Waited, .. }
            | Self::AwaitSuspended { .. }
            | Self::AwaitResumed { .. }
            | Self::Thrown { .. }
            | Self::PromiseCreated { .. }
            | Self::PromiseSettled { .. }
            | Self::ReactionAdded { .. }
            | Self::EntryCancelled { .. }
            | Self::EntryReferenced { .. }
            | Self::RequestTaken { .. }
            | Self::RequestCompleted { .. }
            | Self::EntryEnded { .. }
            | Self::IterationBegan { .. }
            | Self::PhaseEntered { .. }
            | Self::DrainBegan { .. }
            | Self::DrainEnded
            | Self::DecisionMade { .. }
            | Self::ErrorUncaught { .. }
            | Self::RejectionUnhandled { .. }
            | Self::RejectionHandled { .. }
            | Self::Exited { .. }
            | Self::Stopped { .. } => Subject::Other,
        }
    }
}

/// A JavaScript value as a learner reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Nothing to show (a call that has not said what it returns).
    #[default]
    Unknown,
    Undefined,
    Int(i32),
    /// Any other value, in the words of `util.inspect`, shortened.
    Text(TextId),
}

/// How a call left the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExitKind {
    Returned,
    Threw,
    /// A generator reached `yield`.
    Yielded,
}

/// Named part of one pass of the loop, after `uv_run` (libuv src/unix/core.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    Timers,
    Pending,
    Poll,
    Check,
    Close,
    /// A browser has no phases: what its loop takes a task from stands in their place.
    Source(TaskSource),
}

/// Where a browser's task comes from; tasks of one source keep their order (HTML, "Generic task
/// sources").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskSource {
    Timer,
    UserInteraction,
    Networking,
    PostedMessage,
    /// `scheduler.postTask` and `scheduler.yield`.
    PostedTask,
    DomManipulation,
    Rendering,
    Idle,
}

impl TaskSource {
    pub const ALL: [Self; 8] = [
        Self::Timer,
        Self::UserInteraction,
        Self::Networking,
        Self::PostedMessage,
        Self::PostedTask,
        Self::DomManipulation,
        Self::Rendering,
        Self::Idle,
    ];
}

/// Which of a browser's tasks goes first; equals run in the order in which they were queued.
/// HTML leaves the choice to the browser; this is Chrome's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    Input,
    /// A frame that has waited for 100 ms, or that shows what the user has just done.
    UrgentFrame,
    UserBlockingContinuation,
    UserBlocking,
    UserVisibleContinuation,
    Normal,
    BackgroundContinuation,
    Background,
}

/// Where an entry waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Queue {
    Ticks,
    Microtasks,
    Timers,
    Poll,
    Check,
    Close,
    /// A browser's tasks that can run.
    Tasks,
    /// Callbacks of `requestAnimationFrame`, for the next frame.
    Rendering,
    /// Callbacks of `requestIdleCallback`.
    Idle,
}

impl Queue {
    pub const ALL: [Self; 9] = [
        Self::Ticks,
        Self::Microtasks,
        Self::Timers,
        Self::Poll,
        Self::Check,
        Self::Close,
        Self::Tasks,
        Self::Rendering,
        Self::Idle,
    ];
}

/// Who works on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Worker {
    /// A thread of libuv's pool, counted from 1.
    Thread(u8),
    /// The operating system tells the loop when it is ready (sockets).
    Kernel,
}

/// Why virtual time went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockCause {
    /// Code ran that is declared to cost time.
    Spent,
    /// The poll phase slept until something was due.
    Waited,
}

/// An output stream of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    Stdout,
    Stderr,
}

/// Why a recording ended before its program did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopCause {
    /// The budget of recorded steps ran out.
    Steps,
    /// The budget of wall time ran out.
    WallTime,
    /// The budget of memory ran out.
    Memory,
    /// The engine gave up (a crash of its own, or native recursion too deep).
    Engine,
}
