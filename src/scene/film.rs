//! A trace made ready for being looked at: keyframes, and indexes over the facts.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    listing::Listing,
    parts::{Card, OutputLine, Place, Settled},
    peaks::Peaks,
    state::State,
};
use crate::trace::{
    DecisionId, EntryId, EntryKind, Fact, FileId, PromiseId, Runtime, Site, SiteId, Step, Stream,
    TextId, Trace, Value,
};

/// Facts between two keyframes. Folding this many takes some tens of microseconds.
const INTERVAL: usize = 512;

/// A finished trace, ready to be looked at from any step.
#[derive(Clone, Debug)]
pub struct Film {
    trace: Trace,
    /// The state after 0, `INTERVAL`, 2 * `INTERVAL` ... facts.
    keyframes: Vec<State>,
    /// Per entry: where it was scheduled.
    origins: Vec<Origin>,
    /// Per promise: what became of it.
    settled: Vec<Option<Settled>>,
    /// Per program file.
    listings: Vec<Listing>,
    output: Output,
    peaks: Peaks,
    /// Per fact: what runs once it has happened, or has just ended with it.
    ran: Vec<Option<EntryKind>>,
    /// Every decision that names an entry, by entry and step.
    decisions: BTreeMap<(EntryId, Step), DecisionId>,
}

impl Film {
    /// Folds the whole trace once.
    pub fn new(trace: Trace) -> Self {
        let mut state = State::default();
        let mut keyframes = vec![state.clone()];
        let mut settled = vec![None; trace.promises().len()];
        let mut origins = Origins::of(&trace);
        let mut output = Output::default();
        let mut decisions = BTreeMap::new();
        let mut peaks = Peaks::default();
        let mut ran = Vec::with_capacity(trace.facts().len());
        for (n, fact) in (1..).zip(trace.facts()) {
            let step = Step(n);
            state.apply(&trace, step, fact);
            let at = state.top.as_ref().and_then(|call| call.at);
            peaks.see(&state, fact);
            let by = state.running.last().map(|running| running.entry);
            // The step at which it ends is still its own.
            let ended = if let Fact::EntryEnded { entry, .. } = *fact { Some(entry) } else { None };
            ran.push(ended.or(by).map(|entry| trace.entry(entry).kind));
            origins.reach(step, Origin { at, by });
            if let Fact::ConsoleWrote { stream, text } = *fact {
                output.write(&trace, Chunk { step, stream, text, start: 0, end: 0, origin: at });
            } else if let Fact::DecisionMade { decision } = *fact {
                let about = &trace.decision(decision).entries;
                decisions.extend(about.iter().map(|entry| ((*entry, step), decision)));
            } else if let Fact::PromiseSettled { promise, rejected, value } = *fact {
                settled[promise.index()] = Some(Settled { step, rejected, value });
            }
            if (n as usize).is_multiple_of(INTERVAL) {
                keyframes.push(state.clone());
            }
        }
        let origins = origins.found;
        let listings = trace.files().iter().map(Listing::of).collect();
        Self { trace, keyframes, origins, settled, listings, output, peaks, ran, decisions }
    }

    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The last step.
    pub fn end(&self) -> Step {
        self.trace.end()
    }

    /// The state after `step`, which may be past the end.
    pub(super) fn state(&self, step: Step) -> State {
        let facts = self.trace.facts();
        let done = (step.0 as usize).min(facts.len());
        let nearest = done / INTERVAL;
        let mut state = self.keyframes[nearest].clone();
        let from = nearest * INTERVAL;
        for (index, fact) in facts[from..done].iter().enumerate() {
            state.apply(&self.trace, step_after(from + index), fact);
        }
        state
    }

    /// The entry as a card.
    pub fn card(&self, id: EntryId) -> Card<'_> {
        let entry = self.trace.entry(id);
        Card {
            id,
            kind: entry.kind,
            label: self.trace.text(entry.label),
            place: entry.site.map(|site| self.place(site)),
            scheduled: entry.scheduled,
            origin: self.origins[id.index()].at.map(|site| self.place(site)),
            scheduler: self.origins[id.index()].by,
            promise: entry.promise,
            duration_ms: entry.duration_ms,
        }
    }

    /// Where a site stands.
    pub fn place(&self, site: SiteId) -> Place<'_> {
        let record = self.trace.site(site);
        Place {
            site,
            path: &self.trace.file(record.file).path,
            line: record.start.line,
            column: record.start.column,
        }
    }

    /// The words of the program at a site.
    pub fn words(&self, site: SiteId) -> &str {
        let Site { file, start, end, .. } = *self.trace.site(site);
        self.listings[file.index()].words(self.trace.file(file), start, end)
    }

    /// How many lines a program file has.
    pub fn source_len(&self, file: FileId) -> usize {
        self.listings[file.index()].len(self.trace.file(file))
    }

    /// A line (counted from 1) of a program file, without its terminator.
    pub fn source_line(&self, file: FileId, line: u32) -> &str {
        self.listings[file.index()].line(self.trace.file(file), line)
    }

    /// What became of a promise, in the whole run.
    pub fn settled(&self, promise: PromiseId) -> Option<Settled> {
        self.settled[promise.index()]
    }

    /// A value in words; empty for one that has not said what it is.
    pub fn value(&self, value: Value) -> Cow<'_, str> {
        match value {
            Value::Unknown => Cow::Borrowed(""),
            Value::Undefined => Cow::Borrowed("undefined"),
            Value::Int(n) => Cow::Owned(n.to_string()),
            Value::Text(id) => Cow::Borrowed(self.trace.text(id)),
        }
    }

    /// The last choice between `from` and `until` that names the entry.
    pub(super) fn decision_about(
        &self,
        entry: EntryId,
        from: Step,
        until: Step,
    ) -> Option<DecisionId> {
        self.decisions.range((entry, from)..(entry, until)).next_back().map(|(_, made)| *made)
    }

    /// How full everything ever gets.
    pub fn peaks(&self) -> &Peaks {
        &self.peaks
    }

    /// Whose callback `step` belongs to; none between callbacks.
    pub fn ran(&self, step: Step) -> Option<EntryKind> {
        *self.ran.get((step.0 as usize).checked_sub(1)?)?
    }

    pub fn runtime(&self) -> Runtime {
        self.trace.header().runtime
    }

    pub(super) fn output(&self) -> &Output {
        &self.output
    }
}

/// The step that the fact at `index` makes.
pub(super) fn step_after(index: usize) -> Step {
    Step(u32::try_from(index + 1).unwrap_or(u32::MAX))
}

/// Where an entry was scheduled.
#[derive(Clone, Copy, Debug, Default)]
struct Origin {
    /// The statement.
    at: Option<SiteId>,
    /// The entry whose callback ran.
    by: Option<EntryId>,
}

/// Finds where each entry was scheduled, in one pass.
struct Origins {
    /// What to find, the earliest step last.
    wanted: Vec<(Step, EntryId)>,
    found: Vec<Origin>,
}

impl Origins {
    fn of(trace: &Trace) -> Self {
        let entries = (1..).map(EntryId).zip(trace.entries());
        let mut wanted: Vec<_> = entries.map(|(id, entry)| (entry.scheduled, id)).collect();
        wanted.sort_unstable_by(|a, b| b.cmp(a));
        Self { found: vec![Origin::default(); wanted.len()], wanted }
    }

    fn reach(&mut self, step: Step, origin: Origin) {
        while let Some((_, entry)) = self.wanted.pop_if(|(scheduled, _)| *scheduled <= step) {
            self.found[entry.index()] = origin;
        }
    }
}

/// A part of one write that is on one line.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    step: Step,
    stream: Stream,
    text: TextId,
    /// The bytes of the text that are on this line.
    start: u32,
    end: u32,
    origin: Option<SiteId>,
}

/// Everything written, by lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Output {
    chunks: Vec<Chunk>,
    /// Where each line begins in `chunks`.
    lines: Vec<u32>,
    /// Whether the last line has had its newline.
    ended: bool,
}

impl Output {
    fn write(&mut self, trace: &Trace, whole: Chunk) {
        let mut start = 0;
        for piece in trace.text(whole.text).split_inclusive('\n') {
            if self.lines.is_empty() || self.ended {
                self.lines.push(count(self.chunks.len()));
            }
            self.ended = piece.ends_with('\n');
            let end = start + piece.len();
            let shown = end - usize::from(self.ended);
            self.chunks.push(Chunk { start: count(start), end: count(shown), ..whole });
            start = end;
        }
    }

    /// How many lines there are, a line begun included, once `step` has happened.
    pub(super) fn lines_until(&self, step: Step) -> usize {
        self.lines.partition_point(|first| self.chunks[*first as usize].step <= step)
    }

    /// The last line that `step` wrote to.
    pub(super) fn written(&self, step: Step) -> Option<usize> {
        let after = self.chunks.partition_point(|chunk| chunk.step <= step);
        let last = after.checked_sub(1).filter(|last| self.chunks[*last].step == step)?;
        self.lines.partition_point(|first| *first as usize <= last).checked_sub(1)
    }

    /// A line as it is once `step` has happened.
    pub(super) fn line<'a>(&self, film: &'a Film, number: usize, step: Step) -> OutputLine<'a> {
        let first = self.lines[number] as usize;
        let next = self.lines.get(number + 1).map_or(self.chunks.len(), |next| *next as usize);
        let chunks = &self.chunks[first..next];
        let written = chunks.partition_point(|chunk| chunk.step <= step).max(1);
        let words = |chunk: &Chunk| {
            &film.trace().text(chunk.text)[chunk.start as usize..chunk.end as usize]
        };
        let text = match &chunks[..written] {
            [only] => Cow::Borrowed(words(only)),
            several => Cow::Owned(several.iter().map(words).collect()),
        };
        let Chunk { stream, step, origin, .. } = chunks[0];
        OutputLine { number, stream, text, step, origin: origin.map(|site| film.place(site)) }
    }
}

/// Facts are counted in 32 bits, and so is all that one of them can write.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
