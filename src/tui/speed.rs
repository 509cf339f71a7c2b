//! How fast a recording plays by itself.

use std::time::Duration;

/// One of the speeds.
pub(super) struct Speed {
    /// As people read it, and as `:speed` and the configuration take it.
    pub(super) label: &'static str,
    /// The time between two automatic moves.
    pub(super) pace: Duration,
    /// Steps in one of them: nobody sees more than some ten moves a second.
    pub(super) steps: u32,
}

/// From the slowest to the fastest.
pub(super) const SPEEDS: [Speed; 8] = [
    Speed { label: "0.25x", pace: Duration::from_millis(2400), steps: 1 },
    Speed { label: "0.5x", pace: Duration::from_millis(1200), steps: 1 },
    Speed { label: "1x", pace: Duration::from_millis(600), steps: 1 },
    Speed { label: "2x", pace: Duration::from_millis(300), steps: 1 },
    Speed { label: "4x", pace: Duration::from_millis(150), steps: 1 },
    Speed { label: "8x", pace: Duration::from_millis(75), steps: 1 },
    Speed { label: "16x", pace: Duration::from_millis(75), steps: 2 },
    Speed { label: "64x", pace: Duration::from_millis(75), steps: 8 },
];

/// Which of [`SPEEDS`]. The default is `1x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(usize);

impl Default for Pace {
    fn default() -> Self {
        Self(2)
    }
}

impl Pace {
    /// Every label, the slowest first.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SPEEDS.iter().map(|speed| speed.label)
    }

    /// The speed of that label; `2` means `2x`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim_end_matches('x');
        SPEEDS.iter().position(|speed| speed.label.trim_end_matches('x') == name).map(Self)
    }

    pub(super) fn speed(self) -> &'static Speed {
        &SPEEDS[self.0]
    }

    #[must_use]
    pub(super) fn faster(self) -> Self {
        Self((self.0 + 1).min(SPEEDS.len() - 1))
    }

    #[must_use]
    pub(super) fn slower(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

/// How long people need to read `text`: a word takes 250 ms, and nobody reads in haste.
pub(super) fn reading_time(text: &str) -> Duration {
    let is_han = |c: &char| ('\u{3400}'..'\u{a000}').contains(c);
    // Two Chinese characters are about a word.
    let words = text.split_whitespace().count() + text.chars().filter(is_han).count() / 2;
    Duration::from_millis(300).saturating_mul(u32::try_from(words).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_speed_has_a_name() {
        for name in Pace::names() {
            assert_eq!(Pace::from_name(name).unwrap().speed().label, name);
        }
        assert_eq!(Pace::from_name("1"), Some(Pace::default()));
        assert_eq!(Pace::from_name("3x"), None);
    }

    #[test]
    fn chinese_takes_its_time_too() {
        assert_eq!(reading_time("one two three"), Duration::from_millis(900));
        assert_eq!(reading_time("微任务先运行"), Duration::from_millis(1200));
    }
}
