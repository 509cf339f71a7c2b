//! What `console.table` asks of objects.

use boa_engine::{
    Context, JsObject, JsResult, JsValue,
    object::builtins::{JsMap, JsSet},
    property::PropertyKey,
};

use super::{
    Shared, cursors,
    kinds::{self, Kind},
    reflect,
};

/// What a map, a set or an iterator over one holds.
pub(crate) enum Entries {
    /// It is none of these.
    None,
    Values(Vec<JsValue>),
    Pairs(Vec<(JsValue, JsValue)>),
}

/// The entries of a collection, or what its iterator has yet to yield.
///
/// # Errors
/// None but the engine's own.
pub(crate) fn entries(object: &JsObject, context: &mut Context) -> JsResult<Entries> {
    let kind = kinds::kind(object, context);
    if kind == Kind::Map {
        let mut pairs = Vec::new();
        JsMap::from_object(object.clone())?.for_each_native(|key, value| {
            pairs.push((key, value));
            Ok(())
        })?;
        return Ok(Entries::Pairs(pairs));
    }
    if kind == Kind::Set {
        let mut values = Vec::new();
        if let Ok(set) = JsSet::from_object(object.clone()) {
            set.for_each_native(|value| {
                values.push(value);
                Ok(())
            })?;
        }
        return Ok(Entries::Values(values));
    }
    if !matches!(kind, Kind::MapIterator | Kind::SetIterator) {
        return Ok(Entries::None);
    }
    let remaining = cursors::remaining(object, context)?;
    if !remaining.pairs {
        return Ok(Entries::Values(remaining.values));
    }
    let pairs = remaining.values.iter().filter_map(JsValue::as_object).map(|pair| {
        let part =
            |at: u32| reflect::stored_value(&pair, &PropertyKey::from(at)).unwrap_or_default();
        (part(0), part(1))
    });
    // V8 previews the entries of a set as a list with every value twice, if as pairs at all.
    Ok(if kind == Kind::MapIterator {
        Entries::Pairs(pairs.collect())
    } else if Shared::of(context)?.style.iterator_names {
        Entries::Values(pairs.flat_map(|(key, value)| [key, value]).collect())
    } else {
        Entries::Values(pairs.map(|(_, value)| value).collect())
    })
}

/// The own enumerable keys that are no symbols (`Object.keys`).
///
/// # Errors
/// What the traps of a proxy throw.
pub(crate) fn enumerable_names(
    object: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<PropertyKey>> {
    let shared = Shared::of(context)?;
    let mut keys = reflect::keys(object, false, &shared, context)?;
    keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
    Ok(keys)
}

/// Whether it is an array, typed or not.
pub(crate) fn is_list(object: &JsObject, context: &mut Context) -> bool {
    matches!(kinds::kind(object, context), Kind::Array | Kind::TypedArray)
}
