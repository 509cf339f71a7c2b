//! The terminal itself: the only place that knows crossterm, and the only one that waits.
//!
//! However the program ends, by itself, by an error or by a panic, the terminal is left as it
//! was found. Deliberately absent: what is drawn, and what keys mean.

use std::{
    io::{self, Stdout},
    panic,
    sync::Once,
    time::Duration,
};

use crossterm::{
    cursor,
    event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind},
    event::{KeyEvent, KeyModifiers},
    execute,
    terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Frame, backend::CrosstermBackend};

use super::key::Key;

/// The shortest time between two frames: thirty a second are enough for the eye.
const FRAME: Duration = Duration::from_millis(34);

/// What came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Key(Key),
    /// The window has another size now.
    Resized,
    /// The time that was to pass before the next automatic step is over.
    Elapsed,
    /// It is time for the frame that was put off.
    FrameDue,
}

/// A terminal in raw mode on its alternate screen, for as long as this lives.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Stdout>>,
    clock: Clock,
    _restore: Restore,
}

impl Terminal {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// If standard output is no terminal that can do this.
    pub(super) fn open() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        let restore = Restore;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        let screen = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self { screen, clock: Clock::start(), _restore: restore })
    }

    /// Draws one frame; the terminal shows it at once or not at all.
    ///
    /// # Errors
    /// If the terminal has gone away.
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        let drawn = self.screen.draw(draw).map(|_| ());
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        self.clock.drew();
        drawn
    }

    /// Whether another frame may be drawn already.
    pub(super) fn is_frame_due(&self) -> bool {
        self.clock.since_frame() >= FRAME
    }

    /// Waits for input: for ever, if nothing plays and no frame is put off.
    ///
    /// `pace` is the time between automatic steps; `behind` says that the screen does not
    /// show the present state yet.
    ///
    /// # Errors
    /// If the terminal has gone away.
    pub(super) fn next(&mut self, pace: Option<Duration>, behind: bool) -> io::Result<Input> {
        loop {
            let until_step = pace.map(|pace| pace.saturating_sub(self.clock.since_step()));
            let until_frame = behind.then(|| FRAME.saturating_sub(self.clock.since_frame()));
            let wait = [until_step, until_frame].into_iter().flatten().min();
            let came = match wait {
                None => true,
                Some(wait) => event::poll(wait)?,
            };
            if came {
                if let Some(input) = read(&event::read()?) {
                    return Ok(input);
                }
            } else if until_frame.is_some() && until_frame == wait {
                return Ok(Input::FrameDue);
            } else {
                self.clock.stepped();
                return Ok(Input::Elapsed);
            }
        }
    }

    /// The next automatic step is a whole pace away from now.
    pub(super) fn restart_pace(&mut self) {
        self.clock.stepped();
    }
}

/// What an event of the library means to us; nothing for those we did not ask for.
fn read(event: &Event) -> Option<Input> {
    match event {
        Event::Resize(..) => Some(Input::Resized),
        Event::Key(key) if key.kind != KeyEventKind::Release => read_key(*key).map(Input::Key),
        // A paste is no typing: what is in it must not run as keys.
        Event::Paste(_)
        | Event::Key(_)
        | Event::FocusGained
        | Event::FocusLost
        | Event::Mouse(_) => None,
    }
}

fn read_key(key: KeyEvent) -> Option<Key> {
    let named = match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
            Key::Ctrl(c.to_ascii_lowercase())
        }
        KeyCode::Char(_) if key.modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(' ') => Key::Space,
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete
        | KeyCode::Insert
        | KeyCode::F(_)
        | KeyCode::Null
        | KeyCode::CapsLock
        | KeyCode::ScrollLock
        | KeyCode::NumLock
        | KeyCode::PrintScreen
        | KeyCode::Pause
        | KeyCode::Menu
        | KeyCode::KeypadBegin
        | KeyCode::Media(_)
        | KeyCode::Modifier(_) => return None,
    };
    Some(named)
}

/// Gives the terminal back when dropped.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        restore();
    }
}

fn restore() {
    // Best effort: if the terminal has gone away there is nothing left to restore.
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// A panic's message must not be drawn over by the alternate screen, nor lost with it.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            restore();
            report(info);
        }));
    });
}

use clock::Clock;

#[expect(
    clippy::disallowed_methods,
    reason = "how fast a person sees the recording is the one thing here that real time decides"
)]
mod clock {
    use std::time::{Duration, Instant};

    /// When things last happened on the real clock.
    pub(super) struct Clock {
        frame: Instant,
        step: Instant,
    }

    impl Clock {
        pub(super) fn start() -> Self {
            let now = Instant::now();
            Self { frame: now, step: now }
        }

        pub(super) fn drew(&mut self) {
            self.frame = Instant::now();
        }

        pub(super) fn stepped(&mut self) {
            self.step = Instant::now();
        }

        pub(super) fn since_frame(&self) -> Duration {
            self.frame.elapsed()
        }

        pub(super) fn since_step(&self) -> Duration {
            self.step.elapsed()
        }
    }
}
