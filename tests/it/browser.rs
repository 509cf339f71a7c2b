//! Probes of a page's event loop, with every output that Chrome was seen to give.
//!
//! `tests/browser` holds the probes: small programs, some with the page's HTML and with what the
//! user does (`@actions`), recorded in headless Chromium 156, 8 to 10 fresh pages each
//! (`expected.json` has the set of outputs of each, the most frequent first). Here each must give
//! one of its set.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::{
    trace::{Runtime, Stream},
    world::{Gesture, Response, UserAction, World},
};

use crate::machine;

/// Probes that a page without layout, or without what loopscope leaves out, cannot run.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "needs layout, style or a screen",
        &[
            "d04", "d05", "d06", "d09", "d10", "d11", "d12", "d13", "d14", "d15", "d16", "d17",
            "d20", "d31", "d34", "h20", "h22",
        ],
    ),
    ("needs another document or process", &["c22", "c23", "c24", "h07"]),
    ("needs custom elements or shadow trees", &["a18", "a23"]),
    ("needs dialogs and popovers", &["h08"]),
];

/// The page around a probe: a button, two boxes, something to scroll and a field.
const PAGE: &str = "<button id=b>b</button><div id=outer><div id=inner>x</div></div>\
    <div id=box><div id=tall></div></div><input id=t>";

/// A probe with its directions.
struct Probe {
    text: String,
    page: String,
    user: Vec<UserAction>,
}

impl Probe {
    fn new(text: String) -> Self {
        let direction = |key: &str| {
            let start = format!("// @{key} ");
            text.lines().find_map(|line| line.strip_prefix(&start)).map(str::to_owned)
        };
        let html = text
            .split_once("/*@html\n")
            .and_then(|(_, rest)| rest.split_once("*/"))
            .map_or("", |(html, _)| html);
        let page = if direction("mode").as_deref() == Some("page") {
            html.to_owned()
        } else {
            format!("{PAGE}{html}")
        };
        let actions = direction("actions").unwrap_or_else(|| "[]".to_owned());
        let actions: Vec<Vec<serde_json::Value>> = serde_json::from_str(&actions).unwrap();
        let wait: u64 = direction("wait").map_or(350, |wait| wait.parse().unwrap());
        let mut at = 0;
        let mut user = Vec::new();
        for action in &actions {
            let number = |n: usize| action.get(n).and_then(serde_json::Value::as_u64);
            let word = |n: usize| action.get(n).and_then(serde_json::Value::as_str);
            let gesture = match word(0).unwrap() {
                "wait" => {
                    at += number(1).unwrap() * 1000;
                    continue;
                }
                "click" | "rawclick" => Gesture::Click(match (number(1), number(2)) {
                    (None, None) => "#b".to_owned(),
                    (Some(30), Some(75)) => "#inner".to_owned(),
                    (Some(400), Some(400)) => "body".to_owned(),
                    other => panic!("nothing is known to be at {other:?}"),
                }),
                "key" | "rawkey" => Gesture::Key(word(1).unwrap().to_owned()),
                "focus" => Gesture::Focus(word(1).unwrap().to_owned()),
                // Nothing listens to the pointer's moves.
                "move" => continue,
                other => panic!("a probe with an unknown action: {other}"),
            };
            user.push(UserAction { at, gesture });
        }
        user.push(UserAction { at: at + wait * 1000, gesture: Gesture::Close });
        Self { text, page, user }
    }

    /// What the probe's server answers, by the addresses that stand in the probe.
    fn network(&self) -> BTreeMap<String, Response> {
        let mut network = BTreeMap::new();
        for address in self.text.split('\'').filter(|part| part.starts_with('/')) {
            let (path, query) = address.split_once('?').unwrap_or((address, ""));
            let ask = |key: &str| {
                query.split('&').filter_map(|pair| pair.split_once('=')).find(|pair| pair.0 == key)
            };
            let ms = ask("ms").map_or(0, |(_, ms)| ms.parse::<u64>().unwrap()) * 1000;
            let answer = |status, body: &str, latency, more| Response {
                status,
                headers: BTreeMap::new(),
                body: body.to_owned(),
                latency,
                more,
            };
            let response = match path {
                "/slow" => answer(200, "ok", 1000 + ms, Vec::new()),
                "/chunks" => answer(200, "x", 1000, vec![(ms, "x".to_owned()); 3]),
                "/sse" => {
                    let late = vec![(50_000, "data: 3\n\n".to_owned())];
                    answer(200, "data: 1\n\ndata: 2\n\n", 1000, late)
                }
                "/missing404" => answer(404, "", 1000, Vec::new()),
                _ => continue,
            };
            network.insert(address.to_owned(), response);
        }
        network
    }

    fn output(&self) -> (Vec<String>, String) {
        let world = World {
            page: Some(self.page.clone()),
            user: self.user.clone(),
            network: self.network(),
            ..World::default()
        };
        let job = machine::job("/app/probe.js", &self.text, Runtime::Browser);
        let run = machine::run(&loopscope::machine::Job { world, ..job });
        (run.stdout().lines().map(str::to_owned).collect(), run.written(Stream::Stderr))
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn expected() -> BTreeMap<String, Vec<Vec<String>>> {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_probe_gives_an_output_that_chrome_gave() {
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (name, outputs) in expected() {
        if LEFT_OUT.iter().any(|(_, names)| names.iter().any(|it| name.starts_with(it))) {
            continue;
        }
        compared += 1;
        let text = fs::read_to_string(folder().join(&name)).unwrap();
        let (output, errors) = Probe::new(text).output();
        if !outputs.contains(&output) {
            wrong.push(format!("{name}\n     is {output:?}\n  could {outputs:?}\n  {errors}"));
        }
    }
    assert!(compared > 130, "{compared} probes are too few to tell");
    assert!(wrong.is_empty(), "of {compared}: {}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_left_out_is_there_to_be_left_out() {
    let expected = expected();
    for (reason, names) in LEFT_OUT {
        for name in *names {
            let found = expected.keys().any(|probe| probe.starts_with(name));
            assert!(found, "{name} ({reason}) is no probe");
        }
    }
}
