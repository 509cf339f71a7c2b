//! `async_hooks.createHook`: who hears of resources as they are made, run and destroyed.
//!
//! What hooks are told and in which order is Node's (`lib/internal/async_hooks.js`); the hooks
//! themselves are in `machine/node/async_hooks.js`. Their numbers are those of [`Contexts`].

pub(crate) mod promises;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string,
    object::{ObjectInitializer, builtins::JsArray},
    property::Attribute,
};

use super::{
    contexts::{Contexts, Execution},
    host::{Callback, Host, Immediate},
};
use crate::trace::{EntryId, EntryKind, Fact, Runtime};

/// Who hears, and what there is to tell.
#[derive(Default)]
pub(crate) struct AsyncHooks {
    /// `{ init, before, after, destroy }`, while a hook is enabled.
    listener: RefCell<Option<JsObject>>,
    /// Numbers of what was destroyed since it was told the last time.
    destroyed: RefCell<Vec<u32>>,
    /// Timers that were destroyed; `refresh` makes them new resources.
    gone: RefCell<BTreeSet<EntryId>>,
    /// What Node calls the request that is made next.
    request: RefCell<Option<JsString>>,
    /// Requests that hooks heard of and that are not delivered yet.
    requests: RefCell<BTreeSet<EntryId>>,
    /// A request that was delivered: it is destroyed after the ticks of its callback.
    delivered: Cell<Option<EntryId>>,
    promises: promises::Promises,
    /// The callback that threw last.
    interrupted: Cell<Option<Interrupted>>,
}

/// A callback that threw.
#[derive(Clone, Copy)]
struct Interrupted {
    execution: Execution,
    /// It was a timer's or an immediate's.
    of_loop: bool,
}

impl AsyncHooks {
    fn listener(&self) -> Option<JsObject> {
        self.listener.borrow().clone()
    }

    /// The resource of an entry is over. Nobody hears of it while no hook is enabled.
    pub(crate) fn destroy(&self, contexts: &Contexts, entry: EntryId) {
        if self.listener.borrow().is_some() && self.gone.borrow_mut().insert(entry) {
            self.destroyed.borrow_mut().push(contexts.resource(entry).id);
        }
    }

    fn destroy_delivered(&self, contexts: &Contexts) {
        if let Some(entry) = self.delivered.take() {
            self.destroy(contexts, entry);
        }
    }

    pub(crate) fn is_destroyed(&self, entry: EntryId) -> bool {
        self.gone.borrow().contains(&entry)
    }
}

/// Calls a function of the listener. What the engine is about to do is unknown to it.
fn tell(
    host: &Host,
    listener: &JsObject,
    name: &str,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<()> {
    let about = {
        let mut promises = host.promises.borrow_mut();
        (promises.awaiting.take(), promises.registering.take())
    };
    let function = listener.get(JsString::from(name), context)?;
    let told = function
        .as_callable()
        .map_or(Ok(JsValue::undefined()), |f| f.call(&JsValue::undefined(), args, context));
    let mut promises = host.promises.borrow_mut();
    (promises.awaiting, promises.registering) = about;
    told.map(drop)
}

/// An entry was made that is a resource of Node's.
pub(crate) fn created(
    host: &Host,
    entry: EntryId,
    kind: &str,
    resource: impl FnOnce(&mut Context) -> JsObject,
    context: &mut Context,
) -> JsResult<()> {
    host.async_hooks.gone.borrow_mut().remove(&entry);
    let Some(listener) = host.async_hooks.listener() else { return Ok(()) };
    let Execution { id, trigger } = host.contexts.resource(entry);
    let resource = resource(context);
    let args = [id.into(), JsString::from(kind).into(), trigger.into(), resource.into()];
    tell(host, &listener, "init", &args, context)
}

/// A resource of which there is nothing to see.
pub(crate) fn anonymous(_: &mut Context) -> JsObject {
    JsObject::with_null_proto()
}

/// The resource of a tick: its callback and what it is called with (`nextTick` of
/// `lib/internal/process/task_queues.js`).
fn tick_object(callback: &Callback, context: &mut Context) -> JsObject {
    let args = match callback.args.as_slice() {
        [] => JsValue::undefined(),
        args => JsArray::from_iter(args.iter().cloned(), context).into(),
    };
    ObjectInitializer::new(context)
        .property(js_string!("callback"), callback.function.clone(), Attribute::all())
        .property(js_string!("args"), args, Attribute::all())
        .build()
}

/// A tick was queued.
pub(crate) fn ticked(host: &Host, callback: &Callback, context: &mut Context) -> JsResult<()> {
    let resource = |context: &mut Context| tick_object(callback, context);
    created(host, callback.entry, "TickObject", resource, context)
}

/// A request was made; its kind was named before.
pub(crate) fn requested(host: &Host, entry: EntryId, context: &mut Context) -> JsResult<()> {
    let Some(kind) = host.async_hooks.request.take() else { return Ok(()) };
    let kind = kind.to_std_string_lossy();
    host.async_hooks.requests.borrow_mut().insert(entry);
    created(host, entry, &kind, anonymous, context)
}

/// Calls a callback whose turn it is, between what hooks hear before and after it.
pub(crate) fn around(host: &Host, callback: &Callback, context: &mut Context) -> JsResult<()> {
    let execution = host.contexts.execution();
    let id: JsValue = execution.id.into();
    let heard = execution.id != 0;
    // Up to 11 a request is nobody's while hooks hear of it.
    let is_request = host.async_hooks.requests.borrow_mut().remove(&callback.entry);
    if is_request || host.timers.borrow().contains_key(&callback.entry) {
        host.async_hooks.destroy_delivered(&host.contexts);
    }
    let told_as = if is_request && host.profile.runtime < Runtime::Node12 {
        Execution::default()
    } else {
        execution
    };
    if heard && let Some(listener) = host.async_hooks.listener() {
        host.contexts.execute(told_as);
        tell(host, &listener, "before", std::slice::from_ref(&id), context)?;
        host.contexts.execute(execution);
    }
    let result = callback.function.call(&callback.this, &callback.args, context);
    let timer_repeats = host.timers.borrow().get(&callback.entry).is_some_and(|t| t.repeats);
    if timer_repeats && host.profile.runtime < Runtime::Node24 {
        // Up to 23 values are the timer's own.
        host.contexts.keep(callback.entry);
    }
    if heard {
        let timers = host.timers.borrow();
        let goes_on = match timers.get(&callback.entry) {
            Some(timer) => {
                timer.cleared || timer.repeats || host.lists.borrow().contains(callback.entry)
            }
            None => false,
        };
        drop(timers);
        if is_request {
            host.async_hooks.delivered.set(Some(callback.entry));
        } else if !goes_on {
            host.async_hooks.destroy(&host.contexts, callback.entry);
        }
    }
    if result.is_err() {
        // Only timers and immediates are called on something.
        let of_loop = !is_request && callback.this.is_object();
        host.async_hooks.interrupted.set(heard.then_some(Interrupted { execution, of_loop }));
    } else if heard && let Some(listener) = host.async_hooks.listener() {
        host.contexts.execute(told_as);
        tell(host, &listener, "after", &[id], context)?;
    }
    result.map(drop)
}

/// The handlers of an error run as the callback that threw it.
pub(crate) fn resume(host: &Host) {
    if let Some(Interrupted { execution, .. }) = host.async_hooks.interrupted.get() {
        host.contexts.execute(execution);
    }
}

/// The immediate that Node queues after a handled error; hooks hear of it as of any other.
pub(crate) fn queue_empty_immediate(host: &Host, context: &mut Context) -> JsResult<()> {
    let Some(natives) = host.natives.get().filter(|_| host.async_hooks.listener().is_some()) else {
        host.queue_empty_immediate();
        return Ok(());
    };
    let label = host.text("");
    let entry = host.entry(EntryKind::Immediate, label, None);
    created(host, entry, "Immediate", anonymous, context)?;
    let (this, args) = (JsValue::undefined(), Vec::new());
    let callback = Callback { entry, function: natives.identity.clone(), this, args };
    host.immediates.borrow_mut().push_back(Immediate {
        callback: Some(callback),
        referenced: Rc::new(Cell::new(true)),
        cleared: Rc::default(),
    });
    host.fact(Fact::EntryQueued { entry });
    Ok(())
}

/// The error of the callback that threw last was handled: now hooks hear of its end.
pub(crate) fn interrupted(host: &Host, context: &mut Context) -> JsResult<()> {
    let Some(Interrupted { execution, of_loop }) = host.async_hooks.interrupted.take() else {
        return Ok(());
    };
    let Some(listener) = host.async_hooks.listener() else {
        host.contexts.execute(Execution::default());
        return Ok(());
    };
    let mut told = tell(host, &listener, "after", &[execution.id.into()], context);
    host.contexts.execute(Execution::default());
    if of_loop && matches!(host.profile.runtime, Runtime::Node12 | Runtime::Node14) {
        // All of the stack is popped; below these two is the loop's own number (`processTimers`
        // and `processImmediate` are called for nobody).
        told = told.and_then(|()| tell(host, &listener, "after", &[0.into()], context));
    }
    told
}

/// Tells what was destroyed since the last time.
pub(crate) fn tell_destroyed(host: &Host, context: &mut Context) -> JsResult<()> {
    host.async_hooks.destroy_delivered(&host.contexts);
    loop {
        let destroyed = host.async_hooks.destroyed.take();
        let Some(listener) = host.async_hooks.listener().filter(|_| !destroyed.is_empty()) else {
            return Ok(());
        };
        for id in destroyed {
            tell(host, &listener, "destroy", &[id.into()], context)?;
        }
    }
}

/// `execution(which)`: the number of what runs, or of what triggered it.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn execution(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let Execution { id, trigger } = Host::of(context).contexts.execution();
    Ok(if args.get_or_undefined(0).to_boolean() { trigger } else { id }.into())
}

/// `execute(id, trigger)`: as whose work what follows counts.
pub(crate) fn execute(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let id = args.get_or_undefined(0).to_u32(context)?;
    let trigger = args.get_or_undefined(1).to_u32(context)?;
    Host::of(context).contexts.execute(Execution { id, trigger });
    Ok(JsValue::undefined())
}

/// `newAsyncId()`.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn number(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).contexts.number().into())
}

/// `setAsyncHooks(listener)`: an object while a hook is enabled, else undefined. Promises are
/// watched from the first call on: a hook may hear of those made before.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let listener = args.get_or_undefined(0).as_object();
    let host = Host::of(context);
    host.async_hooks.promises.watch();
    host.async_hooks.listener.replace(listener);
    Ok(JsValue::undefined())
}

/// `queueDestroy(id)`: hooks hear of it in the check phase.
pub(crate) fn queue_destroy(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let id = args.get_or_undefined(0).to_u32(context)?;
    Host::of(context).async_hooks.destroyed.borrow_mut().push(id);
    Ok(JsValue::undefined())
}

/// `nameRequest(kind)`: what Node calls the request that is made next.
pub(crate) fn name_request(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let kind = args.get_or_undefined(0).to_string(context)?;
    Host::of(context).async_hooks.request.replace(Some(kind));
    Ok(JsValue::undefined())
}
