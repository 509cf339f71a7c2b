//! Markers around calls and `yield`.

use oxc_ast::ast::{
    CallExpression, ChainElement, ChainExpression, Expression, MemberExpression, NewExpression,
    TaggedTemplateExpression, YieldExpression,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::GetSpan;

use super::{
    super::{lines::narrow, names, trivia},
    Marker,
};
use crate::trace::SiteKind;

impl Marker<'_> {
    pub(super) fn call_expression(&mut self, it: &CallExpression<'_>) {
        self.count();
        let site = self.site(SiteKind::Call, it.span, names::of_callee(&it.callee));
        self.wrap_call(site, self.call_position(it), it.span, |marker| {
            marker.keep_reference(&it.callee);
            marker.visit_expression(&it.callee);
            marker.super_call(it);
            marker.visit_arguments(&it.arguments);
        });
    }

    pub(super) fn tagged_template(&mut self, it: &TaggedTemplateExpression<'_>) {
        self.count();
        let site = self.site(SiteKind::Call, it.span, names::of_callee(&it.tag));
        self.wrap_call(site, it.quasi.span.start, it.span, |marker| {
            marker.keep_reference(&it.tag);
            marker.visit_expression(&it.tag);
            marker.visit_template_literal(&it.quasi);
        });
    }

    /// Where V8 says a call is: at the name right before the parenthesis, if there is one,
    /// else at the parenthesis (`ParserBase::ParseLeftHandSideContinuation`).
    fn call_position(&self, it: &CallExpression<'_>) -> u32 {
        match &it.callee {
            Expression::Identifier(_) | Expression::Super(_) if !it.optional => {
                it.callee.span().start
            }
            Expression::StaticMemberExpression(member) if !it.optional => {
                member.property.span.start
            }
            callee => {
                let behind = |at: u32| at + trivia::len(&self.source.text[at as usize..]);
                let at = behind(callee.span().end);
                if it.optional { behind(at + narrow("?.".len())) } else { at }
            }
        }
    }

    /// Callee and arguments of a `new`.
    pub(super) fn new_parts(&mut self, it: &NewExpression<'_>) {
        self.new_callee(&it.callee);
        self.visit_arguments(&it.arguments);
    }

    /// `new` takes the first arguments it meets: nothing along its callee may be wrapped, or
    /// `new new A()()` would construct the marker.
    pub(super) fn new_callee(&mut self, callee: &Expression<'_>) {
        self.descend(callee.span());
        match callee {
            Expression::StaticMemberExpression(it) => {
                self.new_callee_object(&it.object);
                self.property_name(it);
            }
            Expression::PrivateFieldExpression(it) => self.new_callee_object(&it.object),
            Expression::ComputedMemberExpression(it) => {
                self.new_callee_object(&it.object);
                self.visit_expression(&it.expression);
            }
            Expression::TaggedTemplateExpression(it) => {
                self.new_callee(&it.tag);
                self.visit_template_literal(&it.quasi);
            }
            Expression::NewExpression(it) => self.new_parts(it),
            callee => self.visit_expression(callee),
        }
        self.depth -= 1;
    }

    /// Notes that `expression` must stay a reference, should it be an optional chain.
    pub(super) fn keep_reference(&mut self, expression: &Expression<'_>) {
        if let Expression::ChainExpression(chain) = expression.without_parentheses() {
            self.reference = Some(chain.span.start);
        }
    }

    /// `a?.b().c()`: from the first `?.` on a chain is skipped as a whole, so its calls can
    /// only be wrapped as a whole.
    pub(super) fn chain(&mut self, it: &ChainExpression<'_>) {
        let is_reference = self.reference.take() == Some(it.span.start);
        let links = Link::of_chain(&it.expression);
        // The links are listed from the end of the chain: this is where it may break off.
        let Some(optional) = links.iter().rposition(Link::is_optional) else {
            return walk_js::walk_chain_expression(self, it);
        };
        let within = &links[..=optional];
        self.limit_depth(self.depth.saturating_add(narrow(within.len())), it.span);
        let ends_in_call = matches!(within.first(), Some(Link::Call(_)));
        let has_call = within.iter().any(|link| matches!(link, Link::Call(_)));
        let wrapped = has_call && (ends_in_call || !is_reference);
        let walk = |marker: &mut Self| {
            if let Some(first) = within.last() {
                marker.object(first);
            }
            for link in within.iter().rev() {
                marker.link(link);
            }
        };
        if wrapped {
            self.count();
            let label = names::of_chain(&it.expression);
            let site = self.site(SiteKind::Call, it.span, label);
            let last = within.iter().find_map(|link| match link {
                Link::Call(call) => Some(self.call_position(call)),
                Link::Member(_) => None,
            });
            self.wrap_call(site, last.unwrap_or(it.span.start), it.span, walk);
        } else {
            walk(self);
        }
    }

    /// What a link hangs on.
    fn object(&mut self, link: &Link<'_, '_>) {
        match link {
            Link::Call(call) => {
                self.keep_reference(&call.callee);
                self.visit_expression(&call.callee);
            }
            Link::Member(member) => self.visit_expression(member.object()),
        }
    }

    /// What a link of a chain has beside its object.
    fn link(&mut self, link: &Link<'_, '_>) {
        match link {
            Link::Call(call) => self.visit_arguments(&call.arguments),
            Link::Member(MemberExpression::ComputedMemberExpression(member)) => {
                self.visit_expression(&member.expression);
            }
            Link::Member(MemberExpression::StaticMemberExpression(member)) => {
                self.property_name(member);
            }
            Link::Member(MemberExpression::PrivateFieldExpression(_)) => {}
        }
    }

    pub(super) fn yield_expression(&mut self, it: &YieldExpression<'_>) {
        self.count();
        self.may_return();
        let is_legacy = self.is_legacy_async_generator();
        match &it.argument {
            Some(argument) if it.delegate => {
                if self.is_async_generator() {
                    let open = format!("{}h(", self.prefix);
                    self.splice.open(argument.span().start, &open);
                    self.visit_expression(argument);
                    self.splice.close(argument.span().end, ")");
                } else {
                    self.visit_expression(argument);
                }
            }
            Some(argument) => {
                let site = self.place(SiteKind::Expression, it.span);
                if is_legacy {
                    self.settled(argument.span(), |marker| {
                        marker.wrap_operand('y', site, argument);
                    });
                } else {
                    self.wrap_operand('y', site, argument);
                }
            }
            None => {
                let site = self.place(SiteKind::Expression, it.span);
                let text = self.call('y', site) + ",void 0)";
                let text = if is_legacy { format!("{}l({text})", self.prefix) } else { text };
                self.splice.close(it.span.end, &text);
            }
        }
    }
}

/// A part of an optional chain.
#[derive(Clone, Copy)]
enum Link<'n, 'a> {
    Call(&'n CallExpression<'a>),
    Member(&'n MemberExpression<'a>),
}

impl<'n, 'a> Link<'n, 'a> {
    /// The links of a chain, the last written first.
    fn of_chain(chain: &'n ChainElement<'a>) -> Vec<Self> {
        let mut next = match chain {
            ChainElement::CallExpression(call) => Some(Self::Call(call)),
            chain => chain.as_member_expression().map(Self::Member),
        };
        let mut links = Vec::new();
        while let Some(link) = next {
            links.push(link);
            let object = match link {
                Self::Call(call) => &call.callee,
                Self::Member(member) => member.object(),
            };
            next = match object {
                Expression::CallExpression(call) => Some(Self::Call(call)),
                object => object.as_member_expression().map(Self::Member),
            };
        }
        links
    }

    /// Whether `?.` stands before it.
    fn is_optional(&self) -> bool {
        match self {
            Self::Call(call) => call.optional,
            Self::Member(member) => member.optional(),
        }
    }
}
