//! Runs a program on the machine, in this process.

use std::{
    mem,
    sync::{Arc, Mutex, mpsc},
    thread,
};

use loopscope::{
    machine::{self, Job, NoFiles, Outcome, Sink},
    trace::{Fact, Record, Runtime, Stream, Trace},
    world::World,
};

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) trace: Trace,
}

impl Run {
    /// Everything written to a stream.
    pub(crate) fn written(&self, to: Stream) -> String {
        let facts = self.trace.facts().iter();
        let texts = facts.filter_map(|fact| match fact {
            Fact::ConsoleWrote { stream, text } if *stream == to => Some(self.trace.text(*text)),
            _ => None,
        });
        texts.collect()
    }

    pub(crate) fn stdout(&self) -> String {
        self.written(Stream::Stdout)
    }

    /// The exit code; none if the run was stopped.
    pub(crate) fn code(&self) -> Option<i32> {
        match self.trace.facts().last() {
            Some(Fact::Exited { code }) => Some(*code),
            _ => None,
        }
    }

    /// How many answers each question had, in the order in which they came up.
    pub(crate) fn options(&self) -> Vec<u32> {
        let facts = self.trace.facts().iter();
        let decisions = facts.filter_map(|fact| match fact {
            Fact::DecisionMade { decision } => Some(self.trace.decision(*decision)),
            _ => None,
        });
        decisions.map(|decision| decision.options).collect()
    }

    /// The answers taken.
    pub(crate) fn chosen(&self) -> Vec<u32> {
        let facts = self.trace.facts().iter();
        let decisions = facts.filter_map(|fact| match fact {
            Fact::DecisionMade { decision } => Some(self.trace.decision(*decision).chosen),
            _ => None,
        });
        decisions.collect()
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
    }
}

/// Runs a job to its end.
pub(crate) fn run(job: &Job) -> Run {
    let trace = Arc::new(Mutex::new(Trace::default()));
    let (sender, receiver) = mpsc::channel();
    let sink = Box::new(Shared(Arc::clone(&trace)));
    let job = job.clone();
    // Deep recursion of a program is recursion of the engine's.
    let engine = thread::Builder::new().stack_size(64 << 20);
    engine.spawn(move || machine::run(&job, Box::new(NoFiles), sink, sender)).unwrap();
    match receiver.recv().unwrap() {
        Outcome::Finished | Outcome::Stopped(_) => {}
        Outcome::Refused(error) => panic!("refused: {error}"),
    }
    let trace = mem::take(&mut *trace.lock().unwrap());
    Run { trace }
}
