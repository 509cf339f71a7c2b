//! `console.Console`: a console that writes to streams of the program's choice.

use std::rc::Rc;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    js_string,
    native_function::NativeFunction,
    object::{FunctionObjectBuilder, ObjectInitializer, builtins::JsFunction},
    property::{Attribute, PropertyDescriptor},
};

use super::{
    Receiver, method,
    output::{Console, INDENTATION, Streams},
    style::Style,
};
use crate::machine::engine::{builtins, errors, globals::define};

/// The key under which a console keeps its state.
struct StateKey(JsSymbol);

/// Makes the constructor and its prototype.
pub(super) fn install(style: &'static Style, context: &mut Context) -> JsResult<JsObject> {
    let Some(key) = JsSymbol::new(Some(js_string!("kState"))) else {
        return Err(JsNativeError::error().with_message("no symbols are left").into());
    };
    context.insert_data(Rc::new(StateKey(key)));
    let call = NativeFunction::from_copy_closure(move |target, args, context| {
        construct(target, args, style, context)
    });
    let constructor: JsObject = FunctionObjectBuilder::new(context.realm(), call)
        .name(js_string!("Console"))
        .length(1)
        .constructor(true)
        .build()
        .into();
    let prototype = JsObject::with_object_proto(context.intrinsics());
    define(&prototype, "constructor", constructor.clone(), false, context)?;
    for name in style.methods() {
        let Some(method) = method(name) else { continue };
        let call = NativeFunction::from_copy_closure(move |this, args, context| {
            let Some((console, state)) = state_of(this, context)? else {
                let message = "Cannot read properties of undefined (reading 'write')";
                return Err(JsNativeError::typ().with_message(message).into());
            };
            method(&Receiver { console: &console, state: &state, style }, args, context)?;
            Ok(JsValue::undefined())
        });
        let function =
            FunctionObjectBuilder::new(context.realm(), call).name(JsString::from(name)).build();
        define(&prototype, name, function, true, context)?;
    }
    let fixed = PropertyDescriptor::builder().writable(false).enumerable(false).configurable(false);
    constructor.define_property_or_throw(
        js_string!("prototype"),
        fixed.clone().value(prototype),
        context,
    )?;
    let is_instance = NativeFunction::from_fn_ptr(|_, args, context| {
        Ok(state_of(args.get_or_undefined(0), context)?.is_some().into())
    });
    let is_instance = FunctionObjectBuilder::new(context.realm(), is_instance)
        .name(js_string!("[Symbol.hasInstance]"))
        .length(1)
        .build();
    constructor.define_property_or_throw(
        JsSymbol::has_instance(),
        fixed.value(is_instance),
        context,
    )?;
    Ok(constructor)
}

/// Makes an object a console.
pub(super) fn adopt(console: &JsObject, state: &JsObject, context: &mut Context) -> JsResult<()> {
    let Some(key) = context.get_data::<Rc<StateKey>>().map(|key| key.0.clone()) else {
        return Ok(());
    };
    let hidden = PropertyDescriptor::builder()
        .value(state.clone())
        .writable(true)
        .enumerable(false)
        .configurable(true);
    console.define_property_or_throw(key, hidden, context)?;
    Ok(())
}

/// The console that `this` is, and its state.
fn state_of(this: &JsValue, context: &mut Context) -> JsResult<Option<(JsObject, JsObject)>> {
    let key = context.get_data::<Rc<StateKey>>().map(|key| key.0.clone());
    let Some((console, key)) = this.as_object().zip(key) else { return Ok(None) };
    let state = console.get(key, context)?.as_object();
    Ok(state.filter(|state| state.is::<Console>()).map(|state| (console, state)))
}

/// `new Console(stdout, stderr, ignoreErrors)` or `new Console(options)`.
fn construct(
    target: &JsValue,
    args: &[JsValue],
    style: &'static Style,
    context: &mut Context,
) -> JsResult<JsValue> {
    let console = context.global_object().get(js_string!("console"), context)?;
    let own = match (target.as_object(), console.as_object()) {
        (Some(target), _) => Some(target),
        // Called without `new`.
        (None, Some(console)) => console.get(js_string!("Console"), context)?.as_object(),
        (None, None) => None,
    };
    let prototype = match own {
        Some(own) => own.get(js_string!("prototype"), context)?.as_object(),
        None => None,
    };
    let state = state(args, context)?;
    let console = JsObject::with_object_proto(context.intrinsics());
    console.set_prototype(prototype);
    let state = JsObject::from_proto_and_data(None, state);
    adopt(&console, &state, context)?;
    for name in style.methods() {
        // A subclass may have replaced the method.
        let inherited = console.get(JsString::from(name), context)?;
        let Some(inherited) = inherited.as_object().and_then(JsFunction::from_object) else {
            continue;
        };
        let call = NativeFunction::from_copy_closure_with_captures(
            |_, args, (inherited, console), context| {
                inherited.call(&console.clone().into(), args, context)
            },
            (inherited, console.clone()),
        );
        let function =
            FunctionObjectBuilder::new(context.realm(), call).name(JsString::from(name)).build();
        define(&console, name, function, true, context)?;
    }
    Ok(console.into())
}

/// What the arguments of the constructor ask for.
fn state(args: &[JsValue], context: &mut Context) -> JsResult<Console> {
    let first = args.get_or_undefined(0).as_object();
    let options = match first {
        Some(options) if !is_writable(&options.clone().into(), context)? => options,
        Some(_) | None => {
            let mut options = ObjectInitializer::new(context);
            let names = [js_string!("stdout"), js_string!("stderr"), js_string!("ignoreErrors")];
            for (name, value) in names.into_iter().zip(args) {
                options.property(name, value.clone(), Attribute::all());
            }
            options.build()
        }
    };
    let mut option = |name: &str| -> JsResult<Option<JsValue>> {
        let value = options.get(JsString::from(name), context)?;
        Ok(Some(value).filter(|value| !value.is_undefined()))
    };
    let stdout = option("stdout")?.unwrap_or_default();
    let stderr = option("stderr")?.unwrap_or_else(|| stdout.clone());
    let ignore_errors = option("ignoreErrors")?.is_none_or(|ignore| ignore.to_boolean());
    let colors = option("colorMode")?.and_then(|mode| mode.as_boolean());
    let inspect = option("inspectOptions")?.and_then(|options| options.as_object());
    let step = option("groupIndentation")?;
    let stdout = writable(&stdout, "stdout", context)?;
    let stderr = writable(&stderr, "stderr", context)?;
    let step = match step {
        Some(step) => {
            let most = [step.clone(), js_string!("groupIndentation").into(), 0.into(), 1000.into()];
            let check = builtins::function("internal/errors", "validateInteger", context)?;
            check.call(&JsValue::undefined(), &most, context)?;
            usize::try_from(step.to_length(context)?).unwrap_or(INDENTATION)
        }
        None => INDENTATION,
    };
    let options = match (inspect, colors) {
        (Some(options), _) => Some(options),
        (None, Some(true)) => {
            let mut options = ObjectInitializer::new(context);
            options.property(js_string!("colors"), true, Attribute::all());
            Some(options.build())
        }
        (None, _) => None,
    };
    Ok(Console::new(Some(Streams { stdout, stderr, ignore_errors }), options, step))
}

fn is_writable(value: &JsValue, context: &mut Context) -> JsResult<bool> {
    match value.as_object() {
        Some(stream) => Ok(stream.get(js_string!("write"), context)?.is_callable()),
        None => Ok(false),
    }
}

/// The stream, if it is one.
fn writable(value: &JsValue, name: &str, context: &mut Context) -> JsResult<JsObject> {
    match value.as_object() {
        Some(stream) if is_writable(value, context)? => Ok(stream),
        Some(_) | None => Err(no_stream(name, context)),
    }
}

fn no_stream(name: &str, context: &mut Context) -> JsError {
    let message = format!("Console expects a writable stream instance for {name}");
    let error = JsNativeError::typ().with_message(message).into_opaque(context);
    errors::coded(error, "ERR_CONSOLE_WRITABLE_STREAM", context)
}
