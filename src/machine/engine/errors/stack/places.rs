//! Where V8 places what the engine places roughly.

use super::{Location, Raw, style};
use crate::{
    instrument::{Iteration, What},
    machine::engine::{host::Host, programs::Program},
    trace::{Position, Runtime, SiteId},
};

/// Where the `for await` or the `yield*` near `site` waits.
pub(crate) fn iterating(host: &Host, site: SiteId) -> Option<Position> {
    let site = *host.sites.borrow().get(site.index())?;
    let programs = host.programs.borrow();
    let (instrumented, style) = (&programs.get(site.file.index())?.instrumented, style(host));
    let waits = |what: &What| {
        let What::Iterate { how, .. } = what else { return false };
        matches!(how, Iteration::ForAwait | Iteration::DelegateAsync { .. })
    };
    let at = instrumented.asking(style, None, (site.start, site.end), waits)?.at;
    Some(instrumented.position(instrumented.next(style, at).unwrap_or(at)))
}

/// Where the innermost function's parameters begin.
pub(in super::super) fn entered(host: &Host, raw: &[Raw]) -> Option<Location> {
    let (file, (line, column)) = raw.iter().find_map(|call| match call {
        Raw::Program { file, place, .. } => Some((*file, (*place)?)),
        Raw::Native(_) | Raw::Own(_) | Raw::Applied | Raw::Hidden(_) => None,
    })?;
    let programs = host.programs.borrow();
    let program = programs.get(file)?;
    let instrumented = &program.instrumented;
    let position = instrumented.to_v8(line, column);
    let function = instrumented.function(style(host), position)?;
    let text = instrumented.text(function.start, function.end)?;
    let open = text.find('(').filter(|open| text.find("=>").is_none_or(|arrow| *open < arrow));
    let at = function.start + u32::try_from(open.unwrap_or(0)).ok()?;
    Some(Location { file, position: instrumented.position(at) })
}

/// What ran last of the function around `place`, of those that `stands` tells of.
pub(super) fn near(
    host: &Host,
    program: &Program,
    file: usize,
    (line, column): (u32, u32),
    stands: &mut (impl Iterator<Item = SiteId> + Clone),
) -> Option<(Position, Position)> {
    let instrumented = &program.instrumented;
    let function = |position| {
        let function = instrumented.function(style(host), position);
        function.map(|function| (function.start, function.end))
    };
    let own = function(instrumented.to_source(line, column));
    let sites = host.sites.borrow();
    let mut ahead = stands.clone();
    let site = ahead.find_map(|site| {
        let site = sites.get(site.index())?;
        (site.file.index() == file && function(site.start) == own).then_some(*site)
    })?;
    *stands = ahead;
    Some((site.start, site.end))
}

/// Where V8 places the call that the engine places at `place`, and whether it awaits what a
/// plain generator gives; `inner` is what was called, and `near` what of the function ran last.
pub(super) fn called_at(
    host: &Host,
    program: &Program,
    place: (u32, u32),
    inner: Option<&Raw>,
    near: Option<(Position, Position)>,
) -> (Position, bool) {
    let (line, column) = place;
    let (instrumented, style) = (&program.instrumented, style(host));
    let name = match inner {
        Some(Raw::Native(name) | Raw::Program { name, .. }) => name.as_str(),
        Some(Raw::Own(_) | Raw::Applied | Raw::Hidden(_)) | None => "",
    };
    let there = instrumented.frame(style, line, column);
    let is_call = there.is_some_and(|operation| {
        matches!(operation.what, What::Call { .. } | What::New { .. } | What::SuperCall)
    });
    // A generator that goes on may not have said where it stands.
    let near = near.or_else(|| {
        let function = instrumented.function(style, instrumented.to_source(line, column))?;
        Some((instrumented.position(function.start), instrumented.position(function.end)))
    });
    let asked = near.and_then(|near| {
        let asking = |place| instrumented.asking(style, place, near, |what| asks_for(what, name));
        // The engine does not say where a generator delegates, for one.
        asking(Some(place)).or_else(|| if is_call { None } else { asking(None) })
    });
    let Some(operation) = asked.or(there) else {
        return (instrumented.to_v8(line, column), false);
    };
    let is_await = matches!(operation.what, What::Iterate { how: Iteration::ForAwait, .. });
    let is_next = GENERATORS.contains(&name) || name == "next";
    // V8 before 7.3 placed what is awaited at the `of`.
    let next = if is_await && host.profile.runtime <= Runtime::Node11 {
        instrumented.of(style, operation.at)
    } else {
        instrumented.next(style, operation.at)
    };
    let next = next.filter(|_| is_next);
    let position = instrumented.position(next.unwrap_or(operation.at));
    (position, is_await && name == GENERATORS[0])
}

/// Whether an operation that is no call calls a function of that name behind the scenes.
fn asks_for(what: &What, name: &str) -> bool {
    match what {
        What::Iterate { .. } => {
            GENERATORS.contains(&name)
                || matches!(
                    name,
                    "next" | "return" | "[Symbol.iterator]" | "[Symbol.asyncIterator]"
                )
        }
        What::Operator => matches!(name, "valueOf" | "toString" | "[Symbol.toPrimitive]"),
        What::Write { .. } => name.starts_with("set "),
        What::Read { .. } | What::TakeApart(_) => name.starts_with("get "),
        What::Name { .. }
        | What::Delete { .. }
        | What::Call { .. }
        | What::New { .. }
        | What::SuperCall
        | What::This
        | What::Assign { .. }
        | What::In { .. }
        | What::InstanceOf
        | What::Extends { .. } => false,
    }
}

/// The functions by which generators go on.
pub(super) const GENERATORS: [&str; 6] = [
    "Generator.next",
    "Generator.return",
    "Generator.throw",
    "AsyncGenerator.next",
    "AsyncGenerator.return",
    "AsyncGenerator.throw",
];
