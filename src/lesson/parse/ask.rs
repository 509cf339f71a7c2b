//! The `ask` key of a lesson file: what a question must have, whatever the run does.

use super::{
    Source, at,
    place::Down::{Item, Key},
    raw,
};
use crate::lesson::{Ask, AskKind, Choice, Error, Moment, Sign, Text, myth};

/// The questions of a lesson.
///
/// # Errors
/// At the first that lacks something, or has what its kind has no use for.
pub(super) fn all(source: Source<'_>, raw: Vec<raw::Ask>) -> Result<Vec<Ask>, Error> {
    raw.into_iter().enumerate().map(|(index, raw)| one(source, index, raw)).collect()
}

fn one(source: Source<'_>, index: usize, raw: raw::Ask) -> Result<Ask, Error> {
    let wrong = |key: &'static str, message: &str, help: &str| {
        at(source, &[Key("ask"), Item(index), Key(key)], message, Some(help))
    };
    let kind = match (raw.kind, raw.queue) {
        (raw::AskKind::Queue, Some(queue)) => AskKind::Queue(queue.0),
        (raw::AskKind::Queue, None) => {
            let help = "add `queue: microtasks`, or another of ticks, timers, poll, check, close";
            return Err(wrong("kind", "which queue is asked about?", help));
        }
        (raw::AskKind::Order | raw::AskKind::Choice | raw::AskKind::NextLine, Some(_)) => {
            return Err(wrong("queue", "the question is not about a queue", "write `kind: queue`"));
        }
        (raw::AskKind::Order, None) => AskKind::Order,
        (raw::AskKind::Choice, None) => AskKind::Choice,
        (raw::AskKind::NextLine, None) => AskKind::NextLine,
    };
    if raw.options.len() < 2 {
        return Err(wrong("options", "a question needs two options or more", "add another"));
    }
    let right = raw.options.iter().filter(|option| option.right).count();
    if kind == AskKind::Choice && right != 1 {
        let help = "write `right: true` under the one that is right";
        return Err(wrong("options", &format!("{right} options are marked right"), help));
    }
    let mut options: Vec<Choice> = Vec::new();
    for (number, raw) in raw.options.into_iter().enumerate() {
        let wrong = |key: &'static str, message: &str, help: &str| {
            let path = [Key("ask"), Item(index), Key("options"), Item(number), Key(key)];
            at(source, &path, message, Some(help))
        };
        if kind != AskKind::Choice && raw.right {
            return Err(wrong("right", "the run knows what is right", "leave the key out"));
        }
        let choice = choice(raw).ok_or_else(|| {
            let help = "keep one of `at`, `never` and `prints`";
            wrong("say", "an option has one sign in the run", help)
        })?;
        if let Some(id) = &choice.shows
            && !myth::ids().any(|known| known == id)
        {
            let help = "misconceptions are called m01 to m50: `loopscope list --myths`";
            return Err(wrong("shows", &format!("there is no misconception `{id}`"), help));
        }
        if let Some(help) = unfit(kind, &choice) {
            return Err(wrong("say", "the run cannot show this option", help));
        }
        if options.iter().any(|other| other.say == choice.say) {
            return Err(wrong("say", "another option says the same", "say what tells them apart"));
        }
        options.push(choice);
    }
    Ok(Ask { before: raw.before, question: raw.question, kind, options })
}

/// What to do about a sign that does not fit the kind of question; none if it does.
fn unfit(kind: AskKind, choice: &Choice) -> Option<&'static str> {
    let is_plain = matches!(choice.say, Text::Plain(_));
    match (kind, &choice.sign) {
        (AskKind::Order | AskKind::NextLine, None) if !is_plain => {
            Some("name the line of output that it stands for: `prints: …`")
        }
        (AskKind::Order, Some(Sign::Never(_))) => {
            Some("name when it comes: `at: {…}`, or a line of output: `prints: …`")
        }
        (AskKind::NextLine, Some(Sign::Comes(_) | Sign::Never(_))) => {
            Some("name the line of output that it stands for: `prints: …`")
        }
        (AskKind::Queue(_), sign)
            if !matches!(sign, Some(Sign::Comes(Moment::Line { nth: 1, .. }))) =>
        {
            Some("name the line on which the callback that waits stands: `at: {line: …}`")
        }
        (AskKind::Choice, None) if choice.right => {
            Some("name how the run shows it: `prints: …`, `at: {…}` or `never: {…}`")
        }
        (AskKind::Order | AskKind::Choice | AskKind::NextLine | AskKind::Queue(_), _) => None,
    }
}

/// The option; none if it has more than one sign.
fn choice(raw: raw::Choice) -> Option<Choice> {
    let signs = [raw.at.map(Sign::Comes), raw.never.map(Sign::Never), raw.prints.map(Sign::Prints)];
    let mut signs = signs.into_iter().flatten();
    let (sign, None) = (signs.next(), signs.next()) else { return None };
    let raw::Choice { say, right, shows, help, .. } = raw;
    Some(Choice { say, right, sign, shows, help })
}
