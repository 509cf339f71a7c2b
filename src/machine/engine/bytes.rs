//! Text to UTF-8 and back, for `Buffer` and its like: too slow in JavaScript of our own.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue,
    object::builtins::{AlignedVec, JsArrayBuffer, JsUint8Array},
};

/// `utf8Encode(text)`: an `ArrayBuffer`; a lone surrogate becomes U+FFFD.
pub(crate) fn encode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let block = AlignedVec::from_iter(0, text.into_bytes());
    Ok(JsArrayBuffer::from_byte_block(block, context)?.into())
}

/// `utf8Decode(bytes)`: the text of a `Uint8Array`; each maximal ill-formed part becomes U+FFFD.
pub(crate) fn decode(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let bytes = of(args.get_or_undefined(0), context)?;
    Ok(JsString::from(String::from_utf8_lossy(&bytes).as_ref()).into())
}

/// A copy of what a `Uint8Array` holds.
pub(crate) fn of(value: &JsValue, context: &mut Context) -> JsResult<Vec<u8>> {
    let wrong = || JsNativeError::typ().with_message("bytes come in a Uint8Array");
    let object = value.as_object().ok_or_else(wrong)?;
    let array = JsUint8Array::from_object(object)?;
    let (start, length) = (array.byte_offset(context)?, array.byte_length(context)?);
    let buffer = array.buffer(context)?.as_object().ok_or_else(wrong)?;
    let buffer = JsArrayBuffer::from_object(buffer)?;
    let data = buffer.data().ok_or_else(wrong)?;
    Ok(data.get(start..start.saturating_add(length)).unwrap_or_default().to_vec())
}

/// `detach(buffer)`: what an `ArrayBuffer` holds, in a new one; the old one is left without.
/// Undefined if it had been left so before.
pub(crate) fn detach(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let wrong = || JsNativeError::typ().with_message("detach takes an ArrayBuffer");
    let object = args.get_or_undefined(0).as_object().ok_or_else(wrong)?;
    let buffer = JsArrayBuffer::from_object(object)?;
    if buffer.data().is_none() {
        return Ok(JsValue::undefined());
    }
    let block = buffer.detach(&JsValue::undefined())?;
    Ok(JsArrayBuffer::from_byte_block(block, context)?.into())
}
