//! How full everything ever gets, so that a picture can have one size from start to end.

use super::state::State;
use crate::trace::{Fact, Queue, VirtualTime};

/// The most that is ever in one place at one time. More than a `u16` holds is as good as that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Peaks {
    queues: [u16; 6],
    calls: u16,
    suspended: u16,
    promises: u16,
    due: VirtualTime,
}

impl Peaks {
    /// Takes in the state that `fact` has led to.
    pub(super) fn see(&mut self, state: &State, fact: &Fact) {
        const QUEUES: [Queue; 6] = [
            Queue::Ticks,
            Queue::Microtasks,
            Queue::Timers,
            Queue::Poll,
            Queue::Check,
            Queue::Close,
        ];
        for queue in QUEUES {
            raise(&mut self.queues[queue as usize], state.queue(queue).len());
        }
        raise(&mut self.calls, state.depth());
        raise(&mut self.suspended, state.suspended.len());
        raise(&mut self.promises, state.pending.len());
        if let Fact::TimerArmed { due, .. } = *fact {
            self.due = self.due.max(due);
        }
    }

    /// Entries of one queue.
    pub fn of(&self, queue: Queue) -> u16 {
        self.queues[queue as usize]
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

    /// The latest time at which a timer is due.
    pub fn due(&self) -> VirtualTime {
        self.due
    }
}

fn raise(peak: &mut u16, now: usize) {
    *peak = (*peak).max(u16::try_from(now).unwrap_or(u16::MAX));
}
