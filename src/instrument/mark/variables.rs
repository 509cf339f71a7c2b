//! Which variables the marker of a statement can be given.
//!
//! Reading a variable must neither fail nor run code of the program, so it is settled here
//! which can be read where. Of the function's own variables the place decides: a `let` or
//! `const` is initialised in what follows it in its block, and in its temporal dead zone before
//! (ECMA-262 §14.3.1). Of the functions around it, those variables are read that the function's
//! code names, and a hidden counter of their block tells how far its declarations have come:
//! `Pg1_1>=2?x:Pz`. Left out is what cannot be told apart so cheaply: a `switch`, whose cases
//! share one block, seen from a function within; parameters, seen from one another; everything
//! outside where `eval` may declare a nearer variable of that name; and a page's `var`s, which
//! are properties of its global object.

use std::collections::{BTreeMap, BTreeSet};

use oxc_ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, ForStatementInit, ForStatementLeft,
    Statement, SwitchStatement, VariableDeclaration,
};
use oxc_semantic::Scoping;
use oxc_span::GetSpan;
use oxc_syntax::{
    scope::{ScopeFlags, ScopeId},
    symbol::{SymbolFlags, SymbolId},
};

use super::Marker;
use crate::{
    instrument::{
        Goal,
        sites::{NamedVariable, Visible},
    },
    trace::SiteId,
};

/// A marker is given no more variables than this, the nearest.
const MOST: usize = 32;

/// The variables of a file that is to tell what they hold.
#[derive(Debug, Default)]
pub(super) struct Variables {
    list: Vec<NamedVariable>,
    numbers: BTreeMap<SymbolId, u32>,
    /// For each function's scope: the variables of functions around it that its code names.
    captured: BTreeMap<ScopeId, BTreeSet<SymbolId>>,
    /// All of those.
    shared: BTreeSet<SymbolId>,
    /// How many blocks count their declarations.
    guards: u32,
}

/// A block of the function at hand, and what it declares.
#[derive(Debug, Default)]
pub(super) struct Block {
    bound: Vec<Bound>,
    /// The hidden counter of its declarations.
    guard: Option<String>,
}

/// A name that a block binds.
#[derive(Clone, Copy, Debug)]
struct Bound {
    symbol: SymbolId,
    state: State,
    /// Which declaration of its block initialises it, counted from 1.
    declaration: Option<u32>,
}

/// What can be said of a name at the place at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Initialized,
    Uninitialized,
    /// It is no variable, or one that cannot be read here; variables of that name further out
    /// cannot either.
    Hidden,
}

/// A variable of a function around the one at hand, and how to read it.
#[derive(Debug)]
pub(super) struct Outer {
    symbol: SymbolId,
    text: String,
}

impl Variables {
    pub(super) fn new(scoping: &Scoping) -> Self {
        let mut captured: BTreeMap<ScopeId, BTreeSet<SymbolId>> = BTreeMap::new();
        let mut shared = BTreeSet::new();
        let may_redeclare = scoping.root_scope_flags().contains(ScopeFlags::DirectEval);
        let symbols = scoping
            .symbol_ids()
            .filter(|symbol| !may_redeclare && is_variable(scoping.symbol_flags(*symbol)));
        for symbol in symbols {
            let home = scoping.symbol_scope_id(symbol);
            for reference in scoping.get_resolved_references(symbol) {
                let between = scoping.scope_ancestors(reference.scope_id());
                let functions = between
                    .take_while(|scope| *scope != home)
                    .filter(|scope| scoping.scope_flags(*scope).intersects(ScopeFlags::Function));
                for function in functions {
                    captured.entry(function).or_default().insert(symbol);
                    shared.insert(symbol);
                }
            }
        }
        Self { captured, shared, ..Self::default() }
    }

    pub(super) fn finish(self) -> Vec<NamedVariable> {
        self.list
    }
}

fn is_variable(flags: SymbolFlags) -> bool {
    flags.intersects(SymbolFlags::Variable) && !flags.contains(SymbolFlags::Function)
}

impl Marker<'_> {
    /// What a marker at `site` is given: `,a,b`. Nothing if variables are not wanted.
    pub(super) fn reads(&mut self, site: SiteId) -> String {
        let Some(variables) = &mut self.variables else { return String::new() };
        let Some(frame) = self.functions.last() else { return String::new() };
        let mut names = BTreeSet::new();
        let mut found: Vec<(u32, Option<&str>)> = Vec::new();
        let bound = frame.blocks.iter().rev().flat_map(|block| &block.bound);
        for Bound { symbol, state, .. } in bound {
            let name = self.scoping.symbol_name(*symbol);
            if names.insert(name)
                && *state != State::Hidden
                && let Some(number) = variables.numbers.get(symbol)
            {
                found.push((*number, (*state == State::Initialized).then_some(name)));
            }
        }
        for Outer { symbol, text } in &frame.outer {
            if names.insert(self.scoping.symbol_name(*symbol))
                && let Some(number) = variables.numbers.get(symbol)
            {
                found.push((*number, Some(text)));
            }
        }
        found.truncate(MOST);
        found.sort_unstable_by_key(|(number, _)| *number);
        let visible = found
            .iter()
            .map(|(number, text)| Visible { variable: *number, is_read: text.is_some() });
        self.sites.see(site, visible.collect());
        found.iter().filter_map(|(_, text)| *text).flat_map(|text| [",", text]).collect()
    }

    /// The function at hand has begun, whose scope is `scope`: which variables around it it
    /// can read. Its own are not there yet.
    pub(super) fn outer_variables(&mut self, scope: Option<ScopeId>) {
        let Some(variables) = &self.variables else { return };
        let Some(symbols) = scope.and_then(|scope| variables.captured.get(&scope)) else { return };
        let [around @ .., _] = self.functions.as_slice() else { return };
        let outer = symbols.iter().filter_map(|symbol| {
            let blocks = around.iter().flat_map(|frame| &frame.blocks);
            let (block, bound) = blocks
                .flat_map(|block| block.bound.iter().map(move |bound| (block, bound)))
                .find(|(_, bound)| bound.symbol == *symbol && bound.state != State::Hidden)?;
            let name = self.scoping.symbol_name(*symbol);
            let text = match (bound.declaration, &block.guard) {
                (None, _) => name.to_owned(),
                (Some(number), Some(guard)) => {
                    format!("{guard}>={number}?{name}:{}z", self.prefix)
                }
                (Some(_), None) => return None,
            };
            Some(Outer { symbol: *symbol, text })
        });
        let outer: Vec<_> = outer.collect();
        if let Some(frame) = self.functions.last_mut() {
            frame.outer = outer;
        }
    }

    /// The parameters and `var`s of the function (or file) whose scope is `scope`, which have
    /// a value from its first statement on.
    pub(super) fn own_variables(&mut self, scope: Option<ScopeId>) {
        let Some(scope) = scope.filter(|_| self.variables.is_some()) else { return };
        let is_page = self.source.goal == Goal::Page && scope == self.scoping.root_scope_id();
        let mut symbols: Vec<SymbolId> =
            self.scoping.get_bindings(scope).values().copied().collect();
        symbols.sort_unstable();
        let bound = symbols.into_iter().filter_map(|symbol| {
            let flags = self.scoping.symbol_flags(symbol);
            let is_var = flags.contains(SymbolFlags::FunctionScopedVariable);
            let state = match is_var && is_variable(flags) && !is_page {
                true => State::Initialized,
                false if flags.contains(SymbolFlags::Function) => State::Hidden,
                false => return None,
            };
            Some(Bound { symbol, state, declaration: None })
        });
        let bound = bound.collect();
        self.push_block(Block { bound, guard: None });
    }

    /// A block that binds these variables, which are initialised.
    pub(super) fn with_initialized(
        &mut self,
        symbols: Vec<SymbolId>,
        walk: impl FnOnce(&mut Self),
    ) {
        let state = State::Initialized;
        let bound = symbols.into_iter().map(|symbol| Bound { symbol, state, declaration: None });
        let bound = bound.collect();
        self.push_block(Block { bound, guard: None });
        walk(self);
        self.pop_block();
    }

    /// All that the cases of a `switch` declare: what a case does not declare itself it cannot
    /// read.
    pub(super) fn switch(&mut self, it: &SwitchStatement<'_>, walk: impl FnOnce(&mut Self)) {
        let statements = it.cases.iter().flat_map(|case| &case.consequent);
        let declared = statements.flat_map(declared);
        let bound =
            declared.map(|(symbol, _)| Bound { symbol, state: State::Hidden, declaration: None });
        let bound = bound.collect();
        self.push_block(Block { bound, guard: None });
        walk(self);
        self.pop_block();
    }

    /// A list of statements begins, which is a block of its own unless it is a `switch`'s.
    pub(super) fn begin_block(&mut self, statements: &[Statement<'_>], is_case: bool) {
        let Some(variables) = &mut self.variables else { return };
        let mut bound = Vec::new();
        let mut declaration = 0;
        for statement in statements {
            let names = declared(statement);
            declaration += u32::from(names.iter().any(|(_, is_variable)| *is_variable));
            bound.extend(names.into_iter().map(|(symbol, is_variable)| Bound {
                symbol,
                state: if is_variable { State::Uninitialized } else { State::Hidden },
                declaration: is_variable.then_some(declaration),
            }));
        }
        let is_guarded = !is_case && bound.iter().any(|it| variables.shared.contains(&it.symbol));
        let guard = is_guarded.then(|| {
            variables.guards += 1;
            format!("{}g{}_{}", self.prefix, self.source.first_site, variables.guards)
        });
        if let (Some(guard), Some(first)) = (&guard, statements.first()) {
            // Functions of a module can be called before its first statement runs; a page's
            // `var` would be a property of its global object.
            let is_file = self.functions.len() == 1
                && self.functions.last().is_some_and(|frame| frame.blocks.len() <= 1);
            let keyword = if is_file && self.source.goal == Goal::Module { "var" } else { "let" };
            self.splice.open(first.span().start, &format!("{keyword} {guard}=0;"));
        }
        self.push_block(Block { bound, guard });
    }

    pub(super) fn end_block(&mut self) {
        if self.variables.is_some() {
            self.pop_block();
        }
    }

    /// A statement of the innermost block is over: what it declares is initialised.
    pub(super) fn declared(&mut self, statement: &Statement<'_>) {
        if self.variables.is_none() {
            return;
        }
        let names = declared(statement);
        let block = self.functions.last_mut().and_then(|frame| frame.blocks.last_mut());
        let Some(block) = block else { return };
        let mut number = None;
        for bound in &mut block.bound {
            if bound.declaration.is_some() && names.iter().any(|(it, _)| *it == bound.symbol) {
                bound.state = State::Initialized;
                number = bound.declaration;
            }
        }
        if let (Some(guard), Some(number)) = (&block.guard, number) {
            let text = format!(";{guard}={number};");
            self.splice.close(statement.span().end, &text);
        }
    }

    fn push_block(&mut self, block: Block) {
        let Some(variables) = &mut self.variables else { return };
        let Some(frame) = self.functions.last_mut() else { return };
        for bound in block.bound.iter().filter(|bound| bound.state != State::Hidden) {
            let span = self.scoping.symbol_span(bound.symbol);
            variables.numbers.entry(bound.symbol).or_insert_with(|| {
                let number = super::super::lines::narrow(variables.list.len());
                variables.list.push(NamedVariable {
                    name: self.scoping.symbol_name(bound.symbol).to_owned(),
                    function: frame.site,
                    declared: self.sites.position(span.start),
                });
                number
            });
        }
        frame.blocks.push(block);
    }

    fn pop_block(&mut self) {
        if let Some(frame) = self.functions.last_mut() {
            frame.blocks.pop();
        }
    }
}

/// What a statement binds in its block, and whether that is a variable with a dead zone.
fn declared(statement: &Statement<'_>) -> Vec<(SymbolId, bool)> {
    match statement {
        Statement::VariableDeclaration(it) => variables(it),
        Statement::ExportDeclaration(it) => match &it.declaration {
            Declaration::VariableDeclaration(it) => variables(it),
            Declaration::FunctionDeclaration(it) => hidden(it.id.as_ref()),
            Declaration::ClassDeclaration(it) => hidden(it.id.as_ref()),
            _ => Vec::new(),
        },
        Statement::ExportDefaultDeclaration(it) => match &it.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(it) => hidden(it.id.as_ref()),
            ExportDefaultDeclarationKind::ClassDeclaration(it) => hidden(it.id.as_ref()),
            _ => Vec::new(),
        },
        Statement::FunctionDeclaration(it) => hidden(it.id.as_ref()),
        Statement::ClassDeclaration(it) => hidden(it.id.as_ref()),
        Statement::LabeledStatement(it) => declared(&it.body),
        _ => Vec::new(),
    }
}

fn hidden(name: Option<&oxc_ast::ast::BindingIdentifier<'_>>) -> Vec<(SymbolId, bool)> {
    name.and_then(|name| name.symbol_id.get()).map(|symbol| (symbol, false)).into_iter().collect()
}

fn variables(it: &VariableDeclaration<'_>) -> Vec<(SymbolId, bool)> {
    lexical(it).into_iter().map(|symbol| (symbol, true)).collect()
}

/// What a `let` or `const` declares.
pub(super) fn lexical(it: &VariableDeclaration<'_>) -> Vec<SymbolId> {
    if it.kind.is_var() {
        return Vec::new();
    }
    it.declarations.iter().flat_map(|it| bound(&it.id)).collect()
}

/// What a pattern binds.
pub(super) fn bound(pattern: &BindingPattern<'_>) -> Vec<SymbolId> {
    let names = pattern.get_binding_identifiers();
    names.into_iter().filter_map(|name| name.symbol_id.get()).collect()
}

/// What the head of a loop declares for each round.
pub(super) fn in_head(init: Option<&ForStatementInit<'_>>) -> Vec<SymbolId> {
    match init {
        Some(ForStatementInit::VariableDeclaration(it)) => lexical(it),
        _ => Vec::new(),
    }
}

/// The same of a `for-in` or `for-of`.
pub(super) fn in_left(left: &ForStatementLeft<'_>) -> Vec<SymbolId> {
    match left {
        ForStatementLeft::VariableDeclaration(it) => lexical(it),
        _ => Vec::new(),
    }
}
