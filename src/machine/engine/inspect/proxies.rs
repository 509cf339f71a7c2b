//! What proxies stand for.
//!
//! The engine hides a proxy's target, so `Proxy` and `Proxy.revocable` are wrapped: each
//! proxy they make is noted, weakly, with its target and handler.

use boa_engine::{
    Context, Finalize, JsArgs, JsData, JsNativeError, JsObject, JsResult, JsValue, Trace,
    js_string,
    native_function::NativeFunction,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsWeakMap},
    },
    property::{Attribute, PropertyDescriptor},
};

use super::{Shared, shared::function_of};

/// A proxy's target and handler, none once it is revoked.
#[derive(Debug, Trace, Finalize, JsData)]
struct Parts(Option<(JsObject, JsObject)>);

/// What is known of a proxy.
pub(super) enum Proxied {
    Live { target: JsObject, handler: JsObject },
    Revoked,
}

/// Looks a proxy up.
pub(super) fn parts(proxy: &JsObject, shared: &Shared, context: &mut Context) -> JsResult<Proxied> {
    let noted = shared.proxies.get(proxy, context)?.as_object();
    let live =
        noted.and_then(|noted| noted.downcast_ref::<Parts>().and_then(|parts| parts.0.clone()));
    Ok(live.map_or(Proxied::Revoked, |(target, handler)| Proxied::Live { target, handler }))
}

/// The innermost object behind a chain of proxies; none if one of them is revoked.
pub(super) fn innermost(
    proxy: &JsObject,
    shared: &Shared,
    context: &mut Context,
) -> JsResult<Option<JsObject>> {
    let mut object = proxy.clone();
    while object.is::<boa_engine::builtins::proxy::Proxy>() {
        match parts(&object, shared, context)? {
            Proxied::Live { target, .. } => object = target,
            Proxied::Revoked => return Ok(None),
        }
    }
    Ok(Some(object))
}

/// Replaces the global `Proxy` by one that notes what it makes.
pub(super) fn remember(noted: &JsWeakMap, context: &mut Context) -> JsResult<()> {
    let original = context.intrinsics().constructors().proxy().constructor();
    let revocable = function_of(&original, "revocable", context)?;

    let construct = NativeFunction::from_copy_closure_with_captures(
        |new_target, args, (original, noted), context| {
            if new_target.is_undefined() {
                let message = "Constructor Proxy requires 'new'";
                return Err(JsNativeError::typ().with_message(message).into());
            }
            let proxy = original.construct(args, None, context)?;
            note(&proxy, args, noted, context)?;
            Ok(proxy.into())
        },
        (original, noted.clone()),
    );
    let proxy = FunctionObjectBuilder::new(context.realm(), construct)
        .name(js_string!("Proxy"))
        .length(2)
        .constructor(true)
        .build();

    let revocable = NativeFunction::from_copy_closure_with_captures(
        |_, args, (original, noted), context| {
            let made = original.call(&JsValue::undefined(), args, context)?;
            let Some(pair) = made.as_object() else { return Ok(made) };
            let Some(proxy) = pair.get(js_string!("proxy"), context)?.as_object() else {
                return Ok(made);
            };
            let parts = note(&proxy, args, noted, context)?;
            let revoke = function_of(&pair, "revoke", context)?;
            let revoke = forgetting(revoke, parts, context);
            pair.create_data_property(js_string!("revoke"), revoke, context)?;
            Ok(made)
        },
        (revocable, noted.clone()),
    );
    let revocable = FunctionObjectBuilder::new(context.realm(), revocable)
        .name(js_string!("revocable"))
        .length(2)
        .build();
    let hidden = Attribute::WRITABLE | Attribute::CONFIGURABLE;
    proxy.define_property_or_throw(
        js_string!("revocable"),
        PropertyDescriptor::builder()
            .value(revocable)
            .writable(true)
            .enumerable(false)
            .configurable(true),
        context,
    )?;
    context.register_global_property(js_string!("Proxy"), proxy, hidden)
}

/// Notes a proxy that was made of `args`.
fn note(
    proxy: &JsObject,
    args: &[JsValue],
    noted: &JsWeakMap,
    context: &mut Context,
) -> JsResult<JsObject> {
    let pair = args.get_or_undefined(0).as_object().zip(args.get_or_undefined(1).as_object());
    let parts = JsObject::from_proto_and_data(None, Parts(pair));
    noted.set(proxy, parts.clone().into(), context)?;
    Ok(parts)
}

/// A function that revokes and forgets.
fn forgetting(revoke: JsFunction, parts: JsObject, context: &mut Context) -> JsFunction {
    let forget = NativeFunction::from_copy_closure_with_captures(
        |_, _, (revoke, parts), context| {
            if let Some(mut parts) = parts.downcast_mut::<Parts>() {
                parts.0 = None;
            }
            revoke.call(&JsValue::undefined(), &[], context)
        },
        (revoke, parts),
    );
    FunctionObjectBuilder::new(context.realm(), forget).build()
}
