//! Syntax that a runtime does not know yet, or no longer: what its V8 says of it instead of
//! running it.
//!
//! Each row was tried on the recorded releases (tests/v8/syntax.json).

use oxc_ast::{
    AstKind,
    ast::{
        AssignmentOperator, ClassElement, LogicalOperator, ModuleExportName, Program, PropertyKey,
        StringLiteral, WithClause, WithClauseKeyword,
    },
};
use oxc_ast_visit::VisitJs;
use oxc_span::{GetSpan, Span};

use super::{Error, Goal, Source};
use crate::trace::Runtime;

/// What a program uses that its runtime does not know.
struct Unknown {
    /// Where V8 stumbles.
    at: Span,
    /// What it says there.
    said: String,
    /// Which runtimes know it.
    help: String,
}

/// The first runtime whose imports have attributes (`with { type: 'json' }`).
pub const ATTRIBUTES: Runtime = Runtime::Node18;

/// Whether imports have assertions (`assert { type: 'json' }`), which gave way to attributes.
pub(super) fn has_assertions(runtime: Runtime) -> bool {
    (Runtime::Node16..=Runtime::Node20).contains(&runtime)
}

/// The first thing in a program that its runtime does not know, as the error that it is there.
pub(super) fn check(source: &Source<'_>, program: &Program<'_>) -> Result<(), Error> {
    if source.runtime >= Runtime::Node24 && !source.text.contains("assert") {
        return Ok(());
    }
    let mut finder = Finder { source, functions: 0, found: None };
    finder.visit_program(program);
    let Some(Unknown { at, said, help }) = finder.found else { return Ok(()) };
    Err(Error::v8(source, said, at).with_help(&help))
}

struct Finder<'s> {
    source: &'s Source<'s>,
    /// How many functions are around the node at hand.
    functions: u32,
    found: Option<Unknown>,
}

impl Finder<'_> {
    /// Notes something if the runtime does not know it and nothing before it was found.
    fn find(&mut self, what: &'static str, since: Runtime, at: Span, said: String) {
        let runtime = self.source.runtime;
        if runtime < since {
            self.note(Unknown {
                at,
                said,
                help: format!("{what} came with {since}, and this is {runtime}"),
            });
        }
    }

    fn note(&mut self, unknown: Unknown) {
        if self.found.as_ref().is_none_or(|found| unknown.at.start < found.at.start) {
            self.found = Some(unknown);
        }
    }

    /// The same where V8 does not expect a token.
    fn token(&mut self, what: &'static str, since: Runtime, at: Span, token: &str) {
        let said = match token {
            "" => "Unexpected identifier".to_owned(),
            "string" => "Unexpected string".to_owned(),
            "await" => "Unexpected reserved word".to_owned(),
            "#" | "_" => "Invalid or unexpected token".to_owned(),
            // V8 7.3 put quotes around tokens.
            token if self.source.runtime < Runtime::Node12 => format!("Unexpected token {token}"),
            token => format!("Unexpected token '{token}'"),
        };
        self.find(what, since, at, said);
    }

    /// Where `token` is next in the source, from `from` on.
    fn next(&self, from: u32, token: &str) -> Span {
        let behind = self.source.text.get(from as usize..).unwrap_or_default();
        let at = behind.find(token).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
        Span::sized(from + at, u32::try_from(token.len()).unwrap_or(1))
    }

    fn text(&self, span: Span) -> &str {
        self.source.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn optional(&mut self, object_end: u32) {
        let at = self.next(object_end, "?.");
        self.token("optional chaining (`?.`)", Runtime::Node14, at, ".");
    }

    /// What stands after a field's name is what V8 did not expect.
    fn field(&mut self, key: &PropertyKey<'_>, is_computed: bool) {
        let after = key.span().end + u32::from(is_computed);
        let rest = self.source.text.get(after as usize..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        let token = match rest.trim_start().chars().next() {
            Some('=') => "=",
            Some(';') => ";",
            Some('}') => "}",
            _ => "",
        };
        let at = Span::sized(after + u32::try_from(skipped).unwrap_or(0), 1);
        self.token("a class field", Runtime::Node12, at, token);
    }

    fn private_method(&mut self, key: &PropertyKey<'_>) {
        if matches!(key, PropertyKey::PrivateIdentifier(_)) {
            let at = self.next(key.span().end, "(");
            self.token("a private method (`#name()`)", Runtime::Node14, at, "(");
        }
    }

    fn regexp(&mut self, span: Span, pattern: &str, flags: &str) {
        for (flag, since) in [('d', Runtime::Node16), ('v', Runtime::Node20)] {
            if flags.contains(flag) {
                let what = if flag == 'd' { "the flag `d`" } else { "the flag `v`" };
                self.find(what, since, span, "Invalid regular expression flags".to_owned());
            }
        }
        let said = |why: &str| format!("Invalid regular expression: /{pattern}/: {why}");
        if has_modifiers(pattern) {
            let what = "changing flags within a regular expression (`(?i:…)`)";
            self.find(what, Runtime::Node24, span, said("Invalid group"));
        }
        if repeats_name(pattern) {
            let what = "giving two groups one name";
            self.find(what, Runtime::Node24, span, said("Duplicate capture group name"));
        }
    }

    fn number(&mut self, span: Span) {
        if self.text(span).contains('_') {
            let at = self.next(span.start, "_");
            self.token("`_` between digits", Runtime::Node12, at, "_");
        }
    }

    fn attributes(&mut self, from: &StringLiteral<'_>, clause: Option<&WithClause<'_>>) {
        let Some(clause) = clause else { return };
        match clause.keyword {
            WithClauseKeyword::With => {
                let at = self.next(from.span.end, "with");
                self.token("import attributes (`with`)", ATTRIBUTES, at, "with");
            }
            WithClauseKeyword::Assert if !has_assertions(self.source.runtime) => {
                let said = if self.source.runtime > Runtime::Node20 {
                    "Unexpected identifier 'assert'"
                } else {
                    "Unexpected identifier"
                };
                let help =
                    "import assertions (`assert`) are of node-16 to node-20; later it is `with`";
                let at = self.next(from.span.end, "assert");
                self.note(Unknown { at, said: said.to_owned(), help: help.to_owned() });
            }
            WithClauseKeyword::Assert => {}
        }
    }

    fn name(&mut self, name: &ModuleExportName<'_>) {
        if matches!(name, ModuleExportName::StringLiteral(_)) {
            let what = "a string as the name of an export";
            self.token(what, Runtime::Node16, name.span(), "string");
        }
    }

    fn top_level_await(&mut self, at: Span) {
        if self.functions == 0 && self.source.goal == Goal::Module {
            self.token("`await` at the top level", Runtime::Node14, at, "await");
        }
    }
}

impl<'a> VisitJs<'a> for Finder<'_> {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the syntax tree is oxc's, and most of it is older than every runtime"
    )]
    fn enter_node(&mut self, kind: AstKind<'a>) {
        match kind {
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => self.functions += 1,
            AstKind::StaticMemberExpression(it) if it.optional => {
                self.optional(it.object.span().end);
            }
            AstKind::ComputedMemberExpression(it) if it.optional => {
                self.optional(it.object.span().end);
            }
            AstKind::PrivateFieldExpression(it) if it.optional => {
                self.optional(it.object.span().end);
            }
            AstKind::CallExpression(it) if it.optional => self.optional(it.callee.span().end),
            AstKind::LogicalExpression(it) if it.operator == LogicalOperator::Coalesce => {
                let at = self.next(it.left.span().end, "??");
                self.token("`??`", Runtime::Node14, at, "?");
            }
            AstKind::AssignmentExpression(it) if it.operator.is_logical() => {
                let (operator, first) = match it.operator {
                    AssignmentOperator::LogicalOr => ("||=", "="),
                    AssignmentOperator::LogicalAnd => ("&&=", "="),
                    _ => ("??=", "?"),
                };
                let at = self.next(it.left.span().end, operator);
                // V8 8.4 knows the token, but not yet what to do with it.
                let knows = self.source.runtime >= Runtime::Node14;
                let token = if knows { operator } else { first };
                self.token("assigning by `??=`, `||=` or `&&=`", Runtime::Node16, at, token);
            }
            AstKind::NumericLiteral(it) => self.number(it.span),
            AstKind::BigIntLiteral(it) => self.number(it.span),
            AstKind::RegExpLiteral(it) => {
                let text = self.text(it.span).to_owned();
                let (pattern, flags) = text.rsplit_once('/').unwrap_or((&text, ""));
                self.regexp(it.span, pattern.trim_start_matches('/'), flags);
            }
            AstKind::PrivateIdentifier(it) => {
                let at = Span::sized(it.span.start, 1);
                self.token("a private name (`#name`)", Runtime::Node12, at, "#");
            }
            AstKind::PrivateInExpression(it) => {
                let what = "asking for a private name (`#name in object`)";
                self.token(what, Runtime::Node16, it.left.span, "");
            }
            AstKind::ClassBody(it) => {
                for element in &it.body {
                    match element {
                        ClassElement::PropertyDefinition(it) => self.field(&it.key, it.computed),
                        ClassElement::MethodDefinition(it) => self.private_method(&it.key),
                        ClassElement::StaticBlock(it) => {
                            let at = self.next(it.span.start, "{");
                            self.token("a static block", Runtime::Node16, at, "{");
                        }
                        _ => {}
                    }
                }
            }
            AstKind::ImportExpression(it) => {
                let after = self.next(it.source.span().end, ",");
                let tail = Span::new(it.source.span().end, it.span.end);
                if self.text(tail).contains(',') {
                    self.token("a second argument of `import()`", Runtime::Node16, after, ",");
                }
            }
            AstKind::ImportDeclaration(it) => {
                self.attributes(&it.source, it.with_clause.as_deref());
            }
            AstKind::ExportFromDeclaration(it) => {
                self.attributes(&it.source, it.with_clause.as_deref());
            }
            AstKind::ExportAllDeclaration(it) => {
                self.attributes(&it.source, it.with_clause.as_deref());
            }
            AstKind::ImportSpecifier(it) => self.name(&it.imported),
            AstKind::ExportSpecifier(it) => {
                self.name(&it.local);
                self.name(&it.exported);
            }
            AstKind::AwaitExpression(it) => self.top_level_await(Span::sized(it.span.start, 5)),
            AstKind::ForOfStatement(it) if it.r#await => {
                let at = self.next(it.span.start, "await");
                self.top_level_await(at);
            }
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "as in `enter_node`")]
    fn leave_node(&mut self, kind: AstKind<'a>) {
        match kind {
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => self.functions -= 1,
            _ => {}
        }
    }
}

/// Whether a pattern changes flags for a group of its own: `(?i:`, `(?-m:`.
fn has_modifiers(pattern: &str) -> bool {
    groups(pattern).any(|rest| {
        rest.split_once(':').is_some_and(|(flags, _)| {
            !flags.is_empty() && flags.chars().all(|flag| "ims-".contains(flag))
        })
    })
}

/// Whether two groups of a pattern bear the same name.
fn repeats_name(pattern: &str) -> bool {
    let names: Vec<_> = groups(pattern)
        .filter_map(|rest| rest.strip_prefix('<'))
        .filter(|rest| !rest.starts_with(['=', '!']))
        .filter_map(|rest| rest.split_once('>'))
        .map(|(name, _)| name)
        .collect();
    names.iter().enumerate().any(|(index, name)| names[..index].contains(name))
}

/// What stands behind each `(?` of a pattern that opens a group.
fn groups(pattern: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    let mut in_class = false;
    pattern.char_indices().filter_map(move |(at, char)| {
        let is_plain = !escaped;
        escaped = is_plain && char == '\\';
        if is_plain && matches!(char, '[' | ']') {
            in_class = char == '[';
        }
        let opens = is_plain && !in_class && char == '(';
        opens.then(|| pattern.get(at + 1..)?.strip_prefix('?')).flatten()
    })
}
