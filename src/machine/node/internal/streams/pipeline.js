'use strict';
// pipeline(): streams, iterables and generator functions one after the other, all destroyed
// when one fails.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { errors } = require('internal/streams/base');
const { finished, onlyOnce, readDone } = require('internal/streams/finished');
const { destroyer: destroyStream } = require('internal/streams/destroy');
const { kState } = require('internal/webstreams/queues');
const {
  AbortError, invalidArgType, nodeError, received, validateAbortSignal, validateCallback,
  validateFunction,
} = require('internal/errors');

const isPremature = (error) => error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
const missing = () => nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "streams" argument must be specified');
const badReturn = (expected, what, value) => nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE',
  `Expected ${expected} to be returned from the "${what}" function but got ${received(value)}.`);
const isStream = (value) => !!value && (value._readableState || value._writableState ||
  (typeof value.write === 'function' && typeof value.on === 'function') ||
  (typeof value.pipe === 'function' && typeof value.on === 'function'));
const isReadable = (value) => !!value && typeof value.pipe === 'function' && typeof value.on === 'function';
// A stream that somebody may still read from, after the pipeline is done with it.
const givesData = (value) => isReadable(value) && value.readable === true && !value.destroyed && !readDone(value);
const isIterable = (value, onlyAsync) => value !== undefined && value !== null && (typeof value[Symbol.asyncIterator] === 'function' ||
  (!onlyAsync && typeof value[Symbol.iterator] === 'function'));
const isWebReadable = (value) => value?.[kState] !== undefined && typeof value.getReader === 'function';
const isWebWritable = (value) => value?.[kState] !== undefined && typeof value.getWriter === 'function';
const isWebTransform = (value) => isWebReadable(value?.readable) && isWebWritable(value?.writable);
const isWeb = (value) => isWebReadable(value) || isWebWritable(value) || isWebTransform(value);
const readableOf = (value) => (isWebTransform(value) ? value.readable : value);
const Duplex = () => require('internal/streams/duplex').Duplex;
const destroyedPipe = () => errors.destroyed('pipe');

function pipelineOld(streams) {
  let last;
  let callback = (error) => { if (error) throw error; };
  if (major >= 11) validateCallback(streams[streams.length - 1]);
  if (typeof streams[streams.length - 1] === 'function') callback = streams.pop();
  const list = Array.isArray(streams[0]) ? streams[0] : streams;
  if (list.length < 2) throw missing();
  let failure;
  const destroys = list.map((stream, i) => {
    const reading = i < list.length - 1;
    const done = onlyOnce((error) => {
      if (!failure) failure = error;
      if (error) destroys.forEach((destroy) => destroy(error));
      if (reading) return;
      destroys.forEach((destroy) => destroy());
      callback(failure);
    });
    let closed = false;
    let destroyed = false;
    stream.on('close', () => { closed = true; });
    finished(stream, { readable: reading, writable: i > 0 }, (error) => {
      if (!error) closed = true;
      done(error);
    });
    return (error) => {
      if (closed || destroyed) return;
      destroyed = true;
      if (stream.setHeader && typeof stream.abort === 'function') stream.abort();
      else if (typeof stream.destroy === 'function') stream.destroy(major >= 12 ? error : undefined);
      else done(error || destroyedPipe());
    };
  });
  for (const stream of list) last = last === undefined ? stream : last.pipe(stream);
  return last;
}

/** What destroys `stream` unless it is over; up to 16 `callback` hears of its end. */
function guard(stream, reading, writing, callback) {
  let over = false;
  const done = callback && onlyOnce(callback);
  stream.on('close', () => { over = true; });
  const cleanUp = finished(stream, { readable: reading, writable: writing }, (error) => {
    over = !error;
    if (done === undefined) return;
    const r = stream._readableState;
    if (isPremature(error) && reading && r && r.ended && !r.errored && !r.errorEmitted) {
      stream.once('end', done).once('error', done);
    } else {
      done(error);
    }
  });
  const destroy = (error) => {
    if (over) return;
    over = true;
    destroyStream(stream, done ? error : error || destroyedPipe());
    if (done) done(error || destroyedPipe());
  };
  return { destroy, cleanUp };
}

async function* fromReadable(stream) { yield* require('internal/streams/iterator')(stream); }

function asIterable(value) {
  if (isIterable(value)) return value;
  if (isReadable(value)) return fromReadable(value);
  throw invalidArgType('val', ['Readable', 'Iterable', 'AsyncIterable'], value);
}

/** Writes what an iterable gives to a stream (14). */
async function pumpOld(iterable, writable, finish) {
  let failure;
  const { once } = require('events');
  try {
    if (writable.writableNeedDrain === true) await once(writable, 'drain');
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) {
        if (writable.destroyed) return;
        await once(writable, 'drain');
      }
    }
    writable.end();
  } catch (error) {
    failure = error;
  } finally {
    finish(failure);
  }
}

async function pump(iterable, writable, finish, end) {
  let failure;
  let wake = null;
  const resume = (error) => {
    if (error) failure = error;
    if (wake === null) return;
    const callback = wake;
    wake = null;
    callback();
  };
  const drained = () => new Promise((resolve, reject) => {
    const settle = () => {
      if (failure) reject(failure);
      else resolve();
    };
    if (failure) settle();
    else wake = settle;
  });
  writable.on('drain', resume);
  const cleanUp = finished(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await drained();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await drained();
    }
    if (end) {
      writable.end();
      await drained();
    } else if (major < 18) {
      await drained();
    }
    finish();
  } catch (error) {
    finish(failure || error);
  } finally {
    cleanUp();
    writable.removeListener('drain', resume);
  }
}

/** Writes what an iterable gives to a stream of the web (18 and later). */
async function pumpToWeb(iterable, web, finish, end) {
  const writer = web.getWriter();
  try {
    for await (const chunk of iterable) {
      await writer.ready;
      writer.write(chunk).catch(() => {}); // `ready` or the end tells of it
    }
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (failure) {
      finish(failure);
    }
  }
}

/** Connects two streams and counts both ends (17 and later). */
function connect(source, dest, finish, fail, end) {
  let ended = false;
  dest.on('close', () => { if (!ended) fail(errors.premature()); });
  source.pipe(dest, { end: false });
  if (end) {
    const endFn = () => {
      ended = true;
      dest.end();
    };
    if (readDone(source)) nextTick(endFn);
    else source.once('end', endFn);
  } else {
    finish();
  }
  finished(source, { readable: true, writable: false }, (error) => {
    const r = source._readableState;
    if (isPremature(error) && r && r.ended && !r.errored && !r.errorEmitted) {
      source.once('end', finish).once('error', finish);
    } else {
      finish(error);
    }
  });
  return finished(dest, { readable: false, writable: true }, finish);
}

function pipelineNew(given, callback, options) {
  const streams = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  if (streams.length < 2) throw missing();
  const late = major >= 18;
  const controller = major >= 15 ? new (require('internal/abort').AbortController)() : undefined;
  const outer = options?.signal;
  if (outer !== undefined) validateAbortSignal(outer, 'options.signal');
  let failure;
  let value;
  let open = 0;
  const destroys = [];
  const cleanUps = [];
  const settle = (error, last) => {
    if (error && (!failure || isPremature(failure))) failure = error;
    if (!failure && !last) return;
    while (destroys.length > 0) destroys.shift()(failure);
    if (outer) outer.removeEventListener('abort', abort);
    if (controller !== undefined) controller.abort();
    if (!last) return;
    if (!failure) cleanUps.forEach((cleanUp) => cleanUp());
    if (late) nextTick(callback, failure, value);
    else callback(failure, value);
  };
  const finish = (error) => {
    open--;
    settle(error, open === 0);
  };
  // From 22 on what a stream tells of an error does not count as its end.
  const fail = major < 22 ? finish : (error) => { settle(error, false); };
  function abort() { settle(new AbortError()); }
  if (outer) outer.addEventListener('abort', abort);

  const args = controller === undefined ? [] : [{ signal: controller.signal }];
  let current;
  streams.forEach((stream, i) => {
    const reading = i < streams.length - 1;
    const writing = i > 0;
    const end = reading || options?.end !== false;
    const last = !reading;
    if (isStream(stream)) watch(stream, reading, writing, end);
    if (i === 0) {
      current = typeof stream === 'function' ? stream(...args) : stream;
      if (typeof stream === 'function' && !isIterable(current)) {
        throw badReturn('Iterable, AsyncIterable or Stream', 'source', current);
      }
      if (typeof stream !== 'function' && !isIterable(stream) && !isReadable(stream)) {
        if (major < 16) throw invalidArgType('source', ['Stream', 'Iterable', 'AsyncIterable', 'Function'], stream);
        if (!late || !isWebTransform(stream)) current = Duplex().from(stream);
      }
    } else if (typeof stream === 'function') {
      current = stream(asIterable(readableOf(current)), ...args);
      if (reading && !isIterable(current, true)) throw badReturn('AsyncIterable', `transform[${i - 1}]`, current);
      if (last) current = collect(current, end);
    } else if (isStream(stream)) {
      if (!isReadable(current)) {
        open++;
        startPump(asIterable(readableOf(current)), stream, end);
      } else if (late) {
        open += 2;
        const cleanUp = connect(current, stream, finish, fail, end);
        if (last && givesData(stream)) cleanUps.push(cleanUp);
      } else {
        current.pipe(stream, { end });
        if (stream._isStdio) current.on('end', () => stream.end());
      }
      current = stream;
    } else if (late && isWeb(stream)) {
      open++;
      pumpToWeb(asIterable(readableOf(current)), stream.writable ?? stream, finish, end);
      current = stream;
    } else if (major >= 16) {
      current = Duplex().from(stream);
    } else {
      throw invalidArgType(reading ? `transform[${i - 1}]` : 'destination', ['Stream', 'Function'], stream);
    }
  });

  function startPump(iterable, stream, end) {
    if (major < 15) pumpOld(iterable, stream, finish);
    else pump(iterable, stream, finish, end);
  }

  function watch(stream, reading, writing, end) {
    if (!late) {
      if (!end) {
        stream.on('error', finish);
        return;
      }
      open++;
      destroys.push(guard(stream, reading, writing, finish).destroy);
      return;
    }
    const forGood = !reading && givesData(stream);
    if (end) {
      const { destroy, cleanUp } = guard(stream, reading, writing);
      destroys.push(destroy);
      if (forGood) cleanUps.push(cleanUp);
    }
    const onError = (error) => {
      if (error && error.name !== 'AbortError' && !isPremature(error)) fail(error);
    };
    stream.on('error', onError);
    if (forGood) cleanUps.push(() => { stream.removeListener('error', onError); });
  }

  // The last function's promise or iterable becomes a stream, so that there is one to return.
  function collect(result, end) {
    const pass = new (require('internal/streams/duplex').PassThrough)({ objectMode: true });
    const then = result?.then;
    if (typeof then === 'function') {
      if (major >= 15) open++;
      apply(then, result, [(given) => {
        value = given;
        if (major < 15) {
          pass.end(given);
          return;
        }
        if (given !== undefined && given !== null) pass.write(given);
        if (end) pass.end();
        nextTick(finish);
      }, (error) => {
        pass.destroy(error);
        if (major >= 15) nextTick(finish, error);
      }]);
    } else if (isIterable(result, true)) {
      open++;
      startPump(result, pass, end);
    } else {
      throw badReturn('AsyncIterable or Promise', 'destination', result);
    }
    if (!late) open++;
    const { destroy, cleanUp } = guard(pass, false, true, late ? undefined : finish);
    destroys.push(destroy);
    if (late) cleanUps.push(cleanUp);
    return pass;
  }

  if (outer && outer.aborted) nextTick(abort);
  return current;
}

function pipeline(...streams) {
  if (major < 14) return pipelineOld(streams);
  const callback = streams[streams.length - 1];
  if (major < 18) validateCallback(callback);
  else validateFunction(callback, 'streams[stream.length - 1]');
  streams.pop();
  return pipelineNew(streams, onlyOnce(callback));
}

module.exports = { isWeb, pipeline, pipelineNew };
