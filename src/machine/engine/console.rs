//! `console`, bound to the process's output streams (Node lib/internal/console/constructor.js).

mod table;

use std::{
    cell::RefCell,
    collections::{BTreeMap, btree_map},
    rc::Rc,
};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    native_function::NativeFunctionPointer, property::PropertyDescriptor,
};

use super::{
    errors,
    globals::{define, native},
    host::Host,
    inspect::{self, Options},
    natives, process,
};
use crate::trace::{Runtime, Stream};

/// How far `console.group` indents, in spaces.
const INDENT: usize = 2;

/// What the methods remember between calls.
#[derive(Default)]
struct State {
    indentation: usize,
    counts: BTreeMap<String, u32>,
    /// When each label was started, in virtual milliseconds.
    timers: BTreeMap<String, f64>,
}

/// Every method: name, number of parameters, and what it does. In Node's order.
const METHODS: [(&str, usize, NativeFunctionPointer); 22] = [
    ("log", 0, log),
    ("info", 0, log),
    ("debug", 0, log),
    ("warn", 0, error),
    ("error", 0, error),
    ("dir", 0, dir),
    ("time", 0, time),
    ("timeEnd", 0, time_end),
    ("timeLog", 0, time_log),
    ("trace", 0, trace),
    ("assert", 0, assert),
    ("clear", 0, nothing),
    ("count", 0, count),
    ("countReset", 0, count_reset),
    ("group", 0, group),
    ("groupEnd", 0, group_end),
    ("table", 1, table::table),
    ("dirxml", 0, log),
    ("groupCollapsed", 0, group),
    ("profile", 0, nothing),
    ("profileEnd", 0, nothing),
    ("timeStamp", 0, nothing),
];

/// Defines the global `console`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    context.insert_data(Rc::new(RefCell::new(State::default())));
    let prototype = JsObject::with_object_proto(context.intrinsics());
    let console = JsObject::with_null_proto();
    console.set_prototype(Some(prototype));
    for (name, length, pointer) in METHODS {
        let function = native(name, length, pointer, context);
        define(&console, name, function, true, context)?;
    }
    let tag = PropertyDescriptor::builder()
        .value(js_string!("console"))
        .writable(false)
        .enumerable(false)
        .configurable(true);
    console.define_property_or_throw(JsSymbol::to_string_tag(), tag, context)?;
    define(&context.global_object(), "console", console, false, context)
}

fn state(context: &Context) -> Rc<RefCell<State>> {
    context.get_data::<Rc<RefCell<State>>>().cloned().unwrap_or_default()
}

/// Writes lines, each indented as the open groups say.
fn print(stream: Stream, text: &str, context: &Context) {
    let indentation = state(context).borrow().indentation;
    let host = Host::of(context);
    if indentation == 0 {
        natives::print(&host, stream, &format!("{text}\n"));
    } else {
        let indent = " ".repeat(indentation);
        let lines = text.replace('\n', &format!("\n{indent}"));
        natives::print(&host, stream, &format!("{indent}{lines}\n"));
    }
}

fn log(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = inspect::format(args, context)?;
    print(Stream::Stdout, &text, context);
    Ok(JsValue::undefined())
}

fn error(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = inspect::format(args, context)?;
    print(Stream::Stderr, &text, context);
    Ok(JsValue::undefined())
}

/// What Node does only with an inspector or a terminal attached.
fn nothing(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}

fn dir(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let given = args.get_or_undefined(1).as_object();
    let options = Options::for_dir(given.as_ref(), context)?;
    let text = inspect::inspect(args.get_or_undefined(0), &options, context)?;
    print(Stream::Stdout, &text, context);
    Ok(JsValue::undefined())
}

/// `console.trace`: the arguments as the message of an error of the name `Trace`, with where
/// the call stands.
fn trace(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let message = inspect::format(args, context)?;
    let holder = JsObject::with_object_proto(context.intrinsics());
    define(&holder, "name", js_string!("Trace"), false, context)?;
    define(&holder, "message", JsString::from(message), false, context)?;
    errors::capture_stack_trace(&JsValue::undefined(), &[holder.clone().into()], context)?;
    let stack = holder.get(js_string!("stack"), context)?.to_string(context)?;
    print(Stream::Stderr, &stack.to_std_string_lossy(), context);
    Ok(JsValue::undefined())
}

fn assert(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if args.get_or_undefined(0).to_boolean() {
        return Ok(JsValue::undefined());
    }
    let said = args.get(1..).unwrap_or_default();
    let joins = Host::of(context).profile.runtime < Runtime::Node22;
    let args = match said.split_first() {
        None => vec![js_string!("Assertion failed").into()],
        Some((first, rest)) if joins || first.is_string() => {
            let first = first.to_string(context)?.to_std_string_lossy();
            let first = JsValue::from(JsString::from(format!("Assertion failed: {first}")));
            [&[first], rest].concat()
        }
        Some(_) => [&[js_string!("Assertion failed").into()], said].concat(),
    };
    error(&JsValue::undefined(), &args, context)
}

fn group(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    if !args.is_empty() {
        log(this, args, context)?;
    }
    state(context).borrow_mut().indentation += INDENT;
    Ok(JsValue::undefined())
}

fn group_end(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let state = state(context);
    let mut state = state.borrow_mut();
    state.indentation = state.indentation.saturating_sub(INDENT);
    Ok(JsValue::undefined())
}

/// The label of `count`, `time` and their kin: `default` if there is none.
fn label(args: &[JsValue], context: &mut Context) -> JsResult<String> {
    match args.first() {
        None => Ok("default".to_owned()),
        Some(value) if value.is_undefined() => Ok("default".to_owned()),
        Some(value) => Ok(value.to_string(context)?.to_std_string_lossy()),
    }
}

fn count(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    let state = state(context);
    let times = {
        let mut state = state.borrow_mut();
        let times = state.counts.entry(label.clone()).or_default();
        *times += 1;
        *times
    };
    print(Stream::Stdout, &format!("{label}: {times}"), context);
    Ok(JsValue::undefined())
}

fn count_reset(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    if state(context).borrow_mut().counts.remove(&label).is_none() {
        process::warn(&format!("Count for '{label}' does not exist"), "Warning", context)?;
    }
    Ok(JsValue::undefined())
}

fn time(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    let now = Host::of(context).read_clock();
    let known = match state(context).borrow_mut().timers.entry(label.clone()) {
        btree_map::Entry::Occupied(_) => true,
        btree_map::Entry::Vacant(place) => {
            place.insert(now);
            false
        }
    };
    if known {
        let text = format!("Label '{label}' already exists for console.time()");
        process::warn(&text, "Warning", context)?;
    }
    Ok(JsValue::undefined())
}

fn time_end(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    told(&label, "timeEnd", &[], context)?;
    state(context).borrow_mut().timers.remove(&label);
    Ok(JsValue::undefined())
}

fn time_log(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let label = label(args, context)?;
    told(&label, "timeLog", args.get(1..).unwrap_or_default(), context)?;
    Ok(JsValue::undefined())
}

/// Prints how long a label has been running.
fn told(label: &str, method: &str, data: &[JsValue], context: &mut Context) -> JsResult<()> {
    let started = state(context).borrow().timers.get(label).copied();
    let Some(started) = started else {
        let text = format!("No such label '{label}' for console.{method}()");
        return process::warn(&text, "Warning", context);
    };
    let host = Host::of(context);
    let passed = host.read_clock() - started;
    let passed = if host.profile.runtime >= Runtime::Node14 {
        duration(passed)
    } else {
        format!("{passed:.3}ms")
    };
    let mut text = format!("{label}: {passed}");
    if !data.is_empty() {
        text.push(' ');
        text.push_str(&inspect::format(data, context)?);
    }
    print(Stream::Stdout, &text, context);
    Ok(())
}

/// A duration in the unit that suits it (`formatTime`).
fn duration(ms: f64) -> String {
    let (hours, minutes) = ((ms / 3_600_000.0).floor(), (ms / 60_000.0).floor() % 60.0);
    let seconds = (ms / 1000.0) % 60.0;
    if hours >= 1.0 {
        format!("{hours}:{minutes:02}:{seconds:06.3} (h:mm:ss.mmm)")
    } else if minutes >= 1.0 {
        format!("{minutes}:{seconds:06.3} (m:ss.mmm)")
    } else if ms >= 1000.0 {
        format!("{seconds:.3}s")
    } else {
        let rounded = (ms * 1000.0).round() / 1000.0;
        format!("{rounded}ms")
    }
}
