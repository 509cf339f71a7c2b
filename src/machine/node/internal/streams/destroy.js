'use strict';
// destroy(), construction and the fate of errors, for readable and writable streams.

const { major, nextTick } = internal;
const { AbortError } = require('internal/errors');
const { errors } = require('internal/streams/base');

const kConstruct = Symbol('kConstruct');
const kDestroy = Symbol('kDestroy');
const kIsDestroyed = Symbol('kIsDestroyed');

const states = (stream) => [stream._writableState, stream._readableState].filter(Boolean);

function note(error, stream) {
  if (!error) return;
  for (const state of states(stream)) if (!state.errored) state.errored = error;
}

/** `stream.destroy` up to 12: only the writable side remembers that an error was told. */
function destroyOld(error, callback) {
  const w = this._writableState;
  const told = () => {
    if (!w) return false;
    if (w.errorEmitted) return true;
    w.errorEmitted = true;
    return false;
  };
  if (states(this).some((state) => state.destroyed)) {
    if (callback) callback(error);
    else if (error && !told()) nextTick(before14.emitErrorNT, this, error);
    return this;
  }
  for (const state of states(this)) state.destroyed = true;
  this._destroy(error || null, (failure) => {
    if (!callback && failure && !told()) nextTick(before14.emitErrorAndCloseNT, this, failure);
    else nextTick(before14.emitCloseNT, this);
    if (callback) callback(failure);
  });
  return this;
}

const before14 = {
  emitErrorNT(stream, error) { stream.emit('error', error); },
  emitCloseNT(stream) {
    if (states(stream).every((state) => state.emitClose)) stream.emit('close');
  },
  emitErrorAndCloseNT(stream, error) {
    before14.emitErrorNT(stream, error);
    before14.emitCloseNT(stream);
  },
};

function destroyNew(error, callback) {
  const [first] = states(this);
  if (states(this).some((state) => state.destroyed)) {
    if (typeof callback === 'function') callback();
    return this;
  }
  note(error, this);
  for (const state of states(this)) state.destroyed = true;
  if (first !== undefined && !first.constructed) {
    this.once(kDestroy, (failure) => { finishDestroy(this, failure || error, callback); });
  } else {
    finishDestroy(this, error, callback);
  }
  return this;
}

function finishDestroy(stream, error, callback) {
  let called = false;
  const done = (failure) => {
    if (called) return;
    called = true;
    note(failure, stream);
    for (const state of states(stream)) state.closed = true;
    if (typeof callback === 'function') callback(failure);
    if (failure) nextTick(emitErrorCloseNT, stream, failure);
    else nextTick(emitCloseNT, stream);
  };
  if (major < 16) {
    stream._destroy(error || null, done);
    return;
  }
  try {
    stream._destroy(error || null, done);
  } catch (thrown) {
    done(thrown);
  }
}

function emitErrorCloseNT(stream, error) {
  emitErrorNT(stream, error);
  emitCloseNT(stream);
}

function emitCloseNT(stream) {
  for (const state of states(stream)) state.closeEmitted = true;
  if (states(stream).some((state) => state.emitClose)) stream.emit('close');
}

function emitErrorNT(stream, error) {
  if (states(stream).some((state) => state.errorEmitted)) return;
  for (const state of states(stream)) state.errorEmitted = true;
  stream.emit('error', error);
}

const destroy = major < 14 ? destroyOld : destroyNew;

/** Destroys the stream if it cleans up by itself; otherwise only tells of the error. */
function errorOrDestroy(stream, error, sync) {
  const own = states(stream);
  if (major < 14) {
    if (own.some((state) => state.autoDestroy)) stream.destroy(error);
    else stream.emit('error', error);
    return;
  }
  if (own.some((state) => state.destroyed)) return;
  if (own.some((state) => state.autoDestroy)) {
    stream.destroy(error);
  } else if (error) {
    note(error, stream);
    if (sync) nextTick(emitErrorNT, stream, error);
    else emitErrorNT(stream, error);
  }
}

function undestroy() {
  const [w, r] = [this._writableState, this._readableState];
  const reset = { constructed: true, closed: false, closeEmitted: false, destroyed: false, errored: null, errorEmitted: false };
  if (r) {
    const over = r.readable === false;
    Object.assign(r, reset, { reading: false, ended: over, endEmitted: over });
  }
  if (w) {
    const over = w.writable === false;
    Object.assign(w, reset, { finalCalled: false, prefinished: false, ended: over, ending: over, finished: over });
  }
}

/** Runs `_construct` (15 and later) in a tick; until it is done nothing is read or written. */
function construct(stream, callback) {
  if (major < 15 || typeof stream._construct !== 'function') return;
  for (const state of states(stream)) state.constructed = false;
  stream.once(kConstruct, callback);
  if (stream.listenerCount(kConstruct) > 1) return; // a Duplex: the other side came first
  nextTick(constructNT, stream);
}

function constructNT(stream) {
  let called = false;
  const done = (error) => {
    if (called) {
      errorOrDestroy(stream, error ?? errors.twice());
      return;
    }
    called = true;
    for (const state of states(stream)) state.constructed = true;
    if (states(stream)[0].destroyed) stream.emit(kDestroy, error);
    else if (error) errorOrDestroy(stream, error, true);
    else if (major < 18) nextTick(emitConstructNT, stream);
    else stream.emit(kConstruct);
  };
  // Up to 17 the state changes at once, and only what follows takes a tick.
  const later = (error) => {
    if (major < 18) done(error);
    else nextTick(done, error);
  };
  try {
    stream._construct(later);
  } catch (error) {
    later(error);
  }
}

function emitConstructNT(stream) { stream.emit(kConstruct); }

const isOver = (stream) => {
  const [w, r] = [stream._writableState, stream._readableState];
  return (!w || w.finished || w.writable === false) && (!r || r.endEmitted || r.readable === false);
};

/** Destroys what a pipeline is made of, whatever it is. */
function destroyer(stream, error) {
  if (!stream || stream.destroyed || stream[kIsDestroyed]) return;
  const reason = error || (isOver(stream) || major < 16 ? error : new AbortError());
  if (stream.setHeader && typeof stream.abort === 'function') stream.abort();
  else if (typeof stream.destroy === 'function') stream.destroy(reason);
  else if (typeof stream.close === 'function') stream.close();
  else if (reason) nextTick(emitErrorCloseLegacy, stream, reason);
  else nextTick(emitCloseLegacy, stream);
  if (!stream.destroyed) stream[kIsDestroyed] = true;
}
function emitErrorCloseLegacy(stream, error) {
  stream.emit('error', error);
  nextTick(emitCloseLegacy, stream);
}
function emitCloseLegacy(stream) { stream.emit('close'); }

module.exports = { construct, destroy, destroyer, errorOrDestroy, undestroy };
