//! A trace as JSON Lines, out and in.
//!
//! The first line is the header, with `"format"`. Then come the definitions, what is named
//! before what names it: `{"define":"site","id":3,...}`. Then one line a fact: its own fields
//! under `"fact"`, and beside them what a script would otherwise have to fold or look up
//! ([`About`]). Reading takes `"fact"` and ignores the rest, so that a trace comes back
//! exactly as it was, whoever has rearranged the lines' fields meanwhile.

mod read;

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::{FORMAT, Fact, Header, Phase, Record, Runtime, Step, Trace};

pub use read::{Error, Fault, read};

/// What a script would like to know of a step beside its fact. Fields that do not apply are
/// left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About<'a> {
    /// What happened, such as `microtask-queued`.
    pub kind: Cow<'a, str>,
    /// 0 before the loop's first pass.
    pub iteration: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// The name of the callback, function or operation it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// The step that scheduled the entry it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled: Option<Step>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub col: Option<u32>,
    /// What was written, or the value in question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct HeaderLine<'a> {
    format: &'a str,
    program: &'a str,
    runtime: Runtime,
    seed: u64,
    threads: u8,
}

#[derive(Serialize)]
struct Definition<'a, T: Serialize> {
    define: &'a str,
    id: u32,
    #[serde(flatten)]
    record: &'a T,
}

#[derive(Serialize)]
struct FactLine<'a> {
    step: Step,
    t_us: u64,
    #[serde(flatten)]
    about: About<'a>,
    fact: &'a Fact,
}

/// The text of a text's definition.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
}

/// Writes the header and the definitions.
///
/// # Errors
/// Those of `out`.
pub fn write_head(trace: &Trace, out: &mut impl Write) -> io::Result<()> {
    let Header { program, runtime, seed, threads } = trace.header();
    let (runtime, seed, threads) = (*runtime, *seed, *threads);
    line(out, &HeaderLine { format: FORMAT, program, runtime, seed, threads })?;
    let mut ids = Ids::default();
    for record in trace.records() {
        match &record {
            Record::Header(_) | Record::Fact(_) => {}
            Record::File(file) => define(out, "file", ids.next(&record), file)?,
            Record::Text(text) => define(out, "text", ids.next(&record), &Words { text })?,
            Record::Site(site) => define(out, "site", ids.next(&record), site)?,
            Record::Promise(promise) => define(out, "promise", ids.next(&record), promise)?,
            Record::Wait(wait) => define(out, "wait", ids.next(&record), wait)?,
            Record::Entry(id, entry) => define(out, "entry", id.0, entry)?,
            Record::Decision(decision) => define(out, "decision", ids.next(&record), decision)?,
            Record::Variable(variable) => define(out, "variable", ids.next(&record), variable)?,
            Record::Local(local) => define(out, "local", ids.next(&record), local)?,
            Record::Omission(it) => define(out, "omission", ids.next(&record), it)?,
        }
    }
    Ok(())
}

/// Writes one fact, which must be in the trace at `step`.
///
/// # Errors
/// Those of `out`.
pub fn write_fact(
    trace: &Trace,
    step: Step,
    about: About<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let Some(fact) = trace.fact(step) else { return Ok(()) };
    let t_us = trace.time(step).0;
    line(out, &FactLine { step, t_us, about, fact: &fact })
}

/// Counts what each kind of definition has had.
#[derive(Default)]
struct Ids([u32; 9]);

impl Ids {
    fn next(&mut self, record: &Record) -> u32 {
        let which = match record {
            Record::File(_) => 0,
            Record::Text(_) => 1,
            Record::Site(_) => 2,
            Record::Promise(_) => 3,
            Record::Wait(_) => 4,
            Record::Variable(_) => 5,
            Record::Local(_) => 6,
            Record::Omission(_) => 7,
            Record::Decision(_) | Record::Header(_) | Record::Entry(..) | Record::Fact(_) => 8,
        };
        self.0[which] += 1;
        self.0[which]
    }
}

fn define<T: Serialize>(out: &mut impl Write, define: &str, id: u32, record: &T) -> io::Result<()> {
    line(out, &Definition { define, id, record })
}

fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Inert(CompactFormatter));
    value.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Compact JSON that a terminal shows and does not obey: what JSON itself does not escape
/// of [`is_obeyed`] is escaped too.
struct Inert(CompactFormatter);

impl Formatter for Inert {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_obeyed(*c)) {
            self.0.write_string_fragment(out, &rest[..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        self.0.write_string_fragment(out, rest)
    }
}

/// Whether a terminal may obey the character instead of showing it: control characters (the
/// C1 ones too), line separators, and the marks that turn the direction of writing. All are
/// below U+10000.
pub(crate) fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
