//! Where a module names what it imports: for the error of a name that is not exported.

#![expect(clippy::wildcard_enum_match_arm, reason = "most kinds of statements import nothing")]

use oxc_allocator::Allocator;
use oxc_ast::ast::{ImportDeclarationSpecifier, Statement};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType, Span};

/// A name that a module imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it is imported from.
    pub specifier: String,
    /// The bytes of the source that name it.
    pub start: u32,
    pub end: u32,
}

/// The first import of `name` in a module's text.
pub fn import_of(text: &str, name: &str) -> Option<Imported> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::mjs()).parse();
    parsed.program.body.iter().find_map(|statement| {
        let (specifier, span): (&str, Span) = match statement {
            Statement::ImportDeclaration(it) => {
                let mut all = it.specifiers.iter().flatten();
                let span = all.find_map(|specifier| match specifier {
                    ImportDeclarationSpecifier::ImportSpecifier(it) => {
                        (it.imported.name() == name).then(|| it.imported.span())
                    }
                    ImportDeclarationSpecifier::ImportDefaultSpecifier(it) => {
                        (name == "default").then_some(it.local.span)
                    }
                    ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => None,
                })?;
                (&it.source.value, span)
            }
            Statement::ExportFromDeclaration(it) => {
                let found = it.specifiers.iter().find(|it| it.local.name() == name)?;
                (&it.source.value, found.local.span())
            }
            _ => return None,
        };
        Some(Imported { specifier: specifier.to_owned(), start: span.start, end: span.end })
    })
}
