//! Strings, templates and numbers that are none.

use super::{Fault, Found, Kind, Runtime};

impl Fault<'_> {
    /// A string or template that does not end.
    pub(super) fn unterminated(&self) -> Found {
        let token = self.text.token(self.text.around(self.primary.0));
        if token.kind == Kind::Illegal {
            return ("Invalid or unexpected token".to_owned(), token.start, token.end);
        }
        if self.runtime >= Runtime::Node12 {
            return self.unexpected_token(self.text.end());
        }
        ("Unterminated template literal".to_owned(), token.start, token.end)
    }

    /// A number that goes on with what is none; another character that begins no token.
    pub(super) fn number(&self) -> Found {
        let (start, _) = self.primary;
        let at = self.text.around(start.saturating_sub(1));
        let token = self.text.token(at);
        let illegal = || "Invalid or unexpected token".to_owned();
        if token.kind == Kind::Number && token.start < start && start <= token.end {
            let read = self.text.source.get(token.start..start).unwrap_or_default();
            if read.ends_with('_') && self.runtime >= Runtime::Node12 {
                let is_end = start == token.end;
                let words = if is_end {
                    "Numeric separators are not allowed at the end of numeric literals"
                } else {
                    "Only one underscore is allowed as numeric separator"
                };
                return (words.to_owned(), start, start + 1);
            }
            let read = read.trim_end_matches('_').len();
            return (illegal(), token.start, token.start + read);
        }
        let at = self.text.at_or_after(start);
        let before = at.saturating_sub(1);
        let is_before = self.text.token(before).kind == Kind::Illegal;
        self.unexpected_token(if is_before { before } else { at })
    }

    /// An escape that is none.
    pub(super) fn escape(&self) -> Found {
        let (start, end) = self.primary;
        let words = self.text.source.get(start..end).unwrap_or_default();
        if words.starts_with("\\u{") {
            return ("Undefined Unicode code-point".to_owned(), start, end);
        }
        if words.starts_with("\\x") {
            return ("Invalid hexadecimal escape sequence".to_owned(), start, end + 1);
        }
        let is_shown = self.runtime < Runtime::Node14;
        let end = if is_shown { end + 1 } else { usize::MAX };
        ("Invalid Unicode escape sequence".to_owned(), start, end)
    }

    /// Old octal numbers and escapes in strict code.
    pub(super) fn octal(&self) -> Found {
        let (start, end) = self.primary;
        let words = self.text.source.get(start..end).unwrap_or_default();
        let escape = words.match_indices('\\').find(|(at, _)| {
            words
                .get(at + 1..)
                .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()))
        });
        match escape {
            Some((at, _)) => {
                let words = "Octal escape sequences are not allowed in strict mode.";
                (words.to_owned(), start + at + 1, start + at + 2)
            }
            None => ("Octal literals are not allowed in strict mode.".to_owned(), start, end),
        }
    }
}
