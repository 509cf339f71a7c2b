//! Sites, names, and the ways back from code to source.

use super::{
    super::{NamedSite, Program},
    CASES, module, script,
};
use crate::trace::{Position, SiteId, SiteKind};

/// Kind, text and name of every site.
fn sites(text: &str) -> Vec<(SiteKind, String, String)> {
    let program = script(text);
    let ids = (1..).map(SiteId);
    let told = program.sites.iter().zip(ids).map(|(site, id)| {
        let text = program.site_text(id).expect("a site lies in the source");
        (site.kind, text.to_owned(), site.name.clone())
    });
    told.collect()
}

fn names(text: &str, kinds: &[SiteKind]) -> Vec<String> {
    let named = sites(text).into_iter().filter(|(kind, ..)| kinds.contains(kind));
    named.map(|(_, _, name)| name).collect()
}

#[test]
fn a_site_is_what_runs_there() {
    use SiteKind::{Await, Call, Expression, Function, Program, Return, Statement, Throw};
    let told = sites(
        "for (const é of x) { if (é) y }\nfunction f() { return 1 }\nasync () => { throw await g() }",
    );
    let expected = [
        (Program, None),
        (Statement, Some("for (const é of x)")),
        (Expression, Some("const é of x")),
        (Statement, Some("if (é)")),
        (Statement, Some("y")),
        (Function, Some("function f() { return 1 }")),
        (Statement, Some("return 1")),
        (Return, Some("return 1")),
        (Statement, Some("async () => { throw await g() }")),
        (SiteKind::AsyncFunction, Some("async () => { throw await g() }")),
        (Statement, Some("throw await g()")),
        (Throw, Some("throw await g()")),
        (Await, Some("await g()")),
        (Call, Some("g()")),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for ((kind, text, _), (expected_kind, expected_text)) in told.iter().zip(expected) {
        assert_eq!(*kind, expected_kind);
        assert_eq!(expected_text.unwrap_or(text), text);
    }
}

#[test]
fn ids_count_on_from_earlier_files_and_functions_name_themselves() {
    let text = "a; function f() { b }";
    let source = super::Source { first_site: 10, ..super::source(text, super::Goal::Script) };
    let program = super::instrument(&source).expect("the program is JavaScript");
    let function: Vec<u32> = program.sites.iter().map(|site| site.function.0).collect();
    assert_eq!(function, [11, 11, 13, 13]);
    assert_eq!(program.site_text(SiteId(13)), Some("function f() { b }"));
    assert_eq!(program.site_text(SiteId(10)), None);
    assert_eq!(program.site_text(SiteId(15)), None);
}

#[test]
fn functions_are_called_what_their_name_property_will_say() {
    let text = "const a = () => 1, b = (function () {}), { c = () => 1 } = {}
        let d; d = () => 1; d ??= class { constructor() {} }; d += () => 1
        x = { e() {}, get f() {}, 'g h': () => 1, [i]: () => 1, 7: () => 1, async *j() {} }
        class K { l() {} static m() {} #n() {} o = () => 1; constructor() {} set p(v) {} }
        (function q() {})(() => 1)
        function r(s = () => 1) {}";
    let kinds = [
        SiteKind::Function,
        SiteKind::AsyncFunction,
        SiteKind::Generator,
        SiteKind::AsyncGenerator,
    ];
    assert_eq!(
        names(text, &kinds),
        [
            "a", "b", "c", "d", "d", "d", "", "e", "get f", "g h", "[i]", "7", "j", "K", "l", "m",
            "#n", "o", "K", "set p", "q", "", "r", "s"
        ]
    );
    assert_eq!(module("export default () => 1").sites[2].name, "default");
}

#[test]
fn calls_are_called_by_their_callee() {
    let text = "console.log(new Map(), f().g(h(1)), this.a[b](), a?.b?.c(), (() => 1)(), t``)
        new Promise(r => r()).then(x)";
    assert_eq!(
        names(text, &[SiteKind::Call]),
        [
            "console.log",
            "new Map",
            "f().g",
            "f",
            "h",
            "this.a[b]",
            "a?.b?.c",
            "(function)",
            "t",
            "new Promise(…).then",
            "new Promise",
            "r"
        ]
    );
    let chain = names(&format!("p{}", ".then(x)".repeat(300)), &[SiteKind::Call]);
    assert!(chain[0].starts_with('…') && chain[0].chars().count() < 70, "{}", chain[0]);
}

/// The line and column, in code points, of the byte `at` of the code.
fn engine_place(code: &str, at: usize) -> (u32, u32) {
    let before = &code[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|char| *char != '\n').count() + 1;
    (u32::try_from(line).expect("short"), u32::try_from(column).expect("short"))
}

fn place_of(program: &Program, needle: &str) -> (u32, u32) {
    engine_place(&program.code, program.code.find(needle).expect("it is in the code"))
}

#[test]
fn places_go_back_to_the_source_in_utf16_units() {
    let program = script("a\nlet s = '😀é', t = f(s); g()");
    let back = |needle: &str| {
        let (line, column) = place_of(&program, needle);
        let place = program.to_source(line, column);
        assert_eq!(program.to_code(place), (line, column), "{needle}");
        (place.line, place.column)
    };
    assert_eq!(back("let s"), (2, 1));
    assert_eq!(back("'😀"), (2, 9));
    assert_eq!(back("t = "), (2, 16));
    assert_eq!(back("f(s)"), (2, 20));
    assert_eq!(back("g()"), (2, 26));
    // What was inserted comes from where it was inserted.
    let (line, column) = place_of(&program, "_$c(4");
    assert_eq!(program.to_source(line, column), Position { line: 2, column: 20 });
    assert_eq!(program.to_source(1, 1), Position { line: 1, column: 1 });
    // Nowhere is far away.
    assert_eq!(program.to_source(99, 99), Position { line: 2, column: 29 });
}

#[test]
fn a_place_in_the_code_tells_the_call_and_where_v8_puts_it() {
    let program = script("o.m(f( 1))(2); new A(a[0](3)); o?.p(); x`y`; (g)(4)");
    let call = |needle: &str| {
        let (line, column) = place_of(&program, needle);
        let site = program.call_at(line, column).expect("it is in a call");
        let text = program.site_text(site).expect("the site is of this file");
        (text.to_owned(), program.to_v8(line, column).column)
    };
    let told = |text: &str, column| (text.to_owned(), column);
    assert_eq!(call("(3,"), told("o.m(f( 1))(2)", 11));
    assert_eq!(call("(4,"), told("o.m(f( 1))", 3));
    assert_eq!(call("(5,"), told("f( 1)", 5));
    // The call's own parenthesis does too.
    assert_eq!(call("( 1"), told("f( 1)", 5));
    assert_eq!(call("new A"), told("new A(a[0](3))", 16));
    assert_eq!(call("(3)"), told("a[0](3)", 26));
    assert_eq!(call("p()"), told("o?.p()", 35));
    assert_eq!(call("x`"), told("x`y`", 40));
    assert_eq!(call("(4)"), told("(g)(4)", 49));
    // Elsewhere a place is itself.
    assert_eq!(program.call_at(1, 1), None);
    let (line, column) = place_of(&program, "; ");
    assert_eq!(program.call_at(line, column), None);
    assert_eq!(program.to_v8(line, column), program.to_source(line, column));
}

#[test]
fn to_string_finds_the_text_of_every_function_back() {
    let text = "class A { static  /* x */ async *m(a = f()) { f() } get b() { f() } c = () => f() }
        ({ d() { f() }, e: function () { f() }, async f() { await 1 } })";
    let program = script(text);
    let find = |start: &str, len: usize| {
        let from = program.code.find(start).expect("it is in the code");
        program.function_text(&program.code[from..from + len])
    };
    let code = &program.code;
    let end = code.find(" get b").expect("it is in the code");
    let start = code.find("async *m").expect("it is in the code");
    assert_eq!(program.function_text(&code[start..end]), Some("async *m(a = f()) { f() }"));
    assert_eq!(find("async *m", 5), None);
    assert_eq!(program.function_text("function () { [native code] }"), None);
}

/// Every function of every case, found by what the map itself says of it.
#[test]
fn the_texts_of_all_functions_are_told_apart() {
    for text in CASES {
        let program = script(text);
        let functions: Vec<_> = program.map.functions().collect();
        assert!(!functions.is_empty());
        for (site, instrumented, original) in functions {
            let code = &program.code[instrumented];
            assert_eq!(program.function_text(code), Some(&text[original]), "{code}");
            if code.contains(&program.prefix) {
                assert_eq!(program.function_site(code), Some(site));
            }
        }
    }
}

#[test]
fn a_position_belongs_to_the_site_of_its_id() {
    for text in CASES {
        let program = script(text);
        let end = program.sites[0].end;
        for NamedSite { start, end: site_end, function, .. } in &program.sites {
            assert!(start <= site_end && *site_end <= end);
            assert!(program.sites.get(function.index()).is_some_and(|function| matches!(
                function.kind,
                SiteKind::Program
                    | SiteKind::Function
                    | SiteKind::AsyncFunction
                    | SiteKind::Generator
                    | SiteKind::AsyncGenerator
            )));
        }
    }
}
