//! Files of a program that are no JavaScript, as the errors that loading them throws.

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsString, JsValue, error::JsNativeErrorKind,
    js_string,
};

use super::{made, node_error, stack};
use crate::{
    instrument::{self, Goal, Reads},
    machine::engine::host::Host,
    trace::FileId,
};

/// The error of a file that cannot be run, in V8's words where they are known. Node puts the
/// place and the line into the stack of what `require` throws (`DecorateErrorStack`,
/// `src/node_contextify.cc`); of a module they stand in the report only.
pub(crate) fn unparsed(
    error: &instrument::Error,
    goal: Goal,
    path: &str,
    text: &str,
    context: &mut Context,
) -> JsError {
    let Some(said) = error.said() else {
        return JsNativeError::syntax().with_message(error.message.clone()).into();
    };
    let thrown = if said.is_reference {
        made::thrown_here(&JsNativeErrorKind::Reference, &said.message, context)
    } else {
        node_error("throwSyntax", &[JsString::from(said.message.as_str()).into()], context)
    };
    let Some(object) = thrown.as_opaque().and_then(JsValue::as_object) else {
        return thrown;
    };
    let host = Host::of(context);
    let Some((line, source, marks)) = said.excerpt(text, host.profile.runtime) else {
        return thrown;
    };
    let scheme = stack::scheme(goal, path);
    let marks = marks.map_or_else(String::new, |marks| marks + "\n");
    let excerpt = format!("{scheme}{path}:{line}\n{source}\n{marks}\n");
    let is_script = goal == Goal::Script;
    let own = if is_script {
        let stack = object.get(js_string!("stack"), context).unwrap_or_default();
        excerpt.clone() + &stack.as_string().unwrap_or_default().to_std_string_lossy()
    } else {
        // Modules are read when nothing of the program runs.
        stack::header(&object)
    };
    // A fresh error object takes properties.
    let _ = object.set(js_string!("stack"), JsString::from(own), false, context);
    let begins = if is_script { String::new() } else { excerpt };
    host.unparsed.borrow_mut().push((object, begins));
    thrown
}

/// What V8 says of code that the program makes of texts, by `eval` or `Function`, where the
/// engine gives this message. None where the parser knows no more.
pub(super) fn of_text(host: &Host, message: &str) -> Option<String> {
    let compiled = host.compiled.borrow();
    let (parameters, body) = compiled.as_ref()?;
    // As ECMAScript's *CreateDynamicFunction* puts it together.
    let text = if message.starts_with("failed to parse function") {
        format!("(function anonymous({}\n) {{\n{body}\n}})", parameters.join(","))
    } else {
        body.clone()
    };
    let source = instrument::Source {
        path: "",
        text: &text,
        goal: Goal::Page,
        runtime: host.profile.runtime,
        file: FileId(1),
        first_site: 0,
        legacy_await: false,
        wraps_for_await: false,
        reads: Reads::Remembered,
        variables: false,
    };
    let error = instrument::instrument(&source).err()?;
    error.said().map(|said| said.message.clone())
}

/// What the report of such an error begins with, before its stack.
pub(super) fn excerpt(host: &Host, error: &JsObject) -> Option<String> {
    let unparsed = host.unparsed.borrow();
    unparsed.iter().find(|(known, _)| known == error).map(|(_, begins)| begins.clone())
}
