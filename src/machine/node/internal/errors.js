'use strict';
// The errors Node throws by itself: their classes and the wording of their messages.
//
// Both changed over the versions. Up to 11 an error's name carries its code and the words are
// those of `legacy`; from 12 on the code is an own property and messages show the value.

const { major, captureStackTrace } = internal;
const { defineProperty, create, setPrototypeOf } = Object;
const call = Function.prototype.call;
const uncurry = call.bind.bind(call);
const includes = uncurry(String.prototype.includes);
const endsWith = uncurry(String.prototype.endsWith);
const slice = uncurry(String.prototype.slice);
const lower = uncurry(String.prototype.toLowerCase);
const test = uncurry(RegExp.prototype.test);
const join = uncurry(Array.prototype.join);
const arraySlice = uncurry(Array.prototype.slice);
const isArray = Array.isArray;

const legacy = major < 12;
const isNodeError = Symbol('kIsNodeError');
const kinds = new Map();

/** The object that stands between a Node error and its base class's prototype, if any. */
function kindOf(Base, code) {
  const key = Base.name + code;
  let Kind = kinds.get(key);
  if (Kind !== undefined) return Kind;
  if (legacy) {
    Kind = class NodeError extends Base {
      get name() { return `${super.name} [${code}]`; }
      set name(value) { hidden(this, 'name', value, true); }
      get code() { return code; }
      set code(value) { hidden(this, 'code', value, true); }
    };
  } else if (major < 16) {
    Kind = class NodeError extends Base {
      toString() { return `${this.name} [${code}]: ${this.message}`; }
    };
  } else if (major < 20) {
    Kind = Base;
  } else {
    // Two objects, as in Node: one for the kind of error, one for the code.
    const base = { get: () => Base, configurable: true };
    const proto = create(Base.prototype, { constructor: base });
    hidden(proto, 'toString', {
      toString() { return `${this.name} [${code}]: ${this.message}`; },
    }.toString);
    defineProperty(proto, isNodeError, { value: true });
    Kind = { prototype: create(proto, { constructor: base }) };
  }
  kinds.set(key, Kind);
  return Kind;
}

function hidden(object, key, value, enumerable = false) {
  defineProperty(object, key, { value, enumerable, writable: true, configurable: true });
}

/** Sets `error.stack`, whose first line names the code, as of here (or above `hide`). */
function stackWithCode(error, code, hide) {
  if (captureStackTrace === undefined) return;
  hidden(error, 'name', `${error.name} [${code}]`);
  captureStackTrace(error, hide);
  void error.stack; // made now, while the name has the code
  delete error.name;
}

/**
 * A Node error: an instance of `Base` with a code.
 * @param {Function} [hide] frames above and including this function stay out of the stack
 */
function nodeError(Base, code, message, hide = nodeError) {
  const Kind = kindOf(Base, code);
  if (legacy) {
    const error = new Kind(message);
    if (captureStackTrace !== undefined) captureStackTrace(error, hide);
    return error;
  }
  if (major < 16) {
    const error = new Kind(message);
    stackWithCode(error, code, hide);
    error.code = code;
    return error;
  }
  if (major < 20) {
    const error = new Base(message);
    hidden(error, 'toString', {
      toString() { return `${this.name} [${code}]: ${this.message}`; },
    }.toString);
    stackWithCode(error, code, hide);
    defineProperty(error, isNodeError, { value: true, configurable: true, writable: true });
    error.code = code;
    return error;
  }
  const error = new Base();
  setPrototypeOf(error, Kind.prototype);
  error.code = code;
  hidden(error, 'message', message);
  stackWithCode(error, code, hide);
  return error;
}

// "of type string", "one of type string or number", "one of a, b, or c"
function oneOf(words, thing, plural) {
  const last = words.length - 1;
  if (last === 0) return `${thing}${words[0]}`;
  if (last === 1) return `${plural}${words[0]} or ${words[1]}`;
  return `${plural}${join(arraySlice(words, 0, last), ', ')}, or ${words[last]}`;
}

const primitives = ['string', 'function', 'number', 'object', 'boolean', 'bigint', 'symbol'];

function expectation(expected) {
  const types = [];
  const instances = [];
  const others = [];
  for (let i = 0; i < expected.length; i++) {
    const word = expected[i];
    const small = lower(word);
    if (primitives.includes(small)) types.push(small);
    else if (test(/^([A-Z][a-z0-9]*)+$/, word)) instances.push(word);
    else others.push(word);
  }
  const object = types.indexOf('object');
  if (instances.length > 0 && object !== -1) {
    types.splice(object, 1);
    instances.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(oneOf(types, 'of type ', 'one of type '));
  if (instances.length > 0) parts.push(oneOf(instances, 'an instance of ', 'an instance of '));
  if (others.length > 0) {
    const article = others.length === 1 && lower(others[0]) !== others[0] ? 'an ' : '';
    parts.push(oneOf(others, article, 'one of '));
  }
  return join(parts, ' or ');
}

/** What was received instead, in the words of 12 and later. */
function received(value) {
  if (value === null || value === undefined) return `${value}`;
  if (typeof value === 'function' && (value.name || major >= 20)) return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = value.constructor?.name;
    if (typeof name === 'string' && name !== '') return `an instance of ${name}`;
    return internal.inspect(value, { depth: -1 });
  }
  let shown;
  if (major >= 20 && typeof value === 'string') {
    shown = internal.inspect(value.length > 28 ? `${slice(value, 0, 25)}...` : value);
  } else {
    shown = internal.inspect(value, { colors: false });
    if (shown.length > (major < 20 ? 25 : 28)) shown = `${slice(shown, 0, 25)}...`;
  }
  return `type ${typeof value} (${shown})`;
}

/** `name` is an argument's, or a property's path such as `options.signal`. */
function invalidArgType(name, expected, actual, hide = invalidArgType) {
  const list = isArray(expected) ? expected : [expected];
  const kind = includes(name, '.') ? 'property' : 'argument';
  const subject = endsWith(name, ' argument') ? name : `"${name}" ${kind}`;
  const message = legacy
    ? `The ${subject} must be ${oneOf(list, 'of type ', 'one of type ')}. Received type ${typeof actual}`
    : `The ${subject} must be ${expectation(list)}. Received ${received(actual)}`;
  return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message, hide);
}

function invalidArgValue(name, value, reason = 'is invalid', Base = TypeError) {
  let shown = internal.inspect(value);
  if (shown.length > 128) shown = `${slice(shown, 0, 128)}...`;
  const kind = major >= 16 && includes(name, '.') ? 'property' : 'argument';
  return nodeError(Base, 'ERR_INVALID_ARG_VALUE',
    `The ${kind} '${name}' ${reason}. Received ${shown}`, invalidArgValue);
}

// 4294967297 reads 4_294_967_297
function separated(digits) {
  const sign = digits[0] === '-' ? '-' : '';
  let rest = sign ? slice(digits, 1) : digits;
  let out = '';
  while (rest.length > 3) {
    out = `_${slice(rest, -3)}${out}`;
    rest = slice(rest, 0, -3);
  }
  return sign + rest + out;
}

function outOfRange(name, range, value, hide = outOfRange) {
  let shown;
  if (legacy) {
    shown = `${value}`;
  } else if (typeof value === 'bigint') {
    shown = `${value}`;
    if (value > 4294967296n || value < -4294967296n) shown = separated(shown);
    shown += 'n';
  } else if (Number.isInteger(value) && Math.abs(value) > 4294967296) {
    shown = separated(`${value}`);
  } else {
    shown = internal.inspect(value);
  }
  return nodeError(RangeError, 'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. Received ${shown}`, hide);
}

function validateFunction(value, name) {
  if (typeof value !== 'function') {
    throw invalidArgType(name, legacy ? 'Function' : 'function', value, validateFunction);
  }
}

/** The check of a last argument that is called later; it has its own code up to 16. */
function validateCallback(value, name = 'callback') {
  if (typeof value === 'function') return;
  if (major >= 18) throw invalidArgType(name, 'function', value, validateCallback);
  throw nodeError(TypeError, 'ERR_INVALID_CALLBACK',
    legacy ? 'Callback must be a function'
      : `Callback must be a function. Received ${internal.inspect(value)}`, validateCallback);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw invalidArgType(name, 'string', value, validateString);
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidArgType(name, 'boolean', value, validateBoolean);
}

function validateNumber(value, name, min = -Infinity, max = Infinity) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value, validateNumber);
  if (value >= min && value <= max) return;
  const low = min === -Infinity ? '' : `>= ${min}`;
  const high = max === Infinity ? '' : `<= ${max}`;
  if (low === '' && high === '') return;
  throw outOfRange(name, low && high ? `${low} && ${high}` : low + high, value, validateNumber);
}

function validateInteger(value, name, min = -9007199254740991, max = 9007199254740991) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value, validateInteger);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value, validateInteger);
  if (value < min || value > max) {
    throw outOfRange(name, `>= ${min} && <= ${max}`, value, validateInteger);
  }
}

function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || isArray(value)) {
    throw invalidArgType(name, 'Object', value, validateObject);
  }
}

const SystemError = major < 20 ? class NodeError extends Error {} : class SystemError extends Error {};

/** An error that tells of a system call's: `info` is what libuv said. */
function systemError(code, text, info) {
  const { syscall, message, path } = info;
  const error = new SystemError(`${text}: ${syscall} returned ${info.code} (${message}) ${path}`);
  hidden(error, 'toString', { toString() { return `${this.name} [${code}]: ${this.message}`; } }.toString);
  hidden(error, Symbol.for('nodejs.util.inspect.custom'), function (depth, options) {
    return internal.inspect(this, { ...options, getters: true, customInspect: false });
  });
  hidden(error, 'name', 'SystemError');
  error.code = code;
  error.info = info;
  for (const name of ['errno', 'syscall', 'path']) {
    const accessors = { get: () => info[name], set: (value) => { info[name] = value; } };
    defineProperty(error, name, { ...accessors, enumerable: true, configurable: true });
  }
  stackWithCode(error, code, systemError);
  hidden(error, 'name', 'SystemError');
  return error;
}

/** For the loader: throws what is thrown for a value that is not allowed. */
function refuseValue(name, value, reason) { throw invalidArgValue(name, value, reason); }

/**
 * For the loader: throws an error with a code, and since 18 with the URL of a file that is not
 * there. From 16 on the loader looks for modules when the program's calls are over.
 */
function throwCoded(code, message, url) {
  const limit = Error.stackTraceLimit;
  const isApart = major >= 16 && code === 'ERR_MODULE_NOT_FOUND';
  if (isApart) Error.stackTraceLimit = 0;
  const error = nodeError(Error, code, message, throwCoded);
  if (isApart) Error.stackTraceLimit = limit;
  if (url !== undefined && major >= 18) error.url = url;
  if (major === 18) { // it adds the code last
    delete error.code;
    error.code = code;
  }
  throw error;
}

/** For the loader: throws what linking modules throws. */
function throwSyntax(message) { throw new SyntaxError(message); }

/** The same for a value that is of another type. */
function refuseType(name, expected, value) { throw invalidArgType(name, expected, value, refuseType); }

function validateAbortSignal(value, name) {
  if (value !== undefined && (value === null || typeof value !== 'object' || !('aborted' in value))) {
    throw invalidArgType(name, 'AbortSignal', value, validateAbortSignal);
  }
}

/** What exists in Node but not here: it is refused where a program asks for it. */
function unsupported(what, instead) {
  const error = new Error(`${what} exists in Node, but not in this simulation${instead ? `: ${instead}` : ''}`);
  error.code = 'ERR_UNSUPPORTED_HERE';
  return error;
}

/** What abortable functions of Node reject with (16 and later). */
class AbortError extends Error {
  constructor(message = 'The operation was aborted', options = undefined) {
    if (options !== undefined && typeof options !== 'object') {
      throw invalidArgType('options', 'Object', options);
    }
    super(message, options);
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

module.exports = {
  AbortError, invalidArgType, invalidArgValue, nodeError, outOfRange, received, refuseType, refuseValue,
  systemError, throwCoded, throwSyntax, unsupported, validateAbortSignal, validateBoolean, validateCallback, validateFunction,
  validateInteger,
  validateNumber, validateObject, validateString,
};
