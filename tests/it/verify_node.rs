//! `loopscope verify --node`: lessons on a real Node, and on one that is not what it says.

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    process::{Command, Output, Stdio},
};

use loopscope::trace::Runtime;

use crate::run::loopscope;

const LESSON: &str = "\
title: Two lines
track: x
level: 1
program: |
  setImmediate(() => console.log('second'));
  console.log('first');
expect:
  - stdout: [first, second]
";

/// Verifies the lesson on a script that stands for Node and prints `lines`.
#[cfg(unix)]
fn on_script(lines: &str, code: u8) -> Output {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("two-lines.yaml"), LESSON).unwrap();
    let script = folder.path().join("node");
    let version = "[ \"$1\" = --version ] && echo v24.0.0 && exit 0";
    fs::write(&script, format!("#!/bin/sh\n{version}\nprintf '{lines}'\nexit {code}\n")).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    verify(folder.path(), script.to_str().unwrap(), &["two-lines.yaml"])
}

fn verify(folder: &Path, node: &str, lessons: &[&str]) -> Output {
    let mut command = loopscope();
    command.args(["verify", "--node", node]).args(lessons).current_dir(folder);
    command.stdin(Stdio::null()).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[cfg(unix)]
#[test]
fn a_node_that_prints_what_is_claimed_is_believed() {
    let output = on_script(r"first\nsecond\n", 0);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("1 lesson run on Node, 0 failed, 0 passed over"));
}

#[cfg(unix)]
#[test]
fn a_node_that_prints_another_order_fails_the_lesson() {
    let output = on_script(r"second\nfirst\n", 0);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("1 lesson run on Node, 1 failed"), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_node_that_exits_otherwise_fails_the_lesson() {
    let output = on_script(r"first\nsecond\n", 3);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("the exit code is another"), "{}", told(&output));
}

/// Lessons whose order no busy computer changes, on the Node of this one.
#[test]
fn lessons_hold_on_a_real_node() {
    let node = env::var("LOOPSCOPE_NODE").unwrap_or_else(|_| "node".to_owned());
    let version = Command::new(&node).arg("--version").output();
    let version = version.map(|run| String::from_utf8_lossy(&run.stdout).into_owned());
    let major = version.as_deref().unwrap_or("").trim_start_matches('v').split('.').next();
    let runtime = Runtime::from_name(&format!("node-{}", major.unwrap_or_default()));
    if runtime.is_none() {
        writeln!(io::stderr(), "verify --node skipped: no Node of ours is `{node}`").unwrap();
        return;
    }
    let lessons = ["async-order", "tick-queue-inside", "timers-last"];
    let output = verify(Path::new(env!("CARGO_MANIFEST_DIR")), &node, &lessons);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
}
