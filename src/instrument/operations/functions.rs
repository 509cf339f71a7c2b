//! Functions and classes: whose code an operation is in, and what V8 calls it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use std::mem;

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, Class as ClassNode, ClassElement, Expression,
    FormalParameters, Function as FunctionNode, MethodDefinition, MethodDefinitionKind,
    PropertyDefinition,
};
use oxc_span::{GetSpan, Span};

use super::{
    EarlyName, Guard, Iteration, Walker, What, places::position, positions::Positions,
    statements::marker,
};
use crate::instrument::{lines::narrow, names, trivia};

/// A function of the program.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its text, in bytes of the source, as `toString` has it.
    pub start: u32,
    pub end: u32,
    pub name: String,
    /// What V8 calls it if it has no name: where it was assigned to.
    pub inferred: String,
    /// What V8 before 7.2 calls it if it is an arrow function without a name.
    pub early: Option<EarlyName>,
    pub role: Role,
    /// It has patterns or default values among its parameters.
    pub takes_apart: bool,
}

/// What a function is to V8's stack traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A function or arrow function by itself.
    Plain,
    /// A function found in a property of an object literal, or assigned to one.
    Property,
    /// A method or accessor of a class.
    Method {
        class: String,
        is_static: bool,
    },
    Constructor {
        derived: bool,
    },
    /// What V8 makes of a class's instance fields, or of its static fields and blocks.
    Fields {
        class: String,
        is_static: bool,
    },
}

/// A class of the program.
#[derive(Clone, Debug)]
pub struct ClassText {
    /// Its text, in bytes of the source.
    pub start: u32,
    pub end: u32,
    pub name: String,
    /// The class it extends, if that is named there.
    pub parent: Option<String>,
    pub has_constructor: bool,
}

/// A class being walked.
pub(super) struct Class {
    name: String,
    derived: bool,
    /// Its private methods and accessors, and whether they are static.
    private: Vec<(String, bool)>,
}

/// What is known of a function's surroundings.
pub(super) struct Setting {
    pub(super) start: u32,
    pub(super) name: String,
    pub(super) inferred: String,
    pub(super) role: Role,
}

impl Setting {
    pub(super) fn new(start: u32, name: String, role: Role) -> Self {
        Self { start, name, inferred: String::new(), role }
    }
}

impl Walker<'_> {
    pub(super) fn function_declaration(&mut self, it: &FunctionNode<'_>) {
        let name = it.id.as_ref().map_or_else(|| "default".to_owned(), |id| id.name.to_string());
        self.function(it, Setting::new(it.span.start, name, Role::Plain));
    }

    pub(super) fn function(&mut self, it: &FunctionNode<'_>, setting: Setting) {
        let span = Span::new(setting.start, it.span.end);
        let place = it.params.span.start;
        let is_async_generator = it.r#async && it.generator;
        let around = std::mem::replace(&mut self.in_async_generator, is_async_generator);
        self.inside(span, place, setting, &it.params, |walker| {
            if let Some(body) = &it.body {
                walker.guarded(Guard::Begin(body.span.start), |walker| {
                    walker.statements(&body.statements);
                    walker.falls_off(body.span.end);
                });
            }
        });
        self.in_async_generator = around;
    }

    /// A derived class's constructor that ends without a `return` gives back its `this`.
    fn falls_off(&mut self, end: u32) {
        if self.in_derived_constructor() {
            self.positions.statement(end.saturating_sub(1));
            self.positions.fallible();
            // V8 finds no place of its own for the check.
            let at = self.found.functions.last().map_or(end, |function| function.start);
            self.add_at(What::This, end.saturating_sub(1), at.max(self.function_place));
        }
    }

    pub(super) fn arrow(&mut self, it: &ArrowFunctionExpression<'_>, setting: Setting) {
        let place = if it.r#async { it.params.span.start } else { it.span.start };
        self.inside(it.span, place, setting, &it.params, |walker| match &it.body {
            ArrowFunctionBody::FunctionBody(body) => {
                walker.guarded(Guard::Begin(body.span.start), |walker| {
                    walker.statements(&body.statements);
                });
            }
            body => {
                let expression = body.to_expression();
                let span = expression.span();
                walker.positions.statement(position(expression, walker.text));
                walker.guarded(marker(span), |walker| walker.expression(expression));
            }
        });
    }

    fn inside(
        &mut self,
        span: Span,
        place: u32,
        setting: Setting,
        params: &FormalParameters<'_>,
        walk: impl FnOnce(&mut Self),
    ) {
        // The closure itself is a bytecode of the function around.
        self.positions.harmless();
        let takes_apart = params
            .items
            .iter()
            .any(|param| param.initializer.is_some() || !param.pattern.is_binding_identifier());
        let Setting { start, name, inferred, role } = setting;
        let end = span.end;
        let function = Function { start, end, name, inferred, early: None, role, takes_apart };
        self.found.functions.push(function);
        let outside = mem::replace(&mut self.function, span);
        let outside_place = mem::replace(&mut self.function_place, place);
        let outside_positions = mem::replace(&mut self.positions, Positions::new(place));
        self.guarded(Self::parameters_guard(), |walker| {
            for param in &params.items {
                if let Some(initializer) = &param.initializer {
                    let name = match &param.pattern {
                        oxc_ast::ast::BindingPattern::BindingIdentifier(identifier) => {
                            Some(identifier.name.to_string())
                        }
                        _ => None,
                    };
                    walker.positions.expression(initializer.span().start);
                    walker.default_value(initializer, name);
                }
                let text = param.initializer.is_some().then(|| "(intermediate value)".repeat(3));
                walker.pattern(&param.pattern, Iteration::Parameter, text.or(Some(String::new())));
            }
        });
        walk(self);
        self.function = outside;
        self.function_place = outside_place;
        self.positions = outside_positions;
    }

    /// A function, arrow function or class that takes `name` from what it is assigned to, or
    /// any other expression.
    pub(super) fn named(&mut self, it: &Expression<'_>, name: &str) {
        self.named_in(it, Setting::new(0, name.to_owned(), Role::Plain));
    }

    /// As [`Walker::named`], with all that a function gets there.
    pub(super) fn named_in(&mut self, it: &Expression<'_>, mut setting: Setting) {
        setting.start = it.without_parentheses().span().start;
        match it.without_parentheses() {
            Expression::FunctionExpression(function) => {
                if let Some(id) = &function.id {
                    setting.name = id.name.to_string();
                }
                self.function(function, setting);
            }
            Expression::ArrowFunctionExpression(arrow) => self.arrow(arrow, setting),
            Expression::ClassExpression(class) => self.class(class, Some(&setting.name)),
            _ => self.expression(it),
        }
    }

    pub(super) fn class(&mut self, it: &ClassNode<'_>, name: Option<&str>) {
        let own = it.id.as_ref().map(|id| id.name.to_string());
        let name = own.or_else(|| name.map(str::to_owned)).unwrap_or_default();
        if let Some(heritage) = &it.heritage {
            self.noted(&heritage.expression);
            let value = self.operand_of(&heritage.expression, super::Operand::Object);
            let source = heritage.expression.without_parentheses();
            let is_literal = source.is_literal() || names::anonymous_definition(source).is_some();
            let literal = is_literal.then(|| source.span().source_text(self.text).to_owned());
            let what = What::Extends { value, class: name.clone(), literal };
            self.add(what, heritage.expression.span().start);
        }
        self.positions.harmless();
        let private = it.body.body.iter().filter_map(|element| match element {
            ClassElement::MethodDefinition(method) => match &method.key {
                oxc_ast::ast::PropertyKey::PrivateIdentifier(key) => {
                    Some((key.name.to_string(), method.r#static))
                }
                _ => None,
            },
            _ => None,
        });
        let derived = it.heritage.is_some();
        self.found.classes.push(ClassText {
            start: it.span.start,
            end: it.span.end,
            name: name.clone(),
            parent: it.heritage.as_ref().and_then(|heritage| {
                let parent = heritage.expression.get_identifier_reference()?;
                Some(parent.name.to_string())
            }),
            has_constructor: it.body.body.iter().any(|element| {
                matches!(element, ClassElement::MethodDefinition(method)
                    if method.kind == MethodDefinitionKind::Constructor)
            }),
        });
        self.classes.push(Class { name, derived, private: private.collect() });
        for element in &it.body.body {
            match element {
                ClassElement::MethodDefinition(method) => self.method(method),
                ClassElement::PropertyDefinition(field) => self.field(field, it.span),
                ClassElement::StaticBlock(block) => {
                    let role = self.fields_role(true);
                    self.piece(block.span, it.span, role, |walker| {
                        walker.statements(&block.body);
                    });
                }
                ClassElement::AccessorProperty(_) | ClassElement::TSIndexSignature(_) => {}
            }
        }
        self.classes.pop();
    }

    /// The class whose private method or accessor this is, and whether it is static.
    pub(super) fn class_of_private(&self, name: &str) -> Option<(String, bool)> {
        self.classes.iter().rev().find_map(|class| {
            let (_, is_static) = class.private.iter().find(|(other, _)| other == name)?;
            Some((class.name.clone(), *is_static))
        })
    }

    fn method(&mut self, it: &MethodDefinition<'_>) {
        if it.computed {
            self.key(&it.key);
        }
        let key = names::of_key(&it.key, self.text);
        let class = self.classes.last();
        let class_name = class.map(|class| class.name.clone()).unwrap_or_default();
        let derived = class.is_some_and(|class| class.derived);
        let role = Role::Method { class: class_name.clone(), is_static: it.r#static };
        let (name, role) = match it.kind {
            MethodDefinitionKind::Constructor => (class_name, Role::Constructor { derived }),
            MethodDefinitionKind::Method => (key, role),
            MethodDefinitionKind::Get => (format!("get {key}"), role),
            MethodDefinitionKind::Set => (format!("set {key}"), role),
        };
        let start = if it.r#static { self.after_static(it.span.start) } else { it.span.start };
        self.function(&it.value, Setting::new(start, name, role));
    }

    /// Where a static method's own text begins: `static` is the class's word.
    fn after_static(&self, start: u32) -> u32 {
        let behind = start + narrow("static".len());
        behind + self.text.get(behind as usize..).map_or(0, trivia::len)
    }

    fn fields_role(&self, is_static: bool) -> Role {
        let class = self.classes.last().map(|class| class.name.clone()).unwrap_or_default();
        Role::Fields { class, is_static }
    }

    fn field(&mut self, it: &PropertyDefinition<'_>, class: Span) {
        if it.computed {
            self.key(&it.key);
        }
        let Some(value) = &it.value else { return };
        let role = self.fields_role(it.r#static);
        let name = names::of_key(&it.key, self.text);
        let holder = self.classes.last().map(|class| class.name.clone()).unwrap_or_default();
        let held = Role::Method { class: holder, is_static: it.r#static };
        self.piece(value.span(), class, role, |walker| {
            walker.positions.statement(position(value, walker.text));
            walker.named_in(value, Setting::new(0, name, held));
        });
    }

    /// A piece of the function that V8 makes of a class's fields.
    fn piece(&mut self, span: Span, class: Span, role: Role, walk: impl FnOnce(&mut Self)) {
        let name = match role {
            Role::Fields { is_static: true, .. } => "<static_initializer>",
            _ => "<instance_members_initializer>",
        };
        let (start, end) = (span.start, span.end);
        let name = name.to_owned();
        self.found.functions.push(Function {
            start,
            end,
            name,
            inferred: String::new(),
            early: None,
            role,
            takes_apart: false,
        });
        let outside = mem::replace(&mut self.function, span);
        let outside_positions = mem::replace(&mut self.positions, Positions::new(class.start));
        self.guarded(Self::parameters_guard(), walk);
        self.function = outside;
        self.positions = outside_positions;
    }

    /// Whether `this` at hand is that of a derived class's constructor.
    pub(super) fn in_derived_constructor(&self) -> bool {
        let byte = self.function.start;
        self.found
            .functions
            .iter()
            .rev()
            .find(|function| {
                function.start <= byte
                    && self.function.end <= function.end
                    && !matches!(function.role, Role::Plain if function.start != byte)
            })
            .is_some_and(|function| matches!(function.role, Role::Constructor { derived: true }))
    }
}
