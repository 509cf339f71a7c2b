'use strict';
// MutationObserver (DOM, "Mutation observers"): records gather until the microtask runs that the
// first of them has queued.

const { invoke } = internal;
const { name } = require('browser/events');

const observers = new Set();
const registered = new WeakMap(); // node: [{ observer, options }]
let pending = new Set();
let queued = false;

class MutationRecord {
  constructor(fields) { Object.assign(this, fields); }
}
name(MutationRecord);

let recordsOf;

class MutationObserver {
  #callback;
  #records = [];
  #nodes = new Set();

  static {
    recordsOf = {
      add(observer, record) { observer.#records.push(record); },
      take(observer) { return observer.#records.splice(0); },
      callback: (observer) => observer.#callback,
    };
  }

  constructor(callback) {
    if (typeof callback !== 'function') {
      throw new TypeError("Failed to construct 'MutationObserver': parameter 1 is not of type 'Function'.");
    }
    this.#callback = callback;
    observers.add(this);
  }

  observe(node, options = {}) {
    const given = {
      ...options,
      attributes: options.attributes ?? (options.attributeOldValue !== undefined || options.attributeFilter !== undefined),
      characterData: options.characterData ?? options.characterDataOldValue !== undefined,
    };
    if (!given.childList && !given.attributes && !given.characterData) {
      throw new TypeError("Failed to execute 'observe' on 'MutationObserver': The options object must set at least one of 'attributes', 'characterData', or 'childList' to true.");
    }
    const list = registered.get(node) ?? [];
    registered.set(node, [...list.filter((each) => each.observer !== this), { observer: this, options: given }]);
    this.#nodes.add(node);
  }

  disconnect() {
    for (const node of this.#nodes) {
      registered.set(node, registered.get(node).filter((each) => each.observer !== this));
    }
    this.#nodes.clear();
    this.#records = [];
  }

  takeRecords() { return recordsOf.take(this); }
}
name(MutationObserver);

/** Records a mutation for whoever observes `target` or, with `subtree`, something above it. */
function record(type, target, fields) {
  if (observers.size === 0) return;
  const interested = new Map();
  for (let node = target; node; node = node.parentNode) {
    for (const { observer, options } of registered.get(node) ?? []) {
      if (node !== target && !options.subtree) continue;
      if (type === 'attributes') {
        if (!options.attributes) continue;
        if (options.attributeFilter && !options.attributeFilter.includes(fields.attributeName)) continue;
      } else if (!options[type]) {
        continue;
      }
      const wantsOld = type === 'attributes' ? options.attributeOldValue : options.characterDataOldValue;
      interested.set(observer, interested.get(observer) || !!wantsOld);
    }
  }
  for (const [observer, wantsOld] of interested) {
    recordsOf.add(observer, new MutationRecord({
      type, target, addedNodes: [], removedNodes: [], previousSibling: null, nextSibling: null,
      attributeName: null, ...fields, oldValue: wantsOld ? fields.oldValue ?? null : null,
    }));
    pending.add(observer);
  }
  if (interested.size > 0 && !queued) {
    queued = true;
    internal.queueMicrotask(mutationObservers);
  }
}

/** DOM, "notify mutation observers": in the order in which the observers were made. */
function mutationObservers() {
  queued = false;
  const due = pending;
  pending = new Set();
  for (const observer of observers) {
    if (!due.has(observer)) continue;
    const records = recordsOf.take(observer);
    if (records.length > 0) invoke(recordsOf.callback(observer), observer, undefined, records, observer);
  }
}

module.exports = { MutationObserver, MutationRecord, record };
