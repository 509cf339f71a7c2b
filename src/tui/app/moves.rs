//! Where the playhead goes.

use super::{App, Direction, Mode, SPEEDS, Unit};
use crate::{
    scene::Level,
    trace::{EntryId, Fact, Step},
    tui::{keymap, notice::Notice},
    view::{self, Focus, Item, Panel},
};

impl App {
    pub(super) fn next(&mut self, direction: Direction, count: Option<u32>) {
        if self.search.is_some() {
            self.next_match(direction);
        } else {
            self.repeat(direction, Unit::Level(Level::Callback), count);
        }
    }

    /// `count` movements, one by one.
    pub(super) fn repeat(&mut self, direction: Direction, unit: Unit, count: Option<u32>) {
        self.is_playing = false;
        let end = self.film.end();
        for _ in 0..count.unwrap_or(1).clamp(1, end.0.max(1)) {
            let Some(next) = self.beyond(direction, unit) else {
                self.notice = Some(Notice::NoMore(direction, unit));
                // What follows the last statement is still part of the run.
                if unit != Unit::Note {
                    self.playhead = if direction == Direction::Forward { end } else { Step(0) };
                }
                return;
            };
            self.playhead = next;
        }
    }

    /// The nearest step at which a movement stops.
    fn beyond(&self, direction: Direction, unit: Unit) -> Option<Step> {
        match (unit, direction) {
            (Unit::Note, _) => {
                self.backdrop.note_beyond(self.playhead, direction == Direction::Forward)
            }
            (Unit::Level(level), Direction::Forward) => self.film.next(level, self.playhead),
            (Unit::Level(level), Direction::Back) => self.film.previous(level, self.playhead),
        }
    }

    /// Down (or up) the lines of the focused panel, or else the statements.
    pub(super) fn down(&mut self, direction: Direction, lines: usize, count: Option<u32>) {
        let lines = lines * count.map_or(1, |count| count as usize);
        if self.mode == Mode::Help {
            self.help_scroll = match direction {
                Direction::Forward => {
                    let last = view::help_lines(&keymap::help_page(
                        self.settings.lang,
                        self.settings.charset,
                    ));
                    (self.help_scroll + lines).min(last.saturating_sub(1))
                }
                Direction::Back => self.help_scroll.saturating_sub(lines),
            };
            return;
        }
        let Some(focus) = self.focus else {
            let statements = u32::try_from(lines).unwrap_or(u32::MAX);
            return self.repeat(direction, Unit::Level(Level::Statement), Some(statements));
        };
        let last = self.items(focus.panel).saturating_sub(1);
        let selected = match direction {
            Direction::Forward => focus.selected.saturating_add(lines),
            Direction::Back => focus.selected.min(last).saturating_sub(lines),
        };
        self.focus = Some(Focus { selected: selected.min(last), ..focus });
    }

    fn items(&self, panel: Panel) -> usize {
        view::item_count(panel, &self.scene(), &self.backdrop)
    }

    pub(super) fn item(&self) -> Option<Item> {
        let Focus { panel, selected } = self.focus?;
        view::item(panel, selected, &self.scene(), &self.backdrop)
    }

    /// Moves the playhead somewhere else, and remembers where it was.
    pub(super) fn jump(&mut self, to: Step) {
        let to = to.min(self.film.end());
        self.is_playing = false;
        if to != self.playhead {
            self.trail.push(self.playhead);
            self.playhead = to;
        }
    }

    pub(super) fn go_back(&mut self) {
        match self.trail.pop() {
            Some(step) => self.playhead = step,
            None => self.notice = Some(Notice::NoJump),
        }
    }

    pub(super) fn percent(&mut self, count: Option<u32>) {
        let Some(percent) = count else {
            self.notice = Some(Notice::NumberFirst);
            return;
        };
        let end = u64::from(self.film.end().0);
        let step = end * u64::from(percent.min(100)) / 100;
        self.jump(Step(u32::try_from(step).unwrap_or(u32::MAX)));
    }

    pub(super) fn digit(&mut self, count: Option<u32>, digit: u32) {
        self.count = Some(count.unwrap_or(0).saturating_mul(10).saturating_add(digit));
    }

    pub(super) fn play_pause(&mut self) {
        self.is_playing = !self.is_playing;
        if self.is_playing && self.playhead == self.film.end() {
            self.playhead = Step(0);
        }
    }

    pub(super) fn set_speed(&mut self, speed: usize) {
        self.speed = speed.min(SPEEDS.len() - 1);
        self.notice = Some(Notice::Speed(SPEEDS[self.speed].label));
    }

    /// Plays on, up to the next note of the lesson, which is there to be read.
    pub(super) fn advance(&mut self) {
        if !self.is_playing {
            return;
        }
        let end = self.film.end();
        let mut to = Step(self.playhead.0.saturating_add(SPEEDS[self.speed].steps)).min(end);
        if let Some(note) = self.backdrop.note_beyond(self.playhead, true)
            && note <= to
        {
            to = note;
            self.is_playing = false;
        }
        self.playhead = to;
        if to == end {
            self.is_playing = false;
        }
    }

    pub(super) fn output(&mut self, count: Option<u32>) {
        match self.item() {
            Some(Item::Line { step }) => self.jump(step),
            Some(Item::Entry(_) | Item::Call { .. } | Item::Code { .. } | Item::Text) | None => {
                self.repeat(Direction::Forward, Unit::Level(Level::Output), count);
            }
        }
    }

    /// The entry the keys `s` and `S` speak of: the selected one, else the running one.
    fn entry_in_question(&self) -> Option<EntryId> {
        match self.item() {
            Some(Item::Entry(entry)) => Some(entry),
            Some(Item::Line { .. } | Item::Call { .. } | Item::Code { .. } | Item::Text) | None => {
                self.scene().running().map(|running| running.card.id)
            }
        }
    }

    pub(super) fn scheduler(&mut self) {
        match self.entry_in_question() {
            Some(entry) => self.jump(self.film.trace().entry(entry).scheduled),
            None => self.notice = Some(Notice::NothingRuns),
        }
    }

    pub(super) fn scheduled(&mut self) {
        let Some(entry) = self.entry_in_question() else {
            self.notice = Some(Notice::NothingRuns);
            return;
        };
        // What is selected is asked when it runs; what runs, when what it scheduled runs.
        let wanted = match self.item() {
            Some(Item::Entry(selected)) => Some(selected),
            Some(Item::Line { .. } | Item::Call { .. } | Item::Code { .. } | Item::Text) | None => {
                self.first_scheduled_by(entry)
            }
        };
        match wanted.and_then(|entry| self.film.started(entry)) {
            Some(step) => self.jump(step),
            None => self.notice = Some(Notice::NeverRuns),
        }
    }

    /// The first entry scheduled while the callback that runs now does.
    fn first_scheduled_by(&self, entry: EntryId) -> Option<EntryId> {
        let since = self.scene().running()?.since;
        let ends =
            |fact: &Fact| matches!(fact, Fact::EntryEnded { entry: ended, .. } if *ended == entry);
        let end = self.film.next_where(since, ends).unwrap_or(self.film.end());
        let entries = (1..).map(EntryId).zip(self.film.trace().entries());
        entries
            .filter(|(id, it)| *id != entry && it.scheduled >= since && it.scheduled < end)
            .min_by_key(|(id, it)| (it.scheduled, *id))
            .map(|(id, _)| id)
    }
}
