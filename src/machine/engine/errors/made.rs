//! Errors that the engine makes by itself.
//!
//! They come in the engine's words and without a `stack`: that tells them from errors the
//! program made. When such an error first reaches the program or the machine, it is told
//! again in V8's words. The engine has no hook at the throw, so every way by which an error
//! can be seen calls [`settle`]: `catch` clauses, the jobs of promises, rejections that
//! nobody handles, errors that leave an entry, and the `catch` clauses of Node's own modules.

use boa_engine::{
    Context, JsError, JsObject, JsString, JsValue, builtins::error::Error,
    error::JsNativeErrorKind, js_string,
};

use super::{
    constructors::{self, Made},
    stack::{self, Circumstances},
    syntax, values, wording,
};
use crate::{machine::engine::host::Host, trace::Runtime};

/// What all engines say of calls within calls that are too many.
const TOO_DEEP: &str = "Maximum call stack size exceeded";

/// Makes sure that an error that may be the engine's own is in V8's words.
pub(crate) fn settle(value: &JsValue, context: &mut Context) {
    let Some(error) = value.as_object().filter(JsObject::is::<Error>) else { return };
    let key = js_string!("stack").into();
    if error.borrow().properties().contains_key(&key) {
        return;
    }
    // A fresh error object takes properties.
    let _ = retell(&error, context);
}

/// An error that native code throws: of a class, in V8's words, with the stack of here.
pub(crate) fn thrown_here(
    kind: &JsNativeErrorKind,
    message: &str,
    context: &mut Context,
) -> JsError {
    let constructors = context.intrinsics().constructors();
    #[expect(clippy::wildcard_enum_match_arm, reason = "the engine may add kinds")]
    let class = match kind {
        JsNativeErrorKind::Range => constructors.range_error(),
        JsNativeErrorKind::Syntax => constructors.syntax_error(),
        JsNativeErrorKind::Reference => constructors.reference_error(),
        JsNativeErrorKind::Uri => constructors.uri_error(),
        JsNativeErrorKind::Eval => constructors.eval_error(),
        JsNativeErrorKind::Error => constructors.error(),
        _ => constructors.type_error(),
    };
    let class = class.constructor();
    let message = JsString::from(message);
    match class.construct(&[message.into()], None, context) {
        Ok(error) => JsError::from_opaque(error.into()),
        Err(error) => error,
    }
}

fn retell(error: &JsObject, context: &mut Context) -> boa_engine::JsResult<()> {
    let host = Host::of(context);
    let raw = stack::raw(error, context);
    let own = |name: &str| {
        let own = error.borrow().properties().get(&values::string_key(name));
        own.and_then(|own| own.value().cloned())
    };
    let message = own("message").and_then(|message| message.as_string()).unwrap_or_default();
    let rest: Vec<_> =
        ["cause", "errors"].into_iter().filter_map(|name| Some((name, own(name)?))).collect();
    let engine = message.to_std_string_lossy();
    let mut told = wording::of(&engine, &raw, context);
    if told.message.is_none() && values::constructor_name(error).as_deref() == Some("SyntaxError") {
        told.message = syntax::of_text(&host, &engine);
    }
    // V8 before 8 looks for room on the stack at a function's parameters.
    let entered = (host.profile.runtime <= Runtime::Node12 && message == TOO_DEEP)
        .then(|| stack::entered(&host, &raw));
    let at = told.at.or(entered.flatten());
    let frames = stack::frames(&host, &raw, at, &Circumstances::now(&host));
    let first = frames.iter().find_map(|frame| frame.location);
    *host.retold.borrow_mut() = first.map(|first| (error.clone(), first));
    for name in ["message", "cause", "errors"] {
        error.delete_property_or_throw(values::string_key(name), context)?;
    }
    constructors::attach(error, Made::By(&frames), context)?;
    let message = told.message.map_or(message, |message| message.as_str().into());
    constructors::define(error, "message", message, context)?;
    for (name, value) in rest {
        constructors::define(error, name, value, context)?;
    }
    Ok(())
}
