//! What is in arrays, collections and objects, as far as it fits.

use boa_engine::{
    JsObject, JsValue,
    object::builtins::{JsMap, JsSet, JsTypedArray},
    property::{PropertyDescriptor, PropertyKey},
};

use super::{DEPTH, MORE, Preview};
use crate::machine::engine::inspect::{
    arrays::{array_length, typed_array_name},
    kinds::Kind,
    properties::is_identifier,
    reflect, strings,
};

impl Preview<'_> {
    /// Writes entries with commas between them, as long as they and the closing brace fit.
    fn entries<T>(
        &mut self,
        entries: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        let mut entries = entries.into_iter().peekable();
        let mut separator = "";
        while let Some(entry) = entries.next() {
            let before = self.out.len();
            self.out += separator;
            write(self, entry);
            let closing = if entries.peek().is_some() { 5 } else { 2 };
            if self.has_room(closing) {
                separator = ", ";
                continue;
            }
            if !separator.is_empty() {
                self.out.truncate(before);
                self.out += separator;
                self.out.push(MORE);
            }
            break;
        }
    }

    pub(super) fn array(&mut self, array: &JsObject, kind: Kind, depth: usize) {
        let is_typed = kind == Kind::TypedArray;
        let typed = is_typed.then(|| JsTypedArray::from_object(array.clone()).ok()).flatten();
        let length = match &typed {
            Some(typed) => typed.length(self.context).unwrap_or_default(),
            None => array_length(array),
        };
        let plain = if typed.is_some() { typed_array_name(array) } else { "Array" };
        let name = Self::name(array).unwrap_or_else(|| plain.to_owned());
        if name != "Array" {
            self.put(format_args!("{name}({length}) "));
        }
        if length == 0 {
            self.out += "[]";
            return;
        }
        if depth >= DEPTH {
            self.out += "[…]";
            return;
        }
        self.out += "[ ";
        self.entries(0..length, |preview, at| {
            let found = match &typed {
                Some(typed) => {
                    let at = i64::try_from(at).unwrap_or(i64::MAX);
                    let value = typed.at(at, preview.context).unwrap_or_default();
                    Some(PropertyDescriptor::builder().value(value).build())
                }
                None => reflect::stored(array, &PropertyKey::from(at)),
            };
            match found {
                Some(found) => preview.described(&found, depth),
                None => preview.out += "<empty>",
            }
        });
        self.out += " ]";
    }

    pub(super) fn collection(&mut self, object: &JsObject, kind: Kind, depth: usize) {
        // As many as could fit at all.
        let most = self.max / 3 + 1;
        let mut entries = Vec::new();
        let mut size = 0;
        let mut note = |key, value| {
            size += 1;
            if size <= most {
                entries.push((key, value));
            }
            Ok(())
        };
        let plain = if kind == Kind::Map {
            if let Ok(map) = JsMap::from_object(object.clone()) {
                let _ = map.for_each_native(|key, value| note(key, Some(value)));
            }
            "Map"
        } else {
            if let Ok(set) = JsSet::from_object(object.clone()) {
                let _ = set.for_each_native(|value| note(value, None));
            }
            "Set"
        };
        let name = Self::name(object).unwrap_or_else(|| plain.to_owned());
        let count = if self.style.collection_sizes { format!("({size})") } else { String::new() };
        self.put(format_args!("{name}{count} "));
        if size == 0 {
            self.out += "{}";
            return;
        }
        if depth >= DEPTH {
            self.out += "{…}";
            return;
        }
        self.out += "{ ";
        self.entries(entries, |preview, (key, value)| {
            preview.inner(&key, depth);
            if let Some(value) = value {
                preview.out += " => ";
                preview.inner(&value, depth);
            }
        });
        self.out += " }";
    }

    pub(super) fn plain(&mut self, object: &JsObject, kind: Kind, depth: usize) {
        if kind == Kind::Arguments {
            self.out += "[Arguments] ";
        } else if kind == Kind::Module {
            // Exports are not stored, and reading one may throw.
            self.out += "[Module] {…}";
            return;
        } else {
            self.out += &Self::prefix(object, "Object");
        }
        let keys = self.keys(object);
        if keys.is_empty() {
            self.out += "{}";
            return;
        }
        if depth >= DEPTH {
            self.out += "{…}";
            return;
        }
        self.out += "{ ";
        self.entries(keys, |preview, (key, found)| {
            match key {
                PropertyKey::Index(index) => preview.put(format_args!("'{}'", index.get())),
                PropertyKey::Symbol(symbol) => {
                    let symbol = symbol.descriptive_string();
                    preview.put(format_args!("[{}]", symbol.display_lossy()));
                }
                PropertyKey::String(name) if is_identifier(&name) => {
                    preview.put(format_args!("{}", name.display_lossy()));
                }
                PropertyKey::String(name) => {
                    preview.out += &strings::quote(name.as_str(), preview.style);
                }
            }
            preview.out += ": ";
            preview.described(&found, depth);
        });
        self.out += " }";
    }

    /// The stored enumerable properties, no more than could fit.
    fn keys(&self, object: &JsObject) -> Vec<(PropertyKey, PropertyDescriptor)> {
        let borrowed = object.borrow();
        let properties = borrowed.properties();
        let most = self.max / 3 + 1;
        let mut indices: Vec<_> = properties.index_property_keys().take(most).collect();
        indices.sort_unstable();
        let names = borrowed.shape().keys();
        indices
            .into_iter()
            .map(PropertyKey::from)
            .chain(names)
            .filter_map(|key| properties.get(&key).map(|found| (key, found)))
            .filter(|(_, found)| found.enumerable() == Some(true))
            .take(most)
            .collect()
    }

    /// A property's value, or what kind of accessor it is.
    fn described(&mut self, found: &PropertyDescriptor, depth: usize) {
        let is_function = |accessor: Option<&JsValue>| accessor.is_some_and(JsValue::is_callable);
        match (found.value(), is_function(found.get()), is_function(found.set())) {
            (Some(value), _, _) => self.inner(value, depth),
            (None, true, true) => self.out += "[Getter/Setter]",
            (None, true, false) => self.out += "[Getter]",
            (None, false, true) => self.out += "[Setter]",
            (None, false, false) => self.out += "undefined",
        }
    }
}
