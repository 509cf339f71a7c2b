use std::collections::BTreeMap;

use super::*;
use crate::{
    lesson::{AskKind, Document, Event, Sign, Text},
    text::Lang,
    trace::{Phase, Queue, Runtime},
};

const SMALL: &str = "\
title: Small
track: ordering
level: 1
program: |
  console.log(1);
";

fn parse(text: &str) -> Result<Lesson, Error> {
    let source =
        Source { name: "small", path: "small.yaml", text, program_path: "/lesson/small.js" };
    lesson(source, |file| Ok(Program { path: format!("/lesson/{file}"), text: "1\n".to_owned() }))
}

/// The error as a line of text: place, message, help.
fn refusal(text: &str) -> String {
    let error = parse(text).expect_err("a broken lesson");
    let Error::Invalid(it) = error else { panic!("{error}") };
    let help = it.help.map_or(String::new(), |help| format!(" ({help})"));
    format!("{}:{}: {}{help}", it.line, it.column, it.message)
}

fn small_with(more: &str) -> String {
    format!("{SMALL}{more}")
}

#[test]
fn the_smallest_lesson_has_its_defaults() {
    let lesson = parse(SMALL).expect("a lesson");
    assert_eq!(lesson.title, Text::Plain("Small".to_owned()));
    assert_eq!(lesson.runtime, Runtime::Node24);
    assert_eq!(lesson.world, crate::world::World::default());
    assert_eq!(lesson.program.text, "console.log(1);\n");
    assert_eq!(lesson.program.path, "/lesson/small.js");
    assert_eq!(lesson.origin.program, ProgramPlace::Block { line: 5, indent: 2 });
}

#[test]
fn a_place_in_the_program_is_a_place_in_the_file() {
    let text = small_with("speaker: x\n").replace("console.log(1);", "one;\n\n    two;");
    let lesson = parse(&text).expect("a lesson");
    assert_eq!(lesson.program.text, "one;\n\n  two;\n");
    for word in ["one", "two", "wo;"] {
        let offset = lesson.program.text.find(word).expect("a word of the program");
        assert_eq!(lesson.place(offset), text.find(word), "{word}");
    }
    let empty_line = text.find("\n    two");
    assert_eq!(lesson.place(5), empty_line);
    let end = text.find("\nspeaker");
    assert_eq!(lesson.place(lesson.program.text.len()), end);
}

#[test]
fn a_program_without_lines_of_its_own_has_the_place_of_its_key() {
    let text = SMALL.replace("program: |\n  console.log(1);", "program: 'console.log(1);'");
    let lesson = parse(&text).expect("a lesson");
    assert_eq!(lesson.origin.program, ProgramPlace::Elsewhere { line: 4 });
    assert_eq!(lesson.place(3), text.find("program"));
}

#[test]
fn every_key_is_read() {
    let lesson = parse(
        r#"
title: {en: Order, zh: 顺序}
goal: {en: See., zh: 看。}
track: ordering
level: 3
source: D4
runtime: node-12
teaches: [microtask, tick]
needs: [me-first]
next: [priority-chain]
file: program.mjs
world:
  seed: 7
  start: 2020-01-01T00:00:00Z
  clock: {entry: 0ms, statement: 1us, read: 250us, console: 2ms}
  threads: 2
  files: {data.txt: {text: "hi", latency: 3ms}, gone.txt: {error: ENOENT}}
  network: {"http://api/user": {status: 404, body: "no", latency: 40ms}}
  cpu: {pbkdf2: 30ms}
expect:
  - runtime: [node-10, node-11]
    stdout: ["6", 5]
    also: [["5", "6"]]
    real: ["*", 5]
    stderr: ["Error: x"]
    exit: 1
  - stdout: |
      a
      b
notes:
  - at: {line: 1, nth: 2}
    say: one
  - {at: {output: 3}, say: two}
  - {at: {task: 2}, say: three}
  - {at: {phase: check}, say: four}
  - {at: {event: microtask-started, nth: 2}, say: {en: five, zh: 五}}
ask:
  - before: {output: 1}
    question: Which?
    kind: choice
    options:
      - {say: this, right: true, prints: a}
      - {say: that, shows: m04, help: No.}
  - before: {task: 2}
    question: What waits?
    kind: queue
    queue: ticks
    options:
      - {say: one, at: {line: 1}}
      - {say: two, at: {line: 1}}
speaker: {en: Wait., zh: 停。}
"#,
    )
    .expect("a lesson");
    let both = |en: &str, zh: &str| {
        Text::Translated(BTreeMap::from([(Lang::En, en.to_owned()), (Lang::Zh, zh.to_owned())]))
    };
    assert_eq!(lesson.title.get(Lang::Zh), "顺序");
    assert_eq!(lesson.goal, Some(both("See.", "看。")));
    assert_eq!(lesson.source, Some(Document::D4));
    assert_eq!(lesson.runtime, Runtime::Node12);
    assert_eq!(lesson.program.path, "/lesson/program.mjs");
    assert_eq!(lesson.origin.program, ProgramPlace::File);
    assert_eq!(lesson.world.seed, 7);
    assert_eq!(lesson.world.start_ms, 1_577_836_800_000);
    assert_eq!(lesson.world.costs.entry, 0);
    assert_eq!(lesson.world.costs.console, 2000);
    assert_eq!(lesson.world.threads, 2);
    assert_eq!(lesson.world.files["data.txt"].content, Ok("hi".to_owned()));
    assert_eq!(lesson.world.files["data.txt"].latency, 3000);
    assert_eq!(lesson.world.files["gone.txt"].content, Err("ENOENT".to_owned()));
    assert_eq!(lesson.world.network["http://api/user"].latency, 40_000);
    assert_eq!(lesson.world.cpu["pbkdf2"], 30_000);
    assert_eq!(lesson.expect[0].runtimes, [Runtime::Node10, Runtime::Node11]);
    assert_eq!(lesson.expect[0].stdout, ["6", "5"]);
    assert_eq!(lesson.expect[0].also, [["5", "6"]]);
    assert_eq!(lesson.expect[0].real, ["*", "5"]);
    assert_eq!(lesson.expect[0].exit, 1);
    assert_eq!(lesson.expect[1].stdout, ["a", "b"]);
    let moments: Vec<_> = lesson.notes.iter().map(|note| note.at.clone()).collect();
    let event = Event::named("microtask-started").expect("an event");
    assert_eq!(
        moments,
        [
            Moment::Line { line: 1, nth: 2 },
            Moment::Output(3),
            Moment::Task(2),
            Moment::Phase { phase: Phase::Check, nth: 1 },
            Moment::Event { event, nth: 2 },
        ]
    );
    assert_eq!(lesson.ask[0].kind, AskKind::Choice);
    assert_eq!(lesson.ask[0].options[1].shows.as_deref(), Some("m04"));
    assert_eq!(lesson.ask[0].options[0].sign, Some(Sign::Prints("a".to_owned())));
    assert_eq!(lesson.ask[1].kind, AskKind::Queue(Queue::Ticks));
    assert_eq!(lesson.needs, ["me-first"]);
    assert_eq!(lesson.next, ["priority-chain"]);
    assert_eq!(lesson.speaker, Some(both("Wait.", "停。")));
}

#[test]
fn a_module_is_a_file_beside_the_program() {
    let lesson = parse(&small_with("world: {modules: [crow-tech]}\n")).expect("a lesson");
    let module = lesson.world.files["crow-tech.js"].content.as_deref();
    assert!(module.expect("a text").contains("exports.bigOak"));
}

#[test]
fn a_text_in_one_language_serves_readers_of_the_other() {
    let text = SMALL.replace("title: Small", "title: {zh: 小}");
    assert_eq!(parse(&text).expect("a lesson").title.get(Lang::En), "小");
}

#[test]
fn lines_of_chinese_are_joined_without_a_space() {
    let text = SMALL
        .replace("title: Small", "title: >-\n  先执行“任务”，\n  再执行\n  promise 的回调。\n  完");
    let lesson = parse(&text).expect("a lesson");
    assert_eq!(lesson.title.get(Lang::Zh), "先执行“任务”，再执行 promise 的回调。完");
}

#[test]
fn a_wrong_key_is_named_with_its_place_and_the_nearest_right_one() {
    insta::assert_snapshot!([
        refusal(&small_with("notse: []\n")),
        refusal(&small_with("notes:\n  - at: {line: 1}\n    says: x\n")),
        refusal(&small_with("world: {clock: {entyr: 1ms}}\n")),
        refusal(&small_with("world:\n  colour: red\n")),
        refusal(&small_with("notes:\n  - at: {lien: 1}\n    say: x\n")),
        refusal(&small_with("goal: {en: x, zhh: y}\n")),
        refusal(&small_with("goal: {en: One, two, three}\n")),
    ].join("\n"), @r"
    6:1: unknown key `notse` (did you mean `notes`?)
    8:5: unknown key `says` (did you mean `say`?)
    6:17: unknown key `entyr` (did you mean `entry`?)
    7:3: unknown key `colour` (it must be one of seed, start, clock, threads, files, modules, network, cpu, page, user)
    7:10: unknown key `lien` (did you mean `line`?)
    6:15: unknown key `zhh` (did you mean `zh`?)
    6:17: unknown key `two` (it must be one of en, zh; between braces, a text that holds a comma needs quotes)
    ");
}

#[test]
fn a_wrong_value_is_named_with_its_place() {
    insta::assert_snapshot!([
        refusal(&small_with("world: {clock: {entry: 1}}\n")),
        refusal(&small_with("world: {clock: {entry: 1 ms}}\n")),
        refusal(&small_with("world: {files: {a: {text: x, error: E}}}\n")),
        refusal(&small_with("world: {start: yesterday}\n")),
        refusal(&small_with("world: {modules: [crow-teck]}\n")),
        refusal(&small_with("world: {threads: 0}\n")),
        refusal(&small_with("world: {seed: -1}\n")),
        refusal(&small_with("runtime: node-42\n")),
        refusal(&small_with("expect:\n  - runtime: [node-10, nod-12]\n")),
        refusal(&small_with("expect:\n  - stdout: 5\n")),
        refusal(&small_with("expect:\n  - exit: 0\n")),
        refusal(&small_with("source: D6\n")),
        refusal(&small_with("goal: 5\n")),
        refusal(&small_with("goal: \"\\e[31mred\"\n")),
        refusal(&small_with("speaker: ''\n")),
        refusal(&small_with("teaches: microtask\n")),
        refusal(&SMALL.replace("level: 1", "level: 6")),
        refusal(&SMALL.replace("level: 1", "level: high")),
    ].join("\n"), @r#"
    6:24: invalid type: integer `1`, expected a duration with its unit, such as `250us`, `1ms` or `2s`
    6:24: `1 ms` is not a duration with its unit, such as `250us`, `1ms` or `2s`
    6:20: a file has either `text` or `error`
    6:16: `yesterday` is not a point in time in UTC, such as `2017-12-21T00:00:00Z`
    6:19: unknown module `crow-teck` (did you mean `crow-tech`? it must be one of crow-post, crow-tech)
    6:18: invalid value: integer `0`, expected a number of threads from 1 to 255
    6:15: invalid type: integer `-1`, expected a whole number from 0
    6:10: unknown runtime `node-42` (did you mean `node-12`? it must be one of node-10, node-11, node-12, node-14, node-16, node-18, node-20, node-22, node-24, node-26, browser)
    7:24: unknown runtime `nod-12` (did you mean `node-12`? it must be one of node-10, node-11, node-12, node-14, node-16, node-18, node-20, node-22, node-24, node-26, browser)
    7:13: invalid type: integer `5`, expected a list of lines, or a block of text
    7:5: the key `stdout` is missing
    6:9: unknown document `D6` (did you mean `D1`? it must be one of D1, D2, D3, D4, D5, none)
    6:7: invalid type: integer `5`, expected a text, or `{en: …, zh: …}`
    6:7: a text holds the control character U+001B
    6:10: an empty text: say something, or leave the key out
    6:10: invalid type: string "microtask", expected a list
    3:8: invalid value: integer `6`, expected a level from 1 to 5
    3:8: invalid type: string "high", expected a level from 1 to 5
    "#);
}

#[test]
fn what_a_user_cannot_do_is_named_with_its_place() {
    for (user, at) in [
        ("{at: 1ms, clikc: b}", "unknown key `clikc` (did you mean `click`?"),
        ("{at: 1ms, click: b, key: a}", "an action is one of `click`, `focus`, `key`, `close`"),
        ("{click: b}", "the key `at` is missing"),
        ("{at: 1, click: b}", "a duration with its unit"),
        ("{at: 1ms, close: window}", "page"),
    ] {
        let refusal = refusal(&small_with(&format!("world:\n  user:\n    - {user}\n")));
        assert!(refusal.starts_with("8:") && refusal.contains(at), "{user}: {refusal}");
    }
}

#[test]
fn a_wrong_moment_is_named_with_its_place() {
    let note = |at: &str| refusal(&small_with(&format!("notes:\n  - at: {at}\n    say: x\n")));
    insta::assert_snapshot!([
        note("{line: 2}"),
        note("{line: 0}"),
        note("{line: 1, output: 1}"),
        note("{output: 1, nth: 2}"),
        note("{phase: chekc}"),
        note("{event: micortask-started}"),
        note("5"),
    ].join("\n"), @r"
    7:9: the program has no line 2 (its lines count from 1 to 1)
    7:16: invalid value: integer `0`, expected a number from 1 to 1000000
    7:9: a moment is one of `line`, `output`, `task`, `phase`, `event`
    7:9: `nth` counts times of a `line`, `phase` or `event`, and nothing else
    7:17: unknown phase `chekc` (did you mean `check`? it must be one of timers, pending, poll, check, close, timer, user-interaction, networking, posted-message, posted-task, dom-manipulation, rendering, idle)
    7:17: unknown event `micortask-started` (did you mean `microtask-started`?)
    7:9: invalid type: integer `5`, expected a moment such as `{line: 3}`
    ");
}

#[test]
fn a_question_that_nothing_can_answer_is_named_with_its_place() {
    let ask = |kind: &str, options: &str| {
        let ask = format!(
            "ask:\n  - before: {{output: 1}}\n    question: q\n    {kind}\n    options: [{options}]\n"
        );
        refusal(&small_with(&ask))
    };
    insta::assert_snapshot!([
        ask("kind: choice", "{say: a, right: true, prints: a}"),
        ask("kind: choice", "{say: a}, {say: b}"),
        ask("kind: choice", "{say: a, right: true}, {say: b}"),
        ask("kind: choice", "{say: a, right: true, prints: x, at: {line: 1}}, {say: b}"),
        ask("kind: order", "{say: a, right: true}, {say: b}"),
        ask("kind: order", "{say: a}, {say: {en: b, zh: c}}"),
        ask("kind: order", "{say: a}, {say: a}"),
        ask("kind: next-line", "{say: a}, {say: b, at: {line: 1}}"),
        ask("kind: queue", "{say: a, at: {line: 1}}, {say: b, at: {line: 1}}"),
        ask("kind: queue\n    queue: ticks", "{say: a}, {say: b, at: {line: 1}}"),
        ask("kind: order\n    queue: ticks", "{say: a}, {say: b}"),
        ask("kind: riddle", "{say: a}, {say: b}"),
        ask("kind: order", "{say: a, shows: m99}, {say: b}"),
    ].join("\n"), @r"
    10:14: a question needs two options or more (add another)
    10:14: 0 options are marked right (write `right: true` under the one that is right)
    10:21: the run cannot show this option (name how the run shows it: `prints: …`, `at: {…}` or `never: {…}`)
    10:21: an option has one sign in the run (keep one of `at`, `never` and `prints`)
    10:31: the run knows what is right (leave the key out)
    10:31: the run cannot show this option (name the line of output that it stands for: `prints: …`)
    10:31: another option says the same (say what tells them apart)
    10:31: the run cannot show this option (name the line of output that it stands for: `prints: …`)
    9:11: which queue is asked about? (add `queue: microtasks`, or another of ticks, timers, poll, check, close)
    11:21: the run cannot show this option (name the line on which the callback that waits stands: `at: {line: …}`)
    10:12: the question is not about a queue (write `kind: queue`)
    9:11: unknown kind of question `riddle` (it must be one of order, choice, next-line, queue)
    10:31: there is no misconception `m99` (misconceptions are called m01 to m50: `loopscope list --myths`)
    ");
}

#[test]
fn what_is_missing_or_there_twice_is_named() {
    insta::assert_snapshot!([
        refusal("# nothing but a comment\n"),
        refusal("title: x\ntrack: y\nprogram: z\n"),
        refusal("title: x\ntrack: y\nlevel: 1\n"),
        refusal(&small_with("file: a.js\n")),
        refusal(&small_with("title: again\n")),
        refusal(&small_with("world: {cpu: {a: 1ms, a: 2ms}}\n")),
        refusal(&small_with("expect: [{stdout: []}, {stdout: []}]\n")),
        refusal(&SMALL.replace("console.log(1);", "")),
        refusal("title: x\ntrack: y\nlevel: 1\nfile: ../a.js\n"),
    ].join("\n"), @r"
    2:1: the key `title` is missing
    1:1: the key `level` is missing
    1:1: the lesson has no program (write it under the key `program`, or name it with `file`)
    6:7: both `program` and `file` given (keep the one or the other)
    6:1: the key `title` is given twice
    6:23: the key `a` is given twice
    6:24: a second expectation for all runtimes (name the `runtime` of one of them)
    4:10: the program is empty (write it under the key, indented: `program: |`)
    4:7: `../a.js` is not the name of a file beside the lesson
    ");
}

#[test]
fn what_is_no_yaml_is_named_with_its_place() {
    insta::assert_snapshot!([
        refusal("title: x\n  track: y\n"),
        refusal("title: [x\n"),
        refusal("title: \"x\n"),
        refusal("- a\n- b\n"),
        refusal("just words\n"),
        refusal(&small_with("---\ntitle: another\n")),
        refusal("title: *nobody\n"),
        refusal("\tx: 1\n"),
        refusal("title: !secret x\n"),
        refusal("title: ~\ntrack: x\nlevel: 1\nprogram: x\n"),
        refusal("? [a, b]\n: c\n"),
        refusal("title: &a [*a]\n"),
        refusal(&format!("title:\n {}", "[".repeat(200_000))),
    ].join("\n"), @r#"
    2:8: mapping values are not allowed in this context (is the line indented as its neighbours are? a text that holds `: ` needs quotes)
    2:1: did not find expected ',' or ']'
    2:1: found unexpected end of stream (a quotation mark or bracket is opened and never closed)
    1:1: invalid type: list, expected a lesson: keys such as `title` and `program`
    1:1: invalid type: string "just words", expected a lesson: keys such as `title` and `program`
    1:1: deserializing from YAML containing more than one document is not supported (keep one lesson a file: remove the line `---` and what follows)
    1:8: unknown anchor
    1:1: found character that cannot start any token, while scanning for the next token (indent with spaces, not with tabs; a text that begins with one of @ ` % needs quotes)
    1:8: a YAML tag means nothing here
    1:8: no value, expected a text, or `{en: …, zh: …}`
    1:3: invalid type: list, expected a key
    1:8: recursion limit exceeded
    2:1002: too many brackets are open here
    "#);
}
