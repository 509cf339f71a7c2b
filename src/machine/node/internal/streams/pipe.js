'use strict';
// Readable.prototype.pipe and unpipe.

const { major, nextTick } = internal;
const { prepend } = require('internal/streams/base');
const { errorOrDestroy } = require('internal/streams/destroy');
const { flow } = require('internal/streams/readable_state');

const old = major < 14;

/** `source.pipe(dest, options)`. */
function pipe(source, dest, options) {
  const state = source._readableState;
  state.pipes.push(dest);
  const ends = (!options || options.end !== false) && !dest._isStdio;
  const onend = () => { dest.end(); };
  const onSourceEnd = ends ? onend : unpipe;
  if (state.endEmitted) nextTick(onSourceEnd);
  else source.once('end', onSourceEnd);

  dest.on('unpipe', onUnpipe);
  function onUnpipe(readable, info) {
    if (readable !== source || !info || info.hasUnpiped !== false) return;
    info.hasUnpiped = true;
    cleanUp();
  }

  let onDrain;
  if (major < 12) listenForDrain();
  function listenForDrain() {
    onDrain = drainer(source, dest);
    dest.on('drain', onDrain);
  }

  let over = false;
  function cleanUp() {
    dest.removeListener('close', onClose);
    dest.removeListener('finish', onFinish);
    if (onDrain) dest.removeListener('drain', onDrain);
    dest.removeListener('error', onError);
    dest.removeListener('unpipe', onUnpipe);
    source.removeListener('end', onSourceEnd);
    source.removeListener('end', unpipe);
    source.removeListener('data', onData);
    over = true;
    const w = dest._writableState;
    if (onDrain && state.waiting.size > 0 && (!w || w.needDrain || major >= 26)) onDrain();
  }

  function pause() {
    if (!over) {
      if (state.pipes.includes(dest)) state.waiting.add(dest);
      source.pause();
    } else if (major < 12) {
      source.pause();
    }
    if (!onDrain) listenForDrain();
  }

  source.on('data', onData);
  function onData(chunk) {
    if (major < 24) {
      if (dest.write(chunk) === false) pause();
      return;
    }
    try {
      if (dest.write(chunk) === false) pause();
    } catch (error) {
      dest.destroy(error);
    }
  }

  function onError(error) {
    unpipe();
    dest.removeListener('error', onError);
    if (dest.listenerCount('error') > 0) return;
    const w = dest._writableState || dest._readableState;
    if (old || (w && !w.errorEmitted)) errorOrDestroy(dest, error);
    else dest.emit('error', error);
  }
  prepend(dest, 'error', onError);

  function onClose() {
    dest.removeListener('finish', onFinish);
    unpipe();
  }
  dest.once('close', onClose);
  function onFinish() {
    dest.removeListener('close', onClose);
    unpipe();
  }
  dest.once('finish', onFinish);

  function unpipe() { source.unpipe(dest); }

  dest.emit('pipe', source);
  if (!old && dest.writableNeedDrain === true) {
    if (major >= 18 || state.flowing) pause();
  } else if (!state.flowing) {
    source.resume();
  }
  return dest;
}

function drainer(source, dest) {
  return () => {
    const state = source._readableState;
    state.waiting.delete(dest);
    if (state.waiting.size > 0 || source.listenerCount('data') === 0) return;
    if (old) {
      state.flowing = true;
      flow(source);
    } else {
      source.resume();
    }
  };
}

/** `source.unpipe(dest)`; from all if it names none. */
function unpipe(source, dest) {
  const state = source._readableState;
  if (state.pipes.length === 0) return source;
  const stop = () => {
    if (old) state.flowing = false;
    else source.pause();
  };
  if (!dest) {
    const all = state.pipes;
    state.pipes = [];
    stop();
    for (const each of all) each.emit('unpipe', source, { hasUnpiped: false });
    return source;
  }
  const index = state.pipes.indexOf(dest);
  if (index === -1) return source;
  state.pipes.splice(index, 1);
  if (state.pipes.length === 0) stop();
  dest.emit('unpipe', source, { hasUnpiped: false });
  return source;
}

module.exports = { pipe, unpipe };
