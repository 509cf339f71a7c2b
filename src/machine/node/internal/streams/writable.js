'use strict';
// Writable. What differs between versions is mostly when 'finish' comes and what happens to
// writes that can no longer succeed.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { defineProperty } = Object;
const {
  Stream, bytesOf, chunkTypes, defaultEncoding, errors, highWaterMark, isBytes, placeEvents,
  unknownEncoding,
} = require('internal/streams/base');
const { construct, destroy, errorOrDestroy, undestroy } = require('internal/streams/destroy');
const { AbortError, invalidArgType } = require('internal/errors');
const { captureRejectionSymbol } = require('events');

const old = major < 14;
const nop = () => {};
const isDuplex = (stream) => stream?._readableState !== undefined;

class WritableState {
  constructor(options, stream, duplex) {
    this.objectMode = !!(options && options.objectMode) || !!(duplex && options && options.writableObjectMode);
    this.highWaterMark = highWaterMark(this.objectMode, options, 'writableHighWaterMark', duplex);
    this.finalCalled = false;
    this.needDrain = false;
    this.ending = false;
    this.ended = false;
    this.finished = false;
    this.destroyed = false;
    this.decodeStrings = !(options && options.decodeStrings === false);
    this.defaultEncoding = defaultEncoding(options);
    this.length = 0;
    this.writing = false;
    this.corked = 0;
    this.sync = true;
    this.bufferProcessing = false;
    this.onwrite = (error) => { onWrite(stream, error); };
    this.writecb = null;
    this.writelen = 0;
    this.afterWriteTickInfo = null;
    this.afterWritePending = false;
    this.buffered = [];
    this.pendingcb = 0;
    this.constructed = true;
    this.prefinished = false;
    this.errorEmitted = false;
    this.emitClose = !options || options.emitClose !== false;
    this.autoDestroy = old ? !!(options && options.autoDestroy) : !options || options.autoDestroy !== false;
    this.errored = null;
    this.closed = false;
    this.closeEmitted = false;
    this.onFinished = []; // callbacks of end(), 15 and later
  }
  getBuffer() { return this.buffered.slice(); }
  get bufferedRequestCount() { return this.buffered.length; }
}

const hasInstance = Function.prototype[Symbol.hasInstance];

const usualEvents = ['close', 'error', 'prefinish', 'finish', 'drain'];

function Writable(options) {
  if (!isDuplex(this) && !apply(hasInstance, Writable, [this])) return new Writable(options);
  placeEvents(this, usualEvents);
  this._writableState = new WritableState(options, this, isDuplex(this));
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
defineProperty(Writable, Symbol.hasInstance, {
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

// What waits can no longer be written.
function errorBuffer(state) {
  if (state.writing) return;
  const why = (what) => (major >= 18 && state.errored) || errors.destroyed(what);
  const { buffered } = state;
  for (let i = 0; i < buffered.length; i++) {
    state.length -= state.objectMode ? 1 : buffered[i].chunk.length;
    buffered[i].callback(why('write'));
  }
  state.buffered = [];
  callFinished(state, why('end'));
}

function callFinished(state, error) {
  const callbacks = state.onFinished;
  state.onFinished = [];
  for (let i = 0; i < callbacks.length; i++) {
    if (error === undefined) callbacks[i]();
    else callbacks[i](error);
  }
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

// 14: the callback of end() hears of 'finish' or of the error, whichever comes first.
function onceFinished(stream, callback) {
  if (stream.destroyed && !stream.writableFinished) {
    nextTick(callback, errors.destroyed('end'));
    return;
  }
  const off = () => {
    stream.removeListener('finish', onFinish);
    stream.removeListener('error', onError);
  };
  const onFinish = () => {
    off();
    callback();
  };
  const onError = (error) => {
    off();
    callback(error);
    if (stream.listenerCount('error') === 0) stream.emit('error', error);
  };
  stream.on('finish', onFinish);
  stream.prependListener('error', onError);
}

function whenFinished(stream, state, callback) {
  if (state.finished) nextTick(callback);
  else stream.once('finish', callback);
}

function endOld(stream, state, callback) {
  state.ending = true;
  finishMaybe(stream, state);
  if (callback) whenFinished(stream, state, callback);
  state.ended = true;
  stream.writable = false;
}

function needFinish(state) {
  const ready = state.ending && state.length === 0 && state.buffered.length === 0 &&
    !state.finished && !state.writing;
  if (!ready || old) return ready;
  if (state.errored) return false;
  if (major < 16) return true;
  return state.constructed && !state.errorEmitted && !state.closeEmitted && (major < 18 || !state.destroyed);
}

function prefinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  if (typeof stream._final !== 'function' || state.destroyed) {
    state.prefinished = true;
    stream.emit('prefinish');
    return;
  }
  state.finalCalled = true;
  if (major < 16) {
    state.pendingcb++;
    nextTick(before16.callFinal, stream, state);
  } else {
    callFinal(stream, state);
  }
}

const before16 = {
  callFinal(stream, state) {
    stream._final((error) => {
      state.pendingcb--;
      if (error) errorOrDestroy(stream, error);
      if (error && !old) return;
      state.prefinished = true;
      stream.emit('prefinish');
      finishMaybe(stream, state);
    });
  },
};

function callFinal(stream, state) {
  let called = false;
  const done = (error) => {
    if (called) {
      errorOrDestroy(stream, error ?? errors.twice());
      return;
    }
    called = true;
    state.pendingcb--;
    if (error) {
      callFinished(state, error);
      errorOrDestroy(stream, error, state.sync);
    } else if (needFinish(state)) {
      state.prefinished = true;
      stream.emit('prefinish');
      state.pendingcb++;
      nextTick(finish, stream, state);
    }
  };
  state.sync = true;
  state.pendingcb++;
  try {
    const result = stream._final(done);
    if (major < 18 && result !== undefined && result !== null && typeof result.then === 'function') {
      // 16 also took a promise.
      result.then(() => { if (!called) nextTick(done, null); }, (error) => { if (!called) nextTick(done, error); });
    }
  } catch (error) {
    done(error);
  }
  state.sync = false;
}

function finishMaybe(stream, state, sync) {
  if (!needFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0 || (major >= 16 && !sync && !needFinish(state))) return;
  if (old) {
    finishOld(stream, state);
    return;
  }
  state.pendingcb++;
  if (!sync) {
    finish(stream, state);
  } else if (major < 18) {
    nextTick(finish, stream, state);
  } else {
    nextTick((stream, state) => {
      if (needFinish(state)) finish(stream, state);
      else state.pendingcb--;
    }, stream, state);
  }
}

function finish(stream, state) {
  state.pendingcb--;
  if (major < 16 && state.errorEmitted) return;
  state.finished = true;
  callFinished(state, major < 20 ? undefined : null);
  stream.emit('finish');
  if (state.autoDestroy) {
    const r = stream._readableState;
    if (!r || (r.autoDestroy && (r.endEmitted || r.readable === false))) stream.destroy();
  }
}

function finishOld(stream, state) {
  state.finished = true;
  stream.emit('finish');
  if (!state.autoDestroy) return;
  const r = stream._readableState;
  if (!r || (r.autoDestroy && r.endEmitted)) stream.destroy();
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

/** Properties that read the state; `set` where a program may write them. */
function property(name, get, set) {
  defineProperty(proto, name, {
    get() { return get(this._writableState, this); },
    ...(set && { set(value) { if (this._writableState) set(this._writableState, value); } }),
    enumerable: false,
    configurable: true,
  });
}
property('destroyed', (w) => (w ? w.destroyed : false), (w, value) => { w.destroyed = value; });
property('writableFinished', (w) => (w ? w.finished : false));
property('writableObjectMode', (w) => (w ? w.objectMode : false));
property('writableBuffer', (w) => w && w.getBuffer());
property('writableHighWaterMark', (w) => w && w.highWaterMark);
property('writableLength', (w) => w && w.length);
if (major >= 12) property('writableEnded', (w) => (w ? w.ending : false));
property('writableCorked', (w) => (w ? w.corked : 0));
if (!old) {
  property('writable', (w) => !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended,
    (w, value) => { w.writable = !!value; });
  property('writableNeedDrain', (w) => (w ? !w.destroyed && !w.ending && w.needDrain : false));
}
if (major >= 18) {
  property('closed', (w) => (w ? w.closed : false));
  property('errored', (w) => (w ? w.errored : null));
  property('writableAborted', (w) => w.writable !== false && !!(w.destroyed || w.errored) && !w.finished);
}

Writable.WritableState = WritableState;
module.exports = Writable;
