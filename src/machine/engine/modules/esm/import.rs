//! Dynamic `import()`: when its bodies run and when its promise is settled, by version.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the engine's enum of jobs is open, and two kinds of them concern modules"
)]

use boa_engine::{
    Context, JsArgs, JsResult, JsValue,
    job::{Job as EngineJob, NativeAsyncJob, PromiseJob},
};
use futures_lite::future;
use std::cell::RefCell;

use super::super::super::{
    globals::native,
    host::{Callback, Host, Microtask},
    requests,
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
enum Step {
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
        requests::submit(host, callback, requests::Kind::Pool, 0);
    } else {
        host.fact(Fact::EntryQueued { entry });
        host.microtasks.borrow_mut().push_back(Microtask::Callback(callback));
    }
}

/// A promise job of a dynamic import that waits.
pub(super) struct Import {
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
