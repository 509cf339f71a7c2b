//! What one moment of a run looks like, and why it is so.
//!
//! [`Film`] makes a finished trace ready for being looked at; [`at`] gives the [`Scene`] of
//! any step. Deliberately absent: words (see `text`), cells and colours (see `view`), and the
//! machine, which meets the scene only in the trace.

mod about;
mod at;
mod film;
mod listing;
mod parts;
mod peaks;
mod rule;
mod seek;
mod state;
#[cfg(test)]
mod tests;
mod waiters;
mod why;

pub use at::{at, scenes};
pub use film::Film;
pub use parts::*;
pub use peaks::Peaks;
pub use rule::{PageRule, Rule, Source};
pub use seek::Level;
pub use waiters::{Reason, Waiters};
pub use why::{Why, why};
pub(crate) use why::{overtaken, rule_between};

use self::state::{CallState, PendingState, Slot, State};
use crate::trace::{EntryId, Fact, PromiseId, Queue, Step, VirtualTime};

/// Everything there is to see after one step. Rows are lazy: take what fits the screen.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    film: &'a Film,
    step: Step,
    state: State,
    movement: Option<Movement>,
    left: Option<Left>,
}

impl<'a> Scene<'a> {
    pub fn film(&self) -> &'a Film {
        self.film
    }

    pub fn step(&self) -> Step {
        self.step
    }

    /// The fact that made this step; none at the beginning.
    pub fn fact(&self) -> Option<Fact> {
        self.film.trace().fact(self.step)
    }

    /// What this step moved.
    pub fn movement(&self) -> Option<Movement> {
        self.movement
    }

    /// The call that this step took off the stack for good.
    pub fn left(&self) -> Option<Left> {
        self.left
    }

    pub fn time(&self) -> VirtualTime {
        self.film.trace().time(self.step)
    }

    /// 0 before the loop's first pass.
    pub fn iteration(&self) -> u32 {
        self.state.iteration
    }

    pub fn phase(&self) -> Option<InPhase> {
        self.state.phase
    }

    /// The inner queue that is being emptied.
    pub fn drain(&self) -> Option<Drain> {
        self.state.drain
    }

    /// The entry whose callback runs (the innermost one).
    pub fn running(&self) -> Option<Running<'a>> {
        self.running_entries().next()
    }

    /// All entries whose callbacks are under way, the innermost first: Node emits a process
    /// event while another callback runs.
    pub fn running_entries(&self) -> impl Iterator<Item = Running<'a>> + '_ {
        let film = self.film;
        self.state
            .running
            .iter()
            .rev()
            .map(move |running| Running { card: film.card(running.entry), since: running.since })
    }

    /// How many calls are on the stack.
    pub fn depth(&self) -> usize {
        self.state.depth()
    }

    /// The call stack, top first.
    pub fn calls(&self) -> impl Iterator<Item = Call<'a>> + '_ {
        let film = self.film;
        self.state.calls().rev().map(move |call| shown(film, call))
    }

    /// The statement the topmost call is at.
    pub fn place(&self) -> Option<Place<'a>> {
        Some(self.film.place(self.state.top.as_ref()?.at?))
    }

    /// What the variables hold that the call sees which is so many below the top: its own by
    /// their place in the program, then those of the functions around it. Empty where the
    /// recording does not say.
    pub fn variables(&self, below: usize) -> Vec<Variable<'a>> {
        let Some(call) = self.state.calls().rev().nth(below) else { return Vec::new() };
        let trace = self.film.trace();
        let shown = call.locals.iter().map(|(id, (holds, since))| {
            let record = trace.variable(*id);
            Variable {
                name: trace.text(record.name),
                line: record.declared.line,
                is_own: record.function == call.function,
                holds: *holds,
                since: *since,
            }
        });
        let mut shown: Vec<_> = shown.collect();
        shown.sort_by_key(|variable| !variable.is_own);
        shown
    }

    /// How many entries wait in a queue.
    pub fn len(&self, queue: Queue) -> usize {
        self.state.queue(queue).len()
    }

    /// Whether nothing waits in a queue.
    pub fn is_empty(&self, queue: Queue) -> bool {
        self.state.queue(queue).is_empty()
    }

    /// What waits in a queue, the next to run first. (For timers see also [`Self::timers`],
    /// for poll [`Self::requests`].)
    pub fn queue(&self, queue: Queue) -> impl Iterator<Item = Waiting<'a>> + '_ {
        self.entries(queue).filter_map(|entry| self.waiting(entry))
    }

    /// The ids of what waits in a queue, the next to run first.
    fn entries(&self, queue: Queue) -> Box<dyn Iterator<Item = EntryId> + '_> {
        let row = self.state.queue(queue).values().copied();
        match queue {
            // uv__run_closing_handles takes a list that uv__make_close_pending prepends to.
            Queue::Close => Box::new(row.rev()),
            Queue::Ticks
            | Queue::Microtasks
            | Queue::Timers
            | Queue::Poll
            | Queue::Check
            | Queue::Tasks
            | Queue::Rendering
            | Queue::Idle => Box::new(row),
        }
    }

    fn slot(&self, entry: EntryId) -> Option<&Slot> {
        self.state.slot(entry)
    }

    pub fn ticks(&self) -> impl Iterator<Item = Waiting<'a>> + '_ {
        self.queue(Queue::Ticks)
    }

    pub fn microtasks(&self) -> impl Iterator<Item = Waiting<'a>> + '_ {
        self.queue(Queue::Microtasks)
    }

    /// By due time, and among equals as they were armed.
    pub fn timers(&self) -> impl Iterator<Item = Timer<'a>> + '_ {
        self.entries(Queue::Timers).filter_map(|entry| self.timer(entry))
    }

    /// The timer, if it waits.
    pub fn timer(&self, entry: EntryId) -> Option<Timer<'a>> {
        let slot = self.slot(entry).filter(|slot| slot.queue() == Queue::Timers)?;
        let due = slot.due();
        let left = VirtualTime(due.0.saturating_sub(self.time().0));
        Some(Timer { waiting: self.waiting(entry)?, due, left })
    }

    /// Those that are done first, in the order they were completed; then those under way.
    pub fn requests(&self) -> impl Iterator<Item = Request<'a>> + '_ {
        self.state.queue(Queue::Poll).iter().filter_map(|(_, entry)| {
            let slot = self.state.slot(*entry)?;
            let state = if slot.is_ready() {
                RequestState::Ready { since: slot.since() }
            } else {
                slot.worker().map_or(RequestState::Waiting, |(worker, since)| RequestState::Taken {
                    worker,
                    since,
                })
            };
            Some(Request { waiting: self.waiting(*entry)?, state })
        })
    }

    pub fn immediates(&self) -> impl Iterator<Item = Waiting<'a>> + '_ {
        self.queue(Queue::Check)
    }

    pub fn closing(&self) -> impl Iterator<Item = Waiting<'a>> + '_ {
        self.queue(Queue::Close)
    }

    /// How the entry waits, if it waits in a queue.
    pub fn waiting(&self, entry: EntryId) -> Option<Waiting<'a>> {
        let slot = self.state.slot(entry)?;
        Some(Waiting {
            card: self.film.card(entry),
            since: slot.since(),
            referenced: !self.state.unreferenced.contains(&entry),
            next_iteration: self.state.waits_for_next_iteration(slot),
        })
    }

    /// Async functions that wait, in the order of their awaits.
    pub fn suspended(&self) -> impl ExactSizeIterator<Item = Suspended<'a>> + '_ {
        let film = self.film;
        self.state.suspended.iter().map(move |(wait, (call, since))| {
            let record = film.trace().wait(*wait);
            Suspended {
                wait: *wait,
                call: shown(film, call),
                place: film.place(record.site),
                promise: record.promise,
                since: *since,
            }
        })
    }

    /// Promises that are not settled, oldest first.
    pub fn promises(&self) -> impl ExactSizeIterator<Item = Pending<'a>> + '_ {
        let film = self.film;
        self.state.pending.iter().map(move |(promise, state)| pending(film, *promise, *state))
    }

    /// The promise, if it is not settled.
    pub fn pending(&self, promise: PromiseId) -> Option<Pending<'a>> {
        self.state.pending.get(&promise).map(|state| pending(self.film, promise, *state))
    }

    /// How many lines have been written, or begun.
    pub fn line_count(&self) -> usize {
        self.film.output().lines_until(self.step)
    }

    /// What has been written so far, the first line first. Ask for the end with `rev()`.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = OutputLine<'a>> + ExactSizeIterator {
        let (film, step) = (self.film, self.step);
        (0..self.line_count()).map(move |number| film.output().line(film, number, step))
    }

    pub fn ended(&self) -> Option<Ended> {
        self.state.ended
    }

    /// The error that ends the program, once nobody caught it.
    pub fn uncaught(&self) -> Option<Uncaught> {
        self.state.uncaught
    }
}

fn shown<'a>(film: &'a Film, call: &CallState) -> Call<'a> {
    let site = film.trace().site(call.function);
    Call {
        function: call.function,
        kind: site.kind,
        name: film.trace().text(site.name),
        defined: film.place(call.function),
        at: call.at.map(|site| film.place(site)),
        since: call.since,
        resumed: call.resumed,
    }
}

fn pending(film: &Film, promise: PromiseId, state: PendingState) -> Pending<'_> {
    let record = film.trace().promise(promise);
    Pending {
        promise,
        origin: record.origin,
        place: record.site.map(|site| film.place(site)),
        parent: record.parent,
        since: state.since,
        reactions: state.reactions,
    }
}
