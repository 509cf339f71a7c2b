//! What a record may name: only what earlier records described.

use super::{
    EntryId, Fact, FileId, Holds, Local, Malformed, PromiseId, Record, Site, SiteId, TextId, Trace,
    Value, Variable, VariableId, WaitId,
};

impl Trace {
    /// Whether everything `record` names is there.
    pub(super) fn check(&self, record: &Record) -> Result<(), Malformed> {
        match record {
            Record::Header(_) | Record::File(_) | Record::Text(_) => Ok(()),
            Record::Site(Site { file, function, name, .. }) => {
                self.has_file(*file)?;
                self.has_text(*name)?;
                // A function's site names itself, and is being pushed just now.
                known("site", function.0, self.sites.len() + 1)
            }
            Record::Promise(promise) => {
                self.has_site_if(promise.site)?;
                self.has_promise_if(promise.parent)
            }
            Record::Wait(wait) => {
                self.has_site(wait.site)?;
                self.has_site(wait.function)?;
                self.has_promise_if(wait.promise)
            }
            Record::Entry(id, entry) => {
                known("entry", id.0, self.entries.len() + 1)?;
                self.has_text(entry.label)?;
                self.has_site_if(entry.site)?;
                self.has_promise_if(entry.promise)
            }
            Record::Decision(decision) => {
                decision.entries.iter().try_for_each(|entry| self.has_entry(*entry))
            }
            Record::Variable(Variable { name, function, .. }) => {
                self.has_text(*name)?;
                self.has_site(*function)
            }
            Record::Local(local) => self.check_local(local),
            Record::Omission(omission) => self.has_site_if(omission.site),
            Record::Fact(fact) => self.check_fact(fact),
        }
    }

    fn check_fact(&self, fact: &Fact) -> Result<(), Malformed> {
        match fact {
            Fact::StatementReached { site }
            | Fact::CallEntered { site }
            | Fact::CallResumed { site } => self.has_site(*site),
            Fact::CallExited { value, .. }
            | Fact::Thrown { value }
            | Fact::ErrorUncaught { value, .. } => self.has_value(*value),
            Fact::AwaitSuspended { wait } => self.has_wait(*wait),
            Fact::AwaitResumed { wait, value, .. } => {
                self.has_wait(*wait)?;
                self.has_value(*value)
            }
            Fact::PromiseCreated { promise }
            | Fact::RejectionUnhandled { promise, .. }
            | Fact::RejectionHandled { promise } => self.has_promise(*promise),
            Fact::PromiseSettled { promise, value, .. } => {
                self.has_promise(*promise)?;
                self.has_value(*value)
            }
            Fact::ReactionAdded { promise, derived } => {
                self.has_promise(*promise)?;
                self.has_promise(*derived)
            }
            Fact::EntryQueued { entry }
            | Fact::TimerArmed { entry, .. }
            | Fact::EntryCancelled { entry }
            | Fact::EntryReferenced { entry, .. }
            | Fact::RequestTaken { entry, .. }
            | Fact::RequestCompleted { entry }
            | Fact::TaskQueued { entry, .. }
            | Fact::EntryStarted { entry }
            | Fact::EntryEnded { entry, .. } => self.has_entry(*entry),
            Fact::DecisionMade { decision } => known("decision", decision.0, self.decisions.len()),
            Fact::ConsoleWrote { text, .. } => self.has_text(*text),
            Fact::IterationBegan { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DrainBegan { .. }
            | Fact::DrainEnded
            | Fact::ClockMoved { .. }
            | Fact::Exited { .. }
            | Fact::Stopped { .. } => Ok(()),
        }
    }

    fn check_local(&self, local: &Local) -> Result<(), Malformed> {
        let Local { step, variable: VariableId(variable), holds } = *local;
        known("variable", variable, self.variables.len())?;
        if self.locals.last().is_some_and(|last| last.step > step) {
            return Err(Malformed(format!("step {} after a later one", step.0)));
        }
        match holds {
            Holds::Value(value) => self.has_value(value),
            Holds::Uninitialized | Holds::OutOfScope => Ok(()),
        }
    }

    fn has_file(&self, id: FileId) -> Result<(), Malformed> {
        known("file", id.0, self.files.len())
    }

    fn has_text(&self, id: TextId) -> Result<(), Malformed> {
        known("text", id.0, self.texts.len())
    }

    fn has_value(&self, value: Value) -> Result<(), Malformed> {
        match value {
            Value::Text(id) => self.has_text(id),
            Value::Unknown | Value::Undefined | Value::Int(_) => Ok(()),
        }
    }

    fn has_site(&self, id: SiteId) -> Result<(), Malformed> {
        known("site", id.0, self.sites.len())
    }

    fn has_site_if(&self, id: Option<SiteId>) -> Result<(), Malformed> {
        id.map_or(Ok(()), |id| self.has_site(id))
    }

    fn has_promise(&self, id: PromiseId) -> Result<(), Malformed> {
        known("promise", id.0, self.promises.len())
    }

    fn has_promise_if(&self, id: Option<PromiseId>) -> Result<(), Malformed> {
        id.map_or(Ok(()), |id| self.has_promise(id))
    }

    fn has_wait(&self, id: WaitId) -> Result<(), Malformed> {
        known("await", id.0, self.waits.len())
    }

    fn has_entry(&self, id: EntryId) -> Result<(), Malformed> {
        known("entry", id.0, self.entries.len())
    }
}

/// Ids count from 1 to the length of their table.
fn known(what: &str, id: u32, len: usize) -> Result<(), Malformed> {
    if (1..=len).contains(&(id as usize)) { Ok(()) } else { Err(Malformed(format!("{what} {id}"))) }
}
