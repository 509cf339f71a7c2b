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
use crate::trace::EntryId;

/// The context that is current, and those that entries took along.
#[derive(Default)]
pub(crate) struct Contexts {
    current: Cell<u32>,
    running: Cell<u32>,
    taken: RefCell<BTreeMap<EntryId, u32>>,
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
    }

    /// A new entry takes the current context along.
    pub(crate) fn take(&self, entry: EntryId) {
        let current = self.current.get();
        if current != 0 {
            self.taken.borrow_mut().insert(entry, current);
        }
    }

    /// The entry begins to run.
    pub(crate) fn enter(&self, entry: EntryId) {
        self.running.set(entry.0);
        self.current.set(self.taken.borrow().get(&entry).copied().unwrap_or(0));
    }

    /// The running entry ended.
    pub(crate) fn leave(&self) {
        self.running.set(0);
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

/// `asyncId()`: the number of the running entry; the main script's is 1, 0 if none runs.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn async_id(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).contexts.running.get().into())
}
