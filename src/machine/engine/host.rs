//! What the program's natives and the loop share: queues, clock, recorder.
//!
//! One `Host` a run, kept in the engine's context so that every native finds it. Fields are
//! borrowed for a moment only, never across a call into the program.

mod queues;

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::{BTreeMap, VecDeque},
    rc::Rc,
    sync::{Arc, Mutex},
};

use boa_engine::{
    Context, JsObject, JsValue,
    job::{Job as EngineJob, PromiseJob},
    object::builtins::JsFunction,
};
use indexmap::IndexMap;

pub(crate) use self::queues::{Callback, Immediate, Microtask, Timer};
use super::{
    async_hooks::AsyncHooks,
    callbacks::Known,
    contexts::Contexts,
    errors::{JsonLine, Location, ThrownAt},
    modules::esm::Modules,
    page::Page,
    ports::Ports,
    programs::Program,
    promises::{Promises, settling::Settling},
    requests::Requests,
    timers::Prototypes,
    variables::Variables,
    workers::{Own, SharedFiles, Workers, mail::Shared, memory},
};
use crate::{
    instrument::Reads,
    machine::{
        Files, Job, calls::CallStack, clock::Clock, profile::Profile, recorder::Recorder,
        timers::TimerLists,
    },
    trace::{
        ClockCause, Decision, Entry, EntryId, EntryKind, Fact, Omitted, Question, Site, SiteId,
        Step, TextId,
    },
    world::World,
};

/// Functions of the realm that are called behind the program's back.
pub(crate) struct Natives {
    pub(crate) then: JsFunction,
    pub(crate) function_to_string: JsFunction,
    pub(crate) identity: JsFunction,
    pub(crate) thrower: JsFunction,
    /// Stands between the program and built-in functions that keep errors: see `swept`.
    pub(crate) sweeper: JsFunction,
}

/// Where the run stands as to the question [`Question::MainOrDrain`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Straddle {
    /// The main script runs and has started no timer yet.
    MainScript,
    /// The main script has started a timer; its ticks and microtasks may start others.
    Possible,
    /// The millisecond has passed, or the loop has begun.
    Over,
}

/// See the module's text.
pub(crate) struct Host {
    pub(crate) profile: Profile,
    pub(crate) world: World,
    pub(crate) program_path: String,
    pub(crate) args: Vec<String>,
    pub(crate) recorder: RefCell<Recorder>,
    pub(crate) calls: RefCell<CallStack>,
    pub(crate) clock: Cell<Clock>,
    choices: RefCell<VecDeque<u32>>,
    pub(crate) ticks: RefCell<VecDeque<Callback>>,
    pub(crate) microtasks: RefCell<VecDeque<Microtask>>,
    /// What the engine wants done that is no promise job: loading modules.
    pub(crate) engine_jobs: RefCell<VecDeque<EngineJob>>,
    pub(crate) timers: RefCell<BTreeMap<EntryId, Timer>>,
    pub(crate) lists: RefCell<TimerLists>,
    /// When libuv's one timer for all lists fires, in loop milliseconds (Node 11 and later).
    pub(crate) timer_handle: Cell<Option<u64>>,
    /// Servers and sockets that keep the loop alive though nothing is under way.
    pub(crate) open_handles: Cell<u32>,
    /// How many times the loop has polled.
    pub(crate) polls: Cell<u32>,
    /// The earliest expiry the handle was armed for.
    pub(crate) next_expiry: Cell<u64>,
    pub(crate) immediates: RefCell<VecDeque<Immediate>>,
    pub(crate) requests: RefCell<Requests>,
    pub(crate) ports: RefCell<Ports>,
    /// The threads that this one has started.
    pub(crate) workers: RefCell<Workers>,
    /// What all threads have in common.
    pub(crate) shared: OnceCell<Shared>,
    /// The memory of it that this thread knows.
    pub(crate) memory: RefCell<memory::Known>,
    /// What connects this thread with its parent, if it is a worker's.
    pub(crate) own_thread: OnceCell<Own>,
    /// The request whose callback runs, or what that queued; 0 if none does.
    pub(crate) delivering: Cell<EntryId>,
    pub(crate) closing: RefCell<Vec<Callback>>,
    /// What a page has instead.
    pub(crate) page: Page,
    pub(crate) promises: RefCell<Promises>,
    pub(crate) sites: RefCell<Vec<Site>>,
    pub(crate) known: RefCell<Known>,
    /// The program's classes, and where they are written.
    pub(crate) classes: RefCell<IndexMap<JsObject, SiteId>>,
    /// What reads the operands each program file notes, by the file's index.
    pub(crate) operands: RefCell<BTreeMap<usize, Vec<JsValue>>>,
    /// What is to be told of variables.
    pub(crate) variables: Variables,
    /// The last call that returned `undefined` or `null`, and whether it was `null`.
    pub(crate) returned_nothing: Cell<Option<(SiteId, bool)>>,
    /// Built-in functions that run within one another: the engine does not count them.
    pub(crate) natives_running: Cell<usize>,
    /// What Node called the running callback on.
    pub(crate) receiver: RefCell<JsValue>,
    /// The functions that `Reflect.apply` is calling, and what on, the outermost first.
    pub(crate) applied: RefCell<Vec<(JsValue, JsValue)>>,
    /// The last error that a promise of `fs.promises` brought.
    pub(crate) awaited: RefCell<Option<JsObject>>,
    /// The running callback has just ended.
    pub(crate) is_over: Cell<bool>,
    pub(crate) natives: OnceCell<Natives>,
    /// The program files that may be loaded.
    pub(crate) files: RefCell<SharedFiles>,
    pub(crate) modules: RefCell<Modules>,
    /// The program's files, in the order of their ids.
    pub(crate) programs: RefCell<Vec<Rc<Program>>>,
    /// How all of them are to be read from.
    pub(crate) reads: OnceCell<Reads>,
    /// Node's own modules that were loaded, by id.
    pub(crate) builtins: RefCell<BTreeMap<String, JsObject>>,
    pub(crate) async_hooks: AsyncHooks,
    pub(crate) settling: Settling,
    /// The async context, for `AsyncLocalStorage`.
    pub(crate) contexts: Contexts,
    /// The timer functions by name, for Node's own modules.
    pub(crate) timer_functions: OnceCell<JsObject>,
    /// What they are given as `internal`.
    pub(crate) internal: RefCell<Option<JsObject>>,
    /// The engine's own `get stack`.
    pub(crate) stack_getter: OnceCell<JsFunction>,
    /// Node's own `Error.prepareStackTrace`.
    pub(crate) prepare_stack: OnceCell<JsFunction>,
    /// The program's own runs.
    pub(crate) prepares_stack: Cell<bool>,
    /// Stacks are to say whether they have been told.
    pub(crate) asks_whether_told: Cell<bool>,
    pub(crate) timer_prototypes: OnceCell<Prototypes>,
    /// Timers that were asked for their number.
    pub(crate) numbered: RefCell<BTreeMap<u32, EntryId>>,
    /// Which streams have been written to, and have taken numbers: standard output and error.
    pub(crate) made_streams: Cell<(bool, bool)>,
    pub(crate) warned_negative_delay: Cell<bool>,
    pub(crate) warned_nan_delay: Cell<bool>,
    /// The function of `iterators`, once it was needed.
    pub(crate) iterator_closer: RefCell<Option<JsValue>>,
    /// The wrapper of `legacy`, once it was needed.
    pub(crate) legacy_iterable: RefCell<Option<JsValue>>,
    /// `Math.random`'s state.
    pub(crate) random: Cell<u64>,
    /// A job is being run only to learn what it is; its callback must not be called.
    pub(crate) only_labelling: Cell<bool>,
    /// The next job to be queued goes on in the microtask that runs.
    pub(crate) joins: Cell<bool>,
    /// What goes on in the microtask that runs.
    pub(crate) joined: RefCell<VecDeque<PromiseJob>>,
    /// The microtask that runs, so that its callback can say what it is.
    pub(crate) current_job: Cell<Option<EntryId>>,
    /// The last `throw` statement, with what it threw.
    pub(crate) thrown: RefCell<Option<(ThrownAt, JsValue)>>,
    /// The last error told in V8's words, and where it happened.
    pub(crate) retold: RefCell<Option<(JsObject, Location)>>,
    /// The last text that was no JSON, by the error that says so.
    pub(crate) misread: RefCell<Option<(JsObject, JsonLine)>>,
    /// The parameters and text of what `eval` or `Function` compiled last.
    pub(crate) compiled: RefCell<Option<(Vec<String>, String)>>,
    /// The errors of files that are no JavaScript, and what their reports begin with.
    pub(crate) unparsed: RefCell<Vec<(JsObject, String)>>,
    /// Node 10: a libuv timer closes in this iteration.
    pub(crate) timer_closes: Cell<bool>,
    /// Node 10: immediates that counted will never run, see `machine/check.rs`.
    pub(crate) immediates_lost: Cell<bool>,
    /// Whether a timer that starts now can straddle a millisecond with the main script's.
    pub(crate) straddle: Cell<Straddle>,
    /// Something was written to an output stream.
    pub(crate) written: Cell<bool>,
    /// What is still to be spent before the loop's first look at the timers.
    pub(crate) entry_cost: Cell<u64>,
    /// When the loop began, and how long poll slept since, in virtual microseconds.
    pub(crate) loop_start: Cell<Option<u64>>,
    pub(crate) slept: Cell<u64>,
    /// The main script runs, not what it queued.
    pub(crate) in_main: Cell<bool>,
    /// `process.exit` is on its way, or an error ends the process: ticks are ignored.
    pub(crate) exiting: Cell<bool>,
}

impl Host {
    pub(crate) fn new(
        job: &Job,
        files: Box<dyn Files>,
        profile: Profile,
        recorder: Recorder,
    ) -> Self {
        let world = job.world.clone();
        // xorshift must not start at 0; the constant is the golden ratio's.
        let seed = world.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        Self {
            profile,
            world,
            program_path: job.path.clone(),
            args: job.args.clone(),
            recorder: RefCell::new(recorder),
            calls: RefCell::default(),
            clock: Cell::default(),
            choices: RefCell::new(job.choices.clone().into()),
            ticks: RefCell::default(),
            microtasks: RefCell::default(),
            engine_jobs: RefCell::default(),
            timers: RefCell::default(),
            lists: RefCell::default(),
            timer_handle: Cell::new(None),
            open_handles: Cell::new(0),
            polls: Cell::new(0),
            next_expiry: Cell::new(u64::MAX),
            immediates: RefCell::default(),
            requests: RefCell::default(),
            ports: RefCell::default(),
            workers: RefCell::default(),
            shared: OnceCell::new(),
            memory: RefCell::default(),
            own_thread: OnceCell::new(),
            delivering: Cell::new(EntryId(0)),
            closing: RefCell::default(),
            page: Page::default(),
            promises: RefCell::default(),
            sites: RefCell::default(),
            known: RefCell::default(),
            classes: RefCell::default(),
            operands: RefCell::default(),
            variables: Variables::new(job.variables),
            returned_nothing: Cell::new(None),
            natives_running: Cell::new(0),
            receiver: RefCell::default(),
            applied: RefCell::default(),
            awaited: RefCell::default(),
            is_over: Cell::new(false),
            natives: OnceCell::new(),
            files: RefCell::new(SharedFiles(Arc::new(Mutex::new(files)))),
            modules: RefCell::default(),
            programs: RefCell::default(),
            reads: OnceCell::new(),
            builtins: RefCell::default(),
            async_hooks: AsyncHooks::default(),
            settling: Settling::default(),
            contexts: Contexts::default(),
            timer_functions: OnceCell::new(),
            internal: RefCell::default(),
            stack_getter: OnceCell::new(),
            prepare_stack: OnceCell::new(),
            prepares_stack: Cell::default(),
            asks_whether_told: Cell::default(),
            timer_prototypes: OnceCell::new(),
            numbered: RefCell::default(),
            made_streams: Cell::default(),
            warned_negative_delay: Cell::new(false),
            warned_nan_delay: Cell::new(false),
            iterator_closer: RefCell::default(),
            legacy_iterable: RefCell::default(),
            random: Cell::new(seed),
            only_labelling: Cell::new(false),
            joins: Cell::new(false),
            joined: RefCell::default(),
            current_job: Cell::new(None),
            thrown: RefCell::default(),
            misread: RefCell::default(),
            compiled: RefCell::default(),
            unparsed: RefCell::default(),
            retold: RefCell::default(),
            timer_closes: Cell::new(false),
            immediates_lost: Cell::default(),
            straddle: Cell::new(Straddle::MainScript),
            written: Cell::new(false),
            entry_cost: Cell::new(job.world.costs.entry),
            loop_start: Cell::new(None),
            slept: Cell::new(0),
            in_main: Cell::new(false),
            exiting: Cell::new(false),
        }
    }

    /// Whether a context runs a program.
    pub(crate) fn is_of(context: &Context) -> bool {
        context.has_data::<Rc<Self>>()
    }

    /// The host of a context; every context that runs a program has one.
    pub(crate) fn of(context: &Context) -> Rc<Self> {
        match context.get_data::<Rc<Self>>() {
            Some(host) => Rc::clone(host),
            None => unreachable!("a context is built with its host"),
        }
    }

    /// The text of a program file: one of the lesson's world, or one beside the program.
    pub(crate) fn program_file(&self, path: &str) -> Option<String> {
        let folder = self.program_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        match name.and_then(|name| self.world.files.get(name)) {
            Some(file) => file.content.clone().ok(),
            None => self.files.borrow_mut().read(path),
        }
    }

    pub(crate) fn fact(&self, fact: Fact) {
        self.recorder.borrow_mut().fact(fact);
    }

    /// From the statement that runs on, something is left out of the recording.
    pub(crate) fn omit(&self, what: Omitted) {
        let site = self.calls.borrow().top().map(|call| call.site);
        self.recorder.borrow_mut().omit(what, site);
    }

    pub(crate) fn text(&self, text: &str) -> TextId {
        self.recorder.borrow_mut().text(text)
    }

    pub(crate) fn step(&self) -> Step {
        self.recorder.borrow().step()
    }

    /// Describes a new queue entry, scheduled now.
    pub(crate) fn entry(&self, kind: EntryKind, label: TextId, site: Option<SiteId>) -> EntryId {
        let mut recorder = self.recorder.borrow_mut();
        let scheduled = recorder.step();
        let entry =
            recorder.entry(Entry { kind, label, site, scheduled, promise: None, duration_ms: 0 });
        self.contexts.take(entry, kind);
        if self.profile.runtime.is_browser() {
            self.page.note(entry, kind);
        }
        entry
    }

    /// The name of the function at a site, as the trace keeps it.
    pub(crate) fn function_name(&self, function: SiteId) -> TextId {
        let name = self.sites.borrow().get(function.index()).map(|site| site.name);
        name.unwrap_or_else(|| self.text(""))
    }

    /// Lets virtual time pass because code ran.
    pub(crate) fn spend(&self, micros: u64) {
        self.advance(micros, ClockCause::Spent);
    }

    /// Lets virtual time pass.
    pub(crate) fn advance(&self, micros: u64, cause: ClockCause) {
        if micros == 0 {
            return;
        }
        let mut clock = self.clock.get();
        let to = clock.advance(micros);
        self.clock.set(clock);
        if cause == ClockCause::Waited {
            self.slept.set(self.slept.get() + micros);
        }
        self.fact(Fact::ClockMoved { to, cause });
    }

    /// Refreshes the loop's clock and reads it, in milliseconds.
    pub(crate) fn refresh(&self) -> u64 {
        let mut clock = self.clock.get();
        let now = clock.refresh();
        self.clock.set(clock);
        now
    }

    /// Reads the time of day as the program does, which costs `read`.
    pub(crate) fn read_clock(&self) -> f64 {
        self.spend(self.world.costs.read);
        self.milliseconds()
    }

    /// Virtual milliseconds since the program started, with their fraction.
    #[expect(clippy::cast_precision_loss, reason = "virtual time stays far below 2^53")]
    pub(crate) fn milliseconds(&self) -> f64 {
        self.clock.get().now().0 as f64 / 1000.0
    }

    /// Answers a question that real Node leaves open, and records that it did.
    pub(crate) fn decide(
        &self,
        question: Question,
        options: u32,
        default: u32,
        entries: Vec<EntryId>,
    ) -> u32 {
        let chosen = self.choices.borrow_mut().pop_front().map_or(default, |n| n.min(options - 1));
        let mut recorder = self.recorder.borrow_mut();
        let decision = recorder.decision(Decision { question, options, chosen, entries });
        recorder.fact(Fact::DecisionMade { decision });
        chosen
    }

    /// A timer is about to be started: real time may have reached the next millisecond since
    /// the main script started its own.
    pub(crate) fn straddle(&self, entry: EntryId) {
        match (self.straddle.get(), self.in_main.get()) {
            (Straddle::MainScript, true) => self.straddle.set(Straddle::Possible),
            (Straddle::Possible, false) => {
                if self.decide(Question::MainOrDrain, 2, 0, vec![entry]) == 1 {
                    self.straddle.set(Straddle::Over);
                    // The millisecond of the loop's entry, earlier.
                    self.spend(1000);
                    self.entry_cost.set(self.entry_cost.get().saturating_sub(1000));
                }
            }
            (Straddle::MainScript | Straddle::Over, _) | (Straddle::Possible, true) => {}
        }
    }

    /// A pseudo-random number in [0, 1), the next of the seed's sequence (xorshift64*).
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub(crate) fn random(&self) -> f64 {
        let mut x = self.random.get();
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        self.random.set(x);
        (x.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
