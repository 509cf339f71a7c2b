'use strict';
// How a Writable comes to its end: 'prefinish', _final() and 'finish', and who is told.

const { major, nextTick } = internal;
const { errors } = require('internal/streams/base');
const { errorOrDestroy } = require('internal/streams/destroy');

const old = major < 14;

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

module.exports = { errorBuffer, finishMaybe, needFinish, onceFinished, whenFinished };
