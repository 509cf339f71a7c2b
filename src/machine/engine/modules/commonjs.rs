//! `CommonJS`: `module`, `exports` and `require` (Node lib/internal/modules/cjs/loader.js).

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, NativeFunction,
    Source, js_string,
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
    files::{self, Format, Found},
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
    let code = program.instrumented.code.as_bytes();
    let wrapper = context.eval(Source::from_reader(code, Some(program.path.as_ref())))?;
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
            let host = Host::of(context);
            let found =
                files::require(&host, &id.to_std_string_lossy(), &from.to_std_string_lossy());
            match found {
                Some(found) => Ok(JsString::from(found.path).into()),
                None if builtins::is_public(&id.clone().into(), context)? => Ok(id.into()),
                None => {
                    Err(not_found(&id.to_std_string_lossy(), &from.to_std_string_lossy(), context))
                }
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
    let Some(found) = files::require(&host, &name, from) else {
        return Err(not_found(&name, from, context));
    };
    load(found, context)
}

/// What a file exports; runs it the first time.
pub(crate) fn load(found: Found, context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    if found.format == Format::Module {
        if host.profile.runtime < Runtime::Node22 {
            return Err(require_of_module(&found.path, context));
        }
        return esm::require(found, context);
    }
    let cache = cache(context);
    let key = JsString::from(found.path.as_str());
    let cached = cache.get(key.clone(), context)?;
    if let Some(module) = cached.as_object() {
        return module.get(js_string!("exports"), context);
    }
    let module = module_object(&found.path, &found.path, context)?;
    // In place before it runs, so that files that need each other find each other.
    cache.set(key.clone(), module.clone(), true, context)?;
    let ran = if found.format == Format::Json {
        json(&found, &module, context)
    } else {
        programs::prepare(&host, &found.path, &found.text, Goal::Script)
            .map_err(|error| errors::syntax(&error))
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
        let value = parse.call(&JsValue::undefined(), &[text.into()], context)?;
        module.set(js_string!("exports"), value, true, context)?;
    }
    Ok(())
}

fn not_found(id: &str, from: &str, context: &mut Context) -> JsError {
    let message = format!("Cannot find module '{id}'\nRequire stack:\n- {from}");
    errors::with_code(&message, "MODULE_NOT_FOUND", context)
}

fn require_of_module(path: &str, context: &mut Context) -> JsError {
    let message = format!("require() of ES Module {path} not supported.");
    let error = JsNativeError::error().with_message(message).into_opaque(context);
    errors::coded(error, "ERR_REQUIRE_ESM", context)
}
