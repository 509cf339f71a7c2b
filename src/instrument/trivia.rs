//! White space and comments.

/// Where a line ends (ECMAScript's *`LineTerminator`*).
pub(super) const LINE_ENDS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// How many bytes of white space and comments `text` begins with.
pub(super) fn len(text: &str) -> u32 {
    let mut rest = text;
    loop {
        let trimmed =
            rest.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
        rest = if trimmed.starts_with("//") {
            let end = trimmed.find(LINE_ENDS).unwrap_or(trimmed.len());
            &trimmed[end..]
        } else if let Some(comment) = trimmed.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return super::lines::narrow(text.len() - trimmed.len());
        };
    }
}
