use super::*;
use crate::{
    lesson::library,
    trace::{Record, TextId},
};

/// A run that wrote these texts, and then ended with `code`.
fn run(wrote: &[(Stream, &str)], code: i32) -> Trace {
    let mut trace = Trace::default();
    let mut push = |record| trace.push(record).expect("a whole trace");
    for (n, (stream, text)) in (1..).zip(wrote) {
        push(Record::Text((*text).to_owned()));
        push(Record::Fact(Fact::ConsoleWrote { stream: *stream, text: TextId(n) }));
    }
    push(Record::Fact(Fact::Exited { code }));
    trace
}

/// A lesson that claims `stdout`, and what else the YAML says.
fn lesson(more: &str) -> Lesson {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.yaml");
    let yaml = format!("title: t\ntrack: x\nlevel: 1\nprogram: |\n  1\n{more}");
    std::fs::write(&path, yaml).expect("written");
    library::load(path.to_str().expect("UTF-8")).expect("a lesson")
}

const OUT: Stream = Stream::Stdout;
const ERR: Stream = Stream::Stderr;

fn strings(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}

#[test]
fn a_lesson_that_holds_has_no_failures() {
    let lesson = lesson("expect: [{stdout: [a, b]}]\nnotes: [{at: {output: 2}, say: x}]\n");
    // Parts of lines make lines, and standard error is not claimed.
    let trace = run(&[(OUT, "a"), (ERR, "x\n"), (OUT, "\nb\n")], 0);
    assert_eq!(check(&lesson, Runtime::Node24, &trace), []);
}

#[test]
fn another_output_another_exit_and_a_silent_note_are_failures() {
    let lesson = lesson("expect: [{stdout: [a]}]\nnotes: [{at: {output: 2}, say: x}]\n");
    let trace = run(&[(OUT, "b\n")], 1);
    assert_eq!(
        check(&lesson, Runtime::Node24, &trace),
        [
            Failure::Stdout { expectation: 0, expected: strings(&["a"]), actual: strings(&["b"]) },
            Failure::Exit { expectation: 0, expected: 0, actual: Some(1) },
            Failure::Note { note: 0 },
        ]
    );
}

#[test]
fn a_note_must_be_heard_under_the_lessons_own_runtime_only() {
    let lesson = lesson("notes: [{at: {output: 1}, say: x}]\n");
    assert_eq!(check(&lesson, Runtime::Node10, &run(&[], 0)), []);
    assert_eq!(check(&lesson, Runtime::Node24, &run(&[], 0)), [Failure::Note { note: 0 }]);
}

#[test]
fn an_expectation_that_names_the_runtime_goes_before_the_one_for_all() {
    let lesson = lesson("expect: [{stdout: [new]}, {runtime: node-10, stdout: [old]}]\n");
    assert_eq!(check(&lesson, Runtime::Node10, &run(&[(OUT, "old\n")], 0)), []);
    assert_eq!(check(&lesson, Runtime::Node12, &run(&[(OUT, "new\n")], 0)), []);
    assert_eq!(check(&lesson, Runtime::Node10, &run(&[(OUT, "new\n")], 0)).len(), 1);
}

#[test]
fn standard_error_must_hold_the_texts_in_their_order() {
    let lesson = lesson("expect: [{stdout: [], stderr: [a, b], exit: 1}]\n");
    assert_eq!(check(&lesson, Runtime::Node24, &run(&[(ERR, "0\n1 a 2\n3\nb\n")], 1)), []);
    let failures = check(&lesson, Runtime::Node24, &run(&[(ERR, "b\na\n")], 1));
    let missing =
        Failure::Stderr { expectation: 0, missing: "b".to_owned(), actual: strings(&["b", "a"]) };
    assert_eq!(failures, [missing]);
}

#[test]
fn what_is_said_of_real_node_must_fit_this_run_as_well() {
    let stdout = "stdout: [t 55]";
    let fails = |real: &str| {
        let lesson = lesson(&format!("expect: [{{{stdout}, real: {real}}}]\n"));
        check(&lesson, Runtime::Node24, &run(&[(OUT, "t 55\n")], 0)).len()
    };
    assert_eq!(fails("['t *']"), 0);
    assert_eq!(fails("['*', '*']"), 1);
    assert_eq!(fails("['t *6']"), 1);
}

#[test]
fn a_star_is_any_text() {
    for (pattern, line) in
        [("a", "a"), ("*", ""), ("a*", "a"), ("*a*a", "aa"), ("a * b*", "a 1 b"), ("*ms", "5 ms")]
    {
        assert!(fits(pattern, line), "{pattern} {line}");
    }
    for (pattern, line) in [("a", "b"), ("a*a", "a"), ("*b", "a"), ("a*b*c", "acb"), ("", "a")] {
        assert!(!fits(pattern, line), "{pattern} {line}");
    }
}

#[test]
fn a_text_in_one_language_and_a_wide_title_are_failures() {
    let mut lesson =
        lesson("notes: [{at: {output: 1}, say: {en: x}}, {at: {output: 1}, say: x}]\n");
    lesson.title = crate::lesson::Text::Plain("定".repeat(26));
    assert_eq!(
        check(&lesson, Runtime::Node24, &run(&[(OUT, "a\n")], 0)),
        [
            Failure::Title { lang: Lang::En, width: 52 },
            Failure::Title { lang: Lang::Zh, width: 52 },
            Failure::Language { part: Part::Note(0), missing: Lang::Zh },
        ]
    );
}

#[test]
fn a_run_that_was_stopped_has_no_exit_code() {
    let lesson = lesson("expect: [{stdout: []}]\n");
    let failures = check(&lesson, Runtime::Node24, &Trace::default());
    assert_eq!(failures, [Failure::Exit { expectation: 0, expected: 0, actual: None }]);
}

#[test]
fn a_comparison_shows_what_is_missing_and_what_is_extra() {
    let compared = compare(&strings(&["a", "b", "c"]), &strings(&["a", "c", "d"]));
    assert_eq!(
        compared,
        [
            Compared::Same("a".to_owned()),
            Compared::Missing("b".to_owned()),
            Compared::Same("c".to_owned()),
            Compared::Extra("d".to_owned()),
        ]
    );
}
