//! Which promise is which, and when it settled.
//!
//! The engine says nothing when a promise is made or settles; it is asked. `then` is replaced
//! in place by a native of the same looks, so that each reaction is known by name. Nothing
//! here adds, drops or reorders a job.

pub(crate) mod settling;

use std::collections::{BTreeMap, VecDeque};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue,
    builtins::promise::{Promise as BoaPromise, PromiseState},
    object::builtins::{JsArray, JsFunction, JsPromise},
    property::PropertyKey,
};
use indexmap::IndexMap;

use super::{
    async_hooks, callbacks,
    errors::Activations,
    hooks::{Awaiting, Waiting},
    host::Host,
};
use crate::trace::{
    EntryKind, Fact, Omitted, Promise, PromiseId, PromiseOrigin, SiteId, Step, TextId,
};

/// How many pending promises one look asks at most, so that a program with ten thousand of
/// them does not ask ten thousand at each statement.
const LOOK: usize = 256;

/// What a call of `then` registered; one side for fulfilment, one for rejection.
#[derive(Clone, Copy)]
pub(crate) struct Reaction {
    pub(crate) fulfilled: Side,
    pub(crate) rejected: Side,
    pub(crate) scheduled: Step,
    pub(crate) promise: PromiseId,
    /// What `then` returned.
    pub(crate) derived: Option<PromiseId>,
}

/// One handler of a reaction.
#[derive(Clone, Copy)]
pub(crate) struct Side {
    pub(crate) kind: EntryKind,
    pub(crate) label: TextId,
    pub(crate) site: Option<SiteId>,
}

/// All promises seen so far.
#[derive(Default)]
pub(crate) struct Promises {
    ids: IndexMap<JsObject, PromiseId>,
    pending: VecDeque<(PromiseId, JsPromise)>,
    pub(crate) reactions: Vec<Reaction>,
    /// The `then` call that runs, by its index in `reactions`, and how many of its two
    /// callbacks the engine has asked about.
    pub(crate) registering: Option<(usize, u8)>,
    /// The `await` that is about to suspend its function.
    pub(crate) awaiting: Option<Awaiting>,
    /// Every `await` that was executed.
    pub(crate) waits: Vec<Waiting>,
    /// Whose they are, and what follows from what.
    pub(crate) activations: Activations,
    /// Rejected promises without a handler, and their numbers.
    pub(crate) unhandled: Vec<(JsObject, u32)>,
    /// What is rejected waits for the next ticks or rejection.
    pub(crate) muted: bool,
    /// Rejections of the batch being reported that got their handler meanwhile.
    pub(crate) rescued: Vec<JsObject>,
    /// Promises reported as unhandled that have no handler yet, and their numbers.
    pub(crate) reported: Vec<(JsObject, u32)>,
    /// How many were rejected without a handler.
    rejections: u32,
    /// The async contexts of such rejections, by number, where there is one.
    pub(crate) rejected_in: BTreeMap<u32, u32>,
    /// Reported promises that got a handler since.
    pub(crate) handled_late: Vec<(JsObject, u32)>,
}

impl Promises {
    /// The promise's id, if it was seen before.
    pub(crate) fn id_of(&self, promise: &JsObject) -> Option<PromiseId> {
        self.ids.get(promise).copied()
    }

    /// A call at `depth` is over and gave this promise, or none.
    pub(crate) fn returned(&mut self, depth: usize, promise: Option<PromiseId>) {
        let reactions = &self.reactions;
        self.activations.returned(depth, promise, |reaction| {
            reactions.get(reaction).map(|reaction| reaction.promise)
        });
    }

    /// Notes a rejection without a handler; such are numbered from 1.
    /// Who is told of one is in that async context.
    pub(crate) fn reject(&mut self, promise: JsObject, context: u32) {
        self.rejections += 1;
        if context != 0 {
            self.rejected_in.insert(self.rejections, context);
        }
        self.unhandled.push((promise, self.rejections));
        self.muted = false;
    }
}

/// The promise's id, if it was seen before.
pub(crate) fn known(host: &Host, object: &JsObject) -> Option<PromiseId> {
    host.promises.borrow().id_of(object)
}

/// The promise's id; a promise not seen before gets one.
pub(crate) fn id(
    host: &Host,
    object: &JsObject,
    origin: PromiseOrigin,
    site: Option<SiteId>,
    parent: Option<PromiseId>,
) -> Option<PromiseId> {
    if let Some(id) = host.promises.borrow().ids.get(object) {
        return Some(*id);
    }
    let handle = JsPromise::from_object(object.clone()).ok()?;
    let id = {
        let mut recorder = host.recorder.borrow_mut();
        let id = recorder.promise(Promise { origin, site, parent });
        recorder.fact(Fact::PromiseCreated { promise: id });
        id
    };
    let is_settled = handle.state() != PromiseState::Pending;
    let mut promises = host.promises.borrow_mut();
    promises.ids.insert(object.clone(), id);
    if is_settled {
        // The next look begins with it, before anything that follows from its settlement.
        promises.pending.push_front((id, handle));
    } else {
        promises.pending.push_back((id, handle));
    }
    Some(id)
}

/// Records which pending promises have settled, looking at some of them in turn.
pub(crate) fn look(host: &Host, context: &mut Context) {
    let pending = host.promises.borrow().pending.len();
    if pending > LOOK {
        host.omit(Omitted::Settlements);
    }
    let rounds = pending.min(LOOK);
    for _ in 0..rounds {
        let Some((id, handle)) = host.promises.borrow_mut().pending.pop_front() else { return };
        let (rejected, value) = match handle.state() {
            PromiseState::Pending => {
                host.promises.borrow_mut().pending.push_back((id, handle));
                continue;
            }
            PromiseState::Fulfilled(value) => (false, value),
            PromiseState::Rejected(reason) => (true, reason),
        };
        let value = super::value(host, &value, context);
        host.fact(Fact::PromiseSettled { promise: id, rejected, value });
    }
}

/// `Promise.prototype.then ( onFulfilled, onRejected )`: the engine's, with a note taken.
///
/// A missing handler becomes a native identity or thrower, which ECMAScript says it amounts
/// to (`NewPromiseReactionJob` steps 1.d, 1.e), so that every reaction comes past our hook.
pub(crate) fn then(this: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(natives) = host.natives.get() else { return Ok(JsValue::undefined()) };
    let Some(promise) = this.as_object().filter(JsObject::is::<BoaPromise>) else {
        return natives.then.call(this, args, context);
    };
    let origin = PromiseOrigin::Seen;
    let Some(receiver) = id(&host, &promise, origin, None, None) else {
        return natives.then.call(this, args, context);
    };
    look(&host, context);
    let on_fulfilled =
        handler(args.get_or_undefined(0)).unwrap_or_else(|| natives.identity.clone());
    let on_rejected = handler(args.get_or_undefined(1)).unwrap_or_else(|| natives.thrower.clone());
    let reaction = Reaction {
        fulfilled: side(&host, &on_fulfilled, context),
        rejected: side(&host, &on_rejected, context),
        scheduled: host.step(),
        promise: receiver,
        derived: None,
    };
    async_hooks::promises::then(&host, &promise);
    let (index, outer) = {
        let mut promises = host.promises.borrow_mut();
        promises.reactions.push(reaction);
        let index = promises.reactions.len() - 1;
        (index, promises.registering.replace((index, 0)))
    };
    let result = natives.then.call(this, &[on_fulfilled.into(), on_rejected.into()], context);
    host.promises.borrow_mut().registering = outer;
    if let Ok(value) = &result
        && let Some(derived) = value.as_object()
    {
        async_hooks::promises::derived(&host, index, &derived);
    }
    if let Ok(value) = &result
        && let Some(derived) = value.as_object()
        && let Some(derived) = id(&host, &derived, PromiseOrigin::Then, None, Some(receiver))
    {
        host.fact(Fact::ReactionAdded { promise: receiver, derived });
        let mut promises = host.promises.borrow_mut();
        promises.activations.derive(receiver, derived);
        if let Some(reaction) = promises.reactions.get_mut(index) {
            reaction.derived = Some(derived);
        }
    }
    result
}

/// The promises that an array holds and that are pending.
pub(crate) fn pending_within(array: &JsValue, context: &mut Context) -> Vec<JsObject> {
    const MOST: u64 = 256;
    let array = array.as_object().and_then(|array| JsArray::from_object(array).ok());
    let Some(array) = array else { return Vec::new() };
    let length = array.length(context).unwrap_or_default().min(MOST);
    let held = (0..length).filter_map(|index| {
        let own = array.borrow().properties().get(&PropertyKey::from(index))?;
        own.value()?.as_object()
    });
    let is_pending = |object: &JsObject| {
        let promise = JsPromise::from_object(object.clone());
        promise.is_ok_and(|promise| promise.state() == PromiseState::Pending)
    };
    held.filter(is_pending).collect()
}

fn handler(value: &JsValue) -> Option<JsFunction> {
    value.as_callable().and_then(JsFunction::from_object)
}

/// What a handler is to a learner. Natives without a name are the engine's own: they settle
/// another promise.
fn side(host: &Host, function: &JsFunction, context: &mut Context) -> Side {
    let about = callbacks::describe(host, function, context);
    let kind = if about.native && about.name.is_empty() {
        EntryKind::PassThrough
    } else {
        EntryKind::Reaction
    };
    Side { kind, label: host.text(&about.name), site: about.site }
}

/// Why a promise was rejected; undefined if it was not.
pub(crate) fn reason(promise: &JsObject) -> JsValue {
    match JsPromise::from_object(promise.clone()).map(|promise| promise.state()) {
        Ok(PromiseState::Rejected(reason)) => reason,
        Ok(PromiseState::Pending | PromiseState::Fulfilled(_)) | Err(_) => JsValue::undefined(),
    }
}
