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
#[expect(clippy::struct_excessive_bools, reason = "flags, as the engine has them")]
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
        let name = self.name_of(function)?;
        let name = match name.as_string() {
            Some(name) if !name.is_empty() => format!(": {}", name.to_std_string_lossy()),
            Some(_) if self.style.functions == FunctionRule::Anonymous => " (anonymous)".to_owned(),
            Some(_) => String::new(),
            None if self.style.inspects_function_names => {
                format!(": {}", self.value(&name, Level::NAN, Within::Anything)?)
            }
            None => format!(": {}", name.to_string(self.context)?.to_std_string_lossy()),
        };
        let orphan = if names.constructor.is_none() { " (null prototype)" } else { "" };
        let (constructor, tag) = telling(names, kind);
        let constructor = constructor.map_or(String::new(), |name| format!(" {name}"));
        Ok(format!("[{kind}{orphan}{name}]{constructor}{tag}"))
    }

    fn class_base(&mut self, class: &JsObject, names: &Names) -> JsResult<String> {
        let own = reflect::stored(class, &PropertyKey::from(js_string!("name"))).is_some();
        let name = if own { self.name_of(class)? } else { JsValue::undefined() };
        let name = if name.to_boolean() {
            name.to_string(self.context)?.to_std_string_lossy()
        } else {
            "(anonymous)".to_owned()
        };
        let (constructor, tag) = telling(names, "Function");
        let constructor = constructor.map_or(String::new(), |name| format!(" [{name}]"));
        let parent = match class.prototype() {
            _ if names.constructor.is_none() => " extends [null prototype]".to_owned(),
            Some(parent) => {
                let parent = self.name_of(&parent)?;
                if parent.to_boolean() {
                    let parent = parent.to_string(self.context)?;
                    format!(" extends {}", parent.to_std_string_lossy())
                } else {
                    String::new()
                }
            }
            None => String::new(),
        };
        Ok(format!("[class {name}{constructor}{tag}{parent}]"))
    }

    fn name_of(&mut self, function: &JsObject) -> JsResult<JsValue> {
        function.get(js_string!("name"), self.context)
    }
}

/// The constructor if it says more than `kind`, and the tag, in brackets, if it says more
/// than the constructor.
fn telling<'n>(names: &'n Names, kind: &str) -> (Option<&'n str>, String) {
    let constructor = names.constructor.as_deref();
    let tag = if names.tag.is_empty() || constructor == Some(names.tag.as_str()) {
        String::new()
    } else {
        format!(" [{}]", names.tag)
    };
    (constructor.filter(|name| *name != kind), tag)
}
