'use strict';
// assert and assert.strict.

const { major } = internal;
const { apply } = Reflect;
const { isDeepEqual, isDeepStrictEqual } = require('internal/comparisons');
const AssertionError = require('internal/assertion_error');
const { invalidArgType, invalidArgValue, nodeError, received } = require('internal/errors');

function innerFail(options) {
  if (options.message instanceof Error) throw options.message;
  throw new AssertionError(options);
}

function assert(...args) { check(assert, args); }

/** The call as the program wrote it: from 22 on only its first line, before without its indent. */
function calledAs() {
  const found = internal.callText();
  if (found === undefined) return undefined;
  const [text, column] = found;
  const [first, ...more] = text.split('\n');
  if (major >= 22) return first;
  const indent = new RegExp(`^[ \\t]{0,${column}}`);
  return [first, ...more.map((line) => `  ${line.replace(indent, '')}`)].join('\n');
}

function check(fn, args) {
  const [value, given] = args;
  if (value) return;
  let message = given;
  let generated = false;
  if (args.length === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message instanceof Error) {
    throw message;
  } else if (message === undefined || message === null) {
    const text = calledAs();
    generated = text !== undefined;
    if (generated) message = `The expression evaluated to a falsy value:\n\n  ${text}\n`;
  }
  const error = new AssertionError({
    actual: value, expected: true, message, operator: '==', stackStartFn: fn,
  });
  error.generatedMessage = generated;
  throw error;
}

assert.ok = function ok(...args) { check(ok, args); };

assert.fail = function fail_(...args) {
  const [message] = args;
  if (message instanceof Error) throw message;
  if (args.length > 1) {
    // The old signature: (actual, expected[, message[, operator]]).
    const [actual, expected, words, operator = '!=', start = fail_] = args;
    innerFail({ actual, expected, message: words, operator, stackStartFn: start });
  }
  const error = new AssertionError({
    message: message === undefined ? 'Failed' : message, operator: 'fail', stackStartFn: fail_,
  });
  if (message === undefined) error.generatedMessage = true;
  throw error;
};
Object.defineProperty(assert.fail, 'name', { value: 'fail' });

assert.AssertionError = AssertionError;

const comparisons = {
  equal: ['==', (a, b) => a == b || (major >= 14 && a !== a && b !== b)], // eslint-disable-line eqeqeq
  notEqual: ['!=', (a, b) => a != b && (major < 14 || a === a || b === b)], // eslint-disable-line eqeqeq
  deepEqual: ['deepEqual', isDeepEqual],
  notDeepEqual: ['notDeepEqual', (a, b) => !isDeepEqual(a, b)],
  deepStrictEqual: ['deepStrictEqual', isDeepStrictEqual],
  notDeepStrictEqual: ['notDeepStrictEqual', (a, b) => !isDeepStrictEqual(a, b)],
  strictEqual: ['strictEqual', Object.is],
  notStrictEqual: ['notStrictEqual', (a, b) => !Object.is(a, b)],
};
for (const name of Object.keys(comparisons)) {
  const [operator, holds] = comparisons[name];
  assert[name] = { [name](actual, expected, message) {
    if (major >= 12 && arguments.length < 2) {
      throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "actual" and "expected" arguments must be specified');
    }
    if (holds(actual, expected)) return;
    let details;
    if (major >= 20 && operator === 'strictEqual' && typeof message === 'string') {
      const [a, b] = [actual, expected].map((value) => internal.inspect(value));
      if (!a.includes('\n') && !b.includes('\n')) details = `\n\n${a} !== ${b}\n`;
    }
    innerFail({ actual, expected, message, operator, stackStartFn: assert[name], details });
  } }[name];
}

/** Throws where Node's own file does, by the key of that place. */
function throwAt(error, place) {
  internal.thrownByNode(error, place);
  throw error;
}

// What an error, or a promise's reason, is expected to be.
function matches(actual, expected, message, fn) {
  const complain = (words, generated = true) => {
    const error = new AssertionError({
      actual, expected, message: words, operator: fn.name, stackStartFn: fn,
    });
    error.generatedMessage = generated;
    throwAt(error, 'throws/unexpected');
  };
  const own = (words) => {
    if (message instanceof Error) throw message;
    complain(message || words, !message);
  };
  if (typeof expected === 'object') {
    if (internal.types.isRegExp(expected)) {
      const text = String(actual);
      if (RegExp.prototype.exec.call(expected, text) !== null) return;
      if (major < 12) throwAt(actual, 'throws/rethrown');
      own(`The input did not match the regular expression ${internal.inspect(expected)}. Input:\n\n${internal.inspect(text)}\n`);
    }
    if (actual === null || (typeof actual !== 'object' && typeof actual !== 'function')) {
      innerFail({ actual, expected, message, operator: 'deepStrictEqual', stackStartFn: fn });
    }
    const keys = Object.keys(expected);
    if (expected instanceof Error) keys.push('name', 'message');
    else if (keys.length === 0) throw invalidArgValue('error', expected, 'may not be an empty object');
    for (const key of keys) {
      const text = typeof actual[key] === 'string' && internal.types.isRegExp(expected[key]);
      if (text && RegExp.prototype.exec.call(expected[key], actual[key]) !== null) continue;
      if (key in actual && isDeepStrictEqual(actual[key], expected[key])) continue;
      if (message) own();
      const error = new AssertionError({
        actual: compared(actual, keys, expected), expected: compared(expected, keys), operator: 'deepStrictEqual',
        stackStartFn: fn,
      });
      Object.assign(error, { actual, expected, operator: fn.name });
      throwAt(error, 'throws/unlike');
    }
    return;
  }
  if (expected.prototype !== undefined && actual instanceof expected) return;
  if (Object.prototype.isPrototypeOf.call(Error, expected) || expected === Error) {
    if (major < 14) throwAt(actual, 'throws/rethrown');
    const is = actual instanceof Error || (typeof actual === 'object' && actual !== null && actual.name);
    const got = is ? `Received "${actual.name}"` : `Received "${internal.inspect(actual, { depth: -1 })}"`;
    const words = is && actual.message ? `\n\nError message:\n\n${actual.message}` : '';
    own(`The error is expected to be an instance of "${expected.name}". ${got}${words}`);
  }
  const result = apply(expected, {}, [actual]);
  if (result === true) return;
  if (major < 14) throwAt(actual, 'throws/refused');
  const which = expected.name ? `The "${expected.name}" validation function` : 'The validation function';
  own(`${which} is expected to return "true". Received ${internal.inspect(result)}${
    actual instanceof Error ? `\n\nCaught error:\n\n${String(actual)}` : ''}`);
}

class Comparison {}

function compared(object, keys, against) {
  const out = new Comparison();
  for (const key of keys) {
    if (!(key in object)) continue;
    const pattern = against !== undefined && typeof object[key] === 'string' &&
      internal.types.isRegExp(against[key]) && RegExp.prototype.exec.call(against[key], object[key]) !== null;
    out[key] = pattern ? against[key] : object[key];
  }
  return out;
}

const nothing = Symbol('no error');

function thrownBy(fn) {
  if (typeof fn !== 'function') throw invalidArgType('fn', major < 12 ? 'Function' : 'function', fn);
  try {
    fn();
  } catch (error) {
    return error;
  }
  return nothing;
}

// What a function returned instead of a promise, in the words of the version.
function returned(value) {
  if (major >= 16) return received(value);
  const name = value?.constructor?.name;
  return name ? `instance of ${name}` : `type ${typeof value}`;
}

async function rejectionOf(promiseFn) {
  let promise = promiseFn;
  if (typeof promiseFn === 'function') {
    promise = promiseFn();
    if (!isThenable(promise)) {
      throw nodeError(TypeError, 'ERR_INVALID_RETURN_VALUE', 'Expected instance of Promise to be returned ' +
        `from the "promiseFn" function but got ${returned(promise)}.`);
    }
  } else if (!isThenable(promise)) {
    throw invalidArgType('promiseFn', [major < 12 ? 'Function' : 'function', 'Promise'], promiseFn);
  }
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return nothing;
}

const isThenable = (value) => internal.types.isPromise(value) || (value !== null && typeof value === 'object' &&
  typeof value.then === 'function' && typeof value.catch === 'function');

function expectError(fn, actual, error, message) {
  let [expected, words] = [error, message];
  if (typeof error === 'string') {
    if (message !== undefined) throw invalidArgType('error', ['Object', 'Error', 'Function', 'RegExp'], error);
    if (actual !== nothing && (actual?.message === error || actual === error)) {
      throw nodeError(TypeError, 'ERR_AMBIGUOUS_ARGUMENT', `The "error/message" argument is ambiguous. The error ${
        typeof actual === 'object' ? 'message' : ''} "${actual?.message ?? actual}" is identical to the message.`.replace('error  ', 'error '));
    }
    [expected, words] = [undefined, error];
  } else if (error !== null && error !== undefined && typeof error !== 'object' && typeof error !== 'function') {
    throw invalidArgType('error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === nothing) {
    let details = '';
    if (expected && expected.name) details += ` (${expected.name})`;
    details += words ? `: ${words}` : '.';
    const what = fn === assert.rejects ? 'rejection' : 'exception';
    innerFail({ actual: undefined, expected, operator: fn.name, message: `Missing expected ${what}${details}`, stackStartFn: fn });
  }
  if (expected === undefined || expected === null) return;
  matches(actual, expected, words, fn);
}

function expectNone(fn, actual, error, message) {
  if (actual === nothing) return;
  let [expected, words] = [error, message];
  if (typeof error === 'string') [expected, words] = [undefined, error];
  const concerned = !expected || (typeof expected === 'function' && expected.prototype !== undefined && actual instanceof expected) ||
    (internal.types.isRegExp(expected) && RegExp.prototype.exec.call(expected, String(actual)) !== null);
  if (!concerned) throw actual;
  const what = fn === assert.doesNotReject ? 'rejection' : 'exception';
  innerFail({
    actual, expected, operator: fn.name, stackStartFn: fn,
    message: `Got unwanted ${what}${words ? `: ${words}` : '.'}\nActual message: "${actual && actual.message}"`,
  });
}

assert.throws = function throws(fn, ...args) { expectError(throws, thrownBy(fn), ...args); };
assert.rejects = async function rejects(promiseFn, ...args) {
  expectError(rejects, await rejectionOf(promiseFn), ...args);
};
assert.doesNotThrow = function doesNotThrow(fn, ...args) { expectNone(doesNotThrow, thrownBy(fn), ...args); };
assert.doesNotReject = async function doesNotReject(fn, ...args) {
  expectNone(doesNotReject, await rejectionOf(fn), ...args);
};

assert.ifError = function ifError(value) {
  if (value === null || value === undefined) return;
  let message = 'ifError got unwanted exception: ';
  if (typeof value === 'object' && typeof value.message === 'string') {
    message += value.message.length === 0 && value.constructor ? value.constructor.name : value.message;
  } else {
    message += internal.inspect(value);
  }
  const error = new AssertionError({
    actual: value, expected: null, operator: 'ifError', message, stackStartFn: ifError,
  });
  error.generatedMessage = false;
  throw error;
};

function byPattern(name, wanted, words) {
  const fn = { [name](string, regexp, message) {
    if (!internal.types.isRegExp(regexp)) throw invalidArgType('regexp', 'RegExp', regexp);
    const matched = typeof string === 'string' && RegExp.prototype.exec.call(regexp, string) !== null;
    if (typeof string === 'string' && matched === wanted) return;
    if (message instanceof Error) throw message;
    const generated = !message;
    const error = new AssertionError({
      actual: string,
      expected: regexp,
      message: message || (typeof string === 'string'
        ? `${words} ${internal.inspect(regexp)}. Input:\n\n${internal.inspect(string)}\n`
        : `The "string" argument must be of type string. Received type ${typeof string} (${internal.inspect(string)})`),
      operator: name,
      stackStartFn: fn,
    });
    error.generatedMessage = generated;
    throwAt(error, 'match/unmatched');
  } }[name];
  return fn;
}
if (major >= 12) {
  assert.match = byPattern('match', true, 'The input did not match the regular expression');
  assert.doesNotMatch = byPattern('doesNotMatch', false, 'The input was expected to not match the regular expression');
}

function strict(...args) { check(strict, args); }
assert.strict = Object.assign(strict, assert, {
  equal: assert.strictEqual,
  deepEqual: assert.deepStrictEqual,
  notEqual: assert.notStrictEqual,
  notDeepEqual: assert.notDeepStrictEqual,
});
assert.strict.strict = assert.strict;

module.exports = assert;
