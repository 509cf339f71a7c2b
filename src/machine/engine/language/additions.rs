//! Built-ins of V8's that the engine lacks: made in JavaScript of ours
//! (`machine/node/internal/language.js`, loaded when the first of them is called), or refused by
//! a sentence that names them.
//!
//! Since when each is there was asked of the recorded releases.

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::error::Error,
    object::{FunctionObjectBuilder, builtins::JsArrayBuffer},
    property::PropertyDescriptor,
};

use super::{
    super::{
        globals::{define, native},
        host::Host,
        modules::{builtins, exports},
        natives,
    },
    since,
};
use crate::trace::Runtime;

/// Functions made by ours: since when, where, name, length, and what the module calls it.
const MADE: [(Runtime, &str, &str, usize, &str); 12] = [
    (Runtime::Node10, since::TYPED_ARRAY, "toLocaleString", 0, "arrayToLocaleString"),
    (Runtime::Node10, "Array.prototype", "toLocaleString", 0, "arrayToLocaleString"),
    (Runtime::Node10, "BigInt.prototype", "toLocaleString", 0, "bigintToLocaleString"),
    (Runtime::Node10, "Date.prototype", "toLocaleDateString", 0, "dateToLocaleDateString"),
    (Runtime::Node10, "Date.prototype", "toLocaleString", 0, "dateToLocaleString"),
    (Runtime::Node10, "Date.prototype", "toLocaleTimeString", 0, "dateToLocaleTimeString"),
    (Runtime::Node10, "Number.prototype", "toLocaleString", 0, "numberToLocaleString"),
    (Runtime::Node10, "String.prototype", "localeCompare", 1, "localeCompare"),
    (Runtime::Node22, "Array", "fromAsync", 1, "fromAsync"),
    (Runtime::Node22, "ArrayBuffer.prototype", "transfer", 0, "transfer"),
    (Runtime::Node22, "ArrayBuffer.prototype", "transferToFixedLength", 0, "transferToFixedLength"),
    (Runtime::Node24, "Math", "f16round", 1, "f16round"),
];

/// What is refused: since when, where, and the names. Functions throw when they are called and
/// namespaces when something in them is read, so that a program may ask whether they are there;
/// everything else when it is read.
const REFUSED_FUNCTIONS: [(Runtime, &str, &[&str]); 5] = [
    (
        Runtime::Node24,
        "",
        &["AsyncDisposableStack", "DisposableStack", "Float16Array", "SuppressedError"],
    ),
    (Runtime::Node24, "Atomics", &["pause"]),
    (Runtime::Node24, "DataView.prototype", &["getFloat16", "setFloat16"]),
    (Runtime::Node26, "Uint8Array", &["fromBase64", "fromHex"]),
    (
        Runtime::Node26,
        "Uint8Array.prototype",
        &["setFromBase64", "setFromHex", "toBase64", "toHex"],
    ),
];

const REFUSED_NAMESPACES: [(Runtime, &str); 3] =
    [(Runtime::Node10, "Intl"), (Runtime::Node10, "WebAssembly"), (Runtime::Node26, "Temporal")];

const REFUSED: [(Runtime, &str, &[&str]); 1] = [(
    Runtime::Node10,
    "RegExp",
    &[
        "$1",
        "$2",
        "$3",
        "$4",
        "$5",
        "$6",
        "$7",
        "$8",
        "$9",
        "$_",
        "$&",
        "$+",
        "$`",
        "$'",
        "input",
        "lastMatch",
        "lastParen",
        "leftContext",
        "rightContext",
    ],
)];

/// Adds what the runtime has.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let runtime = Host::of(context).profile.runtime;
    for (since, path, name, length, made) in MADE {
        if runtime < since {
            continue;
        }
        if let Some(object) = since::find(path, context)? {
            let function = NativeFunction::from_copy_closure(move |this, args, context| {
                let function = builtins::function("internal/language", made, context)?;
                function.call(this, args, context)
            });
            let function = FunctionObjectBuilder::new(context.realm(), function)
                .name(JsString::from(name))
                .length(length)
                .build();
            define(&object, name, function, false, context)?;
        }
    }
    if runtime >= Runtime::Node24 {
        let error = context.intrinsics().constructors().error().constructor();
        let function = native("isError", 1, is_error, context);
        define(&error, "isError", function, false, context)?;
    }
    if runtime >= Runtime::Node22 {
        let buffer = context.intrinsics().constructors().array_buffer().prototype();
        let get = native("get detached", 0, is_detached, context);
        let accessor = PropertyDescriptor::builder().get(get).enumerable(false).configurable(true);
        buffer.define_property_or_throw(JsString::from("detached"), accessor, context)?;
    }
    for (since, path, names) in REFUSED_FUNCTIONS {
        if runtime < since {
            continue;
        }
        let Some(object) = since::find(path, context)? else { continue };
        for name in names {
            let function = NativeFunction::from_copy_closure(move |_, _, context| {
                Err(refusal(path, name, context))
            });
            let function = FunctionObjectBuilder::new(context.realm(), function)
                .name(JsString::from(*name))
                .constructor(path.is_empty())
                .build();
            define(&object, name, function, false, context)?;
        }
    }
    for (since, name) in REFUSED_NAMESPACES {
        if runtime >= since {
            let namespace = exports::refused(name, context)?;
            define(&context.global_object(), name, namespace, false, context)?;
        }
    }
    for (since, path, names) in REFUSED {
        if runtime < since {
            continue;
        }
        if let Some(object) = since::find(path, context)? {
            for name in names {
                refuse(&object, path, name, context)?;
            }
        }
    }
    Ok(())
}

/// A property that throws when it is read; a program may define its own.
fn refuse(
    object: &JsObject,
    path: &'static str,
    name: &'static str,
    context: &mut Context,
) -> JsResult<()> {
    let get =
        NativeFunction::from_copy_closure(move |_, _, context| Err(refusal(path, name, context)));
    let get = FunctionObjectBuilder::new(context.realm(), get).build();
    let set = NativeFunction::from_copy_closure(move |this, args, context| {
        if let Some(object) = this.as_object() {
            define(&object, name, args.get_or_undefined(0).clone(), false, context)?;
        }
        Ok(JsValue::undefined())
    });
    let set = FunctionObjectBuilder::new(context.realm(), set).length(1).build();
    let descriptor =
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
    object.define_property_or_throw(JsString::from(name), descriptor, context)?;
    Ok(())
}

fn refusal(path: &str, name: &str, context: &mut Context) -> JsError {
    let path = if path.is_empty() { String::new() } else { format!("{path}.") };
    let what = JsValue::from(JsString::from(format!("{path}{name}")));
    let made = builtins::function("internal/errors", "unsupported", context)
        .and_then(|function| function.call(&JsValue::undefined(), &[what], context));
    made.map_or_else(|error| error, JsError::from_opaque)
}

/// `Error.isError ( value )`. A `DOMException`, a class of ours, counts.
fn is_error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0);
    let is = value.as_object().is_some_and(|object| object.is::<Error>());
    if is || !value.is_object() || !builtins::is_loaded(DOM_EXCEPTION, context) {
        return Ok(is.into());
    }
    let internal = natives::internal(context)?;
    match internal.get(JsString::from("isDOMException"), context)?.as_callable() {
        Some(is) => is.call(&JsValue::undefined(), std::slice::from_ref(value), context),
        None => Ok(false.into()),
    }
}

const DOM_EXCEPTION: &str = "internal/dom_exception";

/// `get ArrayBuffer.prototype.detached`
fn is_detached(this: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    let wrong = || JsNativeError::typ().with_message(NO_BUFFER);
    let object = this.as_object().ok_or_else(wrong)?;
    let buffer = JsArrayBuffer::from_object(object).map_err(|_| wrong())?;
    Ok(buffer.data().is_none().into())
}

const NO_BUFFER: &str = "ArrayBuffer.prototype.detached is asked of an ArrayBuffer";
