//! The fold: what one fact does to the picture.
//!
//! The state holds ids and steps only; names and places are looked up when somebody draws.
//! Its collections are persistent: a copy shares what did not change, so that keyframes are
//! cheap. It is total: a fact that fits no picture (a call that leaves an empty stack)
//! changes nothing, because a recording may have been edited by hand.

use imbl::{OrdMap, OrdSet, Vector};

use super::parts::{Drain, Ended, InPhase, Left, Movement, Resumed, Thing, Uncaught, Zone};
use crate::trace::{
    EntryId, Fact, Holds, Phase, PromiseId, Queue, SiteId, Step, Trace, VariableId, VirtualTime,
    WaitId, Worker,
};

/// A picture in ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    pub(super) iteration: u32,
    pub(super) phase: Option<InPhase>,
    pub(super) drain: Option<Drain>,
    /// Outermost first: Node emits a process event while another callback runs.
    pub(super) running: Vector<RunningEntry>,
    /// The topmost call, apart because it changes with every statement.
    pub(super) top: Option<CallState>,
    /// The calls below it, outermost first.
    pub(super) below: Vector<CallState>,
    queues: Queues,
    /// Where each waiting entry stands.
    slots: OrdMap<EntryId, Slot>,
    pub(super) unreferenced: OrdSet<EntryId>,
    pub(super) suspended: OrdMap<WaitId, (CallState, Step)>,
    pub(super) pending: OrdMap<PromiseId, PendingState>,
    pub(super) ended: Option<Ended>,
    pub(super) uncaught: Option<Uncaught>,
    /// How many of the trace's locals have been heard.
    heard: usize,
}

/// One ordered row of entries for each queue.
#[derive(Clone, Debug, Default, PartialEq)]
struct Queues {
    ticks: OrdMap<Rank, EntryId>,
    microtasks: OrdMap<Rank, EntryId>,
    timers: OrdMap<Rank, EntryId>,
    poll: OrdMap<Rank, EntryId>,
    check: OrdMap<Rank, EntryId>,
    close: OrdMap<Rank, EntryId>,
    tasks: OrdMap<Rank, EntryId>,
    rendering: OrdMap<Rank, EntryId>,
    idle: OrdMap<Rank, EntryId>,
}

/// What a queue is ordered by: the step an entry joined it, and before that for timers the
/// due time in microseconds, for poll [`READY`] or [`UNDERWAY`], for tasks their priority.
type Rank = (u64, Step);

const READY: u64 = 0;
const UNDERWAY: u64 = 1;

/// Where an entry waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    queue: Queue,
    rank: Rank,
    /// Who works on it, and since when.
    worker: Option<(Worker, Step)>,
}

impl Slot {
    pub(super) fn queue(&self) -> Queue {
        self.queue
    }

    /// The step at which it joined its queue, was armed, or was completed.
    pub(super) fn since(&self) -> Step {
        self.rank.1
    }

    pub(super) fn due(&self) -> VirtualTime {
        VirtualTime(self.rank.0)
    }

    pub(super) fn is_ready(&self) -> bool {
        self.rank.0 == READY
    }

    pub(super) fn worker(&self) -> Option<(Worker, Step)> {
        self.worker
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RunningEntry {
    pub(super) entry: EntryId,
    pub(super) since: Step,
    /// How many calls were on the stack when it began.
    depth: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CallState {
    pub(super) function: SiteId,
    pub(super) at: Option<SiteId>,
    pub(super) since: Step,
    pub(super) resumed: Option<Resumed>,
    /// What its variables hold, and since when.
    pub(super) locals: OrdMap<VariableId, (Holds, Step)>,
}

impl CallState {
    fn new(function: SiteId, since: Step, resumed: Option<Resumed>) -> Self {
        Self { function, at: None, since, resumed, locals: OrdMap::new() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PendingState {
    pub(super) since: Step,
    pub(super) reactions: u32,
}

impl State {
    /// The row of a queue, the next to run first (closing handles are taken from the back).
    pub(super) fn queue(&self, queue: Queue) -> &OrdMap<Rank, EntryId> {
        match queue {
            Queue::Ticks => &self.queues.ticks,
            Queue::Microtasks => &self.queues.microtasks,
            Queue::Timers => &self.queues.timers,
            Queue::Poll => &self.queues.poll,
            Queue::Check => &self.queues.check,
            Queue::Close => &self.queues.close,
            Queue::Tasks => &self.queues.tasks,
            Queue::Rendering => &self.queues.rendering,
            Queue::Idle => &self.queues.idle,
        }
    }

    fn queue_mut(&mut self, queue: Queue) -> &mut OrdMap<Rank, EntryId> {
        match queue {
            Queue::Ticks => &mut self.queues.ticks,
            Queue::Microtasks => &mut self.queues.microtasks,
            Queue::Timers => &mut self.queues.timers,
            Queue::Poll => &mut self.queues.poll,
            Queue::Check => &mut self.queues.check,
            Queue::Close => &mut self.queues.close,
            Queue::Tasks => &mut self.queues.tasks,
            Queue::Rendering => &mut self.queues.rendering,
            Queue::Idle => &mut self.queues.idle,
        }
    }

    /// Everything that waits in a queue with where it stands, in the order of
    /// [`Self::queue`].
    pub(super) fn row(&self, queue: Queue) -> impl DoubleEndedIterator<Item = (EntryId, Slot)> {
        self.queue(queue).iter().map(move |(rank, entry)| {
            let worker = (queue == Queue::Poll).then(|| self.slot(*entry)?.worker).flatten();
            (*entry, Slot { queue, rank: *rank, worker })
        })
    }

    pub(super) fn slot(&self, entry: EntryId) -> Option<&Slot> {
        self.slots.get(&entry)
    }

    /// How many calls are on the stack.
    pub(super) fn depth(&self) -> usize {
        self.below.len() + usize::from(self.top.is_some())
    }

    /// The calls, outermost first.
    pub(super) fn calls(&self) -> impl DoubleEndedIterator<Item = &CallState> {
        self.below.iter().chain(&self.top)
    }

    /// Tells what `fact` does, which makes `step`, and what it is seen to move.
    pub(super) fn apply(&mut self, trace: &Trace, step: Step, fact: &Fact) -> Option<Movement> {
        let movement = self.fold(trace, step, fact);
        while let Some(local) = trace.locals().get(self.heard).filter(|it| it.step <= step) {
            self.heard += 1;
            let Some(call) = &mut self.top else { continue };
            match local.holds {
                Holds::OutOfScope => drop(call.locals.remove(&local.variable)),
                Holds::Value(_) | Holds::Uninitialized => {
                    call.locals.insert(local.variable, (local.holds, step));
                }
            }
        }
        movement
    }

    /// What the fact by itself does.
    ///
    /// Exhaustive on purpose: a new fact must say what it does to the picture.
    #[expect(clippy::too_many_lines, reason = "one arm a fact, each a few lines")]
    fn fold(&mut self, trace: &Trace, step: Step, fact: &Fact) -> Option<Movement> {
        match *fact {
            Fact::StatementReached { site } => {
                if let Some(call) = &mut self.top {
                    call.at = Some(site);
                }
                None
            }
            Fact::CallEntered { site } => Some(self.call(site, step, None)),
            Fact::CallResumed { site } => Some(self.call(site, step, Some(Resumed::Yield))),
            Fact::CallExited { .. } => {
                let call = self.pop()?;
                Some(moved(Thing::Call(call.function), Some(Zone::Calls), None))
            }
            Fact::AwaitSuspended { wait } => {
                let call = self.pop()?;
                self.suspended.insert(wait, (call, step));
                self.await_promise(trace, wait);
                Some(moved(Thing::Wait(wait), Some(Zone::Calls), Some(Zone::Suspended)))
            }
            Fact::AwaitResumed { wait, .. } => Some(self.resume(trace, wait, step)),
            Fact::PromiseCreated { promise } => {
                self.pending.insert(promise, PendingState { since: step, reactions: 0 });
                Some(moved(Thing::Promise(promise), None, Some(Zone::Promises)))
            }
            Fact::PromiseSettled { promise, .. } => {
                self.pending.remove(&promise)?;
                Some(moved(Thing::Promise(promise), Some(Zone::Promises), None))
            }
            Fact::ReactionAdded { promise, .. } => {
                if let Some(pending) = self.pending.get_mut(&promise) {
                    pending.reactions += 1;
                }
                None
            }
            Fact::EntryQueued { entry } => self.enqueue(trace, entry, step),
            Fact::TimerArmed { entry, due } => {
                let from = self.leave(entry);
                let to = Queue::Timers;
                self.join(entry, Slot { queue: to, rank: (due.0, step), worker: None });
                Some(moved(Thing::Entry(entry), from, Some(Zone::Queue(to))))
            }
            Fact::EntryCancelled { entry } => {
                let from = self.leave(entry)?;
                Some(moved(Thing::Entry(entry), Some(from), None))
            }
            Fact::EntryReferenced { entry, referenced } => {
                if referenced {
                    self.unreferenced.remove(&entry);
                } else {
                    self.unreferenced.insert(entry);
                }
                None
            }
            Fact::RequestTaken { entry, worker } => {
                if let Some(slot) = self.slots.get_mut(&entry) {
                    slot.worker = Some((worker, step));
                }
                None
            }
            Fact::RequestCompleted { entry } => {
                let queue = Queue::Poll;
                let from = self.leave(entry);
                self.join(entry, Slot { queue, rank: (READY, step), worker: None });
                Some(moved(Thing::Entry(entry), from, Some(Zone::Queue(queue))))
            }
            Fact::TaskQueued { entry, priority } => {
                // A new priority leaves it before those that were queued after it.
                let queue = Queue::Tasks;
                let before = self.slots.get(&entry).filter(|slot| slot.queue == queue);
                let since = before.map_or(step, Slot::since);
                let from = self.leave(entry);
                self.join(entry, Slot { queue, rank: (priority as u64, since), worker: None });
                Some(moved(Thing::Entry(entry), from, Some(Zone::Queue(queue))))
            }
            Fact::EntryStarted { entry } => {
                let from = self.leave(entry);
                let depth = self.depth();
                self.running.push_back(RunningEntry { entry, since: step, depth });
                Some(moved(Thing::Entry(entry), from, Some(Zone::Running)))
            }
            Fact::EntryEnded { entry, .. } => self.end(entry),
            Fact::IterationBegan { iteration } => {
                self.iteration = iteration;
                self.phase = None;
                None
            }
            Fact::PhaseEntered { phase } => {
                self.phase = Some(InPhase { phase, since: step });
                None
            }
            Fact::DrainBegan { queue, round } => {
                self.drain = Some(Drain { queue, round, since: step });
                None
            }
            Fact::DrainEnded => {
                self.drain = None;
                None
            }
            Fact::ErrorUncaught { value, handled } => {
                if !handled {
                    self.uncaught = Some(Uncaught { value, step });
                }
                None
            }
            Fact::Exited { code } => {
                self.ended = Some(Ended::Exited { code });
                self.phase = None;
                None
            }
            Fact::Stopped { cause } => {
                self.ended = Some(Ended::Stopped { cause });
                None
            }
            Fact::Thrown { .. }
            | Fact::ClockMoved { .. }
            | Fact::DecisionMade { .. }
            | Fact::ConsoleWrote { .. }
            | Fact::RejectionUnhandled { .. }
            | Fact::RejectionHandled { .. } => None,
        }
    }

    /// An `await` waits for its promise as a reaction does (ECMA-262 §27.7.5.3, step 7).
    fn await_promise(&mut self, trace: &Trace, wait: WaitId) {
        if let Some(pending) =
            trace.wait(wait).promise.and_then(|promise| self.pending.get_mut(&promise))
        {
            pending.reactions += 1;
        }
    }

    fn enqueue(&mut self, trace: &Trace, entry: EntryId, step: Step) -> Option<Movement> {
        let record = trace.entry(entry);
        let queue = record.kind.queue()?;
        let first = match queue {
            // It was armed before: it stands where it should.
            Queue::Timers if self.slots.contains_key(&entry) => return None,
            Queue::Timers => {
                trace.time(step).0.saturating_add(u64::from(record.duration_ms) * 1000)
            }
            Queue::Poll => UNDERWAY,
            Queue::Ticks
            | Queue::Microtasks
            | Queue::Check
            | Queue::Close
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => 0,
        };
        let from = self.leave(entry);
        self.join(entry, Slot { queue, rank: (first, step), worker: None });
        Some(moved(Thing::Entry(entry), from, Some(Zone::Queue(queue))))
    }

    fn join(&mut self, entry: EntryId, slot: Slot) {
        self.queue_mut(slot.queue).insert(slot.rank, entry);
        self.slots.insert(entry, slot);
    }

    /// Takes the entry out of the queue it waits in, if it waits.
    fn leave(&mut self, entry: EntryId) -> Option<Zone> {
        let slot = self.slots.remove(&entry)?;
        self.queue_mut(slot.queue).remove(&slot.rank);
        Some(Zone::Queue(slot.queue))
    }

    /// The entry's callback is over; so is every call it left behind.
    fn end(&mut self, entry: EntryId) -> Option<Movement> {
        let at = self.running.iter().rposition(|running| running.entry == entry)?;
        let depth = self.running[at].depth;
        self.running.truncate(at);
        while self.depth() > depth {
            self.pop();
        }
        Some(moved(Thing::Entry(entry), Some(Zone::Running), None))
    }

    fn call(&mut self, function: SiteId, since: Step, resumed: Option<Resumed>) -> Movement {
        self.push(CallState::new(function, since, resumed));
        moved(Thing::Call(function), None, Some(Zone::Calls))
    }

    fn resume(&mut self, trace: &Trace, wait: WaitId, step: Step) -> Movement {
        let resumed = Some(Resumed::Await(wait));
        let before = self.suspended.remove(&wait);
        let from = before.as_ref().map(|_| Zone::Suspended);
        let call = before.map_or_else(
            || CallState::new(trace.wait(wait).function, step, resumed),
            |(call, _)| CallState { since: step, resumed, ..call },
        );
        self.push(call);
        moved(Thing::Wait(wait), from, Some(Zone::Calls))
    }

    fn push(&mut self, call: CallState) {
        if let Some(under) = self.top.replace(call) {
            self.below.push_back(under);
        }
    }

    fn pop(&mut self) -> Option<CallState> {
        let call = self.top.take()?;
        self.top = self.below.pop_back();
        Some(call)
    }

    /// The call that `fact` is about to take off the stack for good.
    pub(super) fn leaving(&self, fact: &Fact) -> Option<Left> {
        let Fact::CallExited { how, value } = *fact else { return None };
        let CallState { function, at, .. } = self.top.as_ref()?;
        Some(Left { function: *function, at: *at, how, value })
    }

    /// Whether the entry must wait for the next pass although its phase is on: both phases
    /// work off what was there when they began (`processImmediate` takes the whole queue,
    /// `uv__run_closing_handles` the whole list).
    pub(super) fn waits_for_next_iteration(&self, slot: &Slot) -> bool {
        self.phase.is_some_and(|now| {
            slot.since() > now.since
                && matches!(
                    (slot.queue, now.phase),
                    (Queue::Check, Phase::Check) | (Queue::Close, Phase::Close)
                )
        })
    }
}

fn moved(thing: Thing, from: Option<Zone>, to: Option<Zone>) -> Movement {
    Movement { thing, from, to }
}
