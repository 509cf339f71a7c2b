//! Calling the program's callbacks, and what follows each: errors are reported, and when the stack
//! is empty there is a microtask checkpoint.
//!
//! After Web IDL "invoke a callback function", HTML "clean up after running script", "perform a
//! microtask checkpoint", "report an exception" and "notify about rejected promises".

use boa_engine::{
    Context, JsArgs, JsError, JsObject, JsResult, JsValue, object::builtins::JsFunction,
};

use super::{
    super::{
        hooks,
        host::{Callback, Host, Microtask},
        modules::builtins,
        promises,
    },
    Work,
};
use crate::trace::{EntryId, Fact, PageEntry, Priority, Queue, StopCause};

/// The module that fires `error`, `unhandledrejection` and `rejectionhandled`.
const REPORTS: &str = "browser/reports";

/// Calls a callback of the program. An error that leaves it is reported; what it returned
/// otherwise. With an entry the call is an entry of its own.
pub(super) fn invoke(
    host: &Host,
    entry: Option<EntryId>,
    callback: &Callback,
    context: &mut Context,
) -> JsValue {
    invoke_after(host, entry, callback, || (), context)
}

/// The same, with something to do once the entry has begun.
pub(super) fn invoke_after(
    host: &Host,
    entry: Option<EntryId>,
    callback: &Callback,
    first: impl FnOnce(),
    context: &mut Context,
) -> JsValue {
    let outer = host.page.scripts.get();
    host.page.scripts.set(outer + 1);
    if let Some(entry) = entry {
        host.fact(Fact::EntryStarted { entry });
        host.contexts.enter(entry);
    }
    first();
    let depth = hooks::depth(context);
    let result = callback.function.call(&callback.this, &callback.args, context);
    left(host, depth, result.is_err(), context);
    if let Some(entry) = entry {
        host.contexts.leave();
        host.fact(Fact::EntryEnded { entry, threw: result.is_err() });
    }
    let value = match result {
        Ok(value) => value,
        Err(error) => {
            report(host, error, context);
            JsValue::undefined()
        }
    };
    host.page.scripts.set(outer);
    if outer == 0 {
        checkpoint(host, context);
    }
    value
}

/// What a callback had called has left the stack down to `depth`.
pub(super) fn left(host: &Host, depth: usize, threw: bool, context: &mut Context) {
    let mut calls = host.calls.borrow_mut();
    if threw {
        calls.announce_throw();
    }
    calls.unwind(depth, &mut host.recorder.borrow_mut());
    drop(calls);
    promises::look(host, context);
}

/// Runs a task of the page's own, which invokes the program's callbacks itself.
pub(super) fn steps(
    host: &Host,
    task: EntryId,
    context: &mut Context,
    steps: impl FnOnce(&mut Context) -> JsResult<()>,
) {
    host.fact(Fact::EntryStarted { entry: task });
    host.contexts.enter(task);
    let result = steps(context);
    left(host, 0, result.is_err(), context);
    host.contexts.leave();
    host.fact(Fact::EntryEnded { entry: task, threw: result.is_err() });
    if let Err(error) = result {
        report(host, error, context);
    }
    checkpoint(host, context);
}

/// Empties the microtask queue, unless that is being done. Then whatever is rejected and
/// unhandled by now gets a task that tells of it.
pub(super) fn checkpoint(host: &Host, context: &mut Context) {
    if host.page.in_checkpoint.replace(true) {
        return;
    }
    if !host.microtasks.borrow().is_empty() {
        host.fact(Fact::DrainBegan { queue: Queue::Microtasks, round: 1 });
        loop {
            let Some(microtask) = host.microtasks.borrow_mut().pop_front() else { break };
            run_microtask(host, microtask, context);
        }
        host.fact(Fact::DrainEnded);
    }
    host.page.in_checkpoint.set(false);
    let unhandled = std::mem::take(&mut host.promises.borrow_mut().unhandled);
    if !unhandled.is_empty() {
        let task = host.page_entry(PageEntry::Event, "unhandledrejection");
        host.page.work.borrow_mut().insert(task, Work::Rejections(unhandled));
        host.push_task(task, Priority::Normal);
    }
    let late = std::mem::take(&mut host.promises.borrow_mut().handled_late);
    for (promise, _) in late {
        if let Err(error) = handled_late(host, &promise, context) {
            report(host, error, context);
        }
    }
}

fn run_microtask(host: &Host, microtask: Microtask, context: &mut Context) {
    let outer = host.page.scripts.get();
    host.page.scripts.set(outer + 1);
    let depth = hooks::depth(context);
    let (entry, result) = match microtask {
        Microtask::Callback(callback) => {
            host.fact(Fact::EntryStarted { entry: callback.entry });
            host.contexts.enter(callback.entry);
            let result = callback.function.call(&callback.this, &callback.args, context);
            (callback.entry, result.map(drop))
        }
        Microtask::Promise(entry, job) => {
            host.fact(Fact::EntryStarted { entry });
            host.contexts.enter(entry);
            host.current_job.set(Some(entry));
            let result = job.call(context);
            host.current_job.set(None);
            host.promises.borrow_mut().activations.finish();
            (entry, result.map(drop))
        }
    };
    left(host, depth, result.is_err(), context);
    host.contexts.leave();
    host.fact(Fact::EntryEnded { entry, threw: result.is_err() });
    if let Err(error) = result {
        report(host, error, context);
    }
    host.page.scripts.set(outer);
}

/// Fires `error` at the window; unless that is prevented, the error goes to the console.
pub(super) fn report(host: &Host, error: JsError, context: &mut Context) {
    let Ok(value) = error.into_opaque(context) else {
        // The engine's own failures are no errors of the program: they end the recording.
        host.recorder.borrow_mut().stop(StopCause::Engine)
    };
    let outer = host.page.scripts.get();
    host.page.scripts.set(outer + 1);
    // Where the page's own JavaScript fails there is nobody left to tell.
    let handled = call(REPORTS, "error", std::slice::from_ref(&value), context).unwrap_or_default();
    host.page.scripts.set(outer);
    let value = super::super::value(host, &value, context);
    host.fact(Fact::ErrorUncaught { value, handled: handled.to_boolean() });
}

/// Tells of those rejections that are still unhandled.
pub(super) fn tell_rejections(
    promises: Vec<(JsObject, u32)>,
    context: &mut Context,
) -> JsResult<()> {
    let host = Host::of(context);
    for (promise, number) in promises {
        if host.is_rescued(&promise) {
            continue;
        }
        let args = [promise.clone().into(), promises::reason(&promise)];
        let handled = call(REPORTS, "unhandledRejection", &args, context)?.to_boolean();
        if let Some(promise) = promises::known(&host, &promise) {
            host.fact(Fact::RejectionUnhandled { promise, handled });
        }
        if !host.is_rescued(&promise) {
            host.promises.borrow_mut().reported.push((promise, number));
        }
    }
    Ok(())
}

/// A rejection told of before has got its handler: a task says so.
fn handled_late(host: &Host, promise: &JsObject, context: &mut Context) -> JsResult<()> {
    if let Some(promise) = promises::known(host, promise) {
        host.fact(Fact::RejectionHandled { promise });
    }
    let function = builtins::function(REPORTS, "rejectionHandled", context)?;
    let args = vec![promise.clone().into(), promises::reason(promise)];
    let entry = host.page_entry(PageEntry::Event, "rejectionhandled");
    let callback = Callback { entry, function, this: JsValue::undefined(), args };
    host.push_steps(callback, Priority::Normal);
    Ok(())
}

/// Calls a function of the page's own JavaScript.
pub(super) fn call(
    module: &str,
    name: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    builtins::function(module, name, context)?.call(&JsValue::undefined(), args, context)
}

/// `invoke(function, this, label, ...args)`: calls a callback of the program and returns what it
/// returned, or undefined if it threw. With a label the call is an entry of its own: a listener.
pub(super) fn invoke_native(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else { return Ok(JsValue::undefined()) };
    let label = args.get_or_undefined(2);
    let entry = if label.is_undefined() {
        None
    } else {
        let site = super::super::callbacks::describe(&host, &function, context).site;
        let label = host.text(&label.to_string(context)?.to_std_string_lossy());
        let kind = crate::trace::EntryKind::Page(PageEntry::Listener);
        // The page's own listeners are no business of the learner's.
        site.map(|site| host.entry(kind, label, Some(site)))
    };
    let callback = Callback {
        entry: entry.unwrap_or(EntryId(1)),
        function,
        this: args.get_or_undefined(1).clone(),
        args: args.get(3..).unwrap_or_default().to_vec(),
    };
    Ok(invoke(&host, entry, &callback, context))
}

/// `report(error)`: as if the error had left a callback.
pub(super) fn report_native(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    report(&host, JsError::from_opaque(args.get_or_undefined(0).clone()), context);
    Ok(JsValue::undefined())
}
