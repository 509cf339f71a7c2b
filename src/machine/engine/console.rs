//! `console`, after Node's lib/internal/console/constructor.js.
//!
//! The global console writes to the process's streams, one that a program makes with
//! `new console.Console` to the streams it is given. Absent: what needs a terminal
//! (`clear` does nothing) or an inspector (`context`, `createTask`).

mod constructor;
mod labels;
mod output;
mod style;
mod table;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    native_function::NativeFunction,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

use self::{
    output::Console,
    style::{AssertRule, Names, Style},
};
use super::{
    errors,
    globals::define,
    host::Host,
    inspect::{self, Options},
};
use crate::trace::Stream;

/// What a method is called with: the console as an object, and what is behind it.
struct Receiver<'a> {
    console: &'a JsObject,
    state: &'a JsObject,
    style: &'static Style,
}

type Method = fn(&Receiver<'_>, &[JsValue], &mut Context) -> JsResult<()>;

/// Every method by name.
const METHODS: [(&str, Method); 25] = [
    ("assert", assert),
    ("clear", nothing),
    ("count", labels::count),
    ("countReset", labels::count_reset),
    ("debug", log),
    ("dir", dir),
    ("dirxml", log),
    ("error", warn),
    ("group", group),
    ("groupCollapsed", group),
    ("groupEnd", group_end),
    ("info", log),
    ("log", log),
    ("markTimeline", nothing),
    ("profile", nothing),
    ("profileEnd", nothing),
    ("table", table::table),
    ("time", labels::time),
    ("timeEnd", labels::time_end),
    ("timeLog", labels::time_log),
    ("timeline", nothing),
    ("timelineEnd", nothing),
    ("timeStamp", nothing),
    ("trace", trace),
    ("warn", warn),
];

/// The method of that name.
fn method(name: &str) -> Option<Method> {
    METHODS.iter().find(|(other, _)| *other == name).map(|(_, method)| *method)
}

/// Defines the global `console`.
///
/// # Errors
/// If the engine refuses a property of a fresh object.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let style = Style::of(Host::of(context).profile.runtime);
    let console = JsObject::with_object_proto(context.intrinsics());
    let state = JsObject::from_proto_and_data(None, Console::of_process());
    let constructor = constructor::install(style, context)?;
    let prototype = if style.inherits {
        constructor.get(js_string!("prototype"), context)?.as_object()
    } else {
        Some(JsObject::with_object_proto(context.intrinsics()))
    };
    console.set_prototype(prototype);
    constructor::adopt(&console, &state, context)?;
    for name in style.order {
        if *name == "Console" {
            define(&console, name, constructor.clone(), true, context)?;
        } else if let Some(method) = method(name) {
            let function = bound(name, method, &console, &state, style, context);
            define(&console, name, function, true, context)?;
        }
    }
    if style.has_tag {
        let tag = PropertyDescriptor::builder()
            .value(js_string!("console"))
            .writable(false)
            .enumerable(false)
            .configurable(true);
        console.define_property_or_throw(JsSymbol::to_string_tag(), tag, context)?;
    }
    context.insert_data(Global(console.clone()));
    define(&context.global_object(), "console", console, false, context)
}

/// The console that [`install`] made.
struct Global(JsObject);

/// The global console as it was made, whatever the program put in its place.
pub(crate) fn global(context: &Context) -> Option<JsObject> {
    context.get_data::<Global>().map(|global| global.0.clone())
}

/// A method that needs no receiver.
fn bound(
    name: &str,
    method: Method,
    console: &JsObject,
    state: &JsObject,
    style: &'static Style,
    context: &mut Context,
) -> JsFunction {
    let call = NativeFunction::from_copy_closure_with_captures(
        move |_, args, (console, state), context| {
            method(&Receiver { console, state, style }, args, context)?;
            Ok(JsValue::undefined())
        },
        (console.clone(), state.clone()),
    );
    let (name, length) = match style.names {
        Names::Plain => (JsString::from(name), 0),
        Names::Bound { time_log } if name == "timeLog" => (js_string!("bound timeLog"), time_log),
        Names::Bound { .. } if style::is_inspectors(name) => (JsString::from(name), 1),
        Names::Bound { .. } => (js_string!("bound consoleCall"), 0),
    };
    FunctionObjectBuilder::new(context.realm(), call).name(name).length(length).build()
}

impl Receiver<'_> {
    /// Calls a method as the console has it, which a program may have replaced.
    fn call(&self, name: &str, args: &[JsValue], context: &mut Context) -> JsResult<()> {
        let method = self.console.get(JsString::from(name), context)?;
        if let Some(method) = method.as_callable() {
            method.call(&self.console.clone().into(), args, context)?;
        }
        Ok(())
    }

    /// Writes the arguments as `util.format` joins them.
    fn print(&self, stream: Stream, args: &[JsValue], context: &mut Context) -> JsResult<()> {
        let text = match args {
            [text] if text.is_string() => {
                text.as_string().unwrap_or_default().to_std_string_lossy()
            }
            _ => self.format(args, context)?,
        };
        output::write(self, stream, text, context)
    }

    fn format(&self, args: &[JsValue], context: &mut Context) -> JsResult<String> {
        let options = output::options(self);
        inspect::format_with(args, options.as_ref(), context)
    }
}

fn log(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    console.print(Stream::Stdout, args, context)
}

fn warn(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    console.print(Stream::Stderr, args, context)
}

/// What shows only in an inspector or a terminal.
#[expect(clippy::unnecessary_wraps, reason = "a method like the others")]
fn nothing(_: &Receiver<'_>, _: &[JsValue], _: &mut Context) -> JsResult<()> {
    Ok(())
}

fn dir(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let own = output::options(console);
    let given = args.get_or_undefined(1).as_object();
    let mut options = Options::current(context)?;
    options.custom_inspect = false;
    let options = options.with([own, given].iter().flatten(), context)?;
    let text = inspect::inspect(args.get_or_undefined(0), &options, context)?;
    output::write(console, Stream::Stdout, text, context)
}

/// The arguments as the message of an error of the name `Trace`, with where the call stands.
fn trace(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    let message = match args {
        [] => String::new(),
        _ => console.format(args, context)?,
    };
    let error = JsObject::with_object_proto(context.intrinsics());
    define(&error, "name", js_string!("Trace"), false, context)?;
    define(&error, "message", JsString::from(message), false, context)?;
    errors::capture_stack_trace(&JsValue::undefined(), &[error.clone().into()], context)?;
    let stack = error.get(js_string!("stack"), context)?;
    console.call("error", &[stack], context)
}

fn assert(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    if args.get_or_undefined(0).to_boolean() {
        return Ok(());
    }
    let said = args.get(1..).unwrap_or_default();
    let Some((first, rest)) = said.split_first() else {
        return console.call("warn", &[js_string!("Assertion failed").into()], context);
    };
    let joins = console.style.assert != AssertRule::Strings || first.is_string();
    let args = if joins {
        let first = first.to_string(context)?.to_std_string_lossy();
        let first = JsString::from(format!("Assertion failed: {first}"));
        [&[first.into()], rest].concat()
    } else {
        [&[js_string!("Assertion failed").into()], said].concat()
    };
    if console.style.assert == AssertRule::Formatted {
        let text = JsString::from(console.format(&args, context)?);
        return console.call("warn", &[text.into()], context);
    }
    console.call("warn", &args, context)
}

fn group(console: &Receiver<'_>, args: &[JsValue], context: &mut Context) -> JsResult<()> {
    if !args.is_empty() {
        console.call("log", args, context)?;
    }
    output::indent(console, true);
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "a method like the others")]
fn group_end(console: &Receiver<'_>, _: &[JsValue], _: &mut Context) -> JsResult<()> {
    output::indent(console, false);
    Ok(())
}
