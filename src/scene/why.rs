//! Why a step happens, and who must wait meanwhile: as data.

use super::{
    Drain, Film, InPhase, Rule, Scene, at,
    state::{Slot, State},
};
use crate::trace::{
    ClockCause, DecisionId, Entry, EntryId, EntryKind, ExitKind, Fact, Phase, PromiseOrigin, Queue,
    Runtime, SiteId, SiteKind, Step, VirtualTime, Worker,
};

/// Why a step happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What makes it happen. None at the beginning, where nothing has.
    pub rule: Option<Rule>,
    /// Who waits once it has happened, by queue, in the order in which queues are served.
    pub waiters: Vec<Waiters>,
    /// The choice this step is, or follows from: real Node may choose otherwise.
    pub decision: Option<DecisionId>,
    /// For [`Rule::TimerListRuns`]: the timer that is due earlier and must wait all the same.
    pub overtaken: Option<EntryId>,
}

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
    /// The program has ended: it never runs.
    Never,
}

/// Why `step` happens.
#[must_use]
pub fn why(film: &Film, step: Step) -> Why {
    let scene = &at(film, step);
    let before = &at(film, Step(scene.step().0.saturating_sub(1)));
    let decision = decision(before, scene);
    let waiters = if scene.fact().is_some() { waiters(scene) } else { Vec::new() };
    let overtaken = overtaken(before, scene);
    Why { rule: rule_between(before, scene), waiters, decision, overtaken }
}

/// What makes `scene` follow `before`, which is one step earlier (or is the beginning, twice).
pub(crate) fn rule_between(before: &Scene, scene: &Scene) -> Option<Rule> {
    let fact = scene.fact()?;
    if overtaken(before, scene).is_some() {
        return Some(Rule::TimerListRuns);
    }
    let film = scene.film();
    let judge = Judge { film, before: &before.state, scene, runtime: film.runtime() };
    Some(judge.rule(&fact))
}

/// What a rule is judged by.
struct Judge<'a> {
    film: &'a Film,
    before: &'a State,
    scene: &'a Scene<'a>,
    runtime: Runtime,
}

impl Judge<'_> {
    fn rule(&self, fact: &Fact) -> Rule {
        match *fact {
            Fact::StatementReached { .. } => Rule::RunToCompletion,
            Fact::CallEntered { site } => match self.kind(site) {
                SiteKind::AsyncFunction => Rule::AsyncCallRunsNow,
                SiteKind::Generator | SiteKind::AsyncGenerator => Rule::GeneratorResumed,
                SiteKind::Program
                | SiteKind::Function
                | SiteKind::Statement
                | SiteKind::Expression
                | SiteKind::Await
                | SiteKind::Return
                | SiteKind::Throw
                | SiteKind::Call => Rule::CallPushed,
            },
            Fact::CallResumed { .. } => Rule::GeneratorResumed,
            Fact::CallExited { how, .. } => self.exit(how),
            Fact::AwaitSuspended { .. } if self.runtime <= Runtime::Node11 => {
                Rule::AwaitSuspendsWrapped
            }
            Fact::AwaitSuspended { .. } => Rule::AwaitSuspends,
            Fact::AwaitResumed { rejected: true, .. } => Rule::AwaitThrows,
            Fact::AwaitResumed { rejected: false, .. } => Rule::AwaitResumes,
            Fact::Thrown { .. } => Rule::ThrowUnwinds,
            Fact::PromiseCreated { promise } => match self.film.trace().promise(promise).origin {
                PromiseOrigin::Then => Rule::ThenReturnsPromise,
                PromiseOrigin::Async => Rule::AsyncReturnsPromise,
                PromiseOrigin::Call | PromiseOrigin::Seen => Rule::PromiseCreated,
            },
            Fact::PromiseSettled { .. } => Rule::PromiseSettled,
            Fact::ReactionAdded { promise, .. } if self.before.pending.contains_key(&promise) => {
                Rule::ReactionStored
            }
            Fact::ReactionAdded { .. } => Rule::ReactionReady,
            Fact::EntryQueued { entry } => self.queued(self.entry(entry).kind),
            Fact::TimerArmed { entry, .. } => self.armed(entry),
            Fact::EntryCancelled { .. } => Rule::Cancelled,
            Fact::EntryReferenced { referenced: true, .. } => Rule::Referenced,
            Fact::EntryReferenced { referenced: false, .. } => Rule::Unreferenced,
            Fact::RequestTaken { worker: Worker::Thread(_), .. } => Rule::RequestOnThread,
            Fact::RequestTaken { worker: Worker::Kernel, .. } => Rule::RequestAtKernel,
            Fact::RequestCompleted { .. } => Rule::RequestCompleted,
            Fact::EntryStarted { entry } => started(self.entry(entry).kind),
            Fact::EntryEnded { entry, threw } => self.ended(self.entry(entry).kind, threw),
            Fact::IterationBegan { .. } => Rule::IterationWhileAlive,
            Fact::PhaseEntered { phase } => self.phase(phase),
            Fact::DrainBegan { queue, round } => self.drain(queue, round),
            Fact::DrainEnded
                if self.scene.is_empty(Queue::Ticks) && self.scene.is_empty(Queue::Microtasks) =>
            {
                Rule::DrainEnded
            }
            Fact::DrainEnded => Rule::DrainCutOff,
            Fact::ClockMoved { cause, .. } => match cause {
                ClockCause::Spent => Rule::ClockSpent,
                ClockCause::Waited => Rule::ClockWaited,
            },
            Fact::DecisionMade { decision } => {
                Rule::OpenChoice(self.film.trace().decision(decision).question)
            }
            Fact::ConsoleWrote { .. } => Rule::WriteIsImmediate,
            Fact::ErrorUncaught { handled: true, .. } => Rule::UncaughtHandled,
            Fact::ErrorUncaught { handled: false, .. } => Rule::UncaughtEnds,
            Fact::RejectionUnhandled { handled: true, .. } => Rule::RejectionReported,
            Fact::RejectionUnhandled { handled: false, .. } if self.runtime < Runtime::Node16 => {
                Rule::RejectionWarns
            }
            Fact::RejectionUnhandled { handled: false, .. } => Rule::RejectionThrows,
            Fact::RejectionHandled { .. } => Rule::RejectionHandledLate,
            Fact::Exited { code: 0 } => Rule::ExitsWhenNothingLeft,
            Fact::Exited { .. } => Rule::ExitsWithCode,
            Fact::Stopped { .. } => Rule::Stopped,
        }
    }

    fn kind(&self, site: SiteId) -> SiteKind {
        self.film.trace().site(site).kind
    }

    fn entry(&self, entry: EntryId) -> &Entry {
        self.film.trace().entry(entry)
    }

    fn exit(&self, how: ExitKind) -> Rule {
        let is_async =
            self.before.top.is_some_and(|call| self.kind(call.function) == SiteKind::AsyncFunction);
        match (how, is_async) {
            (ExitKind::Returned, false) => Rule::CallReturned,
            (ExitKind::Returned, true) => Rule::AsyncReturned,
            (ExitKind::Threw, false) => Rule::CallThrew,
            (ExitKind::Threw, true) => Rule::AsyncThrew,
            (ExitKind::Yielded, _) => Rule::GeneratorYielded,
        }
    }

    fn queued(&self, kind: EntryKind) -> Rule {
        match kind {
            EntryKind::Tick => Rule::TickQueued,
            EntryKind::Reaction => Rule::ReactionQueued,
            EntryKind::AwaitContinuation => Rule::AwaitQueued,
            EntryKind::ThenableJob => Rule::ThenableQueued,
            EntryKind::PassThrough => Rule::PassThroughQueued,
            EntryKind::Microtask => Rule::MicrotaskQueued,
            EntryKind::EngineJob => Rule::EngineJobQueued,
            EntryKind::Timeout | EntryKind::Interval => self.list(),
            EntryKind::Immediate => Rule::ImmediateQueued,
            EntryKind::Request => Rule::RequestSubmitted,
            EntryKind::Close => Rule::CloseQueued,
            EntryKind::Main | EntryKind::ProcessEvent => Rule::CalledDirectly,
        }
    }

    fn list(&self) -> Rule {
        if self.runtime <= Runtime::Node10 { Rule::TimerArmedOwnHandle } else { Rule::TimerArmed }
    }

    fn armed(&self, entry: EntryId) -> Rule {
        let runs = self.before.running.iter().any(|running| running.entry == entry);
        if runs && self.entry(entry).kind == EntryKind::Interval {
            Rule::IntervalRearmed
        } else if runs || self.before.slot(entry).is_some() {
            Rule::TimerRefreshed
        } else {
            self.list()
        }
    }

    /// No drain follows a callback that threw, except after the main script (Node 12 and
    /// later) and between microtasks, which V8 runs on its own.
    fn ended(&self, kind: EntryKind, threw: bool) -> Rule {
        match kind {
            EntryKind::Main if threw && self.runtime < Runtime::Node12 => Rule::CallbackThrew,
            EntryKind::Main => Rule::MainEnded,
            EntryKind::Tick
            | EntryKind::Timeout
            | EntryKind::Interval
            | EntryKind::Immediate
            | EntryKind::Request
            | EntryKind::Close
                if threw =>
            {
                Rule::CallbackThrew
            }
            EntryKind::Tick => Rule::TickEnded,
            EntryKind::Reaction
            | EntryKind::AwaitContinuation
            | EntryKind::ThenableJob
            | EntryKind::PassThrough
            | EntryKind::Microtask
            | EntryKind::EngineJob => Rule::MicrotaskEnded,
            EntryKind::Timeout | EntryKind::Interval | EntryKind::Immediate
                if self.runtime <= Runtime::Node10 =>
            {
                Rule::BatchGoesOn
            }
            EntryKind::Timeout
            | EntryKind::Interval
            | EntryKind::Immediate
            | EntryKind::Request
            | EntryKind::Close => Rule::CallbackEnded,
            EntryKind::ProcessEvent => Rule::ProcessEventEnded,
        }
    }

    /// libuv 1.45, which Node has since 20.3, moved the timers from the beginning of an
    /// iteration to its end, and looks at them once before the first.
    fn phase(&self, phase: Phase) -> Rule {
        match phase {
            Phase::Timers if self.runtime < Runtime::Node20 => Rule::TimersFirst,
            Phase::Timers if self.before.phase.is_none() => Rule::TimersBeforeLoop,
            Phase::Timers => Rule::TimersLast,
            Phase::Pending => Rule::PendingPhase,
            Phase::Poll => Rule::PollPhase,
            Phase::Check => Rule::CheckPhase,
            Phase::Close => Rule::ClosePhase,
        }
    }

    fn drain(&self, queue: Queue, round: u32) -> Rule {
        match queue {
            Queue::Ticks if round > 1 => Rule::TicksAgain,
            Queue::Ticks => Rule::TicksFirst,
            Queue::Microtasks if self.scene.is_empty(Queue::Ticks) => Rule::MicrotasksAfterTicks,
            Queue::Microtasks | Queue::Timers | Queue::Poll | Queue::Check | Queue::Close => {
                Rule::MicrotasksBeforeTicks
            }
        }
    }
}

fn started(kind: EntryKind) -> Rule {
    match kind {
        EntryKind::Main => Rule::MainRuns,
        EntryKind::Tick => Rule::TickRuns,
        EntryKind::Reaction
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::Microtask
        | EntryKind::EngineJob => Rule::MicrotaskRuns,
        EntryKind::Timeout | EntryKind::Interval => Rule::TimerRuns,
        EntryKind::Immediate => Rule::ImmediateRuns,
        EntryKind::Request => Rule::RequestDelivered,
        EntryKind::Close => Rule::CloseRuns,
        EntryKind::ProcessEvent => Rule::ProcessEventEmitted,
    }
}

/// The timer of another list that is due earlier than the one that starts.
pub(crate) fn overtaken(before: &Scene, scene: &Scene) -> Option<EntryId> {
    let Some(Fact::EntryStarted { entry }) = scene.fact() else { return None };
    let trace = scene.film().trace();
    let due = before.timer(entry)?.due;
    let is_earlier = |other: &EntryId| before.slot(*other).is_some_and(|slot| slot.due() < due);
    let mut earlier = before.entries(Queue::Timers).take_while(is_earlier);
    earlier.find(|other| trace.entry(*other).duration_ms != trace.entry(entry).duration_ms)
}

/// The choice that a step is, or that let its entry start when it did.
fn decision(before: &Scene, scene: &Scene) -> Option<DecisionId> {
    let fact = scene.fact()?;
    if let Fact::DecisionMade { decision } = fact {
        return Some(decision);
    }
    let Fact::EntryStarted { entry } = fact else { return None };
    scene.film().decision_about(entry, before.slot(entry)?.since(), scene.step())
}

/// Everybody who waits, by queue and reason.
fn waiters(scene: &Scene) -> Vec<Waiters> {
    let served =
        [Queue::Ticks, Queue::Microtasks, Queue::Timers, Queue::Poll, Queue::Check, Queue::Close];
    let mut all = Vec::new();
    let crowd = Crowd::of(scene);
    for queue in served {
        let from = all.len();
        for entry in scene.entries(queue) {
            let reason = crowd.reason(scene, queue, entry);
            match all[from..].iter_mut().find(|group: &&mut Waiters| group.reason == reason) {
                Some(group) => group.count += 1,
                None => all.push(Waiters { queue, reason, first: entry, count: 1 }),
            }
        }
    }
    all
}

/// What everybody who waits has in common.
struct Crowd {
    has_ended: bool,
    /// The queue of the callback that runs; of the queue that is emptied if none does.
    served: Served,
    phase: Option<InPhase>,
    /// The time at which the phase began.
    began: VirtualTime,
    /// Node 10 empties the inner queues only after a whole batch.
    batches: bool,
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
            (None, None) => Served::Loop,
        };
        Self {
            has_ended: scene.ended().is_some(),
            served,
            phase: scene.phase(),
            began: scene
                .phase()
                .map_or_else(VirtualTime::default, |now| scene.film().trace().time(now.since)),
            batches: scene.film().runtime() <= Runtime::Node10,
        }
    }

    fn reason(&self, scene: &Scene, queue: Queue, entry: EntryId) -> Reason {
        if self.has_ended {
            return Reason::Never;
        }
        match queue {
            Queue::Ticks => self.inner(queue, Queue::Microtasks, Reason::MicrotasksFirst),
            Queue::Microtasks => self.inner(queue, Queue::Ticks, Reason::TicksFirst),
            Queue::Timers | Queue::Poll | Queue::Check | Queue::Close => {
                self.outer(scene, queue, entry)
            }
        }
    }

    /// Whether a timer must wait for the next timers phase although it is due in this one:
    /// since Node 11 a phase goes by the time at which it began (`processTimers` in
    /// lib/internal/timers.js), and never runs a timer that was set in it.
    fn is_too_late(&self, slot: &Slot) -> bool {
        let is_new = self.phase.is_some_and(|now| slot.since() > now.since);
        !self.batches && (is_new || slot.due() > self.began)
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
            Served::Drain(_) | Served::Loop => Reason::NextDrain,
        }
    }

    fn outer(&self, scene: &Scene, queue: Queue, entry: EntryId) -> Reason {
        let slot = scene.slot(entry);
        if queue == Queue::Timers && slot.is_some_and(|slot| slot.due() > scene.time()) {
            return Reason::NotDue;
        }
        if let (Queue::Poll, Some(slot)) = (queue, slot)
            && !slot.is_ready()
        {
            return slot.worker().map_or(Reason::NoThread, |_| Reason::WorkUnderWay);
        }
        match self.served {
            Served::Callback(Some(Queue::Ticks | Queue::Microtasks)) | Served::Drain(_) => {
                Reason::InnerQueuesFirst
            }
            Served::Callback(None) => Reason::StackBusy,
            Served::Callback(Some(_)) | Served::Loop => {
                let on = self.phase.is_some_and(|now| serves(now.phase, queue));
                let next = scene.waiting(entry).is_some_and(|waiting| waiting.next_iteration)
                    || slot.is_some_and(|slot| queue == Queue::Timers && self.is_too_late(slot));
                match (on, next) {
                    (true, true) => Reason::NextIteration,
                    (true, false) => Reason::Behind,
                    (false, _) => Reason::PhaseLater,
                }
            }
        }
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
    }
}
