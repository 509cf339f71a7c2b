//! From the engine's words to V8's.
//!
//! The engine's message says what kind of failure it was; the program's text and the operands
//! it noted say of what. Messages that are not known here stay as they are.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an operation of another kind is not the one that is asked for"
)]

mod classes;
mod iteration;
mod objects;
mod patterns;
mod plain;
mod proxies;

use boa_engine::{Context, JsError, JsNativeError, JsSymbol, JsValue};

use super::{
    super::{host::Host, modules::esm, programs::Program},
    stack::{self, Location, Raw},
    values::{self, Note},
};
use crate::{
    instrument::{Dead, Key, Operand, Operation, What},
    trace::{Position, Runtime},
};

pub(crate) use self::{iteration::returned, objects::not_written, proxies::revoked_for};

/// The engine's words where V8's are not known, else V8's.
pub(crate) fn plain(message: &str, runtime: Runtime) -> String {
    plain::of(message, runtime).unwrap_or_else(|| message.to_owned())
}

/// An error, told again.
#[derive(Default)]
pub(super) struct Told {
    /// None if the engine's words will do.
    pub(super) message: Option<String>,
    /// Where V8 says it happened, if the engine says otherwise.
    pub(super) at: Option<Location>,
}

/// A failure whose place in the program is known.
struct Failure<'a> {
    host: &'a Host,
    program: &'a Program,
    file: usize,
    place: Option<(u32, u32)>,
    /// The name of the function, for places the engine does not know.
    name: &'a str,
    /// What began to run last, if it is part of the failing function.
    near: Option<(Position, Position)>,
    raw: &'a [Raw],
}

/// Tells an error again, as far as it is understood.
pub(super) fn of(message: &str, raw: &[Raw], context: &mut Context) -> Told {
    let host = Host::of(context);
    let runtime = host.profile.runtime;
    let plain = esm::unlinked_words(message, context).or_else(|| plain::of(message, runtime));
    let Some(Raw::Program { file, place, name }) = stack::innermost(raw) else {
        return Told { message: plain, ..Told::default() };
    };
    let (file, place) = (*file, *place);
    let program = host.programs.borrow().get(file).cloned();
    let Some(program) = program else { return Told { message: plain, ..Told::default() } };
    let mut failure =
        Failure { host: &host, program: &program, file, place, name, near: None, raw };
    failure.near = failure.nearby();
    let told = failure.tell(message, context);
    match told {
        Some((message, at)) => Told { message: Some(message), at: Some(at) },
        None => Told { message: plain, at: failure.operator(message) },
    }
}

impl Failure<'_> {
    /// The statement or expression that began to run last. It is of use only if it stands in
    /// the function that failed: a `finally` block may have run since.
    fn nearby(&self) -> Option<(Position, Position)> {
        let call = self.host.calls.borrow().top()?;
        let sites = self.host.sites.borrow();
        let site = sites.get(call.site.index())?;
        if site.file.index() != self.file {
            return self.parameters();
        }
        let style = stack::style(self.host);
        let instrumented = &self.program.instrumented;
        let failed = match self.place {
            Some((line, column)) => instrumented.to_source(line, column),
            None => return self.parameters(),
        };
        let function = |position| {
            instrumented.function(style, position).map(|function| (function.start, function.end))
        };
        (function(failed) == function(site.start)).then_some((site.start, site.end))
    }

    /// The function whose parameters failed: the engine has no places for them. It has the
    /// name of the failing call; of several, the one written nearest to its caller is meant.
    fn parameters(&self) -> Option<(Position, Position)> {
        let instrumented = &self.program.instrumented;
        let caller = self.raw.iter().skip(1).find_map(|call| match call {
            Raw::Program { file, place: Some((line, column)), .. } if *file == self.file => {
                Some(instrumented.byte(instrumented.to_source(*line, *column)))
            }
            Raw::Program { .. } | Raw::Native(_) | Raw::Hidden(_) | Raw::Own(_) | Raw::Applied => {
                None
            }
        });
        let caller = caller.unwrap_or(0);
        let functions = instrumented.functions(stack::style(self.host)).iter();
        let function = functions
            .filter(|function| function.takes_apart && function.name == self.name)
            .min_by_key(|function| function.start.abs_diff(caller))?;
        let position = |byte| instrumented.position(byte);
        Some((position(function.start), position(function.end)))
    }

    /// The likeliest operation of a kind.
    fn find(&self, wanted: impl Fn(&What) -> bool) -> Option<&Operation> {
        self.candidates(wanted).into_iter().next()
    }

    fn candidates(&self, wanted: impl Fn(&What) -> bool) -> Vec<&Operation> {
        let style = stack::style(self.host);
        self.program.instrumented.at(style, self.place, self.near, wanted)
    }

    fn location(&self, at: u32) -> Location {
        Location { file: self.file, position: self.program.instrumented.position(at) }
    }

    /// Where an operation is that converts its operands, or calls a built-in function.
    fn operator(&self, message: &str) -> Option<Location> {
        let style = stack::style(self.host);
        let operator = self.find(|what| matches!(what, What::Operator));
        // No built-in function says so.
        if message.starts_with("cannot mix BigInt")
            && let Some(operator) = operator
        {
            return Some(self.location(operator.at));
        }
        if let Some((line, column)) = self.place
            && let Some(operation) = self.program.instrumented.frame(style, line, column)
        {
            return Some(self.location(operation.at));
        }
        Some(self.location(operator?.at))
    }

    /// V8's words and place, where the failure is one of the program's own operations.
    fn tell(&self, message: &str, context: &mut Context) -> Option<(String, Location)> {
        match message {
            "cannot convert 'null' or 'undefined' to object" => self.nullish(context),
            "Cannot destructure 'null' value" => self.taken_apart(Operand::Null, context),
            "Cannot destructure 'undefined' value" => self.taken_apart(Operand::Undefined, context),
            "not a callable function" => self.not_callable(),
            "not a constructor" => self.not_constructor(),
            "access of uninitialized binding" => self.dead(),
            "Cannot delete property" => self.not_deleted(context),
            "class constructor cannot be invoked without 'new'" => self.class_called(),
            "superclass must be a constructor" => self.not_superclass(context),
            "Private element does not exist on object"
            | "private method is not writable"
            | "private property was defined without a setter"
            | "private property was defined without a getter" => self.private(message),
            "Proxy object has empty handler and target" => self.revoked(),
            "returned iterator is not an object" => self.no_async_iterator(),
            "next value should be an object" => self.no_result(),
            "value returned for property of object is not a function" => {
                self.not_iterable(Some("object"), context)
            }
            "value with type `undefined` is not callable" => self.no_next(),
            "super constructor object must be constructor" => self.no_super_constructor(),
            "cannot reinitialize `this` binding" => {
                let operation = self.find(|what| matches!(what, What::SuperCall))?;
                let message = "Super constructor may only be called once".to_owned();
                Some((message, self.location(operation.at)))
            }
            _ if message.starts_with("Must call super constructor") => {
                let operation = self.find(|what| matches!(what, What::This))?;
                Some((message.to_owned(), self.location(operation.at)))
            }
            _ => self.tell_by_pattern(message, context),
        }
    }

    fn tell_by_pattern(&self, message: &str, context: &mut Context) -> Option<(String, Location)> {
        let quoted = || message.split(['\'', '`']).nth(1);
        let unnamed = message.strip_suffix(" is not defined");
        let unassigned = message.starts_with("cannot assign to uninitialized ").then(quoted);
        if let Some(name) = unnamed.or(unassigned.flatten()) {
            return self.not_defined(name);
        }
        if message.starts_with("cannot mutate an immutable binding") {
            let name = quoted()?;
            let operation =
                self.find(|what| matches!(what, What::Assign { name: other } if other == name))?;
            return Some((
                "Assignment to constant variable.".to_owned(),
                self.location(operation.at),
            ));
        }
        if let Some(key) = message.strip_prefix("cannot set non-writable property: ") {
            return self.not_written(key, context);
        }
        if let Some(kind) = message.strip_prefix("value with type `")
            && message.ends_with("iterable")
        {
            return self.not_iterable(kind.split('`').next(), context);
        }
        if message.starts_with("right-hand side of 'in' should be an object") {
            return self.not_in(context);
        }
        None
    }

    /// A property of `undefined` or `null`, or one of them iterated over.
    fn nullish(&self, context: &mut Context) -> Option<(String, Location)> {
        let operation = self.find(|what| {
            matches!(
                what,
                What::Read { .. } | What::Write { .. } | What::Delete { .. } | What::Iterate { .. }
            )
        })?;
        let at = self.location(operation.at);
        let modern = self.host.profile.runtime >= Runtime::Node16;
        match &operation.what {
            What::Read { key, object } => {
                let object = self.nullish_value(*object, context);
                if self.is_iterator(key, context) {
                    return Some((self.iterator_of(object), at));
                }
                Some((reading(modern, object, &self.key(key, context)), at))
            }
            What::Write { key, object } => {
                let (key, object) = (self.key(key, context), self.nullish_value(*object, context));
                let message = if modern {
                    format!("Cannot set properties of {object} (setting '{key}')")
                } else {
                    format!("Cannot set property '{key}' of {object}")
                };
                Some((message, at))
            }
            What::Delete { .. } => {
                Some(("Cannot convert undefined or null to object".to_owned(), at))
            }
            _ => self.not_iterable(None, context),
        }
    }

    /// `undefined` or `null`, as an operand was.
    fn nullish_value(&self, operand: Operand, context: &mut Context) -> &'static str {
        if self.value(operand, context).is_null() { "null" } else { "undefined" }
    }

    /// The value of an operand, as far as it was noted.
    fn value(&self, operand: Operand, context: &mut Context) -> JsValue {
        let note = |note, context: &mut Context| values::note(self.host, self.file, note, context);
        match operand {
            Operand::Null => JsValue::null(),
            Operand::Object => note(Note::Object, context),
            Operand::Written => note(Note::Written, context),
            Operand::Called(start, end) => self.returned(start, end),
            Operand::Undefined | Operand::Solid | Operand::Other => JsValue::undefined(),
        }
    }

    /// What the call between these bytes returned, if it was nothing.
    fn returned(&self, start: u32, end: u32) -> JsValue {
        let is_null = self.returned_nothing(start, end).unwrap_or_default();
        if is_null { JsValue::null() } else { JsValue::undefined() }
    }

    /// Whether the call between these bytes returned null; none if it returned something.
    fn returned_nothing(&self, start: u32, end: u32) -> Option<bool> {
        let (site, is_null) = self.host.returned_nothing.get()?;
        let instrumented = &self.program.instrumented;
        let same = self.host.sites.borrow().get(site.index()).is_some_and(|site| {
            instrumented.byte(site.start) == start && instrumented.byte(site.end) == end
        });
        same.then_some(is_null)
    }

    fn key(&self, key: &Key, context: &mut Context) -> String {
        match key {
            Key::Known(name) | Key::Private(name, _) => name.clone(),
            Key::Noted => {
                let key = values::note(self.host, self.file, Note::Key, context);
                values::shown(&key, context)
            }
        }
    }

    /// Whether a key is `Symbol.iterator`: V8 takes who reads that to iterate.
    fn is_iterator(&self, key: &Key, context: &mut Context) -> bool {
        matches!(key, Key::Noted)
            && values::note(self.host, self.file, Note::Key, context).as_symbol()
                == Some(JsSymbol::iterator())
    }

    /// `Symbol.iterator` of nothing (`ThrowLoadFromNullOrUndefined`,
    /// src/execution/messages.cc).
    fn iterator_of(&self, nothing: &str) -> String {
        let is_null = nothing == "null";
        if self.host.profile.runtime <= Runtime::Node11 {
            let shown = if is_null { "object" } else { nothing };
            return reading(false, shown, "Symbol(Symbol.iterator)");
        }
        let typed = if is_null { "object null" } else { nothing };
        format!("{typed} is not iterable (cannot read property Symbol(Symbol.iterator))")
    }

    fn not_callable(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Call { .. }))?;
        let What::Call { callee, iterated, .. } = &operation.what else { return None };
        let message = match iterated {
            true if self.host.profile.runtime <= Runtime::Node11 => {
                format!("{callee}(...) is not a function or its return value is not iterable")
            }
            true => format!("{callee} is not a function or its return value is not iterable"),
            false => format!("{callee} is not a function"),
        };
        Some((message, self.location(operation.at)))
    }

    fn not_constructor(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::New { .. }))?;
        let What::New { callee } = &operation.what else { return None };
        Some((format!("{callee} is not a constructor"), self.location(operation.at)))
    }

    /// The engine says the same of a name that nobody declared and of one declared later, if
    /// a function reads it.
    fn not_defined(&self, name: &str) -> Option<(String, Location)> {
        let operation = self.find(|what| match what {
            What::Name { name: other, .. } | What::Assign { name: other } => other == name,
            _ => false,
        })?;
        let at = self.location(operation.at);
        let dead = self.find(|what| match what {
            What::Name { name: other, dead } => other == name && *dead != Dead::Never,
            _ => false,
        });
        let message = match dead {
            Some(_) => self.too_early(name),
            None => format!("{name} is not defined"),
        };
        Some((message, at))
    }

    fn dead(&self) -> Option<(String, Location)> {
        let likely = self.find(|what| matches!(what, What::Name { dead: Dead::Likely, .. }));
        let possible = || self.find(|what| matches!(what, What::Name { dead: Dead::Possibly, .. }));
        let operation = likely.or_else(possible)?;
        let What::Name { name, .. } = &operation.what else { return None };
        Some((self.too_early(name), self.location(operation.at)))
    }

    fn too_early(&self, name: &str) -> String {
        if self.host.profile.runtime >= Runtime::Node12 {
            format!("Cannot access '{name}' before initialization")
        } else {
            format!("{name} is not defined")
        }
    }

    fn not_in(&self, context: &mut Context) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::In { .. }))?;
        let What::In { key, object, literal } = &operation.what else { return None };
        let key = self.key(key, context);
        let object = if let Some(literal) = literal {
            literal.clone()
        } else {
            let object = self.value(*object, context);
            values::shown(&object, context)
        };
        let message = format!("Cannot use 'in' operator to search for '{key}' in {object}");
        Some((message, self.location(operation.at)))
    }
}

/// A property of `undefined` read by code of Node's own.
pub(crate) fn reading_of_undefined(key: &str, runtime: Runtime) -> JsError {
    let message = reading(runtime >= Runtime::Node16, "undefined", key);
    JsNativeError::typ().with_message(message).into()
}

/// `Cannot read ...`, by V8's age.
fn reading(modern: bool, object: &str, key: &str) -> String {
    if modern {
        format!("Cannot read properties of {object} (reading '{key}')")
    } else {
        format!("Cannot read property '{key}' of {object}")
    }
}
