'use strict';
// util.promisify and util.callbackify.

const { major, nextTick, captureStackTrace } = internal;
const { apply, ownKeys } = Reflect;
const { bind } = Function.prototype;
const {
  defineProperties, defineProperty, getOwnPropertyDescriptors, getPrototypeOf, setPrototypeOf,
} = Object;
const { nodeError, invalidArgType } = require('internal/errors');
const then = Function.prototype.call.bind(Promise.prototype.then);

/** A function's own promise form. */
const custom = internal.timers.promisify;
/** Names of several results: the promise form then gives an object (fs.read and its like). */
const customArgs = Symbol('customPromisifyArgs');

const check = (value, name) => {
  if (typeof value !== 'function') throw invalidArgType(name, major < 12 ? 'Function' : 'function', value);
};
const asOwn = (fn) =>
  defineProperty(fn, custom, { value: fn, enumerable: false, writable: false, configurable: true });

function promisify(original) {
  check(original, 'original');
  const own = original[custom];
  if (own) {
    check(own, 'util.promisify.custom');
    return asOwn(own);
  }
  const names = original[customArgs];

  function fn(...args) {
    return new Promise((resolve, reject) => {
      args.push((error, ...values) => {
        if (error) {
          reject(error);
        } else if (names === undefined || values.length < 2) {
          resolve(values[0]);
        } else {
          const result = {};
          for (let i = 0; i < names.length; i++) result[names[i]] = values[i];
          resolve(result);
        }
      });
      const returned = apply(original, this, args);
      if (major >= 22 && returned instanceof Promise) {
        require('process').emitWarning(
          'Calling promisify on a function that returns a Promise is likely a mistake.',
          'DeprecationWarning', 'DEP0174');
      }
    });
  }
  setPrototypeOf(fn, getPrototypeOf(original));
  asOwn(fn);
  return defineProperties(fn, getOwnPropertyDescriptors(original));
}
promisify.custom = custom;


// A falsy reason would read as success: it is wrapped.
function callbackifyOnRejected(reason, callback) {
  let error = reason;
  if (!reason) {
    error = nodeError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value');
    error.reason = reason;
    if (captureStackTrace !== undefined && major < 12) captureStackTrace(error, callbackifyOnRejected);
  }
  return callback(error);
}

function callbackify(original) {
  check(original, 'original');
  function callbackified(...args) {
    const given = args.pop();
    check(given, 'last argument');
    let cb = (...results) => apply(given, this, results);
    if (major >= 16) cb = apply(bind, given, [this]);
    const promise = apply(original, this, args);
    const done = (value) => nextTick(cb, null, value);
    const failed = (reason) => nextTick(callbackifyOnRejected, reason, cb);
    if (promise instanceof Promise && promise.then === Promise.prototype.then) then(promise, done, failed);
    else promise.then(done, failed);
  }
  const descriptors = getOwnPropertyDescriptors(original);
  if (major >= 12) {
    if (typeof descriptors.length.value === 'number') descriptors.length.value++;
    if (typeof descriptors.name.value === 'string') descriptors.name.value += 'Callbackified';
  } else {
    setPrototypeOf(callbackified, getPrototypeOf(original));
  }
  for (const key of ownKeys(descriptors)) setPrototypeOf(descriptors[key], null);
  defineProperties(callbackified, descriptors);
  return callbackified;
}

// The promise forms of the timers before timers/promises.
const { timers } = internal;
module.exports = {
  callbackify, custom, customArgs, promisify,
  setTimeout: (after, value) => new Promise((resolve) => { timers.setTimeout(resolve, after, value); }),
  setImmediate: (value) => new Promise((resolve) => { timers.setImmediate(resolve, value); }),
};
