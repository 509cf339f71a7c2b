//! What recording costs: a whole process from start to end, a step, and a fact in memory.
//!
//! Aims: `run async-order` in a tenth of what Node takes for the same file, 400 ns a step,
//! 32 bytes a fact.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on is to fail")]
#![expect(clippy::print_stdout, reason = "criterion prints its findings too")]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, Mutex, mpsc},
    thread,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use loopscope::{
    lesson::library,
    machine::{self, Job, NoFiles, Sink},
    trace::{Record, Runtime, Trace},
    world::World,
};

/// Programs of some hundred thousand steps each.
const PROGRAMS: [(&str, &str); 3] = [
    ("loop", "let sum = 0; for (let i = 0; i < 100000; i++) { sum += i; sum ^= 1 }"),
    ("recursion", "function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) } fib(20)"),
    ("awaits", "(async () => { for (let i = 0; i < 10000; i++) await i })()"),
];

fn job(text: &str) -> Job {
    Job {
        name: "bench.js".to_owned(),
        path: "/bench.js".to_owned(),
        text: text.to_owned(),
        runtime: Runtime::default(),
        world: World::default(),
        args: Vec::new(),
        max_steps: u32::MAX,
        choices: Vec::new(),
        variables: false,
    }
}

/// A trace that is recorded into.
struct Shared(Arc<Mutex<Trace>>);

impl Sink for Shared {
    fn take(&mut self, record: Record) {
        self.0.lock().unwrap().push(record).unwrap();
    }
}

/// Records in this process. The engine's thread is left behind, parked.
fn recorded(text: &str) -> Trace {
    let trace = Arc::new(Mutex::new(Trace::default()));
    let (job, sink) = (job(text), Box::new(Shared(Arc::clone(&trace))));
    let (tell, told) = mpsc::channel();
    let engine = thread::Builder::new().stack_size(256 << 20);
    engine.spawn(move || machine::run(&job, Box::new(NoFiles), sink, tell)).unwrap();
    told.recv().unwrap();
    std::mem::take(&mut *trace.lock().unwrap())
}

fn loopscope(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    command.arg("run").arg(file);
    command
}

/// Runs a process to its end.
fn run(mut command: Command) {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    assert!(command.status().unwrap().success());
}

#[expect(clippy::disallowed_methods, reason = "this is what a bench is for")]
fn timed(command: Command) -> Duration {
    let start = Instant::now();
    run(command);
    start.elapsed()
}

/// A whole process for the lesson's program, and Node for the same file where it is installed.
fn startup(criterion: &mut Criterion) {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("async-order.js");
    fs::write(&file, library::find("async-order").unwrap().program.text).unwrap();
    let node = || {
        let mut command = Command::new("node");
        command.arg(&file);
        command
    };
    let mut group = criterion.benchmark_group("startup");
    group.bench_function("loopscope run", |bencher| bencher.iter(|| run(loopscope(&file))));
    if node().stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        group.bench_function("node", |bencher| bencher.iter(|| run(node())));
        // One after the other, so that whatever else the machine does meets both.
        let mut ratios: Vec<f64> = (0..41)
            .map(|_| timed(loopscope(&file)).as_secs_f64() / timed(node()).as_secs_f64())
            .collect();
        ratios.sort_by(f64::total_cmp);
        println!("startup: {:.3} of node's time, the median of 41 pairs", ratios[20]);
    }
    group.finish();
}

/// Whole processes again, of programs so long that only their steps count.
fn steps(criterion: &mut Criterion) {
    let directory = tempfile::tempdir().unwrap();
    let mut group = criterion.benchmark_group("steps");
    group.sample_size(10);
    for (name, text) in PROGRAMS {
        let file = directory.path().join(name).with_extension("js");
        fs::write(&file, text).unwrap();
        group.throughput(Throughput::Elements(u64::from(recorded(text).end().0)));
        group.bench_function(name, |bencher| bencher.iter(|| run(loopscope(&file))));
    }
    group.finish();
}

/// Memory of a trace, side tables included.
fn memory(_: &mut Criterion) {
    let resident = || memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem);
    for (name, text) in PROGRAMS {
        let trace = recorded(text);
        let duplicate = || {
            let mut copy = Trace::default();
            trace.records().for_each(|record| copy.push(record).unwrap());
            copy
        };
        // The first takes what memory is free already.
        let first = duplicate();
        let before = resident();
        let copies = [(); 8].map(|()| duplicate());
        let facts = trace.facts().len();
        let bytes = (resident() - before) / copies.len() / facts;
        println!("memory: {bytes} bytes a fact ({name}, {facts} facts)");
        drop((first, copies));
    }
}

criterion_group!(benches, startup, steps, memory);
criterion_main!(benches);
