//! Questions to the learner: predict, lock, reveal.
//!
//! The file says what can be answered; what the right answer is, the run says
//! ([`Ask::answer`]), so that a question is right under every runtime it can be put under.

use std::{borrow::Cow, collections::BTreeMap};

use super::{Moment, Text};
use crate::{
    text::Lang,
    trace::{EntryId, Fact, Queue, Step, Trace},
};

/// A question put to the learner before a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub before: Moment,
    pub question: Text,
    pub kind: AskKind,
    /// In the order of the file; [`Ask::offered`] says in which order to offer them.
    pub options: Vec<Choice>,
}

/// What kind of answer a question wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskKind {
    /// Put all options into the order in which they come.
    Order,
    /// Pick one option.
    Choice,
    /// Pick the line that is printed next.
    NextLine,
    /// Pick what this queue holds, the next to run first. Some options may not be in it.
    Queue(Queue),
}

impl AskKind {
    /// Whether an answer is a row of options; otherwise it is one option.
    pub fn is_row(self) -> bool {
        match self {
            Self::Order | Self::Queue(_) => true,
            Self::Choice | Self::NextLine => false,
        }
    }
}

/// One answer a learner may give, or part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub say: Text,
    /// [`AskKind::Choice`] only: whether the author holds it to be right.
    pub right: bool,
    /// How the run shows it.
    pub sign: Option<Sign>,
    /// The misconception that choosing it wrongly shows, by id.
    pub shows: Option<String>,
    /// A sentence that helps whoever chose it, or put it too early.
    pub help: Option<Text>,
}

/// How a run shows that an option is true, or when it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// This moment comes. [`AskKind::Queue`]: the callback that waits stands on this line.
    Comes(Moment),
    /// This moment never comes.
    Never(Moment),
    /// This line is printed.
    Prints(String),
}

/// What is right in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The step that the question asks about; it is put before this step is seen.
    pub before: Step,
    /// Indices of the right options, in the right order; one if the answer is no row.
    pub right: Vec<usize>,
}

/// Why a run has no answer to a question, or not the author's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// The moment before which it is put never comes.
    NoMoment,
    /// Nothing that the run does afterwards is what this option says.
    NoSign { option: usize },
    /// The run contradicts the option that the author holds to be right.
    Contradicted { option: usize },
    /// The run shows an option that the author holds to be wrong.
    Shown { option: usize },
    /// The options stand in the file in another order than they come in.
    OtherOrder,
    /// None of the options is what is printed next; none: nothing more is printed.
    NoNextLine { printed: Option<String> },
    /// Something waits in the queue that no option stands for; the line of its callback.
    NotOffered { line: Option<u32> },
}

impl Ask {
    /// What is right in the run that `trace` is of.
    ///
    /// # Errors
    /// If the run has no answer: then the question is not to be put.
    pub fn answer(&self, trace: &Trace) -> Result<Answer, Unanswered> {
        let before = self.before.find(trace).ok_or(Unanswered::NoMoment)?;
        let right = match self.kind {
            AskKind::Order => self.order(trace, before)?,
            AskKind::Choice => vec![self.choice(trace, before)?],
            AskKind::NextLine => vec![self.next_line(trace, before)?],
            AskKind::Queue(queue) => self.waiting(trace, before, queue)?,
        };
        Ok(Answer { before, right })
    }

    /// The option that shows where `given` goes wrong: chosen though it is not right, put
    /// where another belongs, or missing. None if all is right.
    pub fn mistake(&self, answer: &Answer, given: &[usize]) -> Option<&Choice> {
        let same = given.iter().zip(&answer.right).take_while(|(given, right)| given == right);
        let at = same.count();
        let index = given.get(at).or_else(|| answer.right.get(at))?;
        self.options.get(*index)
    }

    /// The order in which to offer the options: a choice as its author wrote it, others by
    /// the alphabet, so that their order gives nothing away.
    pub fn offered(&self) -> Vec<usize> {
        let mut indices: Vec<_> = (0..self.options.len()).collect();
        if self.kind != AskKind::Choice {
            indices.sort_by_key(|index| self.options[*index].say.get(Lang::En));
        }
        indices
    }

    /// All options in the order in which their signs come.
    fn order(&self, trace: &Trace, before: Step) -> Result<Vec<usize>, Unanswered> {
        let mut steps = Vec::new();
        for (option, choice) in self.options.iter().enumerate() {
            let step = choice.step(trace, before).ok_or(Unanswered::NoSign { option })?;
            steps.push((step, option));
        }
        steps.sort_unstable();
        Ok(steps.into_iter().map(|(_, option)| option).collect())
    }

    /// The option held to be right, if the run shows it and no other.
    fn choice(&self, trace: &Trace, before: Step) -> Result<usize, Unanswered> {
        let mut right = None;
        for (option, choice) in self.options.iter().enumerate() {
            match (choice.right, choice.holds(trace, before)) {
                (true, Some(true)) => right = Some(option),
                (true, Some(false)) => return Err(Unanswered::Contradicted { option }),
                (true, None) => return Err(Unanswered::NoSign { option }),
                (false, Some(true)) => return Err(Unanswered::Shown { option }),
                (false, Some(false) | None) => {}
            }
        }
        right.ok_or(Unanswered::NoSign { option: 0 })
    }

    /// The option that is the line printed next.
    fn next_line(&self, trace: &Trace, before: Step) -> Result<usize, Unanswered> {
        let next = printed(trace).into_iter().find(|(step, _)| *step >= before);
        let line = next.map(|(_, line)| line);
        let is_it = |choice: &Choice| line.as_deref() == Some(choice.line());
        let found = self.options.iter().position(is_it);
        found.ok_or(Unanswered::NoNextLine { printed: line })
    }

    /// The options that stand for what waits in `queue` when `before` is about to happen.
    fn waiting(&self, trace: &Trace, before: Step, queue: Queue) -> Result<Vec<usize>, Unanswered> {
        let option = |entry: EntryId| {
            let site = trace.entry(entry).site.map(|site| trace.site(site));
            let line = site.filter(|it| it.file.index() == 0).map(|it| it.start.line);
            let stands = |choice: &Choice| match &choice.sign {
                Some(Sign::Comes(Moment::Line { line: stated, .. })) => Some(*stated) == line,
                Some(Sign::Comes(_) | Sign::Never(_) | Sign::Prints(_)) | None => false,
            };
            let found = self.options.iter().position(stands);
            found.ok_or(Unanswered::NotOffered { line })
        };
        held(trace, before, queue).into_iter().map(option).collect()
    }
}

impl Choice {
    /// When what it says happens, if it does, from `before` on.
    fn step(&self, trace: &Trace, before: Step) -> Option<Step> {
        match &self.sign {
            Some(Sign::Comes(moment)) => moment.find(trace).filter(|step| *step >= before),
            Some(Sign::Never(_)) => None,
            Some(Sign::Prints(_)) | None => {
                let mut printed = printed(trace).into_iter();
                let (step, _) =
                    printed.find(|(step, line)| *step >= before && line == self.line())?;
                Some(step)
            }
        }
    }

    /// Whether the run shows what it says, from `before` on; none if it has no sign.
    fn holds(&self, trace: &Trace, before: Step) -> Option<bool> {
        match self.sign.as_ref()? {
            Sign::Never(moment) => Some(moment.find(trace).is_none_or(|step| step < before)),
            Sign::Comes(_) | Sign::Prints(_) => Some(self.step(trace, before).is_some()),
        }
    }

    /// The line of output that it stands for.
    fn line(&self) -> &str {
        match &self.sign {
            Some(Sign::Prints(line)) => line.trim(),
            Some(Sign::Comes(_) | Sign::Never(_)) | None => self.say.get(Lang::En).trim(),
        }
    }
}

/// Every line of output, without the space around it, and the step that wrote its beginning.
fn printed(trace: &Trace) -> Vec<(Step, String)> {
    let mut lines: Vec<(Step, String)> = Vec::new();
    // For each stream the line that still waits for its end.
    let mut open: [Option<usize>; 2] = [None; 2];
    for (step, fact) in (1..).map(Step).zip(trace.facts()) {
        let Fact::ConsoleWrote { stream, text } = fact else { continue };
        for part in trace.text(*text).split_inclusive('\n') {
            let open = &mut open[*stream as usize];
            let index = open.unwrap_or(lines.len());
            if index == lines.len() {
                lines.push((step, String::new()));
            }
            lines[index].1.push_str(part);
            *open = (!part.ends_with('\n')).then_some(index);
        }
    }
    for (_, line) in &mut lines {
        *line = line.trim().to_owned();
    }
    lines
}

/// What waits in `queue` when `before` is about to happen, the next to run first.
fn held(trace: &Trace, before: Step, queue: Queue) -> Vec<EntryId> {
    let facts = trace.facts().iter().take((before.0 as usize).saturating_sub(1));
    // By due time (timers) or whether it is still under way (poll), then by arrival.
    let mut waiting: BTreeMap<EntryId, (u64, usize)> = BTreeMap::new();
    for (arrival, fact) in facts.enumerate() {
        if let Fact::EntryStarted { entry } | Fact::EntryCancelled { entry } = fact {
            waiting.remove(entry);
        } else if let Fact::EntryQueued { entry } = fact {
            waiting.insert(*entry, (u64::from(queue == Queue::Poll), arrival));
        } else if let Fact::TimerArmed { entry, due } = fact {
            waiting.insert(*entry, (due.0, arrival));
        } else if let Fact::RequestCompleted { entry } = fact {
            waiting.insert(*entry, (0, arrival));
        }
    }
    waiting.retain(|entry, _| trace.entry(*entry).kind.queue() == Some(queue));
    let mut row: Vec<_> = waiting.into_iter().map(|(entry, rank)| (rank, entry)).collect();
    row.sort_unstable();
    if queue == Queue::Close {
        row.reverse(); // uv__run_closing_handles takes the last first
    }
    row.into_iter().map(|(_, entry)| entry).collect()
}

impl Unanswered {
    /// In a sentence, for the author; options count from 1.
    pub fn sentence(&self) -> Cow<'static, str> {
        match self {
            Self::NoMoment => "the moment of the question never comes".into(),
            Self::NoSign { option } => {
                format!("nothing in the run is what option {} says", option + 1).into()
            }
            Self::Contradicted { option } => {
                format!("the run contradicts option {}, which is marked right", option + 1).into()
            }
            Self::Shown { option } => {
                format!("the run shows option {}, which is not marked right", option + 1).into()
            }
            Self::OtherOrder => "the options come in another order than they are written in".into(),
            Self::NoNextLine { printed: Some(line) } => {
                format!("no option is the line that is printed next: {line}").into()
            }
            Self::NoNextLine { printed: None } => "nothing more is printed".into(),
            Self::NotOffered { line: Some(line) } => {
                format!("no option is the callback on line {line}, which waits in the queue").into()
            }
            Self::NotOffered { line: None } => {
                "something waits in the queue that is no callback of the program".into()
            }
        }
    }
}
