//! What cannot be iterated over.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an operation of another kind is not the one that is asked for"
)]

use boa_engine::{Context, JsValue};

use super::{Failure, Host, Location, stack, values};
use crate::{
    instrument::{Iteration, Operand, Operation, What},
    trace::{Runtime, Value},
};

/// What was iterated over, as far as it is known.
pub(super) struct Subject {
    /// As V8 begins the sentence.
    typed: String,
    nothing: Option<&'static str>,
}

impl Subject {
    pub(super) fn of(value: &JsValue) -> Self {
        let nothing = match value {
            value if value.is_null() => Some("null"),
            value if value.is_undefined() => Some("undefined"),
            _ => None,
        };
        Self { typed: values::typed(value), nothing }
    }

    /// Only the type is known.
    fn of_type(kind: &str) -> Self {
        Self { typed: kind.to_owned(), nothing: None }
    }
}

impl Failure<'_> {
    /// Something that is iterated over cannot be; the engine says what type it is.
    pub(super) fn not_iterable(
        &self,
        kind: Option<&str>,
        context: &mut Context,
    ) -> Option<(String, Location)> {
        let candidates = self.candidates(|what| matches!(what, What::Iterate { .. }));
        let operation = candidates.into_iter().find(|operation| {
            let What::Iterate { value, .. } = &operation.what else { return false };
            match value {
                Operand::Solid => false,
                Operand::Object => {
                    let value = self.value(*value, context);
                    kind.is_none_or(|kind| kind == value.type_of())
                }
                _ => true,
            }
        })?;
        let What::Iterate { value, .. } = &operation.what else { return None };
        let value = match (value, kind) {
            (Operand::Other | Operand::Solid, Some(kind)) => Subject::of_type(kind),
            (value, _) => Subject::of(&self.value(*value, context)),
        };
        self.iterated(operation, &value)
    }

    /// An iterator without a `next` to call.
    pub(super) fn no_next(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Iterate { .. }))?;
        let What::Iterate { how, text, .. } = &operation.what else { return None };
        let runtime = self.host.profile.runtime;
        let is_old = runtime <= Runtime::Node11;
        let message = match how {
            Iteration::ArraySpread { .. }
                if !matches!(runtime, Runtime::Node12 | Runtime::Node14) =>
            {
                format!("{text} is not iterable")
            }
            Iteration::Declaration { .. } if is_old => format!("{text} is not iterable"),
            Iteration::LastArgument => match self.callee() {
                Some(callee) => format!("{callee} is not a function"),
                None => return None,
            },
            Iteration::ForOf
            | Iteration::ForAwait
            | Iteration::ArraySpread { .. }
            | Iteration::Argument
            | Iteration::Declaration { .. }
            | Iteration::Assignment
            | Iteration::Nested
            | Iteration::Parameter
            | Iteration::ForOfTarget
            | Iteration::Delegate
            | Iteration::DelegateAsync { .. } => "undefined is not a function".to_owned(),
        };
        Some((message, self.location(operation.at)))
    }

    /// What `[Symbol.asyncIterator]` returned is no object.
    pub(super) fn no_async_iterator(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| {
            matches!(
                what,
                What::Iterate { how: Iteration::ForAwait | Iteration::DelegateAsync { .. }, .. }
            )
        })?;
        let message = "Result of the Symbol.asyncIterator method is not an object".to_owned();
        Some((message, self.location(operation.at)))
    }

    /// What `next` returned is no object.
    pub(super) fn no_result(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Iterate { .. }))?;
        let shown = returned(self.host);
        let style = stack::style(self.host);
        let at = self.program.instrumented.next(style, operation.at).unwrap_or(operation.at);
        Some((format!("Iterator result {shown} is not an object"), self.location(at)))
    }

    /// What is called where something is spread into its arguments.
    fn callee(&self) -> Option<String> {
        let (line, column) = self.place?;
        let style = stack::style(self.host);
        match &self.program.instrumented.frame(style, line, column)?.what {
            What::Call { callee, .. } | What::New { callee } => Some(callee.clone()),
            _ => None,
        }
    }

    /// Tells of an iteration over `value`.
    pub(super) fn iterated(
        &self,
        operation: &Operation,
        subject: &Subject,
    ) -> Option<(String, Location)> {
        let What::Iterate { how, text, called, value } = &operation.what else { return None };
        let runtime = self.host.profile.runtime;
        let old = runtime <= Runtime::Node11;
        let at = self.location(if old { operation.at_before } else { operation.at });
        // What a call returned is known only if that was nothing.
        let nothing = if let Operand::Called(start, end) = value {
            let is_null = self.returned_nothing(*start, *end);
            is_null.map(|is_null| if is_null { "null" } else { "undefined" })
        } else {
            subject.nothing
        };
        if let Some(message) = self.not_async_iterable(*how, *called, text, nothing) {
            return Some((message, at));
        }
        if *called && *how != Iteration::LastArgument {
            let text = if old { format!("{text}(...)") } else { text.clone() };
            let message = format!("{text} is not a function or its return value is not iterable");
            return Some((message, at));
        }
        let Subject { typed, nothing } = subject;
        let is_nothing = nothing.is_some();
        let by_value = || {
            if is_nothing || runtime >= Runtime::Node16 {
                format!("{typed} is not iterable (cannot read property Symbol(Symbol.iterator))")
            } else {
                "undefined is not a function".to_owned()
            }
        };
        let message = match how {
            Iteration::Argument if runtime >= Runtime::Node16 => by_value(),
            Iteration::ArraySpread { first: true }
                if matches!(runtime, Runtime::Node12 | Runtime::Node14) =>
            {
                let at = self.location(operation.at_before);
                let message = format!(
                    "{typed} is not iterable (cannot read property Symbol(Symbol.iterator))"
                );
                return Some((message, at));
            }
            Iteration::ForOf | Iteration::ArraySpread { .. } | Iteration::Argument => {
                format!("{text} is not iterable")
            }
            Iteration::LastArgument if !is_nothing => if runtime >= Runtime::Node20 {
                "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
            } else {
                "Found non-callable @@iterator"
            }
            .to_owned(),
            Iteration::LastArgument => self.spread_nothing(text, nothing.unwrap_or_default()),
            Iteration::Declaration { plain: true } => format!("{text} is not iterable"),
            Iteration::Declaration { plain: false } | Iteration::Assignment if old => {
                format!("{text} is not iterable")
            }
            Iteration::ForOfTarget if !old => ".for is not iterable".to_owned(),
            Iteration::Delegate if !is_nothing && runtime <= Runtime::Node14 => {
                "undefined is not a function".to_owned()
            }
            Iteration::Parameter
            | Iteration::Nested
            | Iteration::Delegate
            | Iteration::ForOfTarget
                if old && is_nothing =>
            {
                "Cannot read property 'Symbol(Symbol.iterator)' of undefined".to_owned()
            }
            Iteration::Declaration { plain: false }
            | Iteration::Assignment
            | Iteration::Nested
            | Iteration::Parameter
            | Iteration::Delegate
            | Iteration::ForAwait
            | Iteration::DelegateAsync { .. }
            | Iteration::ForOfTarget => by_value(),
        };
        Some((message, at))
    }

    /// The same where async iterators are looked for first.
    fn not_async_iterable(
        &self,
        how: Iteration,
        called: bool,
        text: &str,
        nothing: Option<&str>,
    ) -> Option<String> {
        let delegated =
            if let Iteration::DelegateAsync { plain } = how { Some(plain) } else { None };
        if delegated.is_none() && how != Iteration::ForAwait {
            return None;
        }
        let runtime = self.host.profile.runtime;
        if let Some(nothing) = nothing {
            return Some(if runtime <= Runtime::Node14 {
                format!("Cannot read property 'Symbol(Symbol.asyncIterator)' of {nothing}")
            } else {
                format!(
                    "Cannot read properties of {nothing} (reading 'Symbol(Symbol.asyncIterator)')"
                )
            });
        }
        Some(match delegated {
            None if called => {
                format!("{text}(...) is not a function or its return value is not async iterable")
            }
            None => format!("{text} is not async iterable"),
            Some(true) => "undefined is not a function".to_owned(),
            // V8 prints what it has made of the program.
            Some(false) => {
                let made = if runtime >= Runtime::Node24 {
                    1
                } else if runtime == Runtime::Node12 {
                    3
                } else {
                    4
                };
                format!("yield* {} is not async iterable", "(intermediate value)".repeat(made))
            }
        })
    }

    /// `f(...undefined)`
    fn spread_nothing(&self, text: &str, nothing: &str) -> String {
        let runtime = self.host.profile.runtime;
        let callee = if runtime <= Runtime::Node12 { self.callee() } else { None };
        let callee = callee.unwrap_or_default();
        if runtime <= Runtime::Node11 {
            format!("Cannot read property 'Symbol(Symbol.iterator)' of {callee}")
        } else if runtime == Runtime::Node12 {
            format!("{callee} is not iterable (cannot read property Symbol(Symbol.iterator))")
        } else {
            format!("{text} is not iterable (cannot read property {nothing})")
        }
    }
}

/// What the program's function that ran last returned, as messages show it.
pub(crate) fn returned(host: &Host) -> String {
    match host.calls.borrow().announced() {
        Value::Int(number) => number.to_string(),
        Value::Text(id) => {
            let recorder = host.recorder.borrow();
            let text = recorder.text_of(id).unwrap_or_default();
            text.trim_matches('\'').to_owned()
        }
        Value::Undefined | Value::Unknown => "undefined".to_owned(),
    }
}
