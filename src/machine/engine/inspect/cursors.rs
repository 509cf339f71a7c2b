//! Iterators of maps and sets that can be looked into.
//!
//! Node shows what such an iterator has yet to yield, without moving it. The engine's own
//! cannot be looked into, so the methods that make them wrap each in a [`Cursor`]. To look,
//! the wrapped iterator is run to its end and replaced by a new one moved to the same place:
//! what is left is always the tail of the collection.

use boa_engine::{
    Context, Finalize, JsData, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    Trace, js_string,
    native_function::NativeFunction,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsMap, JsSet},
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::shared::function_of;

/// The data of an iterator over a map or set.
#[derive(Debug, Trace, Finalize, JsData)]
pub(super) struct Cursor {
    /// The engine's iterator; none once it reached the end.
    inner: Option<JsObject>,
    /// What it iterates over.
    source: JsObject,
    /// The engine's method that makes such an iterator.
    make: JsFunction,
    /// The engine's method that moves one.
    next: JsFunction,
    #[unsafe_ignore_trace]
    yields: Yields,
}

/// Which iterator it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Yields {
    over_map: bool,
    pairs: bool,
}

/// What an iterator has yet to yield.
pub(super) struct Remaining {
    pub(super) values: Vec<JsValue>,
    /// Whether the values are arrays of a key and a value.
    pub(super) pairs: bool,
    pub(super) over_map: bool,
}

impl Cursor {
    pub(super) fn over_map(&self) -> bool {
        self.yields.over_map
    }
}

/// What `iterator` has yet to yield; it does not move. Empty for other objects.
pub(super) fn remaining(iterator: &JsObject, context: &mut Context) -> JsResult<Remaining> {
    let mut remaining = Remaining { values: Vec::new(), pairs: false, over_map: false };
    let (inner, source, make, next) = {
        let Some(cursor) = iterator.downcast_ref::<Cursor>() else { return Ok(remaining) };
        Yields { over_map: remaining.over_map, pairs: remaining.pairs } = cursor.yields;
        let Some(inner) = cursor.inner.clone() else { return Ok(remaining) };
        (inner, cursor.source.clone(), cursor.make.clone(), cursor.next.clone())
    };
    while let Some(value) = step(&inner, &next, context)? {
        remaining.values.push(value);
    }
    if remaining.values.is_empty() {
        // V8 too ends an iterator that it finds with nothing left.
        if let Some(mut cursor) = iterator.downcast_mut::<Cursor>() {
            cursor.inner = None;
        }
        return Ok(remaining);
    }
    let passed = size(&source, context)?.saturating_sub(remaining.values.len());
    let again = object(&make.call(&source.into(), &[], context)?)?;
    for _ in 0..passed {
        step(&again, &next, context)?;
    }
    if let Some(mut cursor) = iterator.downcast_mut::<Cursor>() {
        cursor.inner = Some(again);
    }
    Ok(remaining)
}

/// Wraps the methods of `Map`, `Set` and their iterators.
pub(super) fn remember(context: &mut Context) -> JsResult<()> {
    let constructors = context.intrinsics().constructors();
    let (map, set) = (constructors.map().prototype(), constructors.set().prototype());
    let prototypes = context.intrinsics().objects().iterator_prototypes();
    let (over_map, over_set) = (prototypes.map(), prototypes.set());

    let next = function_of(&over_map, "next", context)?;
    let wrapped = wrapped_next(next.clone(), context);
    define(&over_map, "next", &wrapped, context)?;
    for (name, pairs) in [("entries", true), ("keys", false), ("values", false)] {
        let yields = Yields { over_map: true, pairs };
        let method = wrapped_make(&map, name, &next, yields, context)?;
        define(&map, name, &method, context)?;
        if pairs {
            define(&map, JsSymbol::iterator(), &method, context)?;
        }
    }

    let next = function_of(&over_set, "next", context)?;
    let wrapped = wrapped_next(next.clone(), context);
    define(&over_set, "next", &wrapped, context)?;
    let yields = Yields { over_map: false, pairs: true };
    let entries = wrapped_make(&set, "entries", &next, yields, context)?;
    define(&set, "entries", &entries, context)?;
    let yields = Yields { over_map: false, pairs: false };
    let values = wrapped_make(&set, "values", &next, yields, context)?;
    define(&set, "values", &values, context)?;
    define(&set, "keys", &values, context)?;
    define(&set, JsSymbol::iterator(), &values, context)
}

/// A method that makes a cursor around what the method `name` of `prototype` makes.
fn wrapped_make(
    prototype: &JsObject,
    name: &str,
    next: &JsFunction,
    yields: Yields,
    context: &mut Context,
) -> JsResult<JsFunction> {
    let make = function_of(prototype, name, context)?;
    let wrap = NativeFunction::from_copy_closure_with_captures(
        move |this, _, (make, next), context| {
            let inner = object(&make.call(this, &[], context)?)?;
            let prototype = inner.prototype();
            let cursor = Cursor {
                inner: Some(inner),
                source: object(this)?,
                make: make.clone(),
                next: next.clone(),
                yields,
            };
            Ok(JsObject::from_proto_and_data(prototype, cursor).into())
        },
        (make, next.clone()),
    );
    Ok(FunctionObjectBuilder::new(context.realm(), wrap).name(JsString::from(name)).build())
}

/// The method `next` of such iterators.
fn wrapped_next(next: JsFunction, context: &mut Context) -> JsFunction {
    let wrap = NativeFunction::from_copy_closure_with_captures(
        |this, args, next, context| {
            let Some(iterator) = this.as_object() else { return next.call(this, args, context) };
            let inner = match iterator.downcast_ref::<Cursor>() {
                Some(cursor) => cursor.inner.clone(),
                None => return next.call(this, args, context),
            };
            let Some(inner) = inner else {
                return Ok(done(context)?.into());
            };
            let result = next.call(&inner.into(), args, context)?;
            let ended = object(&result)?.get(js_string!("done"), context)?.to_boolean();
            if ended && let Some(mut cursor) = iterator.downcast_mut::<Cursor>() {
                cursor.inner = None;
            }
            Ok(result)
        },
        next,
    );
    FunctionObjectBuilder::new(context.realm(), wrap).name(js_string!("next")).build()
}

/// What an iterator returns at its end.
fn done(context: &mut Context) -> JsResult<JsObject> {
    let result = JsObject::with_object_proto(context.intrinsics());
    result.create_data_property(js_string!("value"), JsValue::undefined(), context)?;
    result.create_data_property(js_string!("done"), true, context)?;
    Ok(result)
}

/// Moves one of the engine's iterators; none at its end.
fn step(inner: &JsObject, next: &JsFunction, context: &mut Context) -> JsResult<Option<JsValue>> {
    let result = object(&next.call(&inner.clone().into(), &[], context)?)?;
    if result.get(js_string!("done"), context)?.to_boolean() {
        return Ok(None);
    }
    result.get(js_string!("value"), context).map(Some)
}

/// Entries in a map or set.
pub(super) fn size(source: &JsObject, context: &mut Context) -> JsResult<usize> {
    if let Ok(map) = JsMap::from_object(source.clone()) {
        let size = map.get_size(context)?.to_length(context)?;
        return Ok(usize::try_from(size).unwrap_or(usize::MAX));
    }
    Ok(JsSet::from_object(source.clone()).map_or(0, |set| set.size()))
}

fn object(value: &JsValue) -> JsResult<JsObject> {
    value
        .as_object()
        .ok_or_else(|| JsNativeError::typ().with_message("an iterator is an object").into())
}

fn define(
    object: &JsObject,
    key: impl Into<Key>,
    function: &JsFunction,
    context: &mut Context,
) -> JsResult<()> {
    let Key(key) = key.into();
    let hidden = PropertyDescriptor::builder()
        .value(function.clone())
        .writable(true)
        .enumerable(false)
        .configurable(true);
    object.define_property_or_throw(key, hidden, context)?;
    Ok(())
}

/// A name or a symbol.
struct Key(PropertyKey);

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self(JsString::from(name).into())
    }
}

impl From<JsSymbol> for Key {
    fn from(symbol: JsSymbol) -> Self {
        Self(symbol.into())
    }
}
