//! Moves through a film: to the next statement, callback, phase; to who scheduled this.
//!
//! Every search scans the facts from where it stands, which takes about a millisecond for a
//! million of them; an index would cost more memory than it saves time.

use super::Film;
use crate::trace::{EntryId, Fact, FileId, SiteId, Step};

/// How far one move goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Every recorded fact.
    Event,
    Statement,
    /// Where the callback of a task, a tick or a microtask begins.
    Callback,
    /// Where the loop enters a phase.
    Phase,
    /// Where a pass of the loop begins.
    Iteration,
    /// Where the program writes.
    Output,
}

impl Level {
    pub const ALL: [Self; 6] =
        [Self::Event, Self::Statement, Self::Callback, Self::Phase, Self::Iteration, Self::Output];

    fn stops_at(self, fact: &Fact) -> bool {
        match self {
            Self::Event => true,
            Self::Statement => matches!(fact, Fact::StatementReached { .. }),
            Self::Callback => matches!(fact, Fact::EntryStarted { .. }),
            Self::Phase => matches!(fact, Fact::PhaseEntered { .. }),
            Self::Iteration => matches!(fact, Fact::IterationBegan { .. }),
            Self::Output => matches!(fact, Fact::ConsoleWrote { .. }),
        }
    }
}

impl Film {
    /// The next step of this level after `from`.
    pub fn next(&self, level: Level, from: Step) -> Option<Step> {
        self.next_where(from, |fact| level.stops_at(fact))
    }

    /// The last step of this level before `from`; for events also the beginning.
    pub fn previous(&self, level: Level, from: Step) -> Option<Step> {
        if level == Level::Event {
            return from.0.checked_sub(1).map(Step).map(|step| step.min(self.end()));
        }
        self.previous_where(from, |fact| level.stops_at(fact))
    }

    /// The next time a statement of this line (counted from 1) is reached.
    pub fn next_run(&self, file: FileId, line: u32, from: Step) -> Option<Step> {
        let on_line = self.sites_on(file, line);
        self.next_where(from, |fact| reaches(fact, &on_line))
    }

    /// The last time before `from` that a statement of this line was reached.
    pub fn previous_run(&self, file: FileId, line: u32, from: Step) -> Option<Step> {
        let on_line = self.sites_on(file, line);
        self.previous_where(from, |fact| reaches(fact, &on_line))
    }

    /// The step at which the entry's callback first began.
    pub fn started(&self, entry: EntryId) -> Option<Step> {
        let from = self.trace().entry(entry).scheduled;
        let from = Step(from.0.saturating_sub(1));
        self.next_where(from, |fact| *fact == Fact::EntryStarted { entry })
    }

    /// What was scheduled during `step`, in the order it came to be.
    pub fn scheduled_at(&self, step: Step) -> Vec<EntryId> {
        let entries = (1..).map(EntryId).zip(self.trace().entries());
        entries.filter(|(_, entry)| entry.scheduled == step).map(|(id, _)| id).collect()
    }

    /// How many lines the whole run writes.
    pub fn line_count(&self) -> usize {
        self.output().lines_until(self.end())
    }

    /// The step that wrote the beginning of an output line; lines count from 0.
    pub fn line_step(&self, number: usize) -> Option<Step> {
        (number < self.line_count()).then(|| self.output().line(self, number, self.end()).step)
    }

    /// The first step after `from` whose fact is wanted.
    pub fn next_where(&self, from: Step, wanted: impl Fn(&Fact) -> bool) -> Option<Step> {
        let facts = self.trace().facts();
        let from = (from.0 as usize).min(facts.len());
        let ahead = facts[from..].iter().position(wanted)?;
        Some(super::film::step_after(from + ahead))
    }

    /// The last step before `from` whose fact is wanted.
    pub fn previous_where(&self, from: Step, wanted: impl Fn(&Fact) -> bool) -> Option<Step> {
        let facts = self.trace().facts();
        let until = (from.0 as usize).saturating_sub(1).min(facts.len());
        facts[..until].iter().rposition(wanted).map(super::film::step_after)
    }

    /// For every site whether it begins on this line.
    fn sites_on(&self, file: FileId, line: u32) -> Vec<bool> {
        let sites = self.trace().sites();
        sites.iter().map(|site| site.file == file && site.start.line == line).collect()
    }
}

fn reaches(fact: &Fact, sites: &[bool]) -> bool {
    let is_wanted = |site: SiteId| sites[site.index()];
    matches!(fact, Fact::StatementReached { site } if is_wanted(*site))
}
