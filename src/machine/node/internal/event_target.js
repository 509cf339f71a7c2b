'use strict';
// EventTarget, Event and CustomEvent as Node has them (global from 15 on, CustomEvent 19).
//
// A target's listeners of one type form a linked list, as in Node: a listener added during a
// dispatch is still reached unless the last one is already running.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { assign, defineProperties, defineProperty } = Object;
const EventEmitter = require('events');
const {
  invalidArgType, nodeError, validateAbortSignal, validateObject,
} = require('internal/errors');
const { kMaxEventTargetListeners, kMaxEventTargetListenersWarned } = EventEmitter;

const kEvents = Symbol('kEvents');
const kHandlers = Symbol('kHandlers');
const kTarget = Symbol('kTarget');
const kDispatching = Symbol('kIsBeingDispatched');
const kStop = Symbol('kStop');
const kTrusted = Symbol('kTrustEvent');
const kResist = Symbol('kResistStopPropagation');
const kNodeStyle = Symbol('kIsNodeStyleListener');
const kCreateEvent = Symbol('kCreateEvent');
const kHybridDispatch = Symbol('kHybridDispatch');
const kNewListener = Symbol('kNewListener');
const kRemoveListener = Symbol('kRemoveListener');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const wrongThis = (name) =>
  nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
const missing = (...names) => nodeError(TypeError, 'ERR_MISSING_ARGS', names.length === 1
  ? `The "${names[0]}" argument must be specified`
  : `The "${names[0]}" and "${names[1]}" arguments must be specified`);

/** What util.inspect shows of `self`: its class and the given fields. */
function shown(self, fields, depth, options) {
  const { name } = self.constructor;
  if (depth < 0) return name;
  const inner = assign({}, options, {
    depth: Number.isInteger(options.depth) ? options.depth - 1 : options.depth,
  });
  return `${name} ${internal.inspect(fields, inner)}`;
}

let trustOf;

class Event {
  #bubbles = false;
  #cancelable = false;
  #composed = false;
  #prevented = false;
  #stopped = false;
  #trusted = false;
  #type;
  #time = internal.time();

  constructor(type, options = undefined) {
    if (arguments.length === 0) throw missing('type');
    if (options !== undefined && options !== null) {
      validateObject(options, 'options');
      this.#bubbles = !!options.bubbles;
      this.#cancelable = !!options.cancelable;
      this.#composed = !!options.composed;
      this.#trusted = !!options[kTrusted];
    }
    this.#type = `${type}`;
    this[kTarget] = null;
    this[kDispatching] = false;
    if (trustOf !== undefined) defineProperty(this, 'isTrusted', { get: trustOf, enumerable: true });
  }

  initEvent(type, bubbles = false, cancelable = false) {
    if (arguments.length === 0) throw missing('type');
    if (this[kDispatching]) return;
    this.#type = `${type}`;
    this.#bubbles = !!bubbles;
    this.#cancelable = !!cancelable;
  }

  static isEvent(value) { return value !== null && typeof value === 'object' && #type in value; }

  [customInspect](depth, options) {
    own(this);
    return shown(this, {
      type: this.#type,
      defaultPrevented: this.#prevented,
      cancelable: this.#cancelable,
      timeStamp: this.#time,
    }, depth, options);
  }

  stopImmediatePropagation() {
    own(this).#stopped = true;
    this[kStop] = true;
  }
  preventDefault() { if (own(this).#cancelable) this.#prevented = true; }
  get target() { return own(this)[kTarget]; }
  get currentTarget() { return own(this)[kDispatching] || major < 20 ? this[kTarget] : null; }
  get srcElement() { return own(this)[kTarget]; }
  get type() { return own(this).#type; }
  get cancelable() { return own(this).#cancelable; }
  get defaultPrevented() { return own(this).#cancelable && this.#prevented; }
  get timeStamp() { return own(this).#time; }
  composedPath() { return own(this)[kDispatching] ? [this[kTarget]] : []; }
  get returnValue() { return !own(this).#cancelable || !this.#prevented; }
  set returnValue(value) { if (!value && own(this).#cancelable) this.#prevented = true; }
  get bubbles() { return own(this).#bubbles; }
  get composed() { return own(this).#composed; }
  get eventPhase() { return own(this)[kDispatching] ? 2 : 0; }
  get cancelBubble() { return own(this).#stopped; }
  set cancelBubble(value) { if (value) own(this).#stopped = true; }
  stopPropagation() { own(this).#stopped = true; }
  get isTrusted() { return #trusted in this && this.#trusted; }
}
const { isEvent } = Event;
delete Event.isEvent;
if (major < 20) delete Event.prototype.initEvent;

function own(event) {
  if (!isEvent(event)) throw wrongThis('Event');
  return event;
}

const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
for (const name of Object.keys(phases)) {
  defineProperty(Event, name, { value: phases[name], enumerable: true });
}
publish(Event, ['initEvent', 'stopImmediatePropagation', 'preventDefault', 'target',
  'currentTarget', 'srcElement', 'type', 'cancelable', 'defaultPrevented', 'timeStamp',
  'composedPath', 'returnValue', 'bubbles', 'composed', 'eventPhase', 'cancelBubble',
  'stopPropagation', 'isTrusted']);
if (major < 22) {
  defineProperty(Event.prototype, 'returnValue', { set: undefined });
}
if (major < 18) { // each event has its own
  trustOf = Object.getOwnPropertyDescriptor(Event.prototype, 'isTrusted').get;
  delete Event.prototype.isTrusted;
} else {
  defineProperty(Event.prototype, 'isTrusted', { configurable: false });
}

/** Makes members enumerable, and names the class, as Web IDL asks. */
function publish(Class, names) {
  for (const name of names) {
    if (name in Class.prototype) defineProperty(Class.prototype, name, { enumerable: true });
  }
  defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

class CustomEvent extends Event {
  #detail;
  constructor(type, options = undefined) {
    if (arguments.length === 0) throw missing('type');
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    if (!(#detail in this)) throw wrongThis('CustomEvent');
    return this.#detail;
  }
}
publish(CustomEvent, ['detail']);

// One listener in the list of its type.
class Listener {
  constructor(previous, listener, options) {
    this.next = undefined;
    this.previous = previous;
    previous.next = this;
    this.listener = listener;
    this.once = options.once;
    this.capture = options.capture;
    this.passive = options.passive;
    this.nodeStyle = options.nodeStyle;
    this.resists = options.resists;
    this.removed = false;
    if (typeof listener === 'function') {
      this.callback = listener;
    } else if (major < 16) {
      this.callback = listener.handleEvent.bind(listener);
    } else {
      // The await is Node's: an object that throws does so one microtask later.
      this.callback = async (...args) => {
        if (listener.handleEvent) await apply(listener.handleEvent, listener, args);
      };
    }
  }

  same(listener, capture) { return this.listener === listener && this.capture === capture; }

  remove() {
    this.previous.next = this.next;
    if (this.next !== undefined) this.next.previous = this.previous;
    this.removed = true;
  }
}

const none = { once: false, capture: false, passive: false, nodeStyle: false, resists: false };

function optionsOf(options) {
  if (typeof options === 'boolean') return { ...none, capture: options };
  if (options === null || options === undefined) return none;
  validateObject(options, 'options');
  return {
    once: !!options.once, capture: !!options.capture, passive: !!options.passive,
    nodeStyle: !!options[kNodeStyle], resists: !!options[kResist], signal: options.signal,
  };
}

function canListen(listener) {
  if (typeof listener === 'function' || typeof listener?.handleEvent === 'function') return true;
  if (listener === null || listener === undefined) return false;
  if (typeof listener === 'object' && major >= 16) return true;
  throw invalidArgType('listener', 'EventListener', listener);
}

function warn(target, type, message, name, count) {
  const warning = new Error(message);
  warning.name = name;
  warning.target = target;
  warning.type = type;
  if (count !== undefined) warning.count = count;
  require('process').emitWarning(warning);
}

// An error in a listener does not stop the others: it is thrown in a tick of its own.
function throwLater(error) {
  nextTick(() => {
    internal.thrownByNode(error, 'listener/rethrown');
    throw error;
  });
}

function watchRejection(result) {
  const { then } = result;
  if (typeof then === 'function') apply(then, result, [undefined, throwLater]);
}

class EventTarget {
  constructor() { initialise(this); }

  addEventListener(type, listener, options = none) {
    if (!isEventTarget(this)) throw wrongThis('EventTarget');
    if (arguments.length < 2) throw missing('type', 'listener');
    const flags = options === none ? none : optionsOf(options);
    const { signal } = flags;
    const check = () => {
      if (canListen(listener)) return true;
      warn(this, type, `addEventListener called with ${listener} which has no effect.`,
        'AddEventListenerArgumentTypeWarning');
      return false;
    };
    // From 22 on the signal is looked at first.
    if (major < 22 && !check()) return;
    if (signal !== undefined) {
      validateAbortSignal(signal, 'options.signal');
      if (signal) {
        if (signal.aborted) return;
        signal.addEventListener('abort', () => {
          this.removeEventListener(type, listener, options);
        }, { once: true, [kResist]: true });
      }
    }
    if (major >= 22 && !check()) return;
    const name = `${type}`;
    const lists = this[kEvents];
    let root = lists.get(name);
    if (root === undefined) {
      root = { size: 0, next: undefined, resists: false };
      lists.set(name, root);
    }
    let last = root;
    while (last.next !== undefined) {
      last = last.next;
      if (last.same(listener, flags.capture)) return;
    }
    new Listener(last, listener, flags);
    root.size++;
    root.resists = root.resists || flags.resists;
    this[kNewListener](root.size, name, listener);
  }

  removeEventListener(type, listener, options = none) {
    if (!isEventTarget(this)) throw wrongThis('EventTarget');
    if (arguments.length < 2 && major >= 18) throw missing('type', 'listener');
    if (!canListen(listener)) return;
    const name = `${type}`;
    const capture = typeof options === 'boolean' ? options : options?.capture === true;
    const root = this[kEvents].get(name);
    for (let at = root?.next; at !== undefined; at = at.next) {
      if (!at.same(listener, capture)) continue;
      at.remove();
      root.size--;
      if (root.size === 0) this[kEvents].delete(name);
      this[kRemoveListener](root.size, name, listener);
      return;
    }
  }

  dispatchEvent(event) {
    if (!isEventTarget(this)) throw wrongThis('EventTarget');
    if (arguments.length < 1 && major >= 18) throw missing('event');
    if (!(event instanceof Event)) throw invalidArgType('event', 'Event', event);
    if (event[kDispatching]) {
      throw nodeError(Error, 'ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`);
    }
    this[kHybridDispatch](event, event.type, event);
    return event.defaultPrevented !== true;
  }

  // `nodeValue` is what listeners in Node's style get (NodeEventTarget).
  [kHybridDispatch](nodeValue, type, event) {
    const begin = () => {
      event[kTarget] = this;
      event[kDispatching] = true;
    };
    if (event !== undefined) begin();
    const root = this[kEvents].get(type);
    let at = root?.next;
    while (at !== undefined && (root.resists || at.passive || event?.[kStop] !== true)) {
      const { next } = at;
      if (at.removed || (event?.[kStop] === true && !at.resists)) {
        at = next;
        continue;
      }
      if (at.once) {
        at.remove();
        root.size--;
        if (root.size === 0) this[kEvents].delete(type);
        this[kRemoveListener](root.size, type, at.listener);
      }
      try {
        let arg = nodeValue;
        if (!at.nodeStyle) {
          if (event === undefined) {
            event = this[kCreateEvent](nodeValue, type);
            begin();
          }
          arg = event;
        }
        const result = apply(at.callback, this, [arg]);
        if (!at.nodeStyle) arg[kDispatching] = false;
        if (result !== undefined && result !== null) watchRejection(result);
      } catch (error) {
        throwLater(error);
      }
      at = next;
    }
    if (event !== undefined) event[kDispatching] = false;
  }

  [kCreateEvent](detail, type) { return new CustomEvent(type, { detail }); }

  [kNewListener](size, type) {
    const limit = this[kMaxEventTargetListeners];
    if (!(limit > 0) || size <= limit || this[kMaxEventTargetListenersWarned]) return;
    this[kMaxEventTargetListenersWarned] = true;
    const most = major >= 20 ? ` MaxListeners is ${limit}.` : '';
    warn(this, type, 'Possible EventTarget memory leak detected. ' +
      `${size} ${type} listeners added to ${internal.inspect(this, { depth: -1 })}.${most} Use ` +
      'events.setMaxListeners() to increase limit', 'MaxListenersExceededWarning', size);
  }

  [kRemoveListener]() {}

  [customInspect](depth, options) { return shown(this, {}, depth, options); }
}
publish(EventTarget, ['addEventListener', 'removeEventListener', 'dispatchEvent']);

function initialise(target) {
  target[kEvents] = new Map();
  target[kMaxEventTargetListeners] = EventEmitter.defaultMaxListeners;
  target[kMaxEventTargetListenersWarned] = false;
  target[kHandlers] = new Map();
}

function isEventTarget(value) {
  return value !== null && typeof value === 'object' && value[kEvents] instanceof Map;
}

/** The listeners of `type`, in order. */
function listenersOf(target, type) {
  const out = [];
  for (let at = target[kEvents].get(type)?.next; at !== undefined; at = at.next) out.push(at.listener);
  return out;
}

/** Gives a class the attribute `on<name>`: one replaceable listener, in the place it first had. */
function defineEventHandler(proto, name) {
  const key = `on${name}`;
  const accessors = {
    get [key]() { return this[kHandlers].get(name)?.handler ?? null; },
    set [key](value) {
      const before = this[kHandlers].get(name);
      if (typeof value !== 'function') {
        this[kHandlers].delete(name);
        if (before !== undefined) this.removeEventListener(name, before);
        return;
      }
      if (before !== undefined) {
        before.handler = value;
        return;
      }
      const wrapper = function (...args) {
        if (typeof wrapper.handler !== 'function') return undefined;
        return apply(wrapper.handler, this, args);
      };
      wrapper.handler = value;
      this[kHandlers].set(name, wrapper);
      this.addEventListener(name, wrapper);
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, key);
  defineProperty(proto, key, { get, set, enumerable: true, configurable: true });
}

/** Options of a listener that runs even after stopImmediatePropagation (Node's own ones). */
const unstoppable = () => ({ __proto__: null, once: true, [kResist]: true });

module.exports = {
  CustomEvent, Event, EventTarget, defineEventHandler, initialise, isEventTarget, kCreateEvent,
  kEvents, kHybridDispatch, kNewListener, kNodeStyle, kRemoveListener, kTrusted, listenersOf,
  publish, shown, throwLater, unstoppable, wrongThis,
};
