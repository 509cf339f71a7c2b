//! Why a step of a page happens, where a page has rules of its own.

use super::Judge;
use crate::{
    scene::PageRule,
    trace::{ClockCause, EntryKind, Fact, PageEntry, Phase, Priority, Queue},
};

impl Judge<'_> {
    /// The page's own rule; none where the language's rule, or Node's, is the same.
    pub(super) fn page_rule(&self, fact: &Fact) -> Option<PageRule> {
        Some(match *fact {
            Fact::EntryQueued { entry } => match self.entry(entry).kind {
                EntryKind::Request => PageRule::FetchBegan,
                EntryKind::Page(PageEntry::FrameCallback) => PageRule::FrameCallbackQueued,
                EntryKind::Page(PageEntry::IdleCallback) => PageRule::IdleCallbackQueued,
                EntryKind::Main
                | EntryKind::Tick
                | EntryKind::Reaction
                | EntryKind::AwaitContinuation
                | EntryKind::ThenableJob
                | EntryKind::PassThrough
                | EntryKind::Microtask
                | EntryKind::EngineJob
                | EntryKind::Timeout
                | EntryKind::Interval
                | EntryKind::Immediate
                | EntryKind::Close
                | EntryKind::ProcessEvent
                | EntryKind::Page(_) => return None,
            },
            Fact::TaskQueued { entry, priority } => {
                self.task_queued(self.entry(entry).kind, priority, entry)
            }
            Fact::TimerArmed { entry, .. } => {
                let repeats = self.entry(entry).kind == EntryKind::Interval;
                let runs = self.before.running.iter().any(|running| running.entry == entry);
                if repeats && (runs || self.before.slot(entry).is_some()) {
                    PageRule::IntervalOnGrid
                } else {
                    PageRule::TimerArmed
                }
            }
            Fact::EntryCancelled { .. } => PageRule::Cancelled,
            Fact::RequestTaken { .. } => PageRule::FetchBegan,
            Fact::RequestCompleted { .. } => PageRule::ResponseArrived,
            Fact::EntryStarted { entry } => return started(self.entry(entry).kind),
            Fact::EntryEnded { entry, .. } => self.page_ended(self.entry(entry).kind),
            Fact::IterationBegan { .. } => PageRule::TaskPerTurn,
            Fact::PhaseEntered { phase: Phase::Source(_) } => PageRule::TaskChosen,
            Fact::DrainBegan { .. } => PageRule::Checkpoint,
            Fact::DrainEnded => PageRule::CheckpointEnded,
            Fact::ClockMoved { cause: ClockCause::Spent, .. } => PageRule::ClockSpent,
            Fact::ClockMoved { cause: ClockCause::Waited, .. } => PageRule::ClockWaited,
            Fact::ErrorUncaught { .. } => PageRule::ErrorReported,
            Fact::RejectionUnhandled { .. } => PageRule::RejectionReported,
            Fact::RejectionHandled { .. } => PageRule::RejectionHandledLate,
            Fact::Exited { .. } => PageRule::NothingLeft,
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
            | Fact::EntryReferenced { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DecisionMade { .. }
            | Fact::ConsoleWrote { .. }
            | Fact::Stopped { .. } => return None,
        })
    }

    fn task_queued(
        &self,
        kind: EntryKind,
        priority: Priority,
        entry: crate::trace::EntryId,
    ) -> PageRule {
        let is_timer = matches!(kind, EntryKind::Timeout | EntryKind::Interval);
        match self.before.slot(entry).map(crate::scene::state::Slot::queue) {
            Some(Queue::Timers) => PageRule::TimerBecomesTask,
            Some(Queue::Poll) => PageRule::ResponseArrived,
            Some(_) | None if is_timer => PageRule::TimerQueuedNow,
            Some(_) | None if priority < Priority::Normal => PageRule::UrgentTaskQueued,
            Some(_) | None => PageRule::TaskQueued,
        }
    }

    /// What leaves the stack empty is followed by a checkpoint.
    fn page_ended(&self, kind: EntryKind) -> PageRule {
        match kind {
            EntryKind::Page(PageEntry::Listener) if self.scene.depth() > 0 => {
                PageRule::ListenerEndedInScript
            }
            EntryKind::Page(PageEntry::Listener) => PageRule::ListenerEndedAlone,
            EntryKind::Page(
                PageEntry::Input | PageEntry::Message | PageEntry::Event | PageEntry::Frame,
            )
            | EntryKind::Request => PageRule::StepsEnded,
            EntryKind::Reaction
            | EntryKind::AwaitContinuation
            | EntryKind::ThenableJob
            | EntryKind::PassThrough
            | EntryKind::Microtask
            | EntryKind::EngineJob => PageRule::MicrotaskEnded,
            EntryKind::Main
            | EntryKind::Tick
            | EntryKind::Timeout
            | EntryKind::Interval
            | EntryKind::Immediate
            | EntryKind::Close
            | EntryKind::ProcessEvent
            | EntryKind::Page(
                PageEntry::PostedTask | PageEntry::FrameCallback | PageEntry::IdleCallback,
            ) => PageRule::TaskEnded,
        }
    }
}

/// Why an entry of a page starts; none where the general rule says it.
fn started(kind: EntryKind) -> Option<PageRule> {
    Some(match kind {
        EntryKind::Main => PageRule::ScriptRuns,
        EntryKind::Timeout | EntryKind::Interval => PageRule::TimerRuns,
        EntryKind::Request => PageRule::ResponseRuns,
        EntryKind::Page(PageEntry::Input) => PageRule::InputRuns,
        EntryKind::Page(PageEntry::Message) => PageRule::MessageRuns,
        EntryKind::Page(PageEntry::PostedTask) => PageRule::PostedTaskRuns,
        EntryKind::Page(PageEntry::Event) => PageRule::PageEventRuns,
        EntryKind::Page(PageEntry::Frame) => PageRule::FrameRuns,
        EntryKind::Page(PageEntry::FrameCallback) => PageRule::FrameCallbackRuns,
        EntryKind::Page(PageEntry::IdleCallback) => PageRule::IdleRuns,
        EntryKind::Page(PageEntry::Listener) => PageRule::ListenerCalled,
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
    })
}
