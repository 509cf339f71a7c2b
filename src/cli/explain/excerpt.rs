//! Source text whose lines may be too long to be drawn.
//!
//! miette draws whole lines, and panics where a column does not fit sixteen bits: a program
//! that was minified is one line of any length.

use miette::{
    LabeledSpan, MietteError, MietteSpanContents, NamedSource, SourceCode, SourceSpan, SpanContents,
};

/// Bytes of the longest line that is drawn whole.
const LONGEST: usize = 400;

/// Bytes that are drawn on either side of a place in a longer line.
const AROUND: usize = 30;

/// A text of which long lines are drawn in part.
#[derive(Debug)]
pub(super) struct Excerpt(pub(super) NamedSource<String>);

impl Excerpt {
    /// What can be drawn of these labels: where a line is too long, only the first and its
    /// beginning.
    pub(super) fn fit(&self, mut labels: Vec<LabeledSpan>) -> Vec<LabeledSpan> {
        let is_long = |label: &LabeledSpan| {
            let (from, to) = self.line(label.offset());
            to - from > LONGEST || label.len() > LONGEST
        };
        if labels.iter().any(is_long) {
            labels.truncate(1);
            for label in &mut labels {
                let (_, end) = self.line(label.offset());
                let end = end.min(label.offset() + label.len()).min(label.offset() + AROUND);
                let end = self.0.inner().floor_char_boundary(end);
                let len = end.saturating_sub(label.offset());
                let text = label.label().map(str::to_owned);
                *label = LabeledSpan::new(text, label.offset(), len);
            }
        }
        labels
    }

    /// Where the line of this offset begins and ends.
    fn line(&self, offset: usize) -> (usize, usize) {
        let text = self.0.inner();
        let at = text.floor_char_boundary(offset);
        let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        (from, to)
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = self.0.read_span(span, before, after)?;
        let is_drawn = before + after > 0;
        if !is_drawn || whole.data().split(|byte| *byte == b'\n').all(|line| line.len() <= LONGEST)
        {
            return Ok(whole);
        }
        let text = self.0.inner();
        let (begin, end) = self.line(span.offset());
        let from = text.floor_char_boundary(span.offset().saturating_sub(AROUND)).max(begin);
        let to = text.ceil_char_boundary(span.offset() + span.len() + AROUND).min(end);
        let place = self.0.read_span(&(from, to - from).into(), 0, 0)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.0.name().to_owned(),
            &text.as_bytes()[from..to],
            (from, to - from).into(),
            place.line(),
            place.column(),
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with a line of a million characters, and the labels that can be drawn of these.
    fn fitted(labels: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let text = format!("short\n{}\nshort", "é".repeat(1_000_000));
        let labels = labels.iter().map(|(at, len)| LabeledSpan::new(None, *at, *len)).collect();
        let excerpt = Excerpt(NamedSource::new("x.js", text));
        let labels = excerpt.fit(labels);
        for label in &labels {
            let read = excerpt.read_span(label.inner(), 1, 1).unwrap();
            assert!(read.data().len() <= 3 * AROUND + 2, "{}", read.data().len());
            assert!(std::str::from_utf8(read.data()).is_ok());
        }
        labels.iter().map(|label| (label.offset(), label.len())).collect()
    }

    #[test]
    fn labels_of_short_lines_stay() {
        assert_eq!(fitted(&[(0, 5)]), [(0, 5)]);
        assert_eq!(fitted(&[(0, 5), (2, 1)]), [(0, 5), (2, 1)]);
    }

    #[test]
    fn of_a_long_line_only_the_first_place_is_kept() {
        assert_eq!(fitted(&[(1_000_006, 2), (8, 2)]), [(1_000_006, 2)]);
        assert_eq!(fitted(&[(6, 1_000_000)]), [(6, 30)]);
        assert_eq!(fitted(&[(2_000_004, 20)]), [(2_000_004, 2)]);
        assert_eq!(fitted(&[(2_000_006, 0)]), [(2_000_006, 0)]);
    }
}
