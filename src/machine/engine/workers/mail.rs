//! What crosses from one thread to another, and where it goes.
//!
//! A port that is sent to another thread has an address, which stays its own wherever it is
//! sent; the registry, which all threads of a run share, knows in which thread it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use boa_engine::{Context, JsArgs, JsResult, JsString, JsValue, object::builtins::JsArray};

use super::{super::host::Host, memory::Memory};

/// The virtual microseconds that so many messages take.
const POSTED: u64 = 1000;
const POSTS: u32 = 1000;

/// Something that was sent to a thread.
#[derive(Clone)]
pub(crate) struct Mail {
    /// Virtual microseconds at which it was sent.
    pub(super) at: u64,
    pub(super) what: What,
}

#[derive(Clone)]
pub(super) enum What {
    /// For the port of an address.
    Posted { port: u32, text: String },
    /// The other end of that port was closed.
    Closed { port: u32 },
    /// A worker that the thread has started is over.
    Ended { worker: u32, code: i32 },
    /// `Atomics.notify` was called for it.
    Woken,
}

impl Mail {
    pub(super) fn wakes(&self) -> bool {
        matches!(self.what, What::Woken)
    }
}

/// What all threads of a run share. Only one of them runs at a time.
#[derive(Default)]
pub(crate) struct Registry {
    /// The workers that have not ended.
    pub(super) alive: BTreeSet<u32>,
    /// How many there ever were.
    pub(super) started: u32,
    /// The thread in which the port of an address is.
    places: BTreeMap<u32, u32>,
    /// The address of the other end.
    peers: BTreeMap<u32, u32>,
    addresses: u32,
    /// The addresses of the `BroadcastChannel`s of a name.
    channels: BTreeMap<String, Vec<u32>>,
    /// Environments that threads have in common, each as the text of an object.
    environments: Vec<String>,
    pub(super) memory: Memory,
}

impl Registry {
    fn is_alive(&self, thread: u32) -> bool {
        thread == 0 || self.alive.contains(&thread)
    }

    /// Forgets the ports of threads that are over; gives their other ends, and where these are.
    fn lose_ends(&mut self) -> Vec<(u32, u32)> {
        let lost: Vec<u32> = {
            let places = self.places.iter().filter(|(_, thread)| !self.is_alive(**thread));
            places.map(|(address, _)| *address).collect()
        };
        let mut ends = Vec::new();
        for address in lost {
            self.places.remove(&address);
            for channel in self.channels.values_mut() {
                channel.retain(|each| *each != address);
            }
            let Some(peer) = self.peers.remove(&address) else { continue };
            if let Some(thread) = self.places.get(&peer) {
                ends.push((peer, *thread));
            }
        }
        ends
    }
}

/// The registry, as each thread holds it.
#[derive(Clone, Default)]
pub(crate) struct Shared(Arc<Mutex<Registry>>);

impl Shared {
    /// To be held for a moment only. What a thread that failed has left is as good as any.
    pub(super) fn lock(&self) -> MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// `newAddress()`: an address in this thread.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn new_address(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let mut registry = host.shared().lock();
    registry.addresses += 1;
    let address = registry.addresses;
    registry.places.insert(address, host.thread_id());
    Ok(address.into())
}

/// `moveAddress(address, thread, peer)`: the port of the address is in that thread from now on;
/// the other end, if there is one, has the other address.
pub(crate) fn move_address(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let address = args.get_or_undefined(0).to_u32(context)?;
    let thread = args.get_or_undefined(1).to_u32(context)?;
    let peer = args.get_or_undefined(2);
    let mut registry = host.shared().lock();
    registry.places.insert(address, thread);
    if !peer.is_undefined() {
        let peer = peer.to_u32(context)?;
        registry.peers.insert(address, peer);
        registry.peers.insert(peer, address);
    }
    host.ports.borrow_mut().forget_address(address);
    Ok(JsValue::undefined())
}

/// `placeOf(address)`: the thread in which the port of the address is.
pub(crate) fn place_of(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let address = args.get_or_undefined(0).to_u32(context)?;
    let place = host.shared().lock().places.get(&address).copied();
    Ok(place.unwrap_or_default().into())
}

/// `mail(address, text)`: sends to a port wherever it is; without a text it says that the other
/// end is closed.
pub(crate) fn mail(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let port = args.get_or_undefined(0).to_u32(context)?;
    let text = args.get_or_undefined(1);
    let what = if text.is_undefined() {
        What::Closed { port }
    } else {
        What::Posted { port, text: text.to_string(context)?.to_std_string_lossy() }
    };
    host.send_to(port, what);
    Ok(JsValue::undefined())
}

/// `closeEnds()`: the ports whose other ends were in threads that are over are closed.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn close_ends(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let ends = host.shared().lock().lose_ends();
    let at = host.clock.get().now().0;
    for (port, thread) in ends {
        host.post(thread, Mail { at, what: What::Closed { port } });
    }
    Ok(JsValue::undefined())
}

/// `subscribe(name, address, yes)`: a `BroadcastChannel` of the name is at the address, or no
/// longer is.
pub(crate) fn subscribe(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let name = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let address = args.get_or_undefined(1).to_u32(context)?;
    let listens = args.get_or_undefined(2).to_boolean();
    let mut registry = host.shared().lock();
    let channel = registry.channels.entry(name).or_default();
    if listens {
        channel.push(address);
    } else {
        channel.retain(|each| *each != address);
    }
    Ok(JsValue::undefined())
}

/// `subscribers(name)`: the addresses of the `BroadcastChannel`s of the name.
pub(crate) fn subscribers(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let name = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let addresses = host.shared().lock().channels.get(&name).cloned().unwrap_or_default();
    Ok(JsArray::from_iter(addresses.into_iter().map(JsValue::from), context).into())
}

/// `sharedEnvironment(number)`: an environment that threads have in common; with a text it is
/// that from now on, without a number a new one. Returns its text, or the number of the new one.
pub(crate) fn environment(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let number = args.get_or_undefined(0);
    let text = args.get_or_undefined(1).as_string().map(|text| text.to_std_string_lossy());
    if number.is_undefined() {
        let all = &mut host.shared().lock().environments;
        all.push(text.unwrap_or_default());
        return Ok((all.len() - 1).into());
    }
    let number = usize::try_from(number.to_length(context)?).unwrap_or(usize::MAX);
    let mut registry = host.shared().lock();
    let Some(kept) = registry.environments.get_mut(number) else {
        return Ok(JsValue::undefined());
    };
    if let Some(text) = text {
        *kept = text;
    }
    Ok(JsString::from(kept.as_str()).into())
}

impl Host {
    /// The id of this thread; the main one's is 0.
    pub(crate) fn thread_id(&self) -> u32 {
        self.own_thread.get().map_or(0, |own| own.id)
    }

    /// What all threads have in common.
    pub(super) fn shared(&self) -> &Shared {
        self.shared.get_or_init(Shared::default)
    }

    /// Sends to an address; what goes to a thread that is over is lost.
    fn send_to(&self, address: u32, what: What) {
        let place = self.shared().lock().places.get(&address).copied();
        if let Some(thread) = place {
            self.post(thread, Mail { at: self.clock.get().now().0, what });
        }
        let Some(own) = self.own_thread.get() else { return };
        own.posts.set(own.posts.get().wrapping_add(1));
        // So many of them take time, in which others run.
        if own.posts.get() % POSTS == 0 {
            self.spend(POSTED);
            self.let_others_run();
        }
    }

    pub(super) fn post(&self, to: u32, mail: Mail) {
        if to == self.thread_id() {
            self.hand_out(mail);
        } else if let Some(own) = self.own_thread.get() {
            own.post(to, mail);
        } else if self.shared().lock().is_alive(to) {
            let mut workers = self.workers.borrow_mut();
            match workers.threads.get_mut(&to) {
                Some(thread) => thread.mail.push(mail),
                None => workers.unborn.push((to, mail)),
            }
        }
    }

    /// Hands the mail that has come by now to its ports.
    pub(crate) fn hand_out_mail(&self) {
        let now = self.clock.get().now().0;
        let due: Vec<Mail> = {
            let mut workers = self.workers.borrow_mut();
            let (due, later) = workers.inbox.drain(..).partition(|mail| mail.at <= now);
            workers.inbox = later;
            due
        };
        for mail in due {
            self.hand_out(mail);
        }
    }

    fn hand_out(&self, mail: Mail) {
        let (port, payload) = match mail.what {
            What::Woken => return,
            What::Ended { worker, code } => return self.child_ended(worker, code, mail.at),
            What::Closed { port } => (port, None),
            What::Posted { port, ref text } => {
                (port, Some(JsValue::from(JsString::from(text.as_str()))))
            }
        };
        let place = self.shared().lock().places.get(&port).copied();
        match place {
            // It was sent on meanwhile.
            Some(thread) if thread != self.thread_id() => self.post(thread, mail),
            Some(_) | None => self.ports.borrow_mut().arrive(self, port, payload),
        }
    }
}
