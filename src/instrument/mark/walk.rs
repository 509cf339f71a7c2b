//! What the marker does at each kind of node.

use oxc_allocator::ArenaVec;
use oxc_ast::ast::{
    AccessorProperty, ArrowFunctionExpression, AssignmentExpression, AssignmentPattern,
    AssignmentTargetWithDefault, AwaitExpression, BinaryExpression, BinaryOperator, BreakStatement,
    CallExpression, CatchClause, ChainExpression, Class, ClassHeritage, ComputedMemberExpression,
    Decorator, DoWhileStatement, ExportAllDeclaration, ExportDefaultDeclaration,
    ExportFromDeclaration, Expression, ForInStatement, ForOfStatement, ForStatement,
    ForStatementLeft, FormalParameter, Function, IfStatement, ImportDeclaration, ImportExpression,
    LabeledStatement, MethodDefinition, NewExpression, ObjectAssignmentTarget, ObjectPattern,
    ObjectProperty, PrivateFieldExpression, Program, PropertyDefinition, ReturnStatement,
    SimpleAssignmentTarget, SpreadElement, Statement, StaticBlock, StaticMemberExpression,
    SwitchCase, SwitchStatement, TaggedTemplateExpression, ThrowStatement, TryStatement,
    UnaryExpression, UnaryOperator, VariableDeclaration, VariableDeclarationKind,
    VariableDeclarator, WhileStatement, WithStatement, YieldExpression,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use super::{Frame, Marker, WRAPPER, operands, variables};
use crate::{
    instrument::{Goal, Reason, names},
    trace::SiteKind,
};

impl<'a> VisitJs<'a> for Marker<'_> {
    fn visit_expression(&mut self, it: &Expression<'a>) {
        self.descend(it.span());
        walk_js::walk_expression(self, it);
        self.depth -= 1;
    }

    fn visit_statement(&mut self, it: &Statement<'a>) {
        self.descend(it.span());
        walk_js::walk_statement(self, it);
        self.depth -= 1;
    }

    fn visit_program(&mut self, it: &Program<'a>) {
        if self.source.goal == Goal::Script {
            self.splice.open(0, WRAPPER);
        }
        self.comment_out(it.hashbang.is_some());
        let kind = SiteKind::Program;
        let site = self.sites.add(kind, it.span, None, String::new());
        self.functions.push(Frame::new(site, kind));
        self.strict |= super::is_strict(&it.directives);
        let enter = it.body.first().map(|first| self.splice.reserve(first.span().start));
        self.own_variables(it.scope_id.get());
        self.visit_statements(&it.body);
        if let Some(enter) = enter {
            let notes = if self.notes.is_empty() {
                String::new()
            } else {
                operands::declaration(&self.prefix)
            };
            let held = if self.holds { format!("var {}j;", self.prefix) } else { String::new() };
            let text = self.call('e', site) + ");" + &notes + &held;
            self.splice.fill(&enter, &text);
        }
        self.functions.pop();
    }

    fn visit_statements(&mut self, it: &ArenaVec<'a, Statement<'a>>) {
        self.statements(it);
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        self.visit_expression(&it.test);
        self.braced(&it.consequent);
        if let Some(alternate) = &it.alternate {
            self.braced(alternate);
        }
    }

    fn visit_while_statement(&mut self, it: &WhileStatement<'a>) {
        self.step_before(&it.test);
        self.braced(&it.body);
    }

    fn visit_do_while_statement(&mut self, it: &DoWhileStatement<'a>) {
        self.braced(&it.body);
        self.step_before(&it.test);
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        self.for_statement(it);
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        self.visit_for_statement_left(&it.left);
        self.visit_expression(&it.right);
        let head = Span::new(it.left.span().start, it.right.span().end);
        self.with_initialized(variables::in_left(&it.left), |marker| {
            marker.ticked(&it.body, SiteKind::Expression, head);
        });
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.for_of_statement(it);
    }

    fn visit_labeled_statement(&mut self, it: &LabeledStatement<'a>) {
        self.labelled(it);
    }

    fn visit_break_statement(&mut self, it: &BreakStatement<'a>) {
        self.break_statement(it);
    }

    fn visit_switch_statement(&mut self, it: &SwitchStatement<'a>) {
        self.visit_expression(&it.discriminant);
        self.switch(it, |marker| marker.visit_switch_cases(&it.cases));
    }

    fn visit_switch_case(&mut self, it: &SwitchCase<'a>) {
        if let Some(test) = &it.test {
            self.visit_expression(test);
        }
        self.case(&it.consequent);
    }

    fn visit_with_statement(&mut self, it: &WithStatement<'a>) {
        self.visit_expression(&it.object);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        self.return_statement(it);
    }

    fn visit_throw_statement(&mut self, it: &ThrowStatement<'a>) {
        let site = self.place(SiteKind::Throw, it.span);
        self.wrap_operand('t', site, &it.argument);
    }

    fn visit_try_statement(&mut self, it: &TryStatement<'a>) {
        self.try_statement(it);
    }

    fn visit_catch_clause(&mut self, it: &CatchClause<'a>) {
        self.catch_clause(it);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        if matches!(it.kind, VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing) {
            self.refuse(
                Reason::Unsupported,
                "`using` declarations are not supported",
                it.span,
                "the engine does not dispose of the resource at the end of the block; \
                 use `try` and `finally`",
            );
        }
        walk_js::walk_variable_declaration(self, it);
    }

    fn visit_for_statement_left(&mut self, it: &ForStatementLeft<'a>) {
        if let ForStatementLeft::VariableDeclaration(it) = it {
            for declarator in &it.declarations {
                self.declared_again(declarator, true);
            }
        }
        walk_js::walk_for_statement_left(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        self.variable_declarator(it);
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        self.assignment(it);
    }

    fn visit_assignment_pattern(&mut self, it: &AssignmentPattern<'a>) {
        self.visit_binding_pattern(&it.left);
        self.default_value(&it.right, names::of_binding(&it.left));
    }

    fn visit_assignment_target_with_default(&mut self, it: &AssignmentTargetWithDefault<'a>) {
        self.visit_assignment_target(&it.binding);
        self.default_value(&it.init, names::of_target(&it.binding));
    }

    fn visit_object_pattern(&mut self, it: &ObjectPattern<'a>) {
        self.object_pattern(it);
    }

    fn visit_simple_assignment_target(&mut self, it: &SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(it) = it {
            self.note_written(it);
        }
        walk_js::walk_simple_assignment_target(self, it);
    }

    fn visit_object_assignment_target(&mut self, it: &ObjectAssignmentTarget<'a>) {
        self.object_target(it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        self.visit_decorators(&it.decorators);
        self.visit_binding_pattern(&it.pattern);
        if let Some(initializer) = &it.initializer {
            self.parameter_default(initializer, names::of_binding(&it.pattern));
        }
    }

    fn visit_function(&mut self, it: &Function<'a>, _: ScopeFlags) {
        let name = match &it.id {
            Some(id) => id.name.to_string(),
            None => self.inferred_name(it.span.start),
        };
        self.function(it, it.span.start, name);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.arrow(it);
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        self.object_property(it);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        self.class(it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.visit_decorators(&it.decorators);
        self.method(it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        self.visit_decorators(&it.decorators);
        self.field(it);
    }

    fn visit_static_block(&mut self, it: &StaticBlock<'a>) {
        self.static_block(it);
    }

    fn visit_accessor_property(&mut self, it: &AccessorProperty<'a>) {
        self.refuse_proposal("`accessor` fields", it.span);
    }

    fn visit_decorator(&mut self, it: &Decorator<'a>) {
        self.refuse_proposal("Decorators", it.span);
    }

    fn visit_export_default_declaration(&mut self, it: &ExportDefaultDeclaration<'a>) {
        self.export_default(it);
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.count();
        let site = self.place(SiteKind::Await, it.span);
        self.wrap_operand('a', site, &it.argument);
    }

    fn visit_yield_expression(&mut self, it: &YieldExpression<'a>) {
        self.yield_expression(it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.call_expression(it);
    }

    fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
        self.count();
        let name = names::of_callee(&it.callee);
        let site = self.site(SiteKind::Call, it.span, format!("new {name}"));
        self.wrap_call(site, it.span.start, it.span, |marker| marker.new_parts(it));
    }

    fn visit_tagged_template_expression(&mut self, it: &TaggedTemplateExpression<'a>) {
        self.tagged_template(it);
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.count();
        if it.phase.is_some() {
            self.refuse_proposal("Import phases", it.span);
        }
        let site = self.site(SiteKind::Call, it.span, "import".to_owned());
        self.wrap_call(site, it.span.start, it.span, |marker| marker.import_parts(it, site));
    }

    fn visit_import_declaration(&mut self, it: &ImportDeclaration<'a>) {
        if it.phase.is_some() {
            self.refuse_proposal("Import phases", it.span);
        }
        self.assertions(&it.source, it.with_clause.as_deref());
    }

    fn visit_export_from_declaration(&mut self, it: &ExportFromDeclaration<'a>) {
        self.assertions(&it.source, it.with_clause.as_deref());
    }

    fn visit_export_all_declaration(&mut self, it: &ExportAllDeclaration<'a>) {
        self.assertions(&it.source, it.with_clause.as_deref());
    }

    fn visit_chain_expression(&mut self, it: &ChainExpression<'a>) {
        self.chain(it);
    }

    fn visit_unary_expression(&mut self, it: &UnaryExpression<'a>) {
        if it.operator == UnaryOperator::Delete {
            self.keep_reference(&it.argument);
            self.delete_from(&it.argument);
        }
        self.visit_expression(&it.argument);
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        self.static_member(it);
    }

    fn visit_computed_member_expression(&mut self, it: &ComputedMemberExpression<'a>) {
        self.computed_member(it);
    }

    fn visit_private_field_expression(&mut self, it: &PrivateFieldExpression<'a>) {
        self.private_member(it);
    }

    fn visit_binary_expression(&mut self, it: &BinaryExpression<'a>) {
        if it.operator == BinaryOperator::In {
            self.in_expression(it);
        } else {
            walk_js::walk_binary_expression(self, it);
        }
    }

    fn visit_spread_element(&mut self, it: &SpreadElement<'a>) {
        self.spread(it);
    }

    fn visit_class_heritage(&mut self, it: &ClassHeritage<'a>) {
        self.heritage(it);
    }
}
