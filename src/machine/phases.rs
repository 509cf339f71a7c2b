//! What each phase of the loop runs, and what an error in it leaves for later.

use std::mem;

use super::{
    Loop,
    engine::{Callback, Delivery, Thrown, start_timer},
    profile::{FirstPoll, IntervalRestart, TimerStore},
    timers::Key,
};
use crate::trace::{ClockCause, EntryId, Fact, Phase, Question};

/// Virtual microseconds that it takes to deliver as many messages as one waking does.
const MESSAGES: u64 = 1000;

impl Loop {
    /// Timers that are due (`processTimers`, Node lib/internal/timers.js).
    pub(super) fn timers(&mut self) {
        match self.profile.timers {
            TimerStore::HeapOfLists => self.timers_of_one_handle(),
            TimerStore::HandlePerDuration => self.timers_of_many_handles(),
        }
    }

    /// Node 11 and later: one libuv timer, one frozen time, all lists that are due.
    fn timers_of_one_handle(&mut self) {
        if !self.is_timer_handle_due() {
            return;
        }
        self.host.fact(Fact::PhaseEntered { phase: Phase::Timers });
        self.run_timers();
        // What follows the last timer can refresh the loop's time.
        while self.profile.timers_look_again && self.is_timer_handle_due() {
            self.run_timers();
        }
    }

    fn is_timer_handle_due(&self) -> bool {
        let due = self.host.timer_handle.get();
        due.is_some_and(|due| due <= self.host.clock.get().loop_ms())
    }

    /// The callback of the one libuv timer (`Environment::RunTimers`, src/env.cc).
    fn run_timers(&mut self) {
        self.host.timer_handle.set(None);
        let now = self.host.refresh();
        let next = loop {
            // An error in a timer goes to `uncaughtException`; then the rest runs, with no
            // drain before it.
            match self.process_timers(now) {
                Ok(next) => break next,
                Err(thrown) => self.uncaught(&thrown),
            }
        };
        if let Some(next) = next {
            // The loop's time as it is (`uv_now`, `Environment::RunTimers`, src/env.cc): what the
            // callbacks took since is not in it.
            let now = self.host.clock.get().loop_ms();
            self.host.timer_handle.set(Some(now + next.saturating_sub(now).max(1)));
        }
        self.after_entry();
    }

    /// Runs every list that is due at `now`; tells when the next one is.
    fn process_timers(&mut self, now: u64) -> Result<Option<u64>, Thrown> {
        self.host.next_expiry.set(u64::MAX);
        let mut ran = false;
        while let Some((key, expiry)) = self.first_list(now) {
            if expiry > now {
                self.host.next_expiry.set(expiry);
                return Ok(Some(expiry));
            }
            if ran {
                self.drain()?;
            }
            ran = true;
            self.list_on_timeout(key, now)?;
        }
        Ok(None)
    }

    /// The list to run next. Where two are due whose expiry the jitter of a real clock can
    /// turn round (the later one was started first, at most a millisecond apart), real Node
    /// may take either.
    fn first_list(&self, now: u64) -> Option<(Key, u64)> {
        let lists = self.host.lists.borrow();
        let (first, rival) = lists.first_and_rival()?;
        let Some(rival) = rival.filter(|(_, expiry)| *expiry <= now) else { return Some(first) };
        let keys = [first.0, rival.0];
        let heads = keys.iter().filter_map(|key| lists.head(*key));
        let heads: Vec<EntryId> = heads.map(|(timer, _)| timer).collect();
        drop(lists);
        let chosen = self.host.decide(Question::TimersDueTogether, 2, 0, heads);
        Some(if chosen == 1 { rival } else { first })
    }

    /// One list, from its oldest timer on, as far as they are due.
    fn list_on_timeout(&mut self, key: Key, now: u64) -> Result<(), Thrown> {
        let mut ran = false;
        loop {
            let head = self.host.lists.borrow().head(key);
            let Some((timer, start)) = head else { break };
            if now.saturating_sub(start) < key.whole() {
                let expiry = (start + key.whole()).max(now + 1);
                self.host.lists.borrow_mut().expire_at(key, expiry);
                return Ok(());
            }
            if ran && self.profile.drain_between_callbacks {
                self.drain()?;
                // The drain may have cleared it.
                if !self.host.lists.borrow().contains(timer) {
                    continue;
                }
            }
            ran = true;
            self.host.lists.borrow_mut().take(timer);
            self.fire(timer)?;
        }
        self.host.lists.borrow_mut().drop_if_empty(key);
        Ok(())
    }

    /// Calls a timer's callback and starts an interval again, whether it threw or not.
    fn fire(&mut self, timer: EntryId) -> Result<(), Thrown> {
        let Some((callback, repeats, _)) = self.host.timer(timer) else { return Ok(()) };
        // Only an interval asks for the time.
        let began = if repeats { self.host.refresh() } else { self.host.clock.get().loop_ms() };
        self.host.timer_is_called(timer);
        let called = self.realm.call(&callback);
        // Asked for after the call: the callback may have assigned `_repeat`, or unref'd the timer.
        let Some((_, repeats, duration)) = self.host.timer(timer) else { return called };
        let own_handle = self.host.has_own_handle(timer);
        if !repeats || self.host.is_timer_cleared(timer) {
            if own_handle {
                self.host.close_timer(timer);
            }
            if !repeats && self.profile.refreshed_is_unref {
                self.host.forget_reference(timer);
            }
            return called;
        }
        // Node 10 does not start again what throws (`ontimeout`, lib/timers.js there).
        if called.is_err() && self.profile.interval_restart == IntervalRestart::StartUnlessLate {
            return called;
        }
        let start = match self.profile.interval_restart {
            IntervalRestart::CallbackStart => began,
            // A handle of its own counts from the loop's time, which nobody refreshes.
            IntervalRestart::StartUnlessLate if own_handle => self.host.clock.get().loop_ms(),
            IntervalRestart::StartUnlessLate => {
                let took = self.host.refresh() - began;
                if took < duration { began } else { began + took - duration + 1 }
            }
        };
        start_timer(&self.host, timer, start);
        called
    }

    /// Node 10: a libuv timer for each duration, in the order they are due; the clock they are
    /// held against is the live one, so a callback that takes long makes more of them due.
    fn timers_of_many_handles(&mut self) {
        let mut entered = false;
        loop {
            let first = self.host.lists.borrow().first();
            let now = self.host.clock.get().loop_ms();
            let Some((key, _)) = first.filter(|(_, expiry)| *expiry <= now) else { return };
            if !entered {
                self.host.fact(Fact::PhaseEntered { phase: Phase::Timers });
                entered = true;
            }
            // An error in a timer goes to `uncaughtException`, then the list goes on at once;
            // so it does after an error in the drain. Not with a handle for one timer
            // (`TimerWrap::OnTimeout`, src/timer_wrap.cc there): an interval's then stands still.
            loop {
                let ran = self.whole_list(key).and_then(|()| self.drain());
                match ran {
                    Ok(()) => break,
                    Err(thrown) => self.uncaught(&thrown),
                }
                if let Some(timer) = key.only() {
                    if self.host.is_timer_cleared(timer) {
                        self.host.drop_timer_list(key);
                    } else {
                        self.host.lists.borrow_mut().drop_if_empty(key);
                    }
                    break;
                }
            }
        }
    }

    /// One list of Node 10: no drain between its timers.
    fn whole_list(&mut self, key: Key) -> Result<(), Thrown> {
        let now = self.host.refresh();
        loop {
            let head = self.host.lists.borrow().head(key);
            let Some((timer, start)) = head else { break };
            let passed = now.saturating_sub(start);
            if is_early(passed, key) {
                let expiry = (start + key.whole_up()).max(self.host.refresh() + 1);
                self.host.lists.borrow_mut().expire_at(key, expiry);
                return Ok(());
            }
            self.host.lists.borrow_mut().take(timer);
            self.fire(timer)?;
        }
        self.host.drop_timer_list(key);
        Ok(())
    }

    /// Sleeps until something is due, then runs the callbacks of requests that are done
    /// (`uv__io_poll`, libuv src/unix/linux.c).
    pub(super) fn poll(&mut self) {
        let first = mem::replace(&mut self.first_poll, FirstPoll::Waits);
        if mem::take(&mut self.main_waits) {
            self.host.fact(Fact::PhaseEntered { phase: Phase::Poll });
            self.main();
            return;
        }
        self.run_pending(1);
        self.host.polls.set(self.host.polls.get().wrapping_add(1));
        self.host.finish_requests();
        let sleeps = first == FirstPoll::Waits && self.may_sleep();
        let until = if sleeps { self.poll_until() } else { None };
        let until = self.host.with_threads(sleeps, until);
        self.host.hand_out_mail();
        let awake = self.host.ports.borrow().are_awake();
        if until.is_some() || awake || !self.host.requests.borrow().is_empty() {
            self.host.fact(Fact::PhaseEntered { phase: Phase::Poll });
        }
        if let Some(until) = until {
            let now = self.host.clock.get().now().0;
            self.host.advance(until.saturating_sub(now), ClockCause::Waited);
            self.host.finish_requests();
            self.host.hand_out_mail();
            if self.timer_goes_first(until) {
                return;
            }
        }
        self.host.refresh();
        // What is done while these callbacks run waits for the next iteration.
        let mut done = Vec::new();
        while let Some(callback) = self.host.take_finished() {
            done.push(callback);
        }
        let ports = self.host.take_ports();
        for callback in done {
            self.deliver(&callback);
            while let Some(callback) = self.host.take_following() {
                self.deliver(&callback);
            }
        }
        if first == FirstPoll::Drains {
            self.after_entry();
        }
        self.deliver_messages(ports);
        if self.profile.pending_after_poll {
            self.run_pending(8);
        }
    }

    /// What libuv has put off, in so many rounds at most: one before poll, eight after it (`uv_run`,
    /// libuv src/unix/core.c, from 1.44 on; for older versions nothing is put off here).
    fn run_pending(&mut self, rounds: u8) {
        for _ in 0..rounds {
            let round = self.host.pending();
            if round == 0 {
                return;
            }
            self.host.fact(Fact::PhaseEntered { phase: Phase::Poll });
            self.host.finish_requests();
            for _ in 0..round {
                let Some(callback) = self.host.take_pending() else { return };
                self.deliver(&callback);
            }
        }
    }

    /// A request that is done: it counts as active until its callback and what that queued is over.
    fn deliver(&mut self, callback: &Callback) {
        self.host.delivering.set(callback.entry);
        if let Err(thrown) = self.realm.call(callback) {
            self.uncaught(&thrown);
        } else {
            self.after_entry();
        }
        self.host.delivering.set(EntryId(0));
    }

    /// The messages of ports that were woken (`uv__async_io`, libuv src/unix/async.c): the
    /// handles are asked in the order in which they were made, so that a message to a later
    /// port still arrives in this round; but a port made meanwhile waits for the next one
    /// (`uv__queue_move` there).
    fn deliver_messages(&mut self, ports: Vec<u32>) {
        for port in ports {
            let mut left = self.host.wake_port(port);
            self.host.begin_delivery(port);
            while left > 0 {
                match self.host.next_delivery(port) {
                    Delivery::Nothing | Delivery::Closing => break,
                    Delivery::Message(callback) => {
                        left -= 1;
                        // An error, also of a tick, leaves the rest for the next round.
                        let ran = self.realm.call(&callback).and_then(|()| self.drain());
                        if let Err(thrown) = ran {
                            self.uncaught(&thrown);
                            self.host.leave_port(port);
                            break;
                        }
                        if left == 0 {
                            // So many of them take time.
                            self.host.spend(MESSAGES);
                            self.host.leave_port(port);
                        }
                    }
                }
            }
            self.host.end_delivery();
        }
    }

    /// Whether a timer that came due just as a request was done runs before it: real Node may
    /// see the timer first. By itself poll delivers what woke it.
    fn timer_goes_first(&self, now: u64) -> bool {
        let Some((key, expiry)) = self.host.lists.borrow().first() else { return false };
        let both = expiry * 1000 == now && self.host.next_completion() == Some(now);
        let timer = self.host.lists.borrow().head(key);
        let entries = timer.into_iter().map(|(timer, _)| timer).collect();
        both && self.host.decide(Question::TimerOrRequest, 2, 0, entries) == 1
    }

    /// Whether poll may sleep (`uv_backend_timeout`): not if something waits to be run, nor for
    /// what does not keep the loop alive.
    fn may_sleep(&self) -> bool {
        let awake = self.host.ports.borrow().are_awake();
        !awake && !self.host.must_not_sleep() && self.host.is_alive()
    }

    /// The time poll sleeps to, in microseconds; none if it must not sleep.
    fn poll_until(&self) -> Option<u64> {
        let timer = match self.profile.timers {
            TimerStore::HeapOfLists => self.host.timer_handle.get(),
            TimerStore::HandlePerDuration => {
                self.host.lists.borrow().first().map(|(_, expiry)| expiry)
            }
        };
        let clock = self.host.clock.get();
        let now = clock.now().0;
        let timer = timer.map(|due| {
            let left = due.saturating_sub(clock.loop_ms());
            if self.profile.oversleeps { now + left * 1000 } else { due * 1000 }
        });
        let next = timer.into_iter().chain(self.host.next_completion()).min()?;
        (next > now).then_some(next)
    }

    /// Callbacks of handles closed in this iteration, the last closed first
    /// (`uv__run_closing_handles`, libuv src/unix/core.c).
    pub(super) fn close(&mut self) {
        self.host.timer_closes.set(false);
        let closing = mem::take(&mut *self.host.closing.borrow_mut());
        if closing.is_empty() {
            return;
        }
        self.host.fact(Fact::PhaseEntered { phase: Phase::Close });
        for callback in closing.into_iter().rev() {
            if let Err(thrown) = self.realm.call(&callback) {
                self.uncaught(&thrown);
            } else {
                self.after_entry();
            }
        }
    }
}

/// Node 10 holds the elapsed whole milliseconds against the untruncated duration.
#[expect(clippy::cast_precision_loss, reason = "virtual time stays far below 2^53")]
fn is_early(passed: u64, key: Key) -> bool {
    (passed as f64) < key.duration()
}
