'use strict';
// MessageChannel and MessagePort. The queues are native (`internal.openPort`);
// here is what a program sees of them.

const { major } = internal;
const { nodeError, unsupported } = require('internal/errors');
const { decode, encode } = require('internal/thread_codec');
const { copyOf } = require('internal/structured_clone');
const active = require('internal/active');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const exception = (text, name) => new (require('internal/dom_exception'))(text, name);
const secret = {};
const kHears = Symbol('hears');
const kDispatch = Symbol('dispatch');
/** From Node 14 on a port is an EventTarget that also speaks as an emitter. */
const legacy = major < 14;

// What is known of a port: its number, the other end's, whether it can still be used.
const states = new WeakMap();
const stateOf = (port) => {
  const state = states.get(port);
  if (state === undefined) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type MessagePort');
  return state;
};

let Base;
let MessageEvent;
if (legacy) {
  Base = require('events');
  MessageEvent = class MessageEvent {
    constructor(data, target) {
      this.data = data;
      this.target = target;
    }
  };
} else {
  const { NodeEventTarget } = require('internal/node_event_target');
  Base = NodeEventTarget;
  ({ MessageEvent } = require('internal/message_event'));
}

const closeEvent = (port) => {
  if (legacy) port.emit('close');
  else port[kDispatch]('close', undefined);
};

class MessagePort extends Base {
  constructor(key = undefined) {
    if (key !== secret) {
      throw nodeError(TypeError, 'ERR_CONSTRUCT_CALL_INVALID', 'Constructor cannot be called');
    }
    super();
    if (legacy) {
      this.on('newListener', (name) => { if (name === 'message') this[kHears](this.listenerCount(name) + 1); });
      this.on('removeListener', (name) => { if (name === 'message') this[kHears](this.listenerCount(name)); });
    }
  }

  postMessage(...args) {
    const state = stateOf(this);
    if (args.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'Not enough arguments to MessagePort.postMessage');
    const [value, list] = args;
    const transfer = transferList(list, this);
    const { peer } = state;
    if (peer !== null && peer.address !== undefined && !state.closed) {
      internal.mail(peer.address, encoded(value, transfer, internal.placeOf(peer.address)));
      return legacy ? undefined : true;
    }
    const ports = [];
    if (peer !== null && transfer.some((each) => isPort(each) && stateOf(each) === peer)) {
      copyOf(value, transfer, () => null);
      require('process').emitWarning('The target port was posted to itself, and the communication channel was lost');
      this.close();
      return undefined;
    }
    const copy = copyOf(value, transfer, (port) => {
      ports.push(packed(port));
      return ports[ports.length - 1];
    });
    if (peer === null || state.closed) return undefined;
    internal.send(peer.id, { value: copy, ports });
    return legacy ? undefined : true;
  }

  start() { if (!stateOf(this).closed) internal.receive(stateOf(this).id, true); }
  ref() { hold(stateOf(this), true); }
  unref() { hold(stateOf(this), false); }
  hasRef() { return stateOf(this).referenced; }
  close(callback = undefined) {
    if (typeof callback === 'function') this.once('close', callback);
    const state = stateOf(this);
    if (state.closed) return;
    // It counts as referenced until it is closed.
    const { referenced } = state;
    hold(state, false);
    state.referenced = referenced;
    state.closed = true;
    internal.closePort(state.id);
  }

  // Whoever listens for messages keeps the loop alive, and gets them.
  [kHears](count) {
    if (count === 0) {
      this.unref();
      internal.receive(stateOf(this).id, false);
    } else if (!stateOf(this).referenced || count === 1) {
      this.ref();
      this.start();
    }
  }

  [kDispatch](type, value, ports) {
    this.dispatchAs(type, value, () => new MessageEvent(type, { data: value, ports, target: this }));
  }

  [customInspect](depth, options) {
    if (depth < 0) return 'MessagePort';
    const { closed, referenced } = stateOf(this);
    return `MessagePort ${legacy ? '' : '[EventTarget] '}${internal.inspect({ active: !closed, refed: referenced }, options)}`;
  }
}
for (const own of [kHears, kDispatch]) Object.defineProperty(MessagePort.prototype, own, { enumerable: false });
if (major < 16) delete MessagePort.prototype.hasRef;

function hold(state, on) {
  if (state.closed) return;
  state.referenced = on;
  internal.keepPort(state.id, on);
  if (internal.ownThread() !== undefined) return;
  internal.openHandles ??= new Map();
  if (on) internal.openHandles.set(state, 'a MessagePort that listens');
  else internal.openHandles.delete(state);
}

if (legacy) {
  const handlers = new WeakMap();
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    get() { return handlers.get(this)?.given ?? null; },
    set(given) {
      const before = handlers.get(this);
      if (before !== undefined) this.removeListener('message', before.listener);
      handlers.delete(this);
      if (typeof given !== 'function') return;
      const listener = (data) => Reflect.apply(given, this, [new MessageEvent(data, this)]);
      handlers.set(this, { given, listener });
      this.on('message', listener);
    },
    enumerable: true,
    configurable: true,
  });
} else {
  const { defineEventHandler, kNewListener, kRemoveListener } = require('internal/event_target');
  for (const name of ['message', 'messageerror']) defineEventHandler(MessagePort.prototype, name);
  for (const key of [kNewListener, kRemoveListener]) {
    const inherited = MessagePort.prototype[key];
    Object.defineProperty(MessagePort.prototype, key, {
      value(size, type, ...rest) {
        if (type === 'message') this[kHears](size);
        return Reflect.apply(inherited, this, [size, type, ...rest]);
      },
      writable: true,
      configurable: true,
    });
  }
}

const isPort = internal.isPort = (value) => states.has(value);

const untransferable = new WeakSet();
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';
function markAsUntransferable(value) { if (isObject(value)) untransferable.add(value); }
function isMarkedAsUntransferable(value) { return isObject(value) && untransferable.has(value); }

/** Such an object is not copied (22 and later); memory is, nevertheless. */
function markAsUncloneable(value) {
  if (!isObject(value) || internal.types.isAnyArrayBuffer(value) || ArrayBuffer.isView(value)) return;
  internal.uncloneable ??= new WeakSet();
  internal.uncloneable.add(value);
}

function transferList(given, source) {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) throw invalidTransfer('Optional transferList argument must be an iterable');
  const isList = given[Symbol.iterator] !== undefined;
  let all = [];
  if (isList) all = listed(given, 'transferList');
  else if (given.transfer !== undefined) all = listed(given.transfer, 'options.transfer');
  const seen = new Set();
  for (const each of all) {
    if (each === source) throw exception('Transfer list contains source port', 'DataCloneError');
    if (seen.has(each)) {
      throw exception(`Transfer list contains duplicate ${isPort(each) ? 'MessagePort' : 'ArrayBuffer'}`, 'DataCloneError');
    }
    seen.add(each);
    if (isPort(each) && (stateOf(each).moved || stateOf(each).closed)) {
      throw exception('MessagePort in transfer list is already detached', 'DataCloneError');
    }
    if (major >= 22 && isMarkedAsUntransferable(each)) throw exception('Cannot transfer object of unsupported type.', 'DataCloneError');
    if (isPort(each) || internal.types.isArrayBuffer(each)) continue;
    throw major < 22
      ? nodeError(TypeError, 'ERR_INVALID_TRANSFER_OBJECT', 'Found invalid object in transferList')
      : exception('Found invalid value in transferList.', 'DataCloneError');
  }
  return all;
}

/** What an iterable holds. */
function listed(given, name) {
  const iterate = given?.[Symbol.iterator];
  const iterator = typeof iterate === 'function' ? Reflect.apply(iterate, given, []) : undefined;
  if (typeof iterator?.next !== 'function') throw invalidTransfer(`Optional ${name} argument must be an iterable`);
  return [...{ [Symbol.iterator]: () => iterator }];
}
const invalidTransfer = (text) => nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', text);

/** A port whose native end is still to be made: `open` does it. */
function unopened(id, peer) {
  const port = new MessagePort(secret);
  states.set(port, { id, peer, closed: false, moved: false, referenced: false });
  return port;
}

/** The port among the handles of the process; `state` says whether it is referenced. */
function heldFor(owner, state) {
  const handle = { name: 'MessagePort', owner, get unreferenced() { return !state.referenced; } };
  active.hold(handle);
  state.handle = handle;
  return handle;
}

/** A port that only stands among the handles, for something else. */
function shownPort(state) {
  heldFor(unopened(undefined, null), state);
  return state;
}

/** Makes the native end; `make(deliver, closed)` gives its number. */
function open(port, make) {
  const state = stateOf(port);
  const handle = heldFor(port, state);
  state.id = make((message) => {
    const value = unpacked(message);
    if (legacy) port.emit('message', value);
    else port[kDispatch]('message', value, message.ports);
  }, () => {
    state.closed = true;
    state.referenced = false;
    active.release(handle);
    internal.openHandles?.delete(state);
    const { peer } = state;
    state.peer = null;
    if (peer !== null && peer.address !== undefined) {
      internal.mail(peer.address);
    } else if (peer !== null) {
      peer.peer = null;
      internal.sendClose(peer.id);
    }
    closeEvent(port);
  });
}

// A port that is sent away goes as an object that is opened where it arrives; what is posted to
// it meanwhile waits at the old end.
function packed(port) {
  const state = stateOf(port);
  const parcel = unopened(state.id, state.peer);
  if (state.peer !== null) state.peer.peer = stateOf(parcel);
  internal.receive(state.id, false);
  internal.keepPort(state.id, false);
  state.peer = null;
  state.closed = true;
  state.moved = true;
  active.release(state.handle);
  return parcel;
}

function unpacked(message) {
  if (typeof message === 'string') return decoded(message);
  const { value, ports } = message;
  for (const port of ports) {
    const { id } = stateOf(port);
    open(port, (deliver, closed) => internal.movePort(deliver, closed, id));
  }
  return value;
}

/** What goes to another thread; ports that go along are packed as addresses. */
function encoded(value, transfer, thread) {
  const parcels = new Map();
  const copy = copyOf(value, transfer, (port) => {
    const stand = { port };
    parcels.set(stand, port);
    return stand;
  });
  return parcel(copy, (each) => parcels.get(each), thread);
}

/** `portOf(object)` is the port that an object stands for. */
function parcel(value, portOf, thread) {
  return JSON.stringify(encode(value, (each) => {
    const port = portOf(each);
    return port === undefined ? undefined : sent(port, thread);
  }));
}

const decoded = (text) => decode(JSON.parse(text), ({ address, peer }) => portAt(address, peer));

// A port that leaves for another thread: what it had not delivered yet is sent after it. From now
// on both ends have addresses.
function sent(port, thread) {
  const state = stateOf(port);
  const { peer } = state;
  const home = state.home ??= internal.newAddress();
  let far = peer?.address;
  if (peer !== null && far === undefined) {
    far = peer.home ??= internal.newAddress();
    internal.addressPort(peer.id, far);
    peer.peer = { address: home };
  }
  internal.moveAddress(home, thread, far);
  hold(state, false);
  internal.receive(state.id, false);
  state.peer = null;
  state.closed = true;
  state.moved = true;
  active.release(state.handle);
  for (let taken = internal.takeMessage(state.id); taken !== undefined; taken = internal.takeMessage(state.id)) {
    const [message] = taken;
    internal.mail(home, typeof message === 'string' ? message : parcel(message.value, (each) => (isPort(each) ? each : undefined), thread));
  }
  if (peer === null) internal.mail(home); // the other end is closed already
  return { address: home, peer: far ?? null };
}

/** A port that is at an address from now on, its other end at another. */
function portAt(address, far) {
  const port = unopened(undefined, far === null ? null : { address: far });
  open(port, internal.openPort);
  stateOf(port).home = address;
  internal.addressPort(stateOf(port).id, address);
  return port;
}

function entangle(one, other) {
  stateOf(one).peer = stateOf(other);
  stateOf(other).peer = stateOf(one);
}

class MessageChannel {
  constructor() {
    this.port1 = unopened(undefined, null);
    this.port2 = unopened(undefined, null);
    open(this.port1, internal.openPort);
    open(this.port2, internal.openPort);
    entangle(this.port1, this.port2);
    for (const port of [this.port1, this.port2]) internal.onResource?.('MESSAGEPORT', port);
  }
}
Object.defineProperty(MessageChannel.prototype, Symbol.toStringTag, { value: 'MessageChannel', configurable: true });

/** The states of BroadcastChannels, which receive as ports do. */
const channels = new WeakMap();

function receiveMessageOnPort(port) {
  if (!isPort(port) && !channels.has(port)) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', major < 14
      ? 'First argument needs to be a MessagePort instance' : 'The "port" argument must be a MessagePort instance');
  }
  const { id } = isPort(port) ? stateOf(port) : channels.get(port);
  const taken = internal.takeMessage(id);
  return taken === undefined ? undefined : { message: unpacked(taken[0]) };
}

module.exports = {
  MessageChannel, MessageEvent, MessagePort, channels, decoded, encoded, exception, isMarkedAsUntransferable, markAsUncloneable, markAsUntransferable,
  portAt, receiveMessageOnPort, shownPort,
};
