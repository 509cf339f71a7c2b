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
const { validateAbortSignal } = require('internal/errors');
const { defineProperty } = Object;
const { apply } = Reflect;

module.exports = Stream;
Object.assign(Stream, { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished });
Stream.Stream = Stream;
Stream._isUint8Array = (value) => value instanceof Uint8Array;
Stream._uint8ArrayToBuffer = (chunk) => require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

if (major >= 15) {
  Stream.addAbortSignal = function addAbortSignal(signal, stream) {
    validateAbortSignal(signal, 'signal');
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
  // Operators are made when one is first asked for.
  const operators = () => require('internal/streams/operators');
  const method = (name, value) =>
    defineProperty(Readable.prototype, name, { value, writable: true, configurable: true });
  for (const name of ['drop', 'filter', 'flatMap', 'map', 'take', 'asIndexedPairs']) {
    if (name === 'asIndexedPairs' && major >= 22) continue;
    method(name, { [name](...args) { return Readable.from(apply(operators().streams[name], this, args)); } }[name]);
  }
  for (const name of ['every', 'forEach', 'reduce', 'toArray', 'some', 'find']) {
    method(name, { [name](...args) { return apply(operators().promises[name], this, args); } }[name]);
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
if (major >= 18) Object.assign(Stream, { getDefaultHighWaterMark, setDefaultHighWaterMark });
