//! What is newer than a runtime, as recorded on real Nodes.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Goal, Source, instrument, source};
use crate::trace::Runtime;

/// A program, and what those versions say that do not know its syntax.
#[derive(Deserialize)]
struct Said {
    goal: String,
    source: String,
    says: BTreeMap<String, String>,
}

#[test]
fn newer_syntax_is_refused_in_the_words_of_each_node() {
    let recorded = include_str!("../../../tests/v8/syntax.json");
    let recorded: Vec<Said> = serde_json::from_str(recorded).expect("the record is JSON");
    assert!(recorded.len() > 50);
    for Said { goal, source: text, says } in recorded {
        let goal = if goal == "module" { Goal::Module } else { Goal::Script };
        for runtime in Runtime::ALL.into_iter().filter(|runtime| !runtime.is_browser()) {
            if goal == Goal::Module && runtime < Runtime::Node12 {
                continue;
            }
            let major = runtime.name().trim_start_matches("node-");
            let refused = instrument(&Source { runtime, ..source(&text, goal) }).err();
            let said = refused.as_ref().map(|error| error.message.as_str());
            assert_eq!(said, says.get(major).map(String::as_str), "{text} on {runtime}");
        }
    }
}

#[test]
fn an_error_says_which_node_knows_more() {
    let text = "let a;\nconsole.log(a?.b);";
    let error = instrument(&Source { runtime: Runtime::Node12, ..source(text, Goal::Script) })
        .expect_err("Node 12 does not know it");
    assert_eq!((error.position.line, error.position.column), (2, 14));
    let help = "optional chaining (`?.`) came with node-14, and this is node-12";
    assert_eq!(error.help.as_deref(), Some(help));
}
