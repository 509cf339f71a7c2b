//! What Node's own modules may know of the lesson's world: `internal.world()`, `readText()`.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, js_string, object::builtins::JsArray,
};

use super::host::Host;

/// `world()`: a fresh object of the files, the network's answers and the costs of named work.
///
/// `files` maps a path to `{ content, error, latency }` (one of the first two is undefined),
/// `network` a URL to `{ status, headers, body, latency }`, `cpu` a name to microseconds, as
/// latencies are; `startMs` is what `Date.now()` said at virtual time 0.
pub(crate) fn world(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let world = &host.world;
    let files = JsObject::with_null_proto();
    for (path, file) in &world.files {
        let entry = JsObject::with_null_proto();
        let (key, text) = match &file.content {
            Ok(bytes) => ("content", bytes),
            Err(code) => ("error", code),
        };
        set(&entry, key, JsString::from(text.as_str()), context)?;
        set(&entry, "latency", micros(file.latency), context)?;
        set(&files, path, entry, context)?;
    }
    let network = JsObject::with_null_proto();
    for (url, response) in &world.network {
        let headers = JsObject::with_null_proto();
        for (name, value) in &response.headers {
            set(&headers, name, JsString::from(value.as_str()), context)?;
        }
        let entry = JsObject::with_null_proto();
        set(&entry, "status", response.status, context)?;
        set(&entry, "headers", headers, context)?;
        set(&entry, "body", JsString::from(response.body.as_str()), context)?;
        set(&entry, "latency", micros(response.latency), context)?;
        let mut more = Vec::new();
        for (after, body) in &response.more {
            let piece = [micros(*after).into(), JsString::from(body.as_str()).into()];
            more.push(JsArray::from_iter(piece, context).into());
        }
        set(&entry, "more", JsArray::from_iter(more, context), context)?;
        set(&network, url, entry, context)?;
    }
    let cpu = JsObject::with_null_proto();
    for (name, cost) in &world.cpu {
        set(&cpu, name, micros(*cost), context)?;
    }
    let object = JsObject::with_null_proto();
    set(&object, "files", files, context)?;
    set(&object, "network", network, context)?;
    set(&object, "cpu", cpu, context)?;
    #[expect(clippy::cast_precision_loss, reason = "dates stay far below 2^53 milliseconds")]
    set(&object, "startMs", world.start_ms as f64, context)?;
    object.set(js_string!("threads"), world.threads, true, context)?;
    Ok(object.into())
}

/// `readText(path)`: the text of the program, or of a file beside it; undefined if there is
/// none. Nothing else of the real world is in reach.
pub(crate) fn read_text(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let path = args.get_or_undefined(0).to_string(context)?.to_std_string_lossy();
    let own = host.programs.borrow().iter().find_map(|program| program.text_of(&path));
    let text = own.or_else(|| host.files.borrow_mut().read(&path));
    Ok(text.map_or_else(JsValue::undefined, |text| JsString::from(text).into()))
}

fn set(
    object: &JsObject,
    key: &str,
    value: impl Into<JsValue>,
    context: &mut Context,
) -> JsResult<()> {
    object.set(JsString::from(key), value, true, context).map(drop)
}

#[expect(clippy::cast_precision_loss, reason = "latencies stay far below 2^53 microseconds")]
fn micros(cost: u64) -> f64 {
    cost as f64
}
