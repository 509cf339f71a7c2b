//! `setImmediate`, `clearImmediate`, and the objects they are about.

use std::{cell::Cell, rc::Rc};

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsObject, JsResult, JsValue, Trace,
    object::builtins::JsFunction,
};

use super::{
    super::{
        async_hooks, callbacks,
        host::{Callback, Host, Immediate},
    },
    callback,
};
use crate::trace::{EntryId, EntryKind, Fact};

/// What an `Immediate` object carries.
#[derive(Trace, Finalize, JsData)]
pub(super) struct ImmediateHandle {
    pub(super) entry: u32,
    pub(super) function: JsFunction,
    pub(super) args: Vec<JsValue>,
    #[unsafe_ignore_trace]
    pub(super) referenced: SharedFlag,
    #[unsafe_ignore_trace]
    pub(super) cleared: SharedFlag,
}

/// A switch that the object and the queue both see.
type SharedFlag = Rc<Cell<bool>>;

pub(super) fn set_immediate(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let function = callback(args.get_or_undefined(0), context)?;
    let about = callbacks::describe(&host, &function, context);
    let label = host.text(&about.name);
    let entry = host.entry(EntryKind::Immediate, label, about.site);
    let referenced = Rc::new(Cell::new(true));
    let cleared = Rc::new(Cell::new(false));
    let Some(prototypes) = host.timer_prototypes.get() else { return Ok(JsValue::undefined()) };
    let args = args.get(1..).unwrap_or_default().to_vec();
    let handle = ImmediateHandle {
        entry: entry.0,
        function: function.clone(),
        args: args.clone(),
        referenced: Rc::clone(&referenced),
        cleared: Rc::clone(&cleared),
    };
    let object = JsObject::from_proto_and_data(prototypes.immediate.clone(), handle);
    let callback = Callback { entry, function, this: object.clone().into(), args };
    async_hooks::created(&host, entry, "Immediate", |_| object.clone(), context)?;
    host.immediates.borrow_mut().push_back(Immediate {
        callback: Some(callback),
        referenced,
        cleared,
    });
    host.fact(Fact::EntryQueued { entry });
    Ok(object.into())
}

pub(super) fn clear_immediate(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    if let Some(object) = args.get_or_undefined(0).as_object()
        && let Some(handle) = object.downcast_ref::<ImmediateHandle>()
        && !handle.cleared.replace(true)
    {
        let host = Host::of(context);
        let entry = EntryId(handle.entry);
        host.async_hooks.destroy(&host.contexts, entry);
        host.fact(Fact::EntryCancelled { entry });
    }
    Ok(JsValue::undefined())
}

pub(super) fn immediate_ref(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    reference_immediate(this, true, context);
    Ok(this.clone())
}

pub(super) fn immediate_unref(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    reference_immediate(this, false, context);
    Ok(this.clone())
}

fn reference_immediate(this: &JsValue, referenced: bool, context: &mut Context) {
    if let Some(object) = this.as_object()
        && let Some(handle) = object.downcast_ref::<ImmediateHandle>()
        && handle.referenced.replace(referenced) != referenced
    {
        let entry = EntryId(handle.entry);
        Host::of(context).fact(Fact::EntryReferenced { entry, referenced });
    }
}

pub(super) fn immediate_has_ref(
    this: &JsValue,
    _: &[JsValue],
    _: &mut Context,
) -> JsResult<JsValue> {
    let referenced = this
        .as_object()
        .and_then(|object| object.downcast_ref::<ImmediateHandle>().map(|h| h.referenced.get()));
    Ok(referenced.unwrap_or(false).into())
}
