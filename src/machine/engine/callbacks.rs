//! What a callback is to a learner: its name, and its place in their code.

use std::ptr;

use boa_engine::{
    Context, JsObject, JsValue, builtins::function::OrdinaryFunction, object::builtins::JsFunction,
    property::PropertyKey,
};
use indexmap::IndexMap;

use super::host::Host;
use crate::trace::SiteId;

/// A function as the trace tells of it.
pub(crate) struct About {
    /// Its `name`, empty if it has none.
    pub(crate) name: String,
    /// Where the learner wrote it; none for the engine's and Node's own.
    pub(crate) site: Option<SiteId>,
    /// Written in Rust, not in JavaScript.
    pub(crate) native: bool,
}

/// Sites of functions already looked up, by the address of their code.
///
/// Code of a program file lives as long as the program, so an address names one function.
#[derive(Default)]
pub(crate) struct Known(IndexMap<usize, Option<SiteId>>);

/// Describes a function without running any of the program's code.
pub(crate) fn describe(host: &Host, function: &JsFunction, context: &mut Context) -> About {
    let name = own_name(function);
    let Some(code) = function
        .downcast_ref::<OrdinaryFunction>()
        .map(|function| ptr::from_ref(function.codeblock()).addr())
    else {
        return About { name, site: None, native: true };
    };
    let known = host.known.borrow().0.get(&code).copied();
    let site = known.unwrap_or_else(|| {
        let site = marked_site(host, function, context);
        host.known.borrow_mut().0.insert(code, site);
        site
    });
    About { name, site, native: false }
}

/// A function's own `name`, if it is a plain string.
pub(crate) fn own_name(function: &JsObject) -> String {
    let key = PropertyKey::from(boa_engine::js_string!("name"));
    let object = function.borrow();
    object
        .properties()
        .get(&key)
        .and_then(|descriptor| descriptor.value().and_then(JsValue::as_string))
        .map(|name| name.to_std_string_escaped())
        .unwrap_or_default()
}

/// The site of the function whose instrumented text is the function's.
fn marked_site(host: &Host, function: &JsFunction, context: &mut Context) -> Option<SiteId> {
    let natives = host.natives.get()?;
    let text = natives
        .function_to_string
        .call(&function.clone().into(), &[], context)
        .ok()?
        .as_string()?
        .to_std_string_escaped();
    let programs = host.programs.borrow();
    programs.iter().find_map(|program| program.instrumented.function_site(&text))
}
