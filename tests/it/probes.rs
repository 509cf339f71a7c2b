//! The probes: small programs that tell Node's versions apart, with what real Node printed and
//! its exit code.
//!
//! Each was recorded where five runs agreed.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use loopscope::{
    machine::{Files, Job, profile::Profile},
    trace::{Runtime, Stream},
    world::WorldFile,
};
use serde::Deserialize;

use crate::{machine, v8};

/// Probes that still print something else, by runtime, and why. Each must go on differing:
/// what is mended leaves the list.
const DEVIATIONS: &[(&str, &[&str], &str)] = &[
    (
        "f15_child_close.js",
        &["10", "11", "12", "14", "16", "18", "20", "22", "24", "26"],
        "refused: a program can start no process here",
    ),
    ("g07_structuredclone.js", &["26"], "without Temporal"),
];

/// What some versions printed.
#[derive(Deserialize)]
struct Printed {
    versions: Vec<String>,
    exit: i32,
    stdout: Vec<String>,
}

/// What some versions wrote to stderr, without the frames of Node's own files and with 1 for
/// the process's id. What wrote nothing is not listed.
#[derive(Deserialize)]
struct Complained {
    on: String,
    text: String,
}

/// The folder of the probes, as their programs' own folder.
struct Beside;

const HOME: &str = "/probes";

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/probes")
}

impl Files for Beside {
    fn read(&mut self, path: &str) -> Option<String> {
        let name = path.strip_prefix(HOME)?.trim_start_matches('/');
        fs::read_to_string(folder().join(name)).ok()
    }
}

/// A job for a probe. What it reads by `fs` is in its world.
pub(crate) fn job(name: &str, runtime: Runtime) -> Job {
    let program = fs::read_to_string(folder().join(name)).unwrap();
    let mut job = machine::job(&format!("{HOME}/{name}"), &program, runtime);
    let read = |name: &str| fs::read_to_string(folder().join(name)).unwrap();
    let texts = [
        (name, program),
        ("small.txt", read("small.txt")),
        ("empty.txt", read("empty.txt")),
        ("big.txt", "x".repeat(700_000)),
    ];
    for (name, text) in texts {
        let file = WorldFile { content: Ok(text), latency: 1000 };
        job.world.files.insert(name.to_owned(), file);
    }
    job
}

/// What a probe prints by the rules of `profile`, and its exit code; or why it is refused.
pub(crate) fn outcome(profile: Profile, job: &Job) -> Result<(String, Option<i32>), String> {
    let run = machine::run_by(profile, job, Box::new(Beside))?;
    Ok((run.stdout(), run.code()))
}

/// What a version printed for every probe that it could run.
fn recorded(runtime: Runtime) -> Vec<(String, Printed)> {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<Printed>> = serde_json::from_str(&text).unwrap();
    let major = runtime.name().trim_start_matches("node-");
    let made_by = |version: &String| version.split('.').next() == Some(major);
    let of = |(name, printed): (String, Vec<Printed>)| {
        let mut printed = printed.into_iter();
        Some((name, printed.find(|printed| printed.versions.iter().any(made_by))?))
    };
    expected.into_iter().filter_map(of).collect()
}

/// What a version wrote to stderr, by probe.
fn complaints(runtime: Runtime) -> BTreeMap<String, String> {
    let text = fs::read_to_string(folder().join("stderr.json")).unwrap();
    let all: BTreeMap<String, Vec<Complained>> = serde_json::from_str(&text).unwrap();
    let major = runtime.name().trim_start_matches("node-");
    let of = |(name, complained): (String, Vec<Complained>)| {
        let mut complained = complained.into_iter();
        let found = complained.find(|found| found.on.split(' ').any(|on| on == major))?;
        Some((name, found.text))
    };
    all.into_iter().filter_map(of).collect()
}

fn holds(runtime: Runtime) {
    let complaints = complaints(runtime);
    assert!(complaints.len() > 10, "{} texts are too few to tell", complaints.len());
    let major = runtime.name().trim_start_matches("node-");
    let recorded = recorded(runtime);
    assert!(recorded.len() > 80, "{} probes are too few to tell", recorded.len());
    let mut wrong = String::new();
    for (name, wanted) in recorded {
        let run =
            machine::run_by(Profile::of(runtime), &job(&name, runtime), Box::new(Beside)).unwrap();
        let complaint = complaints.get(&name).map(String::as_str).unwrap_or_default();
        let same = run.stdout().trim_end_matches('\n') == wanted.stdout.join("\n")
            && run.code() == Some(wanted.exit)
            && v8::without_own_frames(&run.written(Stream::Stderr)) == complaint;
        let known =
            DEVIATIONS.iter().find(|(probe, majors, _)| *probe == name && majors.contains(&major));
        let told = match known {
            Some((_, _, why)) if same => writeln!(wrong, "{name} is now right: no longer {why}"),
            None if !same => write!(
                wrong,
                "--- {name}, exit {}\n{}\n{complaint}\n-> exit {:?}\n{}{}\n",
                wanted.exit,
                wanted.stdout.join("\n"),
                run.code(),
                run.stdout(),
                run.written(Stream::Stderr),
            ),
            Some(_) | None => Ok(()),
        };
        told.unwrap();
    }
    assert!(wrong.is_empty(), "{runtime}:\n{wrong}");
}

macro_rules! versions {
    ($($name:ident $runtime:ident)*) => {
        $(#[test]
        fn $name() {
            holds(Runtime::$runtime);
        })*
    };
}

versions! {
    print_as_on_node_10 Node10
    print_as_on_node_11 Node11
    print_as_on_node_12 Node12
    print_as_on_node_14 Node14
    print_as_on_node_16 Node16
    print_as_on_node_18 Node18
    print_as_on_node_20 Node20
    print_as_on_node_22 Node22
    print_as_on_node_24 Node24
    print_as_on_node_26 Node26
}
