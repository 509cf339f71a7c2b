'use strict';
// Duplex.from: one Duplex made of almost anything (16 and later).

const { nextTick } = internal;
const { apply } = Reflect;
const { AbortError, invalidArgType, nodeError, received } = require('internal/errors');
const { destroyer } = require('internal/streams/destroy');
const { finished } = require('internal/streams/finished');
const { Duplex } = require('internal/streams/duplex');
const Readable = require('internal/streams/readable');
const from = require('internal/streams/from');
const { deferred, kState } = require('internal/webstreams/queues');

// What is made here says so when it is shown.
class Duplexify extends Duplex {}

const isObject = (value) => value !== null && typeof value === 'object';
const listens = (value) => typeof value?.on === 'function';
const isReadableStream = (value) => !!(value && typeof value.pipe === 'function' && listens(value) &&
  (!value._writableState || value._readableState?.readable !== false) && (!value._writableState || value._readableState));
const isWritableStream = (value) => !!(value && typeof value.write === 'function' && listens(value) &&
  (!value._readableState || value._writableState?.writable !== false));
const isDuplexStream = (value) => !!(value && typeof value.pipe === 'function' && value._readableState && listens(value) &&
  typeof value.write === 'function');
const isNodeStream = (value) => !!value && !!(value._readableState || value._writableState ||
  (typeof value.write === 'function' && listens(value)) || (typeof value.pipe === 'function' && listens(value)));
const isWeb = (value, name) => isObject(value) && value[kState] !== undefined && value.constructor?.name === name;
const isWebReadable = (value) => isWeb(value, 'ReadableStream');
const isWebWritable = (value) => isWeb(value, 'WritableStream');
const isIterable = (value) => value !== undefined && value !== null &&
  (typeof value[Symbol.asyncIterator] === 'function' || typeof value[Symbol.iterator] === 'function');
const isBlob = (value) => isObject(value) && typeof value.arrayBuffer === 'function' && typeof value.stream === 'function';

function duplexify(body, name) {
  if (isDuplexStream(body)) return body;
  if (isReadableStream(body)) return join({ readable: body });
  if (isWritableStream(body)) return join({ writable: body });
  if (isNodeStream(body)) return join({});
  if (isWebReadable(body)) return join({ readable: Readable.fromWeb(body) });
  if (isWebWritable(body)) return join({ writable: require('internal/streams/writable').fromWeb(body) });
  if (typeof body === 'function') return fromFunction(body, name);
  if (isBlob(body)) return duplexify(body.arrayBuffer(), name);
  if (isIterable(body)) return from(Duplexify, body, { objectMode: true, writable: false });
  if (isWebReadable(body?.readable) && isWebWritable(body?.writable)) return Duplex.fromWeb(body);
  if (typeof body?.writable === 'object' || typeof body?.readable === 'object') {
    const side = (value, is) => (value ? (is(value) ? value : duplexify(value, name)) : undefined);
    return join({ readable: side(body.readable, isReadableStream), writable: side(body.writable, isWritableStream) });
  }
  if (typeof body?.then === 'function') return fromPromise(body);
  throw invalidArgType(name, ['Blob', 'ReadableStream', 'WritableStream', 'Stream', 'Iterable',
    'AsyncIterable', 'Function', '{ readable, writable } pair', 'Promise'], body);
}

function fromPromise(promise) {
  const duplex = new Duplexify({ objectMode: true, writable: false, read() {} });
  apply(promise.then, promise, [(value) => {
    if (value !== undefined && value !== null) duplex.push(value);
    duplex.push(null);
  }, (error) => { destroyer(duplex, error); }]);
  return duplex;
}

/** A generator function transforms; an async function only takes what is written. */
function fromFunction(fn, name) {
  const { value, write, final, destroy } = feed(fn);
  if (isDuplexStream(value)) return value; // the function made a stream
  if (isIterable(value)) return from(Duplexify, value, { objectMode: true, write, final, destroy });
  if (typeof value?.then !== 'function') {
    throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE',
      `Expected Iterable, AsyncIterable or AsyncFunction to be returned from the "${name}" function but got ${received(value)}.`);
  }
  const over = apply(value.then, value, [(result) => {
    if (result === undefined || result === null) return;
    throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE',
      `Expected nully to be returned from the "body" function but got ${received(result)}.`);
  }, (error) => { destroyer(duplex, error); }]);
  const duplex = new Duplexify({
    objectMode: true, readable: false, write, destroy,
    final(callback) {
      final(async () => {
        try {
          await over;
          nextTick(callback, null);
        } catch (error) {
          nextTick(callback, error);
        }
      });
    },
  });
  return duplex;
}

/** Calls `fn` with an iterable of what is written to the stream. */
function feed(fn) {
  const { AbortController } = require('internal/abort');
  const controller = new AbortController();
  const { signal } = controller;
  let { promise, resolve } = deferred();
  const give = (item) => {
    const hand = resolve;
    resolve = null;
    hand(item);
  };
  const chunks = async function* () {
    for (;;) {
      const next = promise;
      promise = null;
      const { chunk, done, callback } = await next;
      nextTick(callback);
      if (done) return;
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
      ({ promise, resolve } = deferred());
      yield chunk;
    }
  };
  return {
    value: fn(chunks(), { signal }),
    write(chunk, encoding, callback) { give({ chunk, done: false, callback }); },
    final(callback) { give({ done: true, callback }); },
    destroy(error, callback) {
      controller.abort();
      callback(error);
    },
  };
}

/** A Duplex that writes to one stream and reads from another. */
function join({ readable, writable: output }) {
  const input = readable && typeof readable.read !== 'function' ? new Readable().wrap(readable) : readable;
  const hasInput = !!input && input.readable === true && !input.destroyed;
  const hasOutput = !!output && output.writable === true && !output.writableEnded && !output.destroyed;
  const duplex = new Duplexify({
    readableObjectMode: !!input?.readableObjectMode, writableObjectMode: !!output?.writableObjectMode,
    readable: hasInput, writable: hasOutput,
  });
  // What waits for the streams below; `close` is null once one of them is over.
  const waiting = { drain: undefined, finish: undefined, readable: undefined, close: undefined };
  const wake = (event) => {
    const callback = waiting[event];
    waiting[event] = undefined;
    callback?.();
  };
  const over = (error) => {
    const callback = waiting.close;
    waiting.close = null;
    if (callback) callback(error);
    else if (error) duplex.destroy(error);
  };
  const watch = (stream) => finished(stream, (error) => {
    if (error) destroyer(input, error);
    over(error);
  });
  if (hasOutput) {
    watch(output);
    duplex._write = (chunk, encoding, callback) => {
      if (output.write(chunk, encoding)) callback();
      else waiting.drain = callback;
    };
    duplex._final = (callback) => {
      output.end();
      waiting.finish = callback;
    };
    output.on('drain', () => { wake('drain'); });
    output.on('finish', () => { wake('finish'); });
  }
  if (hasInput) {
    watch(input);
    input.on('readable', () => { wake('readable'); });
    input.on('end', () => { duplex.push(null); });
    duplex._read = () => { pump(input, duplex, waiting); };
  }
  duplex._destroy = (error, callback) => {
    const reason = !error && waiting.close !== null ? new AbortError() : error;
    Object.assign(waiting, { readable: undefined, drain: undefined, finish: undefined });
    if (waiting.close === null) {
      callback(reason);
      return;
    }
    waiting.close = callback;
    destroyer(output, reason);
    destroyer(input, reason);
  };
  return duplex;
}

/** Hands on what `input` has; the rest when it has more. */
function pump(input, duplex, waiting) {
  for (;;) {
    const chunk = input.read();
    if (chunk === null) {
      waiting.readable = duplex._read;
      return;
    }
    if (!duplex.push(chunk)) return;
  }
}

module.exports = { duplexify, isNodeStream, isWebReadable, isWebWritable, pump };
