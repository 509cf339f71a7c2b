//! How much memory a trace takes.

use std::mem::size_of;

use super::{
    Decision, Entry, EntryId, Fact, File, Local, Omission, Promise, Site, Step, Trace, Variable,
    VirtualTime, Wait,
};

/// What the set of texts keeps beside a text's bytes: its fat pointer and hash in the list, and
/// a slot of the hash table at its usual load of seven eighths.
const PER_TEXT: usize = size_of::<Box<str>>() + 2 * size_of::<usize>() + size_of::<usize>() / 7;

impl Trace {
    /// Bytes that the trace's facts and tables hold, without what their vectors have reserved.
    pub fn memory(&self) -> usize {
        let files: usize = self.files.iter().map(|file| file.path.len() + file.text.len()).sum();
        let texts: usize = self.texts.iter().map(|text| text.len() + PER_TEXT).sum();
        let decisions: usize = self.decisions.iter().map(|made| made.entries.len()).sum();
        size_of::<Self>()
            + size_of::<Fact>() * self.facts.len()
            + size_of::<(Step, VirtualTime)>() * self.clock.len()
            + size_of::<Entry>() * self.entries.len()
            + size_of::<Promise>() * self.promises.len()
            + size_of::<Wait>() * self.waits.len()
            + size_of::<Site>() * self.sites.len()
            + size_of::<Decision>() * self.decisions.len()
            + size_of::<Variable>() * self.variables.len()
            + size_of::<Local>() * self.locals.len()
            + size_of::<Omission>() * self.omissions.len()
            + size_of::<EntryId>() * decisions
            + size_of::<File>() * self.files.len()
            + files
            + texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{
        ClockCause, EntryKind, ExitKind, PromiseId, PromiseOrigin, Record, Runtime, SiteId,
        SiteKind, Value, draft::Draft,
    };

    /// A program of awaits, the costliest kind of step: each has an entry, a promise and a wait.
    fn awaits(rounds: u32) -> Trace {
        let mut draft = Draft::new(Runtime::Node24, "async function f() { await g(); }");
        let f = draft.site(SiteKind::AsyncFunction, "async function f() { await g(); }", "f");
        let statement = draft.site(SiteKind::Statement, "await g();", "");
        let site = draft.site(SiteKind::Await, "await g()", "");
        for n in 1..=rounds {
            let promise = draft.promise(PromiseOrigin::Call, Some(site));
            let wait = draft.wait(site, Some(promise));
            let entry = draft.entry(EntryKind::AwaitContinuation, "f", Some(site));
            draft.facts(&[
                Fact::EntryStarted { entry },
                Fact::AwaitResumed { wait, rejected: false, value: Value::Undefined },
                Fact::StatementReached { site: statement },
                Fact::CallEntered { site: f },
                Fact::StatementReached { site: statement },
                Fact::CallExited { how: ExitKind::Returned, value: Value::Int(1) },
                Fact::PromiseCreated { promise },
                Fact::PromiseSettled { promise, rejected: false, value: Value::Undefined },
                Fact::AwaitSuspended { wait },
                Fact::EntryQueued { entry },
                Fact::EntryEnded { entry, threw: false },
            ]);
            draft.record(Record::Promise(Promise {
                origin: PromiseOrigin::Then,
                site: Some(SiteId(1)),
                parent: Some(PromiseId(n)),
            }));
        }
        draft.trace()
    }

    #[test]
    fn a_step_takes_at_most_32_bytes_with_all_that_goes_with_it() {
        let trace = awaits(2_000);
        let per_step = trace.memory() / trace.facts().len();
        assert!(per_step <= 32, "{per_step} bytes a step");
    }

    #[test]
    fn a_busy_loop_takes_little_more_than_its_facts() {
        let mut draft = Draft::new(Runtime::Node24, "while (busy());");
        let site = draft.site(SiteKind::Expression, "busy()", "");
        for n in 1..=10_000 {
            draft.fact(Fact::StatementReached { site });
            draft.fact(Fact::ClockMoved { to: VirtualTime(n * 250), cause: ClockCause::Spent });
        }
        let trace = draft.trace();
        let per_step = trace.memory() / trace.facts().len();
        assert!(per_step <= 25, "{per_step} bytes a step");
    }

    #[test]
    fn what_is_added_is_counted() {
        let mut trace = Trace::default();
        let empty = trace.memory();
        trace.push(Record::Text("x".repeat(1000))).expect("a text names nothing");
        assert!(trace.memory() >= empty + 1000);
    }
}
