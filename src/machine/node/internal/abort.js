'use strict';
// AbortController and AbortSignal (15 and later).

const { major, timers } = internal;
const {
  Event, EventTarget, defineEventHandler, kTrusted, publish, shown, wrongThis,
} = require('internal/event_target');
const { kMaxEventTargetListeners } = require('events');
const { invalidArgType, nodeError, outOfRange } = require('internal/errors');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const { apply } = Reflect;

const secret = {};
const domException = (message, name) => new (require('internal/dom_exception'))(message, name);
const abortError = () => domException('This operation was aborted', 'AbortError');

let stateOf;
let isSignal;

/** The signals given to `any`: an array up to 20, any iterable later. */
function sequenceOf(signals) {
  const isSequence = major < 22 ? Array.isArray(signals)
    : signals !== null && typeof signals === 'object' && typeof signals[Symbol.iterator] === 'function';
  if (!isSequence) {
    if (major < 22) throw invalidArgType('signals', 'Array', signals);
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', major < 24
      ? 'Value can not be converted to sequence.' : 'signals cannot be converted to sequence.');
  }
  const all = [...signals];
  for (let i = 0; i < all.length; i++) {
    if (isSignal(all[i])) continue;
    if (major < 24) throw invalidArgType(`signals[${i}]`, 'AbortSignal', all[i]);
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `signals[${i}] is not of type AbortSignal.`);
  }
  return all;
}

class AbortSignal extends EventTarget {
  #state = { aborted: false, reason: undefined, sources: undefined, dependants: undefined };

  static {
    isSignal = (value) => value !== null && typeof value === 'object' && #state in value;
    stateOf = (signal) => {
      if (!isSignal(signal)) throw wrongThis('AbortSignal');
      return signal.#state;
    };
  }

  constructor(key = undefined) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    super();
    if (major >= 22) this[kMaxEventTargetListeners] = 0;
  }

  get aborted() { return stateOf(this).aborted; }
  get reason() { return stateOf(this).reason; }
  // 16 and 17 ask whatever they are given.
  throwIfAborted() {
    const { aborted, reason } = major < 18 ? this : stateOf(this);
    if (!aborted) return;
    internal.thrownByNode(reason, 'throwIfAborted/AbortError');
    throw reason;
  }

  [customInspect](depth, options) {
    return depth < 0 ? this : shown(this, { aborted: this.aborted }, depth, options);
  }

  static abort(reason = abortError()) {
    const signal = new AbortSignal(secret);
    const state = stateOf(signal);
    state.aborted = true;
    state.reason = reason;
    return signal;
  }

  static timeout(delay) {
    if (typeof delay !== 'number') throw invalidArgType('delay', 'number', delay);
    if (!Number.isInteger(delay)) throw outOfRange('delay', 'an integer', delay);
    const least = major < 18 ? 1 : 0;
    if (delay < least || delay > 4294967295) {
      throw outOfRange('delay', `>= ${least} && <= 4294967295`, delay);
    }
    const signal = new AbortSignal(secret);
    timers.setTimeout(() => {
      abort(signal, domException('The operation was aborted due to timeout', 'TimeoutError'));
    }, delay).unref();
    return signal;
  }

  static any(signals) {
    const all = sequenceOf(signals);
    const result = new AbortSignal(secret);
    const state = stateOf(result);
    state.sources = new Set();
    for (const signal of all) {
      const from = stateOf(signal);
      if (from.aborted) {
        state.aborted = true;
        state.reason = from.reason;
        return result;
      }
      // A signal made by `any` stands for the signals it watches.
      for (const source of from.sources ?? [signal]) state.sources.add(source);
    }
    for (const source of state.sources) {
      const from = stateOf(source);
      from.dependants ??= new Set();
      from.dependants.add(result);
    }
    return result;
  }
}
publish(AbortSignal, ['aborted']);
defineEventHandler(AbortSignal.prototype, 'abort');
if (major < 18) delete AbortSignal.any;

// From 22 on every dependent signal is aborted before any listener runs.
function abort(signal, reason) {
  const state = stateOf(signal);
  if (state.aborted) return;
  state.aborted = true;
  state.reason = reason;
  const dependants = [...state.dependants ?? []];
  if (major < 22) {
    announce(signal);
    for (const dependant of dependants) abort(dependant, reason);
    return;
  }
  const waiting = dependants.filter((dependant) => !stateOf(dependant).aborted);
  for (const dependant of waiting) {
    stateOf(dependant).aborted = true;
    stateOf(dependant).reason = reason;
  }
  announce(signal);
  waiting.forEach(announce);
}

const dispatch = EventTarget.prototype.dispatchEvent;
function announce(signal) { apply(dispatch, signal, [new Event('abort', { [kTrusted]: true })]); }

class AbortController {
  #signal;

  get signal() {
    // From 20 on V8 says it, and names the member.
    if (!(#signal in this)) {
      if (major < 20) throw wrongThis('AbortController');
      throw new TypeError('Cannot read private member #signal from an object whose class did not declare it');
    }
    this.#signal ??= new AbortSignal(secret);
    return this.#signal;
  }

  abort(reason = abortError()) { abort(apply(get, this, []), reason); }

  [customInspect](depth, options) {
    return depth < 0 ? this : shown(this, { signal: this.signal }, depth, options);
  }
}
const { get } = Object.getOwnPropertyDescriptor(AbortController.prototype, 'signal');
publish(AbortController, ['signal', 'abort']);

module.exports = { AbortController, AbortSignal };
