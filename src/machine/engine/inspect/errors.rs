//! Errors: the stack, made to say more about the class and less twice.

use boa_engine::{
    JsObject, JsResult, JsString, JsValue, builtins::object::OrdinaryObject, js_string,
    property::PropertyKey,
};

use super::{
    Inspector, Level, Within,
    constructors::Names,
    frames,
    kinds::{self, Kind},
    paint::Flavor,
    reflect,
    style::ErrorRule,
};
use crate::machine::engine::errors;

/// What begins the first frame of a stack.
const FRAME: &str = "\n    at";

impl Inspector<'_> {
    /// The error's stack, and `keys` without what it says already and with what it does not.
    pub(super) fn error_base(
        &mut self,
        error: &JsObject,
        names: &Names,
        keys: &mut Vec<PropertyKey>,
    ) -> JsResult<String> {
        let rule = self.style.errors;
        let stack = match self.stack_of(error) {
            Ok(stack) => stack,
            Err(_) if rule >= ErrorRule::Repeats => {
                let name = OrdinaryObject::to_string(&error.clone().into(), &[], self.context)?;
                return Ok(name.to_string(self.context)?.to_std_string_lossy());
            }
            Err(thrown) => return Err(thrown),
        };
        if rule == ErrorRule::Stack {
            return Ok(if self.indentation > 0 {
                self.indented(&stack)
            } else if stack.contains(FRAME) || self.has_hidden_frames(error) {
                stack
            } else {
                format!("[{stack}]")
            });
        }
        let message = if rule >= ErrorRule::Deduplicated {
            self.part_of(error, js_string!("message"))?
        } else {
            None
        };
        let name = self.part_of(error, js_string!("name"))?;
        if rule >= ErrorRule::Deduplicated && !self.options.show_hidden {
            self.leave_out_repeated(error, &stack, name.as_ref(), message.as_ref(), keys)?;
        }
        if rule >= ErrorRule::Causes {
            self.add_causes(error, keys)?;
        }
        let stack = self.improved(stack, name, names)?;
        let message = message.and_then(|message| message.as_string());
        let after = match &message {
            Some(message) if rule >= ErrorRule::Deduplicated && !message.is_empty() => {
                let message = message.to_std_string_lossy();
                // At the very beginning it counts as not found.
                let at = stack.find(&message).filter(|at| *at > 0);
                at.map_or(0, |at| at + message.len())
            }
            _ => 0,
        };
        let stack = match stack[after..].find(FRAME) {
            None if self.has_hidden_frames(error) => stack,
            None => format!("[{stack}]"),
            Some(_) if rule < ErrorRule::Causes => stack,
            Some(at) => {
                let (head, rest) = stack.split_at(after + at);
                let frames = self.frames_of(error, &rest[1..])?;
                format!("{head}\n{}", frames.join("\n"))
            }
        };
        Ok(if self.indentation > 0 { self.indented(&stack) } else { stack })
    }

    /// Whether the stack had frames if those of Node's own files were not left out.
    fn has_hidden_frames(&mut self, error: &JsObject) -> bool {
        let key = js_string!("stack").into();
        let is_ours = error.borrow().properties().get(&key).is_some_and(|own| own.get().is_some());
        is_ours && errors::has_own_frames(error, self.context)
    }

    /// The `stack` of an error, or what `toString` would make of it.
    fn stack_of(&mut self, error: &JsObject) -> JsResult<String> {
        let rule = self.style.errors;
        let stack = match error.get(js_string!("stack"), self.context) {
            Ok(stack) => stack,
            Err(_) if rule >= ErrorRule::Repeats => JsValue::undefined(),
            Err(thrown) => return Err(thrown),
        };
        if !stack.to_boolean() {
            return self.error_to_string(error);
        }
        if let Some(stack) = stack.as_string() {
            return Ok(stack.to_std_string_lossy());
        }
        if rule < ErrorRule::Repeats {
            return Ok(stack.to_string(self.context)?.to_std_string_lossy());
        }
        self.seen.push(error.clone());
        self.indentation += 4;
        let text = self.value(&stack, Level::NAN, Within::Anything)?;
        self.indentation -= 4;
        self.seen.pop();
        Ok(format!("{}\n    {text}", self.error_to_string(error)?))
    }

    /// `Error.prototype.toString`.
    fn error_to_string(&mut self, error: &JsObject) -> JsResult<String> {
        let mut text = |key: JsString, missing: &str| -> JsResult<String> {
            let value = error.get(key, self.context)?;
            if value.is_undefined() {
                return Ok(missing.to_owned());
            }
            Ok(value.to_string(self.context)?.to_std_string_lossy())
        };
        let name = text(js_string!("name"), "Error")?;
        let message = text(js_string!("message"), "")?;
        Ok(match (name.is_empty(), message.is_empty()) {
            (true, _) => message,
            (_, true) => name,
            (false, false) => format!("{name}: {message}"),
        })
    }

    /// A property of an error; none if its accessor throws and that does no harm.
    fn part_of(&mut self, error: &JsObject, key: JsString) -> JsResult<Option<JsValue>> {
        match error.get(key, self.context) {
            Ok(value) => Ok(Some(value)),
            Err(_) if self.style.errors >= ErrorRule::Repeats => Ok(None),
            Err(thrown) => Err(thrown),
        }
    }

    /// Drops the keys whose values the stack holds.
    fn leave_out_repeated(
        &mut self,
        error: &JsObject,
        stack: &str,
        name: Option<&JsValue>,
        message: Option<&JsValue>,
        keys: &mut Vec<PropertyKey>,
    ) -> JsResult<()> {
        let own = error.get(js_string!("stack"), self.context).ok();
        let safe = self.style.errors >= ErrorRule::Repeats;
        for (name, value) in [("name", name), ("message", message), ("stack", own.as_ref())] {
            let key = PropertyKey::from(JsString::from(name));
            let Some(at) = keys.iter().position(|other| *other == key) else { continue };
            let said = match value {
                _ if safe && name == "stack" => true,
                None => false,
                Some(value) if safe && !value.is_string() => true,
                Some(value) => {
                    let text = value.to_string(self.context)?.to_std_string_lossy();
                    stack.contains(&text)
                }
            };
            if said {
                keys.remove(at);
            }
        }
        Ok(())
    }

    /// Adds the hidden `cause`, and the `errors` of an `AggregateError`.
    fn add_causes(&mut self, error: &JsObject, keys: &mut Vec<PropertyKey>) -> JsResult<()> {
        let own_only = self.style.errors >= ErrorRule::Repeats;
        for key in [js_string!("cause"), js_string!("errors")] {
            let is_errors = key == js_string!("errors");
            let key = PropertyKey::from(key);
            let there = if own_only {
                reflect::own(error, &key, &self.shared, self.context)?.is_some()
            } else {
                error.has_property(key.clone(), self.context)?
            };
            if !there || keys.contains(&key) {
                continue;
            }
            if is_errors {
                let list = match error.get(key.clone(), self.context) {
                    Ok(list) => list,
                    Err(_) if own_only => continue,
                    Err(thrown) => return Err(thrown),
                };
                if !list.as_object().is_some_and(|list| list.is_array()) {
                    continue;
                }
            }
            keys.push(key);
        }
        Ok(())
    }

    /// The stack with the class's name in front, where it begins with a plain `Error`.
    fn improved(
        &mut self,
        mut stack: String,
        name: Option<JsValue>,
        names: &Names,
    ) -> JsResult<String> {
        let name = name.filter(|name| !name.is_null_or_undefined());
        let name = match name {
            None => "Error".to_owned(),
            Some(name) => {
                let text = match name.as_symbol() {
                    Some(symbol)
                        if (ErrorRule::Deduplicated..ErrorRule::Repeats)
                            .contains(&self.style.errors) =>
                    {
                        symbol.descriptive_string()
                    }
                    _ => name.to_string(self.context)?,
                };
                let text = text.to_std_string_lossy();
                if self.style.errors == ErrorRule::Named && text.is_empty() {
                    "Error".to_owned()
                } else if self.style.errors >= ErrorRule::Repeats && !name.is_string() {
                    let prefix = self.prefix(names, "Error", "");
                    stack = stack.replacen(&text, &format!("{text} [{}]", prefix.trim_end()), 1);
                    text
                } else {
                    text
                }
            }
        };
        let goes_on = |rest: &str| rest.is_empty() || rest.starts_with([':', '\n']);
        let regular =
            name.ends_with("Error") && stack.strip_prefix(name.as_str()).is_some_and(goes_on);
        let (fallback, head) = if names.constructor.is_some() {
            if !regular {
                return Ok(stack);
            }
            ("Error".to_owned(), name.len())
        } else {
            let found = error_name(&stack).unwrap_or_default().to_owned();
            let head = found.len();
            (if found.is_empty() { "Error".to_owned() } else { found }, head)
        };
        let prefix = self.prefix(names, &fallback, "");
        let prefix = prefix.strip_suffix(' ').unwrap_or(&prefix);
        if name == prefix {
            return Ok(stack);
        }
        let rest = stack.get(head..).unwrap_or_default();
        Ok(if !prefix.contains(&name) {
            format!("{prefix} [{name}]{rest}")
        } else if head == 0 {
            format!("{prefix}: {stack}")
        } else {
            format!("{prefix}{rest}")
        })
    }

    /// The frames of a stack, without those that its cause shows and those that repeat.
    fn frames_of(&mut self, error: &JsObject, frames: &str) -> JsResult<Vec<String>> {
        let mut frames: Vec<_> = frames.split('\n').map(str::to_owned).collect();
        let cause = error.get(js_string!("cause"), self.context).ok();
        if let Some(cause) = cause.and_then(|cause| cause.as_object())
            && self.is_error(&cause)
        {
            let stack = self.stack_of(&cause)?;
            if let Some(at) = stack.find(FRAME) {
                let shared: Vec<_> = stack[at + 1..].split('\n').map(str::to_owned).collect();
                if let Some((length, start)) = frames::shared(&frames, &shared) {
                    let skipped = length - 2;
                    let note = format!("    ... {skipped} lines matching cause stack trace ...");
                    let note = self.paint(&note, Flavor::Undefined);
                    frames.splice(start + 1..start + 1 + skipped, [note]);
                }
            }
        }
        if self.style.errors >= ErrorRule::Repeats && frames.len() > frames::MOST_REPEATED {
            for repeat in frames::repeats(&frames).into_iter().rev() {
                let lines = repeat.length * repeat.times;
                let what = if repeat.times > 1 {
                    format!("{} lines {} times...", repeat.length, repeat.times)
                } else {
                    "lines ...".to_owned()
                };
                let note =
                    format!("    ... collapsed {lines} duplicate lines matching above {what}");
                let note = self.paint(&note, Flavor::Undefined);
                frames.splice(repeat.start..repeat.start + lines, [note]);
            }
        }
        Ok(frames)
    }

    /// Whether it was made by `Error` or inherits from it.
    pub(super) fn is_error(&mut self, object: &JsObject) -> bool {
        kinds::kind(object, self.context) == Kind::Error
            || kinds::inherits_error(object, self.context)
    }
}

/// The name a stack begins with:
/// `/^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)/` or `/^([a-z_A-Z0-9-]*Error)$/`.
fn error_name(stack: &str) -> Option<&str> {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let phrase = |c: char| word(c) || matches!(c, ' ' | '[' | ']' | '(' | ')');
    let end = stack.find(|c| !phrase(c)).unwrap_or(stack.len());
    let (name, rest) = stack.split_at(end);
    if name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && (rest.starts_with(':') || rest.starts_with(FRAME))
    {
        return Some(name);
    }
    (stack.ends_with("Error") && stack.chars().all(word)).then_some(stack)
}
