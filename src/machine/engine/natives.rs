//! `internal`: the natives that Node's own JavaScript modules are given.

use boa_engine::{
    Context, JsArgs, JsObject, JsResult, JsString, JsValue, NativeFunction, js_string,
    native_function::NativeFunctionPointer,
    object::{
        FunctionObjectBuilder,
        builtins::{JsArray, JsFunction},
    },
};

use super::{
    async_hooks, bytes, callbacks, console, contexts, crypto, errors, globals,
    host::{Callback, Host, Microtask},
    inspect,
    language::delegation,
    page, ports, process, requests, surroundings, workers,
};
use crate::{
    machine::profile::UnhandledRejection,
    trace::{EntryKind, Fact, Runtime, Stream},
};

/// What the host gives its own JavaScript to call, by name.
const NATIVES: &[(&str, NativeFunctionPointer)] = &[
    ("write", write),
    ("nextTick", next_tick),
    ("queueMicrotask", queue_microtask),
    ("now", now),
    ("time", time),
    ("exit", exit),
    ("request", requests::request),
    ("cancel", requests::cancel),
    ("delivering", requests::delivering),
    ("keepAlive", requests::keep_alive),
    ("close", requests::close),
    ("mainModule", main_module),
    ("world", surroundings::world),
    ("readText", surroundings::read_text),
    ("getContext", contexts::get),
    ("setContext", contexts::set),
    ("execution", async_hooks::execution),
    ("execute", async_hooks::execute),
    ("newAsyncId", async_hooks::number),
    ("setAsyncHooks", async_hooks::set),
    ("queueDestroy", async_hooks::queue_destroy),
    ("nameRequest", async_hooks::name_request),
    ("loopTimes", loop_times),
    ("receiver", receiver),
    ("activeTimers", super::timers::fields::active),
    ("utf8Encode", bytes::encode),
    ("utf8Decode", bytes::decode),
    ("detach", bytes::detach),
    ("digest", crypto::digest),
    ("mac", crypto::mac),
    ("pbkdf2", crypto::pbkdf2),
    ("scrypt", crypto::scrypt),
    ("randomBytes", crypto::random_bytes),
    ("setOpenHandles", set_open_handles),
    ("polls", polls),
    ("spend", spend),
    ("openPort", ports::open),
    ("movePort", ports::transfer),
    ("send", ports::send),
    ("addressPort", ports::address),
    ("sendClose", ports::send_close),
    ("takeMessage", ports::take),
    ("receive", ports::receive),
    ("keepPort", ports::keep),
    ("closePort", ports::close),
    ("startWorker", workers::start),
    ("stopWorker", workers::stop),
    ("keepWorker", workers::keep),
    ("newWorker", workers::number),
    ("mail", workers::mail::mail),
    ("newAddress", workers::mail::new_address),
    ("moveAddress", workers::mail::move_address),
    ("placeOf", workers::mail::place_of),
    ("sharedEnvironment", workers::mail::environment),
    ("closeEnds", workers::mail::close_ends),
    ("subscribe", workers::mail::subscribe),
    ("subscribers", workers::mail::subscribers),
    ("shareMemory", workers::memory::share),
    ("sharedMemory", workers::memory::shared),
    ("ownThread", workers::own_thread),
    ("reportToParent", workers::report),
    ("timerState", super::timers::shown::timer_state),
    ("immediateStates", super::timers::shown::immediate_states),
    ("wait", delegation::wait),
    ("deferred", delegation::deferred),
    ("settleAtOnce", delegation::settle_at_once),
    ("joinNext", delegation::join_next),
    ("captureStackTrace", errors::capture_stack_trace),
    ("throughPromise", errors::through_promise),
    ("thrownByNode", errors::thrown_by_node),
    ("callText", errors::call_text),
];

/// The one `internal` object of the realm.
pub(crate) fn internal(context: &mut Context) -> JsResult<JsObject> {
    let host = Host::of(context);
    if let Some(object) = host.internal.borrow().as_ref() {
        return Ok(object.clone());
    }
    let object = JsObject::with_null_proto();
    let profile = &host.profile;
    let throws = profile.unhandled_rejection == UnhandledRejection::Throw;
    for (name, value) in [
        ("version", JsString::from(profile.version).into()),
        ("major", JsValue::from(profile.major())),
        ("closesSync", profile.closes_sync_iterators.into()),
        ("rejectionsThrow", throws.into()),
    ] {
        object.set(JsString::from(name), value, true, context)?;
    }
    object.set(js_string!("pid"), PID, true, context)?;
    let path = host.program_path.clone();
    let folder = path.rsplit_once('/').map_or("/", |(folder, _)| folder).to_owned();
    object.set(js_string!("cwd"), JsString::from(folder), true, context)?;
    let argv = argv(&host, &path, context);
    object.set(js_string!("argv"), argv, true, context)?;
    for &(name, pointer) in NATIVES {
        let function =
            FunctionObjectBuilder::new(context.realm(), NativeFunction::from_fn_ptr(pointer))
                .name(JsString::from(name))
                .build();
        object.set(JsString::from(name), function, true, context)?;
    }
    let util = inspect::internal_util(context)?;
    for key in util.own_property_keys(context)? {
        let value = util.get(key.clone(), context)?;
        object.set(key, value, true, context)?;
    }
    if let Some(console) = console::global(context) {
        object.set(js_string!("console"), console, true, context)?;
    }
    if host.profile.runtime.is_browser() {
        page::add_natives(&object, context)?;
    }
    if let Some(timers) = host.timer_functions.get() {
        object.set(js_string!("timers"), timers.clone(), true, context)?;
    }
    host.internal.replace(Some(object.clone()));
    Ok(object)
}

/// `process.argv`. A worker made of a text has no file.
fn argv(host: &Host, path: &str, context: &mut Context) -> JsArray {
    let shown = if path.ends_with("/[worker eval]") { "[worker eval]" } else { path };
    let given = host.args.iter().map(String::as_str);
    let all = ["/usr/local/bin/node", shown].into_iter().chain(given);
    JsArray::from_iter(all.map(|arg| JsValue::from(JsString::from(arg))), context)
}

/// The process id a program sees, and that warnings show.
pub(crate) const PID: i32 = 1;

/// `write(stream, text)`.
fn write(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let stream = args.get_or_undefined(0).to_string(context)?;
    let stream = if stream == js_string!("stderr") { Stream::Stderr } else { Stream::Stdout };
    let text = args.get_or_undefined(1).to_string(context)?.to_std_string_lossy();
    print(&Host::of(context), stream, &text);
    Ok(JsValue::undefined())
}

/// The numbers (`asyncId`) that a stream takes when it is first written to: those of a terminal's.
fn number_stream(host: &Host, stream: Stream) {
    let (stdout, stderr) = host.made_streams.get();
    let takes_more = u32::from(matches!(host.profile.runtime, Runtime::Node18 | Runtime::Node20));
    let taken = match stream {
        Stream::Stdout if !stdout => 3 + takes_more,
        Stream::Stderr if !stderr => 2 - takes_more,
        Stream::Stdout | Stream::Stderr => return,
    };
    for _ in 0..taken {
        host.contexts.number();
    }
    let is_stdout = stream == Stream::Stdout;
    host.made_streams.set((stdout || is_stdout, stderr || !is_stdout));
}

/// Writes to an output stream of the process.
pub(crate) fn print(host: &Host, stream: Stream, text: &str) {
    if host.print_at_parent(stream, text) {
        return;
    }
    let costs = host.world.costs;
    let first = !host.written.replace(true);
    let makes_stream = first && !host.profile.runtime.is_browser();
    number_stream(host, stream);
    host.spend(costs.console + if makes_stream { costs.first_write } else { 0 });
    let text = host.text(text);
    host.fact(Fact::ConsoleWrote { stream, text });
}

/// `nextTick(callback, ...args)`; the callback has been checked. Once the process exits Node takes
/// no more, also of its own (`_exiting`, `lib/internal/process/task_queues.js`).
fn next_tick(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    if host.exiting.get() {
        return Ok(JsValue::undefined());
    }
    if let Some(callback) = queued(&host, EntryKind::Tick, args, context) {
        let entry = callback.entry;
        async_hooks::ticked(&host, &callback, context)?;
        host.ticks.borrow_mut().push_back(callback);
        host.fact(Fact::EntryQueued { entry });
    }
    Ok(JsValue::undefined())
}

/// `queueMicrotask(callback)`.
pub(crate) fn queue_microtask(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(callback) =
        queued(&host, EntryKind::Microtask, args.get(..1).unwrap_or_default(), context)
    else {
        let args = [
            js_string!("callback").into(),
            js_string!("function").into(),
            args.get_or_undefined(0).clone(),
        ];
        return Err(errors::node_error("refuseType", &args, context));
    };
    let entry = callback.entry;
    async_hooks::created(&host, entry, "Microtask", async_hooks::anonymous, context)?;
    host.microtasks.borrow_mut().push_back(Microtask::Callback(callback));
    host.fact(Fact::EntryQueued { entry });
    Ok(JsValue::undefined())
}

/// What reads `queueMicrotask` in Node 11, once: then it is a value, as if it were assigned
/// (`setupQueueMicrotask`, lib/internal/bootstrap/node.js there).
pub(super) fn first_queue_microtask(
    this: &JsValue,
    _: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    process::warn("queueMicrotask() is experimental.", "ExperimentalWarning", context)?;
    let function = globals::native("queueMicrotask", 1, queue_microtask, context).into();
    assign_queue_microtask(this, std::slice::from_ref(&function), context)?;
    Ok(function)
}

/// What assigns to `queueMicrotask` in Node 11.
pub(super) fn assign_queue_microtask(
    _: &JsValue,
    args: &[JsValue],
    context: &mut Context,
) -> JsResult<JsValue> {
    let value = args.get_or_undefined(0).clone();
    globals::define(&context.global_object(), "queueMicrotask", value, false, context)?;
    Ok(JsValue::undefined())
}

/// A new entry that calls the first argument with the others.
fn queued(
    host: &Host,
    kind: EntryKind,
    args: &[JsValue],
    context: &mut Context,
) -> Option<Callback> {
    let function = args.first()?.as_callable().and_then(JsFunction::from_object)?;
    let about = callbacks::describe(host, &function, context);
    let label = host.text(&about.name);
    let entry = host.entry(kind, label, about.site);
    let args = args.get(1..).unwrap_or_default().to_vec();
    Some(Callback { entry, function, this: JsValue::undefined(), args })
}

/// `now()`: virtual milliseconds since the start.
fn now(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).read_clock().into())
}

/// `time()`: the same, but reading it costs nothing: no program asked.
fn time(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).milliseconds().into())
}

/// `polls()`: how many times the loop has polled, this time included.
fn polls(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).polls.get().into())
}

/// `setOpenHandles(count)`: how many servers and sockets keep the loop alive.
fn set_open_handles(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let count = args.get_or_undefined(0).to_u32(context)?;
    Host::of(context).open_handles.set(count);
    Ok(JsValue::undefined())
}

/// `spend(micros)`: lets virtual time pass, because native code works on the main thread.
fn spend(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let micros = args.get_or_undefined(0).to_length(context)?;
    Host::of(context).spend(micros);
    Ok(JsValue::undefined())
}

/// `mainModule()`: the `module` of the main script; undefined if that is an ES module.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn main_module(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let main = Host::of(context).modules.borrow().main.clone();
    Ok(main.map_or_else(JsValue::undefined, JsValue::from))
}

/// `loopTimes()`: when the loop began and how long it slept since, in virtual milliseconds;
/// undefined before it begins.
#[expect(clippy::cast_precision_loss, reason = "virtual time stays far below 2^53")]
fn loop_times(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let Some(start) = host.loop_start.get() else { return Ok(JsValue::undefined()) };
    let times = [start, host.slept.get()].map(|micros| JsValue::from(micros as f64 / 1000.0));
    Ok(JsArray::from_iter(times, context).into())
}

/// `receiver()`: what Node called the running callback on.
#[expect(clippy::unnecessary_wraps, reason = "the shape of a native function")]
fn receiver(_: &JsValue, _: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    Ok(Host::of(context).receiver.borrow().clone())
}

/// `exit(code)`: the process ends here; never returns.
fn exit(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let code = args.get_or_undefined(0).to_i32(context)?;
    super::ending::leave(&Host::of(context), code, context)
}
