//! When a page renders: 60 times a second, if there is something to show.
//!
//! After HTML, "update the rendering", whose rendering opportunities Chrome gives at the
//! boundaries of the screen's refresh. Times are microseconds of virtual time.

use crate::trace::EntryId;

/// After so long without a frame the next one goes before everything but input.
const PATIENCE: i64 = 100_000;

/// A page that has been open for a while has had its last frame some time before its program
/// begins.
const LAST_BEFORE: i64 = -50_000;

/// The beginning of the last refresh that is not after `now`.
fn refresh_before(now: u64) -> u64 {
    let guess = now * 3 / 50_000;
    [guess + 1, guess].into_iter().map(refresh).find(|at| *at <= now).unwrap_or(0)
}

/// The first refresh after `now`.
fn refresh_after(now: u64) -> u64 {
    let guess = now * 3 / 50_000;
    (guess..guess + 3).map(refresh).find(|at| *at > now).unwrap_or(u64::MAX)
}

/// When the `n`th refresh is, of 60 a second, to the nearest microsecond.
fn refresh(n: u64) -> u64 {
    (n * 50_000 + 1) / 3
}

/// What the next frame waits for.
#[derive(Debug)]
pub(crate) struct Frames {
    /// Since when there is something to show that no frame was queued for.
    wanted_since: Option<u64>,
    /// The frame that is among the tasks.
    pub(crate) queued: Option<EntryId>,
    /// When the last frame began; before the program if negative.
    last: i64,
    /// The user has done something since the last frame.
    has_input: bool,
}

impl Default for Frames {
    fn default() -> Self {
        Self { wanted_since: None, queued: None, last: LAST_BEFORE, has_input: false }
    }
}

impl Frames {
    /// There is something to show. Says whether the frame is to be queued at once: the user
    /// waits for it.
    pub(crate) fn want(&mut self, now: u64) -> bool {
        if self.queued.is_none() && self.wanted_since.is_none() {
            self.wanted_since = Some(now);
        }
        self.has_input && self.queued.is_none()
    }

    /// The user has done something. Says whether there is something to show.
    pub(crate) fn input(&mut self) -> bool {
        self.has_input = true;
        self.wanted_since.is_some() || self.queued.is_some()
    }

    /// When the frame is to be queued; none if none is wanted, or one is queued already.
    pub(crate) fn due(&self) -> Option<u64> {
        if self.queued.is_some() {
            return None;
        }
        self.wanted_since.map(refresh_after)
    }

    /// The frame is among the tasks now.
    pub(crate) fn queue(&mut self, frame: EntryId) {
        self.queued = Some(frame);
        self.wanted_since = None;
    }

    /// Whether the frame that waits must not wait longer.
    pub(crate) fn is_urgent(&self, now: u64) -> bool {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        self.has_input || now - self.last >= PATIENCE
    }

    /// The frame begins. Returns the time that its callbacks are given: the refresh's.
    pub(crate) fn begin(&mut self, now: u64) -> u64 {
        self.queued = None;
        self.has_input = false;
        self.last = i64::try_from(now).unwrap_or(i64::MAX);
        refresh_before(now)
    }

    /// How long there is nothing to show from now on, for an idle period: to the next refresh
    /// if something is to be shown there; none while a frame is awaited that this refresh has
    /// not had.
    pub(crate) fn quiet_until(&self, now: u64) -> Option<u64> {
        if self.queued.is_some() {
            return None;
        }
        if self.wanted_since.is_none() {
            return Some(u64::MAX);
        }
        let had_one = self.last >= i64::try_from(refresh_before(now)).unwrap_or(i64::MAX);
        had_one.then(|| refresh_after(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_has_sixty_refreshes() {
        assert_eq!([refresh(1), refresh(2), refresh(3)], [16_667, 33_333, 50_000]);
        assert_eq!(refresh(60), 1_000_000);
        for now in [0, 1, 16_666, 16_667, 16_668, 33_333, 49_999, 50_000] {
            let (before, after) = (refresh_before(now), refresh_after(now));
            assert!(before <= now && now < after && after - before < 16_668, "{before} {after}");
        }
    }

    #[test]
    fn a_frame_waits_for_the_refresh_and_not_for_ever() {
        let mut frames = Frames::default();
        assert_eq!(frames.due(), None);
        assert!(!frames.want(0));
        assert_eq!(frames.due(), Some(16_667));
        frames.queue(EntryId(1));
        assert_eq!(frames.due(), None);
        assert!(!frames.is_urgent(16_667));
        assert!(frames.is_urgent(50_000));
        assert_eq!(frames.begin(51_000), 50_000);
        assert!(!frames.is_urgent(150_999));
        assert!(frames.is_urgent(151_000));
    }

    #[test]
    fn what_the_user_has_done_is_shown_at_once() {
        let mut frames = Frames::default();
        assert!(!frames.input());
        assert!(frames.want(10));
        frames.queue(EntryId(1));
        assert!(frames.is_urgent(10));
    }

    #[test]
    fn idle_time_comes_after_the_frame() {
        let mut frames = Frames::default();
        assert_eq!(frames.quiet_until(10), Some(u64::MAX));
        frames.want(10);
        assert_eq!(frames.quiet_until(10), None);
        frames.queue(EntryId(1));
        frames.begin(16_667);
        frames.want(16_700);
        assert_eq!(frames.quiet_until(17_000), Some(33_333));
    }
}
