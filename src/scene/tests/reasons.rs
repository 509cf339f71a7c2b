//! Which rule a step follows, and who waits for what.

use super::*;
use crate::trace::{PromiseId, Question, StopCause, VirtualTime, draft::story};

fn rule(film: &Film, step: Step) -> Option<Rule> {
    why(film, step).rule
}

fn rules(runtime: Runtime, facts: &[Fact], draft: impl FnOnce(&mut Draft)) -> Vec<Option<Rule>> {
    let mut trace = Draft::new(runtime, "async function f() { await 1; }");
    draft(&mut trace);
    trace.facts(facts);
    let film = Film::new(trace.trace());
    (1..=film.end().0).map(|step| rule(&film, Step(step))).collect()
}

/// Labels of the first of each group, and why they wait.
fn waiting(film: &Film, step: Step) -> Vec<(&str, Reason, usize)> {
    let waiters = why(film, step).waiters;
    waiters.iter().map(|it| (film.card(it.first).label, it.reason, it.count)).collect()
}

fn step_of(film: &Film, wanted: impl Fn(&Fact) -> bool) -> Step {
    film.next_where(Step(0), wanted).expect("the trace has such a fact")
}

#[test]
fn an_await_costs_more_before_node_12() {
    let of = |runtime| {
        let mut draft = Draft::new(runtime, "async function f() { await 1; }");
        let awaits = draft.site(SiteKind::Await, "await 1", "");
        let wait = draft.wait(awaits, None);
        draft.fact(Fact::CallEntered { site: SiteId(1) });
        let step = draft.fact(Fact::AwaitSuspended { wait });
        rule(&Film::new(draft.trace()), step)
    };
    assert_eq!(of(Runtime::Node10), Some(Rule::AwaitSuspendsWrapped));
    assert_eq!(of(Runtime::Node11), Some(Rule::AwaitSuspendsWrapped));
    assert_eq!(of(Runtime::Node12), Some(Rule::AwaitSuspends));
}

#[test]
fn node_10_drains_only_after_a_whole_batch() {
    let of = |runtime| {
        let mut draft = Draft::new(runtime, "");
        let first = draft.timer("first", 1);
        let second = draft.timer("second", 1);
        let tick = draft.entry(EntryKind::Tick, "tick", None);
        draft.arm(first);
        draft.arm(second);
        draft.fact(Fact::ClockMoved { to: VirtualTime(1000), cause: ClockCause::Waited });
        draft.fact(Fact::PhaseEntered { phase: Phase::Timers });
        draft.fact(Fact::EntryStarted { entry: first });
        let queued = draft.fact(Fact::EntryQueued { entry: tick });
        let ended = draft.fact(Fact::EntryEnded { entry: first, threw: false });
        let film = Film::new(draft.trace());
        let waiting = waiting(&film, queued);
        assert_eq!(waiting[1], ("second", Reason::Behind, 1));
        (rule(&film, ended), waiting[0].1)
    };
    assert_eq!(of(Runtime::Node10), (Some(Rule::BatchGoesOn), Reason::BatchFirst));
    assert_eq!(of(Runtime::Node11), (Some(Rule::CallbackEnded), Reason::StackBusy));
}

#[test]
fn the_timers_come_first_or_last_by_version() {
    let facts = [
        Fact::PhaseEntered { phase: Phase::Timers },
        Fact::IterationBegan { iteration: 1 },
        Fact::PhaseEntered { phase: Phase::Poll },
        Fact::PhaseEntered { phase: Phase::Timers },
    ];
    let of = |runtime| {
        let rules = rules(runtime, &facts, |_| ());
        (rules[0], rules[3])
    };
    assert_eq!(of(Runtime::Node18), (Some(Rule::TimersFirst), Some(Rule::TimersFirst)));
    assert_eq!(of(Runtime::Node20), (Some(Rule::TimersBeforeLoop), Some(Rule::TimersLast)));
}

#[test]
fn an_unhandled_rejection_warns_or_throws_by_version() {
    let of = |runtime| {
        let promise = PromiseId(1);
        let facts = [Fact::RejectionUnhandled { promise, handled: false }];
        rules(runtime, &facts, |draft| {
            draft.promise(PromiseOrigin::Call, None);
        })
    };
    assert_eq!(of(Runtime::Node14), [Some(Rule::RejectionWarns)]);
    assert_eq!(of(Runtime::Node16), [Some(Rule::RejectionThrows)]);
}

#[test]
fn a_list_is_worked_off_although_another_timer_is_due_earlier() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let (first, other, second) =
        (draft.timer("first", 10), draft.timer("other", 11), draft.timer("second", 10));
    draft.arm(first);
    draft.arm(other);
    draft.fact(Fact::ClockMoved { to: VirtualTime(5000), cause: ClockCause::Spent });
    draft.arm(second);
    draft.fact(Fact::ClockMoved { to: VirtualTime(20_000), cause: ClockCause::Spent });
    draft.fact(Fact::PhaseEntered { phase: Phase::Timers });
    let one = draft.fact(Fact::EntryStarted { entry: first });
    draft.fact(Fact::EntryEnded { entry: first, threw: false });
    let two = draft.fact(Fact::EntryStarted { entry: second });
    let film = Film::new(draft.trace());
    assert_eq!(rule(&film, one), Some(Rule::TimerRuns));
    let why = why(&film, two);
    assert_eq!((why.rule, why.overtaken), (Some(Rule::TimerListRuns), Some(other)));
}

#[test]
fn while_ticks_run_everybody_else_waits_for_a_reason_of_their_own() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let kinds = [
        (EntryKind::Tick, "tick1"),
        (EntryKind::Tick, "tick2"),
        (EntryKind::Tick, "tick3"),
        (EntryKind::Microtask, "micro"),
        (EntryKind::Immediate, "soon"),
        (EntryKind::Request, "read1"),
        (EntryKind::Request, "read2"),
        (EntryKind::Request, "read3"),
        (EntryKind::Close, "closed"),
    ];
    let entries = kinds.map(|(kind, label)| draft.entry(kind, label, None));
    let (due, late) = (draft.timer("due", 1), draft.timer("late", 50));
    for entry in entries {
        draft.fact(Fact::EntryQueued { entry });
    }
    draft.arm(due);
    draft.arm(late);
    draft.facts(&[
        Fact::RequestTaken { entry: entries[5], worker: Worker::Thread(1) },
        Fact::RequestTaken { entry: entries[6], worker: Worker::Thread(2) },
        Fact::RequestCompleted { entry: entries[6] },
        Fact::ClockMoved { to: VirtualTime(1000), cause: ClockCause::Spent },
        Fact::DrainBegan { queue: Queue::Ticks, round: 1 },
    ]);
    let step = draft.fact(Fact::EntryStarted { entry: entries[0] });
    let film = Film::new(draft.trace());
    assert_eq!(
        waiting(&film, step),
        [
            ("tick2", Reason::Behind, 2),
            ("micro", Reason::TicksFirst, 1),
            ("due", Reason::InnerQueuesFirst, 1),
            ("late", Reason::NotDue, 1),
            ("read2", Reason::InnerQueuesFirst, 1),
            ("read1", Reason::WorkUnderWay, 1),
            ("read3", Reason::NoThread, 1),
            ("soon", Reason::InnerQueuesFirst, 1),
            ("closed", Reason::InnerQueuesFirst, 1),
        ]
    );
}

#[test]
fn while_microtasks_run_ticks_wait() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let micro = draft.entry(EntryKind::Microtask, "micro", None);
    let tick = draft.entry(EntryKind::Tick, "tick", None);
    draft.facts(&[
        Fact::EntryQueued { entry: micro },
        Fact::DrainBegan { queue: Queue::Microtasks, round: 1 },
        Fact::EntryStarted { entry: micro },
    ]);
    let step = draft.fact(Fact::EntryQueued { entry: tick });
    draft.fact(Fact::EntryEnded { entry: micro, threw: false });
    let again = draft.fact(Fact::DrainBegan { queue: Queue::Ticks, round: 2 });
    let film = Film::new(draft.trace());
    assert_eq!(waiting(&film, step), [("tick", Reason::MicrotasksFirst, 1)]);
    assert_eq!(rule(&film, again), Some(Rule::TicksAgain));
}

#[test]
fn in_an_es_module_microtasks_come_before_ticks() {
    let facts = |queue| [Fact::DrainBegan { queue, round: 1 }];
    let with_tick = |draft: &mut Draft| {
        let tick = draft.entry(EntryKind::Tick, "tick", None);
        draft.fact(Fact::EntryQueued { entry: tick });
    };
    let micro = rules(Runtime::Node24, &facts(Queue::Microtasks), with_tick);
    assert_eq!(micro.last(), Some(&Some(Rule::MicrotasksBeforeTicks)));
    let ticks = rules(Runtime::Node24, &facts(Queue::Ticks), with_tick);
    assert_eq!(ticks.last(), Some(&Some(Rule::TicksFirst)));
    let none = rules(Runtime::Node24, &facts(Queue::Microtasks), |_| ());
    assert_eq!(none, [Some(Rule::MicrotasksAfterTicks)]);
}

#[test]
fn what_comes_up_during_its_phase_waits_for_the_next() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let (first, second) = (
        draft.entry(EntryKind::Immediate, "first", None),
        draft.entry(EntryKind::Immediate, "second", None),
    );
    draft.facts(&[
        Fact::EntryQueued { entry: first },
        Fact::PhaseEntered { phase: Phase::Check },
        Fact::EntryStarted { entry: first },
    ]);
    let step = draft.fact(Fact::EntryQueued { entry: second });
    let film = Film::new(draft.trace());
    assert_eq!(waiting(&film, step), [("second", Reason::NextIteration, 1)]);
}

#[test]
fn a_timers_phase_goes_by_the_time_at_which_it_began() {
    let of = |runtime| {
        let mut draft = Draft::new(runtime, "");
        let (first, second) = (draft.timer("first", 1), draft.timer("second", 2));
        draft.arm(first);
        draft.arm(second);
        draft.fact(Fact::ClockMoved { to: VirtualTime(1000), cause: ClockCause::Waited });
        draft.fact(Fact::PhaseEntered { phase: Phase::Timers });
        draft.fact(Fact::EntryStarted { entry: first });
        let to = VirtualTime(9000);
        let step = draft.fact(Fact::ClockMoved { to, cause: ClockCause::Spent });
        waiting(&Film::new(draft.trace()), step)[0].1
    };
    assert_eq!(of(Runtime::Node24), Reason::NextIteration);
    assert_eq!(of(Runtime::Node10), Reason::Behind, "the clock is read again for each list");
}

#[test]
fn a_throw_leaves_ticks_for_the_next_drain() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let (first, second) =
        (draft.entry(EntryKind::Tick, "first", None), draft.entry(EntryKind::Tick, "second", None));
    draft.facts(&[
        Fact::EntryQueued { entry: first },
        Fact::EntryQueued { entry: second },
        Fact::DrainBegan { queue: Queue::Ticks, round: 1 },
        Fact::EntryStarted { entry: first },
    ]);
    let threw = draft.fact(Fact::EntryEnded { entry: first, threw: true });
    let cut = draft.fact(Fact::DrainEnded);
    let film = Film::new(draft.trace());
    assert_eq!(rule(&film, threw), Some(Rule::CallbackThrew));
    assert_eq!(rule(&film, cut), Some(Rule::DrainCutOff));
    assert_eq!(waiting(&film, cut), [("second", Reason::NextDrain, 1)]);
}

#[test]
fn after_the_main_script_threw_node_12_and_later_drain() {
    let of = |runtime| {
        let mut draft = Draft::new(runtime, "");
        let main = draft.entry(EntryKind::Main, "main", None);
        draft.fact(Fact::EntryStarted { entry: main });
        let step = draft.fact(Fact::EntryEnded { entry: main, threw: true });
        rule(&Film::new(draft.trace()), step)
    };
    assert_eq!(of(Runtime::Node11), Some(Rule::CallbackThrew));
    assert_eq!(of(Runtime::Node12), Some(Rule::MainEnded));
}

#[test]
fn a_choice_is_told_where_it_is_made_and_where_it_shows() {
    let film = Film::new(story(Runtime::Node24));
    let made = step_of(&film, |fact| matches!(fact, Fact::DecisionMade { .. }));
    let open = why(&film, made);
    assert_eq!(open.rule, Some(Rule::OpenChoice(Question::LoopEntry)));
    assert!(open.decision.is_some());
    let starts = |kind| {
        step_of(
            &film,
            |fact| matches!(fact, Fact::EntryStarted { entry } if film.card(*entry).kind == kind),
        )
    };
    assert_eq!(why(&film, starts(EntryKind::Timeout)).decision, open.decision);
    assert_eq!(why(&film, starts(EntryKind::Tick)).decision, None);
}

#[test]
fn after_the_end_nobody_waits_for_anything() {
    let mut draft = Draft::new(Runtime::Node24, "");
    let late = draft.timer("late", 5);
    draft.arm(late);
    let exited = draft.fact(Fact::Exited { code: 0 });
    let stopped = draft.fact(Fact::Stopped { cause: StopCause::Steps });
    let film = Film::new(draft.trace());
    assert_eq!(waiting(&film, exited), [("late", Reason::Never, 1)]);
    assert_eq!(rule(&film, exited), Some(Rule::ExitsWhenNothingLeft));
    assert_eq!(rule(&film, stopped), Some(Rule::Stopped));
}

/// A callback has ended; what it left behind is looked after before the loop goes on.
#[test]
fn between_a_callback_and_its_drain_the_inner_queues_are_next() {
    let run = |runtime, drains: bool| {
        let mut draft = Draft::new(runtime, "");
        let (runs, due) = (draft.timer("runs", 1), draft.timer("due", 1));
        draft.arm(runs);
        draft.arm(due);
        draft.facts(&[
            Fact::ClockMoved { to: VirtualTime(1000), cause: ClockCause::Waited },
            Fact::PhaseEntered { phase: Phase::Timers },
            Fact::EntryStarted { entry: runs },
        ]);
        let [tick, micro] = [(EntryKind::Tick, "tick"), (EntryKind::Microtask, "micro")]
            .map(|(kind, label)| draft.entry(kind, label, None));
        draft.facts(&[Fact::EntryQueued { entry: tick }, Fact::EntryQueued { entry: micro }]);
        let step = draft.fact(Fact::EntryEnded { entry: runs, threw: false });
        if drains {
            draft.fact(Fact::DrainBegan { queue: Queue::Ticks, round: 1 });
        } else {
            draft.fact(Fact::EntryStarted { entry: due });
        }
        let film = Film::new(draft.trace());
        let reasons: Vec<Reason> = why(&film, step).waiters.iter().map(|it| it.reason).collect();
        reasons
    };
    assert_eq!(
        run(Runtime::Node24, true),
        [Reason::Behind, Reason::TicksFirst, Reason::InnerQueuesFirst]
    );
    assert_eq!(
        run(Runtime::Node10, false),
        [Reason::BatchFirst, Reason::BatchFirst, Reason::Behind]
    );
    assert_eq!(run(Runtime::Node24, false), [Reason::NextDrain, Reason::NextDrain, Reason::Behind]);
}
