//! From YAML to a [`Lesson`], strictly: a key or a value that means nothing here is an error
//! that names its place and the nearest right word.
//!
//! All that is known of `serde_yaml` is known here and below.

mod ask;
mod place;
mod raw;
mod scalar;
mod world;

use miette::NamedSource;

use self::place::Down::{self, Item, Key};
use super::{
    Cue, Error, Expectation, Invalid, Lesson, Moment, Origin, Part, Program, ProgramPlace,
    nearest::nearest,
};

/// A lesson file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// What the command line calls the lesson.
    pub(super) name: &'a str,
    /// As errors show it.
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    /// Where an inline program believes it is.
    pub(super) program_path: &'a str,
}

/// Reads a lesson file; `beside` finds the program file that it may name.
///
/// # Errors
/// [`Error::Invalid`], or what `beside` says.
pub(super) fn lesson(
    source: Source<'_>,
    beside: impl FnOnce(&str) -> Result<Program, Error>,
) -> Result<Lesson, Error> {
    let yaml = source.text;
    if let Some(offset) = place::too_deep(yaml) {
        let before = &yaml[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
        let message = "too many brackets are open here".to_owned();
        return Err(invalid(source, (line, column), message, None));
    }
    let raw: raw::Lesson = place::unique(yaml)
        .and_then(|()| serde_yaml::from_str(yaml))
        .map_err(|error| explain(source, &error))?;
    let (program, place) = match (raw.program, raw.file) {
        (Some(text), None) => {
            let path = [Key("program")];
            if text.trim().is_empty() {
                let help = "write it under the key, indented: `program: |`";
                return Err(at(source, &path, "the program is empty", Some(help)));
            }
            let line = place::find(yaml, &path).and_then(|(line, _)| u32::try_from(line).ok());
            let place = match place::block(yaml, &path, &text) {
                Some((line, indent)) => ProgramPlace::Block { line, indent },
                None => ProgramPlace::Elsewhere { line: line.unwrap_or(1) },
            };
            (Program { path: source.program_path.to_owned(), text }, place)
        }
        (None, Some(file)) => {
            if !is_beside(&file) {
                let message = format!("`{file}` is not the name of a file beside the lesson");
                return Err(at(source, &[Key("file")], &message, None));
            }
            (beside(&file)?, ProgramPlace::File)
        }
        (Some(_), Some(_)) => {
            let help = "keep the one or the other";
            return Err(at(source, &[Key("file")], "both `program` and `file` given", Some(help)));
        }
        (None, None) => {
            let help = "write it under the key `program`, or name it with `file`";
            return Err(at(source, &[], "the lesson has no program", Some(help)));
        }
    };
    let ask = ask::all(source, raw.ask)?;
    let lesson = Lesson {
        name: source.name.to_owned(),
        title: raw.title,
        goal: raw.goal,
        track: raw.track,
        level: raw.level.0,
        source: raw.source.0,
        runtime: raw.runtime.0,
        teaches: raw.teaches,
        needs: raw.needs,
        next: raw.next,
        program,
        world: raw.world.into(),
        expect: raw.expect.into_iter().map(Expectation::from).collect(),
        notes: raw.notes.into_iter().map(|note| Cue { at: note.at, say: note.say }).collect(),
        ask,
        speaker: raw.speaker,
        origin: Origin { path: source.path.to_owned(), text: yaml.to_owned(), program: place },
    };
    check(source, &lesson)?;
    Ok(lesson)
}

/// What no single value shows.
fn check(source: Source<'_>, lesson: &Lesson) -> Result<(), Error> {
    let lines = lesson.program.text.lines().count();
    let notes = lesson.notes.iter().map(|note| &note.at).enumerate();
    let notes = notes.map(|(n, moment)| (moment, [Key("notes"), Item(n), Key("at")]));
    let asks = lesson.ask.iter().map(|ask| &ask.before).enumerate();
    let asks = asks.map(|(n, moment)| (moment, [Key("ask"), Item(n), Key("before")]));
    for (moment, path) in notes.chain(asks) {
        if let Moment::Line { line, .. } = moment
            && *line as usize > lines
        {
            let message = format!("the program has no line {line}");
            let help = format!("its lines count from 1 to {lines}");
            return Err(at(source, &path, &message, Some(&help)));
        }
    }
    let mut named = Vec::new();
    for (n, expectation) in lesson.expect.iter().enumerate() {
        let path = [Key("expect"), Item(n)];
        if expectation.runtimes.is_empty() && named.contains(&None) {
            let help = "name the `runtime` of one of them";
            return Err(at(source, &path, "a second expectation for all runtimes", Some(help)));
        }
        for runtime in &expectation.runtimes {
            if named.contains(&Some(*runtime)) {
                let message = format!("a second expectation for {runtime}");
                return Err(at(source, &path, &message, Some("keep one of the two")));
            }
        }
        named.extend(expectation.runtimes.iter().map(|runtime| Some(*runtime)));
        if expectation.runtimes.is_empty() {
            named.push(None);
        }
    }
    Ok(())
}

/// The line on which `part` stands in a lesson file, 1-based.
pub(super) fn line_of(yaml: &str, part: Part) -> Option<usize> {
    let path = match part {
        Part::Title => vec![Key("title")],
        Part::Goal => vec![Key("goal")],
        Part::Speaker => vec![Key("speaker")],
        Part::Expectation(index) => vec![Key("expect"), Item(index)],
        Part::Note(index) => vec![Key("notes"), Item(index)],
        Part::Ask(index) => vec![Key("ask"), Item(index)],
    };
    place::find(yaml, &path).map(|(line, _)| line)
}

/// Whether `name` stays in the lesson's folder.
fn is_beside(name: &str) -> bool {
    !name.is_empty() && !name.contains(['/', '\\', '\0']) && name != "." && name != ".."
}

/// An error at what `path` leads to.
fn at(source: Source<'_>, path: &[Down<'_>], message: &str, help: Option<&str>) -> Error {
    let place = place::find(source.text, path).unwrap_or((1, 1));
    invalid(source, place, message.to_owned(), help.map(str::to_owned))
}

fn invalid(
    source: Source<'_>,
    (line, column): (usize, usize),
    message: String,
    help: Option<String>,
) -> Error {
    let start: usize = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = source.text.get(start..).unwrap_or_default();
    let row = rest.lines().next().unwrap_or_default();
    let offset = row.char_indices().nth(column - 1).map_or(row.len(), |(offset, _)| offset);
    let word = row.get(offset..).unwrap_or_default();
    let length = word.find([' ', ':', ',', '}', ']']).unwrap_or(word.len());
    Error::Invalid(Box::new(Invalid {
        path: source.path.to_owned(),
        line,
        column,
        message,
        help,
        text: NamedSource::new(source.path, source.text.to_owned()).with_language("YAML"),
        span: (start + offset, length).into(),
    }))
}

/// How serde says what it found and what it expected, and how people do.
const PLAIN: [(&str, &str); 10] = [
    ("invalid type: enum, expected plain YAML", "a YAML tag means nothing here"),
    ("invalid type: unit value", "no value"),
    ("invalid type: sequence", "invalid type: list"),
    ("invalid type: map", "invalid type: keys with values"),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected keys with values"),
    ("expected u64", "expected a whole number from 0"),
    ("expected u16", "expected a whole number from 0 to 65535"),
    ("expected i32", "expected a whole number"),
    ("expected a string", "expected a text"),
];

/// What usually lies behind an error of the YAML parser.
const REMEDIES: [(&str, &str); 4] = [
    (
        "mapping values are not allowed",
        "is the line indented as its neighbours are? a text that holds `: ` needs quotes",
    ),
    (
        "cannot start any token",
        "indent with spaces, not with tabs; a text that begins with one of @ ` % needs quotes",
    ),
    ("more than one document", "keep one lesson a file: remove the line `---` and what follows"),
    ("unexpected end of stream", "a quotation mark or bracket is opened and never closed"),
];

/// In our words what `serde_yaml` found wrong.
fn explain(source: Source<'_>, error: &serde_yaml::Error) -> Error {
    let place = error.location().map_or((1, 1), |it| (it.line().max(1), it.column().max(1)));
    let text = error.to_string();
    let text = text.split(" at line ").next().unwrap_or_default();
    // Before the message stands the path to it, which the place says better.
    let text = match text.split_once(": ") {
        Some((path, rest)) if !path.contains([' ', '`']) => rest,
        Some(_) | None => text,
    };
    let (message, help) = if let Some(text) = text.strip_prefix("unknown ")
        && let Some((what, names)) = text.split_once("`, expected ")
        && let Some((what, given)) = what.split_once(" `")
    {
        let what = what.replace("field", "key");
        let names: Vec<_> = names.split('`').skip(1).step_by(2).collect();
        let list = format!("it must be one of {}", names.join(", "));
        let help = match nearest(given, names.iter().copied()) {
            Some(near) if what == "key" || names.len() == 1 => format!("did you mean `{near}`?"),
            Some(near) => format!("did you mean `{near}`? {list}"),
            None if names == ["en", "zh"] => {
                format!("{list}; between braces, a text that holds a comma needs quotes")
            }
            None => list,
        };
        (format!("unknown {what} `{given}`"), Some(help))
    } else if let Some(key) = text.strip_prefix("missing field ") {
        (format!("the key {key} is missing"), None)
    } else {
        let plain = PLAIN.iter().fold(text.to_owned(), |text, (jargon, plain)| {
            let is_whole = text.starts_with(jargon) || text.ends_with(jargon);
            if is_whole { text.replacen(jargon, plain, 1) } else { text }
        });
        let remedy = REMEDIES.iter().find(|(symptom, _)| text.contains(symptom));
        (plain, remedy.map(|(_, remedy)| (*remedy).to_owned()))
    };
    invalid(source, place, message, help)
}

impl From<raw::Expectation> for Expectation {
    fn from(raw: raw::Expectation) -> Self {
        Self {
            runtimes: raw.runtime.0,
            stdout: raw.stdout.0,
            also: raw.also.into_iter().map(|lines| lines.0).collect(),
            real: raw.real.0,
            stderr: raw.stderr.0,
            exit: raw.exit,
        }
    }
}

#[cfg(test)]
mod tests;
