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

/// Whether somebody listens to an event of `process`.
pub(crate) fn listens(event: &str, context: &mut Context) -> JsResult<bool> {
    if !is_touched(context) {
        return Ok(false);
    }
    let process = builtins::load("process", context)?;
    let Some(process) = process.as_object() else { return Ok(false) };
    let Some(count) = process.get(js_string!("listenerCount"), context)?.as_callable() else {
        return Ok(false);
    };
    let count = count.call(&process.into(), &[JsString::from(event).into()], context)?;
    Ok(count.to_number(context)? > 0.0)
}

/// Calls a function of `internal/process_hooks`, as an entry of its own if somebody listens.
pub(crate) fn hook(
    function: &str,
    event: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let hook = builtins::function("internal/process_hooks", function, context)?;
    if !listens(event, context)? {
        return hook.call(&JsValue::undefined(), args, context);
    }
    let label = host.text(event);
    let entry = host.entry(EntryKind::ProcessEvent, label, None);
    host.fact(Fact::EntryStarted { entry });
    let depth = super::hooks::depth(context);
    let result = hook.call(&JsValue::undefined(), args, context);
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
