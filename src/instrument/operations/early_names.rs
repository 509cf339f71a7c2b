//! What V8 before 7.2 calls arrow functions without a name: by what they are given to
//! (`FuncNameInferrer`, src/parsing/func-name-inferrer.cc; `ParseAssignmentExpression` asked it
//! at the end of every arrow function).
//!
//! `Promise.resolve().then(() => {})` gives the name `Promise.resolve.then`: the names that
//! were read on the way to the function, inside the expressions around it.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use std::{collections::BTreeMap, mem};

use oxc_allocator::ArenaVec;
use oxc_ast::ast::{
    Argument, ArrayExpressionElement, ArrowFunctionBody, ArrowFunctionExpression,
    AssignmentExpression, BindingPattern, ComputedMemberExpression, ConditionalExpression,
    FormalParameter, Function, IdentifierReference, MethodDefinition, MethodDefinitionKind,
    ObjectProperty, ParenthesizedExpression, Program, Statement, StaticMemberExpression,
    StringLiteral, TemplateLiteral, VariableDeclarator,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_syntax::scope::ScopeFlags;

/// What an arrow function is called.
#[derive(Clone, Debug)]
pub struct EarlyName {
    pub name: String,
    /// It stands in parentheses, to be called at once: V8 7.0 forgets its name as it compiles
    /// it with the code around it.
    pub is_eager: bool,
}

/// The names of all arrow functions, by where they begin.
pub(super) fn of(text: &str, program: &Program<'_>) -> BTreeMap<u32, EarlyName> {
    let mut namer = Namer { text, read: Vec::new(), is_eager: false, found: BTreeMap::new() };
    namer.visit_program(program);
    namer.found
}

/// A name that was read.
struct Read {
    name: String,
    is_variable: bool,
}

struct Namer<'s> {
    text: &'s str,
    /// The names read so far in the expressions around.
    read: Vec<Read>,
    /// The next function stands in parentheses.
    is_eager: bool,
    found: BTreeMap<u32, EarlyName>,
}

impl Namer<'_> {
    /// An expression by itself: what it reads is forgotten behind it.
    fn apart(&mut self, visit: impl FnOnce(&mut Self)) {
        let known = self.read.len();
        visit(self);
        self.read.truncate(known);
    }

    fn variable(&mut self, name: &str) {
        self.read.push(Read { name: name.to_owned(), is_variable: true });
    }

    fn property(&mut self, name: &str) {
        if name != "prototype" {
            self.read.push(Read { name: name.to_owned(), is_variable: false });
        }
    }

    /// All names that were read; of variables in a row the last.
    fn name(&self) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for (index, read) in self.read.iter().enumerate() {
            let next = self.read.get(index + 1);
            if !(read.is_variable && next.is_some_and(|next| next.is_variable)) {
                parts.push(&read.name);
            }
        }
        parts.join(".")
    }

    /// The body of a function, which V8 reads by itself when it is first called; what is called
    /// at once it reads with the code around.
    fn body(&mut self, own_name: Option<&str>, visit: impl FnOnce(&mut Self)) {
        if mem::take(&mut self.is_eager) {
            return self.apart(visit);
        }
        let around = mem::take(&mut self.read);
        if let Some(name) = own_name.filter(|name| name.starts_with(char::is_uppercase)) {
            self.property(name);
        }
        visit(self);
        self.read = around;
    }
}

impl<'a> VisitJs<'a> for Namer<'_> {
    fn visit_statement(&mut self, it: &Statement<'a>) {
        self.apart(|namer| walk_js::walk_statement(namer, it));
    }

    fn visit_arguments(&mut self, it: &ArenaVec<'a, Argument<'a>>) {
        for argument in it {
            self.apart(|namer| walk_js::walk_argument(namer, argument));
        }
    }

    fn visit_array_expression_element(&mut self, it: &ArrayExpressionElement<'a>) {
        self.apart(|namer| walk_js::walk_array_expression_element(namer, it));
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        self.apart(|namer| {
            if it.computed {
                namer.apart(|namer| namer.visit_property_key(&it.key));
            } else if let Some(name) = it.key.static_name() {
                namer.property(&name);
            }
            namer.visit_expression(&it.value);
        });
    }

    fn visit_parenthesized_expression(&mut self, it: &ParenthesizedExpression<'a>) {
        self.is_eager = matches!(
            it.expression,
            oxc_ast::ast::Expression::ArrowFunctionExpression(_)
                | oxc_ast::ast::Expression::FunctionExpression(_)
        );
        self.apart(|namer| namer.visit_expression(&it.expression));
        self.is_eager = false;
    }

    fn visit_conditional_expression(&mut self, it: &ConditionalExpression<'a>) {
        self.visit_expression(&it.test);
        self.apart(|namer| namer.visit_expression(&it.consequent));
        self.apart(|namer| namer.visit_expression(&it.alternate));
    }

    fn visit_template_literal(&mut self, it: &TemplateLiteral<'a>) {
        for expression in &it.expressions {
            self.apart(|namer| namer.visit_expression(expression));
        }
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        self.apart(|namer| {
            match &it.id {
                BindingPattern::BindingIdentifier(id) => namer.variable(&id.name),
                pattern => namer.apart(|namer| namer.visit_binding_pattern(pattern)),
            }
            if let Some(init) = &it.init {
                namer.apart(|namer| namer.visit_expression(init));
            }
        });
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        let Some(initializer) = &it.initializer else { return };
        self.apart(|namer| {
            if let BindingPattern::BindingIdentifier(id) = &it.pattern {
                namer.variable(&id.name);
            }
            namer.apart(|namer| namer.visit_expression(initializer));
        });
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        self.apart(|namer| {
            namer.visit_assignment_target(&it.left);
            namer.apart(|namer| namer.visit_expression(&it.right));
        });
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        self.visit_expression(&it.object);
        self.property(&it.property.name);
    }

    fn visit_computed_member_expression(&mut self, it: &ComputedMemberExpression<'a>) {
        self.visit_expression(&it.object);
        self.apart(|namer| namer.visit_expression(&it.expression));
        if let oxc_ast::ast::Expression::StringLiteral(key) = &it.expression {
            self.property(&key.value);
        }
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.variable(&it.name);
    }

    fn visit_string_literal(&mut self, it: &StringLiteral<'a>) {
        self.property(&it.value);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.apart(|namer| {
            let params = it.params.span;
            let is_bare = !params.source_text(namer.text).starts_with('(');
            if let Some(param) = it.params.items.first().filter(|_| is_bare)
                && let BindingPattern::BindingIdentifier(id) = &param.pattern
            {
                namer.variable(&id.name);
            }
            let early = EarlyName { name: namer.name(), is_eager: namer.is_eager };
            namer.found.insert(it.span.start, early);
            namer.body(None, |namer| {
                namer.apart(|namer| namer.visit_formal_parameters(&it.params));
                match &it.body {
                    ArrowFunctionBody::FunctionBody(body) => namer.visit_function_body(body),
                    body => {
                        let expression = body.to_expression();
                        namer.apart(|namer| namer.visit_expression(expression));
                    }
                }
            });
        });
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        let name = it.id.as_ref().map(|id| id.name.to_string());
        self.body(name.as_deref(), |namer| walk_js::walk_function(namer, it, flags));
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.apart(|namer| {
            let is_constructor = it.kind == MethodDefinitionKind::Constructor;
            let name = it.key.static_name().filter(|_| !is_constructor);
            let flags = ScopeFlags::Function;
            namer.body(name.as_deref(), |namer| walk_js::walk_function(namer, &it.value, flags));
        });
    }
}
