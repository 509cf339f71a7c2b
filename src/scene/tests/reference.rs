//! A fold without keyframes and sharing, written down once more as plainly as can be, and
//! traces to hold against it.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// A call: its function, its statement, and since when.
type Standing = (SiteId, Option<SiteId>, Step);

/// Everything a scene says, in ids.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Picture {
    time: VirtualTime,
    iteration: u32,
    phase: Option<InPhase>,
    drain: Option<Drain>,
    running: Vec<EntryId>,
    /// Top first.
    calls: Vec<Standing>,
    /// Entry and whether it is referenced.
    queues: Vec<Vec<(EntryId, bool)>>,
    dues: Vec<VirtualTime>,
    requests: Vec<RequestState>,
    suspended: Vec<(WaitId, SiteId, Step)>,
    /// Promise and reactions.
    pending: Vec<(PromiseId, u32)>,
    lines: Vec<String>,
    ended: Option<Ended>,
    uncaught: Option<Uncaught>,
}

pub(super) fn picture(scene: &Scene) -> Picture {
    let queue =
        |queue| scene.queue(queue).map(|waiting| (waiting.card.id, waiting.referenced)).collect();
    let at = |call: &Call| (call.function, call.at.map(|place| place.site), call.since);
    Picture {
        time: scene.time(),
        iteration: scene.iteration(),
        phase: scene.phase(),
        drain: scene.drain(),
        running: scene.running_entries().map(|running| running.card.id).collect(),
        calls: scene.calls().map(|call| at(&call)).collect(),
        queues: Queue::ALL.map(queue).into(),
        dues: scene.timers().map(|timer| timer.due).collect(),
        requests: scene.requests().map(|request| request.state).collect(),
        suspended: scene
            .suspended()
            .map(|waits| (waits.wait, waits.call.function, waits.since))
            .collect(),
        pending: scene.promises().map(|pending| (pending.promise, pending.reactions)).collect(),
        lines: scene.lines().map(|line| line.text.into_owned()).collect(),
        ended: scene.ended(),
        uncaught: scene.uncaught(),
    }
}

/// What the facts up to `until` leave, by a fold over plain vectors.
#[expect(clippy::too_many_lines, reason = "one arm a fact")]
pub(super) fn fold(trace: &Trace, until: Step) -> Picture {
    let mut picture = Picture::default();
    // Entry, queue, what it is ordered by.
    let mut waiting: Vec<(EntryId, Queue, u64, Step)> = Vec::new();
    let mut workers: BTreeMap<EntryId, (Worker, Step)> = BTreeMap::new();
    let mut unreferenced = BTreeSet::new();
    let mut running: Vec<(EntryId, usize)> = Vec::new();
    let mut calls: Vec<Standing> = Vec::new();
    let mut suspended: BTreeMap<WaitId, (Standing, Step)> = BTreeMap::new();
    let mut pending: BTreeMap<PromiseId, u32> = BTreeMap::new();
    let mut written = String::new();
    for (n, fact) in (1..=until.0).zip(trace.facts()) {
        let step = Step(n);
        let leave = |waiting: &mut Vec<(EntryId, Queue, u64, Step)>, entry: EntryId| {
            waiting.retain(|(other, ..)| *other != entry);
        };
        match *fact {
            Fact::StatementReached { site } => {
                if let Some(top) = calls.last_mut() {
                    top.1 = Some(site);
                }
            }
            Fact::CallEntered { site } | Fact::CallResumed { site } => {
                calls.push((site, None, step));
            }
            Fact::CallExited { .. } => {
                calls.pop();
            }
            Fact::AwaitSuspended { wait } => {
                if let Some(call) = calls.pop() {
                    suspended.insert(wait, (call, step));
                    if let Some(promise) = trace.wait(wait).promise {
                        pending.entry(promise).and_modify(|reactions| *reactions += 1);
                    }
                }
            }
            Fact::AwaitResumed { wait, .. } => match suspended.remove(&wait) {
                Some(((function, at, _), _)) => calls.push((function, at, step)),
                None => calls.push((trace.wait(wait).function, None, step)),
            },
            Fact::PromiseCreated { promise } => {
                pending.insert(promise, 0);
            }
            Fact::PromiseSettled { promise, .. } => {
                pending.remove(&promise);
            }
            Fact::ReactionAdded { promise, .. } => {
                pending.entry(promise).and_modify(|reactions| *reactions += 1);
            }
            Fact::EntryQueued { entry } => {
                let record = trace.entry(entry);
                let known = waiting.iter().any(|(other, ..)| *other == entry);
                match record.kind.queue() {
                    None => {}
                    Some(Queue::Timers) if known => {}
                    Some(queue) => {
                        leave(&mut waiting, entry);
                        workers.remove(&entry);
                        let due = trace.time(step).0 + u64::from(record.duration_ms) * 1000;
                        let first = match queue {
                            Queue::Timers => due,
                            Queue::Poll => 1,
                            Queue::Ticks
                            | Queue::Microtasks
                            | Queue::Check
                            | Queue::Close
                            | Queue::Tasks
                            | Queue::Rendering
                            | Queue::Idle => 0,
                        };
                        waiting.push((entry, queue, first, step));
                    }
                }
            }
            Fact::TimerArmed { entry, due } => {
                leave(&mut waiting, entry);
                workers.remove(&entry);
                waiting.push((entry, Queue::Timers, due.0, step));
            }
            Fact::TaskQueued { entry, priority } => {
                let place = waiting.iter().find(|(other, ..)| *other == entry);
                let since = match place {
                    Some((_, Queue::Tasks, _, since)) => *since,
                    Some(_) | None => step,
                };
                leave(&mut waiting, entry);
                workers.remove(&entry);
                waiting.push((entry, Queue::Tasks, priority as u64, since));
            }
            Fact::EntryCancelled { entry } => leave(&mut waiting, entry),
            Fact::EntryReferenced { entry, referenced: false } => {
                unreferenced.insert(entry);
            }
            Fact::EntryReferenced { entry, referenced: true } => {
                unreferenced.remove(&entry);
            }
            Fact::RequestTaken { entry, worker } => {
                workers.insert(entry, (worker, step));
            }
            Fact::RequestCompleted { entry } => {
                leave(&mut waiting, entry);
                waiting.push((entry, Queue::Poll, 0, step));
            }
            Fact::EntryStarted { entry } => {
                leave(&mut waiting, entry);
                running.push((entry, calls.len()));
            }
            Fact::EntryEnded { entry, .. } => {
                if let Some(at) = running.iter().rposition(|(other, _)| *other == entry) {
                    calls.truncate(running[at].1);
                    running.truncate(at);
                }
            }
            Fact::IterationBegan { iteration } => {
                picture.iteration = iteration;
                picture.phase = None;
            }
            Fact::PhaseEntered { phase } => picture.phase = Some(InPhase { phase, since: step }),
            Fact::DrainBegan { queue, round } => {
                picture.drain = Some(Drain { queue, round, since: step });
            }
            Fact::DrainEnded => picture.drain = None,
            Fact::ClockMoved { to, .. } => picture.time = to,
            Fact::ConsoleWrote { text, .. } => written += trace.text(text),
            Fact::ErrorUncaught { value, handled: false } => {
                picture.uncaught = Some(Uncaught { value, step });
            }
            Fact::Exited { code } => {
                picture.ended = Some(Ended::Exited { code });
                picture.phase = None;
            }
            Fact::Stopped { cause } => picture.ended = Some(Ended::Stopped { cause }),
            Fact::Thrown { .. }
            | Fact::DecisionMade { .. }
            | Fact::ErrorUncaught { handled: true, .. }
            | Fact::RejectionUnhandled { .. }
            | Fact::RejectionHandled { .. } => {}
        }
    }
    waiting.sort_by_key(|(_, _, first, since)| (*first, *since));
    let of = |queue: Queue| waiting.iter().filter(move |(_, at, ..)| *at == queue);
    for queue in Queue::ALL {
        let mut row: Vec<_> =
            of(queue).map(|(entry, ..)| (*entry, !unreferenced.contains(entry))).collect();
        if queue == Queue::Close {
            row.reverse();
        }
        picture.queues.push(row);
    }
    picture.dues = of(Queue::Timers).map(|(_, _, due, _)| VirtualTime(*due)).collect();
    picture.requests = of(Queue::Poll)
        .map(|(entry, _, first, since)| match (*first, workers.get(entry)) {
            (0, _) => RequestState::Ready { since: *since },
            (_, Some((worker, since))) => RequestState::Taken { worker: *worker, since: *since },
            (_, None) => RequestState::Waiting,
        })
        .collect();
    picture.running = running.iter().rev().map(|(entry, _)| *entry).collect();
    picture.calls = calls.into_iter().rev().collect();
    picture.suspended = suspended
        .iter()
        .map(|(wait, ((function, ..), since))| (*wait, *function, *since))
        .collect();
    picture.pending = pending.into_iter().collect();
    picture.lines = written.split('\n').map(str::to_owned).collect();
    if picture.lines.last().is_some_and(String::is_empty) {
        picture.lines.pop();
    }
    picture
}

/// What a random fact is made of.
pub(super) fn choices() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    let any_fact = (any::<u8>(), 0..12u8, any::<u8>());
    prop_oneof![
        prop::collection::vec(any_fact.clone(), 0..40),
        prop::collection::vec(any_fact, 900..1300),
    ]
}

/// A trace that names only what it has, and is otherwise as wild as can be.
pub(super) fn trace(choices: &[(u8, u8, u8)]) -> Trace {
    let mut draft = Draft::new(Runtime::Node24, "f();\ng();\n");
    let kinds = [
        EntryKind::Tick,
        EntryKind::Reaction,
        EntryKind::Timeout,
        EntryKind::Interval,
        EntryKind::Request,
        EntryKind::Immediate,
        EntryKind::Close,
        EntryKind::ProcessEvent,
    ];
    let site = draft.site(SiteKind::Await, "g()", "g");
    for n in 0..16u8 {
        let (label, scheduled) = (draft.text("cb"), Step(u32::from(n) * 7));
        let (kind, duration_ms) = (kinds[usize::from(n) % 8], u32::from(n));
        draft.described(Entry { kind, label, site: None, scheduled, promise: None, duration_ms });
        let promise = draft.promise(PromiseOrigin::Call, Some(site));
        draft.wait(site, (n % 2 == 0).then_some(promise));
    }
    let mut now = 0;
    for choice in choices {
        let fact = fact(&mut draft, *choice, &mut now);
        draft.fact(fact);
    }
    draft.trace()
}

fn fact(draft: &mut Draft, (which, a, b): (u8, u8, u8), now: &mut u64) -> Fact {
    let id = u32::from(a) + 1;
    let entry = EntryId(id);
    let promise = PromiseId(id);
    let (wait, site) = (WaitId(id), SiteId(u32::from(b) % 2 + 1));
    let is_odd = b % 2 == 1;
    let value = Value::Int(i32::from(b));
    let phases = [Phase::Timers, Phase::Pending, Phase::Poll, Phase::Check, Phase::Close];
    match which % 35 {
        0..=2 => Fact::StatementReached { site },
        3 | 4 => Fact::CallEntered { site: SiteId(1) },
        5 => Fact::CallResumed { site: SiteId(1) },
        6 => Fact::CallExited { how: ExitKind::Returned, value },
        7 => Fact::AwaitSuspended { wait },
        8 => Fact::AwaitResumed { wait, rejected: is_odd, value },
        9 => Fact::Thrown { value },
        10 => Fact::PromiseCreated { promise },
        11 => Fact::PromiseSettled { promise, rejected: is_odd, value },
        12 => Fact::ReactionAdded { promise, derived: PromiseId(1) },
        13..=15 => Fact::EntryQueued { entry },
        16 | 17 => {
            let due = VirtualTime(*now + u64::from(b) * 100);
            Fact::TimerArmed { entry, due }
        }
        18 => Fact::EntryCancelled { entry },
        19 => Fact::EntryReferenced { entry, referenced: is_odd },
        20 if draft.kind(entry) == EntryKind::Request => {
            Fact::RequestTaken { entry, worker: Worker::Thread(b) }
        }
        20 | 21 => Fact::RequestCompleted { entry },
        22 | 23 => Fact::EntryStarted { entry },
        24 => Fact::EntryEnded { entry, threw: is_odd },
        25 => Fact::IterationBegan { iteration: id },
        26 => Fact::PhaseEntered { phase: phases[usize::from(b) % 5] },
        27 => Fact::DrainBegan { queue: Queue::ALL[usize::from(b) % 2], round: id },
        28 => Fact::DrainEnded,
        29 => {
            *now += u64::from(b);
            Fact::ClockMoved { to: VirtualTime(*now), cause: ClockCause::Spent }
        }
        30 => {
            let text = draft.text(["", "a", "b\n", "c\nd", "\n", "e\nf\n"][usize::from(b) % 6]);
            Fact::ConsoleWrote { stream: Stream::Stdout, text }
        }
        31 => Fact::ErrorUncaught { value, handled: is_odd },
        32 => Fact::RejectionUnhandled { promise, handled: is_odd },
        33 if is_odd => Fact::TaskQueued { entry, priority: Priority::Normal },
        33 => Fact::TaskQueued { entry, priority: Priority::UserBlocking },
        _ if b > 250 => Fact::Exited { code: i32::from(a) },
        _ => Fact::RejectionHandled { promise },
    }
}
