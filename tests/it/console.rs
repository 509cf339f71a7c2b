//! `console` against real Node: programs, and what each version wrote.
//!
//! tests/console/record.js says how they were recorded.

use std::{fs, path::Path};

use loopscope::trace::{Runtime, Stream};
use serde_json::Value;

use crate::machine;

/// What a run wrote, without what differs from run to run.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("ms") {
        let (head, tail) = rest.split_at(at);
        let digits = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let timed = digits.len() < head.len() && digits.ends_with(": ");
        out.push_str(if timed { digits } else { head });
        out.push_str(if timed { "Nms" } else { "ms" });
        rest = &tail[2..];
    }
    out + rest
}

/// The version's output among those recorded.
fn recorded(runs: &Value, runtime: Runtime) -> Option<&Value> {
    let major = runtime.name().trim_start_matches("node-");
    let runs = runs.as_array()?;
    runs.iter().find(|run| run["in"].as_str().unwrap().split(' ').any(|other| other == major))
}

fn holds(runtime: Runtime) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/console");
    let text = fs::read_to_string(folder.join("recorded.json")).unwrap();
    let programs: Value = serde_json::from_str(&text).unwrap();
    let mut different = Vec::new();
    for (name, runs) in programs.as_object().unwrap() {
        let Some(wanted) = recorded(runs, runtime) else { continue };
        let program = fs::read_to_string(folder.join(name)).unwrap();
        let run = machine::run(&machine::job(&format!("/app/{name}"), &program, runtime));
        for (stream, key) in [(Stream::Stdout, "stdout"), (Stream::Stderr, "stderr")] {
            let made = plain(&run.written(stream));
            let wanted = wanted[key].as_str().unwrap();
            if made != wanted {
                different.push(format!("--- {name} {key}\n{wanted}\n->\n{made}\n"));
            }
        }
    }
    assert!(different.is_empty(), "{runtime}:\n{}", different.concat());
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
    as_node_10 Node10
    as_node_11 Node11
    as_node_12 Node12
    as_node_14 Node14
    as_node_16 Node16
    as_node_18 Node18
    as_node_20 Node20
    as_node_22 Node22
    as_node_24 Node24
    as_node_26 Node26
}
