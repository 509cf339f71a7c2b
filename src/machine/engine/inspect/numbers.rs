//! Numbers and bigints.

use boa_engine::{Context, JsBigInt, JsValue};

use super::style::{Separators, Style};

/// `number` as `util.inspect` shows it; minus zero keeps its sign.
pub(super) fn number(number: f64, separated: bool, style: &Style, context: &mut Context) -> String {
    let minus_zero = number.total_cmp(&-0.0).is_eq();
    let text = to_string(number, context);
    let separated = separated && style.separators != Separators::Unknown;
    if !separated {
        return if minus_zero { "-0".to_owned() } else { text };
    }
    if minus_zero && style.separators == Separators::Exact {
        return "-0".to_owned();
    }
    let whole = to_string(number.trunc(), context);
    if number.fract().abs() <= 0.0 || number.is_infinite() {
        let plain = if style.separators == Separators::Truncated { whole } else { text };
        let grouped = number.is_finite() && !plain.contains('e');
        return if grouped { group(&plain) } else { plain };
    }
    if !number.is_finite() {
        return text;
    }
    let (whole, fraction) = match style.separators {
        Separators::Truncated => {
            let fraction = text.get(whole.len() + 1..).unwrap_or_default().to_owned();
            (whole, fraction)
        }
        Separators::Exact if text.contains('e') => return text,
        // Without a point the last character goes missing, and all of it is the fraction.
        Separators::Split | Separators::Exact | Separators::Unknown => match text.split_once('.') {
            Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
            None => (text[..text.len() - 1].to_owned(), text.clone()),
        },
    };
    format!("{}.{}", group(&whole), group_fraction(&fraction))
}

/// `bigint` with its `n`.
pub(super) fn bigint(bigint: &JsBigInt, separated: bool, style: &Style) -> String {
    let text = bigint.to_string();
    let separated = separated && style.separators != Separators::Unknown;
    format!("{}n", if separated { group(&text) } else { text })
}

/// `Number::toString`.
pub(super) fn to_string(number: f64, context: &mut Context) -> String {
    JsValue::new(number)
        .to_string(context)
        .map_or_else(|_| String::new(), |text| text.to_std_string_lossy())
}

/// An underscore before every three digits from the right.
fn group(digits: &str) -> String {
    let sign = usize::from(digits.starts_with('-'));
    let mut out = digits.to_owned();
    let mut at = digits.len();
    while at >= sign + 4 {
        at -= 3;
        out.insert(at, '_');
    }
    out
}

/// An underscore after every three digits from the left.
fn group_fraction(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
