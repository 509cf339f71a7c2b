//! What the words of a lesson must be, whatever its program does.

use unicode_width::UnicodeWidthStr as _;

use super::Failure;
use crate::{
    lesson::{Lesson, Part, Text},
    text::Lang,
};

/// The widest a title may be, so that the list of lessons, with the name before it, fits a
/// terminal of 80 columns.
const WIDEST_TITLE: usize = 50;

/// The complaints about the words of `lesson`.
pub(super) fn check(lesson: &Lesson, failures: &mut Vec<Failure>) {
    for lang in Lang::ALL {
        let width = lesson.title.get(lang).width();
        if width > WIDEST_TITLE {
            failures.push(Failure::Title { lang, width });
        }
    }
    for (part, text) in texts(lesson) {
        let missing = Lang::ALL.into_iter().find(|lang| !text.speaks(*lang));
        failures.extend(missing.map(|missing| Failure::Language { part, missing }));
    }
}

/// Every text of the lesson, with the part it stands in.
fn texts(lesson: &Lesson) -> Vec<(Part, &Text)> {
    let mut texts = vec![(Part::Title, &lesson.title)];
    texts.extend(lesson.goal.iter().map(|text| (Part::Goal, text)));
    texts.extend(lesson.speaker.iter().map(|text| (Part::Speaker, text)));
    texts.extend(lesson.notes.iter().enumerate().map(|(n, note)| (Part::Note(n), &note.say)));
    for (n, ask) in lesson.ask.iter().enumerate() {
        let options = ask.options.iter();
        let words = options.flat_map(|it| std::iter::once(&it.say).chain(&it.help));
        let all = std::iter::once(&ask.question).chain(words);
        texts.extend(all.map(|text| (Part::Ask(n), text)));
    }
    texts
}
