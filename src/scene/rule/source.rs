//! Where the rules are written down: specifications, documentation, and the code itself.

use super::Rule;
use crate::trace::Question;

/// Where a rule is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document and the place in it.
    pub title: &'static str,
    pub url: &'static str,
}

macro_rules! sources {
    ($($name:ident = $title:literal, $url:literal;)*) => {
        $(const $name: Source = Source { title: $title, url: $url };)*
    };
}

sources! {
    JOBS = "ECMA-262 §9.5 Jobs and Host Operations to Enqueue Jobs",
        "https://tc39.es/ecma262/#sec-jobs";
    ENQUEUE = "ECMA-262 §9.5.5 HostEnqueuePromiseJob",
        "https://tc39.es/ecma262/#sec-hostenqueuepromisejob";
    CALL = "ECMA-262 §10.2.1 [[Call]]",
        "https://tc39.es/ecma262/#sec-ecmascript-function-objects-call-thisargument-argumentslist";
    ASYNC_START = "ECMA-262 §27.7.5.1 AsyncFunctionStart",
        "https://tc39.es/ecma262/#sec-async-functions-abstract-operations-async-function-start";
    AWAIT = "ECMA-262 §27.7.5.3 Await", "https://tc39.es/ecma262/#await";
    AWAIT_CHANGE = "V8: Faster async functions and promises", "https://v8.dev/blog/fast-async";
    GENERATOR_RESUME = "ECMA-262 §27.5.3.3 GeneratorResume",
        "https://tc39.es/ecma262/#sec-generatorresume";
    YIELD = "ECMA-262, Yield", "https://tc39.es/ecma262/#sec-yield";
    THROW = "ECMA-262 §14.14 The throw Statement", "https://tc39.es/ecma262/#sec-throw-statement";
    TRY = "ECMA-262 §14.15 The try Statement", "https://tc39.es/ecma262/#sec-try-statement";
    PROMISES = "ECMA-262 §27.2 Promise Objects", "https://tc39.es/ecma262/#sec-promise-objects";
    THEN = "ECMA-262 §27.2.5.4 Promise.prototype.then",
        "https://tc39.es/ecma262/#sec-promise.prototype.then";
    PERFORM_THEN = "ECMA-262 §27.2.5.4.1 PerformPromiseThen",
        "https://tc39.es/ecma262/#sec-performpromisethen";
    RESOLVE = "ECMA-262 §27.2.1.3.2 Promise Resolve Functions",
        "https://tc39.es/ecma262/#sec-promise-resolve-functions";
    TRIGGER = "ECMA-262 §27.2.1.8 TriggerPromiseReactions",
        "https://tc39.es/ecma262/#sec-triggerpromisereactions";
    REACTION_JOB = "ECMA-262 §27.2.2.1 NewPromiseReactionJob",
        "https://tc39.es/ecma262/#sec-newpromisereactionjob";
    THENABLE_JOB = "ECMA-262 §27.2.2.2 NewPromiseResolveThenableJob",
        "https://tc39.es/ecma262/#sec-newpromiseresolvethenablejob";
    TRACKER = "ECMA-262 §27.2.1.9 HostPromiseRejectionTracker",
        "https://tc39.es/ecma262/#sec-host-promise-rejection-tracker";
    CHECKPOINT = "HTML, perform a microtask checkpoint",
        "https://html.spec.whatwg.org/multipage/webappapis.html#perform-a-microtask-checkpoint";
    QUEUE_MICROTASK = "HTML, queueMicrotask()",
        "https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#microtask-queuing";
    GUIDE = "Node.js, The Node.js Event Loop",
        "https://nodejs.org/en/learn/asynchronous-work/event-loop-timers-and-nexttick";
    DOC_TICK = "Node.js docs, process.nextTick()",
        "https://nodejs.org/api/process.html#processnexttickcallback-args";
    DOC_MICROTASK = "Node.js docs, queueMicrotask() and process.nextTick()",
        "https://nodejs.org/api/process.html#when-to-use-queuemicrotask-vs-processnexttick";
    DOC_TIMERS = "Node.js docs, Timers", "https://nodejs.org/api/timers.html";
    DOC_PROCESS_IO = "Node.js docs, A note on process I/O",
        "https://nodejs.org/api/process.html#a-note-on-process-io";
    DOC_EVENTS = "Node.js docs, Process events",
        "https://nodejs.org/api/process.html#process-events";
    DOC_UNCAUGHT = "Node.js docs, Event: 'uncaughtException'",
        "https://nodejs.org/api/process.html#event-uncaughtexception";
    DOC_UNHANDLED = "Node.js docs, Event: 'unhandledRejection'",
        "https://nodejs.org/api/process.html#event-unhandledrejection";
    DOC_HANDLED = "Node.js docs, Event: 'rejectionHandled'",
        "https://nodejs.org/api/process.html#event-rejectionhandled";
    DOC_FLAG = "Node.js docs, --unhandled-rejections=mode",
        "https://nodejs.org/api/cli.html#--unhandled-rejectionsmode";
    DOC_EXIT = "Node.js docs, Exit codes", "https://nodejs.org/api/process.html#exit-codes";
    DOC_POOL = "Node.js docs, UV_THREADPOOL_SIZE",
        "https://nodejs.org/api/cli.html#uv_threadpool_sizesize";
    TASK_QUEUES = "Node.js lib/internal/process/task_queues.js, processTicksAndRejections()",
        "https://github.com/nodejs/node/blob/main/lib/internal/process/task_queues.js";
    NEXT_TICK_10 = "Node.js 10 lib/internal/process/next_tick.js, _tickCallback()",
        "https://github.com/nodejs/node/blob/v10.x/lib/internal/process/next_tick.js";
    CALLBACK_SCOPE = "Node.js src/api/callback.cc, InternalCallbackScope::Close()",
        "https://github.com/nodejs/node/blob/main/src/api/callback.cc";
    LIB_TIMERS = "Node.js lib/internal/timers.js, processTimers() and listOnTimeout()",
        "https://github.com/nodejs/node/blob/main/lib/internal/timers.js";
    LIB_IMMEDIATES = "Node.js lib/internal/timers.js, processImmediate()",
        "https://github.com/nodejs/node/blob/main/lib/internal/timers.js";
    LIB_TIMERS_10 = "Node.js 10 lib/timers.js, listOnTimeout() and processImmediate()",
        "https://github.com/nodejs/node/blob/v10.x/lib/timers.js";
    EACH_TIMER = "Node.js 11, timers: run nextTicks after each immediate and timer",
        "https://github.com/nodejs/node/pull/22842";
    LIB_PROMISES = "Node.js lib/internal/process/promises.js, processPromiseRejections()",
        "https://github.com/nodejs/node/blob/main/lib/internal/process/promises.js";
    LIB_EXECUTION =
        "Node.js lib/internal/process/execution.js, createOnGlobalUncaughtException()",
        "https://github.com/nodejs/node/blob/main/lib/internal/process/execution.js";
    EMBED = "Node.js src/api/embed_helpers.cc, SpinEventLoop()",
        "https://github.com/nodejs/node/blob/main/src/api/embed_helpers.cc";
    UV_DESIGN = "libuv docs, The I/O loop",
        "https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop";
    UV_RUN = "libuv src/unix/core.c, uv_run()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/core.c";
    UV_ALIVE = "libuv src/unix/core.c, uv__loop_alive()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/core.c";
    UV_PENDING = "libuv src/unix/core.c, uv__run_pending()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/core.c";
    UV_CLOSING = "libuv src/unix/core.c, uv__run_closing_handles()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/core.c";
    UV_TIMERS = "libuv src/timer.c, uv__run_timers()",
        "https://github.com/libuv/libuv/blob/v1.x/src/timer.c";
    UV_TIMEOUT = "libuv src/timer.c, uv__next_timeout()",
        "https://github.com/libuv/libuv/blob/v1.x/src/timer.c";
    UV_TIMER_ORDER = "libuv 1.45, win,unix: change execution order of timers",
        "https://github.com/libuv/libuv/pull/3927";
    UV_POLL = "libuv src/unix/linux.c, uv__io_poll()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/linux.c";
    UV_CHECK = "libuv src/unix/loop-watcher.c, uv__run_check()",
        "https://github.com/libuv/libuv/blob/v1.x/src/unix/loop-watcher.c";
    UV_POOL = "libuv src/threadpool.c, worker()",
        "https://github.com/libuv/libuv/blob/v1.x/src/threadpool.c";
    UV_WORK_DONE = "libuv src/threadpool.c, uv__work_done()",
        "https://github.com/libuv/libuv/blob/v1.x/src/threadpool.c";
    UV_UPDATE = "libuv docs, uv_update_time()",
        "https://docs.libuv.org/en/v1.x/loop.html#c.uv_update_time";
}

impl Rule {
    /// Where it is written down, the most telling place first. None only for what loopscope
    /// itself decides.
    pub fn sources(self) -> &'static [Source] {
        match self {
            Self::RunToCompletion => &[JOBS],
            Self::CallPushed | Self::CallReturned => &[CALL],
            Self::AsyncCallRunsNow | Self::AsyncThrew | Self::AsyncReturnsPromise => &[ASYNC_START],
            Self::GeneratorResumed => &[GENERATOR_RESUME],
            Self::GeneratorYielded => &[YIELD],
            Self::CallThrew => &[TRY],
            Self::AsyncReturned => &[ASYNC_START, RESOLVE],
            Self::AwaitSuspends | Self::AwaitResumes | Self::AwaitThrows => &[AWAIT],
            Self::AwaitSuspendsWrapped => &[AWAIT_CHANGE, AWAIT],
            Self::ThrowUnwinds => &[THROW, TRY],
            Self::PromiseCreated => &[PROMISES],
            Self::ThenReturnsPromise => &[THEN],
            Self::PromiseSettled => &[TRIGGER, PROMISES],
            Self::ReactionStored | Self::ReactionReady => &[PERFORM_THEN],
            Self::TickQueued => &[DOC_TICK],
            Self::ReactionQueued => &[REACTION_JOB, ENQUEUE],
            Self::AwaitQueued => &[AWAIT, ENQUEUE],
            Self::ThenableQueued => &[RESOLVE, THENABLE_JOB],
            Self::PassThroughQueued => &[REACTION_JOB],
            Self::MicrotaskQueued => &[QUEUE_MICROTASK, DOC_MICROTASK],
            Self::EngineJobQueued => &[ENQUEUE],
            Self::TimerArmed
            | Self::TimerRefreshed
            | Self::IntervalRearmed
            | Self::TimerRuns
            | Self::TimerListRuns => &[LIB_TIMERS, DOC_TIMERS],
            Self::TimerArmedOwnHandle => &[LIB_TIMERS_10, UV_TIMERS],
            Self::ImmediateQueued => &[DOC_TIMERS, LIB_IMMEDIATES],
            Self::RequestSubmitted => &[UV_DESIGN, DOC_POOL],
            Self::CloseQueued | Self::CloseRuns | Self::ClosePhase => &[UV_CLOSING, UV_DESIGN],
            Self::Cancelled | Self::Unreferenced | Self::Referenced => &[DOC_TIMERS],
            Self::RequestOnThread => &[UV_POOL, DOC_POOL],
            Self::RequestAtKernel | Self::RequestDelivered | Self::PollPhase => {
                &[UV_POLL, UV_DESIGN]
            }
            Self::RequestCompleted => &[UV_WORK_DONE, UV_POLL],
            Self::MainRuns => &[GUIDE],
            Self::TickRuns | Self::TickEnded | Self::TicksFirst | Self::TicksAgain => {
                &[TASK_QUEUES, DOC_TICK]
            }
            Self::MicrotaskRuns | Self::MicrotaskEnded => &[JOBS, CHECKPOINT],
            Self::ImmediateRuns => &[LIB_IMMEDIATES, UV_CHECK],
            Self::CalledDirectly | Self::ProcessEventEmitted | Self::ProcessEventEnded => {
                &[DOC_EVENTS]
            }
            Self::MainEnded => &[CALLBACK_SCOPE, TASK_QUEUES],
            Self::CallbackEnded => &[CALLBACK_SCOPE, TASK_QUEUES, EACH_TIMER],
            Self::BatchGoesOn => &[LIB_TIMERS_10, NEXT_TICK_10, EACH_TIMER],
            Self::CallbackThrew => &[LIB_EXECUTION, CALLBACK_SCOPE],
            Self::IterationWhileAlive => &[UV_ALIVE, UV_RUN],
            Self::TimersBeforeLoop | Self::TimersLast => &[UV_RUN, UV_TIMER_ORDER],
            Self::TimersFirst => &[UV_RUN, UV_TIMERS],
            Self::PendingPhase => &[UV_PENDING, UV_DESIGN],
            Self::CheckPhase => &[UV_CHECK, UV_DESIGN],
            Self::MicrotasksAfterTicks => &[TASK_QUEUES, CHECKPOINT],
            Self::MicrotasksBeforeTicks => &[DOC_MICROTASK, CHECKPOINT],
            Self::DrainEnded => &[TASK_QUEUES, GUIDE],
            Self::DrainCutOff => &[LIB_EXECUTION],
            Self::ClockSpent => &[UV_UPDATE],
            Self::ClockWaited => &[UV_TIMEOUT, UV_POLL],
            Self::OpenChoice(Question::LoopEntry) => &[GUIDE, UV_RUN],
            Self::OpenChoice(Question::MainOrDrain) => &[UV_UPDATE, LIB_TIMERS],
            Self::OpenChoice(Question::TimersDueTogether) => &[DOC_TIMERS, LIB_TIMERS],
            Self::OpenChoice(Question::RequestsDone) => &[UV_POOL, UV_POLL],
            Self::OpenChoice(Question::TimerOrRequest) => &[UV_RUN, UV_POLL],
            Self::WriteIsImmediate => &[DOC_PROCESS_IO],
            Self::UncaughtHandled | Self::UncaughtEnds => &[DOC_UNCAUGHT, LIB_EXECUTION],
            Self::RejectionReported => &[DOC_UNHANDLED, LIB_PROMISES, TRACKER],
            Self::RejectionThrows | Self::RejectionWarns => &[DOC_FLAG, LIB_PROMISES, TRACKER],
            Self::RejectionHandledLate => &[DOC_HANDLED, TRACKER],
            Self::ExitsWhenNothingLeft => &[EMBED, UV_ALIVE],
            Self::ExitsWithCode => &[DOC_EXIT],
            Self::Stopped => &[],
            Self::Page(rule) => rule.sources(),
        }
    }
}
