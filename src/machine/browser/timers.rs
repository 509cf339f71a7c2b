//! A page's timers: by the time they are due, and of one time by their number.
//!
//! After HTML, "timer initialization steps" and "run steps after a timeout". No lists as in Node:
//! each timer is due by itself. Times are microseconds of virtual time.

use std::collections::{BTreeMap, BTreeSet};

use crate::trace::EntryId;

/// Delays below this are raised to it when timers nest deeply, in milliseconds.
const LEAST_NESTED: u64 = 4;

/// From a timer of this level on, the timers it sets are raised. (HTML says 5; Chrome's seventh
/// timer in a row is the first to wait.)
const DEEP: u32 = 5;

/// A delay in milliseconds, as it is for a timer set by one of `level` (0: set by no timer).
pub(crate) fn delay(asked: i32, level: u32) -> u64 {
    let asked = u64::try_from(asked).unwrap_or(0);
    if level > DEEP { asked.max(LEAST_NESTED) } else { asked }
}

/// When an interval is due next that was due at `due` and runs at `now`: on the grid it began
/// with, so that it does not drift and what it missed is left out.
pub(crate) fn next_on_grid(now: u64, due: u64, period: u64) -> u64 {
    now + period - now.saturating_sub(due) % period.max(1)
}

/// All timers whose time has not come.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    by_due: BTreeSet<(u64, EntryId)>,
    due: BTreeMap<EntryId, u64>,
}

impl Timers {
    pub(crate) fn insert(&mut self, timer: EntryId, due: u64) {
        self.remove(timer);
        self.due.insert(timer, due);
        self.by_due.insert((due, timer));
    }

    /// Says whether it was there.
    pub(crate) fn remove(&mut self, timer: EntryId) -> bool {
        let Some(due) = self.due.remove(&timer) else { return false };
        self.by_due.remove(&(due, timer))
    }

    /// When the next one is due.
    pub(crate) fn next(&self) -> Option<u64> {
        self.by_due.first().map(|(due, _)| *due)
    }

    /// Takes out the first timer that is due by `now`.
    pub(crate) fn take_due(&mut self, now: u64) -> Option<EntryId> {
        let (due, timer) = *self.by_due.first()?;
        if due > now {
            return None;
        }
        self.remove(timer);
        Some(timer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seventh_timer_in_a_row_is_the_first_that_waits() {
        let waits: Vec<_> = (0..10).map(|level| delay(0, level)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 0, 4, 4, 4, 4]);
        assert_eq!(delay(-7, 0), 0);
        assert_eq!(delay(50, 9), 50);
    }

    #[test]
    fn an_interval_keeps_its_grid() {
        assert_eq!(next_on_grid(50, 50, 50), 100);
        assert_eq!(next_on_grid(180, 100, 50), 200);
        assert_eq!(next_on_grid(7, 7, 0), 7);
    }

    #[test]
    fn timers_of_one_time_run_by_their_numbers() {
        let mut timers = Timers::default();
        timers.insert(EntryId(2), 5);
        timers.insert(EntryId(1), 5);
        timers.insert(EntryId(3), 4);
        let taken: Vec<_> = std::iter::from_fn(|| timers.take_due(5)).collect();
        assert_eq!(taken, [EntryId(3), EntryId(1), EntryId(2)]);
    }
}
