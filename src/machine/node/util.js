'use strict';
// util: what is not formatting is here; formatting is native (`internal.inspect` and its like).

const { major } = internal;
const { defineProperty, keys, setPrototypeOf } = Object;
const { invalidArgType, validateAbortSignal, validateString } = require('internal/errors');
const deprecate = require('internal/deprecate');
const { callbackify, promisify } = require('internal/promisify');

function inherits(ctor, superCtor) {
  const fn = major < 12 ? 'Function' : 'function';
  if (ctor === undefined || ctor === null) throw invalidArgType('ctor', fn, ctor);
  if (superCtor === undefined || superCtor === null) throw invalidArgType('superCtor', fn, superCtor);
  if (superCtor.prototype === undefined) {
    throw invalidArgType('superCtor.prototype', 'Object', superCtor.prototype);
  }
  if (major < 11) ctor.super_ = superCtor;
  else defineProperty(ctor, 'super_', { value: superCtor, writable: true, configurable: true });
  setPrototypeOf(ctor.prototype, superCtor.prototype);
}

function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  const names = keys(source);
  for (let i = names.length - 1; i >= 0; i--) target[names[i]] = source[names[i]];
  return target;
}

// NODE_DEBUG is read from an environment that is empty: no section is ever enabled.
function debuglog(set, callback) {
  let told = false;
  const logger = function debug() {
    if (told) return;
    told = true;
    if (typeof callback === 'function') callback(logger);
  };
  if (major >= 12) defineProperty(logger, 'name', { value: major < 14 ? '' : 'logger', configurable: true });
  defineProperty(logger, 'enabled', { get() { return false; }, configurable: true, enumerable: true });
  return logger;
}

async function aborted(signal, resource) {
  if (signal === undefined) throw invalidArgType('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  if (resource === null || (typeof resource !== 'object' && typeof resource !== 'function')) {
    throw invalidArgType('resource', 'Object', resource);
  }
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', resolve, require('internal/event_target').unstoppable());
  });
}

function styleText(format, text) {
  validateString(text, 'text');
  let open = '';
  let close = '';
  for (const name of Array.isArray(format) ? format : [format]) {
    const codes = internal.inspect.colors[name];
    if (codes === undefined && name !== 'none') {
      const list = keys(internal.inspect.colors).map((color) => `'${color}'`).join(', ');
      throw require('internal/errors').invalidArgValue('format', name, `must be one of: ${list}`);
    }
    if (codes === undefined) continue;
    open += `\u001b[${codes[0]}m`;
    close = `\u001b[${codes[1]}m${close}`;
  }
  // From 22.13 on the stream decides, and here none is a terminal.
  return major >= 22 ? text : `${open}${text}${close}`;
}

const { isDeepStrictEqual } = require('internal/comparisons');

const util = module.exports = {
  _extend: major < 22 ? _extend
    : deprecate(_extend, 'The `util._extend` API is deprecated. Please use Object.assign() instead.', 'DEP0060'),
  callbackify,
  debuglog,
  deprecate,
  format: internal.format,
  formatWithOptions: internal.formatWithOptions,
  inherits,
  inspect: internal.inspect,
  isArray: major < 22 ? Array.isArray
    : deprecate(Array.isArray, 'The `util.isArray` API is deprecated. Please use `Array.isArray()` instead.', 'DEP0044'),
  isDeepStrictEqual,
  promisify,
  types: internal.types,
};

/** A property fetched when it is first read. The getter stays, as those of process.js do. */
function later(name, get, enumerable = true) {
  let read = () => {
    const value = get();
    read = () => value;
    return value;
  };
  const set = (value) => { read = () => value; };
  defineProperty(util, name, { get: () => read(), set, enumerable, configurable: true });
}

if (major < 24) {
  const legacy = [
    'isBoolean', 'isBuffer', 'isNull', 'isNullOrUndefined', 'isNumber', 'isString', 'isSymbol',
    'isUndefined', 'isRegExp', 'isObject', 'isDate', 'isError', 'isFunction', 'isPrimitive', 'log',
  ];
  for (const name of legacy) later(name, () => require('internal/util_legacy')[name]);
}
for (const name of ['TextDecoder', 'TextEncoder']) {
  later(name, () => require('internal/encoding')[name]);
}
if (major >= 14) {
  util.debug = debuglog;
  util.toUSVString = function toUSVString(input) {
    return `${input}`.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  };
}
if (major >= 16) util.stripVTControlCharacters = internal.stripVTControlCharacters;
if (major >= 18) {
  defineProperty(util, 'aborted', { get: () => aborted, enumerable: true, configurable: true });
}
if (major >= 20) util.styleText = styleText;
if (major >= 16) {
  util.parseArgs = function parseArgs(config) { return require('internal/parse_args')(config); };
}
if (major >= 18) {
  for (const name of ['MIMEType', 'MIMEParams']) later(name, () => require('internal/mime')[name]);
}
