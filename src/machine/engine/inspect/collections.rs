//! Maps, sets, their iterators, and promises.

use boa_engine::{
    JsObject, JsResult, JsValue,
    builtins::promise::PromiseState,
    object::builtins::{JsMap, JsPromise, JsSet},
    property::PropertyKey,
};

use super::{Inspector, Level, Within, cursors, more_items, paint::Flavor, reflect};

impl Inspector<'_> {
    pub(super) fn set_entries(&mut self, set: &JsObject, level: Level) -> JsResult<Vec<String>> {
        let mut values = Vec::new();
        if let Ok(set) = JsSet::from_object(set.clone()) {
            set.for_each_native(|value| {
                values.push(value);
                Ok(())
            })?;
        }
        let shown = self.shown_of(values.len());
        self.indentation += 2;
        let mut entries = Vec::with_capacity(shown + 1);
        for value in &values[..shown] {
            entries.push(self.value(value, level, Within::Anything)?);
        }
        self.indentation -= 2;
        self.end_collection(&mut entries, values.len(), shown);
        Ok(entries)
    }

    pub(super) fn map_entries(&mut self, map: &JsObject, level: Level) -> JsResult<Vec<String>> {
        let mut pairs = Vec::new();
        JsMap::from_object(map.clone())?.for_each_native(|key, value| {
            pairs.push((key, value));
            Ok(())
        })?;
        let shown = self.shown_of(pairs.len());
        self.indentation += 2;
        let mut entries = Vec::with_capacity(shown + 1);
        for (key, value) in &pairs[..shown] {
            let key = self.value(key, level, Within::Anything)?;
            let value = self.value(value, level, Within::Anything)?;
            entries.push(format!("{key} => {value}"));
        }
        self.indentation -= 2;
        self.end_collection(&mut entries, pairs.len(), shown);
        Ok(entries)
    }

    fn shown_of(&self, size: usize) -> usize {
        if self.style.limits_collections { size.min(self.most_elements()) } else { size }
    }

    fn end_collection(&self, entries: &mut Vec<String>, size: usize, shown: usize) {
        if size > shown {
            entries.push(more_items(size - shown));
        }
        if self.style.hidden_size && self.options.show_hidden {
            let size = self.paint(&size.to_string(), Flavor::Number);
            entries.push(format!("[size]: {size}"));
        }
    }

    /// What an iterator has yet to yield, and whether that is pairs.
    pub(super) fn iterator_entries(
        &mut self,
        iterator: &JsObject,
        level: Level,
    ) -> JsResult<(Vec<String>, bool)> {
        let remaining = cursors::remaining(iterator, self.context)?;
        let size = remaining.values.len();
        let shown = size.min(self.most_elements());
        self.indentation += 2;
        let mut entries = Vec::with_capacity(shown + 1);
        for value in &remaining.values[..shown] {
            let entry = match value.as_object().filter(|_| remaining.pairs) {
                // Node 10 shows a value of a set once.
                Some(pair) if !remaining.over_map && !self.style.iterator_names => {
                    let value = reflect::stored_value(&pair, &PropertyKey::from(0));
                    let value = value.unwrap_or_else(JsValue::undefined);
                    self.value(&value, level, Within::Anything)?
                }
                Some(pair) => {
                    let parts = (0..2)
                        .map(|at| {
                            let part = reflect::stored_value(&pair, &PropertyKey::from(at));
                            let part = part.unwrap_or_else(JsValue::undefined);
                            self.value(&part, level, Within::Anything)
                        })
                        .collect::<JsResult<Vec<_>>>()?;
                    // Node 10 never breaks these.
                    if self.style.iterator_names {
                        self.pair(parts, "[", level)
                    } else {
                        format!("[ {} ]", parts.join(", "))
                    }
                }
                None => self.value(value, level, Within::Anything)?,
            };
            entries.push(entry);
        }
        self.indentation -= 2;
        if size > shown {
            entries.push(more_items(size - shown));
        }
        Ok((entries, remaining.pairs))
    }

    pub(super) fn promise_entries(
        &mut self,
        promise: &JsObject,
        level: Level,
    ) -> JsResult<Vec<String>> {
        let (value, rejected) = match JsPromise::from_object(promise.clone())?.state() {
            PromiseState::Pending => return Ok(vec![self.paint("<pending>", Flavor::Special)]),
            PromiseState::Fulfilled(value) => (value, false),
            PromiseState::Rejected(reason) => (reason, true),
        };
        self.indentation += 2;
        let text = self.value(&value, level, Within::Anything)?;
        self.indentation -= 2;
        Ok(vec![if rejected {
            format!("{} {text}", self.paint("<rejected>", Flavor::Special))
        } else {
            text
        }])
    }
}
