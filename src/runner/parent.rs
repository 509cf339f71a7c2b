//! Starts the recorder, reads what it says, and finds out how it ended.

mod watchdog;

use std::{
    env,
    io::{self, Read, Write as _},
    ops::ControlFlow,
    process::{ChildStderr, ChildStdout, Command, Stdio},
};

use self::watchdog::{Death, Watchdog};
use super::{
    Error, Limits, Recording, SUBCOMMAND, stop,
    wire::{Decoder, Message, Request},
};
use crate::{
    machine::{Job, Outcome},
    trace::{Fact, Record, Stop, StopCause, Trace},
};

/// What a pipe holds on Linux, so the most that one reading gives.
const PIPE: usize = 64 << 10;

/// The most that is kept of what the recorder writes to standard error.
const LAST_WORDS: u64 = 64 << 10;

/// Recordings smaller than this always fit.
const SMALL: u64 = 64 << 20;

/// This program as the recorder.
pub(super) fn command() -> io::Result<Command> {
    let this = env::current_exe()?;
    // On Linux this is still the very same program after an upgrade has replaced the file.
    let replaced = cfg!(target_os = "linux") && !this.exists();
    let mut command = Command::new(if replaced { "/proc/self/exe".into() } else { this });
    command.arg(SUBCOMMAND);
    // glibc gives every thread an arena of its own, which grows by a system call for every
    // few pages. One thread does nearly all the work here.
    command.env("MALLOC_ARENA_MAX", "1");
    Ok(command)
}

/// Runs `job` in the process that `command` starts.
pub(super) fn supervise(
    mut command: Command,
    job: &Job,
    limits: &Limits,
    on_facts: &mut dyn FnMut(&Trace, &[Fact]) -> ControlFlow<()>,
) -> Result<Recording, Error> {
    let request = Request { job: job.clone(), wall: limits.wall, memory: limits.memory };
    let request =
        postcard::to_stdvec(&request).map_err(|error| Error::Corrupt(error.to_string()))?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Error::Start)?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let watchdog = Watchdog::set_on(child, limits).map_err(Error::Start)?;
    if let Some(mut stdin) = stdin {
        // A recorder that dies before it has read this says nothing, which is noticed below.
        let _ = watchdog.watching(|| stdin.write_all(&request));
    }
    let mut session = Session { job, limits, trace: Trace::default(), decoder: Decoder::default() };
    let stop = match session.follow(stdout, &watchdog, on_facts)? {
        Ended::Said(stop) => stop,
        Ended::Died => {
            let last_words = stderr.map(last_words).unwrap_or_default();
            Some(match watchdog.call_off() {
                Death::Overdue => session.stop(StopCause::WallTime),
                Death::Died(status) => stop::from_death(&last_words, &status, limits),
            })
        }
    };
    session.close(stop)
}

/// What a recorder that died has left on standard error.
fn last_words(stderr: ChildStderr) -> String {
    let mut bytes = Vec::new();
    // What could be read is as good as all.
    let _ = stderr.take(LAST_WORDS).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// How a recorder ended.
enum Ended {
    /// It (or we) said why: nothing if the program ended, or the caller wants no more.
    Said(Option<Stop>),
    /// Without a word.
    Died,
}

/// A recording as it arrives.
struct Session<'a> {
    job: &'a Job,
    limits: &'a Limits,
    trace: Trace,
    decoder: Decoder,
}

impl Session<'_> {
    /// Takes in what the recorder says until it ends, or has to be ended.
    fn follow(
        &mut self,
        stdout: Option<ChildStdout>,
        watchdog: &Watchdog,
        on_facts: &mut dyn FnMut(&Trace, &[Fact]) -> ControlFlow<()>,
    ) -> Result<Ended, Error> {
        let Some(mut stdout) = stdout else { return Ok(Ended::Died) };
        let mut piece = vec![0; PIPE];
        let mut received = 0;
        loop {
            let bytes = match watchdog.watching(|| stdout.read(&mut piece)) {
                Ok(0) => return Ok(Ended::Died),
                Ok(n) => &piece[..n],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => return Ok(Ended::Died),
            };
            received += bytes.len() as u64;
            self.decoder.feed(bytes);
            let known = self.trace.facts().len();
            let ended = self.take_in()?;
            let new = &self.trace.facts()[known..];
            if !new.is_empty() && on_facts(&self.trace, new).is_break() {
                return Ok(Ended::Said(None));
            }
            if let Some(stop) = ended {
                return Ok(Ended::Said(stop));
            }
            // What is recorded is held here, not there.
            if received > self.limits.memory.max(SMALL) {
                return Ok(Ended::Said(Some(self.stop(StopCause::Memory))));
            }
        }
    }

    /// Takes in the messages that have arrived; if the last one is among them, what it says.
    #[expect(clippy::option_option, reason = "whether it ended, and if so whether it was stopped")]
    fn take_in(&mut self) -> Result<Option<Option<Stop>>, Error> {
        while let Some(message) = self.decoder.next().map_err(corrupt)? {
            match message {
                Message::Record(record) => self.trace.push(record).map_err(corrupt)?,
                Message::Ended(Outcome::Finished) => return Ok(Some(None)),
                Message::Ended(Outcome::Stopped(cause)) => return Ok(Some(Some(self.stop(cause)))),
                Message::Ended(Outcome::Refused(error)) => return Err(Error::Refused(error)),
                Message::Panicked(message) => {
                    return Ok(Some(Some(stop::from_panic(message, self.limits))));
                }
            }
        }
        Ok(None)
    }

    fn stop(&self, cause: StopCause) -> Stop {
        stop::from_cause(cause, self.job.max_steps, self.limits)
    }

    /// The recording, ended as its program or `stop` ended it.
    fn close(mut self, stop: Option<Stop>) -> Result<Recording, Error> {
        let end = self.trace.facts().last();
        let stop = stop.filter(|_| !matches!(end, Some(Fact::Exited { .. })));
        if let Some(stop) = &stop
            && !matches!(end, Some(Fact::Stopped { .. }))
        {
            let stopped = Fact::Stopped { cause: stop.cause() };
            self.trace.push(Record::Fact(stopped)).map_err(corrupt)?;
        }
        Ok(Recording { trace: self.trace, stop })
    }
}

fn corrupt(error: impl std::fmt::Display) -> Error {
    Error::Corrupt(error.to_string())
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
