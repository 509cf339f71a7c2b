//! `assert { type: 'json' }`, the older form of import attributes that Node 16 to 20 know.
//!
//! After V8 9.4 and 11.3 (`Isolate::GetImportAssertionsFromArgument`, src/execution/isolate.cc);
//! texts and order as recorded from Node (tests/probes/c22, c23).

use boa_engine::{
    Context, JsNativeError, JsResult, JsValue, NativeFunction, js_string,
    object::{FunctionObjectBuilder, JsObject, ObjectInitializer},
    property::Attribute,
};

use super::super::super::{host::Host, process, programs::Program};
use crate::{
    instrument::{ATTRIBUTES, Goal},
    trace::{FileId, SiteId},
};

/// What V8 11.3 says of each assertion.
const DEPRECATED: &str = "'assert' is deprecated in import statements and support will be removed \
                          in a future version; use 'with' instead";

/// The options of an `import()` as the engine takes them: what they assert is an attribute.
pub(crate) fn attributes(
    site: SiteId,
    options: &JsValue,
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(given) = options.as_object() else { return Ok(options.clone()) };
    if host.profile.runtime >= ATTRIBUTES && !given.get(js_string!("with"), context)?.is_undefined()
    {
        return Ok(options.clone());
    }
    let asserted = given.get(js_string!("assert"), context)?;
    let asked = match check(&asserted, context) {
        Ok(()) => ObjectInitializer::new(context)
            .property(js_string!("with"), asserted.clone(), Attribute::all())
            .build(),
        Err(error) => refusing(error, context),
    };
    if !asserted.is_undefined() {
        let site = host.sites.borrow().get(site.index()).copied();
        let program = |file: FileId| host.programs.borrow().get(file.index()).cloned();
        if let Some((site, program)) = site.and_then(|site| Some((site, program(site.file)?))) {
            deprecated(&program, site.start.line, context)?;
        }
    }
    Ok(asked.into())
}

/// Tells of the assertions in a module's declarations, the last first as V8 does.
pub(super) fn declared(program: &Program, context: &mut Context) -> JsResult<()> {
    program
        .instrumented
        .asserted
        .iter()
        .rev()
        .try_for_each(|&line| deprecated(program, line, context))
}

fn deprecated(program: &Program, line: u32, context: &mut Context) -> JsResult<()> {
    let host = Host::of(context);
    if host.profile.runtime < ATTRIBUTES {
        return Ok(());
    }
    let scheme = if program.goal == Goal::Module { "file://" } else { "" };
    let text = format!("{scheme}{}:{line} {DEPRECATED}", program.path);
    let is_running = host.calls.borrow().top().is_some();
    let warn = if is_running { process::warn } else { process::warn_early };
    warn(&text, "V8", context)
}

fn check(asserted: &JsValue, context: &mut Context) -> Result<(), &'static str> {
    if asserted.is_undefined() {
        return Ok(());
    }
    let Some(object) = asserted.as_object() else {
        return Err("The 'assert' option must be an object");
    };
    let keys = object.own_property_keys(context).unwrap_or_default();
    let is_text = |key| object.get(key, context).is_ok_and(|value| value.is_string());
    if keys.into_iter().all(is_text) {
        Ok(())
    } else {
        Err("Import assertion value must be a string")
    }
}

/// Options that fail when they are looked at: the promise of the `import()` is rejected so.
fn refusing(message: &'static str, context: &mut Context) -> JsObject {
    let fail = move |_: &JsValue, _: &[JsValue], _: &mut Context| {
        Err(JsNativeError::typ().with_message(message).into())
    };
    let fail = NativeFunction::from_copy_closure(fail);
    let getter = FunctionObjectBuilder::new(context.realm(), fail).build();
    ObjectInitializer::new(context)
        .accessor(js_string!("with"), Some(getter), None, Attribute::all())
        .build()
}
