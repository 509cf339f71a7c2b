//! The tool's own words, in the languages it speaks.
//!
//! A moment of a run in one sentence ([`sentence`]), the rule behind it ([`rule`]), who waits
//! and why ([`waiters`]), what real Node might do instead ([`decision`]), and the names of
//! things. Every text is one line and holds nothing a terminal would obey, whatever the
//! program's own names and values are.

mod caption;
mod en;
mod told;
mod visible;
mod zh;

use std::borrow::Cow;

use self::told::Told;
use crate::{
    scene::{Call, Card, Film, Level, Rule, Scene, Waiters},
    trace::{
        DecisionId, EntryId, EntryKind, Holds, Omitted, Phase, PromiseId, Queue, Step, Stop, Value,
        VirtualTime,
    },
};

pub use caption::{
    Row, again, at, counted, due, heading, line, more, origin, row, stream, worker, wrapped,
};
pub use visible::visible;

/// A language the tool speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// As the command line and lesson files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.name() == name)
    }
}

/// What happens at `step`, in one sentence of the present tense.
pub fn sentence(film: &Film, step: Step, lang: Lang) -> String {
    told(&Told::of(film, step), lang)
}

/// How `scene` follows `before`, which is one step earlier, in one sentence.
pub(crate) fn sentence_between<'a>(before: Scene<'a>, scene: Scene<'a>, lang: Lang) -> String {
    told(&Told::between(before, scene), lang)
}

fn told(told: &Told, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::sentence(told),
        Lang::Zh => zh::sentence(told),
    };
    plain(&words)
}

/// Why a recording ended early: a sentence without a full stop, which names the option that
/// allows more, where there is one.
pub fn stop(stop: &Stop, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::stop(stop),
        Lang::Zh => zh::stop(stop),
    };
    plain(&words)
}

/// What a recording does not show as it is, from a line on: a sentence without a full stop.
pub fn omission(what: Omitted, line: Option<u32>, lang: Lang) -> String {
    match lang {
        Lang::En => en::omission(what, line),
        Lang::Zh => zh::omission(what, line),
    }
}

/// The rule behind a step, in a few sentences.
pub fn rule(rule: Rule, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::rule(rule),
        Lang::Zh => zh::rule(rule),
    }
}

/// Who waits, and why they must; `scene` is the moment the waiters were found in.
pub fn waiters(scene: &Scene, waiters: &Waiters, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::waiters(scene, waiters),
        Lang::Zh => zh::waiters(scene, waiters),
    };
    plain(&words)
}

/// What real Node leaves open, what was taken here, and what would have come of the other.
pub fn decision(film: &Film, decision: DecisionId, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::decision(film, decision),
        Lang::Zh => zh::decision(film, decision),
    };
    plain(&words)
}

/// An entry's name in a sentence, such as "`done` (line 5)".
pub fn entry(film: &Film, entry: EntryId, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::entry(film, entry),
        Lang::Zh => zh::entry(film, entry),
    };
    plain(&words)
}

/// A card's short label, such as "`done`", "f after await" or "callback".
pub fn label(film: &Film, card: &Card, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::label(film, card),
        Lang::Zh => zh::label(film, card),
    };
    plain(&words)
}

/// A call's short name on the stack, such as "main", "(anonymous)".
pub fn call(call: &Call, lang: Lang) -> String {
    let words = match lang {
        Lang::En => en::call(call),
        Lang::Zh => zh::call(call),
    };
    plain(&words)
}

/// A promise's name.
pub fn promise(promise: PromiseId, lang: Lang) -> String {
    match lang {
        Lang::En => en::promise(promise),
        Lang::Zh => zh::promise(promise),
    }
}

pub fn phase(phase: Phase, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::phase(phase),
        Lang::Zh => zh::phase(phase),
    }
}

pub fn queue(queue: Queue, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::queue(queue),
        Lang::Zh => zh::queue(queue),
    }
}

/// What an entry is, in a word or two.
pub fn kind(kind: EntryKind, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::kind(kind),
        Lang::Zh => zh::kind(kind),
    }
}

/// How far a move goes, in a word.
pub fn level(level: Level, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::level(level),
        Lang::Zh => zh::level(level),
    }
}

/// A time in milliseconds with two decimals, without the unit.
pub fn ms(time: VirtualTime) -> String {
    let hundredths = time.0 / 10;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// A value as a learner reads it, on one line and not too long.
pub fn value(film: &Film, value: Value) -> String {
    let lines: Vec<_> = film.value(value).lines().map(|line| line.trim().to_owned()).collect();
    shortened(&plain(&lines.join(" ")), 60)
}

/// What a variable holds, as a learner reads it.
pub fn holds(film: &Film, holds: Holds, lang: Lang) -> String {
    match (holds, lang) {
        // Too many objects have been looked into.
        (Holds::Value(Value::Unknown), Lang::En) => "… (no longer looked into)".to_owned(),
        (Holds::Value(Value::Unknown), Lang::Zh) => "…（不再查看）".to_owned(),
        (Holds::Value(held), _) => value(film, held),
        // The dead zone is ECMAScript's word; a variable out of scope is shown nowhere.
        (Holds::Uninitialized | Holds::OutOfScope, Lang::En) => "not initialised (TDZ)".to_owned(),
        (Holds::Uninitialized | Holds::OutOfScope, Lang::Zh) => "尚未初始化（TDZ）".to_owned(),
    }
}

/// At most `width` characters, an ellipsis included.
pub fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    kept + "…"
}

/// On one line, and nothing in it a terminal would obey.
fn plain(words: &str) -> String {
    match visible(words) {
        Cow::Borrowed(words) => words.to_owned(),
        Cow::Owned(words) => words,
    }
}

#[cfg(test)]
mod tests;
