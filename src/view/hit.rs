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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        scene::{self, Film},
        text::Lang,
        trace::{Runtime, draft::everything},
        view::{
            Backdrop, Charset, Detail, Footer, Look, Session, Theme, ThemeName, items::item_count,
        },
    };

    thread_local! {
        static RUN: (Film, Backdrop) = {
            let film = Film::new(everything(Runtime::Node24));
            let backdrop = Backdrop::new(&film, Vec::new());
            (film, backdrop)
        };
    }

    proptest! {
        /// Whatever line is drawn: a click on it means that line, and only things have one.
        #[test]
        fn a_line_that_is_drawn_can_be_hit(
            (width, height) in (20_u16..220, 8_u16..70),
            step in 0_u32..200,
            is_big in any::<bool>(),
        ) {
            RUN.with(|(film, backdrop)| {
                let scene = scene::at(film, Step(step));
                let theme = Theme::new(ThemeName::Mono, Charset::Unicode);
                let look = Look { theme, lang: Lang::En };
                let view = View {
                    scene: &scene,
                    backdrop,
                    look: &look,
                    focus: None,
                    is_zoomed: false,
                    why: Detail::Short,
                    playing: None,
                    footer: Footer::Hints(Vec::new()),
                    help: None,
                    session: Session { is_big, ..Session::default() },
                };
                let area = Rect { x: 0, y: 0, width, height };
                let (layout, _) = plan(&view, area);
                for panel in Panel::FOCUSABLE {
                    let Some(rows) = rows::of(&view, &layout, panel) else { continue };
                    for index in 0..item_count(panel, &scene, backdrop) {
                        let Some(row) = rows.row(index) else { continue };
                        let hit = hit(&view, area, row.as_position());
                        prop_assert_eq!(hit, Some(Hit::Panel(panel, Some(index))));
                    }
                }
                for x in 0..width {
                    let at = Position { x, y: height - 2 };
                    if let Some(Hit::Step(step)) = hit(&view, area, at) {
                        prop_assert!(step <= film.end());
                    }
                }
                Ok(())
            })?;
        }
    }
}
