//! Values as V8's messages write them, without running any of the program's code.

use boa_engine::{
    Context, JsObject, JsString, JsSymbol, JsValue, JsVariant,
    builtins::{error::Error, proxy::Proxy},
    js_string,
    property::PropertyKey,
};

use super::super::{callbacks, host::Host};

/// A value in a message: `5`, `abc`, `#<Foo>`, `[object Array]`
/// (`Object::NoSideEffectsToString`, src/objects/objects.cc).
pub(crate) fn shown(value: &JsValue, context: &mut Context) -> String {
    match value.variant() {
        JsVariant::String(text) => text.to_std_string_lossy(),
        JsVariant::Symbol(symbol) => symbol_text(&symbol),
        JsVariant::Object(object) => shown_object(&object, context),
        JsVariant::BigInt(number) => number.to_string(),
        JsVariant::Null
        | JsVariant::Undefined
        | JsVariant::Boolean(_)
        | JsVariant::Float64(_)
        | JsVariant::Integer32(_) => value.display().to_string(),
    }
}

/// A value as the subject of a sentence: `number 5`, `object null`, `string "abc"`
/// (`BuildDefaultCallSite`, src/execution/messages.cc).
pub(crate) fn typed(value: &JsValue) -> String {
    match value.variant() {
        JsVariant::Undefined => "undefined".to_owned(),
        JsVariant::Null => "object null".to_owned(),
        JsVariant::String(text) => format!("string \"{}\"", text.to_std_string_lossy()),
        JsVariant::Boolean(_) | JsVariant::Float64(_) | JsVariant::Integer32(_) => {
            format!("{} {}", value.type_of(), value.display())
        }
        JsVariant::Symbol(_) | JsVariant::BigInt(_) | JsVariant::Object(_) => {
            value.type_of().to_owned()
        }
    }
}

/// A property's key: `x`, `0`, `Symbol(s)`.
pub(crate) fn key(key: &PropertyKey) -> String {
    match key {
        PropertyKey::String(text) => text.to_std_string_lossy(),
        PropertyKey::Symbol(symbol) => symbol_text(symbol),
        PropertyKey::Index(index) => index.get().to_string(),
    }
}

fn symbol_text(symbol: &JsSymbol) -> String {
    let description = symbol.description().map(|text| text.to_std_string_lossy());
    format!("Symbol({})", description.unwrap_or_default())
}

fn shown_object(object: &JsObject, context: &mut Context) -> String {
    if object.is_callable() {
        return function_text(object, context);
    }
    if object.is::<Error>() {
        return super::stack::header(object);
    }
    if object.is::<Proxy>() {
        return "#<Object>".to_owned();
    }
    let default = context.intrinsics().constructors().object().prototype();
    let to_string = data(object, &js_string!("toString").into());
    let is_default = default.borrow().properties().get(&js_string!("toString").into());
    let is_default = is_default.and_then(|own| own.value().cloned());
    if to_string.is_some()
        && to_string == is_default
        && let Some(constructor) = data(object, &js_string!("constructor").into())
        && let Some(constructor) = constructor.as_object().filter(JsObject::is_callable)
    {
        let name = callbacks::own_name(&constructor);
        if !name.is_empty() {
            return format!("#<{name}>");
        }
    }
    let tag = data(object, &JsSymbol::to_string_tag().into())
        .and_then(|tag| tag.as_string())
        .map_or_else(|| class_name(object).to_owned(), |tag| tag.to_std_string_lossy());
    format!("[object {tag}]")
}

/// What `Object.prototype.toString` calls an object that says nothing else.
fn class_name(object: &JsObject) -> &'static str {
    if object.is_array() {
        "Array"
    } else if object.is::<boa_engine::builtins::date::Date>() {
        "Date"
    } else if object.is::<boa_engine::builtins::regexp::RegExp>() {
        "RegExp"
    } else {
        "Object"
    }
}

/// A function's text, as the learner wrote it.
fn function_text(function: &JsObject, context: &mut Context) -> String {
    let to_string = context.intrinsics().constructors().function().prototype();
    let to_string = to_string.borrow().properties().get(&js_string!("toString").into());
    to_string
        .and_then(|own| own.value().and_then(JsValue::as_callable))
        .and_then(|to_string| to_string.call(&function.clone().into(), &[], context).ok())
        .and_then(|text| text.as_string())
        .map_or_else(
            || "function () { [native code] }".to_owned(),
            |text| text.to_std_string_lossy(),
        )
}

/// The value of a property that is plain data on an object or its prototypes.
pub(crate) fn data(object: &JsObject, key: &PropertyKey) -> Option<JsValue> {
    let mut at = Some(object.clone());
    while let Some(object) = at {
        if object.is::<Proxy>() {
            return None;
        }
        if let Some(descriptor) = object.borrow().properties().get(key) {
            return descriptor.value().cloned();
        }
        at = object.prototype();
    }
    None
}

/// The name of the constructor of a receiver, as stacks show it.
pub(crate) fn constructor_name(object: &JsObject) -> Option<String> {
    let constructor = data(object, &js_string!("constructor").into())?.as_object()?;
    let name = callbacks::own_name(&constructor);
    (!name.is_empty()).then_some(name)
}

/// The property of an object, or of what it inherits from, that holds a function.
pub(crate) fn holding(object: &JsObject, function: &JsObject) -> Option<String> {
    let mut holder = Some(object.clone());
    while let Some(object) = holder {
        let own = object.borrow();
        for key in own.shape().keys() {
            let PropertyKey::String(name) = &key else { continue };
            let value = own.properties().get(&key).and_then(|own| own.value().cloned());
            if value.and_then(|value| value.as_object()).is_some_and(|value| value == *function) {
                return Some(name.to_std_string_lossy());
            }
        }
        drop(own);
        holder = object.prototype();
    }
    None
}

/// What the running operation of the program notes: see `Pr` in the instrumentation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Note {
    Object,
    Written,
    Key,
}

/// Reads a note of a program file.
pub(crate) fn note(host: &Host, file: usize, note: Note, context: &mut Context) -> JsValue {
    let readers = host.operands.borrow().get(&file).cloned();
    let reader = readers.and_then(|readers| readers.get(note as usize)?.as_callable());
    reader
        .and_then(|reader| reader.call(&JsValue::undefined(), &[], context).ok())
        .unwrap_or_default()
}

/// A string as a property key.
pub(crate) fn string_key(text: &str) -> PropertyKey {
    PropertyKey::from(JsString::from(text))
}
