//! Programs that use Node's modules, with what real Node printed.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::trace::Runtime;

use crate::machine;

/// For each program of `tests/modules` the lines it prints, by major version.
#[test]
fn modules_behave_as_in_node() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modules");
    let expected = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        serde_json::from_str(&expected).unwrap();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (name, versions) in &expected {
        let program = fs::read_to_string(folder.join(name)).unwrap();
        for (version, wanted) in versions {
            let runtime = Runtime::from_name(&format!("node-{version}")).unwrap();
            compared += 1;
            let run = machine::run(&machine::job(&format!("/modules/{name}"), &program, runtime));
            let printed = run.stdout();
            if !printed.lines().eq(wanted.iter()) {
                wrong.push(format!(
                    "{name} node-{version}\nprinted:\n{printed}\nexpected:\n{}\n",
                    wanted.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {compared} differ\n{}", wrong.len(), wrong.join("\n"));
}
