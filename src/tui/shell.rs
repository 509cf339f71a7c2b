//! What is around a step-through: which lesson is shown, and what comes after it.
//!
//! A recording is made on a thread of its own, while the one before can still be looked at;
//! when it is there, it takes the other's place. Deliberately absent: files and processes
//! (those are the [`Host`]'s), and the terminal.

mod recording;

use std::{sync::Arc, time::Duration};

use ratatui::{Frame, layout::Size};

use self::recording::{Kin, Pending};
use super::{
    Ending,
    action::{Action, Direction, Effect, Mode, Pointed},
    app::{App, Driver, Settings},
    key::Key,
    keymap::Keymap,
    notice::Notice,
    picker::{Choice, Picker},
    playlist::Playlist,
    progress::Progress,
    reel::{Host, Order, Reel, Wanted},
    terminal::{Input, Pointer, Post, Signal},
};
use crate::{
    lesson::{Lesson, library},
    scene::Film,
    trace::Runtime,
};

/// What a session begins with.
pub enum Start {
    /// The list of lessons.
    Picker,
    /// One recording.
    Reel(Box<Reel>),
    /// One lesson after another, by themselves: their names, and the first recording.
    Demo { names: Vec<String>, first: Box<Reel>, stops: bool, is_endless: bool },
}

/// What the loop has to do after an update.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Nothing,
    Draw,
    Suspend,
    /// The terminal is ours again.
    Resume,
    End(Ending),
}

/// The whole session.
pub struct Shell {
    host: Arc<dyn Host>,
    settings: Settings,
    keymap: Arc<Keymap>,
    driver: Driver,
    progress: Progress,
    picker: Option<Picker>,
    app: Option<App>,
    is_picking: bool,
    /// The lesson that is shown, as it was read.
    lesson: Option<Lesson>,
    /// The runtime that the user has asked for since.
    runtime: Option<Runtime>,
    playlist: Option<Playlist>,
    /// Why the shown recording ended before its program did.
    stop: Option<String>,
    pending: Option<Pending>,
    /// A file has changed while a recording of it was being made.
    is_outdated: bool,
    orders: u64,
    post: Option<Post>,
}

impl Shell {
    /// A session that begins with `start`.
    pub fn new(
        host: Arc<dyn Host>,
        start: Start,
        settings: Settings,
        keymap: Keymap,
        progress: Progress,
    ) -> Self {
        let mut shell = Self {
            host,
            settings,
            keymap: Arc::new(keymap),
            driver: Driver::Learner,
            progress,
            picker: None,
            app: None,
            is_picking: false,
            lesson: None,
            runtime: None,
            playlist: None,
            stop: None,
            pending: None,
            is_outdated: false,
            orders: 0,
            post: None,
        };
        match start {
            Start::Picker => shell.pick(),
            Start::Reel(reel) => shell.show(*reel, Kin::None),
            Start::Demo { names, first, stops, is_endless } => {
                shell.driver = Driver::Demo { stops };
                shell.settings.hides_questions |= !stops;
                shell.playlist = Some(Playlist::new(names, &first.lesson.name, is_endless));
                shell.show(*first, Kin::None);
            }
        }
        shell
    }

    /// Whether the theme depends on what the terminal says of itself.
    pub(super) fn follows_ground(&self) -> bool {
        self.settings.follows_ground
    }

    /// From now on recordings can be delivered.
    pub(super) fn attach(&mut self, post: Post) {
        self.post = Some(post);
    }

    /// The step-through, unless lessons are being picked.
    pub fn app(&self) -> Option<&App> {
        self.app.as_ref().filter(|_| !self.is_picking)
    }

    /// Why the recording that is shown ended before its program did.
    pub fn stop(&self) -> Option<&str> {
        self.stop.as_deref()
    }

    pub(super) fn pace(&self) -> Option<Duration> {
        self.app().filter(|_| self.pending.is_none()).and_then(App::pace)
    }

    pub(super) fn is_moving(&self) -> bool {
        self.app().is_some_and(App::is_moving)
    }

    /// Draws the present moment. Changes nothing.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        match (self.app(), &self.picker) {
            (Some(app), _) => app.draw(frame),
            (None, Some(picker)) => picker.draw(&self.settings, &self.progress, frame),
            (None, None) => {}
        }
    }

    /// Takes in what came; `screen` is the size of what is shown.
    pub(super) fn update(&mut self, input: Input, screen: Size) -> Next {
        let is_moving = self.is_moving();
        let picker = self.picker.as_mut().filter(|_| self.is_picking);
        match (input, picker) {
            (Input::Key(key), _) => self.key(key),
            (Input::Mouse(Pointer { at, how }), Some(picker)) => {
                let choice = picker.point(Pointed { at, screen, how });
                self.choose(choice)
            }
            (Input::Mouse(Pointer { at, how }), None) => {
                self.act(Action::Point(Pointed { at, screen, how }))
            }
            (Input::Paste(text), Some(picker)) => {
                picker.paste(&text);
                Next::Draw
            }
            (Input::Paste(text), None) => self.act(Action::Paste(text)),
            (Input::Resized, _) => Next::Draw,
            (Input::Elapsed, _) => self.act(Action::Advance),
            (Input::FrameDue(elapsed), _) if is_moving => self.act(Action::Frame(elapsed)),
            (Input::FrameDue(_), _) => Next::Nothing,
            (Input::Recorded(number, made), _) => self.recorded(number, *made),
            (Input::Ground { is_light }, _) => {
                self.settings.see_ground(is_light);
                if let Some(app) = &mut self.app {
                    app.see_ground(is_light);
                }
                Next::Draw
            }
            (Input::Changed, _) => self.changed(),
            (Input::Signal(Signal::Suspend), _) => Next::Suspend,
            (Input::Signal(Signal::Continue), _) => Next::Resume,
            (Input::Signal(Signal::End(signal)), _) => Next::End(Ending::Signal(signal)),
            (Input::Gone(_), _) => Next::End(Ending::Quit),
        }
    }

    /// What a key does, as if it had been pressed in a terminal.
    fn key(&mut self, key: Key) -> Next {
        if key == Key::Esc && self.pending.is_some() {
            self.give_up();
            return Next::Draw;
        }
        if let (true, Some(picker)) = (self.is_picking, &mut self.picker) {
            let choice = picker.press(key);
            return self.choose(choice);
        }
        let mode = self.app.as_ref().map_or(Mode::Stepping, App::mode);
        match self.keymap.action(key, mode) {
            Some(action) => self.act(action),
            None => Next::Nothing,
        }
    }

    fn choose(&mut self, choice: Choice) -> Next {
        match choice {
            Choice::None => Next::Draw,
            Choice::Open(name) => {
                self.runtime = None;
                self.order(Wanted::Named(name), Kin::None)
            }
            Choice::Language => {
                self.settings.lang = super::app::other(self.settings.lang);
                Next::Draw
            }
            Choice::Suspend => Next::Suspend,
            Choice::Quit => Next::End(Ending::Quit),
        }
    }

    fn act(&mut self, action: Action) -> Next {
        let Some(app) = &mut self.app else { return Next::Nothing };
        let is_interrupt = action == Action::Quit && app.mode() == Mode::Typing;
        let before = app.playhead();
        let effect = app.update(action);
        self.settings = app.settings();
        if app.playhead() == app.film().end() && before != app.playhead() {
            self.finished();
        }
        match effect {
            Effect::Draw => Next::Draw,
            Effect::Suspend => Next::Suspend,
            Effect::Quit if self.picker.is_some() && !is_interrupt => {
                self.pick();
                Next::Draw
            }
            Effect::Quit => Next::End(Ending::Quit),
            Effect::Record(runtime) => {
                self.runtime = Some(runtime);
                match self.lesson.clone() {
                    Some(lesson) => self.order(Wanted::Again(Box::new(lesson)), Kin::Program),
                    None => Next::Nothing,
                }
            }
            Effect::Decide(choices) => self.decide(choices),
            Effect::Show(name) => {
                self.runtime = None;
                self.order(Wanted::Named(name), Kin::None)
            }
            Effect::Lesson(direction) => self.turn(direction),
            Effect::Answered { number, answer } => {
                let name = self.app.as_ref().map_or_else(String::new, |app| app.name().to_owned());
                if is_shipped(&name) && self.progress.answer(&name, number, answer) {
                    self.keep();
                }
                Next::Draw
            }
        }
    }

    /// To the list of lessons.
    fn pick(&mut self) {
        self.is_picking = true;
        match &mut self.picker {
            Some(picker) => picker.trouble = None,
            None => self.picker = Some(Picker::new(&self.host.files())),
        }
    }

    /// To the next lesson, or the one before.
    fn turn(&mut self, direction: Direction) -> Next {
        let name = self.app.as_ref().map_or("", App::name).to_owned();
        let playlist = self.playlist.get_or_insert_with(|| Playlist::of_all(&name));
        match playlist.turn(direction) {
            Some(name) => {
                let name = name.to_owned();
                self.runtime = None;
                self.order(Wanted::Named(name), Kin::None)
            }
            // A demo that is through is at its end.
            None if self.driver != Driver::Learner && direction == Direction::Forward => {
                if let Some(app) = &mut self.app {
                    let _ = app.update(Action::PlayPause);
                    app.tell(Notice::NoLesson(direction));
                }
                Next::Draw
            }
            None => self.tell(Notice::NoLesson(direction)),
        }
    }

    fn tell(&mut self, notice: Notice) -> Next {
        if let Some(app) = &mut self.app {
            app.tell(notice);
        }
        Next::Draw
    }

    /// Puts a recording in the place of the one that is shown.
    fn show(&mut self, reel: Reel, kin: Kin) {
        let Reel { lesson, trace, stop } = reel;
        let omission = trace.omissions().first();
        let omits = omission.map(|it| Notice::Omits(it.what, trace.line_of(it)));
        let film = Film::new(trace);
        let mut app = App::of(&lesson, film, self.settings).with_keymap(Arc::clone(&self.keymap));
        if let Some(done) = self.progress.of(&lesson.name) {
            app = app.remembering(done);
        }
        let place = self.playlist.as_ref().filter(|_| self.driver != Driver::Learner);
        app = match (&self.app, kin) {
            (Some(before), Kin::Program) => app.in_place_of(before),
            (Some(before), Kin::OtherWay) => app.in_place_of(before).otherwise(before),
            (Some(_), Kin::None) | (None, _) => {
                app.driven_by(self.driver, place.map(Playlist::place))
            }
        };
        if let Some(what) = omits {
            app.tell(what);
        }
        self.app = Some(app);
        self.stop = stop;
        self.is_picking = false;
        if is_shipped(&lesson.name) && self.driver == Driver::Learner {
            if let Some(picker) = &mut self.picker {
                picker.select(&lesson.name);
            }
            if self.progress.open(&lesson.name) {
                self.keep();
            }
        }
        self.lesson = Some(lesson);
    }

    /// The end of the shown lesson has been seen.
    fn finished(&mut self) {
        let Some(name) = self.app.as_ref().map(|app| app.name().to_owned()) else { return };
        if self.driver != Driver::Learner || !is_shipped(&name) {
            return;
        }
        if let Some(key) = self.keymap.sign("next-lesson", self.settings.charset) {
            let _ = self.tell(Notice::Finished { key });
        }
        if self.progress.finish(&name) {
            self.keep();
        }
    }

    fn keep(&mut self) {
        if let Err(why) = self.host.keep(&self.progress) {
            let _ = self.tell(Notice::Progress(why));
        }
    }
}

fn is_shipped(name: &str) -> bool {
    library::names().any(|shipped| shipped == name)
}
