//! What variables hold: told as it is, and without a trace left on the program.

use std::{collections::BTreeMap, fs, path::Path};

use insta::{assert_snapshot, with_settings};
use loopscope::{
    lesson::library,
    render::{self, Format},
    scene::{self, Film},
    text::{self, Lang},
    trace::{Fact, FileId, Runtime, Step, Trace},
    tui::{self, App, Key, Settings},
};

use crate::{machine, screens::screen};

/// The recording of a script that tells of variables.
fn watched(text: &str) -> Film {
    let job = machine::job("/app/main.js", text, Runtime::default());
    Film::new(machine::run(&loopscope::machine::Job { variables: true, ..job }).trace)
}

/// What the topmost call's variables hold each time that a statement on `line` is reached; what
/// has just come to be so is marked.
fn at_line(film: &Film, line: u32) -> Vec<String> {
    let trace = film.trace();
    let steps = (1..).map(Step).zip(trace.facts());
    let reached = steps.filter(|(_, fact)| {
        matches!(fact, Fact::StatementReached { site } if trace.site(*site).start.line == line)
    });
    let told = reached.map(|(step, _)| {
        let scene = scene::at(film, step);
        let variables = scene.variables(0).into_iter().map(|it| {
            let value = text::holds(film, it.holds, Lang::En);
            let (mark, sign) =
                (if it.since == step { "+" } else { "" }, if it.is_own { "" } else { "^" });
            format!("{mark}{sign}{}={value}", it.name)
        });
        variables.collect::<Vec<_>>().join(" ")
    });
    told.collect()
}

#[test]
fn parameters_and_locals_come_and_go() {
    let film = watched(
        "function add(list, by = 2) {\n\
         let sum = 0;\n\
         for (const item of list) {\n\
         sum += item * by;\n\
         }\n\
         return sum;\n\
         }\n\
         add([1, 2]);",
    );
    assert_eq!(at_line(&film, 2), ["+list=[ 1, 2 ] +by=2 +sum=not initialised (TDZ)"]);
    assert_eq!(
        at_line(&film, 4),
        ["list=[ 1, 2 ] by=2 sum=0 item=1", "list=[ 1, 2 ] by=2 sum=2 item=2"]
    );
    assert_eq!(at_line(&film, 6), ["list=[ 1, 2 ] by=2 +sum=6"]);
}

#[test]
fn what_a_callback_closes_over_is_told_too() {
    let film = watched(
        "let count = 0;\n\
         const timer = setInterval(() => {\n\
         count += 1;\n\
         if (count > 1) clearInterval(timer);\n\
         }, 10);",
    );
    let first = "^count=0";
    let at = at_line(&film, 3);
    assert!(at[0].contains(first) && at[1].contains("^count=1"), "{at:?}");
    assert!(at.iter().all(|told| told.contains("^timer=Timeout")), "{at:?}");
}

#[test]
fn a_dead_zone_is_told_and_never_entered() {
    let film = watched(
        "early();\n\
         function early() {\n\
         'reads nothing';\n\
         if (false) late;\n\
         }\n\
         let late = 1;\n\
         early();",
    );
    assert_eq!(at_line(&film, 4), ["+^late=not initialised (TDZ)", "+^late=1"]);
}

#[test]
fn names_that_hide_others_are_told_apart() {
    let film = watched(
        "let x = 1;\n\
         {\n\
         let x = 2;\n\
         x;\n\
         }\n\
         switch (x) {\n\
         case 1:\n\
         x2();\n\
         break;\n\
         case 2:\n\
         let x = 3;\n\
         }\n\
         function x2() {}\n\
         x;",
    );
    assert_eq!(at_line(&film, 4), ["+x=2"]);
    // The cases share a block, in which `x` is dead.
    let film =
        watched("let x = 1;\nswitch (2) { case 2:\nf();\nbreak; case 3: let x; }\nfunction f() {}");
    assert_eq!(at_line(&film, 3), [""]);
}

#[test]
fn an_await_keeps_what_a_call_has() {
    let film = watched(
        "async function f(n) {\n\
         let a = n;\n\
         await null;\n\
         a += 1;\n\
         a;\n\
         }\n\
         f(1); f(2);",
    );
    assert_eq!(at_line(&film, 4), ["n=1 a=1", "n=2 a=2"]);
    assert_eq!(at_line(&film, 5), ["n=1 +a=2", "n=2 +a=3"]);
}

#[test]
fn no_code_of_the_program_runs_to_look() {
    let film = watched(
        "const seen = [];\n\
         const o = {\n\
         get bad() { seen.push('get'); },\n\
         toString() { seen.push('toString'); return ''; },\n\
         [Symbol.toPrimitive]() { seen.push('primitive'); return 1; },\n\
         [Symbol.for('nodejs.util.inspect.custom')]() { seen.push('inspect'); return ''; },\n\
         };\n\
         const all = { get: (...a) => { seen.push('trap'); return Reflect.get(...a); } };\n\
         const p = new Proxy({}, new Proxy(all, { get: (t, k) => { seen.push(k); return t[k]; } }));\n\
         class E extends Error { get name() { seen.push('name'); return 'E'; } }\n\
         const e = new E();\n\
         seen.length = 0;\n\
         o; p; e;\n\
         console.log(seen.length);",
    );
    let scene = scene::at(&film, film.end());
    assert_eq!(scene.lines().next().unwrap().text, "0");
}

#[test]
fn a_panel_shows_them_in_the_largest_layout_or_by_key() {
    let film = watched(
        "let total = 0;\n\
         async function add(list, by = 2) {\n\
         \x20 for (const item of list) {\n\
         \x20   const more = await item * by;\n\
         \x20   total += more;\n\
         \x20 }\n\
         \x20 return { list, total };\n\
         }\n\
         add([1, 20], 3).then((result) => console.log(result));\n",
    );
    let at = |line, nth| {
        let next = |from: Step, _| film.next_run(FileId(1), line, from).unwrap();
        (0..nth).fold(Step(0), next)
    };
    // The second round's first statement, and the statement after it.
    let steps = [at(4, 2), at(5, 2)];
    let shots = [("80x24", (80, 24), "d"), ("200x60", (200, 60), "")];
    for ((name, size, keys), step) in shots.into_iter().zip(steps) {
        let mut app = App::new(film.clone(), Vec::new(), Settings::default());
        for key in format!("{} G {keys}", step.0).split_whitespace() {
            let keys: Vec<Key> = match key.parse() {
                Ok(key) => vec![key],
                Err(_) => key.chars().map(Key::Char).collect(),
            };
            for key in keys {
                let _ = tui::press(&mut app, key);
            }
        }
        with_settings!({
            snapshot_path => "../../snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            assert_snapshot!(format!("variables-{name}"), screen(&app, size));
        });
    }
}

/// Every event of a recording as scripts see it, without ids, which texts more or less shift.
fn events(trace: Trace) -> Vec<String> {
    let film = Film::new(trace);
    let mut out = Vec::new();
    let how = render::Options { format: Format::Jsonl, ..render::Options::default() };
    render::write(&film, how, &mut out).unwrap();
    let lines = String::from_utf8(out).unwrap();
    let steps = lines.lines().filter(|line| line.starts_with("{\"step\""));
    steps.map(|line| line.split(",\"fact\":").next().unwrap().to_owned()).collect()
}

fn compare(job: &loopscope::machine::Job, wrong: &mut Vec<String>) {
    let plain = events(machine::run(job).trace);
    let job = loopscope::machine::Job { variables: true, ..job.clone() };
    let watched = events(machine::run(&job).trace);
    let differs = plain.iter().zip(&watched).position(|(a, b)| a != b);
    if let Some(at) = differs {
        wrong.push(format!("{}: {} / {}", job.path, plain[at], watched[at]));
    } else if plain.len() != watched.len() {
        wrong.push(format!("{}: {} and {} events", job.path, plain.len(), watched.len()));
    }
}

/// The programs that try the instrumentation, among them those that look for its traces.
#[test]
fn looking_changes_nothing_in_any_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine-cases");
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, BTreeMap<String, serde_json::Value>> =
        serde_json::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    for (name, versions) in &expected {
        let program = fs::read_to_string(folder.join(name)).unwrap();
        // An older Node does not know the syntax of some.
        let runtimes = [("10", Runtime::Node10), ("24", Runtime::Node24)];
        for (_, runtime) in runtimes.into_iter().filter(|(major, _)| versions.contains_key(*major))
        {
            compare(&machine::job(&format!("/cases/{name}"), &program, runtime), &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn looking_changes_nothing_in_any_lesson() {
    let mut wrong = Vec::new();
    for lesson in library::all().unwrap() {
        let mut job = machine::job(&lesson.program.path, &lesson.program.text, lesson.runtime);
        job.world = lesson.world.clone();
        compare(&job, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
