//! What a program does that can fail, and how V8 speaks of it.
//!
//! When the engine reports an error, it says roughly where; here is looked up what exactly was
//! being done there, so that the error can be told in V8's words and at V8's line and column.
//! Built once a file, when its first error comes.

mod early_names;
mod expressions;
mod functions;
mod patterns;
mod places;
mod positions;
mod print;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use oxc_allocator::Allocator;
use oxc_parser::Parser;
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{SourceType, Span};

use self::positions::Positions;
pub use self::{
    early_names::EarlyName,
    functions::{ClassText, Function, Role},
};
use super::Goal;

/// Something a program does that can fail.
#[derive(Clone, Debug)]
pub struct Operation {
    pub what: What,
    /// The byte of the source where V8 says it happens.
    pub at: u32,
    /// Where V8 before 8 says it happens, if elsewhere.
    pub at_before: u32,
    /// Where the engine says it happens.
    guard: Guard,
    /// Where the innermost noted operand begins that it is part of.
    operand: u32,
    /// A byte that belongs to it.
    inside: u32,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A variable is read.
    Name {
        name: String,
        dead: Dead,
    },
    /// A property is read.
    Read {
        key: Key,
        object: Operand,
    },
    /// A property is written.
    Write {
        key: Key,
        object: Operand,
    },
    /// A property is deleted.
    Delete {
        key: Key,
        object: Operand,
    },
    /// A function is called; `class` is the callee's name if it could be a class, and
    /// `iterated` says that what it returns is iterated over at once.
    Call {
        callee: String,
        class: Option<String>,
        iterated: bool,
    },
    /// A constructor is called.
    New {
        callee: String,
    },
    /// A superclass's constructor is called.
    SuperCall,
    /// `this` is used, which a derived class's constructor may not have yet.
    This,
    /// A variable is assigned to.
    Assign {
        name: String,
    },
    /// Something is iterated over.
    Iterate {
        how: Iteration,
        text: String,
        called: bool,
        value: Operand,
    },
    /// An object pattern takes a value apart.
    TakeApart(TakeApart),
    /// `key in object`, with what stands there if it is a literal.
    In {
        key: Key,
        object: Operand,
        literal: Option<String>,
    },
    InstanceOf,
    /// `class extends value`
    Extends {
        value: Operand,
        class: String,
        literal: Option<String>,
    },
    /// An operator that converts its operands.
    Operator,
}

impl What {
    /// What is called, if this is a call.
    pub fn callee(&self) -> Option<&str> {
        if let Self::Call { callee, .. } = self { Some(callee) } else { None }
    }
}

/// An object pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "V8 asks each of these questions by itself")]
pub struct TakeApart {
    /// The first property, if it is known and no rest.
    pub first: Option<String>,
    /// The first property is a number.
    pub is_index: bool,
    /// The first property has a default value.
    pub has_default: bool,
    /// What is taken apart, as V8 prints it; none inside another pattern.
    pub text: Option<String>,
    /// It stands inside another pattern.
    pub nested: bool,
    /// The first property goes into a property of an object.
    pub into_member: bool,
    /// The value, if it is not inside another pattern.
    pub value: Operand,
}

/// Whether a variable may be read before its declaration ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dead {
    /// It is declared further down, or by the statement itself.
    Likely,
    /// A function may read it too early.
    Possibly,
    Never,
}

/// A property's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Known(String),
    /// A private name; of a method, the class it belongs to, and whether it is static.
    Private(String, Option<(String, bool)>),
    /// It was noted (`Pi`).
    Noted,
}

/// Where the value an operation is about can be learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    Undefined,
    Null,
    /// It was noted (`Po`).
    Object,
    /// It was noted (`Pw`).
    Written,
    /// What the call between these bytes returned.
    Called(u32, u32),
    /// It is an object that the program made on the spot.
    Solid,
    Other,
}

/// Why something is iterated over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Iteration {
    ForOf,
    /// `for await (... of x)`
    ForAwait,
    /// `[...x]`; whether it is the first element.
    ArraySpread {
        first: bool,
    },
    /// `f(...x)` with nothing behind it.
    LastArgument,
    /// `f(...x, y)`
    Argument,
    /// `const [a] = x`; whether `x` is a plain variable or literal.
    Declaration {
        plain: bool,
    },
    /// `[a] = x`
    Assignment,
    /// `[[a]]`; the text is that of the whole value.
    Nested,
    /// A parameter.
    Parameter,
    /// Every value of a `for`-`of`.
    ForOfTarget,
    Delegate,
    /// `yield*` in an async generator; whether what it delegates to is no member and no call.
    DelegateAsync {
        plain: bool,
    },
}

impl Iteration {
    /// Whether a pattern iterates, not a loop or `...`.
    pub fn is_pattern(self) -> bool {
        match self {
            Self::Declaration { .. }
            | Self::Assignment
            | Self::Nested
            | Self::Parameter
            | Self::ForOfTarget => true,
            Self::ForOf
            | Self::ForAwait
            | Self::ArraySpread { .. }
            | Self::LastArgument
            | Self::Argument
            | Self::Delegate
            | Self::DelegateAsync { .. } => false,
        }
    }
}

/// What the engine says of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// The parenthesis of a call.
    Call(u32),
    /// A marker around what lies between.
    Marker(u32, u32),
    /// The beginning of an assignment, a `new`, a property's name, a function's body.
    Begin(u32),
    /// The engine does not know.
    Nowhere,
}

/// A place the engine named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Guard(Guard),
    /// Inside an operand that was noted.
    Operand(u32),
}

/// All operations and functions of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Operations {
    list: Vec<Operation>,
    functions: Vec<Function>,
    classes: Vec<ClassText>,
    /// Every `for`-`of`, by where it asks for the iterator.
    loops: BTreeMap<u32, Loop>,
}

/// A `for`-`of`.
#[derive(Clone, Copy, Debug)]
struct Loop {
    /// Where it asks for the next value.
    next: u32,
    /// Its `of`.
    of: u32,
    start: u32,
    end: u32,
}

/// How the runtime's V8 words and places things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What is assigned to is printed (V8 11).
    pub prints_targets: bool,
}

impl Operations {
    /// Reads a program that has been found to be sound before.
    pub(super) fn new(text: &str, goal: Goal, style: Style, notes: &BTreeSet<(u32, u32)>) -> Self {
        let allocator = Allocator::default();
        let source_type = match goal {
            Goal::Script => SourceType::cjs(),
            Goal::Module => SourceType::mjs(),
            Goal::Page => SourceType::script(),
        };
        let parsed = Parser::new(&allocator, text, source_type).parse();
        let semantic = SemanticBuilder::new().build(&parsed.program).semantic;
        let mut walker = Walker {
            text,
            style,
            notes,
            scoping: semantic.scoping(),
            found: Self::default(),
            guard: Guard::Begin(0),
            operand: u32::MAX,
            positions: Positions::new(0),
            classes: Vec::new(),
            function: Span::new(0, 0),
            function_place: 0,
            in_async_generator: false,
            taken: Operand::Other,
        };
        walker.program(&parsed.program);
        let mut found = walker.found;
        let mut early = early_names::of(text, &parsed.program);
        for function in &mut found.functions {
            function.early = early.remove(&function.start);
        }
        found
    }

    /// The operations at `place` that are `wanted`, the likeliest first; `near` is the stretch
    /// of source that was running last. What is near, but not at the place, comes last, and
    /// not at all if the place is a call: then a built-in function failed.
    pub(super) fn at(
        &self,
        place: Option<Place>,
        near: Option<(u32, u32)>,
        wanted: impl Fn(&What) -> bool,
    ) -> Vec<&Operation> {
        let is_call = place.is_some_and(|place| self.is_call(place));
        let is_near = |operation: &Operation| {
            near.is_none_or(|(start, end)| (start..end.max(start + 1)).contains(&operation.inside))
        };
        let is_there = |operation: &Operation| match place {
            Some(Place::Guard(guard)) => operation.guard == guard,
            Some(Place::Operand(start)) => operation.operand == start,
            None => operation.guard == Guard::Nowhere,
        };
        let rank = |operation: &&Operation| match (is_there(operation), is_near(operation)) {
            (true, true) => Some(0),
            (true, false) => Some(1),
            (false, true) if near.is_some() && !is_call => Some(2),
            (false, _) => None,
        };
        let mut found: Vec<_> = self
            .list
            .iter()
            .filter(|operation| wanted(&operation.what))
            .filter_map(|operation| Some((rank(&operation)?, operation)))
            .collect();
        // Stable: among equals the one that is evaluated first.
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, operation)| operation).collect()
    }

    fn is_call(&self, place: Place) -> bool {
        let Place::Guard(guard) = place else { return false };
        matches!(guard, Guard::Call(_) | Guard::Begin(_))
            && self.list.iter().any(|operation| {
                operation.guard == guard
                    && matches!(operation.what, What::Call { .. } | What::New { .. })
            })
    }

    /// What a running call is doing that the engine places at `place`: calling another
    /// function, or something that calls one behind the scenes.
    pub(super) fn frame(&self, place: Place) -> Option<&Operation> {
        let Place::Guard(guard) = place else { return None };
        let there = || self.list.iter().filter(move |operation| operation.guard == guard);
        let is_call = |operation: &&Operation| {
            matches!(operation.what, What::Call { .. } | What::New { .. } | What::SuperCall)
        };
        let is_named = |operation: &&Operation| matches!(operation.what, What::Name { .. });
        there().find(is_call).or_else(|| there().find(|operation| !is_named(operation)))
    }

    /// Where the `for`-`of` that asks for its iterator at `at` asks for the next value.
    pub(super) fn next(&self, at: u32) -> Option<u32> {
        self.loops.get(&at).map(|it| it.next)
    }

    /// The `of` of the loop that asks for its iterator at `at`.
    pub(super) fn of(&self, at: u32) -> Option<u32> {
        self.loops.get(&at).map(|it| it.of)
    }

    /// The operation at `place` for which `wanted` holds: one in the stretch `near` of the
    /// source, or the innermost loop around it.
    pub(super) fn asking(
        &self,
        place: Option<Place>,
        near: (u32, u32),
        wanted: impl Fn(&What) -> bool,
    ) -> Option<&Operation> {
        let is_there = |operation: &&Operation| {
            place.is_none_or(|place| place == Place::Guard(operation.guard))
                && wanted(&operation.what)
        };
        let there = || self.list.iter().filter(is_there);
        let (start, end) = near;
        let within =
            there().find(|operation| (start..end.max(start + 1)).contains(&operation.inside));
        within.or_else(|| {
            let around = there().filter_map(|operation| {
                let around = self.loops.get(&operation.at)?;
                let is_around = around.start <= start && start < around.end;
                is_around.then_some((around.start, operation))
            });
            around.max_by_key(|(start, _)| *start).map(|(_, operation)| operation)
        })
    }

    pub(super) fn classes(&self) -> &[ClassText] {
        &self.classes
    }

    pub(super) fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The innermost function around a byte of the source; none at the top level.
    pub(super) fn function(&self, byte: u32) -> Option<&Function> {
        self.functions
            .iter()
            // A field's value may be a function: the inner one of two is the later one.
            .rev()
            .filter(|function| function.start <= byte && byte < function.end)
            .min_by_key(|function| function.end - function.start)
    }
}

/// Goes through a program in the order in which V8 evaluates it.
struct Walker<'s> {
    text: &'s str,
    style: Style,
    /// The operands that are noted: where each begins and ends.
    notes: &'s BTreeSet<(u32, u32)>,
    scoping: &'s Scoping,
    found: Operations,
    guard: Guard,
    operand: u32,
    positions: Positions,
    /// The classes around the node at hand.
    classes: Vec<functions::Class>,
    /// The function whose code is at hand.
    function: Span,
    /// Where V8 places that function's first bytecodes.
    function_place: u32,
    /// Whether that function is an async generator, where it can say `yield`.
    in_async_generator: bool,
    /// The value that the next object pattern takes apart.
    taken: Operand,
}

impl Walker<'_> {
    /// Adds an operation that V8 places where the last bytecode was placed.
    fn add(&mut self, what: What, inside: u32) {
        let at = self.positions.attached;
        self.add_at(what, inside, at);
    }

    fn add_at(&mut self, what: What, inside: u32, at: u32) {
        let at_before = self.positions.attached;
        let (guard, operand) = (self.guard, self.operand);
        self.found.list.push(Operation { what, at, at_before, guard, operand, inside });
    }

    /// Walks something that the engine places at `guard`.
    fn guarded(&mut self, guard: Guard, walk: impl FnOnce(&mut Self)) {
        let outside = (self.guard, self.operand);
        (self.guard, self.operand) = (guard, u32::MAX);
        walk(self);
        (self.guard, self.operand) = outside;
    }
}
