//! Objects: what each kind begins with, and what is in it.

use boa_engine::{
    JsBigInt, JsError, JsNativeError, JsNativeErrorKind, JsObject, JsResult, JsString, JsSymbol,
    JsValue, js_string,
    object::{
        NativeObject,
        builtins::{JsDate, JsRegExp, JsTypedArray},
    },
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Compact, DEEPEST, Inspector, LONGEST, Level, Sorted, Within,
    arrays::{array_length, typed_array_name},
    constructors::Names,
    dates, highlight,
    kinds::{self, Kind},
    layout::Draft,
    paint::Flavor,
    properties::Place,
    reflect,
    style::ErrorRule,
};

/// An object about to be shown.
struct Subject<'a> {
    object: &'a JsObject,
    kind: Kind,
    names: Names,
    level: Level,
    within: Within,
    /// Whether user-defined prototypes have something to add.
    more: bool,
}

/// What is known of an object before its contents are looked at.
enum Outline {
    /// All there is to say.
    Whole(String),
    Open(Form),
}

/// How an object is shown.
struct Form {
    base: String,
    open: String,
    close: &'static str,
    keys: Vec<PropertyKey>,
    contents: Contents,
    /// Getters shown like properties.
    getters: &'static [&'static str],
}

/// What stands between the braces before the properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Contents {
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
    /// An object that is no proxy, not customised and not inside itself.
    pub(super) fn raw(
        &mut self,
        object: &JsObject,
        kind: Kind,
        level: Level,
        within: Within,
    ) -> JsResult<String> {
        let mut hidden = Vec::new();
        let shows_prototypes =
            self.style.shows_prototypes && self.options.show_hidden && !self.is_too_deep(level);
        let constructor =
            self.constructor_name(object, kind, level, shows_prototypes.then_some(&mut hidden))?;
        let names = Names { constructor, tag: self.tag(object)? };
        let more = !hidden.is_empty();
        let subject = Subject { object, kind, names, level, within, more };
        let form = match self.outline(&subject)? {
            Outline::Whole(text) => return Ok(text),
            Outline::Open(form) => form,
        };
        if self.is_too_deep(level) {
            let label = self.depth_label(&subject.names, kind);
            return Ok(self.paint(&label, Flavor::Special));
        }
        if self.seen.len() >= DEEPEST {
            let label = self.bare_label(&subject.names, kind);
            let text = format!(
                "[{label}: Inspection interrupted prematurely. Maximum call stack size exceeded.]"
            );
            return Ok(self.paint(&text, Flavor::Special));
        }
        self.fill(&subject, form, hidden)
    }

    /// Looks at the contents and puts everything on lines.
    fn fill(
        &mut self,
        subject: &Subject<'_>,
        mut form: Form,
        hidden: Vec<String>,
    ) -> JsResult<String> {
        let Subject { object, kind, .. } = *subject;
        let level = subject.level + 1.0;
        self.seen.push(object.clone());
        self.deepest = level;
        let mut entries = self.contents(subject, &mut form, level)?;
        for name in form.getters {
            entries.push(self.getter(subject, name, level)?);
        }
        let is_array = matches!(form.contents, Contents::Array | Contents::TypedArray);
        let place = if is_array { Place::AfterElements } else { Place::Property };
        if form.contents != Contents::Module {
            for key in &form.keys {
                entries.push(self.property(object, key, place, level)?);
            }
        }
        entries.extend(hidden);
        if let Some(at) = self.circular.iter().position(|other| other == object)
            && self.style.numbers_circles
        {
            let reference = self.paint(&format!("<ref *{}>", at + 1), Flavor::Special);
            let before =
                if self.options.compact == Compact::Yes { &mut form.open } else { &mut form.base };
            let space = if before.is_empty() { "" } else { " " };
            *before = format!("{reference}{space}{before}");
        }
        self.seen.pop();
        let from = if is_array { entries.len() - form.keys.len() } else { 0 };
        let entries = self.sorted(entries, from)?;
        let elements =
            if is_array { Some(self.elements(object, kind, entries.len())?) } else { None };
        let Form { base, open, close, .. } = form;
        let text = self.lay_out(Draft { base, open, close, entries, elements, level });
        let written = self.written.entry(self.indentation).or_default();
        *written += text.len();
        if *written > LONGEST {
            self.options.depth = Some(-1.0);
        }
        Ok(text)
    }

    fn contents(
        &mut self,
        subject: &Subject<'_>,
        form: &mut Form,
        level: Level,
    ) -> JsResult<Vec<String>> {
        let object = subject.object;
        match form.contents {
            Contents::Nothing => Ok(Vec::new()),
            Contents::Array => self.array_entries(object, level),
            Contents::Buffer => self.buffer_entries(object),
            Contents::Map => self.map_entries(object, level),
            Contents::Module => self.exports(object, &form.keys, level),
            Contents::Promise => self.promise_entries(object, level),
            Contents::Set => self.set_entries(object, level),
            Contents::TypedArray => self.typed_array_entries(object),
            Contents::Unknown => Ok(vec![self.paint(self.style.unknown_items, Flavor::Special)]),
            Contents::Iterator => {
                let (entries, pairs) = self.iterator_entries(object, level)?;
                if pairs
                    && self.style.iterator_names
                    && let Some(start) = form.open.strip_suffix(" Iterator] {")
                {
                    form.open = format!("{start} Entries] {{");
                }
                Ok(entries)
            }
        }
    }

    /// The exports of a module, initialised or not.
    fn exports(
        &mut self,
        module: &JsObject,
        keys: &[PropertyKey],
        level: Level,
    ) -> JsResult<Vec<String>> {
        let mut entries = Vec::with_capacity(keys.len());
        for key in keys {
            let entry = match self.property(module, key, Place::Property, level) {
                Ok(entry) => entry,
                Err(error) if is_reference_error(&error) => {
                    let found =
                        PropertyDescriptor::builder().value(js_string!()).enumerable(true).build();
                    let entry =
                        self.described_property(&found, key, Place::Property, level, module)?;
                    let name = entry.rfind(' ').map_or("", |at| &entry[..=at]);
                    format!("{name}{}", self.paint("<uninitialized>", Flavor::Special))
                }
                Err(error) => return Err(error),
            };
            entries.push(entry);
        }
        Ok(entries)
    }

    /// A getter of a buffer or a view: `[byteLength]: 2`.
    fn getter(&mut self, subject: &Subject<'_>, name: &str, level: Level) -> JsResult<String> {
        let object = subject.object;
        let key = PropertyKey::from(JsString::from(name));
        if subject.kind != Kind::TypedArray && !self.style.brackets_getters {
            return self.property(object, &key, Place::Property, level);
        }
        let value = object.get(key, self.context)?;
        let within = match subject.kind {
            Kind::TypedArray => Within::TypedArray,
            _ => Within::Anything,
        };
        self.indentation += 2;
        let text = self.value(&value, level, within)?;
        self.indentation -= 2;
        Ok(if self.style.brackets_getters {
            format!("{}: {text}", self.paint(&format!("[{name}]"), Flavor::String))
        } else {
            format!("[{name}]: {text}")
        })
    }

    /// The entries, sorted from `start` on if the options ask for that.
    fn sorted(&mut self, mut entries: Vec<String>, start: usize) -> JsResult<Vec<String>> {
        match self.options.sorted.clone() {
            Sorted::No => {}
            Sorted::Yes => {
                entries[start..].sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            }
            Sorted::By(compare) => {
                let tail = entries.split_off(start);
                entries.extend(self.sorted_by(tail, &compare)?);
            }
        }
        Ok(entries)
    }

    /// Merges halves: stable, and at peace with a comparison that contradicts itself, which
    /// the standard library's sorting is not.
    fn sorted_by(&mut self, mut left: Vec<String>, compare: &JsObject) -> JsResult<Vec<String>> {
        if left.len() < 2 {
            return Ok(left);
        }
        let right = left.split_off(left.len() / 2);
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let mut left = self.sorted_by(left, compare)?.into_iter().peekable();
        let mut right = self.sorted_by(right, compare)?.into_iter().peekable();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let pair = [a, b].map(|entry| JsString::from(entry.as_str()).into());
            let order = compare.call(&JsValue::undefined(), &pair, self.context)?;
            let side = if order.to_number(self.context)? > 0.0 { &mut right } else { &mut left };
            merged.extend(side.next());
        }
        merged.extend(left.chain(right));
        Ok(merged)
    }

    fn outline(&mut self, subject: &Subject<'_>) -> JsResult<Outline> {
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
            _ => return Ok(None),
        };
        let open = format!("{prefix}[");
        let nothing_hidden = match contents {
            Contents::TypedArray => !hidden,
            _ => !subject.more,
        };
        if length == 0 && keys.is_empty() && nothing_hidden {
            return Ok(Some(Outline::Whole(format!("{open}]"))));
        }
        let mut form = Form { close: "]", ..Form::new(open, keys, contents) };
        if contents == Contents::TypedArray && hidden {
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
                return self.outline_boxed(subject, keys);
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
            _ => {
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
    fn outline_boxed(
        &mut self,
        subject: &Subject<'_>,
        mut keys: Vec<PropertyKey>,
    ) -> JsResult<Outline> {
        let Subject { object, names, .. } = subject;
        let (kind, value, flavor) = match subject.kind {
            Kind::Number => ("Number", boxed::<f64>(object), Flavor::Number),
            Kind::Boolean => ("Boolean", boxed::<bool>(object), Flavor::Boolean),
            Kind::BigInt => ("BigInt", boxed::<JsBigInt>(object), Flavor::BigInt),
            Kind::Symbol => ("Symbol", boxed::<JsSymbol>(object), Flavor::Symbol),
            _ => {
                let string = boxed::<JsString>(object);
                // Its characters are properties too.
                let length = string.as_string().map_or(0, |string| string.len());
                keys.drain(..length.min(keys.len()));
                ("String", string, Flavor::String)
            }
        };
        let colors = std::mem::replace(&mut self.options.colors, false);
        let text = self.primitive(&value);
        self.options.colors = colors;
        let mut base = format!("[{kind}");
        if self.style.boxed_details {
            match &names.constructor {
                None => base += " (null prototype)",
                Some(constructor) if constructor != kind => base += &format!(" ({constructor})"),
                Some(_) => {}
            }
        }
        base += &format!(": {text}]");
        if self.style.boxed_details
            && !names.tag.is_empty()
            && names.constructor.as_ref() != Some(&names.tag)
        {
            base += &format!(" [{}]", names.tag);
        }
        Ok(self.with_base(subject, base, keys, Some(flavor)))
    }
}

/// The primitive in a box.
fn boxed<T: NativeObject + Clone + Into<JsValue>>(object: &JsObject) -> JsValue {
    object.downcast_ref::<T>().map_or_else(JsValue::undefined, |value| (*value).clone().into())
}

/// Whether the program or the engine threw a `ReferenceError`.
fn is_reference_error(error: &JsError) -> bool {
    error.as_native().is_some_and(|error| matches!(error.kind(), JsNativeErrorKind::Reference))
}
