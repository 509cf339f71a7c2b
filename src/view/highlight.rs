//! The tokens of a program, for colouring it.
//!
//! The parser itself says what is a keyword and what a string: a regular expression after a
//! division or a template inside a template is no guess. Done once for each file, not for
//! each frame. A text that does not parse is shown without colours.

use std::{ops::Range, path::Path};

use oxc_allocator::Allocator;
use oxc_parser::{Kind, Parser, config::TokensParserConfig};
use oxc_span::SourceType;

/// What a stretch of program text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Keyword,
    /// A string, a number, a regular expression, `true`, `null` and so on.
    Literal,
    Comment,
}

/// The lines of one program file, with what is to be coloured on each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Byte ranges of `text`, in order, not overlapping.
    pub(super) classes: Vec<(Range<usize>, Class)>,
}

impl Listing {
    /// Reads `text`; `path` tells scripts from modules.
    pub fn new(path: &str, text: &str) -> Self {
        let mut marked = classes(path, text).into_iter().peekable();
        let mut lines = Vec::new();
        for line in line_ranges(text) {
            let mut classes = Vec::new();
            while let Some((range, class)) = marked.peek()
                && range.start < line.end
            {
                let (from, to) = (range.start.max(line.start), range.end.min(line.end));
                if from < to {
                    classes.push((from - line.start..to - line.start, *class));
                }
                if range.end > line.end {
                    break; // Goes on in the next line.
                }
                marked.next();
            }
            lines.push(Line { text: text[line].to_owned(), classes });
        }
        Self { lines }
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The text of a line, counted from 1.
    pub fn line(&self, number: u32) -> Option<&str> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.lines.get(index).map(|line| line.text.as_str())
    }
}

/// Where the lines are, without what ends them (ECMA-262 §12.3 Line Terminators).
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        let mut next = at + c.len_utf8();
        if c == '\r' && chars.next_if(|(_, after)| *after == '\n').is_some() {
            next += 1;
        }
        lines.push(start..at);
        start = next;
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

/// What stands where in `text`, by bytes, in order.
fn classes(path: &str, text: &str) -> Vec<(Range<usize>, Class)> {
    let allocator = Allocator::default();
    let is_module = Path::new(path).extension().is_some_and(|extension| extension == "mjs");
    let kind = if is_module { SourceType::mjs() } else { SourceType::cjs() };
    let parsed = Parser::new(&allocator, text, kind).with_config(TokensParserConfig).parse();
    let tokens = parsed.tokens.iter().filter_map(|token| {
        let class = class(token.kind(), &text[token.start() as usize..token.end() as usize])?;
        Some((token.start() as usize..token.end() as usize, class))
    });
    let comments =
        parsed.program.comments.iter().map(|comment| {
            (comment.span.start as usize..comment.span.end as usize, Class::Comment)
        });
    let mut marked: Vec<_> = tokens.chain(comments).collect();
    marked.sort_by_key(|(range, _)| range.start); // No two begin at the same byte.
    marked
}

fn class(kind: Kind, text: &str) -> Option<Class> {
    let is_template = matches!(
        kind,
        Kind::NoSubstitutionTemplate
            | Kind::TemplateHead
            | Kind::TemplateMiddle
            | Kind::TemplateTail
    );
    if kind.is_literal() || is_template {
        Some(Class::Literal)
    } else if kind.is_reserved_keyword() || matches!(text, "let" | "async" | "static") {
        // Words that are keywords only in some places (`of`, `get`, `from`) are mostly names.
        Some(Class::Keyword)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keywords as `K`, literals as `L`, comments as `C`, under the text.
    fn drawn(text: &str) -> String {
        let listing = Listing::new("a.js", text);
        let mut drawn = String::new();
        for line in listing.lines() {
            let mut marks = " ".repeat(line.text.len());
            for (range, class) in &line.classes {
                let mark = match class {
                    Class::Keyword => "K",
                    Class::Literal => "L",
                    Class::Comment => "C",
                };
                marks.replace_range(range.clone(), &mark.repeat(range.len()));
            }
            drawn.extend([line.text.as_str(), "\n", marks.trim_end(), "\n"]);
        }
        drawn
    }

    #[test]
    fn keywords_literals_and_comments_are_told_apart() {
        insta::assert_snapshot!(drawn("let of = async () => /a\\/b/g.test('x') // why\nreturn 1 / 2;"), @r"
        let of = async () => /a\/b/g.test('x') // why
        KKK      KKKKK       LLLLLLL      LLL  CCCCCC
        return 1 / 2;
        KKKKKK L   L
        ");
    }

    #[test]
    fn what_spans_lines_is_coloured_on_each() {
        insta::assert_snapshot!(drawn("x = `a\n${ y }b` /* c\r\nd */ + null"), @r"
        x = `a
            LL
        ${ y }b` /* c
        LL   LLL CCCC
        d */ + null
        CCCC   LLLL
        ");
    }

    #[test]
    fn a_text_that_does_not_parse_keeps_its_lines() {
        let listing = Listing::new("a.js", "const = ;\n'事件");
        assert_eq!(listing.lines().len(), 2);
        assert_eq!(listing.line(2), Some("'事件"));
        assert_eq!(listing.line(0), None);
        assert_eq!(listing.line(3), None);
    }
}
