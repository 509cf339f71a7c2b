//! Where V8 says an expression is (`ParserBase`, src/parsing/parser-base.h).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    CallExpression, ChainElement, Expression, MemberExpression, SimpleAssignmentTarget,
};
use oxc_span::GetSpan;

use crate::instrument::{lines::narrow, trivia};

/// The place V8 gives an expression as such.
pub(super) fn position(it: &Expression<'_>, text: &str) -> u32 {
    let start = it.span().start;
    match it {
        Expression::ParenthesizedExpression(inner) => position(&inner.expression, text),
        Expression::CallExpression(call) => {
            call_position(call, parenthesis(call.callee.span().end, text))
        }
        Expression::TaggedTemplateExpression(call) => call.quasi.span.start,
        Expression::ChainExpression(chain) => match &chain.expression {
            ChainElement::CallExpression(call) => {
                call_position(call, parenthesis(call.callee.span().end, text))
            }
            chain => {
                chain.as_member_expression().map_or(start, |member| member_position(member, text))
            }
        },
        Expression::BinaryExpression(binary) => operator_start(binary.left.span().end, text),
        Expression::LogicalExpression(logical) => operator_start(logical.left.span().end, text),
        Expression::AssignmentExpression(it) => operator_start(it.left.span().end, text),
        Expression::ConditionalExpression(it) => operator_start(it.test.span().end, text),
        Expression::UpdateExpression(update) if !update.prefix => {
            operator_start(update.argument.span().end, text)
        }
        Expression::UpdateExpression(update) => last_token(&update.argument),
        Expression::SequenceExpression(sequence) => sequence
            .expressions
            .first()
            .map_or(start, |first| operator_start(first.span().end, text)),
        Expression::FunctionExpression(function) => function.span.start,
        it => it.as_member_expression().map_or(start, |member| member_position(member, text)),
    }
}

/// A property's place: its name, or the bracket before a computed key. Behind a call, and in
/// optional chains, it is the dot (`ParseLeftHandSideContinuation` takes the place of the
/// token before the name, `ParseMemberExpressionContinuation` the name's).
pub(super) fn member_position(it: &MemberExpression<'_>, text: &str) -> u32 {
    let end = it.object().span().end;
    let dot = end + text.get(end as usize..).map_or(0, trivia::len);
    match it {
        _ if it.optional() || follows_call(it.object()) => dot,
        MemberExpression::StaticMemberExpression(it) => it.property.span.start,
        MemberExpression::PrivateFieldExpression(it) => it.field.span.start,
        MemberExpression::ComputedMemberExpression(_) => dot,
    }
}

/// Whether an object is a call, or a property of one and so on.
pub(super) fn follows_call(object: &Expression<'_>) -> bool {
    let mut object = object;
    loop {
        match object {
            Expression::CallExpression(_) | Expression::ImportExpression(_) => return true,
            other => match other.as_member_expression() {
                Some(member) if member.optional() => return true,
                Some(member) => object = member.object(),
                None => return false,
            },
        }
    }
}

/// Where the engine says a property is read: at its name, or at the computed key.
pub(super) fn key_start(it: &MemberExpression<'_>) -> u32 {
    match it {
        MemberExpression::ComputedMemberExpression(it) => it.expression.span().start,
        MemberExpression::StaticMemberExpression(it) => it.property.span.start,
        MemberExpression::PrivateFieldExpression(it) => it.field.span.start,
    }
}

/// The opening parenthesis behind a callee that ends at `end`.
pub(super) fn parenthesis(end: u32, text: &str) -> u32 {
    let mut at = end;
    loop {
        let rest = text.get(at as usize..).unwrap_or_default();
        at += trivia::len(rest);
        let rest = text.get(at as usize..).unwrap_or_default();
        if rest.starts_with("?.") {
            at += 2;
        } else {
            return at;
        }
    }
}

/// V8 places a call at the word before its parenthesis, or at the parenthesis if that is no
/// identifier (`ParseLeftHandSideContinuation`, src/parsing/parser-base.h).
pub(super) fn call_position(it: &CallExpression<'_>, paren: u32) -> u32 {
    match &it.callee {
        _ if it.optional => paren,
        Expression::Identifier(identifier) => identifier.span.start,
        Expression::Super(it) => it.span.start,
        Expression::NewTarget(it) => it.span.start + narrow("new.".len()),
        Expression::StaticMemberExpression(member) if !is_keyword(&member.property.name) => {
            member.property.span.start
        }
        _ => paren,
    }
}

/// Words that V8's scanner never takes for an identifier, not even behind a dot.
pub(super) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "break"
            | "case"
            | "catch"
            | "class"
            | "const"
            | "continue"
            | "debugger"
            | "default"
            | "delete"
            | "do"
            | "else"
            | "enum"
            | "export"
            | "extends"
            | "false"
            | "finally"
            | "for"
            | "function"
            | "if"
            | "import"
            | "in"
            | "instanceof"
            | "new"
            | "null"
            | "return"
            | "switch"
            | "this"
            | "throw"
            | "true"
            | "try"
            | "typeof"
            | "var"
            | "void"
            | "while"
            | "with"
    )
}

/// The operator behind an operand that ends at `end`.
pub(super) fn operator_start(end: u32, text: &str) -> u32 {
    let mut at = end;
    loop {
        let rest = text.get(at as usize..).unwrap_or_default();
        at += trivia::len(rest);
        // The operand may have stood in parentheses.
        if text.get(at as usize..).unwrap_or_default().starts_with(')') {
            at += 1;
        } else {
            return at;
        }
    }
}

/// Where the last word of `++target` begins.
pub(super) fn last_token(target: &SimpleAssignmentTarget<'_>) -> u32 {
    target.as_member_expression().map_or(target.span().start, |member| match member {
        MemberExpression::ComputedMemberExpression(it) => it.span.end - 1,
        member => key_start(member),
    })
}
