//! The tasks that can run: by priority, and of one priority first in, first out.
//!
//! HTML lets a browser choose any task queue and forbids only to reorder within one source.
//! Chrome keeps one order for all sources of a priority, which this is.

use std::collections::{BTreeMap, BTreeSet};

use crate::trace::{EntryId, Priority};

/// All tasks that can run.
#[derive(Debug, Default)]
pub(crate) struct Tasks {
    order: BTreeSet<(Priority, u64, EntryId)>,
    places: BTreeMap<EntryId, (Priority, u64)>,
    sequence: u64,
}

impl Tasks {
    /// Puts a task behind those of its priority.
    pub(crate) fn push(&mut self, task: EntryId, priority: Priority) {
        self.remove(task);
        self.sequence += 1;
        self.places.insert(task, (priority, self.sequence));
        self.order.insert((priority, self.sequence, task));
    }

    /// Gives a task another priority; its age stays. Says whether that changed anything.
    pub(crate) fn reprioritise(&mut self, task: EntryId, priority: Priority) -> bool {
        let Some((before, sequence)) = self.places.get(&task).copied() else { return false };
        self.order.remove(&(before, sequence, task));
        self.order.insert((priority, sequence, task));
        self.places.insert(task, (priority, sequence));
        before != priority
    }

    /// Takes a task out, whether its turn has come or not. Says whether it was there.
    pub(crate) fn remove(&mut self, task: EntryId) -> bool {
        let Some((priority, sequence)) = self.places.remove(&task) else { return false };
        self.order.remove(&(priority, sequence, task))
    }

    pub(crate) fn priority(&self, task: EntryId) -> Option<Priority> {
        self.places.get(&task).map(|(priority, _)| *priority)
    }

    /// The task that runs next.
    pub(crate) fn first(&self) -> Option<EntryId> {
        self.order.first().map(|(_, _, task)| *task)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn priority_goes_before_age_and_age_outlives_a_change_of_priority() {
        let [a, b, c] = [EntryId(1), EntryId(2), EntryId(3)];
        let mut tasks = Tasks::default();
        tasks.push(a, Priority::Normal);
        tasks.push(b, Priority::Normal);
        tasks.push(c, Priority::UserBlocking);
        assert_eq!(tasks.first(), Some(c));
        assert!(tasks.reprioritise(c, Priority::Normal));
        assert_eq!(tasks.first(), Some(a));
        assert!(tasks.remove(a));
        assert_eq!(tasks.first(), Some(b));
        assert!(!tasks.remove(a));
    }
}
