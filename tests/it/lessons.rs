//! The shipped lessons, as a learner gets them.

use crate::run::{loopscope, text};

/// Every claim of every lesson, under every runtime it names.
#[test]
fn every_lesson_keeps_its_word() {
    let output = loopscope().arg("verify").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
}

/// The line at which Node 12 changed what an `await` costs. Checked on Node 10.24.1 to 26.10.0.
#[test]
fn two_eras_of_await_print_two_orders() {
    let printed = |runtime: &str| {
        let output = loopscope().args(["run", "async-order-long", "--runtime", runtime]).output();
        text(&output.unwrap().stdout).lines().collect::<Vec<_>>().join(" ")
    };
    for old in ["node-10", "node-11"] {
        assert_eq!(printed(old), "6 5 3 2 7 8 10 11 9 12 1 4", "{old}");
    }
    for new in
        ["node-12", "node-14", "node-16", "node-18", "node-20", "node-22", "node-24", "node-26"]
    {
        assert_eq!(printed(new), "6 5 3 2 7 8 10 9 11 12 1 4", "{new}");
    }
}
