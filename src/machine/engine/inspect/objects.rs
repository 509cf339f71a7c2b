//! Objects: the way from an object to its text.

use boa_engine::{
    JsError, JsNativeErrorKind, JsObject, JsResult, JsString, js_string,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Compact, DEEPEST, Inspector, LONGEST, Level, Within,
    constructors::Names,
    kinds::Kind,
    layout::Draft,
    outlines::{Contents, Form, Outline, Subject},
    paint::Flavor,
    properties::Place,
};

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
        let is_array = subject.kind == Kind::TypedArray;
        let within = if is_array { Within::TypedArray } else { Within::Anything };
        self.indentation += 2;
        let text = self.value(&value, level, within)?;
        self.indentation -= 2;
        Ok(if self.style.brackets_getters {
            format!("{}: {text}", self.paint(&format!("[{name}]"), Flavor::String))
        } else {
            format!("[{name}]: {text}")
        })
    }
}

/// Whether the program or the engine threw a `ReferenceError`.
fn is_reference_error(error: &JsError) -> bool {
    error.as_native().is_some_and(|error| matches!(error.kind(), JsNativeErrorKind::Reference))
}
