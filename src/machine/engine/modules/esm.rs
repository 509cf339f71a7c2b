//! ES modules: which file an import means, and when its body runs.
//!
//! The engine loads modules by asynchronous jobs. Static imports are loaded at once and
//! unrecorded: a program cannot see how long that takes. A dynamic `import()` waits where its
//! Node would make it wait: see [`import`].

pub(crate) mod assertions;
mod attributes;
mod graph;
mod import;
mod loader;

use std::collections::{BTreeMap, BTreeSet};

use boa_engine::{
    Context, JsArgs, JsError, JsNativeError, JsObject, JsResult, JsString, JsValue, Module,
    NativeFunction,
    builtins::promise::PromiseState,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsPromise},
};

use self::{graph::Graph, import::Importing, loader::loaded};
pub(crate) use self::{
    import::{note_callback, puts_off, take_job},
    loader::{Loader, unlinked_words},
};
use super::{
    super::{
        errors::{self, Standing},
        globals::native,
        host::{Callback, Host, Microtask},
        process,
        programs::Program,
        swept,
    },
    files::{self, Found},
};
use crate::trace::{EntryId, EntryKind, Fact, Position, Runtime, SiteId};

/// The modules of a run.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "moments of loading, each by itself")]
pub(crate) struct Modules {
    /// `require.main`.
    pub(crate) main: Option<JsObject>,
    /// Which file required a file first, by path.
    pub(crate) parents: BTreeMap<String, String>,
    /// The files that `require` has found, by what was asked for and from which folder
    /// (`Module._pathCache`).
    pub(crate) paths: BTreeMap<(String, String), String>,
    /// `require.cache`.
    pub(crate) cache: Option<JsObject>,
    /// ES modules by path, or by id for Node's own.
    loaded: BTreeMap<String, Module>,
    /// The main module's body has been entered and has not waited.
    starts: bool,
    /// The promise of the main module's evaluation.
    evaluation: Option<JsPromise>,
    /// Which imports which.
    graph: Graph,
    /// The dynamic import whose files are being loaded.
    import: Option<Importing>,
    /// Parts of dynamic imports that wait for their turn.
    imports: BTreeMap<EntryId, import::Step>,
    /// Modules whose bodies have run, or are running, by path or id.
    ran: BTreeSet<String>,
    /// What a dynamic import is about to run or has run, until its promise is settled.
    leading: BTreeMap<String, import::Leading>,
    /// What failed to load before: a path, and the `type` that it was to be of.
    failed: BTreeSet<(String, Option<String>)>,
    /// The lexer of `CommonJS` files is compiled.
    has_lexer: bool,
    /// Callbacks of its own that the engine has asked about.
    callbacks: u32,
    /// Those of them that it asks about while a dynamic import runs bodies.
    asks: Option<Vec<u32>>,
    /// Those that settle a dynamic import, and when.
    settling: BTreeMap<u32, import::Settlement>,
    /// The loader has come to report that the main module failed.
    reports: bool,
    /// Modules are being loaded: the engine's jobs are its own and run at once.
    loading: bool,
}

impl Modules {
    /// The bodies of a module and of all that it imports run.
    fn run(&mut self, id: &str) {
        let Self { graph, ran, .. } = self;
        graph.each(id, |module| ran.insert(module.to_owned()));
    }
}

/// The bodies of a module and of all that it imports are about to run. Node 16 says once that
/// JSON modules are experimental (`lib/internal/modules/esm/translators.js`).
fn runs(host: &Host, id: &str, context: &mut Context) -> JsResult<()> {
    let has_json = || host.modules.borrow().ran.iter().any(|path| files::is_json(path));
    let is_early = host.profile.major() > 16 || has_json();
    host.modules.borrow_mut().run(id);
    if is_early || !has_json() {
        return Ok(());
    }
    let text = "Importing JSON modules is an experimental feature. \
                This feature could change at any time";
    process::warn(text, "ExperimentalWarning", context)
}

/// Runs the main module: loads what it imports, then runs the bodies.
pub(crate) fn run_main(program: &Program, context: &mut Context) -> JsResult<()> {
    let module = loader::source_module(program, context)?;
    let path = program.path.clone();
    Host::of(context).modules.borrow_mut().loaded.insert(path, module.clone());
    let host = Host::of(context);
    host.modules.borrow_mut().starts = true;
    let promise = evaluate(&module, context);
    host.modules.borrow_mut().starts = false;
    let promise = promise?;
    host.modules.borrow_mut().evaluation = Some(promise.clone());
    let has_failed = matches!(promise.state(), PromiseState::Rejected(_));
    let promise = promise.into();
    if has_failed && is_awaited_by_loader(&host, &promise) {
        host.promises.borrow_mut().unhandled.retain(|(it, _)| *it != promise);
        main_failed(&host, context);
    }
    Ok(())
}

/// Whether the main module's body runs and has not waited.
pub(crate) fn main_starts(host: &Host) -> bool {
    host.modules.borrow().starts
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

/// What Node 22 and later say of a main module that waits for ever: where it waits, or what it
/// imports (`HandleUnsettledTLA`). None if that is not known.
pub(crate) fn told_of_unsettled(host: &Host) -> Option<String> {
    let programs = host.programs.borrow();
    let mut files = Vec::new();
    host.modules.borrow().graph.each(&programs.first()?.path, |path| {
        let file = programs.iter().find(|program| program.path == path);
        let Some(file) = file.filter(|file| !files.contains(&file.site())) else { return false };
        files.push(file.site());
        true
    });
    let told: String = files.into_iter().filter_map(|file| unsettled(host, file)).collect();
    (!told.is_empty()).then_some(told)
}

/// Where the top level of a file waits.
fn unsettled(host: &Host, file: SiteId) -> Option<String> {
    let standing = host.promises.borrow().activations.standing(file)?;
    let Position { line, column } = match standing {
        Standing::Await(site) => host.sites.borrow().get(site.index())?.start,
        Standing::Within(site) => errors::iterating(host, site)?,
    };
    let programs = host.programs.borrow();
    let program = programs.iter().find(|program| program.site() == file)?;
    let text = program.line(line)?;
    let before = " ".repeat((column as usize).saturating_sub(1));
    let path = &program.path;
    let warning = "Warning: Detected unsettled top-level await at file://";
    Some(format!("{warning}{path}:{line}\n{text}\n{before}^\n\n\n\n"))
}

/// Whether Node's loader waits for a promise: that of the main module's evaluation.
pub(crate) fn is_awaited_by_loader(host: &Host, promise: &JsObject) -> bool {
    let modules = host.modules.borrow();
    let own = modules.evaluation.as_ref();
    own.is_some_and(|own| JsObject::equals(&own.clone().into(), promise))
        && host.profile.runtime != Runtime::Browser
}

/// The main module has failed, and the loader, which waits for it, begins to hear of it.
pub(crate) fn main_failed(host: &Host, context: &mut Context) {
    let state = host.modules.borrow().evaluation.as_ref().map(JsPromise::state);
    if let Some(PromiseState::Rejected(reason)) = state {
        explain(&reason, context);
    }
    queue_report(host, host.profile.module_failure_turns.saturating_sub(1), context);
}

/// A module that asks for what only `CommonJS` has is told so (Node
/// `lib/internal/modules/esm/module_job.js`, `explainCommonJSGlobalLikeNotDefinedError`).
fn explain(reason: &JsValue, context: &mut Context) {
    let Some(error) = reason.as_object() else { return };
    if Host::of(context).profile.runtime < Runtime::Node14 {
        return;
    }
    let message = error.get(js_string!("message"), context).unwrap_or_default();
    let message = message.as_string().unwrap_or_default().to_std_string_lossy();
    let Some(name) = message.strip_suffix(" is not defined") else { return };
    if ["require", "module", "exports", "__filename", "__dirname"].contains(&name) {
        let hint = if name == "require" { ", you can use import instead" } else { "" };
        let message = JsString::from(format!("{message} in ES module scope{hint}"));
        // An error that cannot be changed stays as it is.
        let _ = error.set(js_string!("message"), message, false, context);
    }
}

/// Queues one turn of the loader's, of which more are left.
fn queue_report(host: &Host, left: u32, context: &mut Context) {
    let entry = host.entry(EntryKind::EngineJob, host.text("module loader"), None);
    let function = native("report", 1, report, context);
    let callback =
        Callback { entry, function, this: JsValue::undefined(), args: vec![left.into()] };
    host.fact(Fact::EntryQueued { entry });
    host.microtasks.borrow_mut().push_back(Microtask::Callback(callback));
}

fn report(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    match args.get_or_undefined(0).to_u32(context)?.checked_sub(1) {
        Some(left) => queue_report(&host, left, context),
        None => host.modules.borrow_mut().reports = true,
    }
    Ok(JsValue::undefined())
}

/// The error that ended the main module, once, when the loader has come to report it.
pub(crate) fn reported_failure(host: &Host) -> Option<JsError> {
    let reports = std::mem::take(&mut host.modules.borrow_mut().reports);
    if reports { main_failure(host) } else { None }
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

/// [`evaluate`] while calls of the program are running: the engine leaves a module's registers
/// on its stack.
fn evaluate_in_call(module: &Module, context: &mut Context) -> JsResult<JsPromise> {
    let evaluate = NativeFunction::from_copy_closure_with_captures(
        |_, _, module: &Module, context| Ok(evaluate(module, context)?.into()),
        module.clone(),
    );
    let evaluate = FunctionObjectBuilder::new(context.realm(), evaluate).build();
    match swept::call(&evaluate, &JsValue::undefined(), &[], context)?.as_object() {
        Some(promise) => JsPromise::from_object(promise),
        None => Err(errors::unknown_builtin("evaluate")),
    }
}

/// Loads what a module imports, links it and runs the bodies that have not run.
fn evaluate(module: &Module, context: &mut Context) -> JsResult<JsPromise> {
    let host = Host::of(context);
    let outer = std::mem::replace(&mut host.modules.borrow_mut().loading, true);
    let starts = std::mem::take(&mut host.modules.borrow_mut().starts);
    let promise = module.load(context);
    import::run_engine_jobs(&host, context)?;
    host.modules.borrow_mut().loading = outer;
    host.modules.borrow_mut().starts = starts;
    match promise.state() {
        PromiseState::Rejected(reason) => return Err(JsError::from_opaque(reason)),
        PromiseState::Fulfilled(_) | PromiseState::Pending => {}
    }
    module.link(context).map_err(|error| loader::unlinked(error, context))?;
    if let Some(path) = module.path().and_then(|path| path.to_str()) {
        runs(&host, path, context)?;
    }
    let promise = module.evaluate(context)?;
    // Whoever asked for the module reports its failure; the promise itself is nobody's.
    let own: JsObject = promise.clone().into();
    host.promises.borrow_mut().unhandled.retain(|(other, _)| *other != own);
    Ok(promise)
}
