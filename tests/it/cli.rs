//! The commands from the outside: help, exit codes, and what they say when something is wrong.

use std::{
    fs,
    path::Path,
    process::{Output, Stdio},
};

use crate::run::{loopscope, text};

/// Runs a command line in a folder, as an English speaker without a terminal.
fn at(folder: &Path, args: &[&str]) -> Output {
    let mut command = loopscope();
    command.args(args).current_dir(folder).stdin(Stdio::null());
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn here(args: &[&str]) -> Output {
    at(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// What a refused command line says.
fn refusal(folder: &Path, args: &[&str]) -> String {
    let output = at(folder, args);
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert_eq!(text(&output.stdout), "", "{args:?}");
    // Where the system keeps temporary folders may be a link.
    let folders = [folder.canonicalize().unwrap(), folder.to_owned()];
    folders.iter().fold(text(&output.stderr).to_owned(), |said, folder| {
        said.replace(folder.to_str().unwrap(), "FOLDER")
    })
}

#[test]
fn alone_it_tells_what_it_can_do() {
    let output = here(&[]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(text(&output.stdout), @r"
    Shows the JavaScript event loop, step by step, as real Node runs it

    Usage: loopscope [OPTIONS] [COMMAND]

    Commands:
      play         Step through a lesson or program
      demo         Play lessons one after another, for a class
      run          Run a lesson or program as `node` would: its output and its exit code
      render       Write what happens in a lesson or program, event by event
      list         List the lessons by track, with what they teach
      verify       Check every claim of lessons against what their programs do
      new          Write a lesson file to start from
      completions  Write shell completions
      man          Write the manual page

    Options:
          --runtime <RUNTIME>   Whose order to follow (default: the lesson's own, else node-24)
                                [possible values: node-10, node-11, node-12, node-14, node-16, node-18,
                                node-20, node-22, node-24, node-26, browser]
          --lang <LANG>         Language of notes and explanations (default: from the locale) [possible
                                values: en, zh]
          --color <COLOR>       When to use colour; `auto` also minds `NO_COLOR` [default: auto]
                                [possible values: auto, always, never]
          --ascii               Draw with ASCII only
          --seed <N>            Seed of `Math.random` and of all else that is drawn (default: the
                                lesson's own, else 1)
          --max-steps <N>       Stop recording after N steps (default: 1000000, with `run` 10000000)
          --max-time <SECONDS>  Stop recording after so many seconds of real time [default: 10]
          --max-memory <MIB>    Stop recording when it holds so many MiB of memory [default: 512]
      -h, --help                Print help
      -V, --version             Print version
    ");
}

#[test]
fn help_and_version_are_no_failures() {
    for args in [["--help"], ["--version"]] {
        let output = here(&args);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("loopscope"));
    }
}

#[test]
fn a_wrong_command_line_says_what_would_be_right() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(refusal(folder.path(), &["rendre", "x.js"]), @r"
    error: unrecognized subcommand 'rendre'

      tip: a similar subcommand exists: 'render'

    Usage: loopscope [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(refusal(folder.path(), &["run", "x.js", "--runtime", "node-13"]), @r"
    error: invalid value 'node-13' for '--runtime <RUNTIME>'
      [possible values: node-10, node-11, node-12, node-14, node-16, node-18, node-20, node-22, node-24, node-26, browser]

      tip: a similar value exists: 'node-18'

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(refusal(folder.path(), &["new", "My Lesson"]), @r"
    error: invalid value 'My Lesson' for '<NAME>': use small letters and digits, with hyphens between words

    For more information, try '--help'.
    ");
}

#[test]
fn what_is_no_program_is_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("empty.js", b"");
    write("picture.js", b"\x89PNG\r\n\x1a\n\0\0");
    write("latin1.js", b"// caf\xe9\n");
    write("wrong.js", b"let a = 1;\nlet b = ;\n");
    write("wrong.yaml", b"title: t\ntrack: x\nlevel: 1\nprogram: |\n  let a = 1;\n  let b = ;\n");
    write("key.yaml", b"title: t\ntrack: x\nlevel: 1\nprograms: |\n  1\n");
    for command in ["run", "render", "verify"] {
        let say = |name: &str| refusal(folder.path(), &[command, name]);
        insta::allow_duplicates! {
            insta::assert_snapshot!(say("asnyc-order"), @r"
            × there is no lesson and no file called `asnyc-order`
            help: did you mean `async-order`?
            ");
            insta::assert_snapshot!(say("missing.js"), @r"
            × cannot read `missing.js`: No such file or directory (os error 2)
            help: is the path right, seen from the current folder?
            ");
            insta::assert_snapshot!(say("empty.js"), @r"
            × `empty.js` holds no program: it is empty
            help: write a statement into it, such as `console.log('hello')`
            ");
            insta::assert_snapshot!(say("picture.js"), @r"
            × `picture.js` is not a text file: a zero byte at byte 8
            help: name a JavaScript file (.js, .mjs, .cjs) or a lesson (.yaml), in UTF-8
            ");
            insta::assert_snapshot!(say("latin1.js"), @r"
            × `latin1.js` is not a text file: no UTF-8 at byte 6
            help: name a JavaScript file (.js, .mjs, .cjs) or a lesson (.yaml), in UTF-8
            ");
            if command != "run" {
                insta::assert_snapshot!(say("wrong.js"), @r"
                 × Unexpected token ';'
                  ╭─[FOLDER/wrong.js:2:9]
                1 │ let a = 1;
                2 │ let b = ;
                  ·         ┬
                  ·         ╰── here
                  ╰────
                ");
            }
            insta::assert_snapshot!(say("wrong.yaml"), @r"
             × Unexpected token ';' (line 2, column 9 of the program)
              ╭─[wrong.yaml:6:11]
            5 │   let a = 1;
            6 │   let b = ;
              ·           ┬
              ·           ╰── here
              ╰────
            ");
            insta::assert_snapshot!(say("key.yaml"), @r"
             × key.yaml:4:1: unknown key `programs`
              ╭─[key.yaml:4:1]
            3 │ level: 1
            4 │ programs: |
              · ────┬───
              ·     ╰── here
            5 │   1
              ╰────
             help: did you mean `program`?
            ");
        }
    }
}

#[test]
fn a_folder_is_no_program() {
    let folder = tempfile::tempdir().unwrap();
    insta::assert_snapshot!(refusal(folder.path(), &["run", "."]), @r"
    × `.` is a directory
    help: name a program file or a lesson file in it
    ");
    insta::assert_snapshot!(refusal(folder.path(), &["verify", "."]), @r"
    × the folder `.` holds no lesson
    help: lesson files end in .yaml; `loopscope new NAME` writes one
    ");
}

#[test]
fn the_list_names_every_lesson() {
    let output = here(&["list"]);
    let output = text(&output.stdout);
    for name in loopscope::lesson::library::names() {
        assert!(output.contains(&format!("  {name} ")), "{name}");
    }
    assert!(output.lines().all(|line| line.chars().count() <= 80), "{output}");
}

#[test]
fn the_list_speaks_json_and_chinese() {
    let output = here(&["list", "--json", "--teaches", "microtask-policy", "--lang", "zh"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["name"], "microtask-policies");
    assert_eq!(list[0]["title"], "微任务究竟什么时候执行");
}

#[test]
fn an_id_that_nothing_teaches_is_refused_with_the_nearest() {
    let refusal = refusal(Path::new("."), &["list", "--teaches", "mircotask"]);
    assert!(refusal.contains("did you mean `microtask`?"), "{refusal}");
}

#[test]
fn a_new_lesson_keeps_its_word() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(at(folder.path(), &["new", "my-lesson"]).status.code(), Some(0));
    let output = at(folder.path(), &["verify", "my-lesson.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    // The file is never written over.
    let refusal = refusal(folder.path(), &["new", "my-lesson"]);
    assert!(refusal.contains("cannot create `my-lesson.yaml`"), "{refusal}");
}

#[test]
fn a_claim_that_does_not_hold_is_shown_as_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let lesson = "\
title: Wrong
track: x
level: 1
program: |
  console.log('a');
  console.log('\\x1b[31mb');
  process.exitCode = 3;
expect:
  - stdout: [a, c]
    stderr: [warning]
notes:
  - at: {line: 3}
    say: x
  - at: {phase: check, nth: 99}
    say: x
";
    fs::write(folder.path().join("wrong.yaml"), lesson).unwrap();
    let output = at(folder.path(), &["verify", "--runtime", "node-24", "."]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output.stdout), @r"
    FAIL  ./wrong.yaml
      node-24
        standard output is another (./wrong.yaml:9)
          - expected  + actual
            a
          - c
          + ␛[31mb
        standard error lacks a text (./wrong.yaml:9)
          - warning
        the exit code is another (./wrong.yaml:9)
          - 0
          + 3
        the moment of a note never comes (./wrong.yaml:14)
    1 lesson verified, 1 failed
    ");
}

#[test]
fn completions_and_the_manual_page_are_written() {
    for (args, word) in [
        (&["completions", "bash"][..], "complete -F"),
        (&["completions", "zsh"], "#compdef loopscope"),
        (&["completions", "fish"], "complete -c loopscope"),
        (&["man"], ".TH loopscope"),
    ] {
        let output = here(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert!(text(&output.stdout).contains(word), "{args:?}");
    }
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let mut child = loopscope()
        .args(["render", "async-order"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_recording_goes_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["render", "async-order", "--format", "jsonl", "-o", "out.jsonl"];
    let output = at(folder.path(), &args);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), ""));
    let written = fs::read_to_string(folder.path().join("out.jsonl")).unwrap();
    assert!(written.starts_with('{') && written.contains("loopscope-trace/3"), "{written}");
}
