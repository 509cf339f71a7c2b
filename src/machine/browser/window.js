'use strict';
// The window: what is neither document nor network nor loop.

const events = require('browser/events');
const { EventTarget, getHandler, name, setHandler } = events;
const { defineProperty } = Object;

const window = globalThis;

class Window extends EventTarget {
  constructor() { throw new TypeError("Failed to construct 'Window': Illegal constructor"); }
}
name(Window);
Object.setPrototypeOf(window, Window.prototype);

const handler = (key) => getHandler(window, key.slice(2));
const handle = (key, value) => setHandler(window, key.slice(2), value);

function reportError(error) {
  if (arguments.length === 0) {
    throw new TypeError("Failed to execute 'reportError' on 'Window': 1 argument required, but only 0 present.");
  }
  internal.report(error);
}

function structuredClone(value, options = undefined) {
  if (arguments.length === 0) {
    throw new TypeError("Failed to execute 'structuredClone' on 'Window': 1 argument required, but only 0 present.");
  }
  return require('browser/messages').copy(value, options?.transfer ?? []);
}

/** A script may close only what a script has opened. */
function close() {}

const atob = (text) => require('buffer').atob(text);
const btoa = (text) => require('buffer').btoa(text);

class IdleDeadline {
  #deadline;
  #didTimeout;
  constructor(deadline, didTimeout) {
    this.#deadline = deadline;
    this.#didTimeout = didTimeout;
  }
  get didTimeout() { return this.#didTimeout; }
  timeRemaining() { return Math.max(0, this.#deadline - internal.time()); }
}
name(IdleDeadline);
const idleDeadline = (deadline, didTimeout) => new IdleDeadline(deadline, didTimeout);

const navigator = Object.create({}, {
  userAgent: { value: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36', enumerable: true },
  language: { value: 'en-US', enumerable: true },
  languages: { value: Object.freeze(['en-US', 'en']), enumerable: true },
  onLine: { value: true, enumerable: true },
  hardwareConcurrency: { value: 4, enumerable: true },
  [Symbol.toStringTag]: { value: 'Navigator' },
});

const screen = Object.freeze({ width: 800, height: 600, availWidth: 800, availHeight: 600, colorDepth: 24 });

// Marks and measures are for a performance observer, which there is none of here.
class Performance extends EventTarget {
  get timeOrigin() { return internal.world().startMs; }
  now() { return internal.now(); }
}
name(Performance);
const performance = new Performance();

const crypto = {
  randomUUID() {
    const hex = (digits) => Array.from({ length: digits }, () => Math.floor(Math.random() * 16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(Math.random() * 4)]}${hex(3)}-${hex(12)}`;
  },
  getRandomValues(array) {
    for (let at = 0; at < array.length; at++) array[at] = Math.floor(Math.random() * 2 ** 32);
    return array;
  },
};
defineProperty(crypto, Symbol.toStringTag, { value: 'Crypto' });

module.exports = {
  IdleDeadline,
  Window,
  addEventListener: events.addEventListener,
  atob,
  btoa,
  close,
  crypto,
  dispatchEvent: events.dispatchEvent,
  handler,
  idleDeadline,
  isSecureContext: true,
  navigator,
  performance,
  removeEventListener: events.removeEventListener,
  reportError,
  screen,
  setHandler: handle,
  structuredClone,
  window,
};
