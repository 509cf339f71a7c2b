//! What Node prints when an error ends the process.

use std::fmt::Write;

use boa_engine::{Context, JsObject, JsValue};

use super::stack;
use crate::{
    machine::engine::{
        host::Host,
        inspect::{self, Options},
    },
    trace::Position,
};

/// What Node prints for an error that ends the process: the place, the line, a caret, the
/// error, and from Node 18 on its version (`ReportFatalException`, `src/node_errors.cc`).
pub(crate) fn report(thrown: &JsValue, context: &mut Context) -> String {
    let host = Host::of(context);
    let object = thrown.as_object();
    let is_error = object.as_ref().is_some_and(JsObject::is::<boa_engine::builtins::error::Error>);
    let place = place(&host, thrown, context);
    let mut text = String::new();
    if let Some((path, position, line)) = place {
        let gap: String = line
            .encode_utf16()
            .take(position.column.saturating_sub(1) as usize)
            .map(|unit| if unit == u16::from(b'\t') { '\t' } else { ' ' })
            .collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{path}:{}\n{line}\n{gap}^", position.line);
        if is_error {
            text.push('\n');
        }
    }
    text.push_str(&shown(thrown, context));
    text.push('\n');
    if !is_error && host.profile.runtime >= crate::trace::Runtime::Node12 {
        text.push_str("(Use `node --trace-uncaught ...` to show where the exception was thrown)\n");
    }
    if host.profile.runtime >= crate::trace::Runtime::Node18 {
        let _ = write!(text, "\nNode.js {}\n", host.profile.version);
    }
    text
}

/// The value as Node prints it when it ends the process.
fn shown(thrown: &JsValue, context: &mut Context) -> String {
    let said = Options::current(context)
        .and_then(|options| inspect::inspect(thrown, &options, context))
        .unwrap_or_else(|_| inspect::preview(thrown, usize::MAX, context));
    match thrown.as_string() {
        Some(text) => text.to_std_string_lossy(),
        None => said,
    }
}

/// Where an uncaught value was thrown: the `throw` statement if it was one, else where the
/// error was made. With the text of the line.
fn place(
    host: &Host,
    thrown: &JsValue,
    context: &mut Context,
) -> Option<(String, Position, String)> {
    let site = host.thrown.borrow().as_ref().and_then(|(site, value)| {
        let same = JsValue::same_value(value, thrown);
        same.then_some(*site)
    });
    let (path, position) = if let Some(site) = site {
        let site = *host.sites.borrow().get(site.index())?;
        let programs = host.programs.borrow();
        let program = programs.get(site.file.index())?;
        (program.path.clone(), site.start)
    } else {
        let raw = stack::raw(&thrown.as_object()?, context);
        let frames = stack::frames(host, &raw, None);
        let first = frames.into_iter().find_map(|frame| frame.location)?;
        let path = host.programs.borrow().get(first.file)?.path.clone();
        (path, first.position)
    };
    let programs = host.programs.borrow();
    let program = programs.iter().find(|program| program.path == path)?;
    let line = program.line(position.line)?.to_owned();
    Some((path, position, line))
}
