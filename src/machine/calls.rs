//! The learner's call stack, kept from what the markers say.
//!
//! A marker knows how deep the engine's stack is and in which function it stands. That is
//! enough: calls deeper than the marker are gone, a call of another function at the same
//! depth was replaced. Entering is always marked; leaving is inferred at the next marker, and
//! what a `return`, `yield` or `throw` announced before says how.

use std::{collections::BTreeMap, mem};

use super::recorder::Recorder;
use crate::trace::{ExitKind, Fact, Holds, SiteId, Value, VariableId, WaitId};

/// One call of a function of the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// How deep the engine's stack is while the call runs.
    pub depth: usize,
    pub function: SiteId,
    /// The statement it stands at.
    pub site: SiteId,
    /// Which call of an async function it is, if it has waited before.
    pub activation: Option<usize>,
    leaving: Leaving,
    /// A default value of a parameter was reached, but not yet the body.
    in_parameters: bool,
}

/// What the variables that a call can see were last found to hold, by variable.
pub(super) type Seen = Vec<(VariableId, Holds)>;

/// What a call announced of its end.
#[derive(Clone, Copy, Debug)]
enum Leaving {
    Unannounced,
    Returning(Value),
    Yielding(Value),
}

/// All calls that are running, the outermost first.
#[derive(Debug, Default)]
pub(super) struct CallStack {
    calls: Vec<Call>,
    /// What each of them has been seen to hold, if the recording is to say so.
    seen: Vec<Seen>,
    /// The same of those that wait.
    asleep: BTreeMap<WaitId, Seen>,
    /// An error is on its way up: calls that leave now leave by it.
    throwing: bool,
}

impl CallStack {
    pub(super) fn top(&self) -> Option<Call> {
        self.calls.last().copied()
    }

    /// The call the entry began with.
    pub(super) fn bottom(&self) -> Option<Call> {
        self.calls.first().copied()
    }

    /// Whether only one call runs.
    pub(super) fn is_bottom(&self) -> bool {
        self.calls.len() == 1
    }

    /// The call that runs at `depth`.
    pub(super) fn at(&self, depth: usize) -> Option<(Call, bool)> {
        let at = self.calls.iter().rposition(|call| call.depth <= depth)?;
        let call = self.calls.get(at).filter(|call| call.depth == depth)?;
        Some((*call, at == 0))
    }

    /// What runs, the innermost call first: where each stands.
    pub(super) fn stands(&self) -> impl Iterator<Item = SiteId> {
        self.calls.iter().rev().map(|call| call.site)
    }

    /// Forgets the calls deeper than `depth`: they have left.
    pub(super) fn unwind(&mut self, depth: usize, recorder: &mut Recorder) {
        while let Some(call) = self.calls.pop_if(|call| call.depth > depth) {
            self.seen.truncate(self.calls.len());
            let (how, value) = match call.leaving {
                _ if self.throwing => (ExitKind::Threw, Value::Unknown),
                Leaving::Returning(value) => (ExitKind::Returned, value),
                Leaving::Yielding(value) => (ExitKind::Yielded, value),
                Leaving::Unannounced => (ExitKind::Returned, Value::Unknown),
            };
            recorder.fact(Fact::CallExited { how, value });
        }
    }

    /// A function's body begins.
    pub(super) fn enter(&mut self, function: SiteId, depth: usize, recorder: &mut Recorder) {
        if self.is_in_parameters(function, depth) {
            self.unwind(depth, recorder);
            if let Some(call) = self.calls.last_mut() {
                call.in_parameters = false;
            }
            return;
        }
        self.unwind(depth.saturating_sub(1), recorder);
        self.throwing = false;
        self.push(function, depth);
        recorder.fact(Fact::CallEntered { site: function });
    }

    /// A default value of a parameter is about to be evaluated: the function was called,
    /// though its body has not begun.
    pub(super) fn enter_parameters(
        &mut self,
        function: SiteId,
        depth: usize,
        recorder: &mut Recorder,
    ) {
        if self.is_in_parameters(function, depth) {
            self.unwind(depth, recorder);
            return;
        }
        self.enter(function, depth, recorder);
        if let Some(call) = self.calls.last_mut() {
            call.in_parameters = true;
        }
    }

    /// Whether the call at `depth` is one of `function` that has not reached its body.
    fn is_in_parameters(&self, function: SiteId, depth: usize) -> bool {
        let call = self.calls.iter().rev().find(|call| call.depth <= depth);
        call.is_some_and(|call| {
            call.depth == depth && call.function == function && call.in_parameters
        })
    }

    /// The statement at `site` of `function` begins.
    pub(super) fn reach(
        &mut self,
        site: SiteId,
        function: SiteId,
        depth: usize,
        recorder: &mut Recorder,
    ) {
        self.stand(function, depth, recorder);
        self.throwing = false;
        if let Some(call) = self.calls.last_mut() {
            call.site = site;
        }
        recorder.fact(Fact::StatementReached { site });
    }

    /// Makes sure that `function` is the topmost call; if it was not there, it is a generator
    /// that goes on.
    pub(super) fn stand(&mut self, function: SiteId, depth: usize, recorder: &mut Recorder) {
        self.unwind(depth, recorder);
        if self.top().is_none_or(|top| top.depth != depth || top.function != function) {
            self.unwind(depth.saturating_sub(1), recorder);
            self.push(function, depth);
            recorder.fact(Fact::CallResumed { site: function });
        }
        // Code runs: whatever was thrown has been caught, or has become a rejection.
        self.throwing = false;
    }

    /// A call has returned to code at `depth`.
    pub(super) fn returned(&mut self, depth: usize, recorder: &mut Recorder) {
        self.unwind(depth, recorder);
        self.throwing = false;
    }

    /// An async function goes on after an `await`; its fact is the caller's to record.
    pub(super) fn resume(
        &mut self,
        function: SiteId,
        site: SiteId,
        activation: Option<usize>,
        depth: usize,
        recorder: &mut Recorder,
    ) {
        self.unwind(depth.saturating_sub(1), recorder);
        self.throwing = false;
        self.push(function, depth);
        if let Some(call) = self.calls.last_mut() {
            call.site = site;
            call.activation = activation;
        }
    }

    /// The topmost call leaves to wait; its fact is the caller's to record.
    pub(super) fn suspend(&mut self, wait: WaitId) {
        self.calls.pop();
        if let Some(seen) = self.seen.pop().filter(|seen| !seen.is_empty()) {
            self.asleep.insert(wait, seen);
        }
    }

    /// What has just come back is the call that waited.
    pub(super) fn wake(&mut self, wait: WaitId) {
        if let (Some(seen), Some(before)) = (self.seen.last_mut(), self.asleep.remove(&wait)) {
            *seen = before;
        }
    }

    /// The topmost call sees these variables, and no others: records what is new.
    pub(super) fn see(&mut self, now: Seen, recorder: &mut Recorder) {
        let Some(seen) = self.seen.last_mut() else { return };
        let before = mem::replace(seen, now);
        let is_in = |list: &Seen, variable| list.iter().any(|(it, _)| *it == variable);
        for (variable, _) in before.iter().filter(|(variable, _)| !is_in(seen, *variable)) {
            recorder.local(*variable, Holds::OutOfScope);
        }
        for (variable, holds) in seen.iter().filter(|it| !before.contains(it)) {
            recorder.local(*variable, *holds);
        }
    }

    /// What the topmost call said it returns; nothing if it has not said so.
    pub(super) fn announced(&self) -> Value {
        match self.calls.last().map(|call| call.leaving) {
            Some(Leaving::Returning(value)) => value,
            Some(Leaving::Unannounced | Leaving::Yielding(_)) | None => Value::Unknown,
        }
    }

    pub(super) fn announce_return(&mut self, value: Value) {
        if let Some(call) = self.calls.last_mut() {
            call.leaving = Leaving::Returning(value);
        }
    }

    pub(super) fn announce_yield(&mut self, value: Value) {
        if let Some(call) = self.calls.last_mut() {
            call.leaving = Leaving::Yielding(value);
        }
    }

    /// An error is on its way up from here.
    pub(super) fn announce_throw(&mut self) {
        self.throwing = true;
    }

    fn push(&mut self, function: SiteId, depth: usize) {
        let leaving = Leaving::Unannounced;
        self.calls.push(Call {
            depth,
            function,
            site: function,
            activation: None,
            leaving,
            in_parameters: false,
        });
        self.seen.push(Seen::new());
    }
}
