//! ECMAScript's built-in functions, as V8 has them.
//!
//! The engine's are replaced or wrapped in place: the function objects stay, what they run is
//! another function. So identity, names, lengths and descriptors are untouched, and the
//! table costs a fresh realm some microseconds.

mod combining;
mod json;
mod limit;
mod regular;
mod sort;
mod table;
mod told;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    native_function::NativeFunctionPointer,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyKey,
};

use self::table::{Group, Home, Row};
use super::super::{errors, host::Host, swept};

/// Wraps and replaces what V8 does otherwise.
pub(crate) fn install(context: &mut Context) {
    for (class, key, pointer) in REPLACED {
        let home = Home::Prototype(class).object(context);
        if let Some(function) = home.and_then(|home| function(&home, key)) {
            replace(&function, pointer, context);
        }
    }
    for group in table::GROUPS {
        let Some(home) = group.home.object(context) else { continue };
        for row in group.rows {
            if let Some(function) = function(&home, row.key) {
                wrap(&function, group, row, context);
            }
        }
    }
}

/// Functions that are ours altogether.
const REPLACED: [(&str, &str, NativeFunctionPointer); 5] = [
    ("Array", "sort", sort::sort),
    ("Array", "toSorted", sort::to_sorted),
    ("String", "repeat", limit::repeat),
    ("String", "padStart", limit::pad_start),
    ("String", "padEnd", limit::pad_end),
];

/// Puts other code into a function of the engine's.
fn replace(function: &JsObject, pointer: NativeFunctionPointer, context: &mut Context) {
    let made =
        FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(pointer)).build();
    errors::swap(function, &made);
}

/// A property of a built-in object that is a function.
fn function(home: &JsObject, key: &str) -> Option<JsObject> {
    let key = match key {
        "[Symbol.iterator]" => PropertyKey::from(JsSymbol::iterator()),
        key => errors::string_key(key),
    };
    let own = home.borrow().properties().get(&key)?;
    own.value()?.as_object().filter(JsObject::is_callable)
}

/// Puts [`told::call`] around a function.
fn wrap(function: &JsObject, group: &'static Group, row: &'static Row, context: &mut Context) {
    let runtime = Host::of(context).profile.runtime;
    let is_constructor = function.is_constructor();
    let made = FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(nothing))
        .constructor(is_constructor)
        .build();
    let wrapper = NativeFunction::from_copy_closure_with_captures(
        move |this, args, (itself, original): &(JsObject, JsFunction), context| {
            told::call(group, row, (itself, original), this, args, context)
        },
        (function.clone(), made.clone()),
    );
    let wrapper = if keeps_errors(group, row) { swept::native(wrapper, context) } else { wrapper };
    let shown = format!("{}{}", errors::SHOWN, group.shown(row, runtime));
    let wrapper = FunctionObjectBuilder::new(context.realm(), wrapper)
        .name(JsString::from(shown))
        .constructor(is_constructor)
        .build();
    // `made` gets the engine's code, `function` ours.
    errors::swap(&made, &wrapper);
    errors::swap(function, &made);
}

/// Functions that make a rejected promise of what is thrown while they run.
fn keeps_errors(group: &Group, row: &Row) -> bool {
    matches!(
        (group.class, row.key),
        ("", "Promise") | ("Promise", "all" | "allSettled" | "any" | "race" | "resolve" | "try")
    )
}

fn nothing(_: &JsValue, _: &[JsValue], _: &mut Context) -> JsResult<JsValue> {
    Ok(JsValue::undefined())
}
