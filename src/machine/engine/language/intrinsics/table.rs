//! Which built-in functions are wrapped, and how their errors speak.
//!
//! In the table are those that call the program back, so that stacks show them, and those
//! whose errors learners meet.

use boa_engine::{Context, JsObject};

use crate::trace::Runtime;

/// Functions found in one place.
pub(super) struct Group {
    pub(super) home: Home,
    /// The class or namespace as messages and stacks name it.
    pub(super) class: &'static str,
    /// What is said of a `this` that does not fit.
    pub(super) this: This,
    pub(super) rows: &'static [Row],
}

/// One function.
pub(super) struct Row {
    pub(super) key: &'static str,
    /// Which argument must be a function, if one must.
    pub(super) callback: Option<u8>,
    /// What is said of a `this` that does not fit, if not what the group says.
    pub(super) this: Option<This>,
}

/// Where functions are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Global,
    /// A property of the global object: a namespace, or a constructor's static methods.
    Static(&'static str),
    Prototype(&'static str),
    TypedArrayPrototype,
    GeneratorPrototype,
    AsyncGeneratorPrototype,
}

/// How V8 speaks of a `this` that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum This {
    /// `Array.prototype.map called on null or undefined`
    CalledOn,
    /// `Cannot convert undefined or null to object`
    ToObject,
    /// `Method Map.prototype.get called on incompatible receiver 5`
    Incompatible,
    /// `Number.prototype.toFixed requires that 'this' be a Number`
    Requires(&'static str),
    /// `this is not a Date object.`
    NoDate,
    /// `this is not a typed array.`
    NoTypedArray,
    /// `Promise.all called on non-object`
    NonObject,
    /// Nothing depends on it.
    Any,
}

impl Home {
    pub(super) fn object(self, context: &mut Context) -> Option<JsObject> {
        let constructors = context.intrinsics().constructors();
        match self {
            Self::Global => Some(context.global_object()),
            Self::TypedArrayPrototype => Some(constructors.typed_array().prototype()),
            Self::GeneratorPrototype => Some(context.intrinsics().objects().generator()),
            Self::AsyncGeneratorPrototype => Some(context.intrinsics().objects().async_generator()),
            Self::Static(name) => global(name, context),
            Self::Prototype(name) => {
                let constructor = global(name, context)?;
                own_object(&constructor, "prototype")
            }
        }
    }
}

fn global(name: &str, context: &Context) -> Option<JsObject> {
    own_object(&context.global_object(), name)
}

fn own_object(object: &JsObject, name: &str) -> Option<JsObject> {
    let own = object.borrow().properties().get(&super::errors::string_key(name))?;
    own.value()?.as_object()
}

impl Group {
    /// The function as stacks show it.
    pub(super) fn shown(&self, row: &Row, runtime: Runtime) -> String {
        let key = row.key;
        match self.home {
            Home::Global if row.is_constructor() => format!("new {key}"),
            Home::Global => key.to_owned(),
            // A constructor's own methods were told as those of a function (until Node 22).
            Home::Static(name) if !is_namespace(name) && runtime <= Runtime::Node22 => {
                format!("Function.{key}")
            }
            Home::Static("Reflect") if runtime <= Runtime::Node14 => format!("Object.{key}"),
            Home::Static(_)
            | Home::Prototype(_)
            | Home::TypedArrayPrototype
            | Home::GeneratorPrototype
            | Home::AsyncGeneratorPrototype => format!("{}.{key}", self.class),
        }
    }

    /// The function as messages name it.
    pub(super) fn method(&self, row: &Row) -> String {
        let (class, key) = (self.class, row.key);
        match self.home {
            Home::Global => key.to_owned(),
            Home::Static(_) => format!("{class}.{key}"),
            Home::Prototype(_) if key.starts_with('[') => format!("{class}.prototype{key}"),
            Home::Prototype(_) | Home::TypedArrayPrototype => format!("{class}.prototype.{key}"),
            Home::GeneratorPrototype | Home::AsyncGeneratorPrototype => {
                format!("[{}].prototype.{key}", self.class)
            }
        }
    }
}

fn is_namespace(name: &str) -> bool {
    matches!(name, "JSON" | "Math" | "Reflect" | "Atomics")
}

impl Row {
    /// Constructors are what begins with a capital letter and is no conversion.
    pub(super) fn is_constructor(&self) -> bool {
        !matches!(self.key, "String" | "Number" | "BigInt" | "Symbol" | "Boolean")
            && self.key.starts_with(|first: char| first.is_ascii_uppercase())
    }
}

const fn plain(key: &'static str) -> Row {
    Row { key, callback: None, this: None }
}

const fn calls(key: &'static str) -> Row {
    Row { key, callback: Some(0), this: Some(This::CalledOn) }
}

const fn with(key: &'static str, this: This) -> Row {
    Row { key, callback: None, this: Some(this) }
}

const fn calls_back(key: &'static str, argument: u8) -> Row {
    Row { key, callback: Some(argument), this: None }
}

/// Everything.
pub(super) static GROUPS: &[Group] = &[
    Group {
        home: Home::Prototype("Array"),
        class: "Array",
        this: This::ToObject,
        rows: &[
            calls("map"),
            calls("forEach"),
            calls("filter"),
            calls("reduce"),
            calls("reduceRight"),
            calls("find"),
            calls("findIndex"),
            calls("findLast"),
            calls("findLastIndex"),
            calls("some"),
            calls("every"),
            calls("flatMap"),
            with("concat", This::CalledOn),
            with("indexOf", This::CalledOn),
            plain("push"),
            plain("pop"),
            plain("shift"),
            plain("unshift"),
            plain("splice"),
            plain("reverse"),
            plain("fill"),
            plain("copyWithin"),
            plain("join"),
            plain("sort"),
            plain("toSorted"),
            plain("slice"),
            plain("includes"),
        ],
    },
    Group {
        home: Home::Static("Array"),
        class: "Array",
        this: This::Any,
        rows: &[calls_back("from", 1)],
    },
    Group {
        home: Home::Prototype("String"),
        class: "String",
        this: This::CalledOn,
        rows: &[
            plain("repeat"),
            plain("padStart"),
            plain("padEnd"),
            plain("replace"),
            plain("replaceAll"),
            plain("split"),
            plain("trim"),
            plain("slice"),
            plain("substring"),
            plain("toUpperCase"),
            plain("toLowerCase"),
            plain("charAt"),
            plain("indexOf"),
            plain("includes"),
            plain("startsWith"),
            plain("endsWith"),
            plain("match"),
            plain("matchAll"),
            plain("search"),
            plain("concat"),
            plain("normalize"),
            plain("at"),
            with("toString", This::Requires("String")),
            with("valueOf", This::Requires("String")),
            plain("[Symbol.iterator]"),
        ],
    },
    Group {
        home: Home::Static("String"),
        class: "String",
        this: This::Any,
        rows: &[plain("fromCodePoint"), plain("raw")],
    },
    Group {
        home: Home::Static("Object"),
        class: "Object",
        this: This::Any,
        rows: &[
            plain("keys"),
            plain("values"),
            plain("entries"),
            plain("assign"),
            plain("create"),
            plain("defineProperty"),
            plain("defineProperties"),
            plain("fromEntries"),
            plain("getOwnPropertyNames"),
            plain("getPrototypeOf"),
            plain("setPrototypeOf"),
            calls_back("groupBy", 1),
        ],
    },
    Group {
        home: Home::Prototype("Number"),
        class: "Number",
        this: This::Requires("Number"),
        rows: &[
            plain("toFixed"),
            plain("toPrecision"),
            plain("toExponential"),
            plain("toString"),
            plain("valueOf"),
        ],
    },
    Group {
        home: Home::Prototype("Boolean"),
        class: "Boolean",
        this: This::Requires("Boolean"),
        rows: &[plain("toString"), plain("valueOf")],
    },
    Group {
        home: Home::Prototype("Symbol"),
        class: "Symbol",
        this: This::Requires("Symbol"),
        rows: &[plain("toString"), plain("valueOf")],
    },
    Group {
        home: Home::Static("Symbol"),
        class: "Symbol",
        this: This::Any,
        rows: &[plain("keyFor")],
    },
    Group {
        home: Home::Prototype("BigInt"),
        class: "BigInt",
        this: This::Requires("BigInt"),
        rows: &[plain("toString"), plain("valueOf")],
    },
    Group {
        home: Home::Static("BigInt"),
        class: "BigInt",
        this: This::Any,
        rows: &[plain("asIntN"), plain("asUintN")],
    },
    Group {
        home: Home::Prototype("Map"),
        class: "Map",
        this: This::Incompatible,
        rows: &[
            plain("get"),
            plain("set"),
            plain("has"),
            plain("delete"),
            plain("clear"),
            plain("keys"),
            plain("values"),
            plain("entries"),
            calls_back("forEach", 0),
        ],
    },
    Group {
        home: Home::Prototype("Set"),
        class: "Set",
        this: This::Incompatible,
        rows: &[
            plain("add"),
            plain("has"),
            plain("delete"),
            plain("clear"),
            plain("values"),
            plain("entries"),
            calls_back("forEach", 0),
        ],
    },
    Group {
        home: Home::Prototype("WeakMap"),
        class: "WeakMap",
        this: This::Incompatible,
        rows: &[plain("get"), plain("set"), plain("has"), plain("delete")],
    },
    Group {
        home: Home::Prototype("WeakSet"),
        class: "WeakSet",
        this: This::Incompatible,
        rows: &[plain("add"), plain("has"), plain("delete")],
    },
    Group {
        home: Home::Static("Promise"),
        class: "Promise",
        this: This::NonObject,
        rows: &[
            plain("resolve"),
            plain("reject"),
            plain("all"),
            plain("allSettled"),
            plain("any"),
            plain("race"),
            plain("withResolvers"),
            calls_back("try", 0),
        ],
    },
    Group {
        home: Home::Prototype("Promise"),
        class: "Promise",
        this: This::Incompatible,
        rows: &[with("then", This::Incompatible), plain("catch"), with("finally", This::NonObject)],
    },
    Group {
        home: Home::Prototype("RegExp"),
        class: "RegExp",
        this: This::Incompatible,
        rows: &[plain("exec"), plain("test"), plain("toString")],
    },
    Group {
        home: Home::Prototype("Date"),
        class: "Date",
        this: This::NoDate,
        rows: &[
            plain("getTime"),
            plain("getFullYear"),
            with("toISOString", This::Incompatible),
            plain("toJSON"),
        ],
    },
    Group {
        home: Home::TypedArrayPrototype,
        class: "%TypedArray%",
        this: This::NoTypedArray,
        rows: &[
            calls_back("map", 0),
            calls_back("forEach", 0),
            calls_back("filter", 0),
            calls_back("reduce", 0),
            plain("set"),
            plain("sort"),
        ],
    },
    Group {
        home: Home::Static("JSON"),
        class: "JSON",
        this: This::Any,
        rows: &[plain("parse"), plain("stringify")],
    },
    Group {
        home: Home::Static("Reflect"),
        class: "Reflect",
        this: This::Any,
        rows: &[
            plain("apply"),
            plain("construct"),
            plain("defineProperty"),
            plain("get"),
            plain("getPrototypeOf"),
            plain("has"),
            plain("ownKeys"),
            plain("set"),
            plain("setPrototypeOf"),
        ],
    },
    Group {
        home: Home::GeneratorPrototype,
        class: "Generator",
        this: This::Incompatible,
        rows: &[plain("next"), plain("return"), plain("throw")],
    },
    Group {
        home: Home::AsyncGeneratorPrototype,
        class: "AsyncGenerator",
        this: This::Incompatible,
        rows: &[plain("next"), plain("return"), plain("throw")],
    },
    Group {
        home: Home::Global,
        class: "",
        this: This::Any,
        rows: &[
            plain("Promise"),
            plain("Map"),
            plain("Set"),
            plain("WeakMap"),
            plain("WeakSet"),
            plain("WeakRef"),
            plain("RegExp"),
            plain("Proxy"),
            plain("BigInt"),
            plain("String"),
            plain("decodeURIComponent"),
            plain("decodeURI"),
            plain("encodeURIComponent"),
            plain("encodeURI"),
        ],
    },
];
