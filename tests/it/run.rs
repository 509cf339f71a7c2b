//! `loopscope run`: what the program writes, when it writes it, and how it ends.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    process::{Child, Command, Output, Stdio},
};

pub(crate) fn loopscope() -> Command {
    Command::new(env!("CARGO_BIN_EXE_loopscope"))
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Starts this program, given on standard input.
fn started(program: &str, options: &[&str]) -> Child {
    let mut command = loopscope();
    command.args(["run", "-"]).args(options);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(program.as_bytes()).unwrap();
    child
}

fn ran(program: &str) -> Output {
    started(program, &[]).wait_with_output().unwrap()
}

#[test]
fn output_is_written_byte_for_byte() {
    let output = ran("process.stdout.write('a\\x1b[1m\\0é\\r\\n\\n'); process.stdout.write('b'); \
         process.stderr.write('\\x07no newline')");
    assert_eq!(text(&output.stdout), "a\x1b[1m\0é\r\n\nb");
    assert_eq!(text(&output.stderr), "\x07no newline");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_exit_code_is_the_programs() {
    for (program, code) in
        [("process.exitCode = 7", 7), ("process.exit(259)", 3), ("process.exit(-1)", 255), ("x", 1)]
    {
        assert_eq!(ran(program).status.code(), Some(code), "{program}");
    }
}

#[test]
fn a_process_that_would_wait_for_ever_says_for_what() {
    let output = ran("require('net').createServer().listen(80)");
    let said = text(&output.stderr);
    assert!(said.contains("wait for ever, because of a server on port 80"), "{said}");
}

#[test]
fn an_emit_of_the_programs_own_hears_of_the_end() {
    let output = ran("process.emit = (event) => console.log(event)");
    assert_eq!(text(&output.stdout), "beforeExit\nexit\n");
}

#[test]
fn a_program_that_node_cannot_parse_ends_as_in_node() {
    let output = ran("let a = 1\nlet b = ;\n");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    insta::assert_snapshot!(text(&output.stderr), @r"
    [stdin]:2
    let b = ;
            ^

    SyntaxError: Unexpected token ';'

    Node.js v24.21.0
    ");
}

#[test]
fn a_program_that_only_node_can_run_is_refused_with_the_place() {
    let output = ran("{\n  using a = null;\n}");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("[stdin]:2:3"), "{}", text(&output.stderr));
}

#[test]
fn a_program_that_nests_too_deeply_is_refused_in_a_few_words() {
    let nested = |open: &str, close: &str| open.repeat(10_000) + "1" + &close.repeat(10_000);
    for program in [
        nested("(", ")"),
        nested("[", "]"),
        nested("{", "}"),
        nested("x=>", ""),
        nested("!", ""),
        nested("1+", ""),
        nested("`${", "}`"),
        nested("if(0);else ", ""),
        nested("(\n", ")\n"),
    ] {
        let output = ran(&program);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{program:.20}: {said}");
        assert!(said.contains("[stdin]:") && said.len() < 1500, "{said}");
    }
}

#[test]
fn output_is_seen_while_the_program_runs() {
    let mut child = started(
        "console.log('now'); for (;;);",
        &["--max-steps", "4000000000", "--max-time", "600"],
    );
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "now\n");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_may_take_more_steps_than_anybody_would_look_at() {
    let program = "for (let n = 0; n < 600000; n++); console.log('end')";
    let output = started(program, &["--max-time", "60"]).wait_with_output().unwrap();
    assert_eq!((text(&output.stdout), output.status.code()), ("end\n", Some(0)));
}

#[test]
fn a_limit_is_told_after_the_output() {
    let output = started("for (;;) console.log('x')", &["--max-steps", "100"]).wait_with_output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stdout).starts_with("x\nx\n"));
    assert_eq!(
        text(&output.stderr),
        "loopscope: stopped after 100 recorded steps; --max-steps allows more\n"
    );
}

#[test]
fn a_reader_that_leaves_is_left_in_peace() {
    let mut child = started("for (;;) console.log('x')", &["--max-time", "600"]);
    let mut first = [0; 2];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn options_that_make_no_sense_are_refused() {
    for options in [
        ["--max-steps", "0"],
        ["--max-time", "0"],
        ["--max-time", "-1"],
        ["--max-time", "NaN"],
        ["--max-memory", "1"],
    ] {
        let output = loopscope().args(["run", "-"]).args(options).stdin(Stdio::null()).output();
        assert_eq!(output.unwrap().status.code(), Some(2), "{options:?}");
    }
}

#[test]
fn the_recorder_by_hand_says_what_it_is_for() {
    let output = loopscope().arg("__record").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("record for another process"));
}

/// The processes that `parent` has started, as Linux tells.
#[cfg(target_os = "linux")]
fn children(parent: u32) -> Vec<u32> {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let list = fs::read_to_string(path).unwrap_or_default();
    list.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

#[cfg(target_os = "linux")]
fn is_alive(process: u32) -> bool {
    // A process nobody has waited for yet is a zombie: state Z in the third field.
    fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|stat| !stat.rsplit(") ").next().unwrap_or_default().starts_with('Z'))
}

/// Waits until `is_so`, for at most some ten seconds.
#[cfg(target_os = "linux")]
fn until(mut is_so: impl FnMut() -> bool) -> bool {
    let (_never, wait) = std::sync::mpsc::channel::<()>();
    (0..1000).any(|_| {
        is_so() || {
            let _ = wait.recv_timeout(std::time::Duration::from_millis(10));
            false
        }
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_recorder_does_not_outlive_the_program_that_started_it() {
    // The second never leaves the engine: only the recorder's main thread can notice.
    for program in ["for (;;);", "/^(a+)+$/.test('a'.repeat(40) + 'b')"] {
        let options = ["--max-steps", "4000000000", "--max-time", "600"];
        let mut parent = started(program, &options);
        let mut recorders = Vec::new();
        assert!(until(|| {
            recorders = children(parent.id());
            !recorders.is_empty()
        }));
        parent.kill().unwrap();
        parent.wait().unwrap();
        assert!(until(|| !recorders.iter().any(|recorder| is_alive(*recorder))), "{program}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_recorder_that_is_killed_is_told_of() {
    let parent = started("console.log('before'); for (;;);", &["--max-steps", "4000000000"]);
    let mut recorders = Vec::new();
    assert!(until(|| {
        recorders = children(parent.id());
        !recorders.is_empty()
    }));
    let recorder = recorders[0].to_string();
    assert!(Command::new("kill").args(["-KILL", &recorder]).status().unwrap().success());
    let output = parent.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(text(&output.stderr).contains("SIGKILL"), "{}", text(&output.stderr));
}
