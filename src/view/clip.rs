//! Text cut to a number of terminal cells.
//!
//! A Chinese character takes two cells, a combining mark none: lengths in `char`s or bytes say
//! nothing about columns. All widths here are cells, as `unicode-width` (and so ratatui)
//! counts them.

use std::borrow::Cow;

use ratatui::{style::Style, text::Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text;

/// How many cells `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// `text`, or as much of its beginning as fits `room` cells with `ellipsis` behind it.
pub(super) fn fit<'a>(text: &'a str, room: usize, ellipsis: &str) -> Cow<'a, str> {
    if text.width() <= room {
        return Cow::Borrowed(text);
    }
    let Some(left) = room.checked_sub(ellipsis.width()) else { return Cow::Borrowed("") };
    let mut cut = head(text, left).to_owned();
    cut.push_str(ellipsis);
    Cow::Owned(cut)
}

/// `text` cut to `room` cells and filled up with spaces to exactly that many.
pub(super) fn pad(text: &str, room: usize, ellipsis: &str) -> String {
    let mut cell = fit(text, room, ellipsis).into_owned();
    let missing = room.saturating_sub(cell.width());
    cell.extend(std::iter::repeat_n(' ', missing));
    cell
}

/// `text` as one line of cells: tabs as spaces, what would steer a terminal as a sign.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    visible_from(text, 0)
}

/// As [`visible`], for text that begins at `column` of its line: tabs depend on it.
pub(super) fn visible_from(text: &str, column: usize) -> Cow<'_, str> {
    if !text.contains('\t') {
        return text::visible(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for (n, piece) in text.split('\t').enumerate() {
        if n > 0 {
            let at = column + shown.width();
            shown.extend(std::iter::repeat_n(' ', TAB - at % TAB));
        }
        shown.push_str(&text::visible(piece));
    }
    Cow::Owned(shown)
}

/// Cells from one tab stop to the next.
const TAB: usize = 4;

/// The longest beginning of `text` that takes at most `room` cells; characters stay whole.
pub(super) fn head(text: &str, room: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += grapheme.width();
        if taken > room {
            return &text[..at];
        }
    }
    text
}

/// The cells `from..from + room` of a styled line, with `ellipsis` where something is cut.
///
/// A wide character that an edge would halve is left out and its other half is a space, so
/// that everything keeps its column.
pub(super) fn window<'a>(
    spans: &[Span<'a>],
    from: usize,
    room: usize,
    ellipsis: &'a str,
) -> Vec<Span<'a>> {
    let total: usize = spans.iter().map(|span| span.content.width()).sum();
    let mark = ellipsis.width();
    let cut_left = from > 0 && room > mark;
    let cut_right = total > from + room && room > mark;
    let start = if cut_left { from + mark } else { from };
    let end = if cut_right { from + room - mark } else { from + room };

    let mut shown = Vec::with_capacity(spans.len() + 2);
    if cut_left {
        shown.push(Span::styled(ellipsis, spans.first().map_or(Style::new(), |span| span.style)));
    }
    let mut at = 0;
    for span in spans {
        let mut kept = String::new();
        for grapheme in span.content.graphemes(true) {
            let next = at + grapheme.width();
            if at >= start && next <= end {
                kept.push_str(grapheme);
            } else {
                let halves = next.min(end).saturating_sub(at.max(start));
                kept.extend(std::iter::repeat_n(' ', halves));
            }
            at = next;
        }
        if !kept.is_empty() {
            shown.push(Span::styled(kept, span.style));
        }
    }
    if cut_right {
        shown.push(Span::styled(ellipsis, spans.last().map_or(Style::new(), |span| span.style)));
    }
    shown
}

/// `text` broken into lines of at most `room` cells: at spaces, and between Chinese characters.
///
/// A word longer than a line is broken where the line ends. Follows the two rules of line
/// breaking a reader would miss: no closing punctuation at the start of a line, none opening
/// at its end.
pub(super) fn wrap(text: &str, room: usize) -> Vec<String> {
    let room = room.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for piece in pieces(paragraph) {
            let trimmed = piece.trim_end().width();
            if used > 0 && used + trimmed > room {
                lines.push(line.trim_end().to_owned());
                line.clear();
                used = 0;
            }
            let mut rest = piece;
            while rest.trim_end().width() > room {
                let part = head(rest, room);
                if part.is_empty() {
                    // One character that is wider than the line, as the Khmer et cetera is.
                    let cluster = rest.graphemes(true).next().map_or(rest.len(), str::len);
                    lines.push("…".to_owned());
                    rest = rest[cluster..].trim_start();
                } else {
                    lines.push(part.to_owned());
                    rest = &rest[part.len()..];
                }
            }
            line.push_str(rest);
            used += rest.width();
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What a line may not be broken inside of: a word with the spaces behind it, or one wide
/// character with the punctuation that belongs to it.
fn pieces(paragraph: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, grapheme) in paragraph.grapheme_indices(true) {
        if let Some(before) = before
            && may_break(before, grapheme)
        {
            pieces.push(&paragraph[start..at]);
            start = at;
        }
        before = Some(grapheme);
    }
    if start < paragraph.len() {
        pieces.push(&paragraph[start..]);
    }
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    const CLOSING: &str = "，。、；：？！）】》」』”’…,.;:?!)]}";
    const OPENING: &str = "（【《「『“‘([{";
    if after == " " || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == " " || before.width() == 2 || after.width() == 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_never_halves_a_wide_character() {
        assert_eq!(fit("事件循环", 8, "…"), "事件循环");
        assert_eq!(fit("事件循环", 7, "…"), "事件循…");
        assert_eq!(fit("事件循环", 6, "…"), "事件…");
        assert_eq!(pad("事件循环", 6, "…"), "事件… ");
        assert_eq!(visible("a\tb\u{1b}[1m"), "a   b␛[1m");
        assert_eq!(visible_from("\tb", 6), "  b");
        assert_eq!(fit("abc", 0, "…"), "");
    }

    #[test]
    fn a_window_marks_what_it_cuts() {
        let line = [Span::raw("const "), Span::raw("answer = 42;")];
        let text = |from, room| -> String {
            window(&line, from, room, "…").iter().map(|span| span.content.as_ref()).collect()
        };
        assert_eq!(text(0, 40), "const answer = 42;");
        assert_eq!(text(0, 10), "const ans…");
        assert_eq!(text(4, 10), "… answer …");
        assert_eq!(text(10, 20), "…r = 42;");
    }

    #[test]
    fn a_window_keeps_columns_beside_wide_characters() {
        let line = [Span::raw("事件循环 loop")];
        let text: String =
            window(&line, 2, 20, "…").iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(text, "… 循环 loop");
    }

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        assert_eq!(wrap("the tick queue is empty", 10), ["the tick", "queue is", "empty"]);
        assert_eq!(wrap("微任务队列为空，继续。", 12), ["微任务队列为", "空，继续。"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("one\n\ntwo", 9), ["one", "", "two"]);
    }

    #[test]
    fn a_character_wider_than_the_line_gives_way() {
        let khmer = "\u{17d8}";
        assert!(width(khmer) > 2);
        assert_eq!(wrap(&format!("a {khmer} b"), 2), ["a", "…", "b"]);
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in "\\PC{0,40}", room in 0_usize..30) {
            prop_assert!(width(&fit(&text, room, "…")) <= room);
            prop_assert_eq!(width(&pad(&text, room, "…")), room);
            let spans = [Span::raw(text.as_str())];
            for from in [0, 1, 7] {
                let shown = window(&spans, from, room, "…");
                let taken: usize = shown.iter().map(|span| span.content.width()).sum();
                prop_assert!(taken <= room);
            }
            for line in wrap(&text, room) {
                prop_assert!(width(&line) <= room.max(2));
            }
        }

        #[test]
        fn wrapping_loses_no_word(text in "[a-z 事件，。]{0,60}", room in 2_usize..20) {
            let squeeze = |text: &str| text.replace(' ', "");
            prop_assert_eq!(squeeze(&wrap(&text, room).concat()), squeeze(&text));
        }
    }
}
