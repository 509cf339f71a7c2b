//! `internal.callText()`: what the program wrote to call the function of Node that runs.

use boa_engine::{Context, JsResult, JsString, JsValue, object::builtins::JsArray};

use super::{
    super::host::Host,
    stack::{self, Raw},
};

/// `callText()`: the text of the innermost call in a file of the program, and how many columns
/// stand before it; undefined if that call is not in a file.
pub(crate) fn call_text(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let constructor = context.intrinsics().constructors().error().constructor();
    let error = constructor.construct(&[], None, context)?;
    let raw = stack::raw(&error, context);
    let host = Host::of(context);
    let programs = host.programs.borrow();
    let call = raw.iter().find_map(|call| match call {
        Raw::Program { file, place, .. } => Some((*file, *place)),
        Raw::Hidden(_) | Raw::Own(_) | Raw::Applied | Raw::Native(_) => None,
    });
    let found = call.and_then(|(file, place)| {
        let (line, column) = place?;
        let site = programs.get(file)?.instrumented.call_at(line, column)?;
        let start = host.sites.borrow().get(site.index())?.start;
        let text = programs.get(file)?.instrumented.site_text(site)?;
        Some((JsString::from(text), start.column.saturating_sub(1)))
    });
    drop(programs);
    let Some((text, before)) = found else { return Ok(JsValue::undefined()) };
    let answer = JsArray::from_iter([text.into(), before.into()], context);
    Ok(answer.into())
}
