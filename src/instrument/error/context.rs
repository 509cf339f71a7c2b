//! What stands around a place of a text that no parser takes.

use super::super::{
    Goal,
    tokens::{self, Kind, Token},
};

/// A text and its tokens.
pub(super) struct Text<'a> {
    pub(super) source: &'a str,
    tokens: Vec<Token>,
    pub(super) is_strict: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(source: &'a str, goal: Goal) -> Self {
        let tokens = tokens::tokens(source);
        let first = tokens.first().and_then(|token| source.get(token.start..token.end));
        let is_strict =
            goal == Goal::Module || matches!(first, Some("'use strict'" | "\"use strict\""));
        Self { source, tokens, is_strict }
    }

    /// The index of the text's end.
    pub(super) fn end(&self) -> usize {
        self.tokens.len().saturating_sub(1)
    }

    /// The token at an index; behind all, the text's end.
    pub(super) fn token(&self, at: usize) -> Token {
        let len = self.source.len();
        self.tokens.get(at).or(self.tokens.last()).copied().unwrap_or(Token {
            kind: Kind::End,
            start: len,
            end: len,
        })
    }

    pub(super) fn span(&self, at: usize) -> (usize, usize) {
        let token = self.token(at);
        (token.start, token.end)
    }

    pub(super) fn words(&self, token: Token) -> &'a str {
        self.source.get(token.start..token.end).unwrap_or_default()
    }

    /// The first token that begins at a byte or behind it.
    pub(super) fn at_or_after(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte).min(self.end())
    }

    /// The token that a byte is in, or the first behind it.
    pub(super) fn around(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.end <= byte).min(self.end())
    }

    /// The innermost bracket that is open before the token at an index.
    pub(super) fn open_at(&self, at: usize) -> Option<usize> {
        let mut open = Vec::new();
        for (index, token) in self.tokens.iter().enumerate().take(at) {
            let words = self.words(*token);
            match token.kind {
                Kind::Punctuator if matches!(words, "(" | "[" | "{") => open.push(index),
                Kind::Punctuator if matches!(words, ")" | "]" | "}") => {
                    open.pop();
                }
                Kind::Template => {
                    if words.starts_with('}') {
                        open.pop();
                    }
                    if words.ends_with("${") {
                        open.push(index);
                    }
                }
                Kind::Name
                | Kind::Keyword
                | Kind::Number
                | Kind::String
                | Kind::RegExp
                | Kind::Punctuator
                | Kind::Illegal
                | Kind::End => {}
            }
        }
        open.pop()
    }

    /// The words `back` tokens before an index.
    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.words(self.token(at)))
    }

    /// Whether a bracket opens the arguments of a call.
    pub(super) fn is_call(&self, open: usize) -> bool {
        if self.before(open, 0) != "(" {
            return false;
        }
        let Some(callee) = open.checked_sub(1).map(|at| self.token(at)) else { return false };
        let may_be_called = tokens::ends_operand(self.source, callee)
            || matches!(self.words(callee), "import" | "super");
        may_be_called && !self.has_parameters(open)
    }

    /// Whether a bracket opens the parameters of a function or method, not an arrow's.
    pub(super) fn has_parameters(&self, open: usize) -> bool {
        self.before(open, 1) == "function"
            || matches!(self.before(open, 2), "function" | "*")
            || self.is_method(open)
    }

    /// Whether a bracket opens the parameters of a method.
    fn is_method(&self, open: usize) -> bool {
        let Some(body) = self.open_at(open) else { return false };
        self.before(body, 0) == "{"
            && (!self.is_block(body) || self.is_class(body))
            && matches!(
                self.before(open, 2),
                "{" | "}" | "," | ";" | "get" | "set" | "async" | "static"
            )
    }

    /// Whether a brace opens a block or a body, not an object or a pattern.
    pub(super) fn is_block(&self, open: usize) -> bool {
        if self.before(open, 0) != "{" {
            return false;
        }
        matches!(
            self.before(open, 1),
            "" | ")"
                | "=>"
                | ";"
                | "{"
                | "}"
                | "else"
                | "do"
                | "try"
                | "finally"
                | "catch"
                | "static"
        ) || self.is_class(open)
    }

    fn is_class(&self, open: usize) -> bool {
        self.before(open, 0) == "{"
            && (1..=4).any(|back| {
                self.before(open, back) == "class"
                    && (1..back).all(|at| !matches!(self.before(open, at), "{" | "}" | ";" | "("))
            })
    }

    /// Where the body ends whose head the token at an index is in.
    pub(super) fn body_end(&self, at: usize) -> Option<usize> {
        let mut depth = 0;
        for token in self.tokens.iter().skip(at) {
            match self.words(*token) {
                "{" => depth += 1,
                "}" if depth <= 1 => return Some(token.end),
                "}" => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The first `import` or `export` at the head of a statement that begins no later than at
    /// a byte.
    pub(super) fn module_statement(&self, last: usize) -> Option<usize> {
        self.tokens.iter().enumerate().take_while(|(_, token)| token.start <= last).find_map(
            |(at, token)| {
                let next = self.words(self.token(at + 1));
                let is_one = match self.words(*token) {
                    "import" => !matches!(next, "(" | "." | ":"),
                    "export" => next != ":",
                    _ => false,
                };
                let gap = at.checked_sub(1).map(|before| self.token(before).end);
                let lines = gap.and_then(|gap| self.source.get(gap..token.start));
                let is_head = matches!(self.before(at, 1), "" | ";" | "{" | "}" | ")")
                    || lines.is_some_and(|gap| gap.contains('\n')) && self.open_at(at).is_none();
                (token.kind == Kind::Keyword && is_one && is_head).then_some(at)
            },
        )
    }
}
