//! The questions of a lesson: predict, lock, reveal.
//!
//! A question is put before its moment, and the recording does not go past it until it is
//! answered. An answer is locked once given, and the right one is shown then.
//! What is right, the run says: see [`Ask::answer`].

use super::progress::Answered;
use crate::{
    lesson::{Answer, Ask, AskKind, Choice, Lesson, Moment},
    scene::{self, Film},
    text::Lang,
    trace::{EntryKind, Fact, Step, Trace},
    view::{Offer, Question, Stage},
};

/// The questions of a lesson, by step, and how far the learner is with them.
#[derive(Clone, Debug, Default)]
pub(super) struct Asks {
    all: Vec<Asked>,
}

/// One question.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Which of the lesson's questions it is, counted from 1, as progress knows it.
    pub(super) number: u32,
    /// The step it is put at: see [`put_at`].
    pub(super) step: Step,
    ask: Ask,
    answer: Answer,
    /// The options' indices in the order in which they are offered.
    offered: Vec<usize>,
    /// Which of those offered the keys act on.
    selected: usize,
    /// The options chosen so far, by index.
    chosen: Vec<usize>,
    is_locked: bool,
    /// Whoever is asked has put it aside for the moment.
    pub(super) is_aside: bool,
    /// What was answered the first time, on another day.
    pub(super) first: Option<Vec<String>>,
}

/// The step to put a question at: the one before its moment.
///
/// Before a line of output that is too late if a callback prints it, which then stands on the
/// stack for all to see: such a question is put before the callback starts, but not before the
/// line printed last.
fn put_at(trace: &Trace, moment: &Moment, before: Step) -> Step {
    let last = before.0.saturating_sub(1);
    let facts = trace.facts().iter().take(last as usize);
    let sign = facts.rev().zip((1..=last).rev()).find_map(|(fact, step)| {
        if let Fact::EntryStarted { entry } = fact {
            let is_main = trace.entry(*entry).kind == EntryKind::Main;
            return Some(if is_main { last } else { step - 1 });
        }
        matches!(fact, Fact::ConsoleWrote { .. }).then_some(step)
    });
    match (moment, sign) {
        (Moment::Output(_), Some(step)) => Step(step),
        _ => Step(last),
    }
}

impl Asks {
    /// The questions that this run gets to, and has an answer to.
    pub(super) fn of(lesson: &Lesson, film: &Film) -> Self {
        let asks = (1..).zip(&lesson.ask);
        let asked = asks.filter_map(|(number, ask)| {
            let answer = ask.answer(film.trace()).ok()?;
            Some(Asked {
                number,
                step: put_at(film.trace(), &ask.before, answer.before),
                offered: ask.offered(),
                ask: ask.clone(),
                answer,
                selected: 0,
                chosen: Vec::new(),
                is_locked: false,
                is_aside: false,
                first: None,
            })
        });
        let mut all: Vec<_> = asked.collect();
        all.sort_by_key(|asked| asked.step); // Stable: questions of one step stay in order.
        Self { all }
    }

    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Asked> {
        self.all.iter_mut()
    }

    pub(super) fn steps(&self) -> impl Iterator<Item = Step> {
        self.all.iter().map(|asked| asked.step)
    }

    /// The first question at or after `step` that is not answered: nothing goes past it.
    pub(super) fn barrier(&self, step: Step) -> Option<Step> {
        self.all.iter().find(|it| !it.is_locked && it.step >= step).map(|it| it.step)
    }

    /// The question that is to be seen at `step`: what has just been revealed, until it is
    /// put aside; then the first that is not answered yet, unless that is put aside.
    pub(super) fn shown(&self, step: Step) -> Option<usize> {
        let here = || self.all.iter().enumerate().filter(|(_, it)| it.step == step);
        let revealed = here().rfind(|(_, it)| it.is_locked && !it.is_aside);
        let open = here().find(|(_, it)| !it.is_locked).filter(|(_, it)| !it.is_aside);
        revealed.or(open).map(|(index, _)| index)
    }

    pub(super) fn get(&mut self, index: usize) -> Option<&mut Asked> {
        self.all.get_mut(index)
    }

    /// How many lines of output the learner must not know at `step` yet.
    pub(super) fn masked(&self, film: &Film, step: Step) -> usize {
        let Some(at) = self.barrier(step).filter(|at| *at == step) else { return 0 };
        let later = self.all.iter().map(|asked| asked.step).find(|other| *other > at);
        let lines = |until: Step| scene::at(film, until).line_count();
        lines(later.unwrap_or(film.end())).saturating_sub(lines(step))
    }

    /// The question as the view shows it.
    pub(super) fn question(&self, index: usize, lang: Lang) -> Option<Question<'_>> {
        let asked = self.all.get(index)?;
        let is_right = asked.mistake().is_none();
        let stage = if asked.is_locked { Stage::Revealed { is_right } } else { Stage::Open };
        let mistake = asked.mistake().filter(|_| asked.is_locked);
        let options = asked.offered.iter().filter_map(|option| {
            let choice = asked.ask.options.get(*option)?;
            let is_mistaken = mistake.is_some_and(|mistake| std::ptr::eq(mistake, choice));
            let place = |of: &[usize]| Some(of.iter().position(|it| it == option)? + 1);
            Some(Offer {
                say: choice.say.get(lang),
                place: place(&asked.chosen),
                right: place(&asked.answer.right).filter(|_| asked.is_locked),
                help: choice.help.as_ref().filter(|_| is_mistaken).map(|help| help.get(lang)),
            })
        });
        let options = options.collect();
        Some(Question {
            number: index + 1,
            of: self.all.len(),
            step: asked.step,
            text: asked.ask.question.get(lang),
            options,
            selected: asked.selected,
            is_order: asked.ask.kind.is_row(),
            stage,
            first: asked.first.as_ref().filter(|_| asked.is_locked).map(|said| said.join(", ")),
        })
    }
}

impl Asked {
    pub(super) fn is_locked(&self) -> bool {
        self.is_locked
    }

    /// The option that shows where the answer goes wrong, if it does.
    fn mistake(&self) -> Option<&Choice> {
        self.ask.mistake(&self.answer, &self.chosen)
    }

    pub(super) fn select(&mut self, is_forward: bool) {
        let last = self.offered.len().saturating_sub(1);
        self.selected = if is_forward {
            (self.selected + 1).min(last)
        } else {
            self.selected.saturating_sub(1)
        };
    }

    /// Chooses what is offered at that place (none: what is selected), or takes the choice
    /// back; never once the answer is locked.
    pub(super) fn choose(&mut self, place: Option<usize>) {
        let place = place.unwrap_or(self.selected);
        let Some(option) = self.offered.get(place).copied().filter(|_| !self.is_locked) else {
            return;
        };
        self.selected = place;
        match self.chosen.iter().position(|chosen| *chosen == option) {
            Some(at) => {
                self.chosen.remove(at);
            }
            None if self.ask.kind.is_row() => self.chosen.push(option),
            None => self.chosen = vec![option],
        }
    }

    /// Locks the answer, if there is a whole one: the question's number, and what was said.
    pub(super) fn lock(&mut self) -> Option<(u32, Answered)> {
        let is_whole = match self.ask.kind {
            AskKind::Order => self.chosen.len() == self.ask.options.len(),
            AskKind::Choice | AskKind::NextLine => !self.chosen.is_empty(),
            // It may hold nothing.
            AskKind::Queue(_) => true,
        };
        if self.is_locked || !is_whole {
            return None;
        }
        self.is_locked = true;
        let said = |option: &usize| self.ask.options[*option].say.get(Lang::En).to_owned();
        let said = self.chosen.iter().map(said).collect();
        Some((self.number, Answered { said, right: self.mistake().is_none() }))
    }
}
