//! What one recording's step-through is doing: a playhead, and a few switches.
//!
//! [`App::update`] is the only thing that changes it. Deliberately absent: keys, cells, real
//! time. What is seen is always [`scene::at`] the playhead; nothing of it is kept.

mod asking;
mod drawing;
mod moves;
mod panels;
mod playing;
mod pointing;
mod prompt;

use std::{sync::Arc, time::Duration};

use super::{
    action::{Action, Direction, Effect, Mode},
    asks::Asks,
    breakpoints::Breakpoints,
    keymap::Keymap,
    notice::Notice,
    progress::Done,
    search::Search,
    speed::Pace,
};
use crate::{
    lesson::{Lesson, Text},
    scene::{self, Film, Scene},
    text::Lang,
    trace::Step,
    view::{Backdrop, Charset, Detail, Focus, Note, TRANSITION, ThemeName},
};

/// How the view starts out.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "switches, each of which stands for itself")]
pub struct Settings {
    pub lang: Lang,
    pub theme: ThemeName,
    /// The theme is dark or light as the terminal is, until the user chooses one.
    pub follows_ground: bool,
    pub charset: Charset,
    /// Things are seen on their way; without, only where they are.
    pub has_motion: bool,
    /// The large reading mode.
    pub is_big: bool,
    pub pace: Pace,
    /// The lesson's questions are not put.
    pub hides_questions: bool,
    /// The lesson's notes are not shown.
    pub hides_notes: bool,
}

impl Settings {
    fn choose(&mut self, theme: ThemeName) {
        self.theme = theme;
        self.follows_ground = false;
    }

    /// The terminal has said what it is like.
    pub(super) fn see_ground(&mut self, is_light: bool) {
        if self.follows_ground {
            self.theme = if is_light { ThemeName::Light } else { ThemeName::Dark };
        }
    }
}

/// Who moves the playhead when nobody is at the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Driver {
    /// Nobody, until the learner lets it play.
    #[default]
    Learner,
    /// It plays by itself, one lesson after another, for a class.
    Demo {
        /// It waits at notes and questions until somebody lets it go on.
        stops: bool,
    },
}

/// What is written over everything.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    Keys,
    Speaker,
    About,
}

/// What the lesson says that is tied to no moment.
#[derive(Clone, Debug, Default)]
struct Words {
    name: String,
    title: Option<Text>,
    goal: Option<Text>,
    teaches: Vec<String>,
    speaker: Option<Text>,
}

/// The whole state of one step-through.
pub struct App {
    film: Film,
    backdrop: Backdrop,
    words: Words,
    settings: Settings,
    keymap: Arc<Keymap>,
    driver: Driver,
    /// Which lesson of how many.
    place: Option<(usize, usize)>,
    asks: Asks,
    breakpoints: Breakpoints,
    playhead: Step,
    /// The step that was left, and how long ago.
    transition: Option<(Step, Duration)>,
    /// Where jumps began, the latest last.
    trail: Vec<Step>,
    is_typing: bool,
    prompt: prompt::Prompt,
    page: Option<Page>,
    scroll: usize,
    /// The number typed so far.
    count: Option<u32>,
    search: Option<Search>,
    notice: Option<Notice>,
    /// What is wrong with the program as it is now.
    trouble: Option<String>,
    focus: Option<Focus>,
    /// What was chosen before the learner took another way, if that is so.
    usual: Option<Vec<u32>>,
    is_zoomed: bool,
    why: Detail,
    is_playing: bool,
}

impl App {
    /// At the beginning of `film`, with notes in the order of their steps.
    pub fn new(film: Film, notes: Vec<Note>, settings: Settings) -> Self {
        let backdrop = Backdrop::new(&film, notes);
        Self {
            film,
            backdrop,
            words: Words::default(),
            settings,
            keymap: Arc::default(),
            driver: Driver::default(),
            place: None,
            asks: Asks::default(),
            breakpoints: Breakpoints::default(),
            playhead: Step(0),
            transition: None,
            trail: Vec::new(),
            is_typing: false,
            prompt: prompt::Prompt::default(),
            page: None,
            scroll: 0,
            count: None,
            search: None,
            notice: None,
            trouble: None,
            focus: None,
            usual: None,
            is_zoomed: false,
            why: Detail::Short,
            is_playing: false,
        }
    }

    /// At the beginning of a lesson, with its notes and questions; what is tied to a moment
    /// that this run never reaches is left out.
    pub fn of(lesson: &Lesson, film: Film, settings: Settings) -> Self {
        let told = lesson.notes.iter().filter_map(|cue| {
            Some(Note {
                step: cue.at.find(film.trace())?,
                en: cue.say.get(Lang::En).to_owned(),
                zh: cue.say.get(Lang::Zh).to_owned(),
            })
        });
        let (notes, asks) = (told.collect(), Asks::of(lesson, &film));
        let words = Words {
            name: lesson.name.clone(),
            title: Some(lesson.title.clone()),
            goal: lesson.goal.clone(),
            teaches: lesson.teaches.clone(),
            speaker: lesson.speaker.clone(),
        };
        Self { words, asks, ..Self::new(film, notes, settings) }
    }

    /// With these keys.
    #[must_use]
    pub fn with_keymap(self, keymap: Arc<Keymap>) -> Self {
        Self { keymap, ..self }
    }

    /// Moved by `driver` when nobody is at the keys.
    #[must_use]
    pub(super) fn driven_by(self, driver: Driver, place: Option<(usize, usize)>) -> Self {
        Self { driver, place, is_playing: driver != Driver::Learner, ..self }
    }

    /// At the very step of `other`, which is the same up to there: something was chosen
    /// otherwise in it.
    #[must_use]
    pub(super) fn otherwise(mut self, other: &Self) -> Self {
        self.playhead = other.playhead.min(self.film.end());
        self.usual = other.usual.clone().or_else(|| Some(other.chosen()));
        self
    }

    /// What was chosen where real Node may choose otherwise.
    fn chosen(&self) -> Vec<u32> {
        self.film.trace().decisions().iter().map(|made| made.chosen).collect()
    }

    /// Whether something was chosen otherwise than usual.
    fn is_otherwise(&self) -> bool {
        self.usual.as_ref().is_some_and(|usual| *usual != self.chosen())
    }

    /// With what the learner answered the first time.
    #[must_use]
    pub(super) fn remembering(mut self, done: &Done) -> Self {
        for asked in self.asks.all_mut() {
            asked.first = done.answers.get(&asked.number).map(|answer| answer.said.clone());
        }
        self
    }

    /// The same place, as near as can be, as in `other`, which is of the same program under
    /// other rules or before it was changed: after as many lines of output.
    #[must_use]
    pub(super) fn in_place_of(mut self, other: &Self) -> Self {
        let there = scene::at(&other.film, other.playhead);
        self.playhead = self.place_like(&there);
        self.settings = other.settings;
        self.driver = other.driver;
        self.place = other.place;
        self.keymap = Arc::clone(&other.keymap);
        (self.focus, self.is_zoomed, self.why) = (other.focus, other.is_zoomed, other.why);
        for (file, line) in other.breakpoints.lines() {
            let path = &other.film.trace().file(*file).path;
            if let Some(file) = self.file_called(path) {
                self.breakpoints.toggle(&self.film, file, *line);
            }
        }
        self
    }

    pub fn film(&self) -> &Film {
        &self.film
    }

    /// The lesson's name, or the program's; empty for a film without one.
    pub fn name(&self) -> &str {
        &self.words.name
    }

    /// The step that is shown. Never past the end.
    pub fn playhead(&self) -> Step {
        self.playhead
    }

    pub(super) fn see_ground(&mut self, is_light: bool) {
        self.settings.see_ground(is_light);
    }

    pub fn settings(&self) -> Settings {
        self.settings
    }

    pub(super) fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    pub fn mode(&self) -> Mode {
        if self.is_typing {
            Mode::Typing
        } else if self.page.is_some() {
            Mode::Help
        } else if self.shown_question().is_some() {
            Mode::Asking
        } else {
            Mode::Stepping
        }
    }

    /// What is shown.
    pub fn scene(&self) -> Scene<'_> {
        scene::at(&self.film, self.playhead)
    }

    /// Whether something is to be seen moving, so that frames are wanted.
    pub(super) fn is_moving(&self) -> bool {
        self.transition.is_some()
    }

    /// Says something on the last line.
    pub(super) fn tell(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// Says what is wrong with the program as it is now, or that nothing is any more.
    pub(super) fn trouble(&mut self, trouble: Option<String>) {
        self.trouble = trouble;
    }

    /// Does what was asked for.
    pub fn update(&mut self, action: Action) -> Effect {
        if let Action::Frame(elapsed) = action {
            self.transition = self
                .transition
                .map(|(from, since)| (from, since.saturating_add(elapsed)))
                .filter(|(_, since)| *since < TRANSITION);
            return Effect::Draw;
        }
        let before = self.playhead;
        let effect = self.act(action);
        if self.playhead != before {
            let is_forward = self.playhead > before;
            self.transition =
                (self.settings.has_motion && is_forward).then_some((before, Duration::ZERO));
        }
        effect
    }

    fn act(&mut self, action: Action) -> Effect {
        let count = self.count.take();
        if !matches!(action, Action::Advance | Action::Redraw) {
            self.notice = None;
        }
        match action {
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            Action::Advance => return self.advance(),
            Action::Accept => return self.accept(),
            Action::Version(direction) => return self.version(direction),
            Action::Runtime(runtime) => return Effect::Record(runtime),
            Action::OtherWay => return self.other_way(),
            Action::Lesson(direction) => return Effect::Lesson(direction),
            Action::Show(name) => return Effect::Show(name),
            Action::Redraw | Action::Frame(_) => self.count = count,
            Action::Move(direction, unit) => self.repeat(direction, unit, count),
            Action::Next => self.next(Direction::Forward, count),
            Action::Previous => self.next(Direction::Back, count),
            Action::Down => self.down(Direction::Forward, 1, count),
            Action::Up => self.down(Direction::Back, 1, count),
            Action::PageDown => self.down(Direction::Forward, 10, count),
            Action::PageUp => self.down(Direction::Back, 10, count),
            Action::First => self.jump(Step(count.unwrap_or(0))),
            Action::Goto => self.jump(count.map_or(self.film.end(), Step)),
            Action::Percent => self.percent(count),
            Action::Digit(digit) => self.digit(count, digit),
            Action::PlayPause => self.play_pause(),
            Action::Faster => self.set_pace(self.settings.pace.faster()),
            Action::Slower => self.set_pace(self.settings.pace.slower()),
            Action::Speed(pace) => self.set_pace(pace),
            Action::Output => self.output(count),
            Action::OutputLine(number) => self.output_line(number),
            Action::RunToLine(line) => self.run_to_line(line),
            Action::Scheduler => self.scheduler(),
            Action::Scheduled => self.scheduled(),
            Action::Return => self.go_back(),
            Action::Break(line) => self.toggle_break(line.or(count)),
            Action::BreakNowhere => self.break_nowhere(),
            Action::Search => self.open_prompt('/'),
            Action::Command => self.open_prompt(':'),
            Action::Type(c) => self.prompt.push(c),
            Action::Paste(text) => self.paste(&text),
            Action::Erase => self.erase(),
            Action::Complete => self.complete(),
            Action::Earlier => self.prompt.earlier(),
            Action::Later => self.prompt.later(),
            Action::Escape => self.escape(),
            Action::FocusNext => self.turn_focus(Direction::Forward),
            Action::FocusPrevious => self.turn_focus(Direction::Back),
            Action::Open => self.open(count),
            Action::Enter => self.enter(count),
            Action::Zoom => self.zoom(),
            Action::Variables => self.toggle_variables(),
            Action::Why => self.why = self.why.other(),
            Action::Notes => self.toggle_notes(),
            Action::Question => self.find_question(),
            Action::Questions => self.toggle_questions(),
            Action::Choose(option) => self.choose(option),
            Action::Speaker => self.open_page(Page::Speaker),
            Action::About => self.open_page(Page::About),
            Action::Big => self.settings.is_big = !self.settings.is_big,
            Action::Language => self.settings.lang = other(self.settings.lang),
            Action::Lang(lang) => self.settings.lang = lang,
            Action::NextTheme => self.settings.choose(self.settings.theme.next()),
            Action::Theme(theme) => self.settings.choose(theme),
            Action::Point(pointed) => self.point(pointed),
            Action::Help => self.open_page(Page::Keys),
        }
        Effect::Draw
    }
}

/// The language that this is not.
pub(super) fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Zh,
        Lang::Zh => Lang::En,
    }
}
