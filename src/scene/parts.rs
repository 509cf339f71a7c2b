//! What a scene is made of: plain data, borrowed from the recording.

use crate::trace::{
    EntryId, EntryKind, ExitKind, Holds, Phase, PromiseId, PromiseOrigin, Queue, SiteId, SiteKind,
    Step, StopCause, Stream, Value, VirtualTime, WaitId, Worker,
};

/// A site, resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    pub site: SiteId,
    /// The program file's path, as error messages show it.
    pub path: &'a str,
    /// Counts from 1.
    pub line: u32,
    /// Counts from 1, in UTF-16 units.
    pub column: u32,
}

/// A queue entry as a card: what it is, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card<'a> {
    pub id: EntryId,
    pub kind: EntryKind,
    /// The callback's name, or what stands in for one.
    pub label: &'a str,
    /// The callback in the learner's code, or the `await` that waits.
    pub place: Option<Place<'a>>,
    /// The step during which it was scheduled (for a reaction: when `then` was called).
    pub scheduled: Step,
    /// The statement that scheduled it.
    pub origin: Option<Place<'a>>,
    /// The entry whose callback scheduled it.
    pub scheduler: Option<EntryId>,
    /// The promise whose settlement it follows.
    pub promise: Option<PromiseId>,
    /// Timers: the duration as Node coerced it, which names the list it is in. Otherwise 0.
    pub duration_ms: u32,
}

/// A card in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting<'a> {
    pub card: Card<'a>,
    /// The step at which it joined its queue (timers: was last armed).
    pub since: Step,
    /// Whether it keeps the loop alive.
    pub referenced: bool,
    /// An immediate queued during this check phase, a close callback queued during this close
    /// phase: it waits for the next iteration.
    pub next_iteration: bool,
}

/// A timer that has not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timer<'a> {
    pub waiting: Waiting<'a>,
    /// When it may run at the earliest.
    pub due: VirtualTime,
    /// How long that is from now; zero once it is due.
    pub left: VirtualTime,
}

/// An operation that the pool or the kernel works on, or has finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<'a> {
    pub waiting: Waiting<'a>,
    pub state: RequestState,
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Waits for a free thread of the pool.
    Waiting,
    /// Being worked on.
    Taken { worker: Worker, since: Step },
    /// Done: its callback waits for the poll phase.
    Ready { since: Step },
}

/// One call on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// The function, or the file's top level.
    pub function: SiteId,
    pub kind: SiteKind,
    /// The function's name; empty if it has none.
    pub name: &'a str,
    /// Where the function stands.
    pub defined: Place<'a>,
    /// The statement it is at; none before its first.
    pub at: Option<Place<'a>>,
    /// The step that put it on the stack (the last time, if it was suspended in between).
    pub since: Step,
    /// The `await` or `yield` after which it went on.
    pub resumed: Option<Resumed>,
}

/// A variable that a call sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable<'a> {
    pub name: &'a str,
    /// Where it is declared, counted from 1.
    pub line: u32,
    /// The call's own function declares it, not one around that.
    pub is_own: bool,
    pub holds: Holds,
    /// The step at which it was first found to hold this.
    pub since: Step,
}

/// How a call came back onto the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumed {
    Await(WaitId),
    Yield,
}

/// An async function that waits: off the stack, not over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspended<'a> {
    pub wait: WaitId,
    /// The call as it left the stack; `at` is the statement of the `await`.
    pub call: Call<'a>,
    /// The `await` itself.
    pub place: Place<'a>,
    /// What it waits for.
    pub promise: Option<PromiseId>,
    /// The step that suspended it.
    pub since: Step,
}

/// A promise that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pending<'a> {
    pub promise: PromiseId,
    pub origin: PromiseOrigin,
    /// The call that made it.
    pub place: Option<Place<'a>>,
    /// The promise it was derived from.
    pub parent: Option<PromiseId>,
    pub since: Step,
    /// How many reactions wait for it, those of `await`s included.
    pub reactions: u32,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    pub step: Step,
    pub rejected: bool,
    pub value: Value,
}

/// The entry whose callback runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running<'a> {
    pub card: Card<'a>,
    pub since: Step,
}

/// The inner loop at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drain {
    pub queue: Queue,
    /// Counts from 1 within one drain.
    pub round: u32,
    /// The step at which this round began.
    pub since: Step,
}

/// A line of output, or what has been written of it so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputLine<'a> {
    /// Counts from 0 over the whole run.
    pub number: usize,
    pub stream: Stream,
    /// Without its newline. May hold control characters: see `text::visible`.
    pub text: std::borrow::Cow<'a, str>,
    /// The step that wrote its beginning.
    pub step: Step,
    /// The statement that wrote its beginning.
    pub origin: Option<Place<'a>>,
}

/// How the recording ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Exited { code: i32 },
    Stopped { cause: StopCause },
}

/// An error nobody caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uncaught {
    pub value: Value,
    pub step: Step,
}

/// A part of the picture that something can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Queue(Queue),
    /// Its callback runs.
    Running,
    Calls,
    Suspended,
    /// The pending promises.
    Promises,
    Console,
}

/// Something that can be seen to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Entry(EntryId),
    /// The call of a function.
    Call(SiteId),
    Wait(WaitId),
    Promise(PromiseId),
    /// A line of output, by its number.
    Line(usize),
}

/// What one step moved. A step moves one thing at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    pub thing: Thing,
    /// None: it has just come to be.
    pub from: Option<Zone>,
    /// None: it is gone.
    pub to: Option<Zone>,
}

/// A call that has just left the stack, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub function: SiteId,
    /// The statement it was at.
    pub at: Option<SiteId>,
    pub how: ExitKind,
    pub value: Value,
}

/// The phase the loop is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InPhase {
    pub phase: Phase,
    /// The step that entered it.
    pub since: Step,
}
