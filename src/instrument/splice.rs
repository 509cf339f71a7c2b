//! Insertions into a text: gathered in any order, put in all at once.

use super::{
    lines::narrow,
    map::{FunctionText, Segment},
};

/// Gathers insertions. Nothing is ever taken out of the source, and no line is added to it.
#[derive(Debug, Default)]
pub(super) struct Splice {
    pieces: Vec<Piece>,
    buffer: String,
}

/// One insertion, or the edge of a function.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where in the source.
    offset: u32,
    /// Closings come before openings at the same offset: what ends here ends before what
    /// begins here begins. Among closings the inner one was gathered first, among openings
    /// the outer one, because the syntax tree is walked from the outside in.
    side: Side,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Closing,
    Opening,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A part of the buffer.
    Text {
        start: u32,
        end: u32,
    },
    FunctionStart,
    FunctionEnd {
        source_start: u32,
    },
}

/// A place kept for an opening that may turn out not to be needed.
#[derive(Debug)]
#[must_use]
pub(super) struct Reserved(usize);

/// The text with everything put in.
#[derive(Debug)]
pub(super) struct Spliced {
    pub(super) code: String,
    pub(super) segments: Vec<Segment>,
    pub(super) functions: Vec<FunctionText>,
}

impl Splice {
    /// Puts `text` before what begins at `offset`.
    pub(super) fn open(&mut self, offset: u32, text: &str) {
        let what = self.keep(text);
        self.pieces.push(Piece { offset, side: Side::Opening, what });
    }

    /// Puts `text` behind what ends at `offset`.
    pub(super) fn close(&mut self, offset: u32, text: &str) {
        let what = self.keep(text);
        self.pieces.push(Piece { offset, side: Side::Closing, what });
    }

    /// As [`Splice::open`] with a text to be given later, if at all.
    pub(super) fn reserve(&mut self, offset: u32) -> Reserved {
        self.open(offset, "");
        Reserved(self.pieces.len() - 1)
    }

    pub(super) fn fill(&mut self, reserved: &Reserved, text: &str) {
        let what = self.keep(text);
        if let Some(piece) = self.pieces.get_mut(reserved.0) {
            piece.what = what;
        }
    }

    /// A function's own text begins at `offset`.
    pub(super) fn function_start(&mut self, offset: u32) {
        self.pieces.push(Piece { offset, side: Side::Opening, what: What::FunctionStart });
    }

    /// The function that began at `source_start` ends at `offset`.
    pub(super) fn function_end(&mut self, source_start: u32, offset: u32) {
        let what = What::FunctionEnd { source_start };
        self.pieces.push(Piece { offset, side: Side::Closing, what });
    }

    fn keep(&mut self, text: &str) -> What {
        let start = narrow(self.buffer.len());
        self.buffer.push_str(text);
        What::Text { start, end: narrow(self.buffer.len()) }
    }

    /// Puts everything into `source`, with `tail` behind it.
    pub(super) fn build(mut self, source: &str, tail: &str) -> Spliced {
        self.pieces.sort_by_key(|piece| (piece.offset, piece.side));
        let mut code = String::with_capacity(source.len() + self.buffer.len() + tail.len() + 64);
        let mut segments = vec![Segment { code: 0, source: 0 }];
        let mut functions = Vec::new();
        let mut open_functions = Vec::new();
        let mut copied = 0;
        for piece in self.pieces {
            code.push_str(&source[copied as usize..piece.offset as usize]);
            copied = piece.offset;
            match piece.what {
                What::Text { start, end } => {
                    let text = &self.buffer[start as usize..end as usize];
                    if is_glued(&code, text) {
                        code.push(' ');
                    }
                    code.push_str(text);
                    let segment = Segment { code: narrow(code.len()), source: copied };
                    match segments.last_mut() {
                        Some(last) if last.source == copied => *last = segment,
                        Some(_) | None => segments.push(segment),
                    }
                }
                What::FunctionStart => open_functions.push(narrow(code.len())),
                What::FunctionEnd { source_start } => {
                    if let Some(start) = open_functions.pop() {
                        functions.push(FunctionText {
                            code: (start, narrow(code.len())),
                            source: (source_start, piece.offset),
                        });
                    }
                }
            }
        }
        code.push_str(&source[copied as usize..]);
        code.push_str(tail);
        Spliced { code, segments, functions }
    }
}

/// Whether `code` ends and `text` begins with a word, so that they would become one
/// (`return{}` -> `returnPv(..`).
fn is_glued(code: &str, text: &str) -> bool {
    let is_word =
        |byte: u8| byte.is_ascii_alphanumeric() || b"$_\\".contains(&byte) || byte >= 0x80;
    match (code.as_bytes().last(), text.as_bytes().first()) {
        (Some(&left), Some(&right)) => is_word(left) && is_word(right),
        (None, _) | (_, None) => false,
    }
}
