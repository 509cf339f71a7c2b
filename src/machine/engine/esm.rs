//! ES modules: which file an import means, and when its body runs.
//!
//! The engine loads modules by asynchronous jobs. Static imports are loaded at once and
//! unrecorded: a program cannot see how long that takes. A dynamic `import()` waits where its
//! Node would make it wait, see [`take_job`].

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the engine's enum of jobs is open, and two kinds of them concern modules"
)]

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, Module,
    NativeFunction, Source,
    builtins::promise::PromiseState,
    job::{Job as EngineJob, NativeAsyncJob, PromiseJob},
    js_string,
    module::{ModuleLoader, ModuleRequest, Referrer, SyntheticModuleInitializer},
    object::{FunctionObjectBuilder, builtins::JsPromise},
};
use futures_lite::future;

use super::{
    builtins, commonjs, errors,
    files::{self, Format, Found},
    globals::native,
    host::{Callback, Host, Microtask},
    markers,
    programs::{self, Program},
    requests,
};
use crate::{
    instrument::Goal,
    trace::{EntryId, EntryKind, Fact},
};

/// The modules of a run.
#[expect(clippy::struct_excessive_bools, reason = "moments of loading, each by itself")]
#[derive(Default)]
pub(crate) struct Modules {
    /// `require.main`.
    pub(crate) main: Option<JsObject>,
    /// `require.cache`.
    pub(crate) cache: Option<JsObject>,
    /// ES modules by path, or by id for Node's own.
    loaded: BTreeMap<String, Module>,
    /// The promise of the main module's evaluation.
    evaluation: Option<JsPromise>,
    /// Dynamic imports that wait for their turn.
    imports: BTreeMap<EntryId, Import>,
    /// The last dynamic import found a file that was not loaded before.
    fresh: bool,
    /// The bodies of a dynamic import run.
    running: bool,
    /// The next promise job settles a dynamic import.
    settling: bool,
    /// Modules are being loaded: the engine's jobs are its own and run at once.
    loading: bool,
}

/// Runs the main module: loads what it imports, then runs the bodies.
pub(crate) fn run_main(program: &Program, context: &mut Context) -> JsResult<()> {
    let module = source_module(program, context)?;
    let path = program.path.clone();
    Host::of(context).modules.borrow_mut().loaded.insert(path, module.clone());
    let promise = evaluate(&module, context)?;
    Host::of(context).modules.borrow_mut().evaluation = Some(promise);
    Ok(())
}

/// What became of the main module: an error, if its evaluation failed by now. `None` for the
/// result means that it still waits.
pub(crate) fn main_failure(host: &Host) -> Option<JsError> {
    let mut modules = host.modules.borrow_mut();
    match modules.evaluation.as_ref()?.state() {
        PromiseState::Pending => None,
        PromiseState::Fulfilled(_) => {
            modules.evaluation = None;
            None
        }
        PromiseState::Rejected(reason) => {
            modules.evaluation = None;
            Some(JsError::from_opaque(reason))
        }
    }
}

/// Whether the main module still waits at its top level.
pub(crate) fn main_waits(host: &Host) -> bool {
    let modules = host.modules.borrow();
    modules.evaluation.as_ref().is_some_and(|promise| promise.state() == PromiseState::Pending)
}

/// Whether a promise is that of the main module's evaluation.
pub(crate) fn is_evaluation(host: &Host, promise: &JsObject) -> bool {
    let modules = host.modules.borrow();
    modules.evaluation.as_ref().is_some_and(|own| JsObject::equals(&own.clone().into(), promise))
}

/// `require` of a module, which must not wait at its top level (Node 22).
pub(crate) fn require(found: Found, context: &mut Context) -> JsResult<JsValue> {
    let module = loaded(found, context)?;
    let promise = evaluate_in_call(&module, context)?;
    match promise.state() {
        PromiseState::Rejected(reason) => Err(JsError::from_opaque(reason)),
        PromiseState::Fulfilled(_) => Ok(module.namespace(context).into()),
        PromiseState::Pending => {
            let message = "require() cannot be used on an ESM graph with top-level await. Use import() instead.";
            let error = JsNativeError::error().with_message(message).into_opaque(context);
            Err(errors::coded(error, "ERR_REQUIRE_ASYNC_MODULE", context))
        }
    }
}

/// [`evaluate`] while calls of the program are running.
///
/// The engine leaves a module's registers on its stack, which would misplace the operands of
/// the running call; a function of JavaScript around it clears the stack as it returns.
fn evaluate_in_call(module: &Module, context: &mut Context) -> JsResult<JsPromise> {
    let around =
        context.eval(Source::from_bytes("(function (evaluate) { return evaluate(); })"))?;
    let evaluate = NativeFunction::from_copy_closure_with_captures(
        |_, _, module: &Module, context| Ok(evaluate(module, context)?.into()),
        module.clone(),
    );
    let evaluate = FunctionObjectBuilder::new(context.realm(), evaluate).build();
    let promise = match around.as_callable() {
        Some(around) => around.call(&JsValue::undefined(), &[evaluate.into()], context)?,
        None => JsValue::undefined(),
    };
    match promise.as_object() {
        Some(promise) => JsPromise::from_object(promise),
        None => Err(errors::unknown_builtin("evaluate")),
    }
}

/// Loads what a module imports, links it and runs the bodies that have not run.
fn evaluate(module: &Module, context: &mut Context) -> JsResult<JsPromise> {
    let host = Host::of(context);
    let outer = std::mem::replace(&mut host.modules.borrow_mut().loading, true);
    let promise = module.load(context);
    run_engine_jobs(&host, context)?;
    host.modules.borrow_mut().loading = outer;
    match promise.state() {
        PromiseState::Rejected(reason) => return Err(JsError::from_opaque(reason)),
        PromiseState::Fulfilled(_) | PromiseState::Pending => {}
    }
    module.link(context)?;
    let promise = module.evaluate(context)?;
    // Whoever asked for the module reports its failure; the promise itself is nobody's.
    let own: JsObject = promise.clone().into();
    host.promises.borrow_mut().unhandled.retain(|other| *other != own);
    Ok(promise)
}

/// Runs what the engine queued while it loads.
fn run_engine_jobs(host: &Host, context: &mut Context) -> JsResult<()> {
    loop {
        let Some(job) = host.engine_jobs.borrow_mut().pop_front() else { return Ok(()) };
        match job {
            EngineJob::PromiseJob(job) => drop(job.call(context)?),
            EngineJob::AsyncJob(job) => run_async_job(job, context)?,
            // No other kind has to do with modules.
            _ => {}
        }
    }
}

fn run_async_job(job: NativeAsyncJob, context: &mut Context) -> JsResult<()> {
    let context = RefCell::new(context);
    future::block_on(job.call(&context)).map(drop)
}

/// Takes a job that the engine queued if it belongs to the loading of modules.
///
/// The job of a dynamic `import()` finds and parses the files, which a program cannot see: it
/// runs at once. What it leaves behind is the promise job that runs the bodies; that one waits
/// where the Node in question makes it wait.
pub(crate) fn take_job(job: EngineJob, context: &mut Context) -> Option<EngineJob> {
    let host = Host::of(context);
    if host.modules.borrow().loading {
        host.engine_jobs.borrow_mut().push_back(job);
        return None;
    }
    match job {
        EngineJob::AsyncJob(job) => {
            // A failure rejects the promise of `import()`, which is all there is to do.
            let _ = start_import(&host, job, context);
            None
        }
        EngineJob::PromiseJob(job) if std::mem::take(&mut host.modules.borrow_mut().settling) => {
            let turns = Wait::Turns(host.profile.import_turns.after_body);
            wait(&host, Import { step: Step::Settle, job, wait: turns }, context);
            None
        }
        other => Some(other),
    }
}

/// What a promise job of a dynamic import does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Links the module and runs the bodies that have not run.
    Run,
    /// The same, with nothing left to run.
    RunKnown,
    /// Resolves the promise of `import()`.
    Settle,
}

fn start_import(host: &Host, job: NativeAsyncJob, context: &mut Context) -> JsResult<()> {
    {
        let mut modules = host.modules.borrow_mut();
        modules.loading = true;
        modules.fresh = false;
    }
    let mut ran = run_async_job(job, context);
    let mut left = None;
    while let Some(job) = host.engine_jobs.borrow_mut().pop_front() {
        match job {
            EngineJob::AsyncJob(job) => ran = ran.and(run_async_job(job, context)),
            EngineJob::PromiseJob(job) => left = Some(job),
            // No other kind has to do with modules.
            _ => {}
        }
    }
    let fresh = {
        let mut modules = host.modules.borrow_mut();
        modules.loading = false;
        modules.fresh
    };
    let turns = host.profile.import_turns;
    if let Some(job) = left {
        let (step, before) = match turns.before_body {
            _ if !fresh => (Step::RunKnown, Wait::Turns(turns.known)),
            Some(turns) => (Step::Run, Wait::Turns(turns)),
            None => (Step::Run, Wait::Trips(POOL_TRIPS)),
        };
        wait(host, Import { step, job, wait: before }, context);
    }
    ran
}

/// Open, fstat, read and close: what reading a small file takes of the pool.
const POOL_TRIPS: u32 = 4;

/// Lets a promise job of a dynamic import wait its next turn.
fn wait(host: &Host, import: Import, context: &mut Context) {
    let site = host.calls.borrow().top().map(|call| call.site);
    let kind = match import.wait {
        Wait::Turns(_) => EntryKind::EngineJob,
        Wait::Trips(_) => EntryKind::Request,
    };
    let label = host.text("import()");
    let entry = host.entry(kind, label, site);
    let function = native("import", 1, turn, context);
    let args = vec![JsValue::from(entry.0)];
    let callback = Callback { entry, function, this: JsValue::undefined(), args };
    let through_pool = kind == EntryKind::Request;
    host.modules.borrow_mut().imports.insert(entry, import);
    if through_pool {
        requests::submit(host, callback, true, 0);
    } else {
        host.fact(Fact::EntryQueued { entry });
        host.microtasks.borrow_mut().push_back(Microtask::Callback(callback));
    }
}

/// A promise job of a dynamic import that waits.
struct Import {
    step: Step,
    job: PromiseJob,
    wait: Wait,
}

/// What is still to be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// Turns of the microtask queue.
    Turns(u32),
    /// Trips to the pool, then one turn of the microtask queue.
    Trips(u32),
}

/// One turn of a dynamic import, by the number of its entry.
fn turn(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let entry = EntryId(args.get_or_undefined(0).to_u32(context)?);
    let waiting = host.modules.borrow_mut().imports.remove(&entry);
    let Some(Import { step, job, wait: before }) = waiting else {
        return Ok(JsValue::undefined());
    };
    let next = match before {
        Wait::Turns(0) => None,
        Wait::Turns(left) => Some(Wait::Turns(left - 1)),
        Wait::Trips(left) if left > 1 => Some(Wait::Trips(left - 1)),
        Wait::Trips(_) => Some(Wait::Turns(0)),
    };
    if let Some(next) = next {
        wait(&host, Import { step, job, wait: next }, context);
        return Ok(JsValue::undefined());
    }
    // The engine asks about the two callbacks that settle the import, then queues one of them
    // if the bodies have run: see `Hooks::make_job_callback`.
    host.modules.borrow_mut().running = step == Step::Run;
    let ran = job.call(context);
    let mut modules = host.modules.borrow_mut();
    modules.running = false;
    modules.settling = false;
    drop(modules);
    ran
}

/// The engine asks about a callback while no call of the program runs: if a dynamic import
/// runs its bodies, the next job is the one that settles it.
pub(crate) fn note_callback(host: &Host, depth: usize) {
    let mut modules = host.modules.borrow_mut();
    if modules.running && depth == 0 {
        modules.settling = true;
    }
}

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
        let specifier = request.specifier().clone();
        let from = referrer.path().and_then(|path| path.to_str()).unwrap_or(&host.program_path);
        let name = specifier.to_std_string_lossy();
        if builtins::is_public(&specifier.clone().into(), &mut context)? {
            return builtin(&name, &mut context);
        }
        let Some(found) = files::import(&host, &name, from) else {
            let missing = if name.starts_with(['.', '/']) { "module" } else { "package" };
            let message = format!("Cannot find {missing} '{name}' imported from {from}");
            return Err(errors::with_code(&message, "ERR_MODULE_NOT_FOUND", &mut context));
        };
        loaded(found, &mut context)
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

/// The module of a file; the same one each time.
fn loaded(found: Found, context: &mut Context) -> JsResult<Module> {
    let host = Host::of(context);
    if let Some(module) = host.modules.borrow().loaded.get(&found.path) {
        return Ok(module.clone());
    }
    let path = found.path.clone();
    host.modules.borrow_mut().fresh = true;
    let module = match found.format {
        Format::Module => {
            let program = programs::prepare(&host, &found.path, &found.text, Goal::Module)
                .map_err(|error| errors::syntax(&error))?;
            source_module(&program, context)?
        }
        Format::CommonJs => of_commonjs(found, context),
        Format::Json => {
            let text = JsString::from(found.text);
            Module::parse_json(text, context)?
        }
    };
    host.modules.borrow_mut().loaded.insert(path, module.clone());
    Ok(module)
}

fn source_module(program: &Program, context: &mut Context) -> JsResult<Module> {
    markers::install(&program.instrumented.prefix, context)?;
    let code = program.instrumented.code.as_bytes();
    Module::parse(Source::from_reader(code, Some(program.path.as_ref())), None, context)
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
            if let boa_engine::property::PropertyKey::String(name) = key
                && name != js_string!("default")
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
/// the default, and the names it assigns to `exports` in plain sight are named exports.
fn of_commonjs(found: Found, context: &mut Context) -> Module {
    let mut names = vec![js_string!("default")];
    names.extend(assigned_exports(&found.text).into_iter().map(JsString::from));
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
    module: &boa_engine::module::SyntheticModule,
    names: &[JsString],
    exports: &JsValue,
    context: &mut Context,
) -> JsResult<()> {
    for name in names {
        let value = match exports.as_object() {
            Some(object) if *name != js_string!("default") => object.get(name.clone(), context)?,
            Some(_) => exports.clone(),
            None if *name == js_string!("default") => exports.clone(),
            None => JsValue::undefined(),
        };
        module.set_export(name, value)?;
    }
    Ok(())
}

/// The names in `exports.name =`, as far as they can be read without running the file (what
/// Node's cjs-module-lexer does, in its simplest case).
fn assigned_exports(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("exports.") {
        let rest = &text[at + "exports.".len()..];
        let name: String =
            rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '$').collect();
        let assigned = rest[name.len()..].trim_start();
        let is_assigned = assigned.starts_with('=') && !assigned.starts_with("==");
        if is_assigned && !name.is_empty() && name != "default" && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
