//! Deep equality, as `util.isDeepStrictEqual` and `assert` mean it.
//!
//! After lib/internal/util/comparisons.js. Elements of sets and keys of maps are matched
//! greedily, so that two entries that both equal two others may be paired otherwise than in
//! Node; the answer is the same.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    object::builtins::{JsDate, JsMap, JsSet},
    property::PropertyKey,
};

use super::{
    Shared,
    boxes::boxed,
    kinds::{self, Kind},
    proxies, reflect,
    style::{CircleRule, Equality},
    types::class_of,
};

/// Levels compared before giving up; Node would run out of stack.
const DEEPEST: usize = 1000;

/// Whether two values are deeply equal; `strict` as in `isDeepStrictEqual`.
///
/// # Errors
/// What getters of the program throw; a `RangeError` for values nested too deeply.
pub(super) fn is_deep_equal(
    a: &JsValue,
    b: &JsValue,
    strict: bool,
    shared: &Shared,
    context: &mut Context,
) -> JsResult<bool> {
    let rules = shared.style.equality;
    let mut comparison = Comparison {
        rules,
        strict,
        shared,
        context,
        open: Vec::new(),
        circles: !rules.late_circles,
        is_too_deep: false,
    };
    match comparison.values(a, b) {
        Err(_) if rules.late_circles && comparison.is_too_deep => {
            comparison.circles = true;
            comparison.open.clear();
            comparison.values(a, b)
        }
        result => result,
    }
}

struct Comparison<'a> {
    rules: Equality,
    strict: bool,
    shared: &'a Shared,
    context: &'a mut Context,
    /// The pairs of objects under way.
    open: Vec<(JsObject, JsObject)>,
    /// Whether to look for values that hold themselves.
    circles: bool,
    is_too_deep: bool,
}

impl Comparison<'_> {
    fn values(&mut self, a: &JsValue, b: &JsValue) -> JsResult<bool> {
        if let (Some(a), Some(b)) = (object(a), object(b)) {
            return self.objects(&a, &b);
        }
        if object(a).is_some() || object(b).is_some() {
            return Ok(false);
        }
        self.primitives(a, b)
    }

    /// Values that are no objects; functions count as such.
    fn primitives(&mut self, a: &JsValue, b: &JsValue) -> JsResult<bool> {
        if self.strict {
            return Ok(JsValue::same_value(a, b));
        }
        let nan = |value: &JsValue| value.as_number().is_some_and(f64::is_nan);
        Ok(a.equals(b, self.context)? || self.rules.loose_nan && nan(a) && nan(b))
    }

    fn objects(&mut self, a: &JsObject, b: &JsObject) -> JsResult<bool> {
        if a == b {
            return Ok(true);
        }
        if self.open.len() >= DEEPEST {
            self.is_too_deep = true;
            let message = "Maximum call stack size exceeded";
            return Err(JsNativeError::range().with_message(message).into());
        }
        if self.strict && !self.same_prototype(a, b)? {
            return Ok(false);
        }
        let kinds = (self.kind(a)?, self.kind(b)?);
        let of_one_kind = self.strict || self.rules.loose_kinds;
        if of_one_kind
            && (kinds.0 != kinds.1 || self.class(a, kinds.0)? != self.class(b, kinds.1)?)
        {
            return Ok(false);
        }
        if !self.slots(a, b, kinds)? {
            return Ok(false);
        }
        if let Some(equal) = self.under_way(a, b) {
            return Ok(equal);
        }
        self.open.push((a.clone(), b.clone()));
        let kind = if kinds.0 == kinds.1 { kinds.0 } else { Kind::Plain };
        let equal = self.contents(a, b, kind);
        self.open.pop();
        equal
    }

    /// The answer for objects that hold themselves: equal if their circles close together.
    fn under_way(&self, a: &JsObject, b: &JsObject) -> Option<bool> {
        if !self.circles {
            return None;
        }
        let first = self.open.first()?;
        if self.rules.circles == CircleRule::Level {
            let left = self.open.iter().rposition(|pair| pair.0 == *a)?;
            let right = self.open.iter().rposition(|pair| pair.1 == *b)?;
            return Some(left == right);
        }
        let together = self.rules.circles == CircleRule::Together;
        let (left, right) = if self.open.len() == 1 {
            (first.0 == *a, first.1 == *b)
        } else {
            let open = |object: &JsObject| {
                self.open.iter().any(|pair| pair.0 == *object || pair.1 == *object)
            };
            (open(a), open(b))
        };
        match (left, right) {
            (true, true) => Some(true),
            (false, false) => None,
            _ => together.then_some(false),
        }
    }

    /// What an object is; proxies are what they stand for.
    fn kind(&mut self, object: &JsObject) -> JsResult<Kind> {
        let object = proxies::innermost(object, self.shared, self.context)?;
        Ok(object.map_or(Kind::Proxy, |object| kinds::kind(&object, self.context)))
    }

    fn same_prototype(&mut self, a: &JsObject, b: &JsObject) -> JsResult<bool> {
        if self.rules.constructors {
            let key = js_string!("constructor");
            let constructor = a.get(key.clone(), self.context)?;
            let own = reflect::stored(a, &key.clone().into()).is_some();
            if !constructor.is_undefined() && !own {
                let other = b.get(key, self.context)?;
                return Ok(JsValue::strict_equals(&constructor, &other));
            }
        }
        let mut prototype = |object| -> JsResult<_> {
            let object = proxies::innermost(object, self.shared, self.context)?;
            Ok(object.and_then(|object| object.prototype()))
        };
        Ok(prototype(a)? == prototype(b)?)
    }

    /// The answer of `Object.prototype.toString`.
    fn class(&mut self, object: &JsObject, kind: Kind) -> JsResult<JsString> {
        let tag = object.get(JsSymbol::to_string_tag(), self.context)?.as_string();
        Ok(tag.unwrap_or_else(|| class_of(kind)))
    }

    /// What the internal slots hold.
    fn slots(&mut self, a: &JsObject, b: &JsObject, kinds: (Kind, Kind)) -> JsResult<bool> {
        if kinds.0 != kinds.1 {
            let matters = |kind| matches!(kind, Kind::Map | Kind::Set | Kind::Arguments);
            return Ok(!matters(kinds.0) && !matters(kinds.1));
        }
        Ok(match kinds.0 {
            Kind::Date => {
                let mut time =
                    |date: &JsObject| JsDate::from_object(date.clone())?.get_time(self.context);
                let (a, b) = (time(a)?, time(b)?);
                let nan = |time: &JsValue| time.as_number().is_some_and(f64::is_nan);
                JsValue::strict_equals(&a, &b) || self.rules.invalid_dates && nan(&a) && nan(&b)
            }
            Kind::RegExp => {
                let last = self.rules.last_index.then_some("lastIndex");
                self.same_parts(a, b, ["source", "flags"].into_iter().chain(last))?
            }
            Kind::Error => self.same_errors(a, b)?,
            Kind::Number | Kind::Boolean | Kind::String | Kind::Symbol | Kind::BigInt
                if !self.strict && !self.rules.loose_kinds =>
            {
                true
            }
            Kind::Number | Kind::Boolean | Kind::String | Kind::Symbol | Kind::BigInt => {
                match (boxed(a), boxed(b)) {
                    (Some(a), Some(b)) => JsValue::same_value(&a.value, &b.value),
                    _ => false,
                }
            }
            Kind::ArrayBuffer | Kind::SharedArrayBuffer | Kind::DataView => {
                !self.rules.buffers || self.bytes(a, kinds.0)? == self.bytes(b, kinds.0)?
            }
            Kind::Promise => !self.rules.promise_identity,
            Kind::WeakMap | Kind::WeakSet => !self.rules.weak_identity,
            Kind::Plain if kinds::inherits_error(a, self.context) => {
                kinds::inherits_error(b, self.context) && self.same_errors(a, b)?
            }
            Kind::Plain
            | Kind::Arguments
            | Kind::Array
            | Kind::AsyncGenerator
            | Kind::Function
            | Kind::Generator
            | Kind::Map
            | Kind::MapIterator
            | Kind::Module
            | Kind::Proxy
            | Kind::Set
            | Kind::SetIterator
            | Kind::TypedArray => true,
        })
    }

    fn same_errors(&mut self, a: &JsObject, b: &JsObject) -> JsResult<bool> {
        if !self.same_parts(a, b, ["message", "name"].into_iter())? {
            return Ok(false);
        }
        if !self.rules.causes {
            return Ok(true);
        }
        for key in [js_string!("cause"), js_string!("errors")] {
            let key = PropertyKey::from(key);
            if reflect::is_enumerable(b, &key, self.shared, self.context)? {
                continue;
            }
            let pair = (a.get(key.clone(), self.context)?, b.get(key.clone(), self.context)?);
            let own = |error| reflect::stored(error, &key).is_some();
            if own(a) != own(b) || !self.values(&pair.0, &pair.1)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn same_parts<'k>(
        &mut self,
        a: &JsObject,
        b: &JsObject,
        keys: impl Iterator<Item = &'k str>,
    ) -> JsResult<bool> {
        for key in keys {
            let key = JsString::from(key);
            let pair = (a.get(key.clone(), self.context)?, b.get(key, self.context)?);
            if !JsValue::strict_equals(&pair.0, &pair.1) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn bytes(&mut self, object: &JsObject, kind: Kind) -> JsResult<Vec<u8>> {
        let (buffer, range) = if kind == Kind::DataView {
            let mut part = |key: JsString| object.get(key, self.context);
            let buffer = part(js_string!("buffer"))?.as_object();
            let start = part(js_string!("byteOffset"))?.as_number().unwrap_or_default();
            let length = part(js_string!("byteLength"))?.as_number().unwrap_or_default();
            let start = super::strings::as_count(start);
            (buffer, start..start + super::strings::as_count(length))
        } else {
            (Some(object.clone()), 0..usize::MAX)
        };
        let bytes = buffer.map(|buffer| super::arrays::bytes(&buffer)).transpose()?.flatten();
        let bytes = bytes.unwrap_or_default();
        let end = range.end.min(bytes.len());
        Ok(bytes.get(range.start..end).unwrap_or_default().to_vec())
    }

    /// Properties, elements and entries.
    fn contents(&mut self, a: &JsObject, b: &JsObject, kind: Kind) -> JsResult<bool> {
        if kind == Kind::Array && !self.same_parts(a, b, ["length"].into_iter())? {
            return Ok(false);
        }
        let (left, right) = (self.keys(a)?, self.keys(b)?);
        if left.len() != right.len() {
            return Ok(false);
        }
        for key in left {
            if !right.contains(&key) && !reflect::is_enumerable(b, &key, self.shared, self.context)?
            {
                return Ok(false);
            }
            let pair = (a.get(key.clone(), self.context)?, b.get(key, self.context)?);
            if !self.values(&pair.0, &pair.1)? {
                return Ok(false);
            }
        }
        if kind == Kind::Set {
            self.sets(a, b)
        } else if kind == Kind::Map {
            self.maps(a, b)
        } else {
            Ok(true)
        }
    }

    /// The own enumerable keys; symbols matter in strict comparison only.
    fn keys(&mut self, object: &JsObject) -> JsResult<Vec<PropertyKey>> {
        let mut keys = reflect::keys(object, false, self.shared, self.context)?;
        if !self.strict {
            keys.retain(|key| !matches!(key, PropertyKey::Symbol(_)));
        }
        Ok(keys)
    }

    fn sets(&mut self, a: &JsObject, b: &JsObject) -> JsResult<bool> {
        let list = |set: &JsObject| {
            let mut values = Vec::new();
            JsSet::from_object(set.clone())
                .map_err(|_| JsNativeError::typ().with_message("no set"))?
                .for_each_native(|value| {
                    values.push((value, JsValue::undefined()));
                    Ok(())
                })?;
            JsResult::Ok(values)
        };
        let (a, b) = (list(a)?, list(b)?);
        self.entries(&a, b)
    }

    fn maps(&mut self, a: &JsObject, b: &JsObject) -> JsResult<bool> {
        let list = |map: &JsObject| {
            let mut entries = Vec::new();
            JsMap::from_object(map.clone())?.for_each_native(|key, value| {
                entries.push((key, value));
                Ok(())
            })?;
            JsResult::Ok(entries)
        };
        let (a, b) = (list(a)?, list(b)?);
        self.entries(&a, b)
    }

    /// Whether every entry on one side has its own equal on the other.
    fn entries(
        &mut self,
        a: &[(JsValue, JsValue)],
        mut b: Vec<(JsValue, JsValue)>,
    ) -> JsResult<bool> {
        if a.len() != b.len() {
            return Ok(false);
        }
        for (key, value) in a {
            // The very same key first: what else equals it is left for others.
            let same = b.iter().position(|(other, _)| JsValue::same_value_zero(key, other));
            let mut found = None;
            for at in same.into_iter().chain(0..b.len()) {
                let (other_key, other) = b[at].clone();
                let deep = object(key).is_some() || !self.strict;
                if (Some(at) == same || deep && self.values(key, &other_key)?)
                    && self.values(value, &other)?
                {
                    found = Some(at);
                    break;
                }
            }
            match found {
                Some(at) => b.swap_remove(at),
                None => return Ok(false),
            };
        }
        Ok(true)
    }
}

/// A value that is compared by its contents.
fn object(value: &JsValue) -> Option<JsObject> {
    value.as_object().filter(|object| !object.is_callable())
}
