//! Programs that would take a process down. Each must end within its budgets, with what it
//! printed before and a sentence that says what happened.

use std::{collections::BTreeSet, fs, path::PathBuf, process::Output};

use crate::run::{loopscope, text};

/// What every program prints before it turns hostile.
const BEFORE: &str = "before\n";

/// How a hostile program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// As in Node 20: with this exit code and these lines.
    Like(i32, &'static str),
    /// With these lines, which are not Node's, and why.
    Unlike(&'static str, &'static str),
    /// One of these budgets runs out; where there are two, they race.
    Limit(&'static [Limit]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    Steps,
    Time,
    Memory,
}

impl Limit {
    /// What the sentence about it says.
    fn words(self) -> &'static str {
        match self {
            Self::Steps => "--max-steps",
            Self::Time => "--max-time",
            Self::Memory => "--max-memory",
        }
    }
}

const STEPS: End = End::Limit(&[Limit::Steps]);
const TIME: End = End::Limit(&[Limit::Time]);
const MEMORY: End = End::Limit(&[Limit::Memory]);

/// How each program of tests/hostile ends.
const ENDS: &[(&str, End)] = &[
    ("arrlen.js", TIME),
    ("bigint.js", MEMORY),
    ("bigpow.js", End::Like(0, "301030\n")),
    ("bind_chain.js", MEMORY),
    ("double.js", MEMORY),
    ("double60.js", MEMORY),
    ("evalloop.js", TIME),
    ("fill.js", End::Limit(&[Limit::Time, Limit::Memory])),
    ("flat.js", End::Unlike("ok\n", "a flat list needs no native stack here")),
    ("gclist.js", STEPS),
    ("getter.js", End::Like(0, "caught RangeError\n")),
    ("indexof.js", TIME),
    ("inf_do.js", STEPS),
    ("inf_for.js", STEPS),
    ("inf_gen.js", STEPS),
    ("inf_imm.js", STEPS),
    ("inf_interval.js", STEPS),
    ("inf_micro.js", STEPS),
    ("inf_micro_async.js", STEPS),
    ("inf_nexttick.js", STEPS),
    ("inf_rec.js", End::Like(1, "")),
    (
        "inf_rec_try.js",
        End::Unlike("caught RangeError\n9999\n", "how deep it goes is the engine's affair"),
    ),
    ("inf_timer.js", STEPS),
    ("inf_try.js", STEPS),
    ("inf_while.js", STEPS),
    ("join.js", End::Like(1, "")),
    (
        "json_cyc.js",
        End::Like(
            0,
            "TypeError Converting circular structure to JSON\n    --> starting at object with \
             constructor 'Object'\n    --- property 'o' closes the circle\n",
        ),
    ),
    (
        "json_deep.js",
        End::Unlike("SyntaxError\n", "the engine's parser of JSON gives up at a depth"),
    ),
    ("json_deep_str.js", TIME),
    ("newfn.js", TIME),
    ("padstart.js", End::Like(1, "")),
    ("promise_chain.js", STEPS),
    ("proto_chain.js", End::Like(0, "ok\n")),
    ("proxy.js", End::Like(0, "caught RangeError\n")),
    ("proxy_native.js", End::Unlike("ok\n", "a chain of proxies needs less stack here")),
    ("push.js", End::Limit(&[Limit::Time, Limit::Memory])),
    ("regex.js", TIME),
    ("regex2.js", TIME),
    ("repeat.js", End::Like(0, "caught RangeError Invalid string length\n")),
    ("replace_fn.js", STEPS),
    ("resolve_nest.js", End::Like(0, "ok\n")),
    ("sort_bool.js", End::Like(0, "ok 0,37,74,11,48\n")),
    ("sort_inf.js", STEPS),
    ("sort_rand.js", STEPS),
    ("sort_small.js", End::Like(0, "ok\n")),
    ("sort_tosorted.js", End::Like(0, "ok\n")),
    ("spread_gen.js", STEPS),
    ("spread_native.js", STEPS),
    ("stop_in_asyncgen.js", STEPS),
    ("stop_in_await.js", STEPS),
    ("stop_in_exec.js", STEPS),
    ("stop_in_gen.js", STEPS),
    ("stop_in_iterclose.js", STEPS),
    ("stop_in_then.js", STEPS),
    ("stop_in_thenable.js", STEPS),
    ("stop_in_using.js", STEPS),
    ("toprim.js", End::Unlike("", "the engine returns an empty string instead of throwing")),
    ("toprim2.js", End::Unlike("no error string\nfin\nafter\n", "as toprim.js")),
    ("tostr.js", End::Like(0, "RangeError\n")),
    ("typed.js", End::Like(0, "RangeError\n")),
];

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "hostile"].iter().collect()
}

/// Runs a hostile program after a line that prints, under these options.
fn ended(name: &str, options: &[&str]) -> Output {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join(name);
    let program = fs::read_to_string(folder().join(name)).unwrap();
    fs::write(&file, format!("console.log('before');\n{program}")).unwrap();
    loopscope().arg("run").arg(file).args(options).output().unwrap()
}

/// Runs every program that ends in a way that `concerns` the test, and says what each should
/// have done.
fn each(concerns: impl Fn(End) -> bool, options: &[&str]) {
    let mut faults = Vec::new();
    for (name, end) in ENDS.iter().filter(|(_, end)| concerns(*end)) {
        let output = ended(name, options);
        let (printed, said) = (text(&output.stdout), text(&output.stderr));
        let fine = match end {
            End::Like(code, lines) => {
                output.status.code() == Some(*code) && printed == format!("{BEFORE}{lines}")
            }
            End::Unlike(lines, _) => printed == format!("{BEFORE}{lines}"),
            End::Limit(limits) => {
                output.status.code() == Some(3)
                    && printed.starts_with(BEFORE)
                    && said.starts_with("loopscope: stopped ")
                    && said.lines().count() == 1
                    && limits.iter().any(|limit| said.contains(limit.words()))
            }
        };
        if !fine {
            faults.push(format!("{name}: {end:?}, but {}\n{printed}{said}", output.status));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_hostile_program_has_a_test() {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let files: BTreeSet<_> = files.map(|name| name.into_string().unwrap()).collect();
    let tested: BTreeSet<_> = ENDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files, tested);
}

#[test]
fn steps_without_an_end_use_up_their_budget() {
    each(|end| end == STEPS, &["--max-steps", "20000", "--max-time", "60"]);
}

#[test]
fn work_inside_the_engine_uses_up_the_time() {
    each(|end| end == TIME, &["--max-time", "0.5"]);
}

#[test]
fn growth_without_an_end_uses_up_the_memory() {
    each(|end| end == MEMORY, &["--max-memory", "128", "--max-time", "60"]);
}

#[test]
fn slow_growth_uses_up_one_or_the_other() {
    let races = |end| matches!(end, End::Limit(limits) if limits.len() > 1);
    each(races, &["--max-memory", "64", "--max-time", "2"]);
}

#[test]
fn what_node_ends_ends_here() {
    each(|end| matches!(end, End::Like(..) | End::Unlike(..)), &["--max-time", "60"]);
}
