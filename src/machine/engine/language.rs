//! Where the language itself must be another than the engine's: V8's, of the runtime's version.

pub(super) mod legacy;
mod long_strings;
mod since;
mod sorting;

use boa_engine::{Context, JsResult};

/// Replaces and removes built-ins. Comes last: what a runtime lacks is taken away.
pub(super) fn install(context: &mut Context) -> JsResult<()> {
    sorting::install(context)?;
    long_strings::install(context)?;
    since::install(context)
}
