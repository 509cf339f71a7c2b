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

use boa_engine::{
    Context, JsError, JsObject, JsResult, JsValue, context::ContextBuilder, job::PromiseJob,
};

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
    machine::Outcome,
    trace::{EntryKind, Fact, StopCause, Stream, Value},
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

    /// Emits `beforeExit`.
    pub(super) fn before_exit(&mut self) -> Result<(), Thrown> {
        let result = process::before_exit(&mut self.context);
        result.map_err(|error| self.thrown(error))
    }

    /// Emits `exit`.
    pub(super) fn emit_exit(&mut self) -> Result<(), Thrown> {
        self.host.exiting.set(true);
        // A main module that waits for ever at its top level ends with 13.
        let waits = esm::main_waits(&self.host);
        let unsettled = waits.then_some(self.host.profile.exit_knows_unsettled);
        if unsettled == Some(true)
            && (!process::is_touched(&self.context)
                || matches!(process::exit_code(&mut self.context), Ok(0)))
            && let Some(text) = esm::told_of_unsettled(&self.host)
        {
            natives::print(&self.host, Stream::Stderr, &text);
        }
        self.tell_exit(unsettled).map_err(|error| self.thrown(error))
    }

    fn tell_exit(&mut self, unsettled: Option<bool>) -> JsResult<()> {
        let context = &mut self.context;
        if !process::is_touched(context) {
            return Ok(());
        }
        match unsettled {
            Some(true) => process::set_exit_code(UNSETTLED, context)?,
            // A listener of Node's own, the first, sets it.
            Some(false) => process::prepend_exit_code(UNSETTLED, context)?,
            None => {}
        }
        if process::listens("exit", context)? {
            process::hook(&process::EXIT, &[], context)?;
        }
        Ok(())
    }

    /// The exit code when all has been said: that of `process.exitCode`, whoever set it last.
    pub(super) fn exit_code(&mut self) -> i32 {
        let context = &mut self.context;
        let code = if process::is_touched(context) { process::exit_code(context) } else { Ok(0) };
        match code {
            Ok(0) if esm::main_waits(&self.host) => UNSETTLED,
            Ok(code) => code,
            Err(_) => 0,
        }
    }

    /// The process has ended by itself: records it, with what was still queued.
    pub(super) fn finish(&mut self, code: i32) {
        label_leftovers(&self.host, &mut self.context);
        self.host.fact(Fact::Exited { code });
    }

    /// An error left every call: a listener of `uncaughtException` gets it, or the process
    /// ends, and then this does not return.
    pub(super) fn uncaught(&mut self, thrown: &Thrown, origin: &str, escape: Escape) {
        let context = &mut self.context;
        let handled = process::listens("uncaughtException", context).unwrap_or(false)
            || process::captures(context).unwrap_or(false);
        let value = value(&self.host, &thrown.value, context);
        self.host.fact(Fact::ErrorUncaught { value, handled });
        let args = [thrown.value.clone(), boa_engine::JsString::from(origin).into()];
        async_hooks::resume(&self.host);
        let outer = self.host.contexts.current();
        self.host.contexts.set(self.context_of(escape));
        let context = &mut self.context;
        let told = if process::is_touched(context) {
            process::hook(&process::UNCAUGHT, &args, context)
        } else {
            Ok(JsValue::from(false))
        };
        self.host.contexts.set(outer);
        let code = match told {
            Ok(answer) if answer.to_boolean() => {
                // Node queues an empty immediate, so that a check phase follows.
                let told = async_hooks::queue_empty_immediate(&self.host, &mut self.context)
                    .and_then(|()| async_hooks::interrupted(&self.host, &mut self.context));
                if let Err(error) = told {
                    let thrown = self.thrown(error);
                    self.report(&thrown, Escape::Thrown);
                    leave_now(&self.host, 1, &mut self.context)
                }
                return;
            }
            Ok(_) => self.exit_code_after_error(),
            Err(error) => {
                let thrown = self.thrown(error);
                self.report(&thrown, Escape::Thrown);
                leave_now(&self.host, 7, &mut self.context)
            }
        };
        if !self.report_to_parent(thrown) {
            self.report(thrown, escape);
        }
        leave_now(&self.host, code, &mut self.context)
    }

    /// The async context in which an error is heard of that escaped so.
    fn context_of(&self, escape: Escape) -> u32 {
        let contexts = &self.host.contexts;
        let thrown_in = contexts.take_failed();
        match escape {
            Escape::Thrown => thrown_in,
            // Before, the resource of the microtask was left by then (`runMicrotask`, Node 22
            // lib/internal/process/task_queues.js).
            Escape::PassedOn(InNode::Microtask) if self.host.profile.context_is_of_rejection => {
                thrown_in
            }
            Escape::PassedOn(_) => contexts.current(),
        }
    }

    /// 1, unless an `exit` listener said otherwise.
    fn exit_code_after_error(&mut self) -> i32 {
        let context = &mut self.context;
        if !process::is_touched(context) {
            return 1;
        }
        builtins::function("internal/process_end", "exitCode", context)
            .and_then(|function| function.call(&JsValue::undefined(), &[], context))
            .and_then(|code| code.to_i32(context))
            .unwrap_or(1)
    }

    /// In a worker thread an error is the parent's to hear of; false on the main thread.
    fn report_to_parent(&mut self, thrown: &Thrown) -> bool {
        if self.host.own_thread.get().is_none() {
            return false;
        }
        let context = &mut self.context;
        let told = builtins::function("internal/worker", "failed", context).and_then(|failed| {
            failed.call(&JsValue::undefined(), std::slice::from_ref(&thrown.value), context)
        });
        told.is_ok()
    }

    /// Prints an error that ends the process, as Node does.
    fn report(&mut self, thrown: &Thrown, escape: Escape) {
        let text = errors::report(&thrown.value, escape, &mut self.context);
        natives::print(&self.host, Stream::Stderr, &text);
    }

    /// A rejection that nobody handled in time.
    pub(super) fn rejection_unhandled(
        &mut self,
        promise: &JsObject,
        number: u32,
    ) -> Result<(), Thrown> {
        let context = &mut self.context;
        let reason = promises::reason(promise);
        let heard = process::listens("unhandledRejection", context).unwrap_or(false);
        let warns =
            self.host.profile.unhandled_rejection == super::profile::UnhandledRejection::Warn;
        if let Some(promise) = promises::known(&self.host, promise) {
            let handled = heard || warns;
            self.host.fact(Fact::RejectionUnhandled { promise, handled });
        }
        let rejected_in = {
            let mut promises = self.host.promises.borrow_mut();
            promises.reported.push((promise.clone(), number));
            promises.rejected_in.remove(&number).unwrap_or_default()
        };
        let args = [promise.clone().into(), reason.clone(), number.into()];
        self.host.contexts.set(rejected_in);
        let told = process::hook(&process::UNHANDLED_REJECTION, &args, context);
        self.host.contexts.set(0);
        let error = told.map_err(|error| self.thrown(error))?;
        if !error.is_undefined() {
            let is_reason = JsValue::same_value(&error, &reason);
            let own = if is_reason { InNode::Rejection } else { InNode::RejectionNoError };
            let escape = Escape::PassedOn(own);
            self.host.contexts.set(rejected_in);
            self.uncaught(&Thrown { value: error }, "unhandledRejection", escape);
            self.host.contexts.set(0);
        }
        Ok(())
    }

    /// A rejection reported before got its handler after all.
    pub(super) fn rejection_handled(
        &mut self,
        promise: &JsObject,
        number: u32,
    ) -> Result<(), Thrown> {
        if let Some(promise) = promises::known(&self.host, promise) {
            self.host.fact(Fact::RejectionHandled { promise });
        }
        let args = [promise.clone().into(), number.into()];
        process::hook(&process::REJECTION_HANDLED, &args, &mut self.context)
            .map(drop)
            .map_err(|error| self.thrown(error))
    }
}

/// The exit code of a main module that never settles.
const UNSETTLED: i32 = 13;

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

/// `process.exit`: the process ends here.
fn leave(host: &Host, code: i32, context: &mut Context) -> ! {
    host.calls.borrow_mut().unwind(0, &mut host.recorder.borrow_mut());
    leave_now(host, code, context)
}

/// Records the exit and parks this thread for ever: the engine cannot be unwound from inside
/// the program.
fn leave_now(host: &Host, code: i32, context: &mut Context) -> ! {
    label_leftovers(host, context);
    host.fact(Fact::Exited { code });
    host.recorder.borrow_mut().end(Outcome::Finished)
}

/// Jobs that never run would never say what they are: each is run as far as its callback, which
/// is not called.
fn label_leftovers(host: &Host, context: &mut Context) {
    host.only_labelling.set(true);
    let leftovers = std::mem::take(&mut *host.microtasks.borrow_mut());
    for microtask in leftovers {
        if let Microtask::Promise(entry, job) = microtask {
            host.current_job.set(Some(entry));
            // Its result is of no interest: the process has ended.
            let _ = job.call(context);
        }
    }
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
