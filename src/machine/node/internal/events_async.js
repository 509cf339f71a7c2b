'use strict';
// What of `events` takes time or meets event targets: events.once and events.on, and the
// statics that accept an EventEmitter and an EventTarget alike.

const { major } = internal;
const EventEmitter = require('events');
const {
  AbortError, invalidArgType, validateAbortSignal, validateFunction, validateInteger,
  validateObject,
} = require('internal/errors');
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;
const resolved = Promise.resolve.bind(Promise);
const rejected = Promise.reject.bind(Promise);
const target = () => require('internal/event_target');

// As agnostic of the emitter's kind as Node: `on` decides, then `addEventListener`.
function listen(emitter, name, listener, flags) {
  if (typeof emitter.on === 'function') {
    if (flags !== undefined && flags.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, flags);
  } else {
    throw invalidArgType('emitter', 'EventEmitter', emitter);
  }
}

function unlisten(emitter, name, listener) {
  if (typeof emitter.removeListener === 'function') emitter.removeListener(name, listener);
  else if (typeof emitter.removeEventListener === 'function') emitter.removeEventListener(name, listener);
  else throw invalidArgType('emitter', 'EventEmitter', emitter);
}

const aborted = (signal) => new AbortError(undefined, { cause: signal.reason });

function signalOf(options) {
  if (major >= 22) validateObject(options, 'options');
  const signal = options === undefined || options === null ? undefined : options.signal;
  validateAbortSignal(signal, 'options.signal');
  if (signal !== undefined && signal.aborted) throw aborted(signal);
  return signal;
}

const once = () => (major >= 20 ? target().unstoppable() : { once: true });

/** events.once up to 12: the error listener comes first. */
function waitOnceOld(emitter, name) {
  return new Promise((resolve, reject) => {
    if (major >= 12 && typeof emitter.addEventListener === 'function' &&
        typeof emitter.on !== 'function') {
      emitter.addEventListener(name, (...args) => { resolve(args); }, { once: true });
      return;
    }
    let onError;
    const onEvent = (...args) => {
      if (onError !== undefined) emitter.removeListener('error', onError);
      resolve(args);
    };
    if (name !== 'error') {
      onError = (error) => {
        emitter.removeListener(name, onEvent);
        reject(error);
      };
      emitter.once('error', onError);
    }
    emitter.once(name, onEvent);
  });
}

function waitOnceNew(emitter, name, options) {
  const signal = signalOf(options);
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      emitter.removeListener(name, onEvent);
      if (signal !== undefined) unlisten(signal, 'abort', onAbort);
      reject(error);
    };
    const onEvent = (...args) => {
      if (typeof emitter.removeListener === 'function') emitter.removeListener('error', onError);
      if (signal !== undefined) unlisten(signal, 'abort', onAbort);
      resolve(args);
    };
    listen(emitter, name, onEvent, once());
    if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
    function onAbort() {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      reject(aborted(signal));
    }
    if (signal !== undefined) listen(signal, 'abort', onAbort, once());
  });
}

const waitOnce = major < 14 ? waitOnceOld : waitOnceNew;

const AsyncIteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf(async function* () {}).prototype);
const kWatermarks = Symbol.for('nodejs.watermarkData');
const item = major < 26 ? (value, done) => ({ value, done }) : (value, done) => ({ done, value });

/** events.on: an async iterator over the arguments of each event. */
function iterate(emitter, event, options) {
  const signal = major < 14 ? undefined : signalOf(options);
  const marks = major >= 20;
  const high = (marks ? options.highWaterMark ?? options.highWatermark : undefined) ?? 9007199254740991;
  const low = (marks ? options.lowWaterMark ?? options.lowWatermark : undefined) ?? 1;
  validateInteger(high, 'options.highWaterMark', 1);
  validateInteger(low, 'options.lowWaterMark', 1);

  const events = [];
  const requests = [];
  const undo = [];
  let paused = false;
  let failure = null;
  let finished = false;

  function finish() {
    for (const step of undo) step();
    undo.length = 0;
    finished = true;
    while (requests.length > 0) requests.shift().resolve(item(undefined, true));
    return resolved(item(undefined, true));
  }

  function onEvent(...args) {
    if (requests.length > 0) {
      requests.shift().resolve(item(args, false));
      return;
    }
    events.push(args);
    if (!paused && events.length > high) {
      paused = true;
      emitter.pause();
    }
  }

  function onError(error) {
    if (requests.length > 0) requests.shift().reject(error);
    else failure = error;
    finish();
  }

  const iterator = {
    next() {
      if (events.length > 0) {
        const args = events.shift();
        if (paused && events.length < low) {
          emitter.resume();
          paused = false;
        }
        return resolved(item(args, false));
      }
      if (failure) {
        const promise = rejected(failure);
        failure = null;
        return promise;
      }
      if (finished) return finish();
      return new Promise((resolve, reject) => { requests.push({ resolve, reject }); });
    },
    return() { return finish(); },
    throw(error) {
      if (!error || !(error instanceof Error)) {
        throw invalidArgType('EventEmitter.AsyncIterator', 'Error', error);
      }
      if (marks) {
        onError(error);
        return;
      }
      // Up to 16 the iterator only stops to listen.
      failure = error;
      unlisten(emitter, event, onEvent);
      unlisten(emitter, 'error', onError);
    },
    [Symbol.asyncIterator]() { return this; },
  };
  if (marks) {
    iterator[kWatermarks] = {
      get size() { return events.length; },
      get low() { return low; },
      get high() { return high; },
      get isPaused() { return paused; },
    };
  }
  Object.setPrototypeOf(iterator, AsyncIteratorPrototype);

  const attach = (name, listener) => {
    listen(emitter, name, listener);
    undo.push(() => { unlisten(emitter, name, listener); });
  };
  attach(event, onEvent);
  if (typeof emitter.on === 'function' && (major < 14 || event !== 'error')) attach('error', onError);
  const closing = marks ? options.close : undefined;
  if (closing !== undefined && closing !== null) for (const name of closing) attach(name, finish);
  if (signal !== undefined) {
    const onAbort = () => { onError(aborted(signal)); };
    listen(signal, 'abort', onAbort, once());
    undo.push(() => { unlisten(signal, 'abort', onAbort); });
  }
  return iterator;
}

function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  validateFunction(listener, 'listener');
  let dispose;
  if (signal.aborted) {
    internal.queueMicrotask(() => listener());
  } else {
    signal.addEventListener('abort', listener, once());
    dispose = () => { signal.removeEventListener('abort', listener); };
  }
  return {
    __proto__: null,
    [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() { dispose?.(); },
  };
}

const eitherError = (value) => invalidArgType('emitter', ['EventEmitter', 'EventTarget'], value);

function listenersOfEither(emitter, type) {
  if (typeof emitter.listeners === 'function') return emitter.listeners(type);
  if (target().isEventTarget(emitter)) return target().listenersOf(emitter, type);
  throw eitherError(emitter);
}

function countOfEither(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  if (target().isEventTarget(emitter)) return target().listenersOf(emitter, type).length;
  throw eitherError(emitter);
}

function limitOfEither(emitter, limitOf) {
  if (typeof emitter?.getMaxListeners === 'function') return limitOf(emitter);
  if (typeof emitter?.[kMaxEventTargetListeners] === 'number') return emitter[kMaxEventTargetListeners];
  throw eitherError(emitter);
}

function limitTargets(limit, targets) {
  for (const each of targets) {
    if (target().isEventTarget(each)) {
      each[kMaxEventTargetListeners] = limit;
      each[kMaxEventTargetListenersWarned] = false;
    } else if (typeof each.setMaxListeners === 'function') {
      each.setMaxListeners(limit);
    } else {
      throw invalidArgType('eventTargets', ['EventEmitter', 'EventTarget'], each);
    }
  }
}

module.exports = {
  addAbortListener, countOfEither, iterate, limitOfEither, limitTargets, listenersOfEither,
  waitOnce,
};
