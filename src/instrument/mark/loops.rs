//! `for-of` loops, and those that a jump may leave.
//!
//! Boa does not close the iterator of a loop that is left by `break label`, or by `return()`
//! at a `yield` in its body. Such a loop is put into a `try`, and the machine closes what the
//! engine left open, after the body's own `finally` blocks and before those around the loop,
//! as ECMAScript's *`ForIn/OfBodyEvaluation`* has it.

use oxc_ast::ast::{BreakStatement, ForOfStatement, ForStatementLeft, LabeledStatement, Statement};
use oxc_ast_visit::VisitJs;
use oxc_span::{GetSpan, Span};

use super::{Marker, variables};
use crate::trace::SiteKind;

/// A labelled statement or a `for-of` loop around the node at hand.
pub(super) struct Target {
    labels: Vec<String>,
    /// What it is if it is a loop, and where it begins.
    of: Option<(Of, u32)>,
    /// Whether a jump may leave it.
    is_left: bool,
}

/// Which iterators a loop takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Sync,
    Async,
}

/// Labels that stand before a loop.
pub(super) struct Labels {
    names: Vec<String>,
    /// Where the first of them begins, and the loop.
    start: u32,
    before: u32,
}

impl Marker<'_> {
    pub(super) fn labelled(&mut self, it: &LabeledStatement<'_>) {
        let mut names = vec![it.label.name.to_string()];
        let mut body = &it.body;
        while let Statement::LabeledStatement(inner) = body {
            names.push(inner.label.name.to_string());
            body = &inner.body;
        }
        if let Statement::ForOfStatement(inner) = body {
            self.labels = Some(Labels { names, start: it.span.start, before: inner.span.start });
            self.visit_statement(body);
        } else {
            self.within(Target { labels: names, of: None, is_left: false }, |marker| {
                marker.visit_statement(body);
            });
        }
    }

    pub(super) fn for_of_statement(&mut self, it: &ForOfStatement<'_>) {
        let labels = self.labels.take().filter(|labels| labels.before == it.span.start);
        let start = labels.as_ref().map_or(it.span.start, |labels| labels.start);
        let begin = self.splice.reserve(start);
        self.visit_for_statement_left(&it.left);
        let right = it.right.span();
        let follow = self.splice.reserve(right.start);
        self.waits |= it.r#await && self.functions.len() == 1;
        let is_wrapped = it.r#await && self.source.wraps_for_await;
        let takes_apart = match &it.left {
            ForStatementLeft::VariableDeclaration(left) => {
                left.declarations.iter().any(|it| !it.id.is_binding_identifier())
            }
            left => left.is_assignment_target_pattern(),
        };
        if is_wrapped {
            let open = format!("{}f(", self.prefix);
            self.splice.open(right.start, &open);
        }
        // Of what cannot be awaited in turn, V8 says whether it is `undefined` or `null`.
        self.destructured(takes_apart || it.r#await, &it.right);
        if is_wrapped {
            self.splice.close(right.end, ")");
        }
        let kind = if it.r#await { SiteKind::Await } else { SiteKind::Expression };
        let head = Span::new(it.left.span().start, right.end);
        let labels = labels.map(|labels| labels.names).unwrap_or_default();
        let of = if it.r#await { Of::Async } else { Of::Sync };
        let target = Target { labels, of: Some((of, it.span.start)), is_left: false };
        let target = self.within(target, |marker| {
            let declared = variables::in_left(&it.left);
            marker.with_initialized(declared, |marker| marker.ticked(&it.body, kind, head));
        });
        if target.is_some_and(|target| target.is_left) {
            let (kept, step) = (self.kept(it.span.start), format!("{}u", self.prefix));
            let number = u8::from(of == Of::Async);
            self.splice.fill(&begin, &format!("{{let {kept};try{{"));
            self.splice.fill(&follow, &format!("{kept}={step}({number},"));
            self.splice.close(right.end, ")");
            let end = self.closing(of, &kept);
            self.splice.close(it.span.end, &end);
        }
    }

    /// The hidden variable that holds what the loop at `start` iterates over.
    fn kept(&self, start: u32) -> String {
        format!("{}_{start}", self.prefix)
    }

    /// What stands behind such a loop.
    fn closing(&self, of: Of, kept: &str) -> String {
        let (step, caught) = (format!("{}u", self.prefix), format!("{}x", self.prefix));
        let (ended, close) = match of {
            Of::Sync => (String::new(), format!("{step}(4,{kept})")),
            Of::Async => (
                format!("{step}(2,{kept})"),
                format!("const {caught}={step}(5,{kept});if({caught}){step}(6,await {caught}[0])"),
            ),
        };
        format!("{ended}}}catch({caught}){{throw {step}(3,{kept},{caught})}}finally{{{close}}}}}")
    }

    /// Walks what lies within `target`; hands it back with what was found out about it.
    fn within(&mut self, target: Target, walk: impl FnOnce(&mut Self)) -> Option<Target> {
        self.functions.last_mut()?.targets.push(target);
        walk(self);
        self.functions.last_mut()?.targets.pop()
    }

    /// `break label` leaves every loop up to and including the one of that label, behind which
    /// the program goes on: that one hears of the jump.
    pub(super) fn break_statement(&mut self, it: &BreakStatement<'_>) {
        let (Some(label), Some(frame)) = (&it.label, self.functions.last_mut()) else { return };
        for target in frame.targets.iter_mut().rev() {
            target.is_left |= target.of.is_some();
            if target.labels.iter().any(|name| name == label.name.as_str()) {
                if let Some((Of::Async, start)) = target.of {
                    let left = format!("{}u(7,{});", self.prefix, self.kept(start));
                    self.splice.open(it.span.start, &left);
                }
                return;
            }
        }
    }

    /// A `yield` may leave every loop of its function.
    pub(super) fn may_return(&mut self) {
        if let Some(frame) = self.functions.last_mut() {
            for target in &mut frame.targets {
                target.is_left |= target.of.is_some();
            }
        }
    }
}
