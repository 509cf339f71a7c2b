//! What the page's own JavaScript is given beside Node's `internal`.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::promise::PromiseState,
    native_function::NativeFunctionPointer,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction, JsPromise},
    },
};

use super::{
    super::{
        callbacks as about,
        host::{Callback, Host},
    },
    Label, callbacks, frames, scripts,
};
use crate::{
    trace::{EntryId, EntryKind, PageEntry, Priority},
    world::Gesture,
};

/// Adds the natives of a page to `internal`.
pub(crate) fn add(internal: &JsObject, context: &mut Context) -> JsResult<()> {
    for (name, pointer) in [
        ("invoke", callbacks::invoke_native as NativeFunctionPointer),
        ("report", callbacks::report_native),
        ("task", task),
        ("later", later),
        ("cancelTask", cancel_task),
        ("reprioritise", reprioritise),
        ("currentPriority", current_priority),
        ("changed", frames::changed),
        ("sleep", sleep),
        ("runMain", scripts::run_main),
        ("runScript", scripts::run_script),
        ("gesture", gesture),
        ("promiseDetails", promise_details),
    ] {
        let function =
            FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(pointer))
                .name(JsString::from(name))
                .build();
        internal.set(JsString::from(name), function, true, context)?;
    }
    Ok(())
}

/// A priority by its name in the scheduling API; `-continuation` for what follows a `yield`.
fn priority(name: &JsValue, context: &mut Context) -> JsResult<Priority> {
    let name = name.to_string(context)?.to_std_string_lossy();
    Ok(match name.as_str() {
        "input" => Priority::Input,
        "user-blocking" => Priority::UserBlocking,
        "user-blocking-continuation" => Priority::UserBlockingContinuation,
        "user-visible" | "normal" => Priority::Normal,
        "user-visible-continuation" => Priority::UserVisibleContinuation,
        "background" => Priority::Background,
        "background-continuation" => Priority::BackgroundContinuation,
        _ => {
            let message = format!("{name} is no priority");
            return Err(JsNativeError::typ().with_message(message).into());
        }
    })
}

fn kind(name: &JsValue, context: &mut Context) -> JsResult<PageEntry> {
    let name = name.to_string(context)?.to_std_string_lossy();
    Ok(match name.as_str() {
        "message" => PageEntry::Message,
        "posted-task" => PageEntry::PostedTask,
        _ => PageEntry::Event,
    })
}

/// A label of a task: a text, or the function of the program that it will call.
fn label(value: &JsValue, context: &mut Context) -> JsResult<Label> {
    let host = Host::of(context);
    if let Some(function) = value.as_callable().and_then(JsFunction::from_object) {
        let about = about::describe(&host, &function, context);
        return Ok(Label { text: host.text(&about.name), site: about.site });
    }
    let text = value.to_string(context)?.to_std_string_lossy();
    Ok(Label { text: host.text(&text), site: None })
}

/// Arguments `kind, label, priority, steps, ...args`.
fn described(args: &[JsValue], context: &mut Context) -> JsResult<(Callback, Priority)> {
    let host = Host::of(context);
    let kind = kind(args.get_or_undefined(0), context)?;
    let label = label(args.get_or_undefined(1), context)?;
    let priority = priority(args.get_or_undefined(2), context)?;
    let steps = args.get_or_undefined(3).as_callable().and_then(JsFunction::from_object);
    let Some(function) = steps else {
        return Err(JsNativeError::typ().with_message("a task needs steps").into());
    };
    let entry = host.entry(EntryKind::Page(kind), label.text, label.site);
    let args = args.get(4..).unwrap_or_default().to_vec();
    Ok((Callback { entry, function, this: JsValue::undefined(), args }, priority))
}

/// `task(kind, label, priority, steps, ...args)`: a task that calls `steps`. Returns a number
/// for `cancelTask` and `reprioritise`.
fn task(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (callback, priority) = described(args, context)?;
    let entry = callback.entry;
    Host::of(context).push_steps(callback, priority);
    Ok(entry.0.into())
}

/// `later(micros, kind, label, priority, steps, ...args)`: the same, once the time has passed.
fn later(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let micros = args.get_or_undefined(0).to_length(context)?;
    let (callback, priority) = described(args.get(1..).unwrap_or_default(), context)?;
    let entry = callback.entry;
    Host::of(context).push_later(callback, priority, micros);
    Ok(entry.0.into())
}

fn entry(args: &[JsValue], context: &mut Context) -> JsResult<EntryId> {
    args.get_or_undefined(0).to_u32(context).map(EntryId)
}

/// `cancelTask(number)`: whether it was still to come.
fn cancel_task(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let entry = entry(args, context)?;
    Ok(Host::of(context).cancel_task(entry).into())
}

/// `reprioritise(number, priority)`.
fn reprioritise(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let entry = entry(args, context)?;
    let priority = priority(args.get_or_undefined(1), context)?;
    Host::of(context).reprioritise(entry, priority);
    Ok(JsValue::undefined())
}

/// `currentPriority()`: the priority of the running task, as `scheduler.yield()` keeps it.
fn current_priority(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let name = match Host::of(context).page.priority.get() {
        Some(Priority::UserBlocking | Priority::UserBlockingContinuation) => "user-blocking",
        Some(Priority::Background | Priority::BackgroundContinuation) => "background",
        Some(
            Priority::Input
            | Priority::UrgentFrame
            | Priority::UserVisibleContinuation
            | Priority::Normal,
        )
        | None => "user-visible",
    };
    Ok(JsString::from(name).into())
}

/// `sleep(micros)`: the page stands still for so long (a synchronous request).
fn sleep(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let micros = args.get_or_undefined(0).to_length(context)?;
    Host::of(context).spend(micros);
    Ok(JsValue::undefined())
}

/// `promiseDetails(promise)`: `[0]` while it is pending, `[1, value]`, or `[2, reason]`.
fn promise_details(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(promise) = args.get_or_undefined(0).as_object() else { return Ok(JsValue::null()) };
    let details = match JsPromise::from_object(promise)?.state() {
        PromiseState::Pending => vec![JsValue::from(0)],
        PromiseState::Fulfilled(value) => vec![1.into(), value],
        PromiseState::Rejected(reason) => vec![2.into(), reason],
    };
    Ok(JsArray::from_iter(details, context).into())
}

/// `gesture(number)`: what the user does, as `[what, to what]`.
fn gesture(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let number = args.get_or_undefined(0).to_u32(context)? as usize;
    let (what, target) = match host.world.user.get(number).map(|action| &action.gesture) {
        Some(Gesture::Click(selector)) => ("click", selector.as_str()),
        Some(Gesture::Focus(selector)) => ("focus", selector.as_str()),
        Some(Gesture::Key(key)) => ("key", key.as_str()),
        Some(Gesture::Close) | None => ("nothing", ""),
    };
    let pair = [JsString::from(what).into(), JsString::from(target).into()];
    Ok(JsArray::from_iter(pair, context).into())
}
