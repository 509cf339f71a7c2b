//! Which place in the program a step is about.

use super::{Place, Scene};
use crate::trace::{Fact, SiteId};

impl<'a> Scene<'a> {
    /// The place in the program that this step is about: the statement that runs, the
    /// callback that starts, the `await` that waits; else the statement the topmost call is
    /// at. None where only Node itself is at work.
    pub fn about(&self) -> Option<Place<'a>> {
        self.fact().and_then(|fact| self.site(&fact)).map(|site| self.film.place(site))
    }

    fn site(&self, fact: &Fact) -> Option<SiteId> {
        let trace = self.film.trace();
        let here = self.state.top.as_ref().and_then(|call| call.at);
        match *fact {
            Fact::StatementReached { site }
            | Fact::CallEntered { site }
            | Fact::CallResumed { site } => Some(site),
            Fact::CallExited { .. } => self.left.and_then(|left| left.at).or(here),
            Fact::AwaitSuspended { wait } | Fact::AwaitResumed { wait, .. } => {
                Some(trace.wait(wait).site)
            }
            Fact::PromiseCreated { promise } => trace.promise(promise).site.or(here),
            Fact::EntryStarted { entry } | Fact::EntryEnded { entry, .. } => {
                trace.entry(entry).site
            }
            Fact::EntryQueued { entry }
            | Fact::TaskQueued { entry, .. }
            | Fact::TimerArmed { entry, .. }
            | Fact::EntryCancelled { entry }
            | Fact::EntryReferenced { entry, .. } => here.or(trace.entry(entry).site),
            Fact::Thrown { .. }
            | Fact::PromiseSettled { .. }
            | Fact::ReactionAdded { .. }
            | Fact::ClockMoved { .. }
            | Fact::ConsoleWrote { .. }
            | Fact::ErrorUncaught { .. }
            | Fact::RejectionHandled { .. }
            | Fact::RejectionUnhandled { .. } => here,
            Fact::RequestTaken { .. }
            | Fact::RequestCompleted { .. }
            | Fact::IterationBegan { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DrainBegan { .. }
            | Fact::DrainEnded
            | Fact::DecisionMade { .. }
            | Fact::Exited { .. }
            | Fact::Stopped { .. } => None,
        }
    }
}
