//! The terminal itself: the only place that knows crossterm, and the only one that waits.
//!
//! Everything that comes in arrives through one channel, so that waiting costs nothing: keys
//! from a thread that reads them, signals, recordings that are done, files that have changed.
//! However the program ends, by itself, by an error, a signal or a panic, the terminal is
//! left as it was found. Deliberately absent: what is drawn, and what keys mean.

mod clock;
mod ground;
mod input;
mod signals;

use std::{
    io::{self, Stdout},
    panic,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, SyncSender},
    },
    thread,
    time::Duration,
};

use crossterm::{
    cursor,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::Print,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
        LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
    },
};
use ratatui::{Frame, backend::CrosstermBackend, layout::Size};

use self::clock::Clock;
pub(super) use self::{
    input::{Input, Pointer},
    signals::Signal,
};
use super::reel::Reel;

/// The shortest time between two frames: thirty a second are enough for the eye.
const FRAME: Duration = Duration::from_millis(34);

/// How long the first frame waits for the terminal to say whether it is dark or light, so that
/// nothing flashes: those that know the question answer faster.
const GRACE: Duration = Duration::from_millis(12);

/// How often to look whether there is still a terminal, when nothing else happens.
const ROUNDS: Duration = Duration::from_secs(2);

/// More than anybody types in a moment; who sends more than that waits.
const BACKLOG: usize = 1024;

/// Buttons, what moves while one is down, and coordinates without a limit.
const ENABLE_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const DISABLE_MOUSE: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Where everything comes in that a session reacts to.
pub struct Inbox {
    sender: SyncSender<Input>,
    receiver: Receiver<Input>,
}

impl Default for Inbox {
    fn default() -> Self {
        let (sender, receiver) = mpsc::sync_channel(BACKLOG);
        Self { sender, receiver }
    }
}

impl Inbox {
    /// For whoever watches the program's files.
    pub fn bell(&self) -> Bell {
        Bell(self.sender.clone())
    }

    /// For whoever makes a recording.
    pub(super) fn post(&self) -> Post {
        Post(self.sender.clone())
    }
}

/// Rung when a file of the program has changed.
#[derive(Clone, Debug)]
pub struct Bell(SyncSender<Input>);

impl Bell {
    /// Says so. If nobody listens any more, the session is over.
    pub fn ring(&self) {
        let _ = self.0.send(Input::Changed);
    }
}

/// Takes a recording to the session.
#[derive(Clone, Debug)]
pub(super) struct Post(SyncSender<Input>);

impl Post {
    /// Delivers what the order with that number came to.
    pub(super) fn deliver(&self, number: u64, made: Result<Reel, String>) {
        let _ = self.0.send(Input::Recorded(number, Box::new(made)));
    }
}

/// A terminal in raw mode on its alternate screen, for as long as this lives.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<Stdout>>,
    clock: Clock,
    inbox: Inbox,
    has_mouse: bool,
    _restore: Restore,
}

impl Terminal {
    /// Takes the terminal over, and asks it whether it is dark or light if that matters.
    ///
    /// # Errors
    /// If standard output is no terminal that can do this.
    pub(super) fn open(inbox: Inbox, has_mouse: bool, asks_ground: bool) -> io::Result<Self> {
        restore_on_panic();
        signals::listen(inbox.sender.clone())?;
        let restore = Restore;
        enter(has_mouse)?;
        let screen = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        input::listen(inbox.sender.clone())?;
        if asks_ground {
            execute!(io::stdout(), Print(ground::QUESTION))?;
        }
        let clock = Clock::start(if asks_ground { FRAME.saturating_sub(GRACE) } else { FRAME });
        Ok(Self { screen, clock, inbox, has_mouse, _restore: restore })
    }

    pub(super) fn post(&self) -> Post {
        self.inbox.post()
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

    /// The size of what was drawn last.
    pub(super) fn size(&mut self) -> Size {
        self.screen.get_frame().area().as_size()
    }

    /// Whether another frame may be drawn already.
    pub(super) fn is_frame_due(&self) -> bool {
        self.clock.since_frame() >= FRAME
    }

    /// Waits for input: as long as it takes, if nothing plays and no frame is put off.
    ///
    /// `pace` is the time between automatic moves; `wants_frame` says that the screen does
    /// not show the present state yet, or that something moves on it.
    ///
    /// # Errors
    /// If the terminal has gone away.
    pub(super) fn next(&mut self, pace: Option<Duration>, wants_frame: bool) -> io::Result<Input> {
        loop {
            let until_step = pace.map(|pace| pace.saturating_sub(self.clock.since_step()));
            let until_frame = wants_frame.then(|| FRAME.saturating_sub(self.clock.since_frame()));
            let wait = [until_step, until_frame].into_iter().flatten().min();
            match self.inbox.receiver.recv_timeout(wait.unwrap_or(ROUNDS)) {
                Ok(Input::Gone(error)) => return Err(error),
                Ok(input) => return Ok(input),
                Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
                Err(RecvTimeoutError::Timeout) if wait.is_none() => signals::is_terminal_there()?,
                Err(RecvTimeoutError::Timeout) if until_frame.is_some() && until_frame == wait => {
                    return Ok(Input::FrameDue(self.clock.since_frame()));
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.clock.stepped();
                    return Ok(Input::Elapsed);
                }
            }
        }
    }

    /// The next automatic move is a whole pace away from now.
    pub(super) fn restart_pace(&mut self) {
        self.clock.stepped();
    }

    /// Gives the terminal back to the shell until the user returns.
    ///
    /// # Errors
    /// If the terminal has gone away.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        signals::stop()?;
        self.resume()
    }

    /// Takes the terminal over again: whoever had it meanwhile may have changed anything.
    ///
    /// # Errors
    /// If the terminal has gone away.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        disable_raw_mode()?;
        enter(self.has_mouse)?;
        execute!(io::stdout(), Clear(ClearType::All))?;
        self.screen = ratatui::Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(())
    }
}

/// Whether the terminal has been taken over and not been given back. Leaving the alternate
/// screen a second time would put the cursor back to where it was before, and what is written
/// then over what has been written since: a panic's message.
static IS_OURS: AtomicBool = AtomicBool::new(false);

fn enter(has_mouse: bool) -> io::Result<()> {
    IS_OURS.store(true, Ordering::Relaxed);
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    if has_mouse {
        execute!(io::stdout(), Print(ENABLE_MOUSE))?;
    }
    Ok(())
}

/// Gives the terminal back when dropped.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        restore();
    }
}

fn restore() {
    if !IS_OURS.swap(false, Ordering::Relaxed) {
        return;
    }
    // Best effort: if the terminal has gone away there is nothing left to restore.
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        Print(DISABLE_MOUSE),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// A panic's message must not be drawn over by the alternate screen, nor lost with it. A
/// thread beside this one tells its end through the channel, and leaves the screen alone.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = panic::take_hook();
        let here = thread::current().id();
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == here {
                restore();
                report(info);
            }
        }));
    });
}
