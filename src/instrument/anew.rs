//! Reading properties anew each time.
//!
//! The engine remembers where it found a property by its name in the text, and is not told when
//! a prototype loses what stood before, or when that becomes a getter (`get_by_name`,
//! `boa_engine` 0.22 src/vm/opcode/get/property.rs). It remembers nothing for `object["name"]`.

use oxc_allocator::Allocator;
use oxc_ast::ast::{Expression, StaticMemberExpression};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan, SourceType};

use super::{splice::Splice, trivia};

/// How the engine is to read properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Where it found them the last time.
    Remembered,
    /// Looking for them each time: some file of the program may take properties away, or make
    /// them something else, see [`may_reshape`].
    Anew,
}

/// Words without which a file takes no property away and makes none something else.
const RESHAPES: [&str; 3] = ["delete", "defineProp", "__define"];

/// Whether a program with this file in it is to be instrumented with [`Reads::Anew`].
pub fn may_reshape(text: &str) -> bool {
    RESHAPES.iter().any(|word| text.contains(word))
}

/// A function body that reads its properties anew, without markers; lines stay where they are.
/// A text that cannot be parsed stays as it is.
pub fn read_anew(text: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::cjs()).parse();
    let mut reader = Reader { text, splice: Splice::default() };
    reader.visit_program(&parsed.program);
    reader.splice.build(text, "").code
}

struct Reader<'t> {
    text: &'t str,
    splice: Splice,
}

impl<'a> Visit<'a> for Reader<'_> {
    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        walk::walk_static_member_expression(self, it);
        by_key(it, self.text, &mut self.splice);
    }
}

/// Makes `object.name` `object["name"]`.
pub(super) fn by_key(it: &StaticMemberExpression<'_>, text: &str, splice: &mut Splice) {
    // `let[` would begin a declaration; `length` is not remembered for arrays and strings.
    let is_let = matches!(&it.object, Expression::Identifier(object) if object.name == "let");
    if is_let || it.property.name == "length" {
        return;
    }
    let end = it.object.span().end;
    let dot = end + trivia::len(text.get(end as usize..).unwrap_or_default());
    let name = it.property.span;
    if it.optional {
        splice.open(name.start, "[\"");
    } else {
        splice.bracket(dot);
        splice.open(name.start, "\"");
    }
    splice.close(name.end, "\"]");
}

#[cfg(test)]
mod tests {
    use super::read_anew;

    #[test]
    fn names_behind_dots_become_keys() {
        let text =
            "let.h\n.i;\nclass A { #g; m() { a.b?.c /*.*/ . d(super.e); a.f = this.#g.length } }";
        let read = "let.h\n[\"i\"];\nclass A { #g; m() { a[\"b\"]?.[\"c\"] /*.*/ [ \"d\"](super[\"e\"]); \
                    a[\"f\"] = this.#g.length } }";
        assert_eq!(read_anew(text), read);
    }
}
