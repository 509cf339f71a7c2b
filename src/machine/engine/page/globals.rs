//! The window's properties.
//!
//! Timers, frames and microtasks are natives; the rest is made when it is first read, by the
//! page's own JavaScript.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, NativeFunction, js_string,
    native_function::NativeFunctionPointer,
    object::FunctionObjectBuilder,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    super::{
        globals::{define, native},
        modules::builtins,
        natives,
    },
    callbacks, frames, idle, timers,
};

/// Name, module, and what of its exports it is (the module itself if empty).
const OF_MODULES: [(&str, &str, &str); 75] = [
    ("console", "browser/console", "console"),
    ("document", "browser/document", "document"),
    ("location", "browser/location", "location"),
    ("history", "browser/location", "history"),
    ("navigator", "browser/window", "navigator"),
    ("screen", "browser/window", "screen"),
    ("performance", "browser/window", "performance"),
    ("localStorage", "browser/storage", "localStorage"),
    ("sessionStorage", "browser/storage", "sessionStorage"),
    ("addEventListener", "browser/window", "addEventListener"),
    ("removeEventListener", "browser/window", "removeEventListener"),
    ("dispatchEvent", "browser/window", "dispatchEvent"),
    ("postMessage", "browser/messages", "postMessage"),
    ("reportError", "browser/window", "reportError"),
    ("structuredClone", "browser/window", "structuredClone"),
    ("close", "browser/window", "close"),
    ("atob", "browser/window", "atob"),
    ("btoa", "browser/window", "btoa"),
    ("Window", "browser/window", "Window"),
    ("Event", "browser/events", "Event"),
    ("EventTarget", "browser/events", "EventTarget"),
    ("CustomEvent", "browser/events", "CustomEvent"),
    ("UIEvent", "browser/events", "UIEvent"),
    ("MouseEvent", "browser/events", "MouseEvent"),
    ("PointerEvent", "browser/events", "PointerEvent"),
    ("KeyboardEvent", "browser/events", "KeyboardEvent"),
    ("InputEvent", "browser/events", "InputEvent"),
    ("FocusEvent", "browser/events", "FocusEvent"),
    ("SubmitEvent", "browser/events", "SubmitEvent"),
    ("MessageEvent", "browser/events", "MessageEvent"),
    ("ErrorEvent", "browser/events", "ErrorEvent"),
    ("ProgressEvent", "browser/events", "ProgressEvent"),
    ("PromiseRejectionEvent", "browser/events", "PromiseRejectionEvent"),
    ("HashChangeEvent", "browser/events", "HashChangeEvent"),
    ("PopStateEvent", "browser/events", "PopStateEvent"),
    ("CloseEvent", "browser/events", "CloseEvent"),
    ("AbortController", "browser/abort", "AbortController"),
    ("AbortSignal", "browser/abort", "AbortSignal"),
    ("DOMException", "internal/dom_exception", ""),
    ("Node", "browser/dom", "Node"),
    ("Element", "browser/dom", "Element"),
    ("HTMLElement", "browser/dom", "HTMLElement"),
    ("HTMLInputElement", "browser/elements", "HTMLInputElement"),
    ("HTMLButtonElement", "browser/elements", "HTMLButtonElement"),
    ("HTMLFormElement", "browser/elements", "HTMLFormElement"),
    ("Document", "browser/document", "Document"),
    ("DocumentFragment", "browser/dom", "DocumentFragment"),
    ("Text", "browser/dom", "Text"),
    ("Comment", "browser/dom", "Comment"),
    ("MutationObserver", "browser/mutations", "MutationObserver"),
    ("MutationRecord", "browser/mutations", "MutationRecord"),
    ("MessageChannel", "browser/messages", "MessageChannel"),
    ("MessagePort", "browser/messages", "MessagePort"),
    ("BroadcastChannel", "browser/messages", "BroadcastChannel"),
    ("scheduler", "browser/scheduler", "scheduler"),
    ("Scheduler", "browser/scheduler", "Scheduler"),
    ("TaskController", "browser/scheduler", "TaskController"),
    ("TaskSignal", "browser/scheduler", "TaskSignal"),
    ("TaskPriorityChangeEvent", "browser/scheduler", "TaskPriorityChangeEvent"),
    ("IdleDeadline", "browser/window", "IdleDeadline"),
    ("XMLHttpRequest", "browser/xhr", "XMLHttpRequest"),
    ("fetch", "browser/fetch", "fetch"),
    ("Headers", "browser/fetch", "Headers"),
    ("Request", "browser/fetch", "Request"),
    ("Response", "browser/fetch", "Response"),
    ("EventSource", "browser/event_source", "EventSource"),
    ("URL", "internal/url", "URL"),
    ("URLSearchParams", "internal/url", "URLSearchParams"),
    ("TextEncoder", "internal/encoding", "TextEncoder"),
    ("TextDecoder", "internal/encoding", "TextDecoder"),
    ("crypto", "browser/window", "crypto"),
    ("parent", "browser/window", "window"),
    ("top", "browser/window", "window"),
    ("frames", "browser/window", "window"),
    ("isSecureContext", "browser/window", "isSecureContext"),
];

/// Event handlers of the window.
const HANDLERS: [&str; 18] = [
    "onmessage",
    "onmessageerror",
    "onerror",
    "onload",
    "onpageshow",
    "onunhandledrejection",
    "onrejectionhandled",
    "onhashchange",
    "onpopstate",
    "onstorage",
    "onclick",
    "onkeydown",
    "onkeyup",
    "oninput",
    "onchange",
    "onsubmit",
    "onfocus",
    "onblur",
];

/// What a browser has and loopscope has not: using it is an error that says so.
const ABSENT: [&str; 36] = [
    "Worker",
    "SharedWorker",
    "WebSocket",
    "indexedDB",
    "IDBFactory",
    "ResizeObserver",
    "IntersectionObserver",
    "PerformanceObserver",
    "customElements",
    "CustomElementRegistry",
    "matchMedia",
    "getComputedStyle",
    "Image",
    "Audio",
    "Option",
    "Blob",
    "File",
    "FileReader",
    "FormData",
    "ReadableStream",
    "WritableStream",
    "TransformStream",
    "Notification",
    "Navigation",
    "navigation",
    "alert",
    "confirm",
    "prompt",
    "open",
    "print",
    "scroll",
    "scrollTo",
    "scrollBy",
    "DOMParser",
    "XMLSerializer",
    "caches",
];

/// Defines everything that a window has.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for name in ["window", "self"] {
        define(&global, name, global.clone(), true, context)?;
    }
    for (name, length, pointer) in [
        ("setTimeout", 1, timers::set_timeout as NativeFunctionPointer),
        ("setInterval", 1, timers::set_interval),
        ("clearTimeout", 0, timers::clear),
        ("clearInterval", 0, timers::clear),
        ("requestAnimationFrame", 1, frames::request),
        ("cancelAnimationFrame", 1, frames::cancel),
        ("requestIdleCallback", 1, idle::request),
        ("cancelIdleCallback", 1, idle::cancel),
        ("queueMicrotask", 1, queue_microtask),
    ] {
        let function = native(name, length, pointer, context);
        define(&global, name, function, true, context)?;
    }
    // Only a page that is cross-origin isolated has it.
    global.delete_property_or_throw(js_string!("SharedArrayBuffer"), context)?;
    for (name, value) in [("crossOriginIsolated", JsValue::from(false)), ("closed", false.into())] {
        define(&global, name, value, true, context)?;
    }
    for (index, (name, ..)) in OF_MODULES.into_iter().enumerate() {
        let get = NativeFunction::from_copy_closure(move |_, _, context| {
            let (_, module, export) = OF_MODULES[index];
            let value = builtins::load(module, context)?;
            match value.as_object() {
                Some(exports) if !export.is_empty() => exports.get(JsString::from(export), context),
                Some(_) | None => Ok(value),
            }
        });
        let set = NativeFunction::from_copy_closure(move |_, args, context| {
            let value = args.get_or_undefined(0).clone();
            define(&context.global_object(), OF_MODULES[index].0, value, true, context)?;
            Ok(JsValue::undefined())
        });
        accessor(name, get, set, context)?;
    }
    for (index, name) in HANDLERS.into_iter().enumerate() {
        let get = NativeFunction::from_copy_closure(move |_, _, context| {
            let name = JsString::from(HANDLERS[index]).into();
            callbacks::call("browser/window", "handler", &[name], context)
        });
        let set = NativeFunction::from_copy_closure(move |_, args, context| {
            let name = JsString::from(HANDLERS[index]).into();
            let args = [name, args.get_or_undefined(0).clone()];
            callbacks::call("browser/window", "setHandler", &args, context)
        });
        accessor(name, get, set, context)?;
    }
    for (index, name) in ABSENT.into_iter().enumerate() {
        let get = NativeFunction::from_copy_closure(move |_, _, _| {
            let message = format!("loopscope has no {} (a browser has)", ABSENT[index]);
            Err(JsNativeError::error().with_message(message).into())
        });
        let set = NativeFunction::from_copy_closure(move |_, args, context| {
            let value = args.get_or_undefined(0).clone();
            define(&context.global_object(), ABSENT[index], value, true, context)?;
            Ok(JsValue::undefined())
        });
        accessor(name, get, set, context)?;
    }
    Ok(())
}

fn accessor(
    name: &str,
    get: NativeFunction,
    set: NativeFunction,
    context: &mut Context,
) -> JsResult<()> {
    let get = FunctionObjectBuilder::new(context.realm(), get).name(js_string!("get")).build();
    let set =
        FunctionObjectBuilder::new(context.realm(), set).name(js_string!("set")).length(1).build();
    let descriptor =
        PropertyDescriptor::builder().get(get).set(set).enumerable(true).configurable(true);
    let key = PropertyKey::from(JsString::from(name));
    context.global_object().define_property_or_throw(key, descriptor, context)?;
    Ok(())
}

/// `queueMicrotask(callback)`.
fn queue_microtask(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.get_or_undefined(0).as_callable().is_none() {
        let problem = if args.is_empty() {
            "1 argument required, but only 0 present."
        } else {
            "parameter 1 is not of type 'Function'."
        };
        let message = format!("Failed to execute 'queueMicrotask' on 'Window': {problem}");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    natives::queue_microtask(this, args, context)
}
