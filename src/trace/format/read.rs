//! JSON Lines in.

use std::io::{self, BufRead};

use serde::{Deserialize, de::DeserializeOwned};

use crate::trace::{
    Decision, Entry, EntryId, FORMAT, Fact, File, Header, Local, Malformed, Omission, Promise,
    Record, Runtime, Site, Trace, Variable, Wait,
};

/// A line that is not a trace's, and what is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct Error {
    /// Counts from 1.
    pub line: usize,
    pub fault: Fault,
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("it cannot be read ({0}); check that the file is whole and is UTF-8 text")]
    Unreadable(#[from] io::Error),
    #[error(
        "this is not a recording: its first line must begin with {{\"format\":\"{FORMAT}\"; \
         make one with `loopscope render --format jsonl`"
    )]
    NoHeader,
    #[error(
        "the recording has the format `{0}`, this loopscope reads `{FORMAT}`; record the program \
         again"
    )]
    OtherFormat(String),
    #[error("a recording has one header, this is a second one; split the file before this line")]
    SecondHeader,
    #[error("column {column}: {message}; restore the line, or record the program again")]
    NotALine { column: usize, message: String },
    #[error("it has neither \"define\" nor \"fact\"; remove the line")]
    Neither,
    #[error(
        "there is no definition of a `{0}`; known are file, text, site, promise, wait, entry, \
         decision, variable and local"
    )]
    UnknownDefinition(String),
    #[error("{define} {id} comes where {define} {expected} must; keep definitions in order")]
    OutOfOrder { define: String, id: u32, expected: usize },
    #[error("text {0} is a text that was defined before; each text has one id")]
    TextTwice(u32),
    #[error("{0}; a definition is missing or comes too late, record the program again")]
    Malformed(#[from] Malformed),
}

impl From<serde_json::Error> for Fault {
    /// Every line is parsed by itself, so serde's idea of the line says nothing.
    fn from(error: serde_json::Error) -> Self {
        let words = error.to_string();
        let message = words.split(" at line ").next().unwrap_or_default().to_owned();
        Self::NotALine { column: error.column(), message }
    }
}

/// The parts of a line that say what it is.
#[derive(Deserialize)]
struct Line {
    format: Option<String>,
    define: Option<String>,
    id: Option<u32>,
    fact: Option<Fact>,
}

#[derive(Deserialize)]
struct HeaderLine {
    program: String,
    runtime: Runtime,
    seed: u64,
    threads: u8,
}

#[derive(Deserialize)]
struct Words {
    text: String,
}

/// Reads a trace that [`write_head`](super::write_head) and
/// [`write_fact`](super::write_fact) wrote. Empty lines are skipped.
///
/// # Errors
/// The first line that is wrong, with what to do about it.
pub fn read(input: impl BufRead) -> Result<Trace, Error> {
    let mut trace = Trace::default();
    let mut has_header = false;
    for (index, text) in input.lines().enumerate() {
        let at = |fault| Error { line: index + 1, fault };
        let text = text.map_err(|error| at(error.into()))?;
        if text.trim().is_empty() {
            continue;
        }
        let record = record(&text, &trace, has_header).map_err(at)?;
        has_header = true;
        trace.push(record).map_err(|error| at(error.into()))?;
    }
    if has_header { Ok(trace) } else { Err(Error { line: 1, fault: Fault::NoHeader }) }
}

fn record(text: &str, trace: &Trace, has_header: bool) -> Result<Record, Fault> {
    let line: Result<Line, _> = serde_json::from_str(text);
    if !has_header {
        let format = line.ok().and_then(|line| line.format).ok_or(Fault::NoHeader)?;
        return header(text, format);
    }
    match line? {
        Line { format: Some(_), .. } => Err(Fault::SecondHeader),
        Line { define: Some(define), id, .. } => definition(text, trace, define, id.unwrap_or(0)),
        Line { fact: Some(fact), .. } => Ok(Record::Fact(fact)),
        Line { .. } => Err(Fault::Neither),
    }
}

fn header(text: &str, format: String) -> Result<Record, Fault> {
    if format != FORMAT {
        return Err(Fault::OtherFormat(format));
    }
    let HeaderLine { program, runtime, seed, threads } = serde_json::from_str(text)?;
    Ok(Record::Header(Header { program, runtime, seed, threads }))
}

fn definition(text: &str, trace: &Trace, define: String, id: u32) -> Result<Record, Fault> {
    let (record, defined) = match define.as_str() {
        "file" => (Record::File(parse::<File>(text)?), trace.files().len()),
        "text" => {
            let Words { text } = parse(text)?;
            if trace.find_text(&text).is_some() {
                return Err(Fault::TextTwice(id));
            }
            (Record::Text(text), trace.text_count())
        }
        "site" => (Record::Site(parse::<Site>(text)?), trace.sites().len()),
        "promise" => (Record::Promise(parse::<Promise>(text)?), trace.promises().len()),
        "wait" => (Record::Wait(parse::<Wait>(text)?), trace.waits().len()),
        "entry" => (Record::Entry(EntryId(id), parse::<Entry>(text)?), trace.entries().len()),
        "decision" => (Record::Decision(parse::<Decision>(text)?), trace.decisions().len()),
        "variable" => (Record::Variable(parse::<Variable>(text)?), trace.variables().len()),
        "local" => (Record::Local(parse::<Local>(text)?), trace.locals().len()),
        "omission" => (Record::Omission(parse::<Omission>(text)?), trace.omissions().len()),
        _ => return Err(Fault::UnknownDefinition(define)),
    };
    let expected = defined + 1;
    if id as usize == expected {
        Ok(record)
    } else {
        Err(Fault::OutOfOrder { define, id, expected })
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}
