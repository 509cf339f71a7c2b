'use strict';
// What a Readable offers as an iterable does: map, filter, take and so on (16.4 and later).
// Those that give a stream are async generators here; `stream.js` makes streams of them.

const { major } = internal;
const { apply } = Reflect;
const {
  AbortError, invalidArgType, invalidArgValue, nodeError, outOfRange, validateAbortSignal, validateInteger,
  validateObject,
} = require('internal/errors');

/** Stands in a map's queue for a value that filter() drops, and for the end. */
const nothing = Symbol('kEmpty');
const end = Symbol('kEof');
const bounded = major >= 20 || internal.version.startsWith('v18.'); // knows `highWaterMark`

const aborted = (signal) => new AbortError(undefined, major >= 17 ? { cause: signal.reason } : undefined);

function checkOptions(options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  if (options?.signal !== undefined && options.signal !== null) validateAbortSignal(options.signal, 'options.signal');
}

function checkFunction(fn, name = 'fn') {
  if (typeof fn !== 'function') throw invalidArgType(name, major < 22 ? ['Function', 'AsyncFunction'] : 'Function', fn);
}

/** The signal that a callback is given: it follows the one of the options. */
function following(signal) {
  const { AbortController } = require('internal/abort');
  const controller = new AbortController();
  if (!signal) return { controller, forget() {} };
  const abort = () => { controller.abort(); };
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort);
  return { controller, forget() { signal.removeEventListener('abort', abort); } };
}

// Up to `concurrency` calls of `fn` are under way; their results leave in the order of the chunks.
function map(fn, options) {
  checkFunction(fn);
  checkOptions(options);
  let concurrency = 1;
  if (options?.concurrency !== undefined && options.concurrency !== null) concurrency = Math.floor(options.concurrency);
  let most = concurrency - 1;
  if (bounded && options?.highWaterMark !== undefined && options.highWaterMark !== null) most = Math.floor(options.highWaterMark);
  validateInteger(concurrency, major < 18 ? 'concurrency' : 'options.concurrency', 1);
  if (bounded) validateInteger(most, 'options.highWaterMark', 0);
  most += concurrency;

  return apply(async function* map() {
    const stream = this;
    const { controller: { signal }, forget } = following(options?.signal);
    const queue = [];
    let [wakeReader, wakePump] = [null, null];
    let done = false;
    let running = 0;
    const tellReader = () => {
      if (wakeReader === null) return;
      wakeReader();
      wakeReader = null;
    };
    const tellPump = () => {
      if (wakePump === null) return;
      if (bounded && (done || running >= concurrency || queue.length >= most)) return;
      wakePump();
      wakePump = null;
    };
    const settled = () => {
      running -= 1;
      tellPump();
    };
    const failed = () => {
      done = true;
      settled();
    };
    const isFull = () => (bounded ? queue.length >= most || running >= concurrency : queue.length >= concurrency);

    async function pump() {
      try {
        for await (const chunk of stream) {
          if (done) return;
          if (signal.aborted) throw new AbortError();
          let value;
          try {
            value = fn(chunk, { signal });
            if (value === nothing) continue;
            if (bounded) value = Promise.resolve(value);
          } catch (error) {
            value = Promise.reject(error);
          }
          if (bounded) {
            running += 1;
            value.then(settled, failed);
          } else if (typeof value?.catch === 'function') {
            value.catch(() => { done = true; });
          }
          queue.push(value);
          tellReader();
          if (!done && isFull()) await new Promise((resolve) => { wakePump = resolve; });
        }
        queue.push(end);
      } catch (error) {
        const value = Promise.reject(error);
        if (bounded) value.then(settled, failed);
        else value.catch(() => { done = true; });
        queue.push(value);
      } finally {
        done = true;
        tellReader();
        if (!bounded) forget();
      }
    }
    pump();

    try {
      while (true) {
        while (queue.length > 0) {
          const value = await queue[0];
          if (value === end) return;
          if (signal.aborted) throw new AbortError();
          if (value !== nothing) yield value;
          queue.shift();
          tellPump();
        }
        await new Promise((resolve) => { wakeReader = resolve; });
      }
    } finally {
      forget();
      done = true;
      if (wakePump !== null) wakePump();
      wakePump = null;
    }
  }, this, []);
}

function filter(fn, options) {
  checkFunction(fn);
  return apply(map, this, [async (chunk, given) => (await fn(chunk, given) ? chunk : nothing), options]);
}

function flatMap(fn, options) {
  const lists = apply(map, this, [fn, options]);
  return (async function* flatMap() {
    for await (const list of lists) yield* list;
  })();
}

function asIndexedPairs(options) {
  checkOptions(options);
  return apply(async function* asIndexedPairs() {
    let index = 0;
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw aborted(options.signal);
      yield [index++, chunk];
    }
  }, this, []);
}

function count(value) {
  const number = Number(value);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw outOfRange('number', '>= 0', number);
  return number;
}

function drop(number, options) {
  checkOptions(options);
  let left = count(number);
  return apply(async function* drop() {
    if (options?.signal?.aborted) throw new AbortError();
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw new AbortError();
      if (left-- <= 0) yield chunk;
    }
  }, this, []);
}

// Later versions end with the last chunk that is wanted, earlier ones with the next.
function take(number, options) {
  checkOptions(options);
  let left = count(number);
  return apply(async function* take() {
    if (options?.signal?.aborted) throw new AbortError();
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw new AbortError();
      const wanted = left-- > 0;
      if (wanted) yield chunk;
      if (bounded ? left <= 0 : !wanted) return;
    }
  }, this, []);
}

async function forEach(fn, options) {
  checkFunction(fn);
  const each = async (chunk, given) => {
    await fn(chunk, given);
    return nothing;
  };
  // eslint-disable-next-line no-unused-vars
  for await (const none of apply(map, this, [each, options]));
}

async function some(fn, options = undefined) {
  for await (const found of apply(filter, this, [fn, options])) return found === found || true;
  return false;
}

async function every(fn, options = undefined) {
  checkFunction(fn);
  return !(await apply(some, this, [async (...args) => !(await fn(...args)), options]));
}

async function find(fn, options) {
  for await (const found of apply(filter, this, [fn, options])) return found;
  return undefined;
}

async function toArray(options) {
  checkOptions(options);
  const list = [];
  for await (const chunk of this) {
    if (options?.signal?.aborted) throw aborted(options.signal);
    list.push(chunk);
  }
  return list;
}

async function reduce(reducer, initial, options) {
  checkFunction(reducer, 'reducer');
  checkOptions(options);
  if (options?.signal?.aborted) {
    const error = aborted(options.signal);
    this.once('error', () => {}); // the error is this call's
    await require('stream/promises').finished(this.destroy(error)).catch(() => {});
    throw error;
  }
  const { controller, forget } = following(options?.signal);
  let started = arguments.length > 1;
  let value = initial;
  let any = false;
  try {
    for await (const chunk of this) {
      any = true;
      if (options?.signal?.aborted) throw new AbortError();
      if (started) value = await reducer(value, chunk, { signal: controller.signal });
      else value = chunk;
      started = true;
    }
    if (!any && !started) {
      throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'Reduce of an empty stream requires an initial value');
    }
  } finally {
    forget();
    controller.abort();
  }
  return value;
}

function compose(stream, options) {
  checkOptions(options);
  const { isNodeStream } = require('internal/streams/duplexify');
  const over = isNodeStream(stream) && !(stream.writable === true && !stream.writableEnded && !stream.destroyed);
  if (over && major < 24) throw invalidArgValue('stream', stream, 'must be writable');
  const composed = require('internal/streams/compose')(this, stream);
  if (options?.signal) require('internal/streams/abort')(options.signal, composed);
  return composed;
}

module.exports = {
  streams: { asIndexedPairs, compose, drop, filter, flatMap, map, take },
  promises: { every, forEach, reduce, toArray, some, find },
};
