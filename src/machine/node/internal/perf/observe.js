'use strict';
// PerformanceObserver: hears of new entries, in an immediate for all of them; up to 14 at once,
// one by one, unless it asks for a buffer.

const { major } = internal;
const {
  invalidArgType, invalidArgValue, nodeError, unsupported, validateCallback, validateFunction, validateObject,
} = require('internal/errors');
const old = major < 16;

const supported = ['dns', 'function', 'gc', 'http', 'http2', 'mark', 'measure', 'net', 'quic', 'resource']
  .filter((type) => type !== 'quic' || major >= 24);
// Of the others nothing comes.
const made = ['function', 'mark', 'measure'];
const quiet = ['gc', 'resource', 'node', 'quic', 'http2'];
const known = old ? ['node', 'mark', 'measure', 'gc', 'function', 'http2', 'http'] : supported;

const byStart = (a, b) => a.startTime - b.startTime;
const missing = (name) => nodeError(TypeError, 'ERR_MISSING_ARGS', `The "${name}" argument must be specified`);

class PerformanceObserverEntryList {
  #entries;
  constructor(entries) {
    if (!Array.isArray(entries) || entries[secret] !== true) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#entries = entries.sort(byStart);
  }
  getEntries() { return this.#entries.slice(); }
  getEntriesByType(type) {
    if (arguments.length === 0 && !old) throw missing('type');
    return this.#entries.filter((entry) => entry.entryType === `${type}`);
  }
  getEntriesByName(name, type = undefined) {
    if (arguments.length === 0 && !old) throw missing('name');
    const is = (entry) => entry.name === `${name}` && (type === undefined || type === null || entry.entryType === type);
    return this.#entries.filter(is);
  }
}
const secret = Symbol('made by an observer');
if (major >= 20) {
  Object.defineProperty(PerformanceObserverEntryList.prototype, Symbol.toStringTag, {
    value: 'PerformanceObserverEntryList', configurable: true,
  });
}

/** Those that observe, and those that have something to be told. */
const observers = new Set();
const waiting = new Set();
let isQueued = false;

function queue(observer) {
  waiting.add(observer);
  if (isQueued) return;
  isQueued = true;
  internal.timers.setImmediate(() => {
    isQueued = false;
    const all = [...waiting];
    waiting.clear();
    for (const each of all) each[deliver]();
  });
}
const deliver = Symbol('deliver');
const offer = Symbol('offer');

/** The types that `options` ask for; refuses those that never come here. */
function typesOf(types) {
  const wanted = types.filter((type) => known.includes(type));
  const absent = wanted.find((type) => !made.includes(type) && !quiet.includes(type));
  if (absent !== undefined) throw unsupported(`A PerformanceObserver of '${absent}'`, `there are ${made.join(', ')}`);
  return wanted;
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #entries = [];
  #kind; // of one type or of several
  #buffers = true;
  constructor(callback) {
    if (old) validateCallback(callback);
    else if (major < 18) validateCallback(callback, 'callback');
    else validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  observe(options = undefined) {
    if (old) this.#observeOld(options);
    else this.#observe(options ?? {});
    if (this.#types.size > 0) observers.add(this);
    else this.disconnect();
  }

  #observeOld(options) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', major < 12 ? 'Object' : 'object', options);
    const { entryTypes } = options;
    if (!Array.isArray(entryTypes)) {
      const shown = major < 14 ? options : entryTypes;
      throw nodeError(TypeError, 'ERR_INVALID_OPT_VALUE', `The value "${String(shown)}" is invalid for option "entryTypes"`);
    }
    const wanted = typesOf(entryTypes);
    if (wanted.length === 0) {
      throw nodeError(Error, 'ERR_VALID_PERFORMANCE_ENTRY_TYPE', 'At least one valid performance entry type is required');
    }
    this.disconnect();
    this.#buffers = Boolean(options.buffered);
    wanted.forEach((type) => this.#types.add(type));
  }

  #observe(options) {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = options;
    if (entryTypes === undefined && type === undefined) {
      throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "options.entryTypes" and "options.type" arguments must be specified');
    }
    if (entryTypes !== undefined && entryTypes !== null && type !== undefined && type !== null) {
      throw invalidArgValue('options.entryTypes', entryTypes, 'options.entryTypes can not set with options.type together');
    }
    const kind = type === undefined ? 'multiple' : 'single';
    if (this.#kind !== undefined && this.#kind !== kind) {
      const text = `PerformanceObserver can not change to ${kind === 'single' ? 'single observation' : 'multiple observations'}`;
      throw new (require('internal/dom_exception'))(text, 'InvalidModificationError');
    }
    this.#kind = kind;
    if (kind === 'single') {
      typesOf([type]).forEach((each) => this.#types.add(each));
      if (!buffered || !this.#types.has(type)) return;
      this.#entries.push(...require('perf_hooks').performance.getEntriesByType(type));
      queue(this);
      return;
    }
    if (!Array.isArray(entryTypes)) throw invalidArgType('options.entryTypes', 'string[]', entryTypes);
    this.#types = new Set(typesOf(entryTypes));
  }

  disconnect() {
    observers.delete(this);
    waiting.delete(this);
    this.#entries = [];
    this.#types.clear();
    this.#kind = undefined;
  }

  takeRecords() { return this.#take(); }

  #take() {
    const list = this.#entries;
    this.#entries = [];
    return list;
  }

  [offer](entry) {
    if (!this.#types.has(entry.entryType)) return;
    this.#entries.push(entry);
    if (this.#buffers) queue(this);
    else this[deliver]();
  }

  [deliver]() {
    const list = this.#take();
    list[secret] = true;
    Reflect.apply(this.#callback, this, [new PerformanceObserverEntryList(list), this]);
  }

  static get supportedEntryTypes() { return supported.slice(); }
}
if (old) {
  delete PerformanceObserver.prototype.takeRecords;
  delete PerformanceObserver.supportedEntryTypes;
}
for (const method of ['observe', 'disconnect', 'takeRecords']) {
  if (major >= 20) Object.defineProperty(PerformanceObserver.prototype, method, { enumerable: true });
}
for (const key of [offer, deliver]) Object.defineProperty(PerformanceObserver.prototype, key, { enumerable: false });

module.exports = {
  PerformanceObserver, PerformanceObserverEntryList,
  enqueue(entry) { for (const observer of [...observers]) observer[offer](entry); },
};
