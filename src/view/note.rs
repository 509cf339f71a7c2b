//! What the lesson says at this moment.

use super::{Note, View};
use crate::{
    text::Lang,
    trace::{Fact, Step},
};

/// The notes of the latest step that has any, as long as what they speak of goes on.
pub(super) struct Now<'a> {
    /// Which note it is, counted from 1; of several the last.
    number: usize,
    total: usize,
    notes: &'a [Note],
}

impl<'a> Now<'a> {
    pub(super) fn of(view: &View<'a>) -> Option<Self> {
        if view.session.hides_notes {
            return None;
        }
        let notes = view.backdrop.notes();
        let now = view.scene.step();
        let until = notes.partition_point(|note| note.step <= now);
        let step = notes[..until].last()?.step;
        let from = notes.partition_point(|note| note.step < step);
        let trace = view.scene.film().trace();
        let is_over = (step.0 + 1..=now.0).any(|n| trace.fact(Step(n)).is_some_and(ends));
        let notes = &notes[from..until];
        (!is_over).then_some(Self { number: until, total: view.backdrop.notes().len(), notes })
    }

    pub(super) fn title(&self, lang: Lang) -> String {
        match lang {
            Lang::En => format!("note {} of {}", self.number, self.total),
            Lang::Zh => format!("讲解 {}/{}", self.number, self.total),
        }
    }

    pub(super) fn texts(&self, lang: Lang) -> impl Iterator<Item = &'a str> {
        self.notes.iter().map(move |note| match lang {
            Lang::En => note.en.as_str(),
            Lang::Zh => note.zh.as_str(),
        })
    }
}

/// Whether a note no longer speaks of the present once this has happened.
fn ends(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::StatementReached { .. }
            | Fact::EntryStarted { .. }
            | Fact::PhaseEntered { .. }
            | Fact::DrainBegan { .. }
    )
}
