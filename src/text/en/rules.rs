//! The rules, in a few sentences each.

use crate::{scene::Rule, trace::Question};

/// What holds in general, whatever the step.
#[expect(clippy::too_many_lines, reason = "one text a rule")]
pub(in crate::text) fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::RunToCompletion => {
            "JavaScript runs one callback at a time and never interrupts it: statement follows statement until the stack is empty. Timers, I/O and promises can only queue something meanwhile."
        }
        Rule::CallPushed => {
            "A call puts its function on top of the call stack. The caller waits below until the call is over. Nothing of this is asynchronous."
        }
        Rule::AsyncCallRunsNow => {
            "Calling an async function runs its body at once, like any other call. Only an `await` takes it off the stack; without one it runs to its end."
        }
        Rule::GeneratorResumed => {
            "A generator runs when `next` is called: it goes on top of the stack and continues where it left off. That is an ordinary, synchronous call."
        }
        Rule::CallReturned => {
            "A function that is done leaves the stack, and its caller goes on with the result. When the stack is empty, the callback is over."
        }
        Rule::CallThrew => {
            "An error leaves call after call until a `catch` takes it. If none does, it leaves the whole callback."
        }
        Rule::AsyncReturned => {
            "What an async function returns resolves the promise its caller has. A plain value fulfils it now; a promise or thenable is followed first, which takes two microtasks more for a promise."
        }
        Rule::AsyncThrew => {
            "An error inside an async function never reaches its caller as an exception: it rejects the promise. Only `await` or a handler on the promise will see it."
        }
        Rule::GeneratorYielded => {
            "`yield` hands a value to whoever called `next` and leaves the stack. The generator keeps its place and its variables."
        }
        Rule::AwaitSuspends => {
            "`await` always leaves the stack, even for a value that is there already. What follows becomes a microtask once the promise is settled. For a native promise that is one microtask."
        }
        Rule::AwaitSuspendsWrapped => {
            "`await` always leaves the stack, even for a value that is there already. In Node 10 and 11 it wraps a promise in another one, so the code after it comes two microtasks later than in Node 12 and newer."
        }
        Rule::AwaitResumes => {
            "The code after `await` runs as a microtask: the function is put back on an empty stack and goes on where it was. Its first caller has long gone."
        }
        Rule::AwaitThrows => {
            "If the awaited promise is rejected, `await` throws the reason, and `try`/`catch` around it works as usual."
        }
        Rule::ThrowUnwinds => {
            "`throw` leaves call after call until a `catch` takes the value; `finally` blocks run on the way. In an async function that nobody catches in, it rejects the promise."
        }
        Rule::PromiseCreated => {
            "A promise stands for a result that may come later. It is pending until somebody settles it. The function given to `new Promise` runs at once, not later."
        }
        Rule::ThenReturnsPromise => {
            "`then`, `catch` and `finally` return a new promise. It takes on what the handler returns, or is rejected with what the handler throws: that is what makes chains."
        }
        Rule::AsyncReturnsPromise => {
            "An async function always returns a promise. The caller gets it at the function's first `await`, or at its end if there is none."
        }
        Rule::PromiseSettled => {
            "A promise settles once: it is fulfilled or rejected, and stays so. Settling calls no handler; it queues one microtask for each reaction that waits."
        }
        Rule::ReactionStored => {
            "A handler on a pending promise stands in no queue. It is kept with the promise and becomes a microtask when the promise settles."
        }
        Rule::ReactionReady => {
            "A handler on a promise that is settled already is queued as a microtask at once. It is never called right away, so that a handler always runs after the code that added it."
        }
        Rule::TickQueued => {
            "`process.nextTick` puts a callback at the back of the tick queue. In spite of its name it runs before anything else, as soon as the stack is empty."
        }
        Rule::ReactionQueued => {
            "The reactions of a settled promise go to the back of the microtask queue, in the order in which they were added to the promise."
        }
        Rule::AwaitQueued => {
            "The awaited promise is settled, so the rest of the async function becomes a microtask, in line like any promise reaction."
        }
        Rule::ThenableQueued => {
            "Resolving a promise with another promise, or with anything that has a `then`, takes a microtask of its own that calls this `then`. For a promise, another microtask then hands the result on: two microtasks later than a plain value."
        }
        Rule::PassThroughQueued => {
            "Where a promise has no handler for the way it was settled (`then` at a rejection, `catch` at a value), the result is handed on to the next promise. That takes a microtask all the same."
        }
        Rule::MicrotaskQueued => {
            "`queueMicrotask` puts a callback at the back of the microtask queue, the one that promise reactions use."
        }
        Rule::EngineJobQueued => {
            "The engine has work of its own that must wait for an empty stack, for modules and async iteration. It uses the microtask queue too."
        }
        Rule::TimerArmed => {
            "Timers of the same duration share a list, oldest first; the lists stand in order of when their first timer is due. The duration is a lower limit, counted from now, and 0 counts as 1."
        }
        Rule::TimerArmedOwnHandle => {
            "Up to Node 10, timers of the same duration share a list, and each list has a timer of libuv. The duration is a lower limit, counted from now, and 0 counts as 1."
        }
        Rule::IntervalRearmed => {
            "After its callback an interval is put into its list again. If it was late, the runs it missed are not made up."
        }
        Rule::TimerRefreshed => {
            "Starting a timer anew moves it to the back of its list and counts its duration from now."
        }
        Rule::ImmediateQueued => {
            "`setImmediate` queues a callback for the check phase, which comes right after poll. One that is queued during the check phase waits for the next iteration."
        }
        Rule::RequestSubmitted => {
            "The work is done outside JavaScript: by a thread of libuv's pool for files, DNS lookups and cryptography, by the operating system for sockets. JavaScript goes on meanwhile."
        }
        Rule::CloseQueued => {
            "The callback of a handle that is being closed waits for the close phase, the last one before the timers."
        }
        Rule::CalledDirectly => "Node calls this by itself at its time; it waits in no queue.",
        Rule::Cancelled => {
            "`clearTimeout`, `clearInterval` and `clearImmediate` take a callback out of its queue. Ticks and microtasks cannot be taken back."
        }
        Rule::Unreferenced => {
            "After `unref()` a timer still runs when its time comes, but the loop does not stay alive for it alone."
        }
        Rule::Referenced => {
            "The loop goes round as long as something keeps it alive: a referenced timer or immediate, a request under way, an open handle."
        }
        Rule::RequestOnThread => {
            "libuv's pool has 4 threads unless `UV_THREADPOOL_SIZE` says otherwise. More requests than threads wait their turn, first in, first out."
        }
        Rule::RequestAtKernel => {
            "No thread of the pool is needed: the operating system tells the poll phase when a socket is ready, and a worker has a thread of its own."
        }
        Rule::RequestCompleted => {
            "The work is done, but its callback cannot run now: JavaScript has one stack. The callback waits until the loop comes to its poll phase."
        }
        Rule::MainRuns => {
            "Node reads the file and runs it from top to bottom, before the loop's first iteration. In the terms of HTML this is the first task, which many texts call a macrotask."
        }
        Rule::TickRuns => {
            "The tick queue is first in, first out, and is emptied completely: ticks queued by ticks run too, before any microtask. A tick that always queues another starves the loop."
        }
        Rule::MicrotaskRuns => {
            "The microtask queue is first in, first out, and is emptied completely: microtasks queued by microtasks run too. A microtask that always queues another starves the loop."
        }
        Rule::TimerRuns => {
            "A timer runs in the timers phase of the loop, at the first look at the clock that finds it due. If code was running before, that can be much later than asked for."
        }
        Rule::TimerListRuns => {
            "Timers of the same duration stand in one list, and a list is worked off as long as its timers are due. So a timer can run before one of another duration that is due earlier."
        }
        Rule::ImmediateRuns => {
            "The check phase runs the immediates that were queued before it began, first in, first out."
        }
        Rule::RequestDelivered => {
            "The poll phase runs the callbacks of what is done, one after the other. Each is a task of its own."
        }
        Rule::CloseRuns => {
            "The close phase runs the close callbacks, the handle closed last first."
        }
        Rule::ProcessEventEmitted => {
            "Node tells the listeners on `process` by calling them directly. `beforeExit` comes when the loop has nothing left and may give it more to do; what an `exit` listener leaves to the loop never runs."
        }
        Rule::MainEnded => {
            "When the main script is over and the stack is empty, Node empties the inner queues before the loop begins: all ticks first, then all microtasks."
        }
        Rule::TickEnded => {
            "After a tick comes the next tick. Microtasks wait until the tick queue is empty, even those that this tick has queued."
        }
        Rule::MicrotaskEnded => {
            "After a microtask comes the next microtask. Ticks wait until the microtask queue is empty."
        }
        Rule::CallbackEnded => {
            "After every single callback of the loop, once the stack is empty, Node empties the tick queue and then the microtask queue. Since Node 11 that holds between two timers and between two immediates as well."
        }
        Rule::BatchGoesOn => {
            "Up to Node 10 the timers of one list, and the immediates of one check phase, run as one batch. Ticks and microtasks wait for the end of the batch. Since Node 11 they run after every callback."
        }
        Rule::ProcessEventEnded => "The listeners have been called; Node goes on where it was.",
        Rule::CallbackThrew => {
            "A callback that an error leaves is not followed by a drain. Ticks and microtasks it has queued run at the next one."
        }
        Rule::IterationWhileAlive => {
            "The loop goes round while something keeps it alive: a referenced timer or immediate, a request under way, an open or closing handle."
        }
        Rule::TimersBeforeLoop => {
            "Since libuv 1.45 (Node 20.3) the timers are looked at once before the first iteration, and after that at the end of each."
        }
        Rule::TimersFirst => "Before libuv 1.45 (Node 20.3) each iteration begins with the timers.",
        Rule::TimersLast => {
            "Since libuv 1.45 (Node 20.3) each iteration ends with the timers. Around the circle the order is as ever: timers, pending, poll, check, close."
        }
        Rule::PendingPhase => {
            "Here libuv calls back what the last iteration put off, such as some errors of sockets. Learners hardly ever see anything in it."
        }
        Rule::PollPhase => {
            "In the poll phase the loop takes in what is done: files, sockets, anything outside. With nothing else to run it sleeps here until something arrives or the next timer is due."
        }
        Rule::CheckPhase => {
            "The check phase runs what `setImmediate` has queued. It comes right after poll, so from an I/O callback an immediate always precedes a timer."
        }
        Rule::ClosePhase => {
            "The close phase runs the `close` callbacks of handles that were closed in this iteration."
        }
        Rule::TicksFirst => {
            "With the stack empty, the tick queue comes first and is emptied completely, before any microtask. Ticks are Node's own; browsers have none."
        }
        Rule::TicksAgain => {
            "When microtasks have queued ticks, Node goes round once more: ticks, then microtasks, until both queues are empty. Only then can the loop go on."
        }
        Rule::MicrotasksAfterTicks => {
            "Once the tick queue is empty, the microtask queue is emptied completely: reactions of promises, what follows an `await`, `queueMicrotask`."
        }
        Rule::MicrotasksBeforeTicks => {
            "The engine is in the middle of its microtasks here, as it is while an ES module is evaluated. So the microtasks are finished first, and the ticks come after."
        }
        Rule::DrainEnded => {
            "Between two callbacks of the loop both inner queues are always emptied. Now that they are, the loop takes its next callback or phase."
        }
        Rule::DrainCutOff => {
            "An error that nobody caught ended the drain. What is left in the two queues is not lost: it runs at the next drain."
        }
        Rule::ClockSpent => {
            "The loop reads the clock at fixed places only. While code runs, time goes on but nobody looks: a timer that comes due meanwhile has to wait."
        }
        Rule::ClockWaited => {
            "The poll phase sleeps at most until the next timer is due, and not at all if immediates are waiting or a handle is closing."
        }
        Rule::OpenChoice(Question::LoopEntry) => {
            "A timer of 1 ms (0 counts as 1) set in the main script is due at the loop's first look at the clock, or not yet: that depends on how fast the process started. Inside an I/O callback the order is certain: immediate first."
        }
        Rule::OpenChoice(Question::MainOrDrain) => {
            "A timer counts from the whole millisecond in which it was started. The main script and the callbacks that run right after it may fall into one millisecond or into two."
        }
        Rule::OpenChoice(Question::TimersDueTogether) => {
            "Timers of one duration never change their order. Those of different durations may: clocks are cut to whole milliseconds, so a difference of one is chance."
        }
        Rule::OpenChoice(Question::RequestsDone) => {
            "Requests begin in order, but how long each takes is up to the disk, the network and the scheduler. Never rely on the order in which they end."
        }
        Rule::OpenChoice(Question::TimerOrRequest) => {
            "When a timer comes due while the loop sleeps in poll, and an operation ends just then, either may wake it. If both are seen together, the operation is delivered first."
        }
        Rule::WriteIsImmediate => {
            "`console.log` waits in no queue: it writes at once, in the middle of the callback that calls it. So the order of the lines is the order in which the calls ran."
        }
        Rule::UncaughtHandled => {
            "A listener of `uncaughtException` keeps the process alive. The failed callback is not taken up again: what came after the error in it never runs."
        }
        Rule::UncaughtEnds => {
            "An error that leaves every call of a callback ends the process, with exit code 1. Ticks, microtasks and timers that still wait never run."
        }
        Rule::RejectionReported => {
            "When ticks and microtasks are done, Node looks for rejected promises without a handler and tells the listener of `unhandledRejection`. A handler added in the same drain is in time; one added in a later callback is not."
        }
        Rule::RejectionThrows => {
            "When ticks and microtasks are done, Node looks for rejected promises without a handler. Since Node 15 it treats such a rejection as an uncaught error, which ends the process with exit code 1 unless an `uncaughtException` listener takes it."
        }
        Rule::RejectionWarns => {
            "When ticks and microtasks are done, Node looks for rejected promises without a handler. Up to Node 14 it only prints a warning; since Node 15 the process would end."
        }
        Rule::RejectionHandledLate => {
            "The handler came after the rejection was reported, in a later callback. Node can only say so, with the event `rejectionHandled`."
        }
        Rule::ExitsWhenNothingLeft => {
            "When nothing keeps the loop alive, Node emits `beforeExit`, looks once more, emits `exit` and ends. Unreferenced timers that still wait never run."
        }
        Rule::ExitsWithCode => {
            "The exit code tells whoever started the process that something went wrong: 1 for an uncaught error, or what `process.exit` or `process.exitCode` said."
        }
        Rule::Page(rule) => super::page::rule(rule),
        Rule::Stopped => {
            "loopscope keeps a budget of steps, time and memory, so that an endless program cannot hang it. All that was recorded until here is true."
        }
    }
}
