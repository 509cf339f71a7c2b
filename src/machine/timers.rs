//! Node's timer lists: timers of one duration share a FIFO, lists are ordered by expiry.
//!
//! After lib/internal/timers.js (Node 11 and later) and lib/timers.js (Node 10). Not a heap
//! of due times: a timer started later can run before one that is due earlier, when its list
//! comes first. Times are whole milliseconds of the loop's clock.

use std::collections::{BTreeMap, BTreeSet};

use crate::trace::EntryId;

/// Names a timer list: its duration, and for a timer that Node 10 gave a handle of its own
/// (an unref'd one), the timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The bits of the positive duration in milliseconds: they order as the numbers do.
    bits: u64,
    only: Option<EntryId>,
}

impl Key {
    pub(super) fn shared(duration: f64) -> Self {
        Self { bits: duration.to_bits(), only: None }
    }

    pub(super) fn alone(duration: f64, timer: EntryId) -> Self {
        Self { bits: duration.to_bits(), only: Some(timer) }
    }

    /// The timer that it is for, if there can be no other.
    pub(super) fn only(self) -> Option<EntryId> {
        self.only
    }

    /// The duration in milliseconds, fraction included.
    pub(super) fn duration(self) -> f64 {
        f64::from_bits(self.bits)
    }

    /// The duration libuv is armed for.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "durations lie between 1 and 2^31 - 1"
    )]
    pub(super) fn whole(self) -> u64 {
        self.duration() as u64
    }

    /// The duration, rounded up: when a timer of the list may run.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "durations lie between 1 and 2^31 - 1"
    )]
    pub(super) fn whole_up(self) -> u64 {
        self.duration().ceil() as u64
    }
}

/// Timers of one duration, in the order they were started.
#[derive(Debug)]
struct List {
    expiry: u64,
    /// Breaks ties of expiry: who was listed (or listed again) earlier.
    order: u64,
    members: BTreeMap<u64, EntryId>,
}

/// A list and when it expires, in loop milliseconds.
pub(super) type Expiring = (Key, u64);

/// Where a timer stands.
#[derive(Clone, Copy, Debug)]
struct Place {
    key: Key,
    sequence: u64,
    start: u64,
}

/// Where a waiting timer stands among others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) has_older: bool,
    pub(super) has_newer: bool,
}

/// All lists.
#[derive(Debug, Default)]
pub(super) struct TimerLists {
    lists: BTreeMap<Key, List>,
    by_expiry: BTreeSet<(u64, u64, Key)>,
    places: BTreeMap<EntryId, Place>,
    orders: u64,
    sequences: u64,
}

impl TimerLists {
    /// Appends a timer to its list. Returns the list's expiry if the list is new. A timer that is
    /// refreshed leaves its list standing, with the expiry that it has (`insert`, Node
    /// lib/internal/timers.js); a handle of its own starts again.
    pub(super) fn insert(&mut self, timer: EntryId, key: Key, start: u64) -> Option<u64> {
        self.take(timer);
        if key.only().is_some() {
            self.drop_if_empty(key);
        }
        self.sequences += 1;
        let place = Place { key, sequence: self.sequences, start };
        self.places.insert(timer, place);
        if let Some(list) = self.lists.get_mut(&key) {
            list.members.insert(place.sequence, timer);
            return None;
        }
        self.orders += 1;
        let expiry = start + key.whole();
        let members = BTreeMap::from([(place.sequence, timer)]);
        self.lists.insert(key, List { expiry, order: self.orders, members });
        self.by_expiry.insert((expiry, self.orders, key));
        Some(expiry)
    }

    /// Takes a timer out of its list; the list stays, even if it is empty now.
    pub(super) fn take(&mut self, timer: EntryId) -> Option<Key> {
        let place = self.places.remove(&timer)?;
        if let Some(list) = self.lists.get_mut(&place.key) {
            list.members.remove(&place.sequence);
        }
        Some(place.key)
    }

    /// Drops a list if it is empty; whether it was.
    pub(super) fn drop_if_empty(&mut self, key: Key) -> bool {
        if self.lists.get(&key).is_some_and(|list| list.members.is_empty())
            && let Some(list) = self.lists.remove(&key)
        {
            return self.by_expiry.remove(&(list.expiry, list.order, key));
        }
        false
    }

    /// The list that expires first, and when.
    pub(super) fn first(&self) -> Option<(Key, u64)> {
        self.by_expiry.first().map(|(expiry, _, key)| (*key, *expiry))
    }

    /// The list that expires first, and the next one if the rounding of a real clock may turn
    /// them round: it expires in the same millisecond, or was listed earlier and expires in the
    /// next one.
    pub(super) fn first_and_rival(&self) -> Option<(Expiring, Option<Expiring>)> {
        let mut lists = self.by_expiry.iter();
        let (expiry, order, key) = lists.next()?;
        let rival = lists
            .next()
            .filter(|(later, other, _)| later == expiry || (*later == expiry + 1 && other < order))
            .map(|(later, _, key)| (*key, *later));
        Some(((*key, *expiry), rival))
    }

    /// Gives a list a new expiry, behind lists of equal expiry.
    pub(super) fn expire_at(&mut self, key: Key, expiry: u64) {
        if let Some(list) = self.lists.get_mut(&key) {
            self.by_expiry.remove(&(list.expiry, list.order, key));
            self.orders += 1;
            list.expiry = expiry;
            list.order = self.orders;
            self.by_expiry.insert((expiry, list.order, key));
        }
    }

    /// The oldest timer of a list and when it was started.
    pub(super) fn head(&self, key: Key) -> Option<(EntryId, u64)> {
        let (_, timer) = self.lists.get(&key)?.members.first_key_value()?;
        Some((*timer, self.places.get(timer)?.start))
    }

    /// When a waiting timer was started, in loop milliseconds.
    pub(super) fn start(&self, timer: EntryId) -> Option<u64> {
        self.places.get(&timer).map(|place| place.start)
    }

    /// Where a waiting timer stands among those of its list.
    pub(super) fn place(&self, timer: EntryId) -> Option<Standing> {
        let place = self.places.get(&timer)?;
        let members = &self.lists.get(&place.key)?.members;
        Some(Standing {
            has_older: members.range(..place.sequence).next().is_some(),
            has_newer: members.range(place.sequence + 1..).next().is_some(),
        })
    }

    pub(super) fn contains(&self, timer: EntryId) -> bool {
        self.places.contains_key(&timer)
    }
}
