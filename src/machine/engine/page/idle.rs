//! `requestIdleCallback`: what runs when there is nothing else to do.
//!
//! After requestIdleCallback, "start an idle period algorithm". Callbacks asked for in an idle
//! period belong to the next one; each is a task of its own, so that others come between.

use std::collections::{BTreeMap, VecDeque};

use boa_engine::{
    Context, JsArgs, JsNativeError, JsResult, JsValue, js_string, object::builtins::JsFunction,
};

use super::{
    super::{
        callbacks as about,
        host::{Callback, Host},
    },
    Work, callbacks,
};
use crate::trace::{EntryId, EntryKind, Fact, PageEntry, Priority};

/// An idle period lasts so long at most, in microseconds.
const LONGEST: u64 = 50_000;

/// With less time than this left there is none, in microseconds.
const SHORTEST: u64 = 1000;

/// Idle callbacks, and in which order they are served.
#[derive(Default)]
pub(crate) struct IdleCallbacks {
    callbacks: BTreeMap<EntryId, Callback>,
    handles: BTreeMap<u32, EntryId>,
    last: u32,
    /// Of this period.
    now: VecDeque<EntryId>,
    /// Of the next period.
    later: VecDeque<EntryId>,
    /// Those that do not wait for ever.
    limited: Vec<EntryId>,
    deadline: u64,
}

impl IdleCallbacks {
    fn forget(&mut self, entry: EntryId) -> Option<Callback> {
        self.now.retain(|other| *other != entry);
        self.later.retain(|other| *other != entry);
        self.limited.retain(|other| *other != entry);
        self.handles.retain(|_, other| *other != entry);
        self.callbacks.remove(&entry)
    }
}

/// `requestIdleCallback(callback, { timeout })`.
pub(super) fn request(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else {
        let message = "Failed to execute 'requestIdleCallback' on 'Window': parameter 1 is not of type 'Function'.";
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let timeout = match args.get_or_undefined(1).as_object() {
        Some(options) => options.get(js_string!("timeout"), context)?.to_u32(context)?,
        None => 0,
    };
    let about = about::describe(&host, &function, context);
    let label = host.text(&about.name);
    let entry = host.entry(EntryKind::Page(PageEntry::IdleCallback), label, about.site);
    let callback = Callback { entry, function, this: JsValue::undefined(), args: Vec::new() };
    let handle = {
        let mut idle = host.page.idle_callbacks.borrow_mut();
        idle.last += 1;
        let handle = idle.last;
        idle.handles.insert(handle, entry);
        idle.callbacks.insert(entry, callback);
        idle.later.push_back(entry);
        if timeout > 0 {
            idle.limited.push(entry);
        }
        handle
    };
    host.fact(Fact::EntryQueued { entry });
    if timeout > 0 {
        let due = host.now() + u64::from(timeout) * 1000;
        host.page.delayed.borrow_mut().insert(entry, Priority::Normal);
        host.page.timers.borrow_mut().insert(entry, due);
    }
    Ok(handle.into())
}

/// `cancelIdleCallback(handle)`.
pub(super) fn cancel(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let handle = args.get_or_undefined(0).to_u32(context)?;
    let entry = host.page.idle_callbacks.borrow().handles.get(&handle).copied();
    if let Some(entry) = entry {
        host.page.idle_callbacks.borrow_mut().forget(entry);
        if !host.cancel_task(entry) {
            host.fact(Fact::EntryCancelled { entry });
        }
    }
    Ok(JsValue::undefined())
}

impl Host {
    /// Whether what is due is an idle callback that has waited for as long as it would.
    pub(super) fn idle_timed_out(&self, entry: EntryId) -> bool {
        self.page.idle_callbacks.borrow().limited.contains(&entry)
    }

    /// The idle callback whose turn it is, if there is time for it.
    pub(super) fn next_idle(&self) -> Option<EntryId> {
        let now = self.now();
        let quiet = self.page.frames.borrow().quiet_until(now)?;
        let timer = self.page.timers.borrow().next().unwrap_or(u64::MAX);
        let deadline = quiet.min(timer).min(now + LONGEST);
        if deadline < now + SHORTEST {
            return None;
        }
        let mut idle = self.page.idle_callbacks.borrow_mut();
        if idle.now.is_empty() {
            idle.now = std::mem::take(&mut idle.later);
        }
        idle.deadline = deadline;
        let entry = *idle.now.front()?;
        self.page.work.borrow_mut().insert(entry, Work::Idle { did_time_out: false });
        Some(entry)
    }
}

/// Calls an idle callback with its deadline.
pub(super) fn run(host: &Host, entry: EntryId, did_time_out: bool, context: &mut Context) {
    let (callback, deadline) = {
        let mut idle = host.page.idle_callbacks.borrow_mut();
        let deadline = if did_time_out { host.now() } else { idle.deadline };
        (idle.forget(entry), deadline)
    };
    // Its time limit is of no interest any more.
    host.page.timers.borrow_mut().remove(entry);
    host.page.delayed.borrow_mut().remove(&entry);
    let Some(callback) = callback else { return };
    #[expect(clippy::cast_precision_loss, reason = "virtual time stays far below 2^53")]
    let args = [JsValue::from(deadline as f64 / 1000.0), did_time_out.into()];
    match callbacks::call("browser/window", "idleDeadline", &args, context) {
        Ok(deadline) => {
            let callback = Callback { args: vec![deadline], ..callback };
            callbacks::invoke(host, Some(entry), &callback, context);
        }
        Err(error) => callbacks::report(host, error, context),
    }
}
