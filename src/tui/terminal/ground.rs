//! Whether the terminal is dark or light: it is asked as the session begins, and its answer comes
//! among the keys, whenever it comes.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use xterm_color::Color;

/// xterm's `OSC 11` with a question mark: which colour is the ground?
pub(super) const QUESTION: &str = "\x1b]11;?\x1b\\";

/// The answer (`OSC 11;rgb:1e1e/1e1e/1e1e`), as far as it has come. The library takes it for
/// keys, Alt and `]` first.
#[derive(Debug, Default)]
pub(super) struct Answer {
    heard: Option<String>,
}

/// What an event is to somebody who waits for the answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// No part of it.
    Other,
    Part,
    /// Its end.
    Ground {
        is_light: bool,
    },
}

impl Answer {
    pub(super) fn hear(&mut self, event: &Event) -> Heard {
        let Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = *event else {
            return Heard::Other;
        };
        let is_alt = modifiers.contains(KeyModifiers::ALT);
        if is_alt && c == ']' {
            self.heard = Some(String::new());
            return Heard::Part;
        }
        let Some(mut heard) = self.heard.take() else { return Heard::Other };
        // Its end is BEL, which is Ctrl and `g`, or ST, which is Alt and a backslash.
        if (is_alt && c == '\\') || (modifiers.contains(KeyModifiers::CONTROL) && c == 'g') {
            let ground = heard.strip_prefix("11;").map(|colour| Color::parse(colour.as_bytes()));
            return match ground {
                Some(Ok(ground)) => Heard::Ground { is_light: ground.perceived_lightness() > 0.5 },
                Some(Err(_)) | None => Heard::Part,
            };
        }
        if !c.is_ascii_hexdigit() && !";:/rg".contains(c) {
            return Heard::Other;
        }
        heard.push(c);
        self.heard = Some(heard);
        Heard::Part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters that are left as keys, and what the terminal said; Alt is written as
    /// `\x1b` before one.
    fn typed(bytes: &str) -> (String, Option<bool>) {
        let mut answer = Answer::default();
        let mut modifiers = KeyModifiers::NONE;
        let (mut left, mut light) = (String::new(), None);
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
            match answer.hear(&Event::Key(KeyEvent::new(code, modifiers))) {
                Heard::Other => left.push(c),
                Heard::Part => {}
                Heard::Ground { is_light } => light = Some(is_light),
            }
            modifiers = KeyModifiers::NONE;
        }
        (left, light)
    }

    #[test]
    fn an_answer_of_the_terminal_is_no_typing() {
        let told = |bytes| typed(bytes);
        assert_eq!(told("a\u{1b}]11;rgb:1e1e/AAAA/0000\u{1b}\\b"), ("ab".to_owned(), Some(true)));
        assert_eq!(told("\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{1b}\\").1, Some(false));
        assert_eq!(told("\u{1b}]11;rgb:fff/fff/fff\u{7}gG12"), ("gG12".to_owned(), Some(true)));
        // Half of one takes no more with it than looks like it.
        assert_eq!(told("\u{1b}]11;q12"), ("q12".to_owned(), None));
        assert_eq!(told("11;rgb:g"), ("11;rgb:g".to_owned(), None));
        assert_eq!(told("\u{1b}]11;rgb:\u{7}"), (String::new(), None));
    }
}
