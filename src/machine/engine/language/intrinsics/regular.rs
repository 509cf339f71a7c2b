//! What is wrong with a regular expression.

use boa_engine::{Context, JsValue};

use super::super::super::errors;
use crate::trace::Runtime;

/// `Invalid regular expression: /(/: Unterminated group`
pub(super) fn not_compiled(
    pattern: &JsValue,
    flags: &JsValue,
    message: &str,
    runtime: Runtime,
    context: &mut Context,
) -> Option<String> {
    let flags = if flags.is_undefined() { String::new() } else { errors::shown(flags, context) };
    if message.contains("regular expression flag") || message.contains("flags") {
        return Some(format!("Invalid flags supplied to RegExp constructor '{flags}'"));
    }
    let reason = message.strip_prefix("failed to create matcher: ")?;
    let pattern = errors::shown(pattern, context);
    let fault = fault(reason, &pattern, &flags)?;
    // Flags are shown since V8 11.
    let shown = if runtime >= Runtime::Node20 { flags.as_str() } else { "" };
    Some(format!("Invalid regular expression: /{pattern}/{shown}: {fault}"))
}

/// V8's words for a fault (`REGEXP_ERROR_MESSAGES`, src/regexp/regexp-error.h).
fn fault(reason: &str, pattern: &str, flags: &str) -> Option<&'static str> {
    let unicode = flags.contains(['u', 'v']);
    Some(match reason {
        "Unbalanced parenthesis" if has_unmatched_close(pattern) => "Unmatched ')'",
        "Unbalanced parenthesis" => "Unterminated group",
        "Unbalanced bracket" => "Unterminated character class",
        "Invalid atom character" if unicode && lone_bracket(pattern) => "Lone quantifier brackets",
        "Invalid atom character" | "Invalid braced quantifier" => "Nothing to repeat",
        "Incomplete escape" | "Unterminated escape" => "\\ at end of pattern",
        "Invalid quantifier" if pattern.contains('}') => "numbers out of order in {} quantifier",
        "Invalid quantifier" => "Incomplete quantifier",
        "Duplicate capture group name" => "Duplicate capture group name",
        "Invalid token at named capture group identifier" => "Invalid capture group name",
        "Invalid group modifier" => "Invalid group",
        "Invalid property name" => "Invalid property name",
        "Invalid unicode escape" => "Invalid Unicode escape",
        "Invalid character escape" if pattern.contains("\\c") => "Invalid Unicode escape",
        "Invalid character escape" => "Invalid escape",
        "Invalid character range" => "Invalid character class",
        reason if reason.starts_with("Range values reversed") => {
            "Range out of order in character class"
        }
        reason if reason.starts_with("Backreference to invalid named capture group") => {
            "Invalid named capture referenced"
        }
        _ => return None,
    })
}

/// Whether a `)` closes nothing.
fn has_unmatched_close(pattern: &str) -> bool {
    let (mut open, mut in_class, mut escaped) = (0_u32, false, false);
    for char in pattern.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => open += 1,
            ')' if !in_class => match open.checked_sub(1) {
                Some(fewer) => open = fewer,
                None => return true,
            },
            _ => {}
        }
    }
    false
}

/// Whether the first thing that may be wrong is a bracket of its own.
fn lone_bracket(pattern: &str) -> bool {
    let first = pattern.find(['{', '}', ']', '*', '+', '?']);
    first.is_some_and(|at| pattern[at..].starts_with(['{', '}', ']']) && !pattern.starts_with("{1"))
}
