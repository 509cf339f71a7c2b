//! Byte offsets and the lines and columns people and engines speak of.

use crate::trace::Position;

/// What one column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// V8, and every position in a trace.
    Utf16,
    /// Boa's lexer (`Cursor::next_column`, once per code point).
    CodePoint,
}

/// Where the lines of a text begin, and which of its characters take more bytes than
/// columns.
///
/// Lines end where ECMAScript ends them (*`LineTerminatorSequence`*), as V8 and Boa both
/// count: `\n`, `\r`, `\r\n`, U+2028 and U+2029.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<u32>,
    /// For each character outside ASCII: the offset after it, and by how much the bytes up
    /// to there outnumber the columns.
    wide: Vec<(u32, u32)>,
    len: u32,
}

impl Lines {
    pub(super) fn new(text: &str, unit: Unit) -> Self {
        let mut starts = vec![0];
        let mut wide = Vec::new();
        let mut excess = 0;
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += match byte {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => {
                    starts.push(narrow(at + 2));
                    2
                }
                b'\n' | b'\r' => {
                    starts.push(narrow(at + 1));
                    1
                }
                0..0x80 => 1,
                _ => {
                    let (bytes_of, columns) = match byte {
                        ..0xE0 => (2, 1),
                        0xE0..0xF0 => (3, 1),
                        0xF0.. if unit == Unit::Utf16 => (4, 2),
                        0xF0.. => (4, 1),
                    };
                    let after = narrow(at + bytes_of);
                    excess += narrow(bytes_of) - columns;
                    wide.push((after, excess));
                    if matches!(bytes.get(at..at + 3), Some([0xE2, 0x80, 0xA8 | 0xA9])) {
                        starts.push(after);
                    }
                    bytes_of
                }
            };
        }
        Self { starts, wide, len: narrow(text.len()) }
    }

    /// The line and column of a byte offset.
    pub(super) fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        Position { line: narrow(line), column: self.units(offset) - self.units(start) + 1 }
    }

    /// The byte offset of a line and column; a column past the end of its line is the end of
    /// that line, a line past the end of the text the end of the text.
    pub(super) fn offset(&self, position: Position) -> u32 {
        let line = position.line.saturating_sub(1) as usize;
        let Some(&start) = self.starts.get(line) else { return self.len };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.len);
        let units = self.units(start).saturating_add(position.column.saturating_sub(1));
        let wide = self.wide.partition_point(|(after, excess)| after - excess <= units);
        let excess = wide.checked_sub(1).map_or(0, |last| self.wide[last].1);
        units.saturating_add(excess).min(end)
    }

    /// The length of the text in bytes.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// How many columns stand before `offset`, had the text only one line.
    fn units(&self, offset: u32) -> u32 {
        let wide = self.wide.partition_point(|(after, _)| *after <= offset);
        offset - wide.checked_sub(1).map_or(0, |last| self.wide[last].1)
    }
}

/// Texts of 4 GiB and more are refused before anything measures them.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
