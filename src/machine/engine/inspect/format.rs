//! `util.format`: a text with placeholders, then whatever is left.

use boa_engine::{
    Context, JsObject, JsResult, JsString, JsSymbol, JsValue, js_string, property::PropertyKey,
};

use super::{
    Compact, Inspector, Options, Shared, Within, numbers, proxies, reflect,
    style::{FormatRule, Style},
};

/// The arguments as `util.format` and `console.log` join them.
///
/// # Errors
/// What the program's own code throws, and if [`install`](super::install) was not called.
pub(crate) fn format(args: &[JsValue], context: &mut Context) -> JsResult<String> {
    format_with(args, None, context)
}

/// `util.formatWithOptions`: `given` holds options of `util.inspect`.
///
/// # Errors
/// As [`format`].
pub(crate) fn format_with(
    args: &[JsValue],
    given: Option<&JsObject>,
    context: &mut Context,
) -> JsResult<String> {
    let shared = Shared::of(context)?;
    let mut options = Options::in_force(&shared, context)?;
    if let Some(given) = given {
        options.read(given, shared.style, context)?;
    }
    let mut writer = Writer { style: shared.style, shared: &shared, options, given, context };
    let first = args.first().and_then(JsValue::as_string);
    match (first, shared.style.formats) {
        (Some(first), _) if args.len() == 1 => Ok(first.to_std_string_lossy()),
        (Some(first), FormatRule::Plain) => {
            let (text, used) = writer.template(&first, &args[1..])?;
            writer.rest(text, &args[1 + used..])
        }
        (Some(first), FormatRule::QuotedRest | FormatRule::QuotedRestGivenFirst) => {
            let (text, used) = writer.template(&first, &args[1..])?;
            writer.old_rest(text, &args[1 + used..])
        }
        (None, FormatRule::Plain) => {
            let Some((first, rest)) = args.split_first() else { return Ok(String::new()) };
            let text = writer.inspect(first)?;
            writer.rest(text, rest)
        }
        (None, FormatRule::QuotedRest | FormatRule::QuotedRestGivenFirst) => {
            let texts = args.iter().map(|arg| writer.inspect(arg));
            Ok(texts.collect::<JsResult<Vec<_>>>()?.join(" "))
        }
    }
}

struct Writer<'a> {
    style: &'static Style,
    shared: &'a Shared,
    options: Options,
    given: Option<&'a JsObject>,
    context: &'a mut Context,
}

impl Writer<'_> {
    /// Fills the placeholders; how many arguments that took.
    fn template(&mut self, text: &JsString, args: &[JsValue]) -> JsResult<(String, usize)> {
        const PERCENT: u16 = b'%' as u16;
        let units = text.to_vec();
        let mut out = String::new();
        let mut used = 0;
        let mut copied = 0;
        let mut at = 0;
        while at + 1 < units.len() {
            if units[at] != PERCENT {
                at += 1;
                continue;
            }
            let letter = units[at + 1];
            if letter == PERCENT {
                out += &text.slice(copied, at + 1).to_std_string_lossy();
                copied = at + 2;
            } else if let Some(arg) = args.get(used)
                && let Some(filled) = self.placeholder(letter, arg)?
            {
                used += 1;
                out += &text.slice(copied, at).to_std_string_lossy();
                out += &filled;
                copied = at + 2;
            }
            at += 2;
        }
        out += &text.slice(copied, text.len()).to_std_string_lossy();
        Ok((out, used))
    }

    /// What stands for `%letter`; none if that is no placeholder.
    fn placeholder(&mut self, letter: u16, arg: &JsValue) -> JsResult<Option<String>> {
        let plain = self.style.formats == FormatRule::Plain;
        Ok(Some(match u8::try_from(letter).unwrap_or_default() {
            b's' if plain => self.as_string(arg)?,
            b's' => self.text(arg)?,
            b'j' => self.as_json(arg)?,
            b'd' | b'i' | b'f' => self.as_number(letter, arg)?,
            b'O' => self.inspect(arg)?,
            b'o' => self.inspect_all(arg)?,
            b'c' if plain => String::new(),
            _ => return Ok(None),
        }))
    }

    /// `%s`.
    fn as_string(&mut self, arg: &JsValue) -> JsResult<String> {
        if let Some(number) = arg.as_number() {
            return Ok(self.number(number));
        }
        if let Some(bigint) = arg.as_bigint() {
            return Ok(numbers::bigint(&bigint, self.options.numeric_separator, self.style));
        }
        let Some(object) = arg.as_object().filter(|object| !object.is_callable()) else {
            return self.text(arg);
        };
        if !self.is_text_built_in(&object)? {
            return self.text(arg);
        }
        let options = Options {
            compact: Compact::Levels(3.0),
            colors: false,
            depth: Some(0.0),
            ..self.options.clone()
        };
        self.inspect_with(arg, options)
    }

    /// `%d`, `%i` and `%f`.
    fn as_number(&mut self, letter: u16, arg: &JsValue) -> JsResult<String> {
        if letter != u16::from(b'f')
            && let Some(bigint) = arg.as_bigint()
        {
            return Ok(numbers::bigint(&bigint, self.options.numeric_separator, self.style));
        }
        if arg.is_symbol() && self.style.symbols_are_nan {
            return Ok("NaN".to_owned());
        }
        let number = if letter == u16::from(b'd') {
            arg.to_number(self.context)?
        } else {
            let whole = letter == u16::from(b'i');
            let parse = if whole { &self.shared.parse_int } else { &self.shared.parse_float };
            parse
                .call(&JsValue::undefined(), std::slice::from_ref(arg), self.context)?
                .to_number(self.context)?
        };
        if self.style.formats == FormatRule::Plain {
            return Ok(self.number(number));
        }
        Ok(numbers::to_string(number, self.context))
    }

    fn number(&mut self, number: f64) -> String {
        numbers::number(number, self.options.numeric_separator, self.style, self.context)
    }

    /// `%j`; what cannot be written because it holds itself is `[Circular]`.
    fn as_json(&mut self, arg: &JsValue) -> JsResult<String> {
        let error = match self.json(arg) {
            Ok(text) => return Ok(text),
            Err(error) => error,
        };
        let circle = JsObject::with_null_proto();
        circle.create_data_property(js_string!("a"), circle.clone(), self.context)?;
        let usual = self.json(&circle.into()).err();
        let thrown = error.clone().into_opaque(self.context)?;
        let usual = usual.map(|usual| usual.into_opaque(self.context)).transpose()?;
        let told = self.first_line(&thrown)?;
        let is_type_error = thrown.as_object().is_some_and(|thrown| {
            reflect::find_string(&thrown, &js_string!("name").into())
                == Some(js_string!("TypeError"))
        });
        let usual = usual.map(|usual| self.first_line(&usual)).transpose()?.flatten();
        if is_type_error && told.is_some() && told == usual {
            return Ok("[Circular]".to_owned());
        }
        Err(error)
    }

    fn json(&mut self, arg: &JsValue) -> JsResult<String> {
        let undefined = JsValue::undefined();
        let text =
            self.shared.stringify.call(&undefined, std::slice::from_ref(arg), self.context)?;
        Ok(text.to_string(self.context)?.to_std_string_lossy())
    }

    /// The first line of an error's message, if it has one.
    fn first_line(&mut self, error: &JsValue) -> JsResult<Option<String>> {
        let Some(error) = error.as_object() else { return Ok(None) };
        let message = error.get(js_string!("message"), self.context)?.as_string();
        Ok(message.map(|message| {
            let message = message.to_std_string_lossy();
            message.lines().next().unwrap_or_default().to_owned()
        }))
    }

    fn inspect(&mut self, arg: &JsValue) -> JsResult<String> {
        self.inspect_with(arg, self.options.clone())
    }

    /// `%o`.
    fn inspect_all(&mut self, arg: &JsValue) -> JsResult<String> {
        let mut options = Options {
            show_hidden: true,
            show_proxy: true,
            depth: Some(4.0),
            ..self.options.clone()
        };
        if self.style.formats == FormatRule::QuotedRestGivenFirst
            && let Some(given) = self.given
        {
            options.read(given, self.style, self.context)?;
        }
        self.inspect_with(arg, options)
    }

    fn inspect_with(&mut self, arg: &JsValue, options: Options) -> JsResult<String> {
        Inspector::new(options, self.context)?.value(arg, 0.0, Within::Anything)
    }

    /// `String(arg)`.
    fn text(&mut self, arg: &JsValue) -> JsResult<String> {
        if let Some(symbol) = arg.as_symbol() {
            return Ok(symbol.descriptive_string().to_std_string_lossy());
        }
        Ok(arg.to_string(self.context)?.to_std_string_lossy())
    }

    /// The arguments left, each after a space: strings as they are, others inspected.
    fn rest(&mut self, mut text: String, args: &[JsValue]) -> JsResult<String> {
        for arg in args {
            text.push(' ');
            text += &match arg.as_string() {
                Some(string) => string.to_std_string_lossy(),
                None => self.inspect(arg)?,
            };
        }
        Ok(text)
    }

    /// As Node 10 and 11 did: only objects and symbols are inspected.
    fn old_rest(&mut self, mut text: String, args: &[JsValue]) -> JsResult<String> {
        for arg in args {
            text.push(' ');
            let inspected = arg.is_symbol() || arg.is_object() && !arg.is_callable();
            text += &if inspected { self.inspect(arg)? } else { self.text(arg)? };
        }
        Ok(text)
    }

    /// Whether an object becomes text by a method that is built in (`hasBuiltInToString`).
    fn is_text_built_in(&mut self, object: &JsObject) -> JsResult<bool> {
        let Some(object) = proxies::innermost(object, self.shared, self.context)? else {
            return Ok(true);
        };
        let to_string = PropertyKey::from(js_string!("toString"));
        let to_primitive = PropertyKey::from(JsSymbol::to_primitive());
        let mut keys = Vec::new();
        if object.get(to_string.clone(), self.context)?.is_callable() {
            keys.push(to_string);
        }
        if self.style.primitive_is_custom
            && object.get(to_primitive.clone(), self.context)?.is_callable()
        {
            keys.push(to_primitive);
        }
        let has_one =
            |object: &JsObject| keys.iter().any(|key| reflect::stored(object, key).is_some());
        if keys.is_empty() {
            return Ok(true);
        }
        if has_one(&object) {
            return Ok(false);
        }
        let mut next = object.prototype();
        for _ in 0..reflect::LONGEST_CHAIN {
            let Some(holder) = next else { break };
            if has_one(&holder) {
                let constructor = reflect::stored_value(&holder, &js_string!("constructor").into())
                    .and_then(|constructor| constructor.as_callable());
                let Some(constructor) = constructor else { return Ok(false) };
                let name = constructor.get(js_string!("name"), self.context)?.as_string();
                return Ok(name.is_some_and(|name| self.shared.is_builtin(&name)));
            }
            next = holder.prototype();
        }
        Ok(true)
    }
}
