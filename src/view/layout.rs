//! Where each panel stands.
//!
//! The same zones at every size: the program and its output on the left, the machinery on the
//! right in the order in which it is emptied. Neighbours share a border line. How much room a
//! panel gets depends on the most it will ever hold in this run, never on what it holds now:
//! panels do not move while one steps.

use std::cmp::Reverse;

use ratatui::layout::Rect;

use super::{Backdrop, Detail, Panel};
use crate::{scene::Peaks, trace::Queue};

/// The smallest terminal on which everything is shown.
pub const COMPLETE: (u16, u16) = (80, 24);

/// How much can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// Less than [`COMPLETE`]: the program, the active queue, the output.
    Small,
    /// Everything, the phases of the loop as lines of one panel.
    Compact,
    /// A panel for each phase.
    Wide,
    /// Also what waits off the queues, and a timeline in lanes.
    Full,
}

impl Tier {
    fn of(area: Rect) -> Self {
        if area.width < COMPLETE.0 || area.height < COMPLETE.1 {
            Self::Small
        } else if area.width < 110 || area.height < 34 {
            Self::Compact
        } else if area.width < 160 || area.height < 48 {
            Self::Wide
        } else {
            Self::Full
        }
    }
}

/// The whole screen, divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) tier: Tier,
    pub(super) header: Rect,
    /// With their borders; neighbours overlap by one line.
    pub(super) panels: Vec<(Panel, Rect)>,
    /// What is wrong with the program as it is now.
    pub(super) trouble: Rect,
    pub(super) timeline: Rect,
    pub(super) footer: Rect,
}

impl Layout {
    /// Where a panel stands, if it is shown.
    pub(super) fn area(&self, panel: Panel) -> Option<Rect> {
        self.panels.iter().find(|(shown, _)| *shown == panel).map(|(_, area)| *area)
    }
}

/// What the division depends on.
#[derive(Clone, Copy)]
pub(super) struct Needs<'a> {
    /// Few panels, to be read from afar.
    pub(super) is_big: bool,
    /// Lines about a program that cannot be recorded.
    pub(super) trouble: u16,
    pub(super) backdrop: &'a Backdrop,
    pub(super) why: Detail,
    /// The panel that must be on a small screen.
    pub(super) active: Panel,
    /// The lesson has something to say.
    pub(super) has_note: bool,
    /// The panel the keys act on.
    pub(super) focused: Option<Panel>,
    /// Only that one is wanted.
    pub(super) is_zoomed: bool,
}

pub(super) fn divide(area: Rect, needs: Needs<'_>) -> Layout {
    let tier = Tier::of(area);
    let mut rest = area;
    let header = take_top(&mut rest, 1);
    let footer = take_bottom(&mut rest, 1);
    let timeline = take_bottom(&mut rest, u16::from(tier != Tier::Small));
    let most = rest.height / 3;
    let trouble = take_bottom(&mut rest, needs.trouble.min(most));
    let mut panels = match (needs.focused.filter(|_| needs.is_zoomed), tier) {
        (Some(panel), _) => vec![(panel, rest)],
        (None, _) if needs.is_big => big(rest, needs),
        (None, Tier::Small) => small(rest, needs),
        (None, Tier::Compact) => compact(rest, needs),
        (None, Tier::Wide) => wide(rest, needs),
        (None, Tier::Full) => full(rest, needs),
    };
    if let Some(focused) = needs.focused {
        show(focused, tier, &mut panels);
    }
    let panels = panels.into_iter().filter(|(_, area)| area.width > 2 && area.height > 1).collect();
    Layout { tier, header, panels, trouble, timeline, footer }
}

/// Puts the focused panel in the place of another, if it has none of its own.
fn show(focused: Panel, tier: Tier, panels: &mut [(Panel, Rect)]) {
    let is_phase = matches!(focused, Panel::Timers | Panel::Poll | Panel::Check | Panel::Close);
    let is_shown = panels.iter().any(|(panel, _)| *panel == focused);
    if is_shown || (is_phase && tier == Tier::Compact) {
        return;
    }
    let gives_way = |panel: Panel| match tier {
        Tier::Small => panel != Panel::Source,
        Tier::Compact | Tier::Wide | Tier::Full => panel == Panel::Why,
    };
    if let Some((panel, _)) = panels.iter_mut().rev().find(|(panel, _)| gives_way(*panel)) {
        *panel = focused;
    }
}

fn small(area: Rect, needs: Needs<'_>) -> Vec<(Panel, Rect)> {
    let last = if needs.has_note { Panel::Why } else { Panel::Console };
    let rows = [
        Row { min: 3, want: 8, grows: true, ..Row::of(&[Panel::Source]) },
        Row { min: 2, want: 3, ..Row::of(&[needs.active]) },
        Row { min: 1, want: 3, ..Row::of(&[last]) },
    ];
    // What does not fit even so is left out from the bottom.
    let shown = match area.height {
        0..=7 => 1,
        8..=9 => 2,
        10.. => 3,
    };
    stack(area, &rows[..shown])
}

/// The program, the active queue, the output and the why: what the back row of a class reads
/// along, on terminals whose letters are large and few.
fn big(area: Rect, needs: Needs<'_>) -> Vec<(Panel, Rect)> {
    let why = match needs.why {
        Detail::Short => 5,
        Detail::Long => 12,
    };
    let (above, below) = split_rows(area, (why + 2).min(area.height / 2));
    let (left, right) = split(above, above.width * 3 / 5);
    let active = if needs.active == Panel::Loop { Panel::Stack } else { needs.active };
    let rows = [
        Row { min: 2, grows: true, ..Row::of(&[active]) },
        Row { min: 2, grows: true, ..Row::of(&[Panel::Console]) },
    ];
    let mut panels = stack(right, &rows);
    panels.extend([(Panel::Source, left), (Panel::Why, below)]);
    panels
}

fn compact(area: Rect, needs: Needs<'_>) -> Vec<(Panel, Rect)> {
    let peaks = needs.backdrop.peaks();
    let phases = [Queue::Timers, Queue::Poll, Queue::Check, Queue::Close];
    let phase_lines = phases.map(|queue| peaks.of(queue).max(1)).iter().sum();
    let queues = peaks.of(Queue::Ticks).max(peaks.of(Queue::Microtasks));
    let machinery = [
        Row { min: 2, want: stack_lines(peaks), grows: true, ..Row::of(&[Panel::Stack]) },
        Row { min: 2, want: queues, grows: true, ..Row::of(&[Panel::Ticks, Panel::Microtasks]) },
        Row { min: 4, want: phase_lines, ..Row::of(&[Panel::Loop]) },
    ];
    let (above, below) = split_rows(area, bottom_height(area, needs));
    let (left, right) = split(above, above.width * 21 / 40 + 1);
    let mut panels = stack(right, &machinery);
    match needs.why {
        Detail::Short => {
            panels.push((Panel::Source, left));
            let (left, right) = split(below, left.width);
            panels.extend([(Panel::Console, left), (Panel::Why, right)]);
        }
        // The longer why has the whole width, and the output moves up.
        Detail::Long => {
            let program = [
                Row { min: 3, grows: true, ..Row::of(&[Panel::Source]) },
                Row { min: 2, want: 3, ..Row::of(&[Panel::Console]) },
            ];
            panels.extend(stack(left, &program));
            panels.push((Panel::Why, below));
        }
    }
    panels
}

fn wide(area: Rect, needs: Needs<'_>) -> Vec<(Panel, Rect)> {
    let (above, below) = split_rows(area, bottom_height(area, needs));
    let (left, right) = split(above, above.width * 9 / 20);
    let mut rows = machinery(needs, &[Panel::Stack, Panel::Loop]);
    let peaks = needs.backdrop.peaks();
    rows.push(pair(
        &[Panel::Suspended, Panel::Promises],
        peaks.suspended().max(peaks.promises()).min(6),
    ));
    let mut panels = stack(right, &rows);
    panels.push((Panel::Source, left));
    let (left, right) = split(below, left.width);
    panels.extend([(Panel::Console, left), (Panel::Why, right)]);
    panels
}

fn full(area: Rect, needs: Needs<'_>) -> Vec<(Panel, Rect)> {
    /// The lanes of the timeline, and the borders.
    const LANES: u16 = 9;
    let (area, lanes) = split_rows(area, LANES);
    let (above, below) = split_rows(area, bottom_height(area, needs));
    let (left, rest) = split(above, above.width * 36 / 100);
    let (middle, right) = split(rest, rest.width * 60 / 100);
    let peaks = needs.backdrop.peaks();
    let queue = |panel: Panel| {
        let want = panel.queue().map_or(0, |queue| peaks.of(queue));
        pair(&[panel], want)
    };
    let machinery = [
        Row { min: 3, want: stack_lines(peaks), grows: true, ..Row::of(&[Panel::Stack]) },
        Row { min: 1, ..queue(Panel::Ticks) },
        Row { min: 1, ..queue(Panel::Microtasks) },
        queue(Panel::Timers),
        queue(Panel::Poll),
        queue(Panel::Check),
        queue(Panel::Close),
    ];
    let mut panels = stack(middle, &machinery);
    let mut waiting = vec![
        Row { min: 8, ..Row::of(&[Panel::Loop]) },
        Row { min: 1, ..pair(&[Panel::Suspended], peaks.suspended()) },
        Row { min: 1, ..pair(&[Panel::Promises], peaks.promises()) },
    ];
    // A recording that says nothing of variables needs no place for them.
    if peaks.variables() > 0 {
        let variables = pair(&[Panel::Variables], peaks.variables());
        waiting.insert(1, Row { min: 3, ..variables });
    }
    panels.extend(stack(right, &waiting));
    panels.push((Panel::Source, left));
    let (left, right) = split(below, left.width);
    panels.extend([(Panel::Console, left), (Panel::Why, right), (Panel::Timeline, lanes)]);
    panels
}

/// The right side where each phase has a panel of its own.
fn machinery(needs: Needs<'_>, top: &[Panel]) -> Vec<Row> {
    let peaks = needs.backdrop.peaks();
    let most = |one, other| peaks.of(one).max(peaks.of(other));
    let queues = pair(&[Panel::Ticks, Panel::Microtasks], most(Queue::Ticks, Queue::Microtasks));
    vec![
        Row { min: 6, want: stack_lines(peaks), grows: true, ..Row::of(top) },
        Row { min: 2, grows: true, ..queues },
        pair(&[Panel::Timers, Panel::Poll], most(Queue::Timers, Queue::Poll)),
        pair(&[Panel::Check, Panel::Close], most(Queue::Check, Queue::Close)),
    ]
}

/// The calls, and the callback they belong to.
fn stack_lines(peaks: &Peaks) -> u16 {
    peaks.calls().saturating_add(1)
}

/// Two panels side by side; what never holds anything shrinks to its title.
fn pair(cells: &[Panel], want: u16) -> Row {
    Row { min: want.min(2), want, grows: want > 0, ..Row::of(cells) }
}

/// Lines for the output and the why, borders included.
fn bottom_height(area: Rect, needs: Needs<'_>) -> u16 {
    let why = match needs.why {
        Detail::Short => 5,
        Detail::Long => 14,
    };
    let most = match needs.why {
        Detail::Short => area.height * 3 / 10,
        Detail::Long => area.height / 3,
    };
    needs.backdrop.lines().max(why).min(most).max(5) + 2
}

/// Panels side by side, and how many lines of content they want.
struct Row {
    cells: Vec<Panel>,
    min: u16,
    want: u16,
    /// Takes a share of what nobody wants.
    grows: bool,
}

impl Row {
    fn of(cells: &[Panel]) -> Self {
        Self { cells: cells.into(), min: 0, want: 0, grows: false }
    }
}

/// Rows on top of each other, with a border line between them and around them.
fn stack(area: Rect, rows: &[Row]) -> Vec<(Panel, Rect)> {
    let borders = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX);
    let heights = share(area.height.saturating_sub(borders), rows);
    let mut panels = Vec::new();
    let mut y = area.y;
    for (row, height) in rows.iter().zip(heights) {
        let outer = Rect { y, height: (height + 2).min(area.bottom().saturating_sub(y)), ..area };
        let mut rest = outer;
        for (n, panel) in row.cells.iter().enumerate() {
            let remaining = u16::try_from(row.cells.len() - n).unwrap_or(1);
            let (cell, after) = match (remaining, panel) {
                (1, _) => (rest, Rect::ZERO),
                // Microtasks have the longer names.
                (_, Panel::Ticks) => split(rest, rest.width * 22 / 50),
                (_, _) => split(rest, rest.width / remaining + 1),
            };
            panels.push((*panel, cell));
            rest = after;
        }
        y += height + 1;
    }
    panels
}

/// Divides `total` lines among parts that each need one and want as many as `wants` says.
pub(super) fn share_lines(total: u16, wants: &[u16]) -> Vec<u16> {
    let rows: Vec<Row> =
        wants.iter().map(|want| Row { min: 1, want: *want, ..Row::of(&[]) }).collect();
    share(total, &rows)
}

/// Divides `total` lines: first what each row cannot do without, then line by line to the row
/// that lacks most of what it wants, then the rest among those that grow; the upper row first.
fn share(total: u16, rows: &[Row]) -> Vec<u16> {
    let mut left = total;
    let mut heights: Vec<u16> = rows
        .iter()
        .map(|row| {
            let height = row.min.min(left);
            left -= height;
            height
        })
        .collect();
    while left > 0 {
        let lacks = rows.iter().zip(&heights).map(|(row, height)| row.want.saturating_sub(*height));
        let neediest = lacks.enumerate().max_by_key(|(at, lack)| (*lack, Reverse(*at)));
        let Some((at, _)) = neediest.filter(|(_, lack)| *lack > 0) else { break };
        heights[at] += 1;
        left -= 1;
    }
    let growing: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].grows).collect();
    // Where nobody grows, the last panel ends where the others do.
    let growing = if growing.is_empty() { vec![rows.len().saturating_sub(1)] } else { growing };
    for at in growing.iter().cycle().take(left.into()) {
        if let Some(height) = heights.get_mut(*at) {
            *height += 1;
        }
    }
    heights
}

/// Two areas side by side that share a border column; the left one is `width` wide.
fn split(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.clamp(1.min(area.width), area.width.max(1));
    let x = (area.x + width).saturating_sub(1);
    (Rect { width, ..area }, Rect { x, width: area.right().saturating_sub(x), ..area })
}

/// Two areas on top of each other that share a border line; the lower one is `height` high.
fn split_rows(area: Rect, height: u16) -> (Rect, Rect) {
    let height = height.min(area.height);
    let y = area.bottom() - height;
    let above = (area.height - height + 1).min(area.height);
    (Rect { height: above, ..area }, Rect { y, height, ..area })
}

fn take_top(area: &mut Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    let taken = Rect { height, ..*area };
    area.y += height;
    area.height -= height;
    taken
}

fn take_bottom(area: &mut Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    area.height -= height;
    Rect { y: area.bottom(), height, ..*area }
}

#[cfg(test)]
mod tests;
