//! Files of a program that are no JavaScript, as the errors that loading them throws.

use std::fmt::Write as _;

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsString, JsValue, error::JsNativeErrorKind,
    js_string,
};

use super::{made, node_error, stack};
use crate::{
    instrument::{self, Goal, Reads, Said},
    machine::{
        engine::{host::Host, natives::PID},
        profile::Profile,
    },
    trace::{FileId, Runtime},
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
    let Some(excerpt) = place(said, goal, (path, text), host.profile.runtime) else {
        return thrown;
    };
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

/// The file and line, its text, and carets below what V8 points at.
fn place(said: &Said, goal: Goal, (path, text): (&str, &str), runtime: Runtime) -> Option<String> {
    let (line, source, marks) = said.excerpt(text, runtime)?;
    let scheme = stack::scheme(goal, path);
    let marks = marks.map_or_else(String::new, |marks| marks + "\n");
    Some(format!("{scheme}{path}:{line}\n{source}\n{marks}\n"))
}

/// What Node writes to standard error of a main program that it cannot parse, before it ends
/// with code 1; none where V8's words are not known.
pub fn report_unparsed(error: &instrument::Error, runtime: Runtime) -> Option<String> {
    let said = error.said().filter(|_| !runtime.is_browser())?;
    let mut text = String::new();
    let is_module = MODULES_ALONE.iter().any(|words| said.message.starts_with(words));
    if error.goal == Goal::Script && is_module && runtime >= Runtime::Node12 {
        // Writing to a string cannot fail. `enrichCJSError` (lib/internal/modules/cjs/loader.js); from 20 on such a file is one.
        let _ = writeln!(text, "(node:{PID}) Warning: {TO_LOAD}");
        if runtime >= Runtime::Node14 {
            text += "(Use `node --trace-warnings ...` to show where the warning was created)\n";
        }
    }
    text += &place(said, error.goal, error.file(), runtime)?;
    let name = if said.is_reference { "ReferenceError" } else { "SyntaxError" };
    let _ = writeln!(text, "{name}: {}", said.message);
    if runtime >= Runtime::Node18 {
        let _ = writeln!(text, "\nNode.js {}", Profile::of(runtime).version);
    }
    Some(text)
}

/// What V8 says of scripts that are modules.
const MODULES_ALONE: [&str; 2] =
    ["Cannot use import statement outside a module", "Unexpected token 'export'"];

const TO_LOAD: &str = "To load an ES module, set \"type\": \"module\" in the package.json or use \
                       the .mjs extension.";

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
