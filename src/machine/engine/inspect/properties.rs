//! One property: `key: value`.

use boa_engine::{
    JsNativeError, JsObject, JsResult, JsValue, js_string,
    property::{PropertyDescriptor, PropertyKey},
};

use super::{
    Compact, Getters, Inspector, Level, Within, paint::Flavor, reflect, strings, style::GetterRule,
};

/// Where a property stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Of an object.
    Property,
    /// An element of an array: shown without its key.
    Element,
    /// Of an array, after its elements.
    AfterElements,
}

impl Inspector<'_> {
    /// The own property `key` of `object`.
    pub(super) fn property(
        &mut self,
        object: &JsObject,
        key: &PropertyKey,
        place: Place,
        level: Level,
    ) -> JsResult<String> {
        let found = reflect::own(object, key, &self.shared, self.context)?;
        let found = match found {
            Some(found) => found,
            None if object.is_callable() => {
                PropertyDescriptor::builder().value(JsValue::null()).enumerable(false).build()
            }
            // Getters of buffers, listed like properties before they got brackets.
            None => {
                let value = object.get(key.clone(), self.context)?;
                PropertyDescriptor::builder().value(value).enumerable(true).build()
            }
        };
        self.described_property(&found, key, place, level, object)
    }

    /// A property found, on `receiver` or one of its prototypes.
    pub(super) fn described_property(
        &mut self,
        found: &PropertyDescriptor,
        key: &PropertyKey,
        place: Place,
        level: Level,
        receiver: &JsObject,
    ) -> JsResult<String> {
        let mut space = " ".to_owned();
        let given = |accessor: Option<&JsValue>| accessor.and_then(JsValue::as_callable);
        let text = match (found.value(), given(found.get()), given(found.set())) {
            (Some(value), _, _) if !value.is_undefined() => {
                // In the older, denser layout a key indents its value by one more.
                let dense = self.options.compact == Compact::Yes && place == Place::Property;
                let indent = if dense { 3 } else { 2 };
                self.indentation += indent;
                let text = self.value(value, level, Within::Anything)?;
                if indent == 3 && strings::as_f64(self.length(&text)) > self.options.break_length {
                    space = format!("\n{}", " ".repeat(self.indentation));
                }
                self.indentation -= indent;
                text
            }
            (_, Some(getter), setter) => {
                self.accessor(&getter, setter.is_some(), key, level, receiver)?
            }
            (_, None, Some(_)) => self.paint("[Setter]", Flavor::Special),
            (_, None, None) => self.paint("undefined", Flavor::Undefined),
        };
        if place == Place::Element {
            return Ok(text);
        }
        let name = self.key(key, found.enumerable() != Some(false));
        Ok(format!("{name}:{space}{text}"))
    }

    /// `[Getter]`, with what it returns if the options ask for that.
    fn accessor(
        &mut self,
        getter: &JsObject,
        has_setter: bool,
        key: &PropertyKey,
        level: Level,
        receiver: &JsObject,
    ) -> JsResult<String> {
        let label = if has_setter { "Getter/Setter" } else { "Getter" };
        let asked = self.style.getters != GetterRule::Unknown
            && match self.options.getters {
                Getters::None => false,
                Getters::All => true,
                Getters::WithoutSetter => !has_setter,
                Getters::WithSetter => has_setter,
            };
        if !asked {
            return Ok(self.paint(&format!("[{label}]"), Flavor::Special));
        }
        let value = if matches!(self.style.getters, GetterRule::Source | GetterRule::Read) {
            receiver.get(key.clone(), self.context)
        } else {
            getter.call(&receiver.clone().into(), &[], self.context)
        };
        let open = self.paint(&format!("[{label}:"), Flavor::Special);
        let close = self.paint("]", Flavor::Special);
        let (indentation, holders) = (self.indentation, self.seen.len());
        self.indentation += 2;
        let inspected = self.style.getters == GetterRule::Inspected;
        let is_value = value.is_ok();
        let text = match value {
            Ok(value) if value.is_callable() && self.style.getters == GetterRule::Source => value
                .to_string(self.context)
                .map(|source| format!("{open} {}{close}", source.to_std_string_lossy())),
            Ok(value) if value.is_callable() && !inspected => {
                // It is taken for a symbol.
                let message = "Symbol.prototype.toString requires that 'this' be a Symbol";
                Err(JsNativeError::typ().with_message(message).into())
            }
            Ok(value) if value.is_object() => {
                let label = self.paint(&format!("[{label}]"), Flavor::Special);
                self.value(&value, level, Within::Anything).map(|text| format!("{label} {text}"))
            }
            Ok(value) => Ok(format!("{open} {}{close}", self.primitive(&value))),
            Err(error) => Err(error),
        };
        // What is thrown while the value is shown leaves the indentation too deep, until
        // Node 22.
        let lost = text.is_err() && !inspected && is_value;
        let text = match text {
            Ok(text) => text,
            Err(error) => {
                self.seen.truncate(holders);
                let error = error.into_opaque(self.context)?;
                let why = if inspected {
                    self.value(&error, level, Within::Anything)?
                } else {
                    self.message_of(&error)?
                };
                format!("{open} <Inspection threw ({why})>{close}")
            }
        };
        self.indentation = if lost { indentation + 2 } else { indentation };
        Ok(text)
    }

    /// `${error.message}`.
    fn message_of(&mut self, error: &JsValue) -> JsResult<String> {
        let message = match error.as_object() {
            Some(error) => error.get(js_string!("message"), self.context)?,
            None => JsValue::undefined(),
        };
        Ok(message.to_string(self.context)?.to_std_string_lossy())
    }

    /// A key as it stands before the colon.
    fn key(&self, key: &PropertyKey, enumerable: bool) -> String {
        let string = match key {
            PropertyKey::Symbol(symbol) => {
                let text = strings::escape(symbol.descriptive_string().as_str(), self.style);
                let text = self.paint(&text, Flavor::Symbol);
                let brackets = self.style.brackets_symbols || !enumerable;
                return if brackets { format!("[{text}]") } else { text };
            }
            PropertyKey::Index(index) => js_string!(index.get()),
            PropertyKey::String(string) => string.clone(),
        };
        let is_proto = self.style.marks_proto_key && string == js_string!("__proto__");
        if !enumerable && !self.style.quotes_hidden_keys && !is_proto {
            return format!("[{}]", strings::escape(string.as_str(), self.style));
        }
        let text = if is_proto {
            "['__proto__']".to_owned()
        } else if is_identifier(&string) {
            string.to_std_string_lossy()
        } else {
            self.paint(&strings::quote(string.as_str(), self.style), Flavor::String)
        };
        let brackets = !enumerable && self.style.quotes_hidden_keys;
        if brackets { format!("[{text}]") } else { text }
    }
}

/// Whether a key needs no quotes: `/^[a-zA-Z_][a-zA-Z_0-9]*$/`.
pub(super) fn is_identifier(key: &boa_engine::JsString) -> bool {
    let is_letter =
        |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let is_digit = |unit: u16| u8::try_from(unit).is_ok_and(|byte| byte.is_ascii_digit());
    let mut units = key.iter();
    units.next().is_some_and(is_letter) && units.all(|unit| is_letter(unit) || is_digit(unit))
}
