//! What V8 says and does, as recorded on real Nodes: the texts of errors, where they point,
//! stacks, and the order of built-ins' questions.
//!
//! Beside each program of `tests/v8` stands what it printed, line by line, by version.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::{
    machine::{Files, profile::Profile},
    trace::{Runtime, Stream},
};

use crate::machine;

/// By program and reason, the lines that do not come out as recorded, counted from 1. Each must
/// go on differing somewhere: what is mended leaves the list.
type Deviations = BTreeMap<String, BTreeMap<String, Vec<usize>>>;

/// The versions that differ in what they say.
const ALL: [&str; 7] = ["10", "12", "14", "16", "20", "24", "26"];

/// What one version printed. A line that a version does not print has no text for it.
fn recorded(lines: &[BTreeMap<String, String>], version: &str) -> Vec<Option<String>> {
    let text = |line: &BTreeMap<String, String>| {
        let mut found =
            line.iter().filter(|(versions, _)| versions.split(' ').any(|listed| listed == version));
        found.next().map(|(_, text)| text.clone())
    };
    lines.iter().map(text).collect()
}

fn compare(folder: &str, versions: &[&str], fewest: usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/v8");
    let deviations = fs::read_to_string(root.join("deviations.json")).unwrap();
    let deviations: Deviations = serde_json::from_str(&deviations).unwrap();
    let mut faults = Vec::new();
    let mut compared = 0;
    let mut programs: Vec<_> = fs::read_dir(root.join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "js"))
        .collect();
    programs.sort();
    for path in programs {
        let name = format!("{folder}/{}", path.file_stem().unwrap().to_str().unwrap());
        let program = fs::read_to_string(&path).unwrap();
        let lines = fs::read_to_string(path.with_extension("json")).unwrap();
        let lines: Vec<BTreeMap<String, String>> = serde_json::from_str(&lines).unwrap();
        let known: Vec<usize> = deviations
            .get(&name)
            .into_iter()
            .flat_map(|reasons| reasons.values().flatten())
            .copied()
            .collect();
        let mut differing = vec![None; lines.len()];
        for version in versions {
            let wanted = recorded(&lines, version);
            if wanted.iter().all(Option::is_none) {
                continue;
            }
            let runtime = Runtime::from_name(&format!("node-{version}")).unwrap();
            let mut job = machine::job(&format!("/v8/{name}.js"), &program, runtime);
            job.max_steps *= 10;
            let run = machine::run(&job);
            let printed = run.stdout();
            let mut printed = printed.lines();
            for (index, wanted) in wanted.into_iter().enumerate() {
                let Some(wanted) = wanted else { continue };
                compared += 1;
                let printed = printed.next().unwrap_or_default();
                if printed != wanted && differing[index].is_none() {
                    differing[index] = Some(format!(
                        "{name}, line {} on {version}:\n  real: {wanted}\n  ours: {printed}",
                        index + 1
                    ));
                }
            }
        }
        for (index, fault) in differing.into_iter().enumerate() {
            match (fault, known.contains(&(index + 1))) {
                (Some(fault), false) => faults.push(fault),
                (None, true) => faults.push(format!("{name}, line {}: now right", index + 1)),
                (Some(_), true) | (None, false) => {}
            }
        }
    }
    assert!(compared >= fewest, "{compared} lines are too few to tell");
    assert!(faults.is_empty(), "{} of {compared}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn errors_say_what_v8_says_and_point_where_it_points() {
    compare("messages", &ALL, 8000);
}

#[test]
fn stacks_name_what_v8_names() {
    compare("stacks", &ALL, 1000);
}

#[test]
fn arrays_are_sorted_by_the_same_comparisons() {
    compare("builtins", &["10", "24", "26"], 600);
}

#[test]
fn built_ins_are_there_since_they_are_and_speak_english() {
    let versions = ["10", "11", "12", "14", "16", "18", "20", "22", "24", "26"];
    compare("language", &versions, 4000);
}

/// What Node has and the engine has not, by the version that brought it.
const REFUSED: [(u32, &str); 10] = [
    (10, "Intl.NumberFormat"),
    (10, "WebAssembly.Module"),
    (10, "RegExp.$1"),
    (10, "RegExp.lastMatch"),
    (24, "new Float16Array(1)"),
    (24, "new DisposableStack()"),
    (24, "SuppressedError()"),
    (24, "Atomics.pause()"),
    (26, "Temporal.Now"),
    (26, "Uint8Array.fromBase64('')"),
];

#[test]
fn what_the_engine_lacks_is_refused_by_name_where_node_has_it() {
    for version in ["10", "11", "12", "14", "16", "18", "20", "22", "24", "26"] {
        let runtime = Runtime::from_name(&format!("node-{version}")).unwrap();
        for (since, what) in REFUSED {
            let program = format!(
                "try {{ {what}; console.log('read'); }} catch (e) {{ console.log(e.name + ': ' + e.message); }}"
            );
            let said = machine::run(&machine::job("/refused.js", &program, runtime)).stdout();
            let name = what.trim_start_matches("new ").split('(').next().unwrap_or(what);
            let is_refused = said.contains(&format!("{name} exists in Node"));
            assert_eq!(is_refused, version.parse::<u32>().unwrap() >= since, "{what}: {said}");
            // Who only asks whether it is there gets Node's answer.
            let global = name.split('.').next().unwrap_or(name);
            let program = format!("console.log(typeof {global} !== 'undefined')");
            let said = machine::run(&machine::job("/asked.js", &program, runtime)).stdout();
            let is_there = is_refused || ["Uint8Array", "Atomics"].contains(&global);
            assert_eq!(said, format!("{is_there}\n"), "{global} on {version}");
        }
    }
}

#[test]
fn what_is_not_known_of_a_call_is_refused_by_name() {
    let program = "Error.prepareStackTrace = (_, calls) => calls;
        const [call] = new Error().stack;
        for (const name of ['getThis', 'getFunction', 'getTypeName', 'getMethodName', 'getPosition'])
          try { console.log(call[name]()); } catch (error) { console.log(error.message); }";
    let said = machine::run(&machine::job("/unknown.js", program, Runtime::Node24)).stdout();
    assert_eq!(said.lines().count(), 5, "{said}");
    for line in said.lines() {
        let rest = line.strip_prefix("CallSite.prototype.get").unwrap_or_default();
        assert!(rest.contains(" exists in Node, but not in this simulation"), "{said}");
    }
}

/// The files beside the reports' programs.
struct Beside;

impl Files for Beside {
    fn read(&mut self, path: &str) -> Option<String> {
        let name = path.strip_prefix("/v8/reports/")?;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/v8/reports");
        fs::read_to_string(folder.join(name)).ok()
    }
}

/// What one version printed of a program that ends with an error, without the frames of Node's
/// own files.
#[derive(serde::Deserialize)]
struct Report {
    on: String,
    code: i32,
    stdout: String,
    stderr: String,
}

/// Leaves out the frames of Node's own files; what ends the last of them stays.
pub(crate) fn without_own_frames(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        if line.trim_start().starts_with("at ") && line.contains("node:") {
            let end = [" {", ",", " }"].into_iter().find(|end| line.ends_with(end));
            if let (Some(end), Some(last)) = (end, lines.last_mut()) {
                last.push_str(end);
            }
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn reports_of_errors_are_those_of_node() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/v8/reports");
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<Report>> = serde_json::from_str(&expected).unwrap();
    let known = fs::read_to_string(folder.join("deviations.json")).unwrap();
    let known: BTreeMap<String, BTreeMap<String, String>> = serde_json::from_str(&known).unwrap();
    let mut faults = Vec::new();
    let mut compared = 0;
    for (name, reports) in &expected {
        let file = if name.contains('.') { name.clone() } else { format!("{name}.js") };
        let program = fs::read_to_string(folder.join(&file)).unwrap();
        for report in reports {
            for version in report.on.split(' ') {
                let runtime = Runtime::from_name(&format!("node-{version}")).unwrap();
                let job = machine::job(&format!("/v8/reports/{file}"), &program, runtime);
                let run = machine::run_by(Profile::of(runtime), &job, Box::new(Beside)).unwrap();
                let stderr = without_own_frames(&run.written(Stream::Stderr));
                let stdout = without_own_frames(&run.stdout());
                let same = run.code() == Some(report.code)
                    && stdout == report.stdout
                    && stderr == report.stderr;
                compared += 1;
                let deviates = known
                    .get(name)
                    .is_some_and(|why| why.keys().any(|on| on.split(' ').any(|on| on == version)));
                if same == deviates {
                    let what = if same { "now right" } else { "wrong" };
                    faults.push(format!(
                        "{name} on {version}: {what}, {:?}\n{stdout}{stderr}",
                        run.code()
                    ));
                }
            }
        }
    }
    assert!(compared >= 900, "{compared} runs are too few to tell");
    assert!(faults.is_empty(), "{} of {compared}:\n{}", faults.len(), faults.join("\n"));
}
