//! The walk that decides where markers go.
//!
//! What each marker is, the parent module says; what may not be marked, and why, stands at
//! the rule in question. Inside `with` nothing is marked: a marker's name would be looked up
//! in the object first, which a proxy or a getter notices.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the syntax tree is oxc's, and has many kinds of nodes that no rule here is about"
)]

mod expressions;
mod functions;
mod operands;
mod statements;

use std::collections::BTreeSet;

use oxc_allocator::ArenaVec;
use oxc_ast::ast::{
    AccessorProperty, ArrowFunctionExpression, AssignmentExpression, AssignmentPattern,
    AssignmentTargetPropertyIdentifier, AssignmentTargetWithDefault, AwaitExpression,
    BinaryExpression, BinaryOperator, CallExpression, CatchClause, ChainExpression, Class,
    ClassHeritage, ComputedMemberExpression, Decorator, Directive, DoWhileStatement,
    ExportDefaultDeclaration, Expression, ForInStatement, ForOfStatement, ForStatement,
    FormalParameter, Function, IfStatement, ImportDeclaration, ImportExpression, MethodDefinition,
    NewExpression, ObjectProperty, PrivateFieldExpression, Program, PropertyDefinition,
    ReturnStatement, SpreadElement, Statement, StaticBlock, StaticMemberExpression,
    TaggedTemplateExpression, ThrowStatement, UnaryExpression, UnaryOperator, VariableDeclaration,
    VariableDeclarationKind, VariableDeclarator, WhileStatement, WithStatement, YieldExpression,
};
use oxc_ast_visit::{VisitJs, walk_js};
use oxc_semantic::Scoping;
use oxc_span::{GetSpan, Span};
use oxc_syntax::{scope::ScopeFlags, symbol::SymbolId};

use super::{
    Error, Goal, Reason, Source,
    lines::{Lines, Unit},
    prefix,
    sites::{NamedSite, Sites},
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
        written: None,
        solid: BTreeSet::new(),
        strict: source.goal == Goal::Module,
        notes: BTreeSet::new(),
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
        (Goal::Module, false) => String::new(),
        (Goal::Module, true) => format!("\n{}e({});", marker.prefix, source.first_site + 1),
    };
    let spliced = marker.splice.build(source.text, &tail);
    let (lines, sites) = marker.sites.finish();
    Ok(Marked { prefix: marker.prefix, spliced, lines, sites, notes: marker.notes })
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
    /// Where the member expression ends that is about to be written to or deleted.
    written: Option<(u32, operands::Note)>,
    /// Bindings that never hold `undefined` or `null`.
    solid: BTreeSet<SymbolId>,
    /// Whether the code at hand is strict.
    strict: bool,
    /// The operands that were noted: where each begins and ends.
    notes: BTreeSet<(u32, u32)>,
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
}

impl Frame {
    fn new(site: SiteId, kind: SiteKind) -> Self {
        Self { site, kind, calls: 0, in_parameters: false }
    }
}

/// A class being walked.
struct ClassFrame {
    span: Span,
    name: String,
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
        let open = self.call('s', site);
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

    /// Whether markers imitate V8 before 7.3 in the innermost function, an async generator.
    fn is_legacy_async_generator(&self) -> bool {
        let kind = self.functions.last().map(|frame| frame.kind);
        self.source.legacy_await && kind == Some(SiteKind::AsyncGenerator)
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

impl<'a> VisitJs<'a> for Marker<'_> {
    fn visit_expression(&mut self, it: &Expression<'a>) {
        self.descend(it.span());
        walk_js::walk_expression(self, it);
        self.depth -= 1;
    }

    fn visit_statement(&mut self, it: &Statement<'a>) {
        self.descend(it.span());
        walk_js::walk_statement(self, it);
        self.depth -= 1;
    }

    fn visit_program(&mut self, it: &Program<'a>) {
        if self.source.goal == Goal::Script {
            self.splice.open(0, WRAPPER);
        }
        self.comment_out(it.hashbang.is_some());
        let kind = SiteKind::Program;
        let site = self.sites.add(kind, it.span, None, String::new());
        self.functions.push(Frame::new(site, kind));
        self.strict |= is_strict(&it.directives);
        let enter = it.body.first().map(|first| self.splice.reserve(first.span().start));
        self.visit_statements(&it.body);
        if let Some(enter) = enter {
            let notes = if self.notes.is_empty() {
                String::new()
            } else {
                operands::declaration(&self.prefix)
            };
            let text = self.call('e', site) + ");" + &notes;
            self.splice.fill(&enter, &text);
        }
        self.functions.pop();
    }

    fn visit_statements(&mut self, it: &ArenaVec<'a, Statement<'a>>) {
        self.statements(it);
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        self.visit_expression(&it.test);
        self.braced(&it.consequent);
        if let Some(alternate) = &it.alternate {
            self.braced(alternate);
        }
    }

    fn visit_while_statement(&mut self, it: &WhileStatement<'a>) {
        self.step_before(&it.test);
        self.braced(&it.body);
    }

    fn visit_do_while_statement(&mut self, it: &DoWhileStatement<'a>) {
        self.braced(&it.body);
        self.step_before(&it.test);
    }

    fn visit_for_statement(&mut self, it: &ForStatement<'a>) {
        self.for_statement(it);
    }

    fn visit_for_in_statement(&mut self, it: &ForInStatement<'a>) {
        self.visit_for_statement_left(&it.left);
        self.visit_expression(&it.right);
        let head = Span::new(it.left.span().start, it.right.span().end);
        self.ticked(&it.body, SiteKind::Expression, head);
    }

    fn visit_for_of_statement(&mut self, it: &ForOfStatement<'a>) {
        self.for_of_statement(it);
    }

    fn visit_with_statement(&mut self, it: &WithStatement<'a>) {
        self.visit_expression(&it.object);
    }

    fn visit_return_statement(&mut self, it: &ReturnStatement<'a>) {
        self.return_statement(it);
    }

    fn visit_throw_statement(&mut self, it: &ThrowStatement<'a>) {
        let site = self.place(SiteKind::Throw, it.span);
        self.wrap_operand('t', site, &it.argument);
    }

    fn visit_catch_clause(&mut self, it: &CatchClause<'a>) {
        self.catch_clause(it);
    }

    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        if matches!(it.kind, VariableDeclarationKind::Using | VariableDeclarationKind::AwaitUsing) {
            self.refuse(
                Reason::Unsupported,
                "`using` declarations are not supported",
                it.span,
                "the engine does not dispose of the resource at the end of the block; \
                 use `try` and `finally`",
            );
        }
        walk_js::walk_variable_declaration(self, it);
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        self.variable_declarator(it);
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        self.assignment(it);
    }

    fn visit_assignment_pattern(&mut self, it: &AssignmentPattern<'a>) {
        self.visit_binding_pattern(&it.left);
        self.default_value(&it.right, super::names::of_binding(&it.left));
    }

    fn visit_assignment_target_with_default(&mut self, it: &AssignmentTargetWithDefault<'a>) {
        self.visit_assignment_target(&it.binding);
        self.default_value(&it.init, super::names::of_target(&it.binding));
    }

    fn visit_assignment_target_property_identifier(
        &mut self,
        it: &AssignmentTargetPropertyIdentifier<'a>,
    ) {
        if let Some(init) = &it.init {
            self.default_value(init, Some(it.binding.name.to_string()));
        }
    }

    fn visit_formal_parameter(&mut self, it: &FormalParameter<'a>) {
        self.visit_decorators(&it.decorators);
        self.visit_binding_pattern(&it.pattern);
        if let Some(initializer) = &it.initializer {
            self.parameter_default(initializer, super::names::of_binding(&it.pattern));
        }
    }

    fn visit_function(&mut self, it: &Function<'a>, _: ScopeFlags) {
        let name = match &it.id {
            Some(id) => id.name.to_string(),
            None => self.inferred_name(it.span.start),
        };
        self.function(it, it.span.start, name);
    }

    fn visit_arrow_function_expression(&mut self, it: &ArrowFunctionExpression<'a>) {
        self.arrow(it);
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        self.object_property(it);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        self.class(it);
    }

    fn visit_method_definition(&mut self, it: &MethodDefinition<'a>) {
        self.visit_decorators(&it.decorators);
        self.method(it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        self.visit_decorators(&it.decorators);
        self.field(it);
    }

    fn visit_static_block(&mut self, it: &StaticBlock<'a>) {
        self.static_block(it);
    }

    fn visit_accessor_property(&mut self, it: &AccessorProperty<'a>) {
        self.refuse_proposal("`accessor` fields", it.span);
    }

    fn visit_decorator(&mut self, it: &Decorator<'a>) {
        self.refuse_proposal("Decorators", it.span);
    }

    fn visit_export_default_declaration(&mut self, it: &ExportDefaultDeclaration<'a>) {
        self.export_default(it);
    }

    fn visit_await_expression(&mut self, it: &AwaitExpression<'a>) {
        self.count();
        let site = self.place(SiteKind::Await, it.span);
        self.wrap_operand('a', site, &it.argument);
    }

    fn visit_yield_expression(&mut self, it: &YieldExpression<'a>) {
        self.yield_expression(it);
    }

    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.call_expression(it);
    }

    fn visit_new_expression(&mut self, it: &NewExpression<'a>) {
        self.count();
        let name = super::names::of_callee(&it.callee);
        let site = self.site(SiteKind::Call, it.span, format!("new {name}"));
        self.wrap_call(site, it.span.start, it.span, |marker| marker.new_parts(it));
    }

    fn visit_tagged_template_expression(&mut self, it: &TaggedTemplateExpression<'a>) {
        self.tagged_template(it);
    }

    fn visit_import_expression(&mut self, it: &ImportExpression<'a>) {
        self.count();
        if it.phase.is_some() {
            self.refuse_proposal("Import phases", it.span);
        }
        let site = self.site(SiteKind::Call, it.span, "import".to_owned());
        self.wrap_call(site, it.span.start, it.span, |marker| {
            walk_js::walk_import_expression(marker, it);
        });
    }

    fn visit_import_declaration(&mut self, it: &ImportDeclaration<'a>) {
        if it.phase.is_some() {
            self.refuse_proposal("Import phases", it.span);
        }
    }

    fn visit_chain_expression(&mut self, it: &ChainExpression<'a>) {
        self.chain(it);
    }

    fn visit_unary_expression(&mut self, it: &UnaryExpression<'a>) {
        if it.operator == UnaryOperator::Delete {
            self.keep_reference(&it.argument);
            self.delete_from(&it.argument);
        }
        self.visit_expression(&it.argument);
    }

    fn visit_static_member_expression(&mut self, it: &StaticMemberExpression<'a>) {
        self.static_member(it);
    }

    fn visit_computed_member_expression(&mut self, it: &ComputedMemberExpression<'a>) {
        self.computed_member(it);
    }

    fn visit_private_field_expression(&mut self, it: &PrivateFieldExpression<'a>) {
        self.private_member(it);
    }

    fn visit_binary_expression(&mut self, it: &BinaryExpression<'a>) {
        if it.operator == BinaryOperator::In {
            self.in_expression(it);
        } else {
            walk_js::walk_binary_expression(self, it);
        }
    }

    fn visit_spread_element(&mut self, it: &SpreadElement<'a>) {
        self.spread(it);
    }

    fn visit_class_heritage(&mut self, it: &ClassHeritage<'a>) {
        self.heritage(it);
    }
}

/// Whether directives make their function or file strict.
fn is_strict(directives: &[Directive<'_>]) -> bool {
    directives.iter().any(|directive| directive.directive == "use strict")
}
