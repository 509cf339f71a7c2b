//! Writes the trace: gives out ids, keeps each text once, and guards the budget of steps.

use std::{collections::BTreeSet, sync::mpsc::Sender, thread};

use indexmap::IndexSet;

use super::{Outcome, Sink, engine::Back};
use crate::trace::{
    Decision, DecisionId, Entry, EntryId, Fact, File, FileId, Header, Holds, Local, Omission,
    Omitted, Promise, PromiseId, Record, Site, SiteId, Step, StopCause, TextId, Value, Variable,
    VariableId, Wait, WaitId,
};

/// Who is told how the run ended.
pub(super) enum Listener {
    /// Whoever called [`run`](super::run).
    Run(Sender<Outcome>),
    /// The thread that started this one.
    Parent(Sender<Back>),
}

/// The machine's end of a trace.
pub(super) struct Recorder {
    sink: Box<dyn Sink>,
    listener: Listener,
    /// What `Exited` said.
    code: i32,
    /// What `ClockMoved` said.
    now: u64,
    max_steps: u32,
    steps: u32,
    texts: IndexSet<Box<str>>,
    files: u32,
    sites: u32,
    promises: u32,
    waits: u32,
    entries: u32,
    decisions: u32,
    variables: u32,
    omitted: BTreeSet<Omitted>,
}

impl Recorder {
    pub(super) fn new(
        header: Header,
        max_steps: u32,
        mut sink: Box<dyn Sink>,
        listener: Listener,
    ) -> Self {
        sink.take(Record::Header(header));
        Self {
            sink,
            listener,
            code: 0,
            now: 0,
            max_steps,
            steps: 0,
            texts: IndexSet::new(),
            files: 0,
            sites: 0,
            promises: 0,
            waits: 0,
            entries: 0,
            decisions: 0,
            variables: 0,
            omitted: BTreeSet::new(),
        }
    }

    /// Appends a fact. When the budget of steps is used up this never returns, see [`Self::stop`].
    pub(super) fn fact(&mut self, fact: Fact) {
        if self.steps >= self.max_steps {
            self.stop(StopCause::Steps);
        }
        self.steps += 1;
        if let Fact::Exited { code } = fact {
            self.code = code;
        } else if let Fact::ClockMoved { to, .. } = fact {
            self.now = to.0;
        }
        self.sink.take(Record::Fact(fact));
    }

    /// Ends the recording early and parks this thread for ever.
    ///
    /// Unwinding the engine is not sound: an error that no handler may see is swallowed by an
    /// await, and trips an assertion inside an async generator. So the engine's thread simply
    /// stops here, and whoever waits for the outcome goes on without it.
    pub(super) fn stop(&mut self, cause: StopCause) -> ! {
        self.sink.take(Record::Fact(Fact::Stopped { cause }));
        self.end(Outcome::Stopped(cause))
    }

    /// Tells the outcome and parks this thread for ever.
    pub(super) fn end(&mut self, outcome: Outcome) -> ! {
        self.tell(outcome);
        loop {
            thread::park();
        }
    }

    /// Tells how the run ended.
    pub(super) fn tell(&self, outcome: Outcome) {
        // Nobody listening means that the run was given up.
        match &self.listener {
            Listener::Run(sender) => drop(sender.send(outcome)),
            Listener::Parent(sender) => {
                let told = match outcome {
                    Outcome::Finished => Back::Ended { now: self.now, code: self.code },
                    Outcome::Stopped(_) => Back::Stuck,
                    Outcome::Refused(_) => Back::Ended { now: self.now, code: 1 },
                };
                drop(sender.send(told));
            }
        }
    }

    /// The budget of steps.
    pub(super) fn max_steps(&self) -> u32 {
        self.max_steps
    }

    /// What has happened so far.
    pub(super) fn step(&self) -> Step {
        Step(self.steps)
    }

    /// The text of an id.
    pub(super) fn text_of(&self, id: TextId) -> Option<&str> {
        let index = usize::try_from(id.0).ok()?.checked_sub(1)?;
        self.texts.get_index(index).map(AsRef::as_ref)
    }

    pub(super) fn text(&mut self, text: &str) -> TextId {
        let index = if let Some(index) = self.texts.get_index_of(text) {
            index
        } else {
            self.sink.take(Record::Text(text.to_owned()));
            self.texts.insert_full(text.into()).0
        };
        TextId(u32::try_from(index + 1).unwrap_or(u32::MAX))
    }

    pub(super) fn value(&mut self, text: &str) -> Value {
        Value::Text(self.text(text))
    }

    pub(super) fn file(&mut self, file: File) -> FileId {
        self.sink.take(Record::File(file));
        FileId(count(&mut self.files))
    }

    pub(super) fn site(&mut self, site: Site) -> SiteId {
        self.sink.take(Record::Site(site));
        SiteId(count(&mut self.sites))
    }

    pub(super) fn promise(&mut self, promise: Promise) -> PromiseId {
        self.sink.take(Record::Promise(promise));
        PromiseId(count(&mut self.promises))
    }

    pub(super) fn wait(&mut self, wait: Wait) -> WaitId {
        self.sink.take(Record::Wait(wait));
        WaitId(count(&mut self.waits))
    }

    pub(super) fn entry(&mut self, entry: Entry) -> EntryId {
        let id = EntryId(count(&mut self.entries));
        self.sink.take(Record::Entry(id, entry));
        id
    }

    /// Completes what is known of an entry.
    pub(super) fn complete(&mut self, id: EntryId, entry: Entry) {
        self.sink.take(Record::Entry(id, entry));
    }

    pub(super) fn variable(&mut self, variable: Variable) -> VariableId {
        self.sink.take(Record::Variable(variable));
        VariableId(count(&mut self.variables))
    }

    /// The variable holds this now.
    pub(super) fn local(&mut self, variable: VariableId, holds: Holds) {
        self.sink.take(Record::Local(Local { step: self.step(), variable, holds }));
    }

    /// From here on something is left out; said once.
    pub(super) fn omit(&mut self, what: Omitted, site: Option<SiteId>) {
        if self.omitted.insert(what) {
            self.sink.take(Record::Omission(Omission { step: self.step(), what, site }));
        }
    }

    pub(super) fn decision(&mut self, decision: Decision) -> DecisionId {
        self.sink.take(Record::Decision(decision));
        DecisionId(count(&mut self.decisions))
    }
}

/// The next id of a table.
fn count(table: &mut u32) -> u32 {
    *table += 1;
    *table
}
