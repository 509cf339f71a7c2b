//! Dynamic `import()`: when its bodies run and when its promise is settled, by version.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the engine's enum of jobs is open, and two kinds of them concern modules"
)]

mod plan;

use std::cell::RefCell;

use boa_engine::{
    Context, JsArgs, JsResult, JsValue, Module,
    job::{Job as EngineJob, NativeAsyncJob, PromiseJob},
    object::builtins::JsFunction,
};
use futures_lite::future;

pub(super) use self::plan::{Failure, Importing, Target, Why};
use self::plan::{OWN_TURNS, Plan, Wait, heard, plan};
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
        let leads = |id: &String| host.modules.borrow().leading.contains_key(id);
        let step = if let Some(id) = id.clone().filter(leads) {
            let known = heard(host, host.profile.import_turns.known, import.from_commonjs);
            Step { act: Act::Follow { job, id, after }, wait: known }
        } else {
            if let Some(id) = &id {
                host.modules.borrow_mut().leading.insert(id.clone(), Leading::default());
            }
            Step { act: Act::Run { job, after, module: id.zip(module) }, wait: before }
        };
        wait(host, step, context);
    }
    ran
}

/// The import that loads a module: others of the same one are settled when it is, at the
/// earliest.
#[derive(Default)]
pub(super) struct Leading {
    /// The bodies have run, or wait.
    has_run: bool,
    /// Whose turn has come before the bodies', and turns as in [`Plan`].
    followers: Vec<(PromiseJob, u32)>,
    /// What is settled with it.
    settles: Vec<(JsFunction, JsValue)>,
}

/// When a dynamic import is settled whose bodies have run.
#[derive(Clone)]
pub(super) enum Settlement {
    /// So many turns later; it may lead others, by what it imports.
    Turns { left: u32, leads: Option<String> },
    /// With the import that leads.
    With(String),
}

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
    /// Goes on with the import that leads; the rest as in [`Plan`].
    Follow { job: PromiseJob, id: String, after: u32 },
    /// Settles the promise, and those of the imports that it leads.
    Settle { settle: JsFunction, with: JsValue, leads: Option<String> },
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
            if module.link(context).is_ok() {
                lead(&host, job, (id, after), context)?;
            } else {
                let left = host.profile.import_turns.unlinked.saturating_sub(OWN_TURNS);
                let leading = host.modules.borrow_mut().leading.remove(&id);
                let followers = leading.map(|leading| leading.followers).unwrap_or_default();
                for (job, after) in std::iter::once((job, after)).chain(followers) {
                    let act = Act::Run { job, after, module: None };
                    wait(&host, Step { act, wait: Wait::Turns(left) }, context);
                }
            }
        }
        Act::Run { job, after, module: None } => {
            run(&host, job, &Settlement::Turns { left: after, leads: None }, context)?;
        }
        Act::Follow { job, id, after } => {
            let mut modules = host.modules.borrow_mut();
            let settlement = match modules.leading.get_mut(&id) {
                Some(leading) if !leading.has_run => {
                    leading.followers.push((job, after));
                    return Ok(JsValue::undefined());
                }
                Some(_) => Settlement::With(id),
                None => Settlement::Turns { left: 0, leads: None },
            };
            drop(modules);
            run(&host, job, &settlement, context)?;
        }
        Act::Settle { settle, with, leads } => {
            settle.call(&JsValue::undefined(), &[with], context)?;
            let leading = leads.and_then(|id| host.modules.borrow_mut().leading.remove(&id));
            for (settle, with) in leading.map(|leading| leading.settles).unwrap_or_default() {
                settle.call(&JsValue::undefined(), &[with], context)?;
            }
        }
    }
    Ok(JsValue::undefined())
}

/// Runs the bodies of what has that id, for an import and for those that follow it by now.
fn lead(
    host: &Host,
    job: PromiseJob,
    (id, after): (String, u32),
    context: &mut Context,
) -> JsResult<()> {
    runs(host, &id, context)?;
    let followers = {
        let mut modules = host.modules.borrow_mut();
        let leading = modules.leading.entry(id.clone()).or_default();
        leading.has_run = true;
        std::mem::take(&mut leading.followers)
    };
    run(host, job, &Settlement::Turns { left: after, leads: Some(id.clone()) }, context)?;
    for (job, _) in followers {
        run(host, job, &Settlement::With(id.clone()), context)?;
    }
    Ok(())
}

/// Runs the bodies. The last two callbacks that the engine asks about meanwhile are those
/// that settle the promise (`ContinueDynamicImport` step 6.g).
fn run(
    host: &Host,
    job: PromiseJob,
    settlement: &Settlement,
    context: &mut Context,
) -> JsResult<()> {
    let outer = host.modules.borrow_mut().asks.replace(Vec::new());
    let ran = job.call(context);
    let mut modules = host.modules.borrow_mut();
    let asks = std::mem::replace(&mut modules.asks, outer).unwrap_or_default();
    if !matches!(settlement, Settlement::Turns { left: 0, .. }) {
        let settling = asks.into_iter().rev().take(2).map(|ask| (ask, settlement.clone()));
        modules.settling.extend(settling);
    }
    ran.map(drop)
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
    let mut modules = host.modules.borrow_mut();
    let (settle, with) = (settle.clone(), with.clone());
    let (left, leads) = match modules.settling.remove(&number) {
        None => return false,
        Some(Settlement::Turns { left, leads }) => (left, leads),
        Some(Settlement::With(id)) => {
            let leading = modules.leading.get_mut(&id);
            let follows = leading.map(|leading| leading.settles.push((settle, with)));
            return follows.is_some();
        }
    };
    drop(modules);
    let act = Act::Settle { settle, with, leads };
    wait(host, Step { act, wait: Wait::Turns(left.saturating_sub(1)) }, context);
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
