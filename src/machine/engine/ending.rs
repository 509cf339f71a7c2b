//! How a program ends: by itself, by `process.exit`, or by an error or a rejection that nobody
//! handles; and who hears of it before.

use boa_engine::{Context, JsObject, JsResult, JsValue};

use super::{
    Realm, Thrown, async_hooks, errors,
    errors::{Escape, InNode},
    host::{Host, Microtask},
    modules::{builtins, esm},
    natives, process, promises, value,
};
use crate::{
    machine::{Outcome, profile::UnhandledRejection},
    trace::{Fact, Stream},
};

/// The exit code of a main module that never settles.
const UNSETTLED: i32 = 13;

impl Realm {
    /// Emits `beforeExit`.
    pub(in crate::machine) fn before_exit(&mut self) -> Result<(), Thrown> {
        let result = process::before_exit(&mut self.context);
        result.map_err(|error| self.thrown(error))
    }

    /// Emits `exit`.
    pub(in crate::machine) fn emit_exit(&mut self) -> Result<(), Thrown> {
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
    pub(in crate::machine) fn exit_code(&mut self) -> i32 {
        let context = &mut self.context;
        let code = if process::is_touched(context) { process::exit_code(context) } else { Ok(0) };
        match code {
            Ok(0) if esm::main_waits(&self.host) => UNSETTLED,
            Ok(code) => code,
            Err(_) => 0,
        }
    }

    /// The process has ended by itself: records it, with what was still queued.
    pub(in crate::machine) fn finish(&mut self, code: i32) {
        label_leftovers(&self.host, &mut self.context);
        self.host.fact(Fact::Exited { code });
    }

    /// An error left every call: a listener of `uncaughtException` gets it, or the process
    /// ends, and then this does not return.
    pub(in crate::machine) fn uncaught(&mut self, thrown: &Thrown, origin: &str, escape: Escape) {
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
    pub(in crate::machine) fn rejection_unhandled(
        &mut self,
        promise: &JsObject,
        number: u32,
    ) -> Result<(), Thrown> {
        let context = &mut self.context;
        let reason = promises::reason(promise);
        let heard = process::listens("unhandledRejection", context).unwrap_or(false);
        let warns = self.host.profile.unhandled_rejection == UnhandledRejection::Warn;
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
    pub(in crate::machine) fn rejection_handled(
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

/// `process.exit`: the process ends here.
pub(super) fn leave(host: &Host, code: i32, context: &mut Context) -> ! {
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
