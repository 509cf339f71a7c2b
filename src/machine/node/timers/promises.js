'use strict';
// timers/promises (15 and later): the timer's callback only settles a promise.

const { major } = internal;
const { setTimeout: startTimeout, clearTimeout, setImmediate: startImmediate, clearImmediate,
  setInterval: startInterval, clearInterval } = internal.timers;
const {
  AbortError, invalidArgType, nodeError, validateAbortSignal, validateBoolean, validateNumber,
  validateObject,
} = require('internal/errors');
const { settled } = require('internal/safe_promise');
const rejected = Promise.reject.bind(Promise);

// A shared default, so that a missing argument is told from an empty object.
const noOptions = Object.freeze({ __proto__: null });

function check(delay, options) {
  if (major >= 20 && delay !== undefined) validateNumber(delay, 'delay');
  validateObject(options, 'options');
  if (options.signal !== undefined) validateAbortSignal(options.signal, 'options.signal');
  if (options.ref !== undefined) {
    if (typeof options.ref !== 'boolean' && major < 20) throw invalidArgType('options.ref', 'boolean', options.ref);
    validateBoolean(options.ref, 'options.ref');
  }
}

/** A promise that `start(resolve)`'s timer fulfils, unless the signal takes the timer back. */
function waiting(start, clear, delay, options) {
  try {
    check(delay, options);
  } catch (error) {
    return rejected(error);
  }
  const { signal, ref = true } = options;
  if (signal && signal.aborted) return rejected(new AbortError(undefined, { cause: signal.reason }));
  let onAbort;
  const promise = new Promise((resolve, reject) => {
    const timer = start(resolve);
    if (!ref) timer.unref();
    if (!signal) return;
    onAbort = () => {
      if (timer._destroyed) return;
      clear(timer);
      reject(new AbortError(undefined, { cause: signal.reason }));
    };
    signal.addEventListener('abort', onAbort);
  });
  if (onAbort === undefined) return promise;
  return settled(promise, () => { signal.removeEventListener('abort', onAbort); });
}

function setTimeout(after, value, options = noOptions) {
  return waiting((resolve) => startTimeout(resolve, after, value), clearTimeout, after, options);
}

function setImmediate(value, options = noOptions) {
  return waiting((resolve) => startImmediate(resolve, value), clearImmediate, undefined, options);
}

async function* setInterval(after, value, options = noOptions) {
  check(after, options);
  const { signal, ref = true } = options;
  if (signal && signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
  let onAbort;
  let interval;
  try {
    let due = 0;
    let wake;
    interval = startInterval(() => {
      due++;
      if (wake !== undefined) {
        wake();
        wake = undefined;
      }
    }, after);
    if (!ref) interval.unref();
    if (signal) {
      onAbort = () => {
        clearInterval(interval);
        if (wake !== undefined) {
          wake(rejected(new AbortError(undefined, { cause: signal.reason })));
          wake = undefined;
        }
      };
      signal.addEventListener('abort', onAbort, { once: true });
    }
    while (!(signal && signal.aborted)) {
      if (due === 0) await new Promise((resolve) => { wake = resolve; });
      for (; due > 0; due--) yield value;
    }
    throw new AbortError(undefined, { cause: signal.reason });
  } finally {
    clearInterval(interval);
    if (signal) signal.removeEventListener('abort', onAbort);
  }
}

const isScheduler = new WeakSet();
class Scheduler {
  constructor() { throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor'); }
  yield() {
    own(this);
    return setImmediate();
  }
  wait(delay, options) {
    own(this);
    return setTimeout(delay, undefined, options);
  }
}
function own(scheduler) {
  if (!isScheduler.has(scheduler)) {
    throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Scheduler');
  }
}
const scheduler = Object.create(Scheduler.prototype);
isScheduler.add(scheduler);

module.exports = { setTimeout, setImmediate, setInterval };
if (major >= 16) module.exports.scheduler = scheduler;
