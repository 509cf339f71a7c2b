//! Finding a word anywhere in a run: in code that runs, in labels, in output.

use std::collections::BTreeSet;

use crate::{
    scene::Film,
    trace::{Fact, SiteId, Step, Subject, TextId},
    view::Backdrop,
};

/// Every step at which a word is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Search {
    pub(super) query: String,
    /// In order.
    pub(super) hits: Vec<Step>,
}

impl Search {
    /// Looks for `query` everywhere; in either case, unless it has a capital letter.
    pub(super) fn new(film: &Film, backdrop: &Backdrop, query: &str) -> Self {
        let word = Word::new(query);
        let trace = film.trace();
        let texts: BTreeSet<TextId> = (1..)
            .map(TextId)
            .zip(trace.texts())
            .filter(|(_, text)| word.is_in(text))
            .map(|(id, _)| id)
            .collect();
        let lines: BTreeSet<SiteId> = (1..)
            .map(SiteId)
            .zip(trace.sites())
            .filter(|(_, site)| {
                let line = backdrop.listing(site.file).line(site.start.line);
                line.is_some_and(|line| word.is_in(line))
            })
            .map(|(id, _)| id)
            .collect();
        let is_hit = |fact: &Fact| match fact.subject() {
            Subject::Statement(site) => lines.contains(&site),
            Subject::Call(site) => texts.contains(&trace.site(site).name),
            Subject::Entry(entry) => texts.contains(&trace.entry(entry).label),
            Subject::Output(text) => texts.contains(&text),
            Subject::Exit | Subject::Spent | Subject::Other => false,
        };
        let steps = (1..).map(Step).zip(trace.facts());
        let hits = steps.filter(|(_, fact)| is_hit(fact)).map(|(step, _)| step).collect();
        Self { query: query.to_owned(), hits }
    }

    /// The hit after `step`, and which it is, counted from 1.
    pub(super) fn after(&self, step: Step) -> Option<(usize, Step)> {
        let index = self.hits.partition_point(|hit| *hit <= step);
        Some((index + 1, *self.hits.get(index)?))
    }

    /// The hit before `step`, and which it is, counted from 1.
    pub(super) fn before(&self, step: Step) -> Option<(usize, Step)> {
        let number = self.hits.partition_point(|hit| *hit < step);
        Some((number, *self.hits.get(number.checked_sub(1)?)?))
    }
}

/// What is looked for.
struct Word {
    text: String,
    is_exact: bool,
}

impl Word {
    fn new(query: &str) -> Self {
        let is_exact = query.chars().any(char::is_uppercase);
        Self { text: query.to_owned(), is_exact }
    }

    fn is_in(&self, text: &str) -> bool {
        if self.is_exact {
            text.contains(&self.text)
        } else {
            text.to_lowercase().contains(&self.text)
        }
    }
}
