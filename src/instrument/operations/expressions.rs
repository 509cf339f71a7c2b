//! Expressions, in the order in which V8 evaluates them, each with the place V8 gives it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

mod assignments;
mod members;

use oxc_ast::ast::{
    ArrayExpression, ArrayExpressionElement, BinaryExpression, BinaryOperator, Expression,
    IdentifierReference, ObjectExpression, ObjectPropertyKind, PropertyKind, UnaryExpression,
    UnaryOperator,
};
use oxc_span::GetSpan;

use super::{
    Dead, Guard, Iteration, Key, Operand, Walker, What,
    functions::{Role, Setting},
    patterns::called_text,
    places::{operator_start, position},
    print,
    statements::marker,
};
use crate::instrument::names;

impl Walker<'_> {
    #[expect(clippy::too_many_lines, reason = "an arm for each kind of expression")]
    pub(super) fn expression(&mut self, it: &Expression<'_>) {
        let start = it.span().start;
        match it {
            Expression::Identifier(identifier) => self.load(identifier),
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression),
            Expression::ThisExpression(_) => {
                self.positions.fallible();
                if self.in_derived_constructor() {
                    self.add(What::This, start);
                }
            }
            Expression::ArrayExpression(array) => self.array(array),
            Expression::ObjectExpression(object) => self.object(object),
            Expression::FunctionExpression(function) => {
                let name = function.id.as_ref().map(|id| id.name.to_string()).unwrap_or_default();
                self.function(function, Setting::new(start, name, Role::Plain));
            }
            Expression::ArrowFunctionExpression(arrow) => {
                self.arrow(arrow, Setting::new(start, String::new(), Role::Plain));
            }
            Expression::ClassExpression(class) => self.class(class, None),
            Expression::TemplateLiteral(template) => {
                for part in &template.expressions {
                    self.expression(part);
                    self.add(What::Operator, part.span().start);
                }
                self.positions.harmless();
            }
            Expression::TaggedTemplateExpression(call) => {
                let span = call.span;
                let quasi = call.quasi.span.start;
                self.guarded(marker(span), |walker| {
                    walker.callee(&call.tag);
                    for part in &call.quasi.expressions {
                        walker.expression(part);
                    }
                    walker.positions.expression(quasi);
                    walker.positions.fallible();
                    let what = walker.called(&call.tag);
                    walker.add(what, quasi);
                });
            }
            Expression::CallExpression(call) => self.call(call, true),
            Expression::NewExpression(new) => {
                self.guarded(marker(new.span), |walker| walker.construct(new));
            }
            Expression::ImportExpression(import) => {
                self.guarded(marker(import.span), |walker| walker.expression(&import.source));
            }
            Expression::ChainExpression(chain) => {
                self.guarded(marker(chain.span), |walker| walker.chain(&chain.expression));
            }
            Expression::AssignmentExpression(assignment) => self.assignment(assignment),
            Expression::UpdateExpression(update) => self.update(update),
            Expression::UnaryExpression(unary) => self.unary(unary),
            Expression::BinaryExpression(binary) => self.binary(binary),
            Expression::LogicalExpression(logical) => {
                self.expression(&logical.left);
                self.expression(&logical.right);
            }
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test);
                self.expression(&conditional.consequent);
                self.expression(&conditional.alternate);
            }
            Expression::SequenceExpression(sequence) => {
                for part in &sequence.expressions {
                    self.expression(part);
                }
            }
            Expression::AwaitExpression(it) => {
                self.positions.expression(start);
                self.guarded(marker(it.span), |walker| walker.expression(&it.argument));
            }
            Expression::YieldExpression(it) => {
                self.positions.expression(start);
                match &it.argument {
                    Some(argument) if it.delegate => {
                        self.expression(argument);
                        self.iterates(self.delegation(argument), argument, start);
                    }
                    Some(argument) => {
                        self.guarded(marker(it.span), |walker| walker.expression(argument));
                    }
                    None => self.positions.harmless(),
                }
            }
            Expression::PrivateInExpression(it) => {
                self.expression(&it.right);
                self.positions.expression(start);
                self.positions.fallible();
                let key = Key::Private(format!("#{}", it.left.name), None);
                self.add(What::In { key, object: Operand::Other, literal: None }, start);
            }
            Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::BigIntLiteral(_)
            | Expression::RegExpLiteral(_)
            | Expression::StringLiteral(_)
            | Expression::Super(_)
            | Expression::ImportMeta(_)
            | Expression::NewTarget(_)
            | Expression::V8IntrinsicExpression(_)
            | Expression::JSXElement(_)
            | Expression::JSXFragment(_)
            | Expression::TSAsExpression(_)
            | Expression::TSSatisfiesExpression(_)
            | Expression::TSTypeAssertion(_)
            | Expression::TSNonNullExpression(_)
            | Expression::TSInstantiationExpression(_) => self.positions.harmless(),
            Expression::ComputedMemberExpression(_)
            | Expression::StaticMemberExpression(_)
            | Expression::PrivateFieldExpression(_) => {
                if let Some(member) = it.as_member_expression() {
                    self.member(member);
                }
            }
        }
    }

    /// An operand that the instrumentation may have noted.
    pub(super) fn noted(&mut self, it: &Expression<'_>) {
        let outside = std::mem::replace(&mut self.operand, it.span().start);
        self.expression(it);
        self.operand = outside;
    }

    fn load(&mut self, it: &IdentifierReference<'_>) {
        let start = it.span.start;
        self.positions.expression(start);
        let dead = self.dead(it);
        let is_global = self.symbol(it).is_none();
        if is_global || dead != Dead::Never {
            self.positions.fallible();
        } else {
            self.positions.harmless();
        }
        self.add(What::Name { name: it.name.to_string(), dead }, start);
    }

    fn symbol(&self, it: &IdentifierReference<'_>) -> Option<oxc_syntax::symbol::SymbolId> {
        it.reference_id.get().and_then(|id| self.scoping.get_reference(id).symbol_id())
    }

    /// Whether a variable can be read here before its `let`, `const` or `class` ran.
    pub(super) fn dead(&self, it: &IdentifierReference<'_>) -> Dead {
        let Some(symbol) = self.symbol(it) else { return Dead::Never };
        let flags = self.scoping.symbol_flags(symbol);
        let declared = self.scoping.symbol_span(symbol);
        if flags.is_function() || (!flags.is_block_scoped() && !flags.is_class()) {
            // Parameters can be read by the default values of those before them.
            let is_parameter =
                flags.is_function_scoped_declaration() && declared.start >= it.span.start;
            return if is_parameter { Dead::Possibly } else { Dead::Never };
        }
        let is_here = self.function.start <= declared.start && declared.end <= self.function.end;
        match (is_here, it.span.start < declared.end) {
            (true, true) => Dead::Likely,
            // `let x = x`, `for (const x of x)`, `class A extends A`
            (true, false)
                if self.text[declared.end as usize..it.span.start as usize].trim_start().len()
                    < 64 =>
            {
                Dead::Possibly
            }
            (true, false) => Dead::Never,
            (false, _) => Dead::Possibly,
        }
    }

    fn array(&mut self, it: &ArrayExpression<'_>) {
        let first_is_spread =
            matches!(it.elements.first(), Some(ArrayExpressionElement::SpreadElement(_)));
        if !first_is_spread {
            self.positions.harmless();
        }
        for (index, element) in it.elements.iter().enumerate() {
            match element {
                ArrayExpressionElement::SpreadElement(spread) => {
                    let before = self.positions.attached;
                    self.positions.statement(position(&spread.argument, self.text));
                    self.noted(&spread.argument);
                    self.positions.expression(position(&spread.argument, self.text));
                    self.positions.fallible();
                    let first = index == 0;
                    self.iterates(
                        Iteration::ArraySpread { first },
                        &spread.argument,
                        spread.span.start,
                    );
                    if let Some(last) = self.found.list.last_mut() {
                        last.at_before = if first { before.max(it.span.start) } else { last.at };
                    }
                }
                ArrayExpressionElement::Elision(_) => {}
                element => self.expression(element.to_expression()),
            }
        }
    }

    fn object(&mut self, it: &ObjectExpression<'_>) {
        self.positions.harmless();
        for property in &it.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => self.noted(&spread.argument),
                ObjectPropertyKind::ObjectProperty(property) => {
                    if property.computed {
                        self.key(&property.key);
                    }
                    let key = names::of_key(&property.key, self.text);
                    let start = property.span.start;
                    match (property.kind, &property.value) {
                        (PropertyKind::Get, Expression::FunctionExpression(function)) => {
                            let name = format!("get {key}");
                            self.function(function, Setting::new(start, name, Role::Property));
                        }
                        (PropertyKind::Set, Expression::FunctionExpression(function)) => {
                            let name = format!("set {key}");
                            self.function(function, Setting::new(start, name, Role::Property));
                        }
                        (_, Expression::FunctionExpression(function)) if property.method => {
                            self.function(function, Setting::new(start, key, Role::Property));
                        }
                        (_, value) => {
                            self.named_in(value, Setting::new(0, key, Role::Property));
                        }
                    }
                }
            }
        }
    }

    fn delegation(&self, argument: &Expression<'_>) -> Iteration {
        if !self.in_async_generator {
            return Iteration::Delegate;
        }
        let argument = argument.without_parentheses();
        let plain =
            !argument.is_member_expression() && !matches!(argument, Expression::CallExpression(_));
        Iteration::DelegateAsync { plain }
    }

    /// Something is iterated over, at the place of the last bytecode.
    pub(super) fn iterates(&mut self, how: Iteration, value: &Expression<'_>, inside: u32) {
        let prints_targets = self.style.prints_targets;
        let called = called_text(value, prints_targets);
        self.iterated(how);
        let what = What::Iterate {
            how,
            called: called.is_some(),
            text: called.unwrap_or_else(|| print::operand(value, prints_targets)),
            value: self.operand_of(value, Operand::Object),
        };
        self.add(what, inside);
    }

    /// V8 cannot tell whether a call or the iteration over what it returns failed.
    pub(super) fn iterated(&mut self, how: Iteration) {
        if how != Iteration::Argument
            && let Some(last) = self.found.list.last_mut()
            && let What::Call { iterated, .. } = &mut last.what
        {
            *iterated = true;
        }
    }

    /// Where the value of an operand can be learnt from, if it is noted as `noted`.
    pub(super) fn operand_of(&self, it: &Expression<'_>, noted: Operand) -> Operand {
        match it.without_parentheses() {
            Expression::NullLiteral(_) => Operand::Null,
            Expression::Identifier(identifier)
                if identifier.name == "undefined" && self.symbol(identifier).is_none() =>
            {
                Operand::Undefined
            }
            Expression::CallExpression(call) => Operand::Called(call.span.start, call.span.end),
            Expression::TaggedTemplateExpression(call) => {
                Operand::Called(call.span.start, call.span.end)
            }
            Expression::ThisExpression(_) if noted == Operand::Object => Operand::Undefined,
            Expression::ArrayExpression(_)
            | Expression::NewExpression(_)
            | Expression::ClassExpression(_)
                if noted == Operand::Object =>
            {
                Operand::Solid
            }
            _ if self.notes.contains(&(it.span().start, it.span().end)) => noted,
            _ => Operand::Other,
        }
    }

    fn unary(&mut self, it: &UnaryExpression<'_>) {
        let start = it.span.start;
        match it.operator {
            UnaryOperator::Delete => self.guarded(Guard::Begin(start), |walker| {
                match it.argument.without_parentheses().as_member_expression() {
                    Some(member) => {
                        walker.object_and_key(member);
                        walker.positions.fallible();
                        let object = walker.operand_of(member.object(), Operand::Object);
                        let key = walker.property_key(member);
                        walker.add(What::Delete { key, object }, start);
                    }
                    None => walker.expression(&it.argument),
                }
            }),
            UnaryOperator::Typeof => {
                if let Expression::Identifier(identifier) = it.argument.without_parentheses() {
                    // An undeclared variable is no error here.
                    let dead = self.dead(identifier);
                    self.positions.harmless();
                    if dead != Dead::Never {
                        let name = identifier.name.to_string();
                        self.add(What::Name { name, dead }, identifier.span.start);
                    }
                } else {
                    self.expression(&it.argument);
                }
            }
            UnaryOperator::UnaryPlus
            | UnaryOperator::UnaryNegation
            | UnaryOperator::BitwiseNot
            | UnaryOperator::LogicalNot
            | UnaryOperator::Void => {
                self.expression(&it.argument);
                self.positions.expression(start);
                self.positions.fallible();
                self.add(What::Operator, start);
            }
        }
    }

    fn binary(&mut self, it: &BinaryExpression<'_>) {
        let at = operator_start(it.left.span().end, self.text);
        let is_in = it.operator == BinaryOperator::In;
        if is_in {
            self.noted(&it.left);
            self.noted(&it.right);
        } else {
            self.expression(&it.left);
            self.expression(&it.right);
        }
        self.positions.expression(at);
        self.positions.fallible();
        let what = match it.operator {
            BinaryOperator::In => What::In {
                key: print::known_key(&it.left).map_or(Key::Noted, Key::Known),
                object: self.operand_of(&it.right, Operand::Object),
                literal: print::known_key(&it.right),
            },
            BinaryOperator::Instanceof => What::InstanceOf,
            _ => What::Operator,
        };
        self.add(what, at);
    }
}
