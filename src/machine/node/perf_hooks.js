'use strict';
// perf_hooks: the virtual clock, marks and measures, and what the loop has been doing.

const { major, now } = internal;
const { invalidArgType, nodeError, validateString } = require('internal/errors');
const entry = require('internal/perf/entries');
const { PerformanceObserver, PerformanceObserverEntryList, enqueue } = require('internal/perf/observe');
const histogram = require('internal/perf/histogram');
const nodeTiming = require('internal/perf/node_timing');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const secret = {};

const entries = [];

function keep(made) {
  entries.push(made);
  enqueue(made);
  return major < 16 ? undefined : made;
}

// A mark's name, or a time.
function timeOf(value) {
  if (typeof value === 'number') {
    if (value < 0) throw nodeError(TypeError, 'ERR_PERFORMANCE_INVALID_TIMESTAMP', `${value} is not a valid timestamp`);
    return value;
  }
  if (value === undefined) return undefined;
  const name = `${value}`;
  if (entry.milestones.includes(name)) return nodeTiming[name];
  const found = entries.filter((each) => each.entryType === 'mark' && each.name === name).pop();
  if (found !== undefined) return found.startTime;
  if (major >= 12 && major < 16) return 0;
  const text = `The "${name}" performance mark has not been set`;
  if (major < 16) throw nodeError(Error, 'ERR_INVALID_PERFORMANCE_MARK', text);
  throw new (require('internal/dom_exception'))(text, 'SyntaxError');
}

const isMark = (name) => entry.milestones.includes(`${name}`) || entries.some((each) => each.entryType === 'mark' && each.name === `${name}`);
const invalidOptions = (text) => nodeError(TypeError, 'ERR_PERFORMANCE_MEASURE_INVALID_OPTIONS', text);

/** From when to when a measure is: by the names of marks, by times, or by a duration. */
function span(options, endMark) {
  const given = options !== null && typeof options === 'object' && (options.start !== undefined || options.end !== undefined) ? options : undefined;
  const { start, end, duration } = given ?? {};
  if (given !== undefined) {
    if (endMark !== undefined) throw invalidOptions('endMark must not be specified');
    if (start !== undefined && end !== undefined && duration !== undefined) {
      throw invalidOptions('Must not have options.start, options.end, and options.duration specified');
    }
  }
  let to = timeOf(endMark ?? end);
  if (to === undefined) to = start !== undefined && duration !== undefined ? timeOf(start) + timeOf(duration) : now();
  if (typeof options === 'string') return [timeOf(options), to];
  if (start !== undefined) return [timeOf(start), to];
  return [duration !== undefined && end !== undefined ? to - timeOf(duration) : 0, to];
}

const remove = (type, given) => {
  const name = given === undefined ? undefined : entry.textOf(given);
  for (let i = entries.length - 1; i >= 0; i--) {
    if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
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
function timerify(fn, options = {}) {
  if (typeof fn !== 'function') throw invalidArgType('fn', major < 12 ? 'Function' : 'function', fn);
  if (major < 16 && timed.has(fn)) return timed.get(fn);
  const { histogram: into } = options;
  if (major >= 16 && into !== undefined && !histogram.isRecordable(into)) throw invalidArgType('options.histogram', 'RecordableHistogram', into);
  const done = (start, args) => {
    const duration = now() - start;
    into?.record(Math.ceil(duration * 1e6));
    enqueue(entry.call(fn.name, start, duration, args));
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
  mark(name, options = undefined) { return keep(entry.mark(name, options, arguments.length)); }
  measure(name, startOrOptions, endMark) {
    if (major >= 16) validateString(name, 'name');
    let from;
    let to;
    if (major < 16) {
      // Up to 11 the end must be a mark, and from 12 on an unknown one counts as the start of all.
      to = endMark === undefined && major >= 12 ? now() : timeOf(`${endMark}`);
      from = isMark(startOrOptions) ? timeOf(`${startOrOptions}`) : 0;
    } else {
      [from, to] = span(startOrOptions, endMark);
    }
    return keep(entry.measure(name, from, to - from, startOrOptions?.detail));
  }
  clearMarks(name) { remove('mark', name); }
  clearMeasures(name) { remove('measure', name); }
  getEntries() { return sorted(entries); }
  getEntriesByName(name, type) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "name" argument must be specified');
    return sorted(entries.filter((each) => each.name === `${name}` && (type === undefined || each.entryType === type)));
  }
  getEntriesByType(type) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "type" argument must be specified');
    return sorted(entries.filter((each) => each.entryType === type));
  }
  get nodeTiming() { return nodeTiming; }
  timerify(fn, options) { return timerify(fn, options); }
  eventLoopUtilization(newer, older) { return eventLoopUtilization(newer, older); }
  toJSON() { return { nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: eventLoopUtilization() }; }
  [customInspect](depth, options) {
    if (depth < 0) return 'Performance';
    return `Performance ${internal.inspect({ nodeTiming, timeOrigin: this.timeOrigin }, options)}`;
  }
}
if (major < 16) {
  delete Performance.prototype.getEntries;
  delete Performance.prototype.getEntriesByName;
  delete Performance.prototype.getEntriesByType;
}
if (major >= 20) Object.defineProperty(Performance.prototype, Symbol.toStringTag, { value: 'Performance', configurable: true });
const performance = new Performance(secret);

module.exports = {
  PerformanceObserver, performance,
  constants: {},
};
if (major >= 16) {
  const { PerformanceEntry, PerformanceMark, PerformanceMeasure } = entry;
  Object.assign(module.exports, { PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserverEntryList });
}
if (major >= 14) module.exports.createHistogram = histogram.createHistogram;
if (major >= 11) module.exports.monitorEventLoopDelay = histogram.monitorEventLoopDelay;
if (major >= 18) module.exports.Performance = Performance;
if (major < 12) delete Performance.prototype.eventLoopUtilization;
if (major >= 24) Object.assign(module.exports, { eventLoopUtilization, timerify });
