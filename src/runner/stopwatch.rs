//! Wall time, the only place that knows it besides the terminal.

use std::time::{Duration, Instant};

/// The most that one look adds: whoever looks less often was not running.
const LAP: Duration = Duration::from_millis(250);

/// Adds up the time between looks, but not the time the process was suspended for (Ctrl-Z, a
/// closed lid): then a look comes much later than it should.
#[derive(Debug)]
pub(super) struct Stopwatch {
    last: Instant,
    spent: Duration,
}

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self { last: now(), spent: Duration::ZERO }
    }

    /// The time spent since the start. To be asked several times within [`LAP`].
    pub(super) fn look(&mut self) -> Duration {
        let now = now();
        self.spent += now.duration_since(self.last).min(LAP);
        self.last = now;
        self.spent
    }

    /// Lets the time since the last look pass uncounted.
    pub(super) fn skip(&mut self) {
        self.last = now();
    }
}

#[expect(clippy::disallowed_methods, reason = "guards the budget of wall time; no trace sees it")]
fn now() -> Instant {
    Instant::now()
}
