//! Work that is done elsewhere: by libuv's thread pool, or by the kernel.
//!
//! A pool thread takes requests in the order they were made and works on each for its cost in
//! virtual time (`uv__queue_work`, libuv src/threadpool.c; four threads unless the world says
//! otherwise). What the kernel waits for runs without a thread. Finished requests are
//! delivered by the poll phase, each as an entry of its own. What libuv only puts off
//! (`uv__io_feed`) comes first there, and if it was put off in poll, right after
//! (`uv__run_pending`, libuv src/unix/core.c).

use boa_engine::{Context, JsArgs, JsResult, JsValue, object::builtins::JsFunction};

use super::{
    async_hooks, callbacks, errors,
    host::{Callback, Host},
};
use crate::trace::{EntryId, EntryKind, Fact, Question, Worker};

/// One request that is not delivered yet.
pub(crate) struct Request {
    callback: Callback,
    /// Virtual microseconds of work.
    cost: u64,
    state: State,
    referenced: bool,
    kind: Kind,
}

/// Who does the work, or what is waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A thread of the pool.
    Pool,
    /// The kernel.
    Kernel,
    /// The kernel, which reports it ahead of what only becomes ready now, since it is on its list
    /// of ready ones already.
    Listed,
    /// Nobody: libuv has put the callback off.
    Pending,
    /// Nobody: it follows what runs at once.
    AtOnce,
}

impl Kind {
    fn from_name(name: Option<&str>) -> Self {
        match name {
            Some("pool") => Self::Pool,
            Some("listed") => Self::Listed,
            Some("pending") => Self::Pending,
            Some("at-once") => Self::AtOnce,
            _ => Self::Kernel,
        }
    }

    /// When work of that cost which begins now is done, in virtual microseconds.
    fn until(self, now: u64, cost: u64) -> u64 {
        match self {
            Self::Pool | Self::Kernel => now.saturating_add(cost),
            Self::Listed => now.saturating_sub(1),
            Self::Pending | Self::AtOnce => 0,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// All threads were busy.
    Waiting,
    /// Somebody works on it until then, in virtual microseconds.
    Working { worker: Worker, until: u64 },
    /// Done since then.
    Done { since: u64 },
}

/// All requests, in the order they were made.
#[derive(Default)]
pub(crate) struct Requests(Vec<Request>);

impl Requests {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them keeps the loop alive.
    pub(crate) fn counts(&self) -> bool {
        self.0.iter().any(|request| request.referenced)
    }

    fn free_thread(&self, threads: u8) -> Option<u8> {
        (1..=threads.max(1)).find(|thread| {
            !self.0.iter().any(|request| {
                matches!(request.state, State::Working { worker: Worker::Thread(busy), .. } if busy == *thread)
            })
        })
    }

    /// When the next piece of work will be done; if something is done already, when it was.
    fn next(&self) -> Option<u64> {
        let ends = self.0.iter().filter_map(|request| match request.state {
            State::Waiting => None,
            State::Working { until, .. } => Some(until),
            State::Done { since } => Some(since),
        });
        ends.min()
    }
}

/// `request(kind, label, micros, callback, ...args)`: work of so many virtual microseconds; see
/// [`Kind`]. Returns a number for `cancel` and `unref`.
pub(crate) fn request(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let kind = args.get_or_undefined(0).as_string().map(|name| name.to_std_string_lossy());
    let kind = Kind::from_name(kind.as_deref());
    let label = args.get_or_undefined(1).to_string(context)?.to_std_string_lossy();
    let cost = args.get_or_undefined(2).to_length(context)?;
    let function = args.get_or_undefined(3).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else {
        return Err(errors::invalid_callback(args.get_or_undefined(3), context));
    };
    let site = callbacks::describe(&host, &function, context).site;
    // Node's own modules call back for the program: then the place is the call.
    let site = site.or_else(|| host.calls.borrow().top().map(|call| call.site));
    let label = host.text(&label);
    let entry = host.entry(EntryKind::Request, label, site);
    let args = args.get(4..).unwrap_or_default().to_vec();
    let callback = Callback { entry, function, this: JsValue::undefined(), args };
    async_hooks::requested(&host, entry, context)?;
    submit(&host, callback, kind, cost);
    Ok(entry.0.into())
}

/// Makes a request of so many virtual microseconds.
pub(crate) fn submit(host: &Host, callback: Callback, kind: Kind, cost: u64) {
    let entry = callback.entry;
    let state = State::Waiting;
    host.fact(Fact::EntryQueued { entry });
    host.requests.borrow_mut().0.push(Request { callback, cost, state, referenced: true, kind });
    let now = host.clock.get().now().0;
    if kind == Kind::Pool {
        start_waiting(host, now);
    } else {
        take(host, entry, Worker::Kernel, now);
    }
}

impl Host {
    /// Something that nobody here has worked on will be done at that time.
    pub(crate) fn finish_elsewhere(&self, callback: Callback, until: u64, referenced: bool) {
        let state = State::Working { worker: Worker::Kernel, until };
        let kind = Kind::Kernel;
        self.requests.borrow_mut().0.push(Request { callback, cost: 0, state, referenced, kind });
    }
}

/// `cancel(number)`: the request's callback will not be called.
pub(crate) fn cancel(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let entry = EntryId(args.get_or_undefined(0).to_u32(context)?);
    let before = host.requests.borrow().0.len();
    host.requests.borrow_mut().0.retain(|request| request.callback.entry != entry);
    let cancelled = host.requests.borrow().0.len() < before;
    if cancelled {
        host.fact(Fact::EntryCancelled { entry });
    }
    Ok(cancelled.into())
}

/// `delivering()`: the number of the request whose callback, or what that queued, runs; 0 if none
/// does.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
pub(crate) fn delivering(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).delivering.get().0.into())
}

/// `keepAlive(number, yes)`: whether the request keeps the loop alive.
pub(crate) fn keep_alive(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let entry = EntryId(args.get_or_undefined(0).to_u32(context)?);
    let referenced = args.get_or_undefined(1).to_boolean();
    let mut requests = host.requests.borrow_mut();
    let found = requests.0.iter_mut().find(|request| request.callback.entry == entry);
    let changed = found.is_some_and(|request| {
        std::mem::replace(&mut request.referenced, referenced) != referenced
    });
    drop(requests);
    if changed {
        host.fact(Fact::EntryReferenced { entry, referenced });
    }
    Ok(JsValue::undefined())
}

/// `close(label, callback)`: runs the callback in this iteration's close phase.
pub(crate) fn close(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let label = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let function = args.get_or_undefined(1).as_callable().and_then(JsFunction::from_object);
    let Some(function) = function else {
        return Err(errors::invalid_callback(args.get_or_undefined(1), context));
    };
    let site = host.calls.borrow().top().map(|call| call.site);
    let label = host.text(&label);
    let entry = host.entry(EntryKind::Close, label, site);
    host.fact(Fact::EntryQueued { entry });
    let callback = Callback { entry, function, this: JsValue::undefined(), args: Vec::new() };
    host.closing.borrow_mut().push(callback);
    Ok(JsValue::undefined())
}

/// Gives free threads to the requests that wait, the first made first.
fn start_waiting(host: &Host, now: u64) {
    loop {
        let next = {
            let requests = host.requests.borrow();
            let waiting = requests.0.iter().find(|request| request.state == State::Waiting);
            let entry = waiting.map(|request| request.callback.entry);
            entry.zip(requests.free_thread(host.world.threads))
        };
        let Some((entry, thread)) = next else { return };
        take(host, entry, Worker::Thread(thread), now);
    }
}

fn take(host: &Host, entry: EntryId, worker: Worker, now: u64) {
    let mut requests = host.requests.borrow_mut();
    if let Some(request) = requests.0.iter_mut().find(|request| request.callback.entry == entry) {
        request.state = State::Working { worker, until: request.kind.until(now, request.cost) };
    }
    drop(requests);
    host.fact(Fact::RequestTaken { entry, worker });
}

impl Host {
    /// When poll has something to deliver next, in virtual microseconds.
    pub(crate) fn next_completion(&self) -> Option<u64> {
        self.requests.borrow().next()
    }

    /// Ends the work that is done by now, in the order in which it was, and starts what waited
    /// for a thread.
    pub(crate) fn finish_requests(&self) {
        self.finish_requests_by(self.clock.get().now().0);
    }

    /// The same as of a moment, in virtual microseconds.
    pub(crate) fn finish_requests_by(&self, now: u64) {
        loop {
            let done = {
                let mut requests = self.requests.borrow_mut();
                let working = requests.0.iter_mut().filter_map(|request| match request.state {
                    State::Working { until, .. } if until <= now => Some((until, request)),
                    State::Working { .. } | State::Waiting | State::Done { .. } => None,
                });
                let first = working.min_by_key(|(until, _)| *until);
                first.map(|(until, request)| {
                    request.state = State::Done { since: until };
                    (until, request.callback.entry)
                })
            };
            let Some((since, entry)) = done else { return };
            self.fact(Fact::RequestCompleted { entry });
            start_waiting(self, since);
        }
    }

    /// Takes out one finished request, the first done first. Of those done at the same moment
    /// real Node may take any.
    pub(crate) fn take_finished(&self) -> Option<Callback> {
        let ties: Vec<EntryId> = {
            let requests = self.requests.borrow();
            let done = |request: &Request| match request.state {
                State::Done { since } if !matches!(request.kind, Kind::Pending | Kind::AtOnce) => {
                    Some((since, request.callback.entry))
                }
                State::Done { .. } | State::Waiting | State::Working { .. } => None,
            };
            let first = requests.0.iter().filter_map(done).map(|(since, _)| since).min()?;
            let tied = requests.0.iter().filter_map(done).filter(|(since, _)| *since == first);
            tied.map(|(_, entry)| entry).collect()
        };
        let options = u32::try_from(ties.len()).unwrap_or(1);
        let chosen = if options > 1 {
            self.decide(Question::RequestsDone, options, 0, ties.clone())
        } else {
            0
        };
        let entry = *ties.get(chosen as usize)?;
        let mut requests = self.requests.borrow_mut();
        let at = requests.0.iter().position(|request| request.callback.entry == entry)?;
        Some(requests.0.remove(at).callback)
    }

    /// Takes out a callback that libuv has put off, the first one first.
    pub(crate) fn take_pending(&self) -> Option<Callback> {
        self.take_first(Kind::Pending)
    }

    /// Takes out what follows the callback that has just run.
    pub(crate) fn take_following(&self) -> Option<Callback> {
        let callback = self.take_first(Kind::AtOnce)?;
        self.fact(Fact::RequestCompleted { entry: callback.entry });
        Some(callback)
    }

    fn take_first(&self, kind: Kind) -> Option<Callback> {
        let mut requests = self.requests.borrow_mut();
        let at = requests.0.iter().position(|request| request.kind == kind)?;
        Some(requests.0.remove(at).callback)
    }

    /// How many callbacks libuv has put off.
    pub(crate) fn pending(&self) -> usize {
        self.requests.borrow().0.iter().filter(|request| request.kind == Kind::Pending).count()
    }
}
