//! Insertions into a text: gathered in any order, put in all at once.

use super::lines::narrow;
use crate::trace::SiteId;

/// Gathers insertions. Nothing is ever taken out of the source, and no line is added to it; a
/// dot may become a bracket.
#[derive(Debug, Default)]
pub(super) struct Splice {
    pieces: Vec<Piece>,
    buffer: String,
    /// The dots that become brackets.
    dots: Vec<u32>,
}

/// One insertion, or the edge of a range to remember.
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
        site: SiteId,
        source_start: u32,
    },
    CallStart {
        site: SiteId,
        at: u32,
    },
    CallEnd,
}

/// A place kept for an opening that may turn out not to be needed.
#[derive(Debug)]
#[must_use]
pub(super) struct Reserved(usize);

/// A stretch of source that the instrumented text repeats unchanged, up to the next one's
/// begin; what stands before it in the instrumented text was inserted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) code: u32,
    pub(super) source: u32,
}

/// Where a function's text stands, in the instrumented text and in the source: what
/// `Function.prototype.toString` would give of each.
#[derive(Clone, Copy, Debug)]
pub(super) struct FunctionText {
    pub(super) site: SiteId,
    pub(super) code: (u32, u32),
    pub(super) source: (u32, u32),
}

/// Where a marked call stands in the instrumented text, its marker included.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallText {
    pub(super) site: SiteId,
    /// Where in the source V8 says the call is.
    pub(super) at: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    /// The call around it, by its place in the list.
    pub(super) around: Option<usize>,
}

/// The text with everything put in.
#[derive(Debug)]
pub(super) struct Spliced {
    pub(super) code: String,
    pub(super) segments: Vec<Segment>,
    pub(super) functions: Vec<FunctionText>,
    pub(super) calls: Vec<CallText>,
}

impl FunctionText {
    pub(super) fn len(&self) -> u32 {
        self.code.1 - self.code.0
    }
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
    pub(super) fn function_end(&mut self, site: SiteId, source_start: u32, offset: u32) {
        let what = What::FunctionEnd { site, source_start };
        self.pieces.push(Piece { offset, side: Side::Closing, what });
    }

    /// A marked call begins at `offset`, which V8 places at `at`.
    pub(super) fn call_start(&mut self, site: SiteId, at: u32, offset: u32) {
        let what = What::CallStart { site, at };
        self.pieces.push(Piece { offset, side: Side::Opening, what });
    }

    /// The innermost call ends at `offset`.
    pub(super) fn call_end(&mut self, offset: u32) {
        self.pieces.push(Piece { offset, side: Side::Closing, what: What::CallEnd });
    }

    /// Makes the dot at `offset` an opening bracket.
    pub(super) fn bracket(&mut self, offset: u32) {
        self.dots.push(offset);
    }

    fn keep(&mut self, text: &str) -> What {
        let start = narrow(self.buffer.len());
        self.buffer.push_str(text);
        What::Text { start, end: narrow(self.buffer.len()) }
    }

    /// Puts everything into `source`, with `tail` behind it.
    pub(super) fn build(mut self, source: &str, tail: &str) -> Spliced {
        self.pieces.sort_by_key(|piece| (piece.offset, piece.side));
        let mut bracketed = source.to_owned();
        for dot in self.dots {
            bracketed.replace_range(dot as usize..=dot as usize, "[");
        }
        let source = bracketed.as_str();
        let room = source.len() + 2 * self.buffer.len() + tail.len();
        let mut made = Spliced {
            code: String::with_capacity(room),
            segments: vec![Segment { code: 0, source: 0 }],
            functions: Vec::new(),
            calls: Vec::new(),
        };
        let (mut functions, mut calls) = (Vec::new(), Vec::new());
        let mut copied = 0;
        for piece in self.pieces {
            made.code.push_str(&source[copied as usize..piece.offset as usize]);
            copied = piece.offset;
            let here = narrow(made.code.len());
            match piece.what {
                What::Text { start, end } => {
                    made.insert(&self.buffer[start as usize..end as usize], copied);
                }
                What::FunctionStart => functions.push(here),
                What::FunctionEnd { site, source_start } => {
                    if let Some(start) = functions.pop() {
                        let (code, source) = ((start, here), (source_start, copied));
                        made.functions.push(FunctionText { site, code, source });
                    }
                }
                What::CallStart { site, at } => {
                    let around = calls.last().copied();
                    calls.push(made.calls.len());
                    made.calls.push(CallText { site, at, start: here, end: u32::MAX, around });
                }
                What::CallEnd => {
                    if let Some(call) = calls.pop().and_then(|open| made.calls.get_mut(open)) {
                        call.end = here;
                    }
                }
            }
        }
        made.code.push_str(&source[copied as usize..]);
        made.code.push_str(tail);
        made
    }
}

impl Spliced {
    /// Puts `text` in where the source has been copied up to `source`.
    fn insert(&mut self, text: &str, source: u32) {
        if is_glued(&self.code, text) {
            self.code.push(' ');
        }
        self.code.push_str(text);
        let segment = Segment { code: narrow(self.code.len()), source };
        match self.segments.last_mut() {
            Some(last) if last.source == source => *last = segment,
            Some(_) | None => self.segments.push(segment),
        }
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
