'use strict';
// EventEmitter, as each version of Node has it.
//
// A listener alone is stored bare, several in an array (`emitter._events` is printed by
// console.log, so learners see it). What is rarely used, or differs most, stands in
// internal/events_async.js. Deliberately absent: domains.

const { major, nextTick } = internal;
const { apply, ownKeys } = Reflect;
const { create, defineProperties, getPrototypeOf } = Object;

const errors = () => require('internal/errors');
const waiting = () => require('internal/events_async');

const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');
const kEmitting = Symbol('events.emitting'); // only to be printed, as Node's counter is
const kMaxEventTargetListeners = Symbol('events.maxEventTargetListeners');
const kMaxEventTargetListenersWarned = Symbol('events.maxEventTargetListenersWarned');

let defaultMaxListeners = 10;
const capturing = major >= 12;

const EventEmitter = capturing
  ? function EventEmitter(opts) { apply(EventEmitter.init, this, [opts]); }
  : function EventEmitter() { apply(EventEmitter.init, this, []); };
module.exports = EventEmitter;

const proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

function checkListener(listener) {
  if (typeof listener !== 'function') errors().validateFunction(listener, 'listener');
}

// 20 and later tell a wrong type from a wrong range; "n" was the name of the argument before.
function checkLimit(n, name, oldName) {
  if (major >= 20) return errors().validateNumber(n, name, 0);
  if (typeof n !== 'number' || n < 0 || n !== n) {
    throw errors().outOfRange(oldName, 'a non-negative number', n);
  }
}

function initialise(opts) {
  const fresh = this._events === undefined || this._events === getPrototypeOf(this)._events;
  if (fresh) {
    this._events = create(null);
    this._eventsCount = 0;
  }
  if (major >= 20) this[kShapeMode] = !fresh;
  this._maxListeners = this._maxListeners || undefined;
  if (!capturing) return;
  const wanted = opts === undefined || opts === null ? undefined : opts.captureRejections;
  if (wanted) {
    errors().validateBoolean(wanted, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = proto[kCapture];
  }
}

const limitOf = (emitter) =>
  (emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners);

// A rejected promise of a listener becomes an 'error' event, a tick later (captureRejections).
function watchRejection(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const then = promise.then;
    if (typeof then === 'function') {
      apply(then, promise, [undefined, (error) => {
        nextTick(emitRejection, emitter, error, type, args);
      }]);
    }
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitRejection(emitter, error, type, args) {
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection](error, type, ...args);
    return;
  }
  const before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', error);
  } finally {
    emitter[kCapture] = before;
  }
}

// What an 'error' event that nobody listens to throws.
function unhandledError(args) {
  const cause = args.length > 0 ? args[0] : undefined;
  if (cause instanceof Error) return cause;
  let shown;
  try {
    shown = internal.inspect(cause);
  } catch {
    shown = cause;
  }
  const error = errors().nodeError(
    Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`, emit);
  error.context = cause;
  return error;
}

const emit = function emit(type, ...args) {
  const events = this._events;
  let unheard = type === 'error';
  if (events !== undefined) {
    if (unheard && events[kErrorMonitor] !== undefined) this.emit(kErrorMonitor, ...args);
    if (unheard) unheard = events.error === undefined;
  } else if (!unheard) {
    return false;
  }
  if (unheard) {
    const er = unhandledError(args);
    throw er; // Unhandled 'error' event
  }
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = apply(handler, this, args);
    if (capturing && result !== undefined && result !== null) {
      watchRejection(this, result, type, args);
    }
    return true;
  }
  // Whoever listens as the event happens hears it, whatever they add or remove meanwhile.
  const snapshot = copy(handler);
  for (let i = 0; i < snapshot.length; i++) {
    const result = apply(snapshot[i], this, args);
    if (capturing && result !== undefined && result !== null) {
      watchRejection(this, result, type, args);
    }
  }
  return true;
};

function copy(list) {
  const out = new Array(list.length);
  for (let i = 0; i < out.length; i++) out[i] = list[i];
  return out;
}

function add(emitter, type, listener, first) {
  checkListener(listener);
  let events = emitter._events;
  let existing;
  if (events === undefined) {
    events = emitter._events = create(null);
    emitter._eventsCount = 0;
  } else {
    if (events.newListener !== undefined) {
      emitter.emit('newListener', type, listener.listener ? listener.listener : listener);
      events = emitter._events;
    }
    existing = events[type];
  }
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  if (typeof existing === 'function') {
    existing = events[type] = first ? [listener, existing] : [existing, listener];
    if (major >= 24) existing[kEmitting] = 0;
  } else if (first) {
    existing.unshift(listener);
  } else {
    existing.push(listener);
  }
  const limit = limitOf(emitter);
  if (limit > 0 && existing.length > limit && !existing.warned) {
    warnOfLeak(emitter, type, existing, limit);
  }
  return emitter;
}

function warnOfLeak(emitter, type, existing, limit) {
  existing.warned = true;
  let where = '';
  if (major >= 12) where = ` to ${internal.inspect(emitter, { depth: -1 })}.`;
  if (major >= 20) where += ` MaxListeners is ${limit}.`;
  const warning = new Error('Possible EventEmitter memory leak detected. ' +
    `${existing.length} ${String(type)} listeners added${where}` +
    `${major >= 12 ? '' : '.'} Use emitter.setMaxListeners() to increase limit`);
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = existing.length;
  require('process').emitWarning(warning);
}

// Called with its state as `this`; printed as "bound onceWrapper" (up to 22).
function onceWrapper(...args) {
  if (this.fired) return undefined;
  this.target.removeListener(this.type, this.wrapFn);
  this.fired = true;
  return apply(this.listener, this.target, args);
}
const bind = Function.prototype.call.bind(Function.prototype.bind);

function wrapOnce(target, type, listener) {
  let wrapped;
  if (major < 24) {
    const state = { fired: false, wrapFn: undefined, target, type, listener };
    wrapped = state.wrapFn = bind(onceWrapper, state);
  } else {
    let fired = false;
    wrapped = function wrapper(...args) {
      if (fired) return undefined;
      fired = true;
      target.removeListener(type, wrapped);
      return apply(listener, target, args);
    };
  }
  wrapped.listener = listener;
  return wrapped;
}

function remove(list, index) {
  for (; index + 1 < list.length; index++) list[index] = list[index + 1];
  list.pop();
}

function listenersOf(emitter, type, unwrap) {
  const events = emitter._events;
  const found = events === undefined ? undefined : events[type];
  if (found === undefined) return [];
  const list = typeof found === 'function' ? [found] : copy(found);
  if (unwrap) {
    for (let i = 0; i < list.length; i++) list[i] = list[i].listener || list[i];
  }
  return list;
}

proto.setMaxListeners = function setMaxListeners(n) {
  checkLimit(n, 'setMaxListeners', 'n');
  this._maxListeners = n;
  return this;
};

proto.getMaxListeners = function getMaxListeners() { return limitOf(this); };

proto.emit = emit;

proto.addListener = function addListener(type, listener) { return add(this, type, listener, false); };
proto.on = proto.addListener;

proto.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

proto.once = function once(type, listener) {
  checkListener(listener);
  this.on(type, wrapOnce(this, type, listener));
  return this;
};

proto.prependOnceListener = function prependOnceListener(type, listener) {
  checkListener(listener);
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

proto.removeListener = function removeListener(type, listener) {
  checkListener(listener);
  const events = this._events;
  const list = events === undefined ? undefined : events[type];
  if (list === undefined) return this;
  if (list === listener || list.listener === listener) {
    this._eventsCount -= 1;
    if (this[kShapeMode]) events[type] = undefined;
    else if (this._eventsCount === 0) this._events = create(null);
    else delete events[type];
    if (events.removeListener !== undefined) {
      this.emit('removeListener', type, list.listener || listener);
    }
    return this;
  }
  if (typeof list === 'function') return this;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return this;
  const original = major < 12 && list[at].listener ? list[at].listener : listener;
  if (at === 0) list.shift();
  else remove(list, at);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, original);
  return this;
};
proto.off = proto.removeListener;

proto.removeAllListeners = function removeAllListeners(type) {
  const events = this._events;
  if (events === undefined) return this;
  const all = arguments.length === 0;
  if (events.removeListener === undefined) {
    if (all) {
      this._events = create(null);
      this._eventsCount = 0;
    } else if (events[type] !== undefined) {
      if (--this._eventsCount === 0) this._events = create(null);
      else delete events[type];
    }
    if (major >= 20) this[kShapeMode] = false;
    return this;
  }
  // Somebody wants to hear of each removal: the last added goes first.
  if (all) {
    for (const key of ownKeys(events)) {
      if (key !== 'removeListener') this.removeAllListeners(key);
    }
    this.removeAllListeners('removeListener');
    this._events = create(null);
    this._eventsCount = 0;
    if (major >= 20) this[kShapeMode] = false;
    return this;
  }
  const list = events[type];
  if (typeof list === 'function') {
    this.removeListener(type, list);
  } else if (list !== undefined) {
    for (let i = list.length - 1; i >= 0; i--) this.removeListener(type, list[i]);
  }
  return this;
};

proto.listeners = function listeners(type) { return listenersOf(this, type, true); };
proto.rawListeners = function rawListeners(type) { return listenersOf(this, type, false); };

function count(emitter, type, listener) {
  const events = emitter._events;
  const found = events === undefined ? undefined : events[type];
  if (found === undefined) return 0;
  const any = listener === undefined || listener === null;
  if (typeof found === 'function') {
    return any || found === listener || found.listener === listener ? 1 : 0;
  }
  if (any) return found.length;
  let matching = 0;
  for (let i = 0; i < found.length; i++) {
    if (found[i] === listener || found[i].listener === listener) matching++;
  }
  return matching;
}
proto.listenerCount = major >= 18
  ? function listenerCount(type, listener) { return count(this, type, listener); }
  : function listenerCount(type) { return count(this, type); };

proto.eventNames = function eventNames() {
  return this._eventsCount > 0 ? ownKeys(this._events) : [];
};

// The statics, in the order the version lists them.
function lookUpCount(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return count(emitter, type);
}

if (major >= 18) {
  EventEmitter.addAbortListener = function addAbortListener(signal, listener) {
    return waiting().addAbortListener(signal, listener);
  };
}
// From 14 on an async function: what it returns settles three microtasks after its promise.
EventEmitter.once = major >= 14
  ? async function once(emitter, name, options = {}) {
    return waiting().waitOnce(emitter, name, options);
  }
  : function once(emitter, name) { return waiting().waitOnce(emitter, name); };
if (major >= 18) {
  EventEmitter.on = function on(emitter, event, options = {}) {
    return waiting().iterate(emitter, event, options);
  };
} else if (major >= 14) {
  EventEmitter.on = function on(emitter, event, options) {
    return waiting().iterate(emitter, event, options);
  };
} else if (major >= 12) {
  EventEmitter.on = function on(emitter, event) { return waiting().iterate(emitter, event); };
}
if (major >= 14) {
  EventEmitter.getEventListeners = function getEventListeners(emitterOrTarget, type) {
    return waiting().listenersOfEither(emitterOrTarget, type);
  };
}
if (major >= 18) {
  EventEmitter.getMaxListeners = function getMaxListeners(emitterOrTarget) {
    return waiting().limitOfEither(emitterOrTarget, limitOf);
  };
}
if (major >= 24) {
  EventEmitter.listenerCount = function listenerCount(emitterOrTarget, type) {
    return waiting().countOfEither(emitterOrTarget, type);
  };
}
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;

if (capturing) {
  EventEmitter.captureRejectionSymbol = kRejection;
  defineProperties(EventEmitter, {
    captureRejections: {
      get: function () { return proto[kCapture]; },
      set: function (value) {
        errors().validateBoolean(value, 'EventEmitter.captureRejections');
        proto[kCapture] = value;
      },
      enumerable: true,
    },
  });
  if (major >= 16) {
    defineProperties(EventEmitter, {
      EventEmitterAsyncResource: {
        get: function lazyEventEmitterAsyncResource() {
          return require('internal/emitter_resource');
        },
        enumerable: true,
        configurable: true,
      },
    });
  }
  EventEmitter.errorMonitor = kErrorMonitor;
  defineProperties(proto, { [kCapture]: { value: false, writable: true } });
}

defineProperties(EventEmitter, {
  defaultMaxListeners: {
    get: function () { return defaultMaxListeners; },
    set: function (n) {
      checkLimit(n, 'defaultMaxListeners', 'defaultMaxListeners');
      defaultMaxListeners = n;
    },
    enumerable: true,
  },
});

if (major >= 14) {
  defineProperties(EventEmitter, {
    kMaxEventTargetListeners: { value: kMaxEventTargetListeners },
    kMaxEventTargetListenersWarned: { value: kMaxEventTargetListenersWarned },
  });
  EventEmitter.setMaxListeners = function (n = defaultMaxListeners, ...eventTargets) {
    checkLimit(n, 'setMaxListeners', 'n');
    if (eventTargets.length === 0) defaultMaxListeners = n;
    else waiting().limitTargets(n, eventTargets);
  };
}
EventEmitter.init = capturing
  ? function (opts) { apply(initialise, this, [opts]); }
  : function () { apply(initialise, this, []); };
if (major < 24) {
  EventEmitter.listenerCount = function (emitter, type) { return lookUpCount(emitter, type); };
}
