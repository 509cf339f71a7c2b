//! The name in front of an object: constructor, tag, size.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string,
    native_function::NativeFunctionObject, property::PropertyKey,
};

use super::{
    Inspector, Level, Options, Within,
    kinds::Kind,
    properties::Place,
    proxies, reflect,
    style::{KnownPrototypes, Nameless, TagRule},
};

/// Prototypes whose properties are shown with `showHidden`.
const SHOWN_PROTOTYPES: usize = 3;

/// What an object is called.
#[derive(Debug)]
pub(super) struct Names {
    /// None without a prototype; empty where Node 10 found none.
    pub(super) constructor: Option<String>,
    /// Empty if there is none to show.
    pub(super) tag: String,
}

impl Names {
    pub(super) fn is_constructor(&self, name: &str) -> bool {
        self.constructor.as_deref() == Some(name)
    }
}

impl Inspector<'_> {
    /// `Symbol.toStringTag`, unless it is shown as a property.
    pub(super) fn tag(&mut self, object: &JsObject) -> JsResult<String> {
        let key = JsSymbol::to_string_tag();
        let tag = match object.get(key.clone(), self.context) {
            Ok(tag) => tag,
            Err(_) if self.style.ignores_tag_errors => return Ok(String::new()),
            Err(error) => return Err(error),
        };
        let Some(tag) = tag.as_string().filter(|tag| !tag.is_empty()) else {
            return Ok(String::new());
        };
        if self.style.hides_own_tags {
            let own = reflect::own(object, &key.into(), &self.shared, self.context)?;
            let shown =
                own.is_some_and(|own| self.options.show_hidden || own.enumerable() == Some(true));
            if shown {
                return Ok(String::new());
            }
        }
        Ok(tag.to_std_string_lossy())
    }

    /// The name of the constructor of the nearest prototype that has one. What user-defined
    /// prototypes add goes to `hidden`.
    pub(super) fn constructor_name(
        &mut self,
        object: &JsObject,
        kind: Kind,
        level: Level,
        mut hidden: Option<&mut Vec<String>>,
    ) -> JsResult<Option<String>> {
        let mut first = None;
        let mut next = Some(object.clone());
        let mut rest = reflect::LONGEST_CHAIN;
        while let Some(holder) = next.take().filter(|_| rest > 0) {
            rest -= 1;
            let Some(holder) = proxies::innermost(&holder, &self.shared, self.context)? else {
                break;
            };
            if let Some((name, known)) = self.name_from(&holder, object)? {
                let first = first.flatten();
                let plain =
                    first.as_ref() == Some(&holder) && (known || self.shared.is_builtin(&name));
                if let Some(hidden) = hidden.as_deref_mut()
                    && !plain
                {
                    let from = first.unwrap_or_else(|| object.clone());
                    self.add_prototypes(object, from, level, hidden)?;
                }
                return Ok(Some(name.to_std_string_lossy()));
            }
            next = holder.prototype();
            if first.is_none() {
                first = Some(next.clone());
            }
        }
        let Some(first) = first.flatten() else { return Ok(None) };
        self.nameless(&first, kind, level, hidden).map(Some)
    }

    /// The constructor's name that `holder` gives to `object`, and whether it is a built-in
    /// prototype.
    fn name_from(
        &mut self,
        holder: &JsObject,
        object: &JsObject,
    ) -> JsResult<Option<(JsString, bool)>> {
        let constructor = reflect::stored_value(holder, &js_string!("constructor").into())
            .and_then(|constructor| constructor.as_callable());
        let native = constructor.as_ref().is_some_and(JsObject::is::<NativeFunctionObject>);
        if !native
            && holder != object
            && let Some(name) = known(holder, self.style.known_prototypes, self.context)
        {
            return Ok(Some((name, true)));
        }
        let Some(constructor) = constructor else { return Ok(None) };
        let name = constructor.get(js_string!("name"), self.context)?;
        if name.as_string().is_some_and(|name| name.is_empty()) {
            return Ok(None);
        }
        if self.style.checks_instances && !self.is_instance(object, holder, &constructor) {
            return Ok(None);
        }
        Ok(Some((name.to_string(self.context)?, false)))
    }

    /// `object instanceof constructor`, false if that throws.
    fn is_instance(
        &mut self,
        object: &JsObject,
        holder: &JsObject,
        constructor: &JsObject,
    ) -> bool {
        // Short cut for what is nearly always so: nobody redefined `instanceof`, and the
        // prototype at hand is the constructor's.
        let gives = reflect::stored_value(constructor, &js_string!("prototype").into())
            .and_then(|prototype| prototype.as_object());
        let has_instance = PropertyKey::from(JsSymbol::has_instance());
        if gives.is_some_and(|prototype| prototype == *holder)
            && holder != object
            && reflect::find_value(constructor, &has_instance)
                .and_then(|function| function.as_object())
                .is_some_and(|function| function.is::<NativeFunctionObject>())
        {
            return true;
        }
        JsValue::from(object.clone())
            .instance_of(&constructor.clone().into(), self.context)
            .unwrap_or(false)
    }

    /// What is said of an object whose prototypes name no constructor.
    fn nameless(
        &mut self,
        prototype: &JsObject,
        kind: Kind,
        level: Level,
        hidden: Option<&mut Vec<String>>,
    ) -> JsResult<String> {
        let options = Options { custom_inspect: false, ..self.options.clone() };
        let value = prototype.clone().into();
        match self.style.nameless {
            Nameless::Nothing => Ok(String::new()),
            Nameless::Prototype => {
                let (indentation, seen) = (self.indentation, self.seen.clone());
                let mut apart = self.apart(options);
                (apart.indentation, apart.seen) = (indentation, seen);
                Ok(format!("<{}>", apart.value(&value, 0.0, Within::Anything)?))
            }
            Nameless::Complex => {
                let name = internal_name(kind);
                if self.is_too_deep(level) {
                    return Ok(format!("{name} <Complex prototype>"));
                }
                let prototype_kind = super::kinds::kind(prototype, self.context);
                let inner =
                    self.constructor_name(prototype, prototype_kind, level + 1.0, hidden)?;
                let inner = if let Some(inner) = inner {
                    inner
                } else {
                    let options = Options { depth: Some(-1.0), ..options };
                    self.apart(options).value(&value, 0.0, Within::Anything)?
                };
                Ok(format!("{name} <{inner}>"))
            }
        }
    }

    /// Shows what up to three user-defined prototypes add to `main`, functions aside.
    fn add_prototypes(
        &mut self,
        main: &JsObject,
        from: JsObject,
        level: Level,
        out: &mut Vec<String>,
    ) -> JsResult<()> {
        let mut object = from;
        let mut passed: Vec<PropertyKey> = Vec::new();
        for depth in 0..SHOWN_PROTOTYPES {
            if depth > 0 || object == *main {
                let Some(prototype) = object.prototype() else { return Ok(()) };
                if self.is_builtin_prototype(&prototype)? {
                    return Ok(());
                }
                object = prototype;
            }
            let keys = reflect::keys(&object, true, &self.shared, self.context)?;
            self.seen.push(main.clone());
            for key in &keys {
                if *key == PropertyKey::from(js_string!("constructor"))
                    || passed.contains(key)
                    || reflect::own(main, key, &self.shared, self.context)?.is_some()
                {
                    continue;
                }
                let Some(found) = reflect::own(&object, key, &self.shared, self.context)? else {
                    continue;
                };
                if found.value().is_some_and(JsValue::is_callable) {
                    continue;
                }
                let mut text =
                    self.described_property(&found, key, Place::Property, level, main)?;
                if self.options.colors {
                    text = format!("\u{1b}[2m{text}\u{1b}[22m");
                }
                out.push(text);
            }
            self.seen.pop();
            passed.extend(keys);
        }
        Ok(())
    }

    /// Whether the object's own `constructor` bears the name of a built-in one.
    fn is_builtin_prototype(&mut self, object: &JsObject) -> JsResult<bool> {
        let constructor = reflect::stored_value(object, &js_string!("constructor").into())
            .and_then(|constructor| constructor.as_callable());
        let Some(constructor) = constructor else { return Ok(false) };
        let name = constructor.get(js_string!("name"), self.context)?;
        Ok(name.as_string().is_some_and(|name| self.shared.is_builtin(&name)))
    }

    /// What goes before the brace, with a space after it.
    pub(super) fn prefix(&self, names: &Names, fallback: &str, size: &str) -> String {
        let tag = names.tag.as_str();
        let Some(constructor) = names.constructor.as_deref() else {
            let merged = self.style.merges_fallback_tag && fallback == tag;
            return if tag.is_empty() || merged {
                format!("[{fallback}{size}: null prototype] ")
            } else {
                format!("[{fallback}{size}: null prototype] [{tag}] ")
            };
        };
        if constructor.is_empty() {
            return String::new();
        }
        let shown = !tag.is_empty()
            && match self.style.tags {
                TagRule::Different => constructor != tag,
                TagRule::NotContained => !contains_word(constructor, tag),
                TagRule::NotLastSegment => {
                    let last = tag.rfind('.').filter(|dot| *dot >= 1);
                    if constructor == last.map_or(tag, |dot| &tag[dot + 1..]) {
                        return format!("{tag}{size} ");
                    }
                    true
                }
            };
        if shown {
            format!("{constructor}{size} [{tag}] ")
        } else {
            format!("{constructor}{size} ")
        }
    }

    /// The prefix of an object that has no form of its own.
    pub(super) fn plain_prefix(&self, names: &Names, kind: Kind) -> String {
        let fallback = match (self.style.full_depth_labels, &names.constructor) {
            (true, None) => Some(internal_name(kind)).filter(|name| *name != names.tag),
            _ => None,
        };
        self.prefix(names, fallback.unwrap_or("Object"), "")
    }

    /// What stands for an object that is too deep.
    pub(super) fn depth_label(&self, names: &Names, kind: Kind) -> String {
        let label = self.bare_label(names, kind);
        if self.style.full_depth_labels && names.constructor.is_none() {
            return label;
        }
        format!("[{label}]")
    }

    /// The names of an object that is not shown.
    pub(super) fn bare_label(&self, names: &Names, kind: Kind) -> String {
        if self.style.full_depth_labels {
            let mut label = self.plain_prefix(names, kind);
            label.pop();
            return label;
        }
        short_name(names).unwrap_or("Object").to_owned()
    }
}

/// Constructor or tag, whichever is there.
pub(super) fn short_name(names: &Names) -> Option<&str> {
    let constructor = names.constructor.as_deref().filter(|name| !name.is_empty());
    constructor.or_else(|| Some(names.tag.as_str()).filter(|tag| !tag.is_empty()))
}

/// Whether `name` contains `word` and goes on with a capital letter, if at all.
fn contains_word(name: &str, word: &str) -> bool {
    name.find(word).is_some_and(|at| {
        let next = name[at + word.len()..].chars().next();
        next.is_none_or(|next| next.to_lowercase().next() != Some(next))
    })
}

/// What V8 remembers an object was made as, prototype or not; classes of the program are
/// beyond us.
pub(super) fn internal_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Plain | Kind::Arguments | Kind::Proxy => "Object",
        Kind::Array => "Array",
        Kind::ArrayBuffer => "ArrayBuffer",
        Kind::AsyncGenerator => "AsyncGenerator",
        Kind::BigInt => "BigInt",
        Kind::Boolean => "Boolean",
        Kind::DataView => "DataView",
        Kind::Date => "Date",
        Kind::Error => "Error",
        Kind::Function => "Function",
        Kind::Generator => "Generator",
        Kind::Map => "Map",
        Kind::MapIterator => "Map Iterator",
        Kind::Module => "Module",
        Kind::Number => "Number",
        Kind::Promise => "Promise",
        Kind::RegExp => "RegExp",
        Kind::Set => "Set",
        Kind::SetIterator => "Set Iterator",
        Kind::SharedArrayBuffer => "SharedArrayBuffer",
        Kind::String => "String",
        Kind::Symbol => "Symbol",
        Kind::TypedArray => "TypedArray",
        Kind::WeakMap => "WeakMap",
        Kind::WeakSet => "WeakSet",
    }
}

/// The constructor's name of a built-in prototype, by identity.
fn known(object: &JsObject, which: KnownPrototypes, context: &Context) -> Option<JsString> {
    let all = context.intrinsics().constructors();
    let few = [("Object", all.object()), ("Function", all.function())];
    let more = [
        ("Array", all.array()),
        ("ArrayBuffer", all.array_buffer()),
        ("Map", all.map()),
        ("Set", all.set()),
        ("TypedArray", all.typed_array()),
        ("RegExp", all.regexp()),
        ("Date", all.date()),
        ("DataView", all.data_view()),
        ("Error", all.error()),
        ("AggregateError", all.aggregate_error()),
        ("RangeError", all.range_error()),
        ("TypeError", all.type_error()),
        ("Boolean", all.boolean()),
        ("Number", all.number()),
        ("String", all.string()),
        ("Promise", all.promise()),
        ("WeakMap", all.weak_map()),
        ("WeakSet", all.weak_set()),
    ];
    let (few, more) = match which {
        KnownPrototypes::None => (&few[..0], &more[..0]),
        KnownPrototypes::ObjectAndFunction => (&few[..], &more[..0]),
        KnownPrototypes::All => (&few[..], &more[..]),
    };
    few.iter()
        .chain(more)
        .find(|(_, constructor)| constructor.prototype() == *object)
        .map(|(name, _)| JsString::from(*name))
}
