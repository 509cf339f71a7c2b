//! The hidden functions that instrumented code calls.
//!
//! Each says where the program is. They are the only place where the learner's code and the
//! recording touch, so they do little: note, and hand their last argument back.

use boa_engine::{
    Context, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    builtins::promise::Promise as BoaPromise,
    js_string,
    native_function::NativeFunctionPointer,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsPromise},
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    async_hooks,
    errors::{self, ThrownAt},
    hooks::{Awaiting, Waiting, depth},
    host::Host,
    language::{delegation, iterators},
    modules::esm::assertions,
    promises::{self, settling},
    variables,
};
use crate::{
    machine::profile::AwaitRule,
    trace::{Fact, PromiseOrigin, SiteId, SiteKind, Value, Wait},
};

/// Calls this deep overflow the stack, as they do in Node at its default stack size.
pub(crate) const MAX_DEPTH: usize = 10_000;

/// Every marker: the last letter of its name, and what it does.
const MARKERS: [(&str, NativeFunctionPointer); 17] = [
    ("e", enter),
    ("d", parameter),
    ("s", statement),
    ("a", awaits),
    ("v", returns),
    ("t", throws),
    ("y", yields),
    ("c", called),
    ("k", caught),
    ("m", names),
    ("n", class),
    ("l", legacy_await),
    ("f", delegation::iterate),
    ("h", delegation::delegate),
    ("u", iterators::step),
    ("r", operands),
    ("q", import_options),
];

/// Defines the hidden functions of one program file; the program cannot change them.
pub(crate) fn install(prefix: &str, context: &mut Context) -> JsResult<()> {
    // Files with the same prefix share them: sites are numbered through.
    let first = JsString::from(format!("{prefix}{}", MARKERS[0].0));
    if context.global_object().has_own_property(first, context)? {
        return Ok(());
    }
    for (letter, pointer) in MARKERS {
        let function =
            FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(pointer))
                .build();
        let descriptor = PropertyDescriptor::builder()
            .value(function)
            .writable(false)
            .enumerable(false)
            .configurable(false);
        let name = JsString::from(format!("{prefix}{letter}"));
        context.global_object().define_property_or_throw(name, descriptor, context)?;
    }
    variables::install(prefix, context)
}

/// The site a marker names.
fn site(args: &[JsValue]) -> SiteId {
    SiteId(args.first().and_then(JsValue::as_i32).and_then(|n| u32::try_from(n).ok()).unwrap_or(1))
}

/// The value a marker hands back.
fn operand(args: &[JsValue]) -> JsValue {
    args.get_or_undefined(1).clone()
}

/// A function's body begins (and, in an arrow's expression body, its only statement).
fn enter(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    if depth > MAX_DEPTH {
        return Err(too_deep());
    }
    let function = site(args);
    let mut recorder = host.recorder.borrow_mut();
    let mut calls = host.calls.borrow_mut();
    calls.enter(function, depth, &mut recorder);
    drop((recorder, calls));
    let kind = host.sites.borrow().get(function.index()).map(|site| site.kind);
    async_hooks::promises::entered(&host, kind, depth);
    if let Some(statement) = args.get(1).and_then(JsValue::as_i32) {
        let statement = SiteId(u32::try_from(statement).unwrap_or(1));
        reach(&host, statement, depth);
        variables::look(&host, statement, args.get(2..).unwrap_or_default(), context);
        host.spend(host.world.costs.statement);
    }
    Ok(JsValue::undefined())
}

/// A default value of a function's parameter is about to be evaluated.
fn parameter(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    if depth > MAX_DEPTH {
        return Err(too_deep());
    }
    let function = site(args);
    host.calls.borrow_mut().enter_parameters(function, depth, &mut host.recorder.borrow_mut());
    reach(&host, site(&args[1..]), depth);
    host.spend(host.world.costs.statement);
    Ok(JsValue::undefined())
}

/// Gives a nameless function the name of the parameter it is the default value of
/// (ECMAScript `SetFunctionName`).
fn names(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let function = operand(args);
    let key = PropertyKey::from(js_string!("name"));
    let is_nameless = |object: &JsObject| {
        let own = object.borrow().properties().get(&key);
        let name = own.and_then(|own| own.value().and_then(JsValue::as_string));
        name.is_some_and(|name| name.is_empty())
    };
    if let Some(object) = function.as_object().filter(is_nameless) {
        let descriptor = PropertyDescriptor::builder()
            .value(args.get_or_undefined(0).clone())
            .writable(false)
            .enumerable(false)
            .configurable(true);
        object.define_property_or_throw(key.clone(), descriptor, context)?;
    }
    Ok(function)
}

/// A class was made; its text is not to be had from the engine.
fn class(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let class = operand(args);
    if let Some(object) = class.as_object() {
        Host::of(context).classes.borrow_mut().insert(object, site(args));
    }
    Ok(class)
}

/// A statement, a loop's test, and so on is about to run.
fn statement(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    if depth > MAX_DEPTH {
        return Err(too_deep());
    }
    promises::look(&host, context);
    reach(&host, site(args), depth);
    async_hooks::promises::reached(&host, site(args));
    variables::look(&host, site(args), args.get(1..).unwrap_or_default(), context);
    host.spend(host.world.costs.statement);
    Ok(JsValue::undefined())
}

fn reach(host: &Host, site: SiteId, depth: usize) {
    let function = function_of(host, site);
    host.promises.borrow_mut().awaiting = None;
    host.calls.borrow_mut().reach(site, function, depth, &mut host.recorder.borrow_mut());
}

/// The function that a site is in.
pub(crate) fn function_of(host: &Host, site: SiteId) -> SiteId {
    host.sites.borrow().get(site.index()).map_or(site, |site| site.function)
}

/// `await`: its operand is known, and the function is about to wait for it.
fn awaits(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    let site = site(args);
    let function = function_of(&host, site);
    let operand = match host.profile.await_rule {
        AwaitRule::PromiseResolve => operand(args),
        AwaitRule::NewPromise => wrapped(operand(args), context)?,
    };
    let promise = operand
        .as_object()
        .filter(|object| object.is::<BoaPromise>())
        .and_then(|object| promises::id(&host, &object, PromiseOrigin::Seen, None, None));
    promises::look(&host, context);
    let scheduled = host.step();
    let mut recorder = host.recorder.borrow_mut();
    let mut calls = host.calls.borrow_mut();
    calls.stand(function, depth, &mut recorder);
    let wait = recorder.wait(Wait { site, function, promise });
    recorder.fact(Fact::AwaitSuspended { wait });
    let mut promises = host.promises.borrow_mut();
    let inner = promises.activations.resumed().filter(|_| calls.is_bottom());
    let resumed = calls.top().and_then(|call| call.activation).or(inner);
    calls.suspend(wait);
    promises.activations.wait(resumed, depth, promise);
    if host.sites.borrow().get(function.index()).is_some_and(|it| it.kind == SiteKind::Program) {
        promises.activations.stand(function, errors::Standing::Await(site));
    }
    promises.waits.push(Waiting { wait, function, site, promise, scheduled });
    let index = promises.waits.len() - 1;
    drop((promises, calls, recorder));
    let awaited = operand.as_object().filter(|object| object.is::<BoaPromise>());
    async_hooks::promises::awaits(&host, index, depth, awaited.as_ref(), context)?;
    host.promises.borrow_mut().awaiting = Some(Awaiting { index, depth, asked: 0 });
    Ok(operand)
}

/// V8 before 7.3: a promise of the await's own, resolved with the operand.
pub(crate) fn wrapped(operand: JsValue, context: &mut Context) -> JsResult<JsValue> {
    let (promise, resolvers) = JsPromise::new_pending(context);
    let host = Host::of(context);
    settling::resolve(&host, Some(&promise.clone().into()), context, |context| {
        resolvers.resolve.call(&JsValue::undefined(), &[operand], context)
    })?;
    Ok(promise.into())
}

/// `return`: its value is known.
fn returns(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let value = here(&host, args, context);
    host.calls.borrow_mut().announce_return(value);
    Ok(operand(args))
}

/// `yield`: its value is known.
fn yields(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let value = here(&host, args, context);
    host.calls.borrow_mut().announce_yield(value);
    Ok(operand(args))
}

/// `throw`: its value is known.
fn throws(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let value = here(&host, args, context);
    host.fact(Fact::Thrown { value });
    host.calls.borrow_mut().announce_throw();
    *host.thrown.borrow_mut() = Some((ThrownAt::Site(site(args)), operand(args)));
    Ok(operand(args))
}

/// What a marker with a value has in common: the call it stands in is topmost.
fn here(host: &Host, args: &[JsValue], context: &mut Context) -> Value {
    let depth = depth(context);
    let function = function_of(host, site(args));
    let value = super::value(host, args.get_or_undefined(1), context);
    host.calls.borrow_mut().stand(function, depth, &mut host.recorder.borrow_mut());
    value
}

/// A call or `new` has returned.
fn called(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    host.calls.borrow_mut().returned(depth, &mut host.recorder.borrow_mut());
    let operand = operand(args);
    let promise = operand.as_object().filter(JsObject::is::<BoaPromise>);
    let promise = promise.and_then(|object| {
        let origin = PromiseOrigin::Call;
        let id = promises::id(&host, &object, origin, Some(site(args)), None);
        promises::look(&host, context);
        id
    });
    if promise.is_none() && host.promises.borrow().activations.has_called(depth) {
        let pending = promises::pending_within(&operand, context);
        host.promises.borrow_mut().activations.returned_many(depth, pending);
    } else {
        host.promises.borrow_mut().returned(depth, promise);
    }
    if operand.is_null_or_undefined() {
        host.returned_nothing.set(Some((site(args), operand.is_null())));
    }
    Ok(operand)
}

/// How to read what the file's operations work on, should one fail.
fn operands(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let file = host.calls.borrow().top().and_then(|call| {
        host.sites.borrow().get(call.function.index()).map(|site| site.file.index())
    });
    if let Some(file) = file {
        host.operands.borrow_mut().insert(file, args.to_vec());
    }
    Ok(JsValue::undefined())
}

/// A `catch` clause begins.
fn caught(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let depth = depth(context);
    errors::settle(args.get_or_undefined(1), context);
    let function = function_of(&host, site(args));
    let mut calls = host.calls.borrow_mut();
    calls.announce_throw();
    calls.stand(function, depth, &mut host.recorder.borrow_mut());
    Ok(operand(args))
}

/// `import(specifier, options)` of Node 16 to 20: its options are known.
fn import_options(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    assertions::attributes(site(args), &operand(args), context)
}

/// V8 before 7.3 awaited what an async generator yields or returns, by a promise of its own.
fn legacy_await(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    wrapped(args.get_or_undefined(0).clone(), context)
}

/// `legacy_await` as a function for the wrapper of iterables.
pub(crate) fn legacy_wrap(context: &mut Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(legacy_await)).build()
}

fn too_deep() -> boa_engine::JsError {
    JsNativeError::range().with_message("Maximum call stack size exceeded").into()
}
