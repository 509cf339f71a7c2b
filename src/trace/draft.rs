//! A trace made by hand, for tests: small, and well formed by construction.

use super::{
    Decision, Entry, EntryId, EntryKind, Fact, File, FileId, Header, Position, Promise, PromiseId,
    PromiseOrigin, Question, Record, Runtime, Site, SiteId, SiteKind, Step, TextId, Trace, Value,
    VirtualTime, Wait, WaitId,
};

/// A trace under construction. Sites are found by their words in the source.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    trace: Trace,
    source: String,
}

impl Draft {
    /// A recording of one file, `/app/main.js`, of which nothing has run.
    pub(crate) fn new(runtime: Runtime, source: &str) -> Self {
        let mut draft = Self { trace: Trace::default(), source: source.to_owned() };
        let program = "main.js".to_owned();
        draft.record(Record::Header(Header { program, runtime, seed: 1, threads: 4 }));
        let (path, text) = ("/app/main.js".to_owned(), source.to_owned());
        draft.record(Record::File(File { path, text }));
        draft.site(SiteKind::Program, source, "");
        draft
    }

    pub(crate) fn trace(self) -> Trace {
        self.trace
    }

    pub(crate) fn record(&mut self, record: Record) {
        self.trace.push(record).expect("a draft names only what it has");
    }

    pub(crate) fn text(&mut self, text: &str) -> TextId {
        if self.trace.find_text(text).is_none() {
            self.record(Record::Text(text.to_owned()));
        }
        self.trace.find_text(text).expect("the text was just added")
    }

    pub(crate) fn value(&mut self, text: &str) -> Value {
        Value::Text(self.text(text))
    }

    /// The site of the words' first occurrence. The program is site 1; what is not a function
    /// stands in the last function made.
    pub(crate) fn site(&mut self, kind: SiteKind, words: &str, name: &str) -> SiteId {
        let start = self.source.find(words).expect("the words stand in the source");
        let (start, end) = (self.position(start), self.position(start + words.len()));
        let name = self.text(name);
        let id = SiteId(u32::try_from(self.trace.sites().len()).expect("few sites") + 1);
        let is_function = matches!(
            kind,
            SiteKind::Program
                | SiteKind::Function
                | SiteKind::AsyncFunction
                | SiteKind::Generator
                | SiteKind::AsyncGenerator
        );
        let last = self.trace.sites().last().map_or(id, |site| site.function);
        let function = if is_function { id } else { last };
        self.record(Record::Site(Site { file: FileId(1), kind, start, end, function, name }));
        id
    }

    pub(crate) fn entry(&mut self, kind: EntryKind, label: &str, site: Option<SiteId>) -> EntryId {
        let (label, scheduled) = (self.text(label), self.trace.end());
        self.described(Entry { kind, label, site, scheduled, promise: None, duration_ms: 0 })
    }

    pub(crate) fn reaction(&mut self, label: &str, promise: PromiseId) -> EntryId {
        let (kind, label, scheduled) = (EntryKind::Reaction, self.text(label), self.trace.end());
        let promise = Some(promise);
        self.described(Entry { kind, label, site: None, scheduled, promise, duration_ms: 0 })
    }

    pub(crate) fn timer(&mut self, label: &str, duration_ms: u32) -> EntryId {
        let (kind, label, scheduled) = (EntryKind::Timeout, self.text(label), self.trace.end());
        self.described(Entry { kind, label, site: None, scheduled, promise: None, duration_ms })
    }

    pub(crate) fn described(&mut self, entry: Entry) -> EntryId {
        let id = EntryId(u32::try_from(self.trace.entries().len()).expect("few entries") + 1);
        self.record(Record::Entry(id, entry));
        id
    }

    pub(crate) fn promise(&mut self, origin: PromiseOrigin, site: Option<SiteId>) -> PromiseId {
        self.record(Record::Promise(Promise { origin, site, parent: None }));
        PromiseId(u32::try_from(self.trace.promises().len()).expect("few promises"))
    }

    pub(crate) fn wait(&mut self, site: SiteId, promise: Option<PromiseId>) -> WaitId {
        let function = self.trace.site(site).function;
        self.record(Record::Wait(Wait { site, function, promise }));
        WaitId(u32::try_from(self.trace.waits().len()).expect("few waits"))
    }

    pub(crate) fn decide(&mut self, question: Question, chosen: u32, entries: &[EntryId]) -> Step {
        let entries = entries.to_vec();
        self.record(Record::Decision(Decision { question, options: 2, chosen, entries }));
        let decisions = u32::try_from(self.trace.decisions().len()).expect("few decisions");
        self.fact(Fact::DecisionMade { decision: super::DecisionId(decisions) })
    }

    /// Appends the fact; the step it makes.
    pub(crate) fn fact(&mut self, fact: Fact) -> Step {
        self.record(Record::Fact(fact));
        self.trace.end()
    }

    pub(crate) fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.fact(*fact);
        }
    }

    pub(crate) fn kind(&self, entry: EntryId) -> EntryKind {
        self.trace.entry(entry).kind
    }

    /// The program writes a line.
    pub(crate) fn print(&mut self, text: &str) -> Step {
        let text = self.text(text);
        self.fact(Fact::ConsoleWrote { stream: super::Stream::Stdout, text })
    }

    /// The timer is set for as long as its record says.
    pub(crate) fn arm(&mut self, entry: EntryId) -> Step {
        let ms = u64::from(self.trace.entry(entry).duration_ms);
        let due = VirtualTime(self.trace.time(self.trace.end()).0 + ms * 1000);
        self.fact(Fact::TimerArmed { entry, due })
    }

    fn position(&self, byte: usize) -> Position {
        let before = &self.source[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() + 1;
        let small = |n: usize| u32::try_from(n).expect("a short source");
        Position { line: small(line), column: small(column) }
    }
}
