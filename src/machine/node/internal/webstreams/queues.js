'use strict';
// What the streams of the web share: promises with their ends, queues with sizes, strategies
// (Streams Standard, sections 7 and 8).

const { nodeError, invalidArgType } = require('internal/errors');
const { apply } = Reflect;
const { prototype: { then } } = Promise;

const kState = Symbol('kState');

/** A promise and its two ends. */
function deferred() {
  const made = {};
  made.promise = new Promise((resolve, reject) => {
    made.resolve = resolve;
    made.reject = reject;
  });
  return made;
}

/** Reacts to a promise; what the reactions give is nobody's business. */
function upon(promise, fulfilled, rejected) { apply(then, promise, [fulfilled, rejected]); }

/** Nobody is told that the promise was rejected. */
function handled(promise) { upon(promise, undefined, () => {}); }

/** What `start` gave, as a promise: from 20 on one of its own, which takes two turns more. */
function begun(result) {
  return internal.major < 20 ? Promise.resolve(result) : new Promise((resolve) => { resolve(result); });
}

/** What a callback of the program gives, as a promise. */
function promised(fn, self, args) {
  try {
    return Promise.resolve(apply(fn, self, args));
  } catch (error) {
    return Promise.reject(error);
  }
}

class SizedQueue {
  items = [];
  total = 0;
  push(value, size) {
    if (typeof size !== 'number' || Number.isNaN(size) || size < 0 || size === Infinity) {
      throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The argument 'size' is invalid. Received ${internal.inspect(size)}`);
    }
    this.items.push({ value, size });
    this.total += size;
  }
  shift() {
    const { value, size } = this.items.shift();
    this.total = Math.max(0, this.total - size);
    return value;
  }
  peek() { return this.items[0].value; }
  clear() {
    this.items = [];
    this.total = 0;
  }
  get length() { return this.items.length; }
}

function strategyOf(strategy, usual) {
  const { highWaterMark = usual, size = () => 1 } = strategy ?? {};
  const mark = +highWaterMark;
  if (Number.isNaN(mark) || mark < 0) {
    throw nodeError(RangeError, 'ERR_INVALID_ARG_VALUE', `The property 'strategy.highWaterMark' is invalid. Received ${internal.inspect(highWaterMark)}`);
  }
  if (typeof size !== 'function') throw invalidArgType('strategy.size', 'function', size);
  return { mark, size: (chunk) => size(chunk) };
}

/** A method of the program's source, sink or transformer; undefined if it has none. */
function methodOf(object, name, owner) {
  const method = object?.[name];
  if (method !== undefined && typeof method !== 'function') throw invalidArgType(`${owner}.${name}`, 'function', method);
  return method;
}

const invalidState = (text) => nodeError(TypeError, 'ERR_INVALID_STATE', `Invalid state: ${text}`);
const illegal = () => nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');

/** Members enumerable and the class named, as Web IDL asks; inspected as `fields` says. */
function publish(Class, names, fields) {
  for (const name of names) Object.defineProperty(Class.prototype, name, { enumerable: true });
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  if (fields === undefined) return;
  Object.defineProperty(Class.prototype, Symbol.for('nodejs.util.inspect.custom'), {
    value(depth, options) {
      if (depth < 0) return this;
      const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
      return `${this.constructor.name} ${internal.inspect(fields(this), inner)}`;
    },
    configurable: true,
    writable: true,
  });
}

class CountQueuingStrategy {
  #mark;
  constructor(init) {
    if (init === null || typeof init !== 'object') throw invalidArgType('init', 'Object', init);
    this.#mark = +init.highWaterMark;
  }
  get highWaterMark() { return this.#mark; }
  get size() { return () => 1; }
}
class ByteLengthQueuingStrategy {
  #mark;
  constructor(init) {
    if (init === null || typeof init !== 'object') throw invalidArgType('init', 'Object', init);
    this.#mark = +init.highWaterMark;
  }
  get highWaterMark() { return this.#mark; }
  get size() { return (chunk) => chunk.byteLength; }
}
for (const Class of [CountQueuingStrategy, ByteLengthQueuingStrategy]) {
  publish(Class, ['highWaterMark', 'size'], (self) => ({ highWaterMark: self.highWaterMark }));
}

module.exports = {
  ByteLengthQueuingStrategy, CountQueuingStrategy, SizedQueue, begun, deferred, handled, illegal, invalidState, kState,
  methodOf, promised, publish, strategyOf, upon,
};
