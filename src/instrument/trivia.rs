//! White space and comments.

/// How many bytes of white space and comments `text` begins with.
pub(super) fn len(text: &str) -> u32 {
    let mut rest = text;
    loop {
        let trimmed =
            rest.trim_start_matches(|char: char| char.is_whitespace() || char == '\u{FEFF}');
        rest = if trimmed.starts_with("//") {
            let end = trimmed.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(trimmed.len());
            &trimmed[end..]
        } else if let Some(comment) = trimmed.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return super::lines::narrow(text.len() - trimmed.len());
        };
    }
}
