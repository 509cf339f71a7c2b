//! `setTimeout`, `setInterval`, their clears, and the objects they return.
//!
//! After lib/timers.js and lib/internal/timers.js. What a timer does is here; when it runs is
//! `machine`'s.

pub(crate) mod fields;
mod immediates;
mod promisified;
pub(crate) mod shown;

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsObject, JsResult, JsString, JsSymbol, JsValue,
    NativeFunction, Trace, js_string,
    native_function::NativeFunctionPointer,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{Attribute, PropertyDescriptor},
};

use super::{
    async_hooks, callbacks, errors,
    host::{Callback, Host, Timer},
    process,
};
use crate::{
    machine::{profile::TimerStore, timers::Key},
    trace::{Entry, EntryId, EntryKind, Fact, VirtualTime},
};

/// The longest delay libuv takes: 2^31 - 1 ms.
const MAX_DELAY: f64 = 2_147_483_647.0;

/// What a `Timeout` object carries.
#[derive(Clone, Copy, Trace, Finalize, JsData)]
#[boa_gc(empty_trace)]
struct TimeoutHandle(u32);

/// The prototypes of what the setters return.
pub(crate) struct Prototypes {
    timeout: JsObject,
    immediate: JsObject,
}

/// Defines the timer functions on the global object.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    let timeout = prototype("Timeout", context)?;
    for (name, pointer) in [
        ("ref", timeout_ref as NativeFunctionPointer),
        ("unref", timeout_unref),
        ("refresh", timeout_refresh),
        ("close", timeout_close),
    ] {
        method(&timeout, name, pointer, context)?;
    }
    if host.profile.timer_has_ref {
        method(&timeout, "hasRef", timeout_has_ref, context)?;
    }
    if host.profile.timer_primitive {
        let function = native("[Symbol.toPrimitive]", 0, timeout_to_primitive, context);
        timeout.define_property_or_throw(JsSymbol::to_primitive(), hidden(function), context)?;
    }
    let immediate = prototype("Immediate", context)?;
    fields::install(&timeout, &immediate, context)?;
    shown::install(&timeout, &immediate, context)?;
    method(&immediate, "ref", immediates::immediate_ref, context)?;
    method(&immediate, "unref", immediates::immediate_unref, context)?;
    if host.profile.timer_has_ref {
        method(&immediate, "hasRef", immediates::immediate_has_ref, context)?;
    }
    // Nobody else fills the cell.
    let _ = host.timer_prototypes.set(Prototypes { timeout, immediate });
    let functions = JsObject::with_null_proto();
    for (name, length, pointer) in [
        ("clearTimeout", 1, clear_timeout as NativeFunctionPointer),
        ("setTimeout", 2, set_timeout),
        ("clearInterval", 1, clear_timeout),
        ("setInterval", 2, set_interval),
        ("clearImmediate", 1, immediates::clear_immediate),
        ("setImmediate", 1, immediates::set_immediate),
    ] {
        let function = native(name, length, pointer, context);
        functions.set(JsString::from(name), function.clone(), true, context)?;
        let descriptor = PropertyDescriptor::builder()
            .value(function)
            .writable(true)
            .enumerable(true)
            .configurable(true);
        context.global_object().define_property_or_throw(
            JsString::from(name),
            descriptor,
            context,
        )?;
    }
    promisified::install(&functions, context)?;
    // Nobody else fills the cell.
    let _ = host.timer_functions.set(functions);
    Ok(())
}

fn prototype(class: &str, context: &mut Context) -> JsResult<JsObject> {
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let constructor = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(|_, _, _| Ok(JsValue::undefined())),
    )
    .name(JsString::from(class))
    .constructor(true)
    .build();
    constructor.set(js_string!("prototype"), prototype.clone(), false, context)?;
    prototype.define_property_or_throw(js_string!("constructor"), hidden(constructor), context)?;
    Ok(prototype)
}

fn method(
    object: &JsObject,
    name: &str,
    pointer: NativeFunctionPointer,
    context: &mut Context,
) -> JsResult<()> {
    let function = native(name, 0, pointer, context);
    object.define_property_or_throw(JsString::from(name), hidden(function), context)?;
    Ok(())
}

fn native(
    name: &str,
    length: usize,
    pointer: NativeFunctionPointer,
    context: &mut Context,
) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(pointer))
        .name(JsString::from(name))
        .length(length)
        .build()
}

fn hidden(function: JsFunction) -> PropertyDescriptor {
    let attribute = Attribute::WRITABLE | Attribute::NON_ENUMERABLE | Attribute::CONFIGURABLE;
    PropertyDescriptor::builder()
        .value(function)
        .writable(attribute.writable())
        .enumerable(attribute.enumerable())
        .configurable(attribute.configurable())
        .build()
}

fn set_timeout(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    start(args, EntryKind::Timeout, context)
}

fn set_interval(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    start(args, EntryKind::Interval, context)
}

/// Makes a timer and starts it.
fn start(args: &[JsValue], kind: EntryKind, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = callback(args.get_or_undefined(0), context)?;
    let duration = coerce(args.get_or_undefined(1), context)?;
    let about = callbacks::describe(&host, &function, context);
    let entry = {
        let mut recorder = host.recorder.borrow_mut();
        let label = recorder.text(&about.name);
        let scheduled = recorder.step();
        let duration_ms = milliseconds(duration);
        recorder.entry(Entry {
            kind,
            label,
            site: about.site,
            scheduled,
            promise: None,
            duration_ms,
        })
    };
    host.contexts.take(entry, kind);
    let Some(prototypes) = host.timer_prototypes.get() else { return Ok(JsValue::undefined()) };
    let object = JsObject::from_proto_and_data(prototypes.timeout.clone(), TimeoutHandle(entry.0));
    let callback = Callback {
        entry,
        function,
        this: object.clone().into(),
        args: args.get(2..).unwrap_or_default().to_vec(),
    };
    let timer = Timer {
        callback,
        duration,
        repeats: kind == EntryKind::Interval,
        referenced: true,
        cleared: false,
        called: false,
        own_handle: false,
        started: 0,
        start: 0,
    };
    host.timers.borrow_mut().insert(entry, timer);
    async_hooks::created(&host, entry, "Timeout", |_| object.clone(), context)?;
    host.straddle(entry);
    let now = host.refresh();
    if let Some(timer) = host.timers.borrow_mut().get_mut(&entry) {
        timer.started = now;
    }
    arm(&host, entry, now);
    Ok(object.into())
}

/// A duration as the trace keeps it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "durations lie between 1 and 2^31 - 1"
)]
fn milliseconds(duration: f64) -> u32 {
    duration as u32
}

/// Puts a timer into its list as of `start`, in loop milliseconds (`insert` of
/// lib/internal/timers.js).
pub(crate) fn arm(host: &Host, entry: EntryId, start: u64) {
    let known = host.timers.borrow_mut().get_mut(&entry).map(|timer| {
        timer.start = start;
        (timer.duration, timer.own_handle)
    });
    let Some((duration, own_handle)) = known else { return };
    let duration = if host.profile.truncated_timer_keys { duration.trunc() } else { duration };
    let key = if own_handle { Key::alone(duration, entry) } else { Key::shared(duration) };
    let listed = host.lists.borrow_mut().insert(entry, key, start);
    if let Some(expiry) = listed
        && host.profile.timers == TimerStore::HeapOfLists
        && expiry < host.next_expiry.get()
    {
        // By the loop's time as it is (`Environment::ScheduleTimer`, src/env.cc).
        host.timer_handle.set(Some(host.clock.get().loop_ms() + key.whole()));
        host.next_expiry.set(expiry);
    }
    host.fact(Fact::TimerArmed { entry, due: VirtualTime::from_ms(start + key.whole()) });
}

/// The function a setter was given, or the error that Node throws.
fn callback(value: &JsValue, context: &mut Context) -> JsResult<JsFunction> {
    match value.as_callable().and_then(JsFunction::from_object) {
        Some(function) => Ok(function),
        None => Err(errors::invalid_callback(value, context)),
    }
}

/// A delay as Node takes it (`Timeout`'s constructor): what is not in 1..=2^31-1 is 1.
fn coerce(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    let delay = value.to_number(context)?;
    if (1.0..=MAX_DELAY).contains(&delay) {
        return Ok(delay);
    }
    let host = Host::of(context);
    if delay > MAX_DELAY {
        let shown = value_text(delay);
        process::warn(
            &format!(
                "{shown} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1."
            ),
            "TimeoutOverflowWarning",
            context,
        )?;
    } else if host.profile.odd_delay_warnings {
        if delay < 0.0 && !host.warned_negative_delay.replace(true) {
            let text = format!(
                "{} is a negative number.\nTimeout duration was set to 1.",
                value_text(delay)
            );
            process::warn(&text, "TimeoutNegativeWarning", context)?;
        } else if delay.is_nan() && !value.is_undefined() && !host.warned_nan_delay.replace(true) {
            let text = "NaN is not a number.\nTimeout duration was set to 1.";
            process::warn(text, "TimeoutNaNWarning", context)?;
        }
    }
    Ok(1.0)
}

/// A number as `String(n)` writes it.
fn value_text(number: f64) -> String {
    JsValue::from(number).display().to_string()
}

/// `clearTimeout` and `clearInterval`, which clear each other's since Node 10.
fn clear_timeout(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let value = args.get_or_undefined(0);
    let entry = match value.as_object() {
        Some(object) => object.downcast_ref::<TimeoutHandle>().map(|handle| EntryId(handle.0)),
        None if host.profile.timer_primitive => {
            let text = value.to_string(context)?.to_std_string_lossy();
            text.parse().ok().and_then(|number: u32| host.numbered.borrow().get(&number).copied())
        }
        None => None,
    };
    if let Some(entry) = entry {
        clear(&host, entry);
    }
    Ok(JsValue::undefined())
}

fn clear(host: &Host, entry: EntryId) {
    if host.is_timer_cleared(entry) {
        return;
    }
    host.async_hooks.destroy(&host.contexts, entry);
    if host.close_timer(entry) {
        host.fact(Fact::EntryCancelled { entry });
    }
}

/// The timer an object stands for.
fn timeout(this: &JsValue) -> Option<EntryId> {
    let object = this.as_object()?;
    object.downcast_ref::<TimeoutHandle>().map(|handle| EntryId(handle.0))
}

fn timeout_ref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    reference(this, true, context);
    Ok(this.clone())
}

fn timeout_unref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    reference(this, false, context);
    Ok(this.clone())
}

fn reference(this: &JsValue, referenced: bool, context: &mut Context) {
    let host = Host::of(context);
    let Some(entry) = timeout(this) else { return };
    {
        let mut timers = host.timers.borrow_mut();
        let Some(timer) = timers.get_mut(&entry).filter(|timer| timer.referenced != referenced)
        else {
            return;
        };
        timer.referenced = referenced;
    }
    host.fact(Fact::EntryReferenced { entry, referenced });
    if host.profile.timers == TimerStore::HandlePerDuration && !referenced {
        give_own_handle(&host, entry);
    }
}

/// Node 10 gives an unref'd timer a handle of its own, due when the timer was, or now if that is
/// over; one that has run for the last time is done with (`Timeout.prototype.unref`,
/// lib/timers.js there).
fn give_own_handle(host: &Host, entry: EntryId) {
    let mut timers = host.timers.borrow_mut();
    let Some(timer) = timers.get_mut(&entry).filter(|timer| !timer.own_handle) else { return };
    if timer.called && !timer.repeats {
        drop(timers);
        clear(host, entry);
        return;
    }
    timer.own_handle = true;
    drop(timers);
    let start = host.lists.borrow().start(entry);
    let Some(start) = start else { return };
    // The handle of a list that this leaves empty becomes its own.
    let key = host.lists.borrow_mut().take(entry);
    if let Some(key) = key {
        host.lists.borrow_mut().drop_if_empty(key);
        arm(host, entry, start.max(host.refresh().saturating_sub(key.whole())));
    }
}

fn timeout_has_ref(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let timers = host.timers.borrow();
    let referenced =
        timeout(this).and_then(|entry| timers.get(&entry)).is_some_and(|t| t.referenced);
    Ok(referenced.into())
}

/// `refresh()`: to the tail of its list, with the time starting now.
fn timeout_refresh(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    if let Some(entry) = timeout(this) {
        let alive = host.timers.borrow().get(&entry).is_some_and(|timer| !timer.cleared);
        if alive {
            if host.async_hooks.is_destroyed(entry) {
                host.contexts.renew(entry);
                let object = this.as_object();
                let object = |_: &mut Context| object.unwrap_or_else(JsObject::with_null_proto);
                async_hooks::created(&host, entry, "Timeout", object, context)?;
            }
            let now = host.refresh();
            arm(&host, entry, now);
        }
    }
    Ok(this.clone())
}

fn timeout_close(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if let Some(entry) = timeout(this) {
        clear(&Host::of(context), entry);
    }
    Ok(this.clone())
}

/// `+timer`: the timer's number, by which it can be cleared from then on.
fn timeout_to_primitive(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(entry) = timeout(this) else { return Ok(f64::NAN.into()) };
    let host = Host::of(context);
    let number = host.contexts.resource(entry).id;
    host.numbered.borrow_mut().insert(number, entry);
    Ok(number.into())
}
