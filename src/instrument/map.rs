//! From the instrumented text back to the learner's, and forth.

use std::ops::Range;

use super::{
    lines::{Lines, Unit, narrow},
    splice::{CallText, FunctionText, Segment, Spliced},
};
use crate::trace::{Position, SiteId};

/// Two texts and how they lie upon each other.
#[derive(Clone, Debug)]
pub(super) struct Map {
    segments: Vec<Segment>,
    /// Shortest instrumented text first.
    functions: Vec<FunctionText>,
    /// In the order in which they begin.
    calls: Vec<CallText>,
    source_lines: Lines,
    code_lines: Lines,
}

impl Map {
    pub(super) fn new(source_lines: Lines, spliced: Spliced) -> (String, Self) {
        let Spliced { code, segments, mut functions, calls } = spliced;
        functions.sort_by_key(FunctionText::len);
        let code_lines = Lines::new(&code, Unit::CodePoint);
        (code, Self { segments, functions, calls, source_lines, code_lines })
    }

    /// Where in the source a place of the code comes from. Columns of the code count code
    /// points, those of the source UTF-16 units. What was inserted comes from where it was
    /// inserted.
    pub(super) fn to_source(&self, code: Position) -> Position {
        let (source, _) = self.origin(self.code_lines.offset(code));
        self.source_lines.position(source)
    }

    /// As [`Map::to_source`], in bytes.
    pub(super) fn source_offset(&self, code: u32) -> u32 {
        self.origin(code).0
    }

    /// The source's offset for one of the code, and whether what stands there was inserted.
    fn origin(&self, code: u32) -> (u32, bool) {
        let next = self.segments.partition_point(|segment| segment.code <= code);
        let end = self.segments.get(next).map_or(self.source_lines.len(), |next| next.source);
        let source = next.checked_sub(1).map_or(0, |last| {
            let segment = self.segments[last];
            segment.source + (code - segment.code)
        });
        (source.min(end), source >= end || next == 0)
    }

    /// The innermost marked call around a place of the code.
    pub(super) fn call(&self, code: Position) -> Option<SiteId> {
        self.call_around(self.code_lines.offset(code)).map(|call| call.site)
    }

    fn call_around(&self, code: u32) -> Option<CallText> {
        let next = self.calls.partition_point(|call| call.start <= code);
        let mut call = *self.calls.get(next.checked_sub(1)?)?;
        while call.end <= code {
            call = self.calls[call.around?];
        }
        Some(call)
    }

    /// What V8 would say for a place of the code: of a call, it names the function's name or
    /// the parenthesis; the engine names its own parenthesis, or the marker's.
    pub(super) fn to_v8(&self, source: &str, code: Position) -> Position {
        let code = self.code_lines.offset(code);
        let (offset, inserted) = self.origin(code);
        let is_call = inserted || source.as_bytes().get(offset as usize) == Some(&b'(');
        let call = self.call_around(code).filter(|_| is_call);
        self.source_lines.position(call.map_or(offset, |call| call.at))
    }

    /// The bytes of the source between two places of it.
    pub(super) fn source_range(&self, start: Position, end: Position) -> Range<usize> {
        self.source_lines.offset(start) as usize..self.source_lines.offset(end) as usize
    }

    /// The byte of the code at a place of it, and that of the source it comes from.
    pub(super) fn offsets(&self, code: Position) -> (u32, u32) {
        let code = self.code_lines.offset(code);
        (code, self.source_offset(code))
    }

    /// A byte of the source as a line and column.
    pub(super) fn position(&self, byte: u32) -> Position {
        self.source_lines.position(byte)
    }

    /// The byte of the source at a line and column.
    pub(super) fn byte(&self, position: Position) -> u32 {
        self.source_lines.offset(position)
    }

    /// Where in the code a place of the source went: behind what was inserted there.
    pub(super) fn to_code(&self, source: Position) -> Position {
        let source = self.source_lines.offset(source);
        let next = self.segments.partition_point(|segment| segment.source <= source);
        let code = next.checked_sub(1).map_or(source, |last| {
            let segment = self.segments[last];
            segment.code + (source - segment.source)
        });
        self.code_lines.position(code)
    }

    /// The function that became the text `instrumented`.
    pub(super) fn function(&self, code: &str, instrumented: &str) -> Option<FunctionText> {
        let len = narrow(instrumented.len());
        let first = self.functions.partition_point(|function| function.len() < len);
        self.functions[first..]
            .iter()
            .take_while(|function| function.len() == len)
            .find(|function| {
                let (start, end) = function.code;
                code.get(start as usize..end as usize) == Some(instrumented)
            })
            .copied()
    }

    /// Every function: its site, and where its text is in the code and in the source.
    #[cfg(test)]
    pub(super) fn functions(
        &self,
    ) -> impl Iterator<Item = (SiteId, Range<usize>, Range<usize>)> + '_ {
        let range = |(start, end): (u32, u32)| start as usize..end as usize;
        self.functions
            .iter()
            .map(move |function| (function.site, range(function.code), range(function.source)))
    }

    /// The source, put together from what was copied of it.
    #[cfg(test)]
    pub(super) fn uninserted(&self, code: &str, source_len: usize) -> String {
        let ends = self.segments.iter().skip(1).map(|segment| segment.source);
        self.segments
            .iter()
            .zip(ends.chain([narrow(source_len)]))
            .map(|(segment, end)| {
                let start = segment.code as usize;
                &code[start..start + (end - segment.source) as usize]
            })
            .collect()
    }
}
