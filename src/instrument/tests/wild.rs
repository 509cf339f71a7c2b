//! What must hold of any text at all.

use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_span::SourceType;
use proptest::prelude::*;

use super::{super::nesting, CASES, Goal, Program, instrument, script, source};

/// Lines stay, the source can be put together again, and the code is JavaScript.
fn check(text: &str, goal: Goal, program: &Program) {
    let copied = program.map.uninserted(&program.code, text.len());
    let mut pairs = copied.bytes().zip(text.bytes());
    assert!(pairs.all(|pair| pair.0 == pair.1 || pair == (b'[', b'.')), "{copied}");
    assert_eq!(copied.len(), text.len());
    let lines = |text: &str| text.split(['\n', '\r', '\u{2028}', '\u{2029}']).count();
    let added = lines(&program.code) - lines(text);
    assert!(added <= 1 && (added == 1 || goal == Goal::Module), "{added} lines more");
    let allocator = Allocator::default();
    let kind = match goal {
        Goal::Script => SourceType::cjs(),
        Goal::Module => SourceType::mjs(),
        Goal::Page => SourceType::script(),
    };
    let parsed = Parser::new(&allocator, &program.code, kind).parse();
    assert!(parsed.diagnostics.is_empty(), "{:?}\n{}", parsed.diagnostics, program.code);
}

fn try_out(text: &str) {
    for goal in [Goal::Script, Goal::Module] {
        for legacy_await in [false, true] {
            for variables in [false, true] {
                let source = super::Source {
                    legacy_await,
                    wraps_for_await: legacy_await,
                    variables,
                    ..source(text, goal)
                };
                if let Ok(program) = instrument(&source) {
                    check(text, goal, &program);
                }
            }
        }
    }
}

#[test]
fn the_cases_keep_their_lines_and_text() {
    for text in CASES {
        let program = script(text);
        check(text, Goal::Script, &program);
        assert!(program.sites.len() > 20);
    }
}

/// Pieces of JavaScript that are likely to be trouble next to each other.
const PIECES: [&str; 72] = [
    "a",
    "b",
    "f",
    "let",
    "async",
    "await",
    "yield",
    "of",
    "in",
    "get",
    "static",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "=>",
    "=",
    "?.",
    ".",
    "...",
    ",",
    ";",
    "\n",
    " ",
    ":",
    "?",
    "`",
    "${",
    "'s'",
    "1",
    "0.",
    "/",
    "/r/g",
    "//c\n",
    "/*c*/",
    "<!--",
    "-->",
    "#!",
    "#p",
    "if",
    "else",
    "for",
    "while",
    "do",
    "return",
    "throw",
    "new",
    "delete",
    "typeof",
    "function",
    "function*",
    "class",
    "extends",
    "super",
    "switch",
    "case",
    "default",
    "break",
    "continue",
    "try",
    "catch",
    "finally",
    "with",
    "var",
    "const",
    "import",
    "export",
    "++",
    "!",
    "'use strict'",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_text_at_all(text in any::<String>()) {
        try_out(&text);
    }

    #[test]
    fn any_row_of_tokens(row in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        try_out(&row.concat());
        try_out(&row.join(" "));
    }

    #[test]
    fn a_program_with_a_piece_cut_out_and_another_put_in(
        case in 0..CASES.len(),
        line in any::<prop::sample::Index>(),
        cut in (any::<prop::sample::Index>(), 0..12_usize),
        piece in prop::sample::select(&PIECES[..]),
    ) {
        let lines: Vec<&str> = CASES[case].lines().collect();
        let line: Vec<char> = lines[line.index(lines.len())].chars().collect();
        let start = cut.0.index(line.len() + 1);
        let end = (start + cut.1).min(line.len());
        let text: String = line[..start].iter().chain(&piece.chars().collect::<Vec<_>>())
            .chain(&line[end..]).collect();
        try_out(&text);
    }

    #[test]
    fn places_go_there_and_back(text in "[a-zé😀\r\n\u{2028} ]{0,40}", at in any::<prop::sample::Index>()) {
        let text = format!("'{}'; f()", text.replace(['\r', '\n'], " "));
        let program = script(&text);
        let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
        let offset = offsets[at.index(offsets.len())];
        let lines = super::super::lines::Lines::new(&text, super::super::lines::Unit::Utf16);
        let place = lines.position(u32::try_from(offset).expect("short"));
        prop_assert_eq!(lines.offset(place) as usize, offset);
        let (line, column) = program.to_code(place);
        prop_assert_eq!(program.to_source(line, column), place);
    }

    #[test]
    fn a_scan_ends_and_counts_no_more_brackets_than_there_are(text in "[(){}\\[\\]`$/'\"\\\\*a\n ]{0,200}") {
        let found = nesting::scan(&text);
        let opening = text.matches(['(', '[', '{', '`']).count();
        prop_assert!((found.brackets as usize) <= opening);
        prop_assert!((found.deepest as usize) <= text.len());
    }
}
