//! The realm a program runs in, on `boa_engine`.
//!
//! Here are the globals, Node's own modules, and the hooks by which the engine asks its host
//! what to do with jobs. Nothing here decides when something runs: that is `machine`.

mod async_hooks;
mod bytes;
mod callbacks;
mod console;
mod contexts;
mod crypto;
mod ending;
mod errors;
mod globals;
mod hooks;
mod host;
mod inspect;
mod language;
mod markers;
mod modules;
mod natives;
mod page;
mod ports;
mod process;
mod programs;
mod promises;
mod requests;
mod surroundings;
mod swept;
mod timers;
mod variables;
mod workers;

use std::rc::Rc;

use boa_engine::{Context, JsError, JsResult, JsValue, context::ContextBuilder, job::PromiseJob};

pub use self::errors::report_unparsed;
pub(super) use self::{
    errors::{Escape, InNode},
    host::{Callback, Host, Immediate, Straddle},
    ports::Delivery,
    timers::arm as start_timer,
    workers::{Back, Own},
};
use self::{
    host::Microtask,
    modules::{
        builtins, commonjs, esm,
        files::{self, Disk, Format},
    },
};
use super::{Files, Job, profile::Profile, recorder::Recorder};
use crate::{
    instrument::{self, Goal},
    trace::{EntryKind, Fact, StopCause, Value},
};

/// An error that left every call of an entry.
pub(super) struct Thrown {
    value: JsValue,
}

/// A context with everything in it that Node's programs expect.
pub(super) struct Realm {
    context: Context,
    host: Rc<Host>,
    program: Rc<programs::Program>,
}

impl Realm {
    /// Instruments the job's program and makes a realm for it.
    pub(super) fn new(
        job: &Job,
        profile: Profile,
        files: Box<dyn Files>,
        recorder: Recorder,
    ) -> Result<Self, Box<instrument::Error>> {
        let host = Rc::new(Host::new(job, files, profile, recorder));
        let program = prepare_main(&host, job)?;
        let built = ContextBuilder::new()
            .host_hooks(Rc::new(hooks::Hooks))
            .job_executor(Rc::new(hooks::Executor))
            .module_loader(Rc::new(esm::Loader))
            .clock(Rc::new(globals::VirtualClock(Rc::clone(&host))))
            .can_block(true)
            .build();
        // Nothing in the builder's inputs can fail.
        let Ok(mut context) = built else { unreachable!("the realm's defaults are sound") };
        context.insert_data(Rc::clone(&host));
        let limits = context.runtime_limits_mut();
        // Depth is the markers' to limit, with an error that a program can catch.
        limits.set_recursion_limit(1_000_000);
        limits.set_stack_size_limit(usize::MAX);
        let mut realm = Self { context, host, program };
        if globals::install(&mut realm.context)
            .and_then(|()| workers::memory::install(&mut realm.context))
            .is_err()
        {
            unreachable!("a fresh realm takes its globals");
        }
        Ok(realm)
    }

    pub(super) fn host(&self) -> Rc<Host> {
        Rc::clone(&self.host)
    }

    /// Runs the main script.
    pub(super) fn main(&mut self) -> Result<(), Thrown> {
        let label = self.host.text("main");
        let entry = self.host.entry(EntryKind::Main, label, Some(self.program.site()));
        self.host.fact(Fact::EntryStarted { entry });
        self.host.contexts.enter(entry);
        self.host.in_main.set(true);
        let result = match self.program.goal {
            Goal::Script | Goal::Page => commonjs::run_main(&self.program, &mut self.context),
            Goal::Module => esm::run_main(&self.program, &mut self.context),
        };
        self.host.in_main.set(false);
        self.entry_ended(entry, result)
    }

    /// Opens the page and runs its scripts.
    pub(super) fn load_page(&mut self) {
        page::load(&mut self.context);
    }

    /// Runs a task of the page whose turn it is.
    pub(super) fn page_task(&mut self, task: crate::trace::EntryId) {
        page::run_task(task, &mut self.context);
    }

    /// Whether the main program is an ES module.
    pub(super) fn is_module(&self) -> bool {
        self.program.goal == Goal::Module
    }

    /// The error that ended the main module's evaluation, once, when the loader reports it.
    pub(super) fn module_failure(&mut self) -> Option<Thrown> {
        let error = esm::reported_failure(&self.host)?;
        Some(self.thrown(error))
    }

    /// Calls a callback whose turn it is.
    pub(super) fn call(&mut self, callback: &Callback) -> Result<(), Thrown> {
        self.host.fact(Fact::EntryStarted { entry: callback.entry });
        self.host.receiver.replace(callback.this.clone());
        self.host.contexts.enter(callback.entry);
        let result = async_hooks::around(&self.host, callback, &mut self.context);
        self.entry_ended(callback.entry, result)
    }

    /// Tells hooks what was destroyed since the last time (`DestroyAsyncIdsCallback`, Node
    /// `src/async_wrap.cc`: a native immediate, which goes before those of the program).
    pub(super) fn tell_destroyed(&mut self) -> Result<(), Thrown> {
        let result = async_hooks::tell_destroyed(&self.host, &mut self.context);
        result.map_err(|error| self.thrown(error))
    }

    /// Runs a microtask whose turn it is.
    pub(super) fn microtask(&mut self, microtask: Microtask) -> Result<(), Thrown> {
        match microtask {
            Microtask::Callback(callback) => self.call(&callback),
            Microtask::Promise(entry, job) => {
                self.host.fact(Fact::EntryStarted { entry });
                self.host.contexts.enter(entry);
                self.host.current_job.set(Some(entry));
                self.host.receiver.replace(JsValue::undefined());
                let mut result = job.call(&mut self.context).map(drop);
                self.host.current_job.set(None);
                self.host.promises.borrow_mut().activations.finish();
                result = result.and(async_hooks::promises::after(&self.host, &mut self.context));
                while let Some(job) = self.next_joined() {
                    result = result.and(job.call(&mut self.context).map(drop));
                    result =
                        result.and(async_hooks::promises::after(&self.host, &mut self.context));
                }
                self.entry_ended(entry, result)
            }
        }
    }

    fn next_joined(&self) -> Option<PromiseJob> {
        self.host.joined.borrow_mut().pop_front()
    }

    fn entry_ended(
        &mut self,
        entry: crate::trace::EntryId,
        result: JsResult<()>,
    ) -> Result<(), Thrown> {
        if result.is_err() {
            self.host.contexts.fail();
        }
        self.host.contexts.leave();
        // While it is still known what was running.
        self.host.is_over.set(true);
        let result = result.map_err(|error| self.thrown(error));
        self.host.is_over.set(false);
        self.host.receiver.take();
        let mut calls = self.host.calls.borrow_mut();
        if result.is_err() {
            calls.announce_throw();
        }
        calls.unwind(0, &mut self.host.recorder.borrow_mut());
        drop(calls);
        promises::look(&self.host, &mut self.context);
        self.host.fact(Fact::EntryEnded { entry, threw: result.is_err() });
        result
    }

    /// The value thrown. The engine's own failures are no errors of the program: they end the
    /// recording.
    fn thrown(&mut self, error: JsError) -> Thrown {
        match error.into_opaque(&mut self.context) {
            Ok(value) => {
                errors::settle(&value, &mut self.context);
                Thrown { value }
            }
            Err(_) => self.host.recorder.borrow_mut().stop(StopCause::Engine),
        }
    }

    /// The error of Node's own code that reads a property of `undefined`.
    pub(super) fn reading_of_undefined(&mut self, key: &str) -> Thrown {
        let error = errors::reading_of_undefined(key, self.host.profile.runtime);
        self.thrown(error)
    }
}

/// Instruments the main program as what it is: by its path, by its package, and from Node 22
/// on by its syntax where these say nothing.
fn prepare_main(
    host: &Rc<Host>,
    job: &Job,
) -> Result<Rc<programs::Program>, Box<instrument::Error>> {
    let goal = match Disk::untouched(host).format(&job.path) {
        Format::Module => Goal::Module,
        Format::CommonJs | Format::Json if job.runtime.is_browser() => Goal::Page,
        Format::CommonJs | Format::Json => Goal::Script,
    };
    let prepared = programs::prepare(host, &job.path, &job.text, goal);
    let guesses = host.profile.detects_modules && files::says_nothing(&job.path);
    if prepared.is_err() && goal == Goal::Script && guesses {
        let module = programs::prepare(host, &job.path, &job.text, Goal::Module);
        return module.or(prepared);
    }
    prepared
}

/// How many characters of a value the trace keeps.
const PREVIEW: usize = 60;

/// A value of the program as the trace keeps it.
fn value(host: &Host, value: &JsValue, context: &mut Context) -> Value {
    if value.is_undefined() {
        return Value::Undefined;
    }
    if let Some(number) = value.as_i32() {
        return Value::Int(number);
    }
    let text = inspect::preview(value, PREVIEW, context);
    host.recorder.borrow_mut().value(&text)
}
