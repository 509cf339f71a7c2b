//! Starts the recorder, reads what it says, and finds out how it ended.

use std::{
    env,
    io::{self, Read, Write as _},
    ops::ControlFlow,
    process::{Child, ChildStderr, ChildStdout, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{
    Error, Limits, Recording, SUBCOMMAND,
    stop::Stop,
    stopwatch::Stopwatch,
    wire::{Decoder, Message, Request},
};
use crate::{
    machine::{Job, Outcome},
    trace::{Fact, Record, StopCause, Trace},
};

/// How much longer than its budget the recorder may be silent before it is killed: it keeps
/// the budget itself unless something is very wrong.
const GRACE: Duration = Duration::from_secs(2);

/// How often the stopwatch is looked at while nothing arrives.
const LOOK: Duration = Duration::from_millis(100);

/// What a pipe holds on Linux, so the most that one reading gives.
const PIPE: usize = 64 << 10;

/// The most that is kept of what the recorder writes to standard error.
const LAST_WORDS: u64 = 64 << 10;

/// Recordings smaller than this always fit.
const SMALL: u64 = 64 << 20;

/// This program as the recorder.
pub(super) fn command() -> io::Result<Command> {
    // On Linux /proc/self/exe is still this very program after an upgrade has replaced it.
    let this = env::current_exe()?;
    let program =
        if cfg!(target_os = "linux") && !this.exists() { "/proc/self/exe".into() } else { this };
    let mut command = Command::new(program);
    command.arg(SUBCOMMAND);
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
    let (hear, heard) = mpsc::channel();
    let (hand_over, taken_over) = mpsc::channel::<Child>();
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let reader = thread::Builder::new().name("reader".to_owned()).spawn(move || {
        if let Some(mut stdin) = stdin {
            // A recorder that dies before it has read this says nothing, and is noticed below.
            let _ = stdin.write_all(&request);
        }
        listen(stdout, stderr, &hear);
        // Nobody else waits for a recorder that has said its last message.
        if let Ok(mut child) = taken_over.recv() {
            let _ = child.wait();
        }
    });
    let mut session = Session { job, limits, trace: Trace::default(), decoder: Decoder::default() };
    let ended = match reader {
        Ok(_) => session.follow(&heard, on_facts),
        Err(error) => Err(Error::Start(error)),
    };
    // Whether it has ended by itself or not: it has nothing more to say.
    let _ = child.kill();
    let stop = match ended {
        Ok(Ended::Died { last_words }) => {
            let status = child.wait().map_or_else(|error| error.to_string(), |it| it.to_string());
            Some(Stop::death(&last_words, &status, limits))
        }
        Ok(Ended::Said(stop)) => {
            let _ = hand_over.send(child);
            stop
        }
        Err(error) => {
            let _ = hand_over.send(child);
            return Err(error);
        }
    };
    session.close(stop)
}

/// What the reader's thread hears from the recorder.
enum Heard {
    Bytes(Vec<u8>),
    /// Standard output was closed; what there is on standard error.
    Silence {
        last_words: String,
    },
}

/// Reads what the recorder writes, so that it never has to wait for us.
fn listen(stdout: Option<ChildStdout>, stderr: Option<ChildStderr>, hear: &Sender<Heard>) {
    let mut piece = vec![0; PIPE];
    if let Some(mut stdout) = stdout {
        loop {
            match stdout.read(&mut piece) {
                Ok(0) => break,
                // Nobody listens to us: the run was given up.
                Ok(n) if hear.send(Heard::Bytes(piece[..n].to_vec())).is_err() => return,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
    }
    let mut last_words = Vec::new();
    if let Some(stderr) = stderr {
        // What could be read is as good as all.
        let _ = stderr.take(LAST_WORDS).read_to_end(&mut last_words);
    }
    let last_words = String::from_utf8_lossy(&last_words).into_owned();
    let _ = hear.send(Heard::Silence { last_words });
}

/// How a recorder ended.
enum Ended {
    /// It (or we) said why: nothing if the program ended, or the caller wants no more.
    Said(Option<Stop>),
    Died {
        last_words: String,
    },
}

/// A recording as it arrives.
struct Session<'a> {
    job: &'a Job,
    limits: &'a Limits,
    trace: Trace,
    decoder: Decoder,
}

impl Session<'_> {
    /// Takes in what is heard until the recorder ends, or has to be ended.
    fn follow(
        &mut self,
        heard: &Receiver<Heard>,
        on_facts: &mut dyn FnMut(&Trace, &[Fact]) -> ControlFlow<()>,
    ) -> Result<Ended, Error> {
        let mut stopwatch = Stopwatch::start();
        let mut received = 0;
        loop {
            match heard.recv_timeout(LOOK) {
                Ok(Heard::Bytes(bytes)) => {
                    received += bytes.len() as u64;
                    self.decoder.feed(&bytes);
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
                Ok(Heard::Silence { last_words }) => return Ok(Ended::Died { last_words }),
                Err(RecvTimeoutError::Disconnected) => {
                    return Ok(Ended::Died { last_words: String::new() });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if stopwatch.look() > self.limits.wall.saturating_add(GRACE) {
                return Ok(Ended::Said(Some(self.stop(StopCause::WallTime))));
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
                    return Ok(Some(Some(Stop::panic(message, self.limits))));
                }
            }
        }
        Ok(None)
    }

    fn stop(&self, cause: StopCause) -> Stop {
        Stop::new(cause, self.job.max_steps, self.limits)
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
