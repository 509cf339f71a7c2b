//! The interactive step-through: a recording, a terminal, and a person at the keys.
//!
//! One loop with one source of input: what comes in becomes an [`Action`], the [`App`] makes
//! of it what it will, and what is to be seen is drawn anew from the recording and the
//! playhead. Only [`terminal`] knows crossterm, and the real clock.

mod app;
mod key;
mod keymap;
mod notice;
mod search;
mod terminal;

use std::io;

pub use app::{Action, App, Direction, Effect, Mode, Settings, Unit};
pub use key::{Key, UnknownKey};
use terminal::{Input, Terminal};

/// Shows `app` until the user quits. The terminal is then as it was before.
///
/// # Errors
/// If there is no terminal, or it has gone away.
pub fn run(app: &mut App) -> io::Result<()> {
    let mut terminal = Terminal::open()?;
    let mut is_behind = true;
    loop {
        // Keys that come faster than frames are all obeyed, but not all drawn.
        if is_behind && terminal.is_frame_due() {
            terminal.draw(|frame| app.draw(frame))?;
            is_behind = false;
        }
        let input = terminal.next(app.pace(), is_behind)?;
        let Some(action) = keymap::action(input, app.mode()) else { continue };
        if action == Action::PlayPause {
            terminal.restart_pace();
        }
        match app.update(action) {
            Effect::Quit => return Ok(()),
            Effect::Draw => is_behind = true,
        }
    }
}

/// What a key does to `app`, as if it had been pressed in a terminal.
pub fn press(app: &mut App, key: Key) -> Effect {
    keymap::action(Input::Key(key), app.mode()).map_or(Effect::Draw, |action| app.update(action))
}
