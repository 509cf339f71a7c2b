//! Promises that are resolved or rejected again: V8 tells its host of each.

use boa_engine::{
    Context, Finalize, JsArgs, JsObject, JsResult, JsValue, NativeFunction, Trace, js_string,
    object::{FunctionObjectBuilder, builtins::JsFunction},
};
use boa_gc::{Gc, GcRefCell};

use super::{
    super::super::{host::Host, modules::builtins, process},
    table::{Group, Row},
};
use crate::trace::Runtime;

const EVENT: &str = "multipleResolves";

/// A promise whose executor is watched.
pub(super) struct Watched {
    args: [JsValue; 1],
    state: Gc<GcRefCell<State>>,
}

#[derive(Trace, Finalize, Default)]
struct State {
    settled: bool,
    promise: Option<JsValue>,
    /// What happened before `new Promise` returned.
    early: Vec<(JsValue, JsValue)>,
}

impl Watched {
    /// The arguments for the engine's constructor.
    pub(super) fn args(&self) -> &[JsValue] {
        &self.args
    }

    /// The constructor has returned.
    pub(super) fn made(&self, promise: &JsValue, context: &mut Context) {
        let early = {
            let mut state = self.state.borrow_mut();
            state.promise = Some(promise.clone());
            std::mem::take(&mut state.early)
        };
        for (kind, value) in early {
            tell(kind, promise.clone(), value, context);
        }
    }
}

/// Watches `new Promise(executor)` if the program can hear of it. Node 25 has done away with
/// the event.
pub(super) fn watch(
    group: &Group,
    row: &Row,
    args: &[JsValue],
    context: &mut Context,
) -> Option<Watched> {
    if (group.class, row.key) != ("", "Promise")
        || Host::of(context).profile.runtime >= Runtime::Node26
        || !process::listens(EVENT, context).ok()?
    {
        return None;
    }
    let executor = args.get_or_undefined(0).as_callable().and_then(JsFunction::from_object)?;
    let state = Gc::new(GcRefCell::new(State::default()));
    let watching = NativeFunction::from_copy_closure_with_captures(
        |_, args, (executor, state): &(JsFunction, Gc<GcRefCell<State>>), context| {
            let resolve = settling("resolve", args.get_or_undefined(0), state, context);
            let reject = settling("reject", args.get_or_undefined(1), state, context);
            let result = executor.call(&JsValue::undefined(), &[resolve, reject], context);
            match result {
                Err(error) if state.borrow().settled => {
                    let value = error.into_opaque(context)?;
                    again(js_string!("reject").into(), value, state, context);
                    Ok(JsValue::undefined())
                }
                result => result,
            }
        },
        (executor, state.clone()),
    );
    let watching = FunctionObjectBuilder::new(context.realm(), watching).length(2).build();
    Some(Watched { args: [watching.into()], state })
}

/// `resolve` or `reject` of the engine's, that notes its calls.
fn settling(
    kind: &str,
    function: &JsValue,
    state: &Gc<GcRefCell<State>>,
    context: &mut Context,
) -> JsValue {
    let captures: (JsValue, Option<JsObject>, Gc<GcRefCell<State>>) =
        (boa_engine::JsString::from(kind).into(), function.as_object(), state.clone());
    let watching = NativeFunction::from_copy_closure_with_captures(
        |this, args, (kind, function, state): &(JsValue, Option<JsObject>, _), context| {
            let state: &Gc<GcRefCell<State>> = state;
            let settled = std::mem::replace(&mut state.borrow_mut().settled, true);
            if settled {
                again(kind.clone(), args.get_or_undefined(0).clone(), state, context);
                return Ok(JsValue::undefined());
            }
            function
                .as_ref()
                .map_or(Ok(JsValue::undefined()), |function| function.call(this, args, context))
        },
        captures,
    );
    FunctionObjectBuilder::new(context.realm(), watching).length(1).build().into()
}

/// The promise was settled before.
fn again(kind: JsValue, value: JsValue, state: &Gc<GcRefCell<State>>, context: &mut Context) {
    let promise = state.borrow().promise.clone();
    match promise {
        Some(promise) => tell(kind, promise, value, context),
        None => state.borrow_mut().early.push((kind, value)),
    }
}

/// Node emits the event a tick later.
fn tell(kind: JsValue, promise: JsValue, value: JsValue, context: &mut Context) {
    let told: JsResult<JsValue> = builtins::function("internal/process_hooks", EVENT, context)
        .and_then(|function| {
            function.call(&JsValue::undefined(), &[kind, promise, value], context)
        });
    // It only queues a tick, which cannot fail.
    let _ = told;
}
