'use strict';
// Writable. What differs between versions is mostly when 'finish' comes and what happens to
// writes that can no longer succeed.

const { major, nextTick } = internal;
const { apply } = Reflect;
const {
  Stream, bytesOf, chunkTypes, errors, isBytes, placeEvents, unknownEncoding,
} = require('internal/streams/base');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { errorBuffer, finishMaybe, needFinish, onceFinished, whenFinished } = require('internal/streams/finishing');
const { WritableState, showState } = require('internal/streams/writable_state');
const { AbortError, invalidArgType } = require('internal/errors');
const { captureRejectionSymbol } = require('events');

const old = major < 14;
const nop = () => {};
const isDuplex = (stream) => stream?._readableState !== undefined;

const hasInstance = Function.prototype[Symbol.hasInstance];

const usualEvents = ['close', 'error', 'prefinish', 'finish', 'drain'];

function Writable(options) {
  if (!isDuplex(this) && !apply(hasInstance, Writable, [this])) return new Writable(options);
  placeEvents(this, usualEvents);
  this._writableState = new WritableState(options, this, isDuplex(this));
  this._writableState.onwrite = (error) => { onWrite(this, error); };
  if (old) this.writable = true;
  if (options) {
    for (const name of ['write', 'writev', 'destroy', 'final', 'construct']) {
      if (typeof options[name] === 'function') this[`_${name}`] = options[name];
    }
    if (options.signal && major >= 15) require('internal/streams/abort')(options.signal, this);
  }
  apply(Stream, this, [options]);
  construct(this, () => {
    const state = this._writableState;
    if (!state.writing) clearBuffer(this, state);
    finishMaybe(this, state);
  });
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
const proto = Writable.prototype;

// A Duplex is a Writable too, though it inherits from Readable.
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (apply(hasInstance, this, [object])) return true;
    return this === Writable && !!object && object._writableState instanceof WritableState;
  },
});

if (major >= 20 && Symbol.asyncDispose !== undefined) {
  const dispose = function () {
    if (!this.destroyed) this.destroy(this.writableFinished ? null : new AbortError());
    return new Promise((resolve, reject) => {
      require('internal/streams/finished').finished(this, (error) => {
        if (error && error.name !== 'AbortError') reject(error);
        else resolve(null);
      });
    });
  };
  proto[Symbol.asyncDispose] = major < 22 ? dispose : async function () { await apply(dispose, this, []); };
}

proto.pipe = function () { errorOrDestroy(this, errors.cannotPipe()); };

/** Checks a chunk and starts or buffers its write; an Error says why that cannot be. */
function write(stream, chunk, encoding, callback) {
  const state = stream._writableState;
  let [data, name, cb] = [chunk, encoding, callback];
  if (typeof name === 'function') {
    cb = name;
    name = null;
  }
  if (!name) {
    // From 20 on objects have no encoding unless it is given.
    if (major < 20 || !state.objectMode) name = state.defaultEncoding;
  } else if (name !== 'buffer' && major >= 16 && !require('buffer').Buffer.isEncoding(name)) {
    throw unknownEncoding(name);
  }
  if (typeof cb !== 'function') cb = nop;
  // Up to 12 the end of the stream counts before the chunk's type, and a wrong type is an event.
  const wrong = badChunk(state, data);
  if (wrong !== undefined && !old) throw wrong;
  let error;
  if (state.ending) error = errors.writeAfterEnd();
  else if (wrong !== undefined) error = wrong;
  else if (state.destroyed && !old) error = errors.destroyed('write');
  if (error !== undefined) {
    if (old) errorOrDestroy(stream, error);
    nextTick(cb, error);
    if (!old) errorOrDestroy(stream, error, true);
    return error;
  }
  if (!state.objectMode) {
    if (typeof data !== 'string') {
      data = data instanceof require('buffer').Buffer ? data : bytesOf(data);
      name = 'buffer';
    } else if (state.decodeStrings) {
      data = require('buffer').Buffer.from(data, name);
      name = 'buffer';
    }
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, data, name, cb);
}

function badChunk(state, chunk) {
  if (chunk === null) return errors.nullValue();
  if (state.objectMode || typeof chunk === 'string' || isBytes(chunk)) return undefined;
  return invalidArgType('chunk', old ? ['string', 'Buffer'] : chunkTypes, chunk);
}

proto.write = function (chunk, encoding, cb) { return write(this, chunk, encoding, cb) === true; };

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const length = state.objectMode ? 1 : chunk.length;
  state.length += length;
  const early = state.length < state.highWaterMark;
  if (!early && major < 20) state.needDrain = true;
  if (state.writing || state.corked || (state.errored && !old) || !state.constructed) {
    state.buffered.push({ chunk, encoding, callback });
  } else {
    doWrite(stream, state, false, length, chunk, encoding, callback);
  }
  if (major < 20) return early && (old || (!state.errored && !state.destroyed));
  // From 20 on a write that is done at once does not count.
  const room = state.length < state.highWaterMark || state.length === 0;
  if (!room) state.needDrain = true;
  return room && !state.errored && !state.destroyed;
}

function doWrite(stream, state, many, length, chunk, encoding, callback) {
  state.writelen = length;
  state.writecb = callback;
  state.writing = true;
  state.sync = true;
  if (state.destroyed) state.onwrite(errors.destroyed('write'));
  else if (many) apply(stream._writev, stream, [chunk, state.onwrite]);
  else apply(stream._write, stream, [chunk, encoding, state.onwrite]);
  state.sync = false;
}

// The callback of _write and _writev.
function onWrite(stream, error) {
  const state = stream._writableState;
  const { sync, writecb: callback } = state;
  if (typeof callback !== 'function') {
    if (old) throw errors.twice();
    errorOrDestroy(stream, errors.twice());
    return;
  }
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (error) {
    if (old) {
      writeFailedOld(stream, state, sync, error, callback);
      return;
    }
    for (const each of [state, stream._readableState]) if (each && !each.errored) each.errored = error;
    if (sync) nextTick(onwriteError, stream, state, error, callback);
    else onwriteError(stream, state, error, callback);
    return;
  }
  const finished = old && (needFinish(state) || stream.destroyed);
  if (state.buffered.length > 0 && !finished) clearBuffer(stream, state);
  if (!sync) afterWrite(stream, state, 1, callback);
  else if (major < 12) nextTick(before12.afterWrite, stream, state, finished, callback);
  else queueAfterWrite(stream, state, callback);
}

// Writes that share a callback (often: none) share one tick.
function queueAfterWrite(stream, state, callback) {
  const { afterWriteTickInfo: waiting } = state;
  if (major >= 20) {
    const drains = state.needDrain && state.length === 0;
    if (callback === nop) {
      if (!state.afterWritePending && drains) {
        nextTick(afterWrite, stream, state, 1, callback);
        state.afterWritePending = true;
      } else {
        state.pendingcb--;
        if (state.ending) finishMaybe(stream, state, true);
      }
      return;
    }
  }
  if (waiting !== null && waiting.callback === callback) {
    waiting.count++;
    return;
  }
  state.afterWriteTickInfo = { count: 1, callback, stream, state };
  state.afterWritePending = true;
  nextTick(afterWriteTick, state.afterWriteTickInfo);
}

function afterWriteTick({ stream, state, count, callback }) {
  state.afterWriteTickInfo = null;
  afterWrite(stream, state, count, callback);
}

function afterWrite(stream, state, count, callback) {
  state.afterWritePending = false;
  const drained = !state.ending && !stream.destroyed && state.length === 0 && state.needDrain;
  if (drained) {
    state.needDrain = false;
    stream.emit('drain');
  }
  for (let i = 0; i < count; i++) {
    state.pendingcb--;
    if (major < 20) callback();
    else callback(null);
  }
  if (state.destroyed && !old) errorBuffer(state);
  if (major < 20) finishMaybe(stream, state);
  else if (state.ending) finishMaybe(stream, state, true);
}

const before12 = {
  afterWrite(stream, state, finished, callback) {
    if (!finished && state.length === 0 && state.needDrain) {
      state.needDrain = false;
      stream.emit('drain');
    }
    state.pendingcb--;
    callback();
    finishMaybe(stream, state);
  },
};

function writeFailedOld(stream, state, sync, error, callback) {
  --state.pendingcb;
  if (sync) {
    nextTick(callback, error);
    nextTick(finishMaybe, stream, state);
  } else {
    callback(error);
  }
  state.errorEmitted = true;
  errorOrDestroy(stream, error);
  if (!sync) finishMaybe(stream, state);
}

function onwriteError(stream, state, error, callback) {
  --state.pendingcb;
  callback(error);
  errorBuffer(state);
  errorOrDestroy(stream, error);
}

function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || !state.constructed || (state.destroyed && !old)) return;
  const { buffered } = state;
  if (buffered.length === 0) return;
  state.bufferProcessing = true;
  if (buffered.length > 1 && stream._writev) {
    state.pendingcb -= buffered.length - 1;
    const silent = buffered.every((each) => each.callback === nop);
    const callback = silent ? nop : (error) => {
      for (let i = 0; i < buffered.length; i++) buffered[i].callback(error);
    };
    buffered.allBuffers = buffered.every((each) => each.encoding === 'buffer');
    state.buffered = [];
    doWrite(stream, state, true, state.length, buffered, '', callback);
  } else {
    do {
      const { chunk, encoding, callback } = state.buffered.shift();
      doWrite(stream, state, false, state.objectMode ? 1 : chunk.length, chunk, encoding, callback);
    } while (state.buffered.length > 0 && !state.writing);
  }
  state.bufferProcessing = false;
}

proto.cork = function () { this._writableState.corked++; };
proto.uncork = function () {
  const state = this._writableState;
  if (!state.corked) return;
  state.corked--;
  if (!state.writing) clearBuffer(this, state);
};

proto.setDefaultEncoding = function setDefaultEncoding(encoding) {
  const name = typeof encoding === 'string' ? encoding.toLowerCase() : encoding;
  if (!require('buffer').Buffer.isEncoding(name)) {
    throw unknownEncoding(name);
  }
  this._writableState.defaultEncoding = name;
  return this;
};

proto._write = function (chunk, encoding, cb) {
  if (this._writev && major >= 12) this._writev([{ chunk, encoding }], cb);
  else if (old) cb(errors.notImplemented('_write()'));
  else throw errors.notImplemented('_write()');
};
proto._writev = null;

proto.end = function (chunk, encoding, cb) {
  const state = this._writableState;
  let [data, name, callback] = [chunk, encoding, cb];
  if (typeof data === 'function') [data, name, callback] = [null, null, data];
  else if (typeof name === 'function') [name, callback] = [null, name];
  let error;
  if (data !== null && data !== undefined) {
    const result = old ? this.write(data, name) : write(this, data, name);
    if (result instanceof Error && major >= 16) error = result;
  }
  if (state.corked) {
    state.corked = 1;
    this.uncork();
  }
  if (old) {
    if (!state.ending) endOld(this, state, callback);
    else if (typeof callback === 'function' && major >= 12) whenFinished(this, state, callback);
    return this;
  }
  if (error === undefined) {
    if (!state.errored && !state.ending) {
      state.ending = true;
      finishMaybe(this, state, true);
      state.ended = true;
    } else if (state.finished) {
      error = errors.finished('end');
    } else if (state.destroyed) {
      error = errors.destroyed('end');
    }
  }
  if (typeof callback !== 'function') return this;
  if (error !== undefined) nextTick(callback, error);
  else if (major >= 20 && state.errored) nextTick(callback, state.errored);
  else if (state.finished) nextTick(callback, ...(major < 20 ? [undefined] : [null]));
  else if (major < 15) onceFinished(this, callback);
  else state.onFinished.push(callback);
  return this;
};

function endOld(stream, state, callback) {
  state.ending = true;
  finishMaybe(stream, state);
  if (callback) whenFinished(stream, state, callback);
  state.ended = true;
  stream.writable = false;
}

proto.destroy = function (error, callback) {
  const state = this._writableState;
  if (!old && !state.destroyed && (major < 16 || state.buffered.length > 0 || state.onFinished.length > 0)) {
    nextTick(errorBuffer, state);
  }
  return apply(destroy, this, [error, callback]);
};
proto._undestroy = undestroy;
proto._destroy = function (error, callback) { callback(error); };
if (captureRejectionSymbol !== undefined) {
  proto[captureRejectionSymbol] = function (error) { this.destroy(error); };
}

showState(proto);

Writable.WritableState = WritableState;
module.exports = Writable;
