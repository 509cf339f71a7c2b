//! Fresh random programs on the Node of this computer, and on the machine.
//!
//! `LOOPSCOPE_NODE` names another binary, `LOOPSCOPE_PROGRAMS` how many programs, and
//! `LOOPSCOPE_SEED` repeats a run. Without a Node, or with one whose rules are not here, the
//! test says so and is done.

mod programs;

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use loopscope::{
    machine::Job,
    trace::{Fact, Runtime},
};
use proptest::strategy::{Strategy as _, ValueTree};

use self::programs::{Program, programs};
use crate::{machine, random};

const PROGRAMS: usize = 200;

/// Programs that run on Node side by side; they wait most of the time.
const WORKERS: usize = 3;

/// Timers that different callbacks started and that are due within so many microseconds of each
/// other may run in any order on a real clock.
const JITTER: u64 = 8000;

/// How often Node is asked when it prints something else.
const TRIES: usize = 8;

/// Runs of the machine with an open question answered otherwise.
const ANSWERS: usize = 60;

/// A Node whose rules are known here.
struct Node {
    path: String,
    runtime: Runtime,
}

/// The Node to ask; or why there is none.
fn node() -> Result<Node, String> {
    let path = env::var("LOOPSCOPE_NODE").unwrap_or_else(|_| "node".to_owned());
    let run = Command::new(&path).arg("--version").output();
    let run = run.map_err(|error| format!("no `{path}` to ask ({error})"))?;
    let version = String::from_utf8_lossy(&run.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    let runtime = Runtime::from_name(&format!("node-{major}"))
        .ok_or_else(|| format!("`{path}` is {version}, whose rules are not here"))?;
    Ok(Node { path, runtime })
}

impl Node {
    /// What the program prints.
    fn run(&self, file: &Path) -> String {
        let run = Command::new(&self.path).arg(file).stderr(Stdio::null()).output().unwrap();
        String::from_utf8_lossy(&run.stdout).into_owned()
    }
}

/// How the machine compares with Node.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Same,
    /// The order hangs on real time.
    Open,
    Different {
        node: String,
        machine: String,
    },
}

/// Whether timers that different callbacks started are due at almost the same time.
fn is_racy(run: &machine::Run) -> bool {
    let mut callback = 0;
    let mut armed: Vec<(u64, u32, u32)> = Vec::new();
    for fact in run.trace.facts() {
        if let Fact::EntryStarted { .. } = fact {
            callback += 1;
        }
        if let Fact::TimerArmed { entry, due } = fact {
            let duration = run.trace.entry(*entry).duration_ms;
            let races = |other: &(u64, u32, u32)| {
                other.0.abs_diff(due.0) < JITTER && (other.1, other.2) != (callback, duration)
            };
            if armed.iter().any(races) {
                return true;
            }
            armed.push((due.0, callback, duration));
        }
    }
    false
}

/// Whether the machine prints `wanted` if one open question is answered otherwise.
fn answers(job: &Job, run: &machine::Run, wanted: &str) -> bool {
    let mut job = job.clone();
    let taken: Vec<u32> = run.decisions().iter().map(|decision| decision.chosen).collect();
    let mut others = Vec::new();
    for (place, decision) in run.decisions().into_iter().enumerate() {
        for other in (0..decision.options).filter(|other| *other != decision.chosen) {
            others.push(taken[..place].iter().copied().chain([other]).collect());
        }
    }
    others.into_iter().take(ANSWERS).any(|choices| {
        job.choices = choices;
        machine::run(&job).stdout() == wanted
    })
}

fn verdict(node: &Node, text: &str, file: &Path) -> Verdict {
    let job = machine::job("/fuzz/program.js", text, node.runtime);
    let run = machine::run(&job);
    if is_racy(&run) {
        return Verdict::Open;
    }
    fs::write(file, text).unwrap();
    let machine = run.stdout();
    let first = node.run(file);
    if first == machine || answers(&job, &run, &first) {
        return Verdict::Same;
    }
    // Once more, lest a busy computer was late.
    let mut varies = false;
    for _ in 1..TRIES {
        let again = node.run(file);
        if again == machine {
            return Verdict::Same;
        }
        varies |= again != first;
    }
    if varies { Verdict::Open } else { Verdict::Different { node: first, machine } }
}

/// The smallest program found that is still different, with what both print.
fn shrunk(
    node: &Node,
    tree: &mut dyn ValueTree<Value = Program>,
    file: &Path,
    mut found: Verdict,
) -> String {
    let mut smallest = String::new();
    loop {
        let goes_on = if let Verdict::Different { node, machine } = found {
            let text = tree.current().text();
            smallest = format!("{text}\n--- node\n{node}\n--- machine\n{machine}");
            tree.simplify()
        } else {
            tree.complicate()
        };
        if !goes_on {
            return smallest;
        }
        found = verdict(node, &tree.current().text(), file);
    }
}

#[test]
fn random_programs_print_what_node_prints() {
    let node = match node() {
        Ok(node) => node,
        Err(why) => {
            writeln!(io::stderr(), "fuzz skipped: {why}").unwrap();
            return;
        }
    };
    let count = env::var("LOOPSCOPE_PROGRAMS").map_or(PROGRAMS, |count| count.parse().unwrap());
    let seed = random::seed();
    let mut runner = random::runner(seed, 1);
    let strategy = programs();
    let mut trees: Vec<_> = (0..count).map(|_| strategy.new_tree(&mut runner).unwrap()).collect();
    let texts: Vec<String> = trees.iter().map(|tree| tree.current().text()).collect();
    let folder = tempfile::tempdir().unwrap();
    let next = AtomicUsize::new(0);
    let work = |worker: usize| {
        let file = folder.path().join(format!("{worker}.js"));
        let mut verdicts = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else { return verdicts };
            verdicts.push((at, verdict(&node, text, &file)));
        }
    };
    let verdicts: Vec<_> = thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..WORKERS).map(|it| scope.spawn(move || work(it))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let of = |what: fn(&Verdict) -> bool| verdicts.iter().filter(|(_, it)| what(it)).count();
    let same = of(|it| *it == Verdict::Same);
    writeln!(
        io::stderr(),
        "LOOPSCOPE_SEED={seed}: {same} of {count} programs as on {} ({}), {} hang on real time",
        node.runtime,
        node.path,
        of(|it| *it == Verdict::Open),
    )
    .unwrap();
    let is_different = |it: &(usize, Verdict)| matches!(it.1, Verdict::Different { .. });
    let count_different = verdicts.iter().filter(|it| is_different(it)).count();
    let Some((at, found)) = verdicts.into_iter().filter(is_different).min_by_key(|it| it.0) else {
        assert!(same > 0, "of {count} programs none can be told from real time");
        return;
    };
    let told = shrunk(&node, &mut trees[at], &folder.path().join("shrunk.js"), found);
    panic!("LOOPSCOPE_SEED={seed}: {count_different} of {count} differ, such as\n{told}");
}
