//! JavaScript in, the same JavaScript with markers out.
//!
//! Markers are calls of hidden functions, inserted between the learner's own words and never
//! on a line of their own, so that lines stay where they are. The machine defines the hidden
//! functions; each call tells it where in the program it is. With `P` for the prefix that a
//! file's hidden names share, and numbers for sites:
//!
//! | marker | stands |
//! |---|---|
//! | `Pe(f)` | first in every function body, static block and file: function `f` was called |
//! | `Pe(f,s)` | the same, and expression `s` runs: an arrow's body, a field's initialiser |
//! | `Pd(f,s)` | in a parameter's default value `s` that calls something: before `f`'s body |
//! | `Ps(s)` | before a statement, a loop's test or update, other default values |
//! | `Pa(s,x)` | around the operand of `await` |
//! | `Pv(s,x)` | around what a function returns |
//! | `Pt(s,x)` | around what is thrown |
//! | `Py(s,x)` | around what is yielded (not by `yield*`) |
//! | `Pc(s,x)` | around a call, `new`, tagged template or `import()` |
//! | `Pm(n,x)` | around a parameter's default value that is a nameless function: names it `n` |
//! | `Pn(s,x)` | first in every class, in a static block: `x` is the class written at `s` |
//! | `Pk(s,x)` | first in a `catch` block, with what was caught; before it is taken apart: `catch ({ a }) {}` becomes `catch (Px){let { a }=Pk(s,Px);if(1) {}}` |
//! | `(Po=x)`, `(Pw=x)`, `(Pi=x)` | around an operand that errors may have to name: an object read from, one written to, a key |
//! | `Pr(f,f,f)` | once in a file: the functions read `Po`, `Pw` and `Pi` |
//! | `Pu(n,x)` | around what a loop iterates over that a jump may leave, and where it is left |
//! | `Ph(x)` | around what an async generator delegates to by `yield*` |
//! | `Pq(s,x)` | around `x`, the second argument of `import()`, where it may hold assertions |
//! | `Pl(x)` | with [`Source::legacy_await`]: V8 before 7.3 made a promise of `x` |
//! | `Pf(x)` | with [`Source::wraps_for_await`]: around what `for await` goes through |
//! | `Pb5=` | in a declaration of what is a parameter, too: see `mark/redeclared.rs` |
//! | `Pj` | in a pattern, before what is taken apart further: see `mark/patterns.rs` |
//! | `Pg1_1=2` | with [`Source::variables`]: so many declarations of a block are behind it |
//!
//! All that stand around something return their last argument. With [`Source::variables`],
//! `Ps(s,a,b)` and `Pe(f,s,a,b)` also tell what variables hold; `Pz` stands for one that is not
//! initialised. See `mark/variables.rs`.

mod anew;
mod error;
mod exports;
mod imports;
mod lines;
mod map;
mod mark;
mod names;
mod nesting;
mod operations;
mod prefix;
mod since;
mod sites;
mod splice;
mod stack;
mod tokens;
mod trivia;

#[cfg(test)]
mod tests;

use std::{cell::OnceCell, collections::BTreeSet};

use oxc_allocator::Allocator;
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{Scoping, SemanticBuilder};
use oxc_span::{SourceType, Span};
use serde::{Deserialize, Serialize};

use self::operations::{Guard, Operations, Place};

pub use self::{
    anew::{Reads, may_reshape, read_anew},
    error::{Error, Reason, Said},
    exports::{Exports, exports_of},
    imports::{Imported, import_of},
    operations::{
        ClassText, Dead, EarlyName, Function, Iteration, Key, Operand, Operation, Role, Style,
        TakeApart, What,
    },
    since::ATTRIBUTES,
    sites::{NamedSite, NamedVariable, Visible},
};
use crate::trace::{FileId, Position, Runtime, SiteId};

/// What kind of program a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goal {
    /// `CommonJS`: wrapped in a function, sloppy unless it says otherwise. The code evaluates
    /// to that function.
    Script,
    /// An ES module.
    Module,
    /// A classic script of a page: no wrapper, its declarations are the global object's.
    Page,
}

/// A program file about to be instrumented.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// As error messages show it.
    pub path: &'a str,
    pub text: &'a str,
    pub goal: Goal,
    /// Whose syntax it may use.
    pub runtime: Runtime,
    pub file: FileId,
    /// How many sites earlier files have taken.
    pub first_site: u32,
    /// V8 before 7.3 (Node 10 and 11): `await` resolves a promise of its own.
    pub legacy_await: bool,
    /// What `for await` goes through is not closed as the engine does it (before Node 24).
    pub wraps_for_await: bool,
    pub reads: Reads,
    /// Whether `Ps` and `Pe` tell what variables hold.
    pub variables: bool,
}

/// An instrumented file.
#[derive(Clone, Debug)]
pub struct Program {
    /// What the engine runs. Lines are those of the source; a script has one more.
    pub code: String,
    /// What every hidden function's name begins with; does not occur in the source.
    pub prefix: String,
    /// In the order of their ids, from `first_site + 1`. The first is the program itself.
    pub sites: Vec<NamedSite>,
    /// With [`Source::variables`]: those that some site can see.
    pub variables: Vec<NamedVariable>,
    /// The lines of declarations that import with assertions (`assert { type: 'json' }`).
    pub asserted: Vec<u32>,
    source: String,
    first_site: u32,
    goal: Goal,
    map: map::Map,
    /// The operands that are noted: where each begins and ends.
    notes: BTreeSet<(u32, u32)>,
    /// Made when it is first asked for.
    operations: OnceCell<Operations>,
}

/// More open brackets than this are refused. The engine's parser needs up to 8 kB of stack
/// for each, and its time grows with the square.
const MOST_BRACKETS: u32 = 500;

/// The same for the code, to which markers add brackets: of `p.then().then()` they make calls
/// within calls.
const MOST_CODE_BRACKETS: u32 = 1000;

/// Longer runs of tokens that may nest in each other are refused: they take 2 kB of stack each.
const LONGEST_RUN: u32 = 200_000;

/// Puts markers into a program.
///
/// # Errors
/// Syntax errors, early errors and what is newer than the runtime included; brackets or
/// expressions nested too deeply; syntax that the engine accepts but does not follow (`using`).
pub fn instrument(source: &Source<'_>) -> Result<Program, Error> {
    if u32::try_from(source.text.len()).is_err() {
        let message = "This file is larger than 4 GiB".to_owned();
        return Err(Error::new(source, Reason::Unsupported, message, Span::new(0, 0)));
    }
    let nesting = nesting::scan(source.text);
    if nesting.brackets > MOST_BRACKETS {
        let message = format!("More than {MOST_BRACKETS} brackets are open here");
        let at = Span::sized(nesting.deepest, 1);
        return Err(Error::new(source, Reason::Nesting, message, at)
            .with_help("give parts of this expression or block a name of their own"));
    }
    let too_deep = |at| {
        let message = "An expression or statement nests too deeply here".to_owned();
        Error::new(source, Reason::Nesting, message, Span::empty(at))
            .with_help("split it into several statements")
    };
    if nesting.run > LONGEST_RUN {
        return Err(too_deep(nesting.longest));
    }
    let program = stack::with_room(nesting, || parse(source))
        .unwrap_or_else(|| Err(too_deep(nesting.longest)))?;
    // No token brings more than two brackets with it.
    if nesting.brackets + 2 * nesting.run > MOST_CODE_BRACKETS {
        let code = nesting::scan(&program.code);
        if code.brackets > MOST_CODE_BRACKETS {
            return Err(too_deep(program.map.source_offset(code.deepest)));
        }
    }
    Ok(program)
}

fn parse(source: &Source<'_>) -> Result<Program, Error> {
    let allocator = Allocator::default();
    let source_type = match source.goal {
        Goal::Script => SourceType::cjs(),
        Goal::Module => SourceType::mjs(),
        Goal::Page => SourceType::script(),
    };
    let options = ParseOptions { parse_regular_expression: true, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, source.text, source_type).with_options(options).parse();
    if let Some(error) = Error::first(source, &parsed.diagnostics) {
        return Err(error);
    }
    let semantic = SemanticBuilder::new_compiler().build(&parsed.program);
    if let Some(error) = Error::first(source, &semantic.diagnostics) {
        return Err(error);
    }
    parameters_stay_free(source, semantic.semantic.scoping())?;
    since::check(source, &parsed.program)?;
    let marked = mark::mark(source, &parsed.program, semantic.semantic.scoping())?;
    let (code, map) = map::Map::new(marked.lines, marked.spliced);
    Ok(Program {
        code,
        prefix: marked.prefix,
        sites: marked.sites,
        variables: marked.variables,
        asserted: marked.asserted,
        source: source.text.to_owned(),
        first_site: source.first_site,
        goal: source.goal,
        map,
        notes: marked.notes,
        operations: OnceCell::new(),
    })
}

/// The parameters of the function that Node makes of a script
/// (lib/internal/modules/cjs/loader.js, `wrapSafe`).
const PARAMETERS: [&str; 5] = ["exports", "require", "module", "__filename", "__dirname"];

/// A script may not declare what Node's parameters are called, unless by `var` or `function`.
fn parameters_stay_free(source: &Source<'_>, scoping: &Scoping) -> Result<(), Error> {
    if source.goal != Goal::Script {
        return Ok(());
    }
    let declared = PARAMETERS.into_iter().find_map(|name| {
        let symbol = scoping.get_root_binding(name.into())?;
        let is_apart = scoping.symbol_flags(symbol).is_block_scoped();
        is_apart.then(|| (name, scoping.symbol_span(symbol)))
    });
    let Some((name, at)) = declared else { return Ok(()) };
    let message = format!("Identifier '{name}' has already been declared");
    let help = format!("Node runs a script as a function with a parameter `{name}`");
    // V8 points at where the name begins.
    Err(Error::v8(source, message, Span::sized(at.start, 1)).with_help(&help))
}

impl Program {
    /// Where in the source a place of the code comes from; what was inserted comes from where
    /// it was inserted. The engine's columns count code points, from 1.
    pub fn to_source(&self, line: u32, column: u32) -> Position {
        self.map.to_source(Position { line, column })
    }

    /// Where in the code a place of the source went, in the engine's line and column.
    pub fn to_code(&self, position: Position) -> (u32, u32) {
        let Position { line, column } = self.map.to_code(position);
        (line, column)
    }

    /// What may have been done at a place of the code, in the engine's line and column, among
    /// what is `wanted`; the likeliest first. `place` is none where the engine names no place;
    /// `near` is what of the source began to run last.
    pub fn at(
        &self,
        style: Style,
        place: Option<(u32, u32)>,
        near: Option<(Position, Position)>,
        wanted: impl Fn(&What) -> bool,
    ) -> Vec<&Operation> {
        let place = place.map(|(line, column)| self.place(line, column));
        let near = near.map(|(start, end)| (self.map.byte(start), self.map.byte(end)));
        self.operations(style).at(place, near, wanted)
    }

    /// What a running call is doing that the engine says is at a place of the code.
    pub fn frame(&self, style: Style, line: u32, column: u32) -> Option<&Operation> {
        let place = self.place(line, column);
        // A whole body is no place.
        let is_body = matches!(place, Place::Guard(Guard::Begin(at))
            if self.source.as_bytes().get(at as usize) == Some(&b'{'));
        if is_body { None } else { self.operations(style).frame(place) }
    }

    /// The operation for which `wanted` holds and that a running call is most likely at: the
    /// engine says where the call is, if that is known, and `near` is what of it ran last.
    pub fn asking(
        &self,
        style: Style,
        place: Option<(u32, u32)>,
        near: (Position, Position),
        wanted: impl Fn(&What) -> bool,
    ) -> Option<&Operation> {
        let place = place.map(|(line, column)| self.place(line, column));
        let near = (self.map.byte(near.0), self.map.byte(near.1));
        self.operations(style).asking(place, near, wanted)
    }

    /// The innermost function around a place of the source; none at the file's top level.
    pub fn function(&self, style: Style, position: Position) -> Option<&Function> {
        self.operations(style).function(self.map.byte(position))
    }

    /// Where the `for`-`of` that asks for its iterator at a byte asks for the next value.
    pub fn next(&self, style: Style, at: u32) -> Option<u32> {
        self.operations(style).next(at)
    }

    /// Where the `of` of the loop stands that asks for its iterator at a byte.
    pub fn of(&self, style: Style, at: u32) -> Option<u32> {
        self.operations(style).of(at)
    }

    /// The classes of the file.
    pub fn classes(&self, style: Style) -> &[ClassText] {
        self.operations(style).classes()
    }

    /// All functions of the file, outer ones first.
    pub fn functions(&self, style: Style) -> &[Function] {
        self.operations(style).functions()
    }

    /// A piece of the source, by its bytes.
    pub fn text(&self, start: u32, end: u32) -> Option<&str> {
        self.source.get(start as usize..end as usize)
    }

    /// A byte of the source as a line and column.
    pub fn position(&self, byte: u32) -> Position {
        self.map.position(byte)
    }

    /// The byte of the source at a line and column.
    pub fn byte(&self, position: Position) -> u32 {
        self.map.byte(position)
    }

    fn operations(&self, style: Style) -> &Operations {
        self.operations.get_or_init(|| Operations::new(&self.source, self.goal, style, &self.notes))
    }

    /// What kind of place the engine names.
    fn place(&self, line: u32, column: u32) -> Place {
        let (code, source) = self.map.offsets(Position { line, column });
        let prefix = self.prefix.as_str();
        let (before, behind) = self.code.split_at_checked(code as usize).unwrap_or_default();
        let note = |text: &str| {
            let rest =
                text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(['o', 'w', 'i']));
            rest.is_some_and(|rest| rest.starts_with('='))
        };
        let Some(inside) = behind.strip_prefix('(') else {
            return if note(behind) {
                Place::Operand(source)
            } else {
                Place::Guard(Guard::Begin(source))
            };
        };
        let marker = before.get(..before.len().saturating_sub(1));
        if marker.is_some_and(|marker| marker.ends_with(prefix)) {
            let digits = inside.split(|char: char| !char.is_ascii_digit()).next();
            let id: Option<u32> = digits.and_then(|digits| digits.parse().ok());
            let first = self.sites.first().map_or(0, |site| site.function.0);
            let site = id.and_then(|id| self.sites.get(id.checked_sub(first)? as usize));
            return Place::Guard(site.map_or(Guard::Nowhere, |site| {
                let (start, end) = (site.start, site.end);
                Guard::Marker(self.map.byte(start), self.map.byte(end))
            }));
        }
        // An inserted parenthesis, unless what follows is the first argument's own marker.
        let is_inserted = inside.strip_prefix(prefix).is_some_and(|rest| {
            rest.starts_with("e(") || !rest.get(1..).is_some_and(|rest| rest.starts_with('('))
        });
        Place::Guard(if is_inserted { Guard::Begin(source) } else { Guard::Call(source) })
    }

    /// What the learner wrote for the function whose instrumented text, as the engine's
    /// `Function.prototype.toString` has it, is `instrumented`.
    pub fn function_text(&self, instrumented: &str) -> Option<&str> {
        let (start, end) = self.map.function(&self.code, instrumented)?.source;
        self.source.get(start as usize..end as usize)
    }

    /// What the learner wrote at a site of this file.
    pub fn site_text(&self, site: SiteId) -> Option<&str> {
        let index = site.index().checked_sub(self.first_site as usize)?;
        let NamedSite { start, end, .. } = self.sites.get(index)?;
        self.source.get(self.map.source_range(*start, *end))
    }

    /// The site of that function, or of that class.
    pub fn function_site(&self, instrumented: &str) -> Option<SiteId> {
        self.map.function(&self.code, instrumented).map(|function| function.site)
    }

    /// The innermost marked call around a place of the code, by the engine's line and column:
    /// for the position of a calling frame, the call that the frame is in.
    pub fn call_at(&self, line: u32, column: u32) -> Option<SiteId> {
        self.map.call(Position { line, column })
    }

    /// What V8 would give as the place in a stack trace, by the engine's line and column.
    pub fn to_v8(&self, line: u32, column: u32) -> Position {
        self.map.to_v8(&self.source, Position { line, column })
    }
}
