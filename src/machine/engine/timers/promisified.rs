//! What `util.promisify` finds on `setTimeout` and `setImmediate`.

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue, NativeFunction,
    js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
    property::PropertyDescriptor,
};

use crate::machine::engine::{builtins, host::Host, inspect};

/// Gives the timers their promise forms, under a symbol that `internal.timers.promisify` is.
/// No module is loaded before one is asked for.
pub(super) fn install(timers: &JsObject, context: &mut Context) -> JsResult<()> {
    let profile = Host::of(context).profile;
    let symbol = if profile.registered_promisify {
        inspect::registered_symbol("nodejs.util.promisify.custom", context)?
    } else {
        JsSymbol::new(Some(js_string!("util.promisify.custom")))
            .ok_or_else(|| JsNativeError::error().with_message("no symbol is left"))?
    };
    for (name, length) in [("setTimeout", 2), ("setImmediate", 1)] {
        let Some(timer) = timers.get(JsString::from(name), context)?.as_object() else { continue };
        let descriptor = PropertyDescriptor::builder().enumerable(true);
        let descriptor = if profile.timer_promises {
            let get = NativeFunction::from_copy_closure(move |_, _, context| {
                let promises = builtins::load("timers/promises", context)?;
                let promises = promises.as_object();
                promises.map_or(Ok(JsValue::undefined()), |promises| {
                    promises.get(JsString::from(name), context)
                })
            });
            descriptor.get(function("get", 0, get, context)).configurable(false)
        } else {
            let form = NativeFunction::from_copy_closure(move |_, args, context| {
                builtins::function("internal/promisify", name, context)?.call(
                    &JsValue::undefined(),
                    args,
                    context,
                )
            });
            descriptor.value(function("", length, form, context)).writable(true).configurable(true)
        };
        timer.define_property_or_throw(symbol.clone(), descriptor, context)?;
    }
    timers.set(js_string!("promisify"), symbol, true, context)?;
    Ok(())
}

fn function(name: &str, length: usize, call: NativeFunction, context: &mut Context) -> JsFunction {
    FunctionObjectBuilder::new(context.realm(), call)
        .name(JsString::from(name))
        .length(length)
        .build()
}
