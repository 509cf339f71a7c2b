//! The list of lessons: what there is, what it teaches, how far one is.

use ratatui::Frame;

use super::{
    action::{Direction, Pointed, Pointing},
    app::Settings,
    key::Key,
    playlist::in_order,
    progress::Progress,
};
use crate::{
    lesson::{Lesson, track},
    text::Lang,
    view::{self, Chapter, Look, Mark, PickerRow, PickerView, Theme},
};

/// Lessons and files, as far as they match what is typed, and one that is selected.
pub(super) struct Picker {
    lessons: Vec<Lesson>,
    files: Vec<String>,
    typed: String,
    /// Which of those that match, counted from 0.
    selected: usize,
    /// Why the last choice could not be shown.
    pub(super) trouble: Option<String>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    None,
    /// A lesson's name, or a file's.
    Open(String),
    Language,
    Suspend,
    Quit,
}

/// Something that can be chosen.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Lesson(&'a Lesson),
    File(&'a str),
}

impl<'a> Entry<'a> {
    fn name(self) -> &'a str {
        match self {
            Self::Lesson(lesson) => &lesson.name,
            Self::File(name) => name,
        }
    }

    /// What it stands under.
    fn chapter(self, lang: Lang) -> &'a str {
        match (self, lang) {
            (Self::Lesson(lesson), lang) => track::title(&lesson.track, lang),
            (Self::File(_), Lang::En) => "Programs in this folder",
            (Self::File(_), Lang::Zh) => "本文件夹中的程序",
        }
    }

    /// Whether each of `words` occurs somewhere in what is said about it.
    fn matches(self, words: &[String]) -> bool {
        let said = match self {
            Self::File(name) => name.to_lowercase(),
            Self::Lesson(it) => {
                let titles = Lang::ALL.map(|lang| it.title.get(lang)).join(" ");
                let tracks = Lang::ALL.map(|lang| track::title(&it.track, lang)).join(" ");
                let teaches = it.teaches.join(" ");
                format!("{} {titles} {tracks} {} {teaches}", it.name, it.track).to_lowercase()
            }
        };
        words.iter().all(|word| said.contains(word))
    }
}

impl Picker {
    /// All shipped lessons, and these files.
    pub(super) fn new(files: &[String]) -> Self {
        Self {
            lessons: in_order(),
            files: files.to_vec(),
            typed: String::new(),
            selected: 0,
            trouble: None,
        }
    }

    /// What matches, in order. A name that is no lesson's can be opened as a file's.
    fn entries(&self) -> Vec<Entry<'_>> {
        let words: Vec<String> = self.typed.split_whitespace().map(str::to_lowercase).collect();
        let lessons = self.lessons.iter().map(Entry::Lesson);
        let files = self.files.iter().map(|name| Entry::File(name));
        let mut found: Vec<_> = lessons.chain(files).filter(|it| it.matches(&words)).collect();
        let typed = self.typed.trim();
        let is_path = typed.contains(['/', '\\', '.']);
        if is_path && found.iter().all(|entry| entry.name() != typed) {
            found.push(Entry::File(typed));
        }
        found
    }

    /// Selects the lesson of that name, so that coming back finds the place.
    pub(super) fn select(&mut self, name: &str) {
        if let Some(at) = self.entries().iter().position(|entry| entry.name() == name) {
            self.selected = at;
        }
    }

    pub(super) fn press(&mut self, key: Key) -> Choice {
        if self.trouble.take().is_some() && key != Key::Ctrl('c') {
            return Choice::None; // It has been read.
        }
        match key {
            Key::Char(c) => self.edit(|typed| typed.push(c)),
            Key::Space => self.edit(|typed| typed.push(' ')),
            Key::Backspace => self.edit(|typed| {
                typed.pop();
            }),
            Key::Esc if !self.typed.is_empty() => self.edit(String::clear),
            Key::Esc | Key::Ctrl('c') => return Choice::Quit,
            Key::Ctrl('z') => return Choice::Suspend,
            Key::Left | Key::Right => return Choice::Language,
            Key::Enter => return self.chosen(),
            Key::Up => self.go(Direction::Back, 1),
            Key::Down => self.go(Direction::Forward, 1),
            Key::PageUp => self.go(Direction::Back, 10),
            Key::PageDown => self.go(Direction::Forward, 10),
            Key::Home => self.selected = 0,
            Key::End => self.selected = self.entries().len().saturating_sub(1),
            Key::Tab => self.next_chapter(Direction::Forward),
            Key::BackTab => self.next_chapter(Direction::Back),
            Key::Ctrl(_) => {}
        }
        Choice::None
    }

    /// What is pasted is typed, as far as it is one line.
    pub(super) fn paste(&mut self, text: &str) {
        const LONGEST: usize = 200;
        let line = text.lines().next().unwrap_or_default();
        let line: String = line.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        self.edit(|typed| typed.push_str(&line));
    }

    /// A click selects, and one more opens.
    pub(super) fn point(&mut self, pointed: Pointed) -> Choice {
        match pointed.how {
            Pointing::WheelUp => self.go(Direction::Back, 1),
            Pointing::WheelDown => self.go(Direction::Forward, 1),
            Pointing::Click | Pointing::Drag => {
                let (area, rows) = (pointed.screen.into(), self.rows(Lang::En, None));
                let clicked = view::picked(&rows, self.selected, area, pointed.at);
                if clicked == Some(self.selected) && pointed.how == Pointing::Click {
                    return self.chosen();
                }
                self.selected = clicked.unwrap_or(self.selected);
            }
        }
        Choice::None
    }

    fn edit(&mut self, edit: impl FnOnce(&mut String)) {
        edit(&mut self.typed);
        self.selected = 0;
    }

    fn chosen(&self) -> Choice {
        let chosen = self.entries().get(self.selected).map(|entry| entry.name().to_owned());
        chosen.map_or(Choice::None, Choice::Open)
    }

    fn go(&mut self, direction: Direction, by: usize) {
        let last = self.entries().len().saturating_sub(1);
        self.selected = match direction {
            Direction::Forward => (self.selected + by).min(last),
            Direction::Back => self.selected.saturating_sub(by),
        };
    }

    /// To the first lesson of the next track, or of this one, or of the one before.
    fn next_chapter(&mut self, direction: Direction) {
        let entries = self.entries();
        let chapters: Vec<_> = entries.iter().map(|entry| entry.chapter(Lang::En)).collect();
        let starts = (0..chapters.len()).filter(|at| *at == 0 || chapters[*at] != chapters[at - 1]);
        let next = match direction {
            Direction::Forward => starts.into_iter().find(|at| *at > self.selected),
            Direction::Back => starts.into_iter().take_while(|at| *at < self.selected).last(),
        };
        self.selected = next.unwrap_or(match direction {
            Direction::Forward => self.selected,
            Direction::Back => 0,
        });
    }

    /// Headings and entries, as they stand on the screen.
    fn rows<'a>(&'a self, lang: Lang, progress: Option<&'a Progress>) -> Vec<PickerRow<'a>> {
        let mut rows: Vec<PickerRow<'a>> = Vec::new();
        let mut chapter = None;
        for entry in self.entries() {
            if chapter != Some(entry.chapter(lang)) {
                chapter = Some(entry.chapter(lang));
                rows.push(PickerRow::Heading(entry.chapter(lang)));
            }
            let done = progress.and_then(|progress| progress.of(entry.name()));
            rows.push(PickerRow::Entry(match entry {
                Entry::Lesson(lesson) => Chapter {
                    name: &lesson.name,
                    title: lesson.title.get(lang),
                    level: Some(lesson.level),
                    mark: match done {
                        None => Mark::New,
                        Some(done) if done.finished => Mark::Finished,
                        Some(_) => Mark::Begun,
                    },
                    goal: lesson.goal.as_ref().map_or("", |goal| goal.get(lang)),
                    teaches: &lesson.teaches,
                    answers: done.map_or((0, 0), |done| {
                        let right = done.answers.values().filter(|answer| answer.right).count();
                        (right, done.answers.len())
                    }),
                },
                Entry::File(name) => Chapter { name, ..Chapter::default() },
            }));
        }
        rows
    }

    /// Draws the list. Changes nothing.
    pub(super) fn draw(&self, settings: &Settings, progress: &Progress, frame: &mut Frame<'_>) {
        let Settings { lang, theme, charset, .. } = *settings;
        let finished = |it: &&Lesson| progress.of(&it.name).is_some_and(|done| done.finished);
        let picker = PickerView {
            look: &Look { theme: Theme::new(theme, charset), lang },
            typed: &self.typed,
            rows: self.rows(lang, Some(progress)),
            selected: self.selected,
            finished: (self.lessons.iter().filter(finished).count(), self.lessons.len()),
            trouble: self.trouble.as_deref(),
        };
        view::draw_picker(&picker, frame);
    }
}
