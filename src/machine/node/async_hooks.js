'use strict';
// async_hooks: AsyncLocalStorage, AsyncResource and hooks.
//
// The machine keeps one number, the current context. Whatever is queued (tick, microtask,
// reaction, continuation of an await, timer, immediate, request) takes the number along and
// runs with it. What the numbers stand for is here: a map from each storage to its value.

const { major, getContext, setContext } = internal;
const { apply } = Reflect;
const { defineProperty, getPrototypeOf, setPrototypeOf } = Object;
const { bind } = Function.prototype;
const {
  invalidArgType, nodeError, validateFunction, validateObject, validateString,
} = require('internal/errors');
const { inContext } = require('internal/async_context');
const deprecate = require('internal/deprecate');

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

const { is } = Object;
const hasFrames = major >= 24;

class AsyncLocalStorage {
  #defaultValue;
  #name;
  #enabled = hasFrames;
  constructor(options = {}) {
    if (!hasFrames) return;
    validateObject(options, 'options');
    this.#defaultValue = options.defaultValue;
    this.#name = options.name === undefined ? '' : `${options.name}`;
  }
  static bind(fn) { return AsyncResource.bind(fn); }
  static snapshot() { return AsyncLocalStorage.bind((callback, ...args) => callback(...args)); }
  get name() { return this.#name; }
  enterWith(store) {
    this.#enabled = true;
    setContext(contextWith(this, store));
  }
  run(store, callback, ...args) {
    if (is(store, this.getStore())) return apply(callback, major < 14 ? undefined : null, args);
    if (major < 14) {
      this.#enabled = true;
      return inContext(contextWith(this, store), callback, undefined, args);
    }
    // Afterwards this storage has its value back; what others were given meanwhile they keep.
    const prior = hasFrames ? this.getStore() : contexts[getContext()].get(this);
    this.enterWith(store);
    try {
      return apply(callback, null, args);
    } finally {
      setContext(contextWith(this, prior));
    }
  }
  exit(callback, ...args) {
    if (hasFrames) return this.run(undefined, callback, ...args);
    if (!this.#enabled) return apply(callback, null, args);
    const prior = contexts[getContext()].get(this);
    setContext(contextWithout(this));
    this.#enabled = false;
    try {
      return apply(callback, null, args);
    } finally {
      this.enterWith(prior);
    }
  }
  // From 24 on whoever has the same context loses the value; before, the storage is off altogether.
  disable() {
    if (hasFrames) contexts[getContext()].delete(this);
    else this.#enabled = false;
  }
  getStore() {
    if (!this.#enabled) return undefined;
    const context = contexts[getContext()];
    return context.has(this) ? context.get(this) : this.#defaultValue;
  }
}
if (major < 24) delete AsyncLocalStorage.prototype.name;
if (major < 18) {
  delete AsyncLocalStorage.bind;
  delete AsyncLocalStorage.snapshot;
}

const kDestroyed = Symbol('destroyed');

class AsyncResource {
  #id;
  #trigger;
  #context;
  #manual;
  constructor(type, options = {}) {
    validateString(type, 'type');
    let trigger = executionAsyncId();
    let manual = false;
    if (typeof options === 'number') {
      trigger = options;
    } else {
      if (options.triggerAsyncId !== undefined) trigger = options.triggerAsyncId;
      manual = !!options.requireManualDestroy;
    }
    if (!Number.isSafeInteger(trigger) || trigger < -1) {
      throw nodeError(RangeError, 'ERR_INVALID_ASYNC_ID', `Invalid triggerAsyncId value: ${trigger}`);
    }
    this.#id = internal.newAsyncId();
    this.#trigger = trigger;
    this.#context = getContext();
    this.#manual = manual;
    if (hooks.length > 0) {
      if (type.length === 0 && major >= 10) {
        throw nodeError(TypeError, 'ERR_ASYNC_TYPE', `Invalid name for async "type": ${type}`);
      }
      listener.init(this.#id, type, trigger, this);
    }
  }
  runInAsyncScope(fn, thisArg, ...args) {
    const before = [executionAsyncId(), triggerAsyncId()];
    internal.execute(this.#id, this.#trigger);
    scopes.push(this);
    if (hooks.length > 0) listener.before(this.#id);
    try {
      return inContext(this.#context, fn, thisArg, args);
    } finally {
      if (hooks.length > 0) listener.after(this.#id);
      scopes.pop();
      internal.execute(...before);
    }
  }
  emitDestroy() {
    if (this[kDestroyed] && this.#manual) {
      throw nodeError(Error, 'ERR_ASYNC_RESOURCE_DESTROYED', 'The resource has already been destroyed');
    }
    if (hooks.length > 0) internal.queueDestroy(this.#id);
    return this;
  }
  asyncId() { return this.#id; }
  triggerAsyncId() { return this.#trigger; }
  bind(fn, thisArg) {
    validateFunction(fn, 'fn');
    const resource = this;
    const scope = resource.runInAsyncScope;
    let bound = function (...args) { return apply(scope, resource, [fn, this, ...args]); };
    if (major < 16) bound = apply(bind, scope, [resource, fn]);
    else if (thisArg !== undefined) bound = apply(bind, scope, [resource, fn, thisArg]);
    defineProperty(bound, 'length', { value: fn.length, configurable: true, writable: false });
    if (major < 26) defineProperty(bound, 'asyncResource', asyncResourceOf(resource));
    return bound;
  }
  static bind(fn, type, thisArg) {
    return new AsyncResource(type || fn.name || 'bound-anonymous-fn').bind(fn, thisArg);
  }
}

/** The property that a bound function had up to 24. */
function asyncResourceOf(resource) {
  if (major < 20) return { value: resource, writable: true, enumerable: true, configurable: true };
  let own = resource;
  const old = (accessor) =>
    deprecate(accessor, 'The asyncResource property on bound functions is deprecated', 'DEP0172');
  return {
    get: old(() => own), set: old((value) => { own = value; }), enumerable: true, configurable: true,
  };
}

function executionAsyncId() { return internal.execution(false); }
function triggerAsyncId() { return internal.execution(true); }

// The resources that run: those of a scope, the timer or immediate that Node calls its callback
// on, what hooks were given; else an object that stands for it.
const scopes = [];
const resources = new Map();
function executionAsyncResource() {
  if (scopes.length > 0) return scopes[scopes.length - 1];
  const receiver = internal.receiver();
  if (typeof receiver === 'object' && receiver !== null) return receiver;
  const id = executionAsyncId();
  if (!resources.has(id)) resources.set(id, {});
  return resources.get(id);
}

// A hook that is enabled or disabled by another hears, or does not hear, from the next event on.
let hooks = [];
const tell = (name, ...args) => {
  for (const hook of hooks) {
    if (hook[name] !== undefined) apply(hook[name], hook.self, args);
  }
};

/** What stands for a promise up to 13. */
class PromiseWrap {
  constructor(promise, chained) {
    if (major < 12) this.promise = promise;
    this.isChainedPromise = chained;
  }
}

const listener = {
  init(id, type, trigger, made, chained) {
    const resource = type === 'PROMISE' && major < 14 ? new PromiseWrap(made, chained) : made;
    if (getPrototypeOf(resource) === null) setPrototypeOf(resource, Object.prototype); // the machine's own
    if (type !== 'Timeout' && type !== 'Immediate') resources.set(id, resource);
    tell('init', id, type, trigger, resource);
  },
  before(id, resource) {
    if (resource !== undefined && !resources.has(id)) resources.set(id, resource);
    tell('before', id);
  },
  after(id) { tell('after', id); },
  promiseResolve(id) { tell('promiseResolve', id); },
  destroy(id) {
    resources.delete(id);
    tell('destroy', id);
  },
};

// For Node's own modules: what they ask of the pool and the kernel has names.
function nameRequests(on) {
  internal.setAsyncHooks(on ? listener : undefined);
  internal.onResource = !on ? undefined : (type, resource) => {
    if (resource === undefined) internal.nameRequest(type);
    else listener.init(internal.newAsyncId(), type, executionAsyncId(), resource);
  };
}

nameRequests(false);

const names = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

class AsyncHook {
  #callbacks = {};
  constructor(callbacks) {
    for (const name of names) {
      const callback = callbacks[name];
      if (callback !== undefined && typeof callback !== 'function') {
        throw nodeError(TypeError, 'ERR_ASYNC_CALLBACK', `hook.${name} must be a function`);
      }
      this.#callbacks[name] = callback;
    }
    this.#callbacks.self = this;
  }
  enable() {
    if (hooks.includes(this.#callbacks)) return this;
    hooks = [...hooks, this.#callbacks];
    nameRequests(true);
    return this;
  }
  disable() {
    hooks = hooks.filter((hook) => hook !== this.#callbacks);
    if (hooks.length === 0) nameRequests(false);
    return this;
  }
}

module.exports = {
  createHook(callbacks) {
    if (callbacks === null || typeof callbacks !== 'object') throw invalidArgType('callbacks', 'Object', callbacks);
    return new AsyncHook(callbacks);
  },
  executionAsyncId,
  triggerAsyncId,
  AsyncResource,
};
if (major >= 12) Object.assign(module.exports, { AsyncLocalStorage, executionAsyncResource });
if (major >= 22) {
  Object.defineProperty(module.exports, 'AsyncLocalStorage', {
    get: () => AsyncLocalStorage, enumerable: true, configurable: true,
  });
}
