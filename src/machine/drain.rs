//! The inner loop: what runs after every callback, before the loop goes on.
//!
//! All ticks, then all microtasks, again until both queues are empty; then rejections that
//! nobody handled (`processTicksAndRejections`, Node `lib/internal/process/task_queues.js`;
//! `InternalCallbackScope::Close`, src/api/callback.cc).

use super::{
    Loop,
    engine::{InNode, Thrown},
};
use crate::trace::{Fact, Queue};

impl Loop {
    /// After the main script or a callback that the loop called, unless it threw.
    pub(super) fn after_entry(&mut self) {
        if let Err(thrown) = self.drain() {
            self.uncaught(&thrown);
        }
    }

    /// After the main module, which the loader calls from a microtask: the microtasks go on
    /// first.
    pub(super) fn after_module(&mut self) {
        let mut round = 0;
        if let Err(thrown) = self.run_microtasks(&mut round) {
            self.uncaught(&thrown);
        }
        self.drained(round);
        self.after_entry();
    }

    /// Microtasks if there is no tick; then the tick loop if there is one by now.
    pub(super) fn drain(&mut self) -> Result<(), Thrown> {
        let mut round = 0;
        if self.host.ticks.borrow().is_empty() {
            self.run_microtasks(&mut round)?;
        }
        let waits = self.ticks_cut_off || self.host.has_rejections();
        if self.host.ticks.borrow().is_empty() && !waits {
            self.drained(round);
            return Ok(());
        }
        self.tick_rounds(&mut round)?;
        self.drained(round);
        Ok(())
    }

    fn tick_rounds(&mut self, round: &mut u32) -> Result<(), Thrown> {
        loop {
            self.ticks_cut_off = true;
            self.run_ticks(round)?;
            self.ticks_cut_off = false;
            self.run_microtasks(round)?;
            if self.host.ticks.borrow().is_empty() && !self.rejections()? {
                return Ok(());
            }
        }
    }

    fn run_ticks(&mut self, round: &mut u32) -> Result<(), Thrown> {
        if self.host.ticks.borrow().is_empty() {
            return Ok(());
        }
        *round += 1;
        self.host.fact(Fact::DrainBegan { queue: Queue::Ticks, round: *round });
        loop {
            let Some(tick) = self.host.ticks.borrow_mut().pop_front() else { return Ok(()) };
            if let Err(thrown) = self.realm.call(&tick) {
                // A throw cuts the drain off.
                self.host.fact(Fact::DrainEnded);
                return Err(thrown);
            }
        }
    }

    /// The microtask checkpoint: jobs queued meanwhile are included.
    fn run_microtasks(&mut self, round: &mut u32) -> Result<(), Thrown> {
        if self.host.microtasks.borrow().is_empty() {
            return Ok(());
        }
        *round += 1;
        self.host.fact(Fact::DrainBegan { queue: Queue::Microtasks, round: *round });
        loop {
            let Some(microtask) = self.host.microtasks.borrow_mut().pop_front() else {
                return Ok(());
            };
            if let Err(thrown) = self.realm.microtask(microtask) {
                // What a `queueMicrotask` callback throws is reported; the queue goes on.
                self.passed_on(&thrown, InNode::Microtask);
            }
            if let Some(thrown) = self.realm.module_failure() {
                self.passed_on(&thrown, InNode::Module);
            }
        }
    }

    fn drained(&self, round: u32) {
        if round > 0 {
            self.host.fact(Fact::DrainEnded);
        }
    }

    /// Rejections nobody handled before the queues ran empty (`processPromiseRejections`,
    /// Node lib/internal/process/promises.js). Says whether the program was told of any.
    fn rejections(&mut self) -> Result<bool, Thrown> {
        let mut told = false;
        while let Some((promise, number)) = self.host.next_handled_late() {
            told |= self.profile.drain_after_handled_late;
            self.realm.rejection_handled(&promise, number)?;
        }
        let mut batch = self.host.take_unhandled();
        while let Some((promise, number)) = batch.pop_front() {
            // Before Node 20.20 a handler that a listener attached rescued those of the batch
            // that were not reported yet, and an error of a listener left them for later; since
            // then it loses them.
            if self.profile.rejection_snapshot {
                told = true;
                self.realm.rejection_unhandled(&promise, number)?;
            } else if !self.host.is_rescued(&promise) {
                told = true;
                let ran = self.realm.rejection_unhandled(&promise, number);
                ran.inspect_err(|_| self.host.leave_unhandled(batch.split_off(0)))?;
            }
        }
        Ok(told)
    }
}
