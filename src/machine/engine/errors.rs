//! Errors as V8 and Node show them: stacks, and what is printed when one ends the process.

use std::fmt::Write;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::error::Error,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    host::Host,
    inspect::{self, Options},
    modules::builtins,
};
use crate::{
    instrument,
    trace::{Position, SiteKind},
};

/// V8's `Error.stackTraceLimit`.
const STACK_TRACE_LIMIT: usize = 10;

/// Gives errors V8's `stack`, and `Error` its `captureStackTrace`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let (error, prototype) = (constructors.error().constructor(), constructors.error().prototype());
    let key = PropertyKey::from(js_string!("stack"));
    let original = prototype.borrow().properties().get(&key);
    let Some(getter) = original
        .and_then(|descriptor| descriptor.get().and_then(JsValue::as_callable))
        .and_then(JsFunction::from_object)
    else {
        return Ok(());
    };
    // Nobody else fills the cell.
    let _ = Host::of(context).stack_getter.set(getter);
    let get = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(stack))
        .name(js_string!("stack"))
        .build();
    let set = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(set_stack))
        .name(js_string!("stack"))
        .length(1)
        .build();
    let descriptor =
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
    prototype.define_property_or_throw(key, descriptor, context)?;
    let capture = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(capture_stack_trace),
    )
    .name(js_string!("captureStackTrace"))
    .length(2)
    .build();
    let limit = i32::try_from(STACK_TRACE_LIMIT).unwrap_or(10);
    for (name, value) in
        [("captureStackTrace", JsValue::from(capture)), ("stackTraceLimit", limit.into())]
    {
        let descriptor = PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(name == "stackTraceLimit")
            .configurable(true);
        error.define_property_or_throw(JsString::from(name), descriptor, context)?;
    }
    Ok(())
}

/// `get stack`: V8's text of where the error was made, headed by its name and message.
fn stack(this: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let Some(frames) = frames(&object, context)? else { return Ok(JsValue::undefined()) };
    let text = format!("{}{}", header(&object), written(&frames));
    Ok(JsString::from(text).into())
}

/// `set stack`: in V8 errors have it from the start, hidden, as a property of their own.
fn set_stack(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Some(object) = this.as_object() else { return Ok(JsValue::undefined()) };
    let descriptor = PropertyDescriptor::builder()
        .value(args.get_or_undefined(0).clone())
        .writable(true)
        .enumerable(!object.is::<Error>())
        .configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor, context)?;
    Ok(JsValue::undefined())
}

/// `Error.captureStackTrace(object, hide)`: gives any object a `stack`.
pub(crate) fn capture_stack_trace(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        return Err(JsNativeError::typ().with_message("Invalid argument").into());
    };
    let constructor = context.intrinsics().constructors().error().constructor();
    let here = constructor.construct(&[], None, context)?;
    let mut frames = frames(&here, context)?.unwrap_or_default();
    if let Some(hide) = args.get_or_undefined(1).as_callable() {
        let name = super::callbacks::own_name(&hide);
        if let Some(at) = frames.iter().position(|frame| frame.name == name) {
            frames.drain(..=at);
        }
    }
    let text = JsString::from(format!("{}{}", header(&object), written(&frames)));
    let descriptor = PropertyDescriptor::builder()
        .value(text)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor, context)?;
    Ok(JsValue::undefined())
}

/// One line of a stack.
pub(crate) struct Frame {
    name: String,
    path: String,
    /// In the learner's file.
    position: Position,
}

/// Where an error was made, innermost first: the calls of the program's own functions.
fn frames(error: &JsObject, context: &mut Context) -> JsResult<Option<Vec<Frame>>> {
    let host = Host::of(context);
    let Some(getter) = host.stack_getter.get() else { return Ok(None) };
    let text = getter.call(&error.clone().into(), &[], context)?;
    let Some(text) = text.as_string() else { return Ok(None) };
    let text = text.to_std_string_lossy();
    Ok(Some(text.lines().filter_map(|line| frame(&host, line)).collect()))
}

/// Reads `    at name (path:line:column)`, the engine's own form.
fn frame(host: &Host, line: &str) -> Option<Frame> {
    let (name, place) = line.trim().strip_prefix("at ")?.rsplit_once(" (")?;
    let (rest, column) = place.strip_suffix(')')?.rsplit_once(':')?;
    let (path, line) = rest.rsplit_once(':')?;
    let programs = host.programs.borrow();
    let program = programs.iter().find(|program| program.path == path)?;
    let position = program.instrumented.to_source(line.parse().ok()?, column.parse().ok()?);
    let name = match name {
        "<main>" | "<anonymous>" => String::new(),
        name => name.to_owned(),
    };
    let top_level = name.is_empty() && is_top_level(host, path, position);
    let name = if top_level { "Object.<anonymous>".to_owned() } else { name };
    Some(Frame { name, path: path.to_owned(), position })
}

/// Whether a place stands in no function but the file itself.
fn is_top_level(host: &Host, path: &str, position: Position) -> bool {
    let programs = host.programs.borrow();
    let Some(program) = programs.iter().find(|program| program.path == path) else { return false };
    !program.instrumented.sites.iter().any(|named| {
        let function = matches!(
            named.kind,
            SiteKind::Function
                | SiteKind::AsyncFunction
                | SiteKind::Generator
                | SiteKind::AsyncGenerator
        );
        function && named.start <= position && position < named.end
    })
}

fn written(frames: &[Frame]) -> String {
    frames.iter().take(STACK_TRACE_LIMIT).fold(String::new(), |mut text, frame| {
        let Frame { name, path, position: Position { line, column } } = frame;
        // Writing to a string cannot fail.
        let _ = if name.is_empty() {
            write!(text, "\n    at {path}:{line}:{column}")
        } else {
            write!(text, "\n    at {name} ({path}:{line}:{column})")
        };
        text
    })
}

/// `Name: message` as `Error.prototype.toString` has it, without running the program's code.
fn header(error: &JsObject) -> String {
    let name = data(error, "name").unwrap_or_else(|| "Error".to_owned());
    let message = data(error, "message").unwrap_or_default();
    match (name.is_empty(), message.is_empty()) {
        (_, true) => name,
        (true, false) => message,
        (false, false) => format!("{name}: {message}"),
    }
}

/// A string property found as plain data on an object or its prototypes.
fn data(object: &JsObject, name: &str) -> Option<String> {
    let key = PropertyKey::from(JsString::from(name));
    let mut at = Some(object.clone());
    while let Some(object) = at {
        if let Some(descriptor) = object.borrow().properties().get(&key) {
            return descriptor.value()?.as_string().map(|text| text.to_std_string_lossy());
        }
        at = object.prototype();
    }
    None
}

/// What Node prints for an error that ends the process: the place, the line, a caret, the
/// error, and from Node 18 on its version (`ReportFatalException`, `src/node_errors.cc`).
pub(crate) fn report(thrown: &JsValue, context: &mut Context) -> String {
    let host = Host::of(context);
    let object = thrown.as_object();
    let is_error = object.as_ref().is_some_and(JsObject::is::<Error>);
    let place = place(&host, thrown, context);
    let mut text = String::new();
    if let Some((path, position, line)) = place {
        let gap: String = line
            .encode_utf16()
            .take(position.column.saturating_sub(1) as usize)
            .map(|unit| if unit == u16::from(b'\t') { '\t' } else { ' ' })
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{path}:{}\n{line}\n{gap}^", position.line);
        if is_error {
            text.push('\n');
        }
    }
    text.push_str(&shown(thrown, context));
    text.push('\n');
    if !is_error && host.profile.runtime >= crate::trace::Runtime::Node12 {
        text.push_str("(Use `node --trace-uncaught ...` to show where the exception was thrown)\n");
    }
    if host.profile.runtime >= crate::trace::Runtime::Node18 {
        let _ = write!(text, "\nNode.js {}\n", host.profile.version);
    }
    text
}

/// The value as Node prints it when it ends the process.
fn shown(thrown: &JsValue, context: &mut Context) -> String {
    let said = Options::current(context)
        .and_then(|options| inspect::inspect(thrown, &options, context))
        .unwrap_or_else(|_| inspect::preview(thrown, usize::MAX, context));
    match thrown.as_string() {
        Some(text) => text.to_std_string_lossy(),
        None => said,
    }
}

/// Where an uncaught value was thrown: the `throw` statement if it was one, else where the
/// error was made. With the text of the line.
fn place(
    host: &Host,
    thrown: &JsValue,
    context: &mut Context,
) -> Option<(String, Position, String)> {
    let site = host.thrown.borrow().as_ref().and_then(|(site, value)| {
        let same = JsValue::same_value(value, thrown);
        same.then_some(*site)
    });
    let (path, position) = if let Some(site) = site {
        let site = *host.sites.borrow().get(site.index())?;
        let programs = host.programs.borrow();
        let program = programs.get(site.file.index())?;
        (program.path.clone(), site.start)
    } else {
        let frames = frames(&thrown.as_object()?, context).ok()??;
        let first = frames.into_iter().next()?;
        (first.path, first.position)
    };
    let programs = host.programs.borrow();
    let program = programs.iter().find(|program| program.path == path)?;
    let line = program.line(position.line)?.to_owned();
    Some((path, position, line))
}

/// The error Node throws for a callback that is no function.
pub(crate) fn invalid_callback(value: &JsValue, context: &mut Context) -> JsError {
    node_error("validateCallback", std::slice::from_ref(value), context)
}

/// What a validator of `internal/errors` throws for these arguments.
pub(crate) fn node_error(validator: &str, args: &[JsValue], context: &mut Context) -> JsError {
    let thrown = builtins::function("internal/errors", validator, context)
        .and_then(|function| function.call(&JsValue::undefined(), args, context));
    match thrown {
        Err(error) => error,
        Ok(_) => JsNativeError::typ().with_message("Invalid argument").into(),
    }
}

/// An `Error` with a `code`.
pub(crate) fn with_code(message: &str, code: &str, context: &mut Context) -> JsError {
    let error = JsNativeError::error().with_message(message.to_owned()).into_opaque(context);
    coded(error, code, context)
}

/// Gives an error object a `code`.
pub(crate) fn coded(error: JsObject, code: &str, context: &mut Context) -> JsError {
    // A fresh error object takes properties.
    let _ = error.set(js_string!("code"), JsString::from(code), false, context);
    JsError::from_opaque(error.into())
}

/// A program file that cannot be run, as the error that loading it throws.
pub(crate) fn syntax(error: &instrument::Error) -> JsError {
    JsNativeError::syntax().with_message(error.message.clone()).into()
}

/// One of Node's own modules asks for what is not there: a mistake of ours.
pub(crate) fn unknown_builtin(id: &str) -> JsError {
    JsNativeError::error().with_message(format!("loopscope has no module '{id}'")).into()
}
