//! The keys that are always the same: of a line that is typed, a page, a question.

use crate::tui::{action::Action, key::Key};

/// While a page is open, the keys that scroll and close it.
pub(crate) fn helping(key: Key) -> Option<Action> {
    match key {
        Key::Char('?' | 'q' | 'm' | 'i') | Key::Esc | Key::Enter => Some(Action::Escape),
        Key::Down | Key::Char('j') => Some(Action::Down),
        Key::Up | Key::Char('k') => Some(Action::Up),
        Key::PageDown | Key::Space => Some(Action::PageDown),
        Key::PageUp => Some(Action::PageUp),
        Key::Char('L' | 't') => Some(Action::Language),
        Key::Char('T') => Some(Action::NextTheme),
        Key::Ctrl('z') => Some(Action::Suspend),
        Key::Char(_)
        | Key::Ctrl(_)
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::Tab
        | Key::BackTab
        | Key::Backspace => None,
    }
}

/// While a search or a command is typed, every character is itself.
pub(crate) fn typing(key: Key) -> Option<Action> {
    match key {
        Key::Char(c) => Some(Action::Type(c)),
        Key::Space => Some(Action::Type(' ')),
        Key::Backspace => Some(Action::Erase),
        Key::Tab => Some(Action::Complete),
        Key::Up => Some(Action::Earlier),
        Key::Down => Some(Action::Later),
        Key::Enter => Some(Action::Accept),
        Key::Esc => Some(Action::Escape),
        Key::Ctrl('z') => Some(Action::Suspend),
        Key::Ctrl(_)
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::BackTab => None,
    }
}

/// The keys that answer a question; all others do what they always do, so that one can look
/// round before one answers.
pub(crate) fn asking(key: Key) -> Option<Action> {
    match key {
        Key::Char(c @ '1'..='9') => {
            let number = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok())?;
            Some(Action::Choose(number.checked_sub(1)))
        }
        Key::Space => Some(Action::Choose(None)),
        Key::Down | Key::Char('j') => Some(Action::Down),
        Key::Up | Key::Char('k') => Some(Action::Up),
        Key::Enter => Some(Action::Accept),
        Key::Esc => Some(Action::Escape),
        Key::Char(_)
        | Key::Ctrl(_)
        | Key::Left
        | Key::Right
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::Tab
        | Key::BackTab
        | Key::Backspace => None,
    }
}
