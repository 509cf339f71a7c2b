//! The probes about what values look like (`h*.js`), with what real Node printed.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::trace::Runtime;
use serde::Deserialize;

use crate::machine;

/// What some versions printed.
#[derive(Deserialize)]
struct Printed {
    versions: Vec<String>,
    exit: i32,
    stdout: Vec<String>,
}

fn holds(runtime: Runtime) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probes");
    let text = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<Printed>> = serde_json::from_str(&text).unwrap();
    let major = runtime.name().trim_start_matches("node-");
    let mut different = Vec::new();
    for (name, printed) in expected.iter().filter(|(name, _)| name.starts_with('h')) {
        let made_by = |version: &String| version.split('.').next() == Some(major);
        let Some(wanted) = printed.iter().find(|printed| printed.versions.iter().any(made_by))
        else {
            continue;
        };
        let program = fs::read_to_string(folder.join(name)).unwrap();
        let run = machine::run(&machine::job(&format!("/probes/{name}"), &program, runtime));
        let lines: Vec<_> = run.stdout().lines().map(str::to_owned).collect();
        if lines != wanted.stdout || run.code() != Some(wanted.exit) {
            let (made, wanted) = (lines.join("\n"), wanted.stdout.join("\n"));
            different.push(format!("--- {name}\n{wanted}\n->\n{made}\n{:?}\n", run.code()));
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
