//! `with { type: 'json' }`: whether the attributes of an import fit what it means.
//!
//! After Node's `validateAttributes` (`lib/internal/modules/esm/assert.js`) and, before Node 16,
//! which knew no JSON modules, its `getFormat` (`lib/internal/modules/esm/get_format.js`).

use boa_engine::{Context, JsError, JsNativeError, JsString, module::ModuleRequest};

use super::super::super::{errors, host::Host};

/// What is imported, as far as attributes are about it.
#[derive(Clone, Copy)]
pub(super) struct Attributed<'i> {
    /// As error messages name it.
    pub(super) url: &'i str,
    pub(super) path: &'i str,
    pub(super) is_json: bool,
}

/// What is wrong with the attributes, if anything is.
pub(super) fn check(
    request: &ModuleRequest,
    imported: Attributed<'_>,
    context: &mut Context,
) -> Option<JsError> {
    let major = Host::of(context).profile.major();
    let Attributed { url, path, is_json } = imported;
    if major < 16 {
        let message = format!("Unknown file extension \".json\" for {path}");
        return is_json.then(|| type_error(&message, "ERR_UNKNOWN_FILE_EXTENSION", context));
    }
    let kind = request.get_attribute("type").map(JsString::to_std_string_lossy);
    // From Node 22 on a strange value is told of like a strange key; Node 16 looks at `type` only.
    let strange = request.attributes().iter().find(|it| {
        let is_type = it.key().to_std_string_lossy() == "type";
        let is_known = is_type && (major < 22 || it.value().to_std_string_lossy() == "json");
        !is_known && major > 16
    });
    let strange = strange.map(|it| {
        let (key, value) = (it.key().to_std_string_lossy(), it.value().to_std_string_lossy());
        let whose = if major >= 22 { format!(" in {url}") } else { String::new() };
        format!("Import attribute \"{key}\" with value \"{value}\" is not supported{whose}")
    });
    let word = if major == 16 { "assertion" } else { "attribute" };
    let (message, code) = match (strange, is_json, kind.as_deref()) {
        (Some(message), ..) => (message, "ERR_IMPORT_ATTRIBUTE_UNSUPPORTED"),
        (None, _, Some(kind)) if kind != "json" => (
            format!("Import {word} type \"{kind}\" is unsupported"),
            "ERR_IMPORT_ASSERTION_TYPE_UNSUPPORTED",
        ),
        (None, true, None) if major >= 22 => (
            format!("Module \"{url}\" needs an import attribute of \"type: json\""),
            "ERR_IMPORT_ATTRIBUTE_MISSING",
        ),
        (None, true, None) => (
            format!("Module \"{url}\" needs an import {word} of type \"json\""),
            "ERR_IMPORT_ASSERTION_TYPE_MISSING",
        ),
        (None, false, Some(kind)) => (
            format!("Module \"{url}\" is not of type \"{kind}\""),
            if major >= 22 {
                "ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE"
            } else {
                "ERR_IMPORT_ASSERTION_TYPE_FAILED"
            },
        ),
        (None, true, Some(_)) | (None, false, None) => return None,
    };
    Some(type_error(&message, code, context))
}

fn type_error(message: &str, code: &str, context: &mut Context) -> JsError {
    let error = JsNativeError::typ().with_message(message.to_owned()).into_opaque(context);
    errors::coded(error, code, context)
}
