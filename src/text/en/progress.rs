//! What becomes of a queue entry, and what the loop does.

use super::{capital, count, entry_name, line, named, promise};
use crate::{
    scene::Rule,
    text::{
        ms,
        told::{self, Name, Told},
    },
    trace::{EntryId, EntryKind, Phase, Queue},
};

pub(super) fn queued(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = capital(&named(told, entry));
    let Some(queue) = card.kind.queue() else {
        return format!("{name} is called by Node itself, through no queue.");
    };
    let behind = match told.waited(queue) {
        0 => String::new(),
        n => format!(", behind {}", count(n, "other", "others")),
    };
    match card.kind {
        EntryKind::Reaction | EntryKind::PassThrough => {
            let why = card.promise.and_then(|id| {
                let now = told.settled(id)?;
                let how = if now.rejected { "rejected" } else { "fulfilled" };
                Some(format!(": {} is {how}", promise(id)))
            });
            format!("{name} joins the microtask queue{behind}{}.", why.unwrap_or_default())
        }
        EntryKind::Request if told.waits_for_thread(entry) => {
            format!(
                "A request for {} is made; every thread of the pool is busy, so it waits for one.",
                named(told, entry)
            )
        }
        EntryKind::Request => {
            format!(
                "A request begins outside JavaScript; {} gets its result in the poll phase.",
                named(told, entry)
            )
        }
        EntryKind::Timeout | EntryKind::Interval => format!("{name} joins the timers."),
        EntryKind::Immediate
            if told.scene.waiting(entry).is_some_and(|card| card.next_iteration) =>
        {
            format!("{name} joins the check queue, for the next iteration{behind}.")
        }
        EntryKind::Main
        | EntryKind::Tick
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::Microtask
        | EntryKind::EngineJob
        | EntryKind::Immediate
        | EntryKind::Close
        | EntryKind::ProcessEvent
        | EntryKind::Page(_) => {
            format!("{name} joins the {}{behind}.", super::queue(queue))
        }
    }
}

pub(super) fn started(told: &Told, entry: EntryId) -> String {
    let card = told.card(entry);
    let name = told::name(told.film, &card);
    match card.kind {
        EntryKind::Main => "The main script starts, on an empty stack.".to_owned(),
        EntryKind::Tick => format!("The {} leaves its queue and runs.", a("tick", &name)),
        EntryKind::Reaction => match card.promise.and_then(|id| Some((id, told.settled(id)?))) {
            Some((id, now)) => {
                let how = if now.rejected { "was rejected" } else { "was fulfilled" };
                format!(
                    "The {} leaves its queue and runs: {} {how}.",
                    a("microtask", &name),
                    promise(id)
                )
            }
            None => format!("The {} leaves its queue and runs.", a("microtask", &name)),
        },
        EntryKind::Microtask => {
            format!("The {} leaves its queue and runs.", a("microtask", &name))
        }
        EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::EngineJob => {
            format!("{} leaves the microtask queue and runs.", capital(&entry_name(&name)))
        }
        EntryKind::Timeout | EntryKind::Interval => {
            let due = told.before.timer(entry).map_or_else(String::new, |timer| {
                format!(
                    ": it was due at {} ms, and it is {} ms",
                    ms(timer.due),
                    ms(told.scene.time())
                )
            });
            let although = told.overtaken().map_or_else(String::new, |other| {
                format!(
                    ", before {}, which is due earlier but stands in another list",
                    named(told, other)
                )
            });
            format!("The {} runs{due}{although}.", a("timer", &name))
        }
        EntryKind::Immediate => format!("The {} runs in the check phase.", a("immediate", &name)),
        EntryKind::Request => {
            format!("The poll phase delivers a result: {} runs.", entry_name(&name))
        }
        EntryKind::Close => format!("The {} runs.", a("close callback", &name)),
        EntryKind::ProcessEvent => format!("Node emits {} on `process`.", entry_name(&name)),
        EntryKind::Page(_) => format!("{} runs.", capital(&entry_name(&name))),
    }
}

/// A callback by its kind: "tick `done` (line 5)", "tick on line 5".
pub(super) fn a(kind: &str, name: &Name) -> String {
    match name {
        Name::Anonymous(at) => format!("{kind} on {}", line(*at)),
        Name::Unknown => kind.to_owned(),
        Name::Named(..)
        | Name::Main
        | Name::AfterAwait(..)
        | Name::ThenableJob(_)
        | Name::PassThrough(_)
        | Name::EngineJob
        | Name::Request(_)
        | Name::Event(_) => format!("{kind} {}", entry_name(name)),
    }
}

pub(super) fn ended(told: &Told, entry: EntryId, threw: bool) -> String {
    let name = capital(&named(told, entry));
    let is = if threw { "has thrown" } else { "is over" };
    if let Some(outer) = told.scene.running() {
        return format!(
            "{name} {is}: {} goes on.",
            entry_name(&told::name(told.film, &outer.card))
        );
    }
    let waits = |queue, one, many| match told.scene.len(queue) {
        0 => None,
        n => Some(count(n, one, many)),
    };
    let ticks = waits(Queue::Ticks, "tick", "ticks");
    let microtasks = waits(Queue::Microtasks, "microtask", "microtasks");
    let rule = told.rule();
    let left: Vec<_> = match rule {
        Some(Rule::MicrotaskEnded) => microtasks.into_iter().chain(ticks).collect(),
        Some(_) | None => ticks.into_iter().chain(microtasks).collect(),
    };
    match rule {
        Some(Rule::CallbackThrew) if !left.is_empty() => {
            format!("{name} {is}: {} must wait for the next drain.", left.join(" and "))
        }
        Some(Rule::BatchGoesOn) if !left.is_empty() => {
            format!("{name} {is}: {} must wait for the rest of this batch.", left.join(" and "))
        }
        Some(Rule::ProcessEventEnded) => format!("{name} {is}."),
        Some(_) | None if threw || left.is_empty() => format!("{name} {is}: the stack is empty."),
        Some(_) | None => {
            format!("{name} {is}: the stack is empty. Next: {}.", left.join(", then "))
        }
    }
}

pub(super) fn phase_entered(told: &Told, phase: Phase) -> String {
    let has = match phase {
        Phase::Timers => match told.due_timers() {
            0 => "no timer is due".to_owned(),
            1 => "1 timer is due".to_owned(),
            n => format!("{n} timers are due"),
        },
        Phase::Pending => "callbacks that the last iteration put off".to_owned(),
        Phase::Poll => match told.ready() {
            0 => "no operation is done".to_owned(),
            1 => "1 operation is done".to_owned(),
            n => format!("{n} operations are done"),
        },
        Phase::Check => match told.scene.len(Queue::Check) {
            0 => "there are no immediates".to_owned(),
            n => format!("{} can run", count(n, "immediate", "immediates")),
        },
        Phase::Close => match told.scene.len(Queue::Close) {
            0 => "no handle is closing".to_owned(),
            n => format!("{} can run", count(n, "close callback", "close callbacks")),
        },
        Phase::Source(_) => "a task is taken".to_owned(),
    };
    format!("The loop enters the {} phase: {has}.", super::phase(phase))
}

pub(super) fn drain(told: &Told, queue: Queue) -> String {
    let n = told.scene.len(queue);
    match told.rule() {
        Some(Rule::TicksAgain) if n == 1 => {
            "Round again: the microtasks have queued 1 tick, which runs before the loop goes on."
                .to_owned()
        }
        Some(Rule::TicksAgain) => format!(
            "Round again: the microtasks have queued {n} ticks, which run before the loop goes on."
        ),
        Some(Rule::TicksFirst) => format!("Ticks come first: {} in the tick queue.", stands(n)),
        Some(Rule::MicrotasksAfterTicks) => {
            format!(
                "No tick is left: now the microtask queue is emptied, where {}.",
                waits_there(n)
            )
        }
        Some(_) | None => {
            format!(
                "The microtask queue is emptied first here, where {}; ticks wait.",
                waits_there(n)
            )
        }
    }
}

fn stands(n: usize) -> String {
    if n == 1 { "1 waits".to_owned() } else { format!("{n} wait") }
}

fn waits_there(n: usize) -> String {
    match n {
        0 => "nothing waits".to_owned(),
        1 => "1 job waits".to_owned(),
        n => format!("{n} jobs wait"),
    }
}

pub(super) fn waited(told: &Told) -> String {
    let until = match told.scene.timers().next() {
        Some(timer) if timer.left.0 == 0 => {
            format!("until {} is due", named(told, timer.waiting.card.id))
        }
        // A refreshed timer moves to the end of its list, whose old time stays set.
        Some(_) if told.scene.requests().next().is_none() => {
            "until a list of timers is looked at, though none is due".to_owned()
        }
        Some(_) | None => "until an operation is done".to_owned(),
    };
    format!(
        "There is nothing to run: the poll phase sleeps {} ms, {until}. It is {} ms now.",
        ms(told.passed()),
        ms(told.scene.time())
    )
}
