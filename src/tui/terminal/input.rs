//! What comes in, in our own terms, and the thread that reads what is typed.

use std::{io, sync::mpsc::SyncSender, thread, time::Duration};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Position;

use super::{
    Signal,
    ground::{Answer, Heard},
};
use crate::tui::{action::Pointing, key::Key, reel::Reel};

/// What came in.
#[derive(Debug)]
pub(in crate::tui) enum Input {
    Key(Key),
    Mouse(Pointer),
    Paste(String),
    /// The window has another size now.
    Resized,
    /// The time that was to pass before the next automatic move is over.
    Elapsed,
    /// It is time for another frame, so long after the one before.
    FrameDue(Duration),
    /// What the order with this number came to.
    Recorded(u64, Box<Result<Reel, String>>),
    /// The terminal has said what it is like.
    Ground {
        is_light: bool,
    },
    /// A file of the program has changed.
    Changed,
    Signal(Signal),
    /// There is nothing to read from any more.
    Gone(io::Error),
}

/// Something done with the mouse at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Pointer {
    pub(in crate::tui) at: Position,
    pub(in crate::tui) how: Pointing,
}

/// Reads on a thread of its own, which ends with the process.
///
/// # Errors
/// If there can be no such thread.
pub(super) fn listen(sender: SyncSender<Input>) -> io::Result<()> {
    let parting = Parting(sender);
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let mut answer = Answer::default();
        loop {
            let input = match event::read() {
                Ok(event) => match answer.hear(&event) {
                    Heard::Other => read(event),
                    Heard::Part => None,
                    Heard::Ground { is_light } => Some(Input::Ground { is_light }),
                },
                Err(error) => Some(Input::Gone(error)),
            };
            let is_last = matches!(input, Some(Input::Gone(_)));
            if let Some(input) = input
                && (parting.0.send(input).is_err() || is_last)
            {
                return;
            }
        }
    })?;
    Ok(())
}

/// Whoever waits for keys must hear that none will come.
struct Parting(SyncSender<Input>);

impl Drop for Parting {
    fn drop(&mut self) {
        let _ = self.0.send(Input::Gone(io::ErrorKind::UnexpectedEof.into()));
    }
}

/// What an event of the library means to us; nothing for those we did not ask for.
fn read(event: Event) -> Option<Input> {
    match event {
        Event::Resize(..) => Some(Input::Resized),
        Event::Key(key) if key.kind != KeyEventKind::Release => read_key(key).map(Input::Key),
        // A paste is no typing: what is in it must not run as keys.
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Mouse(mouse) => read_mouse(mouse).map(Input::Mouse),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn read_mouse(mouse: MouseEvent) -> Option<Pointer> {
    let how = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Click,
        MouseEventKind::Drag(MouseButton::Left) => Pointing::Drag,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Drag(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    Some(Pointer { at: Position::new(mouse.column, mouse.row), how })
}

fn read_key(key: KeyEvent) -> Option<Key> {
    let named = match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            Key::Ctrl(c.to_ascii_lowercase())
        }
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(' ') => Key::Space,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete
        | KeyCode::Insert
        | KeyCode::F(_)
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(named)
}
