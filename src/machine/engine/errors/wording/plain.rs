//! Messages that need nothing but other words.

use crate::trace::Runtime;

/// V8's words for a message of the engine's; none if nothing is known of it.
pub(super) fn of(message: &str, runtime: Runtime) -> Option<String> {
    let same = SAME.binary_search_by(|(engine, _)| (*engine).cmp(message));
    if let Ok(at) = same {
        return SAME.get(at).map(|(_, v8)| (*v8).to_owned());
    }
    by_version(message, runtime).or_else(|| by_pattern(message))
}

/// The engine's message, and V8's; in the order of the engine's.
const SAME: [(&str, &str); 64] = [
    ("'this' is not a BigInt", "BigInt.prototype.valueOf requires that 'this' be a BigInt"),
    ("'this' is not a Boolean", "Boolean.prototype.valueOf requires that 'this' be a Boolean"),
    ("'this' is not a Date", "this is not a Date object."),
    ("'this' is not a Symbol", "Symbol.prototype.valueOf requires that 'this' be a Symbol"),
    ("BigInt division by zero", "Division by zero"),
    (
        "BigInts have no unsigned right shift, use >> instead",
        "BigInts have no unsigned right shift, use >> instead",
    ),
    (
        "Cannot construct a property descriptor from a non-object",
        "Property description must be an object",
    ),
    (
        "FinalizationRegistry.prototype.register: `heldValue` cannot be the same as `target`",
        "FinalizationRegistry.prototype.register: target and holdings must not be same",
    ),
    (
        "FinalizationRegistry: cleanup callback of registry must be callable",
        "FinalizationRegistry: cleanup must be callable",
    ),
    ("Generator is already executing", "Generator is already running"),
    ("Generator should not be executing", "Generator is already running"),
    ("Index must be between 0 and  2^53 - 1", "Invalid value: not (convertible to) a safe integer"),
    (
        "Invalid property descriptor.Cannot both specify accessors and a value or writable attribute",
        "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute",
    ),
    (
        "Private element does not exist on object",
        "Cannot read private member from an object whose class did not declare it",
    ),
    (
        "Promise NewTarget cannot be undefined",
        "Promise constructor cannot be invoked without 'new'",
    ),
    ("Promise executor is not callable", "Promise resolver is not a function"),
    ("Proxy constructor called on undefined new target", "Constructor Proxy requires 'new'"),
    (
        "Proxy constructor called with non-object handler",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy constructor called with non-object target",
        "Cannot create proxy with a non-object as target or handler",
    ),
    (
        "Proxy trap failed to return all property keys",
        "'ownKeys' on proxy: trap returned extra keys but proxy target is non-extensible",
    ),
    (
        "Proxy trap failed to set extensible",
        "'preventExtensions' on proxy: trap returned truish but the proxy target is extensible",
    ),
    (
        "Proxy trap failed to set prototype",
        "'setPrototypeOf' on proxy: trap returned truish for setting a new prototype on the non-extensible proxy target",
    ),
    (
        "Proxy trap result contains duplicate string property keys",
        "'ownKeys' on proxy: trap returned duplicate entries",
    ),
    (
        "Proxy trap result contains duplicate symbol property keys",
        "'ownKeys' on proxy: trap returned duplicate entries",
    ),
    (
        "Proxy trap result is neither object nor null",
        "'getPrototypeOf' on proxy: trap returned neither object nor null",
    ),
    (
        "Proxy trap returned unexpected prototype",
        "'getPrototypeOf' on proxy: proxy target is non-extensible but the trap did not return its actual prototype",
    ),
    ("SameValue(resolution, promise) is true", "Chaining cycle detected for promise #<Promise>"),
    ("Source object and target offset longer than target typed array", "offset is out of bounds"),
    ("TypedArray.set called with negative offset", "offset is out of bounds"),
    ("argument must not be a bigint", "Cannot convert a BigInt value to a number"),
    ("argument must not be a symbol", "Cannot convert a Symbol value to a number"),
    ("bad length for array", "Invalid array length"),
    (
        "buffer must be an ArrayBuffer",
        "First argument to DataView constructor must be an ArrayBuffer",
    ),
    ("can't convert symbol to string", "Cannot convert a Symbol value to a string"),
    (
        "cannot bind `this` without a `[[Call]]` internal method",
        "Bind must be called on a function",
    ),
    (
        "cannot convert 'null' or 'undefined' to object",
        "Cannot convert undefined or null to object",
    ),
    ("cannot convert null or undefined to Object", "Cannot convert undefined or null to object"),
    ("cannot convert null to a BigInt", "Cannot convert null to a BigInt"),
    ("cannot convert object to primitive value", "Cannot convert object to primitive value"),
    ("cannot convert undefined to a BigInt", "Cannot convert undefined to a BigInt"),
    ("cannot create list from a primitive", "CreateListFromArrayLike called on non-object"),
    (
        "cannot mix BigInt and other types, use explicit conversions",
        "Cannot mix BigInt and other types, use explicit conversions",
    ),
    ("cannot prevent extensions", "'preventExtensions' on proxy: trap returned falsish"),
    ("cannot reinitialize `this` binding", "Super constructor may only be called once"),
    ("cannot serialize bigint to JSON", "Do not know how to serialize a BigInt"),
    ("cyclic object value", "Converting circular structure to JSON"),
    (
        "derived constructor can only return an Object or undefined",
        "Derived constructors may only return object or undefined",
    ),
    (
        "function has non-object prototype in instanceof check",
        "Function has non-object prototype 'undefined' in instanceof check",
    ),
    ("invalid array length", "Invalid array length"),
    (
        "method `[Symbol.toPrimitive]` cannot return an object",
        "Cannot convert object to primitive value",
    ),
    ("next value should be an object", "Iterator result undefined is not an object"),
    ("no promise in Promise.any was fulfilled.", "All promises were rejected"),
    (
        "private field already exists on prototype",
        "Cannot initialize private field twice on the same object",
    ),
    (
        "promiseCapability.[[Reject]] is not callable",
        "Promise resolve or reject function is not callable",
    ),
    (
        "promiseCapability.[[Resolve]] is not callable",
        "Promise resolve or reject function is not callable",
    ),
    (
        "replaceAll must be called with a global RegExp",
        "String.prototype.replaceAll called with a non-global RegExp argument",
    ),
    ("returned iterator is not an object", "Result of the Symbol.iterator method is not an object"),
    (
        "right-hand side of 'instanceof' is not callable",
        "Right-hand side of 'instanceof' is not callable",
    ),
    (
        "superclass prototype must be an object or null",
        "Class extends value does not have valid prototype property undefined",
    ),
    ("symbol cannot be converted to a number", "Cannot convert a Symbol value to a number"),
    (
        "the TypedArray constructor should never be called directly",
        "Abstract class TypedArray not directly constructable",
    ),
    (
        "toFixed() digits argument must be between 0 and 100",
        "toFixed() digits argument must be between 0 and 100",
    ),
    ("value returned for property of object is not a function", "object is not a function"),
    ("value with type `undefined` is not callable", "undefined is not a function"),
];

/// Messages whose wording V8 changed.
fn by_version(message: &str, runtime: Runtime) -> Option<String> {
    let told = match message {
        "BigInt negative exponent" if (Runtime::Node20..=Runtime::Node24).contains(&runtime) => {
            "undefined must be positive"
        }
        "BigInt negative exponent" => "Exponent must be positive",
        "FinalizationRegistry.prototype.register: `target` must be an Object or Symbol"
            if runtime <= Runtime::Node16 =>
        {
            "FinalizationRegistry.prototype.register: target must be an object"
        }
        "FinalizationRegistry.prototype.register: `target` must be an Object or Symbol" => {
            "FinalizationRegistry.prototype.register: invalid target"
        }
        _ => return None,
    };
    Some(told.to_owned())
}

/// Messages with a part of the program in them.
fn by_pattern(message: &str) -> Option<String> {
    if message.starts_with("right-hand side of 'instanceof' should be an object") {
        return Some("Right-hand side of 'instanceof' is not an object".to_owned());
    }
    if let Some(key) = message.strip_prefix("cannot redefine property: ") {
        return Some(format!("Cannot redefine property: {key}"));
    }
    if let Some(text) = message.strip_prefix("cannot convert string '") {
        let text = text.strip_suffix("' to bigint primitive")?;
        return Some(format!("Cannot convert {text} to a BigInt"));
    }
    if let Some(number) = message.strip_prefix("cannot convert ") {
        let number = number.strip_suffix(" to a BigInt")?;
        let number = if number == "inf" { "Infinity" } else { number };
        return Some(format!(
            "The number {number} cannot be converted to a BigInt because it is not an integer"
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(SAME.is_sorted_by_key(|(engine, _)| *engine));
    }
}
