//! Random programs out of everything that schedules something.

use std::fmt::Write as _;

use proptest::{
    prelude::*,
    sample::{select, subsequence},
};

use super::templates::{GROUPS, LISTENERS, PAUSES, Template};

/// A program.
#[derive(Clone, Debug)]
pub(super) struct Program {
    body: Vec<Statement>,
    listeners: Vec<&'static str>,
    is_module: bool,
    pace: Pace,
}

/// A statement that schedules up to two bodies; the first may end with a throw.
#[derive(Clone, Debug)]
struct Statement {
    template: &'static str,
    /// Which of the program's delays are its own.
    delays: (usize, usize),
    first: Vec<Statement>,
    second: Vec<Statement>,
    throws: bool,
    /// What a module waits for before it.
    pause: Option<&'static str>,
}

/// Milliseconds to choose from: which of them fall together depends on the whole program.
#[derive(Clone, Copy, Debug)]
struct Pace {
    delays: [u32; DELAYS],
    busy: u32,
}

const DELAYS: usize = 5;

/// What programs use, by the text that says so, and how to get it. All is told at the end, so
/// that no output takes time.
const HELPERS: &[(&str, &str)] = &[
    ("", "let log = (...all) => { out.push(all.join(' ')); };"),
    ("", "const out = [], say = (...all) => { console.log(all.join(' ')); };"),
    ("", "process.on('exit', (code) => { say(out.join('\\n')); say('exit', code); log = say; });"),
    ("told(", "const told = (e) => (e && e.message) || String(e);"),
    (
        "later(",
        "const later = typeof queueMicrotask === 'function' ? queueMicrotask : process.nextTick;",
    ),
    ("busy(", "const busy = (ms) => { const end = Date.now() + ms; while (Date.now() < end); };"),
    ("wait(", "const wait = () => new Promise((resolve) => setImmediate(resolve));"),
    ("Later", "class Later extends Promise {}"),
    (
        "gen(",
        "async function* gen() { try { log('gen'); yield 1; log('gen'); yield Promise.resolve(2); } finally { log('nog'); } }",
    ),
    ("file", "const file = process.argv[1];"),
    ("emitter", "const emitter = new events();"),
    ("store.", "const store = new hooks.AsyncLocalStorage();"),
];

/// Node's modules, by the name that programs give them.
const MODULES: &[(&str, &str)] = &[
    ("events", "events"),
    ("util", "util"),
    ("stream", "stream"),
    ("fs", "fs"),
    ("crypto", "crypto"),
    ("sleep", "timers/promises"),
    ("hooks", "async_hooks"),
    ("threads", "worker_threads"),
    ("dns", "dns"),
    ("readline", "readline"),
];

/// Programs that this major version of Node can run.
pub(super) fn programs(major: u32) -> impl Strategy<Value = Program> {
    let groups = GROUPS.iter().map(|group| available(major, group));
    let groups: Vec<_> = groups.filter(|group| !group.is_empty()).collect();
    let bodies = subsequence(groups, 2..=5).prop_flat_map(move |groups| {
        prop::collection::vec(statements(major, groups.concat()), 2..7)
    });
    let (handlers, others) = LISTENERS.split_at(2);
    let (handlers, others) = (available(major, handlers), available(major, others));
    let listeners = (prop::bool::weighted(0.85), subsequence(others, 0..=3));
    let listeners = listeners.prop_map(move |(handles, others)| {
        let handlers = if handles { handlers.clone() } else { Vec::new() };
        [handlers, others].concat()
    });
    let is_module = prop::bool::weighted(if major >= 12 { 0.15 } else { 0.0 });
    let pace = (prop::array::uniform5(0_u32..12), 1_u32..6);
    let pace = pace.prop_map(|(delays, busy)| Pace { delays, busy });
    (bodies, listeners, is_module, pace).prop_map(|(body, listeners, is_module, pace)| Program {
        body,
        listeners,
        is_module,
        pace,
    })
}

/// What the version can run.
fn available(major: u32, templates: &[Template]) -> Vec<&'static str> {
    let can = |(since, text): &Template| (*since <= major).then_some(*text);
    templates.iter().filter_map(can).collect()
}

fn statements(major: u32, templates: Vec<&'static str>) -> impl Strategy<Value = Statement> {
    // Node 14 is the first with top-level `await`.
    let pauses = prop::option::weighted(0.3, select(PAUSES));
    let pauses = pauses.prop_map(move |pause| pause.filter(|_| major >= 14));
    let parts = (select(templates), (0..DELAYS, 0..DELAYS), prop::bool::weighted(0.08), pauses);
    let of = |(template, delays, throws, pause), first, second| Statement {
        template,
        delays,
        first,
        second,
        throws,
        pause,
    };
    let leaf = parts.clone().prop_map(move |parts| of(parts, Vec::new(), Vec::new()));
    leaf.prop_recursive(4, 24, 3, move |inner| {
        let body = || prop::collection::vec(inner.clone(), 0..3);
        (parts.clone(), body(), body())
            .prop_map(move |(parts, first, second)| of(parts, first, second))
    })
}

impl Program {
    /// What its file is called.
    pub(super) fn file_name(&self) -> &'static str {
        if self.is_module { "program.mjs" } else { "program.js" }
    }

    /// The program as JavaScript.
    pub(super) fn text(&self) -> String {
        let pace = &self.pace;
        let mut body = String::new();
        for listener in &self.listeners {
            writeln!(body, "{listener}").unwrap();
        }
        let mut last = 0;
        for statement in &self.body {
            if let Some(pause) = statement.pause.filter(|_| self.is_module) {
                writeln!(body, "{}", pace.fill(pause, statement.delays)).unwrap();
            }
            writeln!(body, "{{ {} }}", pace.written(statement, &mut last)).unwrap();
        }
        let helpers = HELPERS.iter().filter(|(word, _)| body.contains(word));
        let helpers = helpers.map(|(_, text)| *text).collect::<Vec<_>>().join("\n");
        let mut text = String::from(if self.is_module { "" } else { "'use strict';\n" });
        for (name, module) in MODULES {
            let is_used = |text: &str| {
                text.contains(&format!("{name}.")) || text.contains(&format!("new {name}("))
            };
            if !is_used(&body) && !is_used(&helpers) {
                continue;
            }
            if self.is_module {
                writeln!(text, "import {name} from '{module}';").unwrap();
            } else {
                writeln!(text, "const {name} = require('{module}');").unwrap();
            }
        }
        format!("{text}{helpers}\n{body}")
    }
}

impl Pace {
    /// A template with its times.
    fn fill(&self, template: &str, delays: (usize, usize)) -> String {
        let of = |slot: usize| self.delays[slot].to_string();
        let text = template.replace("{d}", &of(delays.0)).replace("{e}", &of(delays.1));
        text.replace("{b}", &self.busy.to_string())
    }

    fn written(&self, statement: &Statement, last: &mut u32) -> String {
        let mut next = || {
            *last += 1;
            *last
        };
        let (own, first, second) = (next(), next(), next());
        let template = self.fill(statement.template, statement.delays);
        let template = template.replace("{n}", &own.to_string());
        let throws =
            if statement.throws { format!(" throw new Error('{first}');") } else { String::new() };
        let f = format!("log('{first}');{}{throws}", self.block(&statement.first, last));
        // The second stands where a function may not end early.
        let g = format!("log('{second}');{}", self.block(&statement.second, last));
        // A throw within a body alone would cut off what comes after it.
        let bare = if throws.is_empty() { f.clone() } else { format!("if (out.length) {{ {f} }}") };
        template
            .replace("{f}", &format!("() => {{ {f} }}"))
            .replace("{g}", &format!("() => {{ {g} }}"))
            .replace("{F}", &bare)
            .replace("{G}", &g)
    }

    /// Statements in blocks of their own, so that their names are.
    fn block(&self, body: &[Statement], last: &mut u32) -> String {
        let mut text = String::new();
        for statement in body {
            write!(text, " {{ {} }}", self.written(statement, last)).unwrap();
        }
        text
    }
}
