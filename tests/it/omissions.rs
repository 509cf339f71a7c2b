//! What a recording leaves out is said, where it begins and once.

use loopscope::{
    render::{self, Format},
    scene::Film,
    text::Lang,
    trace::{Omitted, Runtime, Trace, format},
};

use crate::machine;

fn recorded(text: &str) -> Trace {
    let job = machine::job("/app/main.js", text, Runtime::default());
    machine::run(&loopscope::machine::Job { variables: true, ..job }).trace
}

/// What is left out, and the line that begins it.
fn left_out(trace: &Trace) -> Vec<(Omitted, Option<u32>)> {
    trace.omissions().iter().map(|it| (it.what, trace.line_of(it))).collect()
}

#[test]
fn a_program_that_is_shown_whole_has_no_omissions() {
    let trace = recorded("setTimeout(() => {});\nPromise.resolve().then(() => {});");
    assert_eq!(left_out(&trace), []);
}

#[test]
fn code_from_text_is_named_where_it_is_made_first() {
    let trace = recorded("let n = 0;\nn += eval('1');\nn += new Function('return 2')();");
    assert_eq!(left_out(&trace), [(Omitted::CodeFromText, Some(2))]);
}

#[test]
fn a_worker_is_named() {
    let program =
        "const { Worker } = require('worker_threads');\n\nnew Worker('1', { eval: true });";
    assert_eq!(left_out(&recorded(program)), [(Omitted::Worker, Some(3))]);
}

#[test]
fn many_pending_promises_are_named() {
    let pending = |count: u32| {
        format!(
            "const all = [];\nfor (let n = 0; n < {count}; n++) {{\n  all.push(new Promise(() => {{}}));\n}}\nall;"
        )
    };
    assert_eq!(left_out(&recorded(&pending(256))), []);
    let [(Omitted::Settlements, Some(_))] = left_out(&recorded(&pending(258)))[..] else {
        panic!("258 pending promises are more than are asked at a step");
    };
}

#[test]
fn what_hooks_do_not_hear_of_is_named() {
    let hook = "const hook = require('async_hooks').createHook({ init() {} });\n";
    let run = "(async () => {\n  for await (const x of [1]);\n})();";
    assert_eq!(
        left_out(&recorded(&format!("{hook}hook.enable();\n{run}"))),
        [(Omitted::HooksOfIteration, Some(4))]
    );
    assert_eq!(left_out(&recorded(&format!("{hook}\n{run}"))), []);
    let generator = "async function* g() {\n  yield 1;\n}\ng().next();";
    assert_eq!(
        left_out(&recorded(&format!("{hook}hook.enable();\n{generator}"))),
        [(Omitted::HooksOfIteration, Some(3))]
    );
}

#[test]
fn an_omission_is_in_the_listing_and_in_the_file() {
    let trace = recorded("eval('1');\nconsole.log(1);");
    let written = |film: &Film, format| {
        let mut written = Vec::new();
        let options = render::Options { format, lang: Lang::En, step: None };
        render::write(film, options, &mut written).unwrap();
        written
    };
    let omissions = trace.omissions().to_vec();
    let file = written(&Film::new(trace), Format::Jsonl);
    let read = format::read(file.as_slice()).unwrap();
    assert_eq!(read.omissions(), omissions);
    let listing = written(&Film::new(read), Format::Text);
    let listing = String::from_utf8(listing).unwrap();
    let said = "! line 1 makes code from text: it runs, but its steps are not shown";
    assert_eq!(listing.lines().filter(|line| line.trim() == said).count(), 1, "{listing}");
}

/// The engine's fault is mended in files that are known before they run.
#[test]
fn code_from_text_beside_prototypes_that_change_is_named() {
    let program = "delete Object.prototype.x;\n\neval('1');";
    let named = [(Omitted::CodeFromText, Some(3)), (Omitted::LostProperties, Some(3))];
    assert_eq!(left_out(&recorded(program)), named);
}

#[test]
fn a_file_that_no_text_names_and_that_changes_prototypes_is_named() {
    let program = "const fs = require('fs');\nfs.writeFileSync('/app/made.js', 'del' + 'ete Object.prototype.x');\nrequire('/app/' + 'made');";
    assert_eq!(left_out(&recorded(program)), [(Omitted::LostProperties, Some(3))]);
}
