//! Closes iterators that the engine leaves open.
//!
//! Boa 0.22 forgets to when a loop is left by `break label`, or by `return()` at a `yield`; of
//! two loops left at once it closes the inner one twice. Instrumentation puts such loops into
//! a `try` and reports here: what is iterated over (0, by `for await` 1), that a `for await`
//! ended (2) by no jump (7), that a throw ends the loop (3), which the engine does close, and
//! that it is over however it was left (4; 5 and 6 around the `await` of a `for await`).

use boa_engine::{Context, JsArgs, JsResult, JsValue, Source};

use super::super::host::Host;

/// `(then) => (step, loop, error) => ...` after ECMAScript's `IteratorClose` and
/// `AsyncIteratorClose`. The loop gets an iterable of ours that does what the program's does
/// and notes when it is over; what cannot be iterated over it gets as it is, so that the
/// engine complains in its own words.
const CLOSER: &str = "(function (then) { 'use strict';
  const { asyncIterator, iterator } = Symbol;
  const call = Function.prototype.call.bind(Function.prototype.call);
  const resolve = Promise.resolve.bind(Promise);
  const loops = new WeakMap();
  const { get, set } = WeakMap.prototype;
  const isObject = (value) => Object(value) === value;
  const stateOf = (loop) => (isObject(loop) ? call(get, loops, loop) : undefined);
  const checked = (result) => {
    if (isObject(result)) return result;
    throw new TypeError(`Iterator result ${String(result)} is not an object`);
  };
  // What a synchronous iterator gives, each property read once, as the loop reads it.
  const stepped = (state, next, inner) => {
    let isOver = true;
    try {
      const result = call(next, inner);
      if (!isObject(result)) return result;
      const done = Boolean(result.done);
      const value = done && !state.isAwaited ? undefined : result.value;
      isOver = done;
      return { done, value };
    } finally {
      if (isOver) state.over = true;
    }
  };
  const followed = (iterable, symbol, method, isAwaited) => {
    if (typeof method !== 'function') return iterable;
    const isSync = symbol === iterator;
    const state = { over: false, left: false, inner: undefined, isSync, isAwaited };
    const loop = { [symbol]() {
      const inner = call(method, iterable);
      if (!isObject(inner)) return inner;
      const { next } = inner;
      state.inner = inner;
      return {
        next: () => (isSync ? stepped(state, next, inner) : call(next, inner)),
        get return() {
          if (state.over) return undefined;
          state.over = true;
          const method = inner.return;
          return method == null ? method : () => call(method, inner);
        },
      };
    } };
    call(set, loops, loop, state);
    return loop;
  };
  const closed = (loop) => {
    const state = stateOf(loop);
    if (state === undefined || state.over || state.inner === undefined) return undefined;
    state.over = true;
    const method = state.inner.return;
    if (method != null) return { result: call(method, state.inner), isSync: state.isSync };
    // `for await` closes a synchronous iterator by an asynchronous one, which always can be.
    return state.isAwaited && state.isSync ? { result: {}, isSync: false } : undefined;
  };
  return (step, loop, error) => {
    switch (step) {
      case 0: return loop == null ? loop : followed(loop, iterator, loop[iterator], false);
      case 1: {
        if (loop == null) return loop;
        const method = loop[asyncIterator];
        return method == null
          ? followed(loop, iterator, loop[iterator], true)
          : followed(loop, asyncIterator, method, true);
      }
      case 2:
      case 3: {
        const state = stateOf(loop);
        if (state !== undefined && (step === 3 || !state.left)) state.over = true;
        return error;
      }
      case 4: {
        const last = closed(loop);
        if (last !== undefined) checked(last.result);
        return undefined;
      }
      case 5: {
        const last = closed(loop);
        if (last === undefined) return undefined;
        if (!last.isSync) return [last.result];
        return [call(then, resolve(checked(last.result).value), (value) => ({ value }))];
      }
      case 6: return checked(loop);
      default: {
        const state = stateOf(loop);
        if (state !== undefined) state.left = true;
        return undefined;
      }
    }
  };
})";

/// The marker of loops that a jump may leave.
pub(crate) fn step(_: &JsValue, args: &[JsValue], context: &mut Context) -> JsResult<JsValue> {
    let host = Host::of(context);
    let known = host.iterator_closer.borrow().clone();
    let closer = if let Some(closer) = known {
        closer
    } else {
        let code =
            Source::from_reader(CLOSER.as_bytes(), Some("node:internal/iterator_closing".as_ref()));
        let then = host.natives.get().map(|natives| natives.then.clone());
        let then = then.map_or(JsValue::undefined(), JsValue::from);
        let closer = match context.eval(code)?.as_callable() {
            Some(make) => make.call(&JsValue::undefined(), &[then], context)?,
            None => JsValue::undefined(),
        };
        host.iterator_closer.replace(Some(closer.clone()));
        closer
    };
    match closer.as_callable() {
        Some(closer) => closer.call(&JsValue::undefined(), args, context),
        None => Ok(args.get_or_undefined(1).clone()),
    }
}
