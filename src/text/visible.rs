//! What a program printed, made safe to look at.

use std::borrow::Cow;

use crate::trace::format::is_obeyed;

/// The text with every character that a terminal would obey instead of show made visible:
/// the control characters as their pictures (ESC is `␛`), the rest (C1 controls, which some
/// terminals obey like escape sequences, and the marks that turn the direction of writing)
/// as an escape such as `\u{9b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match u32::from(c) {
            code @ 0..0x20 => shown.extend(char::from_u32(0x2400 + code)),
            0x7f => shown.push('␡'),
            _ if is_obeyed(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(visible("\u{1b}[31mred\u{7f}"), "␛[31mred␡");
        assert_eq!(visible("a\tb\r\n"), "a␉b␍␊");
        assert_eq!(visible("\u{9b}2J \u{202e}abc"), "\\u{9b}2J \\u{202e}abc");
    }

    #[test]
    fn other_text_is_left_alone() {
        let text = "宏任务 → é 👩‍💻";
        assert!(matches!(visible(text), std::borrow::Cow::Borrowed(same) if same == text));
    }
}
