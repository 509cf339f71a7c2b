//! Names for the hidden functions that no program says.

/// Nobody pads a code point with more zeros than this.
const MOST_DIGITS: usize = 64;

/// A beginning of identifiers that occurs nowhere in `source`.
pub(super) fn choose(source: &str) -> String {
    let unescaped = source.contains("\\u").then(|| unescape(source));
    let occurs = |name: &str| {
        source.contains(name) || unescaped.as_ref().is_some_and(|text| text.contains(name))
    };
    let mut prefix = "_$".to_owned();
    let mut number = 0;
    while occurs(&prefix) {
        prefix = format!("_${number}$");
        number += 1;
    }
    prefix
}

/// `source` with every `\uXXXX` and `\u{X}` spelled out, since an identifier may be written
/// that way.
fn unescape(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("\\u") {
        out.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        let (digits, after) = match rest.strip_prefix('{') {
            Some(braced) => match braced.bytes().take(MOST_DIGITS).position(|byte| byte == b'}') {
                Some(end) => (&braced[..end], &braced[end + 1..]),
                None => continue,
            },
            None => match rest.split_at_checked(4) {
                Some(parts) => parts,
                None => continue,
            },
        };
        if let Some(char) = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32) {
            out.push(char);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
