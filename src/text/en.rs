//! English.

mod page;
mod progress;
mod rules;
mod sentences;

use super::{
    ms,
    told::{self, Function, Line, Name, Told, name},
};
use crate::{
    scene::{Call, Card, Film, Level, Reason, Scene, Waiters},
    trace::{
        DecisionId, EntryId, EntryKind, Omitted, Phase, PromiseId, Question, Queue, SiteKind, Stop,
    },
};

pub(super) use rules::rule;
pub(super) use sentences::sentence;

pub(super) fn promise(promise: PromiseId) -> String {
    format!("promise {}", promise.0)
}

pub(super) fn entry(film: &Film, entry: EntryId) -> String {
    entry_name(&name(film, &film.card(entry)))
}

fn entry_name(name: &Name) -> String {
    match name {
        Name::Named(name, Some(at)) => format!("`{name}` ({})", line(*at)),
        Name::Named(name, None) => format!("`{name}`"),
        Name::Anonymous(at) => format!("the callback on {}", line(*at)),
        Name::Unknown => "a callback".to_owned(),
        Name::Main => "the main script".to_owned(),
        Name::AfterAwait(function, Some(at)) => {
            format!("the rest of {} after the `await` on {}", function_name(function), line(*at))
        }
        Name::AfterAwait(function, None) => {
            format!("the rest of {} after its `await`", function_name(function))
        }
        Name::ThenableJob(Some(id)) => {
            format!("the job that calls the `then` of {}", promise(*id))
        }
        Name::ThenableJob(None) => "the job that calls a thenable's `then`".to_owned(),
        Name::PassThrough(Some(id)) => {
            format!("the job that hands on the result of {}", promise(*id))
        }
        Name::PassThrough(None) => "a job that hands on a result".to_owned(),
        Name::EngineJob => "a job of the engine's own".to_owned(),
        Name::Request(label) => format!("`{label}`"),
        Name::Event(label) => format!("the event `{label}`"),
    }
}

pub(super) fn label(film: &Film, card: &Card) -> String {
    match name(film, card) {
        Name::Named(name, _) | Name::Request(name) | Name::Event(name) => name.to_owned(),
        Name::Anonymous(_) | Name::Unknown => "(anonymous)".to_owned(),
        Name::Main => "main".to_owned(),
        Name::AfterAwait(Function::Named(name), _) => format!("{name} after await"),
        Name::AfterAwait(..) => "after await".to_owned(),
        Name::ThenableJob(_) => "call thenable.then".to_owned(),
        Name::PassThrough(_) => "pass through".to_owned(),
        Name::EngineJob => "engine job".to_owned(),
    }
}

pub(super) fn call(call: &Call) -> String {
    match (call.kind, call.name) {
        (SiteKind::Program, _) => "main".to_owned(),
        (_, "") => "(anonymous)".to_owned(),
        (_, name) => name.to_owned(),
    }
}

fn function_name(function: &Function) -> String {
    match function {
        Function::Named(name) => format!("`{name}`"),
        Function::Anonymous(at) => format!("the function on {}", line(*at)),
        Function::Program(file) => format!("the top level of {file}"),
    }
}

fn line(at: Line) -> String {
    match at.file {
        Some(file) => format!("line {} of {file}", at.line),
        None => format!("line {}", at.line),
    }
}

/// A count and its noun.
fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// With a capital: the beginning of a sentence.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

pub(super) fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Timers => "timers",
        Phase::Pending => "pending callbacks",
        Phase::Poll => "poll",
        Phase::Check => "check",
        Phase::Close => "close callbacks",
        Phase::Source(source) => page::source(source),
    }
}

pub(super) fn queue(queue: Queue) -> &'static str {
    match queue {
        Queue::Ticks => "tick queue",
        Queue::Microtasks => "microtask queue",
        Queue::Timers => "timers",
        Queue::Poll => "poll queue",
        Queue::Check => "check queue",
        Queue::Close => "close queue",
        Queue::Tasks => "tasks",
        Queue::Rendering => "next frame",
        Queue::Idle => "idle callbacks",
    }
}

pub(super) fn kind(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Main => "main script",
        EntryKind::Tick => "nextTick",
        EntryKind::Reaction => "promise reaction",
        EntryKind::AwaitContinuation => "await",
        EntryKind::ThenableJob => "thenable job",
        EntryKind::PassThrough => "pass-through",
        EntryKind::Microtask => "queueMicrotask",
        EntryKind::EngineJob => "engine job",
        EntryKind::Timeout => "setTimeout",
        EntryKind::Interval => "setInterval",
        EntryKind::Immediate => "setImmediate",
        EntryKind::Request => "I/O",
        EntryKind::Close => "close",
        EntryKind::ProcessEvent => "process event",
        EntryKind::Page(entry) => page::entry_kind(entry),
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Event => "step",
        Level::Statement => "statement",
        Level::Callback => "callback",
        Level::Phase => "phase",
        Level::Iteration => "iteration",
        Level::Output => "output line",
    }
}

pub(super) fn omission(what: Omitted, line: Option<u32>) -> String {
    let here = line.map_or_else(|| "something here".to_owned(), |line| format!("line {line}"));
    match what {
        Omitted::CodeFromText => {
            format!("{here} makes code from text: it runs, but its steps are not shown")
        }
        Omitted::Worker => {
            format!("{here} starts a worker: only what it posts and prints is shown")
        }
        Omitted::LostProperties => format!(
            "{here} needs what the engine cannot do: code that runs from here on may still see \
             properties that prototypes have lost"
        ),
        Omitted::HooksOfIteration => format!(
            "{here} iterates over promises, of which hooks of `async_hooks` hear too little"
        ),
        Omitted::Settlements => {
            "so many promises are pending here that some may be shown to settle late".into()
        }
        Omitted::Variables => {
            "objects are no longer looked into: only plain values of variables are shown".into()
        }
    }
}

pub(super) fn stop(stop: &Stop) -> String {
    match stop {
        Stop::Steps(steps) => {
            format!("stopped after {steps} recorded steps; --max-steps allows more")
        }
        Stop::WallTime(wall) => {
            let seconds = wall.as_secs_f64();
            format!("stopped after {seconds} s of real time; --max-time allows more")
        }
        Stop::Memory(bytes) => format!(
            "stopped since the program wants more than {} MiB of memory; --max-memory allows more",
            bytes >> 20
        ),
        Stop::Stack => "stopped since the program nests deeper than the engine can follow".into(),
        Stop::Panic(message) => {
            let failed = "stopped since the engine failed, which is no fault of the program's";
            match message.lines().next() {
                Some(message) => format!("{failed}: {message}"),
                None => failed.to_owned(),
            }
        }
        Stop::Died(status) => format!("stopped since the recording process died ({status})"),
    }
}

pub(super) fn waiters(scene: &Scene, waiters: &Waiters) -> String {
    let first = entry(scene.film(), waiters.first);
    let who = match waiters.count {
        1 => capital(&first),
        n => format!("{} and {}", capital(&first), count(n - 1, "more", "more")),
    };
    let (waits, is, comes) = match waiters.count {
        1 => ("waits", "is", "comes"),
        _ => ("wait", "are", "come"),
    };
    match waiters.reason {
        Reason::StackBusy => {
            format!("{who} {waits}: nothing interrupts the callback that is running.")
        }
        Reason::Behind if waiters.queue == Queue::Timers => {
            format!("{who} {is} due too, and {comes} later in this phase.")
        }
        Reason::Behind => format!("{who} {waits} in line: first in, first out."),
        Reason::TicksFirst => format!("{who} {waits} until the tick queue is empty."),
        Reason::MicrotasksFirst => {
            format!("{who} {waits} until the microtask queue is empty.")
        }
        Reason::InnerQueuesFirst => {
            format!("{who} {waits}: ticks and microtasks come before the loop goes on.")
        }
        Reason::BatchFirst => format!(
            "{who} {waits}: up to Node 10 the whole batch of timers or immediates runs first."
        ),
        Reason::NextDrain => {
            format!("{who} {waits} until the next callback is over: an error cut the drain off.")
        }
        Reason::NotDue => {
            let due = scene.timer(waiters.first).map_or_else(String::new, |timer| {
                let earliest = if waiters.count == 1 { "" } else { "the first " };
                format!(" ({earliest}in {} ms, at {} ms)", ms(timer.left), ms(timer.due))
            });
            format!("{who} {is} not due yet{due}.")
        }
        Reason::PhaseLater => {
            format!("{who} {waits} for the {} phase.", phase(told::phase_of(waiters.queue)))
        }
        Reason::NextIteration if waiters.queue == Queue::Timers => {
            format!(
                "{who} {waits} for the next timers phase: this one goes by the time at which it began."
            )
        }
        Reason::NextIteration => {
            format!(
                "{who} {waits} for the next iteration: this phase runs only what was there when it began."
            )
        }
        Reason::NoThread => format!("{who} {waits} for a free thread of the pool."),
        Reason::WorkUnderWay => {
            format!("{who} {waits} for work that goes on outside JavaScript.")
        }
        Reason::NextFrame => format!("{who} {waits} for the next frame."),
        Reason::NothingElse => {
            format!("{who} {waits} until there is nothing else to do.")
        }
        Reason::Never => format!(
            "{who} never {}: the program has ended.",
            if waiters.count == 1 { "runs" } else { "run" }
        ),
    }
}

pub(super) fn decision(film: &Film, decision: DecisionId) -> String {
    let made = film.trace().decision(decision);
    let names: Vec<_> = made.entries.iter().map(|id| entry(film, *id)).collect();
    match (made.question, made.chosen) {
        (Question::LoopEntry, 0) => "Here less than a millisecond passes before the loop first looks at the timers, so they are not due and the immediates come first. In real Node this depends on how long start-up takes: either order can happen.".to_owned(),
        (Question::LoopEntry, _) => "Here a millisecond has passed before the loop first looks at the timers, so they come before the immediates. In real Node this depends on how long start-up takes: either order can happen.".to_owned(),
        (Question::MainOrDrain, 0) => "Here this timer starts in the same millisecond as those of the main script. In real Node a millisecond may have passed by now; then it runs a pass of the timers phase later.".to_owned(),
        (Question::MainOrDrain, _) => "Here a millisecond has passed since the main script started its timers, so this one is due later than they are. In real Node it may as well start in the same millisecond.".to_owned(),
        (Question::TimersDueTogether, _) => format!("Timers of different durations are due together{}. In real Node a millisecond of rounding can turn their order round.", listed(&names)),
        (Question::RequestsDone, _) if film.runtime().is_browser() => format!("Several answers arrive together{}. A real network delivers them in any order.", listed(&names)),
        (Question::RequestsDone, _) => format!("Several operations finish together{}. Real Node takes them as the threads and the operating system report them: any order can happen.", listed(&names)),
        (Question::TimerOrRequest, _) => format!("A timer comes due just as an operation finishes{}. In real Node either can be first.", listed(&names)),
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) }
}

/// An entry's name in the middle of a sentence.
fn named(told: &Told, entry: EntryId) -> String {
    entry_name(&told::name(told.film, &told.card(entry)))
}
