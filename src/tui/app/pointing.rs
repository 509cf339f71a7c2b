//! The mouse: a convenience, never the only way.

use ratatui::layout::{Position, Rect};

use super::{App, Direction};
use crate::{
    scene::Level,
    tui::action::{Pointed, Pointing, Unit},
    view::{self, Focus, Hit, Panel},
};

impl App {
    pub(super) fn point(&mut self, Pointed { at, screen, how }: Pointed) {
        let area = Rect { x: 0, y: 0, width: screen.width, height: screen.height };
        let hit = self.viewed(|view| view::hit(view, area, at));
        if self.page.is_some() || self.is_typing {
            match how {
                Pointing::WheelUp => self.scroll_page(Direction::Back, 3),
                Pointing::WheelDown => self.scroll_page(Direction::Forward, 3),
                Pointing::Click | Pointing::Drag => {}
            }
            return;
        }
        match (how, hit) {
            (Pointing::Click | Pointing::Drag, Some(Hit::Step(step))) => self.jump(step),
            (Pointing::Click, Some(Hit::Panel(panel, line))) => self.click(panel, line, at),
            (Pointing::WheelUp, hit) => self.wheel(Direction::Back, hit),
            (Pointing::WheelDown, hit) => self.wheel(Direction::Forward, hit),
            (Pointing::Click, None) | (Pointing::Drag, Some(Hit::Panel(..)) | None) => {}
        }
    }

    /// Focuses what is clicked. A line number, or a line of the program that is selected
    /// already, gets a breakpoint.
    fn click(&mut self, panel: Panel, line: Option<usize>, at: Position) {
        /// Where the numbers of lines stand.
        const GUTTER: u16 = 5;
        let was = self.focus;
        if !Panel::FOCUSABLE.contains(&panel) {
            return;
        }
        let selected =
            line.unwrap_or_else(|| view::first_selected(panel, &self.scene(), &self.backdrop));
        self.focus = Some(Focus { panel, selected });
        if let (Panel::Source, Some(line)) = (panel, line)
            && (at.x < GUTTER || was == self.focus)
        {
            let number = u32::try_from(line + 1).unwrap_or(u32::MAX);
            self.toggle_break(Some(number));
            if at.x < GUTTER {
                self.focus = was;
            }
        }
    }

    /// The wheel scrolls what has lines of its own to scroll, and steps anywhere else.
    fn wheel(&mut self, direction: Direction, hit: Option<Hit>) {
        match hit {
            Some(Hit::Panel(panel, _)) if self.focus.is_some_and(|it| it.panel == panel) => {
                self.down(direction, 1, None);
            }
            Some(Hit::Panel(..) | Hit::Step(_)) | None => {
                self.repeat(direction, Unit::Level(Level::Event), None);
            }
        }
    }
}
