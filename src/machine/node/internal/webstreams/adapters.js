'use strict';
// Node's streams as streams of the web and back: toWeb and fromWeb (17 and later).

const { major, nextTick } = internal;
const { then } = require('internal/safe_promise');
const { Buffer } = require('buffer');
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { errors } = require('internal/streams/base');
const {
  AbortError, invalidArgType, invalidArgValue, validateBoolean, validateObject,
} = require('internal/errors');
const { deferred, kState } = require('internal/webstreams/queues');
const { ReadableStream } = require('internal/webstreams/readable');
const { WritableStream } = require('internal/webstreams/writable');

const hasSide = (stream, state) => stream !== null && typeof stream === 'object' && typeof stream[state] === 'object';
const isReadable = (stream) => stream.readable === true && !stream.destroyed;
const isWritable = (stream) => stream.writable === true && !stream._writableState.ended && !stream.destroyed;
// Only the loss of the other end is told as an abort.
const asAbort = (error) => (error?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? new AbortError(undefined, { cause: error }) : error);
const countOf = (highWaterMark) => ({ highWaterMark, size: () => 1 });
// Up to 22 every chunk that is written counts as one.
const sizeOf = major < 24 ? () => 1 : (chunk) => chunk.byteLength ?? chunk.length;

function readableToWeb(stream, options = {}) {
  if (!hasSide(stream, '_readableState')) throw invalidArgType('streamReadable', 'stream.Readable', stream);
  if (!isReadable(stream)) return closedReadable();
  const { readableObjectMode, readableHighWaterMark } = stream;
  const strategy = options?.strategy ?? (readableObjectMode ? countOf(readableHighWaterMark)
    : { highWaterMark: readableHighWaterMark, size: (chunk) => chunk.byteLength });
  let controller;
  let cancelled = false;
  stream.pause();
  const cleanUp = finished(stream, (error) => {
    cleanUp();
    stream.on('error', () => {}); // one that is told after all
    if (error) controller.error(asAbort(error));
    else if (!cancelled) controller.close();
  });
  stream.on('data', (chunk) => {
    // A copy, since a Buffer may share its memory.
    controller.enqueue(Buffer.isBuffer(chunk) && !readableObjectMode ? new Uint8Array(chunk) : chunk);
    if (controller.desiredSize <= 0) stream.pause();
  });
  return new ReadableStream({
    start(given) { controller = given; },
    pull() { stream.resume(); },
    cancel(reason) {
      cancelled = true;
      destroyer(stream, reason);
    },
  }, strategy);
}

function closedReadable() {
  const stream = new ReadableStream();
  stream.cancel();
  return stream;
}
function closedWritable() {
  const stream = new WritableStream();
  stream.close();
  return stream;
}

function writableToWeb(stream) {
  if (!hasSide(stream, '_writableState')) throw invalidArgType('streamWritable', 'stream.Writable', stream);
  if (!isWritable(stream)) return closedWritable();
  const { writableHighWaterMark } = stream;
  const strategy = stream.writableObjectMode ? countOf(writableHighWaterMark) : { highWaterMark: writableHighWaterMark, size: sizeOf };
  let controller;
  let room; // what a write waits for
  let closed;
  const cleanUp = finished(stream, (failure) => {
    cleanUp();
    stream.on('error', () => {});
    if (failure) {
      const error = asAbort(failure);
      room?.reject(error);
      closed?.reject(error);
      closed = undefined;
      controller.error(error);
    } else if (closed !== undefined) {
      closed.resolve();
      closed = undefined;
    } else {
      controller.error(new AbortError());
    }
  });
  stream.on('drain', () => { room?.resolve(); });
  return new WritableStream({
    start(given) { controller = given; },
    write(given) {
      const chunk = major >= 24 && given instanceof ArrayBuffer ? new Uint8Array(given) : given;
      if (!stream.writableNeedDrain && stream.write(chunk)) return undefined;
      room = deferred();
      return room.promise.finally(() => { room = undefined; });
    },
    abort(reason) { destroyer(stream, reason); },
    close() {
      if (closed !== undefined || stream.writableEnded) return Promise.resolve();
      closed = deferred();
      stream.end();
      return closed.promise;
    },
  }, strategy);
}

function duplexToWeb(duplex) {
  if (!hasSide(duplex, '_writableState') || !hasSide(duplex, '_readableState')) throw invalidArgType('duplex', 'stream.Duplex', duplex);
  if (duplex.destroyed) return { readable: closedReadable(), writable: closedWritable() };
  return { writable: writableToWeb(duplex), readable: readableToWeb(duplex) };
}

function checkStream(value, Class, name) {
  if (!(value instanceof Class) || value[kState] === undefined) throw invalidArgType(name, Class.name, value);
}

function checkOptions(options) {
  validateObject(options, 'options');
  const { objectMode = false, decodeStrings = true, encoding } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) throw invalidArgValue('options.encoding', encoding);
}

/** A callback of the stream, run in a promise's reaction: what it throws is no rejection. */
function guarded(callback, error, onThrow) {
  try {
    callback(error);
  } catch (thrown) {
    onThrow(thrown);
  }
}
const throwInTick = (error) => { nextTick(() => { throw error; }); };

/** The methods of a stream that reads with a reader; `self()` is the stream. */
function reading(reader, self) {
  let over = false;
  return {
    follow() {
      then(reader.closed, () => { over = true; }, (error) => {
        over = true;
        destroyer(self(), error);
      });
    },
    read() {
      then(reader.read(), ({ value, done }) => { self().push(done ? null : value); }, (error) => { destroyer(self(), error); });
    },
    /** What becomes of the reader when the stream is destroyed; undefined if nothing. */
    cancel: (error) => (over ? undefined : reader.cancel(error)),
  };
}

function writing(writer, self, { decodeStrings = true, objectMode = false }) {
  let over = false;
  const afterClose = (thrown) => { nextTick(() => { destroyer(self(), thrown); }); };
  const send = (chunk) => writer.write(chunk);
  const whenReady = (write, done) => { then(writer.ready, () => then(write(), () => done(), done), done); };
  return {
    follow() {
      then(writer.closed, () => {
        over = true;
        if (!self().writableEnded) destroyer(self(), errors.premature());
      }, (error) => {
        over = true;
        destroyer(self(), error);
      });
    },
    writev(chunks, callback) {
      whenReady(() => Promise.all(chunks.map(({ chunk }) => send(chunk))), (error) => { guarded(callback, error, afterClose); });
    },
    write(chunk, encoding, callback) {
      const bytes = typeof chunk === 'string' && decodeStrings && !objectMode ? new Uint8Array(Buffer.from(chunk, encoding)) : chunk;
      whenReady(() => send(bytes), (error) => { guarded(callback, error, (thrown) => { destroyer(self(), thrown); }); });
    },
    final(callback) {
      if (over) return;
      const done = (error) => { guarded(callback, error, afterClose); };
      then(writer.close(), () => done(), done);
    },
    cancel(error) {
      if (over) return undefined;
      return error !== undefined && error !== null ? writer.abort(error) : writer.close();
    },
  };
}

/** `destroy` of a stream whose ends are given up by `cancels`. */
const destroying = (...cancels) => (error, callback) => {
  const promises = cancels.map((cancel) => cancel(error)).filter((promise) => promise !== undefined);
  const done = () => { guarded(callback, error, throwInTick); };
  if (promises.length === 0) done();
  else then(promises.length === 1 ? promises[0] : Promise.all(promises), done, done);
};

function readableFromWeb(web, options = {}) {
  checkStream(web, ReadableStream, 'readableStream');
  checkOptions(options);
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  const side = reading(web.getReader(), () => stream);
  const Readable = require('internal/streams/readable');
  const stream = new Readable({
    objectMode, highWaterMark, encoding, signal, read: side.read, destroy: destroying(side.cancel),
  });
  side.follow();
  return stream;
}

function writableFromWeb(web, options = {}) {
  checkStream(web, WritableStream, 'writableStream');
  checkOptions(options);
  const { highWaterMark, objectMode = false, decodeStrings = true, signal } = options;
  const side = writing(web.getWriter(), () => stream, options);
  const Writable = require('internal/streams/writable');
  const stream = new Writable({
    highWaterMark, objectMode, decodeStrings, signal,
    writev: side.writev, write: side.write, final: side.final, destroy: destroying(side.cancel),
  });
  side.follow();
  return stream;
}

function duplexFromWeb(pair = {}, options = {}) {
  validateObject(pair, 'pair');
  checkStream(pair.readable, ReadableStream, 'pair.readable');
  checkStream(pair.writable, WritableStream, 'pair.writable');
  checkOptions(options);
  const { allowHalfOpen = false, objectMode = false, encoding, decodeStrings = true, highWaterMark, signal } = options;
  const output = writing(pair.writable.getWriter(), () => stream, options);
  const input = reading(pair.readable.getReader(), () => stream);
  const { Duplex } = require('internal/streams/duplex');
  const stream = new Duplex({
    allowHalfOpen, highWaterMark, objectMode, encoding, decodeStrings, signal,
    writev: output.writev, write: output.write, final: output.final, read: input.read,
    destroy: destroying(output.cancel, input.cancel),
  });
  output.follow();
  input.follow();
  return stream;
}

module.exports = {
  Readable: { fromWeb: readableFromWeb, toWeb: readableToWeb },
  Writable: { fromWeb: writableFromWeb, toWeb: writableToWeb },
  Duplex: { fromWeb: duplexFromWeb, toWeb: duplexToWeb },
};
