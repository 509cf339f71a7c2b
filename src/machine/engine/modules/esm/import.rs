//! Dynamic `import()`: when its bodies run and when its promise is settled, by version.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the engine's enum of jobs is open, and two kinds of them concern modules"
)]

use std::{cell::RefCell, collections::BTreeSet};

use boa_engine::{
    Context, JsArgs, JsResult, JsValue, Module,
    job::{Job as EngineJob, NativeAsyncJob, PromiseJob},
    object::builtins::JsFunction,
};
use futures_lite::future;

use super::{
    super::super::{
        globals::native,
        host::{Callback, Host, Microtask},
        requests,
    },
    runs,
};
use crate::trace::{EntryId, EntryKind, Fact};

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
            let _ = start(&host, job, context);
            None
        }
        other => Some(other),
    }
}

/// What is known of a dynamic `import()` whose files are being loaded.
#[derive(Default)]
pub(super) struct Importing {
    /// What was asked for was looked up.
    asked: bool,
    /// A `CommonJS` file calls.
    pub(super) from_commonjs: bool,
    /// What it means, if that was found.
    pub(super) target: Option<Target>,
    /// Files loaded for it.
    pub(super) new: BTreeSet<String>,
    pub(super) failed: Option<Failure>,
}

/// What a dynamic `import()` means.
pub(super) struct Target {
    /// A path, or the id of a module of Node's own.
    pub(super) id: String,
    /// It was loaded before.
    pub(super) is_known: bool,
    /// It is read from a file: an ES module or JSON. `CommonJS` reads its own.
    pub(super) is_read: bool,
    /// It is a `CommonJS` file.
    pub(super) is_commonjs: bool,
}

/// An import that failed before any body ran.
pub(super) struct Failure {
    /// The importing file, if what failed is not what `import()` itself names.
    pub(super) from: Option<String>,
    pub(super) why: Why,
    /// The same file has failed before.
    pub(super) again: bool,
}

/// Why an import fails before any body runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Missing,
    UnknownBuiltin,
    Attributes,
    Broken,
}

impl Importing {
    /// Whether this is the first question: that for what `import()` names.
    pub(super) fn ask(&mut self) -> bool {
        !std::mem::replace(&mut self.asked, true)
    }
}

fn start(host: &Host, job: NativeAsyncJob, context: &mut Context) -> JsResult<()> {
    {
        let mut modules = host.modules.borrow_mut();
        modules.loading = true;
        modules.import = Some(Importing::default());
    }
    let mut ran = run_async_job(job, context);
    let mut left = None;
    loop {
        let Some(job) = host.engine_jobs.borrow_mut().pop_front() else { break };
        match job {
            EngineJob::AsyncJob(job) => ran = ran.and(run_async_job(job, context)),
            EngineJob::PromiseJob(job) => left = Some(job),
            // No other kind has to do with modules.
            _ => {}
        }
    }
    let import = {
        let mut modules = host.modules.borrow_mut();
        modules.loading = false;
        modules.import.take()
    };
    if let (Some(job), Some(import)) = (left, import) {
        let Plan { before, after, module } = plan(host, &import);
        let id = import.target.map(|target| target.id).filter(|_| module.is_some());
        let mut modules = host.modules.borrow_mut();
        let followers = id.as_ref().and_then(|id| modules.awaited.get_mut(id));
        if let Some(followers) = followers {
            followers.push((job, after));
            return ran;
        }
        if let Some(id) = &id {
            modules.awaited.insert(id.clone(), Vec::new());
        }
        drop(modules);
        let module = id.zip(module);
        wait(host, Step { act: Act::Run { job, after, module }, wait: before }, context);
    }
    ran
}

/// When what happens.
struct Plan {
    /// Before the promise job that runs the bodies, or rejects.
    before: Wait,
    /// Turns between the end of the bodies and the promise's settlement, beyond those that
    /// ECMAScript has.
    after: u32,
    /// What is to be linked.
    module: Option<Module>,
}

/// Turns that pass by themselves from the promise job of an `import()` until the program
/// hears of it: the settlement's own, and that of the program's `then`.
const OWN_TURNS: u32 = 2;

fn plan(host: &Host, import: &Importing) -> Plan {
    let turns = host.profile.import_turns;
    let caller = if import.from_commonjs { turns.from_commonjs } else { 0 };
    let heard = |turn: u32| Wait::Turns((turn + caller).saturating_sub(OWN_TURNS + 1));
    let modules = host.modules.borrow();
    let Some(target) = &import.target else {
        // Nothing was found.
        let is_builtin = import.failed.as_ref().is_some_and(|it| it.why == Why::UnknownBuiltin);
        let turn = if is_builtin { turns.unknown_builtin } else { turns.missing };
        return Plan { before: heard(turn), after: 0, module: None };
    };
    if let Some(failure) = &import.failed {
        let depth_of = |from: &String| modules.graph.depth_of(&target.id, from);
        let depth = failure.from.as_ref().map_or(0, depth_of);
        let turn = match failure.why {
            Why::Missing => Some(turns.missing),
            Why::UnknownBuiltin => Some(turns.unknown_builtin),
            Why::Attributes if failure.again => Some(turns.attributes_again),
            Why::Attributes => turns.attributes,
            Why::Broken if turns.reads_through_pool && !failure.again => None,
            Why::Broken => Some(turns.broken),
        };
        let is_read = depth > 0 && turns.reads_through_pool;
        let before = match turn.filter(|_| !is_read) {
            // The engine rejects the promise itself if an import of an import fails.
            Some(turn) if depth > 0 => heard(turn + turns.levels.failed(depth) + 1),
            Some(turn) => heard(turn),
            None => Wait::Trips(FILE_TRIPS * depth.max(1)),
        };
        return Plan { before, after: 0, module: None };
    }
    if target.is_known {
        return Plan { before: heard(turns.known), after: 0, module: None };
    }
    let (depth, new) =
        (modules.graph.depth(&target.id), modules.graph.new_depth(&target.id, &import.new));
    let lexes = target.is_commonjs && turns.compiles_lexer && !modules.has_lexer;
    let module = modules.loaded.get(&target.id).cloned();
    drop(modules);
    let before = if turns.reads_through_pool && (target.is_read || depth > 0) {
        Wait::Trips(FILE_TRIPS * (new + u32::from(target.is_read)).max(1))
    } else if lexes {
        host.modules.borrow_mut().has_lexer = true;
        Wait::Trips(1)
    } else {
        Wait::Turns(turns.body + turns.levels.body(depth, new) - 1)
    };
    Plan { before, after: turns.after_body + caller - OWN_TURNS, module }
}

/// Open, fstat, read and close: what reading a small file takes of the pool.
const FILE_TRIPS: u32 = 4;

/// A part of a dynamic import that waits.
pub(super) struct Step {
    act: Act,
    wait: Wait,
}

/// What a dynamic import does when it is its turn.
enum Act {
    /// Links the module and runs the bodies that have not run; the rest as in [`Plan`]. With
    /// what is to be linked, by its id, if no other import does that.
    Run { job: PromiseJob, after: u32, module: Option<(String, Module)> },
    /// Settles the promise.
    Settle { settle: JsFunction, with: JsValue },
}

/// What is still to be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    /// Turns of the microtask queue.
    Turns(u32),
    /// Trips to the pool, then one turn of the microtask queue.
    Trips(u32),
}

/// Lets a part of a dynamic import wait its next turn.
fn wait(host: &Host, step: Step, context: &mut Context) {
    let site = host.calls.borrow().top().map(|call| call.site);
    let kind = match step.wait {
        Wait::Turns(_) => EntryKind::EngineJob,
        Wait::Trips(_) => EntryKind::Request,
    };
    let label = host.text("import()");
    let entry = host.entry(kind, label, site);
    let function = native("import", 1, turn, context);
    let args = vec![JsValue::from(entry.0)];
    let callback = Callback { entry, function, this: JsValue::undefined(), args };
    host.modules.borrow_mut().imports.insert(entry, step);
    if kind == EntryKind::Request {
        requests::submit(host, callback, requests::Kind::Pool, 0);
    } else {
        host.fact(Fact::EntryQueued { entry });
        host.microtasks.borrow_mut().push_back(Microtask::Callback(callback));
    }
}

/// One turn of a dynamic import, by the number of its entry.
fn turn(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let entry = EntryId(args.get_or_undefined(0).to_u32(context)?);
    let waiting = host.modules.borrow_mut().imports.remove(&entry);
    let Some(Step { act, wait: before }) = waiting else {
        return Ok(JsValue::undefined());
    };
    let next = match before {
        Wait::Turns(0) => None,
        Wait::Turns(left) => Some(Wait::Turns(left - 1)),
        Wait::Trips(left) if left > 1 => Some(Wait::Trips(left - 1)),
        Wait::Trips(_) => Some(Wait::Turns(0)),
    };
    if let Some(next) = next {
        wait(&host, Step { act, wait: next }, context);
        return Ok(JsValue::undefined());
    }
    match act {
        Act::Run { job, after, module: Some((id, module)) } => {
            let is_linked = module.link(context).is_ok();
            let ran = if is_linked {
                runs(&host, &id, context)?;
                run(&host, job, after, context)
            } else {
                let left = host.profile.import_turns.unlinked.saturating_sub(OWN_TURNS);
                let act = Act::Run { job, after, module: None };
                wait(&host, Step { act, wait: Wait::Turns(left) }, context);
                Ok(JsValue::undefined())
            };
            let followers = host.modules.borrow_mut().awaited.remove(&id).unwrap_or_default();
            ran?;
            for (job, after) in followers {
                run(&host, job, after, context)?;
            }
            Ok(JsValue::undefined())
        }
        Act::Run { job, after, module: None } => run(&host, job, after, context),
        Act::Settle { settle, with } => settle.call(&JsValue::undefined(), &[with], context),
    }
}

/// Runs the bodies. The last two callbacks that the engine asks about meanwhile are those
/// that settle the promise (`ContinueDynamicImport` step 6.g).
fn run(host: &Host, job: PromiseJob, after: u32, context: &mut Context) -> JsResult<JsValue> {
    let outer = host.modules.borrow_mut().asks.replace(Vec::new());
    let ran = job.call(context);
    let mut modules = host.modules.borrow_mut();
    let asks = std::mem::replace(&mut modules.asks, outer).unwrap_or_default();
    let settling = asks.into_iter().rev().take(2).map(|ask| (ask, after));
    if after > 0 {
        modules.settling.extend(settling);
    }
    ran
}

/// The engine asks about a callback of its own: the number by which it can be known later.
pub(crate) fn note_callback(host: &Host) -> u32 {
    let mut modules = host.modules.borrow_mut();
    modules.callbacks += 1;
    let number = modules.callbacks;
    if let Some(asks) = &mut modules.asks {
        asks.push(number);
    }
    number
}

/// A callback of the engine's own is about to be called. If it settles an `import()` it waits
/// as long as Node's loader takes, and this says so.
pub(crate) fn puts_off(
    host: &Host,
    number: u32,
    settle: &JsFunction,
    with: &JsValue,
    context: &mut Context,
) -> bool {
    let after = host.modules.borrow_mut().settling.remove(&number);
    let Some(after) = after else { return false };
    let act = Act::Settle { settle: settle.clone(), with: with.clone() };
    wait(host, Step { act, wait: Wait::Turns(after - 1) }, context);
    true
}

/// Runs what the engine queued while it loads.
pub(super) fn run_engine_jobs(host: &Host, context: &mut Context) -> JsResult<()> {
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
