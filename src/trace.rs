//! The recording: everything that happened, in order, and nothing else.
//!
//! A [`Trace`] grows by [`Record`]s, one at a time, in the machine, through the pipe of the
//! runner and out of a file alike. It is checked as it grows: whatever a fact names exists,
//! so nobody who reads a trace meets an error. Deliberately absent: clocks, threads,
//! terminals, the engine, and any idea of what a moment looks like (that is `scene`).

mod check;
#[cfg(test)]
pub(crate) mod draft;
mod event;
pub mod format;
mod local;
mod omission;
mod record;
mod size;
mod stop;

use std::fmt;

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use event::id;
pub use event::*;
pub use local::*;
pub use omission::*;
pub use record::*;
pub use stop::Stop;

/// Name and version of the recorded form; raise it when a fact or record changes.
pub const FORMAT: &str = "loopscope-trace/3";

/// Whose order a program runs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    #[serde(rename = "node-10")]
    Node10,
    #[serde(rename = "node-11")]
    Node11,
    #[serde(rename = "node-12")]
    Node12,
    #[serde(rename = "node-14")]
    Node14,
    #[serde(rename = "node-16")]
    Node16,
    #[serde(rename = "node-18")]
    Node18,
    #[serde(rename = "node-20")]
    Node20,
    #[serde(rename = "node-22")]
    Node22,
    #[default]
    #[serde(rename = "node-24")]
    Node24,
    #[serde(rename = "node-26")]
    Node26,
    /// A page in Chrome, whose engine is as new as the newest Node's.
    #[serde(rename = "browser")]
    Browser,
}

impl Runtime {
    /// Every runtime: Node, oldest first, then the browser.
    pub const ALL: [Self; 11] = [
        Self::Node10,
        Self::Node11,
        Self::Node12,
        Self::Node14,
        Self::Node16,
        Self::Node18,
        Self::Node20,
        Self::Node22,
        Self::Node24,
        Self::Node26,
        Self::Browser,
    ];

    /// As the command line and lesson files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Node10 => "node-10",
            Self::Node11 => "node-11",
            Self::Node12 => "node-12",
            Self::Node14 => "node-14",
            Self::Node16 => "node-16",
            Self::Node18 => "node-18",
            Self::Node20 => "node-20",
            Self::Node22 => "node-22",
            Self::Node24 => "node-24",
            Self::Node26 => "node-26",
            Self::Browser => "browser",
        }
    }

    /// Whether programs run in a page, not in a process of Node's.
    pub fn is_browser(self) -> bool {
        self == Self::Browser
    }

    /// The runtime of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|runtime| runtime.name() == name)
    }
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What was recorded, under which rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The lesson's name or the program's path, as the user named it.
    pub program: String,
    pub runtime: Runtime,
    /// Seed of `Math.random` and of everything else that is drawn.
    pub seed: u64,
    /// Threads in the pool.
    pub threads: u8,
}

/// One addition to a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    Header(Header),
    File(File),
    Text(String),
    Site(Site),
    Promise(Promise),
    Wait(Wait),
    /// Describes a queue entry. A second record for the same id completes the first: what a
    /// promise job is, is known only once it runs.
    Entry(EntryId, Entry),
    Decision(Decision),
    Variable(Variable),
    /// Ordered by step among themselves.
    Local(Local),
    /// Ordered by step among themselves.
    Omission(Omission),
    Fact(Fact),
}

/// A record that names something no earlier record described.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record names what no earlier record describes: {0}")]
pub struct Malformed(String);

/// The recording of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    header: Header,
    files: Vec<File>,
    texts: IndexSet<Box<str>>,
    sites: Vec<Site>,
    promises: Vec<Promise>,
    waits: Vec<Wait>,
    entries: Vec<Entry>,
    decisions: Vec<Decision>,
    variables: Vec<Variable>,
    locals: Vec<Local>,
    omissions: Vec<Omission>,
    facts: Vec<Fact>,
    /// When the clock moved: the step that moved it and the time from then on.
    clock: Vec<(Step, VirtualTime)>,
}

impl Trace {
    /// Appends one record.
    ///
    /// # Errors
    /// [`Malformed`] if it names a text, site, entry and so on that is not there; the trace
    /// is as before.
    pub fn push(&mut self, record: Record) -> Result<(), Malformed> {
        self.check(&record)?;
        match record {
            Record::Header(header) => self.header = header,
            Record::File(file) => self.files.push(file),
            Record::Text(text) => {
                self.texts.insert(text.into());
            }
            Record::Site(site) => self.sites.push(site),
            Record::Promise(promise) => self.promises.push(promise),
            Record::Wait(wait) => self.waits.push(wait),
            Record::Entry(id, entry) if id.index() < self.entries.len() => {
                self.entries[id.index()] = entry;
            }
            Record::Entry(_, entry) => self.entries.push(entry),
            Record::Decision(decision) => self.decisions.push(decision),
            Record::Variable(variable) => self.variables.push(variable),
            Record::Local(local) => self.locals.push(local),
            Record::Omission(omission) => self.omissions.push(omission),
            Record::Fact(fact) => {
                self.facts.push(fact);
                if let Fact::ClockMoved { to, .. } = fact {
                    self.clock.push((self.end(), to));
                }
            }
        }
        Ok(())
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// All facts, in order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The fact that made `step`; none for the beginning or past the end.
    pub fn fact(&self, step: Step) -> Option<Fact> {
        self.facts.get((step.0 as usize).checked_sub(1)?).copied()
    }

    /// The last step.
    pub fn end(&self) -> Step {
        Step(u32::try_from(self.facts.len()).unwrap_or(u32::MAX))
    }

    /// Virtual time once `step` has happened.
    pub fn time(&self, step: Step) -> VirtualTime {
        let moved = self.clock.partition_point(|(at, _)| *at <= step);
        moved.checked_sub(1).map_or(VirtualTime::default(), |last| self.clock[last].1)
    }

    pub fn file(&self, id: FileId) -> &File {
        &self.files[id.index()]
    }

    pub fn text(&self, id: TextId) -> &str {
        &self.texts[id.index()]
    }

    /// How many texts there are.
    pub fn text_count(&self) -> usize {
        self.texts.len()
    }

    /// All texts, in the order of their ids.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }

    /// The id of a text, if the trace has it.
    pub fn find_text(&self, text: &str) -> Option<TextId> {
        self.texts.get_index_of(text).and_then(nth).map(TextId)
    }

    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.index()]
    }

    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    pub fn promise(&self, id: PromiseId) -> &Promise {
        &self.promises[id.index()]
    }

    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    pub fn wait(&self, id: WaitId) -> &Wait {
        &self.waits[id.index()]
    }

    pub fn waits(&self) -> &[Wait] {
        &self.waits
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.index()]
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn decision(&self, id: DecisionId) -> &Decision {
        &self.decisions[id.index()]
    }

    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    pub fn variable(&self, id: VariableId) -> &Variable {
        &self.variables[id.index()]
    }

    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// What variables held and when that changed, by step; empty where the recording does not
    /// say.
    pub fn locals(&self) -> &[Local] {
        &self.locals
    }

    /// The line of the program that begins an omission, if it is one of the program's.
    pub fn line_of(&self, omission: &Omission) -> Option<u32> {
        omission.site.map(|site| self.site(site).start.line)
    }

    /// What the recording does not show as it is, in order.
    pub fn omissions(&self) -> &[Omission] {
        &self.omissions
    }

    /// The records that make this trace, in an order [`Trace::push`] accepts: what is named
    /// before what names it, facts last.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let entries = (1..).zip(&self.entries);
        std::iter::once(Record::Header(self.header.clone()))
            .chain(self.files.iter().cloned().map(Record::File))
            .chain(self.texts.iter().map(|text| Record::Text(text.to_string())))
            .chain(self.sites.iter().copied().map(Record::Site))
            .chain(self.promises.iter().copied().map(Record::Promise))
            .chain(self.waits.iter().copied().map(Record::Wait))
            .chain(entries.map(|(n, entry)| Record::Entry(EntryId(n), *entry)))
            .chain(self.decisions.iter().cloned().map(Record::Decision))
            .chain(self.variables.iter().copied().map(Record::Variable))
            .chain(self.locals.iter().copied().map(Record::Local))
            .chain(self.omissions.iter().copied().map(Record::Omission))
            .chain(self.facts.iter().copied().map(Record::Fact))
    }
}

/// A count as an id, which counts from 1.
fn nth(index: usize) -> Option<u32> {
    u32::try_from(index + 1).ok()
}
