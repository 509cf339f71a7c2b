//! The name V8 gives a call in a stack (`SerializeCallSiteInfo`, src/objects/call-site-info.cc).

use std::fmt::Write;

use boa_engine::JsValue;

use super::{super::values, Raw, style};
use crate::{
    instrument::{Goal, Role, What},
    machine::engine::{host::Host, programs::Program},
    trace::{Position, Runtime},
};

/// What Node calls a callback on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Receiver {
    Timeout,
    Immediate,
    EndedImmediate,
    Process,
}

impl Receiver {
    pub(super) fn of(value: &JsValue) -> Option<Self> {
        match values::constructor_name(&value.as_object()?)?.as_str() {
            "Timeout" => Some(Self::Timeout),
            "Immediate" => Some(Self::Immediate),
            "process" => Some(Self::Process),
            _ => None,
        }
    }

    /// The name of a function that was called on it, by its own name.
    pub(super) fn called(self, name: &str) -> String {
        let (receiver, method) = match self {
            Self::Timeout => ("Timeout", Some("_onTimeout")),
            Self::Immediate => ("Immediate", Some("_onImmediate")),
            Self::EndedImmediate => ("Immediate", None),
            Self::Process => ("process", None),
        };
        match method {
            Some(method) if name.is_empty() => format!("{receiver}.{method}"),
            Some(method) => format!("{receiver}.{name} [as {method}]"),
            None if name.is_empty() => format!("{receiver}.<anonymous>"),
            None => format!("{receiver}.{name}"),
        }
    }
}

/// The function's own name, empty if it has none.
pub(super) fn plain_name(
    host: &Host,
    program: &Program,
    position: Position,
    own_name: &str,
) -> String {
    let function = program.instrumented.function(style(host), position);
    function.map_or_else(
        || own_name.to_owned(),
        |function| {
            if function.name.is_empty() { function.inferred.clone() } else { function.name.clone() }
        },
    )
}

/// The name V8 gives a call of the function around `position`.
pub(super) fn name_of(
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
