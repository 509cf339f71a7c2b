//! How the playhead moves by itself.

use std::time::Duration;

use super::{App, Direction, Driver, Effect};
use crate::{
    text::Lang,
    trace::Step,
    tui::{
        notice::Notice,
        speed::{Pace, reading_time},
    },
};

/// How long a demo stands still at the end of a lesson before the next one.
const LAST_LOOK: Duration = Duration::from_secs(4);

impl App {
    /// The time between this automatic move and the one before; none while nothing plays.
    pub fn pace(&self) -> Option<Duration> {
        if !self.is_playing {
            return None;
        }
        let pace = self.settings.pace.speed().pace;
        Some(match self.driver {
            Driver::Demo { .. } if self.playhead == self.film.end() => LAST_LOOK.max(pace),
            // What nobody waits for is to be read in passing.
            Driver::Demo { stops: false } => pace.max(self.time_to_read()),
            Driver::Demo { stops: true } | Driver::Learner => pace,
        })
    }

    /// How long the notes of this very step take to read.
    fn time_to_read(&self) -> Duration {
        if self.settings.hides_notes {
            return Duration::ZERO;
        }
        let notes = self.backdrop.notes().iter().filter(|note| note.step == self.playhead);
        let text = |note: &crate::view::Note| match self.settings.lang {
            Lang::En => reading_time(&note.en),
            Lang::Zh => reading_time(&note.zh),
        };
        notes.map(text).sum()
    }

    pub(super) fn play_pause(&mut self) {
        self.is_playing = !self.is_playing;
        if self.is_playing && self.playhead == self.film.end() && self.driver == Driver::Learner {
            self.playhead = Step(0);
        }
    }

    pub(super) fn set_pace(&mut self, pace: Pace) {
        self.settings.pace = pace;
        self.notice = Some(Notice::Speed(pace.speed().label));
    }

    /// Plays on, up to the next note, question or breakpoint: those are there to be looked at.
    pub(super) fn advance(&mut self) -> Effect {
        if !self.is_playing {
            return Effect::Draw;
        }
        let end = self.film.end();
        if self.playhead == end {
            return match self.driver {
                Driver::Demo { .. } => Effect::Lesson(Direction::Forward),
                Driver::Learner => {
                    self.is_playing = false;
                    Effect::Draw
                }
            };
        }
        let steps = self.settings.pace.speed().steps;
        let mut to = Step(self.playhead.0.saturating_add(steps)).min(end);
        let stop = self.next_stop();
        if let Some(stop) = stop.filter(|stop| *stop <= to) {
            to = stop;
            self.is_playing = self.driver == (Driver::Demo { stops: false });
        }
        if let Some(hit) = self.breakpoints.between(&self.film, self.playhead, to) {
            to = hit;
            self.is_playing = false;
        }
        self.go(to);
        if to == end && self.driver == Driver::Learner {
            self.is_playing = false;
        }
        Effect::Draw
    }

    /// The next step at which there is something to be read or answered.
    fn next_stop(&self) -> Option<Step> {
        let note = self.note_beyond(Direction::Forward);
        let question = self.barrier().filter(|at| *at > self.playhead);
        [note, question].into_iter().flatten().min()
    }

    /// The same program under another version of the runtime.
    pub(super) fn version(&mut self, direction: Direction) -> Effect {
        use crate::trace::Runtime;
        let all = Runtime::ALL;
        let now = all.iter().position(|runtime| *runtime == self.film.runtime());
        let other = match direction {
            Direction::Forward => now.map(|now| now + 1),
            Direction::Back => now.and_then(|now| now.checked_sub(1)),
        };
        if let Some(runtime) = other.and_then(|other| all.get(other)) {
            return Effect::Record(*runtime);
        }
        self.notice = Some(Notice::NoVersion(direction));
        Effect::Draw
    }
}
