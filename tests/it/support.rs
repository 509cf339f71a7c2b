//! What several tests need.

use std::{sync::mpsc, thread};

use loopscope::{
    machine::{self, Job, Sink},
    scene::Film,
    trace::{Record, Runtime, Trace},
    world::World,
};

/// Records a program in this process, under the latest runtime's rules.
pub(crate) fn film(name: &str, text: &str) -> Film {
    struct Pipe(mpsc::Sender<Record>);
    impl Sink for Pipe {
        fn take(&mut self, record: Record) {
            self.0.send(record).expect("the test listens");
        }
    }
    let job = Job {
        name: name.to_owned(),
        path: format!("/app/{name}"),
        text: text.to_owned(),
        runtime: Runtime::default(),
        world: World::default(),
        args: Vec::new(),
        max_steps: 100_000,
        choices: Vec::new(),
    };
    let (records, recorded) = mpsc::channel();
    let (outcome, ended) = mpsc::channel();
    thread::Builder::new()
        .stack_size(64 << 20)
        .spawn(move || machine::run(&job, Box::new(Pipe(records)), outcome))
        .expect("a thread starts");
    let outcome = ended.recv().expect("the run ends");
    assert!(!matches!(outcome, machine::Outcome::Refused(_)), "{outcome:?}");
    let mut trace = Trace::default();
    for record in recorded.try_iter() {
        trace.push(record).expect("the machine records what is well formed");
    }
    Film::new(trace)
}
