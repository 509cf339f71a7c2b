//! What the terminal view is doing: a recording, a playhead, and a few switches.
//!
//! [`App::update`] is the only thing that changes it. Deliberately absent: keys, cells, real
//! time. What is seen is always [`scene::at`] the playhead; nothing of it is kept.

mod moves;
mod panels;

use std::time::Duration;

use ratatui::Frame;

use super::{keymap, notice::Notice, search::Search};
use crate::{
    scene::{self, Film, Level, Scene},
    text::Lang,
    trace::Step,
    view::{
        self, Backdrop, Charset, Detail, Focus, Footer, Help, Look, Note, Session, Theme,
        ThemeName, View,
    },
};

/// Steps per second at each speed, as a factor that people read and a pace.
const SPEEDS: [Speed; 8] = [
    Speed { label: "0.25x", pace: Duration::from_millis(2400), steps: 1 },
    Speed { label: "0.5x", pace: Duration::from_millis(1200), steps: 1 },
    Speed { label: "1x", pace: Duration::from_millis(600), steps: 1 },
    Speed { label: "2x", pace: Duration::from_millis(300), steps: 1 },
    Speed { label: "4x", pace: Duration::from_millis(150), steps: 1 },
    Speed { label: "8x", pace: Duration::from_millis(75), steps: 1 },
    Speed { label: "16x", pace: Duration::from_millis(75), steps: 2 },
    Speed { label: "64x", pace: Duration::from_millis(75), steps: 8 },
];
const NORMAL_SPEED: usize = 2;

struct Speed {
    label: &'static str,
    pace: Duration,
    steps: u32,
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Forward,
    Back,
}

/// How far a movement goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Level(Level),
    /// To a note of the lesson.
    Note,
}

/// What a key can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Move(Direction, Unit),
    /// The next match if there is a search, else the next callback.
    Next,
    Previous,
    /// The next statement; in a focused panel the next line.
    Down,
    Up,
    PageDown,
    PageUp,
    First,
    /// The step that was typed, or the end.
    Goto,
    /// That part of the run that was typed.
    Percent,
    Digit(u32),
    PlayPause,
    Faster,
    Slower,
    /// Time has passed while playing.
    Advance,
    /// The step that wrote the selected line of output, or the next one that writes any.
    Output,
    /// The step that scheduled what is selected, or what runs.
    Scheduler,
    /// The step at which what is selected runs, or the first thing that was scheduled here.
    Scheduled,
    /// Back to where the last jump began.
    Return,
    Search,
    Type(char),
    Erase,
    Accept,
    Escape,
    FocusNext,
    FocusPrevious,
    /// The step the selected line comes from.
    Open,
    Zoom,
    Why,
    Language,
    Theme,
    Help,
    Redraw,
    Quit,
}

/// What the caller has to do after an update.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Draw,
    Quit,
}

/// Who the keys speak to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Stepping,
    Typing,
    Help,
}

/// How the view starts out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    pub lang: Lang,
    pub theme: ThemeName,
    pub charset: Charset,
}

/// The whole state of the terminal view.
pub struct App {
    film: Film,
    backdrop: Backdrop,
    settings: Settings,
    playhead: Step,
    /// Where jumps began, the latest last.
    trail: Vec<Step>,
    mode: Mode,
    /// The number typed so far.
    count: Option<u32>,
    typed: String,
    search: Option<Search>,
    notice: Option<Notice>,
    focus: Option<Focus>,
    is_zoomed: bool,
    why: Detail,
    help_scroll: usize,
    is_playing: bool,
    speed: usize,
}

impl App {
    /// At the beginning of `film`, with the lesson's notes in the order of their steps.
    pub fn new(film: Film, notes: Vec<Note>, settings: Settings) -> Self {
        let backdrop = Backdrop::new(&film, notes);
        Self {
            film,
            backdrop,
            settings,
            playhead: Step(0),
            trail: Vec::new(),
            mode: Mode::Stepping,
            count: None,
            typed: String::new(),
            search: None,
            notice: None,
            focus: None,
            is_zoomed: false,
            why: Detail::Short,
            help_scroll: 0,
            is_playing: false,
            speed: NORMAL_SPEED,
        }
    }

    pub fn film(&self) -> &Film {
        &self.film
    }

    /// The step that is shown. Never past the end.
    pub fn playhead(&self) -> Step {
        self.playhead
    }

    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// What is shown.
    pub fn scene(&self) -> Scene<'_> {
        scene::at(&self.film, self.playhead)
    }

    /// The time between automatic steps; none while nothing plays.
    pub fn pace(&self) -> Option<Duration> {
        self.is_playing.then_some(SPEEDS[self.speed].pace)
    }

    /// Does what was asked for.
    pub fn update(&mut self, action: Action) -> Effect {
        let count = self.count.take();
        if !matches!(action, Action::Advance | Action::Redraw) {
            self.notice = None;
        }
        match action {
            Action::Quit => return Effect::Quit,
            Action::Redraw => self.count = count,
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
            Action::Faster => self.set_speed(self.speed + 1),
            Action::Slower => self.set_speed(self.speed.saturating_sub(1)),
            Action::Advance => self.advance(),
            Action::Output => self.output(count),
            Action::Scheduler => self.scheduler(),
            Action::Scheduled => self.scheduled(),
            Action::Return => self.go_back(),
            Action::Search => self.type_search(),
            Action::Type(c) => self.typed.push(c),
            Action::Erase => self.erase(),
            Action::Accept => self.accept(),
            Action::Escape => self.escape(),
            Action::FocusNext => self.turn_focus(Direction::Forward),
            Action::FocusPrevious => self.turn_focus(Direction::Back),
            Action::Open => self.open(count),
            Action::Zoom => self.zoom(),
            Action::Why => self.why = self.why.other(),
            Action::Language => self.settings.lang = other(self.settings.lang),
            Action::Theme => self.settings.theme = self.settings.theme.next(),
            Action::Help => self.toggle_help(),
        }
        Effect::Draw
    }

    /// Draws the present moment. Changes nothing.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let Settings { lang, theme, charset } = self.settings;
        let look = Look { theme: Theme::new(theme, charset), lang };
        let scene = self.scene();
        let footer = match (&self.notice, self.mode, self.count) {
            (_, Mode::Typing, _) => {
                Footer::Prompt { sign: '/', typed: &self.typed, offers: Vec::new() }
            }
            (_, Mode::Stepping | Mode::Help, Some(count)) => Footer::Count(count),
            (Some(notice), Mode::Stepping | Mode::Help, None) => Footer::Notice(notice.text(lang)),
            (None, Mode::Stepping | Mode::Help, None) => {
                Footer::Hints(keymap::hints(lang, charset, self.focus.is_some()))
            }
        };
        let help = (self.mode == Mode::Help)
            .then(|| Help { page: keymap::help_page(lang, charset), scroll: self.help_scroll });
        let view = View {
            scene: &scene,
            backdrop: &self.backdrop,
            look: &look,
            focus: self.focus,
            is_zoomed: self.is_zoomed,
            why: self.why,
            playing: self.is_playing.then_some(SPEEDS[self.speed].label),
            footer,
            help,
            session: Session::default(),
        };
        view::draw(&view, frame);
    }
}

/// The language that this is not.
fn other(lang: Lang) -> Lang {
    match lang {
        Lang::En => Lang::Zh,
        Lang::Zh => Lang::En,
    }
}
