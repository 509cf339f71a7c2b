'use strict';
// async_hooks: AsyncLocalStorage and AsyncResource.
//
// The machine keeps one number, the current context. Whatever is queued (tick, microtask,
// reaction, continuation of an await, timer, immediate, request) takes the number along and
// runs with it. What the numbers stand for is here: a map from each storage to its value.

const { major, getContext, setContext } = internal;
const { apply } = Reflect;
const {
  invalidArgType, nodeError, unsupported, validateFunction, validateString,
} = require('internal/errors');

const contexts = [new Map()];

/** The number of a context that is the current one but for `storage`. */
function contextWith(storage, value) {
  const context = new Map(contexts[getContext()]);
  context.set(storage, value);
  return contexts.push(context) - 1;
}

function contextWithout(storage) {
  const context = new Map(contexts[getContext()]);
  context.delete(storage);
  return contexts.push(context) - 1;
}

function inContext(id, fn, thisArg, args) {
  const before = getContext();
  setContext(id);
  try {
    return apply(fn, thisArg, args);
  } finally {
    setContext(before);
  }
}

class AsyncLocalStorage {
  #defaultValue;
  #name;
  constructor(options = {}) {
    if (major >= 24) {
      this.#defaultValue = options.defaultValue;
      this.#name = options.name === undefined ? '' : `${options.name}`;
    }
  }
  static bind(fn) { return AsyncResource.bind(fn); }
  static snapshot() {
    const id = getContext();
    return (fn, ...args) => inContext(id, fn, undefined, args);
  }
  get name() { return this.#name; }
  run(store, callback, ...args) { return inContext(contextWith(this, store), callback, undefined, args); }
  exit(callback, ...args) { return inContext(contextWithout(this), callback, undefined, args); }
  enterWith(store) { setContext(contextWith(this, store)); }
  disable() { setContext(contextWithout(this)); }
  getStore() {
    const context = contexts[getContext()];
    return context.has(this) ? context.get(this) : this.#defaultValue;
  }
}
if (major < 24) delete AsyncLocalStorage.prototype.name;
if (major < 18) {
  delete AsyncLocalStorage.bind;
  delete AsyncLocalStorage.snapshot;
}

let lastId = 1_000_000; // far from the ids of the machine's entries
const scopes = [];

class AsyncResource {
  #id;
  #trigger;
  #context;
  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = executionAsyncId();
    if (typeof options === 'number') trigger = options;
    else if (options.triggerAsyncId !== undefined) trigger = options.triggerAsyncId;
    if (!Number.isSafeInteger(trigger) || trigger < -1) {
      throw nodeError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${trigger}`);
    }
    this.#id = ++lastId;
    this.#trigger = trigger;
    this.#context = getContext();
  }
  runInAsyncScope(fn, thisArg, ...args) {
    scopes.push([this.#id, this.#trigger]);
    try {
      return inContext(this.#context, fn, thisArg, args);
    } finally {
      scopes.pop();
    }
  }
  emitDestroy() { return this; }
  asyncId() { return this.#id; }
  triggerAsyncId() { return this.#trigger; }
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const bound = function (...args) {
      return resource.runInAsyncScope(fn, thisArg === undefined && major >= 18 ? this : thisArg, ...args);
    };
    Object.defineProperties(bound, {
      length: { value: fn.length, configurable: true },
      name: { value: major < 22 ? `bound ${fn.name}` : '', configurable: true },
    });
    return bound;
  }
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

function executionAsyncId() {
  return scopes.length > 0 ? scopes[scopes.length - 1][0] : internal.asyncId();
}

function triggerAsyncId() {
  if (scopes.length > 0) return scopes[scopes.length - 1][1];
  throw unsupported('async_hooks.triggerAsyncId outside of an AsyncResource');
}

// Hooks hear of the requests that go to the pool or the kernel, by the names Node gives them.
// Of promises, ticks and timers they would not, so whoever wants more than `init` is refused.
const hooks = new Set();
internal.onResource = (type) => {
  const id = ++lastId;
  for (const hook of [...hooks]) hook(id, type, executionAsyncId(), {});
};

class AsyncHook {
  #init;
  constructor(init) { this.#init = init; }
  enable() {
    if (this.#init !== undefined) hooks.add(this.#init);
    return this;
  }
  disable() {
    hooks.delete(this.#init);
    return this;
  }
}

module.exports = {
  createHook(callbacks) {
    if (callbacks === null || typeof callbacks !== 'object') throw invalidArgType('callbacks', 'Object', callbacks);
    for (const name of ['before', 'after', 'destroy', 'promiseResolve']) {
      if (callbacks[name] === undefined) continue;
      throw unsupported(`async_hooks.createHook with '${name}'`, "only 'init' is there, and only for requests");
    }
    if (callbacks.init !== undefined) validateFunction(callbacks.init, 'hook.init');
    return new AsyncHook(callbacks.init);
  },
  executionAsyncId,
  triggerAsyncId,
  AsyncResource,
};
if (major >= 12) {
  module.exports.AsyncLocalStorage = AsyncLocalStorage;
  module.exports.executionAsyncResource = function executionAsyncResource() {
    throw unsupported('async_hooks.executionAsyncResource');
  };
}
