//! What a lesson claims against what its run shows.
//!
//! Pure: a lesson and a trace in, the claims that do not hold out. Recording is `cli`'s.

mod words;

use similar::{ChangeTag, TextDiff};

use crate::{
    lesson::{AskKind, Expectation, Lesson, Part, Unanswered},
    text::Lang,
    trace::{Fact, Runtime, Stream, Trace},
};

/// A claim that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Standard output is another.
    Stdout { expectation: usize, expected: Vec<String>, actual: Vec<String> },
    /// Standard error lacks a text, or has it before another.
    Stderr { expectation: usize, missing: String, actual: Vec<String> },
    /// The exit code is another; none: the recording ended before the program did.
    Exit { expectation: usize, expected: i32, actual: Option<i32> },
    /// What is said of real Node's output does not even fit this run.
    Real { expectation: usize, pattern: Vec<String>, actual: Vec<String> },
    /// A note whose moment never comes.
    Note { note: usize },
    /// A question that the run does not answer, or not as its author does.
    Ask { ask: usize, why: Unanswered },
    /// An option that is not right and has nothing to say to whoever chose it.
    Help { ask: usize, option: usize },
    /// A text that is there in one language and not in another.
    Language { part: Part, missing: Lang },
    /// A title too wide for the list of lessons on a terminal of 80 columns.
    Title { lang: Lang, width: usize },
}

/// The claims of `lesson` that do not hold in `trace`, which was recorded under `runtime`.
///
/// Output and exit code are claimed for each runtime; that every note is heard and every
/// question answered, only for the lesson's own.
pub fn check(lesson: &Lesson, runtime: Runtime, trace: &Trace) -> Vec<Failure> {
    let mut failures = Vec::new();
    if let Some((index, expectation)) = lesson.expectation(runtime) {
        outcome(index, expectation, trace, &mut failures);
    }
    if runtime == lesson.runtime {
        let silent = |(note, cue): (usize, &crate::lesson::Cue)| {
            cue.at.find(trace).is_none().then_some(Failure::Note { note })
        };
        failures.extend(lesson.notes.iter().enumerate().filter_map(silent));
        for index in 0..lesson.ask.len() {
            question(lesson, index, trace, &mut failures);
        }
        words::check(lesson, &mut failures);
    }
    failures
}

/// Whether the run answers a question, and every wrong answer is helped.
fn question(lesson: &Lesson, index: usize, trace: &Trace, failures: &mut Vec<Failure>) {
    let ask = &lesson.ask[index];
    let right = match ask.answer(trace) {
        Ok(answer) => answer.right,
        Err(why) => {
            failures.push(Failure::Ask { ask: index, why });
            return;
        }
    };
    if ask.kind == AskKind::Order && !right.is_sorted() {
        failures.push(Failure::Ask { ask: index, why: Unanswered::OtherOrder });
    }
    // Of a row only the first cannot come too early.
    let needs_help = |option: usize| {
        if ask.kind.is_row() { right.first() != Some(&option) } else { right != [option] }
    };
    let helpless = |option: &usize| needs_help(*option) && ask.options[*option].help.is_none();
    let helpless = (0..ask.options.len()).filter(helpless);
    failures.extend(helpless.map(|option| Failure::Help { ask: index, option }));
}

/// Whether `line` is what `pattern` says, in which `*` stands for any text.
pub fn fits(pattern: &str, line: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == line };
    let Some(mut line) = line.strip_prefix(start) else { return false };
    let parts: Vec<_> = rest.split('*').collect();
    let Some((end, middle)) = parts.split_last() else { return true };
    for part in middle {
        let Some((_, after)) = line.split_once(part) else { return false };
        line = after;
    }
    line.ends_with(end)
}

/// What a program wrote on a real Node, line by line, and its exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub stdout: Vec<String>,
    pub stderr: Vec<String>,
    /// None: a signal ended it.
    pub exit: Option<i32>,
}

/// What of an expectation a run on a real Node does not meet. Its output may be any of those
/// that the lesson allows for.
pub fn check_real(index: usize, expected: &Expectation, printed: &Printed) -> Vec<Failure> {
    let mut failures = Vec::new();
    let actual = &printed.stdout;
    let is_allowed = *actual == expected.stdout
        || expected.also.contains(actual)
        || (!expected.real.is_empty() && all_fit(&expected.real, actual));
    if !is_allowed {
        let claimed =
            if expected.real.is_empty() { &expected.stdout } else { &expected.real }.clone();
        failures.push(Failure::Stdout {
            expectation: index,
            expected: claimed,
            actual: actual.clone(),
        });
    }
    ending(index, expected, printed.stderr.clone(), printed.exit, &mut failures);
    failures
}

/// What the program wrote and how it ended.
fn outcome(index: usize, expected: &Expectation, trace: &Trace, failures: &mut Vec<Failure>) {
    let actual = written(trace, Stream::Stdout);
    if actual != expected.stdout {
        let expected = expected.stdout.clone();
        failures.push(Failure::Stdout { expectation: index, expected, actual });
    } else if !expected.real.is_empty() && !all_fit(&expected.real, &actual) {
        let pattern = expected.real.clone();
        failures.push(Failure::Real { expectation: index, pattern, actual });
    }
    let exit = match trace.facts().last() {
        Some(Fact::Exited { code }) => Some(*code),
        Some(_) | None => None,
    };
    ending(index, expected, written(trace, Stream::Stderr), exit, failures);
}

/// What went to standard error, and the exit code.
fn ending(
    index: usize,
    expected: &Expectation,
    actual: Vec<String>,
    exit: Option<i32>,
    failures: &mut Vec<Failure>,
) {
    let mut lines = actual.iter();
    if let Some(missing) =
        expected.stderr.iter().find(|text| !lines.any(|line| line.contains(*text)))
    {
        let missing = missing.clone();
        failures.push(Failure::Stderr { expectation: index, missing, actual });
    }
    if exit != Some(expected.exit) {
        let expected = expected.exit;
        failures.push(Failure::Exit { expectation: index, expected, actual: exit });
    }
}

/// Whether each line is what the pattern at its place says.
pub fn all_fit(patterns: &[String], lines: &[String]) -> bool {
    patterns.len() == lines.len() && patterns.iter().zip(lines).all(|(it, line)| fits(it, line))
}

/// What went to `stream`, line by line.
fn written(trace: &Trace, stream: Stream) -> Vec<String> {
    let mut whole = String::new();
    for fact in trace.facts() {
        if let Fact::ConsoleWrote { stream: to, text } = fact
            && *to == stream
        {
            whole.push_str(trace.text(*text));
        }
    }
    // Not `lines`: a carriage return is part of what was written.
    whole.split_terminator('\n').map(str::to_owned).collect()
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Compared {
    Same(String),
    /// Expected, and not there.
    Missing(String),
    /// There, and not expected.
    Extra(String),
}

/// The two texts side by side, line by line, with as few differences as can be.
pub fn compare(expected: &[String], actual: &[String]) -> Vec<Compared> {
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    let actual: Vec<&str> = actual.iter().map(String::as_str).collect();
    TextDiff::from_slices(&expected, &actual)
        .iter_all_changes()
        .map(|change| match change.tag() {
            ChangeTag::Equal => Compared::Same(change.value().to_owned()),
            ChangeTag::Delete => Compared::Missing(change.value().to_owned()),
            ChangeTag::Insert => Compared::Extra(change.value().to_owned()),
        })
        .collect()
}

#[cfg(test)]
mod tests;
