//! What an object is, whatever its prototype says.

use boa_engine::{
    Context, JsBigInt, JsObject, JsString, JsSymbol, JsValue,
    builtins::{
        array_buffer::{ArrayBuffer, SharedArrayBuffer},
        async_generator::AsyncGenerator,
        dataview::DataView,
        date::Date,
        error::Error,
        generator::Generator,
        map::ordered_map::OrderedMap,
        object::OrdinaryObject,
        promise::Promise,
        proxy::Proxy,
        regexp::RegExp,
        set::ordered_set::OrderedSet,
        typed_array::TypedArray,
    },
    js_string,
    module::ModuleNamespace,
    object::builtins::{JsMapIterator, JsSetIterator, JsWeakMap, JsWeakSet},
    property::PropertyKey,
};

use super::{cursors::Cursor, reflect};

/// The internal slots of an object, as far as they matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// None of the others.
    Plain,
    Arguments,
    Array,
    ArrayBuffer,
    AsyncGenerator,
    BigInt,
    Boolean,
    DataView,
    Date,
    Error,
    Function,
    Generator,
    Map,
    MapIterator,
    Module,
    Number,
    Promise,
    Proxy,
    RegExp,
    Set,
    SetIterator,
    SharedArrayBuffer,
    String,
    Symbol,
    TypedArray,
    WeakMap,
    WeakSet,
}

/// Runs none of the program's code.
pub(super) fn kind(object: &JsObject, context: &mut Context) -> Kind {
    if object.is_ordinary() {
        return Kind::Plain;
    }
    if object.is_array() {
        return Kind::Array;
    }
    // A proxy is callable too.
    if object.is::<Proxy>() {
        return Kind::Proxy;
    }
    if object.is_callable() {
        return Kind::Function;
    }
    if let Some(cursor) = object.downcast_ref::<Cursor>() {
        return if cursor.over_map() { Kind::MapIterator } else { Kind::SetIterator };
    }
    if let Some(kind) = collection(object).or_else(|| boxed(object)).or_else(|| other(object)) {
        return kind;
    }
    if is_arguments(object, context) { Kind::Arguments } else { Kind::Plain }
}

fn collection(object: &JsObject) -> Option<Kind> {
    Some(if object.is::<OrderedMap<JsValue>>() {
        Kind::Map
    } else if object.is::<OrderedSet>() {
        Kind::Set
    } else if object.is::<TypedArray>() {
        Kind::TypedArray
    } else if JsMapIterator::from_object(object.clone()).is_ok() {
        Kind::MapIterator
    } else if JsSetIterator::from_object(object.clone()).is_ok() {
        Kind::SetIterator
    } else if JsWeakMap::from_object(object.clone()).is_ok() {
        Kind::WeakMap
    } else if JsWeakSet::from_object(object.clone()).is_ok() {
        Kind::WeakSet
    } else {
        return None;
    })
}

fn boxed(object: &JsObject) -> Option<Kind> {
    Some(if object.is::<f64>() {
        Kind::Number
    } else if object.is::<JsString>() {
        Kind::String
    } else if object.is::<bool>() {
        Kind::Boolean
    } else if object.is::<JsBigInt>() {
        Kind::BigInt
    } else if object.is::<JsSymbol>() {
        Kind::Symbol
    } else {
        return None;
    })
}

fn other(object: &JsObject) -> Option<Kind> {
    Some(if object.is::<Error>() {
        Kind::Error
    } else if object.is::<Promise>() {
        Kind::Promise
    } else if object.is::<RegExp>() {
        Kind::RegExp
    } else if object.is::<Date>() {
        Kind::Date
    } else if object.is::<ArrayBuffer>() {
        Kind::ArrayBuffer
    } else if object.is::<SharedArrayBuffer>() {
        Kind::SharedArrayBuffer
    } else if object.is::<DataView>() {
        Kind::DataView
    } else if object.is::<ModuleNamespace>() {
        Kind::Module
    } else if object.is::<Generator>() {
        Kind::Generator
    } else if object.is::<AsyncGenerator>() {
        Kind::AsyncGenerator
    } else {
        return None;
    })
}

/// The engine keeps the types of arguments objects to itself, but `Object.prototype.toString`
/// knows them. It would read a `Symbol.toStringTag`, so if there may be one of those they are
/// told by the properties they are born with.
fn is_arguments(object: &JsObject, context: &mut Context) -> bool {
    if !reflect::is_absent(object, &JsSymbol::to_string_tag().into()) {
        let born_with = |key: &PropertyKey| {
            reflect::stored(object, key).is_some_and(|found| found.enumerable() == Some(false))
        };
        return born_with(&js_string!("length").into()) && born_with(&JsSymbol::iterator().into());
    }
    OrdinaryObject::to_string(&object.clone().into(), &[], context)
        .is_ok_and(|name| name.as_string() == Some(js_string!("[object Arguments]")))
}

/// `instanceof Error`, without asking `Error[Symbol.hasInstance]`.
pub(super) fn inherits_error(object: &JsObject, context: &Context) -> bool {
    let error = context.intrinsics().constructors().error().prototype();
    let mut next = object.prototype();
    while let Some(prototype) = next {
        if prototype == error {
            return true;
        }
        next = prototype.prototype();
    }
    false
}
