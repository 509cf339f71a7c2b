//! How promises are resolved, and what `await` waits for.

use std::{collections::VecDeque, fmt::Write as _};

use loopscope::trace::Runtime;
use proptest::{prelude::*, sample::Index};

use super::{CASES, agree};
use crate::random;

/// The statement at each place makes the value of that place.
#[derive(Clone, Debug)]
enum Op {
    Resolved,
    Rejected,
    /// An object whose `then` tells that it is called.
    Thenable,
    /// `new Promise((resolve) => resolve(value))`.
    New(usize),
    /// `Promise.resolve(value)`.
    Resolve(usize),
    /// `Promise.resolve(value).then(…, …)`: both handlers return; the second may throw.
    Then {
        on: usize,
        returns: Option<usize>,
        throws: bool,
    },
    /// An async function that awaits values, and returns one or awaits it first.
    Async {
        awaits: Vec<usize>,
        returns: Option<usize>,
        awaits_last: bool,
    },
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let any_value = any::<Index>;
    let returns = move || prop::option::of(any_value());
    let op = prop_oneof![
        1 => any_value().prop_map(Raw::New),
        1 => any_value().prop_map(Raw::Resolve),
        3 => (any_value(), returns(), prop::bool::weighted(0.3))
            .prop_map(|(on, returns, throws)| Raw::Then(on, returns, throws)),
        3 => (prop::collection::vec(any_value(), 0..3), returns(), any::<bool>())
            .prop_map(|(awaits, returns, last)| Raw::Async(awaits, returns, last)),
    ];
    prop::collection::vec(op, 4..14).prop_map(|raw| {
        let mut ops = vec![Op::Resolved, Op::Rejected, Op::Thenable];
        for raw in raw {
            // Only values that are there.
            let at = |index: Index| index.index(ops.len());
            let op = match raw {
                Raw::New(value) => Op::New(at(value)),
                Raw::Resolve(value) => Op::Resolve(at(value)),
                Raw::Then(on, returns, throws) => {
                    Op::Then { on: at(on), returns: returns.map(at), throws }
                }
                Raw::Async(awaits, returns, last) => Op::Async {
                    awaits: awaits.into_iter().map(at).collect(),
                    awaits_last: last && returns.is_some(),
                    returns: returns.map(at),
                },
            };
            ops.push(op);
        }
        ops
    })
}

/// The same before it is known which values there are.
#[derive(Clone, Debug)]
enum Raw {
    New(Index),
    Resolve(Index),
    Then(Index, Option<Index>, bool),
    Async(Vec<Index>, Option<Index>, bool),
}

/// The operations as JavaScript.
fn program(ops: &[Op]) -> String {
    let mut text = "const out = [], v = [], log = (name) => { out.push(name); };\n\
        process.on('unhandledRejection', () => {});\n\
        process.on('exit', () => console.log(out.join(' ')));\n"
        .to_owned();
    for (at, op) in ops.iter().enumerate() {
        let value = |returns: &Option<usize>| {
            returns.map_or_else(|| "1".to_owned(), |value| format!("v[{value}]"))
        };
        let made = match op {
            Op::Resolved => "Promise.resolve(1)".to_owned(),
            Op::Rejected => "Promise.reject(1)".to_owned(),
            Op::Thenable => format!("{{ then(resolve) {{ log('thenable{at}'); resolve(1); }} }}"),
            Op::New(of) => format!("new Promise((resolve) => resolve(v[{of}]))"),
            Op::Resolve(of) => format!("Promise.resolve(v[{of}])"),
            Op::Then { on, returns, throws } => {
                let value = value(returns);
                let last = if *throws { "throw 1".to_owned() } else { format!("return {value}") };
                format!(
                    "Promise.resolve(v[{on}]).then(() => {{ log('then{at}'); return {value}; }}, \
                     () => {{ log('catch{at}'); {last}; }})"
                )
            }
            Op::Async { awaits, returns, awaits_last } => {
                let mut body = String::new();
                for (nth, value) in awaits.iter().enumerate() {
                    write!(
                        body,
                        "try {{ await v[{value}]; log('await{at}.{nth}'); }} \
                         catch (error) {{ log('threw{at}.{nth}'); }} "
                    )
                    .unwrap();
                }
                let before = if *awaits_last { "await " } else { "" };
                let value = value(returns);
                format!("(async () => {{ {body}log('end{at}'); return {before}{value}; }})()")
            }
        };
        writeln!(text, "v.push({made});").unwrap();
    }
    text
}

/// What `await` does first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AwaitRule {
    /// Resolves a new promise with the value.
    New,
    /// Takes a promise as it is.
    Same,
}

#[derive(Clone, Copy, Debug)]
enum Value {
    Number,
    /// The thenable made by the operation at that place.
    Thenable(usize),
    /// A promise by its number.
    Promise(usize),
}

#[derive(Clone, Copy, Debug)]
enum State {
    Pending,
    Fulfilled(Value),
    Rejected,
}

/// Who waits for a promise.
#[derive(Clone, Copy, Debug)]
enum Reaction {
    /// The handlers of the operation at `op` settle `derived`.
    Handlers { op: usize, derived: usize },
    /// Another promise takes over what becomes of it.
    Adopt { target: usize },
    /// The async function at `op` goes on after its `nth` await.
    Continue { op: usize, nth: usize, result: usize },
}

#[derive(Clone, Copy)]
enum Job {
    React(Reaction, State),
    /// Calls a value's `then` with the functions that settle `target`.
    CallThen {
        value: Value,
        target: usize,
    },
}

struct Model<'p> {
    rule: AwaitRule,
    ops: &'p [Op],
    out: Vec<String>,
    values: Vec<Value>,
    promises: Vec<(State, Vec<Reaction>)>,
    jobs: VecDeque<Job>,
}

impl<'p> Model<'p> {
    fn foretell(ops: &'p [Op], rule: AwaitRule) -> Vec<String> {
        let mut model = Self {
            rule,
            ops,
            out: Vec::new(),
            values: Vec::new(),
            promises: Vec::new(),
            jobs: VecDeque::new(),
        };
        for at in 0..ops.len() {
            let value = model.make(at);
            model.values.push(value);
        }
        while let Some(job) = model.jobs.pop_front() {
            model.run(job);
        }
        model.out
    }

    /// The value of an operation.
    fn make(&mut self, at: usize) -> Value {
        match &self.ops[at] {
            Op::Resolved => self.resolved(Value::Number),
            Op::Rejected => Value::Promise(self.promise(State::Rejected)),
            Op::Thenable => Value::Thenable(at),
            Op::New(of) => {
                let promise = self.promise(State::Pending);
                self.resolve(promise, self.values[*of]);
                Value::Promise(promise)
            }
            Op::Resolve(of) => self.resolved(self.values[*of]),
            Op::Then { on, .. } => {
                let on = self.resolved(self.values[*on]);
                let derived = self.promise(State::Pending);
                self.subscribe(on, Reaction::Handlers { op: at, derived });
                Value::Promise(derived)
            }
            Op::Async { .. } => {
                let result = self.promise(State::Pending);
                self.advance(at, 0, result);
                Value::Promise(result)
            }
        }
    }

    fn promise(&mut self, state: State) -> usize {
        self.promises.push((state, Vec::new()));
        self.promises.len() - 1
    }

    /// `Promise.resolve(value)`.
    fn resolved(&mut self, value: Value) -> Value {
        if let Value::Promise(_) = value {
            return value;
        }
        let promise = self.promise(State::Pending);
        self.resolve(promise, value);
        Value::Promise(promise)
    }

    fn resolve(&mut self, target: usize, value: Value) {
        match value {
            Value::Number => self.settle(target, State::Fulfilled(value)),
            // Thenables, native promises among them, cost a job.
            Value::Thenable(_) | Value::Promise(_) => {
                self.jobs.push_back(Job::CallThen { value, target });
            }
        }
    }

    fn settle(&mut self, target: usize, state: State) {
        self.promises[target].0 = state;
        for reaction in std::mem::take(&mut self.promises[target].1) {
            self.jobs.push_back(Job::React(reaction, state));
        }
    }

    fn subscribe(&mut self, to: Value, reaction: Reaction) {
        let Value::Promise(promise) = to else { return };
        let (state, waiting) = &mut self.promises[promise];
        match *state {
            State::Pending => waiting.push(reaction),
            settled @ (State::Fulfilled(_) | State::Rejected) => {
                self.jobs.push_back(Job::React(reaction, settled));
            }
        }
    }

    fn run(&mut self, job: Job) {
        match job {
            Job::CallThen { value: Value::Thenable(at), target } => {
                self.out.push(format!("thenable{at}"));
                self.settle(target, State::Fulfilled(Value::Number));
            }
            Job::CallThen { value, target } => self.subscribe(value, Reaction::Adopt { target }),
            Job::React(Reaction::Adopt { target }, State::Fulfilled(value)) => {
                self.resolve(target, value);
            }
            Job::React(Reaction::Adopt { target }, state) => self.settle(target, state),
            Job::React(Reaction::Handlers { op, derived }, state) => {
                self.handle(op, derived, state);
            }
            Job::React(Reaction::Continue { op, nth, result }, state) => {
                self.go_on(op, nth, result, state);
            }
        }
    }

    fn handle(&mut self, at: usize, derived: usize, state: State) {
        let Op::Then { returns, throws, .. } = &self.ops[at] else { return };
        let failed = matches!(state, State::Rejected);
        self.out.push(format!("{}{at}", if failed { "catch" } else { "then" }));
        if failed && *throws {
            self.settle(derived, State::Rejected);
        } else {
            let value = returns.map_or(Value::Number, |value| self.values[value]);
            self.resolve(derived, value);
        }
    }

    /// Runs an async function from its `nth` await on.
    fn advance(&mut self, at: usize, nth: usize, result: usize) {
        let Op::Async { awaits, returns, awaits_last } = &self.ops[at] else { return };
        if let Some(value) = awaits.get(nth) {
            self.wait(self.values[*value], Reaction::Continue { op: at, nth, result });
            return;
        }
        self.out.push(format!("end{at}"));
        let value = returns.map_or(Value::Number, |value| self.values[value]);
        if *awaits_last {
            self.wait(value, Reaction::Continue { op: at, nth, result });
        } else {
            self.resolve(result, value);
        }
    }

    fn wait(&mut self, value: Value, reaction: Reaction) {
        let promise = match self.rule {
            AwaitRule::Same => self.resolved(value),
            AwaitRule::New => {
                let promise = self.promise(State::Pending);
                self.resolve(promise, value);
                Value::Promise(promise)
            }
        };
        self.subscribe(promise, reaction);
    }

    fn go_on(&mut self, at: usize, nth: usize, result: usize, state: State) {
        let Op::Async { awaits, .. } = &self.ops[at] else { return };
        if nth < awaits.len() {
            let what = if matches!(state, State::Rejected) { "threw" } else { "await" };
            self.out.push(format!("{what}{at}.{nth}"));
            self.advance(at, nth + 1, result);
        } else if let State::Fulfilled(value) = state {
            self.resolve(result, value);
        } else {
            self.settle(result, state);
        }
    }
}

fn holds(runtime: Runtime) {
    let rule = if runtime < Runtime::Node12 { AwaitRule::New } else { AwaitRule::Same };
    random::check(CASES, &ops(), |ops| {
        agree(&program(&ops), runtime, &Model::foretell(&ops, rule))
    });
}

#[test]
fn promises_settle_as_foretold() {
    Runtime::ALL.into_iter().filter(|it| !it.is_browser()).for_each(holds);
}
