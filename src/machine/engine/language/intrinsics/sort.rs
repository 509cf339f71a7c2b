//! `sort` and `toSorted`, comparing the same elements in the same order as V8.
//!
//! The engine sorts with Rust's own algorithm, which gives up on comparators that contradict
//! themselves. V8's never does, and programs see the order of its questions.

mod quick;
mod tim;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    object::builtins::{JsArray, JsTypedArray},
};

use super::{
    super::super::{errors, host::Host},
    limit,
};
use crate::trace::Runtime;

/// Compares two elements: negative, zero or positive. Runs the program's code.
type Compare<'a> = dyn FnMut(&JsValue, &JsValue, &mut Context) -> JsResult<f64> + 'a;

/// `Array.prototype.sort ( comparator )`
pub(super) fn sort(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let comparator = comparator(args.get_or_undefined(0), context)?;
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    let mut values = Vec::new();
    let (mut undefined, mut holes) = (0_u64, 0_u64);
    for index in 0..length {
        if !object.has_property(index, context)? {
            holes += 1;
            continue;
        }
        let value = object.get(index, context)?;
        if value.is_undefined() {
            undefined += 1;
        } else {
            values.push(value);
        }
    }
    arrange(&mut values, comparator.as_ref(), context)?;
    let mut index = 0;
    for value in values.into_iter().chain((0..undefined).map(|_| JsValue::undefined())) {
        object.set(index, value, true, context)?;
        index += 1;
    }
    for hole in index..index + holes {
        object.delete_property_or_throw(hole, context)?;
    }
    Ok(object.into())
}

/// `Array.prototype.toSorted ( comparator )`
pub(super) fn to_sorted(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let comparator = comparator(args.get_or_undefined(0), context)?;
    let object = this.to_object(context)?;
    let length = length_of(&object, context)?;
    if length > u64::from(u32::MAX) {
        return Err(limit::invalid_array_length(context));
    }
    let mut values = Vec::new();
    let mut undefined = 0_u64;
    for index in 0..length {
        let value = object.get(index, context)?;
        if value.is_undefined() {
            undefined += 1;
        } else {
            values.push(value);
        }
    }
    arrange(&mut values, comparator.as_ref(), context)?;
    values.extend((0..undefined).map(|_| JsValue::undefined()));
    Ok(JsArray::from_iter(values, context).into())
}

/// `%TypedArray%.prototype.sort ( comparator )` with a comparator, and `toSorted`.
///
/// V8 sorts by merging (third_party/v8/builtins/typed-array-sort.tq), whatever the version.
pub(super) fn typed(
    array: &JsObject,
    comparator: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    let typed = JsTypedArray::from_object(array.clone())?;
    let length = typed.length(context)?;
    let mut values = Vec::with_capacity(length);
    for index in 0..length {
        values.push(array.get(index, context)?);
    }
    if length < 2 {
        return Ok(());
    }
    let mut other = values.clone();
    merge_sort(
        &mut other,
        0,
        length,
        &mut values,
        &mut |x, y, context| {
            let order = comparator.call(&JsValue::undefined(), &[x.clone(), y.clone()], context)?;
            let order = order.to_number(context)?;
            Ok(if order.is_nan() { 0.0 } else { order })
        },
        context,
    )?;
    // The comparator may have made the array shorter.
    let length = typed.length(context).unwrap_or(0).min(length);
    for (index, value) in values.into_iter().take(length).enumerate() {
        array.set(index, value, true, context)?;
    }
    Ok(())
}

fn merge_sort(
    source: &mut Vec<JsValue>,
    from: usize,
    to: usize,
    target: &mut Vec<JsValue>,
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<()> {
    let middle = from + (to - from) / 2;
    if middle - from > 1 {
        merge_sort(target, from, middle, source, compare, context)?;
    }
    if to - middle > 1 {
        merge_sort(target, middle, to, source, compare, context)?;
    }
    let (mut left, mut right) = (from, middle);
    for taken_to in &mut target[from..to] {
        let takes_left = left < middle
            && (right >= to || compare(&source[left], &source[right], context)? <= 0.0);
        let taken = if takes_left { &mut left } else { &mut right };
        *taken_to = source[*taken].clone();
        *taken += 1;
    }
    Ok(())
}

/// The comparator, or none; anything else than a function is an error.
fn comparator(value: &JsValue, context: &mut Context) -> JsResult<Option<JsObject>> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_callable() {
        Some(comparator) => Ok(Some(comparator)),
        None => Err(bad_comparator(value, context)),
    }
}

/// `The comparison function must be either a function or undefined`
pub(super) fn bad_comparator(value: &JsValue, context: &mut Context) -> boa_engine::JsError {
    let mut message = "The comparison function must be either a function or undefined".to_owned();
    if Host::of(context).profile.runtime >= Runtime::Node22 {
        message.push_str(": ");
        message.push_str(&errors::shown(value, context));
    }
    limit::type_error(&message, context)
}

fn length_of(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    let length = object.get(js_string!("length"), context)?.to_length(context)?;
    Ok(length)
}

/// Puts values in order.
fn arrange(
    values: &mut [JsValue],
    comparator: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    let mut by_function = |x: &JsValue, y: &JsValue, context: &mut Context| match comparator {
        Some(comparator) => {
            let args = [x.clone(), y.clone()];
            let order = comparator.call(&JsValue::undefined(), &args, context)?;
            let order = order.to_number(context)?;
            Ok(if order.is_nan() { 0.0 } else { order })
        }
        None => by_text(x, y, context),
    };
    if Host::of(context).profile.runtime == Runtime::Node10 {
        quick::sort(values, &mut by_function, context)
    } else {
        tim::sort(values, &mut by_function, context)
    }
}

/// The order of two values as strings, which is asked for again at each comparison.
fn by_text(x: &JsValue, y: &JsValue, context: &mut Context) -> JsResult<f64> {
    let text = |value: &JsValue, context: &mut Context| -> JsResult<JsString> {
        match value.as_string() {
            Some(text) => Ok(text),
            None => value.to_string(context),
        }
    };
    let (x, y) = (text(x, context)?, text(y, context)?);
    Ok(match x.cmp(&y) {
        std::cmp::Ordering::Less => -1.0,
        std::cmp::Ordering::Equal => 0.0,
        std::cmp::Ordering::Greater => 1.0,
    })
}
