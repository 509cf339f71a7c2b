//! Options that every command takes, in one place.

use std::time::Duration;

use clap::{ValueEnum, value_parser};

use crate::{runner::Limits, text::Lang, trace::Runtime};

/// Options that every command takes
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Options {
    /// Whose order to follow (default: the lesson's own, else node-24)
    #[arg(long, global = true, value_enum, value_name = "RUNTIME")]
    pub runtime: Option<Runtime>,

    /// Language of notes and explanations (default: from the locale)
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,

    /// When to use colour; `auto` also minds `NO_COLOR`
    #[arg(long, global = true, value_enum, default_value_t)]
    pub color: Color,

    /// Draw with ASCII only
    #[arg(long, global = true)]
    pub ascii: bool,

    /// Seed of `Math.random` and of all else that is drawn (default: the lesson's own, else 1)
    #[arg(long, global = true, value_name = "N")]
    pub seed: Option<u64>,

    /// Stop recording after N steps (default: 1000000, with `run` 10000000)
    #[arg(long, global = true, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    max_steps: Option<u32>,

    /// Stop recording after so many seconds of real time
    #[arg(long, global = true, value_name = "SECONDS", default_value = "10")]
    #[arg(value_parser = seconds)]
    max_time: Duration,

    /// Stop recording when it holds so many MiB of memory
    #[arg(long, global = true, value_name = "MIB", default_value_t = 512)]
    #[arg(value_parser = value_parser!(u32).range(MIN_MEMORY..))]
    max_memory: u32,
}

/// MiB that the engine takes before it runs anything, and something to run in.
const MIN_MEMORY: i64 = 32;

/// A time above zero, in seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(Duration::ZERO) => Err("not above zero".to_owned()),
        Ok(time) => Ok(time),
        Err(error) => Err(error.to_string()),
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Color {
    /// Whether to colour what goes to a place that is a terminal or not.
    pub fn applies(self, terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            // https://no-color.org: set and not empty, whatever the value.
            Self::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
        }
    }
}

/// The steps of a recording that somebody is to look at.
const STEPS: u32 = 1_000_000;

/// The steps of a run of which only the output counts.
const STEPS_UNSEEN: u32 = 10_000_000;

impl Options {
    /// How many steps are recorded at most.
    pub fn max_steps(&self) -> u32 {
        self.max_steps.unwrap_or(STEPS)
    }

    /// The same, where nothing but the output is shown.
    pub fn max_steps_unseen(&self) -> u32 {
        self.max_steps.unwrap_or(STEPS_UNSEEN)
    }

    /// What a run may use up.
    pub fn limits(&self) -> Limits {
        Limits { wall: self.max_time, memory: u64::from(self.max_memory) << 20 }
    }

    /// The language to speak: as asked, else what the locale says, else English.
    pub fn lang(&self) -> Lang {
        self.lang_or(None)
    }

    /// The same, where a configuration stands between what was asked and the locale.
    pub fn lang_or(&self, configured: Option<Lang>) -> Lang {
        self.lang.or(configured).unwrap_or_else(|| {
            // POSIX: the first of these that is set and not empty decides.
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty());
            if locale.is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
        })
    }
}

impl ValueEnum for Runtime {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.name()))
    }
}

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::En, Self::Zh]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let name = match self {
            Self::En => "en",
            Self::Zh => "zh",
        };
        Some(clap::builder::PossibleValue::new(name))
    }
}
