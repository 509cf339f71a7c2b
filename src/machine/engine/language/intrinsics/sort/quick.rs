//! V8's sort up to Node 10: quicksort, and insertion for ten elements or fewer. Not stable
//! (`InnerArraySort`, src/js/array.js of V8 6.8).

use boa_engine::{Context, JsResult, JsValue};

use super::Compare;

/// So many elements are sorted by insertion.
const FEW: usize = 10;

/// For more than so many the pivot is looked for.
const MANY: usize = 1000;

/// Sorts `values`.
pub(super) fn sort(
    values: &mut [JsValue],
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<()> {
    let to = values.len();
    quick(values, 0, to, compare, context)
}

fn insertion(
    values: &mut [JsValue],
    from: usize,
    to: usize,
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<()> {
    for at in from + 1..to {
        let element = values[at].clone();
        let mut hole = at;
        while hole > from {
            let other = values[hole - 1].clone();
            if compare(&other, &element, context)? > 0.0 {
                values[hole] = other;
                hole -= 1;
            } else {
                break;
            }
        }
        values[hole] = element;
    }
    Ok(())
}

/// The median of elements some two hundred apart.
fn third_index(
    values: &[JsValue],
    from: usize,
    to: usize,
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<usize> {
    let step = 200 + ((to - from) & 15);
    let indices: Vec<usize> = (from + 1..to - 1).step_by(step).collect();
    let mut samples: Vec<JsValue> = (0..indices.len())
        .map(|sample| JsValue::from(u32::try_from(sample).unwrap_or(0)))
        .collect();
    let index = |sample: &JsValue| {
        let sample = sample.as_i32().and_then(|sample| usize::try_from(sample).ok()).unwrap_or(0);
        indices.get(sample).copied().unwrap_or(from)
    };
    let middle = samples.len() / 2;
    sort(
        &mut samples,
        &mut |x, y, context| compare(&values[index(x)], &values[index(y)], context),
        context,
    )?;
    Ok(samples.get(middle).map_or(from, index))
}

fn quick(
    values: &mut [JsValue],
    mut from: usize,
    mut to: usize,
    compare: &mut Compare<'_>,
    context: &mut Context,
) -> JsResult<()> {
    loop {
        if to - from <= FEW {
            return insertion(values, from, to, compare, context);
        }
        let third = if to - from > MANY {
            third_index(values, from, to, compare, context)?
        } else {
            from + ((to - from) >> 1)
        };
        let (mut v0, mut v1, mut v2) =
            (values[from].clone(), values[to - 1].clone(), values[third].clone());
        if compare(&v0, &v1, context)? > 0.0 {
            std::mem::swap(&mut v0, &mut v1);
        }
        if compare(&v0, &v2, context)? >= 0.0 {
            (v0, v1, v2) = (v2, v0, v1);
        } else if compare(&v1, &v2, context)? > 0.0 {
            std::mem::swap(&mut v1, &mut v2);
        }
        values[from] = v0;
        values[to - 1] = v2;
        let pivot = v1;
        // Elements before `low_end` are less than the pivot, those from `high_start` greater.
        let (mut low_end, mut high_start) = (from + 1, to - 1);
        values[third] = values[low_end].clone();
        values[low_end] = pivot.clone();
        let mut at = low_end + 1;
        'partition: while at < high_start {
            let element = values[at].clone();
            let mut order = compare(&element, &pivot, context)?;
            if order < 0.0 {
                values.swap(at, low_end);
                low_end += 1;
            } else if order > 0.0 {
                loop {
                    high_start -= 1;
                    if high_start == at {
                        break 'partition;
                    }
                    let top = values[high_start].clone();
                    order = compare(&top, &pivot, context)?;
                    if order <= 0.0 {
                        break;
                    }
                }
                values.swap(at, high_start);
                if order < 0.0 {
                    values.swap(at, low_end);
                    low_end += 1;
                }
            }
            at += 1;
        }
        if to - high_start < low_end - from {
            quick(values, high_start, to, compare, context)?;
            to = low_end;
        } else {
            quick(values, from, low_end, compare, context)?;
            from = high_start;
        }
    }
}
