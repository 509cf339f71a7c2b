//! Virtual time, and the loop's frozen idea of it.

use crate::trace::VirtualTime;

/// Two clocks, as in libuv: the true one, and the loop's copy in whole milliseconds, which
/// stands still until somebody refreshes it (`uv__update_time`, libuv src/unix/core.c).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    now: VirtualTime,
    loop_ms: u64,
}

impl Clock {
    pub(super) fn now(self) -> VirtualTime {
        self.now
    }

    /// Lets `micros` pass; the loop's copy does not notice.
    pub(super) fn advance(&mut self, micros: u64) -> VirtualTime {
        self.now = VirtualTime(self.now.0.saturating_add(micros));
        self.now
    }

    /// Refreshes the loop's copy and returns it: what Node's `getLibuvNow` reads.
    pub(super) fn refresh(&mut self) -> u64 {
        self.loop_ms = self.now.ms();
        self.loop_ms
    }

    /// The loop's copy, in milliseconds.
    pub(super) fn loop_ms(self) -> u64 {
        self.loop_ms
    }
}
