//! Fresh random programs on the Node of this computer, and on the machine.
//!
//! Node gets a clock that stands still while a program runs, see `fuzz/still_clock.c`: then every
//! program has one outcome. So this takes Linux and a C compiler; where one of them is missing,
//! or there is no Node, or one whose rules are not here, the test says so and is done.
//!
//! `LOOPSCOPE_NODE` names another binary, `LOOPSCOPE_PROGRAMS` how many programs, and
//! `LOOPSCOPE_SEED` repeats a run.

mod programs;
mod templates;

use std::{
    env, fmt, fs,
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use loopscope::{
    machine::Job,
    trace::{Runtime, Stream},
    world::{Costs, WorldFile},
};
use proptest::strategy::{Strategy as _, ValueTree};

use self::programs::{Program, programs};
use crate::{machine, random};

const PROGRAMS: usize = 200;

/// Programs that run on Node side by side.
const WORKERS: usize = 3;

/// The longest a program may take, and one that is not expected to end.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(20), Duration::from_secs(3));

/// So much room for new objects that V8 need not tidy it up. It does so in a task of its own,
/// behind which Node runs ticks that an error has left (`PerIsolatePlatformData::RunForegroundTask`,
/// `src/node_platform.cc`): when depends on the length of the program. Node 14 goes without: as it
/// starts, it comes to such a task in any case, which its first poll phase runs
/// (`FirstPoll::Drains`); with this room it would not.
const ROOM: [&str; 2] = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

/// Steps of the machine after which it is sure not to end.
const STEPS: u32 = 200_000;

/// How many smaller programs are tried for one that differs.
const SMALLER: usize = 100;

/// How many programs that differ are made smaller and shown.
const SHOWN: usize = 3;

/// A Node whose rules are known here.
struct Node {
    path: String,
    runtime: Runtime,
    /// The library that makes its clock stand still.
    clock: PathBuf,
}

/// The Node to ask; or why none is asked.
fn node(folder: &Path) -> Result<Node, String> {
    let path = env::var("LOOPSCOPE_NODE").unwrap_or_else(|_| "node".to_owned());
    let run = Command::new(&path).arg("--version").output();
    let run = run.map_err(|error| format!("no `{path}` to ask ({error})"))?;
    let version = String::from_utf8_lossy(&run.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().unwrap_or_default();
    let runtime = Runtime::from_name(&format!("node-{major}"))
        .ok_or_else(|| format!("`{path}` is {version}, whose rules are not here"))?;
    let clock = still_clock(&path, folder)?;
    Ok(Node { path, runtime, clock })
}

/// Makes the library by which the clock of a Node stands still; or says why it cannot be made
/// here.
fn still_clock(node: &str, folder: &Path) -> Result<PathBuf, String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fuzz/still_clock.c");
    let library = folder.join("still_clock.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-O1", "-shared", "-fPIC", "-o"]).arg(&library).arg(source);
    let run = compiler.stderr(Stdio::null()).status();
    let run = run.map_err(|error| format!("no C compiler `cc` ({error})"))?;
    if !run.success() {
        return Err("`cc` cannot make a clock that stands still; that takes Linux".to_owned());
    }
    let loops = "const t = process.hrtime(); for (let i = 0; i < 1e4; i++); \
                 console.log(process.hrtime(t).join())";
    let run = Command::new(node).args(["-e", loops]).env("LD_PRELOAD", &library).output();
    let stands_still = run.is_ok_and(|run| run.stdout == b"0,0\n");
    stands_still.then_some(library).ok_or_else(|| format!("the clock of `{node}` goes on"))
}

impl Node {
    fn major(&self) -> u32 {
        self.runtime.name().trim_start_matches("node-").parse().unwrap()
    }

    /// What comes of the program in `file` within that time.
    fn run(&self, file: &Path, patience: Duration) -> String {
        let mut command = Command::new(&self.path);
        if self.runtime != Runtime::Node14 {
            command.args(ROOM);
        }
        command.arg(file).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.env("NO_COLOR", "1").env_remove("NODE_OPTIONS").env("LD_PRELOAD", &self.clock);
        // One thread: what it works on is done in order.
        command.env("UV_THREADPOOL_SIZE", "1");
        let mut child = command.spawn().unwrap();
        let Ok(stdout) = read(child.stdout.take()).recv_timeout(patience) else {
            child.kill().unwrap();
            child.wait().unwrap();
            return ENDLESS.to_owned();
        };
        outcome(&stdout, child.wait().unwrap().code())
    }

    /// A job for the machine that is to come to the same.
    fn job(&self, file: &Path, text: &str) -> Job {
        let mut job = machine::job(file.to_str().unwrap(), text, self.runtime);
        job.max_steps = STEPS;
        let world = &mut job.world;
        world.costs = Costs { entry: 0, read: 1000, first_write: 0, ..world.costs };
        world.threads = 1;
        world.cpu = ["pbkdf2", "randomBytes", "scrypt"].map(|work| (work.to_owned(), 0)).into();
        let name = file.file_name().unwrap().to_str().unwrap();
        let files = [
            (name.to_owned(), Ok(text.to_owned())),
            (format!("{name}x"), Err("ENOENT".to_owned())),
            (format!("{name}w"), Ok(String::new())),
        ];
        world.files = files.map(|(name, content)| (name, WorldFile { content, latency: 0 })).into();
        job
    }
}

/// All that comes out of a pipe, once it is closed.
fn read(pipe: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.unwrap().read_to_end(&mut bytes).unwrap();
        // Nobody listens any more if the process had to be ended.
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}

/// What is said of a program whose end nobody waited for.
const ENDLESS: &str = "it does not end\n";

/// All that is compared.
fn outcome(stdout: &str, code: Option<i32>) -> String {
    format!("{stdout}-> {code:?}\n")
}

fn outcome_here(run: &machine::Run) -> String {
    // What is left would wait for ever: the machine says so, and ends the run.
    let waits = run.written(Stream::Stderr).contains("Node would now wait for ever");
    let code = run.code().filter(|_| !waits);
    code.map_or_else(|| ENDLESS.to_owned(), |code| outcome(&run.stdout(), Some(code)))
}

/// How the machine compares with Node.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Same,
    Different { text: String, node: String, machine: String },
}

impl Verdict {
    /// How long the program is that differs.
    fn length(&self) -> usize {
        if let Self::Different { text, .. } = self { text.len() } else { 0 }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Different { text, node, machine } => {
                write!(f, "{text}\n--- node\n{node}--- machine\n{machine}")
            }
            Self::Same => Ok(()),
        }
    }
}

fn verdict(node: &Node, program: &Program, folder: &Path) -> Verdict {
    let file = folder.join(program.file_name());
    let text = program.text();
    let run = machine::run(&node.job(&file, &text));
    fs::write(&file, &text).unwrap();
    let machine = outcome_here(&run);
    let patience = if machine == ENDLESS { PATIENCE.1 } else { PATIENCE.0 };
    // Twice, lest a busy computer was late.
    for _ in 0..2 {
        if node.run(&file, patience) == machine {
            return Verdict::Same;
        }
    }
    let node = node.run(&file, patience);
    Verdict::Different { text, node, machine }
}

/// The smallest program found that is still different, with what both come to.
fn shrunk(node: &Node, tree: &mut dyn ValueTree<Value = Program>, folder: &Path) -> Option<String> {
    let mut smallest = None;
    let mut found = Verdict::Same;
    for tries in 0..SMALLER {
        let differs = matches!(found, Verdict::Different { .. });
        let goes_on = if differs || tries == 0 { tree.simplify() } else { tree.complicate() };
        if differs {
            smallest = Some(found.to_string());
        }
        if !goes_on {
            break;
        }
        found = verdict(node, &tree.current(), folder);
    }
    smallest
}

#[test]
fn random_programs_do_what_they_do_on_node() {
    let folder = tempfile::tempdir().unwrap();
    let node = match node(folder.path()) {
        Ok(node) => node,
        Err(why) => {
            writeln!(io::stderr(), "fuzz skipped: {why}").unwrap();
            return;
        }
    };
    let count = env::var("LOOPSCOPE_PROGRAMS").map_or(PROGRAMS, |count| count.parse().unwrap());
    let seed = random::seed();
    let mut runner = random::runner(seed, 1);
    let strategy = programs(node.major());
    let mut trees: Vec<_> = (0..count).map(|_| strategy.new_tree(&mut runner).unwrap()).collect();
    let programs: Vec<Program> = trees.iter().map(ValueTree::current).collect();
    let next = AtomicUsize::new(0);
    let work = |worker: usize| {
        let folder = folder.path().join(worker.to_string());
        fs::create_dir(&folder).unwrap();
        let mut verdicts = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(program) = programs.get(at) else { return verdicts };
            verdicts.push((at, verdict(&node, program, &folder)));
        }
    };
    let mut verdicts: Vec<_> = thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> = (0..WORKERS).map(|it| scope.spawn(move || work(it))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    verdicts.retain(|(_, verdict)| *verdict != Verdict::Same);
    let different = verdicts.len();
    writeln!(
        io::stderr(),
        "LOOPSCOPE_SEED={seed}: {} of {count} programs as on {} ({})",
        count - different,
        node.runtime,
        node.path,
    )
    .unwrap();
    // The shortest ones: they are soon made smaller still.
    verdicts.sort_by_key(|(_, verdict)| verdict.length());
    for (_, found) in verdicts.iter().rev() {
        writeln!(io::stderr(), "=== differs\n{found}").unwrap();
    }
    for (at, _) in verdicts.iter().take(SHOWN) {
        if let Some(smaller) = shrunk(&node, &mut trees[*at], folder.path()) {
            writeln!(io::stderr(), "=== the same made smaller\n{smaller}").unwrap();
        }
    }
    assert!(verdicts.is_empty(), "LOOPSCOPE_SEED={seed}: {different} of {count} differ, see above");
}
