//! Functions and classes.

use std::fmt::{self, Write};

use boa_engine::{
    JsObject, JsResult, JsString, JsValue, builtins::function::OrdinaryFunction, js_string,
    property::PropertyKey,
};

use super::{
    Inspector, Level, Within,
    constructors::{Names, short_name},
    reflect,
    style::FunctionRule,
};

/// What a function of the program is; built-in functions are none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags {
    pub(super) class: bool,
    pub(super) asynchronous: bool,
    pub(super) generator: bool,
    /// Neither strict nor an arrow function, a method or any of the above.
    pub(super) sloppy: bool,
}

/// Reads the flags of the function's code.
///
/// The engine does not hand them out, but its `Debug` text of the code begins with them
/// (`CodeBlock { flags: Cell { value: CodeBlockFlags(STRICT | IS_ASYNC) }, length: ..`), so
/// the first field of that text is read and the rest never written.
pub(super) fn flags(function: &JsObject) -> Flags {
    let Some(function) = function.downcast_ref::<OrdinaryFunction>() else {
        return Flags::default();
    };
    let mut field = FirstField::default();
    // The error is how the writer says that it has seen enough.
    let _ = write!(field, "{:?}", function.codeblock());
    let has = |flag: &str| field.0.contains(flag);
    let (class, asynchronous, generator) =
        (has("IS_CLASS_CONSTRUCTOR"), has("IS_ASYNC"), has("IS_GENERATOR"));
    let special = class || asynchronous || generator || has("STRICT");
    Flags { class, asynchronous, generator, sloppy: has("HAS_PROTOTYPE_PROPERTY") && !special }
}

/// Takes text up to the end of a structure's first field.
#[derive(Default)]
struct FirstField(String);

impl Write for FirstField {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        if self.0.contains("length") { Err(fmt::Error) } else { Ok(()) }
    }
}

impl Inspector<'_> {
    /// Brings the hidden properties of functions in the order that V8 gave them, and adds
    /// those of sloppy functions. These tell of calls under way, which nobody looks at;
    /// otherwise they are null.
    pub(super) fn arrange_keys(&self, function: &JsObject, keys: &mut Vec<PropertyKey>) {
        if !self.options.show_hidden {
            return;
        }
        let flags = flags(function);
        let name = PropertyKey::from(js_string!("name"));
        if flags.class
            && !self.style.early_class_names
            && let Some(at) = keys.iter().position(|key| *key == name)
        {
            keys[at..].rotate_left(1);
        }
        if flags.sloppy && self.style.sloppy_properties {
            let after = ["length", "name"].map(|name| PropertyKey::from(JsString::from(name)));
            let at = keys.iter().position(|key| !after.contains(key)).unwrap_or(keys.len());
            let added = ["arguments", "caller"].map(|name| JsString::from(name).into());
            keys.splice(at..at, added);
        }
    }

    /// `[Function: name]`, `[class A extends B]` and so on.
    pub(super) fn function_base(&mut self, function: &JsObject, names: &Names) -> JsResult<String> {
        if self.style.functions == FunctionRule::Constructor {
            let kind = short_name(names).unwrap_or("Function");
            let mut name = self.name_of(function)?;
            if let Some(parent) = function.prototype()
                && !name.to_boolean()
                && flags(function).class
            {
                name = self.name_of(&parent)?;
            }
            let name = name.as_string().filter(|name| !name.is_empty());
            return Ok(match name {
                Some(name) => format!("[{kind}: {}]", name.to_std_string_lossy()),
                None => format!("[{kind}]"),
            });
        }
        let flags = flags(function);
        if flags.class {
            return self.class_base(function, names);
        }
        let kind = match (flags.asynchronous, flags.generator) {
            (false, false) => "Function",
            (false, true) => "GeneratorFunction",
            (true, false) => "AsyncFunction",
            (true, true) => "AsyncGeneratorFunction",
        };
        let mut base = format!("[{kind}");
        if names.constructor.is_none() {
            base += " (null prototype)";
        }
        let name = self.name_of(function)?;
        match name.as_string() {
            Some(name) if !name.is_empty() => {
                base += &format!(": {}", name.to_std_string_lossy());
            }
            Some(_) if self.style.functions == FunctionRule::Anonymous => base += " (anonymous)",
            Some(_) => {}
            None if self.style.inspects_function_names => {
                base += &format!(": {}", self.value(&name, Level::NAN, Within::Anything)?);
            }
            None => {
                base += &format!(": {}", name.to_string(self.context)?.to_std_string_lossy());
            }
        }
        base.push(']');
        self.add_names(&mut base, names, kind, "");
        Ok(base)
    }

    fn class_base(&mut self, class: &JsObject, names: &Names) -> JsResult<String> {
        let own = reflect::stored(class, &PropertyKey::from(js_string!("name"))).is_some();
        let name = if own { self.name_of(class)? } else { JsValue::undefined() };
        let name = if name.to_boolean() {
            name.to_string(self.context)?.to_std_string_lossy()
        } else {
            "(anonymous)".to_owned()
        };
        let mut base = format!("[class {name}");
        self.add_names(&mut base, names, "Function", "[]");
        if names.constructor.is_none() {
            base += " extends [null prototype]";
        } else if let Some(parent) = class.prototype() {
            let parent = self.name_of(&parent)?;
            if parent.to_boolean() {
                let parent: JsString = parent.to_string(self.context)?;
                base += &format!(" extends {}", parent.to_std_string_lossy());
            }
        }
        base.push(']');
        Ok(base)
    }

    /// Adds a constructor and a tag that say more than `kind`; the constructor in `brackets`.
    fn add_names(&self, base: &mut String, names: &Names, kind: &str, brackets: &str) {
        let (open, close) = brackets.split_at(brackets.len() / 2);
        if let Some(constructor) = names.constructor.as_deref()
            && constructor != kind
        {
            *base += &format!(" {open}{constructor}{close}");
        }
        if !names.tag.is_empty() && names.constructor.as_deref() != Some(names.tag.as_str()) {
            *base += &format!(" [{}]", names.tag);
        }
    }

    fn name_of(&mut self, function: &JsObject) -> JsResult<JsValue> {
        function.get(js_string!("name"), self.context)
    }
}
