//! What V8 refuses because it would be too long.

use boa_engine::{
    Context, JsArgs, JsError, JsResult, JsString, JsValue, error::JsNativeErrorKind, js_string,
};

use super::super::super::{errors, host::Host};
use crate::trace::Runtime;

/// The most UTF-16 units a string may have (`String::kMaxLength`,
/// `buffer.constants.MAX_STRING_LENGTH`).
fn longest(context: &Context) -> u64 {
    if Host::of(context).profile.runtime <= Runtime::Node12 {
        (1 << 30) - 25
    } else {
        (1 << 29) - 24
    }
}

pub(super) fn invalid_array_length(context: &mut Context) -> JsError {
    errors::thrown_here(&JsNativeErrorKind::Range, "Invalid array length", context)
}

pub(super) fn type_error(message: &str, context: &mut Context) -> JsError {
    errors::thrown_here(&JsNativeErrorKind::Type, message, context)
}

fn invalid_string_length(context: &mut Context) -> JsError {
    errors::thrown_here(&JsNativeErrorKind::Range, "Invalid string length", context)
}

/// The receiver as a string, unless it is nothing.
fn receiver(this: &JsValue, method: &str, context: &mut Context) -> JsResult<JsString> {
    if this.is_null_or_undefined() {
        let message = format!("String.prototype.{method} called on null or undefined");
        return Err(type_error(&message, context));
    }
    this.to_string(context)
}

/// `String.prototype.repeat ( count )`
pub(super) fn repeat(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "repeat", context)?;
    let count = args.get_or_undefined(0).to_number(context)?.trunc();
    let count = if count.is_nan() { 0.0 } else { count };
    if count < 0.0 || count.is_infinite() {
        let mut message = "Invalid count value".to_owned();
        if Host::of(context).profile.runtime >= Runtime::Node20 {
            message.push_str(": ");
            message.push_str(&errors::shown(args.get_or_undefined(0), context));
        }
        return Err(errors::thrown_here(&JsNativeErrorKind::Range, &message, context));
    }
    if text.is_empty() {
        return Ok(js_string!().into());
    }
    Ok(repeated(&text, count, context)?.into())
}

/// A text `count` times, made by doubling.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the count has been found to be small enough"
)]
fn repeated(text: &JsString, count: f64, context: &mut Context) -> JsResult<JsString> {
    if count * text.len() as f64 > longest(context) as f64 {
        return Err(invalid_string_length(context));
    }
    let mut count = count as u64;
    let (mut result, mut power) = (js_string!(), text.clone());
    while count > 0 {
        if count & 1 == 1 {
            result = JsString::concat(result.as_str(), power.as_str());
        }
        count >>= 1;
        if count > 0 {
            power = JsString::concat(power.as_str(), power.as_str());
        }
    }
    Ok(result)
}

/// `String.prototype.padStart ( maxLength, fillString )`
pub(super) fn pad_start(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (text, padding) = padding(this, args, "padStart", context)?;
    Ok(JsString::concat(padding.as_str(), text.as_str()).into())
}

/// `String.prototype.padEnd ( maxLength, fillString )`
pub(super) fn pad_end(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let (text, padding) = padding(this, args, "padEnd", context)?;
    Ok(JsString::concat(text.as_str(), padding.as_str()).into())
}

/// The text, and what is put before or behind it (ECMAScript `StringPad`).
fn padding(
    this: &JsValue,
    args: &[JsValue],
    method: &str,
    context: &mut Context,
) -> JsResult<(JsString, JsString)> {
    let text = receiver(this, method, context)?;
    let wanted = args.get_or_undefined(0).to_length(context)?;
    let missing = wanted.saturating_sub(text.len() as u64);
    if missing == 0 {
        return Ok((text, js_string!()));
    }
    let filler = args.get_or_undefined(1);
    let filler = if filler.is_undefined() { js_string!(" ") } else { filler.to_string(context)? };
    if filler.is_empty() {
        return Ok((text, js_string!()));
    }
    if wanted > longest(context) {
        return Err(invalid_string_length(context));
    }
    let length = filler.len() as u64;
    #[expect(clippy::cast_precision_loss, reason = "strings are shorter than 2^53")]
    let whole = repeated(&filler, (missing / length) as f64, context)?;
    let rest = usize::try_from(missing % length).unwrap_or(0);
    let rest = filler.get(0..rest).unwrap_or_else(|| js_string!());
    Ok((text, JsString::concat(whole.as_str(), rest.as_str())))
}

/// The text of a huge array with few elements, joined; none if it is no such array.
///
/// The engine looks at every index, and there may be four thousand million.
pub(super) fn join(
    this: &JsValue,
    separator: &JsValue,
    context: &mut Context,
) -> JsResult<Option<JsValue>> {
    /// An array this long takes the engine noticeably long.
    const HUGE: u64 = 1 << 20;
    let Some(array) = this.as_object().filter(|object| object.is_array()) else { return Ok(None) };
    let length = array.get(js_string!("length"), context)?.to_length(context)?;
    if length < HUGE {
        return Ok(None);
    }
    let indices: Vec<u32> =
        array.borrow().properties().index_properties().map(|(index, _)| index).collect();
    let sparse = (indices.len() as u64) < length / 4;
    let mut at = array.prototype();
    while let Some(prototype) = at {
        // Elements may come from there: the engine knows how.
        if prototype.borrow().properties().index_properties().next().is_some() {
            return Ok(None);
        }
        at = prototype.prototype();
    }
    let separator =
        if separator.is_undefined() { js_string!(",") } else { separator.to_string(context)? };
    let gaps = (separator.len() as u64).saturating_mul(length - 1);
    if gaps > longest(context) {
        return Err(invalid_string_length(context));
    }
    if !sparse {
        return Ok(None);
    }
    let mut indices = indices;
    indices.sort_unstable();
    let (mut text, mut last) = (js_string!(), 0_u64);
    for index in indices {
        let value = array.get(index, context)?;
        let gap = repeated(&separator, f64::from(index) - to_f64(last), context)?;
        last = u64::from(index);
        let value =
            if value.is_null_or_undefined() { js_string!() } else { value.to_string(context)? };
        text = JsString::concat_array(&[text.as_str(), gap.as_str(), value.as_str()]);
    }
    let gap = repeated(&separator, to_f64(length - 1) - to_f64(last), context)?;
    Ok(Some(JsString::concat(text.as_str(), gap.as_str()).into()))
}

#[expect(clippy::cast_precision_loss, reason = "array lengths are below 2^53")]
fn to_f64(number: u64) -> f64 {
    number as f64
}
