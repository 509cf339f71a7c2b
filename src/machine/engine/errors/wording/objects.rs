//! Objects that cannot be changed the way the program wants.

use boa_engine::{
    Context, JsObject, JsValue, JsVariant, builtins::proxy::Proxy, property::PropertyKey,
};

use super::{Failure, Location, values};
use crate::instrument::What;

impl Failure<'_> {
    /// Strict code wrote to a property that cannot be written.
    pub(super) fn not_written(
        &self,
        key: &str,
        context: &mut Context,
    ) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Write { .. }))?;
        let What::Write { object, .. } = &operation.what else { return None };
        let object = self.value(*object, context);
        // Nobody has noted it: most often it is frozen, and the property its own.
        if object.is_null_or_undefined() {
            let message =
                format!("Cannot assign to read only property '{key}' of object '#<Object>'");
            return Some((message, self.location(operation.at)));
        }
        Some((not_written(&object, key, context), self.location(operation.at)))
    }

    pub(super) fn not_deleted(&self, context: &mut Context) -> Option<(String, Location)> {
        let operation = self.find(|what| matches!(what, What::Delete { .. }))?;
        let What::Delete { key, object } = &operation.what else { return None };
        let key = self.key(key, context);
        let object = self.value(*object, context);
        let is_proxy = object.as_object().is_some_and(|object| object.is::<Proxy>());
        let message = if is_proxy {
            format!("'deleteProperty' on proxy: trap returned falsish for property '{key}'")
        } else if object.is_null_or_undefined() {
            format!("Cannot delete property '{key}' of #<Object>")
        } else {
            format!("Cannot delete property '{key}' of {}", values::shown(&object, context))
        };
        Some((message, self.location(operation.at)))
    }
}

/// Why `object[key]` cannot be written, in V8's words.
pub(crate) fn not_written(object: &JsValue, key: &str, context: &mut Context) -> String {
    let shown = values::shown(object, context);
    let Some(found) = object.as_object() else { return on_primitive(object, key, &shown) };
    if found.is::<Proxy>() {
        return format!("'set' on proxy: trap returned falsish for property '{key}'");
    }
    let property = values::string_key(key);
    match holder(&found, &property) {
        Some(true) => format!("Cannot set property {key} of {shown} which has only a getter"),
        Some(false) if found.is_callable() => {
            format!("Cannot assign to read only property '{key}' of function '{shown}'")
        }
        Some(false) => format!("Cannot assign to read only property '{key}' of object '{shown}'"),
        None => format!("Cannot add property {key}, object is not extensible"),
    }
}

fn on_primitive(value: &JsValue, key: &str, shown: &str) -> String {
    let kind = value.type_of();
    if let JsVariant::String(text) = value.variant() {
        let exists = key == "length" || key.parse::<usize>().is_ok_and(|at| at < text.len());
        if exists {
            return format!("Cannot assign to read only property '{key}' of string '{shown}'");
        }
    }
    format!("Cannot create property '{key}' on {kind} '{shown}'")
}

/// Whether the property found is an accessor; none if there is no such property.
fn holder(object: &JsObject, key: &PropertyKey) -> Option<bool> {
    let mut at = Some(object.clone());
    while let Some(object) = at {
        if let Some(descriptor) = object.borrow().properties().get(key) {
            return Some(descriptor.is_accessor_descriptor());
        }
        at = object.prototype();
    }
    None
}
