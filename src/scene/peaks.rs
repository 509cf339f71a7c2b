//! How full everything ever gets, so that a picture can have one size from start to end.

use super::state::State;
use crate::trace::{Fact, Queue, VirtualTime};

/// The most that is ever in one place at one time. More than a `u16` holds is as good as that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    /// A page has its own queues in the places of Node's.
    queues: [u16; 6],
    calls: u16,
    suspended: u16,
    promises: u16,
    variables: u16,
    due: VirtualTime,
}

impl Peaks {
    /// Takes in the state that `fact` has led to.
    pub(super) fn see(&mut self, state: &State, fact: &Fact) {
        for queue in Queue::ALL {
            raise(&mut self.queues[place(queue)], state.queue(queue).len());
        }
        raise(&mut self.calls, state.depth());
        raise(&mut self.suspended, state.suspended.len());
        raise(&mut self.promises, state.pending.len());
        raise(&mut self.variables, state.top.as_ref().map_or(0, |call| call.locals.len()));
        if let Fact::TimerArmed { due, .. } = *fact {
            self.due = self.due.max(due);
        }
    }

    /// Entries of one queue, or of that in its place: a page's tasks are where Node has ticks.
    pub fn of(&self, queue: Queue) -> u16 {
        self.queues[place(queue)]
    }

    /// Calls on the stack.
    pub fn calls(&self) -> u16 {
        self.calls
    }

    /// Async functions that wait.
    pub fn suspended(&self) -> u16 {
        self.suspended
    }

    /// Promises that are not settled.
    pub fn promises(&self) -> u16 {
        self.promises
    }

    /// Variables that one call sees.
    pub fn variables(&self) -> u16 {
        self.variables
    }

    /// The latest time at which a timer is due.
    pub fn due(&self) -> VirtualTime {
        self.due
    }
}

/// Where a queue is shown.
fn place(queue: Queue) -> usize {
    match queue {
        Queue::Ticks | Queue::Tasks => 0,
        Queue::Microtasks => 1,
        Queue::Timers => 2,
        Queue::Poll => 3,
        Queue::Check | Queue::Rendering => 4,
        Queue::Close | Queue::Idle => 5,
    }
}

fn raise(peak: &mut u16, now: usize) {
    *peak = (*peak).max(u16::try_from(now).unwrap_or(u16::MAX));
}
