//! Errors as V8 and Node show them: stacks, and what is printed when one ends the process.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, js_string,
};

use super::modules::builtins;

mod awaiting;
mod called;
mod constructors;
mod made;
mod prepare;
mod report;
mod stack;
mod syntax;
mod values;
mod wording;

pub use self::syntax::report_unparsed;
pub(crate) use self::{
    awaiting::{Activations, Combinator, Standing},
    called::call_text,
    constructors::{capture_stack_trace, swap},
    made::{settle, thrown_here},
    report::{Escape, InNode, JsonLine, ThrownAt, report, thrown_at, thrown_by_node, thrown_over},
    stack::{Location, SHOWN, awaited, has_own_frames, iterating, through_promise},
    syntax::unparsed,
    values::{constructor_name, key, shown, string_key, typed},
    wording::{not_written, plain, reading_of_undefined, returned, revoked_for},
};

/// Gives errors V8's `stack`, and `Error` its `captureStackTrace`.
pub(crate) fn install(context: &mut Context) -> JsResult<()> {
    constructors::install(context)
}

/// The error Node throws for a callback that is no function.
pub(crate) fn invalid_callback(value: &JsValue, context: &mut Context) -> JsError {
    node_error("validateCallback", std::slice::from_ref(value), context)
}

/// What a validator of `internal/errors` throws for these arguments.
pub(crate) fn node_error(validator: &str, args: &[JsValue], context: &mut Context) -> JsError {
    let thrown = builtins::function("internal/errors", validator, context)
        .and_then(|function| function.call(&JsValue::undefined(), args, context));
    match thrown {
        Err(error) => error,
        Ok(_) => JsNativeError::typ().with_message("Invalid argument").into(),
    }
}

/// An `Error` with a `code`.
pub(crate) fn with_code(message: &str, code: &str, context: &mut Context) -> JsError {
    let error = JsNativeError::error().with_message(message.to_owned()).into_opaque(context);
    coded(error, code, context)
}

/// Gives an error object a `code`.
pub(crate) fn coded(error: JsObject, code: &str, context: &mut Context) -> JsError {
    // A fresh error object takes properties.
    let _ = error.set(js_string!("code"), JsString::from(code), false, context);
    JsError::from_opaque(error.into())
}

/// One of Node's own modules asks for what is not there: a mistake of ours.
pub(crate) fn unknown_builtin(id: &str) -> JsError {
    JsNativeError::error().with_message(format!("loopscope has no module '{id}'")).into()
}
