//! What older Nodes do not have yet: built-ins that appeared with a later V8.
//!
//! Found by listing the properties of all built-in objects on the recorded releases and in
//! the engine. A program written for today fails in Node 12 where it would really fail. The
//! well-known symbols stay, since nothing can be deleted from `Symbol`.

use boa_engine::{Context, JsObject, JsResult, JsString, JsSymbol, property::PropertyKey};

use super::super::host::Host;
use crate::trace::Runtime;

/// Names that came with a runtime: where (a path from the global object, empty for itself),
/// and which (`@name` stands for a well-known symbol).
const SINCE: [(Runtime, &str, &[&str]); 31] = [
    (Runtime::Node11, "Array.prototype", &["flat", "flatMap"]),
    (Runtime::Node11, "Symbol.prototype", &["description"]),
    (Runtime::Node12, "", &["globalThis"]),
    (Runtime::Node12, "Object", &["fromEntries"]),
    (Runtime::Node12, "Promise", &["allSettled"]),
    (Runtime::Node12, "RegExp.prototype", &["@matchAll"]),
    (Runtime::Node12, "String.prototype", &["matchAll"]),
    (Runtime::Node14, "", &["FinalizationRegistry", "WeakRef"]),
    (Runtime::Node16, "", &["AggregateError"]),
    (Runtime::Node16, "Array.prototype", &["at"]),
    (Runtime::Node16, "Atomics", &["waitAsync"]),
    (Runtime::Node16, "Object", &["hasOwn"]),
    (Runtime::Node16, "Promise", &["any"]),
    (Runtime::Node16, "Reflect", &["@toStringTag"]),
    (Runtime::Node16, "RegExp.prototype", &["hasIndices"]),
    (Runtime::Node16, "String.prototype", &["at", "replaceAll"]),
    (Runtime::Node16, TYPED_ARRAY, &["at"]),
    (Runtime::Node18, "Array.prototype", &["findLast", "findLastIndex"]),
    (Runtime::Node18, TYPED_ARRAY, &["findLast", "findLastIndex"]),
    (Runtime::Node20, "Array.prototype", &["toReversed", "toSorted", "toSpliced", "with"]),
    (Runtime::Node20, "ArrayBuffer.prototype", &["maxByteLength", "resizable", "resize"]),
    (Runtime::Node20, "RegExp.prototype", &["unicodeSets"]),
    (Runtime::Node20, "String.prototype", &["isWellFormed", "toWellFormed"]),
    (Runtime::Node20, TYPED_ARRAY, &["toReversed", "toSorted", "with"]),
    (Runtime::Node22, "", &["Iterator"]),
    (Runtime::Node22, "JSON", &["isRawJSON", "rawJSON"]),
    (Runtime::Node22, "Object", &["groupBy"]),
    (Runtime::Node22, "Promise", &["withResolvers"]),
    (Runtime::Node22, "Set.prototype", SET_METHODS),
    (Runtime::Node24, "Promise", &["try"]),
    (Runtime::Node24, "RegExp", &["escape"]),
];

/// Further ones of types that need their own rows.
const SINCE_MORE: [(Runtime, &str, &[&str]); 5] = [
    (Runtime::Node22, "Iterator.prototype", ITERATOR_HELPERS),
    (Runtime::Node22, "Map", &["groupBy"]),
    (Runtime::Node26, "Iterator", &["concat"]),
    (Runtime::Node26, "Map.prototype", &["getOrInsert", "getOrInsertComputed"]),
    (Runtime::Node26, "WeakMap.prototype", &["getOrInsert", "getOrInsertComputed"]),
];

/// Stands for the prototype that all typed arrays share.
pub(super) const TYPED_ARRAY: &str = "%TypedArray%.prototype";

const SET_METHODS: &[&str] = &[
    "difference",
    "intersection",
    "isDisjointFrom",
    "isSubsetOf",
    "isSupersetOf",
    "symmetricDifference",
    "union",
];

const ITERATOR_HELPERS: &[&str] = &[
    "drop", "every", "filter", "find", "flatMap", "forEach", "map", "reduce", "some", "take",
    "toArray",
];

/// Removes what the runtime does not have.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let runtime = Host::of(context).profile.runtime;
    // A global of the engine's that no Node has.
    remove(&context.global_object(), "TypedArray", context)?;
    // What stands on a constructor goes before the constructor does.
    for (since, path, names) in SINCE_MORE.into_iter().chain(SINCE.into_iter().rev()) {
        if runtime >= since {
            continue;
        }
        if let Some(object) = find(path, context)? {
            for name in names {
                remove(&object, name, context)?;
            }
        }
    }
    Ok(())
}

/// The object at a path of names from the global object.
pub(super) fn find(path: &str, context: &mut Context) -> JsResult<Option<JsObject>> {
    if path == TYPED_ARRAY {
        return Ok(context.intrinsics().constructors().typed_array().prototype().into());
    }
    let mut object = context.global_object();
    for name in path.split('.').filter(|name| !name.is_empty()) {
        match object.get(JsString::from(name), context)?.as_object() {
            Some(next) => object = next,
            None => return Ok(None),
        }
    }
    Ok(Some(object))
}

fn remove(object: &JsObject, name: &str, context: &mut Context) -> JsResult<()> {
    let key = match name {
        "@matchAll" => PropertyKey::from(JsSymbol::match_all()),
        "@toStringTag" => PropertyKey::from(JsSymbol::to_string_tag()),
        name => PropertyKey::from(JsString::from(name)),
    };
    // What cannot be deleted stays; nothing of the above is of that kind.
    object.delete_property_or_throw(key, context).map(drop)
}
