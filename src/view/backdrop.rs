//! What stays the same behind every frame of one recording.
//!
//! Made once: the coloured program, how full each queue will ever get (so that panels need not
//! change their size), where lines run and output is written.

use std::collections::BTreeMap;

use super::highlight::Listing;
use crate::{
    scene::{Film, Peaks},
    trace::{Fact, FileId, Step},
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
    /// Lines of output.
    lines: u16,
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
        let lines = u16::try_from(film.line_count()).unwrap_or(u16::MAX);
        Self { listings, peaks: film.peaks().clone(), lines, notes, output, runs }
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

    /// How many lines the whole run writes.
    pub(super) fn lines(&self) -> u16 {
        self.lines
    }

    pub fn notes(&self) -> &[Note] {
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
