//! What the modules and the global object hold, against what real Nodes hold.
//!
//! The list that the machine completes modules from (`src/machine/node/exports.txt`) was
//! recorded on the ten releases. Here each of its places is looked at from a program.

use std::{collections::BTreeMap, fs, path::Path};

use loopscope::trace::Runtime;

use crate::machine;

/// The names of each place that a version has, and whether they are enumerable.
fn recorded(major: u32) -> BTreeMap<String, BTreeMap<String, (String, bool)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/machine/node/exports.txt");
    let mut places: BTreeMap<String, BTreeMap<String, (String, bool)>> = BTreeMap::new();
    let mut place = None;
    for line in fs::read_to_string(path).unwrap().lines().filter(|line| !line.starts_with('#')) {
        if !line.starts_with(' ') {
            let (name, versions) = versioned(line.split([' ', ':']).next().unwrap());
            place = is_of(versions, major).then(|| name.to_owned());
            continue;
        }
        let Some(place) = &place else { continue };
        for token in line.split_whitespace() {
            let (token, versions) = versioned(token);
            if is_of(versions, major) {
                let (name, kind) = token.split_once('/').unwrap_or((token, ""));
                let known = (kind.to_owned(), !kind.ends_with('-'));
                places.entry(place.clone()).or_default().insert(name.to_owned(), known);
            }
        }
    }
    places
}

fn versioned(text: &str) -> (&str, &str) {
    text.split_once('@').unwrap_or((text, ""))
}

fn is_of(versions: &str, major: u32) -> bool {
    let has = |range: &str| match range.split_once('-') {
        None => range.parse() == Ok(major),
        Some((from, to)) => from.parse().unwrap_or(0) <= major && major <= to.parse().unwrap_or(99),
    };
    versions.is_empty() || versions.split(',').any(has)
}

/// Prints a line for each name of each place: `place name enumerable refusal`.
const SURVEY: &str = r"
const { getOwnPropertyDescriptor: look, getOwnPropertyNames: names } = Object;
const functions = ['length', 'name', 'prototype', 'arguments', 'caller', 'constructor'];
for (const place of process.argv.slice(2)) {
  const [, id, path] = /^([^.]*)\.?(.*)$/.exec(place);
  let object;
  try {
    object = id === 'globalThis' ? global : require(id);
    for (const name of path.split('.').filter(Boolean)) object = object && object[name];
  } catch (error) {
    if (error.code !== 'ERR_UNSUPPORTED_HERE') console.log(place, '!', error.message.split('\n')[0]);
    continue;
  }
  if (!object) continue;
  for (const name of names(object)) {
    if (typeof object === 'function' && functions.includes(name) || name === 'constructor') continue;
    if (path.endsWith('prototype') && name[0] === '_') continue;
    const how = look(object, name);
    console.log(place, name, how.enumerable);
  }
}
";

fn survey(runtime: Runtime, places: &[String]) -> Vec<Vec<String>> {
    let mut job = machine::job("/survey.js", SURVEY, runtime);
    job.args = places.to_vec();
    let run = machine::run(&job);
    assert!(!run.stdout().is_empty(), "{} prints nothing", runtime.name());
    run.stdout().lines().map(|line| line.split(' ').map(str::to_owned).collect()).collect()
}

/// Names that a module of ours may have and Node's has not: there are none.
#[test]
fn modules_hold_what_they_hold_in_node() {
    let mut wrong = Vec::new();
    for runtime in Runtime::ALL.into_iter().filter(|runtime| !runtime.is_browser()) {
        let major = runtime.name().trim_start_matches("node-").parse().unwrap();
        let recorded = recorded(major);
        let places: Vec<String> = recorded.keys().cloned().collect();
        let mut held: BTreeMap<&str, BTreeMap<&str, bool>> = BTreeMap::new();
        let lines = survey(runtime, &places);
        for line in &lines {
            match line[1].as_str() {
                "!" => wrong.push(format!("{}: {}", runtime.name(), line.join(" "))),
                // The hidden functions of the instrumented program.
                name if name.starts_with("_$") => {}
                name => {
                    held.entry(&line[0]).or_default().insert(name, line[2] == "true");
                }
            }
        }
        for (place, names) in &recorded {
            let Some(ours) = held.get(place.as_str()) else { continue };
            let at = format!("{}: {place}", runtime.name());
            let of_prototype = place.ends_with("prototype");
            for (name, (kind, enumerable)) in names {
                match ours.get(name.as_str()) {
                    Some(shown) if shown != enumerable => {
                        wrong.push(format!("{at}.{name} is enumerable: {shown}"));
                    }
                    // Methods may stand on another prototype, and defaults on the instances.
                    None if !of_prototype && !place.contains('.') => {
                        wrong.push(format!("{at}.{name} ({kind}) is not there"));
                    }
                    Some(_) | None => {}
                }
            }
            for name in ours.keys().filter(|name| !of_prototype && !names.contains_key(**name)) {
                wrong.push(format!("{at}.{name} is not in Node"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

/// What is not here says so where it is used, and only there.
#[test]
fn what_is_not_here_refuses_by_name() {
    let program = r"
      const use = (what) => { try { what(); console.log('used'); } catch (error) { console.log(error.message); } };
      const crypto = require('crypto');
      console.log(typeof crypto.createSign, typeof crypto.constants);
      use(() => crypto.createSign('sha256'));
      use(() => new crypto.KeyObject());
      use(() => crypto.constants.RSA_PKCS1_PADDING);
      use(() => new PerformanceResourceTiming());
      use(() => process.report);
      use(() => require('child_process'));
    ";
    let run = machine::run(&machine::job("/refused.js", program, Runtime::Node24));
    let not_here = |what: &str| format!("{what} exists in Node, but not in this simulation");
    let lines: Vec<String> = run.stdout().lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "function object");
    let wanted = [
        "crypto.createSign",
        "crypto.KeyObject",
        "crypto.constants.RSA_PKCS1_PADDING",
        "PerformanceResourceTiming",
        "process.report",
        "The module 'child_process'",
    ];
    for (line, what) in lines[1..].iter().zip(wanted) {
        assert!(line.starts_with(&not_here(what)), "{line}");
    }
    assert_eq!(lines.len(), 1 + wanted.len());
}
