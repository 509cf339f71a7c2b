'use strict';
// Stream: what readable and writable streams have in common, and Node's oldest `pipe`.

const { major } = internal;
const { apply } = Reflect;
const EventEmitter = require('events');
const { nodeError, validateInteger } = require('internal/errors');

function Stream(opts) { apply(EventEmitter, this, [opts]); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function (dest, options) {
  const source = this;
  const onData = (chunk) => {
    if (dest.writable && dest.write(chunk) === false && source.pause) source.pause();
  };
  const onDrain = () => { if (source.readable && source.resume) source.resume(); };
  let over = false;
  const onEnd = () => {
    if (!over) dest.end();
    over = true;
  };
  const onClose = () => {
    if (!over && typeof dest.destroy === 'function') dest.destroy();
    over = true;
  };
  const onError = function (error) {
    cleanUp();
    if (EventEmitter.prototype.listenerCount.call(this, 'error') === 0) this.emit('error', error);
  };
  const wired = [
    [source, 'data', onData], [dest, 'drain', onDrain], [source, 'error', onError],
    [dest, 'error', onError], [source, 'end', cleanUp], [source, 'close', cleanUp], [dest, 'close', cleanUp],
  ];
  if (!dest._isStdio && (!options || options.end !== false)) {
    wired.unshift([source, 'end', onEnd], [source, 'close', onClose]);
  }
  function cleanUp() {
    for (const [emitter, event, listener] of wired) emitter.removeListener(event, listener);
  }
  for (const [emitter, event, listener] of wired) {
    if (event === 'error' && major >= 14) prepend(emitter, event, listener);
    else emitter.on(event, listener);
  }
  dest.emit('pipe', source);
  return dest;
};

/** Puts a listener before the others, even where a subclass has no `prependListener`. */
function prepend(emitter, event, listener) {
  if (typeof emitter.prependListener === 'function') {
    emitter.prependListener(event, listener);
    return;
  }
  const events = emitter._events;
  if (!events || !events[event]) emitter.on(event, listener);
  else if (Array.isArray(events[event])) events[event].unshift(listener);
  else events[event] = [listener, events[event]];
}

const unknownEncoding = (encoding) =>
  nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', internal.format('Unknown encoding: %s', encoding));

/** The encoding of strings that are given without one. */
function defaultEncoding(options) {
  const encoding = options?.defaultEncoding || 'utf8';
  if (encoding !== 'utf8' && major >= 20 && !require('buffer').Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
  return encoding;
}

const limits = { bytes: major < 22 ? 16 * 1024 : 64 * 1024, objects: 16 };

/** The water mark that the options ask for, or the default. */
function highWaterMark(objectMode, options, key, isDuplex) {
  let value = options ? options.highWaterMark : undefined;
  let name = 'highWaterMark';
  if ((value === undefined || value === null) && isDuplex && options) {
    value = options[key];
    name = key;
  }
  if (value === undefined || value === null) return objectMode ? limits.objects : limits.bytes;
  if (!Number.isInteger(value) || value < 0) {
    const code = major < 15 ? 'ERR_INVALID_OPT_VALUE' : 'ERR_INVALID_ARG_VALUE';
    throw nodeError(TypeError, code, major < 15
      ? `The value "${String(value)}" is invalid for option "${name}"`
      : `The property 'options.${name}' is invalid. Received ${internal.inspect(value)}`);
  }
  return Math.floor(value);
}

function getDefaultHighWaterMark(objectMode) { return objectMode ? limits.objects : limits.bytes; }

function setDefaultHighWaterMark(objectMode, value) {
  validateInteger(value, 'value', 0);
  limits[objectMode ? 'objects' : 'bytes'] = value;
}

const bytesOf = (chunk) =>
  require('buffer').Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

const errors = {
  writeAfterEnd: () => nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end'),
  destroyed: (what) => nodeError(Error, 'ERR_STREAM_DESTROYED',
    `Cannot call ${what} after a stream was destroyed`),
  finished: (what) => nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED',
    `Cannot call ${what} after a stream was finished`),
  nullValue: () => nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream'),
  twice: () => nodeError(Error, 'ERR_MULTIPLE_CALLBACK', 'Callback called multiple times'),
  notImplemented: (what) => nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED',
    `The ${what} method is not implemented`),
  cannotPipe: () => nodeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'),
  pushAfterEnd: () => nodeError(Error, 'ERR_STREAM_PUSH_AFTER_EOF', 'stream.push() after EOF'),
  unshiftAfterEnd: () => nodeError(Error, 'ERR_STREAM_UNSHIFT_AFTER_END_EVENT',
    'stream.unshift() after end event'),
  premature: () => nodeError(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close'),
};

/** From 20 on a stream's usual events have their places from the start, in this order. */
function placeEvents(stream, names) {
  if (major < 20 || stream._events !== undefined) return;
  const events = stream._events = {};
  for (const name of names) events[name] = undefined;
}

/** What a chunk may be, in the words of the version. */
const chunkTypes = major < 20
  ? ['string', 'Buffer', 'Uint8Array'] : ['string', 'Buffer', 'TypedArray', 'DataView'];

/** Whether a chunk that is no Buffer counts as bytes. */
const isBytes = major < 20
  ? (chunk) => chunk instanceof Uint8Array : (chunk) => ArrayBuffer.isView(chunk);

module.exports = {
  Stream, bytesOf, chunkTypes, defaultEncoding, errors, getDefaultHighWaterMark, highWaterMark,
  isBytes, placeEvents, prepend, setDefaultHighWaterMark, unknownEncoding,
};
