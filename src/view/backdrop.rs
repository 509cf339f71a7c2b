//! What stays the same behind every frame of one recording.
//!
//! Made once, in one pass over the facts: the coloured program, how full each queue will ever
//! get (so that panels need not change their size), and which lane each step belongs to.

use std::collections::BTreeMap;

use super::{Lane, highlight::Listing};
use crate::{
    scene::Film,
    text,
    trace::{EntryId, Fact, FileId, Queue, Step, Trace, VirtualTime},
};

/// Something the lesson says when a step is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub step: Step,
    pub en: String,
    pub zh: String,
}

/// Everything about a recording that no playhead changes.
#[derive(Clone, Debug)]
pub struct Backdrop {
    listings: Vec<Listing>,
    peaks: Peaks,
    /// By step, from step 1.
    lanes: Vec<Option<Lane>>,
    /// In the order of their steps.
    notes: Vec<Note>,
    /// The steps that wrote output, in order.
    output: Vec<Step>,
    /// The steps at which a line runs, in order; by file and line, both from 1.
    runs: BTreeMap<(FileId, u32), Vec<Step>>,
}

impl Backdrop {
    /// Looks through the whole of `film` once.
    pub fn new(film: &Film, mut notes: Vec<Note>) -> Self {
        let trace = film.trace();
        let listings =
            trace.files().iter().map(|file| Listing::new(&file.path, &file.text)).collect();
        notes.retain(|note| note.step <= film.end());
        notes.sort_by_key(|note| note.step); // Stable: notes of one step stay in order.
        let mut pass = Pass::new(trace);
        let lanes = trace.facts().iter().map(|fact| pass.lane(fact)).collect();
        let steps = (1..).map(Step).zip(trace.facts());
        let output = steps
            .filter(|(_, fact)| matches!(fact, Fact::ConsoleWrote { .. }))
            .map(|(step, _)| step)
            .collect();
        let mut runs: BTreeMap<_, Vec<Step>> = BTreeMap::new();
        for (step, fact) in (1..).map(Step).zip(trace.facts()) {
            if let Fact::StatementReached { site } = *fact {
                let site = trace.site(site);
                runs.entry((site.file, site.start.line)).or_default().push(step);
            }
        }
        let written = film.line_count();
        let peaks = Peaks { lines: u16::try_from(written).unwrap_or(u16::MAX), ..pass.peaks };
        Self { listings, peaks, lanes, notes, output, runs }
    }

    pub fn listing(&self, file: FileId) -> &Listing {
        &self.listings[file.index()]
    }

    pub(super) fn first_listing(&self) -> Option<&Listing> {
        self.listings.first()
    }

    /// How many digits the longest line number has.
    pub(super) fn line_digits(&self) -> usize {
        let longest = self.listings.iter().map(|listing| listing.lines().len()).max();
        longest.unwrap_or(1).max(1).to_string().len()
    }

    pub(super) fn peaks(&self) -> &Peaks {
        &self.peaks
    }

    /// Whose callback runs once `step` has happened; none between callbacks.
    pub(super) fn lane(&self, step: Step) -> Option<Lane> {
        *self.lanes.get((step.0 as usize).checked_sub(1)?)?
    }

    pub(super) fn notes(&self) -> &[Note] {
        &self.notes
    }

    pub(super) fn output(&self) -> &[Step] {
        &self.output
    }

    /// The steps at which a line (counted from 1) runs, in order.
    pub fn runs(&self, file: FileId, line: u32) -> &[Step] {
        self.runs.get(&(file, line)).map_or(&[], Vec::as_slice)
    }

    /// The step of the next note after `step`, or of the last one before it.
    pub fn note_beyond(&self, step: Step, is_forward: bool) -> Option<Step> {
        let index = if is_forward {
            self.notes.partition_point(|note| note.step <= step)
        } else {
            self.notes.partition_point(|note| note.step < step).checked_sub(1)?
        };
        self.notes.get(index).map(|note| note.step)
    }
}

/// The most that is ever in one place at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Peaks {
    queues: [u16; 6],
    calls: u16,
    suspended: u16,
    promises: u16,
    lines: u16,
    /// The latest time at which a timer is due.
    due: VirtualTime,
}

impl Peaks {
    pub(super) fn of(&self, queue: Queue) -> u16 {
        self.queues[queue as usize]
    }

    /// Calls, and the callback they belong to.
    pub(super) fn stack(&self) -> u16 {
        self.calls.saturating_add(1)
    }

    /// Async functions that wait.
    pub(super) fn suspended(&self) -> u16 {
        self.suspended
    }

    /// Promises that are not settled.
    pub(super) fn promises(&self) -> u16 {
        self.promises
    }

    /// The cells of the longest time that a timer is due at, in milliseconds.
    pub(super) fn due_width(&self) -> usize {
        text::ms(self.due).len()
    }

    /// Lines of output.
    pub(super) fn lines(&self) -> u16 {
        self.lines
    }
}

/// The pass over the facts: only what peaks and lanes need.
struct Pass<'a> {
    trace: &'a Trace,
    peaks: Peaks,
    now: Peaks,
    is_waiting: Vec<bool>,
    running: Vec<EntryId>,
}

impl<'a> Pass<'a> {
    fn new(trace: &'a Trace) -> Self {
        Self {
            trace,
            peaks: Peaks::default(),
            now: Peaks::default(),
            is_waiting: vec![false; trace.entries().len()],
            running: Vec::new(),
        }
    }

    /// Takes the next fact and says whose callback runs after it.
    fn lane(&mut self, fact: &Fact) -> Option<Lane> {
        match *fact {
            Fact::EntryQueued { entry } => self.join(entry),
            Fact::TimerArmed { entry, due } => {
                self.peaks.due = self.peaks.due.max(due);
                self.join(entry);
            }
            Fact::EntryCancelled { entry } => self.leave(entry),
            Fact::EntryStarted { entry } => {
                self.leave(entry);
                self.running.push(entry);
            }
            Fact::EntryEnded { .. } => {
                // The step at which it ends is still its own.
                let ended = self.running.pop();
                return ended.map(|entry| Lane::of(self.trace.entry(entry).kind));
            }
            Fact::CallEntered { .. } | Fact::CallResumed { .. } => {
                more(&mut self.now.calls, &mut self.peaks.calls);
            }
            Fact::CallExited { .. } => less(&mut self.now.calls),
            Fact::AwaitSuspended { .. } => {
                less(&mut self.now.calls);
                more(&mut self.now.suspended, &mut self.peaks.suspended);
            }
            Fact::AwaitResumed { .. } => {
                less(&mut self.now.suspended);
                more(&mut self.now.calls, &mut self.peaks.calls);
            }
            Fact::PromiseCreated { .. } => {
                more(&mut self.now.promises, &mut self.peaks.promises);
            }
            Fact::PromiseSettled { .. } => less(&mut self.now.promises),
            Fact::StatementReached { .. }
            | Fact::Thrown { .. }
            | Fact::ReactionAdded { .. }
            | Fact::EntryReferenced { .. }
            | Fact::RequestTaken { .. }
            | Fact::RequestCompleted { .. }
            | Fact::IterationBegan { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DrainBegan { .. }
            | Fact::DrainEnded
            | Fact::ClockMoved { .. }
            | Fact::DecisionMade { .. }
            | Fact::ConsoleWrote { .. }
            | Fact::ErrorUncaught { .. }
            | Fact::RejectionUnhandled { .. }
            | Fact::RejectionHandled { .. }
            | Fact::Exited { .. }
            | Fact::Stopped { .. } => {}
        }
        self.running.last().map(|entry| Lane::of(self.trace.entry(*entry).kind))
    }

    fn join(&mut self, entry: EntryId) {
        let was_waiting = std::mem::replace(&mut self.is_waiting[entry.index()], true);
        if let Some(queue) = self.trace.entry(entry).kind.queue()
            && !was_waiting
        {
            more(&mut self.now.queues[queue as usize], &mut self.peaks.queues[queue as usize]);
        }
    }

    fn leave(&mut self, entry: EntryId) {
        let was_waiting = std::mem::replace(&mut self.is_waiting[entry.index()], false);
        if let Some(queue) = self.trace.entry(entry).kind.queue()
            && was_waiting
        {
            less(&mut self.now.queues[queue as usize]);
        }
    }
}

fn more(count: &mut u16, peak: &mut u16) {
    *count = count.saturating_add(1);
    *peak = (*peak).max(*count);
}

fn less(count: &mut u16) {
    *count = count.saturating_sub(1);
}
