//! `loopscope play` in a real terminal: a pseudo-terminal whose screen is read back.

use std::{
    fs,
    io::{Read, Write},
    num::NonZero,
    path::Path,
    process::Command,
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Rows and columns.
const USUAL: [NonZero<u16>; 2] =
    [NonZero::new(24).expect("rows"), NonZero::new(80).expect("columns")];
const WIDE: [NonZero<u16>; 2] =
    [NonZero::new(40).expect("rows"), NonZero::new(120).expect("columns")];

/// How long to wait for one more byte: more than the slowest machine needs.
const PATIENCE: Duration = Duration::from_secs(30);

struct Session {
    screen: vt100::Parser,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// All that the program has sent, as it sent it.
    sent: Vec<u8>,
    child: Box<dyn Child + Send + Sync>,
    terminal: Box<dyn MasterPty + Send>,
    /// Where the program keeps what it keeps.
    home: tempfile::TempDir,
}

impl Session {
    fn play(file: &Path, options: &[&str]) -> Self {
        let file = file.to_str().expect("a path");
        Self::start(&[&["play", file], options].concat())
    }

    /// Starts the program for an English speaker who has never used it, on a terminal that it
    /// does not ask for anything.
    fn start(arguments: &[&str]) -> Self {
        Self::start_on(None, arguments)
    }

    /// The same on a terminal of this kind.
    fn start_on(terminal: Option<&str>, arguments: &[&str]) -> Self {
        let [rows, cols] = USUAL;
        let size = PtySize { rows: rows.get(), cols: cols.get(), ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loopscope"));
        command.args(arguments);
        command.args(["--lang", "en"]);
        match terminal {
            Some(kind) => command.env("TERM", kind),
            None => command.env_remove("TERM"),
        }
        let home = tempfile::tempdir().expect("a folder");
        for folder in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"] {
            command.env(folder, home.path());
        }
        command.cwd(home.path());
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // Linux answers EIO once the program has gone.
            while let Ok(length @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(rows, cols, 0);
        Self { screen, keys, output, sent: Vec::new(), child, terminal: pair.master, home }
    }

    fn resize(&mut self, [rows, cols]: [NonZero<u16>; 2]) {
        let size = PtySize { rows: rows.get(), cols: cols.get(), ..PtySize::default() };
        self.terminal.resize(size).expect("the terminal resizes");
        self.screen.screen_mut().set_size(rows, cols);
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("the program reads");
        self.keys.flush().expect("the program reads");
    }

    /// Waits until `text` is on the screen.
    fn see(&mut self, text: &str) {
        while !self.text().contains(text) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(chunk) => {
                    self.screen.process(&chunk);
                    self.sent.extend(chunk);
                }
                Err(error) => panic!("no `{text}` ({error}) on\n{}", self.text()),
            }
        }
    }

    /// Waits until `text` is on the screen no more.
    fn miss(&mut self, text: &str) {
        while self.text().contains(text) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(chunk) => self.screen.process(&chunk),
                Err(error) => panic!("still `{text}` ({error}) on\n{}", self.text()),
            }
        }
    }

    /// Has the system say something to the program.
    fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("a process").to_string();
        let sent = Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.expect("a kill command").success());
    }

    /// Waits until the program has asked the terminal for its ground.
    fn hear_question(&mut self) {
        while !self.sent.windows(6).any(|sent| sent == b"\x1b]11;?") {
            let chunk = self.output.recv_timeout(PATIENCE).expect("a question");
            self.screen.process(&chunk);
            self.sent.extend(chunk);
        }
    }

    /// Waits until a cell in the midst of the screen has that ground.
    fn see_ground(&mut self, ground: vt100::Color) {
        while self.screen.screen().cell(5, 5).expect("a cell").bgcolor() != ground {
            let chunk = self.output.recv_timeout(PATIENCE).expect("that ground");
            self.screen.process(&chunk);
        }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits for the end; the exit code, with the screen as it was left.
    fn end(mut self) -> (u32, vt100::Parser) {
        while let Ok(chunk) = self.output.recv_timeout(PATIENCE) {
            self.screen.process(&chunk);
        }
        let status = self.child.wait().expect("the program ends");
        (status.exit_code(), self.screen)
    }
}

fn program_file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".js").tempfile().expect("a file");
    file.write_all(text.as_bytes()).expect("a file to write");
    file
}

fn assert_restored(screen: &vt100::Parser) {
    let screen = screen.screen();
    assert!(!screen.alternate_screen(), "still on the alternate screen");
    assert!(!screen.hide_cursor(), "the cursor is hidden");
    assert!(!screen.bracketed_paste(), "pastes are still bracketed");
    let mouse = screen.mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is still ours");
}

#[test]
fn a_program_is_stepped_through_from_beginning_to_end() {
    let file =
        program_file("setTimeout(() => console.log('later'));\nconsole.log('\\x1b[2Jnow');\n");
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("jj");
    session.see("Line 2 runs");
    session.press("o");
    session.see("␛[2Jnow");
    session.press("\u{1b}[C"); // Right.
    session.press("G");
    session.see("exit code 0");
    session.see("later");
    session.resize(WIDE);
    session.see("3 timers (0)");
    session.press("?");
    session.see("who scheduled this");
    session.press("?q");
    let (code, screen) = session.end();
    assert_eq!(code, 0);
    assert_restored(&screen);
}

#[test]
fn ctrl_c_leaves_the_terminal_as_it_was() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("\u{3}");
    let (code, screen) = session.end();
    assert_eq!(code, 0);
    assert_restored(&screen);
}

/// What a light terminal answers to the question for its ground, and to the one after it.
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c";

#[test]
fn a_light_terminal_gets_the_light_theme() {
    let file = program_file("console.log(1);\n");
    let path = file.path().to_str().expect("a path");
    let play = ["play", path, "--color", "always"];
    let mut session = Session::start_on(Some("xterm-256color"), &play);
    session.hear_question();
    session.press(LIGHT);
    session.see("Nothing has run yet");
    session.see_ground(vt100::Color::Rgb(255, 255, 255));
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn an_answer_that_comes_too_late_is_no_typing() {
    let file = program_file("console.log(1);\n");
    let path = file.path().to_str().expect("a path");
    let play = ["play", path, "--color", "always"];
    let mut session = Session::start_on(Some("xterm-256color"), &play);
    session.hear_question();
    session.see("Nothing has run yet");
    session.press(LIGHT);
    session.press("G");
    session.see("exit code 0");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn what_is_left_to_chance_can_be_taken_the_other_way() {
    let file = program_file(
        "setTimeout(() => console.log('timeout'));\nsetImmediate(() => console.log('immediate'));\n",
    );
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("x");
    session.see("a millisecond has passed");
    session.press("X");
    session.see("another order");
    session.see("less than a millisecond");
    session.press("o");
    session.see("immediate ");
    session.press("XX");
    session.miss("another order");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &["--color", "never"]);
    session.see("Nothing has run yet");
    session.press("G");
    session.see("exit code 0");
    let sent = String::from_utf8_lossy(&session.sent).into_owned();
    for colour in ["38;", "48;"] {
        assert!(!sent.contains(colour), "{colour} in {sent:?}");
    }
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_paste_is_no_typing() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("\u{1b}[200~qqq\u{3}q\u{1b}[201~G");
    session.see("exit code 0");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_whole_lesson_from_the_list_to_the_next_one() {
    let mut session = Session::start(&["play"]);
    session.see("lessons finished");
    session.press("async-order");
    session.see("/ async-order");
    session.press("\r");
    session.see("Nothing has run yet");
    // Its questions are for the tests of questions.
    session.press("P");
    session.see("no questions any more");
    let mut step = 0;
    while !session.text().contains("exit code 0") {
        session.press("\u{1b}[C");
        step += 1;
        session.see(&format!(" {step}/"));
    }
    session.see("the end of this lesson   > next lesson");
    let kept = session.home.path().join("loopscope/progress.json");
    let kept = fs::read_to_string(kept).expect("progress is kept");
    assert!(kept.contains("\"async-order\": {\n      \"finished\": true"), "{kept}");
    session.press(">");
    session.see("Nothing has run yet");
    session.press("q");
    session.see("1 of ");
    session.press("\u{3}");
    let (code, screen) = session.end();
    assert_eq!(code, 0);
    assert_restored(&screen);
}

#[test]
fn what_is_saved_is_recorded_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("program.js");
    fs::write(&file, "console.log('one');\nconsole.log('two');\n").expect("a file");
    let mut session = Session::play(&file, &["--watch"]);
    session.see("Nothing has run yet");
    session.press("oo");
    session.see("two");
    fs::write(&file, "console.log('one');\nlet x = 1;\nconsole.log('deux');\n").expect("a file");
    session.see("deux");
    session.see("console (2)");
    // What cannot run is told, and what was recorded stays.
    fs::write(&file, "console.log('one';\n").expect("a file");
    session.see("not recorded");
    session.see("the program as it is now");
    session.see("deux");
    fs::write(&file, "console.log('one');\nconsole.log('zwei');\n").expect("a file");
    session.see("zwei");
    session.miss("the program as it is now");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn another_runtime_shows_the_same_place() {
    let text =
        "setTimeout(() => { console.log('a'); Promise.resolve().then(() => console.log('b')); });
setTimeout(() => console.log('c'));
";
    let file = program_file(text);
    let mut session = Session::play(file.path(), &[]);
    session.see("node-24");
    session.press("G");
    session.see("exit code 0");
    session.press(":runtime 10\r");
    session.see("node-10");
    session.see("recorded again");
    session.see("exit code 0");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_demo_goes_through_lessons_by_itself() {
    // Programs, which have no notes to be read.
    let [one, two] = ["console.log('one');\n", "console.log('two');\n"].map(program_file);
    let [one, two] = [&one, &two].map(|file| file.path().to_str().expect("a path"));
    let mut session = Session::start(&["demo", one, two, "--no-stop", "--speed", "64x"]);
    session.see("1/2 ");
    session.see("2/2 ");
    session.see("exit code 0");
    session.press("<");
    session.see("1/2 ");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
#[cfg(unix)]
fn a_signal_ends_it_in_good_order() {
    let file = program_file("console.log(1);\n");
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let mut session = Session::play(file.path(), &[]);
        session.see("Nothing has run yet");
        session.signal(name);
        let (ended, screen) = session.end();
        assert_eq!(ended, code, "{name}");
        assert_restored(&screen);
    }
}

#[test]
#[cfg(unix)]
fn it_can_be_put_aside_and_taken_up_again() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &[]);
    session.see("Nothing has run yet");
    session.press("\u{1a}");
    session.miss("Nothing has run yet");
    assert_restored(&session.screen);
    session.signal("CONT");
    session.see("Nothing has run yet");
    session.press("G");
    session.see("exit code 0");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &[]);
    session.see("Nothing has run yet");
    let Session { keys, terminal, mut child, output, .. } = session;
    // The thread that reads ends once nobody wants what it has read.
    drop(output);
    let size = PtySize { rows: 30, cols: 90, ..PtySize::default() };
    terminal.resize(size).expect("the terminal resizes");
    drop((keys, terminal));
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait().is_ok()));
    assert_eq!(ended.recv_timeout(PATIENCE), Ok(true));
}

#[test]
fn a_storm_of_sizes_and_keys_is_weathered() {
    let file = program_file("console.log(1);\n");
    let mut session = Session::play(file.path(), &[]);
    session.see("Nothing has run yet");
    let size = |rows, cols| [rows, cols].map(|it| NonZero::new(it).expect("a size"));
    for n in 1..60 {
        session.resize(size(n, 1 + n * 3));
        session.press("l");
    }
    session.press(&format!("\u{1b}[200~{}\u{1b}[201~", "q".repeat(100_000)));
    session.press(&"hl".repeat(5000));
    session.resize(WIDE);
    session.press("G");
    session.see("exit code 0");
    session.press("q");
    let (code, screen) = session.end();
    assert_eq!(code, 0);
    assert_restored(&screen);
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let file = program_file("console.log(1);\n");
    for (options, mode) in [
        (&[][..], vt100::MouseProtocolMode::ButtonMotion),
        (&["--no-mouse"][..], vt100::MouseProtocolMode::None),
    ] {
        let mut session = Session::play(file.path(), options);
        session.see("Nothing has run yet");
        assert_eq!(session.screen.screen().mouse_protocol_mode(), mode);
        session.press("q");
        assert_eq!(session.end().0, 0);
    }
}
