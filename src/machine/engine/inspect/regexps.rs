//! The source of regular expressions as it was written.
//!
//! The engine escapes every slash of a pattern, also one that is escaped already or needs no
//! escape: `/a\/b/` would become `/a\\/b/` (ECMAScript 22.2.6.13.1, `EscapeRegExpPattern`).

use boa_engine::{
    Context, JsResult, JsString, JsValue, js_string,
    native_function::NativeFunction,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

use super::reflect;

/// Replaces the getter of `RegExp.prototype.source`.
///
/// `plain`: whether a slash in a class stays as it is; V8 before 7.6 escaped it there too.
pub(super) fn repair(plain: bool, context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().regexp().prototype();
    let key = js_string!("source");
    let getter = reflect::stored(&prototype, &key.clone().into())
        .and_then(|found| found.get().and_then(JsValue::as_object))
        .and_then(JsFunction::from_object);
    let Some(getter) = getter else { return Ok(()) };
    let repaired = NativeFunction::from_copy_closure_with_captures(
        move |this, _, getter, context| {
            let source = getter.call(this, &[], context)?;
            Ok(source.as_string().map_or(source, |source| JsValue::from(unescape(&source, plain))))
        },
        getter,
    );
    let repaired = FunctionObjectBuilder::new(context.realm(), repaired)
        .name(js_string!("get source"))
        .build();
    let accessor = PropertyDescriptor::builder()
        .get(repaired)
        .set(JsValue::undefined())
        .enumerable(false)
        .configurable(true);
    prototype.define_property_or_throw(key, accessor, context)?;
    Ok(())
}

/// Takes back one backslash before each slash where that leaves a slash escaped, or in a
/// class, where it needs none.
fn unescape(source: &JsString, plain: bool) -> JsString {
    const BACKSLASH: u16 = b'\\' as u16;
    const SLASH: u16 = b'/' as u16;
    let units = source.to_vec();
    let mut out: Vec<u16> = Vec::with_capacity(units.len());
    let mut in_class = false;
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let rest = &units[at..];
        if let [BACKSLASH, BACKSLASH, SLASH, ..] = rest {
            out.extend([BACKSLASH, SLASH]);
            at += 3;
        } else if let [BACKSLASH, SLASH, ..] = rest
            && in_class
            && plain
        {
            out.push(SLASH);
            at += 2;
        } else if let [BACKSLASH, next, ..] = rest {
            out.extend([BACKSLASH, *next]);
            at += 2;
        } else {
            in_class = match u8::try_from(*unit) {
                Ok(b'[') => true,
                Ok(b']') => false,
                _ => in_class,
            };
            out.push(*unit);
            at += 1;
        }
    }
    JsString::from(out.as_slice())
}
