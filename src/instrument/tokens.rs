//! The tokens of a text that no parser takes: what V8 speaks of in a syntax error.
//!
//! No token is ever wrong here: what begins none is [`Kind::Illegal`], and what does not end
//! goes on to the end of its line or of the text.

use super::trivia;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Keyword,
    Number,
    String,
    /// A template, or a piece of one between its substitutions.
    Template,
    RegExp,
    Punctuator,
    Illegal,
    /// The end of the text.
    End,
}

/// A token and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Words that are never names (ECMAScript's *`ReservedWord`*, without `await` and `yield`).
const KEYWORDS: [&str; 36] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "import",
    "in",
    "instanceof",
    "new",
    "null",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
];

/// Punctuators of more than one character, the longest first.
const LONG: [&str; 33] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=",
    "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
    "<<", ">>", "**",
];

/// All tokens of a text, the end of it last.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    // For each bracket that is open: whether `}` goes on with a template.
    let mut open: Vec<bool> = Vec::new();
    let mut at = if text.starts_with("#!") { text.find('\n').unwrap_or(text.len()) } else { 0 };
    loop {
        at += trivia::len(text.get(at..).unwrap_or_default()) as usize;
        let rest = text.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { break };
        let goes_on = first == '}' && open.last() == Some(&true);
        let (kind, len) = if goes_on || first == '`' {
            (Kind::Template, template(rest))
        } else if matches!(first, '\'' | '"') {
            string(rest, first)
        } else if first == '/' && !found.last().is_some_and(|last| ends_operand(text, *last)) {
            (Kind::RegExp, regexp(rest))
        } else {
            plain(rest, first)
        };
        let end = at + len.max(1);
        let token = Token { kind, start: at, end };
        if kind == Kind::Template {
            if goes_on {
                open.pop();
            }
            if text.get(at..end).is_some_and(|piece| piece.ends_with("${")) {
                open.push(true);
            }
        } else if matches!(first, '(' | '[' | '{') {
            open.push(false);
        } else if matches!(first, ')' | ']' | '}') {
            open.pop();
        }
        found.push(token);
        at = end;
    }
    found.push(Token { kind: Kind::End, start: text.len(), end: text.len() });
    found
}

/// Whether an operand may end with this token: what follows is no regular expression.
pub(super) fn ends_operand(text: &str, token: Token) -> bool {
    let words = text.get(token.start..token.end).unwrap_or_default();
    match token.kind {
        Kind::Name | Kind::Number | Kind::String | Kind::RegExp => true,
        Kind::Template => !words.ends_with("${"),
        Kind::Keyword => matches!(words, "this" | "null" | "true" | "false" | "super"),
        Kind::Punctuator => matches!(words, ")" | "]" | "}" | "++" | "--"),
        Kind::Illegal | Kind::End => false,
    }
}

fn plain(rest: &str, first: char) -> (Kind, usize) {
    let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '$');
    let word = |text: &str| text.find(|char| !is_part(char)).unwrap_or(text.len());
    let second = rest.chars().nth(1).unwrap_or_default();
    if first.is_ascii_digit() || first == '.' && second.is_ascii_digit() {
        let end = rest.find(|char| !is_part(char) && char != '.').unwrap_or(rest.len());
        return (Kind::Number, end);
    }
    if is_part(first) {
        let len = word(rest);
        let is_keyword = KEYWORDS.contains(&rest.get(..len).unwrap_or_default());
        return (if is_keyword { Kind::Keyword } else { Kind::Name }, len);
    }
    if first == '#' && is_part(second) {
        return (Kind::Name, 1 + word(rest.get(1..).unwrap_or_default()));
    }
    if "{}()[];,<>+-*/%&|^!~?:=.".contains(first) {
        let long = LONG.iter().find(|long| rest.starts_with(**long));
        // `a?.1:b` is no optional chain.
        let is_chain = |long: &&&str| **long != "?." || !rest[2..].starts_with(char::is_numeric);
        return (Kind::Punctuator, long.filter(is_chain).map_or(1, |long| long.len()));
    }
    (Kind::Illegal, first.len_utf8())
}

/// How long the string is that begins here; one that its line ends is none.
fn string(rest: &str, quote: char) -> (Kind, usize) {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        if !escaped && char == quote {
            return (Kind::String, at + 1);
        }
        if !escaped && matches!(char, '\n' | '\r') {
            return (Kind::Illegal, at);
        }
        escaped = !escaped && char == '\\';
    }
    (Kind::Illegal, rest.len())
}

/// How long the piece of a template is that begins with a back quote or a brace.
fn template(rest: &str) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        if !escaped && char == '`' {
            return at + 1;
        }
        if !escaped && rest.get(at..).is_some_and(|rest| rest.starts_with("${")) {
            return at + 2;
        }
        escaped = !escaped && char == '\\';
    }
    rest.len()
}

/// How long the regular expression is that begins here; one that its line ends is its slash.
fn regexp(rest: &str) -> usize {
    let mut escaped = false;
    let mut in_class = false;
    for (at, char) in rest.char_indices().skip(1) {
        if trivia::LINE_ENDS.contains(&char) {
            return 1;
        }
        if !escaped && !in_class && char == '/' {
            let flags = rest.get(at + 1..).unwrap_or_default();
            let end = flags.find(|char: char| !char.is_alphanumeric()).unwrap_or(flags.len());
            return at + 1 + end;
        }
        if !escaped && matches!(char, '[' | ']') {
            in_class = char == '[';
        }
        escaped = !escaped && char == '\\';
    }
    1
}
