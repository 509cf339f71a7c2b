//! Programs that try the engine and the instrumentation, with what real Node printed.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::trace::Runtime;

use crate::machine;

/// Programs that still print something else, and why. Each must go on differing: what is
/// mended leaves the list.
const DEVIATIONS: [(&str, &[&str], &str); 1] = [(
    "order/unhandled.js",
    &["12", "20", "24"],
    "real Node spends 5 ms reporting, virtual time none",
)];

#[test]
fn engine_cases_print_what_node_prints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine-cases");
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        serde_json::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (name, versions) in &expected {
        let program = fs::read_to_string(folder.join(name)).unwrap();
        for (version, wanted) in versions {
            let Some(runtime) = Runtime::from_name(&format!("node-{version}")) else { continue };
            compared += 1;
            let run = machine::run(&machine::job(&format!("/cases/{name}"), &program, runtime));
            let same = run.stdout().lines().eq(wanted.iter());
            let deviates = DEVIATIONS
                .iter()
                .any(|(program, versions, _)| program == name && versions.contains(&&**version));
            if same == deviates {
                wrong.push(format!(
                    "{name} on {version}: {}",
                    if same { "now right" } else { "wrong" }
                ));
            }
        }
    }
    assert!(compared > 300, "{compared} runs are too few to tell");
    assert!(wrong.is_empty(), "of {compared}: {wrong:#?}");
}

#[test]
fn an_exit_code_is_the_programs() {
    let run =
        machine::run(&machine::job("/cases/exit.js", "process.exitCode = 3", Runtime::default()));
    assert_eq!(run.code(), Some(3));
    let run = machine::run(&machine::job("/cases/exit.js", "process.exit(4)", Runtime::default()));
    assert_eq!(run.code(), Some(4));
    let run = machine::run(&machine::job("/cases/exit.js", "throw 1", Runtime::default()));
    assert_eq!(run.code(), Some(1));
}
