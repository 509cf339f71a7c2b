//! Questions to the learner, answered by the run.

use std::fs;

use loopscope::{
    lesson::{Answer, Ask, Lesson, Unanswered, library},
    trace::{Runtime, Step},
};

use crate::machine;

const PROGRAM: &str = "\
setTimeout(() => console.log('timer'), 0);
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
queueMicrotask(() => console.log('microtask'));
console.log('main');
";

/// The lesson with this one question.
fn lesson(ask: &str) -> Lesson {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lesson.yaml");
    let program = PROGRAM.replace('\n', "\n  ");
    let yaml = format!("title: t\ntrack: x\nlevel: 1\nprogram: |\n  {program}\nask:\n{ask}");
    fs::write(&path, yaml).unwrap();
    library::load(path.to_str().unwrap()).unwrap_or_else(|error| panic!("{error}"))
}

fn answer(lesson: &Lesson) -> Result<Answer, Unanswered> {
    let Lesson { program, .. } = lesson;
    let trace = machine::run(&machine::job(&program.path, &program.text, Runtime::Node24)).trace;
    lesson.ask[0].answer(&trace)
}

/// The question, and the indices of what is right.
fn right(ask: &str) -> (Ask, Answer) {
    let lesson = lesson(ask);
    let answer = answer(&lesson).unwrap_or_else(|why| panic!("{}", why.sentence()));
    (lesson.ask.into_iter().next().unwrap(), answer)
}

fn why_not(ask: &str) -> Unanswered {
    answer(&lesson(ask)).unwrap_err()
}

#[test]
fn an_order_is_that_of_the_run_and_not_of_the_file() {
    let (ask, answer) = right(
        "  - before: {output: 1}
    question: q
    kind: order
    options:
      - {say: promise, help: h1}
      - {say: {en: the timer, zh: t}, at: {event: timer-started}}
      - {say: {en: x, zh: y}, prints: tick}
      - {say: main}
",
    );
    assert_eq!(answer.right, [3, 2, 0, 1]);
    assert_eq!(ask.mistake(&answer, &[3, 2, 0, 1]), None);
    let mistake = ask.mistake(&answer, &[3, 0, 2, 1]).unwrap();
    assert_eq!(mistake.say.get(loopscope::text::Lang::En), "promise", "what came too early");
    assert_eq!(ask.offered(), [3, 0, 1, 2], "by the alphabet");
}

#[test]
fn the_next_line_is_the_one_that_is_printed_next() {
    let options = "    question: q
    kind: next-line
    options: [{say: tick}, {say: promise}, {say: {en: a, zh: b}, prints: timer}]
";
    for (before, option) in [("output: 2", 0), ("output: 3", 1), ("event: timer-started", 2)] {
        let (_, answer) = right(&format!("  - before: {{{before}}}\n{options}"));
        assert_eq!(answer.right, [option], "{before}");
    }
    let printed = Some("main".to_owned());
    let why = why_not(&format!("  - before: {{output: 1}}\n{options}"));
    assert_eq!(why, Unanswered::NoNextLine { printed });
    let why = why_not(&format!("  - before: {{event: exited}}\n{options}"));
    assert_eq!(why, Unanswered::NoNextLine { printed: None });
}

#[test]
fn a_queue_is_what_waits_in_it() {
    let ask = |queue: &str, options: &str| {
        format!(
            "  - before: {{output: 1}}
    question: q
    kind: queue
    queue: {queue}
    options: [{options}]
"
        )
    };
    let options = "{say: d, at: {line: 4}}, {say: b, at: {line: 2}}, {say: c, at: {line: 3}}";
    assert_eq!(right(&ask("microtasks", options)).1.right, [1, 0]);
    assert_eq!(right(&ask("ticks", options)).1.right, [2]);
    assert!(right(&ask("check", options)).1.right.is_empty());
    assert_eq!(why_not(&ask("timers", options)), Unanswered::NotOffered { line: Some(1) });

    let (asked, answer) = right(&ask("microtasks", options));
    let line = |given: &[usize]| asked.mistake(&answer, given).map(|it| it.say.clone());
    assert_eq!(line(&[1]), Some(asked.options[0].say.clone()), "missing");
    assert_eq!(line(&[1, 0, 2]), Some(asked.options[2].say.clone()), "not in it");
    assert_eq!(line(&[1, 0]), None);
}

#[test]
fn a_choice_is_right_if_the_run_shows_it_and_no_other() {
    let ask = |first: &str, second: &str| {
        format!(
            "  - before: {{output: 2}}
    question: q
    kind: choice
    options: [{{say: a, right: true, {first}}}, {{say: b, {second}}}]
"
        )
    };
    let (_, answer) = right(&ask("prints: timer", "never: {event: timer-started}"));
    assert_eq!((answer.right, answer.before > Step(5)), (vec![0], true));
    right(&ask("never: {event: immediate-started}", "prints: other"));
    // Only what comes afterwards counts.
    let why = why_not(&ask("prints: main", "help: h"));
    assert_eq!(why, Unanswered::Contradicted { option: 0 });
    let why = why_not(&ask("prints: tick", "at: {event: timer-started}"));
    assert_eq!(why, Unanswered::Shown { option: 1 });
}

#[test]
fn a_question_before_a_moment_that_never_comes_is_not_put() {
    let ask =
        "  - {before: {output: 9}, question: q, kind: order, options: [{say: a}, {say: b}]}\n";
    assert_eq!(why_not(ask), Unanswered::NoMoment);
    let ask =
        "  - {before: {output: 1}, question: q, kind: order, options: [{say: main}, {say: b}]}\n";
    assert_eq!(why_not(ask), Unanswered::NoSign { option: 1 });
}
