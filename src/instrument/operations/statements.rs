//! Statements, in the order in which they run, each with the place V8 gives it
//! (`BytecodeGenerator::Visit...Statement`, src/interpreter/bytecode-generator.cc).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    CatchClause, Declaration, ExportDefaultDeclarationKind, ForInStatement, ForOfStatement,
    ForStatement, ForStatementInit, ForStatementLeft, Program, Statement, SwitchStatement,
    VariableDeclaration,
};
use oxc_span::{GetSpan, Span};

use super::{
    Guard, Iteration, Loop, Walker,
    places::{member_position, operator_start, position},
};

impl Walker<'_> {
    pub(super) fn program(&mut self, it: &Program<'_>) {
        self.function = it.span;
        self.statements(&it.body);
    }

    pub(super) fn statements(&mut self, statements: &[Statement<'_>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "statements that evaluate nothing, TypeScript's among them"
    )]
    fn statement(&mut self, statement: &Statement<'_>) {
        let start = statement.span().start;
        match statement {
            Statement::BlockStatement(it) => self.statements(&it.body),
            Statement::ExpressionStatement(it) => {
                self.positions.statement(start);
                self.expression(&it.expression);
            }
            Statement::IfStatement(it) => {
                self.positions.statement(start);
                self.expression(&it.test);
                self.statement(&it.consequent);
                if let Some(alternate) = &it.alternate {
                    self.statement(alternate);
                }
            }
            Statement::ReturnStatement(it) => {
                self.positions.statement(start);
                if let Some(argument) = &it.argument {
                    let span = it.span;
                    self.guarded(marker(span), |walker| walker.expression(argument));
                }
            }
            Statement::ThrowStatement(it) => {
                self.positions.statement(start);
                let span = it.span;
                self.guarded(marker(span), |walker| walker.expression(&it.argument));
            }
            Statement::WhileStatement(it) => {
                self.positions.statement(position(&it.test, self.text));
                self.expression(&it.test);
                self.statement(&it.body);
            }
            Statement::DoWhileStatement(it) => {
                self.statement(&it.body);
                self.positions.statement(position(&it.test, self.text));
                self.expression(&it.test);
            }
            Statement::ForStatement(it) => self.for_statement(it),
            Statement::ForInStatement(it) => self.for_in(it),
            Statement::ForOfStatement(it) => self.for_of(it),
            Statement::LabeledStatement(it) => self.statement(&it.body),
            Statement::SwitchStatement(it) => self.switch(it),
            Statement::TryStatement(it) => {
                self.statements(&it.block.body);
                if let Some(handler) = &it.handler {
                    self.catch(handler);
                }
                if let Some(finalizer) = &it.finalizer {
                    self.statements(&finalizer.body);
                }
            }
            Statement::WithStatement(it) => {
                self.positions.statement(start);
                self.expression(&it.object);
                self.statement(&it.body);
            }
            Statement::VariableDeclaration(it) => self.variables(it),
            Statement::FunctionDeclaration(it) => self.function_declaration(it),
            Statement::ClassDeclaration(it) => self.class(it, None),
            Statement::ExportDeclaration(it) => match &it.declaration {
                Declaration::VariableDeclaration(it) => self.variables(it),
                Declaration::FunctionDeclaration(it) => self.function_declaration(it),
                Declaration::ClassDeclaration(it) => self.class(it, None),
                _ => {}
            },
            Statement::ExportDefaultDeclaration(it) => match &it.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(it) => {
                    self.function_declaration(it);
                }
                ExportDefaultDeclarationKind::ClassDeclaration(it) => {
                    self.class(it, Some("default"));
                }
                ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => {}
                declaration => {
                    let expression = declaration.to_expression();
                    self.positions.statement(expression.span().start);
                    self.expression(expression);
                }
            },
            _ => {}
        }
    }

    /// A declaration's place is its initialiser's.
    pub(super) fn variables(&mut self, it: &VariableDeclaration<'_>) {
        for declarator in &it.declarations {
            if let Some(init) = &declarator.init {
                self.positions.statement(init.span().start);
                self.initializer(&declarator.id, init);
            }
        }
    }

    fn for_statement(&mut self, it: &ForStatement<'_>) {
        match &it.init {
            Some(ForStatementInit::VariableDeclaration(init)) => self.variables(init),
            Some(init) => {
                let init = init.to_expression();
                self.positions.statement(init.span().start);
                self.expression(init);
            }
            None => {}
        }
        if let Some(test) = &it.test {
            self.positions.statement(position(test, self.text));
            self.expression(test);
        }
        self.statement(&it.body);
        if let Some(update) = &it.update {
            self.positions.statement(update.span().start);
            self.expression(update);
        }
    }

    fn for_in(&mut self, it: &ForInStatement<'_>) {
        self.positions.statement(position(&it.right, self.text));
        self.expression(&it.right);
        self.each(&it.left, Iteration::ForOfTarget);
        self.statement(&it.body);
    }

    fn for_of(&mut self, it: &ForOfStatement<'_>) {
        self.positions.statement(position(&it.right, self.text));
        self.expression(&it.right);
        self.positions.fallible();
        let inside = it.right.span().start;
        let how = if it.r#await { Iteration::ForAwait } else { Iteration::ForOf };
        self.iterates(how, &it.right, inside);
        let next = self.next_place(&it.left);
        let (at, Span { start, end, .. }) = (self.positions.attached, it.span);
        let of = operator_start(it.left.span().end, self.text);
        self.found.loops.insert(at, Loop { next, of, start, end });
        self.each(&it.left, Iteration::ForOfTarget);
        self.statement(&it.body);
    }

    /// Where a `for`-`of` asks for the next value: at the last word of what it declares, or
    /// where what it assigns to is.
    fn next_place(&self, left: &ForStatementLeft<'_>) -> u32 {
        match left {
            ForStatementLeft::VariableDeclaration(it) => match it.declarations.first() {
                Some(declarator) if declarator.id.is_binding_identifier() => {
                    declarator.id.span().start
                }
                Some(declarator) => declarator.id.span().end.saturating_sub(1),
                None => it.span.start,
            },
            left => match left.as_member_expression() {
                Some(member) => member_position(member, self.text),
                None => left.span().start,
            },
        }
    }

    /// What every value of a loop goes into.
    fn each(&mut self, left: &ForStatementLeft<'_>, how: Iteration) {
        match left {
            ForStatementLeft::VariableDeclaration(it) => {
                if let Some(declarator) = it.declarations.first() {
                    self.positions.statement(declarator.id.span().start);
                    self.positions.harmless();
                    self.pattern(&declarator.id, how, Some(".for".to_owned()));
                }
            }
            left => {
                let target = left.to_assignment_target();
                self.positions.statement(target.span().start);
                self.positions.harmless();
                self.target(target, how, Some(".for".to_owned()));
            }
        }
    }

    fn switch(&mut self, it: &SwitchStatement<'_>) {
        self.positions.statement(it.span.start);
        self.expression(&it.discriminant);
        for case in &it.cases {
            if let Some(test) = &case.test {
                self.expression(test);
            }
        }
        for case in &it.cases {
            self.statements(&case.consequent);
        }
    }

    fn catch(&mut self, it: &CatchClause<'_>) {
        if let Some(param) = &it.param {
            self.positions.expression(param.span.start);
            self.pattern(&param.pattern, Iteration::Parameter, None);
        }
        self.statements(&it.body.body);
    }
}

/// The place the engine names inside a marker around `span`.
pub(super) fn marker(span: Span) -> Guard {
    Guard::Marker(span.start, span.end)
}
