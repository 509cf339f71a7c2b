//! An expression as V8's error messages write it.
//!
//! V8 prints the syntax tree again, not the text (`CallPrinter`, src/ast/prettyprinter.cc):
//! arguments become `...`, what it has no words for becomes `(intermediate value)`.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, AssignmentTarget, BinaryOperator, ChainElement, Expression,
    MemberExpression, ObjectPropertyKind, SimpleAssignmentTarget, UnaryOperator, UpdateOperator,
};

/// Nested deeper than this an expression is no help to a reader.
const DEEPEST: u32 = 100;

/// The callee of a failed call, or another operand an error names. `prints_targets`: V8 11
/// and later print what is assigned to, not `(intermediate value)` twice.
pub(super) fn operand(expression: &Expression<'_>, prints_targets: bool) -> String {
    let mut printer = Printer { out: String::new(), prints_targets, depth: 0 };
    printer.find(expression);
    printer.out
}

/// A number as `String(number)` writes it, in the range where Rust's digits agree.
pub(super) fn number(value: f64) -> String {
    let magnitude = value.abs();
    if value == 0.0 {
        return "0".to_owned();
    }
    if (1e-6..1e21).contains(&magnitude) {
        return value.to_string();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        Some(_) | None => text,
    }
}

struct Printer {
    out: String,
    prints_targets: bool,
    depth: u32,
}

impl Printer {
    /// Prints an expression, or says that there is nothing to print.
    fn find(&mut self, expression: &Expression<'_>) {
        let before = self.out.len();
        if self.depth < DEEPEST {
            self.depth += 1;
            self.visit(expression);
            self.depth -= 1;
        }
        if self.out.len() == before {
            self.unknown();
        }
    }

    fn operator(&mut self, operator: &str) {
        self.out.push(' ');
        self.out.push_str(operator);
        self.out.push(' ');
    }

    fn unknown(&mut self) {
        self.out.push_str("(intermediate value)");
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each kind of expression")]
    fn visit(&mut self, expression: &Expression<'_>) {
        if let Some(value) = folded(expression) {
            return self.out.push_str(&number(value));
        }
        match expression.without_parentheses() {
            Expression::Identifier(identifier) => self.out.push_str(&identifier.name),
            Expression::ThisExpression(_) => self.out.push_str("this"),
            Expression::NewTarget(_) => self.out.push_str(".new.target"),
            Expression::NullLiteral(_) => self.out.push_str("null"),
            Expression::BooleanLiteral(literal) => self.boolean(literal.value),
            Expression::StringLiteral(literal) => self.quoted(&literal.value),
            Expression::RegExpLiteral(literal) => {
                let text = format!("/{}/{}", literal.regex.pattern.text, literal.regex.flags);
                self.out.push_str(&text);
            }
            Expression::TemplateLiteral(template) => match template.single_quasi() {
                Some(text) => self.quoted(&text),
                None => template.expressions.iter().for_each(|part| self.find(part)),
            },
            Expression::ArrayExpression(array) => {
                self.out.push('[');
                for (index, element) in array.elements.iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                    }
                    self.element(element);
                }
                self.out.push(']');
            }
            Expression::ObjectExpression(object) => {
                self.out.push('{');
                for property in &object.properties {
                    match property {
                        ObjectPropertyKind::ObjectProperty(_)
                        | ObjectPropertyKind::SpreadProperty(_) => self.unknown(),
                    }
                }
                self.out.push('}');
            }
            Expression::CallExpression(call) => {
                self.find(&call.callee);
                self.out.push_str("(...)");
            }
            Expression::TaggedTemplateExpression(call) => {
                self.find(&call.tag);
                self.out.push_str("(...)");
            }
            Expression::ConditionalExpression(_) => (0..3).for_each(|_| self.unknown()),
            Expression::AssignmentExpression(assignment) => {
                if self.prints_targets {
                    self.target(&assignment.left);
                } else {
                    self.unknown();
                    self.unknown();
                }
            }
            Expression::UnaryExpression(unary) => self.unary(unary.operator, &unary.argument),
            Expression::UpdateExpression(update) => {
                let operator = match update.operator {
                    UpdateOperator::Increment => "++",
                    UpdateOperator::Decrement => "--",
                };
                self.out.push('(');
                if update.prefix {
                    self.out.push_str(operator);
                }
                self.simple_target(&update.argument);
                if !update.prefix {
                    self.out.push_str(operator);
                }
                self.out.push(')');
            }
            Expression::BinaryExpression(binary) => {
                self.binary(binary.operator, &binary.left, &binary.right);
            }
            Expression::LogicalExpression(logical) => {
                self.out.push('(');
                self.chained(
                    &logical.left,
                    |expression| match expression {
                        Expression::LogicalExpression(left)
                            if left.operator == logical.operator =>
                        {
                            Some((&left.left, &left.right))
                        }
                        _ => None,
                    },
                    logical.operator.as_str(),
                );
                self.operator(logical.operator.as_str());
                self.find(&logical.right);
                self.out.push(')');
            }
            Expression::SequenceExpression(sequence) => {
                self.out.push('(');
                for (index, part) in sequence.expressions.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(" , ");
                    }
                    self.find(part);
                }
                self.out.push(')');
            }
            Expression::ChainExpression(chain) => self.chain(&chain.expression),
            Expression::ImportExpression(import) => {
                self.out.push_str("ImportCall(");
                self.find(&import.source);
                self.out.push(')');
            }
            other => {
                if let Some(member) = other.as_member_expression() {
                    self.member(member);
                }
            }
        }
    }

    fn boolean(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        self.out.push_str(text);
        self.out.push('"');
    }

    fn element(&mut self, element: &ArrayExpressionElement<'_>) {
        match element {
            ArrayExpressionElement::SpreadElement(spread) => {
                self.out.push_str("(...");
                self.find(&spread.argument);
                self.out.push(')');
            }
            ArrayExpressionElement::Elision(_) if self.prints_targets => {}
            ArrayExpressionElement::Elision(_) => self.unknown(),
            element => self.find(element.to_expression()),
        }
    }

    fn unary(&mut self, operator: UnaryOperator, argument: &Expression<'_>) {
        if operator == UnaryOperator::LogicalNot
            && let Some(value) = truth(argument)
        {
            return self.boolean(!value);
        }
        self.out.push('(');
        self.out.push_str(operator.as_str());
        if operator.is_keyword() {
            self.out.push(' ');
        }
        self.find(argument);
        self.out.push(')');
    }

    /// `a + b + c` is one operation of three operands to V8.
    fn binary(&mut self, operator: BinaryOperator, left: &Expression<'_>, right: &Expression<'_>) {
        self.out.push('(');
        if operator.is_compare() || operator.is_relational() || operator.is_equality() {
            self.find(left);
        } else {
            self.chained(
                left,
                |expression| match expression {
                    Expression::BinaryExpression(inner) if inner.operator == operator => {
                        Some((&inner.left, &inner.right))
                    }
                    _ => None,
                },
                operator.as_str(),
            );
        }
        self.operator(operator.as_str());
        self.find(right);
        self.out.push(')');
    }

    /// The operands left of the last one, where they are parts of the same chain.
    fn chained<'e, 'a>(
        &mut self,
        left: &'e Expression<'a>,
        parts: impl Fn(&'e Expression<'a>) -> Option<(&'e Expression<'a>, &'e Expression<'a>)> + Copy,
        operator: &str,
    ) {
        let inner = if folded(left).is_some() { None } else { parts(left) };
        match inner {
            Some((first, second)) if self.depth < DEEPEST => {
                self.depth += 1;
                self.chained(first, parts, operator);
                self.depth -= 1;
                self.operator(operator);
                self.find(second);
            }
            Some(_) | None => self.find(left),
        }
    }

    fn chain(&mut self, chain: &ChainElement<'_>) {
        match chain {
            ChainElement::CallExpression(call) => {
                self.find(&call.callee);
                self.out.push_str("(...)");
            }
            chain => {
                if let Some(member) = chain.as_member_expression() {
                    self.member(member);
                }
            }
        }
    }

    fn member(&mut self, member: &MemberExpression<'_>) {
        match member.object() {
            Expression::Super(_) => self.unknown(),
            object => self.find(object),
        }
        let optional = member.optional();
        match member {
            MemberExpression::StaticMemberExpression(member) => {
                self.out.push_str(if optional { "?." } else { "." });
                self.out.push_str(&member.property.name);
            }
            MemberExpression::PrivateFieldExpression(member) => {
                let text = format!("{}[#{}]", if optional { "?." } else { "" }, member.field.name);
                self.out.push_str(&text);
            }
            MemberExpression::ComputedMemberExpression(member) => {
                if let Some(name) = constant_key(&member.expression) {
                    self.out.push_str(if optional { "?." } else { "." });
                    self.out.push_str(&name);
                } else {
                    self.out.push_str(if optional { "?.[" } else { "[" });
                    self.find(&member.expression);
                    self.out.push(']');
                }
            }
        }
    }

    fn target(&mut self, target: &AssignmentTarget<'_>) {
        match target.as_simple_assignment_target() {
            Some(simple) => self.simple_target(simple),
            None => self.unknown(),
        }
    }

    fn simple_target(&mut self, target: &SimpleAssignmentTarget<'_>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(identifier) = target {
            self.out.push_str(&identifier.name);
        } else if let Some(member) = target.as_member_expression() {
            self.member(member);
        } else {
            self.unknown();
        }
    }
}

/// The key of `o['key']`, which is the same to V8 as `o.key`.
pub(super) fn constant_key(expression: &Expression<'_>) -> Option<String> {
    match expression.without_parentheses() {
        Expression::StringLiteral(literal) => Some(literal.value.to_string()),
        Expression::TemplateLiteral(template) => {
            template.single_quasi().map(|text| text.to_string())
        }
        _ => None,
    }
}

/// The key of a member expression, if it is known before the program runs.
pub(super) fn known_key(expression: &Expression<'_>) -> Option<String> {
    constant_key(expression).or_else(|| match expression.without_parentheses() {
        Expression::NullLiteral(_) => Some("null".to_owned()),
        Expression::BooleanLiteral(literal) => Some(literal.value.to_string()),
        expression => folded(expression).map(number),
    })
}

/// What V8's parser makes of arithmetic on numbers that are written down.
fn folded(expression: &Expression<'_>) -> Option<f64> {
    match expression.without_parentheses() {
        Expression::NumericLiteral(literal) => Some(literal.value),
        Expression::UnaryExpression(unary) => {
            let value = folded(&unary.argument)?;
            match unary.operator {
                UnaryOperator::UnaryPlus => Some(value),
                UnaryOperator::UnaryNegation => Some(-value),
                UnaryOperator::BitwiseNot => Some(f64::from(!to_int32(value))),
                UnaryOperator::LogicalNot
                | UnaryOperator::Typeof
                | UnaryOperator::Void
                | UnaryOperator::Delete => None,
            }
        }
        Expression::BinaryExpression(binary) => {
            let (left, right) = (folded(&binary.left)?, folded(&binary.right)?);
            match binary.operator {
                BinaryOperator::Addition => Some(left + right),
                BinaryOperator::Subtraction => Some(left - right),
                BinaryOperator::Multiplication => Some(left * right),
                BinaryOperator::Division => Some(left / right),
                BinaryOperator::Exponential => Some(left.powf(right)),
                BinaryOperator::BitwiseOR => Some(f64::from(to_int32(left) | to_int32(right))),
                BinaryOperator::BitwiseAnd => Some(f64::from(to_int32(left) & to_int32(right))),
                BinaryOperator::BitwiseXOR => Some(f64::from(to_int32(left) ^ to_int32(right))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// ECMAScript `ToInt32`.
#[expect(clippy::cast_possible_truncation, reason = "the remainder fits, wrapping is meant")]
fn to_int32(value: f64) -> i32 {
    if value.is_finite() { value.trunc().rem_euclid(4_294_967_296.0) as i64 as i32 } else { 0 }
}

/// Whether a literal counts as true.
fn truth(expression: &Expression<'_>) -> Option<bool> {
    match expression.without_parentheses() {
        Expression::BooleanLiteral(literal) => Some(literal.value),
        Expression::NullLiteral(_) => Some(false),
        Expression::StringLiteral(literal) => Some(!literal.value.is_empty()),
        expression => folded(expression).map(|value| value != 0.0 && !value.is_nan()),
    }
}

/// Whether an argument list ends in its only `...`.
pub(super) fn ends_in_spread(arguments: &[Argument<'_>]) -> bool {
    let spreads = arguments.iter().filter(|argument| argument.is_spread()).count();
    spreads == 1 && arguments.last().is_some_and(Argument::is_spread)
}
