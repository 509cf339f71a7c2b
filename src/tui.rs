//! The interactive session: a picker, recordings, a terminal, and a person at the keys.
//!
//! One loop with one source of input: what comes in becomes an [`Action`], the [`App`] makes
//! of it what it will, and what is to be seen is drawn anew from the recording and the
//! playhead. The [`Shell`] around it changes one recording for another. Only [`terminal`]
//! knows crossterm, and the real clock; files and recordings come from a [`Host`].

mod action;
mod app;
mod asks;
mod breakpoints;
mod command;
pub mod config;
mod key;
mod keymap;
mod notice;
mod picker;
mod playlist;
mod progress;
mod reel;
mod search;
mod shell;
mod speed;
mod terminal;

use std::io;

pub use action::{Action, Direction, Effect, Mode, Pointed, Pointing, Unit};
pub use app::{App, Driver, Settings};
pub use key::{Key, UnknownKey};
pub use keymap::{Keymap, KeymapError};
pub use progress::{Answered, Done, FORMAT as PROGRESS_FORMAT, Progress};
pub use reel::{Host, Order, Reel, Wanted};
use shell::Next;
pub use shell::{Shell, Start};
pub use speed::Pace;
use terminal::Terminal;
pub use terminal::{Bell, Inbox};

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user wanted no more.
    Quit,
    /// The system did, by this signal.
    Signal(i32),
}

/// Shows `shell` until the user quits. The terminal is then as it was before.
///
/// # Errors
/// If there is no terminal, or it has gone away.
pub fn run(shell: &mut Shell, inbox: Inbox, has_mouse: bool) -> io::Result<Ending> {
    let mut terminal = Terminal::open(inbox, has_mouse, shell.follows_ground())?;
    shell.attach(terminal.post());
    let mut is_behind = true;
    loop {
        // Keys that come faster than frames are all obeyed, but not all drawn.
        if is_behind && terminal.is_frame_due() {
            terminal.draw(|frame| shell.draw(frame))?;
            is_behind = false;
        }
        let was_playing = shell.pace().is_some();
        let input = terminal.next(shell.pace(), is_behind || shell.is_moving())?;
        match shell.update(input, terminal.size()) {
            Next::Nothing => {}
            Next::Draw => is_behind = true,
            Next::Suspend => {
                terminal.suspend()?;
                is_behind = true;
            }
            Next::Resume => {
                terminal.resume()?;
                is_behind = true;
            }
            Next::End(ending) => return Ok(ending),
        }
        if shell.pace().is_some() && !was_playing {
            terminal.restart_pace();
        }
    }
}

/// What a key does to `app`, as if it had been pressed in a terminal.
pub fn press(app: &mut App, key: Key) -> Effect {
    match app.keymap().action(key, app.mode()) {
        Some(action) => app.update(action),
        None => Effect::Draw,
    }
}

/// The bindings of all keys as a piece of a configuration file.
pub fn key_listing(keymap: &Keymap, lang: crate::text::Lang) -> String {
    keymap.listing(lang)
}
