//! Lessons in the order in which they are shown.

use crate::{
    lesson::{Lesson, library, track},
    tui::action::Direction,
};

/// The names of some lessons, and which of them is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Playlist {
    names: Vec<String>,
    at: Option<usize>,
    /// After the last one the first one comes.
    is_endless: bool,
}

impl Playlist {
    /// These lessons, of which `shown` is shown.
    pub(super) fn new(names: Vec<String>, shown: &str, is_endless: bool) -> Self {
        let at = names.iter().position(|name| name == shown);
        Self { names, at, is_endless }
    }

    /// All lessons, track by track.
    pub(super) fn of_all(shown: &str) -> Self {
        let names = in_order().into_iter().map(|lesson| lesson.name).collect();
        Self::new(names, shown, false)
    }

    /// The lesson after (or before) the one that is shown, which is shown from now on.
    pub(super) fn turn(&mut self, direction: Direction) -> Option<&str> {
        let last = self.names.len().checked_sub(1)?;
        let next = match (self.at, direction) {
            (None, Direction::Forward) => 0,
            (None, Direction::Back) => last,
            (Some(at), Direction::Forward) if at < last => at + 1,
            (Some(_), Direction::Forward) if self.is_endless => 0,
            (Some(_), Direction::Forward) => return None,
            (Some(0), Direction::Back) if self.is_endless => last,
            (Some(at), Direction::Back) => at.checked_sub(1)?,
        };
        self.at = Some(next);
        self.names.get(next).map(String::as_str)
    }

    /// Which lesson, counted from 1, of how many.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.at.map_or(1, |at| at + 1), self.names.len())
    }
}

/// All shipped lessons, track by track, the easier ones first. One that does not parse is left
/// out: `verify` is who complains of it.
pub(super) fn in_order() -> Vec<Lesson> {
    let mut lessons: Vec<Lesson> =
        library::names().filter_map(|name| library::find(name).ok()).collect();
    track::sort(&mut lessons);
    lessons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_list_goes_round() {
        let names = || vec!["a".to_owned(), "b".to_owned()];
        let mut list = Playlist::new(names(), "b", false);
        assert_eq!(list.turn(Direction::Forward), None);
        assert_eq!(list.turn(Direction::Back), Some("a"));
        assert_eq!(list.place(), (1, 2));
        let mut list = Playlist::new(names(), "b", true);
        assert_eq!(list.turn(Direction::Forward), Some("a"));
        assert_eq!(list.turn(Direction::Back), Some("b"));
    }

    #[test]
    fn every_shipped_lesson_is_in_the_order() {
        assert_eq!(in_order().len(), library::names().count());
    }
}
