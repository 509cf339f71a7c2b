//! What the mouse points at.

use ratatui::layout::{Position, Rect};

use super::{Panel, View, plan, rows, timeline};
use crate::trace::Step;

/// What is at a place of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A line of a panel, counted from 0 as [`super::item`] does; none: its frame, or a line
    /// that is no thing.
    Panel(Panel, Option<usize>),
    /// A step of the timeline: of its bar, or of its lanes.
    Step(Step),
}

/// What `view`, drawn on `area`, shows at `at`; nothing at the edges and in the first and the
/// last line.
pub fn hit(view: &View<'_>, area: Rect, at: Position) -> Option<Hit> {
    let (layout, _) = plan(view, area);
    if layout.timeline.contains(at) {
        return timeline::bar_step(view, layout.timeline, at.x).map(Hit::Step);
    }
    // Of neighbours that share a line, the one that has its title there.
    let (shown, around) = *layout.panels.iter().rev().find(|(_, area)| area.contains(at))?;
    if shown == Panel::Timeline {
        return timeline::lanes_step(view, around, at.x).map(Hit::Step);
    }
    let phases = [Panel::Timers, Panel::Poll, Panel::Check, Panel::Close];
    let candidates =
        std::iter::once(shown).chain(phases.into_iter().filter(|_| shown == Panel::Loop));
    // The cards of a phase are inside of the loop's panel.
    let mut in_row = candidates.rev().filter_map(|panel| {
        let rows = rows::of(view, &layout, panel)?;
        let row = Rect { x: around.x, width: around.width, ..rows.area };
        row.contains(at).then_some(Hit::Panel(panel, rows.index_at(at.y)))
    });
    Some(in_row.next().unwrap_or(Hit::Panel(shown, None)))
}
