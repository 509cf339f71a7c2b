//! Where the playhead goes.

use super::{App, Direction, Effect};
use crate::{
    scene::{Film, Level, Scene},
    trace::{EntryId, Fact, FileId, Step},
    tui::{action::Unit, notice::Notice},
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
        let is_jump = matches!(unit, Unit::Line | Unit::Breakpoint | Unit::Race);
        let from = self.playhead;
        for _ in 0..count.unwrap_or(1).clamp(1, end.0.max(1)) {
            let Some(next) = self.beyond(direction, unit) else {
                self.notice = Some(match unit {
                    Unit::Breakpoint if self.breakpoints.is_empty() => Notice::NoBreakpoint,
                    Unit::Level(_) | Unit::Marker | Unit::Line | Unit::Breakpoint | Unit::Race => {
                        Notice::NoMore(direction, unit)
                    }
                });
                // What follows the last statement is still part of the run.
                if matches!(unit, Unit::Level(_)) {
                    self.go(if direction == Direction::Forward { end } else { Step(0) });
                }
                break;
            };
            self.go(next);
            if self.playhead != next {
                break; // A question is in the way.
            }
        }
        if is_jump && self.playhead != from {
            self.trail.push(from);
        }
    }

    /// The nearest step at which a movement stops.
    fn beyond(&self, direction: Direction, unit: Unit) -> Option<Step> {
        match (unit, direction) {
            (Unit::Marker, _) => self.marker_beyond(direction),
            (Unit::Level(level), Direction::Forward) => self.film.next(level, self.playhead),
            (Unit::Level(level), Direction::Back) => self.film.previous(level, self.playhead),
            (Unit::Breakpoint, Direction::Forward) => {
                self.breakpoints.next(&self.film, self.playhead)
            }
            (Unit::Breakpoint, Direction::Back) => {
                self.breakpoints.previous(&self.film, self.playhead)
            }
            (Unit::Race, Direction::Forward) => self.film.next_where(self.playhead, is_race),
            (Unit::Race, Direction::Back) => self.film.previous_where(self.playhead, is_race),
            (Unit::Line, _) => {
                let (file, line) = self.line_in_question()?;
                match direction {
                    Direction::Forward => self.film.next_run(file, line, self.playhead),
                    Direction::Back => self.film.previous_run(file, line, self.playhead),
                }
            }
        }
    }

    /// The answers that lead to here, the last of them another: up to there the run is the same.
    pub(super) fn other_way(&mut self) -> Effect {
        let trace = self.film.trace();
        let until = &trace.facts()[..self.playhead.0 as usize];
        let decided = until.iter().filter_map(|fact| {
            let Fact::DecisionMade { decision } = fact else { return None };
            Some(trace.decision(*decision))
        });
        let mut choices: Vec<(u32, u32)> =
            decided.map(|made| (made.chosen, made.options)).collect();
        let Some((chosen, options)) = choices.last_mut() else {
            self.notice = Some(Notice::NoRace);
            return Effect::Draw;
        };
        *chosen = (*chosen + 1) % (*options).max(1);
        Effect::Decide(choices.into_iter().map(|(chosen, _)| chosen).collect())
    }

    /// The next note, unless notes are hidden.
    pub(super) fn note_beyond(&self, direction: Direction) -> Option<Step> {
        let is_forward = direction == Direction::Forward;
        let note = self.backdrop.note_beyond(self.playhead, is_forward);
        note.filter(|_| !self.settings.hides_notes)
    }

    /// The next note or question.
    fn marker_beyond(&self, direction: Direction) -> Option<Step> {
        let note = self.note_beyond(direction);
        let here = self.playhead;
        let questions = self.asks.steps().filter(|_| !self.settings.hides_questions);
        match direction {
            Direction::Forward => note.into_iter().chain(questions.filter(|it| *it > here)).min(),
            Direction::Back => note.into_iter().chain(questions.filter(|it| *it < here)).max(),
        }
    }

    /// The line that keys speak of: the selected one of the program, else the shown one.
    pub(super) fn line_in_question(&self) -> Option<(FileId, u32)> {
        let scene = self.scene();
        if let Some(Item::Code { line }) = self.item() {
            return Some((view::shown_file(&scene).unwrap_or(FileId(1)), line));
        }
        view::shown_line(&scene)
    }

    /// Down (or up) the lines of the focused panel, or else the statements.
    pub(super) fn down(&mut self, direction: Direction, lines: usize, count: Option<u32>) {
        let lines = lines * count.map_or(1, |count| count as usize);
        if self.page.is_some() {
            return self.scroll_page(direction, lines);
        }
        if let Some(index) = self.shown_question() {
            return self.select_option(index, direction);
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
        let from = self.playhead;
        self.go(to);
        if self.playhead != from {
            self.trail.push(from);
        }
    }

    pub(super) fn go_back(&mut self) {
        match self.trail.pop() {
            Some(step) => self.go(step),
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

    pub(super) fn output(&mut self, count: Option<u32>) {
        match self.item() {
            Some(Item::Line { step }) => self.jump(step),
            Some(Item::Entry(_) | Item::Call { .. } | Item::Code { .. } | Item::Text) | None => {
                self.repeat(Direction::Forward, Unit::Level(Level::Output), count);
            }
        }
    }

    /// The step that wrote the output line with this number, counted from 1.
    pub(super) fn output_line(&mut self, number: u32) {
        let index = usize::try_from(number).unwrap_or(usize::MAX).checked_sub(1);
        match index.and_then(|index| self.film.line_step(index)) {
            Some(step) => self.jump(step),
            None => self.notice = Some(Notice::NoOutputLine(self.film.line_count())),
        }
    }

    /// The step of this film that is most like `there`, a moment of another.
    pub(super) fn place_like(&self, there: &Scene<'_>) -> Step {
        let end = self.film.end();
        let (was_at, was_end) = (there.step(), there.film().end());
        if was_at == was_end {
            return end;
        }
        let written = there.line_count();
        let start = |film: &Film| written.checked_sub(1).and_then(|last| film.line_step(last));
        let (Some(then), Some(now)) = (
            start(there.film()).or((written == 0).then_some(Step(0))),
            start(&self.film).or((written == 0).then_some(Step(0))),
        ) else {
            return end; // It does not write so much any more.
        };
        // As far behind that line as before, but not at the next one yet.
        let beyond = self.film.line_step(written).map_or(end.0, |next| next.0.saturating_sub(1));
        Step((now.0 + (was_at.0 - then.0)).min(beyond.max(now.0)).min(end.0))
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

fn is_race(fact: &Fact) -> bool {
    matches!(fact, Fact::DecisionMade { .. })
}
