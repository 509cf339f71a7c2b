//! A value in a few words, for traces.

mod contents;

use std::fmt::{self, Write};

use boa_engine::{
    Context, JsObject, JsString, JsValue, JsVariant,
    builtins::{promise::PromiseState, proxy::Proxy},
    js_string,
    native_function::NativeFunctionObject,
    object::builtins::{JsDate, JsPromise, JsRegExp},
};

use super::{
    Shared,
    boxes::{Boxed, boxed},
    dates, functions,
    kinds::{self, Kind},
    numbers,
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
    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    /// Whether so many more characters fit.
    fn has_room(&self, chars: usize) -> bool {
        // Bytes are no fewer than characters.
        self.out.len() + chars <= self.max || self.out.chars().count() + chars <= self.max
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
                self.boxed(object);
            }
            Kind::Array | Kind::TypedArray => self.array(object, kind, depth),
            Kind::Map | Kind::Set => self.collection(object, kind, depth),
            Kind::WeakMap | Kind::WeakSet => {
                let name = if kind == Kind::WeakMap { "WeakMap" } else { "WeakSet" };
                let items = self.style.unknown_items;
                self.put(format_args!("{name} {{ {items} }}"));
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
            if !self.has_room(0) {
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
        let says_so = self.style.functions == FunctionRule::Anonymous || kind == "class";
        match name.filter(|name| !name.is_empty()) {
            Some(name) => self.put(format_args!("[{kind}{colon}{}]", name.display_lossy())),
            None if says_so => self.put(format_args!("[{kind} (anonymous)]")),
            None => self.put(format_args!("[{kind}]")),
        }
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
        self.put(format_args!("[{name}{colon}{message}]"));
    }

    fn promise(&mut self, promise: &JsObject, depth: usize) {
        self.out += &Self::prefix(promise, "Promise");
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

    fn boxed(&mut self, object: &JsObject) {
        if let Some(Boxed { kind, value, .. }) = boxed(object) {
            self.put(format_args!("[{kind}: "));
            self.value(&value, DEPTH);
            self.out.push(']');
        }
    }

    fn inner(&mut self, value: &JsValue, depth: usize) {
        self.value(value, depth + 1);
    }

    /// The class's name and a space, unless it is the usual `Object`.
    fn prefix(object: &JsObject, plain: &str) -> String {
        match Self::name(object) {
            None if object.prototype().is_none() => format!("[{plain}: null prototype] "),
            None if plain == "Object" => String::new(),
            None => format!("{plain} "),
            Some(name) if name == "Object" => String::new(),
            Some(name) => format!("{name} "),
        }
    }

    /// The constructor's name, if it takes no getter to find it.
    fn name(object: &JsObject) -> Option<String> {
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
