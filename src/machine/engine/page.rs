//! The realm of a page: its tasks, and what the program can touch of its loop.
//!
//! What a task does is here, when its turn comes is `machine/browser`'s. The DOM, events and the
//! network are JavaScript (`machine/browser/*.js`) on the natives of this folder.

mod callbacks;
mod frames;
mod globals;
mod idle;
mod natives;
mod scripts;
mod timers;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
};

use boa_engine::{Context, JsObject};

pub(crate) use self::{globals::install, natives::add as add_natives, scripts::load};
use super::host::{Callback, Host};
use crate::{
    machine::browser::{frames::Frames, tasks::Tasks, timers::Timers},
    trace::{EntryId, EntryKind, Fact, PageEntry, Priority, TaskSource, TextId, VirtualTime},
};

/// What a task does when its turn comes.
enum Work {
    /// Calls the callback of a timer.
    Timer,
    /// Calls a function of the page's own, which calls the program's callbacks itself.
    Steps(Callback),
    /// Brings the page's looks up to date.
    Frame,
    /// Tells of rejected promises that are still unhandled (HTML, "notify about rejected
    /// promises").
    Rejections(Vec<(JsObject, u32)>),
    /// Calls an idle callback; its time is up if it has waited for so long.
    Idle { did_time_out: bool },
}

/// Everything of a page that is no JavaScript. Empty in a realm of Node's.
#[derive(Default)]
pub(crate) struct Page {
    tasks: RefCell<Tasks>,
    timers: RefCell<Timers>,
    frames: RefCell<Frames>,
    work: RefCell<BTreeMap<EntryId, Work>>,
    /// Timers of the program, by entry and by the number the program knows.
    program_timers: RefCell<timers::ProgramTimers>,
    /// What becomes a task of such a priority when its time has come.
    delayed: RefCell<BTreeMap<EntryId, Priority>>,
    frame_callbacks: RefCell<frames::FrameCallbacks>,
    idle_callbacks: RefCell<idle::IdleCallbacks>,
    /// The user's actions to come, the next first: when, and which of the world's it is.
    user: RefCell<VecDeque<(u64, usize)>>,
    /// How deeply the timer whose task runs was nested; 0 if none runs.
    level: Cell<u32>,
    /// The priority that `scheduler.yield()` keeps.
    priority: Cell<Option<Priority>>,
    /// How many callbacks of the program are on the stack.
    scripts: Cell<u32>,
    in_checkpoint: Cell<bool>,
    is_closed: Cell<bool>,
    /// The page's HTML is being read.
    is_loading: Cell<bool>,
    act: RefCell<scripts::Act>,
    /// What the tasks are that have not run for the last time.
    kinds: RefCell<BTreeMap<EntryId, EntryKind>>,
}

impl Page {
    /// Keeps the kind of what may become a task.
    pub(crate) fn note(&self, entry: EntryId, kind: EntryKind) {
        if kind.source().is_some() {
            self.kinds.borrow_mut().insert(entry, kind);
        }
    }
}

impl Host {
    /// Describes a task of the page's own.
    fn page_entry(&self, kind: PageEntry, label: &str) -> EntryId {
        let label = self.text(label);
        self.entry(EntryKind::Page(kind), label, None)
    }

    fn now(&self) -> u64 {
        self.clock.get().now().0
    }

    /// Puts a task among those that can run. What has come from outside meanwhile came earlier.
    fn push_task(&self, task: EntryId, priority: Priority) {
        self.take_arrivals();
        self.push_arrived(task, priority);
    }

    fn push_arrived(&self, task: EntryId, priority: Priority) {
        self.page.tasks.borrow_mut().push(task, priority);
        self.fact(Fact::TaskQueued { entry: task, priority });
    }

    /// Puts a task of the page's own among those that can run.
    fn push_steps(&self, callback: Callback, priority: Priority) {
        let task = callback.entry;
        self.page.work.borrow_mut().insert(task, Work::Steps(callback));
        self.push_task(task, priority);
    }

    /// The same, so many microseconds from now.
    fn push_later(&self, callback: Callback, priority: Priority, micros: u64) {
        let task = callback.entry;
        self.page.work.borrow_mut().insert(task, Work::Steps(callback));
        self.delay(task, priority, self.now().saturating_add(micros));
    }

    /// Makes a task of the entry once `due` has come, in microseconds.
    fn delay(&self, task: EntryId, priority: Priority, due: u64) {
        self.page.delayed.borrow_mut().insert(task, priority);
        self.page.timers.borrow_mut().insert(task, due);
        self.fact(Fact::TimerArmed { entry: task, due: VirtualTime(due) });
    }

    /// Takes a task back; says whether it was still to come.
    fn cancel_task(&self, task: EntryId) -> bool {
        self.page.work.borrow_mut().remove(&task);
        self.page.delayed.borrow_mut().remove(&task);
        let was_delayed = self.page.timers.borrow_mut().remove(task);
        let was_there = self.page.tasks.borrow_mut().remove(task) || was_delayed;
        if was_there {
            self.fact(Fact::EntryCancelled { entry: task });
        }
        was_there
    }

    fn reprioritise(&self, task: EntryId, priority: Priority) {
        if let Some(delayed) = self.page.delayed.borrow_mut().get_mut(&task) {
            *delayed = priority;
        }
        if self.page.tasks.borrow_mut().reprioritise(task, priority) {
            self.fact(Fact::TaskQueued { entry: task, priority });
        }
    }

    /// Where a task comes from.
    pub(crate) fn task_source(&self, task: EntryId) -> Option<TaskSource> {
        self.page.kinds.borrow().get(&task).and_then(|kind| kind.source())
    }

    /// Between two tasks: timers that are due become tasks, by their times.
    pub(crate) fn promote_timers(&self) {
        loop {
            let due = self.page.timers.borrow_mut().take_due(self.now());
            let Some(timer) = due else { return };
            let delayed = self.page.delayed.borrow_mut().remove(&timer);
            if self.idle_timed_out(timer) {
                self.page.work.borrow_mut().insert(timer, Work::Idle { did_time_out: true });
            }
            self.push_arrived(timer, delayed.unwrap_or(Priority::Normal));
        }
    }

    /// What has come from outside by now becomes tasks, in the order in which it came: frames,
    /// answers of the network, the user's actions.
    pub(crate) fn take_arrivals(&self) {
        let now = self.now();
        loop {
            let frame = self.page.frames.borrow().due();
            let answer = self.next_completion();
            let user = self.page.user.borrow().front().map(|(at, _)| *at);
            let Some(first) = [frame, answer, user].into_iter().flatten().min() else { return };
            if first > now {
                return;
            }
            if user == Some(first) {
                self.user_acts();
            } else if answer == Some(first) {
                self.finish_requests_by(first);
                while let Some(callback) = self.take_finished() {
                    let task = callback.entry;
                    self.page.work.borrow_mut().insert(task, Work::Steps(callback));
                    self.push_arrived(task, Priority::Normal);
                }
            } else {
                self.queue_frame();
            }
        }
    }

    /// The task whose turn it is: one that can run, or an idle callback if there is time.
    pub(crate) fn next_task(&self) -> Option<EntryId> {
        self.hurry_frame();
        let ready = self.page.tasks.borrow().first();
        ready.or_else(|| self.next_idle())
    }

    /// When something comes next, in microseconds; none if nothing will.
    pub(crate) fn next_arrival(&self) -> Option<u64> {
        let timer = self.page.timers.borrow().next();
        let frame = self.page.frames.borrow().due();
        let user = self.page.user.borrow().front().map(|(at, _)| *at);
        [timer, frame, user, self.next_completion()].into_iter().flatten().min()
    }

    pub(crate) fn is_page_closed(&self) -> bool {
        self.page.is_closed.get()
    }
}

/// Runs a task whose turn it is, and the checkpoint after it.
pub(crate) fn run_task(task: EntryId, context: &mut Context) {
    let host = Host::of(context);
    host.page.priority.set(host.page.tasks.borrow().priority(task));
    host.page.tasks.borrow_mut().remove(task);
    host.page.level.set(0);
    let Some(work) = host.page.work.borrow_mut().remove(&task) else { return };
    match work {
        Work::Timer => timers::run(&host, task, context),
        Work::Steps(callback) => callbacks::steps(&host, task, context, |context| {
            callback.function.call(&callback.this, &callback.args, context).map(drop)
        }),
        Work::Frame => callbacks::steps(&host, task, context, frames::render),
        Work::Rejections(promises) => callbacks::steps(&host, task, context, |context| {
            callbacks::tell_rejections(promises, context)
        }),
        Work::Idle { did_time_out } => idle::run(&host, task, did_time_out, context),
    }
    let kind = host.page.kinds.borrow().get(&task).copied();
    if kind == Some(EntryKind::Page(PageEntry::Input)) {
        host.input_handled();
    }
    if kind != Some(EntryKind::Interval) {
        host.page.kinds.borrow_mut().remove(&task);
    }
}

/// A label for what the program handed over: the name of a function, or the text itself.
struct Label {
    text: TextId,
    site: Option<crate::trace::SiteId>,
}
