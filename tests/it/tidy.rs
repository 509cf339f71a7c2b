//! The map in `src/lib.rs`, held to: who may name what, and how files are called.
//!
//! It matches text, so that no grouping of imports slips past it. Comments may name anything.

use std::{fs, path::Path};

/// A name, and the only places under `src` that may say it.
const ONLY_IN: &[(&str, &[&str])] = &[
    // Crates, each behind the part that uses it.
    ("boa_", &["machine/engine"]),
    ("oxc_", &["instrument", "view/highlight"]),
    ("clap", &["cli", "main.rs"]),
    ("crossterm", &["tui"]),
    ("ratatui", &["tui", "view", "render"]),
    ("serde_yaml", &["lesson/parse"]),
    ("postcard", &["runner"]),
    ("rlimit", &["runner"]),
    ("signal_hook", &["tui/terminal"]),
    ("rustix", &["tui/terminal"]),
    ("toml::", &["tui/config"]),
    ("directories::", &["cli/home"]),
    ("notify::", &["cli"]),
    // Parts, each below those that may name it.
    ("cli::", &["main.rs"]),
    ("tui::", &["tui", "cli"]),
    ("render::", &["render", "cli"]),
    ("view::", &["view", "tui", "render", "cli"]),
    ("verify::", &["verify", "cli"]),
    ("runner::", &["runner", "cli"]),
    ("machine::", &["machine", "runner", "cli"]),
    ("instrument::", &["instrument", "machine", "runner", "cli"]),
    ("scene::", &["scene", "text", "view", "tui", "render", "cli"]),
    ("lesson::", &["lesson", "verify", "tui", "cli"]),
    // The outside world.
    ("fs::", &["cli", "lesson/library", "runner"]),
    ("env::", &["cli", "runner/parent"]),
    (
        "thread::",
        &["cli", "instrument/stack", "machine/engine", "machine/recorder", "runner", "tui"],
    ),
    ("Instant", &["runner/stopwatch", "tui/terminal"]),
    ("SystemTime", &[]),
    ("thread::sleep", &[]),
    ("HashMap", &[]),
    ("HashSet", &[]),
    // What is said goes to the writer that was given.
    ("print!", &[]),
    ("println!", &[]),
    ("io::stdout()", &["main.rs", "cli", "runner/child", "tui"]),
    ("io::stderr()", &["main.rs", "cli", "runner/child"]),
];

/// Names that say nothing about what is in a file.
const EMPTY_WORDS: [&str; 6] = ["mod", "utils", "common", "types", "helpers", "misc"];

#[test]
fn every_module_names_only_its_neighbours() {
    let mut strays = Vec::new();
    visit(Path::new("src"), &mut |path, text| {
        for (name, homes) in ONLY_IN {
            // A test may reach for whatever it needs to look at.
            let homes =
                homes.iter().any(|home| path.strip_prefix("src/").unwrap().starts_with(home));
            if !homes && !path.contains("tests") && code(text).any(|line| says(line, name)) {
                strays.push(format!("{path} says `{name}`"));
            }
        }
    });
    assert!(strays.is_empty(), "see the map in src/lib.rs\n{}", strays.join("\n"));
}

#[test]
fn files_say_what_is_in_them() {
    let mut strays = Vec::new();
    visit(Path::new("src"), &mut |path, text| {
        let stem = Path::new(path).file_stem().unwrap().to_str().unwrap();
        // `util.types` is what Node calls it.
        if EMPTY_WORDS.contains(&stem) && !path.ends_with("inspect/types.rs") {
            strays.push(format!("{path}: call it by what is in it"));
        }
        if !text.starts_with("//!") && stem != "tests" {
            strays.push(format!("{path}: begin with what it is for"));
        }
    });
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn no_test_is_switched_off() {
    for folder in ["src", "tests"] {
        visit(Path::new(folder), &mut |path, text| {
            let attribute = concat!("#[", "ignore");
            assert!(!text.contains(attribute), "{path} has a test that does not run");
        });
    }
}

/// The lines outside comments and before the tests that stand in the same file.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .map(|line| line.split("//").next().unwrap_or_default())
}

/// Whether `line` holds `name`, and not as the end of a longer word.
fn says(line: &str, name: &str) -> bool {
    line.match_indices(name)
        .any(|(at, _)| !line[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_'))
}

fn visit(folder: &Path, check: &mut impl FnMut(&str, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, check);
        } else if path.extension().is_some_and(|it| it == "rs") {
            check(path.to_str().unwrap(), &fs::read_to_string(&path).unwrap());
        }
    }
}
