//! What hooks hear of promises: V8's promise hooks, as `lib/internal/async_hooks.js` hands
//! them on (`promiseInitHook` and its kin).
//!
//! `promises::settling` says when a promise is made and when it is settled. V8 makes one more for each `await`, which nobody can see: of that one there are
//! only its numbers. Those inside async generators and `for await` are not told.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use boa_engine::{Context, JsObject, JsResult, JsValue, js_string, object::builtins::JsPromise};
use indexmap::IndexMap;

use super::{
    super::{contexts::Execution, host::Host, promises::settling},
    tell,
};
use crate::trace::{Omitted, Runtime, SiteId, SiteKind};

/// Which promises have which numbers, and what runs for which.
#[derive(Default)]
pub(crate) struct Promises {
    /// Whether `async_hooks` was loaded.
    watched: Cell<bool>,
    ids: RefCell<IndexMap<JsObject, Execution>>,
    /// What the promise that is made next follows from.
    parent: Cell<Option<u32>>,
    /// The last promise that was made.
    made: RefCell<Option<JsObject>>,
    /// What `then` gave, by the index of the reaction.
    derived: RefCell<BTreeMap<usize, JsObject>>,
    /// Async functions that run, the innermost last.
    running: RefCell<Vec<Activation>>,
    /// The `await` whose operand still has to become a promise, by its index.
    operand: Cell<Option<usize>>,
    /// The promise that an operand became, and the index of its `await`, until it is resolved.
    wrapper: Cell<Option<(usize, u32)>>,
    waits: RefCell<BTreeMap<usize, Wait>>,
    /// What the job that runs is for.
    job: RefCell<Option<Settled>>,
}

/// A call of an async function, and its promise.
struct Activation {
    depth: usize,
    promise: Option<JsObject>,
}

/// What an `await` goes on with.
struct Wait {
    /// The promise that V8 makes for it; none if no hook was enabled.
    own: Option<Execution>,
    /// That of the function.
    promise: Option<JsObject>,
}

/// What a job settles.
enum Settled {
    Promise(JsObject),
    /// The promise of an `await`.
    Await(Execution),
}

/// What a job is to the hooks.
#[derive(Clone, Copy)]
pub(crate) enum Job {
    /// The handler of a reaction, by its index.
    Reaction(usize),
    /// What comes after an `await`, by its index.
    Await(usize),
    /// The call of a thenable's `then`, for the follower of that number.
    Thenable(u32),
}

impl Promises {
    /// From now on promises are watched.
    pub(super) fn watch(&self) {
        self.watched.set(true);
    }
}

/// Whether promises are watched: not once the process ends.
pub(crate) fn is_watched(host: &Host) -> bool {
    host.async_hooks.promises.watched.get() && !host.only_labelling.get()
}

/// The numbers of a promise; one that was not told of gets them now.
fn numbers(host: &Host, promise: &JsObject) -> Execution {
    let mut ids = host.async_hooks.promises.ids.borrow_mut();
    *ids.entry(promise.clone()).or_insert_with(|| Execution {
        id: host.contexts.number(),
        trigger: host.contexts.execution().id,
    })
}

/// A promise was made; it follows from `parent`, or from what runs.
fn init(
    host: &Host,
    promise: &JsObject,
    parent: Option<u32>,
    context: &mut Context,
) -> JsResult<Option<Execution>> {
    let Some(listener) = host.async_hooks.listener() else { return Ok(None) };
    let id = host.contexts.number();
    let trigger = parent.unwrap_or_else(|| host.contexts.execution().id);
    let numbers = Execution { id, trigger };
    host.async_hooks.promises.ids.borrow_mut().insert(promise.clone(), numbers);
    let kind = js_string!("PROMISE").into();
    let chained = parent.is_some().into();
    let args = [id.into(), kind, trigger.into(), promise.clone().into(), chained];
    tell(host, &listener, "init", &args, context)?;
    Ok(Some(numbers))
}

fn told_settled(host: &Host, id: u32, context: &mut Context) -> JsResult<()> {
    match host.async_hooks.listener() {
        Some(listener) => tell(host, &listener, "promiseResolve", &[id.into()], context),
        None => Ok(()),
    }
}

/// `new Promise` has made this one.
pub(crate) fn made(
    host: &Host,
    promise: &JsObject,
    is_plain: bool,
    context: &mut Context,
) -> JsResult<()> {
    if !is_watched(host) {
        return Ok(());
    }
    let promises = &host.async_hooks.promises;
    let parent = promises.parent.take().filter(|_| is_plain);
    let operand = promises.operand.take();
    promises.made.replace(Some(promise.clone()));
    let numbers = init(host, promise, parent, context)?;
    if let (Some(index), Some(numbers)) = (operand, numbers) {
        if host.profile.runtime < Runtime::Node18 {
            init_await(host, index, numbers.id, context)?;
        } else {
            promises.wrapper.set(Some((index, numbers.id)));
        }
    }
    Ok(())
}

/// Settles a promise, or has it follow a thenable.
pub(crate) fn settle(
    promise: &JsObject,
    resolves: bool,
    context: &mut Context,
    call: impl FnOnce(&mut Context) -> JsResult<JsValue>,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let follower = resolves.then_some(promise);
    if !is_watched(&host) {
        return settling::resolve(&host, follower, context, call).map(|(result, _)| result);
    }
    let wrapper = host.async_hooks.promises.wrapper.take();
    // V8 of 14 and later tells when the promise has its value; before, whenever it is resolved.
    let at_once = host.profile.runtime < Runtime::Node14;
    let hears = host.async_hooks.listener().is_some();
    if at_once && hears {
        told_settled(&host, numbers(&host, promise).id, context)?;
    }
    let (result, follows) = settling::resolve(&host, follower, context, call)?;
    if hears && !at_once && !follows {
        told_settled(&host, numbers(&host, promise).id, context)?;
    }
    if let Some((index, parent)) = wrapper {
        init_await(&host, index, parent, context)?;
    }
    Ok(result)
}

/// `then` is about to be called: what it makes follows from `receiver`.
pub(crate) fn then(host: &Host, receiver: &JsObject) {
    if is_watched(host) && host.async_hooks.listener().is_some() {
        host.async_hooks.promises.parent.set(Some(numbers(host, receiver).id));
    }
}

/// `then` has made `derived`, for the reaction of that index.
pub(crate) fn derived(host: &Host, reaction: usize, derived: &JsObject) {
    if is_watched(host) {
        host.async_hooks.promises.parent.take();
        host.async_hooks.promises.derived.borrow_mut().insert(reaction, derived.clone());
    }
}

/// A statement runs, which may be a round of a `for await`.
pub(crate) fn reached(host: &Host, site: SiteId) {
    let is_round = || {
        let sites = host.sites.borrow();
        sites.get(site.index()).is_some_and(|site| site.kind == SiteKind::Await)
    };
    if host.async_hooks.listener.borrow().is_some() && is_round() {
        host.omit(Omitted::HooksOfIteration);
    }
}

/// A function's body begins.
pub(crate) fn entered(host: &Host, kind: Option<SiteKind>, depth: usize) {
    // Whose promises are whose in one, the engine does not say.
    if kind == Some(SiteKind::AsyncGenerator) && host.async_hooks.listener.borrow().is_some() {
        host.omit(Omitted::HooksOfIteration);
    }
    if is_watched(host) && matches!(kind, Some(SiteKind::AsyncFunction | SiteKind::AsyncGenerator))
    {
        let promises = &host.async_hooks.promises;
        let mut running = promises.running.borrow_mut();
        while running.pop_if(|activation| activation.depth >= depth).is_some() {}
        running.push(Activation { depth, promise: promises.made.borrow().clone() });
    }
}

/// Whether `await` takes a promise as it is: its constructor is `Promise`.
fn is_plain(promise: &JsObject, context: &Context) -> bool {
    let prototype = context.intrinsics().constructors().promise().prototype();
    promise.prototype() == Some(prototype)
        && !promise.borrow().properties().contains_key(&js_string!("constructor").into())
}

/// An async function at `depth` is about to wait; `index` is that of its `await`.
pub(crate) fn awaits(
    host: &Host,
    index: usize,
    depth: usize,
    operand: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<()> {
    if !is_watched(host) {
        return Ok(());
    }
    let promises = &host.async_hooks.promises;
    let promise = {
        let mut running = promises.running.borrow_mut();
        while running.pop_if(|activation| activation.depth > depth).is_some() {}
        running.pop_if(|activation| activation.depth == depth).and_then(|own| own.promise)
    };
    let wait = Wait { own: None, promise: promise.clone() };
    promises.waits.borrow_mut().insert(index, wait);
    if host.async_hooks.listener().is_none() {
        return Ok(());
    }
    let promise = promise.map(|promise| numbers(host, &promise).id);
    let Some(operand) = operand.filter(|operand| is_plain(operand, context)) else {
        promises.parent.set(promise);
        promises.operand.set(Some(index));
        return Ok(());
    };
    let awaited = if host.profile.runtime < Runtime::Node12 {
        init(host, operand, promise, context)?.unwrap_or_default()
    } else {
        numbers(host, operand)
    };
    init_await(host, index, awaited.id, context)?;
    if host.profile.runtime < Runtime::Node12 {
        told_settled(host, awaited.id, context)?;
    }
    Ok(())
}

/// The promise that V8 makes for an `await`.
fn init_await(host: &Host, index: usize, parent: u32, context: &mut Context) -> JsResult<()> {
    let (promise, _) = JsPromise::new_pending(context);
    let own = init(host, &promise.into(), Some(parent), context)?;
    if let Some(wait) = host.async_hooks.promises.waits.borrow_mut().get_mut(&index) {
        wait.own = own;
    }
    Ok(())
}

/// A job begins, at `depth` calls: what hooks hear before.
pub(crate) fn before(host: &Host, job: Job, depth: usize, context: &mut Context) -> JsResult<()> {
    if !is_watched(host) {
        return Ok(());
    }
    let promises = &host.async_hooks.promises;
    let settled = match job {
        Job::Reaction(index) => promises.derived.borrow_mut().remove(&index).map(Settled::Promise),
        Job::Await(index) => {
            let wait = promises.waits.borrow_mut().remove(&index);
            let (own, promise) = wait.map_or((None, None), |wait| (wait.own, wait.promise));
            promises.running.replace(vec![Activation { depth: depth + 1, promise }]);
            own.map(Settled::Await)
        }
        // Node 11 is silent about these.
        Job::Thenable(_) if host.profile.runtime == Runtime::Node11 => None,
        Job::Thenable(number) => host.settling.follower(number).map(Settled::Promise),
    };
    let Some(settled) = settled else { return Ok(()) };
    if let Some(listener) = host.async_hooks.listener() {
        let (execution, resource) = match &settled {
            Settled::Promise(promise) => (numbers(host, promise), promise.clone().into()),
            Settled::Await(own) => (*own, JsValue::undefined()),
        };
        host.contexts.execute(execution);
        promises.job.replace(Some(settled));
        tell(host, &listener, "before", &[execution.id.into(), resource], context)
    } else {
        promises.job.replace(Some(settled));
        Ok(())
    }
}

/// The job that ran has ended: what hooks hear after it.
pub(crate) fn after(host: &Host, context: &mut Context) -> JsResult<()> {
    let Some(settled) = host.async_hooks.promises.job.take() else { return Ok(()) };
    let Some(listener) = host.async_hooks.listener() else { return Ok(()) };
    let execution = match settled {
        Settled::Promise(promise) => numbers(host, &promise),
        Settled::Await(own) => {
            told_settled(host, own.id, context)?;
            own
        }
    };
    host.contexts.execute(execution);
    let told = tell(host, &listener, "after", &[execution.id.into()], context);
    host.contexts.execute(Execution::default());
    told
}
