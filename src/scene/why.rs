//! Why a step happens: as data.

mod page;

use super::{Film, PageRule, Rule, Scene, Waiters, at, state::State, waiters::waiters};
use crate::trace::{
    ClockCause, DecisionId, Entry, EntryId, EntryKind, ExitKind, Fact, Phase, PromiseOrigin, Queue,
    Runtime, SiteId, SiteKind, Step, Worker,
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
        if self.runtime.is_browser()
            && let Some(rule) = self.page_rule(fact)
        {
            return Rule::Page(rule);
        }
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
            Fact::TaskQueued { .. } => Rule::Page(PageRule::TaskQueued),
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
        let is_async = self
            .before
            .top
            .as_ref()
            .is_some_and(|call| self.kind(call.function) == SiteKind::AsyncFunction);
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
            EntryKind::Page(_) => Rule::Page(PageRule::TaskQueued),
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
            EntryKind::Page(_) => Rule::Page(PageRule::TaskEnded),
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
            Phase::Source(_) => Rule::Page(PageRule::TaskChosen),
        }
    }

    fn drain(&self, queue: Queue, round: u32) -> Rule {
        match queue {
            Queue::Ticks if round > 1 => Rule::TicksAgain,
            Queue::Ticks => Rule::TicksFirst,
            Queue::Microtasks if self.scene.is_empty(Queue::Ticks) => Rule::MicrotasksAfterTicks,
            Queue::Microtasks
            | Queue::Timers
            | Queue::Poll
            | Queue::Check
            | Queue::Close
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => Rule::MicrotasksBeforeTicks,
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
        EntryKind::Page(_) => Rule::Page(PageRule::TaskChosen),
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
