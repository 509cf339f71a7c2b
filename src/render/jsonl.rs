//! The recording for scripts.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::{
    scene::{Film, Scene, scenes},
    trace::{
        EntryId, EntryKind, Fact, PageEntry, PromiseId, Step, Value,
        format::{self, About},
    },
};

pub(super) fn write(film: &Film, until: Step, out: &mut impl Write) -> io::Result<()> {
    let trace = film.trace();
    format::write_head(trace, out)?;
    for scene in scenes(film).skip(1).take(until.0 as usize) {
        if let Some(fact) = scene.fact() {
            format::write_fact(trace, scene.step(), about(&scene, &fact), out)?;
        }
    }
    Ok(())
}

fn about<'a>(scene: &Scene<'a>, fact: &Fact) -> About<'a> {
    let film = scene.film();
    let told = Told::of(film, scene, fact);
    let card = told.entry.map(|entry| film.card(entry));
    let place = scene.about();
    About {
        kind: told.kind,
        iteration: scene.iteration(),
        phase: scene.phase().map(|now| now.phase),
        label: card.map(|card| card.label).or(told.function).filter(|label| !label.is_empty()),
        scheduled: card.map(|card| card.scheduled),
        file: place.map(|place| place.path),
        line: place.map(|place| place.line),
        col: place.map(|place| place.column),
        text: told.text,
    }
}

/// What a fact says of itself.
struct Told<'a> {
    kind: Cow<'a, str>,
    entry: Option<EntryId>,
    /// The name of the function it is about.
    function: Option<&'a str>,
    text: Option<Cow<'a, str>>,
}

impl<'a> Told<'a> {
    fn of(film: &'a Film, scene: &Scene<'a>, fact: &Fact) -> Self {
        let trace = film.trace();
        let named = |site| Some(trace.text(trace.site(site).name));
        let text = |value| Some(film.value(value)).filter(|text| !text.is_empty());
        let settled = |promise: PromiseId| text(film.settled(promise)?.value);
        let fold = |kind: &'static str| Self {
            kind: kind.into(),
            entry: None,
            function: None,
            text: None,
        };
        let entry = |entry: EntryId, what: &str| Self {
            kind: format!("{}-{what}", class(trace.entry(entry).kind)).into(),
            entry: Some(entry),
            ..fold("")
        };
        let valued = |kind, value: Value| Self { text: text(value), ..fold(kind) };
        match *fact {
            Fact::StatementReached { .. } => fold("statement-reached"),
            Fact::CallEntered { site } => Self { function: named(site), ..fold("call-entered") },
            Fact::CallResumed { site } => Self { function: named(site), ..fold("call-resumed") },
            Fact::CallExited { value, .. } => Self {
                function: scene.left().and_then(|left| named(left.function)),
                ..valued("call-exited", value)
            },
            Fact::AwaitSuspended { wait } => {
                Self { function: named(trace.wait(wait).function), ..fold("await-suspended") }
            }
            Fact::AwaitResumed { wait, value, .. } => Self {
                function: named(trace.wait(wait).function),
                ..valued("await-resumed", value)
            },
            Fact::Thrown { value } => valued("thrown", value),
            Fact::PromiseCreated { .. } => fold("promise-created"),
            Fact::PromiseSettled { rejected: false, value, .. } => {
                valued("promise-fulfilled", value)
            }
            Fact::PromiseSettled { rejected: true, value, .. } => valued("promise-rejected", value),
            Fact::ReactionAdded { .. } => fold("reaction-added"),
            Fact::EntryQueued { entry: id } => entry(id, "queued"),
            Fact::TimerArmed { entry: id, .. } => entry(id, "armed"),
            Fact::EntryCancelled { entry: id } => entry(id, "cancelled"),
            Fact::EntryReferenced { entry: id, referenced: true } => entry(id, "referenced"),
            Fact::EntryReferenced { entry: id, referenced: false } => entry(id, "unreferenced"),
            Fact::RequestTaken { entry: id, .. } => entry(id, "taken"),
            Fact::RequestCompleted { entry: id } => entry(id, "completed"),
            Fact::TaskQueued { entry: id, .. } => entry(id, "ready"),
            Fact::EntryStarted { entry: id } => entry(id, "started"),
            Fact::EntryEnded { entry: id, .. } => entry(id, "ended"),
            Fact::IterationBegan { .. } => fold("iteration-began"),
            Fact::PhaseEntered { .. } => fold("phase-entered"),
            Fact::DrainBegan { .. } => fold("drain-began"),
            Fact::DrainEnded => fold("drain-ended"),
            Fact::ClockMoved { .. } => fold("clock-moved"),
            Fact::DecisionMade { .. } => fold("decision-made"),
            Fact::ConsoleWrote { text, .. } => {
                Self { text: Some(trace.text(text).into()), ..fold("console-wrote") }
            }
            Fact::ErrorUncaught { value, .. } => valued("error-uncaught", value),
            Fact::RejectionUnhandled { promise, .. } => {
                Self { text: settled(promise), ..fold("rejection-unhandled") }
            }
            Fact::RejectionHandled { promise } => {
                Self { text: settled(promise), ..fold("rejection-handled") }
            }
            Fact::Exited { .. } => fold("exited"),
            Fact::Stopped { .. } => fold("stopped"),
        }
    }
}

/// What scripts tell entries apart by.
fn class(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Main => "main",
        EntryKind::Tick => "tick",
        EntryKind::Reaction
        | EntryKind::AwaitContinuation
        | EntryKind::ThenableJob
        | EntryKind::PassThrough
        | EntryKind::Microtask
        | EntryKind::EngineJob => "microtask",
        EntryKind::Timeout | EntryKind::Interval => "timer",
        EntryKind::Immediate => "immediate",
        EntryKind::Request => "request",
        EntryKind::Close => "close",
        EntryKind::ProcessEvent | EntryKind::Page(PageEntry::Event) => "event",
        EntryKind::Page(PageEntry::Input) => "input",
        EntryKind::Page(PageEntry::Message) => "message",
        EntryKind::Page(PageEntry::PostedTask) => "posted-task",
        EntryKind::Page(PageEntry::Frame) => "frame",
        EntryKind::Page(PageEntry::FrameCallback) => "frame-callback",
        EntryKind::Page(PageEntry::IdleCallback) => "idle-callback",
        EntryKind::Page(PageEntry::Listener) => "listener",
    }
}
