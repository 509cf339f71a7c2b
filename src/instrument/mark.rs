//! The walk that decides where markers go.
//!
//! What each marker is, the parent module says; what may not be marked, and why, stands at
//! the rule in question. Inside `with` nothing is marked: a marker's name would be looked up
//! in the object first, which a proxy or a getter notices.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

mod assertions;
mod dead_zone;
mod expressions;
mod functions;
mod loops;
mod operands;
mod patterns;
mod redeclared;
mod statements;
mod supers;
mod variables;
mod walk;

use std::collections::BTreeSet;

use oxc_ast::ast::{Directive, Expression, Program};
use oxc_ast_visit::VisitJs;
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::symbol::SymbolId;

use self::{
    loops::{Labels, Target},
    redeclared::Redeclared,
    supers::Home,
    variables::{Block, Outer, Variables},
};
use super::{
    Error, Goal, Reason, Source,
    lines::{Lines, Unit},
    prefix,
    sites::{NamedSite, NamedVariable, Sites},
    splice::{Splice, Spliced},
    trivia::{self, LINE_ENDS},
};
use crate::trace::{SiteId, SiteKind};

/// What Node wraps a `CommonJS` module in (`Module.wrapper`, lib/internal/modules/cjs/loader.js).
const WRAPPER: &str = "(function (exports, require, module, __filename, __dirname) {";

/// A syntax tree nested deeper than this is refused: the engine's parser has a stack too.
const DEEPEST_TREE: u32 = 10_000;

/// All that the walk finds out.
pub(super) struct Marked {
    pub(super) prefix: String,
    pub(super) spliced: Spliced,
    pub(super) lines: Lines,
    pub(super) sites: Vec<NamedSite>,
    pub(super) variables: Vec<NamedVariable>,
    /// The lines of declarations that import with assertions.
    pub(super) asserted: Vec<u32>,
    /// The operands that were noted: where each begins and ends.
    pub(super) notes: BTreeSet<(u32, u32)>,
}

/// Decides where markers go in `program`, and puts them there.
pub(super) fn mark(
    source: &Source<'_>,
    program: &Program<'_>,
    scoping: &Scoping,
) -> Result<Marked, Error> {
    let mut marker = Marker {
        source,
        scoping,
        prefix: prefix::choose(source.text),
        splice: Splice::default(),
        sites: Sites::new(Lines::new(source.text, Unit::Utf16), source.first_site),
        functions: Vec::new(),
        classes: Vec::new(),
        inferred: None,
        reference: None,
        labels: None,
        written: None,
        solid: BTreeSet::new(),
        strict: source.goal == Goal::Module,
        assigned: BTreeSet::new(),
        home: Home::Known,
        waits: false,
        holds: false,
        asserted: Vec::new(),
        notes: BTreeSet::new(),
        variables: source.variables.then(|| Variables::new(scoping)),
        depth: 0,
        refused: None,
    };
    marker.visit_program(program);
    if let Some(refused) = marker.refused {
        return Err(refused);
    }
    let tail = match (source.goal, program.body.is_empty()) {
        (Goal::Script, false) => "\n})".to_owned(),
        (Goal::Script, true) => format!("\n{}e({});}})", marker.prefix, source.first_site + 1),
        // The engine takes a module for one that waits by its `await` alone.
        (Goal::Module, false) if marker.waits => "\nif(0)await 0;".to_owned(),
        (Goal::Module | Goal::Page, false) => String::new(),
        (Goal::Module | Goal::Page, true) => {
            format!("\n{}e({});", marker.prefix, source.first_site + 1)
        }
    };
    let spliced = marker.splice.build(source.text, &tail);
    let (lines, sites) = marker.sites.finish();
    let variables = marker.variables.map(Variables::finish).unwrap_or_default();
    let Marker { prefix, asserted, notes, .. } = marker;
    Ok(Marked { prefix, spliced, lines, sites, variables, asserted, notes })
}

struct Marker<'s> {
    source: &'s Source<'s>,
    scoping: &'s Scoping,
    prefix: String,
    splice: Splice,
    sites: Sites,
    /// The functions around the node at hand, the program itself first.
    functions: Vec<Frame>,
    /// The classes around the node at hand.
    classes: Vec<ClassFrame>,
    /// Where a nameless function or class begins, and the name it gets.
    inferred: Option<(u32, String)>,
    /// Where an optional chain begins whose value must stay a reference: as the operand of
    /// `delete` or as a parenthesised callee, which gets its `this` from it.
    reference: Option<u32>,
    /// The labels of the loop that is about to be walked.
    labels: Option<Labels>,
    /// Where the member expression ends that is about to be written to or deleted.
    written: Option<(u32, operands::Note)>,
    /// Bindings that never hold `undefined` or `null`.
    solid: BTreeSet<SymbolId>,
    /// Variables that have been written to so far.
    assigned: BTreeSet<SymbolId>,
    /// Whether the code at hand is strict.
    strict: bool,
    /// What `super` means in it.
    home: Home,
    /// Whether there is a `for await` at the top level.
    waits: bool,
    /// Whether a pattern puts something into `Pj`.
    holds: bool,
    /// The lines of declarations that import with assertions.
    asserted: Vec<u32>,
    /// The operands that were noted: where each begins and ends.
    notes: BTreeSet<(u32, u32)>,
    /// If markers are to tell what variables hold.
    variables: Option<Variables>,
    depth: u32,
    refused: Option<Error>,
}

/// A function being walked.
struct Frame {
    site: SiteId,
    kind: SiteKind,
    /// How many calls, awaits and yields its own code has had so far.
    calls: u32,
    /// Its parameters are being walked: they run before its body, so before its `Pe`.
    in_parameters: bool,
    /// An arrow function that is not async.
    is_arrow: bool,
    /// Its parameters that its body declares again.
    redeclared: Redeclared,
    /// The labelled statements and loops around the node at hand.
    targets: Vec<Target>,
    /// The blocks around the node at hand.
    blocks: Vec<Block>,
    /// What it can read of the functions around it.
    outer: Vec<Outer>,
}

impl Frame {
    fn new(site: SiteId, kind: SiteKind) -> Self {
        Self {
            site,
            kind,
            calls: 0,
            in_parameters: false,
            is_arrow: false,
            redeclared: Redeclared::default(),
            targets: Vec::new(),
            blocks: Vec::new(),
            outer: Vec::new(),
        }
    }
}

/// A class being walked.
struct ClassFrame {
    span: Span,
    name: String,
    /// It has a parent.
    extends: bool,
    /// The function V8 makes of all instance fields, once there is one to mark.
    instance: Option<SiteId>,
    /// The same for static fields and blocks.
    fixed: Option<SiteId>,
}

impl Marker<'_> {
    /// Makes comments of what is one only at the very beginning of a file, or of a line.
    fn comment_out(&mut self, has_hashbang: bool) {
        let behind = trivia::len(self.source.text);
        let (before, after) = self.source.text.split_at(behind as usize);
        if has_hashbang {
            self.splice.open(0, "//");
        } else if after.starts_with("-->") && !before.contains(LINE_ENDS) {
            self.splice.open(behind, "//");
        }
    }

    /// A site in the innermost function.
    fn site(&mut self, kind: SiteKind, span: Span, name: String) -> SiteId {
        let function = self.functions.last().map(|frame| frame.site);
        self.sites.add(kind, span, function, name)
    }

    /// A nameless one.
    fn place(&mut self, kind: SiteKind, span: Span) -> SiteId {
        self.site(kind, span, String::new())
    }

    /// `Px(site` and so on: the beginning of a marker.
    fn call(&self, letter: char, site: SiteId) -> String {
        format!("{}{letter}({}", self.prefix, site.0)
    }

    /// Puts `Pc(site,` and `)` around a call, which V8 places at `at`; `walk` visits what lies
    /// within.
    fn wrap_call(&mut self, site: SiteId, at: u32, span: Span, walk: impl FnOnce(&mut Self)) {
        let open = self.call('c', site);
        self.splice.call_start(site, at, span.start);
        self.splice.open(span.start, &(open + ","));
        walk(self);
        self.splice.close(span.end, ")");
        self.splice.call_end(span.end);
    }

    /// Puts `Px(site,` and `)` around an argument that may be a comma expression.
    fn wrap_operand(&mut self, letter: char, site: SiteId, operand: &Expression<'_>) {
        let (open, close) = match operand {
            Expression::SequenceExpression(_) => (",(", "))"),
            _ => (",", ")"),
        };
        let open = self.call(letter, site) + open;
        self.splice.open(operand.span().start, &open);
        self.visit_expression(operand);
        self.splice.close(operand.span().end, close);
    }

    /// Puts `(Ps(site),` and `)` around an expression.
    fn step_before(&mut self, expression: &Expression<'_>) {
        let site = self.place(SiteKind::Expression, expression.span());
        let open = self.call('s', site) + &self.reads(site);
        self.splice.open(expression.span().start, &format!("({open}),"));
        self.visit_expression(expression);
        self.splice.close(expression.span().end, ")");
    }

    /// Remembers that the function or class at `start` is called `name`.
    fn infer(&mut self, start: u32, name: Option<String>) {
        self.inferred = name.map(|name| (start, name));
    }

    /// The name inferred for what begins at `start`.
    fn inferred_name(&mut self, start: u32) -> String {
        match self.inferred.take() {
            Some((at, name)) if at == start => name,
            Some(_) | None => String::new(),
        }
    }

    /// Counts a call, an `await` or a `yield` of the innermost function.
    fn count(&mut self) {
        if let Some(frame) = self.functions.last_mut() {
            frame.calls += 1;
        }
    }

    fn is_async_generator(&self) -> bool {
        self.functions.last().is_some_and(|frame| frame.kind == SiteKind::AsyncGenerator)
    }

    /// Whether markers imitate V8 before 7.3 in the innermost function, an async generator.
    fn is_legacy_async_generator(&self) -> bool {
        self.source.legacy_await && self.is_async_generator()
    }

    /// One level deeper into the syntax tree.
    fn descend(&mut self, span: Span) {
        self.depth += 1;
        self.limit_depth(self.depth, span);
    }

    fn limit_depth(&mut self, depth: u32, span: Span) {
        if depth > DEEPEST_TREE {
            self.refuse(
                Reason::Nesting,
                "An expression or statement nests too deeply here",
                Span::new(span.start, span.start),
                "split it into several statements",
            );
        }
    }

    fn refuse(&mut self, reason: Reason, message: &str, span: Span, help: &str) {
        if self.refused.is_none() {
            let error = Error::new(self.source, reason, message.to_owned(), span);
            self.refused = Some(error.with_help(help));
        }
    }
}

/// Whether directives make their function or file strict.
fn is_strict(directives: &[Directive<'_>]) -> bool {
    directives.iter().any(|directive| directive.directive == "use strict")
}
