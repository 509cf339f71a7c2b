//! Where a playhead can go from a step, and what single steps show.

use super::*;
use crate::trace::{FileId, draft::story};

fn film() -> Film {
    Film::new(story(Runtime::Node24))
}

/// The steps whose facts are wanted, found by looking at each.
fn all(film: &Film, wanted: impl Fn(&Fact) -> bool) -> Vec<Step> {
    let facts = (1..).map(Step).zip(film.trace().facts());
    facts.filter(|(_, fact)| wanted(fact)).map(|(step, _)| step).collect()
}

#[test]
fn moving_forward_and_back_stops_at_the_same_steps() {
    let film = film();
    for level in Level::ALL {
        let mut forward = Vec::new();
        let mut step = Step(0);
        while let Some(next) = film.next(level, step) {
            assert!(next > step);
            forward.push(next);
            step = next;
        }
        let mut back = Vec::new();
        step = Step(film.end().0 + 1);
        while let Some(previous) = film.previous(level, step) {
            assert!(previous < step);
            back.push(previous);
            step = previous;
        }
        back.reverse();
        if level == Level::Event {
            assert_eq!(back.remove(0), Step(0), "back to the beginning");
        }
        assert_eq!(forward, back, "{level:?}");
    }
}

#[test]
fn every_level_stops_at_its_own_facts() {
    let film = film();
    let first = |level| film.next(level, Step(0));
    let is_start = |fact: &Fact| matches!(fact, Fact::EntryStarted { .. });
    assert_eq!(first(Level::Callback), all(&film, is_start).first().copied());
    let is_output = |fact: &Fact| matches!(fact, Fact::ConsoleWrote { .. });
    assert_eq!(first(Level::Output), all(&film, is_output).first().copied());
    let is_phase = |fact: &Fact| matches!(fact, Fact::PhaseEntered { .. });
    assert_eq!(first(Level::Phase), all(&film, is_phase).first().copied());
}

#[test]
fn a_line_is_found_again_each_time_it_runs() {
    let film = film();
    let main = FileId(1);
    let mut runs = Vec::new();
    let mut step = Step(0);
    while let Some(next) = film.next_run(main, 7, step) {
        runs.push(next);
        step = next;
    }
    assert_eq!(runs.len(), 10, "the busy loop runs line 7 ten times");
    assert_eq!(film.previous_run(main, 7, film.end()), runs.last().copied());
    assert_eq!(film.next_run(main, 99, Step(0)), None);
}

#[test]
fn an_entry_leads_to_who_scheduled_it_and_back() {
    let film = film();
    let tick = film.trace().entries().iter().position(|entry| entry.kind == EntryKind::Tick);
    let tick = EntryId(u32::try_from(tick.expect("the story has a tick") + 1).expect("few"));
    let card = film.card(tick);
    assert_eq!(card.origin.expect("a statement scheduled it").line, 6);
    assert!(film.scheduled_at(card.scheduled).contains(&tick));
    let started = film.started(tick).expect("it ran");
    assert_eq!(film.trace().fact(started), Some(Fact::EntryStarted { entry: tick }));
}

#[test]
fn an_output_line_leads_to_the_step_that_wrote_it() {
    let film = film();
    let step = film.line_step(0).expect("the story prints");
    assert!(matches!(film.trace().fact(step), Some(Fact::ConsoleWrote { .. })));
    assert_eq!(film.line_step(1), None);
    let line = at(&film, step).lines().next().expect("it was written");
    assert_eq!(line.text, "late\u{1b}[0m");
    assert_eq!(line.origin.map(|place| place.line), Some(2));
    assert_eq!(at(&film, Step(step.0 - 1)).line_count(), 0);
}

#[test]
fn a_line_grows_until_its_newline_comes() {
    let mut draft = Draft::new(Runtime::Node24, "");
    for text in ["a", "b\nc", "\n\n", "d"] {
        draft.print(text);
    }
    let film = Film::new(draft.trace());
    let lines =
        |step| at(&film, Step(step)).lines().map(|line| line.text.into_owned()).collect::<Vec<_>>();
    assert_eq!(lines(1), ["a"]);
    assert_eq!(lines(2), ["ab", "c"]);
    assert_eq!(lines(3), ["ab", "c", ""]);
    assert_eq!(lines(4), ["ab", "c", "", "d"]);
    assert_eq!(film.line_step(1), Some(Step(2)), "the step that began it");
    let thing = |step| at(&film, Step(step)).movement().map(|movement| movement.thing);
    assert_eq!(thing(2), Some(Thing::Line(1)), "the last line it wrote to");
}

#[test]
fn a_step_moves_one_thing_from_one_zone_to_another() {
    let film = film();
    let queued = film.next_where(Step(0), |fact| matches!(fact, Fact::EntryQueued { .. }));
    let queued = at(&film, queued.expect("the story queues"));
    let movement = queued.movement().expect("something moved");
    assert_eq!((movement.from, movement.to), (None, Some(Zone::Queue(Queue::Check))));
    let drained = film.next_where(Step(0), |fact| matches!(fact, Fact::DrainBegan { .. }));
    let started = at(&film, Step(drained.expect("the story drains").0 + 1));
    let movement = started.movement().expect("something moved");
    assert_eq!(movement.from, Some(Zone::Queue(Queue::Ticks)));
    assert_eq!(movement.to, Some(Zone::Running));
    assert!(started.is_empty(Queue::Ticks));
}

#[test]
fn close_callbacks_run_last_closed_first() {
    let mut draft = Draft::new(Runtime::Node24, "");
    for label in ["first", "second"] {
        let entry = draft.entry(EntryKind::Close, label, None);
        draft.fact(Fact::EntryQueued { entry });
    }
    let film = Film::new(draft.trace());
    let scene = at(&film, film.end());
    let labels: Vec<_> = scene.closing().map(|waiting| waiting.card.label).collect();
    assert_eq!(labels, ["second", "first"]);
}

#[test]
fn a_suspended_call_comes_back_where_it_was() {
    let mut draft = Draft::new(Runtime::Node24, "async function f() { await 1; }");
    let f = draft.site(SiteKind::AsyncFunction, "async function f() { await 1; }", "f");
    let statement = draft.site(SiteKind::Statement, "await 1;", "");
    let awaits = draft.site(SiteKind::Await, "await 1", "");
    let wait = draft.wait(awaits, None);
    draft.facts(&[
        Fact::CallEntered { site: f },
        Fact::StatementReached { site: statement },
        Fact::AwaitSuspended { wait },
        Fact::AwaitResumed { wait, rejected: false, value: Value::Int(1) },
    ]);
    let film = Film::new(draft.trace());
    let scene = at(&film, Step(3));
    assert_eq!((scene.depth(), scene.suspended().len()), (0, 1));
    let scene = at(&film, Step(4));
    let call = scene.calls().next().expect("it is back");
    assert_eq!((call.name, call.at.map(|place| place.site)), ("f", Some(statement)));
    assert_eq!(call.resumed, Some(Resumed::Await(wait)));
    assert_eq!(scene.suspended().len(), 0);
}
