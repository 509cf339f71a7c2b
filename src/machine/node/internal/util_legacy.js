'use strict';
// util.isString and its like: until 23; from 22 on each call of them is deprecated aloud.

const { major } = internal;
const deprecate = require('internal/deprecate');
const { types } = internal;

const predicates = {
  isBoolean: [(arg) => typeof arg === 'boolean', 'DEP0045'],
  isBuffer: [(arg) => require('buffer').Buffer.isBuffer(arg), 'DEP0046'],
  isNull: [(arg) => arg === null, 'DEP0050'],
  isNullOrUndefined: [(arg) => arg === null || arg === undefined, 'DEP0051'],
  isNumber: [(arg) => typeof arg === 'number', 'DEP0052'],
  isString: [(arg) => typeof arg === 'string', 'DEP0056'],
  isSymbol: [(arg) => typeof arg === 'symbol', 'DEP0057'],
  isUndefined: [(arg) => arg === undefined, 'DEP0058'],
  isRegExp: [types.isRegExp, 'DEP0055'],
  isObject: [(arg) => arg !== null && typeof arg === 'object', 'DEP0053'],
  isDate: [types.isDate, 'DEP0047'],
  isError: [(arg) => Object.prototype.toString.call(arg) === '[object Error]' || arg instanceof Error, 'DEP0048'],
  isFunction: [(arg) => typeof arg === 'function', 'DEP0049'],
  isPrimitive: [(arg) => arg === null || (typeof arg !== 'object' && typeof arg !== 'function'), 'DEP0054'],
};

const advice = {
  isBoolean: [2, 'typeof arg === "boolean"'],
  isBuffer: [1, 'Buffer.isBuffer()'],
  isNull: [1, 'arg === null'],
  isNullOrUndefined: [1, 'arg === null || arg === undefined'],
  isNumber: [1, 'typeof arg === "number"'],
  isString: [2, 'typeof arg === "string"'],
  isSymbol: [2, 'arg === "symbol"'],
  isUndefined: [1, 'arg === undefined'],
  isRegExp: [1, 'arg instanceof RegExp'],
  isObject: [1, 'arg !== null && typeof arg === "object"'],
  isDate: [2, 'arg instanceof Date'],
  isError: [1, 'ObjectPrototypeToString(e) === "[object Error]" || e instanceof Error'],
  isFunction: [2, 'typeof arg === "function"'],
  isPrimitive: [1, 'arg === null || (typeof arg !== "object" && typeof arg !== "function")'],
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number) => `${number}`.padStart(2, '0');

function log(...args) {
  const d = new Date();
  const time = [d.getHours(), d.getMinutes(), d.getSeconds()].map(two).join(':');
  console.log('%s - %s', `${d.getDate()} ${months[d.getMonth()]} ${time}`, internal.format(...args));
}

for (const name of Object.keys(predicates)) {
  const [fn, code] = predicates[name];
  Object.defineProperty(fn, 'name', { value: name, configurable: true });
  const [blanks, instead] = advice[name];
  module.exports[name] = major < 22 ? fn : deprecate(fn,
    `The \`util.${name}\` API is deprecated.${' '.repeat(blanks)}Please use \`${instead}\` instead.`, code);
}
module.exports.log = major < 22 ? log : deprecate(log, 'The `util.log API is deprecated. ' +
  'Please use console.log() with a custom formatter or a third-party logger instead.', 'DEP0059');
