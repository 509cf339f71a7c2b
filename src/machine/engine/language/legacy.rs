//! `for await` before V8 7.3: each result is awaited through a promise more.

use boa_engine::{Context, JsArgs, JsResult, JsValue, Source};

use super::super::host::Host;

/// `(wrap) => iterable => async iterable`, where `wrap` makes a promise that is resolved with
/// its operand. A synchronous iterator's values go through such a promise too
/// (ECMAScript 2018, `AsyncFromSyncIteratorContinuation`).
const WRAPPER: &str = "(function (wrap, then) { 'use strict';
  const { asyncIterator, iterator } = Symbol;
  const call = Function.prototype.call.bind(Function.prototype.call);
  const step = (result) => {
    if (Object(result) !== result) throw new TypeError(`Iterator result ${result} is not an object`);
    const { done } = result;
    return call(then, wrap(result.value), (value) => ({ value, done }));
  };
  const ended = async (value) => ({ value, done: true });
  const guarded = (make) => {
    try { return make(); } catch (error) { return (async () => { throw error; })(); }
  };
  const wrapped = (iterable, method, open) => ({
    [asyncIterator]() {
      const inner = call(open, iterable);
      const { next } = inner;
      const unwrap = method == null ? step : (result) => result;
      return {
        next: (...args) => wrap(guarded(() => unwrap(call(next, inner, ...args)))),
        get return() {
          const { return: close } = inner;
          if (close != null) {
            return (...args) => wrap(guarded(() => unwrap(call(close, inner, ...args))));
          }
          // A synchronous iterator is closed by an asynchronous one, which always can be.
          return method == null ? (value) => wrap(guarded(() => ended(value))) : undefined;
        },
      };
    },
  });
  // What cannot be iterated over is for the engine to complain about.
  return (iterable) => {
    if (iterable == null) return iterable;
    const method = iterable[asyncIterator];
    const open = method == null ? iterable[iterator] : method;
    return typeof open === 'function' ? wrapped(iterable, method, open) : iterable;
  };
})";

/// What `for await` is to iterate over instead.
pub(crate) fn iterable(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let made = host.legacy_iterable.borrow().clone();
    let wrapper = if let Some(wrapper) = made {
        wrapper
    } else {
        let code =
            Source::from_reader(WRAPPER.as_bytes(), Some("node:internal/iterators".as_ref()));
        let maker = context.eval(code)?;
        let wrap = super::super::markers::legacy_wrap(context);
        let then = host.natives.get().map(|natives| natives.then.clone());
        let args = [wrap.into(), then.map_or(JsValue::undefined(), JsValue::from)];
        let wrapper = match maker.as_callable() {
            Some(maker) => maker.call(&JsValue::undefined(), &args, context)?,
            None => JsValue::undefined(),
        };
        host.legacy_iterable.replace(Some(wrapper.clone()));
        wrapper
    };
    match wrapper.as_callable() {
        Some(wrapper) => {
            wrapper.call(&JsValue::undefined(), &[args.get_or_undefined(0).clone()], context)
        }
        None => Ok(args.get_or_undefined(0).clone()),
    }
}
