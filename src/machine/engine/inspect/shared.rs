//! What inspection knows of the realm, gathered before the program can change it.

use std::{cell::RefCell, rc::Rc};

use boa_engine::{
    Context, JsNativeError, JsObject, JsResult, JsString, JsSymbol, JsValue,
    object::builtins::{JsFunction, JsWeakMap},
    property::PropertyKey,
};

use super::{cursors, proxies, regexps, style::Style};
use crate::trace::Runtime;

/// One per realm, kept in the context's data.
pub(crate) struct Shared {
    pub(super) style: &'static Style,
    /// `Symbol.for('nodejs.util.inspect.custom')`.
    pub(super) custom: JsSymbol,
    /// What every proxy was made of.
    pub(super) proxies: JsWeakMap,
    /// `Object.getOwnPropertyDescriptor`.
    pub(super) describe: JsFunction,
    /// `parseInt` and `parseFloat`.
    pub(super) parse_int: JsFunction,
    pub(super) parse_float: JsFunction,
    /// `JSON.stringify`.
    pub(super) stringify: JsFunction,
    /// Names of the built-in constructors.
    pub(super) builtins: Vec<JsString>,
    /// `inspect.defaultOptions`, once a program asked for it.
    pub(super) defaults: RefCell<Option<JsObject>>,
    /// `util.inspect`, once it was made.
    pub(super) inspect: RefCell<Option<JsFunction>>,
}

/// Prepares a realm: gathers what inspection needs, has proxies and the iterators of maps and
/// sets remember what they stand for, and mends the source of regular expressions. Call it before any code of the program runs.
///
/// # Errors
/// If the realm lacks a built-in object.
pub(crate) fn install(runtime: Runtime, context: &mut Context) -> JsResult<()> {
    let proxies = JsWeakMap::new(context);
    proxies::remember(&proxies, context)?;
    cursors::remember(context)?;
    regexps::repair(Style::of(runtime).plain_class_slashes, context)?;
    let shared = Shared {
        style: Style::of(runtime),
        custom: registered_symbol("nodejs.util.inspect.custom", context)?,
        proxies,
        describe: function_of(
            &context.intrinsics().constructors().object().constructor(),
            "getOwnPropertyDescriptor",
            context,
        )?,
        parse_int: function_of(
            &context.intrinsics().constructors().number().constructor(),
            "parseInt",
            context,
        )?,
        parse_float: function_of(
            &context.intrinsics().constructors().number().constructor(),
            "parseFloat",
            context,
        )?,
        stringify: function_of(&context.intrinsics().objects().json(), "stringify", context)?,
        builtins: builtin_names(context),
        defaults: RefCell::default(),
        inspect: RefCell::default(),
    };
    context.insert_data(Rc::new(shared));
    Ok(())
}

impl Shared {
    /// The realm's.
    ///
    /// # Errors
    /// If [`install`] was not called.
    pub(crate) fn of(context: &Context) -> JsResult<Rc<Self>> {
        context.get_data::<Rc<Self>>().cloned().ok_or_else(|| {
            JsNativeError::error().with_message("inspection was not installed in this realm").into()
        })
    }

    /// Whether a constructor of that name is built in.
    pub(super) fn is_builtin(&self, name: &JsString) -> bool {
        self.builtins.binary_search(name).is_ok()
    }
}

/// A function that is a property of a built-in object.
pub(super) fn function_of(
    object: &JsObject,
    name: &str,
    context: &mut Context,
) -> JsResult<JsFunction> {
    let value = object.get(JsString::from(name), context)?;
    value
        .as_object()
        .and_then(JsFunction::from_object)
        .ok_or_else(|| JsNativeError::typ().with_message(format!("the realm lacks {name}")).into())
}

/// `Symbol.for(key)`.
///
/// # Errors
/// If a program took `Symbol.for` away before it was first asked for.
pub(crate) fn registered_symbol(key: &str, context: &mut Context) -> JsResult<JsSymbol> {
    let symbol = context.intrinsics().constructors().symbol().constructor();
    let made = function_of(&symbol, "for", context)?.call(
        &JsValue::undefined(),
        &[JsString::from(key).into()],
        context,
    )?;
    made.as_symbol()
        .ok_or_else(|| JsNativeError::typ().with_message("Symbol.for made no symbol").into())
}

/// Names of globals that look like constructors' (`/^[A-Z][a-zA-Z0-9]+$/`), sorted.
fn builtin_names(context: &Context) -> Vec<JsString> {
    let mut names: Vec<_> = context
        .global_object()
        .borrow()
        .shape()
        .keys()
        .into_iter()
        .filter_map(|key| match key {
            PropertyKey::String(name) => Some(name),
            PropertyKey::Symbol(_) | PropertyKey::Index(_) => None,
        })
        .filter(|name| {
            let ascii = |unit: u16| u8::try_from(unit).unwrap_or_default();
            let mut units = name.iter();
            name.len() > 1
                && units.next().is_some_and(|first| ascii(first).is_ascii_uppercase())
                && units.all(|other| ascii(other).is_ascii_alphanumeric())
        })
        .collect();
    names.sort();
    names
}
