//! What a learner has done so far: which lessons, and what was answered first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Name and version of the form it is kept in; raise it when a field changes its meaning.
pub const FORMAT: &str = "loopscope-progress/1";

/// All of it, by lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    format: Format,
    #[serde(default)]
    lessons: BTreeMap<String, Done>,
}

/// What was done with one lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Done {
    /// It has been stepped through to its end.
    pub finished: bool,
    /// The first answer to each question, by the question's number in the lesson, from 1.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<u32, Answered>,
}

/// An answer as it was locked the first time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Answered {
    /// The chosen options in English, in the order they were chosen.
    pub said: Vec<String>,
    pub right: bool,
}

/// The one form that is understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
struct Format;

impl TryFrom<String> for Format {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if name == FORMAT { Ok(Self) } else { Err(format!("`{name}` is not `{FORMAT}`")) }
    }
}

impl From<Format> for &'static str {
    fn from(Format: Format) -> Self {
        FORMAT
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self { format: Format, lessons: BTreeMap::new() }
    }
}

impl Progress {
    /// What was done with a lesson; nothing if it was never opened.
    pub fn of(&self, lesson: &str) -> Option<&Done> {
        self.lessons.get(lesson)
    }

    /// Says that a lesson was opened; whether that is news.
    pub(super) fn open(&mut self, lesson: &str) -> bool {
        let is_new = !self.lessons.contains_key(lesson);
        self.lessons.entry(lesson.to_owned()).or_default();
        is_new
    }

    /// Says that the end of a lesson was seen; whether that is news.
    pub(super) fn finish(&mut self, lesson: &str) -> bool {
        let done = self.lessons.entry(lesson.to_owned()).or_default();
        !std::mem::replace(&mut done.finished, true)
    }

    /// Keeps an answer, if it is the first one to its question; whether it is.
    pub(super) fn answer(&mut self, lesson: &str, number: u32, answer: Answered) -> bool {
        let answers = &mut self.lessons.entry(lesson.to_owned()).or_default().answers;
        if answers.contains_key(&number) {
            return false;
        }
        answers.insert(number, answer);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Progress, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn the_first_answer_is_the_one_that_counts() {
        let mut progress = Progress::default();
        let answer = |said: &str, right| Answered { said: vec![said.to_owned()], right };
        assert!(progress.answer("async-order", 1, answer("6", false)));
        assert!(!progress.answer("async-order", 1, answer("5", true)));
        let kept = serde_json::to_string(&progress).unwrap();
        assert_eq!(read(&kept), Ok(progress.clone()));
        assert_eq!(progress.of("async-order").unwrap().answers[&1], answer("6", false));
    }

    #[test]
    fn another_form_is_refused() {
        assert!(read(r#"{"format":"loopscope-progress/1"}"#).is_ok());
        for other in [
            r#"{"format":"loopscope-progress/2"}"#,
            r#"{"format":"loopscope-progress/1","lesons":{}}"#,
            r#"{"format":"loopscope-progress/1","lessons":{"a":{"finished":1}}}"#,
            "{}",
            "",
        ] {
            assert!(read(other).is_err(), "{other}");
        }
    }
}
