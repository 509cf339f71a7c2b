//! The name V8 gives a call in a stack (`SerializeCallSiteInfo`, src/objects/call-site-info.cc).

use std::{fmt::Write, rc::Rc};

use boa_engine::JsValue;

use super::{super::values, Raw, style};
use crate::{
    instrument::{Function, Goal, Role, What},
    machine::engine::{host::Host, programs::Program},
    trace::{Position, Runtime},
};

/// A call, by the name V8 gives it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// The function's own, empty if it has none.
    pub(crate) function: String,
    pub(crate) kind: Kind,
}

/// How a function was called, as its name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    #[default]
    Plain,
    /// On an object.
    On,
    New,
}

impl Name {
    /// The name of a plain call.
    pub(crate) fn plain(name: String) -> Self {
        Self { text: name.clone(), function: name, kind: Kind::Plain }
    }

    /// The name of a built-in function: `Array.map`, `new Promise`, `RegExp.[Symbol.match]`,
    /// `Promise.all (index 0)`.
    pub(crate) fn built_in(text: &str) -> Self {
        let (kind, function) = match (text.strip_prefix("new "), text.split_once(".[")) {
            (Some(class), _) => (Kind::New, class.to_owned()),
            (None, Some((_, key))) => (Kind::On, format!("[{key}")),
            (None, None) => match text.split(' ').next().unwrap_or(text).rsplit_once('.') {
                Some((_, name)) => (Kind::On, name.to_owned()),
                None => (Kind::Plain, text.to_owned()),
            },
        };
        Self { text: text.to_owned(), function, kind }
    }

    /// The name of a call that makes an object.
    pub(super) fn new(class: &str) -> Self {
        let shown = if class.is_empty() { "<anonymous>" } else { class };
        Self { text: format!("new {shown}"), function: class.to_owned(), kind: Kind::New }
    }
}

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
    pub(super) fn called(self, runtime: Runtime, name: &str) -> Name {
        let (receiver, method) = match self {
            Self::Timeout => ("Timeout", Some("_onTimeout")),
            Self::Immediate => ("Immediate", Some("_onImmediate")),
            Self::EndedImmediate => ("Immediate", None),
            Self::Process => ("process", None),
        };
        called_on(runtime, receiver, name, method)
    }
}

/// A function that is being called on a receiver.
#[derive(Clone, Debug, Default)]
pub(super) struct Applied {
    /// The name of the receiver's class; none if there is no receiver.
    receiver: Option<String>,
    /// The receiver's property that holds the function.
    method: Option<String>,
}

impl Applied {
    pub(super) fn of(function: &JsValue, this: &JsValue) -> Self {
        let (Some(function), Some(object)) = (function.as_object(), this.as_object()) else {
            return Self::default();
        };
        Self {
            receiver: values::constructor_name(&object),
            method: values::holding(&object, &function),
        }
    }

    /// The name of the function, by its own name.
    pub(super) fn called(&self, runtime: Runtime, name: &str) -> Name {
        match &self.receiver {
            Some(receiver) => called_on(runtime, receiver, name, self.method.as_deref()),
            None => Name::plain(name.to_owned()),
        }
    }
}

/// The name of a function that was called on a receiver.
fn called_on(runtime: Runtime, receiver: &str, name: &str, method: Option<&str>) -> Name {
    let text = if name.is_empty() {
        format!("{receiver}.{}", method.unwrap_or("<anonymous>"))
    } else {
        method_call(runtime, receiver, name, method)
    };
    Name { text, function: name.to_owned(), kind: Kind::On }
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
            let name = if function.name.is_empty() {
                inferred(host.profile.runtime, function)
            } else {
                &function.name
            };
            name.to_owned()
        },
    )
}

/// The name of a function that has none of its own.
fn inferred(runtime: Runtime, function: &Function) -> &str {
    let early = function.early.as_ref().filter(|early| match runtime {
        Runtime::Node10 => true,
        Runtime::Node11 => !early.is_eager,
        Runtime::Node12
        | Runtime::Node14
        | Runtime::Node16
        | Runtime::Node18
        | Runtime::Node20
        | Runtime::Node22
        | Runtime::Node24
        | Runtime::Node26
        | Runtime::Browser => false,
    });
    early.map_or(function.inferred.as_str(), |early| &early.name)
}

/// The name of a built-in function; `called` is the call it made.
pub(super) fn native(host: &Host, name: &str, called: Option<&Raw>) -> Name {
    // A generator is of the class of its function, if that has a name of its own.
    if super::places::GENERATORS.contains(&name)
        && let Some((_, method)) = name.split_once('.')
        && let Some(Raw::Program { file, place: Some((line, column)), name: own }) = called
        && let Some(program) = host.programs.borrow().get(*file)
    {
        let position = program.instrumented.to_v8(*line, *column);
        let generator = plain_name(host, program, position, own);
        let is_named = !generator.starts_with('[') || host.profile.runtime >= Runtime::Node26;
        if !generator.is_empty() && is_named {
            return Name::built_in(&format!("{generator}.{method}"));
        }
    }
    Name::built_in(name)
}

/// The name of the built-in function at `index` that the engine has listed by its own name, or
/// by none, if the program called it by its usual name and it called the program back.
pub(super) fn unwrapped(
    host: &Host,
    programs: &[Rc<Program>],
    calls: &[Raw],
    index: usize,
) -> Option<String> {
    let Raw::Hidden(name) = calls.get(index)? else { return None };
    let what = match calls.get(index + 1) {
        Some(Raw::Program { file, place: Some((line, column)), .. }) => {
            let instrumented = &programs.get(*file)?.instrumented;
            instrumented.frame(style(host), *line, *column).map(|operation| &operation.what)
        }
        Some(_) | None => None,
    };
    let callee = what.and_then(What::callee).unwrap_or_default();
    let runtime = host.profile.runtime;
    match calls.get(index.checked_sub(1)?)? {
        Raw::Program { .. } => {}
        // An array is made a text of; V8 14 does not call `toString` for that.
        Raw::Native(inner) if name.is_empty() && inner == "Array.join" => {
            let is_shown = runtime <= Runtime::Node24 || callee.ends_with(".toString");
            return is_shown.then(|| "Array.toString".to_owned());
        }
        Raw::Native(_) | Raw::Own(_) | Raw::Applied | Raw::Hidden(_) => return None,
    }
    if let Some(What::New { callee }) = what {
        let converts = name.is_empty() && CONVERT.contains(&callee.as_str());
        return converts.then(|| format!("new {callee}"));
    }
    if name.is_empty() {
        return CONVERT.contains(&callee).then(|| callee.to_owned());
    }
    let (class, function) = callee.split_once('.')?;
    match class {
        _ if function != name => None,
        "Math" => Some(callee.to_owned()),
        "Array" | "Date" | "Number" | "Object" | "String" => {
            let is_old = runtime <= Runtime::Node22;
            Some(if is_old { format!("Function.{name}") } else { callee.to_owned() })
        }
        _ => None,
    }
}

/// Global functions and constructors that convert what they are given; the engine lists them
/// without names.
const CONVERT: [&str; 15] = [
    "Array",
    "Date",
    "Error",
    "EvalError",
    "Number",
    "RangeError",
    "ReferenceError",
    "Symbol",
    "SyntaxError",
    "TypeError",
    "URIError",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
];

/// Whether a built-in function calls its callback on nothing.
fn calls_on_nothing(native: &str) -> bool {
    let method = native.strip_prefix("Array.").or_else(|| native.strip_prefix("Function."));
    native == "new Promise"
        || method.is_some_and(|method| {
            matches!(
                method,
                "map"
                    | "forEach"
                    | "filter"
                    | "reduce"
                    | "reduceRight"
                    | "find"
                    | "findIndex"
                    | "findLast"
                    | "findLastIndex"
                    | "some"
                    | "every"
                    | "flatMap"
                    | "sort"
                    | "from"
            )
        })
}

/// The name V8 gives a call of the function around `position`.
pub(super) fn name_of(
    host: &Host,
    program: &Program,
    position: Position,
    own_name: &str,
    caller: Option<&Raw>,
) -> Name {
    let Some(function) = program.instrumented.function(style(host), position) else {
        return match program.goal {
            Goal::Script => called_on(host.profile.runtime, "Object", "", None),
            Goal::Module | Goal::Page => Name::default(),
        };
    };
    let runtime = host.profile.runtime;
    let call = caller.and_then(|caller| calling(host, caller));
    let is_new = match function.role {
        Role::Constructor { .. } => true,
        Role::Fields { .. } => false,
        Role::Plain | Role::Property | Role::Method { .. } => {
            matches!(call, Some(What::New { .. } | What::SuperCall))
        }
    };
    // Names that are computed are only known to the engine.
    let name = match &function.role {
        Role::Fields { is_static: true, .. } if runtime < Runtime::Node16 => {
            "<static_fields_initializer>"
        }
        Role::Method { .. } | Role::Property
            if function.name.starts_with('[') && !function.name.starts_with("[Symbol.") =>
        {
            own_name
        }
        Role::Plain | Role::Property if function.name.is_empty() => inferred(runtime, function),
        Role::Plain
        | Role::Property
        | Role::Method { .. }
        | Role::Constructor { .. }
        | Role::Fields { .. } => &function.name,
    };
    let constructs = matches!(caller, Some(Raw::Native(native))
        if matches!(native.as_str(), "Reflect.construct" | "Object.construct"));
    if is_new || constructs {
        return Name::new(name);
    }
    if let Some(Raw::Native(native)) = caller
        && matches!(native.as_str(), "JSON.parse" | "JSON.stringify")
    {
        // They call on the object that holds the value.
        return called_on(runtime, "Object", name, None);
    }
    if let Some(Raw::Native(native)) = caller
        && calls_on_nothing(native)
        && !name.starts_with("get ")
        && !matches!(name, "toString" | "valueOf" | "next" | "return")
        && !name.starts_with('[')
    {
        return Name::plain(name.to_owned());
    }
    let words = call.as_ref().and_then(What::callee);
    let is_function = matches!(function.role, Role::Plain);
    let is_member_call = words.is_some_and(|callee| callee.contains(['.', '[']));
    // `call` and `apply` are given a receiver, and what `bind` makes has one.
    let is_relayed = words.is_some_and(|callee| {
        callee.ends_with(')')
            || [".call", ".apply"].iter().any(|relay| callee.ends_with(relay))
                && !matches!(name, "call" | "apply")
    });
    let is_plain_call = words.is_some() && !is_member_call || is_relayed && is_function;
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
        return Name::plain(name.to_owned());
    };
    let method = words.and_then(|callee| callee.rsplit_once('.')).map(|(_, method)| method);
    called_on(runtime, &type_name, name, method)
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
pub(super) fn calling(host: &Host, caller: &Raw) -> Option<What> {
    let Raw::Program { file, place, .. } = caller else { return None };
    let (line, column) = (*place)?;
    let programs = host.programs.borrow();
    let operation = programs.get(*file)?.instrumented.frame(style(host), line, column)?;
    Some(operation.what.clone())
}
