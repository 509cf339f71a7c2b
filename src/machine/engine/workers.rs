//! Worker threads: loops beside the main one, each in a realm and on a thread of its own.
//!
//! Only one thread runs at a time, so that a run is the same every time: whenever the main
//! loop is about to wait, it lets the workers go on, the one that is due first before the
//! others, as far as they are due before the main loop is (conservative discrete-event
//! simulation: nobody is ever told of something that lies in its past). A worker that starts
//! another asks the main thread to make it. A worker's own facts are not recorded; what it posts,
//! prints and throws reaches its parent as messages.

pub(crate) mod mail;
pub(crate) mod memory;
mod schedule;

use std::{
    cell::Cell,
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender},
    },
};

use boa_engine::{
    Context, JsArgs, JsResult, JsString, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use self::mail::{Mail, Shared, What};
use super::{
    errors,
    host::{Callback, Host},
};
use crate::{
    machine::{Files, Job},
    trace::{EntryId, EntryKind, Fact, Omitted, Stream, Worker},
};

/// A worker that takes more steps never comes back, as far as anybody can tell: time must be left
/// for those who end it.
const MOST_STEPS: u32 = 2_000_000;

/// Lets a worker go on at a time.
struct Go {
    now: u64,
    mail: Vec<Mail>,
}

/// What a worker says when it stops running for a while, or for ever.
pub(crate) enum Back {
    /// It sent something to a thread, and goes on.
    Posted {
        to: u32,
        mail: Mail,
    },
    /// It wants a worker of its own, and goes on.
    Starts(Box<Launch>),
    /// It ends one that it has started, and goes on.
    Stops {
        id: u32,
        now: u64,
    },
    /// It waits until then; without a time only mail wakes it.
    Rests {
        now: u64,
        until: Option<u64>,
    },
    Ended {
        now: u64,
        code: i32,
    },
    /// It used up its budget: for all we know it never comes back.
    Stuck,
}

/// A worker to be made.
pub(crate) struct Launch {
    id: u32,
    parent: u32,
    /// Virtual microseconds at which its first line runs.
    start: u64,
    /// Where the parent's control port listens.
    control: u32,
    /// What the parent says of it.
    setup: String,
    job: Job,
}

/// The main thread's view of a worker.
struct Thread {
    /// Who started it; 0 is the main thread.
    parent: u32,
    go: Sender<Go>,
    back: Receiver<Back>,
    /// Its clock when it was last heard of; when it will start, before it has.
    now: u64,
    until: Option<u64>,
    /// Mail it has not got yet.
    mail: Vec<Mail>,
    /// It has been let run.
    begun: bool,
    stuck: bool,
}

impl Thread {
    /// When it has something to do next.
    fn next(&self) -> Option<u64> {
        if self.stuck {
            return None;
        }
        let mail = self.mail.iter().map(|mail| mail.at).min();
        let due = self.until.into_iter().chain(mail).min()?;
        Some(due.max(self.now))
    }
}

/// A worker as the thread sees it that started it.
struct Child {
    entry: EntryId,
    ended: Callback,
    referenced: bool,
}

/// What a thread knows of others.
#[derive(Default)]
pub(crate) struct Workers {
    /// On the main thread: all workers that have not ended, by their ids.
    threads: BTreeMap<u32, Thread>,
    /// Those that this thread has started.
    children: BTreeMap<u32, Child>,
    /// Mail to this thread.
    inbox: Vec<Mail>,
    /// On the main thread: mail to workers that have an id and are just being made.
    unborn: Vec<(u32, Mail)>,
}

impl Workers {
    /// Whether one keeps the loop alive, and something can still come of it, as far as this
    /// thread can tell.
    pub(crate) fn count(&self, is_worker: bool) -> bool {
        let waits =
            |(id, child): (&u32, &Child)| child.referenced && (is_worker || self.goes_on(*id));
        !self.inbox.is_empty() || self.children.iter().any(waits)
    }

    /// Whether a worker or one that it has started has something to do.
    fn goes_on(&self, id: u32) -> bool {
        let due = |thread: &Thread| thread.next().is_some();
        self.threads.get(&id).is_some_and(due)
            || self.threads.iter().any(|(own, thread)| thread.parent == id && self.goes_on(*own))
    }

    /// Whether a worker that never comes back is waited for.
    fn are_stuck(&self) -> bool {
        self.threads.iter().any(|(id, thread)| {
            thread.stuck && self.children.get(id).is_none_or(|child| child.referenced)
        })
    }
}

/// A worker's own end.
pub(crate) struct Own {
    pub(crate) id: u32,
    parent: u32,
    /// What the parent said of it, for `machine/node/internal/worker.js`.
    pub(crate) setup: String,
    go: Receiver<Go>,
    back: Sender<Back>,
    /// Where the parent's control port listens.
    control: u32,
    shared: Shared,
    /// How much it has posted.
    posts: Cell<u32>,
}

impl Own {
    /// Waits for the first permission to run: the time, and mail that has come already. None
    /// if the parent has gone.
    pub(crate) fn begin(&self) -> Option<(u64, Vec<Mail>)> {
        self.go.recv().ok().map(|go| (go.now, go.mail))
    }

    /// The program cannot be run: the parent hears of an error, and the thread ends.
    pub(crate) fn refuse(&self, at: u64, message: &str) {
        let told = serde_json::json!({ "type": "refused", "message": message });
        self.report(at, told.to_string());
        self.say(Back::Ended { now: at, code: 1 });
    }

    fn say(&self, back: Back) {
        // If the main thread is gone there is nobody to tell.
        let _ = self.back.send(back);
    }

    fn post(&self, to: u32, mail: Mail) {
        self.say(Back::Posted { to, mail });
    }

    /// Says something to the parent's `Worker` object, as JSON.
    pub(crate) fn report(&self, at: u64, text: String) {
        let what = What::Posted { port: self.control, text };
        self.post(self.parent, Mail { at, what });
    }
}

/// Files that several threads read.
#[derive(Clone)]
pub(crate) struct SharedFiles(pub(crate) Arc<Mutex<Box<dyn Files>>>);

impl SharedFiles {
    pub(crate) fn read(&self, path: &str) -> Option<String> {
        self.0.lock().ok()?.read(path)
    }
}

impl Files for SharedFiles {
    fn read(&mut self, path: &str) -> Option<String> {
        SharedFiles::read(self, path)
    }
}

/// `newWorker()`: the id of a worker that is going to be started.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn number(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let mut registry = host.shared().lock();
    registry.started += 1;
    let id = registry.started;
    registry.alive.insert(id);
    Ok(id.into())
}

/// `startWorker(path, text, args, control, setup, micros, ended, id)`: a thread that runs a
/// program after so many virtual microseconds; `ended(code)` is called in poll.
pub(crate) fn start(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    host.omit(Omitted::Worker);
    let text = |index: usize, context: &mut Context| {
        let text = args.get_or_undefined(index).to_string(context)?;
        Ok::<_, boa_engine::JsError>(text.to_std_string_lossy())
    };
    let (path, program) = (text(0, context)?, text(1, context)?);
    let following = text(2, context)?;
    let control = args.get_or_undefined(3).to_u32(context)?;
    let setup = text(4, context)?;
    let cost = args.get_or_undefined(5).to_length(context)?;
    let function = args.get_or_undefined(6).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else {
        return Err(errors::invalid_callback(args.get_or_undefined(6), context));
    };
    let id = args.get_or_undefined(7).to_u32(context)?;
    let job = Job {
        name: path.clone(),
        path,
        text: program,
        runtime: host.profile.runtime,
        world: host.world.clone(),
        args: following.split('\n').filter(|arg| !arg.is_empty()).map(str::to_owned).collect(),
        max_steps: host.recorder.borrow().max_steps().min(MOST_STEPS),
        choices: Vec::new(),
        variables: false,
    };
    let site = host.calls.borrow().top().map(|call| call.site);
    let entry = host.entry(EntryKind::Request, host.text(&format!("worker {id}")), site);
    host.fact(Fact::EntryQueued { entry });
    host.fact(Fact::RequestTaken { entry, worker: Worker::Kernel });
    let ended = Callback { entry, function, this: JsValue::undefined(), args: Vec::new() };
    host.workers.borrow_mut().children.insert(id, Child { entry, ended, referenced: true });
    let start = host.clock.get().now().0.saturating_add(cost);
    let launch = Launch { id, parent: host.thread_id(), start, control, setup, job };
    if let Some(own) = host.own_thread.get() {
        own.say(Back::Starts(Box::new(launch)));
    } else if !host.launch(launch) {
        let message = "There is no room for another worker thread";
        return Err(boa_engine::JsNativeError::error().with_message(message).into());
    }
    Ok(JsValue::undefined())
}

/// `stopWorker(id)`: the thread runs no more.
pub(crate) fn stop(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    let now = host.clock.get().now().0;
    match host.own_thread.get() {
        Some(own) => own.say(Back::Stops { id, now }),
        None => host.stop_worker(id, now),
    }
    Ok(JsValue::undefined())
}

/// `keepWorker(id, yes)`: whether the thread keeps the loop alive.
pub(crate) fn keep(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    let referenced = args.get_or_undefined(1).to_boolean();
    if let Some(child) = host.workers.borrow_mut().children.get_mut(&id) {
        child.referenced = referenced;
        host.fact(Fact::EntryReferenced { entry: child.entry, referenced });
    }
    Ok(JsValue::undefined())
}

/// `reportToParent(text)`: tells the parent's `Worker` object something, as JSON.
pub(crate) fn report(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let text = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    if let Some(own) = host.own_thread.get() {
        own.report(host.clock.get().now().0, text);
    }
    Ok(JsValue::undefined())
}

/// `ownThread()`: in a worker its id and what the parent said of it; undefined on the main
/// thread.
pub(crate) fn own_thread(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(own) = host.own_thread.get() else { return Ok(JsValue::undefined()) };
    let parts = [own.id.into(), JsString::from(own.setup.as_str()).into()];
    Ok(JsArray::from_iter(parts, context).into())
}

impl Host {
    /// Tells the parent what a worker writes; false on the main thread.
    pub(crate) fn print_at_parent(&self, stream: Stream, text: &str) -> bool {
        let Some(own) = self.own_thread.get() else { return false };
        let stream = if stream == Stream::Stderr { "stderr" } else { "stdout" };
        let told = serde_json::json!({ "type": "write", "stream": stream, "text": text });
        own.report(self.clock.get().now().0, told.to_string());
        true
    }
}
