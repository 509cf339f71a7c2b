//! What the system says to a program at a terminal: stop, go on, end.

use std::{io, sync::mpsc::SyncSender};

use super::Input;

/// A signal that a session reacts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Signal {
    /// Give the terminal back for a while.
    Suspend,
    /// It is ours again.
    Continue,
    /// End, and say by which signal.
    End(i32),
}

#[cfg(unix)]
mod system {
    use std::thread;

    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
        iterator::Signals,
        low_level,
    };

    use super::{Input, Signal, SyncSender, io};

    /// Hears signals on a thread of its own, which ends with the process.
    pub(in crate::tui::terminal) fn listen(sender: SyncSender<Input>) -> io::Result<()> {
        let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP])?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                let heard = match signal {
                    SIGTSTP => Signal::Suspend,
                    SIGCONT => Signal::Continue,
                    end => Signal::End(end),
                };
                if sender.send(Input::Signal(heard)).is_err() {
                    return;
                }
            }
        })?;
        Ok(())
    }

    /// Stops this process until somebody lets it go on.
    pub(in crate::tui::terminal) fn stop() -> io::Result<()> {
        low_level::emulate_default_handler(SIGTSTP)
    }

    /// An error if standard output's terminal has been closed. Nothing is read from a closed
    /// one, so that only asking tells.
    pub(in crate::tui::terminal) fn is_terminal_there() -> io::Result<()> {
        rustix::termios::tcgetattr(io::stdout())?;
        Ok(())
    }
}

#[cfg(not(unix))]
mod system {
    use super::{Input, SyncSender, io};

    /// Elsewhere a console that closes ends its programs, and nothing suspends them.
    pub(in crate::tui::terminal) fn listen(_: SyncSender<Input>) -> io::Result<()> {
        Ok(())
    }

    pub(in crate::tui::terminal) fn stop() -> io::Result<()> {
        Ok(())
    }

    pub(in crate::tui::terminal) fn is_terminal_there() -> io::Result<()> {
        Ok(())
    }
}

pub(super) use system::{is_terminal_there, listen, stop};
