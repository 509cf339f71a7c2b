'use strict';
// What the machine calls as an error escapes. Each function emits what Node
// emits on `process`, in Node's order, and says what the machine has to do next.

const { major } = internal;
const proc = require('process');
const { getOwnPropertyDescriptor, getPrototypeOf } = Object;
const call = Function.prototype.call;
const uncurry = call.bind.bind(call);
const hasOwn = uncurry(Object.prototype.hasOwnProperty);
const objectToString = Object.prototype.toString;
const tagOf = uncurry(objectToString);
const sourceOf = uncurry(Function.prototype.toString);
const symbolToString = uncurry(Symbol.prototype.toString);

/** The function of setUncaughtExceptionCaptureCallback, if one is set. */
const capture = { callback: null };

/**
 * An error left every call.
 * @param {string} origin 'uncaughtException' or 'unhandledRejection'
 * @returns {boolean} false: nobody handled it, 'exit' was emitted, the process must end with
 *   `process.exitCode`. What a handler throws is thrown on (Node then ends with code 7).
 */
function uncaught(error, origin) {
  if (major >= 12) proc.emit('uncaughtExceptionMonitor', error, origin);
  if (capture.callback !== null) {
    capture.callback(error);
    return true;
  }
  const heard = major === 11 // 10.12 and 12.0 say where the error comes from
    ? proc.emit('uncaughtException', error)
    : proc.emit('uncaughtException', error, origin);
  if (heard) return true;
  try {
    if (!proc._exiting) {
      proc._exiting = true;
      proc.exitCode = 1;
      proc.emit('exit', 1);
    }
  } catch {
    // The process ends anyway.
  }
  return false;
}

/**
 * A promise was rejected and nobody handled it before the queues ran empty.
 * @param {number} id counts rejections without a handler, from 1
 * @returns {Error|undefined} what the machine must pass to `uncaught` with the origin
 *   'unhandledRejection' (where the profile says so)
 */
function unhandledRejection(promise, reason, id) {
  if (proc.emit('unhandledRejection', reason, promise)) return undefined;
  const isError = major < 16 ? reason instanceof Error
    : typeof reason === 'object' && reason !== null && hasOwn(reason, 'stack');
  if (internal.rejectionsThrow) return isError ? reason : rejectionError(reason);
  warnOfRejection(reason, isError, id);
  return undefined;
}

/** A rejection that was reported got its handler after all. */
function rejectionHandled(promise, id) {
  if (proc.emit('rejectionHandled', promise)) return;
  const warning = new Error(`Promise rejection was handled asynchronously (rejection id: ${id})`);
  warning.name = 'PromiseRejectionHandledWarning';
  warning.id = id;
  proc.emitWarning(warning);
}

/**
 * A settled promise was resolved or rejected again (up to 24): `type` is 'resolve' or
 * 'reject'. The event follows in a tick. From 20 on only who listens already hears of it.
 */
function multipleResolves(type, promise, value) {
  if (major >= 20 && proc.listenerCount('multipleResolves') === 0) return;
  proc.nextTick(() => {
    if (!proc.emit('multipleResolves', type, promise, value) || major < 18 || deprecatedEvent) return;
    deprecatedEvent = true;
    proc.emitWarning('The multipleResolves event has been deprecated.', 'DeprecationWarning', 'DEP0160');
  });
}
let deprecatedEvent = false;

const origins = 'This error originated either by throwing inside of an async function without ' +
  'a catch block, or by rejecting a promise which was not handled with .catch().';

function rejectionError(reason) {
  const message = `${origins} The promise rejected with the reason "${plainly(reason)}".`;
  if (major < 20) {
    const error = withoutStack('UnhandledPromiseRejection', message);
    error.code = 'ERR_UNHANDLED_REJECTION';
    return error;
  }
  return new UnhandledPromiseRejection(message);
}

class UnhandledPromiseRejection extends Error {
  code = 'ERR_UNHANDLED_REJECTION';
  name = 'UnhandledPromiseRejection';
  constructor(message) {
    super(message);
    this.stack = `UnhandledPromiseRejection: ${message}${rejectionFrames()}`;
  }
}

// All calls are Node's own; where they are differs by release.
function rejectionFrames() {
  const [made, batch, ticks] = major >= 26 ? ['322:7', '405:17', '106:37']
    : major >= 24 ? ['392:7', '475:17', '106:37']
    : major >= 22 ? ['392:7', '475:17', '104:32'] : ['389:7', '470:17', '96:32'];
  return `\n    at throwUnhandledRejectionsMode (node:internal/process/promises:${made})` +
    `\n    at processPromiseRejections (node:internal/process/promises:${batch})` +
    `\n    at process.processTicksAndRejections (node:internal/process/task_queues:${ticks})`;
}

function withoutStack(name, message) {
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: name, writable: true, configurable: true });
  Object.defineProperty(error, 'stack', {
    value: `${name}: ${message}`, writable: true, configurable: true,
  });
  return error;
}

let deprecated = false;

// 10 to 14: two warnings each time, and once that this will change.
function warnOfRejection(reason, isError, id) {
  const name = 'UnhandledPromiseRejectionWarning';
  const advice = major < 12 ? '' : 'To terminate the node process on unhandled promise rejection, ' +
    'use the CLI flag `--unhandled-rejections=strict` (see ' +
    'https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ';
  const warning = withoutStack(
    name, `Unhandled promise rejection. ${origins} ${advice}(rejection id: ${id})`);
  try {
    if (isError) warning.stack = reason.stack;
    proc.emitWarning(isError ? reason.stack : plainly(reason), name);
  } catch {
    // A getter of the reason threw: the second warning must do.
  }
  proc.emitWarning(warning);
  if (deprecated) return;
  deprecated = true;
  proc.emitWarning(
    'Unhandled promise rejections are deprecated. In the future, promise rejections that are ' +
    'not handled will terminate the Node.js process with a non-zero exit code.',
    'DeprecationWarning', 'DEP0018');
}

// The value of a property if it is plain data; no getter of the program runs.
function data(object, key) {
  for (let at = object; at !== null; at = getPrototypeOf(at)) {
    const found = getOwnPropertyDescriptor(at, key);
    if (found !== undefined) return found.value;
  }
  return undefined;
}

/** A value as text without running code of the program (V8's NoSideEffectsToString). */
function plainly(value) {
  if (typeof value === 'symbol') return symbolToString(value);
  if (typeof value === 'function') return sourceOf(value);
  if (typeof value !== 'object' || value === null) return `${value}`;
  if (value instanceof Error) {
    const name = data(value, 'name');
    const message = data(value, 'message');
    const words = [name === undefined ? 'Error' : plainly(name), message === undefined ? '' : plainly(message)];
    return words.filter((word) => word !== '').join(': ');
  }
  if (data(value, 'toString') === objectToString) {
    const maker = data(value, 'constructor');
    const name = typeof maker === 'function' ? data(maker, 'name') : undefined;
    if (typeof name === 'string' && name !== '') return `#<${name}>`;
  }
  if (data(value, Symbol.toStringTag) !== undefined) return '[object Object]';
  return tagOf(value);
}

module.exports = {
  capture, multipleResolves, rejectionHandled, uncaught, unhandledRejection,
};
