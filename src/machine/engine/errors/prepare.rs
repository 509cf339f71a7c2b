//! `Error.prepareStackTrace`: a program makes of the calls what `stack` is to be.
//!
//! V8 asks for it when a stack is first read (`ErrorUtils::FormatStackTrace`,
//! `src/execution/messages.cc`), and not while it runs.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, builtins::JsArray},
    property::PropertyDescriptor,
};

use super::{
    super::{host::Host, modules::builtins},
    stack::{self, Frame, Kind},
};
use crate::trace::Runtime;

/// The Nodes that have one themselves.
const SINCE: Runtime = Runtime::Node20;

/// Gives `Error` Node's own, where Node has it.
pub(super) fn install(error: &JsObject, context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    let runtime = host.profile.runtime;
    if runtime < SINCE || runtime == Runtime::Browser {
        return Ok(());
    }
    let own = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(plainly))
        .name(js_string!("ErrorPrepareStackTrace"))
        .length(2)
        .build();
    // Nobody else fills the cell.
    let _ = host.prepare_stack.set(own.clone());
    let descriptor = PropertyDescriptor::builder()
        .value(own)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    error.define_property_or_throw(js_string!("prepareStackTrace"), descriptor, context)?;
    Ok(())
}

/// `ErrorPrepareStackTrace(error, calls)`: the text of a stack.
fn plainly(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = builtins::function("internal/call_site", "prepareStackTrace", context)?;
    text.call(
        &JsValue::undefined(),
        &[args.get_or_undefined(0).clone(), args.get_or_undefined(1).clone()],
        context,
    )
}

/// The program's `Error.prepareStackTrace`.
pub(super) fn of_program(host: &Host, context: &mut Context) -> JsResult<Option<JsObject>> {
    if host.prepares_stack.get() {
        return Ok(None);
    }
    let error = context.intrinsics().constructors().error().constructor();
    let found = error.get(js_string!("prepareStackTrace"), context)?.as_callable();
    Ok(found.filter(|found| host.prepare_stack.get().is_none_or(|own| **own != *found)))
}

/// What the program makes of the calls.
pub(super) fn call(
    prepare: &JsObject,
    owner: &JsObject,
    frames: &[Frame],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let calls: Vec<JsValue> = frames.iter().map(|frame| described(&host, frame, context)).collect();
    let calls = JsArray::from_iter(calls, context);
    let sites = builtins::function("internal/call_site", "callSites", context)?;
    let sites = sites.call(&JsValue::undefined(), &[calls.into()], context)?;
    let error = context.intrinsics().constructors().error().constructor();
    host.prepares_stack.set(true);
    let prepared = prepare.call(&error.into(), &[owner.clone().into(), sites], context);
    host.prepares_stack.set(false);
    prepared
}

/// A call as `callSites` of `internal/call_site` reads it.
fn described(host: &Host, frame: &Frame, context: &mut Context) -> JsValue {
    let text = |text: &str| JsValue::from(JsString::from(text));
    let name = &frame.name;
    let position = frame.location.map(|location| location.position);
    let index = name.text.split_once(" (index ").and_then(|(_, rest)| rest.strip_suffix(')'));
    let index = index.filter(|_| frame.is_async).and_then(|index| index.parse::<u32>().ok());
    // Built-in constructors have no receiver, and nor have those of classes that extend others.
    let is_plain = match (name.kind, position) {
        (Kind::Plain, _) | (Kind::New, None) => true.into(),
        (Kind::On, _) => false.into(),
        (Kind::New, Some(_)) => JsValue::null(),
    };
    let values = [
        text(&stack::line(host, frame)),
        if name.function.is_empty() { JsValue::null() } else { text(&name.function) },
        stack::file_name(host, frame).map_or(JsValue::null(), |file| text(&file)),
        position.map_or(JsValue::null(), |position| position.line.into()),
        position.map_or(JsValue::null(), |position| position.column.into()),
        is_plain,
        (name.kind == Kind::New).into(),
        stack::is_native(host, frame).into(),
        frame.is_async.into(),
        (index.is_some() && name.function == "all").into(),
        index.map_or(JsValue::null(), JsValue::from),
    ];
    JsArray::from_iter(values, context).into()
}
