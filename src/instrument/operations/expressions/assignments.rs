//! Assignments.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    AssignmentExpression, AssignmentOperator, AssignmentTarget, Expression, IdentifierReference,
    MemberExpression, SimpleAssignmentTarget, UpdateExpression,
};
use oxc_span::GetSpan;

use super::super::{
    Dead, Guard, Operand, Walker, What,
    functions::{Role, Setting},
    places::{last_token, operator_start},
    print,
};

impl Walker<'_> {
    pub(super) fn assignment(&mut self, it: &AssignmentExpression<'_>) {
        let at = operator_start(it.left.span().end, self.text);
        self.guarded(Guard::Begin(it.span.start), |walker| {
            if it.operator != AssignmentOperator::Assign {
                return walker.compound(it, at);
            }
            match &it.left {
                AssignmentTarget::AssignmentTargetIdentifier(identifier) => {
                    walker.named(&it.right, &identifier.name);
                    walker.positions.expression(at);
                    walker.positions.fallible();
                    walker.assigned(identifier);
                }
                left => match left.as_member_expression() {
                    Some(member) => {
                        walker.object_and_key(member);
                        let inferred = inferred_name(member);
                        let setting = Setting::new(0, String::new(), Role::Property);
                        walker.named_in(&it.right, Setting { inferred, ..setting });
                        walker.positions.expression(at);
                        walker.positions.fallible();
                        walker.written(member);
                    }
                    None => walker.assign(left, &it.right, at),
                },
            }
        });
    }

    fn assigned(&mut self, it: &IdentifierReference<'_>) {
        let name = it.name.to_string();
        let start = it.span.start;
        self.add(What::Assign { name: name.clone() }, start);
        let dead = self.dead(it);
        if dead != Dead::Never {
            self.add(What::Name { name, dead }, start);
        }
    }

    fn written(&mut self, member: &MemberExpression<'_>) {
        let object = self.operand_of(member.object(), Operand::Written);
        self.add(What::Write { key: self.property_key(member), object }, member.span().start);
    }

    /// `a += b`
    fn compound(&mut self, it: &AssignmentExpression<'_>, at: u32) {
        let start = it.span.start;
        match &it.left {
            AssignmentTarget::AssignmentTargetIdentifier(identifier) => {
                self.positions.harmless();
                let dead = self.dead(identifier);
                let name = identifier.name.to_string();
                self.add(What::Name { name, dead }, start);
                self.expression(&it.right);
                self.positions.expression(at);
                self.positions.fallible();
                self.add(What::Operator, start);
                self.assigned(identifier);
            }
            left => {
                let Some(member) = left.as_member_expression() else { return };
                self.object_and_key(member);
                let object = self.operand_of(member.object(), Operand::Written);
                self.positions.fallible();
                self.add(What::Read { key: self.property_key(member), object }, start);
                self.expression(&it.right);
                self.positions.expression(at);
                self.positions.fallible();
                self.add(What::Operator, start);
                self.written(member);
            }
        }
    }

    pub(super) fn update(&mut self, it: &UpdateExpression<'_>) {
        let start = it.span.start;
        let argument = it.argument.span();
        self.guarded(Guard::Begin(start), |walker| {
            let at = if it.prefix {
                last_token(&it.argument)
            } else {
                operator_start(argument.end, walker.text)
            };
            match &it.argument {
                SimpleAssignmentTarget::AssignmentTargetIdentifier(identifier) => {
                    walker.positions.harmless();
                    let dead = walker.dead(identifier);
                    let name = identifier.name.to_string();
                    walker.add(What::Name { name, dead }, start);
                    walker.positions.expression(at);
                    walker.positions.fallible();
                    walker.add(What::Operator, start);
                    walker.assigned(identifier);
                }
                target => {
                    let Some(member) = target.as_member_expression() else { return };
                    walker.object_and_key(member);
                    walker.positions.fallible();
                    let what = walker.read(member);
                    walker.add(what, start);
                    walker.positions.expression(at);
                    walker.positions.fallible();
                    walker.add(What::Operator, start);
                    let object = walker.operand_of(member.object(), Operand::Object);
                    let key = walker.property_key(member);
                    walker.add(What::Write { key, object }, start);
                }
            }
        });
    }
}

/// The name V8 infers for a function that is assigned to a property: the names on the way to
/// it, without `this` and `prototype` (`FuncNameInferrer`, src/parsing/func-name-inferrer.cc).
fn inferred_name(member: &MemberExpression<'_>) -> String {
    let (object, name) = match member {
        MemberExpression::StaticMemberExpression(it) => (&it.object, it.property.name.to_string()),
        MemberExpression::ComputedMemberExpression(it) => {
            (&it.object, print::constant_key(&it.expression).unwrap_or_default())
        }
        MemberExpression::PrivateFieldExpression(it) => (&it.object, format!("#{}", it.field.name)),
    };
    let before = match object {
        Expression::Identifier(identifier) => identifier.name.to_string(),
        object => object.as_member_expression().map(inferred_name).unwrap_or_default(),
    };
    match (before.is_empty(), name.is_empty() || name == "prototype") {
        (_, true) => before,
        (true, false) => name,
        (false, false) => format!("{before}.{name}"),
    }
}
