//! What a `CommonJS` file exports in plain sight. The answers are those of Node 24 for files of
//! these texts.

use crate::instrument::exports_of;

#[track_caller]
fn names(text: &str) -> String {
    exports_of(text).names.join(" ")
}

#[test]
fn assignments_count_wherever_they_stand() {
    assert_eq!(names("if (0) { exports.never = 1; } exports.x = exports.y = void 0;"), "never x y");
    assert_eq!(
        names("module.exports = f; module.exports.two = 2; const e = module.exports; e.three = 3;"),
        "two"
    );
    assert_eq!(names("exports['str'] = 2; exports[`no`] = 3;"), "str");
}

#[test]
fn neither_comments_nor_texts_nor_other_names_count() {
    assert_eq!(
        names("// exports.a = 1\nconst s = 'exports.b = 1'; this.c = 1; other.exports.d = 1;"),
        ""
    );
}

#[test]
fn a_literal_is_read_up_to_what_is_no_name() {
    assert_eq!(names("module.exports = { a, b: c, d };"), "a b d");
    assert_eq!(names("module.exports = { a, ...d, 'q': c, e: 'x', f };"), "a q");
    assert_eq!(names("module.exports = { a, m() {}, z };"), "a m");
    assert_eq!(names("module.exports = { a, get c() { return 1; }, d };"), "a");
    assert_eq!(names("module.exports = { f: function () {}, g };"), "f");
}

#[test]
fn properties_may_be_defined() {
    let text = "Object.defineProperty(exports, 'p', { enumerable: true, value: 3 });
        Object.defineProperty(module.exports, 'g', { enumerable: true, get: function () { return c; } });
        Object.defineProperty(other, 'n', { value: 1 });";
    assert_eq!(names(text), "p g");
}

#[test]
fn the_last_whole_says_whose_names_are_passed_on() {
    assert_eq!(exports_of("module.exports = require('./c.cjs');").passed_on, ["./c.cjs"]);
    let twice =
        exports_of("module.exports = { a, ...require('./c.cjs') }; module.exports = { q };");
    assert_eq!(twice.names, ["a", "q"]);
    assert!(twice.passed_on.is_empty());
}
