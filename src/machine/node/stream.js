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
const { unsupported, validateAbortSignal } = require('internal/errors');
const { defineProperty } = Object;

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
  Stream.compose = function compose() { throw unsupported('stream.compose', 'use pipeline'); };
  // Operators: toArray is there, the lazy ones are refused.
  for (const name of ['map', 'filter', 'forEach', 'some', 'find', 'every', 'flatMap', 'drop', 'take', 'reduce']) {
    Readable.prototype[name] = { [name]() { throw unsupported(`Readable.prototype.${name}`, 'use for await'); } }[name];
  }
  Readable.prototype.toArray = async function toArray() {
    const out = [];
    for await (const chunk of this) out.push(chunk);
    return out;
  };
}
if (major >= 20) Object.assign(Stream, { getDefaultHighWaterMark, setDefaultHighWaterMark });
