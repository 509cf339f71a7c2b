//! The check phase: `setImmediate` callbacks, and what an error in one of them leaves behind.
//!
//! After `processImmediate` (Node lib/internal/timers.js, lib/timers.js in Node 10) and
//! `Environment::CheckImmediate` (src/env.cc).

use std::{collections::VecDeque, mem};

use super::{
    Loop,
    engine::{Immediate, Thrown},
};
use crate::trace::{Fact, Phase};

impl Loop {
    /// Hooks hear of what was destroyed.
    pub(super) fn tell_destroyed(&mut self) {
        if let Err(thrown) = self.realm.tell_destroyed() {
            self.uncaught(&thrown);
        }
    }

    pub(super) fn check(&mut self) {
        self.tell_destroyed();
        if !has_next(&mut self.host.immediates.borrow_mut()) {
            return;
        }
        self.host.fact(Fact::PhaseEntered { phase: Phase::Check });
        if self.profile.drain_before_check {
            self.after_entry();
        }
        let mut outstanding = VecDeque::new();
        // `kHasOutstanding`: after an error there is another try, with those that are left or,
        // if the thrower was the last, with those that were queued meanwhile. Node 10 knows of
        // outstanding ones only after an error that has left some.
        let mut has_outstanding = self.profile.immediate_retry_takes_new;
        loop {
            if outstanding.is_empty() {
                let mut queued = self.host.immediates.borrow_mut();
                has_next(&mut queued);
                outstanding = mem::take(&mut *queued);
            }
            match self.process_immediates(&mut outstanding) {
                Ok(()) => {
                    self.after_entry();
                    return;
                }
                Err(thrown) => {
                    has_outstanding |= !outstanding.is_empty();
                    self.uncaught(&thrown);
                    if !has_outstanding {
                        return;
                    }
                }
            }
        }
    }

    fn process_immediates(&mut self, outstanding: &mut VecDeque<Immediate>) -> Result<(), Thrown> {
        let mut ran = false;
        while !outstanding.is_empty() {
            if ran && self.profile.drain_between_callbacks {
                self.drain()?;
            }
            if outstanding.front().is_some_and(|next| next.cleared.get()) {
                if !ran {
                    return Err(self.lost(outstanding));
                }
                // What ran between the two has cleared it; before the one behind it, the same.
                has_next(outstanding);
                continue;
            }
            ran = true;
            let Some(immediate) = outstanding.pop_front() else { break };
            immediate.cleared.set(true);
            let called = immediate.callback.map_or(Ok(()), |it| self.realm.call(&it));
            has_next(outstanding);
            called?;
        }
        Ok(())
    }

    /// Cleared between an error and the next try, the first of those left is out of the list in
    /// which Node would go on from it: Node stumbles, with an error of its own. Node 10 loses the
    /// rest by it, and still waits for them; Node 11 and later try the same one again, and again.
    fn lost(&mut self, outstanding: &mut VecDeque<Immediate>) -> Thrown {
        if self.profile.immediate_retry_takes_new {
            return self.realm.reading_of_undefined("_idleNext");
        }
        let counts = outstanding.drain(..).any(|it| it.referenced.get() && !it.cleared.get());
        self.host.immediates_lost.set(self.host.immediates_lost.get() || counts);
        self.realm.reading_of_undefined("0")
    }
}

/// Whether an immediate is left. Clearing takes one out of the list (`clearImmediate`, Node
/// lib/timers.js); here it leaves the list when it would be next.
fn has_next(immediates: &mut VecDeque<Immediate>) -> bool {
    while immediates.front().is_some_and(|immediate| immediate.cleared.get()) {
        immediates.pop_front();
    }
    !immediates.is_empty()
}
