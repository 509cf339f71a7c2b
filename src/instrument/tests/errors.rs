//! What is refused, where, and with which advice.

use miette::{GraphicalReportHandler, GraphicalTheme};

use super::{super::Reason, Goal, instrument, refused, script, source};

fn shown(text: &str) -> String {
    let mut out = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme::none())
        .render_report(&mut out, &refused(text))
        .expect("writing to a string cannot fail");
    out
}

#[test]
fn a_syntax_error_is_shown_at_its_place() {
    insta::assert_snapshot!(shown("let a = 1\nlet b = ;\n"), @r"
     x Unexpected token ';'
      ,-[/lesson.js:2:9]
    1 | let a = 1
    2 | let b = ;
      :         |
      :         `-- here
      `----
    ");
    insta::assert_snapshot!(shown("let a\nlet a"), @r"
     x Identifier 'a' has already been declared
      ,-[/lesson.js:1:5]
    1 | let a
      :     |
      :     `-- `a` has already been declared here
    2 | let a
      :     |
      :     `-- It can not be redeclared here
      `----
    ");
}

#[test]
fn the_place_is_told_in_lines_and_utf16_columns() {
    let error = refused("a\n'😀'; let b = ;");
    assert_eq!((error.position.line, error.position.column), (2, 15));
    assert_eq!(error.reason, Reason::Syntax);
}

#[test]
fn early_errors_are_errors() {
    for text in [
        "break",
        "let a; let a",
        "'use strict'; with (a) {}",
        "/(/",
        "class A { #x; #x }",
        "function f(a, a) { 'use strict' }",
        "super.x",
        "return }",
        "a => {} ()",
        "await 1",
        "import a from 'a'",
        "for (const x of y) { continue z }",
    ] {
        assert_eq!(refused(text).reason, Reason::Syntax, "{text}");
    }
    assert!(instrument(&source("with (a) {}", Goal::Module)).is_err());
}

#[test]
fn using_is_refused_with_the_reason() {
    insta::assert_snapshot!(shown("{\n  using file = open()\n}"), @r"
     x `using` declarations are not supported
      ,-[/lesson.js:2:3]
    1 | {
    2 |   using file = open()
      :   ^^^^^^^^^|^^^^^^^^^
      :            `-- here
    3 | }
      `----
     help: the engine does not dispose of the resource at the end of the block; use `try` and `finally`
    ");
    for text in ["async () => { await using a = b }", "for (using a of b) ;"] {
        assert_eq!(refused(text).reason, Reason::Unsupported, "{text}");
    }
    // It is an identifier too.
    script("using = 1; using[0]; using(1)");
}

#[test]
fn syntax_of_proposals_is_refused() {
    for text in ["@a class B {}", "class A { accessor x = 1 }", "import.defer('x')"] {
        assert_eq!(refused(text).reason, Reason::Unsupported, "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_before_it_does_harm() {
    type Deep = (&'static str, fn(usize) -> String);
    let deep: [Deep; 14] = [
        ("parentheses", |n| "(".repeat(n)),
        ("blocks", |n| "{".repeat(n) + &"}".repeat(n)),
        ("templates", |n| "`${".repeat(n)),
        ("operators", |n| "1".to_owned() + &"+1".repeat(n)),
        ("members", |n| "a".to_owned() + &".b".repeat(n)),
        ("chains", |n| "a?.b".to_owned() + &".c()".repeat(n)),
        ("calls", |n| "a".to_owned() + &"()".repeat(n)),
        ("negations", |n| "!".repeat(n) + "a"),
        ("arrows", |n| "x=>".repeat(n) + "1"),
        ("conditions", |n| "a?b:".repeat(n) + "c"),
        ("ifs", |n| "if(a)".repeat(n) + ";"),
        ("elses", |n| "if(a)b;else ".repeat(n) + ";"),
        ("news", |n| "new ".repeat(n) + "A"),
        ("awaits", |n| "async()=>".to_owned() + &"await ".repeat(n) + "1"),
    ];
    for (what, text) in deep {
        // Found by the scan, by the walk, and (of some) in what was made.
        for depth in [300_000, 20_000, 4000] {
            match instrument(&source(&text(depth), Goal::Script)) {
                Ok(_) => assert_eq!(depth, 4000, "{what}"),
                Err(error) => {
                    assert_eq!(error.reason, Reason::Nesting, "{what}: {error}");
                    assert!(error.help.is_some());
                }
            }
        }
        if let Err(error) = instrument(&source(&text(100), Goal::Script)) {
            assert_eq!(error.reason, Reason::Syntax, "{what}: {error}");
        }
    }
    let error = refused(&"[".repeat(502));
    assert_eq!((error.position.line, error.position.column), (1, 502));
}

#[test]
fn brackets_that_are_none_do_not_count() {
    let text = [
        "'('",
        "\"[\\\"{\"",
        "`(\\`\\${`",
        "/[(/]\\/\\(/",
        "// (\n",
        "/* ( */",
        "a / b / c",
        "if (a) /[{]/.test(b)",
        "`${`(`}(`",
        "x++ / 2; '('",
    ];
    let text = text.map(|line| format!("{line};\n").repeat(600)).concat();
    script(&text);
}

#[test]
fn long_flat_programs_are_not_deep() {
    for line in ["foo()\n", "a = [1, 2, 3]\n", "function f() {}\n", "if (a) {} else {}\n", "x;"] {
        script(&line.repeat(50_000));
    }
    let list = vec!["1"; 50_000].join(",");
    script(&format!("[{list}]; f({list}); {list}"));
}

#[test]
fn an_empty_program_is_a_program() {
    for text in ["", " ", "// a", "/* a */", "#!x", "\u{FEFF}", ";"] {
        script(text);
        instrument(&source(text, Goal::Module)).expect("it is a module too");
    }
}
