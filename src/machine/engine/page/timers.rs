//! `setTimeout` and `setInterval` of a page (HTML, "Timers"), and their clears.
//!
//! A timer's handle is a number; both kinds share one sequence of them, and each clear clears
//! both. What is no function is compiled as a script.

use std::collections::BTreeMap;

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsString, JsValue, Source,
    object::builtins::JsFunction,
};

use super::{
    super::{
        callbacks as about,
        host::{Callback, Host},
    },
    Label, Work, callbacks,
};
use crate::{
    machine::browser::timers::{delay, next_on_grid},
    trace::{Entry, EntryId, EntryKind, Fact, Priority, VirtualTime},
};

/// A timer of the program.
struct Timer {
    handler: Handler,
    /// What was asked for, in milliseconds; not below 0 once a delay is made of it.
    asked: i32,
    repeats: bool,
    /// How deeply it is nested; 1 if no timer set it.
    level: u32,
    /// When it is, or was, due, in microseconds.
    due: u64,
    number: u32,
}

enum Handler {
    Function(Callback),
    Code(JsString),
}

/// All timers that have not run for the last time, and their numbers.
#[derive(Default)]
pub(crate) struct ProgramTimers {
    timers: BTreeMap<EntryId, Timer>,
    numbers: BTreeMap<u32, EntryId>,
    last: u32,
}

pub(super) fn set_timeout(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    start(args, EntryKind::Timeout, context)
}

pub(super) fn set_interval(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    start(args, EntryKind::Interval, context)
}

fn start(args: &[JsValue], kind: EntryKind, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    if args.is_empty() {
        let name = if kind == EntryKind::Interval { "setInterval" } else { "setTimeout" };
        let message = format!(
            "Failed to execute '{name}' on 'Window': 1 argument required, but only 0 present."
        );
        return Err(JsNativeError::typ().with_message(message).into());
    }
    let handler = args.get_or_undefined(0);
    let asked = args.get_or_undefined(1).to_i32(context)?;
    let level = host.page.level.get();
    let milliseconds = delay(asked, level);
    let function = handler.as_callable().and_then(JsFunction::from_object);
    let label = match &function {
        Some(function) => {
            let about = about::describe(&host, function, context);
            Label { text: host.text(&about.name), site: about.site }
        }
        None => Label { text: host.text("code"), site: None },
    };
    let entry = {
        let mut recorder = host.recorder.borrow_mut();
        let scheduled = recorder.step();
        let duration_ms = u32::try_from(milliseconds).unwrap_or(u32::MAX);
        let Label { text: label, site } = label;
        recorder.entry(Entry { kind, label, site, scheduled, promise: None, duration_ms })
    };
    host.contexts.take(entry, kind);
    host.page.note(entry, kind);
    let handler = match function {
        Some(function) => Handler::Function(Callback {
            entry,
            function,
            this: context.global_object().into(),
            args: args.get(2..).unwrap_or_default().to_vec(),
        }),
        None => Handler::Code(handler.to_string(context)?),
    };
    let number = {
        let mut timers = host.page.program_timers.borrow_mut();
        timers.last += 1;
        let number = timers.last;
        timers.numbers.insert(number, entry);
        let repeats = kind == EntryKind::Interval;
        let due = host.now();
        timers
            .timers
            .insert(entry, Timer { handler, asked, repeats, level: level + 1, due, number });
        number
    };
    arm(&host, entry, milliseconds * 1000);
    Ok(number.into())
}

/// Sets a timer to so many microseconds from now; with none it is a task at once.
fn arm(host: &Host, entry: EntryId, micros: u64) {
    let due = host.now().saturating_add(micros);
    if let Some(timer) = host.page.program_timers.borrow_mut().timers.get_mut(&entry) {
        timer.due = due;
    }
    host.page.work.borrow_mut().insert(entry, Work::Timer);
    if micros == 0 {
        host.push_task(entry, Priority::Normal);
    } else {
        host.page.timers.borrow_mut().insert(entry, due);
        host.fact(Fact::TimerArmed { entry, due: VirtualTime(due) });
    }
}

pub(super) fn clear(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let number = args.get_or_undefined(0).to_i32(context)?;
    let entry = {
        let mut timers = host.page.program_timers.borrow_mut();
        let entry = u32::try_from(number).ok().and_then(|number| timers.numbers.remove(&number));
        if let Some(entry) = entry {
            timers.timers.remove(&entry);
        }
        entry
    };
    if let Some(entry) = entry {
        host.cancel_task(entry);
    }
    Ok(JsValue::undefined())
}

/// The task of a timer. An interval is set again before its callback is called.
pub(super) fn run(host: &Host, entry: EntryId, context: &mut Context) {
    let Some((callback, level, again)) = due(host, entry) else { return };
    host.page.level.set(level);
    let set_again = || {
        if let Some(micros) = again {
            arm(host, entry, micros);
        }
    };
    match callback {
        Ok(callback) => {
            callbacks::invoke_after(host, Some(entry), &callback, set_again, context);
        }
        Err(code) => callbacks::steps(host, entry, context, |context| {
            set_again();
            let code = code.to_std_string_lossy();
            context.eval(Source::from_bytes(&code)).map(drop)
        }),
    }
}

/// What a timer calls (a callback, or code), its level, and for an interval the microseconds
/// until its next time.
type Due = (Result<Callback, JsString>, u32, Option<u64>);

fn due(host: &Host, entry: EntryId) -> Option<Due> {
    let mut timers = host.page.program_timers.borrow_mut();
    let timer = timers.timers.get_mut(&entry)?;
    let callback = match &timer.handler {
        Handler::Function(callback) => Ok(callback.clone()),
        Handler::Code(code) => Err(code.clone()),
    };
    let (level, number) = (timer.level, timer.number);
    if !timer.repeats {
        timers.timers.remove(&entry);
        timers.numbers.remove(&number);
        return Some((callback, level, None));
    }
    let period = delay(timer.asked, level) * 1000;
    timer.level += 1;
    let now = host.now();
    let next = next_on_grid(now, timer.due, period).saturating_sub(now);
    Some((callback, level, Some(next)))
}
