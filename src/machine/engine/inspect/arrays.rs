//! Arrays, typed arrays and buffers.

use std::fmt::Write;

use boa_engine::{
    JsObject, JsResult, JsValue,
    builtins::{array_buffer::SharedArrayBuffer, typed_array::TypedArrayKind},
    js_string,
    object::builtins::{JsArrayBuffer, JsSharedArrayBuffer, JsTypedArray},
    property::PropertyKey,
};

use super::{
    Inspector, Level, kinds::Kind, layout::Elements, more_items, paint::Flavor, properties::Place,
    reflect, strings::as_count,
};

impl Inspector<'_> {
    /// The elements of an array, up to the first hole.
    pub(super) fn array_entries(
        &mut self,
        array: &JsObject,
        level: Level,
    ) -> JsResult<Vec<String>> {
        let length = array_length(array);
        let shown = length.min(self.most_elements());
        let mut entries = Vec::with_capacity(shown.min(128));
        for at in 0..shown {
            let key = PropertyKey::from(at);
            let Some(found) = reflect::stored(array, &key) else {
                return self.sparse_entries(array, level, shown, entries);
            };
            let entry = self.described_property(&found, &key, Place::Element, level, array)?;
            entries.push(entry);
        }
        if length > shown {
            entries.push(more_items(length - shown));
        }
        Ok(entries)
    }

    /// Goes on with an array that has holes: `<2 empty items>`.
    fn sparse_entries(
        &mut self,
        array: &JsObject,
        level: Level,
        most: usize,
        mut entries: Vec<String>,
    ) -> JsResult<Vec<String>> {
        let mut index = entries.len();
        let keys = reflect::keys(array, false, &self.shared, self.context)?;
        for key in keys.into_iter().skip(index) {
            let PropertyKey::Index(at) = key else { break };
            if entries.len() >= most {
                break;
            }
            let at = usize::try_from(at.get()).unwrap_or(usize::MAX);
            if at > index {
                entries.push(self.empty_items(at - index));
                index = at;
                if entries.len() == most {
                    break;
                }
            }
            entries.push(self.property(array, &key, Place::Element, level)?);
            index += 1;
        }
        let remaining = array_length(array).saturating_sub(index);
        if remaining > 0 {
            let more = if entries.len() == most {
                more_items(remaining)
            } else {
                self.empty_items(remaining)
            };
            entries.push(more);
        }
        Ok(entries)
    }

    fn empty_items(&self, count: usize) -> String {
        let plural = if count > 1 { "s" } else { "" };
        self.paint(&format!("<{count} empty item{plural}>"), Flavor::Undefined)
    }

    pub(super) fn typed_array_entries(&mut self, array: &JsObject) -> JsResult<Vec<String>> {
        let array = JsTypedArray::from_object(array.clone())?;
        let length = array.length(self.context)?;
        let shown = length.min(self.most_elements());
        let mut entries = Vec::with_capacity(shown + 1);
        for at in 0..shown {
            let element = array.at(i64::try_from(at).unwrap_or(i64::MAX), self.context)?;
            let bigint = element.as_bigint().filter(|_| !self.style.suffixed_elements);
            entries.push(match bigint {
                Some(bigint) => self.paint(&bigint.to_string(), Flavor::Number),
                None => self.primitive(&element),
            });
        }
        if length > shown {
            entries.push(more_items(length - shown));
        }
        Ok(entries)
    }

    /// `[Uint8Contents]: <61 62>`.
    pub(super) fn buffer_entries(&self, buffer: &JsObject) -> JsResult<Vec<String>> {
        let Some(bytes) = bytes(buffer)? else {
            return Ok(vec![self.paint("(detached)", Flavor::Special)]);
        };
        let shown = bytes.len().min(self.most_elements());
        let mut hex = String::with_capacity(shown * 3);
        for byte in &bytes[..shown] {
            let space = if hex.is_empty() { "" } else { " " };
            // Writing to a string cannot fail.
            let _ = write!(hex, "{space}{byte:02x}");
        }
        if bytes.len() > shown {
            let more = bytes.len() - shown;
            let _ = write!(hex, " ... {more} more byte{}", if more > 1 { "s" } else { "" });
        }
        let label = self.paint("[Uint8Contents]", Flavor::Special);
        Ok(vec![format!("{label}: <{hex}>")])
    }

    /// Whether the first `count` elements are all numbers; accessors are not called.
    pub(super) fn elements(
        &mut self,
        array: &JsObject,
        kind: Kind,
        count: usize,
    ) -> JsResult<Elements> {
        if kind == Kind::TypedArray {
            let length = JsTypedArray::from_object(array.clone())?.length(self.context)?;
            return Ok(if count <= length { Elements::Numbers } else { Elements::Others });
        }
        let numeric = |at| {
            reflect::stored_value(array, &PropertyKey::from(at))
                .is_some_and(|value: JsValue| value.is_number() || value.is_bigint())
        };
        Ok(if (0..count).all(numeric) { Elements::Numbers } else { Elements::Others })
    }

    /// Elements shown of a collection.
    pub(super) fn most_elements(&self) -> usize {
        as_count(self.options.max_array_length)
    }
}

/// What an `ArrayBuffer` or `SharedArrayBuffer` holds; none if it is detached.
pub(super) fn bytes(buffer: &JsObject) -> JsResult<Option<Vec<u8>>> {
    if buffer.is::<SharedArrayBuffer>() {
        return Ok(Some(JsSharedArrayBuffer::from_object(buffer.clone())?.to_vec()));
    }
    Ok(JsArrayBuffer::from_object(buffer.clone())?.to_vec())
}

/// The length of an array, which always has one.
pub(super) fn array_length(array: &JsObject) -> usize {
    reflect::stored_value(array, &js_string!("length").into())
        .and_then(|length| length.as_number())
        .map_or(0, as_count)
}

/// The constructor's name of a typed array, whatever its prototype.
pub(super) fn typed_array_name(array: &JsObject) -> &'static str {
    let kind = JsTypedArray::from_object(array.clone()).ok().and_then(|array| array.kind());
    match kind {
        Some(TypedArrayKind::Int8) => "Int8Array",
        Some(TypedArrayKind::Uint8) => "Uint8Array",
        Some(TypedArrayKind::Uint8Clamped) => "Uint8ClampedArray",
        Some(TypedArrayKind::Int16) => "Int16Array",
        Some(TypedArrayKind::Uint16) => "Uint16Array",
        Some(TypedArrayKind::Int32) => "Int32Array",
        Some(TypedArrayKind::Uint32) => "Uint32Array",
        Some(TypedArrayKind::BigInt64) => "BigInt64Array",
        Some(TypedArrayKind::BigUint64) => "BigUint64Array",
        Some(TypedArrayKind::Float32) => "Float32Array",
        Some(TypedArrayKind::Float64) => "Float64Array",
        None => "TypedArray",
    }
}
