//! `Date` as V8 has it: it reads more than ECMAScript's format, and names the time zone.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::date::Date,
    js_string,
    native_function::NativeFunctionPointer,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    value::PreferredType,
};

use super::super::{errors, modules::builtins};

/// Puts ours around `Date`, `Date.parse` and what writes a time of day.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let (date, prototype) = (constructors.date().constructor(), constructors.date().prototype());
    around(&date, true, construct, context);
    for (home, name, pointer) in [
        (&date, "parse", parse as Around),
        (&prototype, "toString", named),
        (&prototype, "toTimeString", named),
    ] {
        if let Some(function) = home.get(JsString::from(name), context)?.as_object() {
            around(&function, false, pointer, context);
        }
    }
    Ok(())
}

/// What goes around a function: gets the function itself, the engine's code, and the call.
type Around = fn(&(JsObject, JsFunction), &JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>;

/// Puts `pointer` around what a function does; the function stays.
fn around(function: &JsObject, is_constructor: bool, pointer: Around, context: &mut Context) {
    let nothing: NativeFunctionPointer = |_, _, _| Ok(JsValue::undefined());
    let made = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(nothing))
        .constructor(is_constructor)
        .build();
    let wrapper = NativeFunction::from_copy_closure_with_captures(
        move |this, args, functions, context| pointer(functions, this, args, context),
        (function.clone(), made.clone()),
    );
    let wrapper =
        FunctionObjectBuilder::new(context.realm(), wrapper).constructor(is_constructor).build();
    // `made` gets the engine's code, `function` ours.
    errors::swap(&made, &wrapper);
    errors::swap(function, &made);
}

/// `Date(...)`, `new Date(...)`
fn construct(
    (itself, original): &(JsObject, JsFunction),
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(new_target) = this.as_object() else {
        let text = original.call(this, args, context)?;
        return with_zone(&text, context);
    };
    let new_target = if new_target == *itself { itself } else { &new_target };
    let [value] = args else {
        return original.construct(args, Some(new_target), context).map(JsValue::from);
    };
    let is_date = value.as_object().is_some_and(|object| object.is::<Date>());
    let value = if is_date {
        value.clone()
    } else {
        let value = value.to_primitive(context, PreferredType::Default)?;
        if value.is_string() { time(&value, context)? } else { value }
    };
    original.construct(&[value], Some(new_target), context).map(JsValue::from)
}

/// `Date.parse ( string )`
fn parse(
    _: &(JsObject, JsFunction),
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?;
    time(&text.into(), context)
}

/// The time that a text means, in milliseconds; NaN if none.
fn time(text: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let parse = builtins::function("internal/dates", "parse", context)?;
    parse.call(&JsValue::undefined(), std::slice::from_ref(text), context)
}

/// What writes a time of day names the zone too.
fn named(
    (_, original): &(JsObject, JsFunction),
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let text = original.call(this, args, context)?;
    with_zone(&text, context)
}

fn with_zone(text: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let text = text.to_string(context)?;
    // `Invalid Date` is no time.
    if !text.to_std_string_lossy().contains("GMT") {
        return Ok(text.into());
    }
    Ok(JsString::concat(text.as_str(), js_string!(" (Coordinated Universal Time)").as_str()).into())
}
