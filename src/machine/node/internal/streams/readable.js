'use strict';
// Readable. `flowing` is null before anybody asked for data, then true or false.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { Stream, bytesOf, chunkTypes, errors, isBytes, placeEvents } = require('internal/streams/base');
const { construct, destroy, destroyer, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { ReadableState, flow, showState } = require('internal/streams/readable_state');
const { invalidArgType, outOfRange } = require('internal/errors');
const { captureRejectionSymbol } = require('events');

const old = major < 14;
const parse = Number.parseInt;

const usualEvents = ['close', 'error', 'data', 'end', 'readable'];

function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  placeEvents(this, usualEvents);
  const duplex = this instanceof require('internal/streams/duplex').Duplex;
  this._readableState = new ReadableState(options, duplex);
  if (old) this.readable = true;
  if (options) {
    for (const name of ['read', 'destroy', 'construct']) {
      if (typeof options[name] === 'function') this[`_${name}`] = options[name];
    }
    if (options.signal && !duplex && major >= 15) require('internal/streams/abort')(options.signal, this);
  }
  apply(Stream, this, [options]);
  construct(this, () => { if (this._readableState.needReadable) maybeReadMore(this, this._readableState); });
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
const proto = Readable.prototype;

proto.destroy = destroy;
proto._undestroy = undestroy;
proto._destroy = function (error, callback) { callback(error); };
if (captureRejectionSymbol !== undefined) {
  proto[captureRejectionSymbol] = function (error) { this.destroy(error); };
}
if (major >= 18 && Symbol.asyncDispose !== undefined) {
  proto[Symbol.asyncDispose] = function () {
    let error = null;
    if (!this.destroyed) {
      error = this.readableEnded ? null : new (require('internal/errors').AbortError)();
      this.destroy(error);
    }
    return new Promise((resolve, reject) => {
      require('internal/streams/finished').finished(this, (failure) => (failure && failure !== error ? reject(failure) : resolve(null)));
    });
  };
}

proto.push = function (chunk, encoding) { return add(this, chunk, encoding, false); };
proto.unshift = function (chunk, encoding) { return add(this, chunk, encoding, true); };

// What push() and unshift() do; true if more may be pushed now.
function add(stream, chunk, encoding, front) {
  const state = stream._readableState;
  let [data, name] = [chunk, encoding];
  if (data === null) {
    state.reading = false;
    onEnd(stream, state);
    return false;
  }
  if (!state.objectMode) {
    if (typeof data === 'string') {
      name = name || state.defaultEncoding;
      if (state.encoding !== name) {
        data = require('buffer').Buffer.from(data, name);
        if (front && state.encoding) data = data.toString(state.encoding);
        else name = '';
      }
    } else if (data !== undefined && (isBytes(data) || data instanceof Uint8Array)) {
      if (!(data instanceof require('buffer').Buffer)) data = bytesOf(data);
      name = '';
    } else if (data !== undefined) {
      errorOrDestroy(stream, invalidArgType('chunk', chunkTypes, data));
      return major < 20 && mayPush(state);
    }
  }
  if (!state.objectMode && !(data && data.length > 0)) {
    if (!front) {
      state.reading = false;
      maybeReadMore(stream, state);
    }
  } else if (front) {
    if (state.endEmitted) errorOrDestroy(stream, errors.unshiftAfterEnd());
    else if (major >= 15 && (state.destroyed || state.errored)) return false;
    else addChunk(stream, state, data, true);
  } else if (state.ended) {
    errorOrDestroy(stream, errors.pushAfterEnd());
    if (major >= 20) return false;
  } else if (state.destroyed || (state.errored && major >= 16)) {
    return false;
  } else {
    state.reading = false;
    if (state.decoder && !name) {
      data = state.decoder.write(data);
      if (state.objectMode || data.length !== 0) addChunk(stream, state, data, false);
      else maybeReadMore(stream, state);
    } else {
      addChunk(stream, state, data, false);
    }
  }
  return mayPush(state);
}

const mayPush = (state) => !state.ended && (state.length < state.highWaterMark || state.length === 0);

function addChunk(stream, state, chunk, front) {
  const heard = major < 12 || stream.listenerCount('data') > 0;
  if (state.flowing && state.length === 0 && !state.sync && heard) {
    state.waiting.clear();
    state.dataEmitted = true;
    stream.emit('data', chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (front) state.buffer.unshift(chunk);
    else state.buffer.push(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

proto.isPaused = function () {
  const state = this._readableState;
  return (major >= 14 && state.paused === true) || state.flowing === false;
};

proto.setEncoding = function (encoding) {
  const state = this._readableState;
  state.setEncoding(encoding);
  state.encoding = state.decoder.encoding;
  const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join('');
  state.buffer = text === '' ? [] : [text];
  state.length = text.length;
  return this;
};

function largerMark(size) {
  if (size > 0x40000000) {
    if (major < 14) return 0x800000;
    throw outOfRange('size', '<= 1GiB', size);
  }
  let mark = 1;
  while (mark < size) mark *= 2;
  return mark;
}

function howMuch(size, state) {
  if (size <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (size !== size) {
    // Flowing, one chunk at a time; from 26 on bytes are never joined unasked.
    const single = state.flowing || (major >= 26 && state.decoder === null);
    return single && state.length ? state.buffer[0].length : state.length;
  }
  if (size <= state.length) return size;
  if (state.ended) return state.length;
  state.needReadable = state.needReadable || old;
  return 0;
}

proto.read = function (size) {
  const state = this._readableState;
  let n = size === undefined ? NaN : Number.isInteger(size) ? size : parse(size, 10);
  const asked = n;
  if (n > state.highWaterMark) state.highWaterMark = largerMark(n);
  if (n !== 0) {
    state.emittedReadable = false;
    state.eofPending = false;
  }
  if (n === 0 && state.needReadable && (state.ended ||
      (state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0))) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuch(n, state);
  if (n === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  const wants = state.needReadable || state.length === 0 || state.length - n < state.highWaterMark;
  const stopped = state.ended || state.reading || !state.constructed ||
    (major >= 12 && state.destroyed) || (major >= 16 && state.errored);
  if (wants && !stopped) {
    state.reading = true;
    state.sync = true;
    if (state.length === 0) state.needReadable = true;
    if (major < 18) {
      apply(this._read, this, [state.highWaterMark]);
    } else {
      try {
        apply(this._read, this, [state.highWaterMark]);
      } catch (error) {
        errorOrDestroy(this, error);
      }
    }
    state.sync = false;
    if (!state.reading) n = howMuch(asked, state);
  }
  const chunk = n > 0 ? take(n, state) : null;
  if (chunk === null) {
    const low = state.length <= state.highWaterMark;
    state.needReadable = major < 20 ? low : state.needReadable || low;
    n = 0;
  } else {
    state.length -= n;
    state.waiting.clear();
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (asked !== n && state.ended) endReadable(this);
  }
  if (chunk !== null && (major < 15 || (!state.errorEmitted && !state.closeEmitted))) {
    state.dataEmitted = true;
    this.emit('data', chunk);
  }
  return chunk;
};

/** Takes `n` units off the buffer, joined. */
function take(n, state) {
  const { buffer } = state;
  if (state.length === 0) return null;
  if (state.objectMode) return buffer.shift();
  const text = state.decoder !== null;
  const join = (chunks) => {
    if (text) return chunks.join('');
    return chunks.length === 1 ? chunks[0] : require('buffer').Buffer.concat(chunks);
  };
  if (!n || n >= state.length) {
    state.buffer = [];
    return join(buffer);
  }
  const chunks = [];
  let left = n;
  while (left > 0) {
    const head = buffer[0];
    if (head.length <= left) {
      chunks.push(buffer.shift());
      left -= head.length;
    } else {
      chunks.push(head.slice(0, left));
      buffer[0] = head.slice(left);
      left = 0;
    }
  }
  return join(chunks);
}

function onEnd(stream, state) {
  if (state.ended) return;
  if (state.decoder) {
    const rest = state.decoder.end();
    if (rest && rest.length) {
      state.buffer.push(rest);
      state.length += state.objectMode ? 1 : rest.length;
    }
  }
  state.ended = true;
  if (state.sync) {
    if (major < 26 || state.flowing || state.needReadable || stream.listenerCount('readable') > 0) emitReadable(stream);
    else state.eofPending = true;
  } else {
    const told = state.emittedReadable && major < 11;
    state.needReadable = false;
    state.emittedReadable = true;
    if (!told) emitReadable_(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  nextTick(emitReadable_, stream);
}

function emitReadable_(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !(state.errored && major >= 16) && (state.length || state.ended)) {
    stream.emit('readable');
    state.emittedReadable = false;
  }
  const needs = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  state.needReadable = major < 20 ? needs : state.needReadable || needs;
  flow(stream);
}

function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed || (major >= 22 && state.reading)) return;
  state.readingMore = true;
  nextTick(maybeReadMore_, stream, state);
}

function maybeReadMore_(stream, state) {
  while (!state.reading && !state.ended &&
      (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
    const { length } = state;
    stream.read(0);
    if (length === state.length) break;
  }
  state.readingMore = false;
}

proto._read = function () {
  if (old) errorOrDestroy(this, errors.notImplemented('_read()'));
  else throw errors.notImplemented('_read()');
};

proto.pipe = function (dest, options) { return require('internal/streams/pipe').pipe(this, dest, options); };
proto.unpipe = function (dest) { return require('internal/streams/pipe').unpipe(this, dest); };

proto.on = function (event, listener) {
  const result = apply(Stream.prototype.on, this, [event, listener]);
  const state = this._readableState;
  if (event === 'data') {
    const listening = this.listenerCount('readable') > 0;
    state.readableListening = major < 20 ? listening : state.readableListening || listening;
    if (state.flowing !== false) this.resume();
  } else if (event === 'readable' && !state.endEmitted && !state.readableListening) {
    state.readableListening = true;
    state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length) {
      emitReadable(this);
    } else {
      if (state.eofPending) {
        state.eofPending = false;
        emitReadable(this);
      }
      if (!state.reading) nextTick(nReadingNextTick, this);
    }
  }
  return result;
};
proto.addListener = proto.on;

function nReadingNextTick(stream) { stream.read(0); }

proto.removeListener = function (event, listener) {
  const result = apply(Stream.prototype.removeListener, this, [event, listener]);
  if (event === 'readable') nextTick(updateReadableListening, this);
  return result;
};
proto.off = proto.removeListener;

proto.removeAllListeners = function (...args) {
  const result = apply(Stream.prototype.removeAllListeners, this, args);
  if (args[0] === 'readable' || args[0] === undefined) nextTick(updateReadableListening, this);
  return result;
};

function updateReadableListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount('readable') > 0;
  if (state.resumeScheduled && state.paused === false) state.flowing = true;
  else if (stream.listenerCount('data') > 0) stream.resume();
  else if (!state.readableListening && major >= 12) state.flowing = null;
}

proto.resume = function () {
  const state = this._readableState;
  if (major >= 26 && state.destroyed) return this;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      nextTick(resume_, this, state);
    }
  }
  state.paused = false;
  return this;
};

function resume_(stream, state) {
  if (!state.reading) stream.read(0);
  state.resumeScheduled = false;
  stream.emit('resume');
  flow(stream);
  if (state.flowing && !state.reading) stream.read(0);
}

proto.pause = function () {
  const state = this._readableState;
  if (major >= 26 && state.destroyed) return this;
  if (state.flowing !== false) {
    state.flowing = false;
    this.emit('pause');
  }
  state.paused = true;
  return this;
};

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted || (major >= 24 && state.endScheduled)) return;
  state.ended = true;
  state.endScheduled = true;
  nextTick(endReadableNT, state, stream);
}

function endReadableNT(state, stream) {
  state.endScheduled = false;
  if (state.endEmitted || state.length !== 0) return;
  if (!old && (state.closeEmitted || (major < 18 ? state.errorEmitted : state.errored))) return;
  state.endEmitted = true;
  if (old) stream.readable = false;
  stream.emit('end');
  if (!old && stream.writable && stream.allowHalfOpen === false) {
    nextTick(endWritableNT, stream);
  } else if (state.autoDestroy) {
    const w = stream._writableState;
    if (!w || (w.autoDestroy && (w.finished || (!old && w.writable === false)))) stream.destroy();
  }
}

function endWritableNT(stream) {
  if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end();
}

proto.wrap = function (stream) {
  let paused = false;
  stream.on('data', (chunk) => {
    if (!this.push(chunk) && stream.pause) {
      paused = true;
      stream.pause();
    }
  });
  stream.on('end', () => { this.push(null); });
  stream.on('error', (error) => { errorOrDestroy(this, error); });
  if (!old) for (const event of ['close', 'destroy']) stream.on(event, () => { this.destroy(); });
  this._read = () => {
    if (!paused || !stream.resume) return;
    paused = false;
    stream.resume();
  };
  return this;
};

proto[Symbol.asyncIterator] = function () { return require('internal/streams/iterator')(this); };
if (major >= 16) {
  proto.iterator = function (options) {
    if (options !== undefined) require('internal/errors').validateObject(options, 'options');
    return require('internal/streams/iterator')(this, options);
  };
}

showState(proto);

Readable.ReadableState = ReadableState;
Readable._fromList = take;
if (major !== 11) { // 10.17 and 12.3
  Readable.from = function from(iterable, options) {
    return require('internal/streams/from')(Readable, iterable, options);
  };
}
if (major >= 16) {
  Readable.wrap = function wrap(source, options) {
    return new Readable({
      objectMode: source.readableObjectMode ?? source.objectMode ?? true,
      ...options,
      destroy(error, callback) {
        destroyer(source, error);
        callback(error);
      },
    }).wrap(source);
  };
}

module.exports = Readable;
