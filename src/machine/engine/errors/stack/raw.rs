//! The calls that the engine lists with an error, read from its own text.

use std::rc::Rc;

use boa_engine::{Context, JsObject};

use super::{
    super::super::{host::Host, programs::Program},
    names,
};

/// What the engine's own frames of ours begin with where V8 shows them.
pub(crate) const SHOWN: char = '%';

/// A call as the engine lists it.
pub(crate) enum Raw {
    /// In a program file, by its index among the files; the engine may not know where.
    Program { file: usize, place: Option<(u32, u32)>, name: String },
    /// In one of Node's own modules, by its own name.
    Own(String),
    /// One of Node's own modules calls a function on a receiver (`Reflect.apply`).
    Applied,
    /// The engine's own, by its name, or code made by `eval`.
    Hidden(String),
    /// A built-in function, by the name V8 gives it.
    Native(String),
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
        if let Some(name) = names::unwrapped(&host, &programs, &calls, index) {
            calls[index] = Raw::Native(name);
        }
        // Node's own files call by it.
        let relays = matches!(&calls[index - 1], Raw::Native(name)
            if matches!(name.as_str(), "Reflect.apply" | "Object.apply"));
        if relays && is_relay(&calls[index]) {
            calls[index - 1] = Raw::Applied;
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
            None => Raw::Hidden(name.to_owned()),
        };
    }
    let mut parts = line.strip_suffix(')').unwrap_or_default().rsplitn(3, ':');
    let (column, row, rest) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
    let at = programs.iter().enumerate().find_map(|(file, program)| {
        let name = rest.strip_suffix(program.path.as_str())?.strip_suffix(" (")?;
        Some((file, name))
    });
    let Some((file, name)) = at else {
        return match rest.rsplit_once(" (node:") {
            Some((name, _)) => Raw::Own(name.to_owned()),
            None => Raw::Hidden(String::new()),
        };
    };
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let place = number(row).zip(number(column));
    let name = if name == "<main>" { "" } else { name };
    Raw::Program { file, place, name: name.to_owned() }
}

/// Our wrapper of a built-in function stands in front of the engine's own.
pub(super) fn is_relay(call: &Raw) -> bool {
    matches!(call, Raw::Hidden(_) | Raw::Own(_) | Raw::Applied)
}

/// Whether it is a call of `Reflect.apply`, the program's or Node's.
pub(super) fn is_apply(call: &Raw) -> bool {
    match call {
        Raw::Applied => true,
        Raw::Native(name) => matches!(name.as_str(), "Reflect.apply" | "Object.apply"),
        Raw::Program { .. } | Raw::Own(_) | Raw::Hidden(_) => false,
    }
}

/// The calls around the one at `index`, the innermost first.
pub(super) fn above(raw: &[Raw], index: usize) -> impl Iterator<Item = &Raw> {
    raw.iter().skip(index + 1)
}

/// The innermost call, unless that is a built-in function's.
pub(crate) fn innermost(raw: &[Raw]) -> Option<&Raw> {
    raw.iter().find(|call| !is_relay(call))
}

/// The functions of Node's own that were running when an error was made, the innermost first,
/// up to the one that the program called.
pub(crate) fn own_calls(raw: &[Raw]) -> Vec<&str> {
    let own = raw.iter().map_while(|call| match call {
        Raw::Own(name) | Raw::Hidden(name) => Some(name.as_str()),
        Raw::Applied | Raw::Native(_) => Some(""),
        Raw::Program { .. } => None,
    });
    own.filter(|name| !name.is_empty()).collect()
}

/// Whether Node's own files were running when an error was made: V8 shows these frames, and
/// so this is an error with a stack.
pub(crate) fn has_own_frames(error: &JsObject, context: &mut Context) -> bool {
    // Values can be shown in a context that runs no program.
    if !Host::is_of(context) {
        return false;
    }
    raw(error, context).iter().any(|call| matches!(call, Raw::Own(_)))
}
