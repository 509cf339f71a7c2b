//! Node's own modules: JavaScript of ours that runs inside the engine, unrecorded.
//!
//! The sources are in `machine/node`. Each is the body of a function of `exports`, `require`,
//! `module` and `internal`, the last being the natives that JavaScript cannot do without.

use std::borrow::Cow;

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, Source, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};
use include_dir::{Dir, include_dir};

use super::{
    super::{errors, host::Host, natives},
    exports,
};
use crate::instrument::{self, Reads};

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/machine/node");

/// A page's own modules, whose ids begin with `browser/`.
static OF_PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/machine/browser");

/// The text of a module, if loopscope has it.
fn source(id: &str) -> Option<&'static str> {
    let (folder, id) = match id.strip_prefix("browser/") {
        Some(id) => (&OF_PAGES, id),
        None => (&SOURCES, id),
    };
    folder.get_file(format!("{id}.js"))?.contents_utf8()
}

/// The list that [`super::exports`] reads.
pub(super) fn recorded_exports() -> &'static str {
    SOURCES.get_file("exports.txt").and_then(|file| file.contents_utf8()).unwrap_or_default()
}

/// Whether a specifier names a module of Node.
pub(crate) fn is_public(id: &JsValue, context: &mut Context) -> JsResult<bool> {
    let is = function("internal/builtins", "isBuiltin", context)?;
    let args = std::slice::from_ref(id);
    Ok(is.call(&JsValue::undefined(), args, context)?.to_boolean())
}

/// The module of Node that a program means by `id`; none if Node has none of that name.
///
/// # Errors
/// One that names the module if Node has it and loopscope has not.
pub(crate) fn public(id: &JsValue, context: &mut Context) -> JsResult<Option<JsValue>> {
    let find = function("internal/builtins", "publicModule", context)?;
    let module = find.call(&JsValue::undefined(), std::slice::from_ref(id), context)?;
    Ok((!module.is_undefined()).then_some(module))
}

/// Whether a module has been loaded already.
pub(crate) fn is_loaded(id: &str, context: &Context) -> bool {
    Host::of(context).builtins.borrow().contains_key(id)
}

/// What a module exports; loads it the first time.
pub(crate) fn load(id: &str, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let loaded = host.builtins.borrow().get(id).cloned();
    if let Some(module) = loaded {
        return module.get(js_string!("exports"), context);
    }
    let Some(text) = source(id) else { return Err(errors::unknown_builtin(id)) };
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsObject::with_object_proto(context.intrinsics());
    module.set(js_string!("exports"), exports.clone(), true, context)?;
    // In place before it runs, so that modules that need each other find each other.
    host.builtins.borrow_mut().insert(id.to_owned(), module.clone());
    let text = match host.reads.get() {
        Some(Reads::Anew) => Cow::Owned(instrument::read_anew(text)),
        Some(Reads::Remembered) | None => Cow::Borrowed(text),
    };
    let wrapped = format!("(function (exports, require, module, internal) {{ {text}\n}})");
    let name = format!("node:{id}");
    let code = Source::from_reader(wrapped.as_bytes(), Some(name.as_ref()));
    let body = context.eval(code)?;
    let require = require(context);
    let internal = natives::internal(context)?;
    let args = [exports.into(), require.into(), module.clone().into(), internal.into()];
    if let Some(body) = body.as_callable() {
        body.call(&JsValue::undefined(), &args, context)?;
    }
    let exports = module.get(js_string!("exports"), context)?;
    exports::complete(id, &exports, context)?;
    Ok(exports)
}

/// The `require` that Node's own modules have: by id, without `node:`.
fn require(context: &mut Context) -> JsFunction {
    let function = NativeFunction::from_fn_ptr(|_, args, context| {
        let id = args.first().and_then(JsValue::as_string).unwrap_or_default();
        load(&id.to_std_string_escaped(), context)
    });
    FunctionObjectBuilder::new(context.realm(), function).name(js_string!("require")).build()
}

/// A function that one of Node's own modules exports.
pub(crate) fn function(id: &str, name: &str, context: &mut Context) -> JsResult<JsFunction> {
    let exports = load(id, context)?;
    let found = exports
        .as_object()
        .map(|object| object.get(JsString::from(name), context))
        .transpose()?
        .and_then(|value| value.as_callable())
        .and_then(JsFunction::from_object);
    found.ok_or_else(|| errors::unknown_builtin(&format!("{id}.{name}")))
}
