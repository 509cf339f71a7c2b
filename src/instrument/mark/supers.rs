//! `super` in what initialises instance fields.
//!
//! There the engine looks for properties in the parent class, and not in its prototype
//! (`PushClassField` makes the class the home object, `boa_engine` 0.22
//! `src/vm/opcode/push/class/field.rs`). So `super.a` becomes `super.prototype.a`, and
//! `super.a(b)` becomes `super.prototype.a.call(this,b)`. What else stands behind `super` is
//! refused there.

use oxc_ast::ast::{CallExpression, Expression};
use oxc_span::{GetSpan, Span};

use super::{Marker, trivia};
use crate::instrument::Reason;

/// What `super` means in the code at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// What it should.
    Known,
    /// The parent class, instead of its prototype.
    Parent,
    /// `Function.prototype`, as the class has no parent.
    Nothing,
}

impl Marker<'_> {
    /// Walks code in which `super` means something else than around it.
    pub(super) fn at_home(&mut self, home: Home, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.home, home);
        walk(self);
        self.home = outside;
    }

    /// What `super` means in the initialisers of the innermost class's instance fields.
    pub(super) fn field_home(&self) -> Home {
        match self.classes.last() {
            Some(class) if class.extends => Home::Parent,
            Some(_) | None => Home::Nothing,
        }
    }

    /// A property of `super`, of which is known whether it is written to.
    pub(super) fn super_object(&mut self, object: Span, is_written: bool) {
        match self.home {
            Home::Known => {}
            Home::Parent if !is_written => self.splice.close(object.end, ".prototype"),
            Home::Parent | Home::Nothing => self.refuse(
                Reason::Unsupported,
                "`super` cannot be used like this in a field",
                object,
                "use it in a method, or in the constructor",
            ),
        }
    }

    /// What has to stand in a call of what `super` has.
    pub(super) fn super_call(&mut self, it: &CallExpression<'_>) {
        let object = match &it.callee {
            Expression::StaticMemberExpression(member) => &member.object,
            Expression::ComputedMemberExpression(member) => &member.object,
            _ => return,
        };
        if self.home != Home::Parent || !object.is_super() {
            return;
        }
        if it.optional {
            return self.super_object(object.span(), true);
        }
        let callee = it.callee.span().end;
        self.splice.close(callee, ".call");
        let behind = trivia::len(self.source.text.get(callee as usize..).unwrap_or_default());
        let this = if it.arguments.is_empty() { "this" } else { "this," };
        self.splice.open(callee + behind + 1, this);
    }
}
