//! Which lines of a panel are on the screen, and where.
//!
//! Drawing, the mouse and what travels between panels all ask here, so that they agree.

use ratatui::layout::Rect;

use super::{Panel, View, console, layout::Layout, panel, panel::Visible, phases, queue, source};
use super::{stack, variables, waiting};

/// The lines of one panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) area: Rect,
    pub(super) visible: Visible,
    /// Lines before the first that are no item: what has just left.
    pub(super) ghosts: usize,
}

impl Rows {
    /// The row of an item, counted from 0, if it is to be seen.
    pub(super) fn row(&self, index: usize) -> Option<Rect> {
        let index = index + self.ghosts;
        if !self.visible.range.contains(&index) {
            return None;
        }
        let at = index - self.visible.range.start + usize::from(self.visible.above > 0);
        self.area.rows().nth(at)
    }

    /// The row of what has just left, if it is to be seen.
    pub(super) fn ghost(&self) -> Option<Rect> {
        (self.ghosts > 0 && self.visible.range.contains(&0)).then(|| self.area.rows().next())?
    }

    /// The item in the row at `y`.
    pub(super) fn index_at(&self, y: u16) -> Option<usize> {
        let above = usize::from(self.visible.above > 0);
        let at = usize::from(y.checked_sub(self.area.y)?).checked_sub(above)?;
        let index = self.visible.range.start + at;
        self.visible.range.contains(&index).then(|| index.checked_sub(self.ghosts))?
    }
}

/// Where a panel's lines stand; none if the panel is not shown or is no list.
pub(super) fn of(view: &View<'_>, layout: &Layout, of: Panel) -> Option<Rows> {
    let own = layout.area(of).map(panel::inside);
    let area = match (own, of.queue_in(view.scene.film().runtime())) {
        (Some(own), _) => own,
        // Without a panel of its own, a phase is a few lines of the loop's.
        (None, Some(queue)) if layout.area(Panel::Timers).is_none() => {
            phases::cards(view, panel::inside(layout.area(Panel::Loop)?), queue)?
        }
        (None, _) => return None,
    };
    match of {
        Panel::Source => source::rows(view, area),
        Panel::Console => Some(console::rows(view, area)),
        Panel::Stack => Some(stack::rows(view, area)),
        Panel::Variables => Some(variables::rows(view, area)),
        Panel::Ticks
        | Panel::Microtasks
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close => {
            let queue = of.queue_in(view.scene.film().runtime())?;
            Some(queue::rows(view, queue, area))
        }
        Panel::Suspended | Panel::Promises => Some(waiting::rows(view, of, area)),
        Panel::Loop | Panel::Why | Panel::Timeline => None,
    }
}
