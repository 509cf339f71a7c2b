//! Entries on lines: all on one, one on each, or in columns.

use super::{
    Compact, Inspector, Level, paint,
    strings::{self, as_count, as_f64},
    style::Grouping,
};

/// Entries from which on elements may be laid out in columns.
const FEWEST_GROUPED: usize = 7;

/// Columns at most (Node 12 and later; Node 11).
const MOST_COLUMNS: f64 = 15.0;
const MOST_EVEN_COLUMNS: f64 = 10.0;

/// How many times as high as wide a character is, for a group that looks square.
const CHARACTER_HEIGHT: f64 = 2.5;

/// What is to be put on lines.
pub(super) struct Draft {
    /// Stands before the brace.
    pub(super) base: String,
    pub(super) open: String,
    pub(super) close: &'static str,
    pub(super) entries: Vec<String>,
    /// The elements, if the entries begin with some: decides how columns are aligned.
    pub(super) elements: Option<Elements>,
    pub(super) level: Level,
}

/// What kind of elements there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elements {
    Numbers,
    Others,
}

impl Inspector<'_> {
    /// Units of an entry, colours aside.
    pub(super) fn length(&self, text: &str) -> usize {
        if self.options.colors { strings::units(&paint::plain(text)) } else { strings::units(text) }
    }

    /// The draft as text.
    pub(super) fn lay_out(&self, draft: Draft) -> String {
        let Draft { base, open, close, mut entries, elements, level } = draft;
        // Braces hugged the first and the last entry before Node 12.
        if self.options.compact == Compact::Yes {
            return self.lay_out_densely(&base, &open, close, &entries);
        }
        if let Compact::Levels(levels) = self.options.compact
            && (levels >= 1.0 || self.style.grouping == Grouping::Even)
        {
            let ungrouped = entries.len();
            if let Some(elements) = elements
                && ungrouped >= FEWEST_GROUPED
            {
                entries = self.group(entries, elements);
            }
            if self.deepest - level < levels && entries.len() == ungrouped {
                let start = entries.len()
                    + self.indentation
                    + strings::units(&open)
                    + strings::units(&base)
                    + 10;
                if self.fits(&entries, start, &base)
                    && !(self.style.breaks_on_entries
                        && entries.iter().any(|entry| entry.contains('\n')))
                {
                    let space = if base.is_empty() { "" } else { " " };
                    return format!("{base}{space}{open} {} {close}", entries.join(", "));
                }
            }
        }
        let space = if base.is_empty() { "" } else { " " };
        let line = format!("\n{}", " ".repeat(self.indentation));
        let entries = entries.join(&format!(",{line}  "));
        format!("{base}{space}{open}{line}  {entries}{line}{close}")
    }

    fn lay_out_densely(&self, base: &str, open: &str, close: &str, entries: &[String]) -> String {
        let space = if base.is_empty() { "" } else { " " };
        if self.fits(entries, 0, base) {
            return format!("{open}{space}{base} {} {close}", entries.join(", "));
        }
        let line = format!("\n{}", " ".repeat(self.indentation));
        // A longer brace would push the first entry out of line.
        let first = if base.is_empty() && strings::units(open) == 1 {
            " ".to_owned()
        } else {
            format!("{space}{base}{line}  ")
        };
        format!("{open}{first}{} {close}", entries.join(&format!(",{line}  ")))
    }

    /// Whether everything may stand on one line, of which `start` units are taken.
    fn fits(&self, entries: &[String], start: usize, base: &str) -> bool {
        if self.style.breaks_on_base && base.contains('\n') {
            return false;
        }
        if self.style.infinite_lines && self.options.break_length == f64::INFINITY {
            return !entries.iter().any(|entry| entry.contains('\n'));
        }
        let mut total = entries.len() + start;
        if as_f64(total + entries.len()) > self.options.break_length {
            return false;
        }
        for entry in entries {
            total += self.length(entry);
            if as_f64(total) > self.options.break_length {
                return false;
            }
        }
        true
    }

    /// A pair such as an entry of a map's iterator, or a proxy's parts.
    pub(super) fn pair(&self, entries: Vec<String>, open: &str, level: Level) -> String {
        // Node 11 joins no lines here: as if from very far below.
        let level = if self.style.grouping == Grouping::Even { f64::NEG_INFINITY } else { level };
        self.lay_out(Draft {
            base: String::new(),
            open: open.to_owned(),
            close: "]",
            entries,
            elements: None,
            level,
        })
    }

    /// Puts short entries next to each other; as they were if that does not pay.
    fn group(&self, entries: Vec<String>, elements: Elements) -> Vec<String> {
        match self.style.grouping {
            Grouping::Never => entries,
            Grouping::Even => self.group_evenly(entries),
            Grouping::Fitted => self.group_fitted(entries, elements),
        }
    }

    fn group_fitted(&self, entries: Vec<String>, elements: Elements) -> Vec<String> {
        const SEPARATOR: usize = 2;
        // What says how many more there are keeps a line of its own.
        let shown = if as_f64(entries.len()) > self.options.max_array_length {
            entries.len() - 1
        } else {
            entries.len()
        };
        let widths: Vec<_> = entries[..shown].iter().map(|entry| self.columns_of(entry)).collect();
        let total: usize = widths.iter().map(|width| width + SEPARATOR).sum();
        let widest = widths.iter().max().copied().unwrap_or_default();
        let column = as_f64(widest + SEPARATOR);
        let indentation = as_f64(self.indentation);
        let pays = column * 3.0 + indentation < self.options.break_length
            && (as_f64(total) / column > 5.0 || widest <= 6);
        if !pays {
            return entries;
        }
        let bias = (column - as_f64(total) / as_f64(entries.len())).sqrt();
        let biased = (column - 3.0 - bias).max(1.0);
        let square = (CHARACTER_HEIGHT * biased * as_f64(shown)).sqrt() / biased;
        let columns = (square + 0.5)
            .floor()
            .min(((self.options.break_length - indentation) / column).floor())
            .min(self.compactness() * 4.0)
            .min(MOST_COLUMNS);
        if columns <= 1.0 {
            return entries;
        }
        let columns = as_count(columns);
        let column_widths: Vec<_> = (0..columns)
            .map(|at| widths.iter().skip(at).step_by(columns).max().copied().unwrap_or_default())
            .collect();
        let mut lines = Vec::with_capacity(entries.len() / columns + 2);
        for (row, widths) in entries[..shown].chunks(columns).zip(widths.chunks(columns)) {
            let mut line = String::new();
            for (at, entry) in row.iter().enumerate() {
                let padding = " ".repeat(column_widths[at].saturating_sub(widths[at]));
                let last = at + 1 == row.len();
                let comma = if last { "" } else { ", " };
                let cell = match elements {
                    Elements::Numbers => [padding.as_str(), entry, comma],
                    Elements::Others if last => [entry, "", ""],
                    Elements::Others => [entry, comma, &padding],
                };
                line.extend(cell);
            }
            lines.push(line);
        }
        lines.extend(entries.into_iter().skip(shown));
        lines
    }

    /// As Node 11 did: every column but the first as wide as the widest entry.
    fn group_evenly(&self, entries: Vec<String>) -> Vec<String> {
        let lengths: Vec<_> = entries.iter().map(|entry| self.length(entry)).collect();
        let total: usize = lengths.iter().sum();
        let longest = lengths.iter().max().copied().unwrap_or_default();
        let column = as_f64(longest + 2);
        let indentation = as_f64(self.indentation);
        let pays = column * 3.0 + indentation < self.options.break_length
            && (as_f64(total) / as_f64(longest) > 5.0 || longest <= 6);
        if !pays {
            return entries;
        }
        let biased = column - 1.0;
        let square = (CHARACTER_HEIGHT * biased * as_f64(entries.len())).sqrt() / biased;
        let columns = (square + 0.5)
            .floor()
            .min(((self.options.break_length - indentation) / column).floor())
            .min(self.compactness() * 3.0)
            .min(MOST_EVEN_COLUMNS);
        if columns <= 1.0 {
            return entries;
        }
        let columns = as_count(columns);
        let first = lengths.iter().step_by(columns).max().copied().unwrap_or_default();
        let rows = entries.chunks(columns).zip(lengths.chunks(columns));
        rows.map(|(row, lengths)| {
            let cells: Vec<_> = row
                .iter()
                .enumerate()
                .map(|(at, entry)| {
                    let width = if at == 0 { first } else { longest };
                    format!("{}{entry}", " ".repeat(width.saturating_sub(lengths[at])))
                })
                .collect();
            cells.join(", ")
        })
        .collect()
    }

    fn columns_of(&self, entry: &str) -> usize {
        if self.options.colors {
            strings::width(&paint::plain(entry))
        } else {
            strings::width(entry)
        }
    }

    fn compactness(&self) -> f64 {
        match self.options.compact {
            Compact::Levels(levels) => levels,
            Compact::No | Compact::Yes => 0.0,
        }
    }
}
