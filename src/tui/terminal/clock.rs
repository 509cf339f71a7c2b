//! When things last happened on the real clock.

#![expect(
    clippy::disallowed_methods,
    reason = "how fast a person sees the recording is the one thing here that real time decides"
)]

use std::time::{Duration, Instant};

pub(super) struct Clock {
    frame: Instant,
    step: Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        let now = Instant::now();
        Self { frame: now, step: now }
    }

    pub(super) fn drew(&mut self) {
        self.frame = Instant::now();
    }

    pub(super) fn stepped(&mut self) {
        self.step = Instant::now();
    }

    pub(super) fn since_frame(&self) -> Duration {
        self.frame.elapsed()
    }

    pub(super) fn since_step(&self) -> Duration {
        self.step.elapsed()
    }
}
