//! What is behind a console: where it writes, and what it remembers.

use std::{cell::RefCell, collections::BTreeMap};

use boa_engine::{
    Context, Finalize, JsData, JsObject, JsResult, JsString, JsValue, Trace, js_string,
};

use super::Receiver;
use crate::{
    machine::engine::{builtins, host::Host, natives},
    trace::Stream,
};

/// Spaces by which a group is indented, unless a program says otherwise.
pub(super) const INDENTATION: usize = 2;

/// The state of one console.
#[derive(Trace, Finalize, JsData)]
pub(super) struct Console {
    /// Where it writes; none for the streams of the process.
    streams: Option<Streams>,
    /// Options of `util.inspect`, where the program gave some.
    options: Option<JsObject>,
    #[unsafe_ignore_trace]
    pub(super) memory: RefCell<Memory>,
}

/// Two streams of the program's choice.
#[derive(Trace, Finalize)]
pub(super) struct Streams {
    pub(super) stdout: JsObject,
    pub(super) stderr: JsObject,
    /// Errors of the streams are nobody's business.
    pub(super) ignore_errors: bool,
}

/// What the methods remember from call to call.
pub(super) struct Memory {
    /// Spaces before each line.
    indentation: usize,
    /// Spaces that a group adds.
    step: usize,
    pub(super) counts: BTreeMap<String, u32>,
    /// When each label was started, in virtual milliseconds.
    pub(super) timers: BTreeMap<String, f64>,
}

impl Console {
    /// The one that writes to the process's streams.
    pub(super) fn of_process() -> Self {
        Self::new(None, None, INDENTATION)
    }

    pub(super) fn new(
        streams: Option<Streams>,
        options: Option<JsObject>,
        indentation: usize,
    ) -> Self {
        let memory = Memory {
            indentation: 0,
            step: indentation,
            counts: BTreeMap::new(),
            timers: BTreeMap::new(),
        };
        Self { streams, options, memory: RefCell::new(memory) }
    }
}

/// What `look` sees in the console's memory; none if its state is no console's.
pub(super) fn memory<T>(console: &Receiver<'_>, look: impl FnOnce(&mut Memory) -> T) -> Option<T> {
    let state = console.state.downcast_ref::<Console>()?;
    let mut memory = state.memory.borrow_mut();
    Some(look(&mut memory))
}

/// Options of `util.inspect` that the console was made with.
pub(super) fn options(console: &Receiver<'_>) -> Option<JsObject> {
    console.state.downcast_ref::<Console>()?.options.clone()
}

/// Begins or ends a group.
pub(super) fn indent(console: &Receiver<'_>, deeper: bool) {
    memory(console, |memory| {
        memory.indentation = if deeper {
            memory.indentation.saturating_add(memory.step)
        } else {
            memory.indentation.saturating_sub(memory.step)
        };
    });
}

/// Writes lines, each indented as the open groups say.
pub(super) fn write(
    console: &Receiver<'_>,
    stream: Stream,
    mut text: String,
    context: &mut Context,
) -> JsResult<()> {
    let indentation = memory(console, |memory| memory.indentation).unwrap_or_default();
    if indentation > 0 {
        let indent = " ".repeat(indentation);
        text = format!("{indent}{}", text.replace('\n', &format!("\n{indent}")));
    }
    text.push('\n');
    let target = console.state.downcast_ref::<Console>().and_then(|state| {
        let Streams { stdout, stderr, ignore_errors } = state.streams.as_ref()?;
        let target = if stream == Stream::Stdout { stdout } else { stderr };
        Some((target.clone(), *ignore_errors))
    });
    if let Some((target, ignore_errors)) = target {
        if ignore_errors {
            let write = builtins::function("internal/console_write", "write", context)?;
            write.call(
                &JsValue::undefined(),
                &[target.into(), JsString::from(text).into()],
                context,
            )?;
            return Ok(());
        }
        return send(&target, text, context);
    }
    if let Some(patched) = patched(stream, context)? {
        return send(&patched, text, context);
    }
    natives::print(&Host::of(context), stream, &text);
    Ok(())
}

/// Calls the stream's `write`.
fn send(stream: &JsObject, text: String, context: &mut Context) -> JsResult<()> {
    let write = stream.get(js_string!("write"), context)?;
    if let Some(write) = write.as_callable() {
        write.call(&stream.clone().into(), &[JsString::from(text).into()], context)?;
    }
    Ok(())
}

/// `process.stdout` or `stderr`, if the program put a `write` of its own on it.
fn patched(stream: Stream, context: &mut Context) -> JsResult<Option<JsObject>> {
    if !builtins::is_loaded("internal/stdio", context) {
        return Ok(None);
    }
    let name = if stream == Stream::Stdout { "stdout" } else { "stderr" };
    let process = builtins::load("process", context)?;
    let Some(process) = process.as_object() else { return Ok(None) };
    let stream: JsValue = process.get(JsString::from(name), context)?;
    let has_own =
        |stream: &JsObject| stream.borrow().properties().contains_key(&js_string!("write").into());
    Ok(stream.as_object().filter(has_own))
}
