//! Variables that are used before they are declared.
//!
//! The engine keeps a variable that no function captures in a register, and asks whether it is
//! initialised only where a read stands before the declaration in the text. It does not ask before
//! it writes, nor where a `switch` goes past the declaration (`boa_engine` 0.22
//! src/bytecompiler, `emit_binding`). So such a declaration gets a function before it that
//! captures the variable, and is never called: `()=>[a];let a`.

use oxc_ast::ast::{IdentifierReference, Statement};
use oxc_syntax::symbol::SymbolId;

use super::{Marker, variables};

impl Marker<'_> {
    /// A variable is written to.
    pub(super) fn note_written(&mut self, it: &IdentifierReference<'_>) {
        let reference = it.reference_id.get().map(|id| self.scoping.get_reference(id));
        if let Some(symbol) = reference.and_then(oxc_semantic::Reference::symbol_id) {
            self.assigned.insert(symbol);
        }
    }

    /// What has to stand before a statement that has been walked, if it declares what was
    /// written to before, or if it may be left out, as in a `switch`.
    pub(super) fn captured(&self, statement: &Statement<'_>, may_be_left_out: bool) -> String {
        let declared: Vec<SymbolId> = match statement {
            Statement::VariableDeclaration(it) => variables::lexical(it),
            Statement::ClassDeclaration(it) => {
                it.id.iter().filter_map(|id| id.symbol_id.get()).collect()
            }
            _ => Vec::new(),
        };
        let names: Vec<&str> = declared
            .into_iter()
            .filter(|symbol| may_be_left_out || self.assigned.contains(symbol))
            .map(|symbol| self.scoping.symbol_name(symbol))
            .collect();
        if names.is_empty() { String::new() } else { format!("()=>[{}];", names.join(",")) }
    }
}
