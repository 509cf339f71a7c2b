//! Ticks, microtasks, immediates and timers, and what becomes of them when callbacks throw.

use std::{collections::VecDeque, fmt::Write as _};

use loopscope::trace::Runtime;
use proptest::{prelude::*, test_runner::TestCaseError};

use super::{CASES, agree};
use crate::random;

/// What schedules a callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Tick,
    Reaction,
    /// The `catch` of a promise that is rejected from the start.
    Caught,
    Immediate,
    /// A timer of so many milliseconds.
    Timer(u64),
}

/// A callback: it says its name, schedules others, and may throw.
#[derive(Clone, Debug)]
struct Op {
    kind: Kind,
    name: String,
    then: Vec<Op>,
    throws: bool,
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    use Kind::{Caught, Immediate, Reaction, Tick, Timer};
    let kinds = vec![
        Tick,
        Tick,
        Reaction,
        Reaction,
        Caught,
        Immediate,
        Immediate,
        Timer(30),
        Timer(75),
        Timer(140),
    ];
    let kind = move || prop::sample::select(kinds.clone());
    let throws = || prop::bool::weighted(0.2);
    let op = |kind: Kind, throws: bool, then| {
        // What a reaction throws is a rejection, which is another model's affair.
        let throws = throws && !matches!(kind, Reaction | Caught);
        Op { kind, name: String::new(), then, throws }
    };
    let leaf = (kind(), throws()).prop_map(move |(kind, throws)| op(kind, throws, Vec::new()));
    let tree = leaf.prop_recursive(4, 16, 3, move |inner| {
        let then = prop::collection::vec(inner, 0..4);
        (kind(), throws(), then).prop_map(move |(kind, throws, then)| op(kind, throws, then))
    });
    prop::collection::vec(tree, 3..7).prop_map(|mut ops| {
        number(&mut ops, &mut 0);
        ops
    })
}

fn number(ops: &mut [Op], last: &mut u32) {
    for op in ops {
        let letter = match op.kind {
            Kind::Tick => 'T',
            Kind::Reaction => 'M',
            Kind::Caught => 'R',
            Kind::Immediate => 'I',
            Kind::Timer(_) => 'S',
        };
        *last += 1;
        op.name = format!("{letter}{last}");
        number(&mut op.then, last);
    }
}

/// The operations as JavaScript.
fn program(ops: &[Op]) -> String {
    let mut text = "const out = [], log = (name) => { out.push(name); };\n\
        process.on('uncaughtException', (error) => log('!' + error.message));\n\
        process.on('exit', () => console.log(out.join(' ')));\n"
        .to_owned();
    write_ops(ops, 0, &mut text);
    text
}

fn write_ops(ops: &[Op], depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    for Op { kind, name, then, throws } in ops {
        let before = match kind {
            Kind::Tick => "process.nextTick(",
            Kind::Reaction => "Promise.resolve().then(",
            Kind::Caught => "Promise.reject(1).catch(",
            Kind::Immediate => "setImmediate(",
            Kind::Timer(_) => "setTimeout(",
        };
        writeln!(text, "{indent}{before}() => {{\n{indent}  log('{name}');").unwrap();
        write_ops(then, depth + 1, text);
        if *throws {
            writeln!(text, "{indent}  throw new Error('{name}');").unwrap();
        }
        let after = if let Kind::Timer(ms) = kind { format!(", {ms}") } else { String::new() };
        writeln!(text, "{indent}}}{after});").unwrap();
    }
}

/// The versions that differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    Node10,
    Node11,
    /// What a throw left is drained before the check phase: 12 to 24.
    Node12,
    /// The same, and the first poll phase drains it too.
    Node14,
    Node26,
}

fn era(runtime: Runtime) -> Era {
    if runtime <= Runtime::Node10 {
        Era::Node10
    } else if runtime == Runtime::Node11 {
        Era::Node11
    } else if runtime == Runtime::Node14 {
        Era::Node14
    } else if runtime < Runtime::Node26 {
        Era::Node12
    } else {
        Era::Node26
    }
}

/// A timer that was started.
#[derive(Clone, Copy)]
struct Timer<'p> {
    op: &'p Op,
    due: u64,
    /// The callback, counted, that started it.
    by: u32,
}

/// Timers of one duration, oldest first.
struct List<'p> {
    duration: u64,
    timers: VecDeque<Timer<'p>>,
}

/// Timers of different callbacks or durations that are due closer together than this may run
/// in any order on a real clock.
const JITTER: u64 = 12;

struct Model<'p> {
    era: Era,
    out: Vec<String>,
    now: u64,
    /// Callbacks that the loop has called.
    called: u32,
    ticks: VecDeque<&'p Op>,
    reactions: VecDeque<&'p Op>,
    /// None: what the handling of an error leaves, so that there is a check phase.
    immediates: VecDeque<Option<&'p Op>>,
    /// Immediates that a throw left behind.
    outstanding: VecDeque<Option<&'p Op>>,
    retries: bool,
    lists: Vec<List<'p>>,
    started: Vec<Timer<'p>>,
    is_racy: bool,
}

/// The callback that threw.
type Ran<'p> = Result<(), &'p Op>;

impl<'p> Model<'p> {
    fn new(era: Era) -> Self {
        Self {
            era,
            out: Vec::new(),
            now: 0,
            called: 0,
            ticks: VecDeque::new(),
            reactions: VecDeque::new(),
            immediates: VecDeque::new(),
            outstanding: VecDeque::new(),
            retries: false,
            lists: Vec::new(),
            started: Vec::new(),
            is_racy: false,
        }
    }

    /// What the program says, in order; none if that hangs on real time.
    fn foretell(mut self, program: &'p [Op]) -> Option<Vec<String>> {
        self.called += 1;
        self.schedule(program);
        let drained = match self.era {
            Era::Node10 | Era::Node11 => self.all_ticks(),
            Era::Node12 | Era::Node14 | Era::Node26 => self.what_waits(),
        };
        self.catch(drained);
        self.timers();
        if self.era == Era::Node14 {
            self.drain();
        }
        while self.iterate() {}
        (!self.is_racy).then_some(self.out)
    }

    fn schedule(&mut self, ops: &'p [Op]) {
        for op in ops {
            match op.kind {
                Kind::Tick => self.ticks.push_back(op),
                Kind::Reaction | Kind::Caught => self.reactions.push_back(op),
                Kind::Immediate => self.immediates.push_back(Some(op)),
                Kind::Timer(duration) => self.start(op, duration),
            }
        }
    }

    fn start(&mut self, op: &'p Op, duration: u64) {
        let timer = Timer { op, due: self.now + duration, by: self.called };
        let races = |other: &Timer| {
            other.due.abs_diff(timer.due) < JITTER
                && (other.by != timer.by || other.op.kind != op.kind)
        };
        self.is_racy |= self.started.iter().any(races);
        self.started.push(timer);
        match self.lists.iter_mut().find(|list| list.duration == duration) {
            Some(list) => list.timers.push_back(timer),
            None => self.lists.push(List { duration, timers: [timer].into() }),
        }
    }

    fn call(&mut self, op: &'p Op) -> Ran<'p> {
        self.out.push(op.name.clone());
        self.schedule(&op.then);
        if op.throws { Err(op) } else { Ok(()) }
    }

    /// Hands an error to the program's handler.
    fn catch(&mut self, ran: Ran<'p>) -> bool {
        if let Err(op) = ran {
            self.out.push(format!("!{}", op.name));
            self.immediates.push_back(None);
        }
        ran.is_err()
    }

    fn all_reactions(&mut self) -> Ran<'p> {
        while let Some(op) = self.reactions.pop_front() {
            self.call(op)?;
        }
        Ok(())
    }

    fn all_ticks(&mut self) -> Ran<'p> {
        loop {
            while let Some(op) = self.ticks.pop_front() {
                self.call(op)?;
            }
            self.all_reactions()?;
            if self.ticks.is_empty() {
                return Ok(());
            }
        }
    }

    /// What runs between two callbacks.
    fn what_waits(&mut self) -> Ran<'p> {
        if self.ticks.is_empty() {
            self.all_reactions()?;
        }
        if self.ticks.is_empty() { Ok(()) } else { self.all_ticks() }
    }

    fn drain(&mut self) {
        self.called += 1;
        let ran = self.what_waits();
        self.catch(ran);
    }

    /// The list that is due first; the older of two.
    fn first_list(&self) -> Option<(u64, u64)> {
        let due = |list: &List| list.timers.front().map_or(0, |timer| timer.due);
        let first = self.lists.iter().min_by_key(|list| due(list))?;
        Some((first.duration, due(first)))
    }

    /// Runs what is due in a list.
    fn run_list(&mut self, duration: u64) -> Ran<'p> {
        let mut ran = false;
        while self.is_due(duration) {
            if ran && self.era != Era::Node10 {
                self.what_waits()?;
            }
            ran = true;
            if let Some(timer) = self.list(duration).and_then(|list| list.timers.pop_front()) {
                self.call(timer.op)?;
            }
        }
        self.lists.retain(|list| list.duration != duration || !list.timers.is_empty());
        Ok(())
    }

    fn list(&mut self, duration: u64) -> Option<&mut List<'p>> {
        self.lists.iter_mut().find(|list| list.duration == duration)
    }

    fn is_due(&mut self, duration: u64) -> bool {
        let now = self.now;
        let first = self.list(duration).and_then(|list| list.timers.front());
        first.is_some_and(|timer| timer.due <= now)
    }

    fn all_lists(&mut self) -> Ran<'p> {
        let mut ran = false;
        while let Some((duration, due)) = self.first_list()
            && due <= self.now
        {
            if ran {
                self.what_waits()?;
            }
            ran = true;
            self.run_list(duration)?;
        }
        Ok(())
    }

    /// Node 10: each list has a handle of its own, and is run again if it, or the drain after
    /// it, throws.
    fn handles(&mut self) {
        let mut due: Vec<_> = self
            .lists
            .iter()
            .filter_map(|list| {
                let first = list.timers.front()?;
                (first.due <= self.now).then_some((first.due, list.duration))
            })
            .collect();
        due.sort_by_key(|(due, _)| *due);
        for (_, duration) in due {
            loop {
                let mut ran = self.run_list(duration);
                if ran.is_ok() {
                    self.called += 1;
                    ran = self.what_waits();
                }
                if !self.catch(ran) {
                    break;
                }
            }
        }
    }

    fn timers(&mut self) {
        if self.first_list().is_none_or(|(_, due)| due > self.now) {
            return;
        }
        self.called += 1;
        if self.era == Era::Node10 {
            self.handles();
            return;
        }
        loop {
            let ran = self.all_lists();
            if !self.catch(ran) {
                break;
            }
        }
        self.drain();
    }

    /// The immediates: those that a throw left, or else all that wait.
    fn batch(&mut self) -> Ran<'p> {
        if self.outstanding.is_empty() {
            self.outstanding = std::mem::take(&mut self.immediates);
            self.retries = true;
        }
        let mut ran = false;
        while !self.outstanding.is_empty() {
            if ran {
                self.what_waits()?;
            }
            ran = true;
            if let Some(Some(op)) = self.outstanding.pop_front() {
                self.call(op)?;
            }
        }
        self.retries = false;
        Ok(())
    }

    /// Node 10: no drain between immediates; a throw of the last is not tried again.
    fn old_batch(&mut self) -> Ran<'p> {
        if self.outstanding.is_empty() {
            self.outstanding = std::mem::take(&mut self.immediates);
        }
        let mut batch = std::mem::take(&mut self.outstanding);
        while let Some(op) = batch.pop_front() {
            let Some(op) = op else { continue };
            let ran = self.call(op);
            if ran.is_err() {
                self.retries |= !batch.is_empty();
                self.outstanding = batch;
                return ran;
            }
        }
        self.retries = false;
        Ok(())
    }

    fn check(&mut self) {
        if matches!(self.era, Era::Node12 | Era::Node14) {
            self.drain();
        }
        loop {
            self.called += 1;
            let ran = if self.era == Era::Node10 { self.old_batch() } else { self.batch() };
            if !self.catch(ran) {
                self.drain();
            }
            if !self.retries {
                break;
            }
        }
    }

    /// One pass of the loop; whether there is to be another.
    fn iterate(&mut self) -> bool {
        self.timers();
        if !self.immediates.is_empty() {
            self.check();
            return true;
        }
        let Some((_, due)) = self.first_list() else { return false };
        self.now = self.now.max(due);
        true
    }
}

fn holds(runtime: Runtime) {
    random::check(CASES, &ops(), |ops| {
        let Some(foretold) = Model::new(era(runtime)).foretell(&ops) else {
            return Err(TestCaseError::reject("hangs on real time"));
        };
        agree(&program(&ops), runtime, &foretold)
    });
}

#[test]
fn callbacks_run_as_foretold() {
    Runtime::ALL.into_iter().filter(|it| !it.is_browser()).for_each(holds);
}
