//! Runs a program and records it.
//!
//! [`run`] runs a page's loop (`machine/browser.rs`) or Node's, which is the whole loop, one call
//! per phase, in the order of libuv's `uv_run` (src/unix/core.c). What runs between callbacks is in
//! `machine/drain.rs`; what a phase runs is in `machine/phases.rs` and `machine/check.rs`; the
//! engine and everything the program can touch are in `machine/engine`. Deliberately absent: wall
//! time, real files, real sockets.

mod browser;
mod calls;
mod check;
mod clock;
mod drain;
#[expect(clippy::unnecessary_wraps, reason = "natives have the signature that the engine calls")]
mod engine;
mod phases;
pub mod profile;
mod recorder;
mod timers;

use std::{cell::Cell, rc::Rc, sync::mpsc::Sender};

use serde::{Deserialize, Serialize};

pub use self::engine::report_unparsed;
use self::{
    engine::{Back, Escape, Host, InNode, Own, Realm, Thrown},
    profile::{FirstPoll, Profile},
    recorder::{Listener, Recorder},
};
use crate::{
    instrument,
    trace::{Fact, Header, Phase, Question, Record, Runtime, StopCause},
    world::World,
};

/// A program and everything that decides how it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The lesson's name, or the file's path as the user gave it.
    pub name: String,
    /// The absolute path the program believes it has; its ending decides script or module.
    pub path: String,
    pub text: String,
    pub runtime: Runtime,
    pub world: World,
    /// What follows the program's path in `process.argv`.
    pub args: Vec<String>,
    /// Budget of recorded steps.
    pub max_steps: u32,
    /// Answers to the questions real Node leaves open, in the order they come up; the
    /// default answer is taken when they run out.
    pub choices: Vec<u32>,
    /// Whether the recording is to say what variables hold. Its facts are the same.
    pub variables: bool,
}

/// The program files that a program may load beside its own.
pub trait Files: Send {
    /// The text of the file at an absolute path; none if there is none, or it may not be read.
    fn read(&mut self, path: &str) -> Option<String>;
}

/// No file but the program's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _path: &str) -> Option<String> {
        None
    }
}

/// Takes the records as they are made.
pub trait Sink: Send {
    fn take(&mut self, record: Record);
}

/// How a run ended.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// The program ended; the trace ends with `Exited`.
    Finished,
    /// The machine gave up; the trace ends with `Stopped`.
    Stopped(StopCause),
    /// The program cannot be run; nothing was recorded.
    Refused(Box<instrument::Error>),
}

/// Runs `job` to its end, handing every record to `sink`, and then sends one [`Outcome`].
///
/// To be called on a thread of its own with a big stack. Where the run ends inside the
/// program (`process.exit`, a budget used up) the call does not return: the thread parks for
/// ever, since the engine cannot be unwound. The outcome has been sent by then.
pub fn run(job: &Job, files: Box<dyn Files>, sink: Box<dyn Sink>, outcome: Sender<Outcome>) {
    run_by(Profile::of(job.runtime), job, Surroundings { files, sink, outcome });
}

/// What a run has to do with.
pub struct Surroundings {
    pub files: Box<dyn Files>,
    /// Takes the records.
    pub sink: Box<dyn Sink>,
    /// Is told how the run ended.
    pub outcome: Sender<Outcome>,
}

/// Runs `job` by rules that need not be those of any Node.
pub fn run_by(profile: Profile, job: &Job, around: Surroundings) {
    let header = Header {
        program: job.name.clone(),
        runtime: job.runtime,
        seed: job.world.seed,
        threads: job.world.threads,
    };
    let listener = Listener::Run(around.outcome.clone());
    let recorder = Recorder::new(header, job.max_steps, around.sink, listener);
    let told = match Realm::new(job, profile, around.files, recorder) {
        Ok(realm) if job.runtime.is_browser() => {
            browser::Page::new(realm).run();
            Outcome::Finished
        }
        Ok(realm) => {
            Loop::around(realm).run();
            Outcome::Finished
        }
        Err(error) => Outcome::Refused(error),
    };
    // Nobody listening means that the run was given up.
    let _ = around.outcome.send(told);
}

/// Runs a worker thread's `job` to its end, or until nobody waits for it any more.
fn work(job: &Job, files: Box<dyn Files>, own: Own, parent: Sender<Back>) {
    let header = Header {
        program: job.name.clone(),
        runtime: job.runtime,
        seed: job.world.seed,
        threads: job.world.threads,
    };
    let recorder = Recorder::new(header, job.max_steps, Box::new(Unseen), Listener::Parent(parent));
    let Some((start, mail)) = own.begin() else { return };
    own.report(start, r#"{"type":"online"}"#.to_owned());
    match Realm::new(job, Profile::of(job.runtime), files, recorder) {
        Ok(realm) => {
            let host = realm.host();
            host.become_worker(own, start, mail);
            Loop::around(realm).run();
            host.recorder.borrow().tell(Outcome::Finished);
        }
        Err(error) => own.refuse(start, &error.to_string()),
    }
}

/// Virtual microseconds that a worker waits for what V8 does beside, before `exit`
/// (`DrainVMTasks`, Node `src/node_platform.cc`): what it posted before arrives before.
const WORKER_EXIT: u64 = 1000;

/// Takes what is not recorded.
struct Unseen;

impl Sink for Unseen {
    fn take(&mut self, _record: Record) {}
}

/// The event loop around a realm.
struct Loop {
    realm: Realm,
    host: Rc<Host>,
    profile: Profile,
    /// The main module has yet to run, in the first poll phase.
    main_waits: bool,
    /// What the next poll phase does if it is the first one.
    first_poll: FirstPoll,
    /// A tick has thrown: those behind it are looked after next time, and rejections with them, even
    /// if none is left (`tickInfo[kHasTickScheduled]`, Node `lib/internal/process/task_queues.js`).
    ticks_cut_off: bool,
    /// The loop has gone round: its first look at the timers was `enter_loop`'s affair.
    iterated: Cell<bool>,
}

impl Loop {
    fn around(realm: Realm) -> Self {
        let host = realm.host();
        let profile = host.profile;
        Self {
            profile,
            host,
            realm,
            main_waits: false,
            first_poll: profile.first_poll,
            ticks_cut_off: false,
            iterated: Cell::new(false),
        }
    }

    /// From the main script to the exit (`node::SpinEventLoop`, `src/api/embed_helpers.cc`).
    fn run(&mut self) {
        if self.realm.is_module() && self.profile.module_runs_in_poll {
            self.main_waits = true;
            self.enter_loop();
        } else {
            self.main();
            self.enter_loop();
        }
        let mut iteration = 0;
        self.host.loop_start.set(Some(self.host.clock.get().now().0));
        loop {
            self.spin(&mut iteration);
            // Real loops go round once more for it, though nothing waits.
            self.tell_destroyed();
            match self.realm.before_exit() {
                Ok(()) => self.after_entry(),
                Err(thrown) => self.uncaught(&thrown),
            }
            if !self.is_alive() {
                break;
            }
        }
        self.exit();
    }

    /// Nothing is left to do: `exit` is emitted. Microtasks that its listeners queue still run,
    /// and rejections are told of; a tick can no longer be queued (`_exiting`, `nextTick` of Node
    /// `lib/internal/process/task_queues.js`), and nothing of the loop runs.
    fn exit(&mut self) {
        if self.host.own_thread.get().is_some() {
            self.host.spend(WORKER_EXIT);
        }
        match self.realm.emit_exit() {
            Ok(()) => self.after_entry(),
            Err(thrown) => self.uncaught(&thrown),
        }
        let code = self.realm.exit_code();
        self.realm.finish(code);
    }

    /// Runs the main script and what it queued for right after.
    fn main(&mut self) {
        match self.realm.main() {
            Ok(()) if self.realm.is_module() => self.after_module(),
            Ok(()) => self.after_entry(),
            Err(thrown) => {
                self.uncaught(&thrown);
                if self.profile.drain_after_main_threw {
                    self.after_entry();
                }
            }
        }
    }

    /// The first look at the timers comes some time after the main script: whether a
    /// millisecond has gone by then is chance in real Node.
    fn enter_loop(&mut self) {
        self.host.straddle.set(engine::Straddle::Over);
        let cost = self.host.entry_cost.get();
        let waiting = self.host.first_race();
        if let Some(entries) = waiting {
            let late = self.host.decide(Question::LoopEntry, 2, u32::from(cost >= 1000), entries);
            self.host.spend(if late == 1 { cost.max(1000) } else { 0 });
        } else {
            self.host.spend(cost);
        }
    }

    /// `uv_run` in its default mode, by the order of the runtime's libuv.
    fn spin(&mut self, iteration: &mut u32) {
        let mut alive = self.is_alive();
        if self.profile.liveness_after_timers && alive {
            // libuv 1.45 and later run what is due once before the first iteration, which
            // they have decided on by then.
            self.host.refresh();
            self.phase(Phase::Timers);
        }
        while alive {
            *iteration += 1;
            self.host.fact(Fact::IterationBegan { iteration: *iteration });
            if !self.profile.liveness_after_timers {
                self.next_look();
                self.phase(Phase::Timers);
            }
            self.phase(Phase::Poll);
            self.phase(Phase::Check);
            self.phase(Phase::Close);
            if self.profile.liveness_after_timers {
                self.next_look();
                self.phase(Phase::Timers);
            }
            alive = self.is_alive();
        }
    }

    /// Reads the clock for the timers phase. Where a timer of the check phase just before is a
    /// millisecond from being due, real time may have brought it there.
    fn next_look(&self) {
        if self.iterated.replace(true)
            && let Some(entries) = self.host.first_race()
            && self.host.decide(Question::LoopEntry, 2, 0, entries) == 1
        {
            self.host.spend(1000);
        }
        self.host.refresh();
    }

    fn phase(&mut self, phase: Phase) {
        match phase {
            Phase::Timers => self.timers(),
            // Nothing of ours is ever deferred to it; sources are a page's, see `browser`.
            Phase::Pending | Phase::Source(_) => {}
            Phase::Poll => self.poll(),
            Phase::Check => self.check(),
            Phase::Close => self.close(),
        }
    }

    /// `uv__loop_alive`: something that counts is still to come.
    fn is_alive(&self) -> bool {
        self.main_waits || self.host.is_alive()
    }

    /// An error left every call of an entry: `uncaughtException`, or the end of the process.
    fn uncaught(&mut self, thrown: &Thrown) {
        self.realm.uncaught(thrown, "uncaughtException", Escape::Thrown);
    }

    /// The same of an error that Node caught and passes on.
    fn passed_on(&mut self, thrown: &Thrown, by: InNode) {
        // The loader passes on why the promise of the main module was rejected.
        let origin = if by == InNode::Module { "unhandledRejection" } else { "uncaughtException" };
        self.realm.uncaught(thrown, origin, Escape::PassedOn(by));
    }
}
