'use strict';
// util.deprecate: the first call warns, once for each code.

const { major } = internal;
const { apply, construct } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, setPrototypeOf } = Object;
const { validateString } = require('internal/errors');

const warned = new Set();

function deprecate(fn, message, code) {
  const process = require('process');
  if (major < 24 && process.noDeprecation === true) return fn;
  if (code !== undefined) validateString(code, 'code');
  let done = false;

  function deprecated(...args) {
    if (!done && !process.noDeprecation) {
      done = true;
      if (code === undefined) {
        process.emitWarning(message, 'DeprecationWarning', deprecated);
      } else if (!warned.has(code)) {
        process.emitWarning(message, 'DeprecationWarning', code, deprecated);
        warned.add(code);
      }
    }
    if (new.target) return construct(fn, args, new.target);
    return apply(fn, this, args);
  }

  setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  if (major >= 22) defineProperty(deprecated, 'length', getOwnPropertyDescriptor(fn, 'length'));
  return deprecated;
}

module.exports = deprecate;
