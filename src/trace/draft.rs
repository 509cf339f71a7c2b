//! A trace made by hand, for tests: small, and well formed by construction.

use super::{
    ClockCause, Decision, DecisionId, Entry, EntryId, EntryKind, ExitKind, Fact, File, FileId,
    Header, Holds, Local, Phase, Position, Priority, Promise, PromiseId, PromiseOrigin, Question,
    Queue, Record, Runtime, Site, SiteId, SiteKind, Step, StopCause, Stream, TextId, Trace, Value,
    Variable, VariableId, VirtualTime, Wait, WaitId, Worker,
};

/// A trace under construction. Sites are found by their words in the source.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    trace: Trace,
    source: String,
}

impl Draft {
    /// A recording of one file, `/app/main.js`, of which nothing has run.
    pub(crate) fn new(runtime: Runtime, source: &str) -> Self {
        let mut draft = Self { trace: Trace::default(), source: source.to_owned() };
        let program = "main.js".to_owned();
        draft.record(Record::Header(Header { program, runtime, seed: 1, threads: 4 }));
        let (path, text) = ("/app/main.js".to_owned(), source.to_owned());
        draft.record(Record::File(File { path, text }));
        draft.site(SiteKind::Program, source, "");
        draft
    }

    pub(crate) fn trace(self) -> Trace {
        self.trace
    }

    pub(crate) fn record(&mut self, record: Record) {
        self.trace.push(record).expect("a draft names only what it has");
    }

    pub(crate) fn text(&mut self, text: &str) -> TextId {
        if self.trace.find_text(text).is_none() {
            self.record(Record::Text(text.to_owned()));
        }
        self.trace.find_text(text).expect("the text was just added")
    }

    pub(crate) fn value(&mut self, text: &str) -> Value {
        Value::Text(self.text(text))
    }

    /// The site of the words' first occurrence. The program is site 1; what is not a function
    /// stands in the last function made.
    pub(crate) fn site(&mut self, kind: SiteKind, words: &str, name: &str) -> SiteId {
        let start = self.source.find(words).expect("the words stand in the source");
        let (start, end) = (self.position(start), self.position(start + words.len()));
        let name = self.text(name);
        let id = SiteId(u32::try_from(self.trace.sites().len()).expect("few sites") + 1);
        let is_function = matches!(
            kind,
            SiteKind::Program
                | SiteKind::Function
                | SiteKind::AsyncFunction
                | SiteKind::Generator
                | SiteKind::AsyncGenerator
        );
        let last = self.trace.sites().last().map_or(id, |site| site.function);
        let function = if is_function { id } else { last };
        self.record(Record::Site(Site { file: FileId(1), kind, start, end, function, name }));
        id
    }

    pub(crate) fn entry(&mut self, kind: EntryKind, label: &str, site: Option<SiteId>) -> EntryId {
        self.timed(kind, label, site, 0)
    }

    pub(crate) fn timer(&mut self, label: &str, duration_ms: u32) -> EntryId {
        self.timed(EntryKind::Timeout, label, None, duration_ms)
    }

    pub(crate) fn timed(
        &mut self,
        kind: EntryKind,
        label: &str,
        site: Option<SiteId>,
        duration_ms: u32,
    ) -> EntryId {
        let (label, scheduled) = (self.text(label), self.trace.end());
        self.described(Entry { kind, label, site, scheduled, promise: None, duration_ms })
    }

    pub(crate) fn reaction(
        &mut self,
        label: &str,
        site: Option<SiteId>,
        promise: PromiseId,
    ) -> EntryId {
        let (kind, label, scheduled) = (EntryKind::Reaction, self.text(label), self.trace.end());
        let promise = Some(promise);
        self.described(Entry { kind, label, site, scheduled, promise, duration_ms: 0 })
    }

    pub(crate) fn described(&mut self, entry: Entry) -> EntryId {
        let id = EntryId(u32::try_from(self.trace.entries().len()).expect("few entries") + 1);
        self.record(Record::Entry(id, entry));
        id
    }

    pub(crate) fn promise(&mut self, origin: PromiseOrigin, site: Option<SiteId>) -> PromiseId {
        self.record(Record::Promise(Promise { origin, site, parent: None }));
        PromiseId(u32::try_from(self.trace.promises().len()).expect("few promises"))
    }

    pub(crate) fn wait(&mut self, site: SiteId, promise: Option<PromiseId>) -> WaitId {
        let function = self.trace.site(site).function;
        self.record(Record::Wait(Wait { site, function, promise }));
        WaitId(u32::try_from(self.trace.waits().len()).expect("few waits"))
    }

    pub(crate) fn decide(&mut self, question: Question, chosen: u32, entries: &[EntryId]) -> Step {
        let entries = entries.to_vec();
        self.record(Record::Decision(Decision { question, options: 2, chosen, entries }));
        let decisions = u32::try_from(self.trace.decisions().len()).expect("few decisions");
        self.fact(Fact::DecisionMade { decision: DecisionId(decisions) })
    }

    /// From `step` on the variable of `function` holds this.
    pub(crate) fn local(&mut self, function: SiteId, name: &str, step: Step, holds: Holds) {
        let (name, declared) = (self.text(name), Position { line: 1, column: 1 });
        let variable = Variable { name, function, declared };
        let known = self.trace.variables().iter().position(|it| *it == variable);
        if known.is_none() {
            self.record(Record::Variable(variable));
        }
        let index = known.unwrap_or(self.trace.variables().len() - 1);
        let variable = VariableId(u32::try_from(index).expect("few variables") + 1);
        self.record(Record::Local(Local { step, variable, holds }));
    }

    /// Appends the fact; the step it makes.
    pub(crate) fn fact(&mut self, fact: Fact) -> Step {
        self.record(Record::Fact(fact));
        self.trace.end()
    }

    pub(crate) fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.fact(*fact);
        }
    }

    pub(crate) fn kind(&self, entry: EntryId) -> EntryKind {
        self.trace.entry(entry).kind
    }

    /// The program writes a line.
    pub(crate) fn print(&mut self, text: &str) -> Step {
        let text = self.text(text);
        self.fact(Fact::ConsoleWrote { stream: Stream::Stdout, text })
    }

    /// The timer is set for as long as its record says.
    pub(crate) fn arm(&mut self, entry: EntryId) -> Step {
        let ms = u64::from(self.trace.entry(entry).duration_ms);
        let due = VirtualTime(self.trace.time(self.trace.end()).0 + ms * 1000);
        self.fact(Fact::TimerArmed { entry, due })
    }

    fn position(&self, byte: usize) -> Position {
        let before = &self.source[..byte];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count() + 1;
        let small = |n: usize| u32::try_from(n).expect("a short source");
        Position { line: small(line), column: small(column) }
    }
}

/// A trace with every kind of record and fact in it.
pub(crate) fn everything(runtime: Runtime) -> Trace {
    let mut draft = Draft::new(runtime, "async function f() {\n  await g();\n}\nf();\n");
    let f = draft.site(SiteKind::AsyncFunction, "async function f() {\n  await g();\n}", "f");
    let site = draft.site(SiteKind::Await, "await g()", "");
    let wait = draft.wait(site, None);
    let promise = draft.promise(PromiseOrigin::Async, Some(site));
    let entry = draft.timer("f\u{9b}31m \u{1b}[0m 微任务", 5);
    let value = draft.value("{ a: 1,\n  b: '\u{2028}' }");
    let text = draft.text("line\n");
    draft.decide(Question::LoopEntry, 1, &[entry]);
    let due = VirtualTime(u64::MAX);
    draft.facts(&[
        Fact::EntryQueued { entry },
        Fact::TimerArmed { entry, due },
        Fact::EntryReferenced { entry, referenced: false },
        Fact::RequestTaken { entry, worker: Worker::Thread(4) },
        Fact::RequestTaken { entry, worker: Worker::Kernel },
        Fact::RequestCompleted { entry },
        Fact::TaskQueued { entry, priority: Priority::Normal },
        Fact::EntryCancelled { entry },
        Fact::EntryStarted { entry },
        Fact::CallEntered { site: f },
        Fact::StatementReached { site },
        Fact::AwaitSuspended { wait },
        Fact::AwaitResumed { wait, rejected: true, value },
        Fact::CallResumed { site: f },
        Fact::Thrown { value: Value::Undefined },
        Fact::CallExited { how: ExitKind::Yielded, value: Value::Int(-3) },
        Fact::PromiseCreated { promise },
        Fact::ReactionAdded { promise, derived: promise },
        Fact::PromiseSettled { promise, rejected: false, value: Value::Unknown },
        Fact::RejectionUnhandled { promise, handled: true },
        Fact::RejectionHandled { promise },
        Fact::EntryEnded { entry, threw: true },
        Fact::IterationBegan { iteration: 1 },
        Fact::PhaseEntered { phase: Phase::Poll },
        Fact::DrainBegan { queue: Queue::Ticks, round: 1 },
        Fact::DrainEnded,
        Fact::ClockMoved { to: VirtualTime(1500), cause: ClockCause::Waited },
        Fact::ConsoleWrote { stream: Stream::Stderr, text },
        Fact::ErrorUncaught { value, handled: false },
        Fact::Stopped { cause: StopCause::WallTime },
        Fact::Exited { code: -1 },
    ]);
    draft.local(f, "n", Step(10), Holds::Uninitialized);
    draft.local(f, "n", Step(11), Holds::Value(value));
    draft.local(f, "n", Step(11), Holds::OutOfScope);
    draft.trace()
}

/// A small run told from beginning to end: a timer, an immediate, a promise, and a tick that
/// keeps the processor busy for ten rounds.
pub(crate) fn story(runtime: Runtime) -> Trace {
    let mut draft = Draft::new(
        runtime,
        "setTimeout(function late() {\n  console.log('late\\x1b[0m');\n}, 1);\n\
         setImmediate(function soon() {});\n\
         Promise.resolve(1).then(function then1() {});\n\
         process.nextTick(function tick() {\n  while (busy());\n});\n",
    );
    let program = SiteId(1);
    let line1 = draft.site(
        SiteKind::Statement,
        "setTimeout(function late() {\n  console.log('late\\x1b[0m');\n}, 1);",
        "",
    );
    let line4 = draft.site(SiteKind::Statement, "setImmediate(function soon() {});", "");
    let line5 =
        draft.site(SiteKind::Statement, "Promise.resolve(1).then(function then1() {});", "");
    let line6 = draft.site(
        SiteKind::Statement,
        "process.nextTick(function tick() {\n  while (busy());\n});",
        "",
    );
    let late = draft.site(
        SiteKind::Function,
        "function late() {\n  console.log('late\\x1b[0m');\n}",
        "late",
    );
    let line2 = draft.site(SiteKind::Statement, "console.log('late\\x1b[0m');", "");
    let soon = draft.site(SiteKind::Function, "function soon() {}", "soon");
    let then1 = draft.site(SiteKind::Function, "function then1() {}", "then1");
    let tick = draft.site(SiteKind::Function, "function tick() {\n  while (busy());\n}", "tick");
    let line7 = draft.site(SiteKind::Expression, "busy()", "");

    let returned = Fact::CallExited { how: ExitKind::Returned, value: Value::Unknown };
    let main = draft.entry(EntryKind::Main, "main", Some(program));
    draft.facts(&[
        Fact::EntryStarted { entry: main },
        Fact::CallEntered { site: program },
        Fact::StatementReached { site: line1 },
    ]);
    let timer = draft.timed(EntryKind::Timeout, "late", Some(late), 1);
    draft.arm(timer);
    draft.fact(Fact::StatementReached { site: line4 });
    let immediate = draft.entry(EntryKind::Immediate, "soon", Some(soon));
    draft.fact(Fact::EntryQueued { entry: immediate });
    draft.fact(Fact::StatementReached { site: line5 });
    let resolved = draft.promise(PromiseOrigin::Call, Some(line5));
    let derived = draft.promise(PromiseOrigin::Then, Some(line5));
    draft.fact(Fact::PromiseCreated { promise: resolved });
    draft.fact(Fact::PromiseSettled { promise: resolved, rejected: false, value: Value::Int(1) });
    let reaction = draft.reaction("then1", Some(then1), resolved);
    draft.facts(&[
        Fact::EntryQueued { entry: reaction },
        Fact::PromiseCreated { promise: derived },
        Fact::ReactionAdded { promise: resolved, derived },
        Fact::StatementReached { site: line6 },
    ]);
    let ticking = draft.entry(EntryKind::Tick, "tick", Some(tick));
    draft.facts(&[
        Fact::EntryQueued { entry: ticking },
        returned,
        Fact::EntryEnded { entry: main, threw: false },
        Fact::DrainBegan { queue: Queue::Ticks, round: 1 },
        Fact::EntryStarted { entry: ticking },
        Fact::CallEntered { site: tick },
    ]);
    for round in 1..=10 {
        draft.fact(Fact::StatementReached { site: line7 });
        let to = VirtualTime(round * 250);
        draft.fact(Fact::ClockMoved { to, cause: ClockCause::Spent });
    }
    draft.facts(&[
        returned,
        Fact::EntryEnded { entry: ticking, threw: false },
        Fact::DrainBegan { queue: Queue::Microtasks, round: 1 },
        Fact::EntryStarted { entry: reaction },
        Fact::CallEntered { site: then1 },
        returned,
        Fact::PromiseSettled { promise: derived, rejected: false, value: Value::Undefined },
        Fact::EntryEnded { entry: reaction, threw: false },
        Fact::DrainEnded,
    ]);
    draft.decide(Question::LoopEntry, 1, &[timer, immediate]);
    draft.facts(&[
        Fact::PhaseEntered { phase: Phase::Timers },
        Fact::EntryStarted { entry: timer },
        Fact::CallEntered { site: late },
        Fact::StatementReached { site: line2 },
    ]);
    draft.print("late\u{1b}[0m\n");
    draft.facts(&[
        returned,
        Fact::EntryEnded { entry: timer, threw: false },
        Fact::IterationBegan { iteration: 1 },
        Fact::PhaseEntered { phase: Phase::Check },
        Fact::EntryStarted { entry: immediate },
        Fact::CallEntered { site: soon },
        returned,
        Fact::EntryEnded { entry: immediate, threw: false },
        Fact::Exited { code: 0 },
    ]);
    draft.trace()
}
