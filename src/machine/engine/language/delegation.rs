//! `yield*` in async generators, with the turns that V8 takes, and `for await`: the natives for
//! `machine/node/internal/delegation.js`, which says how.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction,
    builtins::promise::Promise as BoaPromise,
    js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsPromise},
    },
};

use super::{
    super::{globals::define, host::Host, markers, modules::builtins},
    legacy,
};
use crate::machine::profile::AwaitRule;

/// The marker around what an async generator delegates to.
pub(crate) fn delegate(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let delegated = builtins::function("internal/delegation", "delegated", context)?;
    delegated.call(&JsValue::undefined(), args.get(..1).unwrap_or_default(), context)
}

/// The marker around what `for await` goes through, before Node 24.
pub(crate) fn iterate(
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if Host::of(context).profile.await_rule == AwaitRule::NewPromise {
        return legacy::iterable(this, args, context);
    }
    let iterated = builtins::function("internal/delegation", "iterated", context)?;
    iterated.call(&JsValue::undefined(), args.get(..1).unwrap_or_default(), context)
}

/// `wait(value, onFulfilled, onRejected)`: what `await value` waits for, in this version; gives
/// the derived promise.
pub(crate) fn wait(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let value = args.get_or_undefined(0).clone();
    let promise = match host.profile.await_rule {
        AwaitRule::PromiseResolve => JsPromise::resolve(value, context)?.into(),
        AwaitRule::NewPromise => markers::wrapped(value, context)?,
    };
    let Some(natives) = host.natives.get() else { return Ok(JsValue::undefined()) };
    natives.then.call(&promise, args.get(1..).unwrap_or_default(), context)
}

/// `deferred()`: a promise, and the functions that settle it.
pub(crate) fn deferred(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let (promise, functions) = JsPromise::new_pending(context);
    let parts: [JsValue; 3] = [promise.into(), functions.resolve.into(), functions.reject.into()];
    Ok(JsArray::from_iter(parts, context).into())
}

/// `settleAtOnce(settle, value)`: settles a promise that the engine awaits; the continuation
/// takes no turn of its own but follows in the running microtask.
pub(crate) fn settle_at_once(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(settle) = args.get_or_undefined(0).as_callable() else {
        return Ok(JsValue::undefined());
    };
    let host = Host::of(context);
    host.joins.set(true);
    let settled = settle.call(&JsValue::undefined(), args.get(1..).unwrap_or_default(), context);
    host.joins.set(false);
    settled
}

/// `joinNext()`: the job that the engine queues next takes no turn of its own.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn join_next(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Host::of(context).joins.set(true);
    Ok(JsValue::undefined())
}

/// V8 before 7.3 made a promise of what `return()` is given, too: a native promise takes two
/// turns more. It goes in as a thenable, which takes them when its turn comes.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    if host.profile.await_rule == AwaitRule::PromiseResolve {
        return Ok(());
    }
    let prototype = context.intrinsics().objects().async_generator();
    let original = prototype.get(js_string!("return"), context)?;
    let Some(original) = original.as_object() else { return Ok(()) };
    let function = NativeFunction::from_copy_closure_with_captures(
        |this, args, original: &JsObject, context| {
            let value = thenable(args.get_or_undefined(0), context)?;
            original.call(this, &[value], context)
        },
        original,
    );
    let function = FunctionObjectBuilder::new(context.realm(), function)
        .name(js_string!("return"))
        .length(1)
        .build();
    define(&prototype, "return", function, false, context)
}

/// A native promise as an object with a `then`; everything else as it is.
fn thenable(value: &JsValue, context: &mut Context) -> JsResult<JsValue> {
    let Some(promise) = value.as_object().filter(JsObject::is::<BoaPromise>) else {
        return Ok(value.clone());
    };
    let object = JsObject::with_null_proto();
    let then = NativeFunction::from_copy_closure_with_captures(
        |_, args, promise: &JsObject, context| {
            let host = Host::of(context);
            let Some(natives) = host.natives.get() else { return Ok(JsValue::undefined()) };
            natives.then.call(&promise.clone().into(), args, context)
        },
        promise,
    );
    let then = FunctionObjectBuilder::new(context.realm(), then).build();
    object.set(js_string!("then"), then, true, context)?;
    Ok(object.into())
}
