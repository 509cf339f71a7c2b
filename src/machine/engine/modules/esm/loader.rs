//! Which module an import means, and what it is made of: a file, JSON, one of Node's own.

use std::{cell::RefCell, io::Read as _, rc::Rc};

use boa_engine::{
    Context, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, Module, Source,
    js_string,
    module::{
        ImportAttribute, ModuleLoader, ModuleRequest, Referrer, SyntheticModule,
        SyntheticModuleInitializer,
    },
    property::PropertyKey,
};
use indexmap::IndexSet;

use super::{
    super::{
        super::{
            errors,
            host::Host,
            markers,
            programs::{self, Program},
        },
        builtins, commonjs, exports,
        files::{self, Disk, Format, Found},
    },
    assertions,
    attributes::{self, Attributed},
    import::{Failure, Importing, Target, Why},
};
use crate::instrument::{self, Goal, Imported};

/// Finds modules for the engine.
pub(crate) struct Loader;

impl ModuleLoader for Loader {
    async fn load_imported_module(
        self: Rc<Self>,
        referrer: Referrer,
        request: ModuleRequest,
        context: &RefCell<&mut Context>,
    ) -> JsResult<Module> {
        let mut context = context.borrow_mut();
        let host = Host::of(&context);
        if !host.profile.has_modules {
            return Err(JsNativeError::error().with_message("Not supported").into());
        }
        let from = referrer.path().and_then(|path| path.to_str()).unwrap_or(&host.program_path);
        let wanted = find(&request, from, &mut context);
        let is_first = note(&host, &referrer, from, wanted.as_ref().ok());
        let kind = request.get_attribute("type").map(JsString::to_std_string_lossy);
        let id = wanted.as_ref().ok().map(|wanted| (wanted.id().to_owned(), kind));
        let module = wanted.and_then(|wanted| wanted.load(&request, &mut context));
        module.or_else(|Failed { why, error }| {
            let mut modules = host.modules.borrow_mut();
            let again = id.is_some_and(|id| !modules.failed.insert(id));
            if let Some(import) = &mut modules.import {
                let from = (!is_first).then(|| from.to_owned());
                import.failed.get_or_insert(Failure { from, why, again });
            }
            drop(modules);
            if is_first { failing(&request, from, error, &mut context) } else { Err(error) }
        })
    }

    fn init_import_meta(
        self: Rc<Self>,
        import_meta: &JsObject,
        module: &Module,
        context: &mut Context,
    ) {
        if let Some(path) = module.path().and_then(|path| path.to_str()) {
            let url = JsString::from(format!("file://{path}"));
            // A fresh object takes properties.
            let _ = import_meta.create_data_property(js_string!("url"), url, context);
            if Host::of(context).profile.has_import_meta_paths {
                let folder = JsString::from(files::folder(path));
                let path = JsString::from(path);
                let _ = import_meta.create_data_property(js_string!("dirname"), folder, context);
                let _ = import_meta.create_data_property(js_string!("filename"), path, context);
            }
        }
    }
}

/// No file and no module of Node's own has this name.
fn missing(name: &str, from: &str, context: &mut Context) -> JsError {
    let path = files::absolute(name.strip_prefix("file://").unwrap_or(name), from);
    let what = if path.is_some() { "module" } else { "package" };
    let shown = path.as_deref().unwrap_or(name);
    let message = format!("Cannot find {what} '{shown}' imported from {from}");
    let mut args = vec![js_string!("ERR_MODULE_NOT_FOUND").into(), JsString::from(message).into()];
    args.extend(path.map(|path| JsValue::from(JsString::from(format!("file://{path}")))));
    errors::node_error("throwCoded", &args, context)
}

/// Linking found a name that is not exported: V8's words, and the place of the import.
pub(super) fn unlinked(error: JsError, context: &mut Context) -> JsError {
    let message = error.as_native().map(|native| native.message().to_string()).unwrap_or_default();
    let Some((words, program, imported)) = not_exported(&message, context) else { return error };
    let error = errors::node_error("throwSyntax", &[JsString::from(words).into()], context);
    if let Ok(value) = error.clone().into_opaque(context) {
        let start = program.instrumented.position(imported.start);
        let end = program.instrumented.position(imported.end);
        errors::thrown_over(&value, &program.path, (start, end), context);
    }
    error
}

/// What V8 says instead of the engine's message that a name is not exported.
pub(crate) fn unlinked_words(message: &str, context: &mut Context) -> Option<String> {
    not_exported(message, context).map(|(words, ..)| words)
}

/// The same, with the file that imports it and where.
fn not_exported(message: &str, context: &mut Context) -> Option<(String, Rc<Program>, Imported)> {
    let name = message.strip_prefix("could not find export")?.split('`').nth(1)?;
    let host = Host::of(context);
    let programs = host.programs.borrow();
    let mut importing = programs.iter().filter(|program| program.goal == Goal::Module);
    let (program, imported) = importing.find_map(|program| {
        let text = program.text_of(&program.path)?;
        Some((Rc::clone(program), instrument::import_of(&text, name)?))
    })?;
    drop(programs);
    let specifier = &imported.specifier;
    let target = Disk::now(context).import(specifier, &program.path);
    let is_commonjs = target.is_some_and(|target| target.format == Format::CommonJs);
    let words = if is_commonjs {
        format!(
            "Named export '{name}' not found. The requested module '{specifier}' is a CommonJS \
             module, which may not support all module.exports as named exports.\nCommonJS modules \
             can always be imported via the default export, for example using:\n\nimport pkg from \
             '{specifier}';\nconst {{ {name} }} = pkg;\n"
        )
    } else {
        format!("The requested module '{specifier}' does not provide an export named '{name}'")
    };
    Some((words, program, imported))
}

/// Notes what is imported. Says whether a dynamic `import()` names it.
fn note(host: &Host, referrer: &Referrer, from: &str, wanted: Option<&Wanted>) -> bool {
    let mut modules = host.modules.borrow_mut();
    let target = wanted.map(|wanted| Target {
        id: wanted.id().to_owned(),
        is_known: modules.ran.contains(wanted.id()),
        is_read: matches!(wanted, Wanted::File(found) if found.format != Format::CommonJs),
        is_commonjs: matches!(wanted, Wanted::File(found) if found.format == Format::CommonJs),
    });
    let is_first = modules.import.as_mut().is_some_and(Importing::ask);
    match (&mut modules.import, target) {
        (Some(import), target) if is_first => {
            import.from_commonjs = !matches!(referrer, Referrer::Module(_));
            import.target = target;
        }
        (_, Some(target)) => modules.graph.import(from, &target.id),
        (_, None) => {}
    }
    is_first
}

/// What an import means.
enum Wanted {
    /// One of Node's own modules, by its id.
    Builtin(String),
    File(Found),
}

impl Wanted {
    fn id(&self) -> &str {
        match self {
            Self::Builtin(id) => id,
            Self::File(found) => &found.path,
        }
    }

    fn load(self, request: &ModuleRequest, context: &mut Context) -> Result<Module, Failed> {
        let url = match &self {
            Self::Builtin(id) if id.starts_with("node:") => id.clone(),
            Self::Builtin(id) => format!("node:{id}"),
            Self::File(found) => format!("file://{}", found.path),
        };
        let is_json = matches!(&self, Self::File(found) if found.format == Format::Json);
        let imported = Attributed { url: &url, path: self.id(), is_json };
        if let Some(error) = attributes::check(request, imported, context) {
            return Err(Failed { why: Why::Attributes, error });
        }
        let loaded = match self {
            Self::Builtin(id) => builtin(&id, context),
            Self::File(found) => loaded(found, context),
        };
        loaded.map_err(|error| Failed { why: Why::Broken, error })
    }
}

/// An import that fails before any body runs.
struct Failed {
    why: Why,
    error: JsError,
}

fn find(request: &ModuleRequest, from: &str, context: &mut Context) -> Result<Wanted, Failed> {
    let name = request.specifier().to_std_string_lossy();
    let broken = |error| Failed { why: Why::Broken, error };
    if builtins::is_public(&request.specifier().clone().into(), context).map_err(broken)? {
        // With `node:` and without it is one module, if there are both.
        let plain = name.strip_prefix("node:").map(JsString::from);
        let mut is_both =
            |it: &JsString| builtins::is_public(&it.clone().into(), context).unwrap_or(false);
        let plain = plain.filter(|it| is_both(it));
        return Ok(Wanted::Builtin(plain.map_or(name, |it| it.to_std_string_lossy())));
    }
    if name.starts_with("node:") {
        let message = format!("No such built-in module: {name}");
        let error = errors::with_code(&message, "ERR_UNKNOWN_BUILTIN_MODULE", context);
        return Err(Failed { why: Why::UnknownBuiltin, error });
    }
    Disk::now(context)
        .import(&name, from)
        .map(Wanted::File)
        .ok_or_else(|| Failed { why: Why::Missing, error: missing(&name, from, context) })
}

/// A module that fails as it is evaluated: what a dynamic import gets that fails before, so
/// that its promise is rejected when it is its turn and not at once.
fn failing(
    request: &ModuleRequest,
    from: &str,
    error: JsError,
    context: &mut Context,
) -> JsResult<Module> {
    // The engine wants the same module each time the same file asks for it in the same way;
    // before Node 22 that is told by `type` alone (`lib/internal/modules/esm/module_map.js`).
    let host = Host::of(context);
    let counts = |it: &&ImportAttribute| {
        host.profile.major() >= 22 || it.key().to_std_string_lossy() == "type"
    };
    let attributes = request.attributes().iter().filter(counts).map(|it| [it.key(), it.value()]);
    let asked = [request.specifier()].into_iter().chain(attributes.flatten());
    let id = asked.fold(from.to_owned(), |id, part| id + " " + &part.to_std_string_lossy());
    if let Some(module) = host.modules.borrow().loaded.get(&id) {
        return Ok(module.clone());
    }
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |_, error: &JsValue, _| Err(JsError::from_opaque(error.clone())),
        error.into_opaque(context)?,
    );
    let module = Module::synthetic(&[], steps, None, None, context);
    host.modules.borrow_mut().loaded.insert(id, module.clone());
    Ok(module)
}

/// The module of a file; the same one each time.
pub(super) fn loaded(found: Found, context: &mut Context) -> JsResult<Module> {
    let host = Host::of(context);
    if let Some(module) = host.modules.borrow().loaded.get(&found.path) {
        return Ok(module.clone());
    }
    let path = found.path.clone();
    let module = match found.format {
        Format::Module => {
            let program = programs::prepare(&host, &found.path, &found.text, Goal::Module)
                .map_err(|error| {
                    errors::unparsed(&error, Goal::Module, &found.path, &found.text, context)
                })?;
            source_module(&program, context)?
        }
        Format::CommonJs => of_commonjs(found, context),
        Format::Json => {
            let text = JsString::from(found.text);
            Module::parse_json(text, context)?
        }
    };
    let mut modules = host.modules.borrow_mut();
    if let Some(import) = &mut modules.import {
        import.new.insert(path.clone());
    }
    modules.loaded.insert(path, module.clone());
    Ok(module)
}

pub(super) fn source_module(program: &Program, context: &mut Context) -> JsResult<Module> {
    markers::install(&program.instrumented.prefix, context)?;
    assertions::declared(program, context)?;
    // The engine takes the end of the text behind `export { a }` for an error; behind a semicolon
    // it does not.
    let code = program.instrumented.code.as_bytes().chain(b"\n;".as_slice());
    Module::parse(Source::from_reader(code, Some(program.path.as_ref())), None, context)
        .map_err(|error| programs::not_followed(program, &error, context))
}

/// One of Node's own modules: what it exports is the default, its properties are named.
fn builtin(id: &str, context: &mut Context) -> JsResult<Module> {
    let host = Host::of(context);
    if let Some(module) = host.modules.borrow().loaded.get(id) {
        return Ok(module.clone());
    }
    let exports = builtins::public(&JsString::from(id).into(), context)?.unwrap_or_default();
    let mut names = vec![js_string!("default")];
    if let Some(object) = exports.as_object() {
        for key in object.own_property_keys(context)? {
            let held = object.borrow().properties().get(&key);
            // What is refused when it is read has no export: only an import of it fails.
            if let PropertyKey::String(name) = key
                && held.is_some_and(|held| held.enumerable() == Some(true))
                && name != js_string!("default")
                && object.get(name.clone(), context).is_ok()
            {
                names.push(name);
            }
        }
    }
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, (names, exports): &(Vec<JsString>, JsValue), context| {
            set_exports(module, names, exports, context)
        },
        (names.clone(), exports),
    );
    let module = Module::synthetic(&names, steps, None, None, context);
    host.modules.borrow_mut().loaded.insert(id.to_owned(), module.clone());
    Ok(module)
}

/// A `CommonJS` file that a module imports: it runs when the module would, `module.exports` is
/// the default, and the names it exports in plain sight are named exports.
fn of_commonjs(found: Found, context: &mut Context) -> Module {
    let mut names = vec![js_string!("default")];
    names.extend(exported_names(&found, context).into_iter().map(JsString::from));
    let captures = (names.clone(), JsString::from(found.path), JsString::from(found.text));
    let steps = SyntheticModuleInitializer::from_copy_closure_with_captures(
        |module, (names, path, text): &(Vec<JsString>, JsString, JsString), context| {
            let found = Found {
                path: path.to_std_string_lossy(),
                text: text.to_std_string_lossy(),
                format: Format::CommonJs,
            };
            let exports = commonjs::load(found, context)?;
            set_exports(module, names, &exports, context)
        },
        captures,
    );
    Module::synthetic(&names, steps, None, None, context)
}

fn set_exports(
    module: &SyntheticModule,
    names: &[JsString],
    exports: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    for name in names {
        let is_whole = *name == js_string!("default") || *name == js_string!("module.exports");
        let value = match exports.as_object() {
            Some(object) if !is_whole => {
                match object.get(name.clone(), context) {
                    // What cannot be read here refuses where it is used.
                    Err(error) if is_refusal(&error, context) => {
                        exports::refused(&name.to_std_string_lossy(), context)?
                    }
                    read => read?,
                }
            }
            None if !is_whole => JsValue::undefined(),
            Some(_) | None => exports.clone(),
        };
        module.set_export(name, value)?;
    }
    Ok(())
}

/// Whether an error says that something of Node's is not here.
fn is_refusal(error: &JsError, context: &mut Context) -> bool {
    let error = error.as_opaque().and_then(JsValue::as_object);
    let code = error.and_then(|error| error.get(js_string!("code"), context).ok());
    code.and_then(|code| code.as_string()) == Some(js_string!("ERR_UNSUPPORTED_HERE"))
}

/// The names that a `CommonJS` file exports in plain sight, with those of the files it passes
/// on. From Node 24 on `module.exports` is one of them.
fn exported_names(found: &Found, context: &mut Context) -> IndexSet<String> {
    let mut names = IndexSet::new();
    let mut seen = IndexSet::from([found.path.clone()]);
    let mut waiting = vec![found.clone()];
    while let Some(file) = waiting.pop() {
        let exports = instrument::exports_of(&file.text);
        names.extend(exports.names);
        for specifier in exports.passed_on {
            if let Some(next) = Disk::now(context).require(&specifier, &file.path)
                && next.format == Format::CommonJs
                && seen.insert(next.path.clone())
            {
                waiting.push(next);
            }
        }
    }
    if Host::of(context).profile.major() >= 24 {
        names.insert("module.exports".to_owned());
    }
    names.shift_remove("default");
    names
}
