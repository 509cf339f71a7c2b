//! Memory that threads share, and `Atomics` on it.
//!
//! Since only one thread runs at a time, no access can be torn. A thread that waits
//! (`Atomics.wait`) lets the others run until it is notified; one that asks over and over
//! (`Atomics.load`, `compareExchange`) spends time with each look, and lets those run that are
//! due by then.

use std::cell::Cell;

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::array_buffer::SharedArrayBuffer,
    js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsSharedArrayBuffer, JsTypedArray},
    },
};
use indexmap::IndexMap;

use super::{
    super::host::Host,
    mail::{Mail, What},
};
use crate::trace::ClockCause;

/// What is shared, and who waits for it to change.
#[derive(Default)]
pub(crate) struct Memory {
    buffers: Vec<SharedArrayBuffer>,
    waiting: Vec<Waiter>,
    tickets: u64,
}

/// A thread in `Atomics.wait`.
struct Waiter {
    ticket: u64,
    place: Place,
    thread: u32,
    notified: bool,
}

/// A buffer's number, and the byte in it.
type Place = (usize, usize);

/// The buffers of this thread that others know, by their numbers.
#[derive(Default)]
pub(crate) struct Known {
    numbers: IndexMap<JsObject, usize>,
    /// Another thread can see one of them.
    is_shared: Cell<bool>,
}

/// Virtual microseconds that a look at shared memory takes: what is waited for in a loop comes.
const LOOK: u64 = 10;

/// Puts those functions of `Atomics` in place that have to do with other threads.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    if Host::of(context).profile.runtime.is_browser() {
        return Ok(());
    }
    let atomics = context.global_object().get(js_string!("Atomics"), context)?;
    let Some(atomics) = atomics.as_object() else { return Ok(()) };
    for (name, length, function) in [
        ("wait", 4, wait as fn(&JsObject, &JsValue, &[JsValue], &mut Context) -> JsResult<JsValue>),
        ("notify", 3, notify),
        ("load", 2, look),
        ("compareExchange", 4, look),
    ] {
        let own = atomics.get(JsString::from(name), context)?;
        let Some(own) = own.as_object() else { continue };
        let native = NativeFunction::from_copy_closure_with_captures(
            move |this, args, own: &JsObject, context| function(own, this, args, context),
            own,
        );
        let built = FunctionObjectBuilder::new(context.realm(), native)
            .name(JsString::from(name))
            .length(length)
            .build();
        super::super::globals::define(&atomics, name, built, false, context)?;
    }
    Ok(())
}

fn look(
    own: &JsObject,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    if host.memory.borrow().is_shared.get() {
        host.spend(LOOK);
        host.let_others_run();
    }
    own.call(this, args, context)
}

/// Where the element of a typed array over shared memory is.
fn place(args: &[JsValue], context: &mut Context) -> JsResult<Place> {
    let Some(object) = args.get_or_undefined(0).as_object() else { return Ok((0, 0)) };
    let array = JsTypedArray::from_object(object.clone())?;
    let size = object.get(js_string!("BYTES_PER_ELEMENT"), context)?.to_length(context)?;
    let index = args.get_or_undefined(1).to_length(context)?;
    let start = array.byte_offset(context)?;
    let byte =
        start.saturating_add(usize::try_from(index.saturating_mul(size)).unwrap_or(usize::MAX));
    let buffer = array.buffer(context)?;
    Ok((number(&Host::of(context), &buffer)?, byte))
}

/// The number of a `SharedArrayBuffer`.
fn number(host: &Host, buffer: &JsValue) -> JsResult<usize> {
    let not_shared =
        || JsError::from(JsNativeError::typ().with_message("not a shared array buffer"));
    let object = buffer.as_object().ok_or_else(not_shared)?;
    if let Some(number) = host.memory.borrow().numbers.get(&object) {
        return Ok(*number);
    }
    let inner = JsSharedArrayBuffer::from_object(object.clone())?.inner();
    let mut registry = host.shared().lock();
    registry.memory.buffers.push(inner);
    let number = registry.memory.buffers.len() - 1;
    host.memory.borrow_mut().numbers.insert(object, number);
    Ok(number)
}

/// `Atomics.wait(typedArray, index, value, timeout)`: in Node the main thread may wait as well.
fn wait(
    own: &JsObject,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    // The engine checks the arguments, and whether the value is still that.
    let mut now = args.get(..args.len().min(3)).unwrap_or_default().to_vec();
    now.resize(3, JsValue::undefined());
    now.push(0.into());
    let state = own.call(this, &now, context)?;
    if state.as_string() != Some(js_string!("timed-out")) {
        return Ok(state);
    }
    let timeout = args.get_or_undefined(3).to_number(context)?;
    let host = Host::of(context);
    let start = host.clock.get().now().0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time is not negative, and far ahead is as good as further"
    )]
    let until = if timeout.is_nan() || timeout.is_infinite() && timeout > 0.0 {
        None
    } else {
        Some(start.saturating_add((timeout.max(0.0) * 1000.0) as u64))
    };
    let place = place(args, context)?;
    let thread = host.thread_id();
    let ticket = {
        let memory = &mut host.shared().lock().memory;
        memory.tickets += 1;
        let ticket = memory.tickets;
        memory.waiting.push(Waiter { ticket, place, thread, notified: false });
        ticket
    };
    let notified = host.wait_for(ticket, until);
    host.shared().lock().memory.waiting.retain(|waiter| waiter.ticket != ticket);
    match notified {
        Some(true) => Ok(js_string!("ok").into()),
        Some(false) => Ok(js_string!("timed-out").into()),
        None => Err(JsNativeError::error()
            .with_message(
                "Atomics.wait waits for ever: no thread is left that could notify this one",
            )
            .into()),
    }
}

/// `Atomics.notify(typedArray, index, count)`: those that have waited longest go on.
fn notify(
    own: &JsObject,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let nobody = own.call(this, args, context)?;
    let host = Host::of(context);
    // Nobody waits where nothing is shared.
    let Ok(place) = place(args, context) else { return Ok(nobody) };
    let count = args.get_or_undefined(2);
    let count = if count.is_undefined() { u64::MAX } else { count.to_length(context)? };
    let threads: Vec<u32> = {
        let memory = &mut host.shared().lock().memory;
        let waiting =
            memory.waiting.iter_mut().filter(|each| each.place == place && !each.notified);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        waiting
            .take(count)
            .map(|waiter| {
                waiter.notified = true;
                waiter.thread
            })
            .collect()
    };
    let at = host.clock.get().now().0;
    for thread in &threads {
        host.post(*thread, Mail { at, what: What::Woken });
    }
    Ok(threads.len().into())
}

/// `shareMemory(buffer)`: the number of a `SharedArrayBuffer` that goes to another thread.
pub(crate) fn share(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let number = number(&host, args.get_or_undefined(0))?;
    host.memory.borrow().is_shared.set(true);
    Ok(number.into())
}

/// `sharedMemory(number)`: the buffer that another thread has sent.
pub(crate) fn shared(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let number =
        usize::try_from(args.get_or_undefined(0).to_length(context)?).unwrap_or(usize::MAX);
    let Some(buffer) = host.shared().lock().memory.buffers.get(number).cloned() else {
        return Ok(JsValue::undefined());
    };
    let object = JsObject::from(JsSharedArrayBuffer::from_buffer(buffer, context));
    let mut known = host.memory.borrow_mut();
    known.numbers.insert(object.clone(), number);
    known.is_shared.set(true);
    Ok(object.into())
}

impl Host {
    /// Lets the other threads run until this one is notified (true) or the time has come (false);
    /// nothing if no thread is left that could notify it.
    fn wait_for(&self, ticket: u64, until: Option<u64>) -> Option<bool> {
        loop {
            let notified = {
                let memory = &self.shared().lock().memory;
                memory.waiting.iter().any(|waiter| waiter.ticket == ticket && waiter.notified)
            };
            if notified {
                return Some(true);
            }
            let now = self.clock.get().now().0;
            if until.is_some_and(|until| until <= now) {
                return Some(false);
            }
            let next = self.let_run(true, until, Mail::wakes);
            self.workers.borrow_mut().inbox.retain(|mail| !mail.wakes());
            if let Some(next) = next {
                self.advance(next.saturating_sub(now), ClockCause::Waited);
            } else if self.own_thread.get().is_none() && until.is_none() {
                let memory = &self.shared().lock().memory;
                if !memory.waiting.iter().any(|each| each.ticket == ticket && each.notified) {
                    return None;
                }
            }
        }
    }
}
