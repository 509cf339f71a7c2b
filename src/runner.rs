//! Records a program in a process of its own, so that nothing it does can take this one down.
//!
//! The program starts itself again as the *recorder* ([`serve`], behind [`SUBCOMMAND`]) and
//! reads the records from a pipe as they are made. Whatever happens over there (a loop
//! without end, a regular expression that never returns, memory running out, a crash of the
//! engine), what was recorded until then is here, and a [`Stop`] says in one sentence what
//! happened.
//!
//! Three budgets guard a run: steps (the machine counts them), wall time and memory (the
//! recorder's main thread looks at both while the engine works on another thread). Memory is
//! limited twice: by the operating system, so that one giant allocation fails at once, and by
//! looking at what is in use, so that slow growth stops with nothing lost. macOS does not
//! enforce the first; there one giant allocation is caught only once it is being filled.

mod beside;
mod child;
mod memory;
mod outbox;
mod parent;
mod stop;
mod stopwatch;
mod wire;

use std::{io, ops::ControlFlow, time::Duration};

pub use self::child::serve;
use crate::{
    instrument,
    machine::Job,
    trace::{Fact, Stop, Trace},
};

/// The hidden subcommand that makes this program the recorder.
pub const SUBCOMMAND: &str = "__record";

/// What a run may use up. The budget of steps is the job's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Wall time. While the process is suspended it does not count.
    pub wall: Duration,
    /// Bytes of memory, the recorder's own few included.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { wall: Duration::from_secs(10), memory: 512 << 20 }
    }
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Ends with `Exited`, or with `Stopped` if there is a `stop`.
    pub trace: Trace,
    /// Why the recording ended before the program did.
    pub stop: Option<Stop>,
}

/// Why nothing could be recorded.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
pub enum Error {
    /// The program cannot be run at all.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Refused(Box<instrument::Error>),
    #[error("cannot start the process that records")]
    Start(#[source] io::Error),
    #[error("cannot record for another process")]
    Serve(#[source] io::Error),
    #[error("the recording arrived damaged: {0}")]
    #[diagnostic(help("this is a fault of loopscope, not of the program"))]
    Corrupt(String),
}

/// Records `job` and gives what was recorded, however the run ended.
///
/// `on_facts` sees the facts as they arrive, some at a time, in order, together with the
/// trace that already holds them; when it breaks, the run is given up and the recording is
/// what there is.
///
/// # Errors
/// If the program is refused, the recorder cannot be started, or it says what cannot be understood.
pub fn record(
    job: &Job,
    limits: &Limits,
    on_facts: &mut dyn FnMut(&Trace, &[Fact]) -> ControlFlow<()>,
) -> Result<Recording, Error> {
    let command = parent::command().map_err(Error::Start)?;
    parent::supervise(command, job, limits, on_facts)
}
