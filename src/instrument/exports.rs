//! The names that a `CommonJS` file exports in plain sight: what `import { name }` of it may
//! name, since an ES module is linked before that file runs.
//!
//! The rules are those of Node's cjs-module-lexer, which reads tokens and never runs anything:
//! `exports.name =`, `module.exports.name =` and `Object.defineProperty(exports, 'name', …)`
//! anywhere, an object literal given to `module.exports` up to its first member that is no
//! plain name, and `module.exports = require('./file')`, which passes on that file's names.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "most of the syntax tree says nothing about exports"
)]

use indexmap::IndexSet;
use oxc_allocator::Allocator;
use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentTarget, CallExpression, Expression, ObjectExpression,
    ObjectPropertyKind, PropertyKey, PropertyKind,
};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType};

/// What a file exports, as far as it can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exports {
    /// In the order in which they are written, each once.
    pub names: Vec<String>,
    /// The specifiers of the files whose names it passes on.
    pub passed_on: Vec<String>,
}

/// Reads the names that `text` exports; none of a text that cannot be parsed.
pub fn exports_of(text: &str) -> Exports {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::script()).parse();
    let mut reader = Reader { text, names: IndexSet::default(), passed_on: Vec::default() };
    reader.visit_program(&parsed.program);
    Exports { names: reader.names.into_iter().collect(), passed_on: reader.passed_on }
}

struct Reader<'t> {
    text: &'t str,
    names: IndexSet<String>,
    passed_on: Vec<String>,
}

impl<'a> Visit<'a> for Reader<'_> {
    fn visit_assignment_expression(&mut self, assignment: &AssignmentExpression<'a>) {
        match target_of(&assignment.left) {
            Some(Target::Name(name)) => {
                self.names.insert(name);
            }
            Some(Target::Whole) => {
                self.passed_on.clear();
                match &assignment.right {
                    Expression::ObjectExpression(object) => self.literal(object),
                    other => self.passed_on.extend(required(other)),
                }
            }
            None => {}
        }
        walk::walk_assignment_expression(self, assignment);
    }

    fn visit_call_expression(&mut self, call: &CallExpression<'a>) {
        self.names.extend(defined(call));
        // What TypeScript makes of `export * from`.
        if let Expression::Identifier(callee) = &call.callee
            && ["__export", "__exportStar"].contains(&callee.name.as_str())
            && let Some(argument) = call.arguments.first().and_then(Argument::as_expression)
        {
            self.passed_on.extend(required(argument));
        }
        walk::walk_call_expression(self, call);
    }
}

impl Reader<'_> {
    fn literal(&mut self, object: &ObjectExpression) {
        for member in &object.properties {
            let goes_on = match member {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    let from = required(&spread.argument);
                    let known = from.is_some() || spread.argument.is_identifier_reference();
                    self.passed_on.extend(from);
                    known
                }
                ObjectPropertyKind::ObjectProperty(property) => {
                    let accessor = property.kind != PropertyKind::Init;
                    let Some(name) = plain_key(&property.key).filter(|_| !accessor) else { return };
                    // The lexer wants a name after the colon, and looks no further than that.
                    let value = property.value.span();
                    let begins = self.text[value.start as usize..].starts_with(is_of_names);
                    if !property.shorthand && !property.method && !begins {
                        return;
                    }
                    self.names.insert(name);
                    property.value.is_identifier_reference()
                }
            };
            if !goes_on {
                return;
            }
        }
    }
}

fn is_of_names(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

enum Target {
    /// `module.exports` itself.
    Whole,
    /// A property of it.
    Name(String),
}

fn target_of(left: &AssignmentTarget) -> Option<Target> {
    let (object, key) = match left {
        AssignmentTarget::StaticMemberExpression(member) => {
            (&member.object, member.property.name.to_string())
        }
        AssignmentTarget::ComputedMemberExpression(member) => match &member.expression {
            Expression::StringLiteral(key) => (&member.object, key.value.to_string()),
            _ => return None,
        },
        _ => return None,
    };
    if is_exports(object) {
        return Some(Target::Name(key));
    }
    (key == "exports" && is_named(object, "module")).then_some(Target::Whole)
}

/// Whether an expression is `exports` or `module.exports`.
fn is_exports(expression: &Expression) -> bool {
    match expression {
        Expression::StaticMemberExpression(member) => {
            member.property.name == "exports" && is_named(&member.object, "module")
        }
        other => is_named(other, "exports"),
    }
}

fn is_named(expression: &Expression, name: &str) -> bool {
    matches!(expression, Expression::Identifier(identifier) if identifier.name == name)
}

fn plain_key(key: &PropertyKey) -> Option<String> {
    match key {
        PropertyKey::StaticIdentifier(name) => Some(name.name.to_string()),
        PropertyKey::StringLiteral(text) => Some(text.value.to_string()),
        _ => None,
    }
}

/// The specifier in `require('…')`.
fn required(expression: &Expression) -> Option<String> {
    let Expression::CallExpression(call) = expression else { return None };
    if !is_named(&call.callee, "require") {
        return None;
    }
    match call.arguments.as_slice() {
        [Argument::StringLiteral(specifier)] => Some(specifier.value.to_string()),
        _ => None,
    }
}

/// The name in `Object.defineProperty(exports, 'name', { enumerable: true, get … })` or with a
/// value.
fn defined(call: &CallExpression) -> Option<String> {
    let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
    if callee.property.name != "defineProperty" || !is_named(&callee.object, "Object") {
        return None;
    }
    let [object, Argument::StringLiteral(name), Argument::ObjectExpression(how)] =
        call.arguments.as_slice()
    else {
        return None;
    };
    let is_ours = object.as_expression().is_some_and(is_exports);
    let tells = how.properties.iter().any(|member| match member {
        ObjectPropertyKind::ObjectProperty(property) => {
            plain_key(&property.key).is_some_and(|key| key == "value" || key == "get")
        }
        ObjectPropertyKind::SpreadProperty(_) => false,
    });
    (is_ours && tells).then(|| name.value.to_string())
}
