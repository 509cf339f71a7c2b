//! What settles a promise: functions of ours around the engine's, which notice what V8 tells its
//! host of, namely that a promise is settled (`async_hooks`), and that one is resolved or rejected
//! again (`multipleResolves`).
//!
//! Each promise of the engine comes out of the `Promise` constructor, also that of an async
//! function or of `then`. One that is resolved with a thenable gets new functions in a job of its
//! own: the engine asks for the thenable's `then` while the promise is being resolved, and gives
//! back the number that it gets for it when the job runs.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    mem,
};

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};
use boa_gc::{Gc, GcRefCell};
use indexmap::IndexMap;

use super::super::{async_hooks::promises as heard, host::Host, modules::builtins, process};
use crate::trace::Runtime;

const EVENT: &str = "multipleResolves";

/// Promises that are on their way to be settled.
#[derive(Default)]
pub(crate) struct Settling {
    /// The promise that is being resolved, until the engine asks for a thenable's `then`.
    resolving: RefCell<Option<JsObject>>,
    /// Promises that follow thenables, until the thenable's `then` is called.
    followers: RefCell<BTreeMap<u32, JsObject>>,
    numbered: Cell<u32>,
    /// The async contexts in which promises were made, where there was one and it counts.
    made_in: RefCell<IndexMap<JsObject, u32>>,
}

impl Settling {
    /// The engine has asked for the `then` of a thenable: the number of who follows it.
    pub(crate) fn follows(&self) -> Option<u32> {
        let follower = self.resolving.take()?;
        let number = self.numbered.get();
        self.numbered.set(number + 1);
        self.followers.borrow_mut().insert(number, follower);
        Some(number)
    }

    /// The async context that is told of with a rejection: that in which the promise is rejected,
    /// which Node keeps for it since 24, or in which it was made, whose resource it is
    /// (`processPromiseRejections`, Node 16 and later lib/internal/process/promises.js).
    pub(crate) fn context_of(&self, promise: &JsObject, host: &Host) -> u32 {
        if host.profile.context_is_of_rejection {
            return host.contexts.current();
        }
        self.made_in.borrow().get(promise).copied().unwrap_or_default()
    }

    fn made(&self, promise: &JsObject, host: &Host) {
        let context = host.contexts.current();
        let counts =
            !host.profile.context_is_of_rejection && host.profile.runtime >= Runtime::Node16;
        if counts && context != 0 {
            self.made_in.borrow_mut().insert(promise.clone(), context);
        }
    }

    /// The promise of that number.
    pub(crate) fn follower(&self, number: u32) -> Option<JsObject> {
        self.followers.borrow().get(&number).cloned()
    }
}

/// Whether promises that are made now get functions of ours. Node up to 18 queues its tick for a
/// second call whoever listens; Node 25 has done away with the event.
pub(crate) fn is_noticed(host: &Host, context: &mut Context) -> bool {
    if host.only_labelling.get() {
        return false;
    }
    heard::is_watched(host)
        || match host.profile.runtime {
            Runtime::Node26 | Runtime::Browser => false,
            Runtime::Node20 | Runtime::Node22 if host.contexts.are_used() => true,
            Runtime::Node20 | Runtime::Node22 | Runtime::Node24 => {
                process::listens(EVENT, context).unwrap_or(false)
            }
            Runtime::Node10
            | Runtime::Node11
            | Runtime::Node12
            | Runtime::Node14
            | Runtime::Node16
            | Runtime::Node18 => true,
        }
}

/// `new Promise(executor)`: `construct` calls the engine's constructor with an executor of
/// ours; the program's runs when the promise is known.
pub(crate) fn construct(
    executor: &JsFunction,
    is_plain: bool,
    context: &mut Context,
    construct: impl FnOnce(&JsValue, &mut Context) -> JsResult<JsValue>,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let functions = Gc::new(GcRefCell::new([JsValue::undefined(), JsValue::undefined()]));
    let keep = NativeFunction::from_copy_closure_with_captures(
        |_, args, functions: &Gc<GcRefCell<[JsValue; 2]>>, _| {
            let given = [args.get_or_undefined(0), args.get_or_undefined(1)];
            *functions.borrow_mut() = given.map(JsValue::clone);
            Ok(JsValue::undefined())
        },
        functions.clone(),
    );
    let keep = FunctionObjectBuilder::new(context.realm(), keep).build();
    let made = construct(&keep.into(), context)?;
    let Some(promise) = made.as_object() else { return Ok(made) };
    host.settling.made(&promise, &host);
    heard::made(&host, &promise, is_plain, context)?;
    let functions = functions.borrow().clone();
    let functions = noticing(&promise, functions, context);
    let result = executor.call(&JsValue::undefined(), &functions, context);
    rejected_by(result, &functions[1], context)?;
    Ok(made)
}

/// Calls a thenable's `then` for the follower of that number.
pub(crate) fn call_then(
    host: &Host,
    number: u32,
    (then, thenable): (&JsFunction, &JsValue),
    functions: [JsValue; 2],
    context: &mut Context,
) -> JsResult<JsValue> {
    let follower = host.settling.followers.borrow_mut().remove(&number);
    let Some(follower) = follower else { return then.call(thenable, &functions, context) };
    let functions = noticing(&follower, functions, context);
    let result = then.call(thenable, &functions, context);
    rejected_by(result, &functions[1], context)
}

/// What an executor or a `then` throws rejects the promise.
fn rejected_by(
    result: JsResult<JsValue>,
    reject: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let (Err(error), Some(reject)) = (&result, reject.as_callable()) else { return result };
    let error = error.clone().into_opaque(context)?;
    reject.call(&JsValue::undefined(), &[error], context)
}

/// Functions that settle a promise as those of the engine do, and notice it.
fn noticing(promise: &JsObject, functions: [JsValue; 2], context: &mut Context) -> [JsValue; 2] {
    let settled = Gc::new(GcRefCell::new(false));
    let mut resolves = true;
    functions.map(|function| {
        let captures = (function, promise.clone(), settled.clone(), mem::take(&mut resolves));
        let settle = NativeFunction::from_copy_closure_with_captures(
            |this, args, (function, promise, settled, resolves): &Captures, context| {
                let Some(function) = function.as_callable() else {
                    return Ok(JsValue::undefined());
                };
                if mem::replace(&mut *settled.borrow_mut(), true) {
                    again(promise, *resolves, args.get_or_undefined(0), context);
                    return Ok(JsValue::undefined());
                }
                heard::settle(promise, *resolves, context, |context| {
                    function.call(this, args, context)
                })
            },
            captures,
        );
        FunctionObjectBuilder::new(context.realm(), settle).length(1).build().into()
    })
}

type Captures = (JsValue, JsObject, Gc<GcRefCell<bool>>, bool);

/// Resolves a promise, if it is one, and says whether it now follows a thenable.
pub(crate) fn resolve(
    host: &Host,
    promise: Option<&JsObject>,
    context: &mut Context,
    call: impl FnOnce(&mut Context) -> JsResult<JsValue>,
) -> JsResult<(JsValue, bool)> {
    let outer = host.settling.resolving.replace(promise.cloned());
    let result = call(context);
    let left = host.settling.resolving.replace(outer);
    Ok((result?, promise.is_some() && left.is_none()))
}

/// A promise is settled that was settled before: Node emits the event a tick later.
fn again(promise: &JsObject, resolves: bool, value: &JsValue, context: &mut Context) {
    let host = Host::of(context);
    if host.profile.runtime >= Runtime::Node26 || host.only_labelling.get() {
        return;
    }
    let kind = JsString::from(if resolves { "resolve" } else { "reject" });
    let args = [kind.into(), promise.clone().into(), value.clone()];
    let told: JsResult<JsValue> = builtins::function("internal/process_hooks", EVENT, context)
        .and_then(|function| function.call(&JsValue::undefined(), &args, context));
    // It only queues a tick, which cannot fail.
    let _ = told;
}
