//! Errors of built-in functions, told with the values they are about.

use std::slice;

use boa_engine::{
    Context, JsArgs, JsError, JsObject, JsResult, JsValue,
    builtins::{proxy::Proxy, typed_array::TypedArray},
    error::JsNativeErrorKind,
    js_string,
    object::builtins::JsFunction,
};

use super::{
    super::super::{
        callbacks,
        errors::{self, Combinator},
        host::Host,
        markers::MAX_DEPTH,
        promises::settling,
    },
    combining, json, limit, regular, sort,
    table::{Group, Home, Row, This},
};
use crate::trace::Runtime;

/// A built-in function, and a call of it.
pub(super) struct Call<'a> {
    pub(super) group: &'a Group,
    pub(super) row: &'a Row,
    pub(super) this: &'a JsValue,
    pub(super) args: &'a [JsValue],
    pub(super) runtime: Runtime,
}

/// Calls the engine's function, and tells its own errors in V8's words.
pub(super) fn call(
    group: &'static Group,
    row: &'static Row,
    (itself, original): (&JsObject, &JsFunction),
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let running = host.natives_running.get();
    if running >= MAX_DEPTH {
        let message = "Maximum call stack size exceeded";
        return Err(errors::thrown_here(&JsNativeErrorKind::Range, message, context));
    }
    host.natives_running.set(running + 1);
    let result = ours(group, row, this, args, context)
        .unwrap_or_else(|| engines(group, row, (itself, original), this, args, context));
    host.natives_running.set(running);
    result
}

/// The engine's function does it.
fn engines(
    group: &'static Group,
    row: &'static Row,
    (itself, original): (&JsObject, &JsFunction),
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let reactions = Host::of(context).promises.borrow().reactions.len();
    let result = if let Some(executor) = noticed_executor(group, row, this, args, context) {
        let new_target = this.as_object().filter(|target| target != itself);
        let is_plain = new_target.is_none();
        let new_target = new_target.unwrap_or_else(|| itself.clone());
        settling::construct(&executor, is_plain, context, |executor, context| {
            let made = original.construct(slice::from_ref(executor), Some(&new_target), context);
            made.map(JsValue::from)
        })
    } else if itself.is_constructor() {
        match this.as_object() {
            Some(new_target) => {
                // What stands for `new` itself is the function the program knows.
                let new_target = if new_target == *itself { itself } else { &new_target };
                original.construct(args, Some(new_target), context).map(JsValue::from)
            }
            None => original.call(&JsValue::undefined(), args, context),
        }
    } else if (group.class, row.key) == ("Reflect", "apply") {
        apply(original, args, context)
    } else {
        original.call(this, args, context)
    };
    if let Some(combinator) = combinator(group, row, context) {
        let host = Host::of(context);
        let mut promises = host.promises.borrow_mut();
        let added = reactions..promises.reactions.len();
        promises.activations.combine(combinator, added);
    }
    result.map_err(|error| {
        let runtime = Host::of(context).profile.runtime;
        Call { group, row, this, args, runtime }.told(error, context)
    })
}

/// What `new Promise` is called with, if it is to be noticed what settles the promise.
fn noticed_executor(
    group: &Group,
    row: &Row,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> Option<JsFunction> {
    let is_noticed = (group.class, row.key) == ("", "Promise")
        && this.is_object()
        && settling::is_noticed(&Host::of(context), context);
    is_noticed
        .then(|| args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object))
        .flatten()
}

/// `Reflect.apply(function, this, args)`, while it is known for stacks what is called on what.
fn apply(original: &JsFunction, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = args.get_or_undefined(0);
    if function.as_callable().is_none() || args.get_or_undefined(2).as_object().is_none() {
        return original.call(&JsValue::undefined(), args, context);
    }
    let host = Host::of(context);
    host.applied.borrow_mut().push((function.clone(), args.get_or_undefined(1).clone()));
    let result = original.call(&JsValue::undefined(), args, context).map_err(|error| {
        match error.clone().into_opaque(context) {
            Ok(value) => {
                errors::settle(&value, context);
                JsError::from_opaque(value)
            }
            // Nothing the program can catch.
            Err(_) => error,
        }
    });
    host.applied.borrow_mut().pop();
    result
}

/// Which function of many promises it is, if stacks of this version show it.
fn combinator(group: &Group, row: &Row, context: &Context) -> Option<Combinator> {
    let runtime = Host::of(context).profile.runtime;
    match (group.class, row.key) {
        ("Promise", "all") => Some(Combinator::All),
        ("Promise", "any") => Some(Combinator::Any),
        ("Promise", "race") => Some(Combinator::Race),
        ("Promise", "allSettled") if runtime >= Runtime::Node18 => Some(Combinator::AllSettled),
        _ => None,
    }
}

/// Calls that the engine would answer too slowly, or not as V8 does.
fn ours(
    group: &Group,
    row: &Row,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> Option<JsResult<JsValue>> {
    match (group.class, row.key) {
        ("Promise", "all" | "allSettled" | "any" | "race") => {
            combining::not_iterable(this, args.get_or_undefined(0), context)
        }
        ("Array", "join") => limit::join(this, args.get_or_undefined(0), context).transpose(),
        ("%TypedArray%", "sort") => {
            let comparator = args.get_or_undefined(0);
            if comparator.is_undefined() {
                return None;
            }
            let Some(function) = comparator.as_callable() else {
                return Some(Err(sort::bad_comparator(comparator, context)));
            };
            let array = this.as_object().filter(|array| array.is::<TypedArray>())?;
            Some(sort::typed(&array, &function, context).map(|()| this.clone()))
        }
        _ => None,
    }
}

impl Call<'_> {
    /// An error of this function's own; what the program threw meanwhile passes.
    fn told(&self, error: JsError, context: &mut Context) -> JsError {
        let Some(native) = error.as_native() else { return error };
        // The engine notes its calls with an error that came out of the program.
        if error.to_string().contains("\n    at ") {
            return error;
        }
        let message = native.message().to_owned();
        let kind = native.kind().clone();
        let told = self.words(&message, context);
        let told = told.unwrap_or_else(|| errors::plain(&message, self.runtime));
        let thrown = errors::thrown_here(&kind, &told, context);
        if (self.group.class, self.row.key) == ("JSON", "parse")
            && let Some(error) = thrown.as_opaque().and_then(JsValue::as_object)
        {
            let line = json::line(self.arg(0), self.runtime, context);
            *Host::of(context).misread.borrow_mut() = line.map(|line| (error, line));
        }
        thrown
    }

    fn arg(&self, index: usize) -> &JsValue {
        self.args.get_or_undefined(index)
    }

    fn words(&self, message: &str, context: &mut Context) -> Option<String> {
        if let Some(index) = self.row.callback {
            let value = self.arg(usize::from(index));
            if !value.is_callable() && is_about_callback(message) {
                return Some(self.not_function(value, context));
            }
        }
        if message == "class constructor cannot be invoked without 'new'"
            && let Some(class) = self.row.callback.map(|index| self.arg(usize::from(index)))
            && let Some(class) = class.as_object()
        {
            let name = callbacks::own_name(&class);
            return Some(format!("Class constructor {name} cannot be invoked without 'new'"));
        }
        if message == "Proxy object has empty handler and target" {
            return Some(errors::revoked_for(self.row.key));
        }
        if message == "next value should be an object" {
            let returned = errors::returned(&Host::of(context));
            return Some(format!("Iterator result {returned} is not an object"));
        }
        if let Some(key) = message.strip_prefix("cannot set non-writable property: ") {
            let object =
                if self.group.home == Home::Static("Object") { self.arg(0) } else { self.this };
            return Some(errors::not_written(object, key, context));
        }
        if let Some(key) = message.strip_prefix("cannot delete non-configurable property: ") {
            let shown = errors::shown(self.this, context);
            return Some(format!("Cannot delete property '{key}' of {shown}"));
        }
        if message == "called on an empty array and with no initial value"
            || message.ends_with("with no initial value")
            || message.ends_with("initial value is not present")
        {
            return Some("Reduce of empty array with no initial value".to_owned());
        }
        if message.starts_with("cannot get key and value from primitive item") {
            return Some(self.no_entry(context));
        }
        if message.starts_with("value with type `") && message.ends_with("is not iterable")
            || message == "cannot convert 'null' or 'undefined' to object"
                && (self.row.is_constructor() || self.row.key == "from")
        {
            return Some(self.not_iterable());
        }
        self.special(message, context).or_else(|| self.receiver(message, context))
    }

    fn not_function(&self, value: &JsValue, context: &mut Context) -> String {
        let shown = errors::shown(value, context);
        let by_type = match self.group.class {
            "Map" | "Set" if self.runtime <= Runtime::Node11 => {
                return format!("{} is not a function", value.type_of());
            }
            "Map" | "Set" => true,
            "%TypedArray%" if self.row.key == "map" => false,
            _ => self.runtime >= Runtime::Node22,
        };
        if self.row.key == "flatMap" && self.runtime <= Runtime::Node20 {
            return "flatMap mapper function is not callable".to_owned();
        }
        let text = if by_type { errors::typed(value) } else { shown };
        format!("{text} is not a function")
    }

    /// The first entry of an iterable that is no pair, as far as it is an array.
    fn no_entry(&self, context: &mut Context) -> String {
        let items = self.arg(0).as_object();
        let entry = items.and_then(|items| {
            let items = boa_engine::object::builtins::JsArray::from_object(items).ok()?;
            let length = items.length(context).ok()?;
            (0..length)
                .find_map(|index| items.get(index, context).ok().filter(|entry| !entry.is_object()))
        });
        let shown = errors::shown(&entry.unwrap_or_default(), context);
        format!("Iterator value {shown} is not an entry object")
    }

    fn not_iterable(&self) -> String {
        let value = self.arg(0);
        if self.runtime <= Runtime::Node11 {
            return match value.as_object() {
                Some(_) => "#<Object> is not iterable".to_owned(),
                None => format!("{} is not iterable", value.display()),
            };
        }
        if self.row.key == "from" && self.runtime <= Runtime::Node12 {
            return "Cannot convert undefined or null to object".to_owned();
        }
        let typed = errors::typed(value);
        format!("{typed} is not iterable (cannot read property Symbol(Symbol.iterator))")
    }

    /// What is said about a `this` that does not fit.
    fn receiver(&self, message: &str, context: &mut Context) -> Option<String> {
        let words = self.row.this.unwrap_or(self.group.this);
        let about_this = message.contains("incompatible receiver")
            || message.contains("'this'")
            || message.contains("`this`")
            || message.contains("this is not")
            || message.starts_with("not a ")
            || message.contains("non-object")
            || message.contains("on non generator object")
            || (self.this.is_null_or_undefined() && message.starts_with("cannot convert"));
        if !about_this {
            return None;
        }
        let method = self.group.method(self.row);
        Some(match words {
            This::CalledOn => format!("{method} called on null or undefined"),
            This::ToObject => "Cannot convert undefined or null to object".to_owned(),
            This::Incompatible => {
                let shown = errors::shown(self.this, context);
                format!("Method {method} called on incompatible receiver {shown}")
            }
            This::Requires(class) => format!("{method} requires that 'this' be a {class}"),
            This::NoDate => "this is not a Date object.".to_owned(),
            This::NoTypedArray => "this is not a typed array.".to_owned(),
            This::NonObject if method == "Promise.resolve" => {
                "PromiseResolve called on non-object".to_owned()
            }
            This::NonObject => format!("{method} called on non-object"),
            This::Any => return None,
        })
    }

    /// What only one function says.
    #[expect(clippy::too_many_lines, reason = "an arm for each function")]
    fn special(&self, message: &str, context: &mut Context) -> Option<String> {
        let (first, second) = (self.arg(0).clone(), self.arg(1).clone());
        let shown = |value: &JsValue, context: &mut Context| errors::shown(value, context);
        let class = self.group.class;
        Some(match (class, self.row.key) {
            ("JSON", "parse") => return json::not_parsed(&first, message, self.runtime, context),
            ("JSON", "stringify") if message == "cyclic object value" => {
                json::circle(&first, self.runtime, context)
            }
            ("String", "matchAll") if message.contains("global") => {
                "String.prototype.matchAll called with a non-global RegExp argument".to_owned()
            }
            ("", "RegExp") | ("String", "match" | "matchAll" | "search") => {
                return regular::not_compiled(&first, &second, message, self.runtime, context);
            }
            ("", "Promise") if message == "Promise executor is not callable" => {
                format!("Promise resolver {} is not a function", shown(&first, context))
            }
            ("", "Promise") if self.runtime <= Runtime::Node16 && self.this.is_undefined() => {
                "undefined is not a promise".to_owned()
            }
            ("", "Promise") if self.this.is_undefined() => {
                "Promise constructor cannot be invoked without 'new'".to_owned()
            }
            ("", "WeakRef") if self.runtime <= Runtime::Node16 => {
                "WeakRef: target must be an object".to_owned()
            }
            ("", "WeakRef") if !self.this.is_undefined() => "WeakRef: invalid target".to_owned(),
            ("", "WeakSet") | ("WeakSet", "add") if message.contains("expected target") => {
                "Invalid value used in weak set".to_owned()
            }
            ("", "WeakMap") | ("WeakMap", "set") if message.contains("expected target") => {
                "Invalid value used as weak map key".to_owned()
            }
            ("", name) if self.row.is_constructor() && self.this.is_undefined() => {
                format!("Constructor {name} requires 'new'")
            }
            ("", "BigInt") if message.starts_with("cannot convert Symbol") => {
                format!("Cannot convert {} to a BigInt", shown(&first, context))
            }
            ("BigInt", "asIntN" | "asUintN") if message == "cannot convert Number to a BigInt" => {
                format!("Cannot convert {} to a BigInt", shown(&second, context))
            }
            ("", "decodeURI" | "decodeURIComponent" | "encodeURI" | "encodeURIComponent")
                if !message.contains("symbol") =>
            {
                "URI malformed".to_owned()
            }
            ("Number", "toFixed") if !message.contains("this") => {
                "toFixed() digits argument must be between 0 and 100".to_owned()
            }
            ("Number", "toPrecision") if !message.contains("this") => {
                "toPrecision() argument must be between 1 and 100".to_owned()
            }
            ("Number", "toExponential") if !message.contains("this") => {
                "toExponential() argument must be between 0 and 100".to_owned()
            }
            ("Number" | "BigInt", "toString") if message.contains("radix") => {
                "toString() radix argument must be between 2 and 36".to_owned()
            }
            ("Date", "toISOString" | "toJSON")
                if !self.this.is_null_or_undefined() && self.this.is_object() =>
            {
                "Invalid time value".to_owned()
            }
            ("Symbol", "keyFor") => format!("{} is not a symbol", shown(&first, context)),
            ("String", "fromCodePoint") if !message.contains("symbol") => {
                let number = first.to_number(context).unwrap_or(f64::NAN);
                format!("Invalid code point {}", JsValue::from(number).display())
            }
            ("String", "normalize") if !self.this.is_null_or_undefined() => {
                "The normalization form should be one of NFC, NFD, NFKC, NFKD.".to_owned()
            }
            ("String", key @ ("startsWith" | "endsWith" | "includes"))
                if !self.this.is_null_or_undefined() && self.arg(0).is_object() =>
            {
                format!("First argument to String.prototype.{key} must not be a regular expression")
            }
            ("Object", "create" | "setPrototypeOf")
                if message.contains("'proto'") || message.contains("arguments required") =>
            {
                let proto = if self.row.key == "create" { &first } else { &second };
                let shown = shown(proto, context);
                format!("Object prototype may only be an Object or null: {shown}")
            }
            ("Reflect", "setPrototypeOf") if message.contains("proto") => {
                let shown = shown(&second, context);
                format!("Object prototype may only be an Object or null: {shown}")
            }
            ("Object", "setPrototypeOf") if first.is_null_or_undefined() => {
                "Object.setPrototypeOf called on null or undefined".to_owned()
            }
            ("Object", "setPrototypeOf") => self.prototype_not_set(&first, &second, context),
            ("Object", "defineProperty" | "defineProperties") if message.contains("'this'") => {
                format!("Object.{} called on non-object", self.row.key)
            }
            ("Object", "defineProperty") => {
                return self.not_defined(message, context);
            }
            ("Object", "fromEntries") if first.is_null_or_undefined() => {
                "undefined is not iterable".to_owned()
            }
            ("Promise", _) if self.this.is_object() && message.contains("expected constructor") => {
                format!("{} is not a constructor", shown(self.this, context))
            }
            ("Promise", "reject") if message.contains("non-object") => {
                "PromiseReject called on non-object".to_owned()
            }
            ("Promise", "catch" | "finally") if message.contains("`undefined` is not callable") => {
                "undefined is not a function".to_owned()
            }
            ("Reflect", "apply") if message.contains("target") => {
                let shown = shown(&first, context);
                let kind = first.type_of();
                format!(
                    "Function.prototype.apply was called on {shown}, which is a {kind} and not a function"
                )
            }
            ("Reflect", "construct") if message.contains("newTarget") => {
                format!("{} is not a constructor", shown(self.arg(2), context))
            }
            ("Reflect", "construct") if message.contains("target") => {
                format!("{} is not a constructor", shown(&first, context))
            }
            ("Reflect", key) if message.contains("target must be an object") => {
                format!("Reflect.{key} called on non-object")
            }
            _ => return None,
        })
    }

    fn prototype_not_set(
        &self,
        object: &JsValue,
        proto: &JsValue,
        context: &mut Context,
    ) -> String {
        let shown = errors::shown(object, context);
        let Some(object) = object.as_object() else { return shown };
        if object.is::<Proxy>() {
            let told = "'setPrototypeOf' on proxy: trap returned falsish";
            let property =
                if self.runtime <= Runtime::Node11 { "" } else { " for property 'undefined'" };
            return format!("{told}{property}");
        }
        let root = context.intrinsics().constructors().object().prototype();
        if object == root {
            let name =
                if self.runtime >= Runtime::Node20 { "Object.prototype" } else { "#<Object>" };
            return format!("Immutable prototype object '{name}' cannot have their prototype set");
        }
        let mut at = proto.as_object();
        while let Some(link) = at {
            if link == object {
                return "Cyclic __proto__ value".to_owned();
            }
            at = link.prototype();
        }
        format!("{shown} is not extensible")
    }

    fn not_defined(&self, message: &str, context: &mut Context) -> Option<String> {
        let descriptor = self.arg(2);
        if message.starts_with("Cannot construct a property descriptor") {
            let shown = errors::shown(descriptor, context);
            return Some(format!("Property description must be an object: {shown}"));
        }
        let part = |name: &str, context: &mut Context| {
            let value = descriptor.as_object()?.get(js_string!(name), context).ok()?;
            Some(errors::shown(&value, context))
        };
        if message.contains("getter must be callable") {
            return Some(format!("Getter must be a function: {}", part("get", context)?));
        }
        if message.contains("setter must be callable") {
            return Some(format!("Setter must be a function: {}", part("set", context)?));
        }
        if message.starts_with("Invalid property descriptor") {
            let shown = errors::shown(descriptor, context);
            return Some(format!(
                "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, {shown}"
            ));
        }
        let key = message.strip_prefix("cannot redefine property: ")?;
        let object = self.arg(0).as_object()?;
        let exists = object.borrow().properties().contains_key(&errors::string_key(key));
        Some(if exists {
            format!("Cannot redefine property: {key}")
        } else {
            format!("Cannot define property {key}, object is not extensible")
        })
    }
}

/// Whether a message complains about a function that is none.
fn is_about_callback(message: &str) -> bool {
    ["callable", "callback", "Callbackfn", "predicate", "mapfn"]
        .iter()
        .any(|word| message.contains(word))
}
