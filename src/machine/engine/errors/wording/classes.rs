//! Classes and what is private to them.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "an operation of another kind is not the one that is asked for"
)]

use boa_engine::Context;

use super::{Failure, Location, stack, values};
use crate::{
    instrument::{Key, What},
    trace::Runtime,
};

impl Failure<'_> {
    pub(super) fn class_called(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Call { .. }))?;
        let What::Call { class, .. } = &operation.what else { return None };
        let at = self.location(operation.at);
        let message = match class {
            Some(class) => format!("Class constructor {class} cannot be invoked without 'new'"),
            None if self.host.profile.runtime <= Runtime::Node12 => {
                "Class constructor  cannot be invoked without 'new'".to_owned()
            }
            None => "Class constructors cannot be invoked without 'new'".to_owned(),
        };
        Some((message, at))
    }

    /// `super()` of a class that extends null.
    pub(super) fn no_super_constructor(&self) -> Option<(String, Location)> {
        let style = stack::style(self.host);
        let (line, column) = self.place?;
        let instrumented = &self.program.instrumented;
        let byte = instrumented.byte(instrumented.to_source(line, column));
        let classes = instrumented.classes(style).iter();
        let class = classes
            .filter(|class| class.start <= byte && byte <= class.end)
            .min_by_key(|class| class.end - class.start)?;
        let message = format!("Super constructor null of {} is not a constructor", class.name);
        let call = self.find(|what| matches!(what, What::SuperCall));
        Some((message, self.location(call.map_or(class.start, |call| call.at))))
    }

    /// A private name that an object has not, or has otherwise.
    pub(super) fn private(&self, message: &str) -> Option<(String, Location)> {
        let is_private = |key: &Key| matches!(key, Key::Private(..));
        let is_write = message.ends_with("writable") || message.ends_with("setter");
        let operation = self.find(|what| match what {
            What::Read { key, .. } => is_private(key) && !is_write,
            What::Write { key, .. } => is_private(key),
            _ => false,
        })?;
        let at = self.location(operation.at);
        let (verb, preposition, key) = match &operation.what {
            What::Read { key, .. } => ("read", "from", key),
            What::Write { key, .. } => ("write", "to", key),
            _ => return None,
        };
        let Key::Private(name, method) = key else { return None };
        let old = self.host.profile.runtime <= Runtime::Node16;
        let told = match (message, method) {
            ("private method is not writable", _) => {
                format!("Private method '{name}' is not writable")
            }
            ("private property was defined without a setter", _) => {
                format!("'{name}' was defined without a setter")
            }
            ("private property was defined without a getter", _) => {
                format!("'{name}' was defined without a getter")
            }
            (_, Some((class, false))) if old => {
                format!("Object must be an instance of class {class}")
            }
            (_, Some((class, false))) => format!("Receiver must be an instance of class {class}"),
            (_, Some((class, true))) if !old => format!("Receiver must be class {class}"),
            (_, Some(_) | None) => format!(
                "Cannot {verb} private member {name} {preposition} an object whose class did not declare it"
            ),
        };
        Some((told, at))
    }

    pub(super) fn not_superclass(&self, context: &mut Context) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Extends { .. }))?;
        let What::Extends { value, literal, .. } = &operation.what else { return None };
        let shown = if let Some(literal) = literal {
            literal.clone()
        } else {
            let value = self.value(*value, context);
            values::shown(&value, context)
        };
        let message = format!("Class extends value {shown} is not a constructor or null");
        Some((message, self.location(operation.at)))
    }
}
