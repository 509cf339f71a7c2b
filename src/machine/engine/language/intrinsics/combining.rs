//! `Promise.all` and its kin, given what cannot be iterated over.
//!
//! They reject with an error of their own, which the engine makes in its words and without the
//! calls that led there.

use boa_engine::{
    Context, JsObject, JsResult, JsSymbol, JsValue, builtins::proxy::Proxy,
    error::JsNativeErrorKind, object::builtins::JsPromise, property::PropertyKey,
};

use super::super::super::{errors, host::Host};
use crate::trace::Runtime;

/// The promise that a combinator of `Promise` itself gives for `value`, if that cannot be
/// iterated over.
pub(super) fn not_iterable(
    this: &JsValue,
    value: &JsValue,
    context: &mut Context,
) -> Option<JsResult<JsValue>> {
    let constructor = context.intrinsics().constructors().promise().constructor();
    if this.as_object()? != constructor || may_iterate(value, context) {
        return None;
    }
    let message = words(value, Host::of(context).profile.runtime, context);
    let error = errors::thrown_here(&JsNativeErrorKind::Type, &message, context);
    Some(JsPromise::reject(error, context).map(JsValue::from))
}

/// Whether `value[Symbol.iterator]` may be something, as far as can be told without running
/// code of the program.
fn may_iterate(value: &JsValue, context: &mut Context) -> bool {
    if value.is_null_or_undefined() {
        return false;
    }
    let key = PropertyKey::from(JsSymbol::iterator());
    let mut at: Option<JsObject> = value.to_object(context).ok();
    while let Some(object) = at {
        if object.is::<Proxy>() {
            return true;
        }
        if let Some(own) = object.borrow().properties().get(&key) {
            return own.value().is_none_or(|method| !method.is_null_or_undefined());
        }
        at = object.prototype();
    }
    false
}

fn words(value: &JsValue, runtime: Runtime, context: &mut Context) -> String {
    if runtime >= Runtime::Node12 {
        let typed = errors::typed(value);
        return format!("{typed} is not iterable (cannot read property Symbol(Symbol.iterator))");
    }
    if value.is_null_or_undefined() {
        let kind = value.type_of();
        return format!("Cannot read property 'Symbol(Symbol.iterator)' of {kind}");
    }
    format!("{} is not iterable", errors::shown(value, context))
}
