//! That a fault of ours costs nobody the terminal or the recording.
//!
//! The session runs in a process of its own, on a pseudo-terminal: this same test binary, told
//! by its environment to be the session.

use std::{
    env, fs,
    io::{BufReader, Read as _, Write as _},
    num::NonZero,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::*;
use crate::{
    trace::{Runtime, draft, format},
    tui::Keymap,
};

/// Tells the process that it is the session.
const ROLE: &str = "LOOPSCOPE_TEST_IS_SESSION";

/// Keeps progress once, and breaks down when it is to do so again.
struct Faulty(AtomicU32);

impl Host for Faulty {
    fn record(&self, _: &Order) -> Result<Reel, String> {
        Err("nothing is recorded here".to_owned())
    }

    fn keep(&self, _: &Progress) -> Result<(), String> {
        assert!(self.0.fetch_add(1, Ordering::Relaxed) == 0, "a fault of ours");
        Ok(())
    }

    fn files(&self) -> Vec<String> {
        Vec::new()
    }
}

#[test]
fn a_fault_of_ours_costs_neither_the_terminal_nor_the_recording() {
    if env::var_os(ROLE).is_some() {
        return be_the_session();
    }
    let folder = tempfile::tempdir().expect("a folder");
    let size = PtySize { rows: 24, cols: 80, ..PtySize::default() };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env::current_exe().expect("a path"));
    let this = "cli::session::tests::a_fault_of_ours_costs_neither_the_terminal_nor_the_recording";
    command.args([this, "--exact", "--nocapture"]);
    command.env(ROLE, "1");
    command.env("TMPDIR", folder.path());
    command.env("RUST_BACKTRACE", "0");
    let mut child = pair.slave.spawn_command(command).expect("the program starts");
    drop(pair.slave);
    let mut output = pair.master.try_clone_reader().expect("a reader");
    let mut keys = pair.master.take_writer().expect("a writer");
    let cells = |n| NonZero::new(n).expect("some");
    let mut screen = vt100::Parser::new(cells(24), cells(80), 0);
    let mut was_ours = false;
    let mut chunk = [0; 4096];
    while let Ok(length @ 1..) = output.read(&mut chunk) {
        screen.process(&chunk[..length]);
        if screen.screen().contents().contains("Nothing has run yet") && !was_ours {
            was_ours = screen.screen().alternate_screen();
            keys.write_all(b"G").expect("the program reads");
        }
    }
    child.wait().expect("the program ends");
    let text = screen.screen().contents();
    assert!(was_ours, "it never began: {text}");
    assert!(!screen.screen().alternate_screen() && !screen.screen().hide_cursor(), "{text}");
    assert!(!screen.screen().bracketed_paste(), "{text}");
    assert!(text.contains("a fault of ours") && text.contains("the recording is saved"), "{text}");
    let saved: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    let [saved] = saved.as_slice() else { panic!("{} files", saved.len()) };
    let file = fs::File::open(saved.path()).expect("the file is there");
    let trace = format::read(BufReader::new(file)).expect("the recording is whole");
    assert_eq!(trace.facts(), draft::story(Runtime::Node24).facts());
}

fn be_the_session() {
    let mut lesson = library::find("async-order").expect("a shipped lesson");
    lesson.notes.clear();
    lesson.ask.clear();
    let reel = Reel { lesson, trace: draft::story(Runtime::Node24), stop: None };
    let start = Start::Reel(Box::new(reel));
    let (settings, keymap) = (Settings::default(), Keymap::default());
    let host = Arc::new(Faulty(AtomicU32::new(0)));
    let mut shell = Shell::new(host, start, settings, keymap, Progress::default());
    let ended = guarded(&mut shell, Inbox::default(), false);
    let Err(Error::Panicked { help }) = ended else { panic!("it went on: {ended:?}") };
    writeln!(io::stdout(), "{help}").expect("a terminal to write to");
}
