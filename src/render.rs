//! A run on paper: as plain text, and as JSON Lines for scripts.

mod fold;
mod jsonl;
mod listing;
mod still;

use std::io::{self, Write};

use crate::{scene::Film, text::Lang, trace::Step};

/// What a recording can be written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// One event a line; with a step, that one moment as a drawing.
    #[default]
    Text,
    /// The recording itself, for scripts (see [`crate::trace::format`]).
    Jsonl,
}

impl Format {
    pub const ALL: [Self; 2] = [Self::Text, Self::Jsonl];

    /// As the command line spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }
}

/// What to write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub format: Format,
    pub lang: Lang,
    /// Stop after this step instead of at the end.
    pub step: Option<Step>,
}

/// Writes a recording. What a program printed comes out so that no terminal obeys it.
///
/// # Errors
/// Those of `out`.
pub fn write(film: &Film, options: Options, out: &mut impl Write) -> io::Result<()> {
    let Options { format, lang, step } = options;
    match (format, step) {
        (Format::Text, None) => listing::write(film, lang, out),
        (Format::Text, Some(step)) => still::write(film, step, lang, out),
        (Format::Jsonl, step) => jsonl::write(film, step.unwrap_or(film.end()), out),
    }
}

#[cfg(test)]
mod tests;
