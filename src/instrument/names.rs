//! What functions and calls are called.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    AssignmentTarget, BindingPattern, ChainElement, Expression, MemberExpression, PropertyKey,
};
use oxc_span::{GetSpan, Span};

/// Labels longer than this many characters are cut.
const LONGEST: usize = 60;

/// Where the function or class stands that takes its name from what it is assigned to
/// (ECMAScript's *`IsAnonymousFunctionDefinition`*, which looks through parentheses).
pub(super) fn anonymous_definition(expression: &Expression<'_>) -> Option<u32> {
    match expression.without_parentheses() {
        Expression::ArrowFunctionExpression(arrow) => Some(arrow.span.start),
        Expression::FunctionExpression(function) if function.id.is_none() => {
            Some(function.span.start)
        }
        Expression::ClassExpression(class) if class.id.is_none() => Some(class.span.start),
        _ => None,
    }
}

/// The name a function gets from the binding it initialises.
pub(super) fn of_binding(pattern: &BindingPattern<'_>) -> Option<String> {
    match pattern {
        BindingPattern::BindingIdentifier(identifier) => Some(identifier.name.to_string()),
        BindingPattern::ObjectPattern(_)
        | BindingPattern::ArrayPattern(_)
        | BindingPattern::AssignmentPattern(_) => None,
    }
}

/// The name a function gets from the variable it is assigned to.
pub(super) fn of_target(target: &AssignmentTarget<'_>) -> Option<String> {
    match target {
        AssignmentTarget::AssignmentTargetIdentifier(identifier) => {
            Some(identifier.name.to_string())
        }
        _ => None,
    }
}

/// The name a function gets from its property's key. What a computed key will be is not
/// known: its source text in brackets stands for it.
pub(super) fn of_key(key: &PropertyKey<'_>, source: &str) -> String {
    match key {
        PropertyKey::StaticIdentifier(name) => name.name.to_string(),
        PropertyKey::PrivateIdentifier(name) => format!("#{}", name.name),
        PropertyKey::StringLiteral(literal) => literal.value.to_string(),
        PropertyKey::NumericLiteral(literal) => cut(literal.span.source_text(source)),
        key => cut(&format!("[{}]", key.span().source_text(source))),
    }
}

/// How a call's callee is told in few words: `console.log`, `fetch(…).then`, `new Promise`.
pub(super) fn of_callee(callee: &Expression<'_>) -> String {
    let mut label = String::new();
    write_callee(callee, &mut label, 0);
    cut(&label)
}

/// How an optional chain with a call in it is told.
pub(super) fn of_chain(chain: &ChainElement<'_>) -> String {
    let mut label = String::new();
    match chain {
        ChainElement::CallExpression(call) => write_callee(&call.callee, &mut label, 0),
        chain => match chain.as_member_expression() {
            Some(member) => write_member(member, &mut label, 0),
            None => label.push_str("(…)"),
        },
    }
    cut(&label)
}

fn write_member(member: &MemberExpression<'_>, out: &mut String, depth: usize) {
    write_callee(member.object(), out, depth + 1);
    match member {
        MemberExpression::StaticMemberExpression(member) => {
            out.push_str(if member.optional { "?." } else { "." });
            out.push_str(&member.property.name);
        }
        MemberExpression::PrivateFieldExpression(member) => {
            out.push_str(if member.optional { "?.#" } else { ".#" });
            out.push_str(&member.field.name);
        }
        MemberExpression::ComputedMemberExpression(member) => {
            out.push_str(if member.optional { "?.[" } else { "[" });
            match &member.expression {
                Expression::Identifier(identifier) => out.push_str(&identifier.name),
                _ => out.push('…'),
            }
            out.push(']');
        }
    }
}

fn write_callee(callee: &Expression<'_>, out: &mut String, depth: usize) {
    // A chain of a thousand `.then`s is named by its last links.
    if depth > 8 {
        out.push('…');
        return;
    }
    match callee {
        Expression::Identifier(identifier) => out.push_str(&identifier.name),
        Expression::ThisExpression(_) => out.push_str("this"),
        Expression::Super(_) => out.push_str("super"),
        Expression::CallExpression(call) => {
            write_callee(&call.callee, out, depth + 1);
            out.push_str(if call.arguments.is_empty() { "()" } else { "(…)" });
        }
        Expression::NewExpression(new) => {
            out.push_str("new ");
            write_callee(&new.callee, out, depth + 1);
            out.push_str(if new.arguments.is_empty() { "()" } else { "(…)" });
        }
        Expression::ParenthesizedExpression(inner) => {
            write_callee(&inner.expression, out, depth + 1);
        }
        Expression::ChainExpression(chain) => out.push_str(&of_chain(&chain.expression)),
        Expression::FunctionExpression(function) => match &function.id {
            Some(id) => out.push_str(&id.name),
            None => out.push_str("(function)"),
        },
        Expression::ArrowFunctionExpression(_) => out.push_str("(function)"),
        callee => match callee.as_member_expression() {
            Some(member) => write_member(member, out, depth),
            None => out.push_str("(…)"),
        },
    }
}

/// At most [`LONGEST`] characters, on one line.
fn cut(label: &str) -> String {
    let mut short: String = label
        .chars()
        .map(|char| if char.is_control() { ' ' } else { char })
        .take(LONGEST)
        .collect();
    if short.len() < label.len() {
        short.push('…');
    }
    short
}

/// `span` without the white space at its end.
pub(super) fn trimmed(span: Span, source: &str) -> Span {
    let len = span.source_text(source).trim_end().len();
    Span::new(span.start, span.start + super::lines::narrow(len))
}
