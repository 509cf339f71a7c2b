//! What the machine tells `process`, and what it does when nobody listens.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::FunctionObjectBuilder,
};

use super::{host::Host, modules::builtins};
use crate::trace::{EntryKind, Fact};

/// `process.emitWarning(text, name)`.
pub(crate) fn warn(text: &str, name: &str, context: &mut Context) -> JsResult<()> {
    let process = builtins::load("process", context)?;
    if let Some(process) = process.as_object()
        && let Some(emit) = process.get(js_string!("emitWarning"), context)?.as_callable()
    {
        let args = [JsString::from(text).into(), JsString::from(name).into()];
        emit.call(&process.into(), &args, context)?;
    }
    Ok(())
}

/// The same before the program runs: the tick that tells of it is over by then.
pub(crate) fn warn_early(text: &str, name: &str, context: &mut Context) -> JsResult<()> {
    let print = builtins::function("internal/warning", "printEarly", context)?;
    let args = [JsString::from(text).into(), JsString::from(name).into()];
    print.call(&JsValue::undefined(), &args, context)?;
    Ok(())
}

/// Whether the program can have listeners on `process`: it has touched it.
pub(crate) fn is_touched(context: &Context) -> bool {
    builtins::is_loaded("process", context)
}

/// Sets `process.exitCode`.
pub(crate) fn set_exit_code(code: i32, context: &mut Context) -> JsResult<()> {
    let process = builtins::load("process", context)?;
    if let Some(process) = process.as_object() {
        process.set(js_string!("exitCode"), code, false, context)?;
    }
    Ok(())
}

/// `process.exitCode` as the process ends with it.
pub(crate) fn exit_code(context: &mut Context) -> JsResult<i32> {
    let process = builtins::load("process", context)?;
    match process.as_object() {
        Some(process) => process.get(js_string!("exitCode"), context)?.to_i32(context),
        None => Ok(0),
    }
}

/// Makes the first `exit` listener one that sets `process.exitCode`.
pub(crate) fn prepend_exit_code(code: i32, context: &mut Context) -> JsResult<()> {
    let process = builtins::load("process", context)?;
    if let Some(process) = process.as_object()
        && let Some(prepend) = process.get(js_string!("prependListener"), context)?.as_callable()
    {
        let listener = NativeFunction::from_copy_closure(move |_, _, context| {
            set_exit_code(code, context)?;
            Ok(JsValue::undefined())
        });
        let listener = FunctionObjectBuilder::new(context.realm(), listener).build();
        let args = [js_string!("exit").into(), listener.into()];
        prepend.call(&process.into(), &args, context)?;
    }
    Ok(())
}

/// Whether the program hears of an event of `process`: it listens, or has an `emit` of its own.
///
/// Asks the emitter's state, not its methods: these are parsed when they are first needed.
pub(crate) fn listens(event: &str, context: &mut Context) -> JsResult<bool> {
    if !is_touched(context) {
        return Ok(false);
    }
    let process = builtins::load("process", context)?;
    let Some(process) = process.as_object() else { return Ok(false) };
    if process.has_own_property(js_string!("emit"), context)? {
        return Ok(true);
    }
    let listeners = process.get(js_string!("_events"), context)?;
    let Some(listeners) = listeners.as_object() else { return Ok(false) };
    Ok(!listeners.get(JsString::from(event), context)?.is_undefined())
}

/// What the machine calls when something becomes of the process: a function that emits.
pub(crate) struct Hook {
    module: &'static str,
    function: &'static str,
    /// Who listens to this event is called, as an entry of its own.
    event: &'static str,
}

/// The loop ran out of work.
const BEFORE_EXIT: Hook =
    Hook { module: "internal/process_end", function: "beforeExit", event: "beforeExit" };
/// The process ends by itself.
pub(crate) const EXIT: Hook =
    Hook { module: "internal/process_end", function: "exit", event: "exit" };
/// An error left every call; answers whether somebody handled it.
pub(crate) const UNCAUGHT: Hook =
    Hook { module: "internal/process_hooks", function: "uncaught", event: "uncaughtException" };
/// Nobody handled a rejection; answers the error it becomes, if any.
pub(crate) const UNHANDLED_REJECTION: Hook = Hook {
    module: "internal/process_hooks",
    function: "unhandledRejection",
    event: "unhandledRejection",
};
/// A rejection that was reported got its handler after all.
pub(crate) const REJECTION_HANDLED: Hook = Hook {
    module: "internal/process_hooks",
    function: "rejectionHandled",
    event: "rejectionHandled",
};

/// The loop ran out of work: emits `beforeExit`, or ends a process that would wait for ever.
pub(crate) fn before_exit(context: &mut Context) -> JsResult<()> {
    if builtins::is_loaded("internal/network", context)
        || builtins::is_loaded("internal/messaging", context)
        || listens(BEFORE_EXIT.event, context)?
    {
        hook(&BEFORE_EXIT, &[], context)?;
    }
    Ok(())
}

/// Calls a hook, as an entry of its own if somebody listens.
pub(crate) fn hook(hook: &Hook, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = builtins::function(hook.module, hook.function, context)?;
    if !listens(hook.event, context)? {
        return function.call(&JsValue::undefined(), args, context);
    }
    let label = host.text(hook.event);
    let entry = host.entry(EntryKind::ProcessEvent, label, None);
    host.fact(Fact::EntryStarted { entry });
    let depth = super::hooks::depth(context);
    let process = builtins::load("process", context)?;
    let receiver = host.receiver.replace(process);
    let result = function.call(&JsValue::undefined(), args, context);
    host.receiver.replace(receiver);
    let mut calls = host.calls.borrow_mut();
    if result.is_err() {
        calls.announce_throw();
    }
    calls.unwind(depth, &mut host.recorder.borrow_mut());
    drop(calls);
    host.fact(Fact::EntryEnded { entry, threw: result.is_err() });
    result
}

/// `capture.callback` of the hooks: what `setUncaughtExceptionCaptureCallback` set.
pub(crate) fn captures(context: &mut Context) -> JsResult<bool> {
    if !builtins::is_loaded("internal/process_hooks", context) {
        return Ok(false);
    }
    let hooks = builtins::load("internal/process_hooks", context)?;
    let Some(hooks) = hooks.as_object() else { return Ok(false) };
    let capture: Option<JsObject> = hooks.get(js_string!("capture"), context)?.as_object();
    let Some(capture) = capture else { return Ok(false) };
    Ok(!capture.get(js_string!("callback"), context)?.is_null_or_undefined())
}
