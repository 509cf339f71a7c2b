//! Properties of patterns, where the engine takes an object apart wrongly.
//!
//! * A pattern that assigns, and one among the parameters of an arrow function, the engine
//!   parses as an object literal first. Of computed keys there it knows those of a name, and of
//!   a pattern with a default value (`ObjectLiteral::to_pattern`, `boa_ast` 0.22
//!   src/expression/literal/object.rs). Other patterns are given a default that changes nothing.
//! * What is taken apart further stays part of the rest (`compile_declaration_pattern_impl`,
//!   `boa_engine` 0.22 `src/bytecompiler/declaration/declaration_pattern.rs`). So it gets a name
//!   of its own, and is what a property that no object has (`Pj`) is by default:
//!   `{ a: { b }, ...c }` becomes `{ a: Pj1,["Pj"]:{ b }=Pj1, ...c }`. What a pattern assigns is
//!   in one variable of the file's meanwhile, which is called `Pj`.
//! * A computed key stays part of a rest that is no variable.

use oxc_ast::ast::{
    AssignmentTargetMaybeDefault, AssignmentTargetProperty, AssignmentTargetPropertyIdentifier,
    AssignmentTargetPropertyProperty, BindingPattern, BindingProperty, ObjectAssignmentTarget,
    ObjectPattern, PropertyKey,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::{GetSpan, Span};

use super::Marker;
use crate::instrument::Reason;

/// What a property of a pattern is put into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Name,
    NameWithDefault,
    /// A pattern, and where its default value stands, if it has one.
    Pattern(Option<Span>),
}

/// What the pattern around a property is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Declares,
    /// One of the parameters of an arrow function.
    Parameter,
    Assigns,
}

/// What is done with the properties that it does not name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    None,
    Variable,
    Property,
}

impl Marker<'_> {
    pub(super) fn object_pattern(&mut self, it: &ObjectPattern<'_>) {
        let is_parameter =
            self.functions.last().is_some_and(|frame| frame.is_arrow && frame.in_parameters);
        let kind = if is_parameter { Kind::Parameter } else { Kind::Declares };
        let around = (kind, if it.rest.is_some() { Rest::Variable } else { Rest::None });
        for property in &it.properties {
            self.bound(property, around);
        }
        if let Some(rest) = &it.rest {
            self.visit_binding_rest_element(rest);
        }
    }

    fn bound(&mut self, it: &BindingProperty<'_>, around: (Kind, Rest)) {
        let into = match &it.value {
            BindingPattern::BindingIdentifier(_) => Into::Name,
            BindingPattern::ObjectPattern(_) | BindingPattern::ArrayPattern(_) => {
                Into::Pattern(None)
            }
            BindingPattern::AssignmentPattern(it) if it.left.is_binding_identifier() => {
                Into::NameWithDefault
            }
            BindingPattern::AssignmentPattern(it) => Into::Pattern(Some(it.right.span())),
        };
        self.property(
            &it.key,
            (it.computed, it.shorthand),
            it.value.span(),
            into,
            around,
            |marker| {
                walk_js::walk_binding_property(marker, it);
            },
        );
    }

    pub(super) fn object_target(&mut self, it: &ObjectAssignmentTarget<'_>) {
        let rest = match &it.rest {
            Some(rest) if rest.target.is_member_expression() => Rest::Property,
            Some(_) => Rest::Variable,
            None => Rest::None,
        };
        let around = (Kind::Assigns, rest);
        for property in &it.properties {
            match property {
                AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(it) => {
                    self.assigned_name(it, around);
                }
                AssignmentTargetProperty::AssignmentTargetPropertyProperty(it) => {
                    self.assigned(it, around);
                }
            }
        }
        if let Some(rest) = &it.rest {
            self.visit_assignment_target_rest(rest);
        }
    }

    fn assigned_name(&mut self, it: &AssignmentTargetPropertyIdentifier<'_>, around: (Kind, Rest)) {
        self.note_written(&it.binding);
        if let Some(init) = &it.init {
            self.default_value(init, Some(it.binding.name.to_string()));
        } else if self.reads_anew() && around.1 != Rest::Property {
            self.splice.open(it.span.start, &format!("[\"{}\"]:", it.binding.name));
        }
    }

    fn assigned(&mut self, it: &AssignmentTargetPropertyProperty<'_>, around: (Kind, Rest)) {
        let into = match &it.binding {
            AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(it) => {
                if it.binding.is_assignment_target_pattern() {
                    Into::Pattern(Some(it.init.span()))
                } else if it.binding.is_member_expression() {
                    // Of a property that is written to the engine takes a default.
                    Into::Name
                } else {
                    Into::NameWithDefault
                }
            }
            target if target.is_assignment_target_pattern() => Into::Pattern(None),
            _ => Into::Name,
        };
        self.property(&it.name, (it.computed, false), it.binding.span(), into, around, |marker| {
            walk_js::walk_assignment_target_property_property(marker, it);
        });
    }

    /// A property with this key, of which is known whether it is computed or a shorthand, and
    /// what it is put into.
    fn property(
        &mut self,
        key: &PropertyKey<'_>,
        (computed, shorthand): (bool, bool),
        target: Span,
        into: Into,
        around: (Kind, Rest),
        walk: impl FnOnce(&mut Self),
    ) {
        let (kind, rest) = around;
        let is_literal = kind != Kind::Declares;
        let is_unknown = is_literal && into == Into::NameWithDefault;
        if computed && is_unknown {
            self.refuse_key(key, "whose variable has a default value");
        } else if computed && rest == Rest::Property {
            self.refuse_key(key, "beside a rest that is no variable");
        }
        let looks = self.reads_anew() && !is_unknown && rest != Rest::Property;
        if looks && !computed {
            self.by_key(key, shorthand);
        }
        let Into::Pattern(default) = into else { return walk(self) };
        if rest == Rest::None {
            walk(self);
            if is_literal && default.is_none() && (computed || looks) {
                self.splice.close(target.end, "=void 0");
            }
            return;
        }
        let prefix = self.prefix.clone();
        let held = if kind == Kind::Assigns {
            self.holds = true;
            format!("{prefix}j")
        } else {
            format!("{prefix}j{}", target.start)
        };
        self.splice.open(target.start, &format!("{held},[\"{prefix}j\"]:"));
        if let Some(default) = default {
            self.splice.open(default.start, &format!("{held}!==void 0?{held}:("));
            walk(self);
            self.splice.close(default.end, ")");
        } else {
            walk(self);
            self.splice.close(target.end, &format!("={held}"));
        }
    }

    /// Makes `{ key: … }` `{ ["key"]: … }`.
    fn by_key(&mut self, key: &PropertyKey<'_>, shorthand: bool) {
        let span = key.span();
        let name = key.static_name().filter(|_| shorthand);
        if let Some(name) = name {
            self.splice.open(span.start, &format!("[\"{name}\"]:"));
        } else {
            let quote = if key.is_identifier() { "\"" } else { "" };
            self.splice.open(span.start, &format!("[{quote}"));
            self.splice.close(span.end, &format!("{quote}]"));
        }
    }

    fn refuse_key(&mut self, key: &PropertyKey<'_>, what: &str) {
        self.refuse(
            Reason::Unsupported,
            &format!("A computed key {what} cannot be followed here"),
            key.span(),
            "take the object apart in a declaration of its own",
        );
    }
}
