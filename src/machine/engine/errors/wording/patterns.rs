//! Patterns that take `undefined` or `null` apart.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an operation of another kind is not the one that is asked for"
)]

use boa_engine::{Context, JsValue};

use super::{Failure, Location, iteration::Subject, reading};
use crate::{
    instrument::{Iteration, Operand, TakeApart, What},
    trace::Runtime,
};

impl Failure<'_> {
    /// A pattern met `undefined` or `null`.
    pub(super) fn taken_apart(
        &self,
        value: Operand,
        context: &mut Context,
    ) -> Option<(String, Location)> {
        let candidates = self.candidates(|what| match what {
            What::TakeApart(_) => true,
            What::Iterate { how, .. } => how.is_pattern(),
            _ => false,
        });
        // What holds a pattern is not what failed if it is something.
        let operation = candidates.into_iter().find(|operation| {
            let held = match &operation.what {
                What::TakeApart(pattern) if !pattern.nested => pattern.value,
                What::Iterate { value, how, .. } if *how != Iteration::Nested => *value,
                _ => return true,
            };
            match held {
                Operand::Solid => false,
                Operand::Object | Operand::Written => {
                    self.value(held, context).is_null_or_undefined()
                }
                Operand::Undefined | Operand::Null | Operand::Called(..) | Operand::Other => true,
            }
        })?;
        let What::TakeApart(pattern) = &operation.what else {
            let value = if value == Operand::Null { JsValue::null() } else { JsValue::undefined() };
            return self.iterated(operation, &Subject::of(&value));
        };
        let runtime = self.host.profile.runtime;
        let nothing = if value == Operand::Null { "null" } else { "undefined" };
        if runtime <= Runtime::Node11 {
            let message = match &pattern.first {
                Some(first) if !pattern.is_index => {
                    format!("Cannot destructure property `{first}` of 'undefined' or 'null'.")
                }
                Some(_) | None => "Cannot destructure 'undefined' or 'null'.".to_owned(),
            };
            return Some((message, self.location(operation.at_before)));
        }
        Some((taken_apart(pattern, nothing, runtime), self.location(operation.at)))
    }
}

/// An object pattern's failure since V8 8 (`ErrorUtils::ThrowLoadFromNullOrUndefined`).
fn taken_apart(pattern: &TakeApart, nothing: &str, runtime: Runtime) -> String {
    let modern = runtime >= Runtime::Node16;
    if let Some(first) = &pattern.first
        && (pattern.nested
            || pattern.has_default
            || (pattern.into_member && runtime >= Runtime::Node20))
    {
        return reading(modern, nothing, first);
    }
    let text = match &pattern.text {
        Some(text) if !text.is_empty() => text.clone(),
        Some(_) | None if nothing == "null" => "object null".to_owned(),
        Some(_) | None => "undefined".to_owned(),
    };
    match &pattern.first {
        Some(first) if modern || !pattern.is_index => {
            format!("Cannot destructure property '{first}' of '{text}' as it is {nothing}.")
        }
        Some(_) | None => format!("Cannot destructure '{text}' as it is {nothing}."),
    }
}
