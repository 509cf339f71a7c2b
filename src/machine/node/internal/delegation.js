'use strict';
// `yield*` in async generators, with the turns that each V8 takes; and synchronous iterators
// that are awaited.
//
// Instrumentation puts what is delegated to into `delegated` (engine/language/delegation.rs).
// The engine then asks an iterator of ours, which does what ECMAScript's `yield*` does with the
// program's (14.4.14 Runtime Semantics: Evaluation, YieldExpression) and awaits what V8
// awaits; the engine's own `await` of our answer takes no turn of its own
// (`internal.settleAtOnce`). Before V8 11 (Node 20) each value that is passed on was awaited
// once more: ecma262 pull request 2819 took that out.

const { major, closesSync, wait, deferred, settleAtOnce, joinNext } = internal;
const { asyncIterator, iterator } = Symbol;
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const call = uncurry(Function.prototype.call);
const awaitsValues = major < 20;

const isObject = (value) => Object(value) === value;

function checked(result) {
  if (isObject(result)) return result;
  throw new TypeError(`Iterator result ${String(result)} is not an object`);
}

function rejected(error) {
  const [promise, , reject] = deferred();
  reject(error);
  return promise;
}

function resolved(value) {
  const [promise, resolve] = deferred();
  resolve(value);
  return promise;
}

/** Closes an iterator because of an error, which comes first. */
function close(inner) {
  try {
    const method = inner.return;
    if (method != null) call(method, inner);
  } catch {
    // The error that closes it is the one that counts.
  }
}

/** ECMAScript's `%AsyncFromSyncIteratorPrototype%` for `inner`. */
function asyncFromSync(inner, next) {
  const continued = (step, closes) => {
    try {
      const result = checked(step());
      const done = Boolean(result.done);
      const { value } = result;
      const closing = closes && closesSync && !done
        ? (error) => { close(inner); throw error; }
        : undefined;
      return wait(value, (value) => ({ value, done }), closing);
    } catch (error) {
      return rejected(error);
    }
  };
  const asked = (name, value, missing) => {
    let method;
    try {
      method = inner[name];
    } catch (error) {
      return rejected(error);
    }
    if (method == null) return missing();
    return continued(() => call(method, inner, value), name === 'throw');
  };
  return {
    next: (value) => continued(() => call(next, inner, value), true),
    return: (value) => asked('return', value, () => resolved({ value, done: true })),
    throw: (value) => asked('throw', value, () => {
      if (!closesSync) return rejected(value);
      close(inner);
      return rejected(new TypeError("The iterator does not provide a 'throw' method."));
    }),
  };
}

/** What `return()` gave, if that ends the delegation: the engine awaits it, V8 does not. */
function ended(value) {
  return {
    __proto__: null,
    done: true,
    get value() {
      if (!isObject(value)) joinNext();
      return value;
    },
  };
}

// What returns from an iterator that has no `return`: the engine awaits the value once more,
// as ECMAScript says, and V8 before 7.3 did not.
const unreturned = major < 12
  ? (value) => {
    joinNext();
    return ended(value);
  }
  : undefined;

/** Awaits what a method of the inner iterator gave; a promise for the engine's `yield*`. */
function awaited(source, result, isReturn) {
  const [promise, resolve, reject] = deferred();
  const fail = (error) => settleAtOnce(reject, error);
  const pass = (result) => {
    try {
      if (!isObject(result)) {
        settleAtOnce(resolve, result);
        return;
      }
      const done = Boolean(result.done);
      const { value } = result;
      if (done) {
        settleAtOnce(resolve, isReturn ? ended(value) : { __proto__: null, done, value });
      } else if (awaitsValues) {
        wait(value, (value) => settleAtOnce(resolve, { __proto__: null, done, value }), thrown);
      } else {
        settleAtOnce(resolve, { __proto__: null, done, value });
      }
    } catch (error) {
      fail(error);
    }
  };
  // What is rejected while it is passed on is thrown into the inner iterator.
  const thrown = (error) => {
    try {
      const method = source.throw;
      if (method == null) fail(error);
      else wait(call(method, source, error), pass, fail);
    } catch (error) {
      fail(error);
    }
  };
  wait(result, pass, fail);
  return promise;
}

/**
 * An async iterable that opens `iterable` as ECMAScript's `GetIterator` does; `iterate` makes its
 * iterator, of an object and whether that is async itself. What cannot be opened is for the engine
 * to complain about.
 */
function opened(iterable, iterate) {
  if (iterable == null) return iterable;
  const method = iterable[asyncIterator];
  const isAsync = method != null;
  const open = isAsync ? method : iterable[iterator];
  if (typeof open !== 'function') return iterable;
  return {
    [asyncIterator]() {
      const inner = call(open, iterable);
      return isObject(inner) ? iterate(inner, isAsync) : inner;
    },
  };
}

/** An iterable for the engine's `yield*`. */
function delegated(iterable) {
  return opened(iterable, (inner, isAsync) => {
    const { next } = inner;
    const source = isAsync ? inner : asyncFromSync(inner, next);
    const step = isAsync ? next : source.next;
    const through = (name) => {
      const method = source[name];
      if (method == null) return name === 'return' ? unreturned : undefined;
      return (value) => awaited(source, call(method, source, value), name === 'return');
    };
    return {
      next: (value) => awaited(source, call(step, source, value), false),
      get return() { return through('return'); },
      get throw() { return through('throw'); },
    };
  });
}

/**
 * What `for await` goes through where V8 leaves synchronous iterators open: the engine, as
 * ECMAScript has it today, would close them.
 */
function iterated(iterable) {
  return opened(iterable, (inner, isAsync) => (
    isAsync ? inner : asyncFromSync(inner, inner.next)
  ));
}

module.exports = { delegated, iterated };
