//! Node's own modules: JavaScript of ours that runs inside the engine, unrecorded.
//!
//! The sources are in `machine/node`. Each is the body of a function of `exports`, `require`,
//! `module` and `internal`, the last being the natives that JavaScript cannot do without.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, NativeFunction, Source, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};
use include_dir::{Dir, include_dir};

use super::{errors, host::Host, natives};

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/machine/node");

/// Modules Node has and loopscope has not: refused by name.
const ABSENT: [&str; 33] = [
    "child_process",
    "cluster",
    "console",
    "constants",
    "crypto",
    "dgram",
    "diagnostics_channel",
    "dns",
    "domain",
    "fs",
    "fs/promises",
    "http",
    "http2",
    "https",
    "inspector",
    "module",
    "net",
    "os",
    "punycode",
    "readline",
    "repl",
    "sqlite",
    "stream",
    "stream/promises",
    "sys",
    "test",
    "tls",
    "trace_events",
    "tty",
    "v8",
    "vm",
    "wasi",
    "worker_threads",
];

/// The text of a module, if loopscope has it.
fn source(id: &str) -> Option<&'static str> {
    SOURCES.get_file(format!("{id}.js"))?.contents_utf8()
}

/// Whether a program may `require` this.
pub(crate) fn is_public(id: &str) -> bool {
    !id.starts_with("internal/") && source(id).is_some()
}

/// The modules a program may `require`.
pub(crate) fn public_names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut folders = vec![&SOURCES];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        let paths = folder.files().filter_map(|file| file.path().to_str()?.strip_suffix(".js"));
        names.extend(paths.filter(|id| is_public(id)).map(str::to_owned));
    }
    names.sort();
    names
}

/// Whether Node has a module of this name that loopscope has not.
pub(crate) fn is_absent(id: &str) -> bool {
    ABSENT.contains(&id) || matches!(id, "zlib" | "util/types" | "path/posix" | "path/win32")
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
    module.get(js_string!("exports"), context)
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
