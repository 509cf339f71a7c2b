//! What happens in a page, and the rules it happens by.

use super::{capital, count, entry_name, kind, line, named, phase, progress::a, promise};
use crate::{
    scene::PageRule,
    text::{
        ms,
        told::{self, Told},
    },
    trace::{ClockCause, EntryId, EntryKind, Fact, PageEntry, Phase, Queue, TaskSource, Worker},
};

/// The step in a page's words; none where Node's are as true.
pub(super) fn sentence(told: &Told, fact: Fact) -> Option<String> {
    Some(match fact {
        Fact::EntryQueued { entry } => return queued(told, entry),
        Fact::TaskQueued { entry, .. } => ready(told, entry),
        Fact::TimerArmed { entry, due } => {
            let card = told.card(entry);
            let how = match told.page_rule() {
                Some(PageRule::IntervalOnGrid) => "is set again",
                Some(_) | None => "is set",
            };
            format!(
                "{} {how} for {} ms: at {} ms it becomes a task.",
                capital(&named(told, entry)),
                card.duration_ms,
                ms(due)
            )
        }
        Fact::RequestTaken { entry, worker: Worker::Kernel } => {
            format!("The network works on {}.", named(told, entry))
        }
        Fact::RequestCompleted { entry } => {
            format!("The answer for {} has arrived.", named(told, entry))
        }
        Fact::EntryStarted { entry } => return started(told, entry),
        Fact::EntryEnded { entry, threw } => ended(told, entry, threw),
        Fact::IterationBegan { iteration } => {
            format!("Iteration {iteration} of the loop begins: it takes one task.")
        }
        Fact::PhaseEntered { phase: from @ Phase::Source(_) } => {
            format!("The loop takes a task from: {}.", phase(from))
        }
        Fact::DrainBegan { .. } => {
            let n = told.scene.len(Queue::Microtasks);
            format!(
                "Microtask checkpoint: the stack is empty, and {} in the microtask queue.",
                if n == 1 { "1 job waits".to_owned() } else { format!("{n} jobs wait") }
            )
        }
        Fact::DrainEnded => "The microtask queue is empty: the checkpoint is over.".to_owned(),
        Fact::ClockMoved { cause: ClockCause::Spent, .. } => {
            let runs = told.scene.depth() > 0 || told.scene.running().is_some();
            let what = if runs { "while code runs" } else { "in the browser itself" };
            format!("{} ms pass {what}: it is {} ms now.", ms(told.passed()), ms(told.scene.time()))
        }
        Fact::ClockMoved { cause: ClockCause::Waited, .. } => format!(
            "There is no task to run: the loop waits {} ms. It is {} ms now.",
            ms(told.passed()),
            ms(told.scene.time())
        ),
        Fact::ErrorUncaught { value, handled } => {
            let error = told.value(value);
            let error = if error.is_empty() { "An error" } else { &error };
            let then = if handled {
                "an `error` listener has prevented the report"
            } else {
                "it goes to the console, and the page goes on"
            };
            format!("{error} has left every call: {then}.")
        }
        Fact::RejectionUnhandled { promise: id, handled } => {
            let then = if handled {
                "an `unhandledrejection` listener has prevented the report"
            } else {
                "it goes to the console, and the page goes on"
            };
            format!("{} is rejected and still has no handler: {then}.", capital(&promise(id)))
        }
        Fact::Exited { .. } => {
            "Nothing is left that could happen: here the recording ends; a page stays open."
                .to_owned()
        }
        Fact::StatementReached { .. }
        | Fact::CallEntered { .. }
        | Fact::CallResumed { .. }
        | Fact::CallExited { .. }
        | Fact::AwaitSuspended { .. }
        | Fact::AwaitResumed { .. }
        | Fact::Thrown { .. }
        | Fact::PromiseCreated { .. }
        | Fact::PromiseSettled { .. }
        | Fact::ReactionAdded { .. }
        | Fact::EntryCancelled { .. }
        | Fact::EntryReferenced { .. }
        | Fact::RequestTaken { .. }
        | Fact::PhaseEntered { .. }
        | Fact::DecisionMade { .. }
        | Fact::ConsoleWrote { .. }
        | Fact::RejectionHandled { .. }
        | Fact::Stopped { .. } => return None,
    })
}

fn queued(told: &Told, entry: EntryId) -> Option<String> {
    let name = named(told, entry);
    match told.page_rule() {
        Some(PageRule::FetchBegan) => Some(format!("A request goes out: {name}.")),
        Some(PageRule::FrameCallbackQueued) => {
            Some(format!("{} is to run in the next frame.", capital(&name)))
        }
        Some(PageRule::IdleCallbackQueued) => {
            Some(format!("{} is to run when there is nothing else to do.", capital(&name)))
        }
        Some(_) | None => None,
    }
}

fn ready(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = capital(&entry_name(&told::name(told.film, &card)));
    let others = told.scene.len(Queue::Tasks).saturating_sub(1);
    let place = match told.page_rule() {
        _ if others == 0 => String::new(),
        Some(PageRule::UrgentTaskQueued) => ", before tasks of lower priority".to_owned(),
        Some(_) | None => format!(", where {} already", waits(others)),
    };
    match told.page_rule() {
        Some(PageRule::TimerBecomesTask) => format!("{name} is due and joins the tasks{place}."),
        Some(PageRule::TimerQueuedNow) => {
            format!("{name} has no delay: it joins the tasks at once{place}.")
        }
        Some(PageRule::ResponseArrived) => format!("{name} joins the tasks{place}."),
        Some(_) | None => format!("{name} ({}) joins the tasks{place}.", kind(card.kind)),
    }
}

fn waits(n: usize) -> String {
    if n == 1 { "1 waits".to_owned() } else { format!("{n} wait") }
}

fn started(told: &Told, entry: EntryId) -> Option<String> {
    let card = told.card(entry);
    let name = entry_name(&told::name(told.film, &card));
    let what = match card.kind {
        EntryKind::Main => "The script runs: it is a task, on an empty stack.".to_owned(),
        EntryKind::Timeout | EntryKind::Interval => format!("The timer's task runs: {name}."),
        EntryKind::Request => format!("The answer for {name} is delivered."),
        EntryKind::Page(PageEntry::Input) => format!("The user acts: {name} is dispatched."),
        EntryKind::Page(PageEntry::Message) => format!("The message for {name} is delivered."),
        EntryKind::Page(PageEntry::PostedTask) => format!("The posted task runs: {name}."),
        EntryKind::Page(PageEntry::Event) => format!("The page fires {name}."),
        EntryKind::Page(PageEntry::Frame) => match told.scene.len(Queue::Rendering) {
            0 => "A frame: no callbacks ask for it; style, layout and paint follow.".to_owned(),
            n => format!(
                "A frame: first {}, then style, layout and paint.",
                count(n, "animation frame callback", "animation frame callbacks")
            ),
        },
        EntryKind::Page(PageEntry::FrameCallback) => {
            format!("The {} runs.", a("animation frame callback", &told::name(told.film, &card)))
        }
        EntryKind::Page(PageEntry::IdleCallback) => {
            format!("The {} runs.", a("idle callback", &told::name(told.film, &card)))
        }
        EntryKind::Page(PageEntry::Listener) => {
            let place = card.place.map(|place| told::line(told.film, place));
            let at = place.map_or_else(String::new, |at| format!(" on {}", line(at)));
            format!("The listener of `{}`{at} is called.", card.label)
        }
        EntryKind::Tick
        | EntryKind::Reaction
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::Microtask
        | EntryKind::EngineJob
        | EntryKind::Immediate
        | EntryKind::Close
        | EntryKind::ProcessEvent => return None,
    };
    Some(what)
}

fn ended(told: &Told, entry: EntryId, threw: bool) -> String {
    let card = told.card(entry);
    let name = if card.kind == EntryKind::Page(PageEntry::Listener) {
        format!("The listener of `{}`", card.label)
    } else if card.kind == EntryKind::Page(PageEntry::Frame) {
        "The frame".to_owned()
    } else {
        capital(&named(told, entry))
    };
    let is = if threw { "has thrown" } else { "is over" };
    let microtasks = told.scene.len(Queue::Microtasks);
    let jobs = count(microtasks, "microtask", "microtasks");
    match told.page_rule() {
        Some(PageRule::ListenerEndedInScript) if microtasks > 0 => {
            format!("{name} {is}: script is still on the stack, so {jobs} must wait.")
        }
        Some(PageRule::ListenerEndedAlone | PageRule::TaskEnded) if microtasks > 0 => {
            format!("{name} {is}: the stack is empty. Next: {jobs}.")
        }
        Some(PageRule::MicrotaskEnded) if microtasks > 0 => {
            format!("{name} {is}. Next: {jobs}.")
        }
        Some(_) | None => format!("{name} {is}."),
    }
}

/// A task source by its name in HTML.
pub(super) fn source(source: TaskSource) -> &'static str {
    match source {
        TaskSource::Timer => "timer",
        TaskSource::UserInteraction => "user interaction",
        TaskSource::Networking => "networking",
        TaskSource::PostedMessage => "posted message",
        TaskSource::PostedTask => "posted task",
        TaskSource::DomManipulation => "DOM manipulation",
        TaskSource::Rendering => "rendering",
        TaskSource::Idle => "idle",
    }
}

pub(super) fn entry_kind(entry: PageEntry) -> &'static str {
    match entry {
        PageEntry::Input => "user input",
        PageEntry::Message => "message",
        PageEntry::PostedTask => "posted task",
        PageEntry::Event => "event",
        PageEntry::Frame => "frame",
        PageEntry::FrameCallback => "requestAnimationFrame",
        PageEntry::IdleCallback => "requestIdleCallback",
        PageEntry::Listener => "listener",
    }
}

/// What holds in general, whatever the step.
#[expect(clippy::too_many_lines, reason = "one text a rule")]
pub(super) fn rule(rule: PageRule) -> &'static str {
    match rule {
        PageRule::ScriptRuns => {
            "To the event loop a script is a task like any other. When it is over, the microtasks it has queued run before any other task."
        }
        PageRule::TaskPerTurn => {
            "A browser's loop has no phases. It takes one task, runs it, empties the microtask queue, updates the rendering if it is time for a frame, and begins again."
        }
        PageRule::TaskChosen => {
            "HTML lets the browser choose which source it serves, but never reorders the tasks of one source. Chrome takes the highest priority: input, then an overdue frame, then user-blocking tasks, then all the usual ones in the order in which they were queued."
        }
        PageRule::TaskQueued => {
            "A task joins the others. Timers, messages, network answers and events have the same priority in Chrome: first in, first out."
        }
        PageRule::UrgentTaskQueued => {
            "This task has a higher priority than the usual ones, so it goes before all that wait, however long they have waited."
        }
        PageRule::TimerQueuedNow => {
            "A delay of 0 is 0 here, not 1 as in Node: the callback becomes a task at once, behind the tasks that wait already."
        }
        PageRule::TimerArmed => {
            "The browser counts the time of each timer by itself. When it is up, the callback becomes a task; then it waits its turn. From the sixth level of nesting on, a delay is at least 4 ms."
        }
        PageRule::TimerBecomesTask => {
            "Timers that are due become tasks between two tasks, in the order of their times. So whatever was queued during a long task goes before the timers that ran out in it."
        }
        PageRule::IntervalOnGrid => {
            "The next time of an interval lies on the grid of the first, whenever the callback really ran: no drift, and missed times are left out."
        }
        PageRule::TimerRuns => {
            "The callback of a timer is a task of its own. Between two timers the microtask queue is emptied, and other tasks may come."
        }
        PageRule::InputRuns => {
            "What the user does has the highest priority. But even a click waits until the running task, and its microtasks, are over."
        }
        PageRule::MessageRuns => {
            "Each message is delivered by a task of its own, in the order of posting. A port hands over its second message only after the first was handled."
        }
        PageRule::PostedTaskRuns => {
            "`scheduler.postTask` has three priorities: user-blocking goes before the usual tasks, user-visible among them, background after them. What follows `scheduler.yield()` goes before new tasks of its priority."
        }
        PageRule::PageEventRuns => {
            "Some events the page fires by itself, in a task: first its listeners run, then whatever was queued later."
        }
        PageRule::FetchBegan => {
            "The network works beside JavaScript. Nothing of the answer is seen before the running task is over."
        }
        PageRule::ResponseArrived => {
            "An answer that has arrived becomes a task, in the order of arrival: a slow request that was sent first comes later."
        }
        PageRule::ResponseRuns => {
            "The task of an answer settles the promise of `fetch`, or fires the events of an `XMLHttpRequest`. Reading the body takes a further task."
        }
        PageRule::FrameCallbackQueued => {
            "`requestAnimationFrame` waits for the next frame, some 16.7 ms apart at 60 Hz. A callback asked for inside a frame belongs to the frame after it."
        }
        PageRule::FrameRuns => {
            "A frame brings the screen up to date: animation frame callbacks, then style, layout and paint. It is a task of the usual priority; after 100 ms without a frame, or when the user has just done something, it overtakes all but input."
        }
        PageRule::FrameCallbackRuns => {
            "All callbacks of one frame are given the same time, the frame's beginning. After each the microtask queue is emptied; layout and paint come after the last."
        }
        PageRule::IdleCallbackQueued => {
            "`requestIdleCallback` waits until no task does. A chain of tasks can keep it waiting for ever, unless it was given a timeout."
        }
        PageRule::IdleRuns => {
            "There is no task, and the next frame and timer are far enough away: a short idle period, of 50 ms at most."
        }
        PageRule::ListenerCalled => {
            "A dispatch calls the listeners one after another: on the way down the capturing ones, at the target, on the way up the others. It is an ordinary call: no queue, no waiting."
        }
        PageRule::ListenerEndedAlone => {
            "The listener was called by the browser, so the stack is empty after it: the microtasks run now, before the next listener of the same event."
        }
        PageRule::ListenerEndedInScript => {
            "The event was dispatched by script (`click()`, `dispatchEvent`), which is still on the stack. So the next listener comes at once, and microtasks wait until all script is over."
        }
        PageRule::TaskEnded => {
            "When a callback leaves the stack empty, the microtask queue is emptied, before any other task and before the frame."
        }
        PageRule::StepsEnded => {
            "The task is over; its callbacks have had their checkpoints. The loop goes on with the next task."
        }
        PageRule::MicrotaskEnded => {
            "One microtask is over; the checkpoint goes on with the next, those queued meanwhile included."
        }
        PageRule::Checkpoint => {
            "A microtask checkpoint empties the whole queue: promise reactions, what follows an `await`, `queueMicrotask`, mutation observers, first in, first out. Until it is empty no task runs and nothing is painted."
        }
        PageRule::CheckpointEnded => {
            "The microtask queue is empty. Promises that are rejected and unhandled by now get a task that reports them. The loop goes on."
        }
        PageRule::Cancelled => {
            "What was taken back before its turn never runs: `clearTimeout` and `clearInterval` share their numbers, as `cancelAnimationFrame` has its own."
        }
        PageRule::ClockSpent => {
            "While a task runs, time goes on and nothing else can run: no timer, no click, no frame. They wait for its end."
        }
        PageRule::ClockWaited => {
            "With no task to run, the loop sleeps until a timer is due, a frame is wanted, an answer arrives or the user does something."
        }
        PageRule::ErrorReported => {
            "An error that nobody catches ends the callback, not the page. The window's `error` event is fired at once, before the microtasks; then the browser goes on with the next task."
        }
        PageRule::RejectionReported => {
            "After a checkpoint the browser looks for rejected promises without a handler and queues a task that fires `unhandledrejection`. A handler added by a task before that one is still in time."
        }
        PageRule::RejectionHandledLate => {
            "The handler came after the report. The browser can only say so, with the event `rejectionhandled`."
        }
        PageRule::NothingLeft => {
            "A page does not end when it has nothing to do; its loop waits for the next event. Here no timer, request or user action is left, so the recording ends."
        }
    }
}
