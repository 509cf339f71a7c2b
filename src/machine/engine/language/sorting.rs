//! `Array.prototype.sort` and `toSorted`: V8's sort, in place of the engine's, which panics
//! when a comparison function contradicts itself (`() => Math.random() - 0.5` does).
//!
//! After `TimSort` in V8 third_party/v8/builtins/array-sort.tq: a natural run, made longer by
//! binary insertion, so that up to 63 elements are compared in V8's order; longer arrays are
//! merged run by run without V8's galloping. Any comparison function gives some order.

use std::mem;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue,
    object::builtins::JsArray, property::PropertyKey,
};

use super::super::globals::{define, native};

/// Replaces the two methods.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    let prototype = context.intrinsics().constructors().array().prototype();
    let function = native("sort", 1, sort, context);
    define(&prototype, "sort", function, false, context)?;
    let function = native("toSorted", 1, to_sorted, context);
    define(&prototype, "toSorted", function, false, context)
}

/// `Array.prototype.sort ( comparefn )`
fn sort(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let order = Order::of(args.get_or_undefined(0))?;
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    let mut values = Vec::new();
    for index in 0..length {
        if object.has_property(index, context)? {
            values.push(object.get(index, context)?);
        }
    }
    let found = values.len() as u64;
    let sorted = order.sorted(values, context)?;
    for (index, value) in (0_u64..).zip(sorted) {
        object.set(PropertyKey::from(index), value, true, context)?;
    }
    // Holes end up last.
    for index in found..length {
        object.delete_property_or_throw(index, context)?;
    }
    Ok(object.into())
}

/// `Array.prototype.toSorted ( comparefn )`
fn to_sorted(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let order = Order::of(args.get_or_undefined(0))?;
    let object = this.to_object(context)?;
    let length = length(&object, context)?;
    let mut values = Vec::new();
    for index in 0..length {
        values.push(object.get(index, context)?);
    }
    let sorted = order.sorted(values, context)?;
    Ok(JsArray::from_iter(sorted, context).into())
}

fn length(object: &JsObject, context: &mut Context) -> JsResult<u64> {
    object.get(JsString::from("length"), context)?.to_length(context)
}

/// How two elements compare.
enum Order {
    /// As strings, by UTF-16 units.
    Text,
    By(JsObject),
}

/// V8 sorts up to this many elements by binary insertion alone.
const SHORT: usize = 64;

impl Order {
    fn of(compare: &JsValue) -> JsResult<Self> {
        if compare.is_undefined() {
            return Ok(Self::Text);
        }
        compare.as_callable().map(Self::By).ok_or_else(|| {
            let message = "The comparison function must be either a function or undefined";
            JsNativeError::typ().with_message(message).into()
        })
    }

    /// The values in order, `undefined` last.
    fn sorted(&self, values: Vec<JsValue>, context: &mut Context) -> JsResult<Vec<JsValue>> {
        let (last, mut values): (Vec<_>, Vec<_>) =
            values.into_iter().partition(JsValue::is_undefined);
        match self {
            Self::Text => {
                let texts = values.into_iter().map(|value| Ok((value.to_string(context)?, value)));
                let mut texts = texts.collect::<JsResult<Vec<_>>>()?;
                texts.sort_by(|(one, _), (other, _)| one.cmp(other));
                values = texts.into_iter().map(|(_, value)| value).collect();
            }
            Self::By(compare) => sort_by(&mut values, compare, context)?,
        }
        values.extend(last);
        Ok(values)
    }
}

/// Whether `one` is to come before `other`.
fn is_before(
    compare: &JsObject,
    one: &JsValue,
    other: &JsValue,
    context: &mut Context,
) -> JsResult<bool> {
    let answer = compare.call(&JsValue::undefined(), &[one.clone(), other.clone()], context)?;
    Ok(answer.to_number(context)? < 0.0)
}

/// Sorts runs, then merges neighbours until one is left.
fn sort_by(values: &mut Vec<JsValue>, compare: &JsObject, context: &mut Context) -> JsResult<()> {
    let least = least_run(values.len());
    let mut runs: Vec<Vec<JsValue>> = Vec::new();
    let mut rest = mem::take(values);
    while !rest.is_empty() {
        let natural = natural_run(&mut rest, compare, context)?;
        let end = natural.max(least).min(rest.len());
        let next = rest.split_off(end);
        insert_rest(&mut rest, natural, compare, context)?;
        runs.push(mem::replace(&mut rest, next));
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut runs_left = runs.into_iter();
        while let Some(first) = runs_left.next() {
            merged.push(match runs_left.next() {
                Some(second) => merge(first, second, compare, context)?,
                None => first,
            });
        }
        runs = merged;
    }
    *values = runs.pop().unwrap_or_default();
    Ok(())
}

/// How long a run must be at least (`ComputeMinRunLength`).
fn least_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= SHORT {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}

/// The length of the ascending run at the start; a strictly descending one is turned round
/// (`CountAndMakeRun`).
fn natural_run(
    values: &mut [JsValue],
    compare: &JsObject,
    context: &mut Context,
) -> JsResult<usize> {
    if values.len() < 2 {
        return Ok(values.len());
    }
    let descending = is_before(compare, &values[1], &values[0], context)?;
    let mut end = 2;
    while end < values.len()
        && is_before(compare, &values[end], &values[end - 1], context)? == descending
    {
        end += 1;
    }
    if descending {
        values[..end].reverse();
    }
    Ok(end)
}

/// Puts the elements from `sorted` on into their places before it (`BinaryInsertionSort`).
fn insert_rest(
    values: &mut [JsValue],
    sorted: usize,
    compare: &JsObject,
    context: &mut Context,
) -> JsResult<()> {
    for start in sorted..values.len() {
        let (mut left, mut right) = (0, start);
        while left < right {
            let middle = left + (right - left) / 2;
            if is_before(compare, &values[start], &values[middle], context)? {
                right = middle;
            } else {
                left = middle + 1;
            }
        }
        values[left..=start].rotate_right(1);
    }
    Ok(())
}

/// Two runs as one; equal elements of the first come first.
fn merge(
    first: Vec<JsValue>,
    second: Vec<JsValue>,
    compare: &JsObject,
    context: &mut Context,
) -> JsResult<Vec<JsValue>> {
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some(one), Some(other)) = (first.peek(), second.peek()) {
        let next = if is_before(compare, other, one, context)? { &mut second } else { &mut first };
        merged.extend(next.next());
    }
    merged.extend(first);
    merged.extend(second);
    Ok(merged)
}
