//! Who waits for the running async function: the `async` frames of V8's stacks.
//!
//! V8 follows the promise of the function that goes on to whoever awaits it
//! (`CaptureAsyncStackTrace`, `src/execution/isolate.cc`). The engine has no such links, so
//! they are noted as they come about: which call an `await` belongs to, and which promise that
//! call returned.

use std::{collections::BTreeMap, ops::Range};

use super::{
    super::{host::Host, modules::esm},
    stack,
};
use crate::trace::{PromiseId, Runtime};

/// One call of an async function, counted from 0.
type Activation = usize;

/// What is known of calls of async functions that have waited.
#[derive(Default)]
pub(crate) struct Activations {
    /// The promise each returned, once its caller has it.
    promises: Vec<Option<PromiseId>>,
    /// Whose each `await` is, in the order of `Promises::waits`.
    of_waits: Vec<Activation>,
    /// Those that wait for the first time and whose callers have not gone on, by their depth.
    suspended: BTreeMap<usize, Activation>,
    /// The `await` that waits for a promise.
    waits: BTreeMap<PromiseId, usize>,
    /// What `then` made of a promise.
    derived: BTreeMap<PromiseId, PromiseId>,
    /// The promise of `Promise.all` and the like that waits for a promise, and its place there.
    members: BTreeMap<PromiseId, (PromiseId, Combinator, usize)>,
    /// The reactions that the last call of such a function added.
    combined: Option<(Combinator, Range<usize>)>,
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
        let activation = resumed.unwrap_or_else(|| {
            self.promises.push(None);
            self.suspended.insert(depth, self.promises.len() - 1);
            self.promises.len() - 1
        });
        self.of_waits.push(activation);
        if let Some(promise) = promise {
            self.waits.insert(promise, self.of_waits.len() - 1);
        }
    }

    /// Whose `await` it is.
    pub(crate) fn of(&self, wait: usize) -> Option<Activation> {
        self.of_waits.get(wait).copied()
    }

    /// A call at `depth` is over and gave this promise, or none; `member` tells of which
    /// promises its reactions are.
    pub(crate) fn returned(
        &mut self,
        depth: usize,
        promise: Option<PromiseId>,
        member: impl Fn(usize) -> Option<PromiseId>,
    ) {
        let ended = self.suspended.split_off(&(depth + 1));
        let Some(promise) = promise else { return };
        if let Some(known) = ended.get(&(depth + 1)).and_then(|ended| self.promises.get_mut(*ended))
        {
            *known = Some(promise);
        }
        if let Some((combinator, reactions)) = self.combined.take() {
            for (index, reaction) in reactions.enumerate() {
                if let Some(member) = member(reaction) {
                    self.members.insert(member, (promise, combinator, index));
                }
            }
        }
    }

    /// `then` made a promise of another.
    pub(crate) fn derive(&mut self, from: PromiseId, derived: PromiseId) {
        self.derived.insert(from, derived);
    }

    /// A function of many promises added these reactions.
    pub(crate) fn combine(&mut self, combinator: Combinator, reactions: Range<usize>) {
        self.combined = Some((combinator, reactions));
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
    if let Some(activation) = bottom {
        return below(host, activation);
    }
    // The loader of Node 16 waits for the main module in this way.
    if host.profile.runtime == Runtime::Node16 && esm::main_starts(host) {
        let name = stack::Name::built_in("Promise.all (index 0)");
        return vec![stack::Frame { name, location: None, is_async: true }];
    }
    Vec::new()
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
    let mut frames = Vec::new();
    let promises = host.promises.borrow();
    let known = &promises.activations;
    let mut promise = known.promises.get(activation).copied().flatten();
    for _ in 0..MOST {
        let Some(awaited) = promise else { break };
        if let Some(index) = known.waits.get(&awaited) {
            let Some(waiting) = promises.waits.get(*index) else { break };
            frames.extend(stack::awaiting(host, waiting.site));
            promise = known.of(*index).and_then(|of| known.promises.get(of).copied().flatten());
        } else if let Some((whole, combinator, index)) = known.members.get(&awaited) {
            if let Some(name) = combinator.name() {
                let name = stack::Name::built_in(&format!("{name} (index {index})"));
                frames.push(stack::Frame { name, location: None, is_async: true });
            }
            promise = Some(*whole);
        } else {
            promise = known.derived.get(&awaited).copied();
        }
    }
    frames
}
