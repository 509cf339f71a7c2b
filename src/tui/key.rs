//! Keys, by names that people can read and type.
//!
//! A key is written the same way in the keymap, in tests and (one day) in a configuration
//! file: `l`, `?`, `space`, `left`, `ctrl-c`.

use std::{fmt, str::FromStr};

use crate::view::Charset;

/// One key press, whatever library reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A character, Shift already applied. Never a space.
    Char(char),
    Ctrl(char),
    Space,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
}

impl Key {
    /// The keys that are not characters.
    pub const NAMED: [Self; 14] = [
        Self::Space,
        Self::Left,
        Self::Right,
        Self::Up,
        Self::Down,
        Self::Home,
        Self::End,
        Self::PageUp,
        Self::PageDown,
        Self::Enter,
        Self::Esc,
        Self::Tab,
        Self::BackTab,
        Self::Backspace,
    ];

    /// As help shows it: arrows as arrows.
    pub fn sign(self, charset: Charset) -> String {
        let arrow = match (self, charset) {
            (Self::Left, Charset::Unicode) => "←",
            (Self::Right, Charset::Unicode) => "→",
            (Self::Up, Charset::Unicode) => "↑",
            (Self::Down, Charset::Unicode) => "↓",
            (Self::Left, Charset::Ascii) => "<-",
            (Self::Right, Charset::Ascii) => "->",
            _ => return self.to_string(),
        };
        arrow.to_owned()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Char(c) => return write!(f, "{c}"),
            Self::Ctrl(c) => return write!(f, "ctrl-{c}"),
            Self::Space => "space",
            Self::Left => "left",
            Self::Right => "right",
            Self::Up => "up",
            Self::Down => "down",
            Self::Home => "home",
            Self::End => "end",
            Self::PageUp => "pageup",
            Self::PageDown => "pagedown",
            Self::Enter => "enter",
            Self::Esc => "esc",
            Self::Tab => "tab",
            Self::BackTab => "backtab",
            Self::Backspace => "backspace",
        })
    }
}

/// A name that is no key's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key is called `{0}`")]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        if let Some(key) = Self::NAMED.into_iter().find(|key| key.to_string() == name) {
            return Ok(key);
        }
        let (rest, make): (&str, fn(char) -> Self) = match name.strip_prefix("ctrl-") {
            Some(rest) => (rest, Self::Ctrl),
            None => (name, Self::Char),
        };
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c != ' ' && !c.is_control() => Ok(make(c)),
            _ => Err(UnknownKey(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_names_one_key() {
        for name in ["l", "L", "?", "space", "left", "ctrl-c", "backtab", "中"] {
            let key: Key = name.parse().unwrap();
            assert_eq!(key.to_string(), name);
        }
        for name in ["", "ll", "ctrl-", " ", "F1", "\u{1b}"] {
            assert_eq!(name.parse::<Key>(), Err(UnknownKey(name.to_owned())));
        }
    }
}
