'use strict';
// for await over a Readable. What it costs in microtasks changed with 14.

const { major, nextTick } = internal;
const { finished } = require('internal/streams/finished');
const { destroyer } = require('internal/streams/destroy');
const { then } = require('internal/safe_promise');
const { getPrototypeOf, setPrototypeOf } = Object;

const AsyncIteratorPrototype = getPrototypeOf(getPrototypeOf(async function* () {}).prototype);
const item = (value, done) => ({ value, done });
const isFailure = (error) => error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE';

/** Up to 12: one promise for each next(). */
function iteratorOld(stream) {
  let failure = null;
  let ended = stream.readableEnded || stream._readableState.endEmitted;
  let last = null; // the promise that waits
  let waiting = null;
  const settle = () => {
    const taken = waiting;
    last = null;
    waiting = null;
    return taken;
  };
  const readAndResolve = () => {
    if (waiting === null) return;
    const chunk = stream.read();
    if (chunk !== null) settle().resolve(item(chunk, false));
  };
  const request = (resolve, reject) => {
    const chunk = stream.read();
    if (chunk) {
      settle();
      resolve(item(chunk, false));
    } else {
      waiting = { resolve, reject };
    }
  };
  const iterator = setPrototypeOf({
    get stream() { return stream; },
    next() {
      if (failure !== null) return Promise.reject(failure);
      if (ended) return Promise.resolve(item(undefined, true));
      if (stream.destroyed) {
        return new Promise((resolve, reject) => {
          nextTick(() => {
            if (failure) reject(failure);
            else resolve(item(undefined, true));
          });
        });
      }
      if (last) {
        const before = last;
        last = new Promise((resolve, reject) => {
          before.then(() => {
            if (ended) resolve(item(undefined, true));
            else request(resolve, reject);
          }, reject);
        });
        return last;
      }
      const chunk = stream.read();
      if (chunk !== null) return Promise.resolve(item(chunk, false));
      last = new Promise(request);
      return last;
    },
    return() {
      return new Promise((resolve, reject) => {
        if (major >= 12 && (stream.destroyed || stream._readableState.endEmitted)) {
          resolve(item(undefined, true));
          return;
        }
        if (major >= 12) {
          finished(stream, (error) => {
            if (isFailure(error)) reject(error);
            else resolve(item(undefined, true));
          });
          stream.destroy();
        } else {
          stream.destroy(null, (error) => {
            if (error) reject(error);
            else resolve(item(undefined, true));
          });
        }
      });
    },
  }, AsyncIteratorPrototype);
  finished(stream, major >= 12 ? { writable: false } : {}, (error) => {
    if (isFailure(error)) {
      if (waiting !== null) settle().reject(error);
      failure = error;
      return;
    }
    if (waiting !== null) settle().resolve(item(undefined, true));
    ended = true;
  });
  stream.on('readable', () => { nextTick(readAndResolve); });
  return iterator;
}

/** 14 to 16: an async generator with listeners of its own. */
async function* iteratorMiddle(stream, options) {
  const own = { destroyOnReturn: true, destroyOnError: true, ...options };
  const state = stream._readableState;
  let wake = () => {};
  let failure = state.errored;
  let failed = state.errorEmitted;
  let over = state.endEmitted;
  let closed = state.closeEmitted;
  const alarm = () => {
    wake();
    wake = () => {};
  };
  stream.on('readable', alarm).on('error', (error) => {
    failure = error;
    failed = true;
    alarm();
  }).on('end', () => {
    over = true;
    alarm();
  }).on('close', () => {
    closed = true;
    alarm();
  });
  let thrown = false;
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failed) throw failure;
      else if (over || closed) break;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (error) {
    if (own.destroyOnError) destroyer(stream, error);
    thrown = true;
    throw error;
  } finally {
    if (!thrown && own.destroyOnReturn && (state.autoDestroy || !over)) destroyer(stream, null);
  }
}

/** 17 to 25: an async generator that asks finished(). */
async function* iteratorNew(stream, options) {
  let wake = () => {};
  const alarm = () => {
    wake();
    wake = () => {};
  };
  stream.on('readable', alarm);
  let failure;
  const cleanUp = finished(stream, { writable: false }, (error) => {
    failure = error || null;
    alarm();
  });
  try {
    while (true) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failure) throw failure;
      else if (failure === null) return;
      else await new Promise((resolve) => { wake = resolve; });
    }
  } catch (error) {
    failure = failure || error;
    throw failure;
  } finally {
    if ((failure || options?.destroyOnReturn !== false) &&
        (failure === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', alarm);
      cleanUp();
    }
  }
}

/** From 26 on: no generator; a chunk that is there costs no more than a resolved promise. */
function iteratorDirect(stream, options) {
  let wake = () => {};
  let failure; // undefined: goes on, null: ended well
  let cleanUp;
  let over = false;
  let busy = false;
  let serving = false;
  const requests = []; // those that came while busy
  const result = (value, done) => ({ done, value });
  const readChunk = () => (stream.destroyed ? null : stream.read());
  const wakeOnce = () => {
    wake();
    wake = () => {};
  };

  function start() {
    stream.on('readable', wakeOnce);
    cleanUp = finished(stream, { writable: false }, (error) => {
      failure = error ? failure || error : null;
      wakeOnce();
    });
  }

  function end() {
    over = true;
    if ((failure || options?.destroyOnReturn !== false) &&
        (failure === undefined || stream._readableState.autoDestroy)) {
      destroyer(stream, null);
    } else {
      stream.off('readable', wakeOnce);
      cleanUp();
    }
  }

  // What a request ends with; those that waited for it come next.
  function settle(how, value) {
    busy = false;
    how(value);
    serve();
  }

  function serve() {
    if (serving) return;
    serving = true;
    while (!busy && requests.length > 0) {
      const { kind, value, resolve, reject } = requests.shift();
      if (kind === 'next') next(resolve, reject);
      else if (kind === 'return') finish(value, resolve);
      else fail(value, reject);
    }
    serving = false;
  }

  function next(resolve, reject) {
    if (over) {
      resolve(result(undefined, true));
      return;
    }
    if (cleanUp === undefined) start();
    busy = true;
    advance(resolve, reject);
  }

  function advance(resolve, reject) {
    const chunk = readChunk();
    if (chunk !== null) {
      if (typeof chunk?.then === 'function') {
        chunk.then((value) => { settle(resolve, result(value, false)); }, (error) => {
          failure = failure || error;
          end();
          settle(reject, failure);
        });
      } else {
        settle(resolve, result(chunk, false));
      }
    } else if (failure !== undefined) {
      end();
      if (failure) settle(reject, failure);
      else settle(resolve, result(undefined, true));
    } else {
      wait(resolve, reject);
    }
  }

  function wait(resolve, reject) {
    then(new Promise((woken) => { wake = woken; }), () => { advance(resolve, reject); });
  }

  function finish(value, resolve) {
    if (!over) {
      if (cleanUp !== undefined) end();
      else over = true;
    }
    resolve(result(value, true));
  }

  function fail(error, reject) {
    if (over || cleanUp === undefined) {
      over = true;
      reject(error);
      return;
    }
    failure = failure || error;
    end();
    reject(failure);
  }

  const request = (kind, value, serveNow) => new Promise((resolve, reject) => {
    if (busy) requests.push({ kind, value, resolve, reject });
    else serveNow(resolve, reject);
  });

  return {
    __proto__: AsyncIteratorPrototype,
    next() {
      if (busy || over) return request('next', undefined, next);
      if (cleanUp === undefined) start();
      const chunk = readChunk();
      if (chunk !== null) {
        if (typeof chunk?.then !== 'function') return Promise.resolve(result(chunk, false));
        busy = true;
        return chunk.then((value) => {
          busy = false;
          serve();
          return result(value, false);
        }, (error) => {
          busy = false;
          failure = failure || error;
          end();
          serve();
          throw failure;
        });
      }
      if (failure !== undefined) {
        end();
        return failure ? Promise.reject(failure) : Promise.resolve(result(undefined, true));
      }
      busy = true;
      return new Promise(wait);
    },
    return(value) { return request('return', value, (resolve) => { finish(value, resolve); }); },
    throw(error) { return request('throw', error, (resolve, reject) => { fail(error, reject); }); },
  };
}

const create = major < 18 ? iteratorMiddle : major < 26 ? iteratorNew : iteratorDirect;

module.exports = (stream, options) => {
  if (major < 14) return iteratorOld(stream);
  let source = stream;
  if (major >= 16 && typeof stream.read !== 'function') {
    source = require('internal/streams/readable').wrap(stream, { objectMode: true }); // an old stream
  }
  const iterator = create(source, options);
  iterator.stream = source;
  return iterator;
};
