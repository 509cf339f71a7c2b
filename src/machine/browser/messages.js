'use strict';
// window.postMessage, message channels and broadcast channels (HTML, "Web messaging").

const { EventTarget, MessageEvent, defineHandlers, fire, name, setHandler } = require('browser/events');
const { copyOf } = require('internal/structured_clone');
const { later, task } = internal;

/** Whether `value` can be moved to another owner: here only ports can. */
const isPort = (value) => value instanceof MessagePort;

/** A structured clone; ports of `transfer` are handed on as they are. */
function copy(value, transfer) {
  return copyOf(value, transfer, (each) => {
    if (isPort(each)) return each;
    const DOMException = require('internal/dom_exception');
    throw new DOMException('Value at index 0 does not have a transferable type.', 'DataCloneError');
  });
}

// A target origin, or options, may come before the list of what is transferred.
function transferOf(second, third) {
  if (Array.isArray(third)) return third;
  if (typeof second === 'object' && second !== null) {
    return Array.isArray(second) ? second : second.transfer ?? [];
  }
  return [];
}

/** Each call is a task of its own. */
function postMessage(message, second = undefined, third = undefined) {
  const transfer = transferOf(second, third);
  const data = copy(message, transfer);
  const { origin } = require('browser/location').location;
  task('message', 'window', 'normal', () => {
    const ports = Object.freeze(transfer.filter(isPort));
    fire(globalThis, new MessageEvent('message', { data, origin, source: globalThis, ports }));
  });
}

const secret = {};
let pipeOf;

// As Chrome has it: a port hands one message to the loop at a time; those that wait when one has
// been delivered become tasks all together.
class MessagePort extends EventTarget {
  #pipe = {
    other: null, messages: [], started: false, closed: false, tasks: 0, notified: false, delivering: false,
  };

  static { pipeOf = (port) => port.#pipe; }

  constructor(key = undefined) {
    if (key !== secret) throw new TypeError("Failed to construct 'MessagePort': Illegal constructor");
    super();
  }

  postMessage(message, options = undefined) {
    const transfer = transferOf(options);
    const data = copy(message, transfer);
    const { other, closed } = this.#pipe;
    if (closed || other === null || pipeOf(other).closed) return;
    pipeOf(other).messages.push({ data, ports: Object.freeze(transfer.filter(isPort)) });
    notify(other);
  }

  start() {
    if (this.#pipe.started) return;
    this.#pipe.started = true;
    notify(this);
  }

  close() { this.#pipe.closed = true; }

  get onmessage() { return require('browser/events').getHandler(this, 'message'); }
  set onmessage(value) {
    setHandler(this, 'message', value);
    this.start();
  }
}
defineHandlers(MessagePort.prototype, 'messageerror', 'close');
name(MessagePort);

function notify(port) {
  const pipe = pipeOf(port);
  const busy = pipe.tasks > 0 || pipe.notified || pipe.delivering;
  if (!pipe.started || busy || pipe.messages.length === 0) return;
  pipe.notified = true;
  task('message', 'port', 'normal', () => {
    pipe.notified = false;
    deliver(port, pipe.messages.shift());
  });
}

function deliver(port, message) {
  const pipe = pipeOf(port);
  if (message === undefined || pipe.closed) return;
  pipe.delivering = true;
  fire(port, new MessageEvent('message', message));
  pipe.delivering = false;
  for (const next of pipe.messages.splice(0)) {
    pipe.tasks++;
    task('message', 'port', 'normal', () => {
      pipe.tasks--;
      deliver(port, next);
    });
  }
}

class MessageChannel {
  #port1 = new MessagePort(secret);
  #port2 = new MessagePort(secret);
  constructor() {
    pipeOf(this.#port1).other = this.#port2;
    pipeOf(this.#port2).other = this.#port1;
  }
  get port1() { return this.#port1; }
  get port2() { return this.#port2; }
}
name(MessageChannel);

// What is said on a channel goes through another process of the browser's.
const HOP = 1000;
const channels = new Set();

class BroadcastChannel extends EventTarget {
  #name;
  #closed = false;
  constructor(channel) {
    super();
    this.#name = `${channel}`;
    channels.add(this);
  }
  get name() { return this.#name; }
  postMessage(message) {
    if (this.#closed) {
      const DOMException = require('internal/dom_exception');
      throw new DOMException("Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed", 'InvalidStateError');
    }
    const { origin } = require('browser/location').location;
    for (const other of channels) {
      if (other === this || other.name !== this.#name) continue;
      const data = copy(message, []);
      later(HOP, 'message', `channel ${this.#name}`, 'normal', () => {
        if (channels.has(other)) fire(other, new MessageEvent('message', { data, origin }));
      });
    }
  }
  close() {
    this.#closed = true;
    channels.delete(this);
  }
}
defineHandlers(BroadcastChannel.prototype, 'message', 'messageerror');
name(BroadcastChannel);

module.exports = { BroadcastChannel, MessageChannel, MessagePort, copy, postMessage };
