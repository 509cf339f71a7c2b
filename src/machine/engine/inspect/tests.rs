//! Cases recorded from real Node: tests/inspect/record.js says how.

use std::{fmt::Write, path::PathBuf};

use boa_engine::{Context, Source, js_string, property::Attribute};
use serde_json::Value;

use super::{install, internal_util, preview};
use crate::trace::Runtime;

/// Cases that the engine cannot bring about, with the reason.
const IMPOSSIBLE: &[(&str, &str)] = &[
    ("format('%s', class A {})", "the engine forgets the source of classes without constructor"),
    ("format('%s', new Date(0))", "the engine leaves out the name of the time zone"),
];

fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/inspect").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// A realm in which `inspect` and its kin are globals.
fn realm(runtime: Runtime) -> Context {
    let mut context = Context::default();
    install(runtime, &mut context).unwrap();
    let util = internal_util(&mut context).unwrap();
    for name in
        ["inspect", "format", "formatWithOptions", "isDeepEqual", "isDeepStrictEqual", "types"]
    {
        let value = util.get(js_string!(name), &mut context).unwrap();
        context.register_global_property(js_string!(name), value, Attribute::all()).unwrap();
    }
    context
}

/// Runs a test with as much stack as the machine gives the engine: its parser needs more than
/// a test's thread has.
fn with_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(test).unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn run(case: &str, prelude: &str, context: &mut Context) -> Result<String, String> {
    let source = format!("(function () {{ {prelude}\nreturn ({case}\n); }})()");
    let result = context.eval(Source::from_bytes(&source));
    match result.and_then(|value| value.to_string(context)) {
        Ok(text) => Ok(text.to_std_string_lossy()),
        Err(error) => Err(error.to_string()),
    }
}

fn check(runtime: Runtime) {
    let version = runtime.name().trim_start_matches("node-");
    let recorded: Value = serde_json::from_str(&read("recorded.json")).unwrap();
    let prelude = read("prelude.js");
    let mut context = realm(runtime);
    let mut failures = String::new();
    let mut count = 0;
    for (case, outputs) in recorded.as_object().unwrap() {
        let outputs = outputs.as_array().unwrap();
        let expected = outputs
            .iter()
            .find(|output| output["in"].as_str().unwrap().split(' ').any(|other| other == version));
        let Some(expected) = expected else { continue };
        let expected = expected["out"].as_str().unwrap();
        let actual = run(case, &prelude, &mut context);
        let impossible = IMPOSSIBLE.iter().any(|(other, _)| other == case);
        if actual.as_deref() != Ok(expected) && !impossible {
            count += 1;
            let actual = actual.unwrap_or_else(|error| format!("threw {error}"));
            writeln!(failures, "--- {case}\n{expected}\n-> {actual}").unwrap();
        }
    }
    assert!(count == 0, "{count} cases differ from {runtime}:\n{failures}");
}

macro_rules! recorded {
    ($($name:ident $runtime:ident)*) => {
        $(#[test]
        fn $name() {
            with_stack(|| check(Runtime::$runtime));
        })*
    };
}

recorded! {
    as_node_10 Node10
    as_node_11 Node11
    as_node_12 Node12
    as_node_14 Node14
    as_node_16 Node16
    as_node_18 Node18
    as_node_20 Node20
    as_node_22 Node22
    as_node_24 Node24
    as_node_26 Node26
}

/// The preview of what `source` makes.
fn previewed(source: &str, max_chars: usize) -> String {
    let mut context = realm(Runtime::Node24);
    let value = context.eval(Source::from_bytes(source)).unwrap();
    preview(&value, max_chars, &mut context)
}

#[test]
fn previews_read_like_inspection() {
    for (source, expected) in [
        ("-0", "-0"),
        ("'it\\'s'", "\"it's\""),
        ("10n", "10n"),
        ("Symbol('x')", "Symbol(x)"),
        ("({})", "{}"),
        (
            "({ a: 1, 'b-c': [1, 2], [Symbol('s')]: null })",
            "{ a: 1, 'b-c': [ 1, 2 ], [Symbol(s)]: null }",
        ),
        ("({ a: { b: { c: 1 } } })", "{ a: { b: {…} } }"),
        ("[[[1]], , undefined]", "[ [ […] ], <empty>, undefined ]"),
        ("Promise.resolve(5)", "Promise { 5 }"),
        ("new Promise(() => {})", "Promise { <pending> }"),
        ("Promise.reject(new TypeError('no'))", "Promise { <rejected> [TypeError: no] }"),
        ("(function f() {})", "[Function: f]"),
        ("(async () => {})", "[AsyncFunction (anonymous)]"),
        ("(class A {})", "[class A]"),
        ("new (class A { constructor() { this.x = 1; } })()", "A { x: 1 }"),
        ("Object.create(null)", "[Object: null prototype] {}"),
        ("new Map([[1, { a: 1 }]])", "Map(1) { 1 => { a: 1 } }"),
        ("new Set([1, 'x'])", "Set(2) { 1, 'x' }"),
        ("new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("/a\\/b/g", "/a\\/b/g"),
        ("new Error('first\\nsecond')", "[Error: first]"),
        ("Object(1)", "[Number: 1]"),
        ("new Uint8Array(2)", "Uint8Array(2) [ 0, 0 ]"),
        ("new Proxy({ a: 1 }, {})", "{ a: 1 }"),
        ("({ get a() { throw 1; }, set b(v) {} })", "{ a: [Getter], b: [Setter] }"),
        ("(function () { return arguments; })(1)", "[Arguments] { '0': 1 }"),
    ] {
        assert_eq!(previewed(source, 80), expected, "{source}");
    }
}

#[test]
fn previews_stay_short() {
    for source in [
        "'x'.repeat(1000)",
        "Array.from({ length: 1000 }, (_, i) => i)",
        "Object.fromEntries(Array.from({ length: 1000 }, (_, i) => ['k' + i, i]))",
        "new Map(Array.from({ length: 1000 }, (_, i) => [i, i]))",
        "({ a: 'x'.repeat(1000), b: 1 })",
        "new Error('x'.repeat(1000))",
        "(() => { const o = {}; o.o = o; return o; })()",
        "(() => { let p = {}; for (let i = 0; i < 5000; i++) p = new Proxy(p, {}); return p; })()",
        "(() => { let p = {}; for (let i = 0; i < 5000; i++) p = Object.create(p); return p; })()",
    ] {
        for max in [0, 1, 2, 5, 20, 60] {
            let text = previewed(source, max);
            assert!(text.chars().count() <= max, "{source}: {text}");
        }
    }
    assert_eq!(previewed("[100, 200, 300, 400]", 18), "[ 100, 200, … ]");
    assert_eq!(previewed("'abcdefghij'", 6), "'abcd…");
}

#[test]
fn previews_run_no_code() {
    let source = "
        const ran = () => { throw new Error('ran'); };
        const trap = new Proxy({}, { get: ran, has: ran, ownKeys: ran, getPrototypeOf: ran });
        [
            { get a() { return ran(); }, get [Symbol.toStringTag]() { return ran(); } },
            Object.create(trap),
            trap,
            new (class { static get name() { return ran(); } })(),
            { [Symbol.for('nodejs.util.inspect.custom')]: ran, toString: ran, toJSON: ran },
            Object.defineProperty(new Error('x'), 'message', { get: ran }),
            Object.defineProperty(/x/, 'flags', { get: ran }),
            (function () { return Object.setPrototypeOf(arguments, trap); })(1),
        ]";
    let mut context = realm(Runtime::Node24);
    let values = context.eval(Source::from_bytes(source)).unwrap().as_object().unwrap();
    for at in 0..8 {
        let value = values.get(at, &mut context).unwrap();
        assert_ne!(preview(&value, 100, &mut context), "");
    }
    let source = "new Error('x'); ran.called = 0";
    assert!(context.eval(Source::from_bytes(source)).is_ok());
}

/// What `source` makes, with `inspect` and its kin as globals.
fn made(source: &str) -> String {
    let mut context = realm(Runtime::Node26);
    let value = context.eval(Source::from_bytes(source)).unwrap();
    value.as_string().unwrap().to_std_string_lossy()
}

#[test]
fn deep_values_do_not_exhaust_the_stack() {
    with_stack(|| {
        let text = made(
            "let o = {}; for (let i = 0; i < 100000; i++) o = { o };
             inspect(o, { depth: Infinity })",
        );
        assert!(text.contains(
            "[Object: Inspection interrupted prematurely. Maximum call stack size exceeded.]"
        ));
        let text =
            made("let p = {}; for (let i = 0; i < 100000; i++) p = Object.create(p); inspect(p)");
        assert_eq!(text, "{}");
        made(
            "let a = {}, b = {}; for (let i = 0; i < 100000; i++) { a = { a }; b = { a: b }; }
             try { String(isDeepStrictEqual(a, b)); } catch (error) { error.name; }",
        );
    });
}

#[test]
fn huge_values_end() {
    with_stack(|| {
        let text = made(
            "let o = {}; for (let i = 0; i < 40; i++) o = { a: o, b: o };
             inspect(o, { depth: Infinity })",
        );
        assert!(text.contains("[Object]"));
        let text =
            made("inspect(Array.from({ length: 1e5 }, () => [[]]), { maxArrayLength: null })");
        assert!(text.len() > 500_000);
        assert_eq!(
            made("const a = []; a.length = 4294967295; inspect(a)"),
            "[ <4294967295 empty items> ]"
        );
    });
}

#[test]
fn sorting_survives_any_comparison() {
    for compare in ["() => 1", "() => -1", "() => NaN", "() => Math.random() - 0.5", "() => {}"] {
        let source = format!(
            "const o = {{}}; for (let i = 0; i < 300; i++) o['k' + i] = i;
             inspect(o, {{ sorted: {compare} }})"
        );
        assert_eq!(made(&source).lines().count(), 302, "{compare}");
    }
}
