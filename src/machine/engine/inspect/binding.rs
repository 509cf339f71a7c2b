//! Inspection as host modules see it: `inspect`, `format` and their kin as functions.

use std::rc::Rc;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
    native_function::{NativeFunction, NativeFunctionPointer},
    object::{
        FunctionObjectBuilder, IntegrityLevel, ObjectInitializer,
        builtins::{JsArray, JsFunction},
    },
    property::{Attribute, PropertyDescriptor},
};

use super::{
    Inspector, Options, Shared, Within, equality, format, format_with, paint, strings, types,
};

/// An object with what `util`, `assert` and `console` are made of: `inspect` (with `custom`,
/// `defaultOptions`, `colors` and `styles`), `format`, `formatWithOptions`, `isDeepEqual`,
/// `isDeepStrictEqual`, `getStringWidth`, `stripVTControlCharacters` and `types`.
///
/// # Errors
/// If [`install`](super::install) was not called.
pub(crate) fn internal_util(context: &mut Context) -> JsResult<JsObject> {
    let inspect = inspect_function(context)?;
    let types = types::types(context);
    let functions: [(_, _, NativeFunctionPointer); 6] = [
        (js_string!("format"), 0, |_, args, context| {
            Ok(match args {
                [text] if text.is_string() => text.clone(),
                _ => JsString::from(format(args, context)?).into(),
            })
        }),
        (js_string!("formatWithOptions"), 1, |_, args, context| {
            let options = args.get_or_undefined(0).as_object();
            if options.is_none() && Shared::of(context)?.style.checks_format_options {
                return Err(no_object("inspectOptions", context));
            }
            let args = args.get(1..).unwrap_or_default();
            Ok(JsString::from(format_with(args, options.as_ref(), context)?).into())
        }),
        (js_string!("isDeepEqual"), 2, |_, args, context| deep_equal(args, false, context)),
        (js_string!("isDeepStrictEqual"), 2, |_, args, context| deep_equal(args, true, context)),
        (js_string!("getStringWidth"), 1, |_, args, context| {
            let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
            Ok(JsValue::from(strings::width(&paint::plain(&text))))
        }),
        (js_string!("stripVTControlCharacters"), 1, |_, args, context| {
            let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
            Ok(JsString::from(paint::plain(&text)).into())
        }),
    ];
    let functions = functions.map(|(name, length, call)| {
        (name.clone(), function(name, length, NativeFunction::from_fn_ptr(call), context))
    });
    let mut object = ObjectInitializer::new(context);
    object.property(js_string!("inspect"), inspect, Attribute::all());
    for (name, function) in functions {
        object.property(name, function, Attribute::all());
    }
    object.property(js_string!("types"), types, Attribute::all());
    Ok(object.build())
}

/// The function `util.inspect`, made once.
pub(super) fn inspect_function(context: &mut Context) -> JsResult<JsFunction> {
    let shared = Shared::of(context)?;
    if let Some(made) = shared.inspect.borrow().clone() {
        return Ok(made);
    }
    let inspect = function(js_string!("inspect"), 2, NativeFunction::from_fn_ptr(inspect), context);
    *shared.inspect.borrow_mut() = Some(inspect.clone());
    let all = Attribute::all();
    let property = |value: JsValue| PropertyDescriptor::builder().value(value).writable(true);
    let custom = property(shared.custom.clone().into()).enumerable(true).configurable(true);
    inspect.define_property_or_throw(js_string!("custom"), custom, context)?;
    let getter = function(
        js_string!("get"),
        0,
        NativeFunction::from_fn_ptr(|_, _, context| Ok(default_options(context)?.into())),
        context,
    );
    let setter =
        function(js_string!("set"), 1, NativeFunction::from_fn_ptr(set_default_options), context);
    let accessor =
        PropertyDescriptor::builder().get(getter).set(setter).enumerable(false).configurable(false);
    inspect.define_property_or_throw(js_string!("defaultOptions"), accessor, context)?;
    for (name, table) in [
        (js_string!("colors"), paint::colors(context)),
        (js_string!("styles"), paint::styles(context)),
    ] {
        let table = property(table.into()).enumerable(all.enumerable()).configurable(true);
        inspect.define_property_or_throw(name, table, context)?;
    }
    Ok(inspect)
}

/// `inspect(value, options)`, or `inspect(value, showHidden, depth, colors)`.
fn inspect(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let shared = Shared::of(context)?;
    let mut options = Options::in_force(&shared, context)?;
    for (name, at) in [("depth", 2), ("colors", 3)] {
        if let Some(value) = args.get(at).filter(|value| !value.is_undefined()) {
            options.set(name, value, shared.style, context)?;
        }
    }
    let given = args.get_or_undefined(1);
    if let Some(hidden) = given.as_boolean() {
        options.show_hidden = hidden;
    } else if let Some(given) = given.as_object() {
        options.read(&given, shared.style, context)?;
    }
    let text =
        Inspector::new(options, context)?.value(args.get_or_undefined(0), 0.0, Within::Anything)?;
    Ok(JsString::from(text).into())
}

/// `inspect.defaultOptions`: from here on the program may change it.
fn default_options(context: &mut Context) -> JsResult<JsObject> {
    let shared: Rc<Shared> = Shared::of(context)?;
    if let Some(made) = shared.defaults.borrow().clone() {
        return Ok(made);
    }
    let options = Options::of(shared.style);
    let mut object = ObjectInitializer::new(context);
    for name in shared.style.option_names {
        object.property(JsString::from(*name), options.get(name), Attribute::all());
    }
    let object = object.build();
    object.set_integrity_level(IntegrityLevel::Sealed, context)?;
    *shared.defaults.borrow_mut() = Some(object.clone());
    Ok(object)
}

fn set_default_options(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(given) = args.get_or_undefined(0).as_object() else {
        return Err(no_object("options", context));
    };
    let defaults = default_options(context)?;
    for key in given.own_property_keys(context)? {
        let value = given.get(key.clone(), context)?;
        defaults.set(key, value, true, context)?;
    }
    Ok(defaults.into())
}

fn deep_equal(args: &[JsValue], strict: bool, context: &mut Context) -> JsResult<JsValue> {
    let shared = Shared::of(context)?;
    let (a, b) = (args.get_or_undefined(0), args.get_or_undefined(1));
    Ok(equality::is_deep_equal(a, b, strict, &shared, context)?.into())
}

/// A `TypeError` with the code `ERR_INVALID_ARG_TYPE`.
fn no_object(name: &str, context: &mut Context) -> JsError {
    let message = format!("The \"{name}\" argument must be of type object");
    let error = JsNativeError::typ().with_message(message).into_opaque(context);
    let coded = |context: &mut Context| -> JsResult<()> {
        let code = js_string!("ERR_INVALID_ARG_TYPE");
        error.create_data_property(js_string!("code"), code, context)?;
        if !Shared::of(context)?.style.plain_error_names {
            let name = js_string!("TypeError [ERR_INVALID_ARG_TYPE]");
            error.create_data_property(js_string!("name"), name, context)?;
        }
        Ok(())
    };
    match coded(context) {
        Ok(()) => JsError::from_opaque(error.clone().into()),
        Err(error) => error,
    }
}

fn function(
    name: JsString,
    length: usize,
    call: NativeFunction,
    context: &mut Context,
) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), call).name(name).length(length).build()
}

/// A pair of numbers as an array.
pub(super) fn pair(pair: (u8, u8), context: &mut Context) -> JsArray {
    JsArray::from_iter([JsValue::from(pair.0), JsValue::from(pair.1)], context)
}
