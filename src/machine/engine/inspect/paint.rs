//! Colours, where `colors` asks for them.
//!
//! The table is `inspect.styles` over `inspect.colors`; a program that changes those objects
//! changes nothing here. Frames of stacks stay plain.

use boa_engine::{
    Context, JsArgs, JsObject, JsString, JsValue, js_string,
    native_function::NativeFunction,
    object::{FunctionObjectBuilder, ObjectInitializer},
    property::Attribute,
};

use super::binding;

/// What a piece of text is, after the keys of `inspect.styles`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    Special,
    Number,
    BigInt,
    Boolean,
    Undefined,
    Null,
    String,
    Symbol,
    Date,
    RegExp,
}

impl Flavor {
    /// By the name `stylize` takes; none for names without a colour.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "special" => Self::Special,
            "number" => Self::Number,
            "bigint" => Self::BigInt,
            "boolean" => Self::Boolean,
            "undefined" => Self::Undefined,
            "null" => Self::Null,
            "string" => Self::String,
            "symbol" => Self::Symbol,
            "date" => Self::Date,
            "regexp" => Self::RegExp,
            _ => return None,
        })
    }

    /// The numbers of the escape sequences before and after.
    fn codes(self) -> (u8, u8) {
        match self {
            Self::Special => (36, 39),
            Self::Number | Self::BigInt | Self::Boolean => (33, 39),
            Self::Undefined => (90, 39),
            Self::Null => (1, 22),
            Self::String | Self::Symbol => (32, 39),
            Self::Date => (35, 39),
            Self::RegExp => (31, 39),
        }
    }

    /// `text` between its escape sequences.
    pub(super) fn paint(self, text: &str) -> String {
        let (on, off) = self.codes();
        format!("\u{1b}[{on}m{text}\u{1b}[{off}m")
    }
}

/// `inspect.colors`: the colours in use.
pub(super) fn colors(context: &mut Context) -> JsObject {
    let pairs = [
        ("reset", (0, 0)),
        ("bold", (1, 22)),
        ("dim", (2, 22)),
        ("italic", (3, 23)),
        ("underline", (4, 24)),
        ("inverse", (7, 27)),
        ("black", (30, 39)),
        ("red", (31, 39)),
        ("green", (32, 39)),
        ("yellow", (33, 39)),
        ("blue", (34, 39)),
        ("magenta", (35, 39)),
        ("cyan", (36, 39)),
        ("white", (37, 39)),
        ("gray", (90, 39)),
        ("grey", (90, 39)),
    ];
    let pairs = pairs.map(|(name, codes)| (name, binding::pair(codes, context)));
    let mut object = ObjectInitializer::new(context);
    for (name, codes) in pairs {
        object.property(JsString::from(name), codes, Attribute::all());
    }
    let object = object.build();
    object.set_prototype(None);
    object
}

/// `inspect.styles`: which colour goes with what.
pub(super) fn styles(context: &mut Context) -> JsObject {
    let styles = [
        ("special", js_string!("cyan")),
        ("number", js_string!("yellow")),
        ("bigint", js_string!("yellow")),
        ("boolean", js_string!("yellow")),
        ("undefined", js_string!("grey")),
        ("null", js_string!("bold")),
        ("string", js_string!("green")),
        ("symbol", js_string!("green")),
        ("date", js_string!("magenta")),
        ("regexp", js_string!("red")),
        ("module", js_string!("underline")),
    ];
    let mut object = ObjectInitializer::new(context);
    for (name, color) in styles {
        object.property(JsString::from(name), color, Attribute::all());
    }
    let object = object.build();
    object.set_prototype(None);
    object
}

/// `text` without the escape sequences that [`Flavor::paint`] writes (and others of one or
/// two digits, after Node's `removeColors`).
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let digits = rest[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 2 + digits;
        if (1..=2).contains(&digits) && rest[end..].starts_with('m') {
            out.push_str(&rest[..at]);
            rest = &rest[end + 1..];
        } else {
            out.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out
}

/// The function `stylize(text, flavor)` that custom functions are given.
pub(super) fn stylize_function(colors: bool, context: &mut Context) -> JsObject {
    let call = NativeFunction::from_copy_closure(move |_, args, context| {
        let text = args.get_or_undefined(0);
        let name = args.get_or_undefined(1).as_string().map(|name| name.to_std_string_lossy());
        match name.as_deref().and_then(Flavor::named).filter(|_| colors) {
            Some(flavor) => {
                let text = text.to_string(context)?.to_std_string_lossy();
                Ok(JsString::from(flavor.paint(&text)).into())
            }
            None => Ok::<JsValue, _>(text.clone()),
        }
    });
    let name = if colors { js_string!("stylizeWithColor") } else { js_string!("stylizeNoColor") };
    FunctionObjectBuilder::new(context.realm(), call).name(name).length(2).build().into()
}
