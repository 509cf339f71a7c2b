//! What Node exports and loopscope has not: each such name is there, and refuses when used.
//!
//! `machine/node/exports.txt` lists, as recorded on the releases that the profiles name, what
//! the modules of Node, its global object and the prototypes of its main classes hold. As a
//! module has been loaded, what it lacks of the list is added: a function throws a sentence
//! that names it when it is called or constructed, an object when one of its properties is
//! read, any other value when it is read. A program that only looks whether something exists
//! sees what it would see in Node.

use std::sync::LazyLock;

use boa_engine::{
    Context, JsArgs, JsError, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    object::{
        FunctionObjectBuilder,
        builtins::{JsFunction, JsProxyBuilder},
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    super::{globals::define, host::Host},
    builtins,
};

/// One place of the list: the object that `path` leads to from what `home` exports.
struct Section {
    /// What a program calls it; in front of the names it is what a refusal names.
    place: &'static str,
    home: &'static str,
    path: &'static str,
    /// What there is instead; may be empty.
    instead: &'static str,
    /// Which versions have the place; empty for all.
    versions: &'static str,
    /// The lines that hold its names.
    names: &'static str,
}

static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let text = builtins::recorded_exports();
    let mut heads: Vec<(usize, usize, &'static str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.starts_with([' ', '#']) {
            heads.push((at, at + line.len(), line.trim_end()));
        }
        at += line.len();
    }
    let ends = heads.iter().skip(1).map(|(start, _, _)| *start).chain([text.len()]);
    let sections = heads.iter().zip(ends).map(|((_, names, head), end)| {
        let (head, instead) = head.split_once(": ").unwrap_or((head, ""));
        let (place, home) = head.split_once(" (").unwrap_or((head, ""));
        let (place, versions) = place.split_once('@').unwrap_or((place, ""));
        let (module, path) = place.split_once('.').unwrap_or((place, ""));
        let home = if home.is_empty() { module } else { home.trim_end_matches(')') };
        Section { place, home, path, instead, versions, names: &text[*names..end] }
    });
    sections.collect()
});

/// What a name of the list stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Function,
    Object,
    Accessor,
    /// A primitive value.
    Value,
}

/// A name that the version has at a place.
struct Export {
    name: &'static str,
    kind: Kind,
    enumerable: bool,
}

/// Reads `name/kind@versions`; none for a name that the version does not have.
fn export(token: &'static str, major: u32) -> Option<Export> {
    let (token, versions) = token.split_once('@').unwrap_or((token, ""));
    if !is_of(versions, major) {
        return None;
    }
    let (name, kind) = token.split_once('/').unwrap_or((token, ""));
    let enumerable = !kind.ends_with('-');
    let kind = match kind.trim_end_matches('-') {
        "" => Kind::Function,
        "o" => Kind::Object,
        "a" => Kind::Accessor,
        _ => Kind::Value,
    };
    Some(Export { name, kind, enumerable })
}

/// Whether one of some ranges, set apart by commas, holds a version; no range holds all.
fn is_of(versions: &str, major: u32) -> bool {
    versions.is_empty() || versions.split(',').any(|range| holds(range, major))
}

/// Whether a range such as `12-16`, `-11`, `24-` or `20` holds a version.
fn holds(range: &str, major: u32) -> bool {
    let bound = |text: &str, open| if text.is_empty() { Some(open) } else { text.parse().ok() };
    let Some((from, to)) = range.split_once('-') else { return range.parse() == Ok(major) };
    bound(from, 0).is_some_and(|from| from <= major)
        && bound(to, u32::MAX).is_some_and(|to| major <= to)
}

/// Adds what Node's module `id` exports and ours does not.
pub(super) fn complete(id: &str, exports: &JsValue, context: &mut Context) -> JsResult<()> {
    let Some(exports) = exports.as_object() else { return Ok(()) };
    for section in SECTIONS.iter().filter(|section| section.home == id) {
        let path = section.path.split('.').filter(|name| !name.is_empty());
        let found = path.map(JsString::from).try_fold(exports.clone(), |object, name| {
            // What is made when it is first asked for is left alone.
            let held = object.borrow().properties().get(&PropertyKey::from(name));
            held.and_then(|held| held.value().and_then(JsValue::as_object))
        });
        if let Some(object) = found {
            fill(section, &object, context)?;
        }
    }
    Ok(())
}

/// Adds the globals of Node that are not there.
pub(crate) fn complete_globals(context: &mut Context) -> JsResult<()> {
    let global = context.global_object();
    for section in SECTIONS.iter().filter(|section| section.place == "globalThis") {
        fill(section, &global, context)?;
    }
    Ok(())
}

fn fill(section: &Section, object: &JsObject, context: &mut Context) -> JsResult<()> {
    let major = Host::of(context).profile.major();
    if !is_of(section.versions, major) {
        return Ok(());
    }
    for token in section.names.split_ascii_whitespace() {
        let Some(Export { name, kind, enumerable }) = export(token, major) else { continue };
        let key = PropertyKey::from(JsString::from(name));
        let held = object.borrow().properties().get(&key);
        if let Some(held) = held {
            if held.enumerable() != Some(enumerable) && held.configurable() == Some(true) {
                // An absent field leaves that of the property as it is.
                let changed = PropertyDescriptor::builder().enumerable(enumerable);
                object.define_property_or_throw(key, changed, context)?;
            }
            continue;
        }
        // A method may stand on another prototype than in Node.
        if !section.path.is_empty() && object.has_property(key.clone(), context)? {
            continue;
        }
        let what = match section.place.strip_prefix("globalThis") {
            Some("") => name.to_owned(),
            Some(rest) => format!("{}.{name}", &rest[1..]),
            None => format!("{}.{name}", section.place),
        };
        let looks = PropertyDescriptor::builder().enumerable(enumerable).configurable(true);
        let refused = match kind {
            Kind::Function => {
                looks.writable(true).value(function(name, &what, section.instead, context))
            }
            Kind::Object => looks.writable(true).value(refused(&what, context)?),
            // A default that instances inherit: they have it of their own here.
            Kind::Value if section.path.ends_with("prototype") => continue,
            Kind::Value => looks.get(function(name, &what, section.instead, context)),
            Kind::Accessor => looks
                .get(function(name, &what, section.instead, context))
                .set(setter(name, enumerable, context)),
        };
        object.define_property_or_throw(key, refused, context)?;
    }
    Ok(())
}

/// A function, or class, that says when it is called that it is not here.
fn function(name: &str, what: &str, instead: &str, context: &mut Context) -> JsFunction {
    let refuse = NativeFunction::from_copy_closure_with_captures(
        |_, _, (what, instead): &(JsString, JsString), context| {
            Err(unsupported(what.clone(), instead.clone(), context))
        },
        (JsString::from(what), JsString::from(instead)),
    );
    FunctionObjectBuilder::new(context.realm(), refuse)
        .name(JsString::from(name))
        .constructor(true)
        .build()
}

/// Whoever assigns to what is not here has a property of their own from then on.
fn setter(name: &str, enumerable: bool, context: &mut Context) -> JsFunction {
    let set = NativeFunction::from_copy_closure_with_captures(
        move |this, args, name: &JsString, context| {
            if let Some(object) = this.as_object() {
                let name = name.to_std_string_lossy();
                define(&object, &name, args.get_or_undefined(0).clone(), enumerable, context)?;
            }
            Ok(JsValue::undefined())
        },
        JsString::from(name),
    );
    FunctionObjectBuilder::new(context.realm(), set).name(JsString::from(name)).length(1).build()
}

/// An object whose properties cannot be read.
pub(crate) fn refused(what: &str, context: &mut Context) -> JsResult<JsValue> {
    let target = JsObject::with_null_proto();
    let held = PropertyDescriptor::builder().value(JsString::from(what)).enumerable(false);
    target.define_property_or_throw(WHAT, held, context)?;
    let proxy = JsProxyBuilder::new(target).get(refuse).set(refuse).build(context)?;
    Ok(proxy.into())
}

/// Where the target of [`refused`] keeps what it stands for.
const WHAT: JsString = js_string!("what");

fn refuse(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let target = args.get_or_undefined(0).as_object();
    let what = target.map(|target| target.get(WHAT, context)).transpose()?;
    let mut what = what.unwrap_or_default().to_string(context)?;
    if let Some(name) = args.get_or_undefined(1).as_string() {
        what = JsString::concat_array(&[what.as_str(), js_string!(".").as_str(), name.as_str()]);
    }
    Err(unsupported(what, js_string!(), context))
}

fn unsupported(what: JsString, instead: JsString, context: &mut Context) -> JsError {
    let made = builtins::function("internal/errors", "unsupported", context)
        .and_then(|make| make.call(&JsValue::undefined(), &[what.into(), instead.into()], context));
    made.map_or_else(|error| error, JsError::from_opaque)
}
