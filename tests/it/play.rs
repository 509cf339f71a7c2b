//! `loopscope play` in a real terminal: a pseudo-terminal whose screen is read back.

use std::{
    io::{Read, Write},
    num::NonZero,
    path::Path,
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
}

impl Session {
    fn play(file: &Path, options: &[&str]) -> Self {
        let [rows, cols] = USUAL;
        let size = PtySize { rows: rows.get(), cols: cols.get(), ..PtySize::default() };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loopscope"));
        command.arg("play");
        command.arg(file);
        command.args(["--lang", "en"]);
        command.args(options);
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
        Self { screen, keys, output, sent: Vec::new(), child, terminal: pair.master }
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

fn program(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".js").tempfile().expect("a file");
    file.write_all(text.as_bytes()).expect("a file to write");
    file
}

fn assert_restored(screen: &vt100::Parser) {
    let screen = screen.screen();
    assert!(!screen.alternate_screen(), "still on the alternate screen");
    assert!(!screen.hide_cursor(), "the cursor is hidden");
    assert!(!screen.bracketed_paste(), "pastes are still bracketed");
}

#[test]
fn a_program_is_stepped_through_from_beginning_to_end() {
    let file = program("setTimeout(() => console.log('later'));\nconsole.log('\\x1b[2Jnow');\n");
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
    let file = program("console.log(1);\n");
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("\u{3}");
    let (code, screen) = session.end();
    assert_eq!(code, 0);
    assert_restored(&screen);
}

#[test]
fn without_colour_no_colour_is_sent() {
    let file = program("console.log(1);\n");
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
    let file = program("console.log(1);\n");
    let mut session = Session::play(file.path(), &["--color", "always"]);
    session.see("Nothing has run yet");
    session.press("\u{1b}[200~qqq\u{3}q\u{1b}[201~G");
    session.see("exit code 0");
    session.press("q");
    assert_eq!(session.end().0, 0);
}
