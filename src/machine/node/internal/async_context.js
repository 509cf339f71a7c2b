'use strict';
// The async context in which things of Node's own call the program: that in which they were made.

const { getContext, setContext } = internal;
const { apply } = Reflect;

function inContext(id, fn, thisArg, args) {
  const before = getContext();
  setContext(id);
  try {
    return apply(fn, thisArg, args);
  } finally {
    setContext(before);
  }
}

/** A function that calls `fn` in the context of `owner`, whatever that is by then. */
const inContextOf = (owner, fn) => (...args) => inContext(owner.context, fn, undefined, args);

module.exports = { getContext, inContext, inContextOf };
