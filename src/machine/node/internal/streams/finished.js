'use strict';
// finished(): tells once when a stream is over, for good or bad.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { errors } = require('internal/streams/base');
const { kState } = require('internal/webstreams/queues');
const { then } = require('internal/safe_promise');
const {
  AbortError, invalidArgType, validateAbortSignal, validateCallback, validateFunction, validateObject,
} = require('internal/errors');

const isRequest = (stream) => stream.setHeader && typeof stream.abort === 'function';
const hasReadable = (stream) => typeof stream.readable === 'boolean' || typeof stream.readableEnded === 'boolean' || !!stream._readableState;
const hasWritable = (stream) => typeof stream.writable === 'boolean' || typeof stream.writableEnded === 'boolean' || !!stream._writableState;

// A Duplex with one side switched off does not have that side.
const readableSide = (stream, strict) => !!(stream && typeof stream.pipe === 'function' && typeof stream.on === 'function' &&
  (!strict || (typeof stream.pause === 'function' && typeof stream.resume === 'function')) &&
  (!stream._writableState || stream._readableState?.readable !== false) &&
  (!stream._writableState || stream._readableState));
const writableSide = (stream) => !!(stream && typeof stream.write === 'function' && typeof stream.on === 'function' &&
  (!stream._readableState || stream._writableState?.writable !== false));

function onlyOnce(callback) {
  let called = false;
  return function (...args) {
    if (called) return;
    called = true;
    apply(callback, this, args);
  };
}

/** From 22 on the callback runs in the async context in which it was given. */
function bound(callback) {
  if (major < 22) return callback;
  const resource = new (require('async_hooks').AsyncResource)('STREAM_END_OF_STREAM');
  return function (...args) { return resource.runInAsyncScope(callback, this, ...args); };
}

/** Attaches listeners; returns what removes them. */
function wire(stream, listeners) {
  for (const [event, listener] of listeners) stream.on(event, listener);
  return () => { for (const [event, listener] of listeners) stream.removeListener(event, listener); };
}

function finishedOld(stream, options, callback) {
  const tell = onlyOnce(callback || (() => {}));
  const [r, w] = [stream._readableState, stream._writableState];
  let readable = options.readable || (options.readable !== false && stream.readable);
  let writable = options.writable || (options.writable !== false && stream.writable);
  let writeOver = w && w.finished;
  let readOver = r && r.endEmitted;
  const onFinish = () => {
    writable = false;
    writeOver = true;
    if (!readable) apply(tell, stream, []);
  };
  const onEnd = () => {
    readable = false;
    readOver = true;
    if (!writable) apply(tell, stream, []);
  };
  const onError = (error) => { apply(tell, stream, [error]); };
  const onclose = () => {
    if (readable && !readOver) apply(tell, stream, !r || !r.ended ? [errors.premature()] : []);
    else if (writable && !writeOver) apply(tell, stream, !w || !w.ended ? [errors.premature()] : []);
  };
  const onLegacyFinish = () => { if (!stream.writable) onFinish(); };
  const listeners = [];
  if (isRequest(stream)) listeners.push(['complete', onFinish], ['abort', onclose]);
  else if (writable && !w) listeners.push(['end', onLegacyFinish], ['close', onLegacyFinish]);
  listeners.push(['end', onEnd], ['finish', onFinish]);
  if (options.error !== false) listeners.push(['error', onError]);
  listeners.push(['close', onclose]);
  return wire(stream, listeners);
}

const writeDone = (stream, strict = true) => {
  if (major >= 16 && !writableSide(stream)) return false;
  if (stream.writableFinished === true) return true;
  const w = stream._writableState;
  if (!w || w.errored) return false;
  return w.finished || (!strict && w.ended && w.length === 0);
};
const readDone = (stream, strict = true) => {
  if (major >= 16 && !readableSide(stream)) return false;
  if (major < 16 ? stream.readableEnded : false) return true;
  const r = stream._readableState;
  if (!r || r.errored) return false;
  return r.endEmitted || (!strict && r.ended && r.length === 0);
};

function finishedNew(stream, options, callback) {
  let tell = onlyOnce(bound(callback));
  const [r, w] = [stream._readableState, stream._writableState];
  const state = w || r;
  let reads;
  let writes;
  let readable;
  let writable;
  if (major < 16) {
    [reads, writes] = [hasReadable(stream), hasWritable(stream)];
    readable = options.readable || (options.readable !== false && reads);
    writable = options.writable || (options.writable !== false && writes);
  } else {
    [reads, writes] = [readableSide(stream), writableSide(stream)];
    readable = options.readable ?? reads;
    writable = options.writable ?? writes;
  }
  // A stream that will tell of its close is over only then.
  let waits = !!(state && state.autoDestroy && state.emitClose && state.closed === false) &&
    reads === readable && writes === writable;
  let writeOver = writeDone(stream, major >= 16 ? false : true);
  let readOver = readDone(stream, major >= 16 ? false : true);
  const failure = () => (major < 16 ? undefined : (w && w.errored) || (r && r.errored) || undefined);
  const done = (error) => {
    if (error) apply(tell, stream, [error]);
    else apply(tell, stream, []);
  };
  const onFinish = () => {
    writeOver = true;
    if (stream.destroyed) waits = false;
    if (waits && (!stream.readable || readable)) return;
    if (!readable || readOver) done();
  };
  const onEnd = () => {
    readOver = true;
    if (stream.destroyed) waits = false;
    if (waits && (!stream.writable || writable)) return;
    if (!writable || writeOver) done();
  };
  const onError = (error) => { done(error); };
  const onclose = () => {
    if (failure() && failure() !== true) done(failure());
    else if (readable && !readOver && (major < 16 || readableSide(stream, true)) && !readDone(stream, false)) done(errors.premature());
    else if (writable && !writeOver && !writeDone(stream, false)) done(errors.premature());
    else done();
  };
  const onLegacyFinish = () => { if (!stream.writable) onFinish(); };
  const listeners = [];
  if (isRequest(stream)) {
    listeners.push(['complete', onFinish]);
    if (!waits) listeners.push(['abort', onclose]);
  } else if (writable && !w) {
    listeners.push(['end', onLegacyFinish], ['close', onLegacyFinish]);
  }
  if (!waits && typeof stream.aborted === 'boolean') listeners.push(['aborted', onclose]);
  listeners.push(['end', onEnd], ['finish', onFinish]);
  if (options.error !== false) listeners.push(['error', onError]);
  listeners.push(['close', onclose]);
  const unwire = wire(stream, listeners);

  const closed = !!((w && w.closed) || (r && r.closed));
  const onclosed = () => { done(failure()); };
  const later = (then) => nextTick(major < 24 ? then : () => then());
  const canRead = stream.readable;
  const canWrite = stream.writable;
  if (major < 18) {
    const over = closed || (w && w.errorEmitted) || (r && r.errorEmitted) ||
      ((major < 16 || !waits) && (!writable || (w && w.finished)) && (!readable || (r && r.endEmitted)));
    if (over) nextTick(() => { tell(); });
  } else if (closed) {
    later(onclose);
  } else if ((w && w.errorEmitted) || (r && r.errorEmitted)) {
    if (!waits) later(onclosed);
  } else if (!readable && (!waits || canRead) && (writeOver || canWrite === false) &&
      (major < 20 || !w || !w.pendingcb)) {
    later(onclosed);
  } else if (!writable && (!waits || canWrite) && (readOver || canRead === false)) {
    later(onclosed);
  }

  const cleanUp = () => {
    tell = () => {};
    unwire();
  };
  const { signal } = options;
  if (major >= 15 && signal && !closed) {
    const abort = () => {
      const last = tell;
      cleanUp();
      apply(last, stream, [new AbortError(undefined, { cause: signal.reason })]);
    };
    if (signal.aborted) {
      nextTick(abort);
    } else {
      signal.addEventListener('abort', abort, { once: true });
      const inner = tell;
      tell = onlyOnce((...args) => {
        signal.removeEventListener('abort', abort);
        apply(inner, stream, args);
      });
    }
  }
  return cleanUp;
}

/** A stream of the web is over when it is closed or fails. */
function finishedWeb(stream, options, callback) {
  let tell = onlyOnce(bound(callback));
  const { signal } = options;
  let forget = () => {};
  const done = (error) => {
    forget();
    nextTick(() => {
      if (error) apply(tell, stream, [error]);
      else apply(tell, stream, []);
    });
  };
  if (signal) {
    const abort = () => { done(new AbortError(undefined, { cause: signal.reason })); };
    if (signal.aborted) nextTick(abort);
    else signal.addEventListener('abort', abort, { once: true });
    forget = () => { signal.removeEventListener('abort', abort); };
  }
  then(stream[kState].over.promise, () => { done(); }, done);
  return () => { tell = () => {}; };
}

function finished(stream, options, callback) {
  let [opts, fn] = [options, callback];
  if (major < 14) {
    if (typeof opts === 'function') [opts, fn] = [null, opts];
    return finishedOld(stream, opts || {}, fn);
  }
  if (arguments.length === 2) [opts, fn] = [{}, options];
  else if (opts === undefined || opts === null) opts = {};
  else validateObject(opts, 'options');
  if (major < 16) validateCallback(fn);
  else validateFunction(fn, 'callback');
  if (major >= 15) validateAbortSignal(opts.signal, 'options.signal');
  if (major >= 18 && stream?.[kState]?.over !== undefined) return finishedWeb(stream, opts, fn);
  if (major >= 16 && !(stream && (stream._readableState || stream._writableState ||
      (typeof stream.write === 'function' && typeof stream.on === 'function') ||
      (typeof stream.pipe === 'function' && typeof stream.on === 'function')))) {
    throw invalidArgType('stream', major < 18 ? 'Stream' : ['ReadableStream', 'WritableStream', 'Stream'], stream);
  }
  return finishedNew(stream, opts, fn);
}

module.exports = { finished, onlyOnce, readableSide, readDone };
