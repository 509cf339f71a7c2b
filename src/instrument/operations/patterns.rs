//! Patterns: what takes a value apart.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    ArrayAssignmentTarget, ArrayPattern, AssignmentTarget, AssignmentTargetMaybeDefault,
    AssignmentTargetProperty, BindingPattern, BindingProperty, Expression, ObjectAssignmentTarget,
    ObjectPattern, PropertyKey,
};
use oxc_span::GetSpan;

use super::{
    Dead, Guard, Iteration, Operand, Style, TakeApart, Walker, What,
    places::{member_position, position},
    print,
};

impl Walker<'_> {
    /// `let pattern = init`
    pub(super) fn initializer(&mut self, pattern: &BindingPattern<'_>, init: &Expression<'_>) {
        match pattern {
            BindingPattern::BindingIdentifier(identifier) => {
                self.named(init, &identifier.name);
            }
            pattern => {
                self.destructured(matches!(pattern, BindingPattern::ArrayPattern(_)), init);
                let plain = is_plain(init);
                let text = print::operand(init, self.style.prints_targets);
                if matches!(pattern, BindingPattern::ArrayPattern(_)) {
                    self.iterated(Iteration::Declaration { plain });
                    let called = called_text(init, self.style.prints_targets);
                    let value = self.operand_of(init, Operand::Object);
                    let what = What::Iterate {
                        how: Iteration::Declaration { plain },
                        text: called.clone().unwrap_or_else(|| text.clone()),
                        called: called.is_some(),
                        value,
                    };
                    let before = self.positions.attached;
                    self.add_at(what, init.span().start, init.span().start);
                    self.patch_before(position(init, self.text).max(before));
                    self.pattern(pattern, Iteration::Nested, Some(text));
                } else {
                    self.taken = self.operand_of(init, Operand::Object);
                    self.pattern(pattern, Iteration::Nested, Some(text));
                }
            }
        }
    }

    /// Sets where V8 before 8 places the operation added last.
    fn patch_before(&mut self, at: u32) {
        if let Some(last) = self.found.list.last_mut() {
            last.at_before = at;
        }
    }

    /// The value a pattern takes apart, which is noted if an error may have to tell it.
    fn destructured(&mut self, is_noted: bool, value: &Expression<'_>) {
        if is_noted {
            self.noted(value);
        } else {
            self.expression(value);
        }
    }

    /// A binding pattern; `text` is the whole value's, if it is the outermost.
    pub(super) fn pattern(
        &mut self,
        pattern: &BindingPattern<'_>,
        how: Iteration,
        text: Option<String>,
    ) {
        match pattern {
            BindingPattern::BindingIdentifier(_) => {}
            BindingPattern::AssignmentPattern(it) => {
                self.default_value(&it.right, binding_name(&it.left));
                self.pattern(&it.left, how, None);
            }
            BindingPattern::ObjectPattern(it) => self.object_pattern(it, text),
            BindingPattern::ArrayPattern(it) => self.array_pattern(it, how, text),
        }
    }

    fn object_pattern(&mut self, it: &ObjectPattern<'_>, text: Option<String>) {
        let first = it.properties.first();
        let at = match (first, &it.rest) {
            (Some(property), _) if property.computed => it.span.start,
            (Some(property), _) => first_target(&property.value),
            (None, Some(rest)) => rest.argument.span().start,
            (None, None) => it.span.start,
        };
        let take_apart = TakeApart {
            first: first.and_then(|property| key_text(&property.key, property.computed)),
            is_index: first.is_some_and(|property| is_index(&property.key)),
            has_default: first.is_some_and(|property| {
                matches!(property.value, BindingPattern::AssignmentPattern(_))
            }),
            nested: text.is_none(),
            into_member: false,
            value: std::mem::replace(&mut self.taken, Operand::Other),
            text,
        };
        self.add_at(What::TakeApart(take_apart), it.span.start, at);
        for property in &it.properties {
            self.property(property);
        }
    }

    fn property(&mut self, it: &BindingProperty<'_>) {
        if it.computed {
            self.key(&it.key);
        }
        self.positions.expression(it.value.span().start);
        self.pattern(&it.value, Iteration::Nested, None);
    }

    fn array_pattern(&mut self, it: &ArrayPattern<'_>, how: Iteration, text: Option<String>) {
        // The outermost one of a declaration has been told of already.
        let outermost = how == Iteration::Nested && text.is_some();
        if !outermost {
            let text = text.unwrap_or_default();
            let what = What::Iterate { how, text, called: false, value: Operand::Other };
            let at = match how {
                Iteration::Parameter => self.function_place,
                _ => it.span.start,
            };
            self.add_at(what, it.span.start, at);
        }
        for element in it.elements.iter().flatten() {
            self.pattern(element, Iteration::Nested, None);
        }
        if let Some(rest) = &it.rest {
            self.pattern(&rest.argument, Iteration::Nested, None);
        }
    }

    /// `target = value`, whose place is its operator's.
    pub(super) fn assign(&mut self, it: &AssignmentTarget<'_>, value: &Expression<'_>, at: u32) {
        match it {
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                self.destructured(true, value);
                let called = called_text(value, self.style.prints_targets);
                let plain = print::operand(value, self.style.prints_targets);
                let what = What::Iterate {
                    how: Iteration::Assignment,
                    called: called.is_some(),
                    text: called.unwrap_or(plain),
                    value: self.operand_of(value, Operand::Object),
                };
                self.add_at(what, value.span().start, at);
                self.patch_before(position(value, self.text));
                self.array_target(array);
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                self.destructured(false, value);
                let text = print::operand(value, self.style.prints_targets);
                self.taken = self.operand_of(value, Operand::Object);
                self.object_target(object, Some(text));
            }
            target => self.target(target, Iteration::Nested, None),
        }
    }

    /// A target inside a pattern.
    pub(super) fn target(
        &mut self,
        it: &AssignmentTarget<'_>,
        how: Iteration,
        text: Option<String>,
    ) {
        match it {
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                let what = What::Iterate {
                    how,
                    text: text.unwrap_or_default(),
                    called: false,
                    value: Operand::Other,
                };
                self.add_at(what, array.span.start, array.span.start);
                self.array_target(array);
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => self.object_target(object, text),
            AssignmentTarget::AssignmentTargetIdentifier(identifier) => {
                let (name, start) = (identifier.name.to_string(), identifier.span.start);
                self.add_at(What::Assign { name: name.clone() }, start, start);
                let dead = self.dead(identifier);
                if dead != Dead::Never {
                    self.add_at(What::Name { name, dead }, start, start);
                }
            }
            target => {
                if let Some(member) = target.as_member_expression() {
                    let start = member.span().start;
                    self.positions.expression(start);
                    self.write(member);
                }
            }
        }
    }

    fn array_target(&mut self, it: &ArrayAssignmentTarget<'_>) {
        for element in it.elements.iter().flatten() {
            self.maybe_default(element);
        }
        if let Some(rest) = &it.rest {
            self.target(&rest.target, Iteration::Nested, None);
        }
    }

    fn object_target(&mut self, it: &ObjectAssignmentTarget<'_>, text: Option<String>) {
        let (at, first, is_first_index, has_default, into_member) = match it.properties.first() {
            Some(AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(first)) => {
                let name = first.binding.name.to_string();
                (first.span.start, Some(name), false, first.init.is_some(), false)
            }
            Some(AssignmentTargetProperty::AssignmentTargetPropertyProperty(first)) => {
                let (default, member) = match &first.binding {
                    AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(_) => (true, false),
                    binding => {
                        (false, binding.to_assignment_target().as_member_expression().is_some())
                    }
                };
                let at = if first.computed {
                    it.span.start
                } else {
                    target_place(&first.binding, self.style, self.text)
                };
                (at, key_text(&first.name, first.computed), is_index(&first.name), default, member)
            }
            None => {
                let at = it.rest.as_ref().map_or(it.span.start, |rest| rest.target.span().start);
                (at, None, false, false, false)
            }
        };
        let nested = text.is_none();
        let value = std::mem::replace(&mut self.taken, Operand::Other);
        let take_apart = TakeApart {
            first,
            is_index: is_first_index,
            has_default,
            text,
            nested,
            into_member,
            value,
        };
        self.add_at(What::TakeApart(take_apart), it.span.start, at);
        for property in &it.properties {
            match property {
                AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                    let (name, start) =
                        (property.binding.name.to_string(), property.binding.span.start);
                    if let Some(init) = &property.init {
                        self.default_value(init, Some(name.clone()));
                    }
                    self.add_at(What::Assign { name }, start, start);
                }
                AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                    if property.computed {
                        self.key(&property.name);
                    }
                    self.maybe_default(&property.binding);
                }
            }
        }
        if let Some(rest) = &it.rest {
            self.target(&rest.target, Iteration::Nested, None);
        }
    }

    fn maybe_default(&mut self, it: &AssignmentTargetMaybeDefault<'_>) {
        match it {
            AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(it) => {
                self.default_value(&it.init, None);
                self.target(&it.binding, Iteration::Nested, None);
            }
            it => self.target(it.to_assignment_target(), Iteration::Nested, None),
        }
    }

    pub(super) fn default_value(&mut self, value: &Expression<'_>, name: Option<String>) {
        match name {
            Some(name) => self.named(value, &name),
            None => self.expression(value),
        }
    }

    /// A computed key.
    pub(super) fn key(&mut self, key: &PropertyKey<'_>) {
        if let Some(expression) = key.as_expression() {
            self.expression(expression);
        }
    }

    /// The engine's guard for code that runs before a function's body.
    pub(super) const fn parameters_guard() -> Guard {
        Guard::Nowhere
    }
}

/// A called callee's text, if `value` is a call: V8 then says that the function may have
/// returned something else than it should.
pub(super) fn called_text(value: &Expression<'_>, prints_targets: bool) -> Option<String> {
    match value.without_parentheses() {
        Expression::CallExpression(call) => Some(print::operand(&call.callee, prints_targets)),
        Expression::TaggedTemplateExpression(call) => {
            Some(print::operand(&call.tag, prints_targets))
        }
        Expression::NewExpression(new) => Some(print::operand(&new.callee, prints_targets)),
        _ => None,
    }
}

/// Whether V8 names a destructured value by its text: not what comes from properties.
fn is_plain(value: &Expression<'_>) -> bool {
    let value = value.without_parentheses();
    value.as_member_expression().is_none()
}

fn binding_name(pattern: &BindingPattern<'_>) -> Option<String> {
    match pattern {
        BindingPattern::BindingIdentifier(identifier) => Some(identifier.name.to_string()),
        BindingPattern::ObjectPattern(_)
        | BindingPattern::ArrayPattern(_)
        | BindingPattern::AssignmentPattern(_) => None,
    }
}

/// Where the first name inside a property's pattern stands.
fn first_target(pattern: &BindingPattern<'_>) -> u32 {
    match pattern {
        BindingPattern::AssignmentPattern(it) => it.left.span().start,
        pattern => pattern.span().start,
    }
}

fn target_place(target: &AssignmentTargetMaybeDefault<'_>, style: Style, text: &str) -> u32 {
    match target.as_assignment_target().and_then(AssignmentTarget::as_member_expression) {
        Some(member) if !style.prints_targets => member_position(member, text),
        Some(_) | None => target.span().start,
    }
}

fn key_text(key: &PropertyKey<'_>, computed: bool) -> Option<String> {
    match key {
        PropertyKey::StaticIdentifier(name) => Some(name.name.to_string()),
        PropertyKey::PrivateIdentifier(name) => Some(format!("#{}", name.name)),
        _ if computed => None,
        key => key.as_expression().and_then(print::known_key),
    }
}

fn is_index(key: &PropertyKey<'_>) -> bool {
    matches!(key, PropertyKey::NumericLiteral(_))
}
