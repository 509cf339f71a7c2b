//! The fields of timers and immediates that programs can see: `_destroyed`, `_repeat` and so on.
//!
//! Undocumented, but Node's own objects have them and programs read and write some: an assigned
//! `_onTimeout` is what runs, and an assigned `_repeat` makes a timer an interval
//! (`listOnTimeout` of lib/internal/timers.js). They are accessors here, since the machine keeps
//! what they tell.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    native_function::NativeFunctionPointer,
    object::builtins::{JsArray, JsFunction},
    property::PropertyDescriptor,
};

use super::{
    super::host::{Host, Timer},
    hidden,
    immediates::{ImmediateHandle, clear_immediate},
    native, timeout, timeout_close,
};

/// Defines the fields, and from Node 18 on the methods that `using` calls.
pub(super) fn install(
    timeout: &JsObject,
    immediate: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    for (name, get, set) in [
        ("_idleTimeout", idle_timeout as NativeFunctionPointer, None),
        ("_idleStart", idle_start, None),
        ("_onTimeout", on_timeout, Some(set_on_timeout as NativeFunctionPointer)),
        ("_timerArgs", timer_args, None),
        ("_repeat", repeat, Some(set_repeat)),
        ("_destroyed", timeout_destroyed, None),
    ] {
        field(timeout, name, get, set, context)?;
    }
    field(immediate, "_destroyed", immediate_destroyed, None, context)?;
    if Host::of(context).profile.major() >= 18 {
        let symbols = context.intrinsics().constructors().symbol().constructor();
        let Some(dispose) = symbols.get(js_string!("dispose"), context)?.as_symbol() else {
            return Ok(());
        };
        for (object, pointer) in
            [(timeout, dispose_timeout as NativeFunctionPointer), (immediate, dispose_immediate)]
        {
            let function = native("[Symbol.dispose]", 0, pointer, context);
            object.define_property_or_throw(dispose.clone(), hidden(function), context)?;
        }
    }
    Ok(())
}

fn field(
    object: &JsObject,
    name: &str,
    get: NativeFunctionPointer,
    set: Option<NativeFunctionPointer>,
    context: &mut Context,
) -> JsResult<()> {
    let get = native(&format!("get {name}"), 0, get, context);
    let mut descriptor =
        PropertyDescriptor::builder().get(get).enumerable(false).configurable(true);
    if let Some(set) = set {
        descriptor = descriptor.set(native(&format!("set {name}"), 1, set, context));
    }
    object.define_property_or_throw(JsString::from(name), descriptor, context)?;
    Ok(())
}

/// What `read` tells of the timer that `this` is; `undefined` if it is none.
fn of_timer(
    this: &JsValue,
    context: &Context,
    read: impl FnOnce(&Timer, &Host) -> JsValue,
) -> JsValue {
    let host = Host::of(context);
    let Some(entry) = timeout(this) else { return JsValue::undefined() };
    let timers = host.timers.borrow();
    timers.get(&entry).map_or_else(JsValue::undefined, |timer| read(timer, &host))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn idle_timeout(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(of_timer(this, context, |timer, _| {
        if timer.cleared { JsValue::from(-1) } else { timer.duration.into() }
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn idle_start(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let start = timeout(this).and_then(|entry| Host::of(context).lists.borrow().start(entry));
    Ok(start.map_or_else(JsValue::undefined, JsValue::from))
}

/// A cleared timer has forgotten its callback: null, from Node 24 on undefined.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn on_timeout(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(of_timer(this, context, |timer, host| match timer.cleared {
        false => timer.callback.function.clone().into(),
        true if host.profile.major() >= 24 => JsValue::undefined(),
        true => JsValue::null(),
    }))
}

/// What is no function would be an error of Node's own when the timer is due; it is not taken.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn set_on_timeout(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object);
    if let (Some(entry), Some(function)) = (timeout(this), function)
        && let Some(timer) = Host::of(context).timers.borrow_mut().get_mut(&entry)
    {
        timer.callback.function = function;
    }
    Ok(JsValue::undefined())
}

fn timer_args(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let args = {
        let timers = host.timers.borrow();
        timeout(this).and_then(|entry| timers.get(&entry)).map(|timer| timer.callback.args.clone())
    };
    Ok(match args {
        Some(args) if !args.is_empty() => JsArray::from_iter(args, context).into(),
        _ => JsValue::undefined(),
    })
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn repeat(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(of_timer(
        this,
        context,
        |timer, _| {
            if timer.repeats { timer.duration.into() } else { JsValue::null() }
        },
    ))
}

fn set_repeat(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let (repeats, period) = (value.to_boolean(), value.to_number(context)?);
    if let Some(entry) = timeout(this)
        && let Some(timer) = Host::of(context).timers.borrow_mut().get_mut(&entry)
    {
        timer.repeats = repeats;
        if repeats && period >= 1.0 {
            timer.duration = period;
        }
    }
    Ok(JsValue::undefined())
}

/// Up to Node 11 only the hooks of `async_hooks` set it.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn timeout_destroyed(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(of_timer(this, context, |timer, host| {
        let entry = timer.callback.entry;
        let ended = timer.cleared
            || (!host.lists.borrow().contains(entry) && host.contexts.running() != entry);
        (ended && host.profile.major() >= 12).into()
    }))
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn immediate_destroyed(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let object = this.as_object();
    let handle = object.as_ref().and_then(|object| object.downcast_ref::<ImmediateHandle>());
    Ok(handle.map_or_else(JsValue::undefined, |handle| handle.cleared.get().into()))
}

fn dispose_timeout(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    timeout_close(this, &[], context)?;
    Ok(JsValue::undefined())
}

fn dispose_immediate(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    clear_immediate(&JsValue::undefined(), std::slice::from_ref(this), context)
}

/// `activeTimers()`: a `Timeout` or `Immediate` for each that keeps the loop alive.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn active(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let timers = host.timers.borrow();
    // The one whose callback runs counts until that returns.
    let waits = |timer: &&Timer| {
        let entry = timer.callback.entry;
        let runs = host.contexts.running() == entry && !timer.cleared;
        timer.referenced && (runs || host.lists.borrow().contains(entry))
    };
    let mut names = vec![js_string!("Timeout"); timers.values().filter(waits).count()];
    let immediates = host.immediates.borrow();
    let counts = immediates.iter().filter(|i| i.referenced.get() && !i.cleared.get()).count();
    names.resize(names.len() + counts, js_string!("Immediate"));
    Ok(JsArray::from_iter(names.into_iter().map(JsValue::from), context).into())
}
