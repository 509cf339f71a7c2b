//! `util.inspect`: any value as text, in the words of each Node version.
//!
//! The rules are those of Node's lib/internal/util/inspect.js; what changed between versions
//! is data ([`style`]). As in Node, `Symbol.toStringTag`, the name of a constructor and the
//! parts of an error are read like any program reads them, and `[nodejs.util.inspect.custom]`
//! is called; nothing else of the program runs: no other getter, no trap of a proxy, no
//! iterator of its own. [`preview`] runs nothing at all.

mod arrays;
mod binding;
mod boxes;
mod collections;
mod constructors;
mod cursors;
mod dates;
mod equality;
mod errors;
mod format;
mod frames;
mod functions;
mod highlight;
mod kinds;
mod layout;
mod numbers;
mod objects;
mod options;
mod outlines;
mod paint;
mod parts;
mod preview;
mod properties;
mod proxies;
mod reflect;
mod regexps;
mod shared;
mod sorting;
mod strings;
mod style;
mod types;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, rc::Rc};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsValue, JsVariant, js_string,
    property::PropertyKey,
};

pub(crate) use binding::internal_util;
pub(crate) use format::{format, format_with};
pub(crate) use options::{Compact, Getters, Options, Sorted};
pub(crate) use parts::{Entries, entries, enumerable_names, is_list};
pub(crate) use preview::preview;
pub(crate) use shared::{Shared, install, registered_symbol};
pub(crate) use strings::width;

use kinds::Kind;
use options::State;
use paint::Flavor;
use proxies::Proxied;
use style::{CustomRule, LongStrings, ProxyRule, Style};

/// `value` as `util.inspect` shows it.
///
/// # Errors
/// What the program's own code throws (custom functions, tags, accessors of errors), and if
/// [`install`] was not called.
pub(crate) fn inspect(
    value: &JsValue,
    options: &Options,
    context: &mut Context,
) -> JsResult<String> {
    Inspector::new(options.clone(), context)?.value(value, 0.0, Within::Anything)
}

/// Levels after which Node would run out of stack (between 895 and 1361, by version).
const DEEPEST: usize = 1000;

/// Units written at one indentation after which nested objects are only named. Node allows
/// 2^27, more than anybody reads and more than a recording should hold.
const LONGEST: usize = 1 << 23;

/// How far below the value asked for an object lies; `NaN` where Node loses count, with the
/// effect that nothing is too deep and nothing is joined on one line.
type Level = f64;

/// What a value is shown as a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Anything,
    /// A typed array, which shows the contents of its buffer itself.
    TypedArray,
}

/// One inspection under way.
struct Inspector<'a> {
    context: &'a mut Context,
    shared: Rc<Shared>,
    style: &'static Style,
    options: Options,
    indentation: usize,
    /// The objects that hold the one being shown.
    seen: Vec<JsObject>,
    /// The objects that turned out to hold themselves, by number.
    circular: Vec<JsObject>,
    /// Level of the object that was entered last.
    deepest: Level,
    /// Units written, by indentation.
    written: BTreeMap<usize, usize>,
}

impl<'a> Inspector<'a> {
    fn new(mut options: Options, context: &'a mut Context) -> JsResult<Self> {
        let shared = Shared::of(context)?;
        let State { indentation, seen } = std::mem::take(&mut options.state);
        Ok(Self {
            context,
            style: shared.style,
            shared,
            options,
            indentation,
            seen,
            circular: Vec::new(),
            deepest: 0.0,
            written: BTreeMap::new(),
        })
    }

    /// `value`, `level` levels below the one asked for.
    fn value(&mut self, value: &JsValue, level: Level, within: Within) -> JsResult<String> {
        match value.as_object() {
            Some(object) => self.object(&object, level, within),
            None => Ok(self.primitive(value)),
        }
    }

    fn object(&mut self, given: &JsObject, level: Level, within: Within) -> JsResult<String> {
        let mut object = given.clone();
        let mut kind = kinds::kind(&object, self.context);
        let mut proxies = 0;
        while kind == Kind::Proxy {
            let parts = proxies::parts(&object, &self.shared, self.context)?;
            if self.options.show_proxy {
                return self.proxy(&parts, level);
            }
            match parts {
                Proxied::Live { target, .. } => object = target,
                Proxied::Revoked => return self.revoked(proxies),
            }
            proxies += 1;
            kind = kinds::kind(&object, self.context);
        }
        if proxies > 0
            && self.style.proxies == ProxyRule::Slotless
            && !matches!(kind, Kind::Array | Kind::Function)
        {
            kind = Kind::Plain;
        }
        if self.options.custom_inspect
            && let Some(text) = self.custom(given, &object, level)?
        {
            return Ok(text);
        }
        if self.seen.contains(&object) {
            return Ok(self.circle(object));
        }
        let text = self.raw(&object, kind, level, within)?;
        Ok(self.in_proxies(text, proxies))
    }

    /// Calls what the program put in place of inspection; none if it did not.
    fn custom(
        &mut self,
        given: &JsObject,
        object: &JsObject,
        level: Level,
    ) -> JsResult<Option<String>> {
        let mut function = object.get(self.shared.custom.clone(), self.context)?;
        if self.style.custom == CustomRule::StateOrMethod && !function.to_boolean() {
            function = object.get(js_string!("inspect"), self.context)?;
        }
        let Some(function) = function.as_callable() else { return Ok(None) };
        // The function `inspect` itself and prototypes are no customers.
        let is_inspect =
            self.shared.inspect.borrow().as_ref().is_some_and(|inspect| **inspect == function);
        if is_inspect || is_prototype(object) {
            return Ok(None);
        }
        let depth =
            self.options.depth.map_or_else(JsValue::null, |depth| JsValue::from(depth - level));
        let state = (self.style.custom <= CustomRule::State)
            .then(|| State { indentation: self.indentation, seen: self.seen.clone() });
        let options = self.options.for_custom(state, self.style, self.context)?;
        if given != object {
            options.set_prototype(None);
        }
        let mut args = vec![depth, options.into()];
        if self.style.custom == CustomRule::OptionsAndInspect {
            args.push(binding::inspect_function(self.context)?.into());
        }
        let result = function.call(&given.clone().into(), &args, self.context)?;
        if result.as_object().is_some_and(|result| result == *given) {
            return Ok(None);
        }
        match result.as_string() {
            None => self.value(&result, level, Within::Anything).map(Some),
            Some(text) => {
                let text = text.to_std_string_lossy();
                let indented = self.style.custom > CustomRule::State && self.indentation > 0;
                Ok(Some(if indented { self.indented(&text) } else { text }))
            }
        }
    }

    /// The proxy as `showProxy` wants it.
    fn proxy(&mut self, parts: &Proxied, level: Level) -> JsResult<String> {
        let (target, handler) = match parts {
            Proxied::Live { target, handler } => {
                (JsValue::from(target.clone()), JsValue::from(handler.clone()))
            }
            Proxied::Revoked if self.style.proxies <= ProxyRule::TargetOrThrow => {
                (JsValue::null(), JsValue::null())
            }
            Proxied::Revoked => return Ok(self.paint("<Revoked Proxy>", Flavor::Special)),
        };
        if self.is_too_deep(level) {
            return Ok(self.paint("Proxy [Array]", Flavor::Special));
        }
        self.indentation += 2;
        let entries = vec![
            self.value(&target, level + 1.0, Within::Anything)?,
            self.value(&handler, level + 1.0, Within::Anything)?,
        ];
        self.indentation -= 2;
        Ok(self.pair(entries, "Proxy [", level + 1.0))
    }

    fn revoked(&self, proxies: usize) -> JsResult<String> {
        if self.style.proxies <= ProxyRule::TargetOrThrow {
            let message = "Cannot read property 'Symbol(nodejs.util.inspect.custom)' of null";
            return Err(JsNativeError::typ().with_message(message).into());
        }
        Ok(self.in_proxies(self.paint("<Revoked Proxy>", Flavor::Special), proxies))
    }

    /// `text` as what so many proxies stand for.
    fn in_proxies(&self, mut text: String, proxies: usize) -> String {
        if self.style.proxies == ProxyRule::Wrapped {
            for _ in 0..proxies {
                let open = self.paint("Proxy(", Flavor::Special);
                text = format!("{open}{text}{}", self.paint(")", Flavor::Special));
            }
        }
        text
    }

    /// An object inside itself.
    fn circle(&mut self, object: JsObject) -> String {
        let known = self.circular.iter().position(|other| *other == object);
        let at = known.unwrap_or_else(|| {
            self.circular.push(object);
            self.circular.len() - 1
        });
        let number = at + 1;
        if self.style.numbers_circles {
            self.paint(&format!("[Circular *{number}]"), Flavor::Special)
        } else {
            self.paint("[Circular]", Flavor::Special)
        }
    }

    fn primitive(&mut self, value: &JsValue) -> String {
        let separated = self.options.numeric_separator;
        let (text, flavor) = match value.variant() {
            JsVariant::String(string) => return self.string(&string),
            JsVariant::Integer32(number) if !separated => (number.to_string(), Flavor::Number),
            JsVariant::Integer32(number) => return self.number(number.into()),
            JsVariant::Float64(number) => return self.number(number),
            JsVariant::BigInt(bigint) => {
                (numbers::bigint(&bigint, separated, self.style), Flavor::BigInt)
            }
            JsVariant::Boolean(boolean) => (boolean.to_string(), Flavor::Boolean),
            JsVariant::Undefined => ("undefined".to_owned(), Flavor::Undefined),
            JsVariant::Null => ("null".to_owned(), Flavor::Null),
            JsVariant::Symbol(symbol) => {
                (symbol.descriptive_string().to_std_string_lossy(), Flavor::Symbol)
            }
            JsVariant::Object(_) => return String::new(),
        };
        self.paint(&text, flavor)
    }

    fn number(&mut self, number: f64) -> String {
        let separated = self.options.numeric_separator;
        let text = numbers::number(number, separated, self.style, self.context);
        self.paint(&text, Flavor::Number)
    }

    /// A quoted string, shortened and broken as the options want it.
    fn string(&self, string: &JsString) -> String {
        let longest = strings::as_count(self.options.max_string_length);
        if string.len() > longest {
            let more = string.len() - longest;
            let plural = if more > 1 { "s" } else { "" };
            let shown = self.broken(&string.slice(0, longest));
            return format!("{shown}... {more} more character{plural}");
        }
        self.broken(string)
    }

    fn broken(&self, string: &JsString) -> String {
        let room = self.options.break_length;
        let pieces = match (self.style.long_strings, self.options.compact) {
            (_, Compact::Yes) => None,
            (LongStrings::Words, _) => strings::words(string, room, self.indentation),
            (LongStrings::Lines, _) => {
                let left = room - strings::as_f64(self.indentation) - 4.0;
                strings::breaks_after_newlines(string, left).then(|| strings::lines(string))
            }
        };
        let quoted = |piece: &JsString| {
            self.paint(&strings::quote(piece.as_str(), self.style), Flavor::String)
        };
        let Some(pieces) = pieces else { return quoted(string) };
        let pieces: Vec<_> = pieces.iter().map(quoted).collect();
        pieces.join(&format!(" +\n{}", " ".repeat(self.indentation + 2)))
    }

    fn paint(&self, text: &str, flavor: Flavor) -> String {
        if self.options.colors { flavor.paint(text) } else { text.to_owned() }
    }

    /// `text` with its lines after the first moved to the current indentation.
    fn indented(&self, text: &str) -> String {
        text.replace('\n', &format!("\n{}", " ".repeat(self.indentation)))
    }

    /// Whether objects at this level are only named.
    fn is_too_deep(&self, level: Level) -> bool {
        self.options.depth.is_some_and(|depth| level > depth)
    }

    /// Another inspection that knows nothing of this one.
    fn apart(&mut self, options: Options) -> Inspector<'_> {
        Inspector {
            context: self.context,
            shared: Rc::clone(&self.shared),
            style: self.style,
            options,
            indentation: 0,
            seen: Vec::new(),
            circular: Vec::new(),
            deepest: 0.0,
            written: BTreeMap::new(),
        }
    }
}

/// Whether `object` is the prototype that its own `constructor` gives to instances.
fn is_prototype(object: &JsObject) -> bool {
    let constructor = reflect::stored_value(object, &PropertyKey::from(js_string!("constructor")))
        .and_then(|constructor| constructor.as_object());
    constructor
        .and_then(|constructor| {
            reflect::stored_value(&constructor, &js_string!("prototype").into())
        })
        .and_then(|prototype| prototype.as_object())
        .is_some_and(|prototype| prototype == *object)
}

/// `... 2 more items`.
fn more_items(more: usize) -> String {
    format!("... {more} more item{}", if more > 1 { "s" } else { "" })
}
