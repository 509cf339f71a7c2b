//! What `JSON.parse` and `JSON.stringify` complain about.

use std::fmt::Write;

use boa_engine::{Context, JsObject, JsString, JsValue, property::PropertyKey};

use super::super::super::errors::{self, JsonLine};
use crate::trace::Runtime;

/// Why a text is no JSON, in V8's words; none if it was no text, or is JSON.
pub(super) fn not_parsed(
    text: &JsValue,
    message: &str,
    runtime: Runtime,
    context: &mut Context,
) -> Option<String> {
    if message.contains("symbol") || text.is_symbol() {
        return None;
    }
    let units: Vec<u16> = text.to_string(context).ok()?.iter().collect();
    let (fault, at) = scan(&units)?;
    Some(words(&fault, at, &units, runtime))
}

/// The line of a text that is no JSON on which it went wrong.
pub(super) fn line(text: &JsValue, runtime: Runtime, context: &mut Context) -> Option<JsonLine> {
    let text = text.as_string().or_else(|| text.to_string(context).ok())?;
    let units: Vec<u16> = text.iter().collect();
    let (_, at) = scan(&units)?;
    let break_ = u16::from(b'\n');
    let start = units.get(..at)?.iter().rposition(|unit| *unit == break_).map_or(0, |at| at + 1);
    let rest = units.get(start..)?;
    let line = rest.split(|unit| *unit == break_).next()?;
    let number = 1 + units.get(..start)?.iter().filter(|unit| **unit == break_).count();
    let column = (at < units.len()).then_some(at - start);
    let mut text = String::from_utf16_lossy(line);
    if column.is_none() && runtime <= Runtime::Node12 {
        text.push('\n');
        text.extend(std::iter::repeat_n(' ', at - start));
    }
    Some(JsonLine { number, text, column })
}

/// The first fault, and where it is.
fn scan(units: &[u16]) -> Option<(Fault, usize)> {
    let mut scanner = Scanner { units, at: 0, depth: 0 };
    let fault = scanner.document().err()?;
    Some((fault, scanner.at))
}

/// What was expected where the text went wrong.
enum Fault {
    /// Nothing that could stand here.
    Token,
    /// V8 10 and later have words of their own for it.
    Expected(&'static str),
    /// As `Expected`, but V8 before always said that something was unexpected.
    Spelling(&'static str),
    /// A digit behind a leading zero.
    Number,
}

/// Reads JSON as V8 does (src/json/json-parser.cc), up to the first fault.
struct Scanner<'a> {
    units: &'a [u16],
    at: usize,
    depth: usize,
}

type Scanned = Result<(), Fault>;

/// Nested deeper than this, V8 complains too, of something else.
const DEEPEST: usize = 5_000;

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.units.get(self.at).map(|unit| char::from_u32(u32::from(*unit)).unwrap_or('\u{FFFD}'))
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn check(&mut self, wanted: char) -> bool {
        self.space();
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn document(&mut self) -> Scanned {
        self.value()?;
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Fault::Expected("Unexpected non-whitespace character after JSON")),
        }
    }

    fn value(&mut self) -> Scanned {
        self.space();
        if self.depth > DEEPEST {
            return Err(Fault::Token);
        }
        self.depth += 1;
        let scanned = match self.peek() {
            Some('{') => self.object(),
            Some('[') => self.array(),
            Some('"') => self.string(),
            Some('-' | '0'..='9') => self.number(),
            Some('t') => self.literal("true"),
            Some('f') => self.literal("false"),
            Some('n') => self.literal("null"),
            Some(_) | None => Err(Fault::Token),
        };
        self.depth -= 1;
        scanned
    }

    fn object(&mut self) -> Scanned {
        self.at += 1;
        if self.check('}') {
            return Ok(());
        }
        if self.peek() != Some('"') {
            return Err(Fault::Expected("Expected property name or '}' in JSON"));
        }
        loop {
            self.string()?;
            if !self.check(':') {
                return Err(Fault::Expected("Expected ':' after property name in JSON"));
            }
            self.value()?;
            if self.check(',') {
                self.space();
                if self.peek() != Some('"') {
                    return Err(Fault::Expected("Expected double-quoted property name in JSON"));
                }
            } else if self.check('}') {
                return Ok(());
            } else {
                return Err(Fault::Expected("Expected ',' or '}' after property value in JSON"));
            }
        }
    }

    fn array(&mut self) -> Scanned {
        self.at += 1;
        if self.check(']') {
            return Ok(());
        }
        loop {
            self.value()?;
            if self.check(']') {
                return Ok(());
            }
            if !self.check(',') {
                return Err(Fault::Expected("Expected ',' or ']' after array element in JSON"));
            }
        }
    }

    fn literal(&mut self, word: &str) -> Scanned {
        for char in word.chars() {
            if self.peek() != Some(char) {
                return Err(Fault::Token);
            }
            self.at += 1;
        }
        Ok(())
    }

    fn string(&mut self) -> Scanned {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(Fault::Spelling("Unterminated string in JSON")),
                Some('"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some('\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some('\0'..='\u{1F}') => {
                    let words = "Bad control character in string literal in JSON";
                    return Err(Fault::Spelling(words));
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Scanned {
        match self.peek() {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.at += 1,
            Some('u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|char| char.is_ascii_hexdigit()) {
                        return Err(Fault::Spelling("Bad Unicode escape in JSON"));
                    }
                    self.at += 1;
                }
            }
            None => return Err(Fault::Spelling("Unterminated string in JSON")),
            Some(_) => return Err(Fault::Spelling("Bad escaped character in JSON")),
        }
        Ok(())
    }

    fn digits(&mut self, words: &'static str) -> Scanned {
        if !self.peek().is_some_and(|char| char.is_ascii_digit()) {
            return Err(Fault::Spelling(words));
        }
        while self.peek().is_some_and(|char| char.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Scanned {
        if self.peek() == Some('-') {
            self.at += 1;
            if !self.peek().is_some_and(|char| char.is_ascii_digit()) {
                return Err(Fault::Spelling("No number after minus sign in JSON"));
            }
        }
        if self.peek() == Some('0') {
            self.at += 1;
            if self.peek().is_some_and(|char| char.is_ascii_digit()) {
                return Err(Fault::Number);
            }
        } else {
            self.digits("No number after minus sign in JSON")?;
        }
        if self.peek() == Some('.') {
            self.at += 1;
            self.digits("Unterminated fractional number in JSON")?;
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.at += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.at += 1;
            }
            self.digits("Exponent part is missing a number in JSON")?;
        }
        Ok(())
    }
}

fn words(fault: &Fault, at: usize, units: &[u16], runtime: Runtime) -> String {
    let token = units.get(at).map(|unit| char::from_u32(u32::from(*unit)).unwrap_or('\u{FFFD}'));
    if runtime <= Runtime::Node18 {
        return match (fault, token) {
            (_, None) => "Unexpected end of JSON input".to_owned(),
            (_, Some('"')) => format!("Unexpected string in JSON at position {at}"),
            (_, Some('-' | '0'..='9')) => format!("Unexpected number in JSON at position {at}"),
            (_, Some(token)) => format!("Unexpected token {token} in JSON at position {at}"),
        };
    }
    let place = || {
        if runtime >= Runtime::Node22 {
            let (line, column) = line_and_column(units, at);
            format!(" at position {at} (line {line} column {column})")
        } else {
            format!(" at position {at}")
        }
    };
    match (fault, token) {
        (Fault::Expected(words) | Fault::Spelling(words), _) => format!("{words}{}", place()),
        (Fault::Token, None) => "Unexpected end of JSON input".to_owned(),
        (Fault::Token, Some('"')) => format!("Unexpected string in JSON{}", place()),
        (Fault::Number, _) | (Fault::Token, Some('-' | '0'..='9')) => {
            format!("Unexpected number in JSON{}", place())
        }
        (Fault::Token, Some(token)) => unexpected(token, at, units),
    }
}

/// V8 shows the text around the character, at most ten on each side.
fn unexpected(token: char, at: usize, units: &[u16]) -> String {
    const AROUND: usize = 10;
    let text = |from: usize, to: usize| String::from_utf16_lossy(&units[from..to]);
    let whole = text(0, units.len());
    if matches!(whole.as_str(), "[object Object]" | "NaN" | "Infinity" | "undefined") {
        return format!("\"{whole}\" is not valid JSON");
    }
    let len = units.len();
    let shown = if len <= 2 * AROUND {
        format!("\"{whole}\"")
    } else if at < AROUND {
        format!("\"{}\"...", text(0, at + AROUND))
    } else if at < len - AROUND {
        format!("...\"{}\"...", text(at - AROUND, at + AROUND))
    } else {
        format!("...\"{}\"", text(at - AROUND, len))
    };
    let token = if token.is_ascii() || token != '\u{FFFD}' { token.to_string() } else { whole };
    format!("Unexpected token '{token}', {shown} is not valid JSON")
}

fn line_and_column(units: &[u16], at: usize) -> (usize, usize) {
    let (mut line, mut start, mut index) = (1, 0, 0);
    while index < at.min(units.len()) {
        let is_return = units[index] == u16::from(b'\r');
        if is_return && units.get(index + 1) == Some(&u16::from(b'\n')) && index + 1 < at {
            index += 1;
        }
        if is_return || units[index] == u16::from(b'\n') {
            line += 1;
            start = index + 1;
        }
        index += 1;
    }
    (line, at - start + 1)
}

/// The way round a circle, as V8 draws it since Node 12 (`ConstructCircularStructureErrorMessage`,
/// src/json/json-stringifier.cc).
pub(super) fn circle(value: &JsValue, runtime: Runtime, context: &mut Context) -> String {
    const BEFORE: usize = 2;
    const BEHIND: usize = 1;
    let mut text = "Converting circular structure to JSON".to_owned();
    if runtime <= Runtime::Node11 {
        return text;
    }
    let mut way = Way::default();
    let Some((start, closing)) = value.as_object().and_then(|object| way.find(&object, 0)) else {
        return text;
    };
    let constructor = |object: &JsObject, context: &mut Context| {
        errors::constructor_name(object).unwrap_or_else(|| {
            let _ = &context;
            "Object".to_owned()
        })
    };
    let steps = &way.steps[start..];
    let Some(((_, first), rest)) = steps.split_first() else { return text };
    let first = constructor(first, context);
    // Writing to a string cannot fail.
    let _ = write!(text, "\n    --> starting at object with constructor '{first}'");
    let skipped = rest.len() > BEFORE + BEHIND;
    for (index, (key, object)) in rest.iter().enumerate() {
        if skipped && index >= BEFORE && index < rest.len() - BEHIND {
            if index == BEFORE {
                text.push_str("\n    |     ...");
            }
            continue;
        }
        let name = constructor(object, context);
        let _ = write!(text, "\n    |     {} -> object with constructor '{name}'", step(key));
    }
    let _ = write!(text, "\n    --- {} closes the circle", step(&closing));
    text
}

fn step(key: &PropertyKey) -> String {
    match key {
        PropertyKey::Index(index) => format!("index {}", index.get()),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => {
            format!("property '{}'", errors::key(key))
        }
    }
}

/// The objects on the way to where a circle closes, each with the key it was found by.
#[derive(Default)]
struct Way {
    steps: Vec<(PropertyKey, JsObject)>,
}

impl Way {
    /// Goes on to `object`; where the circle begins among the steps, and the key that closes
    /// it. Only plain data is looked at: no code of the program runs.
    fn find(&mut self, object: &JsObject, depth: usize) -> Option<(usize, PropertyKey)> {
        if self.steps.is_empty() {
            self.steps.push((PropertyKey::from(JsString::default()), object.clone()));
        }
        if depth > 1_000 {
            return None;
        }
        for (key, value) in entries(object) {
            if let Some(at) = self.steps.iter().position(|(_, step)| *step == value) {
                return Some((at, key));
            }
            self.steps.push((key, value.clone()));
            let found = self.find(&value, depth + 1);
            if found.is_some() {
                return found;
            }
            self.steps.pop();
        }
        None
    }
}

/// The objects an object has in enumerable properties of its own, in order.
fn entries(object: &JsObject) -> Vec<(PropertyKey, JsObject)> {
    if object.is_callable() {
        return Vec::new();
    }
    let object = object.borrow();
    let properties = object.properties();
    let indices = properties.index_properties().filter_map(|(index, own)| {
        let value = own.value()?.as_object()?;
        Some((PropertyKey::from(index), value))
    });
    let names = object.shape().keys().into_iter().filter_map(|key| {
        let own = properties.get(&key).filter(|own| own.enumerable() == Some(true))?;
        let value = own.value()?.as_object()?;
        (!matches!(key, PropertyKey::Symbol(_))).then_some((key, value))
    });
    indices.chain(names).filter(|(_, value)| !value.is_callable()).collect()
}
