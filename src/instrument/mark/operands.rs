//! Notes of what an operation works on.
//!
//! The engine's errors do not say whether it was `undefined` or `null` that has no property,
//! nor which object is frozen; V8's do. So an operand that may be the cause of an error is put
//! into a hidden variable on its way: `(Po=user).name`. Nobody reads it unless an error comes.

use oxc_ast::ast::{
    AssignmentTarget, AssignmentTargetProperty, BinaryExpression, BindingPattern, ClassHeritage,
    ComputedMemberExpression, Expression, IdentifierReference, PrivateFieldExpression,
    SpreadElement, StaticMemberExpression, VariableDeclarator,
};
use oxc_ast_visit::VisitJs;
use oxc_span::{GetSpan, Span};
use oxc_syntax::{operator::UnaryOperator, symbol::SymbolId};

use super::{
    super::{Reads, anew, names},
    Marker,
};

/// Which hidden variable keeps an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Note {
    /// What is read from, iterated over, or extended.
    Object,
    /// What is written to: evaluating the value to write may read from other objects.
    Written,
    /// A key that is not known before the program runs.
    Key,
}

impl Note {
    const fn letter(self) -> char {
        match self {
            Self::Object => 'o',
            Self::Written => 'w',
            Self::Key => 'i',
        }
    }
}

/// What the variables are called, and how the machine gets to read them: `Pr` is given a
/// function for each.
pub(super) fn declaration(prefix: &str) -> String {
    let names = [Note::Object, Note::Written, Note::Key].map(Note::letter);
    let [o, w, i] = names.map(|letter| format!("{prefix}{letter}"));
    // `var`: functions of a module can be called before its first statement runs.
    format!("var {o},{w},{i};{prefix}r(()=>{o},()=>{w},()=>{i});")
}

impl Marker<'_> {
    /// Visits an operand, and puts `(Px=` and `)` around it.
    fn note(&mut self, note: Note, operand: &Expression<'_>, walk: impl FnOnce(&mut Self)) {
        let span = operand.span();
        self.notes.insert((span.start, span.end));
        let open = format!("({}{}=", self.prefix, note.letter());
        let (open, close) = match operand {
            Expression::SequenceExpression(_) => (open + "(", "))"),
            _ => (open, ")"),
        };
        self.splice.open(span.start, &open);
        walk(self);
        self.splice.close(span.end, close);
    }

    /// Visits an operand, and notes it unless its value can be seen in the source.
    fn noted_if_unknown(&mut self, note: Note, operand: &Expression<'_>) {
        if is_definition(operand) || operand.is_literal() {
            self.visit_expression(operand);
        } else {
            self.note(note, operand, |marker| marker.visit_expression(operand));
        }
    }

    pub(super) fn static_member(&mut self, it: &StaticMemberExpression<'_>) {
        self.base(it.span, &it.object);
        self.property_name(it);
    }

    pub(super) fn reads_anew(&self) -> bool {
        self.source.reads == Reads::Anew
    }

    /// The name behind a dot, where objects change their shape.
    pub(super) fn property_name(&mut self, it: &StaticMemberExpression<'_>) {
        if self.reads_anew() {
            anew::by_key(it, self.source.text, &mut self.splice);
        }
    }

    pub(super) fn private_member(&mut self, it: &PrivateFieldExpression<'_>) {
        self.base(it.span, &it.object);
    }

    pub(super) fn computed_member(&mut self, it: &ComputedMemberExpression<'_>) {
        let noted = self.base(it.span, &it.object);
        let needed = noted || self.may_be_nothing(&it.object);
        if needed && !it.expression.is_literal() && !is_definition(&it.expression) {
            self.note(Note::Key, &it.expression, |marker| marker.visit_expression(&it.expression));
        } else {
            self.visit_expression(&it.expression);
        }
    }

    /// The object of a member expression; whether it was noted.
    fn base(&mut self, member: Span, object: &Expression<'_>) -> bool {
        if object.is_super() {
            let is_written = self.written.is_some_and(|(end, _)| end == member.end);
            self.super_object(object.span(), is_written);
        }
        let (note, noted) = match self.written.take() {
            // Only strict code is told that an object is frozen.
            Some((end, note)) if end == member.end => {
                let told = self.strict && !object.is_literal() && !is_definition(object);
                (note, (told && !object.is_super()) || self.may_fail(object))
            }
            Some(_) | None => (Note::Object, self.may_fail(object)),
        };
        if noted {
            self.note(note, object, |marker| marker.visit_expression(object));
        } else {
            self.visit_expression(object);
        }
        noted
    }

    /// The object a constructor is found on. Calls along the callee of a `new` stay as they
    /// are, but nothing speaks against the parentheses.
    pub(super) fn new_callee_object(&mut self, object: &Expression<'_>) {
        if self.may_fail(object) {
            self.note(Note::Object, object, |marker| marker.new_callee(object));
        } else {
            self.new_callee(object);
        }
    }

    /// Remembers that `target`, if it is a member expression, will be written to.
    pub(super) fn write_to(&mut self, target: &AssignmentTarget<'_>) {
        self.written = target.as_member_expression().map(|it| (it.span().end, Note::Written));
    }

    /// Remembers that `target`, if it is a member expression, will be deleted.
    pub(super) fn delete_from(&mut self, target: &Expression<'_>) {
        self.written = target.as_member_expression().map(|it| (it.span().end, Note::Object));
    }

    /// What `...` spreads.
    pub(super) fn spread(&mut self, it: &SpreadElement<'_>) {
        match it.argument.without_parentheses() {
            Expression::ArrayExpression(_)
            | Expression::ObjectExpression(_)
            | Expression::CallExpression(_) => self.visit_expression(&it.argument),
            _ => self.noted_if_unknown(Note::Object, &it.argument),
        }
    }

    /// The value a pattern takes apart: errors tell it, or whether it or a part of it failed.
    pub(super) fn destructured(&mut self, takes_apart: bool, value: &Expression<'_>) {
        if takes_apart && !matches!(value, Expression::CallExpression(_)) {
            self.noted_if_unknown(Note::Object, value);
        } else {
            self.visit_expression(value);
        }
    }

    /// `key in object`
    pub(super) fn in_expression(&mut self, it: &BinaryExpression<'_>) {
        self.noted_if_unknown(Note::Key, &it.left);
        self.noted_if_unknown(Note::Object, &it.right);
    }

    pub(super) fn heritage(&mut self, it: &ClassHeritage<'_>) {
        match &it.expression {
            Expression::Identifier(identifier) if self.is_definition_or_global(identifier) => {
                self.visit_expression(&it.expression);
            }
            expression => self.noted_if_unknown(Note::Object, expression),
        }
    }

    /// Notes a binding that can never hold `undefined` or `null`.
    pub(super) fn note_solid(&mut self, it: &VariableDeclarator<'_>) {
        if let BindingPattern::BindingIdentifier(identifier) = &it.id
            && let Some(init) = &it.init
            && is_solid(init)
            && let Some(symbol) = identifier.symbol_id.get()
            && !self.scoping.symbol_is_mutated(symbol)
        {
            self.solid.insert(symbol);
        }
    }

    /// Whether an operand can be the cause of an error that has to name it. What cannot be
    /// `undefined` or `null`, and what the machine knows anyway, needs no note.
    fn may_fail(&self, operand: &Expression<'_>) -> bool {
        match operand.without_parentheses() {
            Expression::Identifier(identifier) => self.may_be_nullish(identifier),
            // A call's result comes past its own marker.
            Expression::CallExpression(_)
            | Expression::TaggedTemplateExpression(_)
            | Expression::ImportExpression(_)
            | Expression::NullLiteral(_)
            | Expression::ThisExpression(_)
            | Expression::Super(_)
            | Expression::ImportMeta(_)
            | Expression::UpdateExpression(_)
            | Expression::BinaryExpression(_)
            | Expression::UnaryExpression(_) => false,
            Expression::StaticMemberExpression(member) => member.property.name != "prototype",
            operand => !is_solid(operand),
        }
    }

    /// Whether an object that needs no note can be `undefined` or `null` all the same.
    fn may_be_nothing(&self, object: &Expression<'_>) -> bool {
        match object.without_parentheses() {
            Expression::Identifier(identifier) => {
                identifier.name == "undefined" && self.symbol(identifier).is_none()
            }
            Expression::UnaryExpression(unary) => unary.operator == UnaryOperator::Void,
            Expression::NullLiteral(_)
            | Expression::CallExpression(_)
            | Expression::TaggedTemplateExpression(_)
            | Expression::ThisExpression(_) => true,
            _ => false,
        }
    }

    fn may_be_nullish(&self, identifier: &IdentifierReference<'_>) -> bool {
        // Globals are there, or not defined at all.
        let Some(symbol) = self.symbol(identifier) else { return false };
        !self.is_definition(symbol) && !self.solid.contains(&symbol)
    }

    fn is_definition(&self, symbol: SymbolId) -> bool {
        let flags = self.scoping.symbol_flags(symbol);
        (flags.is_function() || flags.is_class()) && !self.scoping.symbol_is_mutated(symbol)
    }

    fn is_definition_or_global(&self, identifier: &IdentifierReference<'_>) -> bool {
        self.symbol(identifier).is_none_or(|symbol| self.is_definition(symbol))
    }

    fn symbol(&self, identifier: &IdentifierReference<'_>) -> Option<SymbolId> {
        let reference = identifier.reference_id.get()?;
        self.scoping.get_reference(reference).symbol_id()
    }
}

/// Whether a pattern is an array pattern, or has patterns in it.
pub(super) fn takes_apart(pattern: &BindingPattern<'_>) -> bool {
    match pattern {
        BindingPattern::ArrayPattern(_) => true,
        BindingPattern::ObjectPattern(object) => object.properties.iter().any(|property| {
            let value = match &property.value {
                BindingPattern::AssignmentPattern(default) => &default.left,
                value => value,
            };
            !value.is_binding_identifier()
        }),
        BindingPattern::BindingIdentifier(_) | BindingPattern::AssignmentPattern(_) => false,
    }
}

/// The same of the target of an assignment.
pub(super) fn target_takes_apart(target: &AssignmentTarget<'_>) -> bool {
    match target {
        AssignmentTarget::ArrayAssignmentTarget(_) => true,
        AssignmentTarget::ObjectAssignmentTarget(object) => {
            object.properties.iter().any(|property| {
                matches!(property, AssignmentTargetProperty::AssignmentTargetPropertyProperty(_))
            })
        }
        _ => false,
    }
}

/// Whether an expression is a function or a class, which would take the variable's name.
fn is_definition(expression: &Expression<'_>) -> bool {
    names::anonymous_definition(expression).is_some()
}

/// Whether an expression always gives an object or a primitive with properties.
fn is_solid(expression: &Expression<'_>) -> bool {
    match expression.without_parentheses() {
        Expression::ArrayExpression(_)
        | Expression::ObjectExpression(_)
        | Expression::FunctionExpression(_)
        | Expression::ArrowFunctionExpression(_)
        | Expression::ClassExpression(_)
        | Expression::NewExpression(_)
        | Expression::StringLiteral(_)
        | Expression::NumericLiteral(_)
        | Expression::BigIntLiteral(_)
        | Expression::BooleanLiteral(_)
        | Expression::RegExpLiteral(_)
        | Expression::TemplateLiteral(_) => true,
        // Modules are objects or functions, but for a few odd ones.
        Expression::CallExpression(call) => {
            matches!(&call.callee, Expression::Identifier(callee) if callee.name == "require")
        }
        _ => false,
    }
}
