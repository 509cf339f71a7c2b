//! A value in a few words, for traces.

use boa_engine::{
    Context, JsObject, JsString, JsValue, JsVariant,
    builtins::{promise::PromiseState, proxy::Proxy},
    js_string,
    native_function::NativeFunctionObject,
    object::builtins::{JsDate, JsMap, JsPromise, JsRegExp, JsSet, JsTypedArray},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Shared,
    arrays::{array_length, typed_array_name},
    dates, functions,
    kinds::{self, Kind},
    numbers,
    properties::is_identifier,
    proxies::{self, Proxied},
    reflect, strings,
    style::{FunctionRule, ProxyRule, Style},
};
use crate::trace::Runtime;

/// Objects inside objects are only hinted at below this.
const DEPTH: usize = 2;

/// What stands for more than there is room for.
const MORE: char = '…';

/// `value` on one line of at most `max_chars` characters, in the words of `util.inspect` and
/// with `…` for what is left out.
///
/// Runs none of the program's code and looks at no more than what fits, so it may be called
/// at any moment. Without [`install`](super::install) it speaks like the default runtime, and
/// proxies look revoked.
pub(crate) fn preview(value: &JsValue, max_chars: usize, context: &mut Context) -> String {
    let shared = Shared::of(context).ok();
    let style = shared.as_ref().map_or(Style::of(Runtime::default()), |shared| shared.style);
    let mut preview =
        Preview { style, shared: shared.as_deref(), context, out: String::new(), max: max_chars };
    preview.value(value, 0);
    let out = preview.out;
    match out.char_indices().nth(max_chars) {
        None => out,
        Some(_) => out
            .chars()
            .take(max_chars.saturating_sub(1))
            .chain((max_chars > 0).then_some(MORE))
            .collect(),
    }
}

struct Preview<'a> {
    style: &'static Style,
    shared: Option<&'a Shared>,
    context: &'a mut Context,
    out: String,
    max: usize,
}

impl Preview<'_> {
    /// Whether there is no room for another entry and the end of what is open.
    fn is_full(&self) -> bool {
        // Bytes are no fewer than characters.
        self.out.len() + 4 > self.max && self.out.chars().count() + 4 > self.max
    }

    fn value(&mut self, value: &JsValue, depth: usize) {
        match value.variant() {
            JsVariant::Object(object) => self.object(&object, depth),
            JsVariant::String(string) => self.string(&string),
            JsVariant::Undefined => self.out += "undefined",
            JsVariant::Null => self.out += "null",
            JsVariant::Boolean(boolean) => self.out += if boolean { "true" } else { "false" },
            JsVariant::Integer32(number) => self.out += &number.to_string(),
            JsVariant::Float64(number) => {
                self.out += &numbers::number(number, false, self.style, self.context);
            }
            JsVariant::BigInt(bigint) => {
                self.out += &numbers::bigint(&bigint, false, self.style);
            }
            JsVariant::Symbol(symbol) => {
                self.out += &strings::escape(symbol.descriptive_string().as_str(), self.style);
            }
        }
    }

    /// A quoted string, or its beginning.
    fn string(&mut self, string: &JsString) {
        if string.len() <= self.max {
            self.out += &strings::quote(string.as_str(), self.style);
            return;
        }
        let mut quoted = strings::quote(string.slice(0, self.max).as_str(), self.style);
        quoted.pop();
        self.out += &quoted;
        self.out.push(MORE);
    }

    fn object(&mut self, object: &JsObject, depth: usize) {
        let kind = kinds::kind(object, self.context);
        match kind {
            Kind::Proxy => self.proxy(object, depth),
            Kind::Function => self.function(object),
            Kind::Error => self.error(object),
            Kind::Plain if kinds::inherits_error(object, self.context) => self.error(object),
            Kind::Promise => self.promise(object, depth),
            Kind::Date | Kind::RegExp => self.literal(object, kind),
            Kind::Number | Kind::String | Kind::Boolean | Kind::BigInt | Kind::Symbol => {
                self.boxed(object, kind);
            }
            Kind::Array | Kind::TypedArray => self.array(object, kind, depth),
            Kind::Map | Kind::Set => self.collection(object, kind, depth),
            Kind::WeakMap | Kind::WeakSet => {
                let name = if kind == Kind::WeakMap { "WeakMap" } else { "WeakSet" };
                self.out += &format!("{name} {{ {} }}", self.style.unknown_items);
            }
            Kind::MapIterator => self.out += "[Map Iterator] {…}",
            Kind::SetIterator => self.out += "[Set Iterator] {…}",
            Kind::Plain
            | Kind::Arguments
            | Kind::ArrayBuffer
            | Kind::AsyncGenerator
            | Kind::DataView
            | Kind::Generator
            | Kind::Module
            | Kind::SharedArrayBuffer => self.plain(object, kind, depth),
        }
    }

    fn proxy(&mut self, proxy: &JsObject, depth: usize) {
        let wrapped = self.style.proxies == ProxyRule::Wrapped;
        let mut object = proxy.clone();
        let mut open = 0;
        while object.is::<Proxy>() {
            if self.is_full() {
                self.out.push(MORE);
                return;
            }
            if wrapped {
                self.out += "Proxy(";
                open += 1;
            }
            let parts =
                self.shared.and_then(|shared| proxies::parts(&object, shared, self.context).ok());
            let Some(Proxied::Live { target, .. }) = parts else {
                self.out += "<Revoked Proxy>";
                break;
            };
            object = target;
        }
        if !object.is::<Proxy>() {
            self.object(&object, depth);
        }
        self.out += &")".repeat(open);
    }

    fn function(&mut self, function: &JsObject) {
        let flags = functions::flags(function);
        let old = self.style.functions == FunctionRule::Constructor;
        let kind = match (flags.class && !old, flags.asynchronous, flags.generator) {
            (true, _, _) => "class",
            (_, false, false) => "Function",
            (_, false, true) => "GeneratorFunction",
            (_, true, false) => "AsyncFunction",
            (_, true, true) => "AsyncGeneratorFunction",
        };
        let colon = if kind == "class" { " " } else { ": " };
        let name = reflect::find_string(function, &js_string!("name").into());
        self.out += &match name.filter(|name| !name.is_empty()) {
            Some(name) => format!("[{kind}{colon}{}]", name.display_lossy()),
            None if self.style.functions == FunctionRule::Anonymous || kind == "class" => {
                format!("[{kind} (anonymous)]")
            }
            None => format!("[{kind}]"),
        };
    }

    /// `TypeError: message`, the first line of it.
    fn error(&mut self, error: &JsObject) {
        let part = |key: JsString| {
            reflect::find_string(error, &key.into()).map(|text| text.to_std_string_lossy())
        };
        let name = part(js_string!("name")).unwrap_or_else(|| "Error".to_owned());
        let message = part(js_string!("message")).unwrap_or_default();
        let message = message.lines().next().unwrap_or_default();
        let colon = if message.is_empty() { "" } else { ": " };
        self.out += &format!("[{name}{colon}{message}]");
    }

    fn promise(&mut self, promise: &JsObject, depth: usize) {
        self.out += &self.prefix(promise, "Promise");
        let state = JsPromise::from_object(promise.clone()).map(|promise| promise.state());
        let (label, value) = match state {
            Ok(PromiseState::Fulfilled(value)) => ("", Some(value)),
            Ok(PromiseState::Rejected(reason)) => ("<rejected> ", Some(reason)),
            Ok(PromiseState::Pending) | Err(_) => ("<pending>", None),
        };
        self.out += "{ ";
        self.out += label;
        if let Some(value) = value {
            self.inner(&value, depth);
        }
        self.out += " }";
    }

    fn literal(&mut self, object: &JsObject, kind: Kind) {
        let text = if kind == Kind::Date {
            let time = JsDate::from_object(object.clone())
                .and_then(|date| date.get_time(self.context))
                .ok()
                .and_then(|time| time.as_number());
            time.and_then(dates::iso_string).unwrap_or_else(|| "Invalid Date".to_owned())
        } else {
            let regexp = JsRegExp::from_object(object.clone());
            let text = regexp
                .ok()
                .filter(|_| is_untouched(object))
                .and_then(|regexp| regexp.to_string(self.context).ok());
            text.unwrap_or_else(|| "/…/".to_owned())
        };
        self.out += &text;
    }

    fn boxed(&mut self, object: &JsObject, kind: Kind) {
        let (name, value) = match kind {
            Kind::Number => ("Number", object.downcast_ref::<f64>().map(|n| JsValue::from(*n))),
            Kind::Boolean => ("Boolean", object.downcast_ref::<bool>().map(|b| JsValue::from(*b))),
            Kind::String => {
                ("String", object.downcast_ref::<JsString>().map(|s| JsValue::from(s.clone())))
            }
            Kind::BigInt => {
                let bigint = object.downcast_ref::<boa_engine::JsBigInt>();
                ("BigInt", bigint.map(|bigint| JsValue::from(bigint.clone())))
            }
            _ => {
                let symbol = object.downcast_ref::<boa_engine::JsSymbol>();
                ("Symbol", symbol.map(|symbol| JsValue::from(symbol.clone())))
            }
        };
        self.out += &format!("[{name}: ");
        self.value(&value.unwrap_or_default(), DEPTH);
        self.out.push(']');
    }

    fn array(&mut self, array: &JsObject, kind: Kind, depth: usize) {
        let typed = match kind {
            Kind::TypedArray => JsTypedArray::from_object(array.clone()).ok(),
            _ => None,
        };
        let length = match &typed {
            Some(typed) => typed.length(self.context).unwrap_or_default(),
            None => array_length(array),
        };
        let plain = if typed.is_some() { typed_array_name(array) } else { "Array" };
        let name = self.name(array).unwrap_or_else(|| plain.to_owned());
        if name != "Array" {
            self.out += &format!("{name}({length}) ");
        }
        if length == 0 {
            self.out += "[]";
            return;
        }
        if depth >= DEPTH {
            self.out += "[…]";
            return;
        }
        self.out += "[ ";
        for at in 0..length {
            if at > 0 {
                self.out += ", ";
            }
            if self.is_full() {
                self.out.push(MORE);
                break;
            }
            let found = match &typed {
                Some(typed) => {
                    let at = i64::try_from(at).unwrap_or(i64::MAX);
                    let value = typed.at(at, self.context).unwrap_or_default();
                    Some(PropertyDescriptor::builder().value(value).build())
                }
                None => reflect::stored(array, &PropertyKey::from(at)),
            };
            match found {
                Some(found) => self.described(&found, depth),
                None => self.out += "<empty>",
            }
        }
        self.out += " ]";
    }

    fn collection(&mut self, object: &JsObject, kind: Kind, depth: usize) {
        // As many as could fit at all.
        let most = self.max / 3 + 1;
        let mut entries = Vec::new();
        let mut size = 0;
        let mut note = |key, value| {
            size += 1;
            if size <= most {
                entries.push((key, value));
            }
            Ok(())
        };
        let plain = if kind == Kind::Map {
            if let Ok(map) = JsMap::from_object(object.clone()) {
                let _ = map.for_each_native(|key, value| note(key, Some(value)));
            }
            "Map"
        } else {
            if let Ok(set) = JsSet::from_object(object.clone()) {
                let _ = set.for_each_native(|value| note(value, None));
            }
            "Set"
        };
        let name = self.name(object).unwrap_or_else(|| plain.to_owned());
        let count = if self.style.collection_sizes { format!("({size})") } else { String::new() };
        self.out += &format!("{name}{count} ");
        if size == 0 {
            self.out += "{}";
            return;
        }
        if depth >= DEPTH {
            self.out += "{…}";
            return;
        }
        self.out += "{ ";
        for (at, (key, value)) in entries.iter().enumerate() {
            if at > 0 {
                self.out += ", ";
            }
            if self.is_full() {
                self.out.push(MORE);
                break;
            }
            self.inner(key, depth);
            if let Some(value) = value {
                self.out += " => ";
                self.inner(value, depth);
            }
        }
        self.out += " }";
    }

    fn plain(&mut self, object: &JsObject, kind: Kind, depth: usize) {
        if kind == Kind::Arguments {
            self.out += "[Arguments] ";
        } else if kind == Kind::Module {
            // Exports are not stored, and reading one may throw.
            self.out += "[Module] {…}";
            return;
        } else {
            self.out += &self.prefix(object, "Object");
        }
        let keys = self.keys(object);
        if keys.is_empty() {
            self.out += "{}";
            return;
        }
        if depth >= DEPTH {
            self.out += "{…}";
            return;
        }
        self.out += "{ ";
        for (at, (key, found)) in keys.iter().enumerate() {
            if at > 0 {
                self.out += ", ";
            }
            if self.is_full() {
                self.out.push(MORE);
                break;
            }
            self.out += &match key {
                PropertyKey::Index(index) => format!("'{}'", index.get()),
                PropertyKey::Symbol(symbol) => {
                    format!("[{}]", symbol.descriptive_string().display_lossy())
                }
                PropertyKey::String(name) if is_identifier(name) => name.to_std_string_lossy(),
                PropertyKey::String(name) => strings::quote(name.as_str(), self.style),
            };
            self.out += ": ";
            self.described(found, depth);
        }
        self.out += " }";
    }

    /// The stored enumerable properties, no more than could fit.
    fn keys(&self, object: &JsObject) -> Vec<(PropertyKey, PropertyDescriptor)> {
        let borrowed = object.borrow();
        let properties = borrowed.properties();
        let most = self.max / 3 + 1;
        let mut indices: Vec<_> = properties.index_property_keys().take(most).collect();
        indices.sort_unstable();
        let names = borrowed.shape().keys();
        indices
            .into_iter()
            .map(PropertyKey::from)
            .chain(names)
            .filter_map(|key| properties.get(&key).map(|found| (key, found)))
            .filter(|(_, found)| found.enumerable() == Some(true))
            .take(most)
            .collect()
    }

    /// A property's value, or what kind of accessor it is.
    fn described(&mut self, found: &PropertyDescriptor, depth: usize) {
        let is_function = |accessor: Option<&JsValue>| accessor.is_some_and(JsValue::is_callable);
        match (found.value(), is_function(found.get()), is_function(found.set())) {
            (Some(value), _, _) => self.inner(value, depth),
            (None, true, true) => self.out += "[Getter/Setter]",
            (None, true, false) => self.out += "[Getter]",
            (None, false, true) => self.out += "[Setter]",
            (None, false, false) => self.out += "undefined",
        }
    }

    fn inner(&mut self, value: &JsValue, depth: usize) {
        self.value(value, depth + 1);
    }

    /// The class's name and a space, unless it is the usual `Object`.
    fn prefix(&self, object: &JsObject, plain: &str) -> String {
        match self.name(object) {
            None if object.prototype().is_none() => format!("[{plain}: null prototype] "),
            None if plain == "Object" => String::new(),
            None => format!("{plain} "),
            Some(name) if name == "Object" => String::new(),
            Some(name) => format!("{name} "),
        }
    }

    /// The constructor's name, if it takes no getter to find it.
    fn name(&self, object: &JsObject) -> Option<String> {
        let constructor = reflect::find_value(object, &js_string!("constructor").into())?;
        let constructor = constructor.as_callable()?;
        let name = reflect::find_string(&constructor, &js_string!("name").into())?;
        Some(name.to_std_string_lossy()).filter(|name| !name.is_empty())
    }
}

/// Whether all that `toString` reads of a regular expression is built in.
fn is_untouched(regexp: &JsObject) -> bool {
    let parts = [
        "source",
        "flags",
        "hasIndices",
        "global",
        "ignoreCase",
        "multiline",
        "dotAll",
        "unicode",
        "unicodeSets",
        "sticky",
    ];
    parts.iter().all(|part| {
        let found = reflect::find(regexp, &JsString::from(*part).into());
        let getter = found.and_then(|found| found.get().and_then(JsValue::as_object));
        getter.is_some_and(|getter| getter.is::<NativeFunctionObject>())
    })
}
