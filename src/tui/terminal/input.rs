//! What comes in, in our own terms, and the thread that reads what is typed.

use std::{io, sync::mpsc::SyncSender, thread, time::Duration};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::layout::Position;

use super::Signal;
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
                Ok(event) if answer.has(&event) => None,
                Ok(event) => read(event),
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

/// An answer of the terminal's (`OSC 11;rgb:1e1e/1e1e/1e1e`) that came after nobody waited for
/// it any more: the library takes it for keys, Alt and `]` first.
#[derive(Debug, Default)]
struct Answer {
    is_under_way: bool,
}

impl Answer {
    /// Whether the event is a part of one.
    fn has(&mut self, event: &Event) -> bool {
        let Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = *event else {
            return false;
        };
        let is_alt = modifiers.contains(KeyModifiers::ALT);
        let begins = is_alt && c == ']';
        // Its end is BEL, which is Ctrl and `g`, or ST, which is Alt and a backslash.
        let ends = (is_alt && c == '\\') || (modifiers.contains(KeyModifiers::CONTROL) && c == 'g');
        let goes_on = c.is_ascii_hexdigit() || ";:/rg".contains(c);
        let was_under_way = self.is_under_way;
        self.is_under_way = begins || (was_under_way && goes_on && !ends);
        begins || (was_under_way && (goes_on || ends))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters that are left as keys; Alt is written as `\x1b` before one.
    fn typed(bytes: &str) -> String {
        let mut answer = Answer::default();
        let mut modifiers = KeyModifiers::NONE;
        let mut left = String::new();
        for c in bytes.chars() {
            let code = match c {
                '\u{1b}' => {
                    modifiers = KeyModifiers::ALT;
                    continue;
                }
                '\u{7}' => {
                    modifiers = KeyModifiers::CONTROL;
                    KeyCode::Char('g')
                }
                c => KeyCode::Char(c),
            };
            if !answer.has(&Event::Key(KeyEvent::new(code, modifiers))) {
                left.push(c);
            }
            modifiers = KeyModifiers::NONE;
        }
        left
    }

    #[test]
    fn a_late_answer_of_the_terminal_is_no_typing() {
        assert_eq!(typed("a\u{1b}]11;rgb:1e1e/AAAA/0000\u{1b}\\b"), "ab");
        assert_eq!(typed("\u{1b}]11;rgb:fff/fff/fff\u{7}gG12"), "gG12");
        // Half of one takes no more with it than looks like it.
        assert_eq!(typed("\u{1b}]11;q12"), "q12");
        assert_eq!(typed("11;rgb:g"), "11;rgb:g");
    }
}
