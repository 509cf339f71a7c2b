//! What an object begins with and what is in it, by its kind.

use boa_engine::{
    JsNativeError, JsObject, JsResult, JsSymbol, js_string,
    object::builtins::{JsDate, JsRegExp, JsTypedArray},
    property::PropertyKey,
};

use super::{
    Compact, Inspector, Level, Within,
    arrays::{array_length, typed_array_name},
    boxes::{Boxed, boxed},
    constructors::Names,
    dates, highlight,
    kinds::{self, Kind},
    paint::Flavor,
    reflect,
    style::ErrorRule,
};

/// An object about to be shown.
pub(super) struct Subject<'a> {
    pub(super) object: &'a JsObject,
    pub(super) kind: Kind,
    pub(super) names: Names,
    pub(super) level: Level,
    pub(super) within: Within,
    /// Whether user-defined prototypes have something to add.
    pub(super) more: bool,
}

/// What is known of an object before its contents are looked at.
pub(super) enum Outline {
    /// All there is to say.
    Whole(String),
    Open(Form),
}

/// How an object is shown.
pub(super) struct Form {
    pub(super) base: String,
    pub(super) open: String,
    pub(super) close: &'static str,
    pub(super) keys: Vec<PropertyKey>,
    pub(super) contents: Contents,
    /// Getters shown like properties.
    pub(super) getters: &'static [&'static str],
}

/// What stands between the braces before the properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contents {
    Nothing,
    Array,
    Buffer,
    Iterator,
    Map,
    Module,
    Promise,
    Set,
    TypedArray,
    Unknown,
}

impl Form {
    fn new(open: String, keys: Vec<PropertyKey>, contents: Contents) -> Self {
        Self { base: String::new(), open, close: "}", keys, contents, getters: &[] }
    }
}

impl Inspector<'_> {
    /// What `subject` begins with, by what it is.
    pub(super) fn outline(&mut self, subject: &Subject<'_>) -> JsResult<Outline> {
        let iterable = reflect::find(subject.object, &JsSymbol::iterator().into()).is_some();
        if (iterable || subject.names.constructor.is_none())
            && let Some(outline) = self.outline_iterable(subject)?
        {
            return Ok(outline);
        }
        let hidden = self.options.show_hidden;
        let keys = reflect::keys(subject.object, hidden, &self.shared, self.context)?;
        let is_function = subject.kind == Kind::Function;
        if is_function && self.style.functions_first {
            return self.outline_function(subject, keys);
        }
        if subject.names.is_constructor("Object") {
            return Ok(self.outline_plain(subject, keys));
        }
        if is_function {
            return self.outline_function(subject, keys);
        }
        self.outline_other(subject, keys)
    }

    /// Arrays, maps and so on; none for other objects.
    fn outline_iterable(&mut self, subject: &Subject<'_>) -> JsResult<Option<Outline>> {
        let Subject { object, names, .. } = subject;
        let hidden = self.options.show_hidden;
        let size = |size: usize, shown: bool| {
            if shown { format!("({size})") } else { String::new() }
        };
        let (prefix, keys, length, contents) = match subject.kind {
            Kind::Array => {
                let length = array_length(object);
                let plain = names.is_constructor("Array") && names.tag.is_empty();
                let size = size(length, self.style.array_sizes);
                let prefix = if plain { String::new() } else { self.prefix(names, "Array", &size) };
                (prefix, reflect::named_keys(object, hidden), length, Contents::Array)
            }
            Kind::TypedArray => {
                let length = JsTypedArray::from_object((*object).clone())?.length(self.context)?;
                let size = size(length, self.style.array_sizes);
                let prefix = self.prefix(names, typed_array_name(object), &size);
                (prefix, reflect::named_keys(object, hidden), length, Contents::TypedArray)
            }
            Kind::Set | Kind::Map => {
                let is_map = subject.kind == Kind::Map;
                let length = super::cursors::size(object, self.context)?;
                let size = size(length, self.style.collection_sizes);
                let prefix = self.prefix(names, if is_map { "Map" } else { "Set" }, &size);
                let keys = reflect::keys(object, hidden, &self.shared, self.context)?;
                let contents = if is_map { Contents::Map } else { Contents::Set };
                if length == 0 && keys.is_empty() && !subject.more {
                    return Ok(Some(Outline::Whole(format!("{prefix}{{}}"))));
                }
                return Ok(Some(Outline::Open(Form::new(format!("{prefix}{{"), keys, contents))));
            }
            Kind::MapIterator | Kind::SetIterator => {
                let keys = reflect::keys(object, hidden, &self.shared, self.context)?;
                let open = self.iterator_brace(subject);
                return Ok(Some(Outline::Open(Form::new(open, keys, Contents::Iterator))));
            }
            Kind::Plain
            | Kind::Arguments
            | Kind::ArrayBuffer
            | Kind::AsyncGenerator
            | Kind::BigInt
            | Kind::Boolean
            | Kind::DataView
            | Kind::Date
            | Kind::Error
            | Kind::Function
            | Kind::Generator
            | Kind::Module
            | Kind::Number
            | Kind::Promise
            | Kind::Proxy
            | Kind::RegExp
            | Kind::SharedArrayBuffer
            | Kind::String
            | Kind::Symbol
            | Kind::WeakMap
            | Kind::WeakSet => return Ok(None),
        };
        let open = format!("{prefix}[");
        let is_typed = contents == Contents::TypedArray;
        let nothing_hidden = if is_typed { !hidden } else { !subject.more };
        if length == 0 && keys.is_empty() && nothing_hidden {
            return Ok(Some(Outline::Whole(format!("{open}]"))));
        }
        let mut form = Form { close: "]", ..Form::new(open, keys, contents) };
        if is_typed && hidden {
            form.getters = &["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"];
        }
        Ok(Some(Outline::Open(form)))
    }

    fn iterator_brace(&self, subject: &Subject<'_>) -> String {
        let own = if subject.kind == Kind::MapIterator { "Map Iterator" } else { "Set Iterator" };
        let tag = subject.names.tag.as_str();
        match tag {
            "" => format!("[{own}] {{"),
            _ if tag == own || !self.style.iterator_names => format!("[{tag}] {{"),
            _ => format!("[{tag}] [{own}] {{"),
        }
    }

    fn outline_function(
        &mut self,
        subject: &Subject<'_>,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        self.arrange_keys(subject.object, &mut keys);
        let base = self.function_base(subject.object, &subject.names)?;
        Ok(self.with_base(subject, base, keys, Some(Flavor::Special)))
    }

    /// An object whose constructor is `Object`, whatever it is.
    fn outline_plain(&self, subject: &Subject<'_>, keys: Vec<PropertyKey>) -> Outline {
        let open = if subject.kind == Kind::Arguments {
            "[Arguments] {".to_owned()
        } else if subject.names.tag.is_empty() {
            "{".to_owned()
        } else {
            format!("{}{{", self.prefix(&subject.names, "Object", ""))
        };
        if keys.is_empty() && !subject.more {
            return Outline::Whole(format!("{open}}}"));
        }
        Outline::Open(Form::new(open, keys, Contents::Nothing))
    }

    /// An object that is shown as `base`, with its properties if it has any.
    fn with_base(
        &self,
        subject: &Subject<'_>,
        base: String,
        keys: Vec<PropertyKey>,
        flavor: Option<Flavor>,
    ) -> Outline {
        if keys.is_empty() && !subject.more {
            return Outline::Whole(match flavor {
                Some(flavor) => self.paint(&base, flavor),
                None => base,
            });
        }
        Outline::Open(Form { base, ..Form::new("{".to_owned(), keys, Contents::Nothing) })
    }

    fn outline_other(
        &mut self,
        subject: &Subject<'_>,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        let names = &subject.names;
        // Before they were known by their slot, errors were known by their tag.
        let is_error = subject.kind == Kind::Error
            && (self.style.errors != ErrorRule::Stack || names.tag.is_empty())
            || matches!(subject.kind, Kind::Plain | Kind::Error)
                && kinds::inherits_error(subject.object, self.context);
        let contents = match subject.kind {
            Kind::RegExp => return self.outline_regexp(subject, keys),
            Kind::Date => return self.outline_date(subject, keys),
            _ if is_error => return self.outline_error(subject, keys),
            Kind::ArrayBuffer | Kind::SharedArrayBuffer => {
                return self.outline_buffer(subject, keys);
            }
            Kind::Number | Kind::String | Kind::Boolean | Kind::BigInt | Kind::Symbol => {
                return Ok(self.outline_boxed(subject, keys));
            }
            Kind::DataView => {
                let open = format!("{}{{", self.prefix(names, "DataView", ""));
                let mut form = Form::new(open, keys, Contents::Nothing);
                form.getters = &["byteLength", "byteOffset", "buffer"];
                return Ok(Outline::Open(form));
            }
            Kind::Module if !self.style.module_prefix => {
                let open = format!("[{}] {{", names.tag);
                return Ok(Outline::Open(Form::new(open, keys, Contents::Module)));
            }
            Kind::Module => ("Module", Contents::Module),
            Kind::Promise => ("Promise", Contents::Promise),
            Kind::WeakSet => ("WeakSet", Contents::Unknown),
            Kind::WeakMap => ("WeakMap", Contents::Unknown),
            Kind::Plain
            | Kind::Arguments
            | Kind::Array
            | Kind::AsyncGenerator
            | Kind::Error
            | Kind::Function
            | Kind::Generator
            | Kind::Map
            | Kind::MapIterator
            | Kind::Proxy
            | Kind::Set
            | Kind::SetIterator
            | Kind::TypedArray => {
                let prefix = self.plain_prefix(names, subject.kind);
                if keys.is_empty() && !subject.more {
                    return Ok(Outline::Whole(format!("{prefix}{{}}")));
                }
                let form = Form::new(format!("{prefix}{{"), keys, Contents::Nothing);
                return Ok(Outline::Open(form));
            }
        };
        let (fallback, contents) = contents;
        let open = format!("{}{{", self.prefix(names, fallback, ""));
        Ok(Outline::Open(Form::new(open, keys, contents)))
    }

    fn outline_regexp(
        &mut self,
        subject: &Subject<'_>,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        let mut regexp = subject.object.clone();
        if subject.names.constructor.is_none() && self.style.prefixes_literals {
            // Without a prototype it cannot tell its source.
            let constructor = self.context.intrinsics().constructors().regexp().constructor();
            regexp = constructor.construct(&[regexp.into()], None, self.context)?;
        }
        let base = JsRegExp::from_object(regexp)?.to_string(self.context)?;
        let base = self.literal(subject, &base, "RegExp");
        if self.style.highlights_regexps && self.options.colors {
            let base = highlight::highlight(&base);
            if self.is_too_deep(subject.level) {
                return Ok(Outline::Whole(base));
            }
            return Ok(self.with_base(subject, base, keys, None));
        }
        if self.is_too_deep(subject.level) {
            return Ok(Outline::Whole(self.paint(&base, Flavor::RegExp)));
        }
        Ok(self.with_base(subject, base, keys, Some(Flavor::RegExp)))
    }

    fn outline_date(&mut self, subject: &Subject<'_>, keys: Vec<PropertyKey>) -> JsResult<Outline> {
        let date = JsDate::from_object(subject.object.clone())?;
        let time = date.get_time(self.context)?.to_number(self.context)?;
        let base = match dates::iso_string(time) {
            Some(base) => base,
            None if !self.style.prefixes_literals && !keys.is_empty() => {
                let message = "Invalid time value";
                return Err(JsNativeError::range().with_message(message).into());
            }
            None => "Invalid Date".to_owned(),
        };
        let base = self.literal(subject, &base, "Date");
        Ok(self.with_base(subject, base, keys, Some(Flavor::Date)))
    }

    /// A regular expression or a date, after the name of its class if that is not `plain`.
    fn literal(&self, subject: &Subject<'_>, text: &str, plain: &str) -> String {
        let prefix = self.prefix(&subject.names, plain, "");
        let named = self.style.prefixes_literals && prefix != format!("{plain} ");
        if named { format!("{prefix}{text}") } else { text.to_owned() }
    }

    fn outline_error(
        &mut self,
        subject: &Subject<'_>,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        let mut base = self.error_base(subject.object, &subject.names, &mut keys)?;
        // Node 10 moves the frames into the braces when it breaks every line.
        if self.style.errors == ErrorRule::Stack
            && self.options.compact == Compact::No
            && !keys.is_empty()
            && let Some(at) = base.find("\n    at")
        {
            let open = format!("{{{}", base.split_off(at));
            base = format!("[{base}]");
            return Ok(Outline::Open(Form { base, ..Form::new(open, keys, Contents::Nothing) }));
        }
        Ok(self.with_base(subject, base, keys, None))
    }

    fn outline_buffer(
        &mut self,
        subject: &Subject<'_>,
        keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        let shared = subject.kind == Kind::SharedArrayBuffer;
        let fallback = if shared { "SharedArrayBuffer" } else { "ArrayBuffer" };
        let prefix = self.prefix(&subject.names, fallback, "");
        let shows_bytes = self.style.buffer_contents && subject.within == Within::Anything;
        if !shows_bytes && keys.is_empty() && !subject.more {
            let length = subject.object.get(js_string!("byteLength"), self.context)?;
            let length = self.primitive(&length);
            let (open, close) = if self.style.brackets_getters { ("[", "]") } else { ("", "") };
            let text = format!("{prefix}{{ {open}byteLength{close}: {length} }}");
            return Ok(Outline::Whole(text));
        }
        let contents = if shows_bytes { Contents::Buffer } else { Contents::Nothing };
        let mut form = Form::new(format!("{prefix}{{"), keys, contents);
        form.getters = &["byteLength"];
        Ok(Outline::Open(form))
    }

    /// `[Number: 3]`.
    fn outline_boxed(&mut self, subject: &Subject<'_>, mut keys: Vec<PropertyKey>) -> Outline {
        let Subject { object, names, .. } = subject;
        let Some(Boxed { kind, value, flavor }) = boxed(object) else {
            return Outline::Whole(String::new());
        };
        // The characters of a string are properties too.
        let length = value.as_string().map_or(0, |string| string.len());
        keys.drain(..length.min(keys.len()));
        let colors = std::mem::replace(&mut self.options.colors, false);
        let text = self.primitive(&value);
        self.options.colors = colors;
        let (mut constructor, mut tag) = (String::new(), String::new());
        if self.style.boxed_details {
            constructor = match &names.constructor {
                None => " (null prototype)".to_owned(),
                Some(constructor) if constructor != kind => format!(" ({constructor})"),
                Some(_) => constructor,
            };
            if !names.tag.is_empty() && names.constructor.as_ref() != Some(&names.tag) {
                tag = format!(" [{}]", names.tag);
            }
        }
        let base = format!("[{kind}{constructor}: {text}]{tag}");
        self.with_base(subject, base, keys, Some(flavor))
    }
}
