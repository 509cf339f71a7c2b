'use strict';
// stream: the classes and what works on them.

const { major } = internal;
const { Stream, getDefaultHighWaterMark, setDefaultHighWaterMark } = require('internal/streams/base');
const Readable = require('internal/streams/readable');
const Writable = require('internal/streams/writable');
const { Duplex, PassThrough, Transform } = require('internal/streams/duplex');
const { finished } = require('internal/streams/finished');
const { pipeline } = require('internal/streams/pipeline');
const { destroyer } = require('internal/streams/destroy');
const { invalidArgType, validateAbortSignal } = require('internal/errors');
const { defineProperty } = Object;
const { apply } = Reflect;

module.exports = Stream;
Object.assign(Stream, { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished });
Stream.Stream = Stream;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (chunk) => require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

if (major >= 15) {
  Stream.addAbortSignal = function addAbortSignal(signal, stream) {
    if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal);
    validateAbortSignal(signal, 'signal');
    const isStream = typeof stream?.on === 'function' && typeof (stream.pipe ?? stream.write) === 'function';
    if (major < 18 && !isStream) throw invalidArgType('stream', 'stream.Stream', stream);
    return require('internal/streams/abort')(signal, stream);
  };
  defineProperty(Stream, 'promises', {
    get() { return require('stream/promises'); }, enumerable: true, configurable: true,
  });
  const { custom } = require('internal/promisify');
  for (const name of ['pipeline', 'finished']) {
    defineProperty(Stream[name], custom, { get() { return require('stream/promises')[name]; }, enumerable: true });
  }
}
if (major >= 16) {
  Stream.destroy = destroyer;
  Stream.isDisturbed = (stream) => !!(stream && (stream.readableDidRead || stream.readableAborted));
  Stream.isErrored = (stream) => !!(stream && (stream._readableState?.errored || stream._writableState?.errored));
  Stream.isReadable = (stream) => stream?.readable ?? null;
  Duplex.from = function from(body) { return require('internal/streams/duplexify').duplexify(body, 'body'); };
  Stream.compose = function compose(...streams) { return apply(require('internal/streams/compose'), undefined, streams); };
  // Operators are made when one is first asked for.
  const operators = () => require('internal/streams/operators');
  const method = (name, length, value) => {
    defineProperty(value, 'name', { value: name, configurable: true });
    defineProperty(value, 'length', { value: length, configurable: true });
    defineProperty(Readable.prototype, name, { value, writable: true, configurable: true, enumerable: name === 'compose' && major >= 24 });
  };
  // With the number of parameters each has.
  const streams = {
    drop: 1, filter: 2, flatMap: 2, map: 2, take: 1, ...(major < 22 && { asIndexedPairs: 0 }), ...(major >= 18 && { compose: 2 }),
  };
  for (const name of Object.keys(streams)) {
    method(name, streams[name], {
      method(...args) {
        const made = apply(operators().streams[name], this, args);
        return name === 'compose' ? made : Readable.from(made);
      },
    }.method);
  }
  const promises = { every: 1, forEach: 2, reduce: 3, toArray: 1, some: 1, find: 2 };
  for (const name of Object.keys(promises)) {
    method(name, promises[name], { method(...args) { return apply(operators().promises[name], this, args); } }.method);
  }
}
if (major >= 18) {
  const isNodeStream = (stream) => !!stream && !!(stream._readableState || stream._writableState ||
    (typeof stream.write === 'function' && typeof stream.on === 'function') ||
    (typeof stream.pipe === 'function' && typeof stream.on === 'function'));
  Stream.isDestroyed = (stream) => {
    if (!isNodeStream(stream)) return null;
    return !!(stream.destroyed || stream._writableState?.destroyed || stream._readableState?.destroyed);
  };
  Stream.isWritable = (stream) => {
    if (!isNodeStream(stream) || typeof stream.writable !== 'boolean') return null;
    return stream.writable && !stream._writableState?.ended && !stream.destroyed;
  };
}
if (major >= 20) {
  Stream.duplexPair = function duplexPair(options) { return require('internal/streams/pair')(options); };
  Stream._isArrayBufferView = ArrayBuffer.isView;
}
if (major >= 18) {
  Object.assign(Stream, { getDefaultHighWaterMark, setDefaultHighWaterMark });
  // The streams of the web are made when one is first asked for.
  for (const Class of [Readable, Writable, Duplex]) {
    const adapt = (name) => ({ [name](...args) { return require('internal/webstreams/adapters')[Class.name][name](...args); } }[name]);
    Object.assign(Class, { fromWeb: adapt('fromWeb'), toWeb: adapt('toWeb') });
  }
}
