//! Looks at objects without running the program's code, unless they are proxies.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue,
    builtins::{proxy::Proxy, typed_array::TypedArray},
    module::ModuleNamespace,
    property::{PropertyDescriptor, PropertyKey},
};

use super::Shared;

/// Prototypes looked at before giving up: longer chains are hostile.
pub(super) const LONGEST_CHAIN: usize = 1_000_000;

/// An own property as the object stores it. Elements of strings and typed arrays and exports
/// of modules are not stored.
pub(super) fn stored(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    object.borrow().properties().get(key)
}

/// The value of a stored own data property.
pub(super) fn stored_value(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    stored(object, key)?.value().cloned()
}

/// The nearest property of that name in the prototype chain; the search ends at a proxy.
pub(super) fn find(object: &JsObject, key: &PropertyKey) -> Option<PropertyDescriptor> {
    let mut next = Some(object.clone());
    for _ in 0..LONGEST_CHAIN {
        let holder = next?;
        if holder.is::<Proxy>() {
            return None;
        }
        if let Some(found) = stored(&holder, key) {
            return Some(found);
        }
        next = holder.prototype();
    }
    None
}

/// Whether reading the property runs no code because there is none.
pub(super) fn is_absent(object: &JsObject, key: &PropertyKey) -> bool {
    let mut next = Some(object.clone());
    for _ in 0..LONGEST_CHAIN {
        let Some(holder) = next else { return true };
        if holder.is::<Proxy>() || stored(&holder, key).is_some() {
            return false;
        }
        next = holder.prototype();
    }
    false
}

/// The value of the nearest property of that name, if it needs no getter.
pub(super) fn find_value(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    find(object, key)?.value().cloned()
}

/// The string a property holds, if it needs no getter.
pub(super) fn find_string(object: &JsObject, key: &PropertyKey) -> Option<JsString> {
    find_value(object, key)?.as_string()
}

/// `Object.getOwnPropertyDescriptor`.
///
/// # Errors
/// A `ReferenceError` for an export that is not initialised yet; what a proxy's trap throws.
pub(super) fn own(
    object: &JsObject,
    key: &PropertyKey,
    shared: &Shared,
    context: &mut Context,
) -> JsResult<Option<PropertyDescriptor>> {
    if object.is_ordinary() || object.is_array() || !is_exotic(object, key) {
        return Ok(stored(object, key));
    }
    let key = JsValue::from(key);
    let found =
        shared.describe.call(&JsValue::undefined(), &[object.clone().into(), key], context)?;
    found.as_object().map(|found| found.to_property_descriptor(context)).transpose()
}

/// Whether the object may have more properties than it stores, or other values: arguments
/// objects follow the parameters.
fn is_exotic(object: &JsObject, key: &PropertyKey) -> bool {
    if object.is::<Proxy>() {
        return true;
    }
    match key {
        PropertyKey::Index(_) => !object.is_callable(),
        PropertyKey::String(_) => {
            object.is::<JsString>() || object.is::<TypedArray>() || object.is::<ModuleNamespace>()
        }
        PropertyKey::Symbol(_) => object.is::<ModuleNamespace>(),
    }
}

/// The own keys, all of them or the enumerable ones: indices, strings, symbols.
///
/// # Errors
/// As [`own`].
pub(super) fn keys(
    object: &JsObject,
    hidden: bool,
    shared: &Shared,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let mut keys = object.own_property_keys(context)?;
    if !hidden {
        let mut shown = Vec::with_capacity(keys.len());
        for key in keys {
            if is_enumerable(object, &key, shared, context)? {
                shown.push(key);
            }
        }
        keys = shown;
    }
    Ok(keys)
}

/// The own keys that are no indices.
pub(super) fn named_keys(object: &JsObject, hidden: bool) -> Vec<PropertyKey> {
    let object = object.borrow();
    let shown = |key: &PropertyKey| {
        hidden || object.properties().get(key).is_some_and(|found| found.enumerable() == Some(true))
    };
    let (symbols, mut names): (Vec<_>, Vec<_>) = object
        .shape()
        .keys()
        .into_iter()
        .filter(shown)
        .partition(|key| matches!(key, PropertyKey::Symbol(_)));
    names.extend(symbols);
    names
}

/// `Object.prototype.propertyIsEnumerable`; an export not initialised yet counts.
pub(super) fn is_enumerable(
    object: &JsObject,
    key: &PropertyKey,
    shared: &Shared,
    context: &mut Context,
) -> JsResult<bool> {
    if object.is::<ModuleNamespace>() {
        return Ok(!matches!(key, PropertyKey::Symbol(_)));
    }
    Ok(own(object, key, shared, context)?.is_some_and(|found| found.enumerable() == Some(true)))
}
