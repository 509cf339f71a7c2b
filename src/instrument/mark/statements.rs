//! Markers before statements and in the heads of loops.

use oxc_ast::ast::{
    CatchClause, Declaration, ExportDefaultDeclarationKind, ForStatement, ReturnStatement,
    Statement, TryStatement,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::{GetSpan, Span};

use super::{super::names, Marker, variables};
use crate::trace::SiteKind;

impl Marker<'_> {
    /// A list of statements, each with `Ps(s);` before it. A marker begins with a word, which
    /// no statement before it can go on with: semicolons left out stay left out.
    pub(super) fn statements(&mut self, statements: &[Statement<'_>]) {
        self.begin_block(statements, false);
        self.in_block(statements, false);
    }

    /// What one case of a `switch` does: its block is that of all cases.
    pub(super) fn case(&mut self, statements: &[Statement<'_>]) {
        self.begin_block(statements, true);
        self.in_block(statements, true);
    }

    fn in_block(&mut self, statements: &[Statement<'_>], is_case: bool) {
        for statement in statements {
            if is_step(statement) {
                self.step(statement);
            }
            let before = self.splice.reserve(statement.span().start);
            self.visit_statement(statement);
            let captured = self.captured(statement, is_case);
            self.splice.fill(&before, &captured);
            self.declared(statement);
        }
        self.end_block();
    }

    fn step(&mut self, statement: &Statement<'_>) {
        let head = names::trimmed(head(statement), self.source.text);
        let site = self.place(SiteKind::Statement, head);
        let step = self.call('s', site) + &self.reads(site);
        self.splice.open(statement.span().start, &(step + ");"));
    }

    /// A body that may lack its braces: it gets them, to hold the marker.
    pub(super) fn braced(&mut self, body: &Statement<'_>) {
        if is_step(body) {
            self.splice.open(body.span().start, "{");
            self.step(body);
            self.visit_statement(body);
            self.close_body(body);
        } else {
            self.visit_statement(body);
        }
    }

    /// Closes the braces around a body. A lone `let`, a variable's name in sloppy code, gets its
    /// semicolon: the parser takes it before the end of a file, but not before `}`.
    fn close_body(&mut self, body: &Statement<'_>) {
        let is_let = matches!(body, Statement::ExpressionStatement(_))
            && names::trimmed(body.span(), self.source.text).source_text(self.source.text) == "let";
        self.splice.close(body.span().end, if is_let { ";}" } else { "}" });
    }

    /// The body of a loop whose head cannot hold a marker: it begins with one.
    pub(super) fn ticked(&mut self, body: &Statement<'_>, kind: SiteKind, head: Span) {
        let site = self.place(kind, head);
        let tick = self.call('s', site) + &self.reads(site);
        if let Statement::BlockStatement(block) = body {
            self.splice.open(block.span.start + 1, &(tick + ");"));
            self.visit_statement(body);
        } else {
            self.splice.open(body.span().start, &format!("{{{tick});"));
            if is_step(body) {
                self.step(body);
            }
            self.visit_statement(body);
            self.close_body(body);
        }
    }

    pub(super) fn for_statement(&mut self, it: &ForStatement<'_>) {
        if let Some(init) = &it.init {
            self.visit_for_statement_init(init);
        }
        let head = variables::in_head(it.init.as_ref());
        self.with_initialized(head, |marker| marker.rounds(it));
    }

    /// A `for` loop without what runs once.
    fn rounds(&mut self, it: &ForStatement<'_>) {
        if let Some(test) = &it.test {
            self.step_before(test);
        }
        if let Some(update) = &it.update {
            self.step_before(update);
        }
        if it.test.is_some() {
            self.braced(&it.body);
        } else {
            let head = Span::new(it.span.start, it.body.span().start);
            let head = names::trimmed(head, self.source.text);
            self.ticked(&it.body, SiteKind::Expression, head);
        }
    }

    pub(super) fn return_statement(&mut self, it: &ReturnStatement<'_>) {
        let Some(argument) = &it.argument else { return };
        let site = self.place(SiteKind::Return, it.span);
        if self.is_legacy_async_generator() {
            self.settled(argument.span(), |marker| marker.wrap_operand('v', site, argument));
        } else {
            self.wrap_operand('v', site, argument);
        }
    }

    /// Puts `Pl(` and `)` around what V8 before 7.3 turned into a promise first.
    pub(super) fn settled(&mut self, span: Span, walk: impl FnOnce(&mut Self)) {
        let open = format!("{}l(", self.prefix);
        self.splice.open(span.start, &open);
        walk(self);
        self.splice.close(span.end, ")");
    }

    /// A `catch` that has a `finally` behind it gets a `try` of its own. What such a `catch` throws
    /// the engine leaves lying about while the `finally` runs, where calls trip over it.
    pub(super) fn try_statement(&mut self, it: &TryStatement<'_>) {
        let (Some(handler), Some(finalizer)) = (&it.handler, &it.finalizer) else {
            walk_js::walk_try_statement(self, it);
            return;
        };
        self.splice.open(it.span.start, "try{");
        self.visit_block_statement(&it.block);
        self.visit_catch_clause(handler);
        self.splice.close(handler.span.end, "}");
        self.visit_block_statement(finalizer);
    }

    pub(super) fn catch_clause(&mut self, it: &CatchClause<'_>) {
        let mut caught_by = Vec::new();
        if let Some(param) = &it.param {
            let head = Span::new(it.span.start, it.body.span.start);
            let head = names::trimmed(head, self.source.text);
            let site = self.place(SiteKind::Expression, head);
            let caught = self.call('k', site);
            let pattern = param.pattern.span();
            caught_by = variables::bound(&param.pattern);
            if param.pattern.is_binding_identifier() {
                // As spelled: an escape in it is still the same name.
                let name = pattern.source_text(self.source.text);
                self.splice.open(it.body.span.start + 1, &format!("{caught},{name});"));
            } else {
                let name = format!("{}x", self.prefix);
                self.splice.open(pattern.start, &format!("{name}){{let "));
                self.visit_binding_pattern(&param.pattern);
                self.splice.close(pattern.end, &format!("={caught},{name});if(1"));
                self.splice.close(it.span.end, "}");
            }
        }
        self.with_initialized(caught_by, |marker| {
            walk_js::walk_block_statement(marker, &it.body);
        });
    }
}

/// Whether running the statement is something to see. Declarations that are hoisted are not,
/// nor are a block, whose statements are, and an empty statement.
///
/// Nothing may stand between a label and its loop, nor be put around a function declared as
/// the body of an `if` (ECMAScript B.3.3).
fn is_step(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::BlockStatement(_)
        | Statement::EmptyStatement(_)
        | Statement::FunctionDeclaration(_)
        | Statement::ImportDeclaration(_)
        | Statement::ExportAllDeclaration(_)
        | Statement::ExportNamedDeclaration(_)
        | Statement::ExportFromDeclaration(_) => false,
        Statement::ExportDeclaration(export) => {
            !matches!(export.declaration, Declaration::FunctionDeclaration(_))
        }
        Statement::ExportDefaultDeclaration(export) => {
            !matches!(export.declaration, ExportDefaultDeclarationKind::FunctionDeclaration(_))
        }
        Statement::LabeledStatement(labelled) => {
            !matches!(labelled.body, Statement::FunctionDeclaration(_))
        }
        _ => true,
    }
}

/// What of a statement runs first: not the bodies that have statements of their own.
fn head(statement: &Statement<'_>) -> Span {
    let span = statement.span();
    let end = match statement {
        Statement::IfStatement(it) => it.consequent.span().start,
        Statement::WhileStatement(it) => it.body.span().start,
        Statement::DoWhileStatement(it) => it.body.span().start,
        Statement::ForStatement(it) => it.body.span().start,
        Statement::ForInStatement(it) => it.body.span().start,
        Statement::ForOfStatement(it) => it.body.span().start,
        Statement::WithStatement(it) => it.body.span().start,
        Statement::LabeledStatement(it) => head(&it.body).end,
        Statement::TryStatement(it) => it.block.span.start,
        Statement::SwitchStatement(it) => it.discriminant.span().end,
        Statement::ClassDeclaration(it) => it.body.span.start,
        _ => span.end,
    };
    Span::new(span.start, end)
}
