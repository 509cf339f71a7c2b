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
    console, errors,
    host::{Host, Natives},
    inspect, language,
    modules::{builtins, exports},
    natives, page, promises, swept, timers,
};
use crate::trace::Runtime;

/// Everything, in the order in which it depends on one another.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    intrinsics(context)?;
    errors::install(context)?;
    inspect::install(Host::of(context).profile.runtime, context)?;
    if Host::of(context).profile.runtime.is_browser() {
        page::install(context)?;
        return language::install(context);
    }
    timers::install(context)?;
    let host = Host::of(context);
    if host.profile.has_queue_microtask {
        queue_microtask(host.profile.runtime, context)?;
    }
    let global = context.global_object();
    define(&global, "global", global.clone(), false, context)?;
    console::install(context)?;
    of_modules(context)?;
    language::install(context)?;
    exports::complete_globals(context)
}

/// `queueMicrotask`, of which Node 11 warns as it is first read.
fn queue_microtask(runtime: Runtime, context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    if runtime > Runtime::Node11 {
        let function = native("queueMicrotask", 1, natives::queue_microtask, context);
        return define(&global, "queueMicrotask", function, true, context);
    }
    let descriptor = PropertyDescriptor::builder()
        .get(native("get", 0, natives::first_queue_microtask, context))
        .set(native("set", 1, natives::assign_queue_microtask, context))
        .enumerable(false)
        .configurable(true);
    global.define_property_or_throw(js_string!("queueMicrotask"), descriptor, context)?;
    Ok(())
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
        sweeper: swept::sweeper(context)?,
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

/// The globals that are made of Node's own modules: name, first version, module, what it
/// exports (the module itself if empty), and whether the property is enumerable.
const OF_MODULES: [(&str, u32, &str, &str, bool); 49] = [
    ("process", 0, "process", "", false),
    ("Buffer", 0, "buffer", "Buffer", false),
    ("URL", 10, "internal/url", "URL", false),
    ("URLSearchParams", 10, "internal/url", "URLSearchParams", false),
    ("TextEncoder", 11, "internal/encoding", "TextEncoder", false),
    ("TextDecoder", 11, "internal/encoding", "TextDecoder", false),
    ("AbortController", 15, "internal/abort", "AbortController", false),
    ("AbortSignal", 15, "internal/abort", "AbortSignal", false),
    ("Event", 15, "internal/event_target", "Event", false),
    ("EventTarget", 15, "internal/event_target", "EventTarget", false),
    ("CustomEvent", 19, "internal/event_target", "CustomEvent", false),
    ("DOMException", 17, "internal/dom_exception", "", false),
    ("MessageChannel", 15, "internal/messaging", "MessageChannel", false),
    ("MessagePort", 15, "internal/messaging", "MessagePort", false),
    ("MessageEvent", 15, "internal/messaging", "MessageEvent", false),
    ("BroadcastChannel", 18, "internal/broadcast_channel", "", false),
    ("performance", 16, "perf_hooks", "performance", true),
    ("atob", 16, "buffer", "atob", true),
    ("btoa", 16, "buffer", "btoa", true),
    ("structuredClone", 17, "internal/structured_clone", "structuredClone", true),
    ("fetch", 18, "internal/fetch", "fetch", true),
    ("Headers", 18, "internal/fetch", "Headers", false),
    ("Response", 18, "internal/fetch", "Response", false),
    ("Request", 18, "internal/fetch", "Request", false),
    ("FormData", 18, "internal/fetch", "FormData", false),
    ("Blob", 18, "internal/blob", "Blob", false),
    ("File", 20, "internal/blob", "File", false),
    ("ReadableStream", 18, "stream/web", "ReadableStream", false),
    ("ReadableStreamDefaultReader", 18, "stream/web", "ReadableStreamDefaultReader", false),
    ("ReadableStreamBYOBReader", 18, "stream/web", "ReadableStreamBYOBReader", false),
    ("ReadableStreamBYOBRequest", 18, "stream/web", "ReadableStreamBYOBRequest", false),
    ("ReadableByteStreamController", 18, "stream/web", "ReadableByteStreamController", false),
    ("ReadableStreamDefaultController", 18, "stream/web", "ReadableStreamDefaultController", false),
    ("TransformStream", 18, "stream/web", "TransformStream", false),
    (
        "TransformStreamDefaultController",
        18,
        "stream/web",
        "TransformStreamDefaultController",
        false,
    ),
    ("WritableStream", 18, "stream/web", "WritableStream", false),
    ("WritableStreamDefaultController", 18, "stream/web", "WritableStreamDefaultController", false),
    ("WritableStreamDefaultWriter", 18, "stream/web", "WritableStreamDefaultWriter", false),
    ("ByteLengthQueuingStrategy", 18, "stream/web", "ByteLengthQueuingStrategy", false),
    ("CountQueuingStrategy", 18, "stream/web", "CountQueuingStrategy", false),
    ("TextEncoderStream", 18, "stream/web", "TextEncoderStream", false),
    ("TextDecoderStream", 18, "stream/web", "TextDecoderStream", false),
    ("CompressionStream", 18, "stream/web", "CompressionStream", false),
    ("DecompressionStream", 18, "stream/web", "DecompressionStream", false),
    ("Navigator", 21, "internal/navigator", "Navigator", false),
    ("navigator", 21, "internal/navigator", "navigator", true),
    ("crypto", 19, "internal/webcrypto", "crypto", true),
    ("Crypto", 19, "internal/webcrypto", "Crypto", false),
    ("SubtleCrypto", 19, "internal/webcrypto", "SubtleCrypto", false),
];

/// Defines the globals that the version has; each is made when it is first read, and
/// assigning replaces it. The getters stay: the engine's inline cache remembers where it found
/// a getter together with the shape *after* its call, so one that replaces itself with a plain
/// property is wrong from the second read on.
fn of_modules(context: &mut Context) -> JsResult<()> {
    let major = Host::of(context).profile.major();
    for (index, (name, since, _, _, enumerable)) in OF_MODULES.into_iter().enumerate() {
        if major < since {
            continue;
        }
        let get = NativeFunction::from_copy_closure(move |_, _, context| {
            let (_, _, module, export, _) = OF_MODULES[index];
            let value = builtins::load(module, context)?;
            if !export.is_empty()
                && let Some(exports) = value.as_object()
            {
                return exports.get(JsString::from(export), context);
            }
            Ok(value)
        });
        let set = NativeFunction::from_copy_closure(move |_, args, context| {
            settle(OF_MODULES[index].0, args.get_or_undefined(0).clone(), context)?;
            Ok(JsValue::undefined())
        });
        let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!("get")).build();
        let set = FunctionObjectBuilder::new(context.realm(), set)
            .name(js_string!("set"))
            .length(1)
            .build();
        let descriptor = PropertyDescriptor::builder()
            .get(get)
            .set(set)
            .enumerable(enumerable)
            .configurable(true);
        let key = PropertyKey::from(JsString::from(name));
        context.global_object().define_property_or_throw(key, descriptor, context)?;
    }
    Ok(())
}

/// A global of a module that the program assigns to becomes a plain property.
fn settle(name: &str, value: JsValue, context: &mut Context) -> JsResult<()> {
    let enumerable = OF_MODULES.iter().any(|row| row.0 == name && row.4);
    define(&context.global_object(), name, value, enumerable, context)
}

fn random(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).random().into())
}

/// `Function.prototype.toString`: the learner's text, without our markers.
fn function_text(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(natives) = host.natives.get() else { return Ok(JsValue::undefined()) };
    if let Some(text) = this.as_object().and_then(|object| class_text(&host, &object)) {
        return Ok(JsString::from(text).into());
    }
    let text = natives.function_to_string.call(this, args, context)?;
    let Some(written) = text.as_string().map(|text| text.to_std_string_lossy()) else {
        return Ok(text);
    };
    let programs = host.programs.borrow();
    let original = programs.iter().find_map(|program| program.instrumented.function_text(&written));
    Ok(original.map_or(text, |original| JsString::from(original).into()))
}

/// What the learner wrote for a class.
fn class_text(host: &Host, class: &JsObject) -> Option<String> {
    let site = *host.classes.borrow().get(class)?;
    let file = host.sites.borrow().get(site.index())?.file;
    let programs = host.programs.borrow();
    programs.get(file.index())?.instrumented.site_text(site).map(str::to_owned)
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
