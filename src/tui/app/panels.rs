//! What is searched, focused and opened.

use super::{App, Direction, Mode};
use crate::{
    trace::Step,
    tui::{notice::Notice, search::Search},
    view::{self, Focus, Item, Panel},
};

impl App {
    pub(super) fn type_search(&mut self) {
        self.is_playing = false;
        self.typed.clear();
        self.mode = Mode::Typing;
    }

    pub(super) fn erase(&mut self) {
        if self.typed.pop().is_none() {
            self.mode = Mode::Stepping;
        }
    }

    pub(super) fn accept(&mut self) {
        self.mode = Mode::Stepping;
        if self.typed.is_empty() {
            self.search = None;
            return;
        }
        self.search = Some(Search::new(&self.film, &self.backdrop, &self.typed));
        self.next_match(Direction::Forward);
    }

    pub(super) fn next_match(&mut self, direction: Direction) {
        let Some(search) = &self.search else { return };
        let hit = match direction {
            Direction::Forward => search.after(self.playhead),
            Direction::Back => search.before(self.playhead),
        };
        let (query, of) = (search.query.clone(), search.hits.len());
        self.notice = Some(match hit {
            Some((number, step)) => {
                self.jump(step);
                Notice::Match { query, number, of }
            }
            None => Notice::NoMatch { query, of, direction },
        });
    }

    /// One thing at a time, the latest first.
    pub(super) fn escape(&mut self) {
        if self.mode != Mode::Stepping {
            self.mode = Mode::Stepping;
        } else if self.is_zoomed {
            self.is_zoomed = false;
        } else if self.focus.is_some() {
            self.focus = None;
        } else {
            self.search = None;
        }
    }

    pub(super) fn turn_focus(&mut self, direction: Direction) {
        let panels = Panel::FOCUSABLE;
        let at = self.focus.and_then(|focus| panels.iter().position(|panel| *panel == focus.panel));
        let next = match (at, direction) {
            (None, Direction::Forward) => 0,
            (None | Some(0), Direction::Back) => panels.len() - 1,
            (Some(at), Direction::Forward) => (at + 1) % panels.len(),
            (Some(at), Direction::Back) => at - 1,
        };
        let panel = panels[next];
        let selected = view::first_selected(panel, &self.scene(), &self.backdrop);
        self.focus = Some(Focus { panel, selected });
    }

    /// Where the selected line comes from; a number goes before it.
    pub(super) fn open(&mut self, count: Option<u32>) {
        if let Some(step) = count {
            return self.jump(Step(step));
        }
        match self.item() {
            Some(Item::Entry(entry)) => self.jump(self.film.trace().entry(entry).scheduled),
            Some(Item::Line { step } | Item::Call { step }) => self.jump(step),
            Some(Item::Code { line }) => self.run_to_line(line),
            Some(Item::Text) => self.why = self.why.other(),
            None => self.notice = Some(Notice::NothingSelected),
        }
    }

    /// To the next time this line of the shown file runs.
    fn run_to_line(&mut self, line: u32) {
        let file = view::shown_file(&self.scene());
        match file.and_then(|file| self.film.next_run(file, line, self.playhead)) {
            Some(step) => self.jump(step),
            None => self.notice = Some(Notice::LineRunsNoMore(line)),
        }
    }

    pub(super) fn zoom(&mut self) {
        if self.focus.is_none() {
            self.turn_focus(Direction::Forward);
        }
        self.is_zoomed = !self.is_zoomed;
    }

    pub(super) fn toggle_help(&mut self) {
        self.is_playing = false;
        self.help_scroll = 0;
        self.mode = if self.mode == Mode::Help { Mode::Stepping } else { Mode::Help };
    }
}
