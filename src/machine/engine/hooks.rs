//! Where the engine asks its host: jobs to queue, callbacks to call, rejections to track.
//!
//! The engine's promise jobs are opaque. What each is, it says itself when it runs: the tag
//! that went into its callback when the reaction was registered comes back out.

use std::rc::Rc;

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsObject, JsResult, JsString, JsValue, NativeObject, Trace,
    builtins::{
        function::OrdinaryFunction,
        promise::{OperationType, Promise as BoaPromise},
    },
    context::HostHooks,
    job::{Job, JobCallback, JobExecutor},
    object::builtins::JsFunction,
    realm::Realm,
};

use super::{
    async_hooks::promises as heard,
    callbacks, errors,
    host::{Host, Microtask},
    markers,
    modules::esm,
    promises::{self, settling},
};
use crate::instrument::Reads;
use crate::trace::{
    Entry, EntryId, EntryKind, Fact, Omitted, PromiseId, PromiseOrigin, SiteId, SiteKind, Step,
    WaitId,
};

/// One execution of an `await` of the program.
#[derive(Clone, Copy)]
pub(crate) struct Waiting {
    pub(crate) wait: WaitId,
    pub(crate) function: SiteId,
    pub(crate) site: SiteId,
    pub(crate) promise: Option<PromiseId>,
    pub(crate) scheduled: Step,
}

/// An `await` whose operand has been evaluated; the engine will ask about two callbacks next.
#[derive(Clone, Copy)]
pub(crate) struct Awaiting {
    /// Its place among all that were executed.
    pub(crate) index: usize,
    pub(crate) depth: usize,
    /// How many of the two the engine has asked about.
    pub(crate) asked: u8,
}

/// What a job's callback is; travels with it through the engine.
#[derive(Clone, Copy)]
enum Tag {
    /// One side of a `then`: index of the reaction, and whether it is the rejected side.
    Reaction { index: usize, rejected: bool },
    /// What comes after an `await`.
    Await { index: usize, rejected: bool },
    /// A thenable's `then`, or a step of an async iteration or of an import; by whom and where,
    /// and the number of the promise that follows the thenable.
    Other { scheduled: u32, site: u32, number: u32, follower: Option<u32> },
}

/// A tag, and the async context in which the callback was given.
#[derive(Clone, Copy, Trace, Finalize, JsData)]
#[boa_gc(empty_trace)]
struct Tagged {
    tag: Tag,
    context: u32,
}

fn job_callback(host: &Host, callback: JsFunction, tag: Tag) -> JobCallback {
    JobCallback::new(callback, Tagged { tag, context: host.contexts.current() })
}

/// The host hooks of ECMAScript that concern jobs and rejections.
pub(crate) struct Hooks;

impl HostHooks for Hooks {
    fn make_job_callback(&self, callback: JsFunction, context: &mut Context) -> JobCallback {
        let host = Host::of(context);
        let depth = depth(context);
        let mut promises = host.promises.borrow_mut();
        if let Some((index, asked)) = promises.registering
            && asked < 2
        {
            promises.registering = Some((index, asked + 1));
            return job_callback(&host, callback, Tag::Reaction { index, rejected: asked == 1 });
        }
        // Only the engine's own continuation is an await's: awaiting a thenable asks about the
        // thenable's `then` first.
        if let Some(awaiting) = promises.awaiting
            && awaiting.depth == depth
            && is_anonymous_native(&callback)
        {
            let rejected = awaiting.asked == 1;
            promises.awaiting =
                (!rejected).then_some(Awaiting { asked: awaiting.asked + 1, ..awaiting });
            return job_callback(&host, callback, Tag::Await { index: awaiting.index, rejected });
        }
        drop(promises);
        let site = host.calls.borrow().top().map_or(0, |call| call.site.0);
        let (number, follower) = (esm::note_callback(&host), host.settling.follows());
        note_step(&host, number, is_anonymous_native(&callback), depth);
        let tag = Tag::Other { scheduled: host.step().0, site, number, follower };
        job_callback(&host, callback, tag)
    }

    fn call_job_callback(
        &self,
        job: &JobCallback,
        this: &JsValue,
        args: &[JsValue],
        context: &mut Context,
    ) -> JsResult<JsValue> {
        let host = Host::of(context);
        errors::settle(args.get_or_undefined(0), context);
        let tagged = (job.host_defined() as &dyn NativeObject).downcast_ref::<Tagged>().copied();
        if let Some(tagged) = tagged {
            host.contexts.set(tagged.context);
        }
        if let (Some(Tagged { tag, .. }), Some(entry)) = (tagged, host.current_job.take()) {
            label(&host, entry, tag, args.len() == 2, this);
            if host.only_labelling.get() {
                return Ok(JsValue::undefined());
            }
            match tag {
                Tag::Await { index, rejected } => {
                    host.promises.borrow_mut().activations.begin(None);
                    if rejected {
                        errors::awaited(&host, args.get_or_undefined(0), index, context);
                    }
                    resume(&host, index, rejected, args.get_or_undefined(0), context);
                }
                Tag::Other { number, .. } => {
                    let stood = host.promises.borrow_mut().activations.go_on(number);
                    if let Some(site) = stood {
                        let function = markers::function_of(&host, site);
                        host.promises.borrow_mut().activations.leave(function);
                    }
                    let with = args.get_or_undefined(0);
                    if esm::puts_off(&host, number, job.callback(), with, context) {
                        return Ok(JsValue::undefined());
                    }
                }
                Tag::Reaction { index, .. } => {
                    let mut promises = host.promises.borrow_mut();
                    let settles = promises.reactions.get(index).and_then(|it| it.derived);
                    promises.activations.begin(settles);
                }
            }
        }
        let Some(Tagged { tag, .. }) = tagged else {
            return job.callback().call(this, args, context);
        };
        let result = call(&host, tag, job, this, args, context);
        host.promises.borrow_mut().activations.end();
        if let (Tag::Other { number, .. }, [_, _], Some(promise)) = (tag, args, this.as_object())
            && let Some(promise) = promises::known(&host, &promise)
        {
            host.promises.borrow_mut().activations.resolved(number, promise);
        }
        result
    }

    fn promise_rejection_tracker(
        &self,
        promise: &JsObject<BoaPromise>,
        operation: OperationType,
        context: &mut Context,
    ) {
        let host = Host::of(context);
        let promise = promise.clone().upcast();
        if operation == OperationType::Reject {
            errors::settle(&promises::reason(&promise), context);
        }
        let mut promises = host.promises.borrow_mut();
        match operation {
            OperationType::Reject if esm::is_awaited_by_loader(&host, &promise) => {
                drop(promises);
                esm::main_failed(&host, context);
            }
            OperationType::Reject => {
                let context = host.settling.context_of(&promise, &host);
                promises.reject(promise, context);
            }
            OperationType::Handle => {
                let reported = promises.reported.iter().position(|(other, _)| *other == promise);
                if let Some(at) = reported {
                    let late = promises.reported.remove(at);
                    promises.handled_late.push(late);
                    promises.muted = false;
                } else {
                    promises.unhandled.retain(|(other, _)| *other != promise);
                    promises.rescued.push(promise);
                    promises.muted = host.profile.handler_mutes_rejections;
                }
            }
        }
    }

    fn ensure_can_compile_strings(
        &self,
        _realm: Realm,
        parameters: &[JsString],
        body: &JsString,
        _direct: bool,
        context: &mut Context,
    ) -> JsResult<()> {
        let host = Host::of(context);
        host.omit(Omitted::CodeFromText);
        if host.reads.get() == Some(&Reads::Anew) {
            host.omit(Omitted::LostProperties);
        }
        // For the words of the error, if it is none.
        let parameters = parameters.iter().map(JsString::to_std_string_lossy).collect();
        *host.compiled.borrow_mut() = Some((parameters, body.to_std_string_lossy()));
        Ok(())
    }

    fn utc_now(&self) -> i64 {
        // `Date` is the machine's own; see `globals::date`.
        0
    }

    fn local_timezone_offset_seconds(&self, _unix_time_seconds: i64) -> i32 {
        0
    }
}

/// Queues what the engine asks to queue; the machine runs it.
pub(crate) struct Executor;

impl JobExecutor for Executor {
    fn enqueue_job(self: Rc<Self>, job: Job, context: &mut Context) {
        let host = Host::of(context);
        let Some(job) = esm::take_job(job, context) else { return };
        if let Job::PromiseJob(job) = job {
            if host.joins.replace(false) {
                host.joined.borrow_mut().push_back(job);
                return;
            }
            // What has returned by now has left before the job was queued.
            host.calls.borrow_mut().unwind(depth(context), &mut host.recorder.borrow_mut());
            let label = host.text("");
            let entry = host.entry(EntryKind::EngineJob, label, None);
            host.fact(Fact::EntryQueued { entry });
            host.microtasks.borrow_mut().push_back(Microtask::Promise(entry, job));
        }
    }

    fn run_jobs(self: Rc<Self>, _context: &mut Context) -> JsResult<()> {
        // The loop decides when a job runs.
        Ok(())
    }
}

/// Calls a job's callback, and tells hooks of the program.
fn call(
    host: &Host,
    tag: Tag,
    job: &JobCallback,
    this: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let kind = match tag {
        Tag::Reaction { index, .. } => heard::Job::Reaction(index),
        Tag::Await { index, .. } => heard::Job::Await(index),
        Tag::Other { follower: Some(number), .. } => heard::Job::Thenable(number),
        Tag::Other { follower: None, .. } => return job.callback().call(this, args, context),
    };
    heard::before(host, kind, depth(context), context)?;
    if let (heard::Job::Thenable(number), [resolve, reject]) = (kind, args) {
        let functions = [resolve.clone(), reject.clone()];
        return settling::call_then(host, number, (job.callback(), this), functions, context);
    }
    job.callback().call(this, args, context)
}

/// The engine asks about a callback of its own: what stacks have to know of it.
fn note_step(host: &Host, number: u32, is_anonymous: bool, depth: usize) {
    let mut promises = host.promises.borrow_mut();
    let activations = &mut promises.activations;
    if !is_anonymous {
        activations.resolve(number);
        return;
    }
    let Some((call, is_bottom)) = host.calls.borrow().at(depth) else { return };
    let sites = host.sites.borrow();
    let kind = sites.get(call.function.index()).map(|site| site.kind);
    if !matches!(kind, Some(SiteKind::AsyncFunction | SiteKind::AsyncGenerator | SiteKind::Program))
    {
        return;
    }
    let inner = activations.resumed().filter(|_| is_bottom);
    let when = (depth, host.step());
    activations.wait_within(call.activation.or(inner), when, call.site, number);
    if kind == Some(SiteKind::Program) {
        activations.stand(call.function, errors::Standing::Within(call.site));
    }
}

/// How many calls of JavaScript functions the engine is in.
pub(crate) fn depth(context: &Context) -> usize {
    context.stack_trace().size_hint().0
}

fn is_anonymous_native(function: &JsFunction) -> bool {
    !function.is::<OrdinaryFunction>() && callbacks::own_name(function).is_empty()
}

/// Completes what is known of a running job.
fn label(host: &Host, entry: EntryId, tag: Tag, is_thenable_job: bool, this: &JsValue) {
    let about = match tag {
        Tag::Reaction { index, rejected } => {
            let reaction = host.promises.borrow().reactions[index];
            let side = if rejected { reaction.rejected } else { reaction.fulfilled };
            Entry {
                kind: side.kind,
                label: side.label,
                site: side.site,
                scheduled: reaction.scheduled,
                promise: Some(reaction.promise),
                duration_ms: 0,
            }
        }
        Tag::Await { index, .. } => {
            let waiting = host.promises.borrow().waits[index];
            Entry {
                kind: EntryKind::AwaitContinuation,
                label: host.function_name(waiting.function),
                site: Some(waiting.site),
                scheduled: waiting.scheduled,
                promise: waiting.promise,
                duration_ms: 0,
            }
        }
        Tag::Other { scheduled, site, .. } => Entry {
            kind: if is_thenable_job { EntryKind::ThenableJob } else { EntryKind::EngineJob },
            label: host.text(""),
            site: (site > 0).then_some(SiteId(site)),
            scheduled: Step(scheduled),
            promise: this
                .as_object()
                .and_then(|object| promises::id(host, &object, PromiseOrigin::Seen, None, None)),
            duration_ms: 0,
        },
    };
    host.recorder.borrow_mut().complete(entry, about);
}

/// The waiting function is back on the stack.
fn resume(host: &Host, index: usize, rejected: bool, value: &JsValue, context: &mut Context) {
    let waiting = host.promises.borrow().waits[index];
    let value = super::value(host, value, context);
    let depth = depth(context) + 1;
    let activation = host.promises.borrow().activations.of(index);
    host.promises.borrow_mut().activations.leave(waiting.function);
    let mut recorder = host.recorder.borrow_mut();
    recorder.fact(Fact::AwaitResumed { wait: waiting.wait, rejected, value });
    let mut calls = host.calls.borrow_mut();
    calls.resume(waiting.function, waiting.site, activation, depth, &mut recorder);
    calls.wake(waiting.wait);
}
