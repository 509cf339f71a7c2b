//! The lesson file as serde sees it: every key, its type and its default.
//!
//! Types whose errors must name their own place have visitors of their own: what serde
//! derives for untagged enums forgets where it was.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use super::{
    scalar::{self, unknown},
    world,
};
use crate::{
    lesson::{Document, Event, Moment, Text, nearest},
    text::Lang,
    trace::{Phase, Queue, Runtime, TaskSource},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a lesson: keys such as `title` and `program`")]
pub(super) struct Lesson {
    pub(super) title: Text,
    pub(super) goal: Option<Text>,
    pub(super) track: String,
    pub(super) level: Level,
    #[serde(default)]
    pub(super) source: Source,
    #[serde(default)]
    pub(super) runtime: RuntimeName,
    #[serde(default)]
    pub(super) teaches: Vec<String>,
    #[serde(default)]
    pub(super) needs: Vec<String>,
    #[serde(default)]
    pub(super) next: Vec<String>,
    pub(super) program: Option<String>,
    pub(super) file: Option<String>,
    #[serde(default)]
    pub(super) world: world::World,
    #[serde(default)]
    pub(super) expect: Vec<Expectation>,
    #[serde(default)]
    pub(super) notes: Vec<Note>,
    #[serde(default)]
    pub(super) ask: Vec<Ask>,
    pub(super) speaker: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an expectation: `runtime`, `stdout`, `exit`")]
pub(super) struct Expectation {
    #[serde(default)]
    pub(super) runtime: Runtimes,
    pub(super) stdout: Lines,
    #[serde(default)]
    pub(super) also: Vec<Lines>,
    #[serde(default)]
    pub(super) real: Lines,
    #[serde(default)]
    pub(super) stderr: Lines,
    #[serde(default)]
    pub(super) exit: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a note: `at` and `say`")]
pub(super) struct Note {
    pub(super) at: Moment,
    pub(super) say: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a question: `before`, `question`, `kind`, `options`")]
pub(super) struct Ask {
    pub(super) before: Moment,
    pub(super) question: Text,
    pub(super) kind: AskKind,
    pub(super) queue: Option<QueueName>,
    pub(super) options: Vec<Choice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an answer: `say`, `right`, `shows`, `help`")]
pub(super) struct Choice {
    pub(super) say: Text,
    #[serde(default)]
    pub(super) right: bool,
    pub(super) at: Option<Moment>,
    pub(super) never: Option<Moment>,
    pub(super) prints: Option<String>,
    pub(super) shows: Option<String>,
    pub(super) help: Option<Text>,
}

/// A kind of question by its name; which queue is another key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AskKind {
    Order,
    Choice,
    NextLine,
    Queue,
}

/// A queue by its name.
#[derive(Clone, Copy)]
pub(super) struct QueueName(pub(super) Queue);

impl<'de> Deserialize<'de> for QueueName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::word(
            deserializer,
            "queue",
            &[
                ("ticks", Self(Queue::Ticks)),
                ("microtasks", Self(Queue::Microtasks)),
                ("timers", Self(Queue::Timers)),
                ("poll", Self(Queue::Poll)),
                ("check", Self(Queue::Check)),
                ("close", Self(Queue::Close)),
                ("tasks", Self(Queue::Tasks)),
                ("rendering", Self(Queue::Rendering)),
                ("idle", Self(Queue::Idle)),
            ],
        )
    }
}

/// From 1 to 5.
pub(super) struct Level(pub(super) u8);

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::number(deserializer, "a level", 1..=5).map(Self)
    }
}

/// A document, or `none`.
#[derive(Default)]
pub(super) struct Source(pub(super) Option<Document>);

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::word(
            deserializer,
            "document",
            &[
                ("D1", Self(Some(Document::D1))),
                ("D2", Self(Some(Document::D2))),
                ("D3", Self(Some(Document::D3))),
                ("D4", Self(Some(Document::D4))),
                ("D5", Self(Some(Document::D5))),
                ("none", Self(None)),
            ],
        )
    }
}

impl Clone for Source {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

/// A runtime by its name.
#[derive(Clone, Copy, Default)]
pub(super) struct RuntimeName(pub(super) Runtime);

impl<'de> Deserialize<'de> for RuntimeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Runtime::ALL.map(|runtime| (runtime.name(), Self(runtime)));
        scalar::word(deserializer, "runtime", &names)
    }
}

impl<'de> Deserialize<'de> for AskKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::word(
            deserializer,
            "kind of question",
            &[
                ("order", Self::Order),
                ("choice", Self::Choice),
                ("next-line", Self::NextLine),
                ("queue", Self::Queue),
            ],
        )
    }
}

/// One runtime or a list of them.
#[derive(Default)]
pub(super) struct Runtimes(pub(super) Vec<Runtime>);

impl<'de> Deserialize<'de> for Runtimes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;

        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Vec<RuntimeName>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a runtime such as `node-24`, or a list of them")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
                let name = serde::de::value::StrDeserializer::new(name);
                RuntimeName::deserialize(name).map(|runtime| vec![runtime])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut runtimes = Vec::new();
                while let Some(runtime) = seq.next_element()? {
                    runtimes.push(runtime);
                }
                Ok(runtimes)
            }
        }

        let names = deserializer.deserialize_any(OneOrMany)?;
        Ok(Self(names.into_iter().map(|name| name.0).collect()))
    }
}

/// Lines of output: a list, or a block of text.
#[derive(Default)]
pub(super) struct Lines(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Lines {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListOrBlock;

        impl<'de> Visitor<'de> for ListOrBlock {
            type Value = Vec<String>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of lines, or a block of text")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(text.lines().map(str::to_owned).collect())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut lines = Vec::new();
                while let Some(line) = seq.next_element::<String>()? {
                    if line.contains('\n') {
                        return Err(A::Error::custom("a line of output holds no line break"));
                    }
                    lines.push(line);
                }
                Ok(lines)
            }
        }

        deserializer.deserialize_any(ListOrBlock).map(Self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Words;

        impl<'de> Visitor<'de> for Words {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or `{en: …, zh: …}`")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
                checked(text).map(Text::Plain).map_err(E::custom)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                let languages = Languages::deserialize(MapAccessDeserializer::new(map))?;
                let mut texts = std::collections::BTreeMap::new();
                for (lang, text) in [(Lang::En, languages.en), (Lang::Zh, languages.zh)] {
                    if let Some(text) = text {
                        texts.insert(lang, checked(&text).map_err(A::Error::custom)?);
                    }
                }
                if texts.is_empty() {
                    return Err(A::Error::custom("a text in no language: give `en`, `zh` or both"));
                }
                Ok(Text::Translated(texts))
            }
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Languages {
            en: Option<String>,
            zh: Option<String>,
        }

        deserializer.deserialize_any(Words)
    }
}

/// Words fit to be shown on a terminal, without the space around them.
fn checked(text: &str) -> Result<String, String> {
    if let Some(control) = text.chars().find(|it| it.is_control() && *it != '\n') {
        return Err(format!("a text holds the control character U+{:04X}", u32::from(control)));
    }
    match text.trim() {
        "" => Err("an empty text: say something, or leave the key out".to_owned()),
        text => Ok(without_folds(text)),
    }
}

/// The text without the spaces that YAML puts where it joins two lines of Chinese, which has
/// none between its words.
fn without_folds(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        let after = joined.chars().next_back();
        let is_fold =
            it == ' ' && after.is_some_and(is_han) && chars.peek().copied().is_some_and(is_han);
        if !is_fold {
            joined.push(it);
        }
    }
    joined
}

/// Whether it is a Han character, or punctuation of Chinese.
fn is_han(it: char) -> bool {
    matches!(it, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '”')
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneKey;

        impl<'de> Visitor<'de> for OneKey {
            type Value = Moment;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a moment such as `{line: 3}`")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Moment, A::Error> {
                let keys = MomentKeys::deserialize(MapAccessDeserializer::new(map))?;
                keys.moment().map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_any(OneKey)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MomentKeys {
    line: Option<Count>,
    output: Option<Count>,
    task: Option<Count>,
    phase: Option<PhaseName>,
    event: Option<Event>,
    nth: Option<Count>,
}

impl MomentKeys {
    /// The one moment that the keys name.
    fn moment(self) -> Result<Moment, &'static str> {
        let nth = self.nth.as_ref().map_or(1, |nth| nth.0);
        let moments = [
            self.line.map(|line| Moment::Line { line: line.0, nth }),
            self.phase.map(|phase| Moment::Phase { phase: phase.0, nth }),
            self.event.map(|event| Moment::Event { event, nth }),
            self.output.map(|line| Moment::Output(line.0)),
            self.task.map(|task| Moment::Task(task.0)),
        ];
        let mut moments = moments.into_iter().flatten();
        let (Some(moment), None) = (moments.next(), moments.next()) else {
            return Err("a moment is one of `line`, `output`, `task`, `phase`, `event`");
        };
        match moment {
            Moment::Output(_) | Moment::Task(_) if self.nth.is_some() => {
                Err("`nth` counts times of a `line`, `phase` or `event`, and nothing else")
            }
            Moment::Output(_)
            | Moment::Task(_)
            | Moment::Line { .. }
            | Moment::Phase { .. }
            | Moment::Event { .. } => Ok(moment),
        }
    }
}

/// Counts from 1.
struct Count(u32);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::number(deserializer, "a number", 1..=1_000_000).map(Self)
    }
}

/// A phase by its name.
#[derive(Clone, Copy)]
struct PhaseName(Phase);

impl<'de> Deserialize<'de> for PhaseName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::word(
            deserializer,
            "phase",
            &[
                ("timers", Self(Phase::Timers)),
                ("pending", Self(Phase::Pending)),
                ("poll", Self(Phase::Poll)),
                ("check", Self(Phase::Check)),
                ("close", Self(Phase::Close)),
                ("timer", Self(Phase::Source(TaskSource::Timer))),
                ("user-interaction", Self(Phase::Source(TaskSource::UserInteraction))),
                ("networking", Self(Phase::Source(TaskSource::Networking))),
                ("posted-message", Self(Phase::Source(TaskSource::PostedMessage))),
                ("posted-task", Self(Phase::Source(TaskSource::PostedTask))),
                ("dom-manipulation", Self(Phase::Source(TaskSource::DomManipulation))),
                ("rendering", Self(Phase::Source(TaskSource::Rendering))),
                ("idle", Self(Phase::Source(TaskSource::Idle))),
            ],
        )
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar::text(deserializer, "the name of an event", |name| {
            let all = Self::all();
            let names = all.iter().map(String::as_str);
            // There are too many to list them all, unless nothing is near.
            let near =
                || nearest(name, names.clone()).map_or(names.clone().collect(), |it| vec![it]);
            Self::named(name).ok_or_else(|| unknown("event", name, near()))
        })
    }
}
