//! How long the parts of a dynamic `import()` wait, by what it finds.

use std::collections::BTreeSet;

use boa_engine::Module;

use crate::machine::engine::host::Host;

/// What is known of a dynamic `import()` whose files are being loaded.
#[derive(Default)]
pub(in super::super) struct Importing {
    /// What was asked for was looked up.
    asked: bool,
    /// A `CommonJS` file calls.
    pub(in super::super) from_commonjs: bool,
    /// What it means, if that was found.
    pub(in super::super) target: Option<Target>,
    /// Files loaded for it.
    pub(in super::super) new: BTreeSet<String>,
    pub(in super::super) failed: Option<Failure>,
}

/// What a dynamic `import()` means.
pub(in super::super) struct Target {
    /// A path, or the id of a module of Node's own.
    pub(in super::super) id: String,
    /// It was loaded before.
    pub(in super::super) is_known: bool,
    /// It is read from a file: an ES module or JSON. `CommonJS` reads its own.
    pub(in super::super) is_read: bool,
    /// It is a `CommonJS` file.
    pub(in super::super) is_commonjs: bool,
}

/// An import that failed before any body ran.
pub(in super::super) struct Failure {
    /// The importing file, if what failed is not what `import()` itself names.
    pub(in super::super) from: Option<String>,
    pub(in super::super) why: Why,
    /// The same file has failed before.
    pub(in super::super) again: bool,
}

/// Why an import fails before any body runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Why {
    Missing,
    UnknownBuiltin,
    Attributes,
    Broken,
}

impl Importing {
    /// Whether this is the first question: that for what `import()` names.
    pub(in super::super) fn ask(&mut self) -> bool {
        !std::mem::replace(&mut self.asked, true)
    }
}

/// When what happens.
pub(super) struct Plan {
    /// Before the promise job that runs the bodies, or rejects.
    pub(super) before: Wait,
    /// Turns between the end of the bodies and the promise's settlement, beyond those that
    /// ECMAScript has.
    pub(super) after: u32,
    /// What is to be linked.
    pub(super) module: Option<Module>,
}

/// Turns that pass by themselves from the promise job of an `import()` until the program
/// hears of it: the settlement's own, and that of the program's `then`.
pub(super) const OWN_TURNS: u32 = 2;

/// The wait of an `import()` of whose settlement the program hears in that turn.
pub(super) fn heard(host: &Host, turn: u32, from_commonjs: bool) -> Wait {
    let caller = if from_commonjs { host.profile.import_turns.from_commonjs } else { 0 };
    Wait::Turns((turn + caller).saturating_sub(OWN_TURNS + 1))
}

pub(super) fn plan(host: &Host, import: &Importing) -> Plan {
    let turns = host.profile.import_turns;
    let caller = if import.from_commonjs { turns.from_commonjs } else { 0 };
    let heard = |turn: u32| heard(host, turn, import.from_commonjs);
    let modules = host.modules.borrow();
    let Some(target) = &import.target else {
        // Nothing was found.
        let is_builtin = import.failed.as_ref().is_some_and(|it| it.why == Why::UnknownBuiltin);
        let turn = if is_builtin { turns.unknown_builtin } else { turns.missing };
        return Plan { before: heard(turn), after: 0, module: None };
    };
    if let Some(failure) = &import.failed {
        let depth_of = |from: &String| modules.graph.depth_of(&target.id, from);
        let depth = failure.from.as_ref().map_or(0, depth_of);
        let turn = match failure.why {
            Why::Missing => Some(turns.missing),
            Why::UnknownBuiltin => Some(turns.unknown_builtin),
            Why::Attributes if failure.again => Some(turns.attributes_again),
            Why::Attributes => turns.attributes,
            Why::Broken if turns.reads_through_pool && !failure.again => None,
            Why::Broken => Some(turns.broken),
        };
        let is_read = depth > 0 && turns.reads_through_pool;
        let before = match turn.filter(|_| !is_read) {
            // The engine rejects the promise itself if an import of an import fails.
            Some(turn) if depth > 0 => heard(turn + turns.levels.failed(depth) + 1),
            Some(turn) => heard(turn),
            None => Wait::Trips(FILE_TRIPS * depth.max(1)),
        };
        return Plan { before, after: 0, module: None };
    }
    if target.is_known {
        return Plan { before: heard(turns.known), after: 0, module: None };
    }
    let (depth, new) =
        (modules.graph.depth(&target.id), modules.graph.new_depth(&target.id, &import.new));
    let lexes = target.is_commonjs && turns.compiles_lexer && !modules.has_lexer;
    let module = modules.loaded.get(&target.id).cloned();
    drop(modules);
    let before = if turns.reads_through_pool && (target.is_read || depth > 0) {
        Wait::Trips(FILE_TRIPS * (new + u32::from(target.is_read)).max(1))
    } else if lexes {
        host.modules.borrow_mut().has_lexer = true;
        Wait::Trips(1)
    } else {
        Wait::Turns(turns.body + turns.levels.body(depth, new) - 1)
    };
    Plan { before, after: turns.after_body + caller - OWN_TURNS, module }
}

/// Open, fstat, read and close: what reading a small file takes of the pool.
const FILE_TRIPS: u32 = 4;

/// What is still to be waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Turns of the microtask queue.
    Turns(u32),
    /// Trips to the pool, then one turn of the microtask queue.
    Trips(u32),
}
