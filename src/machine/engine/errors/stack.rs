//! Stacks in V8's form.
//!
//! The engine keeps a list of calls with every error. Here each gets its place in the
//! learner's text and the name V8 gives it. Frames of Node's own modules are left out.

mod names;

use std::{fmt::Write, rc::Rc};

use boa_engine::{Context, JsObject, JsString, js_string, object::builtins::JsFunction};

use super::{
    super::{callbacks, host::Host, programs::Program},
    awaiting, values,
};
use crate::{
    instrument::{Goal, Role, Style},
    trace::{Position, Runtime, SiteId},
};
use names::Receiver;

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
    /// It waits for what runs.
    pub(crate) is_async: bool,
}

/// What the calls of a stack began with, and what waits for them to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    receiver: Option<Receiver>,
    awaiting: Vec<Frame>,
}

impl Circumstances {
    pub(crate) fn now(host: &Host) -> Self {
        Self::taken(host).told(host)
    }

    /// Those of now, for a stack that is made up later.
    pub(super) fn taken(host: &Host) -> Self {
        let receiver = Receiver::of(&host.receiver.borrow());
        Self { receiver, awaiting: awaiting::frames(host) }
    }

    /// The same, as a stack tells it that is made up now: Node takes an immediate's callback
    /// off it once that has run.
    pub(super) fn told(mut self, host: &Host) -> Self {
        let runs = Receiver::of(&host.receiver.borrow()) == Some(Receiver::Immediate);
        if self.receiver == Some(Receiver::Immediate) && (host.is_over.get() || !runs) {
            self.receiver = Some(Receiver::EndedImmediate);
        }
        self
    }
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
    let mut calls: Vec<Raw> =
        text.to_std_string_lossy().lines().map(|line| raw_frame(&programs, line)).collect();
    for index in 1..calls.len() {
        // Node's own files call by it.
        let relays = matches!(&calls[index - 1], Raw::Native(name)
            if matches!(name.as_str(), "Reflect.apply" | "Object.apply"));
        if relays && is_relay(&calls[index]) {
            calls[index - 1] = Raw::Hidden;
        }
    }
    calls
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
pub(crate) fn frames(
    host: &Host,
    raw: &[Raw],
    first: Option<Location>,
    circumstances: &Circumstances,
) -> Vec<Frame> {
    let mut frames = Vec::new();
    let mut first = first;
    for (index, call) in raw.iter().enumerate() {
        match call {
            Raw::Hidden => {}
            Raw::Native(name) => {
                frames.push(Frame { name: name.clone(), location: None, is_async: false });
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
                let name = match (caller, circumstances.receiver) {
                    (None, Some(receiver)) => {
                        receiver.called(&names::plain_name(host, program, position, name))
                    }
                    _ => names::name_of(host, program, position, name, caller),
                };
                let location = Some(Location { file: *file, position });
                frames.push(Frame { name, location, is_async: false });
            }
        }
    }
    frames.extend(circumstances.awaiting.iter().cloned());
    frames
}

/// The frame of an async function that waits at `site`.
pub(super) fn awaiting(host: &Host, site: SiteId) -> Option<Frame> {
    let site = *host.sites.borrow().get(site.index())?;
    let file = site.file.index();
    let programs = host.programs.borrow();
    let name = names::name_of(host, programs.get(file)?, site.start, "", None);
    let location = Some(Location { file, position: site.start });
    Some(Frame { name, location, is_async: true })
}

/// Where an error was made, without the constructor of its class.
pub(super) fn first_location(
    host: &Host,
    error: &JsObject,
    context: &mut Context,
) -> Option<Location> {
    let retold = host.retold.borrow().as_ref().filter(|(retold, _)| retold == error).cloned();
    if let Some((_, location)) = retold {
        return Some(location);
    }
    let raw = raw(error, context);
    let mut frames = frames(host, &raw, None, &Circumstances::default());
    let class = values::data(error, &js_string!("constructor").into());
    if let Some(class) = class.and_then(|class| class.as_object())
        && let Some(last) = position_of(host, &frames, &class, context)
    {
        frames.drain(..=last);
    }
    frames.into_iter().find_map(|frame| frame.location)
}

/// How V8 begins the names of files: a module's, a page's.
pub(super) fn scheme(goal: Goal, path: &str) -> &'static str {
    match goal {
        Goal::Module => "file://",
        Goal::Page if path.starts_with('/') => "http://localhost",
        Goal::Script | Goal::Page => "",
    }
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

/// The text of a stack below its header, at most `limit` lines.
pub(crate) fn written(host: &Host, frames: &[Frame], limit: usize) -> String {
    let programs = host.programs.borrow();
    frames.iter().take(limit).fold(String::new(), |mut text, frame| {
        let place = frame.location.and_then(|Location { file, position }| {
            let program = programs.get(file)?;
            let Position { line, column } = position;
            Some(format!("{}{}:{line}:{column}", scheme(program.goal, &program.path), program.path))
        });
        let waits = if frame.is_async { "async " } else { "" };
        let name = &frame.name;
        // Writing to a string cannot fail.
        let _ = match place {
            None if frame.is_async => write!(text, "\n    at async {name}"),
            None => write!(text, "\n    at {name} (<anonymous>)"),
            Some(place) if name.is_empty() => write!(text, "\n    at {waits}{place}"),
            Some(place) => write!(text, "\n    at {waits}{name} ({place})"),
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
