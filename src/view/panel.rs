//! Frames, titles, and lists that do not fit.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    symbols::merge::MergeStrategy,
    text::{Line, Span},
    widgets::{Block, BorderType, Widget},
};

use super::{Look, Panel, Theme, clip};
use crate::text::Lang;

/// Draws the borders of all panels; neighbours share a line. The active one has a double
/// border, which is drawn last so that nobody's single line cuts it.
pub(super) fn frames(panels: &[(Panel, Rect)], active: Panel, theme: &Theme, buf: &mut Buffer) {
    for area in panels.iter().filter(|(panel, _)| *panel != active).map(|(_, area)| *area) {
        Block::bordered()
            .border_style(theme.frame)
            .merge_borders(MergeStrategy::Exact)
            .render(area, buf);
    }
    for area in panels.iter().filter(|(panel, _)| *panel == active).map(|(_, area)| *area) {
        Block::bordered()
            .border_type(BorderType::Double)
            .border_style(theme.frame_active)
            .merge_borders(MergeStrategy::Fuzzy)
            .render(area, buf);
    }
}

/// The inside of a panel.
pub(super) fn inside(area: Rect) -> Rect {
    Block::bordered().inner(area)
}

/// A title on the upper border: ` title `, cut to leave the corners alone. One that begins
/// with a sign of its own takes the place of the space.
pub(super) fn title(text: &str, style: Style, area: Rect, theme: &Theme, buf: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(4));
    if room == 0 {
        return;
    }
    let space = if text.starts_with(theme.pointer()) { "" } else { " " };
    let text = format!("{space}{text}");
    let text = clip::fit(&text, room + 2, theme.ellipsis());
    let text = if clip::width(&text) < room + 2 { format!("{text} ") } else { text.into_owned() };
    buf.set_string(area.x + 1, area.y, text, style);
}

/// Which of `total` lines are shown, and how many are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Visible {
    pub(super) above: usize,
    pub(super) range: Range<usize>,
    pub(super) below: usize,
    /// The line that the keys act on.
    pub(super) selected: Option<usize>,
}

/// Which end of a list matters if not all of it fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    First,
    Last,
}

impl Visible {
    /// Of `total` lines those that fit `height` and have `selected` among them. A line is
    /// kept for each end that is cut off, to say how much is missing there; not where there
    /// is but one line.
    pub(super) fn of(total: usize, height: usize, anchor: Anchor, selected: Option<usize>) -> Self {
        let selected = selected.map(|selected| selected.min(total.saturating_sub(1)));
        if total <= height {
            return Self { above: 0, range: 0..total, below: 0, selected };
        }
        if height < 2 {
            let only = match (selected, anchor) {
                (Some(selected), _) => selected,
                (None, Anchor::First) => 0,
                (None, Anchor::Last) => total - 1,
            };
            return Self { above: 0, range: only..only + height, below: 0, selected };
        }
        let one_cut = height.saturating_sub(1);
        let two_cuts = height.saturating_sub(2);
        let range = match (selected, anchor) {
            (None, Anchor::First) => 0..one_cut,
            (None, Anchor::Last) => total - one_cut..total,
            (Some(at), _) if at < one_cut => 0..one_cut,
            (Some(at), _) if at >= total - one_cut => total - one_cut..total,
            (Some(at), _) => {
                let start = at.saturating_sub(two_cuts / 2).min(total - two_cuts);
                start..start + two_cuts
            }
        };
        Self { above: range.start, below: total - range.end, range, selected }
    }
}

impl Visible {
    /// Of `total` lines those that fit `height` when the first `scrolled` are scrolled off.
    pub(super) fn scrolled(total: usize, height: usize, scrolled: usize) -> Self {
        let one_cut = height.saturating_sub(1);
        let last = total.saturating_sub(one_cut);
        let range = match scrolled.min(last) {
            _ if total <= height => 0..total,
            0 => 0..one_cut,
            first if first == last => last..total,
            // The line that says how much is above takes the place of one more.
            first => first + one_cut.min(1)..first + one_cut,
        };
        Self { above: range.start, below: total - range.end, range, selected: None }
    }
}

/// Draws a list: the visible lines, and at a cut how many more there are.
pub(super) fn list<'a>(
    visible: &Visible,
    lines: impl Iterator<Item = Line<'a>>,
    look: &Look,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = &look.theme;
    let more = |count: usize, arrow| {
        let text = match look.lang {
            Lang::En => format!(" {arrow} {count} more"),
            Lang::Zh => format!(" {arrow} 还有 {count} 个"),
        };
        Line::styled(text, theme.muted)
    };
    let above = (visible.above > 0).then(|| more(visible.above, theme.up()));
    let below = (visible.below > 0).then(|| more(visible.below, theme.down()));
    let all = above.into_iter().chain(lines).chain(below);
    for (line, row) in all.zip(area.rows()) {
        line.render(row, buf);
    }
    if let Some(selected) = visible.selected
        && visible.range.contains(&selected)
    {
        let row = selected - visible.range.start + usize::from(visible.above > 0);
        // The whole line, whatever colours are on it.
        if let Some(row) = area.rows().nth(row) {
            buf.set_style(row, theme.selected);
        }
    }
}

/// A line with something at its right end: `left` is cut to what `right` leaves.
pub(super) fn ends<'a>(
    left: &[Span<'a>],
    right: Span<'a>,
    room: usize,
    theme: &'a Theme,
) -> Vec<Span<'a>> {
    let taken = right.width();
    let gap = usize::from(taken > 0);
    let Some(left_room) = room.checked_sub(taken + gap) else {
        return clip::window(left, 0, room, theme.ellipsis());
    };
    let mut spans = clip::window(left, 0, left_room, theme.ellipsis());
    let used: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::raw(" ".repeat(left_room - used + gap)));
    spans.push(right);
    spans
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_list_says_how_much_is_missing() {
        let visible = Visible::of(9, 4, Anchor::First, None);
        assert_eq!(visible, Visible { above: 0, range: 0..3, below: 6, selected: None });
        let visible = Visible::of(9, 4, Anchor::Last, None);
        assert_eq!(visible, Visible { above: 6, range: 6..9, below: 0, selected: None });
        let visible = Visible::of(9, 4, Anchor::First, Some(5));
        assert_eq!(visible, Visible { above: 4, range: 4..6, below: 3, selected: Some(5) });
    }

    #[test]
    fn scrolling_moves_one_line_at_a_time() {
        let range = |scrolled| Visible::scrolled(9, 4, scrolled).range;
        let ranges = [0, 1, 2, 5, 6, 99].map(range);
        assert_eq!(ranges, [0..3, 2..4, 3..5, 6..8, 6..9, 6..9]);
        assert_eq!(Visible::scrolled(4, 4, 2).range, 0..4);
        assert!(Visible::scrolled(9, 0, 3).range.is_empty());
    }

    proptest! {
        #[test]
        fn what_is_selected_is_shown(total in 1_usize..50, height in 3_usize..12, at in 0_usize..60) {
            let visible = Visible::of(total, height, Anchor::First, Some(at));
            prop_assert!(visible.range.contains(&at.min(total - 1)));
            let marks = usize::from(visible.above > 0) + usize::from(visible.below > 0);
            prop_assert!(visible.range.len() + marks <= height);
            prop_assert_eq!(visible.above + visible.range.len() + visible.below, total);
        }
    }
}
