//! Import assertions, which V8 knew before import attributes and the engine does not.

use oxc_ast::ast::{Expression, ImportExpression, StringLiteral, WithClause, WithClauseKeyword};
use oxc_ast_visit::VisitJs;

use super::{
    super::{lines::narrow, since, trivia},
    Marker,
};
use crate::trace::{SiteId, SiteKind};

const ASSERT: &str = "assert";

impl Marker<'_> {
    /// Makes `assert` of a declaration `with`, which means the same to the engine.
    pub(super) fn assertions(&mut self, from: &StringLiteral<'_>, clause: Option<&WithClause<'_>>) {
        if clause.is_none_or(|it| it.keyword != WithClauseKeyword::Assert) {
            return;
        }
        let behind = self.source.text.get(from.span.end as usize..).unwrap_or_default();
        let start = from.span.end + trivia::len(behind);
        self.splice.open(start, "with/*");
        self.splice.close(start + narrow(ASSERT.len()), "*/");
        self.asserted.push(self.sites.position(start).line);
    }

    /// The parts of `import(specifier, options)`; where options may assert, they are looked at
    /// before the engine does.
    pub(super) fn import_parts<'a>(&mut self, it: &ImportExpression<'a>, call: SiteId)
    where
        Self: VisitJs<'a>,
    {
        self.visit_expression(&it.source);
        match &it.options {
            Some(options) if since::has_assertions(self.source.runtime) => {
                // V8 warns at the last place that its code for them has kept.
                let site = match options {
                    Expression::Identifier(name) => self.place(SiteKind::Expression, name.span),
                    _ => call,
                };
                self.wrap_operand('q', site, options);
            }
            Some(options) => self.visit_expression(options),
            None => {}
        }
    }
}
