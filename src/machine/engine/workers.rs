//! Worker threads: loops beside the main one, each in a realm and on a thread of its own.
//!
//! Only one thread runs at a time, so that a run is the same every time: whenever the main
//! loop is about to wait, it lets the workers go on, the one that is due first before the
//! others, as far as they are due before the main loop is (conservative discrete-event
//! simulation: nobody is ever told of something that lies in its past). A worker's own facts
//! are not recorded; what it posts, prints and throws reaches the main thread as messages.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use boa_engine::{
    Context, JsArgs, JsResult, JsString, JsValue,
    object::builtins::{JsArray, JsFunction},
};

use super::{
    errors,
    host::{Callback, Host},
};
use crate::{
    machine::{Files, Job, work},
    trace::{ClockCause, EntryId, EntryKind, Fact, Omitted, Runtime, StopCause, Stream, Worker},
};

/// Something that crosses from one thread to another.
#[derive(Clone)]
pub(crate) struct Mail {
    /// Virtual microseconds at which it was sent.
    at: u64,
    /// The address of the port it goes to.
    port: u32,
    /// What it holds; nothing if the other end was closed.
    text: Option<String>,
}

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

/// The main thread's view of a worker.
struct Thread {
    entry: EntryId,
    ended: Callback,
    go: Sender<Go>,
    back: Receiver<Back>,
    /// Its clock when it was last heard of; when it will start, before it has.
    now: u64,
    until: Option<u64>,
    /// Mail it has not got yet.
    mail: Vec<Mail>,
    referenced: bool,
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

/// All workers that have not ended, by their thread's id.
#[derive(Default)]
pub(crate) struct Workers {
    threads: BTreeMap<u32, Thread>,
    /// Mail to the main thread.
    inbox: Vec<Mail>,
}

impl Workers {
    /// Whether one keeps the loop alive, and something can still come of it.
    pub(crate) fn count(&self) -> bool {
        !self.inbox.is_empty()
            || self.threads.values().any(|thread| thread.referenced && thread.next().is_some())
    }

    /// Whether a worker that never comes back is waited for.
    pub(crate) fn are_stuck(&self) -> bool {
        self.threads.values().any(|thread| thread.referenced && thread.stuck)
    }
}

/// A worker's own end.
pub(crate) struct Own {
    pub(crate) id: u32,
    /// What the parent said of it, for `machine/node/internal/worker.js`.
    pub(crate) setup: String,
    go: Receiver<Go>,
    back: Sender<Back>,
    /// Where the parent's control port listens.
    control: u32,
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
        // If the parent is gone there is nobody to tell.
        let _ = self.back.send(Back::Ended { now: at, code: 1 });
    }

    fn post(&self, to: u32, mail: Mail) {
        // If the parent is gone there is nobody to tell.
        let _ = self.back.send(Back::Posted { to, mail });
    }

    /// Says something to the parent's `Worker` object, as JSON.
    pub(crate) fn report(&self, at: u64, text: String) {
        let mail = Mail { at, port: self.control, text: Some(text) };
        self.post(0, mail);
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

/// Virtual microseconds from a worker's last line to its `exit` event: what it sent before is
/// heard first, as in Node, where an engine has to be taken down meanwhile.
const TAKING_DOWN: u64 = 1000;

/// Room for as deep a recursion as programs may have.
const STACK: usize = 128 << 20;

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
        max_steps: host.recorder.borrow().max_steps(),
        choices: Vec::new(),
        variables: false,
    };
    let (go, goes) = mpsc::channel();
    let (backs, back) = mpsc::channel();
    let files = host.files.borrow().clone();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        let own = Own { id, setup, go: goes, back: backs.clone(), control };
        work(&job, Box::new(files), own, backs);
    });
    if thread.is_err() {
        let message = "There is no room for another worker thread";
        return Err(boa_engine::JsNativeError::error().with_message(message).into());
    }
    let site = host.calls.borrow().top().map(|call| call.site);
    let entry = host.entry(EntryKind::Request, host.text(&format!("worker {id}")), site);
    host.fact(Fact::EntryQueued { entry });
    host.fact(Fact::RequestTaken { entry, worker: Worker::Kernel });
    let ended = Callback { entry, function, this: JsValue::undefined(), args: Vec::new() };
    // Mail does not make it start any earlier.
    let now = host.clock.get().now().0.saturating_add(cost);
    let until = Some(now);
    let thread = Thread {
        entry,
        ended,
        go,
        back,
        now,
        until,
        mail: Vec::new(),
        referenced: true,
        begun: false,
        stuck: false,
    };
    host.workers.borrow_mut().threads.insert(id, thread);
    Ok(JsValue::undefined())
}

/// `stopWorker(id)`: the thread runs no more; it ends with 1, or since Node 12 with 0 if it has
/// not begun.
pub(crate) fn stop(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    let now = host.clock.get().now().0;
    let begun = host.workers.borrow().threads.get(&id).is_none_or(|thread| thread.begun);
    let code = i32::from(begun || host.profile.runtime < Runtime::Node12);
    host.end_worker(id, code, now);
    Ok(JsValue::undefined())
}

/// `keepWorker(id, yes)`: whether the thread keeps the loop alive.
pub(crate) fn keep(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let id = args.get_or_undefined(0).to_u32(context)?;
    let referenced = args.get_or_undefined(1).to_boolean();
    if let Some(thread) = host.workers.borrow_mut().threads.get_mut(&id) {
        thread.referenced = referenced;
        host.fact(Fact::EntryReferenced { entry: thread.entry, referenced });
    }
    Ok(JsValue::undefined())
}

/// `mail(thread, port, text)`: sends to a port of another thread, 0 being the main one;
/// without a text it says that the other end is closed.
pub(crate) fn mail(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let to = args.get_or_undefined(0).to_u32(context)?;
    let port = args.get_or_undefined(1).to_u32(context)?;
    let text = args.get_or_undefined(2);
    let text = if text.is_undefined() {
        None
    } else {
        Some(text.to_string(context)?.to_std_string_lossy())
    };
    let mail = Mail { at: host.clock.get().now().0, port, text };
    host.post(to, mail);
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
    /// This host is a worker's, whose thread begins at that time.
    pub(crate) fn become_worker(&self, own: Own, start: u64, mail: Vec<Mail>) {
        self.workers.borrow_mut().inbox = mail;
        // Nobody else fills the cell.
        let _ = self.own_thread.set(own);
        self.advance(start, ClockCause::Waited);
        self.refresh();
        // Its loop begins at once: nobody but itself could tell.
        self.entry_cost.set(0);
    }

    fn post(&self, to: u32, mail: Mail) {
        if let Some(own) = self.own_thread.get() {
            own.post(to, mail);
        } else if to == 0 {
            self.workers.borrow_mut().inbox.push(mail);
        } else if let Some(thread) = self.workers.borrow_mut().threads.get_mut(&to) {
            thread.mail.push(mail);
        }
    }

    /// Tells the parent what a worker writes; false on the main thread.
    pub(crate) fn print_at_parent(&self, stream: Stream, text: &str) -> bool {
        let Some(own) = self.own_thread.get() else { return false };
        let stream = if stream == Stream::Stderr { "stderr" } else { "stdout" };
        let told = serde_json::json!({ "type": "write", "stream": stream, "text": text });
        own.report(self.clock.get().now().0, told.to_string());
        true
    }

    /// Lets the other threads run as far as this one is from going on: `until`, or as long as
    /// it takes if it waits for nothing of its own. Returns when to go on.
    pub(crate) fn with_threads(&self, sleeps: bool, until: Option<u64>) -> Option<u64> {
        if let Some(own) = self.own_thread.get() {
            return self.rest(own, sleeps, until);
        }
        let now = self.clock.get().now().0;
        let limit = if sleeps { until } else { Some(now) };
        loop {
            let (next, goal) = {
                let workers = self.workers.borrow();
                let mail = workers.inbox.iter().map(|mail| mail.at);
                let goal = limit.into_iter().chain(mail).min();
                let threads = workers.threads.iter();
                let due = threads.filter_map(|(id, thread)| Some((thread.next()?, *id)));
                (due.min(), goal)
            };
            match next {
                Some((at, id)) if goal.is_none_or(|goal| at <= goal) => self.run_worker(id, at),
                Some(_) | None => {
                    let stuck = sleeps && goal.is_none() && self.workers.borrow().are_stuck();
                    if stuck {
                        self.recorder.borrow_mut().stop(StopCause::Steps);
                    }
                    return goal.filter(|goal| sleeps && *goal > now);
                }
            }
        }
    }

    /// A worker says that it waits, and goes on when it may.
    fn rest(&self, own: &Own, sleeps: bool, until: Option<u64>) -> Option<u64> {
        let now = self.clock.get().now().0;
        // Mail that came before the first line ran lies in the inbox.
        let mail = self.workers.borrow().inbox.iter().map(|mail| mail.at.max(now)).min();
        let until = if sleeps { until.into_iter().chain(mail).min() } else { Some(now) };
        let told = own.back.send(Back::Rests { now, until });
        let Some(go) = told.ok().and_then(|()| own.go.recv().ok()) else {
            // Nobody waits for this thread any more.
            loop {
                thread::park();
            }
        };
        self.workers.borrow_mut().inbox.extend(go.mail);
        (go.now > now).then_some(go.now)
    }

    /// Runs one worker at that time, until it rests.
    fn run_worker(&self, id: u32, at: u64) {
        let sent = {
            let mut workers = self.workers.borrow_mut();
            let Some(thread) = workers.threads.get_mut(&id) else { return };
            let (mail, later) = thread.mail.drain(..).partition(|mail| mail.at <= at);
            thread.mail = later;
            thread.begun = true;
            thread.go.send(Go { now: at, mail })
        };
        // Whoever does not listen has ended, and has said so.
        drop(sent);
        while let Some(back) = self.hear(id) {
            match back {
                Back::Posted { to, mail } => self.post(to, mail),
                Back::Rests { now, until } => {
                    if let Some(thread) = self.workers.borrow_mut().threads.get_mut(&id) {
                        (thread.now, thread.until) = (now, until);
                    }
                    return;
                }
                Back::Ended { now, code } => {
                    self.end_worker(id, code, now.max(at));
                    return;
                }
                Back::Stuck => {
                    if let Some(thread) = self.workers.borrow_mut().threads.get_mut(&id) {
                        thread.stuck = true;
                    }
                    return;
                }
            }
        }
        // Its engine failed.
        self.recorder.borrow_mut().stop(StopCause::Engine)
    }

    fn hear(&self, id: u32) -> Option<Back> {
        self.workers.borrow().threads.get(&id)?.back.recv().ok()
    }

    /// The thread runs no more: its request is done when it is taken down.
    fn end_worker(&self, id: u32, code: i32, at: u64) {
        let Some(thread) = self.workers.borrow_mut().threads.remove(&id) else { return };
        let mut callback = thread.ended;
        callback.args.push(code.into());
        self.finish_elsewhere(callback, at.saturating_add(TAKING_DOWN), thread.referenced);
    }

    /// Hands the mail that has come by now to its ports.
    pub(crate) fn hand_out_mail(&self) {
        let now = self.clock.get().now().0;
        let due = {
            let mut workers = self.workers.borrow_mut();
            let (due, later): (Vec<Mail>, _) =
                workers.inbox.drain(..).partition(|mail| mail.at <= now);
            workers.inbox = later;
            due
        };
        for Mail { port, text, .. } in due {
            let payload = text.map(|text| JsValue::from(JsString::from(text)));
            self.ports.borrow_mut().arrive(self, port, payload);
        }
    }
}
