//! What tells one Node from another, as data.
//!
//! Every field is a row of behaviour that was established by experiment on real binaries;
//! code asks for the behaviour, never for the version.

mod imports;

pub use self::imports::{ImportTurns, Levels};
use crate::trace::Runtime;

/// How a runtime orders things, wherever runtimes differ.
#[expect(clippy::struct_excessive_bools, reason = "each is a row of behaviour by itself")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    pub runtime: Runtime,
    /// `process.version`.
    pub version: &'static str,
    /// What `await` does with a promise (V8 7.3 adopted `PromiseResolve`).
    pub await_rule: AwaitRule,
    /// A synchronous iterator that is awaited is closed when it gives a rejected promise or has
    /// no `throw` (ecma262 pull request 2600; V8 13, Node 24).
    pub closes_sync_iterators: bool,
    /// How timers are kept (Node 11 put all lists behind one libuv timer).
    pub timers: TimerStore,
    /// libuv runs a timer that was started again and is due before it leaves the phase (until
    /// 1.48, Node 22: `uv__run_timers`, src/timer.c).
    pub timers_look_again: bool,
    /// A timer that is refreshed after it ran does not keep the loop alive (`listOnTimeout` takes
    /// its `kRefed` away, Node 11 lib/internal/timers.js).
    pub refreshed_is_unref: bool,
    /// Poll sleeps as long as the loop's own time says, though callbacks may have taken some of
    /// it. Since Node 12.19 libuv measures how long it sleeps, and notices (`uv__io_poll` with
    /// `UV_METRICS_IDLE_TIME`, src/unix/linux-core.c).
    pub oversleeps: bool,
    /// Ticks and microtasks run after every timer and immediate, not after the whole list or
    /// batch (Node 11, lib/internal/timers.js).
    pub drain_between_callbacks: bool,
    /// `1.9` and `1` share a list (Node 11 truncates the key).
    pub truncated_timer_keys: bool,
    /// Where an interval's next period starts.
    pub interval_restart: IntervalRestart,
    /// `+timer` is a number that `clearTimeout` understands (Node 12).
    pub timer_primitive: bool,
    /// `timer.hasRef()` exists (Node 11).
    pub timer_has_ref: bool,
    /// `util.promisify` gives timers the forms of `timers/promises` (Node 14.18).
    pub timer_promises: bool,
    /// The symbol of these forms is in the registry (Node 12).
    pub registered_promisify: bool,
    /// A negative or NaN delay warns once (Node 23).
    pub odd_delay_warnings: bool,
    /// The loop asks whether it is alive after the timers, not after the close callbacks
    /// (libuv 1.45: an unref'd immediate of the last timer never runs).
    pub liveness_after_timers: bool,
    /// What libuv has put off runs after poll as well, not only before (`uv_run`, libuv 1.44).
    pub pending_after_poll: bool,
    /// What the loop's first poll phase does.
    pub first_poll: FirstPoll,
    /// After a handled throw in the main script, ticks and microtasks run before the loop
    /// (Node 12.22).
    pub drain_after_main_threw: bool,
    /// Leftovers of a handled throw are drained at the start of the check phase (12.22 to 26.0).
    pub drain_before_check: bool,
    /// A throw in the last immediate lets the retry take those queued meanwhile (Node 11).
    pub immediate_retry_takes_new: bool,
    /// What happens to a rejection nobody handles (Node 15 made it an uncaught exception).
    pub unhandled_rejection: UnhandledRejection,
    /// The rejections of one batch are all reported, whatever their handlers do (Node 20.20).
    pub rejection_snapshot: bool,
    /// After a rejection was reported as handled, ticks and microtasks run before the loop goes on;
    /// before, those that a listener queued waited for the next callback (Node 12).
    pub drain_after_handled_late: bool,
    /// Who is told of a rejection is in the async context in which the promise was rejected, not
    /// in that in which it was made (`AsyncContextFrame`, Node 24).
    pub context_is_of_rejection: bool,
    /// A handler for a promise that was rejected and not told of takes back that there is anything
    /// to tell: other rejections wait for the next ticks or the next rejection (`handledRejection`,
    /// Node 11 lib/internal/process/promises.js).
    pub handler_mutes_rejections: bool,
    /// ES modules can be run at all (Node 12.17).
    pub has_modules: bool,
    /// The main module runs in the poll phase of the first iteration: its file was read
    /// through the pool (until Node 20).
    pub module_runs_in_poll: bool,
    /// Which turns of the microtask queue `import()` takes.
    pub import_turns: ImportTurns,
    /// After how many turns of the microtask queue the loader reports that the main module has
    /// failed (`handleMainPromise`, Node `lib/internal/modules/run_main.js`).
    pub module_failure_turns: u32,
    /// A `.js` file with `import` or `export` is a module (Node 22.7).
    pub detects_modules: bool,
    /// `exit` listeners are told the 13 of an unsettled main module (Node 22).
    pub exit_knows_unsettled: bool,
    /// `import.meta.dirname` and `filename` (Node 20.11).
    pub has_import_meta_paths: bool,
    /// `queueMicrotask` exists (Node 11).
    pub has_queue_microtask: bool,
}

/// What `await v` does first (ECMAScript `Await`, steps 1 and 2, before and after 2019).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitRule {
    /// Makes a new promise and resolves it with `v`: three turns for a native promise.
    NewPromise,
    /// `PromiseResolve`: a native promise is waited for as it is, one turn.
    PromiseResolve,
}

/// How timers are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerStore {
    /// One libuv timer for each duration; the phase reads the clock again between them.
    HandlePerDuration,
    /// One libuv timer for all; lists in a heap by expiry; one frozen time for the phase.
    HeapOfLists,
}

/// Where the next period of an interval starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalRestart {
    /// Where the callback began: no drift.
    CallbackStart,
    /// Where the callback began if it was shorter than the period, else one millisecond after
    /// its end (Node 10).
    StartUnlessLate,
}

/// What the first poll phase does. Node 12 and 14 wake their loop once while they start
/// (`Environment::InitializeLibuv`, src/env.cc there). That 14 drains then too seems to come of
/// a task of V8's own: with `--min-semi-space-size=64` it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPoll {
    /// It waits, as every other.
    Waits,
    /// It returns at once.
    Returns,
    /// The same, and ticks and microtasks that an error has left behind run.
    Drains,
}

/// What becomes of a rejection without a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnhandledRejection {
    /// Two warnings; the program goes on.
    Warn,
    /// Raised as an uncaught exception.
    Throw,
}

impl Profile {
    /// The version's first number.
    pub fn major(&self) -> u32 {
        let digits = self.version.trim_start_matches('v').split('.').next();
        digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
    }

    /// The profile of a runtime.
    pub fn of(runtime: Runtime) -> Self {
        let newest = Self {
            runtime,
            version: version(runtime),
            await_rule: AwaitRule::PromiseResolve,
            timers: TimerStore::HeapOfLists,
            closes_sync_iterators: runtime >= Runtime::Node24,
            timers_look_again: runtime <= Runtime::Node20,
            refreshed_is_unref: runtime == Runtime::Node11,
            oversleeps: runtime <= Runtime::Node11,
            drain_between_callbacks: true,
            truncated_timer_keys: true,
            interval_restart: IntervalRestart::CallbackStart,
            timer_primitive: runtime >= Runtime::Node12,
            timer_has_ref: runtime >= Runtime::Node11,
            timer_promises: runtime >= Runtime::Node14,
            registered_promisify: runtime >= Runtime::Node12,
            odd_delay_warnings: runtime >= Runtime::Node24,
            liveness_after_timers: runtime >= Runtime::Node20,
            pending_after_poll: runtime >= Runtime::Node18,
            first_poll: FirstPoll::Waits,
            drain_after_main_threw: runtime >= Runtime::Node12,
            drain_before_check: (Runtime::Node12..=Runtime::Node24).contains(&runtime),
            immediate_retry_takes_new: true,
            unhandled_rejection: if runtime >= Runtime::Node16 {
                UnhandledRejection::Throw
            } else {
                UnhandledRejection::Warn
            },
            rejection_snapshot: runtime >= Runtime::Node20,
            drain_after_handled_late: runtime >= Runtime::Node12,
            context_is_of_rejection: runtime >= Runtime::Node24,
            handler_mutes_rejections: runtime == Runtime::Node11,
            has_modules: runtime >= Runtime::Node12,
            module_runs_in_poll: (Runtime::Node12..=Runtime::Node20).contains(&runtime),
            import_turns: ImportTurns::of(runtime),
            module_failure_turns: module_failure_turns(runtime),
            detects_modules: runtime >= Runtime::Node20,
            exit_knows_unsettled: runtime >= Runtime::Node22,
            has_import_meta_paths: runtime >= Runtime::Node20,
            has_queue_microtask: runtime >= Runtime::Node11,
        };
        match runtime {
            Runtime::Node10 => Self {
                await_rule: AwaitRule::NewPromise,
                timers: TimerStore::HandlePerDuration,
                drain_between_callbacks: false,
                truncated_timer_keys: false,
                interval_restart: IntervalRestart::StartUnlessLate,
                immediate_retry_takes_new: false,
                ..newest
            },
            Runtime::Node11 => Self { await_rule: AwaitRule::NewPromise, ..newest },
            Runtime::Node12 => Self { first_poll: FirstPoll::Returns, ..newest },
            Runtime::Node14 => Self { first_poll: FirstPoll::Drains, ..newest },
            Runtime::Node16
            | Runtime::Node18
            | Runtime::Node20
            | Runtime::Node22
            | Runtime::Node24
            | Runtime::Node26
            | Runtime::Browser => newest,
        }
    }
}

fn module_failure_turns(runtime: Runtime) -> u32 {
    match runtime {
        Runtime::Node10 | Runtime::Node11 | Runtime::Node12 => 2,
        Runtime::Node16 => 8,
        Runtime::Node14 | Runtime::Node18 | Runtime::Node20 => 3,
        Runtime::Node22 | Runtime::Node24 | Runtime::Node26 | Runtime::Browser => 4,
    }
}

/// The release whose behaviour was recorded.
fn version(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Node10 => "v10.24.1",
        Runtime::Node11 => "v11.15.0",
        Runtime::Node12 => "v12.22.12",
        Runtime::Node14 => "v14.21.3",
        Runtime::Node16 => "v16.20.2",
        Runtime::Node18 => "v18.20.8",
        Runtime::Node20 => "v20.20.2",
        Runtime::Node22 => "v22.23.3",
        Runtime::Node24 => "v24.21.0",
        // A page has no such version; its engine is as new as this.
        Runtime::Node26 | Runtime::Browser => "v26.10.0",
    }
}
