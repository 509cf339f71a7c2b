'use strict';
// AssertionError, and the messages that assert makes up.

const { major, captureStackTrace } = internal;
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
  notIdentical: 'Values have same structure but are not reference-equal:',
};

/** A value one entry a line, so that two can be compared line by line. */
function spread(value) {
  return internal.inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity,
    showHidden: false, showProxy: false, sorted: true, getters: true, breakLength: Infinity,
  });
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** Lines only in `a` marked '+', only in `b` '-' (the other way round in 10). */
function diff(a, b) {
  const [plus, minus] = old ? ['-', '+'] : ['+', '-'];
  // A comma at the end makes no difference: up to 20 lines are compared one with the other.
  const same = (i, j) => a[i] === b[j] ||
    (!old && (major >= 22 || i === j) && (a[i] === `${b[j]},` || `${a[i]},` === b[j]));
  // Lengths of the longest common subsequences of the ends of both.
  const common = Array.from({ length: a.length + 1 }, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = same(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const out = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(i, j)) {
      out.push(`  ${a[i].length < b[j].length ? b[j] : a[i]}`);
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) {
      out.push(`${plus} ${a[i++]}`);
    } else {
      out.push(`${minus} ${b[j++]}`);
    }
  }
  return out;
}

const most = 1000;
const lines = (text) => {
  const all = text.split('\n');
  return all.length > most ? [...all.slice(0, most), '...'] : all;
};

function difference(actual, expected, operator) {
  let kind = operator;
  if (operator === 'strictEqual' && isObject(actual) && isObject(expected)) kind = 'strictEqualObject';
  const [a, b] = [lines(spread(actual)), lines(spread(expected))];
  if (operator !== 'deepStrictEqual' && a.join('\n') === b.join('\n') && isObject(actual)) {
    return `${headings.notIdentical}\n\n${a.join('\n')}\n`;
  }
  const short = a.length === 1 && b.length === 1 && a[0] !== b[0] && !isObject(actual) && !isObject(expected);
  if (short && !old && (actual !== 0 || expected !== 0) && a[0].length + b[0].length <= 71) {
    return `${headings[kind]}\n\n${a[0]} !== ${b[0]}\n`;
  }
  const legend = old ? '+ expected - actual' : '+ actual - expected';
  return `${headings[kind]}\n${legend}\n\n${diff(a, b).join('\n')}${major >= 22 ? '\n' : ''}`;
}

function unwanted(actual, operator) {
  if (old) {
    const [text] = [spread(actual)];
    return `Identical input passed to ${operator}:${text.includes('\n') ? `\n\n${text}\n` : ` ${text}`}`;
  }
  const kind = operator === 'notStrictEqual' && isObject(actual) ? 'notStrictEqualObject' : operator;
  const text = spread(actual);
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

function generate(actual, expected, operator) {
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
