//! Constructors that a class does not write: V8 has calls of them in its stacks, the engine
//! has not.

use super::{Frame, Location, Raw, names, style};
use crate::{
    instrument::{ClassText, Role, What},
    machine::engine::{host::Host, programs::Program},
};

/// The calls of constructors that nobody wrote which stand between a call that runs at
/// `inside` and its caller, the innermost first.
pub(super) fn unwritten(
    host: &Host,
    program: &Program,
    inside: Location,
    caller: Option<&Raw>,
) -> Vec<Frame> {
    let instrumented = &program.instrumented;
    let Some(function) = instrumented.function(style(host), inside.position) else {
        return Vec::new();
    };
    let classes = instrumented.classes(style(host));
    let around = |start: u32, end: u32| {
        let all = classes.iter().filter(move |class| class.start <= start && end <= class.end);
        all.min_by_key(|class| class.end - class.start)
    };
    let is_fields = match function.role {
        Role::Fields { is_static: false, .. } => true,
        Role::Constructor { .. } => false,
        Role::Plain | Role::Property | Role::Method { .. } | Role::Fields { .. } => {
            return Vec::new();
        }
    };
    let Some(class) = around(function.start, function.end) else { return Vec::new() };
    let mut between = Vec::new();
    if is_fields && class.has_constructor {
        return Vec::new();
    }
    if is_fields {
        between.push(class);
    }
    let named = |name: &str| classes.iter().find(|class| class.name == name);
    let mut outer = match caller.and_then(|caller| names::calling(host, caller)) {
        Some(What::New { callee }) => named(&callee),
        Some(_) | None => None,
    };
    let mut derived: Vec<&ClassText> = Vec::new();
    while let Some(next) = outer.filter(|next| next.name != class.name && !next.has_constructor) {
        // A class that is told twice extends itself, or has a namesake.
        if derived.iter().any(|class| class.name == next.name) {
            return Vec::new();
        }
        derived.push(next);
        outer = next.parent.as_deref().and_then(named);
    }
    if outer.is_some_and(|outer| outer.name == class.name) {
        between.extend(derived.into_iter().rev());
    }
    between
        .into_iter()
        .map(|class| Frame {
            name: names::Name::new(&class.name),
            location: Some(Location {
                file: inside.file,
                position: instrumented.position(class.start),
            }),
            is_async: false,
        })
        .collect()
}
