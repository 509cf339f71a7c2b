//! Syntax that came after the Node that is asked for.
//!
//! The parser reads the newest JavaScript; what real Node of an older version refuses is
//! refused here too. The versions are those whose binaries first ran it, of the ones there are.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

use oxc_ast::ast::{
    ArrowFunctionExpression, AssignmentExpression, AssignmentOperator, AwaitExpression,
    BigIntLiteral, ChainExpression, ExportAllDeclaration, ForOfStatement, Function,
    ImportExpression, LogicalExpression, LogicalOperator, MethodDefinition, ModuleExportName,
    NumericLiteral, PrivateInExpression, Program, PropertyDefinition, PropertyKey, RegExpFlags,
    RegExpLiteral, StaticBlock, WithClause,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

use crate::trace::Runtime;

/// Syntax that the runtime does not know.
pub(super) struct Newer {
    pub(super) what: &'static str,
    pub(super) span: Span,
    pub(super) since: Runtime,
}

/// The first place in a program that is newer than its runtime.
pub(super) fn first(program: &Program<'_>, runtime: Runtime) -> Option<Newer> {
    // Nothing was added since.
    if runtime >= Runtime::Node24 {
        return None;
    }
    let mut search = Search { runtime, depth: 0, found: None };
    search.visit_program(program);
    search.found
}

struct Search {
    runtime: Runtime,
    /// How many functions are around.
    depth: u32,
    found: Option<Newer>,
}

impl Search {
    fn since(&mut self, since: Runtime, what: &'static str, span: Span) {
        let is_first = self.found.as_ref().is_none_or(|found| span.start < found.span.start);
        if self.runtime < since && is_first {
            self.found = Some(Newer { what, span, since });
        }
    }

    /// An `await` outside all functions: the parser has made sure that this is a module.
    fn awaits(&mut self, span: Span) {
        if self.depth == 0 {
            self.since(Runtime::Node14, "`await` at the top level", span);
        }
    }

    fn number(&mut self, raw: Option<&str>, span: Span) {
        if raw.is_some_and(|raw| raw.contains('_')) {
            self.since(Runtime::Node12, "`_` in numbers", span);
        }
    }
}

impl<'a> VisitJs<'a> for Search {
    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        self.depth += 1;
        walk_js::walk_function(self, it, flags);
        self.depth -= 1;
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.depth += 1;
        walk_js::walk_arrow_function_expression(self, it);
        self.depth -= 1;
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.awaits(Span::sized(it.span.start, 5));
        walk_js::walk_await_expression(self, it);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        if it.r#await {
            self.awaits(Span::sized(it.span.start, 3));
        }
        walk_js::walk_for_of_statement(self, it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        self.since(Runtime::Node12, "fields of classes", it.key.span());
        walk_js::walk_property_definition(self, it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        if matches!(it.key, PropertyKey::PrivateIdentifier(_)) {
            self.since(Runtime::Node14, "private methods", it.key.span());
        }
        walk_js::walk_method_definition(self, it);
    }

    fn visit_static_block(&mut self, it: &StaticBlock<'a>) {
        self.since(Runtime::Node16, "static blocks", Span::sized(it.span.start, 6));
        self.depth += 1;
        walk_js::walk_static_block(self, it);
        self.depth -= 1;
    }

    fn visit_private_in_expression(&mut self, it: &PrivateInExpression<'a>) {
        self.since(Runtime::Node16, "`#field in object`", it.span);
        walk_js::walk_private_in_expression(self, it);
    }

    fn visit_chain_expression(&mut self, it: &ChainExpression<'a>) {
        self.since(Runtime::Node14, "`?.`", it.span);
        walk_js::walk_chain_expression(self, it);
    }

    fn visit_logical_expression(&mut self, it: &LogicalExpression<'a>) {
        if it.operator == LogicalOperator::Coalesce {
            self.since(Runtime::Node14, "`??`", it.span);
        }
        walk_js::walk_logical_expression(self, it);
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        let what = match it.operator {
            AssignmentOperator::LogicalAnd => Some("`&&=`"),
            AssignmentOperator::LogicalOr => Some("`||=`"),
            AssignmentOperator::LogicalNullish => Some("`??=`"),
            _ => None,
        };
        if let Some(what) = what {
            self.since(Runtime::Node16, what, it.span);
        }
        walk_js::walk_assignment_expression(self, it);
    }

    fn visit_numeric_literal(&mut self, it: &NumericLiteral<'a>) {
        self.number(it.raw.as_deref(), it.span);
    }

    fn visit_big_int_literal(&mut self, it: &BigIntLiteral<'a>) {
        self.number(it.raw.as_deref(), it.span);
    }

    fn visit_reg_exp_literal(&mut self, it: &RegExpLiteral<'a>) {
        if it.regex.flags.contains(RegExpFlags::D) {
            self.since(Runtime::Node16, "the flag `d`", it.span);
        }
        if it.regex.flags.contains(RegExpFlags::V) {
            self.since(Runtime::Node20, "the flag `v`", it.span);
        }
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        if let Some(options) = &it.options {
            self.since(Runtime::Node16, "options of `import()`", options.span());
        }
        walk_js::walk_import_expression(self, it);
    }

    fn visit_with_clause(&mut self, it: &WithClause<'a>) {
        self.since(Runtime::Node18, "`with` behind an import", it.span);
    }

    fn visit_export_all_declaration(&mut self, it: &ExportAllDeclaration<'a>) {
        if it.exported.is_some() {
            self.since(Runtime::Node12, "`export * as`", it.span);
        }
        walk_js::walk_export_all_declaration(self, it);
    }

    fn visit_module_export_name(&mut self, it: &ModuleExportName<'a>) {
        if let ModuleExportName::StringLiteral(name) = it {
            self.since(Runtime::Node16, "texts as names of exports", name.span);
        }
    }
}
