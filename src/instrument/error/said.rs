//! What V8 says of a program that it cannot parse, and where.
//!
//! The parser's message tells what is wrong; what V8 calls it, and the token it stumbles over,
//! are looked up here (`src/common/message-template.h`; `ReportUnexpectedTokenAt`,
//! `src/parsing/parser.cc`). Every row was tried on the recorded releases
//! (`tests/v8/syntax_errors.json`). A message that is not listed is told in the parser's words.

mod literals;
mod names;

use oxc_diagnostics::OxcDiagnostic;
use serde::{Deserialize, Serialize};

use super::{
    super::{
        Goal, Source,
        lines::{Lines, Unit},
        tokens::{self, Kind, Token},
        trivia,
    },
    context::Text,
    table::{self, At},
};
use crate::trace::{Position, Runtime};

/// V8's words for an error, and the piece of the program that it points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub message: String,
    /// V8 before 7.3 took some errors of assignments for `ReferenceError`s.
    pub is_reference: bool,
    /// In bytes; the end may lie behind the text's. None if it is found when the program runs:
    /// then V8 points at nothing.
    pub at: Option<(u32, u32)>,
}

impl Said {
    /// The number and text of the line, and what Node writes below it: a caret for each
    /// character (`GetErrorSource`, Node `src/node_errors.cc`); none if V8's place reaches past
    /// the line's end, which from 14 on is nothing to point at.
    pub fn excerpt<'a>(
        &self,
        text: &'a str,
        runtime: Runtime,
    ) -> Option<(u32, &'a str, Option<String>)> {
        let (from, to) = self.at?;
        let lines = Lines::new(text, Unit::Utf16);
        let start = lines.position(from);
        let first = lines.offset(Position { line: start.line, column: 1 }) as usize;
        let line = text.get(first..).unwrap_or_default();
        let line = line.split(trivia::LINE_ENDS).next().unwrap_or_default();
        let indent: String = line
            .encode_utf16()
            .take(start.column.saturating_sub(1) as usize)
            .map(|unit| if unit == u16::from(b'\t') { '\t' } else { ' ' })
            .collect();
        let (from, to, last) = (from as usize, to as usize, first + line.len());
        let piece = text.get(from..to.min(last)).unwrap_or_default();
        let marks = indent + &"^".repeat(piece.encode_utf16().count());
        let shown = to <= last || runtime < Runtime::Node14;
        Some((start.line, line, shown.then_some(marks)))
    }
}

/// What was found: words and a piece of the text.
type Found = (String, usize, usize);

pub(super) fn said(source: &Source<'_>, diagnostic: &OxcDiagnostic) -> Option<Said> {
    let text = Text::new(source.text, source.goal);
    let mut labels: Vec<_> = diagnostic
        .labels
        .iter()
        .map(|label| (label.offset() as usize, (label.offset() + label.len()) as usize))
        .collect();
    let primary = *labels.first()?;
    labels.sort_unstable();
    let fault = Fault {
        text: &text,
        goal: source.goal,
        runtime: source.runtime,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref().unwrap_or_default(),
        primary,
        labels,
    };
    let (message, start, end) = fault
        .outside_a_module()
        .or_else(|| fault.unexpected())
        .or_else(|| fault.of_a_kind())
        .or_else(|| fault.listed())?;
    let is_reference = source.runtime < Runtime::Node12
        && message.starts_with("Invalid left-hand side")
        && !message.ends_with("for-loop");
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // V8 before 10 looks at regular expressions when it came to them.
    let is_late =
        source.runtime < Runtime::Node18 && message.starts_with("Invalid regular expression: /");
    let at = (!is_late).then(|| (narrow(start), narrow(end)));
    Some(Said { message, is_reference, at })
}

/// One error of the parser's.
struct Fault<'a> {
    text: &'a Text<'a>,
    goal: Goal,
    runtime: Runtime,
    message: &'a str,
    help: &'a str,
    /// What the parser points at first.
    primary: (usize, usize),
    /// All that it points at.
    labels: Vec<(usize, usize)>,
}

impl Fault<'_> {
    /// A script that imports or exports: V8 stops there, whatever comes behind.
    fn outside_a_module(&self) -> Option<Found> {
        if self.goal == Goal::Module {
            return None;
        }
        let at = self.text.module_statement(self.primary.0)?;
        let token = self.text.token(at);
        if self.text.words(token) == "import" && self.runtime >= Runtime::Node12 {
            let message = "Cannot use import statement outside a module".to_owned();
            return Some((message, token.start, token.end));
        }
        // V8 before 7.3 takes it for the beginning of `import()`.
        let is_import = self.text.words(token) == "import";
        Some(self.unexpected_token(if is_import { at + 1 } else { at }))
    }

    /// A token that V8 does not expect either.
    fn unexpected(&self) -> Option<Found> {
        let message = self.message;
        let is_expectation =
            message.starts_with("Expected `") || message.starts_with("Expected a semicolon");
        let is_other = table::UNEXPECTED.iter().any(|known| message.starts_with(known));
        if !is_expectation && !is_other {
            return None;
        }
        let mut at = self.text.at_or_after(self.primary.0);
        // Of `@` the parser thinks as of a decorator.
        if at > 0 && self.text.token(at - 1).kind == Kind::Illegal {
            at -= 1;
        }
        if !is_expectation {
            return Some(self.of_a_module(at).unwrap_or_else(|| self.unexpected_token(at)));
        }
        let before = at.checked_sub(1).map(|before| self.text.token(before))?;
        let open = self.text.open_at(at);
        if message.starts_with("Expected a semicolon") {
            if self.text.words(before) == "let" {
                let is_listed = at > 1 && self.text.words(self.text.token(at - 2)) == ",";
                let message = if is_listed {
                    "let is disallowed as a lexically bound name"
                } else {
                    "Lexical declaration cannot appear in a single-statement context"
                };
                return Some((message.to_owned(), before.start, before.end));
            }
            return Some(self.unexpected_token(at));
        }
        let ends_operand = tokens::ends_operand(self.text.source, before);
        if let Some(open) = open.filter(|_| ends_operand) {
            if self.text.words(self.text.token(open)).ends_with("${") {
                let message = "Missing } in template expression".to_owned();
                return Some((message, before.start, before.end));
            }
            if self.text.is_call(open) && message.contains("`)` but found") {
                let message = "missing ) after argument list".to_owned();
                return Some((message, before.start, before.end));
            }
        }
        // From 10 on, V8 takes what may not stand alone in an object for the mistake.
        let is_key = !matches!(before.kind, Kind::Name | Kind::Punctuator);
        if message.starts_with("Expected `:` but found `}`")
            && self.runtime >= Runtime::Node18
            && is_key
        {
            return Some(self.unexpected_token(at - 1));
        }
        if let Some(found) = self.declared_in_a_head(at).filter(|_| self.runtime >= Runtime::Node12)
        {
            return Some(found);
        }
        if message.starts_with("Expected `;` but found `:`") && self.runtime >= Runtime::Node12 {
            let (words, ..) = self.unexpected_token(at - 1);
            return Some((words, before.start, before.start));
        }
        Some(self.unexpected_token(at))
    }

    /// The same in an `import` or `export`.
    fn of_a_module(&self, at: usize) -> Option<Found> {
        let (token, before) = (self.text.token(at), at.checked_sub(1)?);
        let words = self.text.words(token);
        if self.text.words(self.text.token(before)) == "export" && words != "async" {
            let is_shown = matches!(token.kind, Kind::Name | Kind::End) || words == "=";
            return is_shown.then(|| self.unexpected_token(before));
        }
        let open = self.text.open_at(at).and_then(|open| open.checked_sub(1))?;
        let imports = self.text.words(self.text.token(open)) == "import";
        (imports && token.kind == Kind::Keyword)
            .then(|| ("Unexpected reserved word".to_owned(), token.start, token.end))
    }

    /// V8's words for the token at an index.
    fn unexpected_token(&self, at: usize) -> Found {
        let token = self.text.token(at);
        let words = self.text.words(token);
        let quoted = self.runtime >= Runtime::Node12;
        let message = match token.kind {
            Kind::End if quoted => {
                return ("Unexpected end of input".to_owned(), token.start, token.end);
            }
            // V8 before 7.3 points at what comes last.
            Kind::End => {
                let last = self.text.token(at.saturating_sub(1));
                return ("Unexpected end of input".to_owned(), last.start, last.end);
            }
            Kind::Name if self.text.is_strict && table::STRICT_WORDS.contains(&words) => {
                "Unexpected strict mode reserved word".to_owned()
            }
            Kind::Name if self.runtime >= Runtime::Node20 => {
                format!("Unexpected identifier '{words}'")
            }
            Kind::Name => "Unexpected identifier".to_owned(),
            Kind::Number => "Unexpected number".to_owned(),
            Kind::String => "Unexpected string".to_owned(),
            Kind::Template if words.starts_with('`') => "Unexpected template string".to_owned(),
            Kind::Illegal => {
                // Before it looks at such a character, V8 7.3 and later have nothing to show.
                let shown = words.is_ascii() || !quoted;
                let end = if shown { token.end } else { token.start };
                return ("Invalid or unexpected token".to_owned(), token.start, end);
            }
            Kind::Keyword if words == "enum" => "Unexpected reserved word".to_owned(),
            Kind::Keyword | Kind::Punctuator | Kind::RegExp | Kind::Template if quoted => {
                format!("Unexpected token '{words}'")
            }
            Kind::Keyword | Kind::Punctuator | Kind::RegExp | Kind::Template => {
                format!("Unexpected token {words}")
            }
        };
        (message, token.start, token.end)
    }

    /// Errors whose place or words depend on what stands around.
    fn of_a_kind(&self) -> Option<Found> {
        let (start, end) = self.primary;
        let message = self.message;
        if message.starts_with("`await` is only allowed") {
            return Some(self.awaits());
        }
        if message.starts_with("A 'yield' expression") {
            let at = self.text.at_or_after(start);
            let at = if self.text.is_strict { at } else { at + 1 };
            return Some(self.unexpected_token(at));
        }
        if message.starts_with("Cannot assign to this expression")
            || message.starts_with("Invalid left-hand side")
        {
            return Some(self.assigns());
        }
        if let Some(rest) = message.strip_prefix("Identifier `") {
            return Some(self.declares(rest.split('`').next()?));
        }
        if let Some(rest) = message.strip_prefix("Duplicated export '") {
            let last = self.text.at_or_after(self.labels.last()?.0).checked_sub(1)?;
            let before = self.text.words(self.text.token(last));
            if matches!(before, "const" | "let" | "class" | "function") {
                return Some(self.declares(rest.split('\'').next()?));
            }
        }
        if message.starts_with("Invalid escape") || message.starts_with("Bad escape") {
            return Some(self.escape());
        }
        if message.starts_with("'0'-prefixed octal") {
            return Some(self.octal());
        }
        if message.starts_with("A rest parameter must") || message.starts_with("A rest element") {
            return Some(self.rest());
        }
        if message.starts_with("Unterminated string") {
            return Some(self.unterminated());
        }
        if message.starts_with("Invalid characters after number")
            || matches!(message.strip_prefix("Invalid Character `"), Some(rest) if rest != " `")
            || message == "Unexpected end of file"
        {
            return Some(self.number());
        }
        if let Some(why) = message.strip_prefix("Invalid regular expression: ") {
            let why = table::PATTERNS.iter().find(|(known, _)| why.starts_with(known))?.1;
            let token = self.text.token(self.text.around(start));
            let words = self.text.words(token);
            let (pattern, flags) = words.rsplit_once('/')?;
            let flags = if self.runtime >= Runtime::Node20 { flags } else { "" };
            let words = format!("Invalid regular expression: {pattern}/{flags}: {why}");
            return Some((words, token.start, token.end));
        }
        if message.starts_with("Invalid function declaration") {
            return Some((format!("{}.", self.help), start, start + "function".len()));
        }
        if message == "Expected function name" {
            let at = self.text.at_or_after(start);
            if self.runtime < Runtime::Node12 {
                return Some(self.unexpected_token(at));
            }
            let token = self.text.token(at.checked_sub(1)?);
            let words = "Function statements require a function name".to_owned();
            return Some((words, token.start, token.end));
        }
        if message.starts_with("Lexical declaration cannot") {
            return Some(self.unexpected_token(self.text.at_or_after(start)));
        }
        if message.starts_with("A unary expression with") {
            let (_, end) = self.text.span(self.text.at_or_after(end) + 1);
            let words = "Unary operator used immediately before exponentiation expression. \
                         Parenthesis must be used to disambiguate operator precedence";
            return Some((words.to_owned(), start, end));
        }
        None
    }

    fn listed(&self) -> Option<Found> {
        let row = table::row_of(self.message, self.runtime)?;
        let name = self.message.split(['\'', '`', '#']).nth(1).unwrap_or_default();
        let last = self.labels.last().copied().unwrap_or(self.primary);
        let (start, end) = self.primary;
        let index = self.text.at_or_after(start);
        let word = |token: Token| (token.start, token.end);
        let (start, end) = match row.at {
            At::Whole => (start, end),
            At::Last => last,
            At::Word => (start, self.text.token(index).end),
            At::LastWord => (last.0, self.text.token(self.text.at_or_after(last.0)).end),
            At::Second => word(self.text.token(index + 1)),
            At::Third => word(self.text.token(index + 2)),
            At::Before => word(self.text.token(index.saturating_sub(1))),
            At::Rest => (self.text.token(index + 1).start, end),
            At::First => {
                let token = self.text.token(self.text.around(start));
                (token.start, token.start + 1)
            }
            At::One => (start, start + 1),
            At::Unexpected => return Some(self.unexpected_token(index)),
            At::UnexpectedSecond => return Some(self.unexpected_token(index + 1)),
            At::UnexpectedThird => return Some(self.unexpected_token(index + 2)),
            At::UnexpectedLast => {
                return Some(self.unexpected_token(self.text.around(end.saturating_sub(1))));
            }
            At::UnexpectedBehind => return Some(self.unexpected_token(self.text.at_or_after(end))),
        };
        let named = self.text.source.get(start..end).unwrap_or(name);
        Some((row.said.replace("%n", named).replace("%m", name), start, end))
    }
}
