use super::*;
use crate::trace::{Entry, File, FileId, Position, Record, Site, SiteId, SiteKind, TextId};

/// A run of two statements on line 2, two ticks, and four writes.
fn trace() -> Trace {
    let place = |line| Position { line, column: 1 };
    let site = |line, kind| {
        Record::Site(Site {
            file: FileId(1),
            kind,
            start: place(line),
            end: place(line),
            function: SiteId(1),
            name: TextId(1),
        })
    };
    let entry = |n, kind| {
        Record::Entry(
            EntryId(n),
            Entry {
                kind,
                label: TextId(1),
                site: None,
                scheduled: Step(0),
                promise: None,
                duration_ms: 0,
            },
        )
    };
    let wrote = |stream, n| Record::Fact(Fact::ConsoleWrote { stream, text: TextId(n) });
    let mut trace = Trace::default();
    for record in [
        Record::File(File { path: "/a.js".to_owned(), text: String::new() }),
        Record::Text(String::new()),
        Record::Text("one\ntwo\n".to_owned()),
        Record::Text("three, ".to_owned()),
        Record::Text("still three\n".to_owned()),
        Record::Text("aside\n".to_owned()),
        site(1, SiteKind::Program),
        site(2, SiteKind::Statement),
        entry(1, EntryKind::Main),
        entry(2, EntryKind::Tick),
        entry(3, EntryKind::Timeout),
        Record::Fact(Fact::EntryStarted { entry: EntryId(1) }), // step 1
        Record::Fact(Fact::StatementReached { site: SiteId(2) }),
        wrote(Stream::Stdout, 2),
        Record::Fact(Fact::StatementReached { site: SiteId(2) }),
        wrote(Stream::Stdout, 3), // 5
        wrote(Stream::Stderr, 5),
        wrote(Stream::Stdout, 4),
        Record::Fact(Fact::EntryQueued { entry: EntryId(2) }),
        Record::Fact(Fact::EntryStarted { entry: EntryId(2) }),
        Record::Fact(Fact::PhaseEntered { phase: Phase::Timers }), // 10
        Record::Fact(Fact::EntryStarted { entry: EntryId(3) }),
    ] {
        trace.push(record).expect("a whole trace");
    }
    trace
}

fn step_of(moment: &Moment) -> Option<u32> {
    moment.find(&trace()).map(|step| step.0)
}

fn event(name: &str, nth: u32) -> Moment {
    Moment::Event { event: Event::named(name).expect("a known event"), nth }
}

#[test]
fn a_line_is_found_as_often_as_it_runs() {
    assert_eq!(step_of(&Moment::Line { line: 2, nth: 1 }), Some(2));
    assert_eq!(step_of(&Moment::Line { line: 2, nth: 2 }), Some(4));
    assert_eq!(step_of(&Moment::Line { line: 2, nth: 3 }), None);
    assert_eq!(step_of(&Moment::Line { line: 3, nth: 1 }), None);
}

#[test]
fn output_counts_lines_and_not_writes() {
    assert_eq!(step_of(&Moment::Output(1)), Some(3));
    assert_eq!(step_of(&Moment::Output(2)), Some(3));
    assert_eq!(step_of(&Moment::Output(3)), Some(5), "the line begins with its first part");
    assert_eq!(step_of(&Moment::Output(4)), Some(6), "standard error counts as well");
    assert_eq!(step_of(&Moment::Output(5)), None);
}

#[test]
fn ticks_are_no_tasks() {
    assert_eq!(step_of(&Moment::Task(1)), Some(1));
    assert_eq!(step_of(&Moment::Task(2)), Some(11));
}

#[test]
fn phases_and_events_are_found_by_name() {
    assert_eq!(step_of(&Moment::Phase { phase: Phase::Timers, nth: 1 }), Some(10));
    assert_eq!(step_of(&Moment::Phase { phase: Phase::Check, nth: 1 }), None);
    assert_eq!(step_of(&event("tick-started", 1)), Some(9));
    assert_eq!(step_of(&event("timer-started", 1)), Some(11));
    assert_eq!(step_of(&event("timeout-started", 1)), Some(11));
    assert_eq!(step_of(&event("entry-started", 2)), Some(9));
    assert_eq!(step_of(&event("microtask-started", 1)), None);
    assert_eq!(step_of(&event("console-wrote", 2)), Some(5));
}

#[test]
fn every_fact_has_its_name() {
    let refusal = serde_json::from_str::<Fact>(r#"{"fact": "?"}"#).expect_err("no such fact");
    let refusal = refusal.to_string();
    let known: Vec<_> = refusal.split('`').skip(3).step_by(2).collect();
    assert_eq!(known.iter().collect::<std::collections::BTreeSet<_>>(), FACTS.iter().collect());
}

#[test]
fn every_kind_of_entry_has_its_names() {
    for name in ENTRIES {
        assert!(Event::named(&format!("{name}-started")).is_some());
    }
    assert_eq!(Event::named("macrotask-started"), None);
}
