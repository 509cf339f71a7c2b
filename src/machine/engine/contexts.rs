//! The async context: one number that `AsyncLocalStorage` (`machine/node/async_hooks.js`) sets,
//! and that everything queued takes along.
//!
//! As in Node from 24 on (`AsyncContextFrame`): what is queued runs in the context in which it
//! was queued; a promise's handler and the rest of an async function in the one in which
//! `then` was called or `await` was reached. 0 is the context in which nothing was ever set.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
};

use boa_engine::{Context, JsArgs, JsResult, JsValue};

use super::host::Host;
use crate::trace::{EntryId, EntryKind};

/// The context that is current, and those that entries took along.
#[derive(Default)]
pub(crate) struct Contexts {
    current: Cell<u32>,
    /// Some context other than 0 was current.
    used: Cell<bool>,
    /// The one in which the last entry that failed has thrown.
    failed: Cell<u32>,
    running: Cell<u32>,
    taken: RefCell<BTreeMap<EntryId, u32>>,
    /// The numbers of entries that are resources of Node's, by entry.
    resources: RefCell<Vec<Execution>>,
    execution: Cell<Execution>,
    /// The last number given; the main script's is 1.
    last: Cell<u32>,
}

/// What `executionAsyncId` and `triggerAsyncId` tell; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Execution {
    pub(crate) id: u32,
    pub(crate) trigger: u32,
}

/// Whether Node makes a resource, with a number of its own, for such an entry.
fn is_resource(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Main
        | EntryKind::Tick
        | EntryKind::Microtask
        | EntryKind::Timeout
        | EntryKind::Interval
        | EntryKind::Immediate
        | EntryKind::Request => true,
        EntryKind::Reaction
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::EngineJob
        | EntryKind::Close
        | EntryKind::ProcessEvent
        | EntryKind::Page(_) => false,
    }
}

impl Contexts {
    pub(crate) fn current(&self) -> u32 {
        self.current.get()
    }

    /// The entry that runs; 0 if none does.
    pub(crate) fn running(&self) -> EntryId {
        EntryId(self.running.get())
    }

    pub(crate) fn set(&self, context: u32) {
        self.current.set(context);
        self.used.set(self.used.get() || context != 0);
    }

    /// Whether the program has set a context.
    pub(crate) fn are_used(&self) -> bool {
        self.used.get()
    }

    /// The running entry throws: who hears of it runs in the same context.
    pub(crate) fn fail(&self) {
        self.failed.set(self.current.get());
    }

    /// The context in which the last entry that failed has thrown.
    pub(crate) fn take_failed(&self) -> u32 {
        self.failed.take()
    }

    /// A number for a new resource.
    pub(crate) fn number(&self) -> u32 {
        self.last.set(self.last.get() + 1);
        self.last.get()
    }

    /// What runs, as `async_hooks` tells it.
    pub(crate) fn execution(&self) -> Execution {
        self.execution.get()
    }

    /// Something else runs from now on; returns what ran.
    pub(crate) fn execute(&self, execution: Execution) -> Execution {
        self.execution.replace(execution)
    }

    /// The numbers of an entry; 0 if it is no resource.
    pub(crate) fn resource(&self, entry: EntryId) -> Execution {
        let at = usize::try_from(entry.0).unwrap_or(usize::MAX);
        self.resources.borrow().get(at).copied().unwrap_or_default()
    }

    /// Gives an entry numbers: it is a new resource.
    pub(crate) fn renew(&self, entry: EntryId) {
        let Ok(at) = usize::try_from(entry.0) else { return };
        let mut resources = self.resources.borrow_mut();
        if resources.len() <= at {
            resources.resize(at + 1, Execution::default());
        }
        resources[at] = Execution { id: self.number(), trigger: self.execution.get().id };
    }

    /// A new entry takes the current context along.
    pub(crate) fn take(&self, entry: EntryId, kind: EntryKind) {
        if is_resource(kind) {
            self.renew(entry);
        }
        let current = self.current.get();
        if current != 0 {
            self.taken.borrow_mut().insert(entry, current);
        }
    }

    /// The entry begins to run.
    pub(crate) fn enter(&self, entry: EntryId) {
        self.running.set(entry.0);
        self.execution.set(self.resource(entry));
        self.current.set(self.taken.borrow().get(&entry).copied().unwrap_or(0));
    }

    /// What runs will run again, in the context that is current now.
    pub(crate) fn keep(&self, entry: EntryId) {
        self.taken.borrow_mut().insert(entry, self.current.get());
    }

    /// The running entry ended.
    pub(crate) fn leave(&self) {
        self.running.set(0);
        self.execution.set(Execution::default());
        self.current.set(0);
    }
}

/// `getContext()`: the current context.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn get(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).contexts.current().into())
}

/// `setContext(number)`: until it is set again or the running entry ends.
pub(crate) fn set(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let number = args.get_or_undefined(0).to_u32(context)?;
    Host::of(context).contexts.set(number);
    Ok(JsValue::undefined())
}
