//! Stacks in V8's form.
//!
//! The engine keeps a list of calls with every error. Here each gets its place in the
//! learner's text and the name V8 gives it (`SerializeCallSiteInfo`,
//! src/objects/call-site-info.cc). Frames of Node's own modules are left out.

use std::{fmt::Write, rc::Rc};

use boa_engine::{Context, JsObject, JsString, js_string, object::builtins::JsFunction};

use super::{
    super::{callbacks, host::Host, programs::Program},
    values,
};
use crate::{
    instrument::{Goal, Role, Style, What},
    trace::{Position, Runtime},
};

/// What the engine's own frames of ours begin with where V8 shows them.
pub(crate) const SHOWN: char = '%';

/// A call as the engine lists it.
pub(crate) enum Raw {
    /// In a program file, by its index among the files; the engine may not know where.
    Program { file: usize, place: Option<(u32, u32)>, name: String },
    /// In one of Node's own modules, or made by `eval`.
    Hidden,
    /// A built-in function, by the name V8 gives it.
    Native(String),
}

/// One line of a stack.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) name: String,
    /// None for built-in functions.
    pub(crate) location: Option<Location>,
}

/// A place in a program file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Location {
    pub(crate) file: usize,
    pub(crate) position: Position,
}

/// How the runtime's V8 words things.
pub(crate) fn style(host: &Host) -> Style {
    Style { prints_targets: host.profile.runtime >= Runtime::Node20 }
}

/// The calls that were running when an error was made, innermost first.
pub(crate) fn raw(error: &JsObject, context: &mut Context) -> Vec<Raw> {
    let host = Host::of(context);
    let Some(getter) = host.stack_getter.get() else { return Vec::new() };
    let text = getter.call(&error.clone().into(), &[], context).ok();
    let Some(text) = text.and_then(|text| text.as_string()) else { return Vec::new() };
    let programs = host.programs.borrow();
    text.to_std_string_lossy().lines().map(|line| raw_frame(&programs, line)).collect()
}

/// Reads `    at name (path:line:column)`, the engine's own form.
fn raw_frame(programs: &[Rc<Program>], line: &str) -> Raw {
    let line = line.trim().strip_prefix("at ").unwrap_or_default();
    if let Some(name) = line.strip_suffix(" (native)") {
        return match name.strip_prefix(SHOWN) {
            Some(name) => Raw::Native(name.to_owned()),
            None => Raw::Hidden,
        };
    }
    let mut parts = line.strip_suffix(')').unwrap_or_default().rsplitn(3, ':');
    let (column, row, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let at = programs.iter().enumerate().find_map(|(file, program)| {
        let name = rest.strip_suffix(program.path.as_str())?.strip_suffix(" (")?;
        Some((file, name))
    });
    let Some((file, name)) = at else { return Raw::Hidden };
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let place = number(row).zip(number(column));
    let name = if name == "<main>" { "" } else { name };
    Raw::Program { file, place, name: name.to_owned() }
}

/// The lines V8 shows of these calls; `first` is the place of the innermost, where it is
/// known better than the engine knows it.
pub(crate) fn frames(host: &Host, raw: &[Raw], first: Option<Location>) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut first = first;
    for (index, call) in raw.iter().enumerate() {
        match call {
            Raw::Hidden => {}
            Raw::Native(name) => {
                frames.push(Frame { name: name.clone(), location: None });
            }
            Raw::Program { file, place, name } => {
                let known = first.take().filter(|first| first.file == *file);
                let programs = host.programs.borrow();
                let Some(program) = programs.get(*file) else { continue };
                let position = match known {
                    Some(known) => known.position,
                    None => match place {
                        Some(place) => called_at(host, program, *place),
                        None => continue,
                    },
                };
                let caller = raw[index + 1..].iter().find(|call| !is_relay(call));
                let name = name_of(host, program, position, name, caller);
                frames.push(Frame { name, location: Some(Location { file: *file, position }) });
            }
        }
    }
    frames
}

/// Our wrapper of a built-in function stands in front of the engine's own.
fn is_relay(call: &Raw) -> bool {
    matches!(call, Raw::Hidden)
}

/// Where V8 places the call that the engine places at `place`.
fn called_at(host: &Host, program: &Program, place: (u32, u32)) -> Position {
    let (line, column) = place;
    let instrumented = &program.instrumented;
    match instrumented.frame(style(host), line, column) {
        Some(operation) => instrumented.position(operation.at),
        None => instrumented.to_v8(line, column),
    }
}

/// The name V8 gives a call of the function around `position`.
fn name_of(
    host: &Host,
    program: &Program,
    position: Position,
    own_name: &str,
    caller: Option<&Raw>,
) -> String {
    let Some(function) = program.instrumented.function(style(host), position) else {
        return match program.goal {
            Goal::Script => "Object.<anonymous>".to_owned(),
            Goal::Module | Goal::Page => String::new(),
        };
    };
    let runtime = host.profile.runtime;
    let call = caller.and_then(|caller| calling(host, caller));
    let is_new = matches!(call, Some(What::New { .. } | What::SuperCall))
        || matches!(function.role, Role::Constructor { .. });
    // Names that are computed are only known to the engine.
    let name = match &function.role {
        Role::Method { .. } | Role::Property if function.name.starts_with('[') => own_name,
        Role::Plain | Role::Property if function.name.is_empty() => &function.inferred,
        Role::Plain
        | Role::Property
        | Role::Method { .. }
        | Role::Constructor { .. }
        | Role::Fields { .. } => &function.name,
    };
    let or_anonymous = |name: &str| {
        if name.is_empty() { "<anonymous>".to_owned() } else { name.to_owned() }
    };
    if is_new {
        return format!("new {}", or_anonymous(name));
    }
    let words = call.as_ref().and_then(What::callee);
    let is_member_call = words.is_some_and(|callee| callee.contains(['.', '[']));
    let is_plain_call = words.is_some() && !is_member_call;
    let type_name = match &function.role {
        _ if is_plain_call => None,
        Role::Method { class, is_static: false } => Some(class.clone()),
        Role::Method { is_static: true, .. } if runtime <= Runtime::Node16 => {
            Some("Function".to_owned())
        }
        Role::Method { class, is_static: true } | Role::Fields { class, is_static: false } => {
            Some(class.clone())
        }
        Role::Fields { is_static: true, .. } => Some("Function".to_owned()),
        Role::Property => Some("Object".to_owned()),
        Role::Plain if is_member_call => Some("Object".to_owned()),
        Role::Plain | Role::Constructor { .. } => None,
    };
    let Some(type_name) = type_name.filter(|name| !name.is_empty()) else {
        return name.to_owned();
    };
    let method = words.and_then(|callee| callee.rsplit_once('.')).map(|(_, method)| method);
    if name.is_empty() {
        return format!("{type_name}.{}", method.map_or_else(|| or_anonymous(name), str::to_owned));
    }
    method_call(runtime, &type_name, name, method)
}

/// `Type.function [as method]`
fn method_call(runtime: Runtime, type_name: &str, name: &str, method: Option<&str>) -> String {
    let accessed = name.strip_prefix("get ").or_else(|| name.strip_prefix("set "));
    if let Some(property) = accessed {
        return if runtime <= Runtime::Node16 {
            format!("{type_name}.{name} [as {property}]")
        } else if runtime <= Runtime::Node20 {
            format!("{name} [as {property}]")
        } else {
            name.to_owned()
        };
    }
    let mut text = String::new();
    let typed =
        if runtime >= Runtime::Node18 { is_identifier(name) } else { !name.starts_with(type_name) };
    if typed {
        text.push_str(type_name);
        text.push('.');
    }
    text.push_str(name);
    if let Some(method) = method
        && is_identifier(method)
        && name != method
        && !name.ends_with(&format!(".{method}"))
        && !name.ends_with(&format!(" {method}"))
    {
        // Writing to a string cannot fail.
        let _ = write!(text, " [as {method}]");
    }
    text
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let starts = |char: char| char.is_alphabetic() || char == '_' || char == '$';
    chars.next().is_some_and(starts) && chars.all(|char| starts(char) || char.is_numeric())
}

/// What a caller was doing.
fn calling(host: &Host, caller: &Raw) -> Option<What> {
    let Raw::Program { file, place, .. } = caller else { return None };
    let (line, column) = (*place)?;
    let programs = host.programs.borrow();
    let operation = programs.get(*file)?.instrumented.frame(style(host), line, column)?;
    Some(operation.what.clone())
}

/// The text of a stack below its header, at most `limit` lines.
pub(crate) fn written(host: &Host, frames: &[Frame], limit: usize) -> String {
    let programs = host.programs.borrow();
    frames.iter().take(limit).fold(String::new(), |mut text, frame| {
        let place = match frame.location {
            None => "<anonymous>".to_owned(),
            Some(Location { file, position: Position { line, column } }) => {
                let program = programs.get(file);
                let path = program.map_or("", |program| program.path.as_str());
                let scheme = match program.map(|program| program.goal) {
                    Some(Goal::Module) => "file://",
                    Some(Goal::Page) if path.starts_with('/') => "http://localhost",
                    Some(Goal::Script | Goal::Page) | None => "",
                };
                format!("{scheme}{path}:{line}:{column}")
            }
        };
        // Writing to a string cannot fail.
        let _ = if frame.name.is_empty() {
            write!(text, "\n    at {place}")
        } else {
            write!(text, "\n    at {} ({place})", frame.name)
        };
        text
    })
}

/// `Name: message`, the first line of a stack (`ErrorUtils::ToString`), without running the
/// program's code.
pub(crate) fn header(error: &JsObject) -> String {
    let text = |key: JsString| {
        values::data(error, &key.into()).filter(|value| !value.is_undefined()).map(|value| {
            match value.as_string() {
                Some(text) => text.to_std_string_lossy(),
                None => value.display().to_string(),
            }
        })
    };
    let name = text(js_string!("name")).unwrap_or_else(|| "Error".to_owned());
    let message = text(js_string!("message")).unwrap_or_default();
    match (name.is_empty(), message.is_empty()) {
        (_, true) => name,
        (true, false) => message,
        (false, false) => format!("{name}: {message}"),
    }
}

/// The innermost call, unless that is a built-in function's.
pub(crate) fn innermost(raw: &[Raw]) -> Option<&Raw> {
    raw.iter().find(|call| !is_relay(call))
}

/// Which of the frames is the innermost call of `function`.
pub(crate) fn position_of(
    host: &Host,
    frames: &[Frame],
    function: &JsObject,
    context: &mut Context,
) -> Option<usize> {
    let class = host.classes.borrow().get(function).copied();
    let is_class = class.is_some();
    let site = if let Some(site) = class {
        site
    } else {
        let function = JsFunction::from_object(function.clone())?;
        callbacks::describe(host, &function, context).site?
    };
    let site = *host.sites.borrow().get(site.index())?;
    let programs = host.programs.borrow();
    frames.iter().position(|frame| {
        let Some(Location { file, position }) = frame.location else { return false };
        let Some(program) = programs.get(file).filter(|_| file == site.file.index()) else {
            return false;
        };
        let instrumented = &program.instrumented;
        let (start, end) = (instrumented.byte(site.start), instrumented.byte(site.end));
        instrumented.function(style(host), position).is_some_and(|function| {
            if is_class {
                let inside = start <= function.start && function.end <= end;
                inside && matches!(function.role, Role::Constructor { .. })
            } else {
                function.start == start && function.end == end
            }
        })
    })
}
