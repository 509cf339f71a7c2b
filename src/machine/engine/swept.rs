//! Calls that leave the engine's stack of operands as it was.
//!
//! An error that passes through a call of the program on its way to a built-in function, and a
//! module that is evaluated, leave that call's registers on the stack. Where the built-in
//! function then returns a value (`new Promise` makes a rejected promise of the error), the
//! operands of the running call would be looked for among them. A function of JavaScript takes
//! all that lies above its own operands with it as it returns, so one stands in between.

use std::iter;

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsValue, NativeFunction, Source,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};

use super::{errors, host::Host};

/// The function that stands in between.
pub(super) fn sweeper(context: &mut Context) -> JsResult<JsFunction> {
    let code = "(function (call, self, first, ...more) {
        return more.length === 0 ? call(self, first) : call(self, first, ...more);
    })";
    let function = context.eval(Source::from_bytes(code))?.as_callable();
    function.and_then(JsFunction::from_object).ok_or_else(|| errors::unknown_builtin("call"))
}

/// A native function that calls `function`, which calls nothing of the program's unless its
/// first argument is an object.
pub(super) fn native(function: NativeFunction, context: &mut Context) -> NativeFunction {
    let inner = NativeFunction::from_copy_closure_with_captures(
        |_, args, function: &NativeFunction, context| {
            function.call(args.get_or_undefined(0), args.get(1..).unwrap_or_default(), context)
        },
        function.clone(),
    );
    let inner = FunctionObjectBuilder::new(context.realm(), inner).build();
    NativeFunction::from_copy_closure_with_captures(
        |this, args, (function, inner): &(NativeFunction, JsFunction), context| {
            if args.get_or_undefined(0).is_object() {
                call(inner, this, args, context)
            } else {
                function.call(this, args, context)
            }
        },
        (function, inner),
    )
}

/// Calls `function` with `first` and `more`.
pub(super) fn call(
    function: &JsObject,
    first: &JsValue,
    more: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let natives = host.natives.get().ok_or_else(|| errors::unknown_builtin("call"))?;
    let args: Vec<JsValue> = iter::once(function.clone().into())
        .chain(iter::once(first.clone()))
        .chain(more.iter().cloned())
        .collect();
    natives.sweeper.call(&JsValue::undefined(), &args, context)
}
