//! `CommonJS`: `module`, `exports` and `require` (Node lib/internal/modules/cjs/loader.js).

use boa_engine::{
    Context, JsArgs, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
};

use super::{
    super::{
        errors,
        globals::define,
        host::Host,
        markers,
        programs::{self, Program},
    },
    builtins, esm,
    files::{self, Disk, Format, Found},
};
use crate::{instrument::Goal, trace::Runtime};

/// Runs the main script.
pub(crate) fn run_main(program: &Program, context: &mut Context) -> JsResult<()> {
    let module = module_object(&program.path, ".", context)?;
    Host::of(context).modules.borrow_mut().main = Some(module.clone());
    let cache = cache(context);
    cache.set(JsString::from(program.path.as_str()), module.clone(), true, context)?;
    run(program, &module, context)
}

/// Runs a file as the body of a function of its own.
fn run(program: &Program, module: &JsObject, context: &mut Context) -> JsResult<()> {
    markers::install(&program.instrumented.prefix, context)?;
    let wrapper = programs::evaluate(program, context)?;
    let exports = module.get(js_string!("exports"), context)?;
    let args = [
        exports.clone(),
        require_function(&program.path, context)?.into(),
        module.clone().into(),
        JsString::from(program.path.as_str()).into(),
        JsString::from(files::folder(&program.path)).into(),
    ];
    if let Some(wrapper) = wrapper.as_callable() {
        wrapper.call(&exports, &args, context)?;
    }
    module.set(js_string!("loaded"), true, true, context)?;
    Ok(())
}

/// A fresh `module` of a file.
fn module_object(path: &str, id: &str, context: &mut Context) -> JsResult<JsObject> {
    let module = JsObject::with_object_proto(context.intrinsics());
    let exports = JsObject::with_object_proto(context.intrinsics());
    let path_text = JsString::from(path);
    define(&module, "id", JsString::from(id), true, context)?;
    define(&module, "path", JsString::from(files::folder(path)), true, context)?;
    define(&module, "exports", exports, true, context)?;
    define(&module, "filename", path_text, true, context)?;
    define(&module, "loaded", false, true, context)?;
    let children = JsArray::new(context)?;
    define(&module, "children", children, true, context)?;
    let paths = JsArray::new(context)?;
    define(&module, "paths", paths, true, context)?;
    Ok(module)
}

/// The `require` of the file at `path`.
fn require_function(path: &str, context: &mut Context) -> JsResult<JsFunction> {
    let from = JsString::from(path);
    let call = NativeFunction::from_copy_closure_with_captures(
        |_, args, from: &JsString, context| {
            let from = from.to_std_string_lossy();
            required(args.get_or_undefined(0), &from, context)
        },
        from.clone(),
    );
    let resolve = NativeFunction::from_copy_closure_with_captures(
        |_, args, from: &JsString, context| {
            let id = args.get_or_undefined(0).to_string(context)?;
            let (name, from) = (id.to_std_string_lossy(), from.to_std_string_lossy());
            match path_of(&name, &from, context) {
                Some(path) => Ok(JsString::from(path).into()),
                None if builtins::is_public(&id.clone().into(), context)? => Ok(id.into()),
                None => Err(not_found(&name, &from, context)),
            }
        },
        from,
    );
    let build = |function, name: &str, context: &mut Context| {
        FunctionObjectBuilder::new(context.realm(), function)
            .name(JsString::from(name))
            .length(1)
            .build()
    };
    let require = build(call, "require", context);
    let resolve = build(resolve, "resolve", context);
    define(&require, "resolve", resolve, true, context)?;
    let main = Host::of(context).modules.borrow().main.clone();
    define(&require, "main", main.map_or(JsValue::undefined(), JsValue::from), true, context)?;
    let cache = cache(context);
    define(&require, "cache", cache, true, context)?;
    Ok(require)
}

/// `require.cache`: modules by path.
fn cache(context: &mut Context) -> JsObject {
    let host = Host::of(context);
    let mut modules = host.modules.borrow_mut();
    modules.cache.get_or_insert_with(JsObject::with_null_proto).clone()
}

/// What `require(id)` gives in the file `from`.
fn required(id: &JsValue, from: &str, context: &mut Context) -> JsResult<JsValue> {
    let Some(name) = id.as_string().map(|name| name.to_std_string_lossy()) else {
        let args = [id.clone(), js_string!("id").into()];
        return Err(errors::node_error("validateString", &args, context));
    };
    if name.is_empty() {
        let message = js_string!("must be a non-empty string");
        let args = [js_string!("id").into(), id.clone(), message.into()];
        return Err(errors::node_error("refuseValue", &args, context));
    }
    if let Some(module) = builtins::public(id, context)? {
        return Ok(module);
    }
    let host = Host::of(context);
    if name.starts_with("node:") && host.profile.runtime >= Runtime::Node14 {
        let code = js_string!("ERR_UNKNOWN_BUILTIN_MODULE");
        let message = JsString::from(format!("No such built-in module: {name}"));
        return Err(errors::node_error("throwCoded", &[code.into(), message.into()], context));
    }
    let Some(path) = path_of(&name, from, context) else {
        return Err(not_found(&name, from, context));
    };
    host.modules.borrow_mut().parents.entry(path.clone()).or_insert_with(|| from.to_owned());
    if let Some(exports) = cached(&path, context)? {
        return Ok(exports);
    }
    match Disk::now(context).at(&path) {
        Some(found) => load(found, context),
        None => Err(gone(&path, context)),
    }
}

/// The path that `id` means in the file `from`. Where it has been asked for before from the
/// same folder, the disk is not: the file may be gone.
fn path_of(id: &str, from: &str, context: &mut Context) -> Option<String> {
    let host = Host::of(context);
    let folder = if id.starts_with('/') { "" } else { files::folder(from) };
    let key = (id.to_owned(), folder.to_owned());
    if let Some(path) = host.modules.borrow().paths.get(&key) {
        return Some(path.clone());
    }
    let found = Disk::now(context).require(id, from)?;
    host.modules.borrow_mut().paths.insert(key, found.path.clone());
    Some(found.path)
}

/// What the file at `path` exports, if it has been loaded.
fn cached(path: &str, context: &mut Context) -> JsResult<Option<JsValue>> {
    let module = cache(context).get(JsString::from(path), context)?;
    module.as_object().map(|module| module.get(js_string!("exports"), context)).transpose()
}

/// The file at `path` was there once.
fn gone(path: &str, context: &mut Context) -> JsError {
    let args = [js_string!("ENOENT"), js_string!("open"), path.into()].map(JsValue::from);
    let made = builtins::function("internal/uv", "uvException", context)
        .and_then(|make| make.call(&JsValue::undefined(), &args, context));
    made.map_or_else(|error| error, JsError::from_opaque)
}

/// What a file exports; runs it the first time.
pub(crate) fn load(found: Found, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    if found.format == Format::Module {
        // Node 20.19 and later; the flag's warning is gone by 20.20.
        if host.profile.runtime < Runtime::Node20 {
            return Err(require_of_module(&found.path, context));
        }
        return esm::require(found, context);
    }
    if let Some(exports) = cached(&found.path, context)? {
        return Ok(exports);
    }
    let cache = cache(context);
    let key = JsString::from(found.path.as_str());
    let module = module_object(&found.path, &found.path, context)?;
    // In place before it runs, so that files that need each other find each other.
    cache.set(key.clone(), module.clone(), true, context)?;
    let ran = if found.format == Format::Json {
        json(&found, &module, context)
    } else {
        programs::prepare(&host, &found.path, &found.text, Goal::Script)
            .map_err(|error| {
                errors::unparsed(&error, Goal::Script, &found.path, &found.text, context)
            })
            .and_then(|program| run(&program, &module, context))
    };
    if let Err(error) = ran {
        cache.delete_property_or_throw(key, context)?;
        return Err(error);
    }
    module.get(js_string!("exports"), context)
}

fn json(found: &Found, module: &JsObject, context: &mut Context) -> JsResult<()> {
    let json = context.intrinsics().objects().json();
    let parse = json.get(js_string!("parse"), context)?;
    let text = JsString::from(found.text.trim_start_matches('\u{feff}'));
    if let Some(parse) = parse.as_callable() {
        let value = parse.call(&JsValue::undefined(), &[text.into()], context);
        let value = value.map_err(|error| no_json(&found.path, error, context))?;
        module.set(js_string!("exports"), value, true, context)?;
    }
    Ok(())
}

/// The error of a file that holds no JSON names the file.
fn no_json(path: &str, error: JsError, context: &mut Context) -> JsError {
    let Some(object) = error.as_opaque().and_then(JsValue::as_object) else { return error };
    let message = object.get(js_string!("message"), context).unwrap_or_default();
    let message = message.as_string().unwrap_or_default().to_std_string_lossy();
    // A fresh error object takes properties.
    let _ = object.set(
        js_string!("message"),
        JsString::from(format!("{path}: {message}")),
        false,
        context,
    );
    errors::thrown_at(&object.into(), "require/json", context);
    error
}

/// No file and no module of Node's own has this name. From 12 on the error tells which files
/// required each other down to here.
fn not_found(id: &str, from: &str, context: &mut Context) -> JsError {
    let host = Host::of(context);
    let message = format!("Cannot find module '{id}'");
    if host.profile.runtime < Runtime::Node12 {
        return errors::with_code(&message, "MODULE_NOT_FOUND", context);
    }
    let mut stack = vec![from.to_owned()];
    while let Some(parent) =
        stack.last().and_then(|path| host.modules.borrow().parents.get(path).cloned())
        && !stack.contains(&parent)
    {
        stack.push(parent);
    }
    let message = format!("{message}\nRequire stack:\n- {}", stack.join("\n- "));
    let error = errors::with_code(&message, "MODULE_NOT_FOUND", context);
    let paths = stack.iter().map(|path| JsString::from(path.as_str()).into());
    let paths = JsArray::from_iter(paths, context);
    if let Some(object) = error.as_opaque().and_then(JsValue::as_object) {
        // A fresh error object takes properties.
        let _ = object.set(js_string!("requireStack"), paths, false, context);
    }
    error
}

fn require_of_module(path: &str, context: &mut Context) -> JsError {
    let message = if Host::of(context).profile.runtime < Runtime::Node16 {
        format!("Must use import to load ES Module: {path}")
    } else {
        format!(
            "require() of ES Module {path} not supported.\nInstead change the require of {path} \
             to a dynamic import() which is available in all CommonJS modules."
        )
    };
    let args = [js_string!("ERR_REQUIRE_ESM").into(), JsString::from(message).into()];
    errors::node_error("throwCoded", &args, context)
}
