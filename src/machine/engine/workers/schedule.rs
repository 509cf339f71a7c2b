//! Which thread runs when. The main thread lets the workers go on whenever it is about to wait,
//! the one that is due first before the others; whoever started them.

use std::{cell::Cell, thread};

use super::{
    super::host::{Callback, Host},
    Back, Go, Launch, Own, Thread,
    mail::{Mail, What},
};
use crate::{
    machine::work,
    trace::{ClockCause, Runtime, StopCause},
};

/// Virtual microseconds from a worker's last line to its `exit` event: what it sent before is
/// heard first, as in Node, where an engine has to be taken down meanwhile.
const TAKING_DOWN: u64 = 1000;

/// Room for as deep a recursion as programs may have.
const STACK: usize = 128 << 20;

impl Host {
    /// This host is a worker's, whose thread begins at that time.
    pub(crate) fn become_worker(&self, own: Own, start: u64, mail: Vec<Mail>) {
        self.workers.borrow_mut().inbox = mail;
        // Nobody else fills the cells.
        let _ = self.shared.set(own.shared.clone());
        let _ = self.own_thread.set(own);
        self.advance(start, ClockCause::Waited);
        self.slept.set(0); // its loop has not begun
        self.refresh();
        // Its loop begins at once: nobody but itself could tell.
        self.entry_cost.set(0);
    }

    /// Lets the other threads run as far as this one is from going on: `until`, or as long as
    /// it takes if it waits for nothing of its own. Returns when to go on.
    pub(crate) fn with_threads(&self, sleeps: bool, until: Option<u64>) -> Option<u64> {
        self.let_run(sleeps, until, |_| true)
    }

    /// Lets those run that are due, and goes on.
    pub(crate) fn let_others_run(&self) {
        // Without sleep the time stays.
        let _ = self.let_run(false, None, |_| false);
    }

    /// The same as `with_threads`, but only some mail wakes this thread.
    pub(super) fn let_run(
        &self,
        sleeps: bool,
        until: Option<u64>,
        wakes: fn(&Mail) -> bool,
    ) -> Option<u64> {
        if let Some(own) = self.own_thread.get() {
            return self.rest(own, sleeps, until, wakes);
        }
        let now = self.clock.get().now().0;
        let limit = if sleeps { until } else { Some(now) };
        loop {
            let (next, goal) = {
                let workers = self.workers.borrow();
                let mail = workers.inbox.iter().filter(|mail| wakes(mail)).map(|mail| mail.at);
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
    fn rest(
        &self,
        own: &Own,
        sleeps: bool,
        until: Option<u64>,
        wakes: fn(&Mail) -> bool,
    ) -> Option<u64> {
        let now = self.clock.get().now().0;
        // Mail that came before the first line ran lies in the inbox.
        let mail = {
            let workers = self.workers.borrow();
            let waking = workers.inbox.iter().filter(|mail| wakes(mail));
            waking.map(|mail| mail.at.max(now)).min()
        };
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
                Back::Posted { to: 0, mail } => self.workers.borrow_mut().inbox.push(mail),
                Back::Posted { to, mail } => self.post(to, mail),
                Back::Starts(launch) => {
                    let own = launch.id;
                    if !self.launch(*launch) {
                        self.end_worker(own, 1, at);
                    }
                }
                Back::Stops { id, now } => self.stop_worker(id, now),
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

    /// Makes a thread; whether there was room for it.
    pub(super) fn launch(&self, launch: Launch) -> bool {
        let Launch { id, parent, start, control, setup, job } = launch;
        let (go, goes) = std::sync::mpsc::channel();
        let (backs, back) = std::sync::mpsc::channel();
        let files = self.files.borrow().clone();
        let shared = self.shared().clone();
        let made = thread::Builder::new().stack_size(STACK).spawn(move || {
            let (go, back, posts) = (goes, backs.clone(), Cell::new(0));
            let own = Own { id, parent, setup, go, back, control, shared, posts };
            work(&job, Box::new(files), own, backs);
        });
        let mail = {
            let mut workers = self.workers.borrow_mut();
            let (own, others): (Vec<_>, Vec<_>) =
                workers.unborn.drain(..).partition(|(to, _)| *to == id);
            workers.unborn = others;
            own.into_iter().map(|(_, mail)| mail).collect()
        };
        // Mail does not make it start any earlier.
        let thread = Thread {
            parent,
            go,
            back,
            now: start,
            until: Some(start),
            mail,
            begun: false,
            stuck: false,
        };
        self.workers.borrow_mut().threads.insert(id, thread);
        made.is_ok()
    }

    /// `worker.terminate()`: it ends with 1, or since Node 12 with 0 if it has not begun.
    pub(super) fn stop_worker(&self, id: u32, now: u64) {
        let begun = self.workers.borrow().threads.get(&id).is_none_or(|thread| thread.begun);
        let code = i32::from(begun || self.profile.runtime < Runtime::Node12);
        self.end_worker(id, code, now);
    }

    /// The thread runs no more, and those that it has started do neither.
    fn end_worker(&self, id: u32, code: i32, at: u64) {
        let Some(thread) = self.workers.borrow_mut().threads.remove(&id) else { return };
        self.shared().lock().alive.remove(&id);
        self.end_children(id);
        if thread.parent == 0 {
            self.child_ended(id, code, at);
        } else {
            self.post(thread.parent, Mail { at, what: What::Ended { worker: id, code } });
        }
    }

    fn end_children(&self, id: u32) {
        let children: Vec<u32> = {
            let workers = self.workers.borrow();
            let threads = workers.threads.iter().filter(|(_, thread)| thread.parent == id);
            threads.map(|(id, _)| *id).collect()
        };
        for child in children {
            self.workers.borrow_mut().threads.remove(&child);
            self.shared().lock().alive.remove(&child);
            self.end_children(child);
        }
    }

    /// A worker that this thread has started is over: its request is done when it is taken down.
    pub(super) fn child_ended(&self, id: u32, code: i32, at: u64) {
        let Some(child) = self.workers.borrow_mut().children.remove(&id) else { return };
        let mut callback: Callback = child.ended;
        callback.args.push(code.into());
        self.finish_elsewhere(callback, at.saturating_add(TAKING_DOWN), child.referenced);
    }
}
