//! `util.types`: what a value is, by its internal slots.

use boa_engine::{
    Context, JsArgs, JsObject, JsString, JsValue, js_string,
    native_function::NativeFunction,
    object::{FunctionObjectBuilder, ObjectInitializer},
    property::Attribute,
};

use super::{
    arrays::typed_array_name,
    functions,
    kinds::{self, Kind},
};

/// Names of the predicates that ask for one kind.
const KINDS: [(&str, &[Kind]); 27] = [
    ("isBoxedPrimitive", &[Kind::Number, Kind::String, Kind::Boolean, Kind::BigInt, Kind::Symbol]),
    ("isAnyArrayBuffer", &[Kind::ArrayBuffer, Kind::SharedArrayBuffer]),
    ("isArgumentsObject", &[Kind::Arguments]),
    ("isArrayBuffer", &[Kind::ArrayBuffer]),
    ("isArrayBufferView", &[Kind::TypedArray, Kind::DataView]),
    ("isBigIntObject", &[Kind::BigInt]),
    ("isBooleanObject", &[Kind::Boolean]),
    ("isDataView", &[Kind::DataView]),
    ("isDate", &[Kind::Date]),
    ("isExternal", &[]),
    ("isGeneratorObject", &[Kind::Generator, Kind::AsyncGenerator]),
    ("isMap", &[Kind::Map]),
    ("isMapIterator", &[Kind::MapIterator]),
    ("isModuleNamespaceObject", &[Kind::Module]),
    ("isNativeError", &[Kind::Error]),
    ("isNumberObject", &[Kind::Number]),
    ("isPromise", &[Kind::Promise]),
    ("isProxy", &[Kind::Proxy]),
    ("isRegExp", &[Kind::RegExp]),
    ("isSet", &[Kind::Set]),
    ("isSetIterator", &[Kind::SetIterator]),
    ("isSharedArrayBuffer", &[Kind::SharedArrayBuffer]),
    ("isStringObject", &[Kind::String]),
    ("isSymbolObject", &[Kind::Symbol]),
    ("isTypedArray", &[Kind::TypedArray]),
    ("isWeakMap", &[Kind::WeakMap]),
    ("isWeakSet", &[Kind::WeakSet]),
];

/// Typed arrays by the name of their constructor; `is` goes before it.
const TYPED_ARRAYS: [&str; 11] = [
    "Uint8Array",
    "Uint8ClampedArray",
    "Uint16Array",
    "Uint32Array",
    "Int8Array",
    "Int16Array",
    "Int32Array",
    "Float32Array",
    "Float64Array",
    "BigInt64Array",
    "BigUint64Array",
];

/// The object `util.types`.
pub(super) fn types(context: &mut Context) -> JsObject {
    let mut methods: Vec<(String, NativeFunction)> = KINDS
        .iter()
        .map(|(name, wanted)| {
            let wanted = *wanted;
            let ask = move |object: &JsObject, context: &mut Context| {
                wanted.contains(&kinds::kind(object, context))
            };
            ((*name).to_owned(), predicate(ask))
        })
        .collect();
    methods.push((
        "isAsyncFunction".to_owned(),
        predicate(|object, _| functions::flags(object).asynchronous),
    ));
    methods.push((
        "isGeneratorFunction".to_owned(),
        predicate(|object, _| functions::flags(object).generator),
    ));
    for name in TYPED_ARRAYS {
        let ask = move |object: &JsObject, context: &mut Context| {
            kinds::kind(object, context) == Kind::TypedArray && typed_array_name(object) == name
        };
        methods.push((format!("is{name}"), predicate(ask)));
    }
    let functions: Vec<_> = methods
        .into_iter()
        .map(|(name, method)| {
            let name = JsString::from(name.as_str());
            let function = FunctionObjectBuilder::new(context.realm(), method)
                .name(name.clone())
                .length(1)
                .build();
            (name, function)
        })
        .collect();
    let mut object = ObjectInitializer::new(context);
    for (name, function) in functions {
        object.property(name, function, Attribute::all());
    }
    object.build()
}

/// A function that is false of everything but objects, and of those what `ask` says.
fn predicate(ask: impl Fn(&JsObject, &mut Context) -> bool + Copy + 'static) -> NativeFunction {
    NativeFunction::from_copy_closure(move |_, args, context| {
        let object = args.get_or_undefined(0).as_object();
        Ok(JsValue::from(object.is_some_and(|object| ask(&object, context))))
    })
}

/// The tag in `Object.prototype.toString`'s answer that a kind gives, properties aside.
pub(super) fn class_of(kind: Kind) -> JsString {
    let named = [
        (Kind::Arguments, js_string!("Arguments")),
        (Kind::Array, js_string!("Array")),
        (Kind::Boolean, js_string!("Boolean")),
        (Kind::Date, js_string!("Date")),
        (Kind::Error, js_string!("Error")),
        (Kind::Function, js_string!("Function")),
        (Kind::Number, js_string!("Number")),
        (Kind::RegExp, js_string!("RegExp")),
        (Kind::String, js_string!("String")),
    ];
    let found = named.into_iter().find(|(other, _)| *other == kind);
    found.map_or_else(|| js_string!("Object"), |(_, name)| name)
}
