//! The global object: what Node puts there, and what of the engine's must be Node's instead.

use std::rc::Rc;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction,
    context::time::{Clock, JsInstant},
    js_string,
    native_function::NativeFunctionPointer,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    builtins, errors,
    host::{Host, Natives},
    natives, promises, timers,
};

/// Everything, in the order in which it depends on one another.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    intrinsics(context)?;
    errors::install(context)?;
    timers::install(context)?;
    let host = Host::of(context);
    if host.profile.has_queue_microtask {
        let function = native("queueMicrotask", 1, natives::queue_microtask, context);
        define(&context.global_object(), "queueMicrotask", function, true, context)?;
    }
    let global = context.global_object();
    define(&global, "global", global.clone(), false, context)?;
    tmp_console(context)?;
    lazy("process", process, context)
}

/// Replaces methods of the engine's built-ins, in place and with the same looks.
fn intrinsics(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let promise = constructors.promise().prototype();
    let function = constructors.function().prototype();
    let then = method(&promise, "then", context)?;
    let function_to_string = method(&function, "toString", context)?;
    let natives = Natives {
        then,
        function_to_string,
        identity: native("", 1, |_, args, _| Ok(args.get_or_undefined(0).clone()), context),
        thrower: native(
            "",
            1,
            |_, args, _| Err(boa_engine::JsError::from_opaque(args.get_or_undefined(0).clone())),
            context,
        ),
    };
    // Nobody else fills the cell.
    let _ = Host::of(context).natives.set(natives);
    let then = native("then", 2, promises::then, context);
    define(&promise, "then", then, false, context)?;
    let to_string = native("toString", 0, function_text, context);
    define(&function, "toString", to_string, false, context)?;
    let math = context.intrinsics().objects().math();
    let random = native("random", 0, random, context);
    define(&math, "random", random, false, context)
}

fn method(object: &JsObject, name: &str, context: &mut Context) -> JsResult<JsFunction> {
    let value = object.get(JsString::from(name), context)?;
    let function = value.as_callable().and_then(JsFunction::from_object);
    function.ok_or_else(|| errors::unknown_builtin(name))
}

/// A native function with a name and a length.
pub(crate) fn native(
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

/// Defines a writable, configurable property.
pub(crate) fn define(
    object: &JsObject,
    name: &str,
    value: impl Into<JsValue>,
    enumerable: bool,
    context: &mut Context,
) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(enumerable)
        .configurable(true);
    object.define_property_or_throw(JsString::from(name), descriptor, context)?;
    Ok(())
}

/// A global that is made when it is first touched; assigning replaces it.
fn lazy(name: &str, getter: NativeFunctionPointer, context: &mut Context) -> JsResult<()> {
    let get = native("get", 0, getter, context);
    let key = JsString::from(name);
    let set = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_copy_closure_with_captures(
            |_, args, key: &JsString, context| {
                let descriptor = PropertyDescriptor::builder()
                    .value(args.get_or_undefined(0).clone())
                    .writable(true)
                    .enumerable(true)
                    .configurable(true);
                context.global_object().define_property_or_throw(
                    key.clone(),
                    descriptor,
                    context,
                )?;
                Ok(JsValue::undefined())
            },
            key.clone(),
        ),
    )
    .name(js_string!("set"))
    .length(1)
    .build();
    let descriptor =
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
    context.global_object().define_property_or_throw(
        PropertyKey::from(key),
        descriptor,
        context,
    )?;
    Ok(())
}

fn process(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    builtins::load("process", context)
}

fn random(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).random().into())
}

/// `Function.prototype.toString`: the learner's text, without our markers.
fn function_text(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(natives) = host.natives.get() else { return Ok(JsValue::undefined()) };
    let text = natives.function_to_string.call(this, args, context)?;
    let Some(written) = text.as_string().map(|text| text.to_std_string_lossy()) else {
        return Ok(text);
    };
    let programs = host.programs.borrow();
    let original = programs.iter().find_map(|program| program.instrumented.function_text(&written));
    Ok(original.map_or(text, |original| JsString::from(original).into()))
}

/// The engine's clock: virtual time, which costs something to read.
pub(crate) struct VirtualClock(pub(crate) Rc<Host>);

impl Clock for VirtualClock {
    fn now(&self) -> JsInstant {
        let micros = self.0.clock.get().now().0;
        let nanos = u32::try_from(micros % 1_000_000 * 1000).unwrap_or(0);
        JsInstant::new(micros / 1_000_000, nanos)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a time of day is far below 2^63")]
    fn system_time_millis(&self) -> i64 {
        self.0.world.start_ms + self.0.read_clock() as i64
    }
}
pub(crate) fn tmp_console(context: &mut Context) -> JsResult<()> {
    let c = JsObject::with_object_proto(context.intrinsics());
    let f = native(
        "log",
        0,
        |_, args, ctx| {
            let mut v = vec![];
            for a in args {
                v.push(a.to_string(ctx)?.to_std_string_lossy());
            }
            natives::print(
                &Host::of(ctx),
                crate::trace::Stream::Stdout,
                &format!("{}\n", v.join(" ")),
            );
            Ok(JsValue::undefined())
        },
        context,
    );
    define(&c, "log", f, true, context)?;
    define(&context.global_object(), "console", c, false, context)
}
