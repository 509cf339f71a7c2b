//! Properties and calls.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    Argument, CallExpression, ChainElement, Expression, MemberExpression, NewExpression,
};
use oxc_span::GetSpan;

use super::super::{
    Guard, Iteration, Key, Operand, Walker, What,
    places::{call_position, key_start, member_position, parenthesis, position},
    print,
    statements::marker,
};

impl Walker<'_> {
    pub(super) fn property_key(&self, it: &MemberExpression<'_>) -> Key {
        match it {
            MemberExpression::StaticMemberExpression(it) => {
                Key::Known(it.property.name.to_string())
            }
            MemberExpression::PrivateFieldExpression(it) => {
                Key::Private(format!("#{}", it.field.name), self.class_of_private(&it.field.name))
            }
            MemberExpression::ComputedMemberExpression(it) => {
                print::known_key(&it.expression).map_or(Key::Noted, Key::Known)
            }
        }
    }

    pub(super) fn member(&mut self, it: &MemberExpression<'_>) {
        let at = member_position(it, self.text);
        // The engine's guard is the key's place; V8's that of the name or bracket.
        self.guarded(Guard::Begin(key_start(it)), |walker| {
            walker.object_and_key(it);
            walker.positions.expression(at);
            walker.positions.fallible();
            let what = walker.read(it);
            walker.add(what, at);
        });
    }

    pub(super) fn object_and_key(&mut self, it: &MemberExpression<'_>) {
        match it.object() {
            Expression::Super(_) => {
                self.positions.fallible();
                if self.in_derived_constructor() {
                    self.add(What::This, it.span().start);
                }
            }
            object => self.noted(object),
        }
        if let MemberExpression::ComputedMemberExpression(it) = it {
            let outside = std::mem::replace(&mut self.operand, it.expression.span().start);
            self.expression(&it.expression);
            self.operand = outside;
        }
    }

    pub(super) fn read(&self, it: &MemberExpression<'_>) -> What {
        What::Read {
            key: self.property_key(it),
            object: self.operand_of(it.object(), Operand::Object),
        }
    }

    /// A target that is a property, once the value is known; its place is the last one.
    pub(in super::super) fn write(&mut self, it: &MemberExpression<'_>) {
        self.object_and_key(it);
        self.positions.fallible();
        let object = self.operand_of(it.object(), Operand::Object);
        self.add(What::Write { key: self.property_key(it), object }, it.span().start);
    }

    /// The function to be called; reading it from an object has no place of its own to the
    /// engine.
    pub(super) fn callee(&mut self, it: &Expression<'_>) {
        match it.without_parentheses().as_member_expression() {
            Some(member) => {
                self.object_and_key(member);
                let at = member_position(member, self.text);
                self.positions.expression(at);
                self.positions.fallible();
                let what = self.read(member);
                self.add(what, at);
            }
            None => self.expression(it),
        }
    }

    pub(super) fn called(&self, callee: &Expression<'_>) -> What {
        What::Call {
            callee: print::operand(callee, self.style.prints_targets),
            class: Self::class_of(callee),
            iterated: false,
        }
    }

    /// The name of the class that is called without `new`.
    pub(super) fn class_of(callee: &Expression<'_>) -> Option<String> {
        match callee.without_parentheses() {
            Expression::Identifier(identifier) => Some(identifier.name.to_string()),
            Expression::StaticMemberExpression(member) => {
                let is_relay = matches!(member.property.name.as_str(), "call" | "apply" | "bind");
                if is_relay { Self::class_of(&member.object) } else { None }
            }
            _ => None,
        }
    }

    pub(super) fn call(&mut self, it: &CallExpression<'_>, marked: bool) {
        if marked {
            let span = it.span;
            return self.guarded(marker(span), |walker| walker.call(it, false));
        }
        let paren = parenthesis(it.callee.span().end, self.text);
        let at = call_position(it, paren);
        if matches!(it.callee, Expression::Super(_)) {
            self.arguments(&it.arguments);
            self.positions.expression(it.span.start);
            self.positions.fallible();
            self.add(What::SuperCall, it.span.start);
            return;
        }
        self.callee(&it.callee);
        self.guarded(Guard::Call(paren), |walker| {
            walker.arguments(&it.arguments);
            walker.positions.expression(at);
            walker.positions.fallible();
            walker.spread_last(&it.arguments);
            let what = walker.called(&it.callee);
            walker.add(what, paren);
        });
    }

    pub(super) fn construct(&mut self, it: &NewExpression<'_>) {
        self.expression(&it.callee);
        let start = it.span.start;
        self.guarded(Guard::Begin(start), |walker| {
            walker.arguments(&it.arguments);
            walker.positions.expression(start);
            walker.positions.fallible();
            walker.spread_last(&it.arguments);
            let callee = print::operand(&it.callee, walker.style.prints_targets);
            walker.add(What::New { callee }, start);
        });
    }

    pub(super) fn arguments(&mut self, arguments: &[Argument<'_>]) {
        let last_only = print::ends_in_spread(arguments);
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => {
                    self.noted(&spread.argument);
                    if !last_only {
                        self.positions.expression(position(&spread.argument, self.text));
                        self.positions.fallible();
                        self.iterates(Iteration::Argument, &spread.argument, spread.span.start);
                    }
                }
                argument => self.expression(argument.to_expression()),
            }
        }
    }

    /// `f(...x)`: the call itself iterates.
    pub(super) fn spread_last(&mut self, arguments: &[Argument<'_>]) {
        if print::ends_in_spread(arguments)
            && let Some(Argument::SpreadElement(spread)) = arguments.last()
        {
            self.iterates(Iteration::LastArgument, &spread.argument, spread.span.start);
        }
    }

    pub(super) fn chain(&mut self, it: &ChainElement<'_>) {
        match it {
            ChainElement::CallExpression(call) => self.call(call, false),
            it => {
                if let Some(member) = it.as_member_expression() {
                    self.link(member);
                }
            }
        }
    }

    /// A property read inside an optional chain, which the engine places nowhere.
    pub(super) fn link(&mut self, it: &MemberExpression<'_>) {
        match it.object() {
            Expression::CallExpression(call) => self.call(call, false),
            object => match object.as_member_expression() {
                Some(member) => self.link(member),
                None => self.noted(object),
            },
        }
        if let MemberExpression::ComputedMemberExpression(it) = it {
            self.expression(&it.expression);
        }
        let at = member_position(it, self.text);
        self.positions.expression(at);
        self.positions.fallible();
        if it.optional() && !matches!(it, MemberExpression::PrivateFieldExpression(_)) {
            return;
        }
        let object = self.operand_of(it.object(), Operand::Other);
        self.add(What::Read { key: self.property_key(it), object }, at);
    }
}
