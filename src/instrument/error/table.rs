//! The parser's messages and V8's.

use crate::trace::Runtime;

/// Words that are reserved in strict code only.
pub(super) const STRICT_WORDS: [&str; 9] = [
    "implements",
    "interface",
    "let",
    "package",
    "private",
    "protected",
    "public",
    "static",
    "yield",
];

/// Messages of the parser's, by their beginnings, where V8 does not expect the token.
pub(super) const UNEXPECTED: [&str; 9] = [
    "Unexpected token",
    "Identifier expected. '",
    "Identifier expected after",
    "Line terminator not permitted before arrow",
    "Unexpected JSX expression",
    "Expected switch clause",
    "Invalid class declaration",
    "Invalid Character ` `",
    "Invalid Unicode escape sequence",
];

/// Why a pattern is none: the parser's words and V8's.
pub(super) const PATTERNS: [(&str, &str); 12] = [
    ("Unterminated capturing group", "Unterminated group"),
    ("Unterminated lookaround assertion", "Unterminated group"),
    ("Unterminated ignore group", "Unterminated group"),
    ("Unterminated character class", "Unterminated character class"),
    ("Invalid braced quantifier", "Nothing to repeat"),
    ("Lone quantifier", "Nothing to repeat"),
    ("Numbers out of order in braced", "numbers out of order in {} quantifier"),
    ("Duplicated capturing group names", "Duplicate capture group name"),
    ("Invalid named reference", "Invalid named capture referenced"),
    ("Could not parse the entire pattern", "Unmatched ')'"),
    ("Character class atom range out of order", "Range out of order in character class"),
    ("Invalid unicode escape sequence", "Invalid Unicode escape"),
];

/// What V8 points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// All that the parser points at first.
    Whole,
    /// What it points at last.
    Last,
    /// The first token of the one or the other.
    Word,
    LastWord,
    /// The tokens behind the first.
    Second,
    Third,
    /// All but the first token.
    Rest,
    /// The token before what the parser points at.
    Before,
    /// The first character of the token the parser points into.
    First,
    /// The first character of what the parser points at.
    One,
    /// The first token, the ones behind it, the last one, and the one behind the last: V8 does
    /// not expect it.
    Unexpected,
    UnexpectedSecond,
    UnexpectedThird,
    UnexpectedLast,
    UnexpectedBehind,
}

/// What V8 says of one message of the parser's.
#[derive(Debug)]
pub(super) struct Row {
    /// How the parser's message begins.
    begins: &'static str,
    /// The version from which on this holds.
    since: Runtime,
    pub(super) at: At,
    /// `%n` is the text pointed at, `%m` the name in the parser's message.
    pub(super) said: &'static str,
}

const fn row(begins: &'static str, at: At, said: &'static str) -> Row {
    Row { begins, since: Runtime::Node10, at, said }
}

const fn since(since: Runtime, begins: &'static str, at: At, said: &'static str) -> Row {
    Row { begins, since, at, said }
}

/// The row of a message.
pub(super) fn row_of(message: &str, runtime: Runtime) -> Option<&'static Row> {
    ROWS.iter().find(|row| message.starts_with(row.begins) && runtime >= row.since)
}

/// A later version's row stands before an earlier one's.
const ROWS: [Row; 63] = [
    row(
        "Missing initializer in const declaration",
        At::Whole,
        "Missing initializer in const declaration",
    ),
    row(
        "Missing initializer in destructuring declaration",
        At::Whole,
        "Missing initializer in destructuring declaration",
    ),
    row("Empty parenthesized expression", At::UnexpectedLast, ""),
    row("Expected function body", At::UnexpectedBehind, ""),
    row("Logical expressions and coalesce", At::UnexpectedLast, ""),
    row("`let` cannot be declared", At::Whole, "let is disallowed as a lexically bound name"),
    row(
        "Delete of an unqualified identifier",
        At::Whole,
        "Delete of an unqualified identifier in strict mode.",
    ),
    row(
        "'with' statements are not allowed",
        At::Word,
        "Strict mode code may not include a with statement",
    ),
    row("Cannot assign to '", At::Whole, "Unexpected eval or arguments in strict mode"),
    row("The keyword '", At::Whole, "Unexpected strict mode reserved word"),
    row("Illegal break statement", At::Word, "Illegal break statement"),
    row(
        "Illegal continue statement",
        At::Word,
        "Illegal continue statement: no surrounding iteration statement",
    ),
    row("Use of undefined label", At::Whole, "Undefined label '%n'"),
    row(
        "A `continue` statement can only jump",
        At::Last,
        "Illegal continue statement: '%n' does not denote an iteration statement",
    ),
    row("Label `", At::Last, "Label '%n' has already been declared"),
    row(
        "A 'default' clause cannot appear",
        At::LastWord,
        "More than one default clause in switch statement",
    ),
    row(
        "Invalid assignment in object literal",
        At::Whole,
        "Invalid shorthand property initializer",
    ),
    row("Unterminated multiline comment", At::Whole, "Invalid or unexpected token"),
    row("Unterminated regular expression", At::One, "Invalid regular expression: missing /"),
    row("Flag ", At::First, "Invalid regular expression flags"),
    row("Unexpected flag ", At::First, "Invalid regular expression flags"),
    row("Missing catch or finally clause", At::Before, "Missing catch or finally after try"),
    row("Illegal newline after throw", At::Whole, "Illegal newline after throw"),
    row("Multiple constructor implementations", At::Last, "A class may only have one constructor"),
    row(
        "Constructor can't have get/set modifier",
        At::Whole,
        "Class constructor may not be an accessor",
    ),
    row(
        "Constructor can't be an async method",
        At::Whole,
        "Class constructor may not be an async method",
    ),
    row("Constructor can't be a generator", At::Whole, "Class constructor may not be a generator"),
    row(
        "Classes may not have a static property",
        At::Whole,
        "Classes may not have a static property named 'prototype'",
    ),
    since(
        Runtime::Node12,
        "Classes can't have an element named '#con",
        At::Whole,
        "Classes may not have a field named 'constructor'",
    ),
    row("'super' can only be", At::Word, "'super' keyword unexpected here"),
    row("Super calls are not permitted", At::Word, "'super' keyword unexpected here"),
    since(
        Runtime::Node12,
        "Private field '#",
        At::Before,
        "Private field '#%m' must be declared in an enclosing class",
    ),
    since(
        Runtime::Node12,
        "Private identifier '#",
        At::Before,
        "Private field '#%m' must be declared in an enclosing class",
    ),
    since(
        Runtime::Node16,
        "'arguments' is not allowed in class",
        At::Whole,
        "'arguments' is not allowed in class field initializer or static initialization block",
    ),
    since(
        Runtime::Node12,
        "'arguments' is not allowed in class",
        At::Whole,
        "'arguments' is not allowed in class field initializer",
    ),
    row(
        "A 'get' accessor must not have any",
        At::Whole,
        "Getter must not have any formal parameters.",
    ),
    row(
        "A 'set' accessor must have exactly",
        At::Whole,
        "Setter must have exactly one formal parameter.",
    ),
    row(
        "Unexpected import.meta expression",
        At::Third,
        "Cannot use 'import.meta' outside a module",
    ),
    row("import() requires a specifier", At::Second, "import() requires a specifier"),
    since(
        Runtime::Node24,
        "Cannot use new with dynamic import",
        At::Whole,
        "Cannot use new with import",
    ),
    row("Cannot use new with dynamic import", At::Word, "Cannot use new with import"),
    since(
        Runtime::Node16,
        "The left-hand side of a `for...of` statement may not be `async`",
        At::Whole,
        "The left-hand side of a for-of loop may not be 'async'.",
    ),
    row(
        "for-of loop variable declaration may not",
        At::Rest,
        "for-of loop variable declaration may not have an initializer.",
    ),
    row(
        "for-in loop variable declaration may not",
        At::Rest,
        "for-in loop variable declaration may not have an initializer.",
    ),
    since(
        Runtime::Node16,
        "Tagged template expressions are not",
        At::Whole,
        "Invalid tagged template on optional chain",
    ),
    row("Cannot use `await` as an identifier", At::Whole, "Unexpected reserved word"),
    row("Cannot use `yield` as an identifier", At::Unexpected, ""),
    row("`for await` loops are only allowed", At::Word, "Unexpected reserved word"),
    row(
        "Cannot use import statement outside",
        At::Word,
        "Cannot use import statement outside a module",
    ),
    row("Cannot use export statement outside", At::Word, "Unexpected token 'export'"),
    row("Export '", At::Whole, "Export '%n' is not defined in module"),
    row("Duplicated export '", At::Last, "Duplicate export of '%n'"),
    row("A module cannot have multiple default", At::Last, "Duplicate export of 'default'"),
    row("A 'return' statement can only be used", At::Word, "Illegal return statement"),
    row("'export statement' declaration", At::Unexpected, ""),
    row("'import statement' declaration", At::UnexpectedSecond, ""),
    row("Unexpected new.target expression", At::Third, "new.target expression is not allowed here"),
    row("A class name is required", At::UnexpectedBehind, ""),
    row("HTML comments are not allowed", At::Whole, "HTML comments are not allowed in modules"),
    row("A class member cannot have the 'const'", At::UnexpectedSecond, ""),
    row("The only valid property accesses on import", At::UnexpectedThird, ""),
    row("Type assertion expressions", At::UnexpectedSecond, ""),
    row("Jump target cannot cross", At::Whole, "Undefined label '%n'"),
];
