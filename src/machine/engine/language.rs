//! Where the language itself must be another than the engine's: V8's, of the runtime's version.

mod additions;
mod dates;
pub(super) mod delegation;
mod intrinsics;
pub(super) mod iterators;
pub(super) mod legacy;
mod since;

use boa_engine::{Context, JsResult};

/// Replaces and removes built-ins. Comes last: what a runtime lacks is taken away.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    intrinsics::install(context);
    additions::install(context)?;
    dates::install(context)?;
    delegation::install(context)?;
    since::install(context)
}
