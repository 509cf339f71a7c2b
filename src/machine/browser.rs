//! A page's event loop, as Chrome runs it (HTML, "Event loops: Processing model").
//!
//! There are no phases. A turn takes one task, the one of the highest priority and of these the
//! oldest, and ends with a microtask checkpoint; a frame is a task among the others. Nothing of
//! time is decided while a task runs, except what comes from outside it: frames and answers of the
//! network take their place among the tasks at the moment they come, timers only between two
//! tasks. Which task is ready and what it does is in `machine/engine/page.rs`. Deliberately
//! absent: layout, background tabs, workers.

pub(super) mod frames;
pub(super) mod tasks;
pub(super) mod timers;

use std::rc::Rc;

use super::engine::{Host, Realm};
use crate::trace::{ClockCause, EntryId, Fact, Phase};

/// A page: the realm, and the loop around it.
pub(super) struct Page {
    realm: Realm,
    host: Rc<Host>,
    /// Tasks taken so far.
    turns: u32,
    /// What the turns have cost and the clock was not told yet, in microseconds.
    unspent: u64,
}

/// What the turns cost is told to the clock in pieces of this many microseconds, so that a
/// recording is not full of them.
const PIECE: u64 = 1000;

impl Page {
    pub(super) fn new(realm: Realm) -> Self {
        Self { host: realm.host(), realm, turns: 0, unspent: 0 }
    }

    /// From the page's scripts until nothing is left that could happen, or the user closes it.
    pub(super) fn run(mut self) {
        self.realm.load_page();
        while !self.host.is_page_closed() {
            self.host.take_arrivals();
            self.host.promote_timers();
            match self.host.next_task() {
                Some(task) => self.turn(task),
                None if self.wait() => {}
                None => break,
            }
        }
        self.realm.finish(0);
    }

    /// One turn of the loop.
    fn turn(&mut self, task: EntryId) {
        self.unspent += self.host.world.costs.task;
        if self.unspent >= PIECE {
            self.host.spend(self.unspent);
            self.unspent = 0;
        }
        self.turns += 1;
        self.host.fact(Fact::IterationBegan { iteration: self.turns });
        if let Some(source) = self.host.task_source(task) {
            self.host.fact(Fact::PhaseEntered { phase: Phase::Source(source) });
        }
        self.realm.page_task(task);
    }

    /// Sleeps until something happens; says whether something will.
    fn wait(&self) -> bool {
        let Some(until) = self.host.next_arrival() else { return false };
        let now = self.host.clock.get().now().0;
        self.host.advance(until.saturating_sub(now), ClockCause::Waited);
        true
    }
}
