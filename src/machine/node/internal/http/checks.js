'use strict';
// What http and net check of what they are given.

const { nodeError, outOfRange, validateNumber } = require('internal/errors');

const isToken = (value) => typeof value === 'string' && /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/.test(value);

// Control characters have no place in a header's value.
const badValue = /[^\t\x20-\x7e\x80-\xff]/;

function checkHeaderName(name) {
  if (!isToken(name)) {
    throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
  }
}

function checkHeaderValue(name, value) {
  if (value === undefined) {
    throw nodeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`);
  }
  if (badValue.test(`${value}`)) {
    throw nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
  }
}

/** A time out in milliseconds; timers know no longer one than 2^31 - 1. */
function checkDuration(msecs, name) {
  validateNumber(msecs, name);
  if (msecs < 0 || !Number.isFinite(msecs)) throw outOfRange(name, 'a non-negative finite number', msecs);
  if (msecs > 2147483647) {
    const warning = `${msecs} does not fit into a 32-bit signed integer.\nTimer duration was truncated to 2147483647.`;
    require('process').emitWarning(warning, 'TimeoutOverflowWarning');
    return 2147483647;
  }
  return msecs;
}

module.exports = { checkDuration, checkHeaderName, checkHeaderValue, isToken };
