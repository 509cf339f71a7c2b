//! What `MessagePort`s receive with: a queue each, and a handle that wakes the loop.
//!
//! A message that was posted wakes its port's handle (`uv_async_send`); the poll phase then
//! goes through the handles in the order in which they were made and delivers what each has,
//! every message as an entry of its own (`MessagePort::OnMessage`, Node `src/node_messaging.cc`).

use std::collections::{BTreeMap, VecDeque};

use boa_engine::{
    Context, JsArgs, JsResult, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use super::{
    errors,
    host::{Callback, Host},
};
use crate::trace::{EntryId, EntryKind, Fact};

/// The receiving end of a channel.
struct Port {
    /// Called with what a message holds.
    deliver: JsFunction,
    /// Called in the close phase, once the port is closed.
    closed: JsFunction,
    queue: VecDeque<Message>,
    /// Messages are delivered; before `start()` they wait.
    receiving: bool,
    referenced: bool,
    awake: bool,
    /// The async context in which the port was made: its messages are handled in it.
    context: u32,
}

enum Message {
    /// What was posted, and the entry that will deliver it, once the port receives.
    Posted { payload: JsValue, entry: Option<EntryId> },
    /// The other end was closed.
    Closed,
}

/// What the loop does for a port next.
pub(crate) enum Delivery {
    Message(Callback),
    /// The port closes itself; nothing of the program runs now.
    Closing,
    Nothing,
}

/// All ports.
#[derive(Default)]
pub(crate) struct Ports {
    by_number: BTreeMap<u32, Port>,
    /// The order in which their handles are looked at; may name ports that are gone.
    order: Vec<u32>,
    made: u32,
    /// Where mail from other threads goes: a port by its address.
    addresses: BTreeMap<u32, u32>,
    /// Mail that came before its port was there.
    early: Vec<(u32, Option<JsValue>)>,
    /// The port whose messages are being delivered, and itself, if it was closed meanwhile.
    delivering: Option<(u32, Option<Port>)>,
}

impl Ports {
    /// Whether a port keeps the loop alive.
    pub(crate) fn count(&self) -> bool {
        self.by_number.values().any(|port| port.referenced)
    }

    /// Whether something waits to be delivered that keeps the loop alive: an `uv_async_t` that
    /// is not referenced does not, even when it was woken.
    pub(crate) fn must_deliver(&self) -> bool {
        self.by_number.values().any(|port| port.awake && port.referenced)
    }

    /// Whether the poll phase has something to deliver.
    pub(crate) fn are_awake(&self) -> bool {
        self.by_number.values().any(|port| port.awake)
    }

    fn of(&mut self, args: &[JsValue], context: &mut Context) -> JsResult<Option<&mut Port>> {
        let id = args.get_or_undefined(0).to_u32(context)?;
        Ok(self.by_number.get_mut(&id))
    }

    /// Mail from another thread.
    pub(crate) fn arrive(&mut self, host: &Host, address: u32, payload: Option<JsValue>) {
        let Some(id) = self.addresses.get(&address) else {
            self.early.push((address, payload));
            return;
        };
        if let Some(port) = self.by_number.get_mut(id) {
            port.queue.push_back(match payload {
                Some(payload) => Message::Posted { payload, entry: None },
                None => Message::Closed,
            });
            port.announce(host);
            port.awake = true;
        }
    }

    /// The port of the address is no longer here.
    pub(crate) fn forget_address(&mut self, address: u32) {
        self.addresses.remove(&address);
    }

    fn open(&mut self, port: Port) -> u32 {
        self.made += 1;
        self.by_number.insert(self.made, port);
        self.order.push(self.made);
        self.made
    }
}

/// `openPort(deliver, closed)`: a new port's number.
pub(crate) fn open(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let (deliver, closed) = callbacks(args, context)?;
    let (queue, context) = (VecDeque::new(), host.contexts.current());
    let port =
        Port { deliver, closed, queue, receiving: false, referenced: false, awake: false, context };
    let id = host.ports.borrow_mut().open(port);
    Ok(id.into())
}

/// `movePort(deliver, closed, number)`: a new port that takes over the messages of another,
/// which is gone. Returns its number.
pub(crate) fn transfer(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let (deliver, closed) = callbacks(args, context)?;
    let old = args.get_or_undefined(2).to_u32(context)?;
    let mut ports = host.ports.borrow_mut();
    let old = ports.by_number.remove(&old);
    let queue = old.map(|port| port.queue).unwrap_or_default();
    let awake = !queue.is_empty();
    let context = host.contexts.current();
    let port = Port { deliver, closed, queue, receiving: false, referenced: false, awake, context };
    Ok(ports.open(port).into())
}

/// `send(number, payload)`: queues a message.
pub(crate) fn send(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let mut ports = host.ports.borrow_mut();
    if let Some(port) = ports.of(args, context)? {
        let payload = args.get_or_undefined(1).clone();
        port.queue.push_back(Message::Posted { payload, entry: None });
        port.announce(&host);
        port.awake = true;
    }
    Ok(JsValue::undefined())
}

/// `sendClose(number)`: tells a port that the other end is closed.
pub(crate) fn send_close(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    if let Some(port) = host.ports.borrow_mut().of(args, context)? {
        port.queue.push_back(Message::Closed);
        port.awake = true;
    }
    Ok(JsValue::undefined())
}

/// `addressPort(number, address)`: mail from other threads to that address goes to the port.
pub(crate) fn address(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    let address = args.get_or_undefined(1).to_u32(context)?;
    let mut ports = host.ports.borrow_mut();
    ports.addresses.insert(address, id);
    let (due, later) = ports.early.drain(..).partition(|(to, _)| *to == address);
    ports.early = later;
    let due: Vec<_> = due;
    for (_, payload) in due {
        ports.arrive(&host, address, payload);
    }
    Ok(JsValue::undefined())
}

/// `takeMessage(number)`: the oldest message, in an array, without waiting for the loop;
/// undefined if there is none.
pub(crate) fn take(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    host.hand_out_mail();
    let mut ports = host.ports.borrow_mut();
    let Some(port) = ports.of(args, context)? else { return Ok(JsValue::undefined()) };
    if !matches!(port.queue.front(), Some(Message::Posted { .. })) {
        return Ok(JsValue::undefined());
    }
    let Some(Message::Posted { payload, entry }) = port.queue.pop_front() else {
        return Ok(JsValue::undefined());
    };
    drop(ports);
    if let Some(entry) = entry {
        host.fact(Fact::EntryCancelled { entry });
    }
    Ok(JsArray::from_iter([payload], context).into())
}

/// `receive(number, yes)`: whether messages are delivered.
pub(crate) fn receive(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let on = args.get_or_undefined(1).to_boolean();
    if let Some(port) = host.ports.borrow_mut().of(args, context)? {
        port.receiving = on;
        port.announce(&host);
        port.awake |= on && !port.queue.is_empty();
    }
    Ok(JsValue::undefined())
}

/// `keepPort(number, yes)`: whether the port keeps the loop alive.
pub(crate) fn keep(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let referenced = args.get_or_undefined(1).to_boolean();
    if let Some(port) = host.ports.borrow_mut().of(args, context)? {
        port.referenced = referenced;
    }
    Ok(JsValue::undefined())
}

/// `closePort(number)`: nothing is delivered any more; `closed` is called in the close phase.
pub(crate) fn close(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    host.close_port(id);
    Ok(JsValue::undefined())
}

fn callbacks(args: &[JsValue], context: &mut Context) -> JsResult<(JsFunction, JsFunction)> {
    let mut of = |index| {
        let value: &JsValue = args.get_or_undefined(index);
        let function = value.as_callable().and_then(JsFunction::from_object);
        function.ok_or_else(|| errors::invalid_callback(value, context))
    };
    Ok((of(0)?, of(1)?))
}

impl Port {
    /// Makes entries of the messages, if they are to be delivered.
    fn announce(&mut self, host: &Host) {
        if !self.receiving {
            return;
        }
        let before = host.contexts.current();
        host.contexts.set(self.context);
        for message in &mut self.queue {
            let Message::Posted { entry: entry @ None, .. } = message else { continue };
            let site = host.calls.borrow().top().map(|call| call.site);
            let new = host.entry(EntryKind::Request, host.text("message"), site);
            host.fact(Fact::EntryQueued { entry: new });
            host.fact(Fact::RequestCompleted { entry: new });
            *entry = Some(new);
        }
        host.contexts.set(before);
    }
}

/// How many messages one waking delivers at least, if there are so many (Node
/// `src/node_messaging.cc`).
const AT_ONCE: usize = 1000;

impl Host {
    /// Takes the ports there are, to be looked at in this order. Each goes to the end of the line
    /// when it is looked at, behind those that are made meanwhile (`uv__queue_move` and what
    /// follows in `uv__async_io`, libuv src/unix/async.c).
    pub(crate) fn take_ports(&self) -> Vec<u32> {
        std::mem::take(&mut self.ports.borrow_mut().order)
    }

    /// If the port was woken: how many messages may be delivered now.
    pub(crate) fn wake_port(&self, id: u32) -> usize {
        let mut ports = self.ports.borrow_mut();
        let Some(port) = ports.by_number.get_mut(&id) else { return 0 };
        let awake = std::mem::take(&mut port.awake);
        let left = if awake { port.queue.len().max(AT_ONCE) } else { 0 };
        ports.order.push(id);
        left
    }

    /// The port's messages are delivered, and go on to be though it is closed meanwhile
    /// (`MessagePort::OnMessage`, Node `src/node_messaging.cc`).
    pub(crate) fn begin_delivery(&self, id: u32) {
        self.ports.borrow_mut().delivering = Some((id, None));
    }

    /// What a closed port has not delivered by now is lost.
    pub(crate) fn end_delivery(&self) {
        if let Some((_, Some(port))) = self.ports.borrow_mut().delivering.take() {
            self.cancel_messages(port.queue);
        }
    }

    fn cancel_messages(&self, queue: VecDeque<Message>) {
        for message in queue {
            if let Message::Posted { entry: Some(entry), .. } = message {
                self.fact(Fact::EntryCancelled { entry });
            }
        }
    }

    /// What was left wakes the port again.
    pub(crate) fn leave_port(&self, id: u32) {
        if let Some(port) = self.ports.borrow_mut().by_number.get_mut(&id) {
            port.awake = true;
        }
    }

    /// Takes out the oldest message.
    pub(crate) fn next_delivery(&self, id: u32) -> Delivery {
        let mut ports = self.ports.borrow_mut();
        let Ports { by_number, delivering, .. } = &mut *ports;
        let (port, is_open) = match (by_number.get_mut(&id), delivering) {
            (Some(port), _) => (port, true),
            (None, Some((_, Some(port)))) => (port, false),
            (None, Some((_, None)) | None) => return Delivery::Nothing,
        };
        match port.queue.front() {
            Some(Message::Closed) if is_open => {
                drop(ports);
                self.close_port(id);
                Delivery::Closing
            }
            Some(Message::Posted { entry: Some(entry), payload }) if port.receiving => {
                let (entry, function) = (*entry, port.deliver.clone());
                let args = vec![payload.clone()];
                port.queue.pop_front();
                Delivery::Message(Callback { entry, function, this: JsValue::undefined(), args })
            }
            Some(Message::Closed | Message::Posted { .. }) | None => Delivery::Nothing,
        }
    }

    fn close_port(&self, id: u32) {
        let Some(port) = self.ports.borrow_mut().by_number.remove(&id) else { return };
        let (function, args) = (port.closed.clone(), Vec::new());
        let mut ports = self.ports.borrow_mut();
        match &mut ports.delivering {
            Some((delivering, last)) if *delivering == id => *last = Some(port),
            Some(_) | None => {
                drop(ports);
                self.cancel_messages(port.queue);
            }
        }
        let site = self.calls.borrow().top().map(|call| call.site);
        let entry = self.entry(EntryKind::Close, self.text("MessagePort close"), site);
        self.fact(Fact::EntryQueued { entry });
        let callback = Callback { entry, function, this: JsValue::undefined(), args };
        self.closing.borrow_mut().push(callback);
    }
}
