//! Strings: quoting, escaping, breaking, measuring.

use std::fmt::Write;

use boa_engine::{
    JsString,
    string::{CodePoint, JsStr},
};
use unicode_width::UnicodeWidthChar;

use super::style::Style;

/// Strings no longer than this are never broken.
const SHORTEST_BROKEN: usize = 16;

/// `string` between quotes, with what would be unreadable escaped.
pub(super) fn quote(string: JsStr<'_>, style: &Style) -> String {
    if let Some(bytes) = string.as_latin1()
        && bytes.iter().all(|byte| matches!(byte, b' '..=b'~') && !b"'\\".contains(byte))
        && let Ok(text) = str::from_utf8(bytes)
    {
        return format!("'{text}'");
    }
    let quote = if style.other_quotes { fitting_quote(string) } else { '\'' };
    let mut out = String::with_capacity(string.len() + 2);
    out.push(quote);
    escape_into(&mut out, string, quote == '\'', style);
    out.push(quote);
    out
}

/// The quote that needs no escaping, `'` if all would.
fn fitting_quote(string: JsStr<'_>) -> char {
    let has = |unit: u8| string.iter().any(|other| other == u16::from(unit));
    if !has(b'\'') {
        return '\'';
    }
    if !has(b'"') {
        return '"';
    }
    let opens_placeholder =
        string.iter().zip(string.iter().skip(1)).any(|pair| pair == (b'$'.into(), b'{'.into()));
    if has(b'`') || opens_placeholder { '\'' } else { '`' }
}

/// `string` escaped as inside single quotes, without them.
pub(super) fn escape(string: JsStr<'_>, style: &Style) -> String {
    let mut out = String::with_capacity(string.len());
    escape_into(&mut out, string, true, style);
    out
}

fn escape_into(out: &mut String, string: JsStr<'_>, single_quoted: bool, style: &Style) {
    for point in string.code_points() {
        match point {
            CodePoint::Unicode('\'') if single_quoted => out.push_str("\\'"),
            CodePoint::Unicode('\\') => out.push_str("\\\\"),
            CodePoint::Unicode('\u{8}') => out.push_str("\\b"),
            CodePoint::Unicode('\t') => out.push_str("\\t"),
            CodePoint::Unicode('\n') => out.push_str("\\n"),
            CodePoint::Unicode('\u{c}') => out.push_str("\\f"),
            CodePoint::Unicode('\r') => out.push_str("\\r"),
            CodePoint::Unicode(c @ ('\0'..='\x1f' | '\x7f'..='\u{9f}')) if style.hex_escapes => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\x{:02X}", u32::from(c));
            }
            CodePoint::Unicode(c @ '\0'..='\x1f') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            CodePoint::Unicode(c) => out.push(c),
            CodePoint::UnpairedSurrogate(unit) if style.escapes_surrogates => {
                let _ = write!(out, "\\u{unit:x}");
            }
            CodePoint::UnpairedSurrogate(_) => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
}

/// Whether a string is long enough to be broken after its newlines, with `room` units left
/// on the line.
pub(super) fn breaks_after_newlines(string: &JsString, room: f64) -> bool {
    string.len() > SHORTEST_BROKEN && as_f64(string.len()) > room
}

/// The lines of a string, each with its newline.
pub(super) fn lines(string: &JsString) -> Vec<JsString> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, unit) in string.iter().enumerate() {
        if unit == u16::from(b'\n') {
            lines.push(string.slice(start, at + 1));
            start = at + 1;
        }
    }
    if start < string.len() || lines.is_empty() {
        lines.push(string.slice(start, string.len()));
    }
    lines
}

/// How Node 10 and 11 broke a string at its spaces into pieces of about the same length,
/// with `room` units on a line. None if it fits or does not break.
///
/// After the regular expression `(.|\n){1,n}(\s|$)|(\n|.)+?(\s|$)` with the flags `gm`.
pub(super) fn words(string: &JsString, room: f64, taken: usize) -> Option<Vec<JsString>> {
    if as_f64(taken + string.len()) <= room || string.len() <= SHORTEST_BROKEN {
        return None;
    }
    let line = (room - as_f64(taken)).max(as_f64(SHORTEST_BROKEN));
    let average = (as_f64(string.len()) / (as_f64(string.len()) / line).ceil()).ceil();
    let longest = as_count(average).max(SHORTEST_BROKEN);
    let units = string.to_vec();
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < units.len() {
        match piece(&units[start..], longest) {
            Some(length) => {
                pieces.push(string.slice(start, start + length));
                start += length;
            }
            None => start += 1,
        }
    }
    (pieces.len() > 1).then_some(pieces)
}

/// How much of `units` the first match takes; none if it cannot start here.
fn piece(units: &[u16], longest: usize) -> Option<usize> {
    let readable = units.iter().take_while(|unit| !is_foreign_break(**unit)).count();
    // The text is followed by a space, which goes with it, or stands at the end of a line.
    let end = |length: usize| match units.get(length) {
        None => Some(length),
        Some(unit) if is_space(*unit) => Some(length + 1),
        Some(_) => None,
    };
    let greedy = (1..=readable.min(longest)).rev().find_map(end);
    greedy.or_else(|| (1..=readable).find_map(end))
}

/// Line terminators other than `\n`, which no `.` matches.
fn is_foreign_break(unit: u16) -> bool {
    matches!(unit, 0x0d | 0x2028 | 0x2029)
}

/// What `\s` matches.
fn is_space(unit: u16) -> bool {
    char::from_u32(unit.into()).is_some_and(|c| c.is_whitespace() && c != '\u{85}')
        || unit == 0xfeff
}

/// Length in UTF-16 units, as JavaScript counts.
pub(super) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

/// Columns that `text` takes on a terminal, after ICU as Node asks it (`getStringWidth`).
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| *byte >= b' ' && *byte != 0x7f).count();
    }
    text.chars().map(char_width).sum()
}

/// Where the crate's tables (newer than ICU's, and made for terminals that compose) differ
/// for characters in use.
fn char_width(c: char) -> usize {
    match c {
        // The soft hyphen; vowels and finals of Hangul.
        '\u{ad}' | '\u{1160}'..='\u{11ff}' => 1,
        // Signs that surround the number they stand before.
        '\u{600}'..='\u{604}' | '\u{6dd}' => 0,
        // Half of a flag; kana voice marks.
        '\u{1f1e6}'..='\u{1f1ff}' | '\u{3099}' | '\u{309a}' => 2,
        _ => c.width().unwrap_or(0),
    }
}

/// A length as a number.
#[expect(clippy::cast_precision_loss, reason = "no text is 2^53 units long")]
pub(super) fn as_f64(length: usize) -> f64 {
    length as f64
}

/// A number as a length: negative numbers and `NaN` as none, infinity as the longest.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, which is what is meant"
)]
pub(super) fn as_count(number: f64) -> usize {
    number as usize
}
