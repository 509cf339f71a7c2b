//! The options of `util.inspect`, read from objects and written to them.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsValue, js_string,
    object::{ObjectInitializer, builtins::JsArray},
    property::{Attribute, PropertyKey},
};

use super::{Shared, paint, style::Style};

/// How densely entries are put on lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Compact {
    /// `false`: one entry on each line.
    No,
    /// `true`: as dense as before Node 12.
    Yes,
    /// As many inner levels as this are joined on one line if they fit.
    Levels(f64),
}

/// In which order properties are shown.
#[derive(Clone, Debug)]
pub(crate) enum Sorted {
    /// As they were made.
    No,
    /// By their text.
    Yes,
    /// As this function compares their texts.
    By(JsObject),
}

/// Which accessors are called to show what they return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Getters {
    None,
    All,
    /// Only those without a setter.
    WithoutSetter,
    /// Only those with a setter.
    WithSetter,
}

/// The options of `util.inspect`, with its documented meanings.
#[expect(clippy::struct_excessive_bools, reason = "util.inspect's own options")]
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) show_hidden: bool,
    /// Levels below the value itself; none for no limit.
    pub(crate) depth: Option<f64>,
    pub(crate) colors: bool,
    pub(crate) custom_inspect: bool,
    pub(crate) show_proxy: bool,
    /// Elements shown of arrays, typed arrays, maps and sets.
    pub(crate) max_array_length: f64,
    /// Characters shown of strings, in UTF-16 units.
    pub(crate) max_string_length: f64,
    /// Characters on a line, in UTF-16 units.
    pub(crate) break_length: f64,
    pub(crate) compact: Compact,
    pub(crate) sorted: Sorted,
    pub(crate) getters: Getters,
    pub(crate) numeric_separator: bool,
    /// What the caller gave, if it holds keys of its own: custom functions get them too.
    pub(super) given: Option<JsObject>,
    /// Inner state that a custom function handed on (Node 10 and 11).
    pub(super) state: State,
}

/// The inner state of an inspection, as far as Node 10 and 11 let it be passed on.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) indentation: usize,
    pub(super) seen: Vec<JsObject>,
}

impl Options {
    /// The defaults of a version (`inspect.defaultOptions` before anybody changed it).
    pub(super) fn of(style: &Style) -> Self {
        Self {
            show_hidden: false,
            depth: Some(2.0),
            colors: false,
            custom_inspect: true,
            show_proxy: false,
            max_array_length: 100.0,
            max_string_length: style.max_string_length,
            break_length: style.break_length,
            compact: style.compact,
            sorted: Sorted::No,
            getters: Getters::None,
            numeric_separator: false,
            given: None,
            state: State::default(),
        }
    }

    /// The options in force: the version's, or what the program made of
    /// `inspect.defaultOptions`.
    ///
    /// # Errors
    /// What a getter of that object throws.
    pub(crate) fn current(context: &mut Context) -> JsResult<Self> {
        let shared = Shared::of(context)?;
        Self::in_force(&shared, context)
    }

    /// These options, changed by what the objects say, one after the other.
    ///
    /// # Errors
    /// What a getter of theirs throws.
    pub(crate) fn with<'o>(
        mut self,
        given: impl IntoIterator<Item = &'o JsObject>,
        context: &mut Context,
    ) -> JsResult<Self> {
        let shared = Shared::of(context)?;
        for given in given {
            self.read(given, shared.style, context)?;
        }
        Ok(self)
    }

    pub(super) fn in_force(shared: &Shared, context: &mut Context) -> JsResult<Self> {
        let mut options = Self::of(shared.style);
        let changed = shared.defaults.borrow().clone();
        if let Some(object) = changed {
            options.read(&object, shared.style, context)?;
        }
        Ok(options)
    }

    /// Takes over what `object` says, its own enumerable properties only.
    pub(super) fn read(
        &mut self,
        object: &JsObject,
        style: &Style,
        context: &mut Context,
    ) -> JsResult<()> {
        for key in object.own_property_keys(context)? {
            let PropertyKey::String(name) = &key else { continue };
            let enumerable = object
                .borrow()
                .properties()
                .get(&key)
                .is_none_or(|found| found.enumerable() != Some(false));
            if !enumerable {
                continue;
            }
            let name = name.to_std_string_lossy();
            let value = object.get(key, context)?;
            if !self.set(&name, &value, style, context)? && name != "stylize" {
                self.given = Some(object.clone());
            }
        }
        Ok(())
    }

    /// Sets one option; false if the version has none of that name.
    pub(super) fn set(
        &mut self,
        name: &str,
        value: &JsValue,
        style: &Style,
        context: &mut Context,
    ) -> JsResult<bool> {
        if !style.option_names.contains(&name) {
            return Ok(self.state.set(name, value, context));
        }
        match name {
            "showHidden" => self.show_hidden = value.to_boolean(),
            "depth" => {
                self.depth = if value.is_null() { None } else { Some(value.to_number(context)?) };
            }
            "colors" => self.colors = value.to_boolean(),
            "customInspect" => self.custom_inspect = value.to_boolean(),
            "showProxy" => self.show_proxy = value.to_boolean(),
            "maxArrayLength" => self.max_array_length = length(value, context)?,
            "maxStringLength" => self.max_string_length = length(value, context)?,
            "breakLength" => self.break_length = value.to_number(context)?,
            "compact" => self.compact = compact(value, style),
            "sorted" => {
                self.sorted = match value.as_callable() {
                    Some(compare) => Sorted::By(compare),
                    None if value.to_boolean() => Sorted::Yes,
                    None => Sorted::No,
                }
            }
            "getters" => {
                self.getters = match value.as_string() {
                    Some(which) if which == js_string!("get") => Getters::WithoutSetter,
                    Some(which) if which == js_string!("set") => Getters::WithSetter,
                    None if value.as_boolean() == Some(true) => Getters::All,
                    None | Some(_) => Getters::None,
                }
            }
            "numericSeparator" => self.numeric_separator = value.to_boolean(),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// One option as a program sees it.
    pub(super) fn get(&self, name: &str) -> JsValue {
        match name {
            "showHidden" => self.show_hidden.into(),
            "depth" => self.depth.map_or_else(JsValue::null, JsValue::new),
            "colors" => self.colors.into(),
            "customInspect" => self.custom_inspect.into(),
            "showProxy" => self.show_proxy.into(),
            "maxArrayLength" => self.max_array_length.into(),
            "maxStringLength" => self.max_string_length.into(),
            "breakLength" => self.break_length.into(),
            "compact" => match self.compact {
                Compact::No => false.into(),
                Compact::Yes => true.into(),
                Compact::Levels(levels) => levels.into(),
            },
            "sorted" => match &self.sorted {
                Sorted::No => false.into(),
                Sorted::Yes => true.into(),
                Sorted::By(compare) => compare.clone().into(),
            },
            "getters" => match self.getters {
                Getters::None => false.into(),
                Getters::All => true.into(),
                Getters::WithoutSetter => js_string!("get").into(),
                Getters::WithSetter => js_string!("set").into(),
            },
            "numericSeparator" => self.numeric_separator.into(),
            _ => JsValue::undefined(),
        }
    }

    /// The object a custom function is given: every option, `stylize`, and what the caller
    /// added. `state` goes with it where the version passes that on.
    pub(super) fn for_custom(
        &self,
        state: Option<State>,
        style: &Style,
        context: &mut Context,
    ) -> JsResult<JsObject> {
        let stylize = paint::stylize_function(self.colors, context);
        let mut object = ObjectInitializer::new(context);
        object.property(js_string!("stylize"), stylize, Attribute::all());
        for name in style.option_names {
            object.property(JsString::from(*name), self.get(name), Attribute::all());
        }
        let object = object.build();
        if let Some(given) = &self.given {
            object.copy_data_properties::<PropertyKey>(&given.clone().into(), vec![], context)?;
        }
        if let Some(State { indentation, seen }) = state {
            let seen = JsArray::from_iter(seen.into_iter().map(JsValue::from), context);
            object.set(js_string!("indentationLvl"), indentation, false, context)?;
            object.set(js_string!("seen"), seen, false, context)?;
        }
        Ok(object)
    }
}

impl State {
    /// Takes back what [`Options::for_custom`] handed out.
    fn set(&mut self, name: &str, value: &JsValue, context: &mut Context) -> bool {
        match name {
            "indentationLvl" => {
                self.indentation = value.to_length(context).map_or(0, |levels| {
                    usize::try_from(levels.min(MAX_INDENTATION)).unwrap_or_default()
                });
                true
            }
            "seen" => {
                let array = value.as_object().filter(JsObject::is_array);
                if let Some(array) = array {
                    self.seen = array
                        .borrow()
                        .properties()
                        .index_properties()
                        .filter_map(|(_, found)| found.value().and_then(JsValue::as_object))
                        .collect();
                }
                true
            }
            _ => false,
        }
    }
}

/// More than any nesting reaches, little enough to be allocated.
const MAX_INDENTATION: u64 = 10_000;

/// A length, of which `null` means no limit.
fn length(value: &JsValue, context: &mut Context) -> JsResult<f64> {
    if value.is_null() { Ok(f64::INFINITY) } else { value.to_number(context) }
}

/// `compact`: false, true or a number; anything else counts as true as long as only `false`
/// was looked for, and as false since `true` is.
fn compact(value: &JsValue, style: &Style) -> Compact {
    match (value.as_boolean(), value.as_number()) {
        (Some(true), _) => Compact::Yes,
        (None, _) if style.compact_is_boolean => Compact::Yes,
        (None, Some(levels)) => Compact::Levels(levels),
        (Some(false), _) | (None, None) => Compact::No,
    }
}
