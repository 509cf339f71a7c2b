//! Questions: where they stand in the way, and how they are answered.

use super::{App, Direction, Effect};
use crate::{trace::Step, tui::notice::Notice};

impl App {
    /// The step that nothing goes past until its question is answered.
    pub(super) fn barrier(&self) -> Option<Step> {
        self.asks.barrier(self.playhead).filter(|_| !self.settings.hides_questions)
    }

    /// The question that is on the screen.
    pub(super) fn shown_question(&self) -> Option<usize> {
        self.asks.shown(self.playhead).filter(|_| !self.settings.hides_questions)
    }

    /// How many lines of output are to come that must not be read yet.
    pub(super) fn masked(&self) -> usize {
        if self.settings.hides_questions { 0 } else { self.asks.masked(&self.film, self.playhead) }
    }

    /// Moves the playhead, as far as open questions let it.
    pub(super) fn go(&mut self, to: Step) {
        let to = to.min(self.film.end());
        match self.barrier() {
            Some(at) if to > at => {
                if self.playhead == at {
                    self.notice = Some(Notice::AnswerFirst);
                }
                self.put_questions(at);
                self.is_playing = false;
                self.playhead = at;
            }
            Some(_) | None => self.playhead = to,
        }
    }

    /// Takes up again what was put aside at `step`.
    fn put_questions(&mut self, step: Step) {
        for asked in self.asks.all_mut().filter(|asked| asked.step == step && !asked.is_locked()) {
            asked.is_aside = false;
        }
    }

    /// The question here; else on to the next one.
    pub(super) fn find_question(&mut self) {
        if self.settings.hides_questions {
            self.toggle_questions();
        }
        let here = self.playhead;
        for asked in self.asks.all_mut().filter(|asked| asked.step == here) {
            asked.is_aside = false;
        }
        if self.shown_question().is_some() {
            return;
        }
        match self.barrier() {
            Some(at) => self.jump(at),
            None => self.notice = Some(Notice::NoQuestion),
        }
    }

    pub(super) fn toggle_questions(&mut self) {
        self.settings.hides_questions = !self.settings.hides_questions;
        self.notice = Some(Notice::Questions { are_put: !self.settings.hides_questions });
    }

    pub(super) fn toggle_notes(&mut self) {
        self.settings.hides_notes = !self.settings.hides_notes;
        self.notice = Some(Notice::Notes { are_shown: !self.settings.hides_notes });
    }

    pub(super) fn choose(&mut self, option: Option<usize>) {
        let shown = self.shown_question();
        if let Some(asked) = shown.and_then(|index| self.asks.get(index)) {
            asked.choose(option);
        }
    }

    pub(super) fn select_option(&mut self, index: usize, direction: Direction) {
        if let Some(asked) = self.asks.get(index) {
            asked.select(direction == Direction::Forward);
        }
    }

    /// Locks the answer; after the reveal, goes on.
    pub(super) fn accept_answer(&mut self, index: usize) -> Effect {
        let Some(asked) = self.asks.get(index) else { return Effect::Draw };
        if asked.is_locked() {
            asked.is_aside = true;
            if self.shown_question().is_none() {
                self.go(Step(self.playhead.0.saturating_add(1)));
                self.is_playing = self.driver != super::Driver::Learner;
            }
            return Effect::Draw;
        }
        if let Some((number, answer)) = asked.lock() {
            return Effect::Answered { number, answer };
        }
        self.notice = Some(Notice::AnswerWhole);
        Effect::Draw
    }

    pub(super) fn put_aside(&mut self, index: usize) {
        if let Some(asked) = self.asks.get(index) {
            asked.is_aside = true;
        }
    }
}
