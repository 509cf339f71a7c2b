//! Runs a program on the machine, in this process.

use std::{
    mem,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use loopscope::{
    machine::{self, Files, Job, NoFiles, Outcome, Sink, Surroundings, profile::Profile},
    trace::{Decision, Fact, Record, Runtime, Stream, Trace},
    world::World,
};

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) trace: Trace,
}

impl Run {
    /// Everything written to a stream.
    pub(crate) fn written(&self, to: Stream) -> String {
        let mut written = String::new();
        for fact in self.trace.facts() {
            if let Fact::ConsoleWrote { stream, text } = fact
                && *stream == to
            {
                written.push_str(self.trace.text(*text));
            }
        }
        written
    }

    pub(crate) fn stdout(&self) -> String {
        self.written(Stream::Stdout)
    }

    /// The exit code; none if the run was stopped.
    pub(crate) fn code(&self) -> Option<i32> {
        if let Some(Fact::Exited { code }) = self.trace.facts().last() { Some(*code) } else { None }
    }

    /// The open questions, in the order in which they came up.
    pub(crate) fn decisions(&self) -> Vec<&Decision> {
        let mut decisions = Vec::new();
        for fact in self.trace.facts() {
            if let Fact::DecisionMade { decision } = fact {
                decisions.push(self.trace.decision(*decision));
            }
        }
        decisions
    }
}

struct Shared(Arc<Mutex<Trace>>);

impl Sink for Shared {
    fn take(&mut self, record: Record) {
        self.0.lock().unwrap().push(record).unwrap();
    }
}

/// A job for a program of the tests.
pub(crate) fn job(path: &str, text: &str, runtime: Runtime) -> Job {
    Job {
        name: path.to_owned(),
        path: path.to_owned(),
        text: text.to_owned(),
        runtime,
        world: World::default(),
        args: Vec::new(),
        max_steps: 1_000_000,
        choices: Vec::new(),
        variables: false,
    }
}

/// Runs a job to its end.
pub(crate) fn run(job: &Job) -> Run {
    run_by(Profile::of(job.runtime), job, Box::new(NoFiles)).unwrap()
}

/// Runs a job, beside which there are files, by the rules of `profile`; or says why it cannot
/// be run.
pub(crate) fn run_by(profile: Profile, job: &Job, files: Box<dyn Files>) -> Result<Run, String> {
    let trace = Arc::new(Mutex::new(Trace::default()));
    let (outcome, receiver) = mpsc::channel();
    let sink = Box::new(Shared(Arc::clone(&trace)));
    let job = job.clone();
    // Deep recursion of a program is recursion of the engine's.
    let engine = thread::Builder::new().stack_size(64 << 20);
    let around = Surroundings { files, sink, outcome };
    engine.spawn(move || machine::run_by(profile, &job, around)).unwrap();
    match receiver.recv().unwrap() {
        Outcome::Finished | Outcome::Stopped(_) => {}
        Outcome::Refused(error) => return Err(error.to_string()),
    }
    let trace = mem::take(&mut *trace.lock().unwrap());
    Ok(Run { trace })
}
