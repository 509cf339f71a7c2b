//! Parameters that the function's body declares again by `var`.
//!
//! Where a function has default values, such a variable is a binding of its own that begins with
//! the parameter's value (ECMAScript `FunctionDeclarationInstantiation`, step 28); the engine
//! throws a `ReferenceError` there. Unless a default value's function reads the parameter, nobody
//! can tell the two bindings apart: then `var a = 1` becomes `var Pb5=a = 1`, which writes to the
//! parameter. Else it is refused.

use std::collections::BTreeSet;

use oxc_ast::ast::{
    ArrowFunctionExpression, AssignmentPattern, FormalParameter, FormalParameters, Function,
    IdentifierReference, VariableDeclarator,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_span::GetSpan;
use oxc_syntax::{scope::ScopeFlags, symbol::SymbolId};

use super::{Marker, variables};
use crate::instrument::Reason;

impl Marker<'_> {
    /// Which parameters the body declares again, in a function that has default values.
    pub(super) fn redeclared(&self, parameters: &FormalParameters<'_>) -> Redeclared {
        let again = |symbol: &SymbolId| !self.scoping.symbol_redeclarations(*symbol).is_empty();
        let rest = parameters.rest.iter().map(|rest| &rest.rest.argument);
        let patterns = parameters.items.iter().map(|it| &it.pattern).chain(rest);
        let symbols: BTreeSet<_> = patterns.flat_map(variables::bound).filter(again).collect();
        if symbols.is_empty() {
            return Redeclared::default();
        }
        let names = symbols.iter().map(|symbol| self.scoping.symbol_name(*symbol)).collect();
        let mut reader = Reader { names, functions: 0, has_defaults: false, is_read: false };
        reader.visit_formal_parameters(parameters);
        Redeclared {
            symbols: if reader.has_defaults { symbols } else { BTreeSet::new() },
            is_read: reader.is_read,
        }
    }

    /// What has to stand before a `var` that declares a parameter again.
    pub(super) fn declared_again(&mut self, it: &VariableDeclarator<'_>, is_head: bool) {
        let Some(Redeclared { symbols, is_read }) = self.functions.last().map(|it| &it.redeclared)
        else {
            return;
        };
        if !variables::bound(&it.id).iter().any(|symbol| symbols.contains(symbol)) {
            return;
        }
        if *is_read || is_head || !it.id.is_binding_identifier() {
            self.refuse(
                Reason::Unsupported,
                "A parameter of a function with default values cannot be declared again like this",
                it.id.span(),
                "give the variable a name of its own",
            );
            return;
        }
        let start = it.span.start;
        let name = format!("{}b{start}=", self.prefix);
        self.splice.open(start, &name);
    }
}

/// The parameters of a function that its body declares again.
#[derive(Default)]
pub(super) struct Redeclared {
    symbols: BTreeSet<SymbolId>,
    /// A function in a default value reads one of them.
    is_read: bool,
}

/// Looks through the parameters of a function.
struct Reader<'s> {
    names: BTreeSet<&'s str>,
    /// Functions around the node at hand.
    functions: u32,
    has_defaults: bool,
    is_read: bool,
}

impl<'a> VisitJs<'a> for Reader<'_> {
    fn visit_assignment_pattern(&mut self, it: &AssignmentPattern<'a>) {
        self.has_defaults = true;
        walk_js::walk_assignment_pattern(self, it);
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        self.has_defaults |= it.initializer.is_some();
        walk_js::walk_formal_parameter(self, it);
    }

    fn visit_function(&mut self, it: &Function<'a>, flags: ScopeFlags) {
        self.functions += 1;
        walk_js::walk_function(self, it, flags);
        self.functions -= 1;
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.functions += 1;
        walk_js::walk_arrow_function_expression(self, it);
        self.functions -= 1;
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        self.is_read |= self.functions > 0 && self.names.contains(it.name.as_str());
    }
}
