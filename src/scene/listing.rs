//! A program file by lines, and what stands between two places in it.

use crate::trace::{File, Position};

/// Where the lines of a file begin, in bytes; lines as JavaScript counts them (ECMA-262
/// §12.3 Line Terminators).
#[derive(Clone, Debug)]
pub(super) struct Listing {
    starts: Vec<usize>,
}

impl Listing {
    pub(super) fn of(file: &File) -> Self {
        let text = &file.text;
        let mut starts = vec![0];
        for (at, c) in text.char_indices() {
            let ends = match c {
                '\r' => !text[at + 1..].starts_with('\n'),
                '\n' | '\u{2028}' | '\u{2029}' => true,
                _ => false,
            };
            if ends {
                starts.push(at + c.len_utf8());
            }
        }
        Self { starts }
    }

    /// How many lines there are; a newline at the end begins no further one.
    pub(super) fn len(&self, file: &File) -> usize {
        let ends_in_newline = self.starts.last() == Some(&file.text.len());
        (self.starts.len() - usize::from(ends_in_newline)).max(1)
    }

    /// A line (counted from 1) without its terminator; empty if there is none.
    pub(super) fn line<'a>(&self, file: &'a File, line: u32) -> &'a str {
        let from = self.start(file, line);
        let until = self.start(file, line.saturating_add(1));
        file.text[from..until].trim_end_matches(['\r', '\n', '\u{2028}', '\u{2029}'])
    }

    /// What stands between two places.
    pub(super) fn words<'a>(&self, file: &'a File, from: Position, until: Position) -> &'a str {
        let (from, until) = (self.byte(file, from), self.byte(file, until));
        file.text.get(from..until).unwrap_or_default()
    }

    /// Where a line begins; the end of the file for a line it does not have.
    fn start(&self, file: &File, line: u32) -> usize {
        let index = (line as usize).saturating_sub(1);
        self.starts.get(index).copied().unwrap_or(file.text.len())
    }

    fn byte(&self, file: &File, place: Position) -> usize {
        let start = self.start(file, place.line);
        let mut left = place.column.saturating_sub(1) as usize;
        for (at, c) in file.text[start..].char_indices() {
            if left == 0 {
                return start + at;
            }
            left = left.saturating_sub(c.len_utf16());
        }
        file.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn columns_are_utf_16_units_and_lines_are_javascript_s() {
        let text = "a 😀 b\r\nsecond\u{2028}third".to_owned();
        let file = File { path: "x.js".to_owned(), text };
        let listing = Listing::of(&file);
        assert_eq!(listing.len(&file), 3);
        let ended = File { path: String::new(), text: "a\nb\n".to_owned() };
        assert_eq!(Listing::of(&ended).len(&ended), 2);
        let empty = File { path: String::new(), text: String::new() };
        assert_eq!(Listing::of(&empty).len(&empty), 1);
        assert_eq!(listing.line(&file, 1), "a 😀 b");
        assert_eq!(listing.line(&file, 3), "third");
        assert_eq!(listing.line(&file, 4), "");
        assert_eq!(listing.words(&file, at(1, 6), at(1, 7)), "b");
        assert_eq!(listing.words(&file, at(1, 3), at(2, 4)), "😀 b\r\nsec");
        assert_eq!(listing.words(&file, at(2, 3), at(1, 1)), "");
        assert_eq!(listing.words(&file, at(9, 9), at(9, 12)), "");
    }
}
