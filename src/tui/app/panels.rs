//! What is focused, opened, and marked.

use super::{App, Breakpoints, Direction, Driver, Page, Settings};
use crate::{
    trace::{FileId, Step},
    tui::{breakpoints, notice::Notice},
    view::{self, Focus, Item, Panel},
};

impl App {
    /// One thing at a time, the latest first.
    pub(super) fn escape(&mut self) {
        if self.is_typing {
            self.is_typing = false;
        } else if self.page.is_some() {
            self.page = None;
        } else if let Some(index) = self.shown_question() {
            self.put_aside(index);
        } else if self.trouble.is_some() {
            self.trouble = None;
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
    pub(super) fn run_to_line(&mut self, line: u32) {
        let file = view::shown_file(&self.scene()).unwrap_or(FileId(1));
        match self.film.next_run(file, line, self.playhead) {
            Some(step) => self.jump(step),
            None => self.notice = Some(Notice::LineRunsNoMore(line)),
        }
    }

    /// Focuses what the variables hold, or nothing.
    pub(super) fn toggle_variables(&mut self) {
        let panel = Panel::Variables;
        let is_focused = self.focus.is_some_and(|focus| focus.panel == panel);
        self.focus = (!is_focused).then_some(Focus { panel, selected: 0 });
    }

    pub(super) fn zoom(&mut self) {
        if self.focus.is_none() {
            self.turn_focus(Direction::Forward);
        }
        self.is_zoomed = !self.is_zoomed;
    }

    /// The focused panel alone; if it is alone already, to where its selected line comes from.
    pub(super) fn enter(&mut self, count: Option<u32>) {
        match (count, self.focus) {
            (None, Some(_)) if !self.is_zoomed => self.is_zoomed = true,
            (Some(_), _) | (None, None | Some(_)) => self.open(count),
        }
    }

    /// Opens a page over everything, or closes it.
    pub(super) fn open_page(&mut self, page: Page) {
        self.is_playing = self.is_playing && self.driver != Driver::Learner;
        self.scroll = 0;
        self.page = (self.page.as_ref() != Some(&page)).then_some(page);
    }

    pub(super) fn scroll_page(&mut self, direction: Direction, lines: usize) {
        let Settings { lang, charset, .. } = self.settings;
        let total = self.page_text().map_or_else(
            || view::help_lines(&self.keymap.help_page(lang, charset)),
            |(_, text)| view::sheet_lines(&text),
        );
        self.scroll = match direction {
            Direction::Forward => (self.scroll + lines).min(total.saturating_sub(1)),
            Direction::Back => self.scroll.saturating_sub(lines),
        };
    }

    /// A breakpoint on `line` of the shown file, or on the first line after it that runs.
    pub(super) fn toggle_break(&mut self, line: Option<u32>) {
        let here = self.line_in_question();
        let file = here
            .map(|(file, _)| file)
            .or_else(|| view::shown_file(&self.scene()))
            .unwrap_or(FileId(1));
        let Some(line) = line.or(here.map(|(_, line)| line)) else {
            self.notice = Some(Notice::NoLine);
            return;
        };
        let Some(runs) = breakpoints::line_that_runs(&self.film, file, line) else {
            self.notice = Some(Notice::NoStatement(line));
            return;
        };
        let is_set = self.breakpoints.toggle(&self.film, file, runs);
        self.notice = Some(Notice::Break { line: runs, is_set });
    }

    pub(super) fn break_nowhere(&mut self) {
        self.breakpoints = Breakpoints::default();
        self.notice = Some(Notice::NoBreakpoint);
    }

    /// The file of this recording with that path.
    pub(super) fn file_called(&self, path: &str) -> Option<FileId> {
        let mut files = (1..).map(FileId).zip(self.film.trace().files());
        files.find(|(_, file)| file.path == path).map(|(id, _)| id)
    }
}
