//! What facts name by id: queue entries, promises, waits, places in the code, files, decisions.
//!
//! Each is described once, when it comes to be, and never changes; what happens to it is told
//! by facts.

use serde::{Deserialize, Serialize};

use super::{EntryId, FileId, PromiseId, Queue, SiteId, Step, TaskSource, TextId};

/// What waits in a queue: its kind, its name, and how it came to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub kind: EntryKind,
    /// The callback's name, or what stands in for one.
    pub label: TextId,
    /// The callback in the learner's code, or the `await` that waits.
    pub site: Option<SiteId>,
    /// The step during which it was scheduled (for a reaction: when `then` was called).
    pub scheduled: Step,
    /// The promise whose settlement it follows.
    pub promise: Option<PromiseId>,
    /// Timers: the duration, as Node coerced it. Otherwise 0.
    pub duration_ms: u32,
}

/// What an entry is, which also says where it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// The main script.
    Main,
    /// A `process.nextTick` callback.
    Tick,
    /// A handler given to `then`, `catch` or `finally`.
    Reaction,
    /// What comes after an `await`.
    AwaitContinuation,
    /// The job that calls a thenable's `then` (ECMAScript `NewPromiseResolveThenableJob`).
    ThenableJob,
    /// A reaction without a handler: the value or reason is handed on.
    PassThrough,
    /// A `queueMicrotask` callback.
    Microtask,
    /// The engine's own microtask: async iteration, module evaluation.
    EngineJob,
    Timeout,
    Interval,
    Immediate,
    /// A request in the thread pool or at the kernel; its callback runs in poll.
    Request,
    /// A handle's close callback.
    Close,
    /// An event that Node emits on `process`: `beforeExit`, `exit`, `uncaughtException` ...
    ProcessEvent,
    /// What only a page has.
    Page(PageEntry),
}

/// What an entry is that only a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageEntry {
    /// What the user did: a click, a key.
    Input,
    /// A message posted to a window or a port.
    Message,
    /// A `scheduler.postTask` callback, or what comes after `scheduler.yield()`.
    PostedTask,
    /// An event that the page fires by itself, in a task: `unhandledrejection`, `hashchange`.
    Event,
    /// The page brings its looks up to date (HTML, "update the rendering").
    Frame,
    /// A `requestAnimationFrame` callback.
    FrameCallback,
    /// A `requestIdleCallback` callback.
    IdleCallback,
    /// A listener of an event, called by the event's dispatch.
    Listener,
}

impl PageEntry {
    pub const ALL: [Self; 8] = [
        Self::Input,
        Self::Message,
        Self::PostedTask,
        Self::Event,
        Self::Frame,
        Self::FrameCallback,
        Self::IdleCallback,
        Self::Listener,
    ];

    fn queue(self) -> Option<Queue> {
        match self {
            Self::Input | Self::Message | Self::PostedTask | Self::Event | Self::Frame => {
                Some(Queue::Tasks)
            }
            Self::FrameCallback => Some(Queue::Rendering),
            Self::IdleCallback => Some(Queue::Idle),
            Self::Listener => None,
        }
    }
}

impl EntryKind {
    /// Every kind that a program under Node has, in the order of the loop.
    pub const IN_NODE: [Self; 14] = [
        Self::Main,
        Self::Tick,
        Self::Reaction,
        Self::AwaitContinuation,
        Self::ThenableJob,
        Self::PassThrough,
        Self::Microtask,
        Self::EngineJob,
        Self::Timeout,
        Self::Interval,
        Self::Immediate,
        Self::Request,
        Self::Close,
        Self::ProcessEvent,
    ];

    /// Where a browser's task of this kind comes from; none for what is no task of a page.
    pub fn source(self) -> Option<TaskSource> {
        match self {
            Self::Timeout | Self::Interval => Some(TaskSource::Timer),
            Self::Request => Some(TaskSource::Networking),
            Self::Page(PageEntry::Input) => Some(TaskSource::UserInteraction),
            Self::Page(PageEntry::Message) => Some(TaskSource::PostedMessage),
            Self::Page(PageEntry::PostedTask) => Some(TaskSource::PostedTask),
            Self::Page(PageEntry::Event) => Some(TaskSource::DomManipulation),
            Self::Page(PageEntry::Frame | PageEntry::FrameCallback) => Some(TaskSource::Rendering),
            Self::Page(PageEntry::IdleCallback) => Some(TaskSource::Idle),
            Self::Main
            | Self::Tick
            | Self::Reaction
            | Self::AwaitContinuation
            | Self::ThenableJob
            | Self::PassThrough
            | Self::Microtask
            | Self::EngineJob
            | Self::Immediate
            | Self::Close
            | Self::ProcessEvent
            | Self::Page(PageEntry::Listener) => None,
        }
    }

    /// The queue it waits in; none for what is called directly.
    pub fn queue(self) -> Option<Queue> {
        match self {
            Self::Main | Self::ProcessEvent => None,
            Self::Tick => Some(Queue::Ticks),
            Self::Reaction
            | Self::AwaitContinuation
            | Self::ThenableJob
            | Self::PassThrough
            | Self::Microtask
            | Self::EngineJob => Some(Queue::Microtasks),
            Self::Timeout | Self::Interval => Some(Queue::Timers),
            Self::Immediate => Some(Queue::Check),
            Self::Request => Some(Queue::Poll),
            Self::Close => Some(Queue::Close),
            Self::Page(kind) => kind.queue(),
        }
    }
}

/// Where a promise comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub origin: PromiseOrigin,
    /// The call that made it, where known.
    pub site: Option<SiteId>,
    /// The promise it was derived from.
    pub parent: Option<PromiseId>,
}

/// What made a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseOrigin {
    /// `then`, `catch` or `finally`.
    Then,
    /// A call or `new` expression of the program.
    Call,
    /// An async function's result.
    Async,
    /// First seen when it was awaited or rejected.
    Seen,
}

/// One execution of an `await`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The `await` expression (or `for await`, or a `yield` of an async generator).
    pub site: SiteId,
    /// The function that waits.
    pub function: SiteId,
    /// What is waited for.
    pub promise: Option<PromiseId>,
}

/// A place in a program file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub file: FileId,
    pub kind: SiteKind,
    pub start: Position,
    pub end: Position,
    /// The function whose body it stands in; a function's own site names itself.
    pub function: SiteId,
    /// A function's name (empty if it has none), a call's callee, else empty.
    pub name: TextId,
}

/// A place in text: 1-based line, 1-based column in UTF-16 units, as V8 counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// What stands at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    /// The top level of a file: its body is called like a function's.
    Program,
    Function,
    AsyncFunction,
    Generator,
    AsyncGenerator,
    Statement,
    /// A loop's test or update, a `for-in/of` head, an expression body, an initialiser.
    Expression,
    Await,
    Return,
    Throw,
    Call,
}

/// A program file as the learner wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// As error messages show it.
    pub path: String,
    pub text: String,
}

/// A choice that real Node leaves to chance, and what was taken here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub question: Question,
    /// How many answers there were; they count from 0.
    pub options: u32,
    /// The answer taken.
    pub chosen: u32,
    /// The entries it is about, in the order of the answers where that fits.
    pub entries: Vec<EntryId>,
}

/// Every place where real Node may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Question {
    /// Whether a millisecond passes between the main script's timers and the loop's first
    /// look at them: 0 no (immediates first), 1 yes (timers first).
    LoopEntry,
    /// Whether a millisecond passes between the timers that the main script started and those
    /// that its ticks and microtasks start: 0 no, 1 yes (they are due in different passes).
    MainOrDrain,
    /// In which order two timers of different lists run that are due together.
    TimersDueTogether,
    /// Which of the requests that finish together is delivered first.
    RequestsDone,
    /// Whether a timer that is due as a request is delivered runs before or after it.
    TimerOrRequest,
}
