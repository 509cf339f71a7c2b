//! Counters and timers, each under a label.

use std::collections::btree_map::Entry;

use boa_engine::{Context, JsResult, JsString, JsValue, js_string};

use super::{Receiver, output::memory};
use crate::machine::engine::{host::Host, process};

/// The label given, as text; `default` if it is left out.
fn label(args: &[JsValue], context: &mut Context) -> JsResult<String> {
    match args.first().filter(|label| !label.is_undefined()) {
        None => Ok("default".to_owned()),
        Some(label) => Ok(label.to_string(context)?.to_std_string_lossy()),
    }
}

fn warn(text: &str, context: &mut Context) -> JsResult<()> {
    process::warn(text, "Warning", context)
}

/// `console.count(label)`.
pub(super) fn count(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let label = label(args, context)?;
    let times = memory(console, |memory| {
        let times = memory.counts.entry(label.clone()).or_default();
        *times += 1;
        *times
    });
    let text = format!("{label}: {}", times.unwrap_or(1));
    console.call("log", &[JsString::from(text).into()], context)
}

/// `console.countReset(label)`.
pub(super) fn count_reset(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let label = label(args, context)?;
    // Labels are kept as text, but looked for as they were given.
    let is_text = args.first().is_none_or(|label| label.is_undefined() || label.is_string());
    let found = if is_text || !console.style.warns {
        memory(console, |memory| memory.counts.remove(&label)).flatten()
    } else {
        None
    };
    if found.is_none() && console.style.warns {
        warn(&format!("Count for '{label}' does not exist"), context)?;
    }
    Ok(())
}

/// `console.time(label)`.
pub(super) fn time(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let label = label(args, context)?;
    let now = Host::of(context).read_clock();
    let runs = memory(console, |memory| match memory.timers.entry(label.clone()) {
        Entry::Occupied(mut started) => {
            // Without a warning, the label starts anew.
            if !console.style.warns {
                started.insert(now);
            }
            true
        }
        Entry::Vacant(place) => {
            place.insert(now);
            false
        }
    });
    if runs == Some(true) && console.style.warns {
        warn(&format!("Label '{label}' already exists for console.time()"), context)?;
    }
    Ok(())
}

/// `console.timeEnd(label)`.
pub(super) fn time_end(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let label = label(args, context)?;
    tell(console, &label, "timeEnd", &[], context)?;
    memory(console, |memory| memory.timers.remove(&label));
    Ok(())
}

/// `console.timeLog(label, ...data)`.
pub(super) fn time_log(
    console: &Receiver<'_>,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let named = args.first().is_some_and(|label| !label.is_undefined());
    let label = if named || console.style.default_log_label {
        label(args, context)?
    } else {
        "undefined".to_owned()
    };
    tell(console, &label, "timeLog", args.get(1..).unwrap_or_default(), context)
}

/// Logs how long a label has been running.
fn tell(
    console: &Receiver<'_>,
    label: &str,
    method: &str,
    data: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let started = memory(console, |memory| memory.timers.get(label).copied()).flatten();
    let Some(started) = started else {
        return warn(&format!("No such label '{label}' for console.{method}()"), context);
    };
    let passed = Host::of(context).read_clock() - started;
    let passed =
        if console.style.units { duration(passed) } else { format!("{}ms", to_fixed(passed)) };
    let said =
        [js_string!("%s: %s").into(), JsString::from(label).into(), JsString::from(passed).into()];
    console.call("log", &[&said, data].concat(), context)
}

/// A time in the unit that suits it (`formatTime` of lib/internal/util/debuglog.js).
fn duration(ms: f64) -> String {
    const SECOND: f64 = 1000.0;
    const MINUTE: f64 = 60.0 * SECOND;
    const HOUR: f64 = 60.0 * MINUTE;
    if ms < SECOND {
        let text = to_fixed(ms);
        return format!("{}ms", text.trim_end_matches('0').trim_end_matches('.'));
    }
    if ms < MINUTE {
        return format!("{}s", to_fixed(ms / SECOND));
    }
    let (hours, rest) = ((ms / HOUR).floor(), ms % HOUR);
    let (minutes, rest) = ((rest / MINUTE).floor(), rest % MINUTE);
    let seconds = to_fixed(rest / SECOND);
    // Two digits before the point.
    let zero = if seconds.len() < 6 { "0" } else { "" };
    if hours > 0.0 {
        format!("{hours}:{minutes:02}:{zero}{seconds} (h:mm:ss.mmm)")
    } else {
        format!("{minutes}:{zero}{seconds} (m:ss.mmm)")
    }
}

/// `number.toFixed(3)` of a number that is not negative: what lies in the middle is rounded
/// up, not to even.
fn to_fixed(number: f64) -> String {
    // In the middle between thousandths is what has an odd number of sixteenths, exactly.
    let sixteenths = number * 16.0;
    let middle = sixteenths % 2.0;
    let up = if middle.total_cmp(&1.0).is_eq() { 0.000_1 } else { 0.0 };
    format!("{:.3}", number + up)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `formatTime` of Node 26 makes of these.
    #[test]
    fn durations_are_in_the_unit_that_suits() {
        for (ms, expected) in [
            (0.0, "0ms"),
            (0.001, "0.001ms"),
            (1.0, "1ms"),
            (1.5, "1.5ms"),
            (100.1234, "100.123ms"),
            (999.9996, "1000ms"),
            (1000.0, "1.000s"),
            (1062.5, "1.063s"),
            (59_999.9, "60.000s"),
            (60_000.0, "1:00.000 (m:ss.mmm)"),
            (61_500.25, "1:01.500 (m:ss.mmm)"),
            (3_600_000.0, "1:00:00.000 (h:mm:ss.mmm)"),
            (36_061_234.0, "10:01:01.234 (h:mm:ss.mmm)"),
        ] {
            assert_eq!(duration(ms), expected, "{ms}");
        }
    }

    #[test]
    fn the_middle_is_rounded_up() {
        assert_eq!(to_fixed(0.0625), "0.063");
        assert_eq!(to_fixed(0.1875), "0.188");
        assert_eq!(to_fixed(1.0005), "1.000");
        assert_eq!(to_fixed(2.5), "2.500");
    }
}
