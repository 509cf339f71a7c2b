//! The `world` key of a lesson file: what lies around the program, and what things cost.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::scalar;
use crate::{
    lesson::shipped,
    world::{self, Costs, Gesture, Response, UserAction, WorldFile},
};

/// What a file request takes, in microseconds, unless a lesson says so.
const FILE_LATENCY: u64 = 1000;
/// What the network takes to answer, in microseconds, unless a lesson says so.
const NETWORK_LATENCY: u64 = 10_000;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "a world: `clock`, `files`, `network` and so on")]
pub(super) struct World {
    seed: Option<u64>,
    start: Option<PointInTime>,
    clock: Clock,
    threads: Option<Threads>,
    files: BTreeMap<String, File>,
    modules: Vec<Module>,
    network: BTreeMap<String, Answer>,
    cpu: BTreeMap<String, Duration>,
    page: Option<String>,
    user: Vec<Action>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default, expecting = "costs: `entry`, `statement`, `read`, `console`")]
struct Clock {
    entry: Option<Duration>,
    statement: Option<Duration>,
    read: Option<Duration>,
    first_write: Option<Duration>,
    console: Option<Duration>,
    task: Option<Duration>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a network answer: `status`, `body`, `latency`")]
struct Answer {
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    latency: Option<Duration>,
    #[serde(default)]
    more: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a later piece of a body: `after` and `body`")]
struct Piece {
    after: Duration,
    body: String,
}

fn ok() -> u16 {
    200
}

impl From<World> for world::World {
    fn from(raw: World) -> Self {
        let default = Self::default();
        let micros = |given: Option<Duration>, default| given.map_or(default, |it| it.0);
        let network = |(url, answer): (String, Answer)| {
            let Answer { status, headers, body, latency, more } = answer;
            let latency = micros(latency, NETWORK_LATENCY);
            let more = more.into_iter().map(|piece| (piece.after.0, piece.body)).collect();
            (url, Response { status, headers, body, latency, more })
        };
        let modules = raw.modules.into_iter().map(|Module { file, text }| {
            (file.to_owned(), WorldFile { content: Ok(text.to_owned()), latency: FILE_LATENCY })
        });
        let files = raw.files.into_iter().map(|(name, file)| (name, file.0));
        Self {
            seed: raw.seed.unwrap_or(default.seed),
            start_ms: raw.start.map_or(default.start_ms, |it| it.0),
            costs: Costs {
                entry: micros(raw.clock.entry, default.costs.entry),
                statement: micros(raw.clock.statement, default.costs.statement),
                read: micros(raw.clock.read, default.costs.read),
                console: micros(raw.clock.console, default.costs.console),
                first_write: micros(raw.clock.first_write, default.costs.first_write),
                task: micros(raw.clock.task, default.costs.task),
            },
            threads: raw.threads.map_or(default.threads, |it| it.0),
            files: modules.chain(files).collect(),
            network: raw.network.into_iter().map(network).collect(),
            cpu: raw.cpu.into_iter().map(|(name, cost)| (name, cost.0)).collect(),
            page: raw.page,
            user: raw.user.into_iter().map(|it| it.0).collect(),
        }
    }
}

/// At least one.
struct Threads(u8);

impl<'de> Deserialize<'de> for Threads {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::number(deserializer, "a number of threads", 1..=255).map(Self)
    }
}

/// A module that several lessons build on; its file stands beside the program.
struct Module {
    file: &'static str,
    text: &'static str,
}

impl<'de> Deserialize<'de> for Module {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::text(deserializer, "the name of a module", |name| {
            let all = || shipped::modules();
            let known = all().find(|(known, ..)| *known == name);
            known
                .map(|(_, file, text)| Self { file, text })
                .ok_or_else(|| scalar::unknown("module", name, all().map(|(name, ..)| name)))
        })
    }
}

/// Content or an error, and how long it takes to tell.
struct File(WorldFile);

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrError;

        impl<'de> Visitor<'de> for TextOrError {
            type Value = File;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a file: `text` or `error`, and `latency`")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<File, A::Error> {
                let keys = FileKeys::deserialize(MapAccessDeserializer::new(map))?;
                let content = match (keys.text, keys.error) {
                    (Some(text), None) => Ok(text),
                    (None, Some(code)) => Err(code),
                    (Some(_), Some(_)) | (None, None) => {
                        return Err(A::Error::custom("a file has either `text` or `error`"));
                    }
                };
                let latency = keys.latency.map_or(FILE_LATENCY, |it| it.0);
                Ok(File(WorldFile { content, latency }))
            }
        }

        deserializer.deserialize_any(TextOrError)
    }
}

/// When the user of a page does what.
struct Action(UserAction);

impl<'de> Deserialize<'de> for Action {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Gestures;

        impl<'de> Visitor<'de> for Gestures {
            type Value = Action;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("what the user does: `at`, and `click`, `focus`, `key` or `close`")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Action, A::Error> {
                let keys = ActionKeys::deserialize(MapAccessDeserializer::new(map))?;
                let gestures = [
                    keys.click.map(Gesture::Click),
                    keys.focus.map(Gesture::Focus),
                    keys.key.map(Gesture::Key),
                    keys.close.map(|Page::Page| Gesture::Close),
                ];
                let mut gestures = gestures.into_iter().flatten();
                let (Some(gesture), None) = (gestures.next(), gestures.next()) else {
                    return Err(A::Error::custom(
                        "an action is one of `click`, `focus`, `key`, `close`",
                    ));
                };
                Ok(Action(UserAction { at: keys.at.0, gesture }))
            }
        }

        deserializer.deserialize_any(Gestures)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionKeys {
    at: Duration,
    /// A selector of the element.
    click: Option<String>,
    focus: Option<String>,
    /// As `KeyboardEvent.key` has it.
    key: Option<String>,
    close: Option<Page>,
}

/// What can be closed.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase", expecting = "`page`")]
enum Page {
    Page,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeys {
    text: Option<String>,
    error: Option<String>,
    latency: Option<Duration>,
}

/// A duration with its unit, in microseconds.
struct Duration(u64);

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expecting = "a duration with its unit, such as `250us`, `1ms` or `2s`";
        scalar::text(deserializer, expecting, |text| {
            micros(text).map(Self).ok_or_else(|| format!("`{text}` is not {expecting}"))
        })
    }
}

/// `1.5ms` in microseconds; none if it is no duration, or not a whole number of microseconds.
fn micros(text: &str) -> Option<u64> {
    let unit = text.find(|it: char| !it.is_ascii_digit() && it != '.')?;
    let (number, unit) = text.split_at(unit);
    let digits = match unit {
        "us" => 0,
        "ms" => 3,
        "s" => 6,
        _ => return None,
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let fraction = match fraction.trim_end_matches('0') {
        "" if fraction.is_empty() => return None,
        "" => 0,
        fraction if fraction.len() > digits => return None,
        fraction => format!("{fraction:0<digits$}").parse().ok()?,
    };
    let scale = 10_u64.pow(u32::try_from(digits).ok()?);
    whole.parse::<u64>().ok()?.checked_mul(scale)?.checked_add(fraction)
}

/// A point in time, in milliseconds since 1970.
struct PointInTime(i64);

impl<'de> Deserialize<'de> for PointInTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expecting = "a point in time in UTC, such as `2017-12-21T00:00:00Z`";
        scalar::text(deserializer, expecting, |text| {
            millis(text).map(Self).ok_or_else(|| format!("`{text}` is not {expecting}"))
        })
    }
}

/// `2017-12-21T00:00:00Z` (seconds may have three decimals) in milliseconds since 1970.
fn millis(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (year, month, day) = three(date, '-')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "000"));
    let (hour, minute, second) = three(time, ':')?;
    let digits = |text: &str| text.len() == 3 && text.bytes().all(|it| it.is_ascii_digit());
    let fraction = digits(fraction).then(|| fraction.parse::<i64>().ok())??;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = *lengths.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    if !(1..=length).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let leaps = |year: i64| year / 4 - year / 100 + year / 400;
    let days_before_year = 365 * (year - 1970) + leaps(year - 1) - leaps(1969);
    let days_before_month: i64 = lengths.iter().take(usize::try_from(month - 1).ok()?).sum();
    let days = days_before_year + days_before_month + day - 1;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + fraction)
}

/// Three numbers without signs.
fn three(text: &str, between: char) -> Option<(i64, i64, i64)> {
    if !text.chars().all(|it| it.is_ascii_digit() || it == between) {
        return None;
    }
    let mut parts = text.split(between).map(str::parse);
    let numbers = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    (parts.next().is_none() && numbers.0 <= 9999).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{micros, millis};

    #[test]
    fn a_duration_needs_its_unit() {
        assert_eq!(micros("250us"), Some(250));
        assert_eq!(micros("1ms"), Some(1000));
        assert_eq!(micros("1.5ms"), Some(1500));
        assert_eq!(micros("2s"), Some(2_000_000));
        assert_eq!(micros("0.000001s"), Some(1));
        assert_eq!(micros("0us"), Some(0));
        for wrong in
            ["", "1", "ms", "1.5us", "-1ms", "1 ms", "1.ms", "1h", "1..5ms", "99999999999999s"]
        {
            assert_eq!(micros(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_point_in_time_is_read_as_date_parse_reads_it() {
        // The expected numbers are what `Date.parse` says in Node.
        assert_eq!(millis("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(millis("2017-12-21T00:00:00Z"), Some(1_513_814_400_000));
        assert_eq!(millis("2000-02-29T23:59:59.999Z"), Some(951_868_799_999));
        assert_eq!(millis("1969-12-31T23:59:59Z"), Some(-1000));
        assert_eq!(millis("2100-03-01T00:00:00Z"), Some(4_107_542_400_000));
        for wrong in
            ["2017-12-21", "2017-02-29T00:00:00Z", "2017-13-01T00:00:00Z", "x", "1-1-1T24:00:00Z"]
        {
            assert_eq!(millis(wrong), None, "{wrong}");
        }
    }
}
