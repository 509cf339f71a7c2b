'use strict';
// AbortController and AbortSignal (DOM, "Aborting ongoing activities").

const { Event, EventTarget, defineHandlers, fire, name } = require('browser/events');
const DOMException = require('internal/dom_exception');
const { later } = internal;

const secret = {};
const abortError = () => new DOMException('signal is aborted without reason', 'AbortError');

let stateOf;

class AbortSignal extends EventTarget {
  #state = { aborted: false, reason: undefined, algorithms: [], dependants: [], sources: [] };

  static { stateOf = (signal) => signal.#state; }

  constructor(key = undefined) {
    if (key !== secret) throw new TypeError("Failed to construct 'AbortSignal': Illegal constructor");
    super();
  }

  get aborted() { return this.#state.aborted; }
  get reason() { return this.#state.reason; }
  throwIfAborted() { if (this.#state.aborted) throw this.#state.reason; }

  static abort(reason = abortError()) {
    const signal = new AbortSignal(secret);
    Object.assign(stateOf(signal), { aborted: true, reason });
    return signal;
  }

  static timeout(milliseconds) {
    const signal = new AbortSignal(secret);
    later(Math.max(0, Number(milliseconds) || 0) * 1000, 'event', 'AbortSignal.timeout', 'normal',
      () => abort(signal, new DOMException('signal timed out', 'TimeoutError')));
    return signal;
  }

  static any(signals) { return dependent(new AbortSignal(secret), signals); }
}
defineHandlers(AbortSignal.prototype, 'abort');
name(AbortSignal);

/** Makes `signal` follow the first of `signals` that is aborted. */
function dependent(signal, signals) {
  const all = [...signals];
  const aborted = all.find((each) => each.aborted);
  if (aborted !== undefined) {
    Object.assign(stateOf(signal), { aborted: true, reason: aborted.reason });
    return signal;
  }
  for (const each of all) {
    const own = stateOf(each).sources;
    for (const source of own.length > 0 ? own : [each]) {
      stateOf(signal).sources.push(source);
      stateOf(source).dependants.push(signal);
    }
  }
  return signal;
}

/** Something to do when the signal is aborted, before its event. */
function addAlgorithm(signal, algorithm) {
  if (!signal.aborted) stateOf(signal).algorithms.push(algorithm);
}

// All that follow are aborted before anything is done about any of them.
function abort(signal, reason) {
  if (signal.aborted) return;
  const all = [signal, ...stateOf(signal).dependants.filter((each) => !each.aborted)];
  for (const each of all) Object.assign(stateOf(each), { aborted: true, reason });
  for (const each of all) {
    for (const algorithm of stateOf(each).algorithms.splice(0)) algorithm(reason);
    fire(each, new Event('abort'));
  }
}

class AbortController {
  #signal;
  constructor() { this.#signal = new AbortSignal(secret); }
  get signal() { return this.#signal; }
  abort(reason = abortError()) { abort(this.#signal, reason); }
}
name(AbortController);

module.exports = { AbortController, AbortSignal, abort, abortError, addAlgorithm, dependent, secret };
