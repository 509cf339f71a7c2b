//! Who must wait, and why.

use super::{Drain, InPhase, Scene, state::Slot};
use crate::trace::{EntryId, Fact, Phase, Queue, Runtime, VirtualTime};

/// Some entries of one queue that wait for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiters {
    pub queue: Queue,
    pub reason: Reason,
    /// The next of them.
    pub first: EntryId,
    pub count: usize,
}

/// Why an entry must wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A callback runs: nothing can come in between.
    StackBusy,
    /// Others of its queue are before it.
    Behind,
    /// Microtasks wait until there is no tick left.
    TicksFirst,
    /// Ticks wait until there is no microtask left.
    MicrotasksFirst,
    /// The loop waits until ticks and microtasks are done.
    InnerQueuesFirst,
    /// Node 10: ticks and microtasks wait for the whole batch of timers or immediates.
    BatchFirst,
    /// Ticks and microtasks that a throw left behind wait for the next callback to end.
    NextDrain,
    /// The timer's time has not come.
    NotDue,
    /// Its phase comes later.
    PhaseLater,
    /// Its phase is on, but works off only what was there when it began.
    NextIteration,
    /// All threads of the pool are taken.
    NoThread,
    /// The work itself is not done.
    WorkUnderWay,
    /// A page: it waits for the next frame.
    NextFrame,
    /// A page: it waits until there is nothing else to do.
    NothingElse,
    /// The program has ended: it never runs.
    Never,
}

/// Everybody who waits, by queue and reason.
pub(super) fn waiters(scene: &Scene) -> Vec<Waiters> {
    let served = [
        Queue::Ticks,
        Queue::Microtasks,
        Queue::Tasks,
        Queue::Timers,
        Queue::Poll,
        Queue::Check,
        Queue::Close,
        Queue::Rendering,
        Queue::Idle,
    ];
    let mut all = Vec::new();
    let crowd = Crowd::of(scene);
    for queue in served {
        let from = all.len();
        for (before, (entry, slot)) in scene.state.row(queue).enumerate() {
            let reason = crowd.reason(scene, &slot);
            let rest = is_of_the_rest(queue, reason).then(|| scene.len(queue) - before);
            let count = rest.unwrap_or(1);
            match all[from..].iter_mut().find(|group: &&mut Waiters| group.reason == reason) {
                Some(group) => {
                    group.count += count;
                    if queue == Queue::Close {
                        group.first = entry; // The handle closed last is called first.
                    }
                }
                None => all.push(Waiters { queue, reason, first: entry, count }),
            }
            if rest.is_some() {
                break;
            }
        }
    }
    all
}

/// Whether all that stand behind one that waits for `reason` wait for it too: tens of thousands
/// need not be asked one by one.
fn is_of_the_rest(queue: Queue, reason: Reason) -> bool {
    match queue {
        Queue::Ticks | Queue::Microtasks => true,
        // They stand in the order of their times.
        Queue::Timers => reason == Reason::NotDue,
        Queue::Poll
        | Queue::Check
        | Queue::Close
        | Queue::Tasks
        | Queue::Rendering
        | Queue::Idle => false,
    }
}

/// What everybody who waits has in common.
struct Crowd {
    has_ended: bool,
    /// The queue of the callback that runs; of the queue that is emptied if none does.
    served: Served,
    phase: Option<InPhase>,
    now: VirtualTime,
    /// The time at which the phase began.
    began: VirtualTime,
    /// Node 10 empties the inner queues only after a whole batch.
    batches: bool,
    /// A page: the loop has no phases.
    is_page: bool,
}

/// Whose turn it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Served {
    /// A callback of this queue.
    Callback(Option<Queue>),
    Drain(Queue),
    Loop,
}

impl Crowd {
    fn of(scene: &Scene) -> Self {
        let served = match (scene.running(), scene.drain()) {
            (Some(running), _) => Served::Callback(running.card.kind.queue()),
            (None, Some(Drain { queue, .. })) => Served::Drain(queue),
            (None, None) => next_drain(scene).map_or(Served::Loop, Served::Drain),
        };
        Self {
            has_ended: scene.ended().is_some(),
            served,
            phase: scene.phase(),
            now: scene.time(),
            began: scene
                .phase()
                .map_or_else(VirtualTime::default, |now| scene.film().trace().time(now.since)),
            batches: scene.film().runtime() <= Runtime::Node10,
            is_page: scene.film().runtime().is_browser(),
        }
    }

    fn reason(&self, scene: &Scene, slot: &Slot) -> Reason {
        let queue = slot.queue();
        if self.has_ended {
            return Reason::Never;
        }
        if self.is_page {
            return self.in_page(slot);
        }
        match queue {
            Queue::Ticks => self.inner(queue, Queue::Microtasks, Reason::MicrotasksFirst),
            Queue::Microtasks => self.inner(queue, Queue::Ticks, Reason::TicksFirst),
            Queue::Timers
            | Queue::Poll
            | Queue::Check
            | Queue::Close
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => self.outer(scene, slot),
        }
    }

    /// Whether a timer must wait for the next timers phase although it is due in this one:
    /// since Node 11 a phase goes by the time at which it began (`processTimers` in
    /// lib/internal/timers.js), and never runs a timer that was set in it.
    fn is_too_late(&self, slot: &Slot) -> bool {
        let is_new = self.phase.is_some_and(|now| slot.since() > now.since);
        !self.batches && (is_new || slot.due() > self.began)
    }

    /// Why something waits in a page.
    fn in_page(&self, slot: &Slot) -> Reason {
        let is_checkpoint =
            matches!(self.served, Served::Drain(_) | Served::Callback(Some(Queue::Microtasks)));
        let is_busy = matches!(self.served, Served::Callback(_));
        match slot.queue() {
            Queue::Microtasks if is_checkpoint => Reason::Behind,
            Queue::Microtasks => Reason::StackBusy,
            Queue::Timers if slot.due() > self.now => Reason::NotDue,
            Queue::Poll if !slot.is_ready() => Reason::WorkUnderWay,
            Queue::Rendering => Reason::NextFrame,
            Queue::Idle => Reason::NothingElse,
            Queue::Ticks
            | Queue::Timers
            | Queue::Poll
            | Queue::Check
            | Queue::Close
            | Queue::Tasks => match (is_checkpoint, is_busy) {
                (true, _) => Reason::MicrotasksFirst,
                (false, true) => Reason::StackBusy,
                (false, false) => Reason::Behind,
            },
        }
    }

    /// Why a tick or a microtask waits, whose rival is the other of the two queues.
    fn inner(&self, queue: Queue, rival: Queue, rival_first: Reason) -> Reason {
        match self.served {
            Served::Callback(Some(now)) | Served::Drain(now) if now == queue => Reason::Behind,
            Served::Callback(Some(now)) | Served::Drain(now) if now == rival => rival_first,
            Served::Callback(Some(Queue::Timers | Queue::Check)) if self.batches => {
                Reason::BatchFirst
            }
            Served::Callback(_) => Reason::StackBusy,
            Served::Loop if self.is_in_batch() => Reason::BatchFirst,
            Served::Drain(_) | Served::Loop => Reason::NextDrain,
        }
    }

    /// Node 10, between two callbacks of a phase that empties the inner queues at its end.
    fn is_in_batch(&self) -> bool {
        let phase = self.phase.map(|now| now.phase);
        self.batches && matches!(phase, Some(Phase::Timers | Phase::Check))
    }

    fn outer(&self, scene: &Scene, slot: &Slot) -> Reason {
        let queue = slot.queue();
        if queue == Queue::Timers && slot.due() > self.now {
            return Reason::NotDue;
        }
        if queue == Queue::Poll && !slot.is_ready() {
            // Who takes it is not known before the next step.
            let is_new = slot.since() == scene.step();
            let is_taken = is_new || slot.worker().is_some();
            return if is_taken { Reason::WorkUnderWay } else { Reason::NoThread };
        }
        match self.served {
            Served::Callback(Some(Queue::Ticks | Queue::Microtasks)) | Served::Drain(_) => {
                Reason::InnerQueuesFirst
            }
            Served::Callback(None) => Reason::StackBusy,
            Served::Callback(Some(_)) | Served::Loop => {
                let is_on = self.phase.is_some_and(|now| serves(now.phase, queue));
                let is_late = queue == Queue::Timers && self.is_too_late(slot);
                match is_on {
                    true if is_late || scene.state.waits_for_next_iteration(slot) => {
                        Reason::NextIteration
                    }
                    true => Reason::Behind,
                    false => Reason::PhaseLater,
                }
            }
        }
    }
}

/// The queue that is emptied before the loop does anything else: a callback has just ended, and
/// its drain is about to begin.
fn next_drain(scene: &Scene) -> Option<Queue> {
    let trace = scene.film().trace();
    let mut ahead = trace.facts().get(scene.step().0 as usize..)?.iter();
    let goes_on = |fact: &&Fact| {
        matches!(
            fact,
            Fact::DrainBegan { .. }
                | Fact::EntryStarted { .. }
                | Fact::IterationBegan { .. }
                | Fact::PhaseEntered { .. }
                | Fact::Exited { .. }
        )
    };
    match ahead.find(goes_on) {
        Some(Fact::DrainBegan { queue, .. }) => Some(*queue),
        Some(_) | None => None,
    }
}

/// Whether this phase runs the callbacks of this queue.
fn serves(phase: Phase, queue: Queue) -> bool {
    match phase {
        Phase::Timers => queue == Queue::Timers,
        Phase::Pending => false,
        Phase::Poll => queue == Queue::Poll,
        Phase::Check => queue == Queue::Check,
        Phase::Close => queue == Queue::Close,
        Phase::Source(_) => queue == Queue::Tasks,
    }
}
