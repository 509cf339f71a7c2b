'use strict';
// The entries of a performance timeline: marks, measures, calls of functions. Up to 14 their
// fields are their own; later ones have getters.

const { major, now } = internal;
const { invalidArgValue, nodeError, validateNumber, validateObject } = require('internal/errors');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const old = major < 16;

const secret = {};
const fields = new WeakMap();
const fieldsOf = (entry, name) => {
  const found = fields.get(entry);
  if (found === undefined) throw nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
  return found;
};

class PerformanceEntry {
  constructor(key, name, entryType, startTime, duration, detail) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    fields.set(this, { name, entryType, startTime, duration, detail });
  }
  get name() { return fieldsOf(this, 'PerformanceEntry').name; }
  get entryType() { return fieldsOf(this, 'PerformanceEntry').entryType; }
  get startTime() { return fieldsOf(this, 'PerformanceEntry').startTime; }
  get duration() { return fieldsOf(this, 'PerformanceEntry').duration; }
  toJSON() {
    const { name, entryType, startTime, duration } = this;
    return { name, entryType, startTime, duration };
  }
  [customInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    return `${this.constructor.name} ${internal.inspect(this.toJSON(), { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}

const withDetail = (Base, own) => class extends Base {
  get detail() { return fieldsOf(this, own).detail; }
  toJSON() { return { ...super.toJSON(), detail: fieldsOf(this, own).detail }; }
};

/** Names that a mark may not have: the moments of Node's own start. */
const milestones = ['nodeStart', 'v8Start', 'environment', 'loopStart', 'loopExit', 'bootstrapComplete'];

class PerformanceMark extends withDetail(PerformanceEntry, 'PerformanceMark') {
  constructor(name, options = undefined) {
    if (arguments.length === 0 && major >= 20) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    const text = textOf(name);
    if (milestones.includes(text)) throw invalidArgValue('name', text);
    if (options !== null && options !== undefined) validateObject(options, 'options');
    const start = options?.startTime ?? now();
    validateNumber(start, 'startTime');
    if (start < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${start} is not a valid timestamp`);
    super(secret, text, 'mark', start, 0, copied(options?.detail));
  }
}
class PerformanceMeasure extends withDetail(PerformanceEntry, 'PerformanceMeasure') {}
class PerformanceNodeEntry extends withDetail(PerformanceEntry, 'PerformanceNodeEntry') {}
for (const Class of [PerformanceMark, PerformanceMeasure]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
if (major < 20) Object.defineProperty(PerformanceNodeEntry, 'name', { value: 'PerformanceEntry' });

/** A name as a string. */
function textOf(name) {
  if (typeof name === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return `${name}`;
}

const copied = (detail) => (detail === undefined || detail === null ? null
  : require('internal/structured_clone').structuredClone(detail));

/** Up to 14: the fields are the entry's own. */
const OldEntry = {
  PerformanceEntry: class PerformanceEntry {
    constructor(values) { Object.assign(this, values); }
  },
}.PerformanceEntry;

module.exports = {
  PerformanceEntry, PerformanceMark, PerformanceMeasure,
  milestones, textOf,
  mark(name, options, count) {
    if (old) return new OldEntry({ name: `${name}`, entryType: 'mark', startTime: now(), duration: 0 });
    return count === 0 ? new PerformanceMark() : new PerformanceMark(name, options);
  },
  measure(name, startTime, duration, detail) {
    if (old) return new OldEntry({ name: `${name}`, entryType: 'measure', startTime, duration });
    return new PerformanceMeasure(secret, name, 'measure', startTime, duration, copied(detail));
  },
  /** A call of a function; its arguments are also the entry's elements. */
  call(name, startTime, duration, args) {
    const values = { name, entryType: 'function', startTime, duration };
    if (old) return new OldEntry({ ...args, ...values });
    return Object.assign(new PerformanceNodeEntry(secret, name, 'function', startTime, duration, args), args);
  },
};
