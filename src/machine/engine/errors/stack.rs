//! Stacks in V8's form.
//!
//! The engine keeps a list of calls with every error. Here each gets its place in the
//! learner's text and the name V8 gives it. Frames of Node's own modules are left out.

mod classes;
mod names;
mod places;
mod raw;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsFunction,
};

pub(super) use self::places::entered;
use self::{
    names::{Applied, Receiver},
    places::{called_at, near},
    raw::{above, is_apply, is_relay},
};
pub(crate) use self::{
    names::{Kind, Name},
    places::iterating,
    raw::{Raw, SHOWN, has_own_frames, innermost, own_calls, raw},
};
use super::{
    super::{callbacks, host::Host},
    awaiting,
    constructors::{self, Made},
    values,
};
use crate::{
    instrument::{Goal, Role, Style},
    trace::{Position, Runtime, SiteId},
};

/// One line of a stack.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) name: Name,
    /// None for built-in functions.
    pub(crate) location: Option<Location>,
    /// It waits for what runs.
    pub(crate) is_async: bool,
}

/// What the calls of a stack began with, and what waits for them to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Circumstances {
    receiver: Option<Receiver>,
    /// What `Reflect.apply` is calling functions on, the outermost first.
    applied: Vec<Applied>,
    awaiting: Vec<Frame>,
    /// The calls go on behind an `await`.
    resumed: bool,
    /// What of the program's functions ran last, the innermost first.
    stands: Vec<SiteId>,
}

impl Circumstances {
    pub(crate) fn now(host: &Host) -> Self {
        Self::taken(host).told(host)
    }

    /// Those of now, for a stack that is made up later.
    pub(super) fn taken(host: &Host) -> Self {
        let receiver = Receiver::of(&host.receiver.borrow());
        let applied = host.applied.borrow();
        let applied = applied.iter().map(|(function, this)| Applied::of(function, this)).collect();
        let stands = host.calls.borrow().stands().take(constructors::MOST_FRAMES).collect();
        let resumed = awaiting::is_resumed(host);
        Self { receiver, applied, awaiting: awaiting::frames(host), resumed, stands }
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
    let mut stands = circumstances.stands.iter().copied();
    for (index, call) in raw.iter().enumerate() {
        match call {
            // What `finally` made of a callback.
            Raw::Hidden(name)
                if name.is_empty()
                    && index + 1 == raw.len()
                    && !circumstances.resumed
                    && raw.iter().rev().nth(1).is_some_and(|call| in_function(host, call)) =>
            {
                frames.push(Frame { name: Name::default(), location: None, is_async: false });
            }
            Raw::Hidden(_) | Raw::Own(_) | Raw::Applied => {}
            // V8 leaves these calls before they call.
            Raw::Native(name) if TAIL_CALLS.contains(&name.as_str()) => {}
            Raw::Native(name) if name == "Array.join" && is_left_out(host, raw, index) => {}
            Raw::Native(name) => {
                let called = raw.iter().take(index).rfind(|call| !is_relay(call));
                let name = names::native(host, name, called);
                frames.push(Frame { name, location: None, is_async: false });
            }
            Raw::Program { file, place, name } => {
                let known = first.take().filter(|first| first.file == *file);
                let programs = host.programs.borrow();
                let Some(program) = programs.get(*file) else { continue };
                let near = place.and_then(|place| near(host, program, *file, place, &mut stands));
                let position = match known {
                    Some(known) => known.position,
                    None => match place {
                        Some(place) => {
                            let inner = raw.iter().take(index).rfind(|call| !is_relay(call));
                            let (position, awaits) = called_at(host, program, *place, inner, near);
                            if awaits {
                                let name = Name::built_in("Async-from-Sync Iterator.next");
                                frames.push(Frame { name, location: None, is_async: false });
                            }
                            position
                        }
                        None => continue,
                    },
                };
                let plain = || names::plain_name(host, program, position, name);
                let runtime = host.profile.runtime;
                let name = match caller(raw, index, circumstances) {
                    Caller::Nobody => match circumstances.receiver {
                        Some(receiver) => receiver.called(runtime, &plain()),
                        None => names::name_of(host, program, position, name, None),
                    },
                    Caller::Applied(applied) => applied.called(runtime, &plain()),
                    Caller::Node => Name::plain(plain()),
                    Caller::Call(call) => names::name_of(host, program, position, name, Some(call)),
                };
                let location = Location { file: *file, position };
                frames.push(Frame { name, location: Some(location), is_async: false });
                // The engine calls what nobody wrote from nowhere.
                let is_written = |call: &&Raw| !matches!(call, Raw::Program { place: None, .. });
                let caller = above(raw, index).filter(is_written).find(|call| !is_relay(call));
                frames.extend(classes::unwritten(host, program, location, caller));
            }
        }
    }
    frames.extend(circumstances.awaiting.iter().cloned());
    frames
}

/// Built-in functions that V8 has no frames of.
const TAIL_CALLS: [&str; 5] =
    ["Object.apply", "Object.construct", "Reflect.apply", "Reflect.construct", "new Proxy"];

/// Whether what joins an array at `index` makes a text of it, which not every V8 does by way
/// of `join`.
fn is_left_out(host: &Host, raw: &[Raw], index: usize) -> bool {
    let runtime = host.profile.runtime;
    match raw.get(index + 1) {
        Some(Raw::Native(around)) => around == "Array.toString" && runtime == Runtime::Node10,
        Some(Raw::Hidden(around)) => around.is_empty() && runtime == Runtime::Node26,
        Some(Raw::Program { .. } | Raw::Own(_) | Raw::Applied) | None => false,
    }
}

/// Whether it is a call of a function of the program, not of a file.
fn in_function(host: &Host, call: &Raw) -> bool {
    let Raw::Program { file, place: Some((line, column)), .. } = call else { return false };
    host.programs.borrow().get(*file).is_some_and(|program| {
        let position = program.instrumented.to_v8(*line, *column);
        program.instrumented.function(style(host), position).is_some()
    })
}

/// Who made a call.
enum Caller<'a> {
    /// The event loop.
    Nobody,
    /// One of Node's own modules, as a plain function.
    Node,
    /// The same, on a receiver.
    Applied(&'a Applied),
    Call(&'a Raw),
}

/// Who made the call at `index`.
fn caller<'a>(raw: &'a [Raw], index: usize, circumstances: &'a Circumstances) -> Caller<'a> {
    let call = above(raw, index).find(|call| !is_relay(call));
    match above(raw, index).enumerate().find(|(_, call)| !matches!(call, Raw::Hidden(_))) {
        Some((next, Raw::Applied)) => {
            let inner = raw.iter().take(index + 1 + next).filter(|call| is_apply(call)).count();
            let applied = circumstances.applied.iter().rev().nth(inner);
            applied.map_or(Caller::Node, Caller::Applied)
        }
        Some((_, Raw::Own(_))) if call.is_some() => Caller::Node,
        _ => call.map_or(Caller::Nobody, Caller::Call),
    }
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

/// The frame of a function that waits in a `for await` or a `yield*` near `site`.
pub(super) fn waiting(host: &Host, site: SiteId) -> Option<Frame> {
    let position = iterating(host, site)?;
    let file = host.sites.borrow().get(site.index())?.file.index();
    let programs = host.programs.borrow();
    let name = names::name_of(host, programs.get(file)?, position, "", None);
    let location = Some(Location { file, position });
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

/// The text of a stack below its header.
pub(crate) fn written(host: &Host, frames: &[Frame]) -> String {
    frames.iter().fold(String::new(), |text, frame| text + "\n    at " + &line(host, frame))
}

/// A call as its line of a stack tells it.
pub(super) fn line(host: &Host, frame: &Frame) -> String {
    let waits = if frame.is_async { "async " } else { "" };
    let name = &frame.name.text;
    let place = file_name(host, frame).zip(frame.location);
    let place = place.map(|(file, Location { position: Position { line, column }, .. })| {
        format!("{file}:{line}:{column}")
    });
    match place {
        None if frame.is_async => format!("async {name}"),
        None if name.is_empty() => "<anonymous>".to_owned(),
        None if is_native(host, frame) => format!("{name} (native)"),
        None => format!("{name} (<anonymous>)"),
        Some(place) if name.is_empty() => format!("{waits}{place}"),
        Some(place) => format!("{waits}{name} ({place})"),
    }
}

/// The file of a call, as V8 names it.
pub(super) fn file_name(host: &Host, frame: &Frame) -> Option<String> {
    let programs = host.programs.borrow();
    let program = programs.get(frame.location?.file)?;
    Some(format!("{}{}", scheme(program.goal, &program.path), program.path))
}

/// Whether V8 says of a built-in function that it is native code: V8 before 7 wrote some in
/// JavaScript.
pub(super) fn is_native(host: &Host, frame: &Frame) -> bool {
    let name = frame.name.text.as_str();
    matches!(name, "Array.sort" | "Array.join" | "Array.fill" | "Array.toString")
        && host.profile.runtime <= Runtime::Node10
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

/// `throughPromise(error)`: an error of the file system that a promise of `fs.promises`
/// brings. V8 shows who awaits it, which is known as the program goes on.
pub(crate) fn through_promise(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(error) = args.get_or_undefined(0).as_object() {
        constructors::attach(&error, Made::By(&[]), context)?;
        Host::of(context).awaited.replace(Some(error));
    }
    Ok(JsValue::undefined())
}

/// An async function of the program goes on because of a rejection.
pub(crate) fn awaited(host: &Host, reason: &JsValue, wait: usize, context: &mut Context) {
    let error = reason.as_object().filter(|error| is_awaited(host, error));
    if let Some(error) = error
        && raw(&error, context).iter().all(|call| !matches!(call, Raw::Program { .. }))
    {
        let frames = awaiting::from_wait(host, wait);
        // An error that cannot be changed stays as it is.
        let _ = constructors::attach(&error, Made::By(&frames), context);
    }
}

/// Whether it is the last error that [`through_promise`] was told of.
pub(super) fn is_awaited(host: &Host, error: &JsObject) -> bool {
    host.awaited.borrow().as_ref() == Some(error)
}
