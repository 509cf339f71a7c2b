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
    /// A clock to which the last frame was `ago`, so that the first may be drawn at once.
    pub(super) fn start(ago: Duration) -> Self {
        let now = Instant::now();
        Self { frame: now.checked_sub(ago).unwrap_or(now), step: now }
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
