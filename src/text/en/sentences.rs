//! What happens, in one sentence.

use super::{
    capital, function_name, line, named,
    progress::{drain, ended, phase_entered, queued, started, waited},
    promise,
};
use crate::{
    scene::{Resumed, Rule},
    text::{ms, told::Told},
    trace::{
        ClockCause, ExitKind, Fact, PromiseId, PromiseOrigin, SiteId, SiteKind, StopCause, Stream,
        Value, WaitId, Worker,
    },
};

/// What the step does.
#[expect(clippy::too_many_lines, reason = "one arm a fact")]
pub(in crate::text) fn sentence(told: &Told) -> String {
    let Some(fact) = told.fact() else {
        return "Nothing has run yet: the stack and all queues are empty.".to_owned();
    };
    if told.film.runtime().is_browser()
        && let Some(words) = super::page::sentence(told, fact)
    {
        return words;
    }
    match fact {
        Fact::StatementReached { site } => statement(told, site),
        Fact::CallEntered { site } => called(told, site),
        Fact::CallResumed { site } => {
            format!("{} goes on after its `yield`.", capital(&function_name(&told.function(site))))
        }
        Fact::CallExited { how, value } => exited(told, how, value),
        Fact::AwaitSuspended { wait } => suspended(told, wait),
        Fact::AwaitResumed { wait, rejected, value } => resumed(told, wait, rejected, value),
        Fact::Thrown { value } => {
            format!("{} throws{}.", here(told), with(told, value))
        }
        Fact::PromiseCreated { promise } => created(told, promise),
        Fact::PromiseSettled { promise, rejected, value } => {
            settled(told, promise, rejected, value)
        }
        Fact::ReactionAdded { promise: id, .. } => match told.reactions(id) {
            Some(_) => format!(
                "A handler is added to {}, which is pending: it waits with the promise, in no queue yet.",
                promise(id)
            ),
            None => format!(
                "The handler belongs to {}, which is settled already: that is why it was queued at once.",
                promise(id)
            ),
        },
        Fact::EntryQueued { entry } | Fact::TaskQueued { entry, .. } => queued(told, entry),
        Fact::TimerArmed { entry, due } => {
            let card = told.card(entry);
            let how = match told.rule() {
                Some(Rule::IntervalRearmed) => "is set again",
                Some(Rule::TimerRefreshed) => "starts anew",
                Some(_) | None => "is set",
            };
            format!(
                "{} {how} for {} ms: it is due at {} ms, at the earliest.",
                capital(&named(told, entry)),
                card.duration_ms,
                ms(due)
            )
        }
        Fact::EntryCancelled { entry } => {
            format!("{} is taken back: it will never run.", capital(&named(told, entry)))
        }
        Fact::EntryReferenced { entry, referenced } => {
            let now = if referenced {
                "keeps the loop alive again"
            } else {
                "no longer keeps the loop alive"
            };
            format!("{} {now}.", capital(&named(told, entry)))
        }
        Fact::RequestTaken { entry, worker: Worker::Thread(thread) } => {
            format!("Thread {thread} of the pool works on the request of {}.", named(told, entry))
        }
        Fact::RequestTaken { entry, worker: Worker::Kernel } => {
            format!("The operating system works on the request of {}.", named(told, entry))
        }
        Fact::RequestCompleted { entry } => {
            format!("The request of {} is done: it waits for the poll phase.", named(told, entry))
        }
        Fact::EntryStarted { entry } => started(told, entry),
        Fact::EntryEnded { entry, threw } => ended(told, entry, threw),
        Fact::IterationBegan { iteration } => {
            format!("Iteration {iteration} of the loop begins: something still keeps it alive.")
        }
        Fact::PhaseEntered { phase } => phase_entered(told, phase),
        Fact::DrainBegan { queue, .. } => drain(told, queue),
        Fact::DrainEnded => match told.rule() {
            Some(Rule::DrainCutOff) => {
                "The drain is cut off by an error: what is left waits for the next one.".to_owned()
            }
            Some(_) | None => "Both inner queues are empty: the loop may go on.".to_owned(),
        },
        Fact::ClockMoved { cause: ClockCause::Spent, .. } => {
            let runs = told.scene.depth() > 0 || told.scene.running().is_some();
            let while_what = if runs { "while code runs" } else { "in Node itself" };
            let (passed, now) = (ms(told.passed()), ms(told.scene.time()));
            format!("{passed} ms pass {while_what}: it is {now} ms now.")
        }
        Fact::ClockMoved { cause: ClockCause::Waited, .. } => waited(told),
        Fact::DecisionMade { decision } => super::decision(told.film, decision),
        Fact::ConsoleWrote { stream, text } => wrote(told, stream, told.film.trace().text(text)),
        Fact::ErrorUncaught { value, handled } => {
            let then = if handled {
                "the `uncaughtException` listener gets it"
            } else {
                "nobody catches it, and the process ends"
            };
            let error = told.value(value);
            let error = if error.is_empty() { "An error" } else { &error };
            format!("{error} has left every call: {then}.")
        }
        Fact::RejectionUnhandled { promise: id, handled } => {
            let then = match told.rule() {
                _ if handled => "the `unhandledRejection` listener is told",
                Some(Rule::RejectionWarns) => "Node prints a warning",
                Some(_) | None => "Node treats it as an uncaught error",
            };
            format!(
                "{} is rejected{}, and no handler has come by the time the queues are empty: {then}.",
                capital(&promise(id)),
                told.settled(id).map_or_else(String::new, |now| value_with(&with(told, now.value)))
            )
        }
        Fact::RejectionHandled { promise: id } => format!(
            "{}, reported as unhandled before, has got a handler after all.",
            capital(&promise(id))
        ),
        Fact::Exited { code: 0 } => "The process ends with exit code 0.".to_owned(),
        Fact::Exited { code } => format!("The process ends with exit code {code}."),
        Fact::Stopped { cause } => stopped(cause).to_owned(),
    }
}

fn statement(told: &Told, site: SiteId) -> String {
    let words = told.snippet(site);
    let is_expression = told.kind(site) == SiteKind::Expression;
    let verb = if is_expression { "evaluates" } else { "runs" };
    let place = told.film.place(site);
    let at = capital(&line(crate::text::told::line(told.film, place)));
    if words.is_empty() { format!("{at} {verb}.") } else { format!("{at} {verb}: `{words}`") }
}

fn called(told: &Told, site: SiteId) -> String {
    let name = capital(&function_name(&told.function(site)));
    let from = match told.caller() {
        Some(at) => format!(" from {}", line(at)),
        None => " on an empty stack".to_owned(),
    };
    match told.kind(site) {
        SiteKind::Program => format!("{name} begins."),
        SiteKind::AsyncFunction => {
            format!(
                "{name} is called{from}: it is async, but runs at once, up to its first `await`."
            )
        }
        SiteKind::Generator | SiteKind::AsyncGenerator => {
            format!("{name}, a generator, begins{from}.")
        }
        SiteKind::Function
        | SiteKind::Statement
        | SiteKind::Expression
        | SiteKind::Await
        | SiteKind::Return
        | SiteKind::Throw
        | SiteKind::Call => format!("{name} is called{from}."),
    }
}

fn exited(told: &Told, how: ExitKind, value: Value) -> String {
    let left = told.before.calls().next();
    let name = left.map_or_else(
        || "The call".to_owned(),
        |left| capital(&function_name(&told.function(left.function))),
    );
    let back = match told.line() {
        Some(at) if told.scene.depth() > 0 => format!(", back to {}", line(at)),
        Some(_) | None => String::new(),
    };
    let value = with(told, value);
    match (how, told.rule()) {
        (ExitKind::Returned, Some(Rule::AsyncReturned))
            if left.is_some_and(|left| resumed_by_await(left.resumed)) =>
        {
            format!("{name} is done: it resolves its promise{}.", value_with(&value))
        }
        (ExitKind::Returned, Some(Rule::AsyncReturned)) => {
            format!("{name} is done and resolves its promise{}{back}.", value_with(&value))
        }
        (ExitKind::Returned, _) => format!("{name} returns{value}{back}."),
        (ExitKind::Threw, Some(Rule::AsyncThrew)) => {
            format!("{name} throws{value}: that rejects its promise, and its caller goes on.")
        }
        (ExitKind::Threw, _) => format!("{name} is left by an error{}{back}.", value_with(&value)),
        (ExitKind::Yielded, _) => format!("{name} yields{value} and leaves the stack{back}."),
    }
}

fn resumed_by_await(resumed: Option<Resumed>) -> bool {
    matches!(resumed, Some(Resumed::Await(_)))
}

fn suspended(told: &Told, wait: WaitId) -> String {
    let (function, at) = told.wait(wait);
    let then = match told.line() {
        Some(at) => format!("; its caller goes on at {}", line(at)),
        None => "; the stack is empty".to_owned(),
    };
    format!(
        "{} waits at the `await` on {} and leaves the stack{then}.",
        capital(&function_name(&function)),
        line(at)
    )
}

fn resumed(told: &Told, wait: WaitId, rejected: bool, value: Value) -> String {
    let (function, at) = told.wait(wait);
    let name = capital(&function_name(&function));
    let value = with(told, value);
    match (rejected, value.is_empty()) {
        (true, _) => {
            format!("{name} is back on the stack: its `await` on {} throws{value}.", line(at))
        }
        (false, true) => {
            format!("{name} is back on the stack and goes on after the `await` on {}.", line(at))
        }
        (false, false) => {
            format!("{name} is back on the stack: its `await` on {} gives{value}.", line(at))
        }
    }
}

fn created(told: &Told, id: PromiseId) -> String {
    let record = told.film.trace().promise(id);
    let place = record.site.map(|site| crate::text::told::line(told.film, told.film.place(site)));
    let at = place.map_or_else(String::new, |at| format!(" on {}", line(at)));
    let name = promise(id);
    match record.origin {
        PromiseOrigin::Then => {
            format!("`then`{at} gives a new promise, {name}: its handler's result will settle it.")
        }
        PromiseOrigin::Async => {
            format!(
                "The async call{at} has a promise for its caller, {name}, pending until the function is done."
            )
        }
        PromiseOrigin::Call if told.settles_next(id) => format!("A promise is made{at}: {name}."),
        PromiseOrigin::Call => format!("A promise is made{at}: {name}, pending."),
        PromiseOrigin::Seen if told.is_awaits_own(id) => {
            format!("`await` makes a promise of its own to wait for, {name}: it follows the value.")
        }
        PromiseOrigin::Seen => format!("{} is met for the first time.", capital(&name)),
    }
}

fn settled(told: &Told, id: PromiseId, rejected: bool, value: Value) -> String {
    let how = if rejected { "is rejected" } else { "is fulfilled" };
    let then = match told.reactions(id) {
        Some(0) => "; nothing waits for it yet".to_owned(),
        Some(1) => "; that queued what waited for it".to_owned(),
        Some(n) => format!("; that queued the {n} reactions that waited for it"),
        None => String::new(),
    };
    format!("{} {how}{}{then}.", capital(&promise(id)), value_with(&with(told, value)))
}

fn wrote(told: &Told, stream: Stream, text: &str) -> String {
    let text = crate::text::shortened(text.strip_suffix('\n').unwrap_or(text), 80);
    let to = match stream {
        Stream::Stdout => "",
        Stream::Stderr => " to stderr",
    };
    format!("{} prints{to}: {text}", here(told))
}

fn stopped(cause: StopCause) -> &'static str {
    match cause {
        StopCause::Steps => "The recording stops here: the budget of steps is used up.",
        StopCause::WallTime => "The recording stops here: the program ran for too long.",
        StopCause::Memory => "The recording stops here: the program took too much memory.",
        StopCause::Engine => "The recording stops here: the JavaScript engine gave up.",
    }
}

/// The line that runs, as a subject.
fn here(told: &Told) -> String {
    told.line().map_or_else(|| "Node".to_owned(), |at| capital(&line(at)))
}

/// " 3", or nothing for a value that is not known.
fn with(told: &Told, value: Value) -> String {
    let value = told.value(value);
    if value.is_empty() { value } else { format!(" {value}") }
}

/// " with 3" from " 3".
fn value_with(value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" with{value}") }
}
