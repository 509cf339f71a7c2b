//! Single values that must be one of some words, or a number in a range.
//!
//! The refusal is made while the value itself is read: `serde_yaml` then knows its place.

use std::{fmt, ops::RangeInclusive};

use serde::de::{Deserializer, Error, Visitor};

/// Reads text and makes something of it; what it cannot use it refuses with a sentence.
pub(super) fn text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expecting: &str,
    read: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    struct Text<'a, F>(&'a str, F);

    impl<T, F: FnOnce(&str) -> Result<T, String>> Visitor<'_> for Text<'_, F> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_any(Text(expecting, read))
}

/// Reads one of some words.
pub(super) fn word<'de, D: Deserializer<'de>, T: Clone>(
    deserializer: D,
    what: &str,
    words: &[(&str, T)],
) -> Result<T, D::Error> {
    text(deserializer, what, |given| {
        let known = words.iter().find(|(word, _)| *word == given);
        let names = || words.iter().map(|(word, _)| *word);
        known.map(|(_, value)| value.clone()).ok_or_else(|| unknown(what, given, names()))
    })
}

/// Says that `given` is none of `names`; [`super::explain`] adds the nearest.
pub(super) fn unknown<'a>(
    what: &str,
    given: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> String {
    let list: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    format!("unknown {what} `{given}`, expected one of {}", list.join(", "))
}

/// Reads a whole number.
pub(super) fn number<'de, D, T>(
    deserializer: D,
    expecting: &str,
    range: RangeInclusive<T>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<u64> + PartialOrd + fmt::Display,
{
    struct Number<'a, T>(&'a str, RangeInclusive<T>);

    impl<T: TryFrom<u64> + PartialOrd + fmt::Display> Visitor<'_> for Number<'_, T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{} from {} to {}", self.0, self.1.start(), self.1.end())
        }

        fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
            let fitting = T::try_from(number).ok().filter(|number| self.1.contains(number));
            let wrong = serde::de::Unexpected::Unsigned(number);
            fitting.ok_or_else(|| E::invalid_value(wrong, &self))
        }
    }

    deserializer.deserialize_any(Number(expecting, range))
}
