//! What Node prints when an error ends the process: the place, the line, a caret, the error,
//! and from Node 18 on its version (`PrintException`, `PrintUncaughtException`, Node
//! `src/node_errors.cc`).

mod own;

use std::fmt::Write;

use boa_engine::{Context, JsArgs, JsObject, JsResult, JsString, JsValue, builtins::error::Error};

pub(crate) use self::own::InNode;
use super::{constructors, stack, syntax};
use crate::{
    machine::engine::{
        host::Host,
        inspect::{self, Options},
    },
    trace::{Position, Runtime, SiteId},
};

/// Where an error was thrown.
#[derive(Clone)]
pub(crate) enum ThrownAt {
    /// By a `throw` of the program.
    Site(SiteId),
    /// By one of Node's own files; with what begins the addition to the stack, and the object
    /// that has the stack to add.
    Own(InNode, Option<(String, JsObject)>),
    /// The same, at a place that the table lists under this key.
    Listed(String),
    /// By the loader, because of a piece of a program's file, by that file's path.
    Over(String, Position, Position),
}

/// A line of a text that was no JSON.
#[derive(Clone)]
pub(crate) struct JsonLine {
    pub(crate) number: usize,
    pub(crate) text: String,
    /// UTF-16 units before the fault; none at the text's end.
    pub(crate) column: Option<usize>,
}

/// How an error came to end the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// It left every call.
    Thrown,
    /// Node caught it and passes it on: the report begins where the error was made, or, if
    /// that is unknown, where Node passes it on.
    PassedOn(InNode),
}

/// The place a report begins with: `file:line`, that line's text, and what stands before the
/// caret; no caret if the place is the end of a text.
struct Place {
    name: String,
    line: String,
    gap: Option<String>,
}

/// `thrownByNode(error, made, title, here)`: one of Node's own files is about to throw an
/// 'error' that nobody listens to; `made` says that it made the error itself. If not, the
/// stack of `here` is added to the error's under a title. Or `thrownByNode(error, key)`: it
/// throws at a place that is listed.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn thrown_by_node(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let thrown = args.get_or_undefined(0).clone();
    if let Some(key) = args.get_or_undefined(1).as_string() {
        thrown_at(&thrown, &key.to_std_string_lossy(), context);
        return Ok(JsValue::undefined());
    }
    let made = args.get_or_undefined(1).to_boolean();
    let title = args.get_or_undefined(2).as_string().map(|text| text.to_std_string_lossy());
    let added = title.zip(args.get_or_undefined(3).as_object());
    let at = ThrownAt::Own(if made { InNode::EmittedNoError } else { InNode::Emitted }, added);
    *Host::of(context).thrown.borrow_mut() = Some((at, thrown));
    Ok(JsValue::undefined())
}

/// One of Node's own files is about to throw at a place that is listed.
pub(crate) fn thrown_at(thrown: &JsValue, key: &str, context: &Context) {
    let at = ThrownAt::Listed(key.to_owned());
    *Host::of(context).thrown.borrow_mut() = Some((at, thrown.clone()));
}

/// The loader is about to throw because of a piece of a program's file.
pub(crate) fn thrown_over(
    thrown: &JsValue,
    path: &str,
    (start, end): (Position, Position),
    context: &Context,
) {
    let at = ThrownAt::Over(path.to_owned(), start, end);
    *Host::of(context).thrown.borrow_mut() = Some((at, thrown.clone()));
}

/// The whole report.
pub(crate) fn report(thrown: &JsValue, escape: Escape, context: &mut Context) -> String {
    let host = Host::of(context);
    let runtime = host.profile.runtime;
    let object = thrown.as_object();
    let is_error = object.as_ref().is_some_and(|object| {
        object.is::<Error>() || runtime >= Runtime::Node22 && own::is_dom_exception(object)
    });
    let at = host.thrown.borrow().as_ref().and_then(|(at, value)| {
        let same = JsValue::same_value(value, thrown);
        same.then(|| at.clone())
    });
    let unparsed = object.as_ref().and_then(|error| syntax::excerpt(&host, error));
    let place = match &unparsed {
        Some(_) => None,
        None => place(&host, thrown, at.as_ref(), escape, context),
    };
    let mut text = String::new();
    // What is no error is told apart by an empty line.
    if !is_error {
        text.push('\n');
    }
    if let Some(Place { name, line, gap }) = place {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}\n{line}");
        let over = match &at {
            Some(ThrownAt::Over(_, start, end)) => end.column.saturating_sub(start.column),
            Some(ThrownAt::Site(_) | ThrownAt::Own(..) | ThrownAt::Listed(_)) | None => 0,
        };
        if let Some(gap) = gap {
            let carets = "^".repeat(over.max(1) as usize);
            let _ = writeln!(text, "{gap}{carets}");
        }
        // The loader has put the piece into the error's own text.
        if is_error && over == 0 {
            text.push('\n');
        }
    }
    if let Some(excerpt) = unparsed {
        text.push_str(&excerpt);
    }
    if let (Some(ThrownAt::Own(_, Some((title, here)))), Some(error)) = (at, &object) {
        enhance(error, &title, &here, context);
    }
    text.push_str(&shown(thrown, context));
    text.push('\n');
    if object.is_none() && runtime >= Runtime::Node12 {
        text.push_str("(Use `node --trace-uncaught ...` to show where the exception was thrown)\n");
    }
    if runtime >= Runtime::Node18 {
        let _ = write!(text, "\nNode.js {}\n", host.profile.version);
    }
    text
}

/// Adds to the error's stack where an 'error' was emitted.
fn enhance(error: &JsObject, title: &str, here: &JsObject, context: &mut Context) {
    let key = boa_engine::js_string!("stack");
    let mut stack = |object: &JsObject| {
        let stack = object.get(key.clone(), context).ok()?.as_string()?;
        Some(stack.to_std_string_lossy())
    };
    if let (Some(stack), Some(here)) = (stack(error), stack(here)) {
        let frames = here.split_once('\n').map_or("", |(_, frames)| frames);
        let separated = if frames.is_empty() { "" } else { "\n" };
        let stack = JsString::from(format!("{stack}\n{title}{separated}{frames}"));
        // A stack that cannot be changed stays as it is, as in Node.
        let _ = error.set(key, stack, false, context);
    }
}

/// The value as Node prints it when it ends the process.
fn shown(thrown: &JsValue, context: &mut Context) -> String {
    let runtime = Host::of(context).profile.runtime;
    if runtime < Runtime::Node12 {
        return shown_plainly(thrown, context);
    }
    if let Some(text) = thrown.as_string() {
        return text.to_std_string_lossy();
    }
    // Node asks for the symbol's text, which throws, and prints nothing.
    if thrown.is_symbol() {
        return String::new();
    }
    if !thrown.is_object() {
        let text = thrown.to_string(context);
        return text.map(|text| text.to_std_string_lossy()).unwrap_or_default();
    }
    Options::current(context)
        .and_then(|mut options| {
            // `fatalExceptionStackEnhancers` of `internal/errors`.
            options.custom_inspect = false;
            options.depth = options.depth.map(|depth| depth.max(5.0));
            inspect::inspect(thrown, &options, context)
        })
        .unwrap_or_else(|_| inspect::preview(thrown, usize::MAX, context))
}

/// Before Node 12: an object's stack, else its name and message, anything else as `String`
/// makes it.
fn shown_plainly(thrown: &JsValue, context: &mut Context) -> String {
    let object = thrown.as_object();
    let mut part = |name: &str| {
        let part = object.as_ref()?.get(JsString::from(name), context).ok()?;
        let part = (!part.is_undefined()).then(|| part.to_string(context).ok())??;
        Some(part.to_std_string_lossy())
    };
    if let Some(stack) = part("stack").filter(|stack| !stack.is_empty()) {
        return stack;
    }
    if let (Some(name), Some(message)) = (part("name"), part("message")) {
        return format!("{name}: {message}");
    }
    thrown.to_string(context).map_or_else(
        |_| "<toString() threw exception>".to_owned(),
        |text| text.to_std_string_lossy(),
    )
}

/// Where a report begins.
fn place(
    host: &Host,
    thrown: &JsValue,
    at: Option<&ThrownAt>,
    escape: Escape,
    context: &mut Context,
) -> Option<Place> {
    let object = thrown.as_object();
    if let (Escape::Thrown, Some(ThrownAt::Listed(key))) = (escape, at)
        && let Some(line) = own::listed(host, key)
    {
        return Some(in_line(line));
    }
    if let (Escape::Thrown, Some(ThrownAt::Over(path, start, _))) = (escape, at) {
        let file = host.programs.borrow().iter().position(|program| program.path == *path)?;
        return in_program(host, file, *start);
    }
    let rethrown = match (escape, at) {
        (Escape::Thrown, Some(ThrownAt::Site(site))) => Some(*site),
        (Escape::Thrown | Escape::PassedOn(_), _) => None,
    };
    if let Some(site) = rethrown {
        let site = *host.sites.borrow().get(site.index())?;
        return in_program(host, site.file.index(), site.start);
    }
    if let Some(place) = object.as_ref().and_then(|error| in_json(host, error)) {
        return Some(place);
    }
    let listed = |context: &mut Context| own::made(host, object.as_ref()?, escape, context);
    let made = |context: &mut Context| {
        let error = object.as_ref().filter(|object| object.is::<Error>())?;
        let first = stack::first_location(host, error, context)?;
        in_program(host, first.file, first.position)
    };
    // V8 knows where an error was made until its stack is read or replaced.
    let is_untold =
        object.as_ref().is_none_or(|error| constructors::is_stack_untold(error, context));
    match (escape, at) {
        (Escape::Thrown, Some(ThrownAt::Own(own, _))) => in_own(host, *own),
        (Escape::PassedOn(own), _) => listed(context)
            .map(in_line)
            .or_else(|| if is_untold { made(context) } else { None })
            .or_else(|| in_own(host, own)),
        (
            Escape::Thrown,
            Some(ThrownAt::Site(_) | ThrownAt::Listed(_) | ThrownAt::Over(..)) | None,
        ) => listed(context).map(in_line).or_else(|| made(context)),
    }
}

/// A text that is no JSON: V8 takes it for a script.
fn in_json(host: &Host, error: &JsObject) -> Option<Place> {
    let misread = host.misread.borrow();
    let (_, line) = misread.as_ref().filter(|(misread, _)| misread == error)?;
    let name = script(host);
    let spaces = |count: usize| " ".repeat(count);
    Some(Place {
        name: format!("{name}:{}", line.number),
        line: line.text.clone(),
        gap: line.column.map(spaces),
    })
}

/// What V8 calls a script without a name.
fn script(host: &Host) -> &'static str {
    if host.profile.runtime >= Runtime::Node20 { "<anonymous_script>" } else { "undefined" }
}

fn in_own(host: &Host, own: InNode) -> Option<Place> {
    let unnamed = || Place { name: format!("{}:0", script(host)), line: String::new(), gap: None };
    Some(own.line(host.profile.runtime).map_or_else(unnamed, in_line))
}

fn in_line((file, number, line, column): own::Line) -> Place {
    let name = format!("{file}:{number}");
    Place { name, line: line.to_owned(), gap: Some(" ".repeat(column)) }
}

fn in_program(host: &Host, file: usize, position: Position) -> Option<Place> {
    let programs = host.programs.borrow();
    let program = programs.get(file)?;
    let line = program.line(position.line)?.to_owned();
    let gap: String = line
        .encode_utf16()
        .take(position.column.saturating_sub(1) as usize)
        .map(|unit| if unit == u16::from(b'\t') { '\t' } else { ' ' })
        .collect();
    let name =
        format!("{}{}:{}", stack::scheme(program.goal, &program.path), program.path, position.line);
    Some(Place { name, line, gap: Some(gap) })
}
