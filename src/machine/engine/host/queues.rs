//! What waits in the machine's queues, and what the loop asks of them.

use std::{cell::Cell, collections::VecDeque, rc::Rc};

use boa_engine::{JsObject, JsValue, job::PromiseJob, object::builtins::JsFunction};

use super::Host;
use crate::{
    machine::{profile::TimerStore, timers::Key},
    trace::EntryId,
};

/// A call that waits: a function, what it is called on and with.
#[derive(Clone)]
pub(crate) struct Callback {
    pub(crate) entry: EntryId,
    pub(crate) function: JsFunction,
    pub(crate) this: JsValue,
    pub(crate) args: Vec<JsValue>,
}

/// One entry of the microtask queue.
pub(crate) enum Microtask {
    /// A job of the engine's: ECMAScript `HostEnqueuePromiseJob`.
    Promise(EntryId, PromiseJob),
    /// A `queueMicrotask` callback.
    Callback(Callback),
}

/// A timer of the program, started or not.
#[expect(clippy::struct_excessive_bools, reason = "each can be told without the others")]
pub(crate) struct Timer {
    pub(crate) callback: Callback,
    /// The coerced duration in milliseconds.
    pub(crate) duration: f64,
    pub(crate) repeats: bool,
    pub(crate) referenced: bool,
    /// Cleared, or fired for the last time; `refresh` may revive the latter.
    pub(crate) cleared: bool,
    /// It has run.
    pub(crate) called: bool,
    /// Node 10: it was unref'd, and has a libuv timer of its own from then on.
    pub(crate) own_handle: bool,
    /// When it was started for the first and for the last time, in loop milliseconds.
    pub(crate) started: u64,
    pub(crate) start: u64,
}

/// An immediate: a callback that knows whether it keeps the loop alive, or nothing at all
/// (Node queues an empty one after a handled error, so that a check phase follows).
pub(crate) struct Immediate {
    pub(crate) callback: Option<Callback>,
    pub(crate) referenced: Rc<Cell<bool>>,
    pub(crate) cleared: Rc<Cell<bool>>,
}

/// What the loop asks of its queues.
impl Host {
    /// `uv__loop_alive`: a timer, immediate or request that counts, or a handle that closes.
    pub(crate) fn is_alive(&self) -> bool {
        let timers = self.timers.borrow();
        let lists = self.lists.borrow();
        let waits = |entry: &EntryId, timer: &Timer| timer.referenced && lists.contains(*entry);
        self.must_not_sleep()
            || self.immediates_lost.get()
            || self.requests.borrow().counts()
            || self.listens()
            || self.workers.borrow().count(self.own_thread.get().is_some())
            || timers.iter().any(|(entry, timer)| waits(entry, timer))
            // An open handle alone would wait for ever and ends the run; not while there is
            // an unref'd timer that it lets come due.
            || (self.open_handles.get() > 0 && lists.first().is_some())
    }

    /// Whether a port keeps the loop alive: one that something can still come for. On the main
    /// thread that is so while something else is under way.
    fn listens(&self) -> bool {
        let ports = self.ports.borrow();
        let waits = || {
            self.own_thread.get().is_some()
                || !self.requests.borrow().is_empty()
                || self.lists.borrow().first().is_some()
        };
        ports.must_deliver() || (ports.count() && waits())
    }

    /// An immediate that counts waits, or a handle closes: poll must not sleep.
    pub(crate) fn must_not_sleep(&self) -> bool {
        if self.timer_closes.get() {
            return true;
        }
        let counts = |immediate: &Immediate| immediate.referenced.get() && !immediate.cleared.get();
        self.immediates.borrow().iter().any(counts) || !self.closing.borrow().is_empty()
    }

    /// The timers that a millisecond would make due, if something of the check phase waits for
    /// them to lose or win: the classic race of `setTimeout` and `setImmediate`.
    pub(crate) fn first_race(&self) -> Option<Vec<EntryId>> {
        let immediates = self.immediates.borrow();
        let immediate = immediates.iter().find_map(|i| i.callback.as_ref())?.entry;
        let lists = self.lists.borrow();
        let (key, expiry) = lists.first()?;
        let now = self.clock.get().now().ms();
        let (timer, _) = lists.head(key)?;
        (expiry == now + 1).then(|| vec![immediate, timer])
    }

    /// An immediate that does nothing but make a check phase follow.
    pub(crate) fn queue_empty_immediate(&self) {
        self.immediates.borrow_mut().push_back(Immediate {
            callback: None,
            referenced: Rc::new(Cell::new(true)),
            cleared: Rc::default(),
        });
    }

    /// Whether rejections wait to be told of, and are enough to look after them
    /// (`tickInfo[kHasRejectionToWarn]`, Node lib/internal/process/promises.js).
    pub(crate) fn has_rejections(&self) -> bool {
        let promises = self.promises.borrow();
        let waits = !promises.unhandled.is_empty() || !promises.handled_late.is_empty();
        waits && !promises.muted
    }

    pub(crate) fn take_unhandled(&self) -> VecDeque<(JsObject, u32)> {
        let mut promises = self.promises.borrow_mut();
        promises.rescued.clear();
        std::mem::take(&mut promises.unhandled).into()
    }

    /// What is left of a batch whose report was interrupted.
    pub(crate) fn leave_unhandled(&self, batch: VecDeque<(JsObject, u32)>) {
        let mut promises = self.promises.borrow_mut();
        let mut left: Vec<_> = batch.into();
        left.retain(|(promise, _)| !promises.rescued.contains(promise));
        promises.unhandled.splice(..0, left);
    }

    pub(crate) fn next_handled_late(&self) -> Option<(JsObject, u32)> {
        let mut promises = self.promises.borrow_mut();
        (!promises.handled_late.is_empty()).then(|| promises.handled_late.remove(0))
    }

    /// Whether a rejection of the batch being reported got its handler meanwhile.
    pub(crate) fn is_rescued(&self, promise: &JsObject) -> bool {
        self.promises.borrow().rescued.contains(promise)
    }

    /// A timer's callback, whether it repeats, and its whole duration in milliseconds.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "durations lie between 1 and 2^31 - 1"
    )]
    pub(crate) fn timer(&self, entry: EntryId) -> Option<(Callback, bool, u64)> {
        let timers = self.timers.borrow();
        let timer = timers.get(&entry)?;
        Some((timer.callback.clone(), timer.repeats, timer.duration as u64))
    }

    pub(crate) fn timer_is_called(&self, entry: EntryId) {
        if let Some(timer) = self.timers.borrow_mut().get_mut(&entry) {
            timer.called = true;
        }
    }

    /// A timer that is over no longer keeps the loop alive, also if it is refreshed later.
    pub(crate) fn forget_reference(&self, entry: EntryId) {
        if !self.lists.borrow().contains(entry)
            && let Some(timer) = self.timers.borrow_mut().get_mut(&entry)
        {
            timer.referenced = false;
        }
    }

    pub(crate) fn has_own_handle(&self, entry: EntryId) -> bool {
        self.timers.borrow().get(&entry).is_some_and(|timer| timer.own_handle)
    }

    /// Takes a timer out of its list for good; whether it was in one. The list goes with it if
    /// it is empty, even while the timer runs, unless the timer is unref'd: such lists are often
    /// needed again (`unenroll`, Node lib/internal/timers.js).
    pub(crate) fn close_timer(&self, entry: EntryId) -> bool {
        let key = self.lists.borrow_mut().take(entry);
        let mut timers = self.timers.borrow_mut();
        let of_referenced = timers.get_mut(&entry).and_then(|timer| {
            timer.cleared = true;
            let duration = timer.duration;
            let is_truncated = self.profile.truncated_timer_keys;
            let own = Key::shared(if is_truncated { duration.trunc() } else { duration });
            timer.referenced.then_some(key.unwrap_or(own))
        });
        drop(timers);
        let list = match self.profile.timers {
            TimerStore::HandlePerDuration => key,
            TimerStore::HeapOfLists => of_referenced,
        };
        if let Some(list) = list {
            self.drop_timer_list(list);
        }
        key.is_some()
    }

    /// Drops a list of timers if it is empty. The libuv timer that Node 10 had for it closes in
    /// this iteration, which keeps the loop alive and poll from waiting until then.
    pub(crate) fn drop_timer_list(&self, key: Key) {
        let dropped = self.lists.borrow_mut().drop_if_empty(key);
        if dropped && self.profile.timers == TimerStore::HandlePerDuration {
            self.timer_closes.set(true);
        }
    }

    pub(crate) fn is_timer_cleared(&self, entry: EntryId) -> bool {
        self.timers.borrow().get(&entry).is_none_or(|timer| timer.cleared)
    }
}
