'use strict';
// perf_hooks: the virtual clock, marks and measures.

const { major, now } = internal;
const { invalidArgType, nodeError } = require('internal/errors');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

class PerformanceEntry {
  #fields;
  constructor(key, name, entryType, startTime, duration, detail) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#fields = { name, entryType, startTime, duration, detail };
  }
  get name() { return this.#fields.name; }
  get entryType() { return this.#fields.entryType; }
  get startTime() { return this.#fields.startTime; }
  get duration() { return this.#fields.duration; }
  toJSON() {
    const { name, entryType, startTime, duration } = this;
    return { name, entryType, startTime, duration };
  }
  static detailOf(entry) { return entry.#fields.detail; }
  [customInspect](depth, options) {
    if (depth < 0) return this.constructor.name;
    const { name, entryType, startTime, duration } = this;
    const shown = { name, entryType, startTime, duration };
    if (major >= 16 && this.constructor !== PerformanceEntry) shown.detail = detailOf(this);
    return `${this.constructor.name} ${internal.inspect(shown, { ...options, depth: options.depth === null ? null : options.depth - 1 })}`;
  }
}
const secret = {};
const { detailOf } = PerformanceEntry;
delete PerformanceEntry.detailOf;

class PerformanceMark extends PerformanceEntry {
  constructor(name, options) {
    const start = options?.startTime ?? now();
    super(secret, `${name}`, 'mark', start, 0, options?.detail ?? null);
  }
  get detail() { return detailOf(this); }
}

class PerformanceMeasure extends PerformanceEntry {
  get detail() { return detailOf(this); }
}

const entries = [];
const observers = new Set();

function enqueue(entry) {
  entries.push(entry);
  for (const observer of observers) observer.offer(entry);
}

// A mark's name, or a time.
function timeOf(value) {
  if (typeof value === 'number') return value;
  if (value === undefined) return undefined;
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === 'mark' && entries[i].name === `${value}`) return entries[i].startTime;
  }
  if (major >= 12 && major < 16) return 0;
  if (major < 16) throw nodeError(Error, 'ERR_INVALID_PERFORMANCE_MARK', `The "${value}" performance mark has not been set`);
  throw new (require('internal/dom_exception'))(`The "${value}" performance mark has not been set`, 'SyntaxError');
}

const remove = (type, name) => {
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === `${name}`)) entries.splice(i, 1);
  }
};
const sorted = (list) => list.slice().sort((a, b) => a.startTime - b.startTime);

/** How long the loop was busy and how long it slept, in all or since another such answer. */
function eventLoopUtilization(newer, older) {
  const told = (idle, active) => ({ idle, active, utilization: active / (idle + active) });
  const times = internal.loopTimes();
  if (times === undefined) return { idle: 0, active: 0, utilization: 0 };
  if (older) return told(newer.idle - older.idle, newer.active - older.active);
  const [start, idle] = times;
  const active = now() - start - idle;
  return newer ? told(idle - newer.idle, active - newer.active) : told(idle, active);
}

const timed = new WeakMap();

/** `fn`, with an entry for each call once it is over: for a promise, when it settles (16). */
function timerify(fn) {
  if (typeof fn !== 'function') throw invalidArgType('fn', major < 12 ? 'Function' : 'function', fn);
  if (major < 16 && timed.has(fn)) return timed.get(fn);
  const done = (start, args) => {
    const duration = now() - start;
    const entry = new PerformanceEntry(secret, fn.name, 'function', start, duration, args);
    if (major < 16) Object.assign(entry, args);
    else Object.defineProperty(entry, 'detail', { value: args, enumerable: true });
    for (const observer of observers) observer.offer(entry);
  };
  function timerified(...args) {
    const start = now();
    const result = new.target ? Reflect.construct(fn, args, fn) : Reflect.apply(fn, this, args);
    if (major >= 16 && !new.target && typeof result?.finally === 'function') {
      return result.finally(() => { done(start, args); });
    }
    done(start, args);
    return result;
  }
  Object.defineProperties(timerified, {
    length: { configurable: false, enumerable: true, value: fn.length },
    name: { configurable: false, enumerable: true, value: `timerified ${fn.name}` },
  });
  timed.set(fn, timerified);
  return timerified;
}

class Performance extends (major < 16 ? Object : require('internal/event_target').EventTarget) {
  constructor(key) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
  }
  now() { return now(); }
  get timeOrigin() { return internal.world().startMs; }
  mark(name, options = {}) {
    const mark = new PerformanceMark(name, options);
    enqueue(mark);
    return major < 16 ? undefined : mark;
  }
  measure(name, startOrOptions, endMark) {
    let [start, end, detail] = [startOrOptions, endMark, null];
    let duration;
    if (startOrOptions !== null && typeof startOrOptions === 'object') {
      ({ start, end, duration } = startOrOptions);
      detail = startOrOptions.detail ?? null;
    }
    let to = timeOf(end);
    let from = timeOf(start);
    if (to === undefined) to = duration !== undefined && from !== undefined ? from + duration : now();
    if (from === undefined) from = duration === undefined ? 0 : to - duration;
    const measure = new PerformanceMeasure(secret, `${name}`, 'measure', from, to - from, detail);
    enqueue(measure);
    return major < 16 ? undefined : measure;
  }
  clearMarks(name) { remove('mark', name); }
  clearMeasures(name) { remove('measure', name); }
  getEntries() { return sorted(entries); }
  getEntriesByName(name, type) {
    return sorted(entries.filter((entry) => entry.name === `${name}` && (type === undefined || entry.entryType === type)));
  }
  getEntriesByType(type) { return sorted(entries.filter((entry) => entry.entryType === type)); }
  timerify(fn) { return timerify(fn); }
  eventLoopUtilization(newer, older) { return eventLoopUtilization(newer, older); }
  toJSON() { return { timeOrigin: this.timeOrigin }; }
  [customInspect](depth, options) {
    if (depth < 0) return 'Performance';
    return `Performance ${internal.inspect({ timeOrigin: this.timeOrigin }, options)}`;
  }
}
if (major < 16) {
  delete Performance.prototype.getEntries;
  delete Performance.prototype.getEntriesByName;
  delete Performance.prototype.getEntriesByType;
}
const performance = new Performance(secret);

class PerformanceObserver {
  #callback;
  #types = new Set();
  #queue = [];
  constructor(callback) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'Function', callback);
    this.#callback = callback;
  }
  observe(options = {}) {
    const types = options.entryTypes ?? (options.type === undefined ? undefined : [options.type]);
    if (!Array.isArray(types)) throw invalidArgType('options.entryTypes', 'string[]', options.entryTypes);
    types.forEach((type) => this.#types.add(type));
    observers.add(this);
    if (options.buffered) entries.forEach((entry) => this.offer(entry));
  }
  disconnect() {
    observers.delete(this);
    this.#queue = [];
  }
  takeRecords() {
    const list = this.#queue;
    this.#queue = [];
    return list;
  }
  /** Called with each new entry; those asked for are handed over in an immediate. */
  offer(entry) {
    if (!this.#types.has(entry.entryType)) return;
    this.#queue.push(entry);
    if (major < 16) this.#deliver(); // each at once, unless it was to be buffered
    else if (this.#queue.length === 1) internal.timers.setImmediate(() => { this.#deliver(); }).unref();
  }
  #deliver() {
    const list = this.takeRecords();
    if (list.length > 0) {
      const by = (test) => sorted(list.filter(test));
      this.#callback.call(this, {
        getEntries: () => sorted(list),
        getEntriesByType: (type) => by((each) => each.entryType === type),
        getEntriesByName: (name, type) => by((each) => each.name === name && (type === undefined || each.entryType === type)),
      }, this);
    }
  }
}

module.exports = {
  PerformanceObserver, performance,
  constants: {},
};
if (major >= 16) Object.assign(module.exports, { PerformanceEntry, PerformanceMark, PerformanceMeasure });
if (major >= 18) module.exports.Performance = Performance;
if (major < 12) delete Performance.prototype.eventLoopUtilization;
if (major >= 24) Object.assign(module.exports, { eventLoopUtilization, timerify });
