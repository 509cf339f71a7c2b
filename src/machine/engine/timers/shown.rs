//! What `util.inspect` shows of timers and immediates: their state, for
//! `machine/node/internal/timer_view.js`.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    native_function::NativeFunctionPointer, object::builtins::JsArray, symbol::JsSymbol,
};

use super::{
    super::{host::Host, modules::builtins},
    hidden,
    immediates::ImmediateHandle,
    native, timeout,
};
use crate::trace::EntryId;

/// Lets the two be inspected. Node's `Immediate` has its fields instead.
pub(super) fn install(
    timeout: &JsObject,
    immediate: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let symbols = context.intrinsics().constructors().symbol().constructor();
    let key: JsValue = js_string!("nodejs.util.inspect.custom").into();
    let custom = symbols
        .get(js_string!("for"), context)?
        .as_callable()
        .map(|function| function.call(&symbols.into(), &[key], context))
        .transpose()?;
    let Some(custom) = custom.as_ref().and_then(JsValue::as_symbol) else { return Ok(()) };
    for (object, pointer) in
        [(timeout, inspect_timeout as NativeFunctionPointer), (immediate, inspect_immediate)]
    {
        let function = native("[nodejs.util.inspect.custom]", 0, pointer, context);
        object.define_property_or_throw(JsSymbol::clone(&custom), hidden(function), context)?;
    }
    Ok(())
}

fn inspect_timeout(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    builtins::function("internal/timer_view", "inspectTimeout", context)?.call(this, args, context)
}

fn inspect_immediate(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    builtins::function("internal/timer_view", "inspectImmediate", context)?
        .call(this, args, context)
}

/// `timerState(timer)`
pub(crate) fn timer_state(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(entry) = timeout(args.get_or_undefined(0)) else { return Ok(JsValue::undefined()) };
    let runs = host.contexts.running() == entry;
    let place = host.lists.borrow().place(entry);
    let numbers = host.contexts.resource(entry);
    let (start, referenced, has_run) = {
        let timers = host.timers.borrow();
        let Some(timer) = timers.get(&entry) else { return Ok(JsValue::undefined()) };
        let is_done = place.is_none() && !timer.cleared;
        let again = timer.repeats && timer.started != timer.start;
        (timer.start, timer.referenced, runs || is_done || again)
    };
    let is_numbered = host.numbered.borrow().contains_key(&numbers.id);
    let object = JsObject::with_null_proto();
    let fields: [(&str, JsValue); 10] = [
        ("isListed", place.is_some().into()),
        ("hasOlder", place.is_some_and(|place| place.has_older).into()),
        ("hasNewer", place.is_some_and(|place| place.has_newer).into()),
        ("start", start.into()),
        ("referenced", referenced.into()),
        ("runs", runs.into()),
        ("hasRun", has_run.into()),
        ("isNumbered", is_numbered.into()),
        ("asyncId", numbers.id.into()),
        ("triggerId", numbers.trigger.into()),
    ];
    for (name, value) in fields {
        object.set(JsString::from(name), value, true, context)?;
    }
    Ok(object.into())
}

/// `immediateStates(immediate)`: its state, and if it waits those of all that wait, in order.
pub(crate) fn immediate_states(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(asked) = args.get_or_undefined(0).as_object() else {
        return Ok(JsValue::undefined());
    };
    let mut objects: Vec<JsObject> = host
        .immediates
        .borrow()
        .iter()
        .filter(|immediate| !immediate.cleared.get())
        .filter_map(|immediate| immediate.callback.as_ref()?.this.as_object())
        .collect();
    if !objects.contains(&asked) {
        objects = vec![asked];
    }
    let mut states = Vec::new();
    for object in objects {
        states.push(state_of(&host, &object, context)?);
    }
    Ok(JsArray::from_iter(states, context).into())
}

fn state_of(host: &Host, object: &JsObject, context: &mut Context) -> JsResult<JsValue> {
    let state = JsObject::with_null_proto();
    let Some((entry, is_pending, referenced, function, args)) =
        object.downcast_ref::<ImmediateHandle>().map(|handle| {
            let (is_pending, referenced) = (!handle.cleared.get(), handle.referenced.get());
            let (function, args) = (handle.function.clone(), handle.args.clone());
            (EntryId(handle.entry), is_pending, referenced, function, args)
        })
    else {
        return Ok(state.into());
    };
    let numbers = host.contexts.resource(entry);
    let args: JsValue = if args.is_empty() {
        JsValue::undefined()
    } else {
        JsArray::from_iter(args, context).into()
    };
    let fields: [(&str, JsValue); 8] = [
        ("object", object.clone().into()),
        ("isPending", is_pending.into()),
        ("runs", (host.contexts.running() == entry).into()),
        ("referenced", referenced.into()),
        ("callback", function.into()),
        ("args", args),
        ("asyncId", numbers.id.into()),
        ("triggerId", numbers.trigger.into()),
    ];
    for (name, value) in fields {
        state.set(JsString::from(name), value, true, context)?;
    }
    Ok(state.into())
}
