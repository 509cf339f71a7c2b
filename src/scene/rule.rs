//! The rules an event loop runs by, and where each is written down.
//!
//! A rule is a name; its wording is `text`'s. Where versions of Node differ, each side is a
//! rule of its own, so that a film only ever tells the rule that held for it.

mod page;
mod source;

pub use page::PageRule;
pub use source::Source;

use crate::trace::Question;

/// Why a step happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// What runs goes on until the stack is empty.
    RunToCompletion,
    /// A call goes on top of the stack.
    CallPushed,
    /// Calling an async function runs it at once, up to its first `await`.
    AsyncCallRunsNow,
    /// A generator goes on where it yielded.
    GeneratorResumed,
    /// A call that is over leaves the stack.
    CallReturned,
    /// A call that throws leaves the stack, and the error goes to its caller.
    CallThrew,
    /// An async function that returns resolves its promise.
    AsyncReturned,
    /// An async function that throws rejects its promise; its caller sees no error.
    AsyncThrew,
    /// A generator leaves the stack at `yield`, keeping its place.
    GeneratorYielded,
    /// `await` takes the function off the stack (Node 12 and later).
    AwaitSuspends,
    /// The same, with a promise of its own around the value (Node 10 and 11).
    AwaitSuspendsWrapped,
    /// The function goes on after its `await`.
    AwaitResumes,
    /// The function goes on by throwing the rejection's reason.
    AwaitThrows,
    /// An error leaves calls until a `catch` takes it.
    ThrowUnwinds,

    PromiseCreated,
    /// `then` returns a new promise.
    ThenReturnsPromise,
    /// An async function returns a promise.
    AsyncReturnsPromise,
    /// A promise settles once.
    PromiseSettled,
    /// A reaction on a pending promise waits with the promise.
    ReactionStored,
    /// A reaction on a settled promise is queued at once.
    ReactionReady,

    TickQueued,
    ReactionQueued,
    AwaitQueued,
    /// Resolving with a thenable takes a microtask of its own.
    ThenableQueued,
    PassThroughQueued,
    MicrotaskQueued,
    EngineJobQueued,
    /// Timers of one duration share a list (Node 11 and later: one heap of lists).
    TimerArmed,
    /// Timers of one duration share a handle of libuv (Node 10).
    TimerArmedOwnHandle,
    IntervalRearmed,
    TimerRefreshed,
    ImmediateQueued,
    RequestSubmitted,
    CloseQueued,
    /// Node calls it without a queue.
    CalledDirectly,
    Cancelled,
    Unreferenced,
    Referenced,
    RequestOnThread,
    RequestAtKernel,
    RequestCompleted,

    MainRuns,
    /// The tick queue is first in, first out.
    TickRuns,
    /// The microtask queue is first in, first out.
    MicrotaskRuns,
    /// A due timer runs in the timers phase.
    TimerRuns,
    /// A list is worked off while it is due, although a timer of another list is due earlier.
    TimerListRuns,
    ImmediateRuns,
    RequestDelivered,
    CloseRuns,
    ProcessEventEmitted,

    /// After the main script the inner queues are emptied.
    MainEnded,
    /// After a tick comes the next tick; microtasks wait for the last one.
    TickEnded,
    MicrotaskEnded,
    /// After each callback the inner queues are emptied.
    CallbackEnded,
    /// Node 10 empties them only after the whole batch of timers or immediates.
    BatchGoesOn,
    ProcessEventEnded,
    /// After a callback that threw the inner queues are not emptied.
    CallbackThrew,

    /// The loop goes round while something keeps it alive.
    IterationWhileAlive,
    /// Once before the first iteration (libuv 1.45 and later).
    TimersBeforeLoop,
    /// At the beginning of the iteration (libuv before 1.45).
    TimersFirst,
    /// At the end of the iteration (libuv 1.45 and later).
    TimersLast,
    PendingPhase,
    PollPhase,
    CheckPhase,
    ClosePhase,
    TicksFirst,
    /// Microtasks have queued ticks: another round.
    TicksAgain,
    MicrotasksAfterTicks,
    /// The engine is at its microtasks already (ES modules): ticks wait.
    MicrotasksBeforeTicks,
    DrainEnded,
    /// A throw cut the drain off.
    DrainCutOff,
    ClockSpent,
    ClockWaited,
    OpenChoice(Question),

    WriteIsImmediate,
    UncaughtHandled,
    UncaughtEnds,
    /// `unhandledRejection` has a listener.
    RejectionReported,
    /// Node 15 and later: an unhandled rejection is an uncaught error.
    RejectionThrows,
    /// Up to Node 14: a warning.
    RejectionWarns,
    RejectionHandledLate,
    ExitsWhenNothingLeft,
    ExitsWithCode,
    Stopped,
    /// A rule of browsers.
    Page(PageRule),
}

/// The rules that carry nothing.
const PLAIN: [Rule; 83] = [
    Rule::RunToCompletion,
    Rule::CallPushed,
    Rule::AsyncCallRunsNow,
    Rule::GeneratorResumed,
    Rule::CallReturned,
    Rule::CallThrew,
    Rule::AsyncReturned,
    Rule::AsyncThrew,
    Rule::GeneratorYielded,
    Rule::AwaitSuspends,
    Rule::AwaitSuspendsWrapped,
    Rule::AwaitResumes,
    Rule::AwaitThrows,
    Rule::ThrowUnwinds,
    Rule::PromiseCreated,
    Rule::ThenReturnsPromise,
    Rule::AsyncReturnsPromise,
    Rule::PromiseSettled,
    Rule::ReactionStored,
    Rule::ReactionReady,
    Rule::TickQueued,
    Rule::ReactionQueued,
    Rule::AwaitQueued,
    Rule::ThenableQueued,
    Rule::PassThroughQueued,
    Rule::MicrotaskQueued,
    Rule::EngineJobQueued,
    Rule::TimerArmed,
    Rule::TimerArmedOwnHandle,
    Rule::IntervalRearmed,
    Rule::TimerRefreshed,
    Rule::ImmediateQueued,
    Rule::RequestSubmitted,
    Rule::CloseQueued,
    Rule::CalledDirectly,
    Rule::Cancelled,
    Rule::Unreferenced,
    Rule::Referenced,
    Rule::RequestOnThread,
    Rule::RequestAtKernel,
    Rule::RequestCompleted,
    Rule::MainRuns,
    Rule::TickRuns,
    Rule::MicrotaskRuns,
    Rule::TimerRuns,
    Rule::TimerListRuns,
    Rule::ImmediateRuns,
    Rule::RequestDelivered,
    Rule::CloseRuns,
    Rule::ProcessEventEmitted,
    Rule::MainEnded,
    Rule::TickEnded,
    Rule::MicrotaskEnded,
    Rule::CallbackEnded,
    Rule::BatchGoesOn,
    Rule::ProcessEventEnded,
    Rule::CallbackThrew,
    Rule::IterationWhileAlive,
    Rule::TimersBeforeLoop,
    Rule::TimersFirst,
    Rule::TimersLast,
    Rule::PendingPhase,
    Rule::PollPhase,
    Rule::CheckPhase,
    Rule::ClosePhase,
    Rule::TicksFirst,
    Rule::TicksAgain,
    Rule::MicrotasksAfterTicks,
    Rule::MicrotasksBeforeTicks,
    Rule::DrainEnded,
    Rule::DrainCutOff,
    Rule::ClockSpent,
    Rule::ClockWaited,
    Rule::WriteIsImmediate,
    Rule::UncaughtHandled,
    Rule::UncaughtEnds,
    Rule::RejectionReported,
    Rule::RejectionThrows,
    Rule::RejectionWarns,
    Rule::RejectionHandledLate,
    Rule::ExitsWhenNothingLeft,
    Rule::ExitsWithCode,
    Rule::Stopped,
];

impl Rule {
    /// Every rule, in the order of the enum.
    pub fn all() -> impl Iterator<Item = Self> {
        let choices = [
            Question::LoopEntry,
            Question::MainOrDrain,
            Question::TimersDueTogether,
            Question::RequestsDone,
            Question::TimerOrRequest,
        ];
        let choices = choices.map(Self::OpenChoice);
        PLAIN.into_iter().chain(choices).chain(PageRule::ALL.map(Self::Page))
    }
}
