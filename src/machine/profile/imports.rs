//! How long Node's module loader takes for a dynamic `import()`, by version.
//!
//! Counted on the recorded releases with a chain of `then` beside it: turn n is that of the
//! n-th link of the chain (tests/probes/c17*, c18*).

use crate::trace::Runtime;

/// In which turn of the microtask queue what happens of an `import()`, counted from its call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportTurns {
    /// Files are read through the pool, which takes passes of the loop (before Node 22).
    pub reads_through_pool: bool,
    /// The first `CommonJS` file waits for its lexer, which is compiled beside the loop.
    pub compiles_lexer: bool,
    /// The body of a module that imports nothing runs, if no file is read through the pool.
    pub body: u32,
    /// From the end of the bodies until the promise is settled.
    pub after_body: u32,
    /// The promise of a module that has run already is settled.
    pub known: u32,
    /// As much later the promise is settled if a `CommonJS` file calls `import()`.
    pub from_commonjs: u32,
    /// The promise is rejected: nothing is found.
    pub missing: u32,
    /// There is no such module of Node's.
    pub unknown_builtin: u32,
    /// The attributes are wrong; none if the file is read through the pool first.
    pub attributes: Option<u32>,
    /// The same for a file that failed before.
    pub attributes_again: u32,
    /// The text is no module, of a file that failed before or is not read through the pool.
    pub broken: u32,
    /// What is imported has not the names that are wanted: as much after the body's turn.
    pub unlinked: u32,
    /// What modules that import others take more.
    pub levels: Levels,
}

/// What the depth of a graph of modules adds; nothing where the pool takes longer anyway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// A first level of imports.
    pub first: u32,
    /// Each level below.
    pub each: u32,
    /// Each level below whose modules are new.
    pub each_new: u32,
    /// Until the rejection, where the first level fails.
    pub failed_first: u32,
    /// Until the rejection, for each level below that.
    pub failed_each: u32,
}

impl Levels {
    /// Turns until the bodies run of a graph so deep, so many levels of which are new.
    pub fn body(&self, depth: u32, new: u32) -> u32 {
        let below = depth.saturating_sub(1);
        let first = if depth > 0 { self.first } else { 0 };
        first + self.each * below + self.each_new * new.saturating_sub(1)
    }

    /// Turns until the rejection, if an import fails so deep.
    pub fn failed(&self, depth: u32) -> u32 {
        let first = if depth > 0 { self.failed_first } else { 0 };
        first + self.failed_each * depth.saturating_sub(1)
    }
}

impl ImportTurns {
    /// Those of a runtime.
    pub(super) fn of(runtime: Runtime) -> Self {
        let newest = Self {
            reads_through_pool: false,
            compiles_lexer: false,
            body: 5,
            after_body: 6,
            known: 8,
            from_commonjs: 0,
            missing: 5,
            unknown_builtin: 5,
            attributes: Some(5),
            attributes_again: 5,
            broken: 5,
            unlinked: 5,
            levels: Levels { first: 2, each: 2, ..Levels::default() },
        };
        let pool = Self { reads_through_pool: true, levels: Levels::default(), ..newest };
        let lexer = Self { compiles_lexer: true, ..pool };
        match runtime {
            Runtime::Node10 | Runtime::Node11 | Runtime::Node12 => Self {
                body: 16,
                after_body: 4,
                known: 13,
                unknown_builtin: 13,
                attributes: Some(7),
                attributes_again: 7,
                broken: 11,
                ..lexer
            },
            Runtime::Node14 => Self {
                body: 13,
                after_body: 5,
                known: 11,
                unknown_builtin: 12,
                attributes: Some(7),
                attributes_again: 7,
                broken: 10,
                ..lexer
            },
            Runtime::Node16 => Self {
                body: 18,
                after_body: 10,
                known: 15,
                missing: 12,
                unknown_builtin: 22,
                attributes: Some(19),
                attributes_again: 14,
                broken: 14,
                ..lexer
            },
            Runtime::Node18 => Self {
                body: 14,
                after_body: 5,
                known: 8,
                from_commonjs: 1,
                missing: 4,
                unknown_builtin: 14,
                attributes: Some(11),
                attributes_again: 7,
                broken: 7,
                ..lexer
            },
            Runtime::Node20 => Self {
                body: 11,
                after_body: 5,
                missing: 4,
                unknown_builtin: 12,
                attributes: None,
                attributes_again: 7,
                broken: 7,
                ..pool
            },
            Runtime::Node22 => Self {
                body: 8,
                known: 9,
                unknown_builtin: 6,
                attributes: Some(6),
                attributes_again: 6,
                broken: 6,
                unlinked: 7,
                levels: Levels { first: 8, each: 3, each_new: 1, failed_first: 8, failed_each: 6 },
                ..newest
            },
            Runtime::Node24 | Runtime::Node26 | Runtime::Browser => newest,
        }
    }
}
