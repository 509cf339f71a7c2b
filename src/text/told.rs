//! What a sentence is about, before it is in any language.

use crate::{
    scene::{
        Card, Film, PageRule, Place, Request, RequestState, Rule, Scene, Settled, at, overtaken,
        rule_between,
    },
    trace::{
        EntryId, EntryKind, Fact, FileId, PageEntry, Phase, PromiseId, Queue, Runtime, SiteId,
        SiteKind, Step, Value, VirtualTime, WaitId,
    },
};

/// One step, with the pictures before and after it.
pub(super) struct Told<'a> {
    pub(super) film: &'a Film,
    pub(super) before: Scene<'a>,
    pub(super) scene: Scene<'a>,
}

/// What an entry is to a reader.
pub(super) enum Name<'a> {
    /// A callback with a name of its own.
    Named(&'a str, Option<Line<'a>>),
    /// A callback without a name.
    Anonymous(Line<'a>),
    /// A callback of which nothing is known.
    Unknown,
    Main,
    /// What comes after an `await` of this function.
    AfterAwait(Function<'a>, Option<Line<'a>>),
    /// The job that calls a thenable's `then`.
    ThenableJob(Option<PromiseId>),
    /// A reaction that only hands on a result.
    PassThrough(Option<PromiseId>),
    EngineJob,
    /// An operation outside JavaScript.
    Request(&'a str),
    Event(&'a str),
}

/// A function of the program.
pub(super) enum Function<'a> {
    Named(&'a str),
    Anonymous(Line<'a>),
    /// The top level of a file, by its name.
    Program(&'a str),
}

/// A line of the program; the file's name where it is not the main file.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) line: u32,
    pub(super) file: Option<&'a str>,
}

impl<'a> Told<'a> {
    pub(super) fn of(film: &'a Film, step: Step) -> Self {
        let scene = at(film, step);
        let before = at(film, Step(scene.step().0.saturating_sub(1)));
        Self { film, before, scene }
    }

    pub(super) fn between(before: Scene<'a>, scene: Scene<'a>) -> Self {
        Self { film: scene.film(), before, scene }
    }

    pub(super) fn fact(&self) -> Option<Fact> {
        self.scene.fact()
    }

    /// The rule that makes this step happen.
    pub(super) fn rule(&self) -> Option<Rule> {
        rule_between(&self.before, &self.scene)
    }

    /// The same, if it is a rule of pages.
    pub(super) fn page_rule(&self) -> Option<PageRule> {
        let Some(Rule::Page(rule)) = self.rule() else { return None };
        Some(rule)
    }

    /// The timer that is due earlier than the one that starts and must wait all the same.
    pub(super) fn overtaken(&self) -> Option<EntryId> {
        overtaken(&self.before, &self.scene)
    }

    /// The line the topmost call is at.
    pub(super) fn line(&self) -> Option<Line<'a>> {
        self.scene.place().map(|place| line(self.film, place))
    }

    /// The line of the call before this step, which is the caller of what was called.
    pub(super) fn caller(&self) -> Option<Line<'a>> {
        self.before.place().map(|place| line(self.film, place))
    }

    pub(super) fn function(&self, site: SiteId) -> Function<'a> {
        function(self.film, site)
    }

    pub(super) fn kind(&self, site: SiteId) -> SiteKind {
        self.film.trace().site(site).kind
    }

    /// The function that waits, and the line of its `await`.
    pub(super) fn wait(&self, wait: WaitId) -> (Function<'a>, Line<'a>) {
        let wait = self.film.trace().wait(wait);
        (self.function(wait.function), line(self.film, self.film.place(wait.site)))
    }

    pub(super) fn card(&self, entry: EntryId) -> Card<'a> {
        self.film.card(entry)
    }

    pub(super) fn value(&self, value: Value) -> String {
        super::value(self.film, value)
    }

    /// How many waited in the queue before this step.
    pub(super) fn waited(&self, queue: Queue) -> usize {
        self.before.len(queue)
    }

    /// What became of the promise, if it has by now.
    pub(super) fn settled(&self, promise: PromiseId) -> Option<Settled> {
        self.film.settled(promise).filter(|settled| settled.step <= self.scene.step())
    }

    /// Whether the promise was settled already when it was first seen.
    pub(super) fn settles_next(&self, promise: PromiseId) -> bool {
        let next = Step(self.scene.step().0 + 1);
        self.film.settled(promise).is_some_and(|settled| settled.step <= next)
    }

    /// Whether an `await` has just made the promise to wait for it (Node 10 and 11).
    pub(super) fn is_awaits_own(&self, promise: PromiseId) -> bool {
        let trace = self.film.trace();
        let step = self.scene.step().0;
        self.film.runtime() <= Runtime::Node11
            && [step + 1, step + 2].into_iter().any(|next| {
                matches!(trace.fact(Step(next)), Some(Fact::AwaitSuspended { wait })
                    if trace.wait(wait).promise == Some(promise))
            })
    }

    /// Whether a request that has just been made must wait: no thread of the pool is free to
    /// take it at once.
    pub(super) fn waits_for_thread(&self, request: EntryId) -> bool {
        match self.film.trace().fact(Step(self.scene.step().0 + 1)) {
            Some(Fact::RequestTaken { entry, .. } | Fact::RequestCompleted { entry }) => {
                entry != request
            }
            next => next.is_some(),
        }
    }

    /// How many reactions waited for a promise that was pending before this step.
    pub(super) fn reactions(&self, promise: PromiseId) -> Option<u32> {
        self.before.pending(promise).map(|pending| pending.reactions)
    }

    /// How much later it is after this step.
    pub(super) fn passed(&self) -> VirtualTime {
        VirtualTime(self.scene.time().0.saturating_sub(self.before.time().0))
    }

    /// How many operations are done and wait for the poll phase.
    pub(super) fn ready(&self) -> usize {
        let is_ready = |request: &Request| matches!(request.state, RequestState::Ready { .. });
        self.scene.requests().take_while(is_ready).count()
    }

    pub(super) fn due_timers(&self) -> usize {
        self.scene.timers().take_while(|timer| timer.left == VirtualTime(0)).count()
    }

    pub(super) fn snippet(&self, site: SiteId) -> String {
        snippet(self.film, site)
    }
}

/// What an entry is to a reader.
pub(super) fn name<'a>(film: &'a Film, card: &Card<'a>) -> Name<'a> {
    let at = card.place.map(|place| line(film, place));
    match card.kind {
        EntryKind::Main => Name::Main,
        EntryKind::AwaitContinuation => match card.place {
            Some(place) => {
                let site = film.trace().site(place.site).function;
                Name::AfterAwait(function(film, site), at)
            }
            None if card.label.is_empty() => Name::EngineJob,
            None => Name::AfterAwait(Function::Named(card.label), None),
        },
        EntryKind::ThenableJob => Name::ThenableJob(card.promise),
        EntryKind::PassThrough => Name::PassThrough(card.promise),
        EntryKind::EngineJob => Name::EngineJob,
        EntryKind::ProcessEvent | EntryKind::Page(PageEntry::Listener | PageEntry::Event) => {
            Name::Event(card.label)
        }
        EntryKind::Page(PageEntry::Input | PageEntry::Frame | PageEntry::Message) => {
            Name::Request(card.label)
        }
        EntryKind::Request if card.place.is_none() && !card.label.is_empty() => {
            Name::Request(card.label)
        }
        EntryKind::Tick
        | EntryKind::Reaction
        | EntryKind::Microtask
        | EntryKind::Timeout
        | EntryKind::Interval
        | EntryKind::Immediate
        | EntryKind::Request
        | EntryKind::Close
        | EntryKind::Page(
            PageEntry::PostedTask | PageEntry::FrameCallback | PageEntry::IdleCallback,
        ) => match at {
            _ if !card.label.is_empty() => Name::Named(card.label, at),
            Some(at) => Name::Anonymous(at),
            None => Name::Unknown,
        },
    }
}

pub(super) fn function(film: &Film, site: SiteId) -> Function<'_> {
    let record = film.trace().site(site);
    match film.trace().text(record.name) {
        "" if record.kind == SiteKind::Program => {
            Function::Program(file_name(&film.trace().file(record.file).path))
        }
        "" => Function::Anonymous(line(film, film.place(site))),
        name => Function::Named(name),
    }
}

/// The line of a place; the main file, which is the first, goes without saying.
pub(super) fn line<'a>(film: &'a Film, place: Place<'a>) -> Line<'a> {
    let is_main = film.trace().site(place.site).file == FileId(1);
    Line { line: place.line, file: (!is_main).then(|| file_name(place.path)) }
}

/// The phase that runs the callbacks of a queue of the loop.
pub(super) fn phase_of(queue: Queue) -> Phase {
    match queue {
        Queue::Timers => Phase::Timers,
        Queue::Ticks
        | Queue::Microtasks
        | Queue::Poll
        | Queue::Tasks
        | Queue::Rendering
        | Queue::Idle => Phase::Poll,
        Queue::Check => Phase::Check,
        Queue::Close => Phase::Close,
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The words of the program at a site: its first line, shortened.
fn snippet(film: &Film, site: SiteId) -> String {
    let words = film.words(site);
    match words.split_once('\n') {
        Some((first, _)) => super::shortened(&format!("{} …", first.trim_end()), 48),
        None => super::shortened(words, 48),
    }
}
