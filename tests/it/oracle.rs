//! Generated programs, with what real Node printed for each version.
//!
//! Programs whose output varied between runs of real Node were left out when the outputs were
//! recorded, but a few hang on where a millisecond happened to end on the recording machine
//! (five runs agreed by the time that start-up takes). The machine asks about such moments; a
//! program counts as matched if one answer other than the default gives Node's output.

use std::{fs, path::Path};

use loopscope::trace::Runtime;
use serde::Deserialize;

use crate::machine;

#[derive(Deserialize)]
struct Case {
    seed: u32,
    level: u32,
    program: String,
    /// Lines by version.
    output: std::collections::BTreeMap<String, Vec<String>>,
}

/// Programs whose recorded output hangs on real time in a way that no question covers, by
/// runtime, level and seed.
const RACES: [(Runtime, u32, u32); 3] = [
    // Real Node 10 printed two different outputs in five runs: whether two timers of one list
    // fall into one millisecond.
    (Runtime::Node10, 3, 40),
    // Real Node 11 printed three different outputs in five runs: it adds the time a callback
    // takes to its interval.
    (Runtime::Node11, 3, 82),
    // A millisecond passed while the timers phase ran, so that libuv, whose clock a
    // `setTimeout` in the last drain had refreshed, ran Node's timer handle a second time.
    (Runtime::Node14, 3, 57),
];

/// How a program compares with real Node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Same,
    /// Only if one open question is answered otherwise.
    OtherAnswer,
    Different,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle");
    let files = ["level1.jsonl", "level2.jsonl", "level3.jsonl"];
    let texts = files.map(|file| fs::read_to_string(folder.join(file)).unwrap());
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn verdict(case: &Case, runtime: Runtime, wanted: &[String]) -> Verdict {
    let mut job = machine::job("/lesson/program.js", &case.program, runtime);
    let run = machine::run(&job);
    let matches = |run: &machine::Run| run.stdout().lines().eq(wanted.iter());
    if matches(&run) {
        return Verdict::Same;
    }
    let taken: Vec<u32> = run.decisions().iter().map(|decision| decision.chosen).collect();
    for (place, decision) in run.decisions().into_iter().enumerate() {
        for other in (0..decision.options).filter(|other| *other != decision.chosen) {
            job.choices = taken[..place].iter().copied().chain([other]).collect();
            if matches(&machine::run(&job)) {
                return Verdict::OtherAnswer;
            }
        }
    }
    Verdict::Different
}

/// Every program that was recorded for `runtime` prints what Node printed; at most `other` of
/// them only by another answer.
fn holds(runtime: Runtime, other: usize) {
    let major = runtime.name().trim_start_matches("node-");
    let mut different = Vec::new();
    let mut otherwise = Vec::new();
    let mut compared = 0;
    for case in cases() {
        let recorded =
            case.output.iter().find(|(version, _)| version.split('.').next() == Some(major));
        let Some((_, wanted)) = recorded else { continue };
        if RACES.contains(&(runtime, case.level, case.seed)) {
            continue;
        }
        compared += 1;
        let name = format!("level {} seed {}", case.level, case.seed);
        match verdict(&case, runtime, wanted) {
            Verdict::Same => {}
            Verdict::OtherAnswer => otherwise.push(name),
            Verdict::Different => different.push(name),
        }
    }
    assert!(compared > 100, "{compared} programs are too few to tell");
    assert!(different.is_empty(), "{} of {compared} differ: {different:?}", different.len());
    assert!(otherwise.len() <= other, "by another answer: {otherwise:?}");
}

/// One test a runtime, so that they run side by side.
macro_rules! runtimes {
    ($($name:ident: $runtime:ident, $other:literal;)*) => {
        $(#[test]
        fn $name() {
            holds(Runtime::$runtime, $other);
        })*
    };
}

runtimes! {
    programs_run_as_on_node_10: Node10, 5;
    programs_run_as_on_node_11: Node11, 3;
    programs_run_as_on_node_12: Node12, 3;
    programs_run_as_on_node_14: Node14, 3;
    programs_run_as_on_node_16: Node16, 3;
    programs_run_as_on_node_18: Node18, 3;
    programs_run_as_on_node_20: Node20, 3;
    programs_run_as_on_node_22: Node22, 3;
    programs_run_as_on_node_24: Node24, 3;
    programs_run_as_on_node_26: Node26, 3;
}
