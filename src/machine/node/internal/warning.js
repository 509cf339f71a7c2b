'use strict';
// process.emitWarning, and the listener that prints warnings to stderr.

const { major, captureStackTrace } = internal;
const proc = require('process');
const { invalidArgType, validateString } = require('internal/errors');
const errorToString = Function.prototype.call.bind(Error.prototype.toString);

let hinted = false;

function emitWarning(warning, type, code, ctor) {
  let detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ({ ctor, code } = type);
    if (typeof type.detail === 'string') detail = type.detail;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = undefined;
    type = 'Warning';
  }
  if (type !== undefined) validateString(type, 'type');
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  } else if (code !== undefined) {
    validateString(code, 'code');
  }
  let error = warning;
  if (typeof warning === 'string' || (major < 11 && warning === undefined)) {
    error = new Error(warning);
    error.name = String(type || 'Warning');
    if (code !== undefined) error.code = code;
    if (detail !== undefined) error.detail = detail;
    if (captureStackTrace !== undefined) captureStackTrace(error, ctor || proc.emitWarning);
  } else if (!(error instanceof Error)) {
    throw invalidArgType('warning', ['Error', 'string'], warning);
  }
  if (error.name === 'DeprecationWarning') {
    if (proc.noDeprecation) return;
    if (proc.throwDeprecation) {
      if (major < 12) throw error;
      proc.nextTick(() => { throw error; });
      return;
    }
  }
  proc.nextTick(doEmitWarning, error);
}

function doEmitWarning(warning) { proc.emit('warning', warning); }

function print(warning) {
  if (!(warning instanceof Error)) return;
  const deprecation = warning.name === 'DeprecationWarning';
  if (deprecation && proc.noDeprecation) return;
  const trace = proc.traceProcessWarnings || (deprecation && proc.traceDeprecation);
  let text = `(node:${proc.pid}) `;
  if (warning.code) text += `[${warning.code}] `;
  if (trace && warning.stack) text += warning.stack;
  else text += typeof warning.toString === 'function' ? warning.toString() : errorToString(warning);
  if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
  if (major >= 14 && !trace && !hinted) {
    const flag = deprecation ? '--trace-deprecation' : '--trace-warnings';
    text += `\n(Use \`node ${flag} ...\` to show where the warning was created)`;
    hinted = true;
  }
  internal.console.error(text);
}

/** What is said before the program runs: nobody can listen. */
function printEarly(text, name) {
  const warning = new Error(text);
  warning.name = name;
  print(warning);
}

module.exports = { emitWarning, print, printEarly };
