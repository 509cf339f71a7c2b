//! Who waits for the running async function: the `async` frames of V8's stacks.
//!
//! V8 follows the promise of the function that goes on to whoever awaits it
//! (`CaptureAsyncStackTrace`, `src/execution/isolate.cc`). The engine has no such links, so
//! they are noted as they come about: which call an `await` belongs to, and which promise that
//! call returned.

use std::{collections::BTreeMap, ops::Range};

use boa_engine::JsObject;

use super::{
    super::{host::Host, modules::esm},
    stack,
};
use crate::trace::{PromiseId, Runtime, SiteId, Step};

/// One call of an async function, counted from 0.
type Activation = usize;

/// What is known of calls of async functions that have waited.
#[derive(Default)]
pub(crate) struct Activations {
    /// How each gives back what becomes of it, once that is known.
    returns: Vec<Option<Returns>>,
    /// Whose each `await` is, in the order of `Promises::waits`.
    of_waits: Vec<Activation>,
    /// The waits that no `await` stands for: those of `for await` and of `yield*`.
    inner: Vec<Inner>,
    /// Those that wait for the first time and whose callers have not gone on, with their depth.
    suspended: Vec<(usize, Activation)>,
    /// What waits for a promise.
    followers: BTreeMap<PromiseId, Followers>,
    /// The reactions that the last call of such a function added.
    combined: Option<(Combinator, Range<usize>)>,
    /// Where the top level of a file waits, by the file's site.
    top_levels: BTreeMap<SiteId, Standing>,
    /// What the running job is.
    running: Option<Running>,
    /// The promise that the job which has just run its callback settles.
    settling: Option<PromiseId>,
    /// The job that resolves a promise with another, of a call that has not returned.
    unclaimed: Option<u32>,
    /// The promises that such jobs settle, by the number of their callback.
    resolved: BTreeMap<u32, PromiseId>,
    /// The waits of `inner`, by the number of their callbacks.
    inner_of: BTreeMap<u32, usize>,
    /// The last wait of `inner`, and its function's depth and step: the engine asks about
    /// several callbacks of it.
    asked: Option<(usize, usize, Step)>,
}

/// How a call of an async function gives back what becomes of it.
#[derive(Clone, Debug)]
enum Returns {
    Promise(PromiseId),
    /// A promise that may have got its id since.
    Unnamed(JsObject),
    /// A wait of `inner` goes on with it.
    To(usize),
}

/// A wait that no `await` stands for.
#[derive(Clone, Copy, Debug)]
struct Inner {
    activation: Activation,
    /// What of the function ran last.
    site: SiteId,
}

/// What the top level of a file waits at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Standing {
    /// An `await`.
    Await(SiteId),
    /// A `for await` around, or at, what ran last.
    Within(SiteId),
}

/// What a running job is to stacks.
#[derive(Clone, Copy, Debug)]
enum Running {
    /// A callback of `then`; the promise that it settles.
    Reaction(PromiseId),
    /// An async function goes on behind a wait of `inner`.
    Resumed(Activation),
}

/// What waits for a promise. V8 only follows one.
#[derive(Clone, Copy, Debug)]
enum Followers {
    One(Follower),
    More,
}

#[derive(Clone, Copy, Debug)]
enum Follower {
    /// An `await`, by its place in `Promises::waits`.
    Wait(usize),
    /// A promise that is settled as this one is.
    Derived(PromiseId),
    /// The promise of `Promise.all` and the like, and the place there.
    Member(PromiseId, Combinator, usize),
}

/// A function of many promises that V8's stacks show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combinator {
    All,
    AllSettled,
    Any,
    /// Followed, but not shown.
    Race,
}

impl Combinator {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::All => Some("Promise.all"),
            Self::AllSettled => Some("Promise.allSettled"),
            Self::Any => Some("Promise.any"),
            Self::Race => None,
        }
    }
}

impl Activations {
    /// A function waits: `resumed` says whose call it is, if it has waited before.
    pub(crate) fn wait(
        &mut self,
        resumed: Option<Activation>,
        depth: usize,
        promise: Option<PromiseId>,
    ) {
        let activation = self.activation(resumed, depth);
        self.of_waits.push(activation);
        if let Some(promise) = promise {
            self.follow(promise, Follower::Wait(self.of_waits.len() - 1));
        }
    }

    /// The engine lets a function at `depth` wait without an `await`, and asks about a
    /// callback.
    pub(crate) fn wait_within(
        &mut self,
        resumed: Option<Activation>,
        (depth, step): (usize, Step),
        site: SiteId,
        callback: u32,
    ) {
        let asked = self.asked.filter(|(_, at, when)| (*at, *when) == (depth, step));
        let index = asked.map_or_else(
            || {
                let activation = self.activation(resumed, depth);
                let index = self.inner.len();
                self.inner.push(Inner { activation, site });
                // What it has called, and waits as well, is what it waits for.
                for (_, called) in self.suspended.extract_if(.., |(at, _)| *at > depth) {
                    self.returns[called] = Some(Returns::To(index));
                }
                self.asked = Some((index, depth, step));
                index
            },
            |(index, ..)| index,
        );
        self.inner_of.insert(callback, index);
    }

    /// The top level of a file waits.
    pub(crate) fn stand(&mut self, file: SiteId, standing: Standing) {
        self.top_levels.insert(file, standing);
    }

    /// The top level of a file, if this is one, goes on.
    pub(crate) fn leave(&mut self, file: SiteId) {
        self.top_levels.remove(&file);
    }

    /// What the top level of a file waits at.
    pub(crate) fn standing(&self, file: SiteId) -> Option<Standing> {
        self.top_levels.get(&file).copied()
    }

    /// The number of a call that waits.
    fn activation(&mut self, resumed: Option<Activation>, depth: usize) -> Activation {
        resumed.unwrap_or_else(|| {
            self.returns.push(None);
            self.suspended.push((depth, self.returns.len() - 1));
            self.returns.len() - 1
        })
    }

    /// Whose `await` it is.
    pub(crate) fn of(&self, wait: usize) -> Option<Activation> {
        self.of_waits.get(wait).copied()
    }

    /// The call that goes on behind a wait without an `await`.
    pub(crate) fn resumed(&self) -> Option<Activation> {
        match self.running {
            Some(Running::Resumed(activation)) => Some(activation),
            Some(Running::Reaction(_)) | None => None,
        }
    }

    /// A call at `depth` is over and gave these promises, which have no ids yet.
    pub(crate) fn returned_many(&mut self, depth: usize, promises: Vec<JsObject>) {
        let ended = self.ended(depth);
        if ended.len() == promises.len() {
            for (activation, promise) in ended.into_iter().zip(promises) {
                self.returns[activation] = Some(Returns::Unnamed(promise));
            }
        }
        self.unclaimed = None;
    }

    /// The outermost of the calls deeper than `depth` that wait.
    fn ended(&mut self, depth: usize) -> Vec<Activation> {
        let ended: Vec<_> = self.suspended.extract_if(.., |(at, _)| *at > depth).collect();
        let outermost = ended.iter().map(|(at, _)| *at).min();
        let ended = ended.into_iter().filter(|(at, _)| Some(*at) == outermost);
        ended.map(|(_, activation)| activation).collect()
    }

    /// A call at `depth` is over and gave this promise, or none; `member` tells of which
    /// promises its reactions are.
    pub(crate) fn returned(
        &mut self,
        depth: usize,
        promise: Option<PromiseId>,
        member: impl Fn(usize) -> Option<PromiseId>,
    ) {
        let ended = self.ended(depth);
        let unclaimed = self.unclaimed.take();
        let Some(promise) = promise else { return };
        if let [activation] = ended.as_slice() {
            self.returns[*activation] = Some(Returns::Promise(promise));
        }
        if let Some(callback) = unclaimed {
            self.resolved.insert(callback, promise);
        }
        if let Some((combinator, reactions)) = self.combined.take() {
            for (index, reaction) in reactions.enumerate() {
                if let Some(member) = member(reaction) {
                    self.refollow(member, Follower::Member(promise, combinator, index));
                }
            }
        }
    }

    /// Whether a call at `depth` has called functions that wait.
    pub(crate) fn has_called(&self, depth: usize) -> bool {
        self.suspended.iter().any(|(at, _)| *at > depth)
    }

    /// `then` made a promise of another.
    pub(crate) fn derive(&mut self, from: PromiseId, derived: PromiseId) {
        self.follow(from, Follower::Derived(derived));
    }

    fn follow(&mut self, promise: PromiseId, follower: Follower) {
        let followers = self.followers.entry(promise);
        followers
            .and_modify(|followers| *followers = Followers::More)
            .or_insert(Followers::One(follower));
    }

    /// What `then` was called for is known better.
    fn refollow(&mut self, promise: PromiseId, follower: Follower) {
        if let Some(Followers::One(known)) = self.followers.get_mut(&promise) {
            *known = follower;
        }
    }

    /// A function of many promises added these reactions.
    pub(crate) fn combine(&mut self, combinator: Combinator, reactions: Range<usize>) {
        self.combined = Some((combinator, reactions));
    }

    /// A job begins: a callback of `then`, and which promise it settles, or another.
    pub(crate) fn begin(&mut self, settles: Option<PromiseId>) {
        self.running = settles.map(Running::Reaction);
        self.settling = None;
        self.unclaimed = None;
        self.suspended.clear();
    }

    /// A job begins for which the engine asked about this callback; gives where the function
    /// stood that goes on.
    pub(crate) fn go_on(&mut self, callback: u32) -> Option<SiteId> {
        self.begin(None);
        let inner = self.inner.get(self.inner_of.remove(&callback)?)?;
        self.running = Some(Running::Resumed(inner.activation));
        Some(inner.site)
    }

    /// The callback of the running job has returned.
    pub(crate) fn end(&mut self) {
        if let Some(Running::Reaction(promise)) = self.running {
            let outermost = self.suspended.iter().map(|(at, _)| *at).min();
            for (at, activation) in self.suspended.drain(..) {
                if Some(at) == outermost {
                    self.returns[activation] = Some(Returns::Promise(promise));
                }
            }
            self.settling = Some(promise);
        }
    }

    /// The running job is over.
    pub(crate) fn finish(&mut self) {
        self.running = None;
        self.settling = None;
    }

    /// A promise is resolved with another, whose `then` is called by this callback.
    pub(crate) fn resolve(&mut self, callback: u32) {
        match self.settling.take() {
            Some(promise) => {
                self.resolved.insert(callback, promise);
            }
            None => self.unclaimed = Some(callback),
        }
    }

    /// The callback by which a promise is resolved with `promise` has called its `then`.
    pub(crate) fn resolved(&mut self, callback: u32, promise: PromiseId) {
        if let Some(derived) = self.resolved.remove(&callback) {
            self.refollow(promise, Follower::Derived(derived));
        }
    }
}

/// No stack is longer than this, whatever `Error.stackTraceLimit` says.
const MOST: usize = 200;

/// The `async` frames below the calls that run now.
pub(super) fn frames(host: &Host) -> Vec<stack::Frame> {
    if host.profile.runtime < Runtime::Node12 {
        return Vec::new();
    }
    let bottom = host.calls.borrow().bottom().and_then(|call| call.activation);
    let running = host.promises.borrow().activations.running;
    match (bottom, running) {
        (Some(activation), _) | (None, Some(Running::Resumed(activation))) => {
            return below(host, activation);
        }
        (None, Some(Running::Reaction(promise))) => {
            return following(host, Returns::Promise(promise));
        }
        (None, None) => {}
    }
    // The loader of Node 16 waits for the main module in this way.
    if host.profile.runtime == Runtime::Node16 && esm::main_starts(host) {
        let name = stack::Name::built_in("Promise.all (index 0)");
        return vec![stack::Frame { name, location: None, is_async: true }];
    }
    Vec::new()
}

/// Whether what runs goes on behind a wait.
pub(super) fn is_resumed(host: &Host) -> bool {
    let bottom = host.calls.borrow().bottom();
    bottom.is_some_and(|call| call.activation.is_some())
        || host.promises.borrow().activations.resumed().is_some()
}

/// The frame of the function whose `await` it is, and those below.
pub(super) fn from_wait(host: &Host, wait: usize) -> Vec<stack::Frame> {
    let promises = host.promises.borrow();
    let site = promises.waits.get(wait).map(|wait| wait.site);
    let activation = promises.activations.of(wait);
    drop(promises);
    let own = site.and_then(|site| stack::awaiting(host, site));
    let below = activation.map_or_else(Vec::new, |activation| below(host, activation));
    own.into_iter().chain(below).collect()
}

/// Who waits for a call of an async function.
fn below(host: &Host, activation: Activation) -> Vec<stack::Frame> {
    let returns = host.promises.borrow().activations.returns.get(activation).cloned().flatten();
    returns.map_or_else(Vec::new, |returns| following(host, returns))
}

/// Who waits for a promise, or goes on with what a call returns.
fn following(host: &Host, returns: Returns) -> Vec<stack::Frame> {
    let mut frames = Vec::new();
    let promises = host.promises.borrow();
    let known = &promises.activations;
    let of = |activation: Activation| known.returns.get(activation).cloned().flatten();
    let mut at = Some(returns);
    for _ in 0..MOST {
        let named = match at {
            Some(Returns::Unnamed(promise)) => promises.id_of(&promise).map(Returns::Promise),
            at => at,
        };
        at = match named {
            Some(Returns::To(inner)) => {
                let Some(inner) = known.inner.get(inner) else { break };
                frames.extend(stack::waiting(host, inner.site));
                of(inner.activation)
            }
            Some(Returns::Promise(promise)) => match known.followers.get(&promise) {
                Some(Followers::One(Follower::Wait(index))) => {
                    let Some(waiting) = promises.waits.get(*index) else { break };
                    frames.extend(stack::awaiting(host, waiting.site));
                    known.of(*index).and_then(of)
                }
                Some(Followers::One(Follower::Member(whole, combinator, index))) => {
                    if let Some(name) = combinator.name() {
                        let name = stack::Name::built_in(&format!("{name} (index {index})"));
                        frames.push(stack::Frame { name, location: None, is_async: true });
                    }
                    Some(Returns::Promise(*whole))
                }
                Some(Followers::One(Follower::Derived(derived))) => {
                    Some(Returns::Promise(*derived))
                }
                Some(Followers::More) | None => break,
            },
            Some(Returns::Unnamed(_)) | None => break,
        };
    }
    frames
}
