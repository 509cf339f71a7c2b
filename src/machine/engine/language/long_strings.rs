//! `repeat`, `padStart` and `padEnd` with V8's limit on the length of a string, and without
//! the engine's cost of 24 bytes a repetition.

use boa_engine::{Context, JsArgs, JsError, JsNativeError, JsResult, JsString, JsValue};

use super::super::{
    globals::{define, native},
    host::Host,
};
use crate::trace::Runtime;

/// Replaces the three methods.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().string().prototype();
    let function = native("repeat", 1, repeat, context);
    define(&prototype, "repeat", function, false, context)?;
    let function = native("padStart", 1, pad_start, context);
    define(&prototype, "padStart", function, false, context)?;
    let function = native("padEnd", 1, pad_end, context);
    define(&prototype, "padEnd", function, false, context)
}

/// V8's `String::kMaxLength`, in UTF-16 units: 2^30 - 25, since V8 8.9 (Node 16) 2^29 - 24.
fn longest(context: &Context) -> u64 {
    if Host::of(context).profile.runtime < Runtime::Node16 {
        (1 << 30) - 25
    } else {
        (1 << 29) - 24
    }
}

fn too_long() -> JsError {
    JsNativeError::range().with_message("Invalid string length").into()
}

/// The string a method is called on.
fn receiver(this: &JsValue, method: &str, context: &mut Context) -> JsResult<JsString> {
    if this.is_null_or_undefined() {
        let message = format!("String.prototype.{method} called on null or undefined");
        return Err(JsNativeError::typ().with_message(message).into());
    }
    this.to_string(context)
}

/// `String.prototype.repeat ( count )`
fn repeat(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "repeat", context)?;
    let wanted = args.get_or_undefined(0);
    let count = wanted.to_integer_or_infinity(context)?;
    let invalid = |context: &mut Context| {
        let shown = wanted.to_string(context).map(|shown| shown.to_std_string_lossy());
        let message = format!("Invalid count value: {}", shown.unwrap_or_default());
        JsNativeError::range().with_message(message).into()
    };
    let Some(count) = count.as_integer().and_then(|count| u64::try_from(count).ok()) else {
        return Err(invalid(context));
    };
    let units = text.to_vec();
    match (units.len() as u64).checked_mul(count) {
        Some(0) => Ok(JsString::default().into()),
        Some(length) if length <= longest(context) => {
            let count = usize::try_from(count).unwrap_or(usize::MAX);
            Ok(JsString::from(units.repeat(count).as_slice()).into())
        }
        Some(_) | None => Err(too_long()),
    }
}

/// `String.prototype.padStart ( maxLength [ , fillString ] )`
fn pad_start(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "padStart", context)?;
    let filling = filling(&text, args, context)?;
    Ok(JsString::from([filling, text.to_vec()].concat().as_slice()).into())
}

/// `String.prototype.padEnd ( maxLength [ , fillString ] )`
fn pad_end(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = receiver(this, "padEnd", context)?;
    let filling = filling(&text, args, context)?;
    Ok(JsString::from([text.to_vec(), filling].concat().as_slice()).into())
}

/// The UTF-16 units that bring a text to the length asked for.
fn filling(text: &JsString, args: &[JsValue], context: &mut Context) -> JsResult<Vec<u16>> {
    let length = args.get_or_undefined(0).to_length(context)?;
    let missing = length.saturating_sub(text.len() as u64);
    let filler = args.get_or_undefined(1);
    let filler = if filler.is_undefined() {
        vec![u16::from(b' ')]
    } else if missing == 0 {
        Vec::new()
    } else {
        filler.to_string(context)?.to_vec()
    };
    if missing == 0 || filler.is_empty() {
        return Ok(Vec::new());
    }
    if length > longest(context) {
        return Err(too_long());
    }
    let missing = usize::try_from(missing).unwrap_or(usize::MAX);
    Ok(filler.iter().copied().cycle().take(missing).collect())
}
