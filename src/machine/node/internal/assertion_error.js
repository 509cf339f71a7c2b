'use strict';
// AssertionError, and the messages that assert makes up.

const { major, captureStackTrace } = internal;
const { fewest, oneByOne } = require('internal/assert_diff');
const { isDeepStrictEqual } = require('internal/comparisons');
const { validateObject } = require('internal/errors');

const old = major < 11;
const headings = old ? {
  deepStrictEqual: 'Input A expected to strictly deep-equal input B:',
  strictEqual: 'Input A expected to strictly equal input B:',
  strictEqualObject: 'Input objects not reference-equal:',
  notIdentical: 'Input objects identical but not reference equal:',
} : {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: major < 12
    ? 'Values identical but not reference-equal:'
    : 'Values have same structure but are not reference-equal:',
};

/** A value one entry a line, so that two can be compared line by line. */
function spread(value) {
  return internal.inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity,
    showHidden: false, showProxy: false, sorted: true, getters: true, breakLength: Infinity,
  });
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

const isPrimitive = (value) => typeof value !== 'object' || value === null;

/** Where two texts of one line each differ, unless that is plain at once. */
function indicator(a, b) {
  if (a.length + b.length > (major >= 22 ? 80 : 79)) return '';
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at > 2 && (major < 22 || at < a.length) ? `\n${' '.repeat(at + 2)}^` : '';
}

/** So many characters of two values are told in one line. */
const shortest = major < 12 ? 10 : 12;

function difference(actual, expected, operator) {
  const both = isObject(actual) && isObject(expected) && typeof actual === typeof expected;
  const kind = operator === 'strictEqual' && both && !old ? 'strictEqualObject' : operator;
  const [a, b] = [spread(actual).split('\n'), spread(expected).split('\n')];
  const legend = old ? '+ expected - actual' : '+ actual - expected';
  const isLine = a.length === 1 && b.length === 1;
  if (major >= 22) return fewestChanges(actual, expected, kind, a, b, legend);
  let below = '';
  if (isLine && a[0] !== b[0] && !old) {
    if (a[0].length + b[0].length <= shortest) {
      if (isPrimitive(actual) && isPrimitive(expected) && (actual !== 0 || expected !== 0)) {
        return `${headings[kind]}\n\n${a[0]} !== ${b[0]}\n`;
      }
    } else if (kind !== 'strictEqualObject') {
      below = indicator(a[0], b[0]);
    }
  }
  const { isEqual, text, skipped } = oneByOne(a, b);
  if (isEqual) return `${headings.notIdentical}\n\n${clipped(a).join('\n')}\n`;
  return `${headings[kind]}\n${legend}${skipped ? ' ... Lines skipped' : ''}\n\n${text}${below}`;
}

/** The same from 22 on. */
function fewestChanges(actual, expected, kind, a, b, legend) {
  const isText = (value) => typeof value === 'string';
  if (a.length === 1 && b.length === 1 && (isPrimitive(actual) || isPrimitive(expected))) {
    const length = a[0].length + b[0].length - 2 * isText(actual) - 2 * isText(expected);
    const isZero = actual === 0 && expected === 0;
    if (length <= shortest && !isZero) return `${headings[kind]}\n\n${a[0]} !== ${b[0]}\n`;
    return `${headings[kind]}\n${legend}\n\n+ ${a[0]}\n- ${b[0]}${indicator(a[0], b[0])}\n`;
  }
  if (a.join('\n') === b.join('\n')) {
    const cut = a.length > 50;
    const text = cut ? `${a.slice(0, 50).join('\n')}\n...}` : a.join('\n');
    return `${headings.notIdentical}\n${cut ? '\n... Skipped lines' : ''}\n${text}\n`;
  }
  const { text, skipped } = fewest(a, b, isPrimitive(actual));
  return `${headings[kind]}\n${legend}${skipped ? '\n... Skipped lines' : ''}\n\n${text}\n`;
}

/** What is left of very many lines. */
function clipped(lines) {
  const most = major < 12 ? 30 : 50;
  return lines.length > most ? [...lines.slice(0, most - 4), '...'] : lines;
}

function unwanted(actual, operator) {
  if (old) {
    const text = clipped(spread(actual).split('\n')).join('\n');
    return `Identical input passed to ${operator}:${text.includes('\n') ? `\n\n${text}\n` : ` ${text}`}`;
  }
  const kind = operator === 'notStrictEqual' && isObject(actual) ? 'notStrictEqualObject' : operator;
  const text = clipped(spread(actual).split('\n')).join('\n');
  return `${headings[kind]}${text.includes('\n') ? `\n\n${text}\n` : ` ${text}`}`;
}

function loosely(actual, expected, operator) {
  const [a, b] = [actual, expected].map((value) => (old ? internal.inspect(value) : spread(value)));
  if (operator === 'notDeepEqual' && !old && isDeepStrictEqual(actual, expected)) {
    return `${headings.notDeepEqual}\n\n${a}`;
  }
  if (operator === 'deepEqual' && !old) {
    return `${headings.deepEqual}\n\n${a}\n\n${major < 12 ? 'should equal' : 'should loosely deep-equal'}\n\n${b}`;
  }
  return `${a} ${operator === 'notDeepEqual' && !old ? 'should not loosely deep-equal' : operator} ${b}`;
}

/** An error without its stack, which would differ. */
function withoutStack(error) {
  const copy = Object.assign(Object.create(Object.getPrototypeOf(error)), error);
  return Object.defineProperty(copy, 'message', { value: error.message });
}

function generate(actual, expected, operator) {
  if (actual instanceof Error && expected instanceof Error) {
    [actual, expected] = [withoutStack(actual), withoutStack(expected)];
  }
  switch (operator) {
    case 'deepStrictEqual':
    case 'strictEqual': return difference(actual, expected, operator);
    case 'notDeepStrictEqual':
    case 'notStrictEqual': return unwanted(actual, operator);
    case 'deepEqual':
    case 'notDeepEqual': return loosely(actual, expected, operator);
    default: return `${internal.inspect(actual)} ${operator} ${internal.inspect(expected)}`;
  }
}

class AssertionError extends Error {
  constructor(options) {
    validateObject(options, 'options');
    const { message, operator, actual, expected, stackStartFn, details } = options;
    const generated = message === undefined || message === null;
    super(generated ? generate(actual, expected, operator) : `${message}${details ?? ''}`);
    this.generatedMessage = !message;
    const name = major < 12 ? 'AssertionError [ERR_ASSERTION]' : 'AssertionError';
    Object.defineProperty(this, 'name', {
      value: 'AssertionError [ERR_ASSERTION]', enumerable: major < 12, writable: true, configurable: true,
    });
    this.code = 'ERR_ASSERTION';
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    if (captureStackTrace !== undefined) captureStackTrace(this, stackStartFn);
    void this.stack; // made now, while the name has the code
    if (major >= 22) this.diff = 'simple';
    this.name = name;
  }

  toString() { return `${this.name} [${this.code}]: ${this.message}`; }
}
if (major < 12) delete AssertionError.prototype.toString;

module.exports = AssertionError;
