//! Primitives in objects: `new Number(3)`.

use boa_engine::{JsBigInt, JsObject, JsString, JsSymbol, JsValue, object::NativeObject};

use super::paint::Flavor;

/// What an object is a box of.
pub(super) struct Boxed {
    /// The name of the constructor that makes such boxes.
    pub(super) kind: &'static str,
    pub(super) value: JsValue,
    pub(super) flavor: Flavor,
}

/// Opens a box; none for other objects.
pub(super) fn boxed(object: &JsObject) -> Option<Boxed> {
    let of =
        |kind, value: Option<JsValue>, flavor| value.map(|value| Boxed { kind, value, flavor });
    of("Number", slot::<f64>(object), Flavor::Number)
        .or_else(|| of("String", slot::<JsString>(object), Flavor::String))
        .or_else(|| of("Boolean", slot::<bool>(object), Flavor::Boolean))
        .or_else(|| of("BigInt", slot::<JsBigInt>(object), Flavor::BigInt))
        .or_else(|| of("Symbol", slot::<JsSymbol>(object), Flavor::Symbol))
}

fn slot<T: NativeObject + Clone + Into<JsValue>>(object: &JsObject) -> Option<JsValue> {
    object.downcast_ref::<T>().map(|value| (*value).clone().into())
}
