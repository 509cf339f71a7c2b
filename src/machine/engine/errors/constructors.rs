//! `Error` and its kin as V8 has them: a `stack` of every error's own.
//!
//! The text of a stack is made when it is first read, with the name and message the error has
//! by then, as V8 does it.

use boa_engine::{
    Context, Finalize, JsArgs, JsNativeError, JsObject, JsResult, JsString, JsValue,
    NativeFunction, Trace, js_string,
    native_function::NativeFunctionObject,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
    property::{PropertyDescriptor, PropertyKey},
};
use boa_gc::{Gc, GcRefCell};

use super::{
    super::host::Host,
    prepare,
    stack::{self, Circumstances, Frame},
    values,
};
use crate::trace::Runtime;

/// V8's `Error.stackTraceLimit`.
const STACK_TRACE_LIMIT: i32 = 10;

/// The engine keeps this many calls with an error: enough for any limit in use.
pub(super) const MOST_FRAMES: usize = 200;

/// Gives every constructor of errors V8's behaviour, in place.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    let constructors = context.intrinsics().constructors();
    let (error, prototype) = (constructors.error().constructor(), constructors.error().prototype());
    let all = [
        error.clone(),
        constructors.type_error().constructor(),
        constructors.range_error().constructor(),
        constructors.reference_error().constructor(),
        constructors.syntax_error().constructor(),
        constructors.eval_error().constructor(),
        constructors.uri_error().constructor(),
    ];
    let aggregate = constructors.aggregate_error().constructor();
    let key = PropertyKey::from(js_string!("stack"));
    let original = prototype.borrow().properties().get(&key);
    let getter = original.and_then(|own| own.get().and_then(JsValue::as_callable));
    if let Some(getter) = getter.and_then(JsFunction::from_object) {
        // Nobody else fills the cell.
        let _ = host.stack_getter.set(getter);
    }
    prototype.delete_property_or_throw(key, context)?;
    for constructor in all {
        replace_constructor(&constructor, construct, context);
    }
    replace_constructor(&aggregate, construct_aggregate, context);
    context.runtime_limits_mut().set_backtrace_limit(MOST_FRAMES);
    let capture = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_fn_ptr(capture_stack_trace),
    )
    .name(js_string!("captureStackTrace"))
    .length(2)
    .build();
    for (name, value, enumerable) in [
        ("captureStackTrace", JsValue::from(capture), false),
        ("stackTraceLimit", STACK_TRACE_LIMIT.into(), true),
    ] {
        let descriptor = PropertyDescriptor::builder()
            .value(value)
            .writable(true)
            .enumerable(enumerable)
            .configurable(true);
        error.define_property_or_throw(JsString::from(name), descriptor, context)?;
    }
    prepare::install(&error, context)
}

/// What a replaced constructor needs: itself, and what the engine would have run.
#[derive(Clone, Trace, Finalize)]
struct Replaced {
    itself: JsObject,
    original: JsFunction,
}

type Constructor = fn(&JsObject, &JsFunction, &[JsValue], &mut Context) -> JsResult<JsObject>;

/// Puts another function into a constructor of the engine's; all its properties stay.
fn replace_constructor(itself: &JsObject, construct: Constructor, context: &mut Context) {
    let made = FunctionObjectBuilder::new(
        context.realm(),
        NativeFunction::from_copy_closure(|_, _, _| Ok(JsValue::undefined())),
    )
    .constructor(true)
    .build();
    let captures = Replaced { itself: itself.clone(), original: made.clone() };
    let function = NativeFunction::from_copy_closure_with_captures(
        move |new_target, args, replaced: &Replaced, context| {
            let new_target = new_target.as_object().unwrap_or_else(|| replaced.itself.clone());
            construct(&new_target, &replaced.original, args, context).map(JsValue::from)
        },
        captures,
    );
    let replacement =
        FunctionObjectBuilder::new(context.realm(), function).constructor(true).build();
    // `made` gets the engine's code, `itself` ours.
    swap(&made, &replacement);
    swap(itself, &made);
}

/// Exchanges what two native functions do.
pub(crate) fn swap(one: &JsObject, other: &JsObject) {
    if let (Some(mut one), Some(mut other)) =
        (one.downcast_mut::<NativeFunctionObject>(), other.downcast_mut::<NativeFunctionObject>())
    {
        std::mem::swap(&mut *one, &mut *other);
    }
}

/// `new Error(message, options)` and the like.
fn construct(
    new_target: &JsObject,
    original: &JsFunction,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsObject> {
    let error = original.construct(&[], Some(new_target), context)?;
    attach(&error, Made::Where(&error, Some(new_target.clone())), context)?;
    message_and_cause(&error, args.get_or_undefined(0), args.get_or_undefined(1), context)?;
    Ok(error)
}

/// `new AggregateError(errors, message, options)`
fn construct_aggregate(
    new_target: &JsObject,
    original: &JsFunction,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsObject> {
    let none = JsArray::new(context)?;
    let error = original.construct(&[none.into()], Some(new_target), context)?;
    error.delete_property_or_throw(js_string!("errors"), context)?;
    attach(&error, Made::Where(&error, Some(new_target.clone())), context)?;
    message_and_cause(&error, args.get_or_undefined(1), args.get_or_undefined(2), context)?;
    // The engine reads the iterable, after the message as ECMAScript says.
    let read = original.construct(&[args.get_or_undefined(0).clone()], None, context)?;
    let errors = read.get(js_string!("errors"), context)?;
    define(&error, "errors", errors, context)?;
    Ok(error)
}

fn message_and_cause(
    error: &JsObject,
    message: &JsValue,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    if !message.is_undefined() {
        let message = message.to_string(context)?;
        define(error, "message", message, context)?;
    }
    if Host::of(context).profile.runtime >= Runtime::Node16
        && let Some(options) = options.as_object()
        && options.has_property(js_string!("cause"), context)?
    {
        let cause = options.get(js_string!("cause"), context)?;
        define(error, "cause", cause, context)?;
    }
    Ok(())
}

/// Defines a writable, hidden property.
pub(super) fn define(
    object: &JsObject,
    name: &str,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    let descriptor = PropertyDescriptor::builder()
        .value(value)
        .writable(true)
        .enumerable(false)
        .configurable(true);
    object.define_property_or_throw(JsString::from(name), descriptor, context)?;
    Ok(())
}

/// Where an error was made.
pub(super) enum Made<'a> {
    /// Where the engine made an error; the calls of this function, and inside it, are left out.
    Where(&'a JsObject, Option<JsObject>),
    /// By these calls.
    By(&'a [Frame]),
}

/// What `stack` gives.
#[derive(Trace, Finalize)]
enum State {
    /// Not asked for yet: the engine still knows the calls.
    Pending(
        JsObject,
        Option<JsObject>,
        #[unsafe_ignore_trace] Circumstances,
        #[unsafe_ignore_trace] usize,
    ),
    /// Not asked for yet: these calls.
    Known(#[unsafe_ignore_trace] Vec<Frame>),
    Settled(JsValue),
}

/// Gives an object its `stack`.
pub(super) fn attach(object: &JsObject, made: Made<'_>, context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    let state = match (limit(context), made) {
        (None, _) => State::Settled(JsValue::undefined()),
        (Some(limit), Made::By(frames)) => {
            State::Known(frames.iter().take(limit).cloned().collect())
        }
        (Some(limit), Made::Where(error, hide)) => {
            State::Pending(error.clone(), hide, Circumstances::taken(&host), limit)
        }
    };
    let state = Gc::new(GcRefCell::new(state));
    let get = NativeFunction::from_copy_closure_with_captures(
        |_, _, (owner, state): &(JsObject, Gc<GcRefCell<State>>), context| {
            value(owner, state, context)
        },
        (object.clone(), state.clone()),
    );
    let set = NativeFunction::from_copy_closure_with_captures(
        |_, args, state: &Gc<GcRefCell<State>>, _| {
            *state.borrow_mut() = State::Settled(args.get_or_undefined(0).clone());
            Ok(JsValue::undefined())
        },
        state,
    );
    let get = FunctionObjectBuilder::new(context.realm(), get).build();
    let set = FunctionObjectBuilder::new(context.realm(), set).length(1).build();
    let descriptor =
        PropertyDescriptor::builder().get(get).set(set).enumerable(false).configurable(true);
    object.define_property_or_throw(js_string!("stack"), descriptor, context)?;
    Ok(())
}

/// Whether an error's own `stack` has been neither read nor replaced.
pub(super) fn is_stack_untold(error: &JsObject, context: &mut Context) -> bool {
    let own = error.borrow().properties().get(&js_string!("stack").into());
    let get = own.and_then(|own| own.get().and_then(JsValue::as_callable));
    let Some(get) = get else { return false };
    let host = Host::of(context);
    host.asks_whether_told.set(true);
    let untold = get.call(&error.clone().into(), &[], context);
    host.asks_whether_told.set(false);
    untold.is_ok_and(|untold| untold.as_boolean() == Some(true))
}

/// What `stack` gives, made now if it has not been: a text, or what the program's
/// `Error.prepareStackTrace` makes of the calls.
fn value(
    owner: &JsObject,
    state: &Gc<GcRefCell<State>>,
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    if host.asks_whether_told.get() {
        return Ok((!matches!(&*state.borrow(), State::Settled(_))).into());
    }
    let frames = match &*state.borrow() {
        State::Settled(value) => return Ok(value.clone()),
        State::Known(frames) => frames.clone(),
        State::Pending(error, hide, circumstances, limit) => {
            let raw = stack::raw(error, context);
            let circumstances = circumstances.clone().told(&host);
            let mut frames = stack::frames(&host, &raw, None, &circumstances);
            if let Some(hide) = hide
                && let Some(last) = stack::position_of(&host, &frames, hide, context)
            {
                frames.drain(..=last);
            }
            frames.truncate(*limit);
            frames
        }
    };
    let value = match prepare::of_program(&host, context)? {
        Some(prepare) => prepare::call(&prepare, owner, &frames, context)?,
        None => JsString::from(header(owner, context) + &stack::written(&host, &frames)).into(),
    };
    *state.borrow_mut() = State::Settled(value.clone());
    Ok(value)
}

/// The first line of a stack (`ErrorUtils::ToString`): getters of the program are asked.
fn header(owner: &JsObject, context: &mut Context) -> String {
    let mut text = |key: &str, default: &str| {
        let value = owner.get(JsString::from(key), context)?;
        if value.is_undefined() {
            return Ok(default.to_owned());
        }
        value.to_string(context).map(|text| text.to_std_string_lossy())
    };
    let parts: JsResult<_> =
        text("name", "Error").and_then(|name| Ok((name, text("message", "")?)));
    match parts {
        Ok((name, message)) if message.is_empty() => name,
        Ok((name, message)) if name.is_empty() => message,
        Ok((name, message)) => format!("{name}: {message}"),
        Err(_) => "<error>".to_owned(),
    }
}

/// `Error.stackTraceLimit`: none if it is no number, and then there is no stack.
fn limit(context: &mut Context) -> Option<usize> {
    let error = context.intrinsics().constructors().error().constructor();
    let limit = values::data(&error, &js_string!("stackTraceLimit").into())?;
    let limit = limit.as_number()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a limit outside is the nearest one inside"
    )]
    let limit = limit as usize;
    Some(limit)
}

/// `Error.captureStackTrace(object, hide)`: gives any object a `stack`, without the calls of
/// and inside `hide`.
pub(crate) fn capture_stack_trace(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let Some(object) = args.get_or_undefined(0).as_object() else {
        let shown = values::shown(args.get_or_undefined(0), context);
        let message = format!("Invalid argument: {shown}");
        return Err(JsNativeError::typ().with_message(message).into());
    };
    let constructor = context.intrinsics().constructors().error().constructor();
    let here = constructor.construct(&[], None, context)?;
    attach(&object, Made::Where(&here, args.get_or_undefined(1).as_callable()), context)?;
    Ok(JsValue::undefined())
}
