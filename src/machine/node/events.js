'use strict';
// EventEmitter, as each version of Node has it.
//
// Most programs touch `process`, an emitter, and wait until this file is parsed: it says only
// what there is. What the methods do stands in internal/emitter.js and internal/events_async.js.

const { major } = internal;
const { apply, ownKeys } = Reflect;
const { create, defineProperties, getPrototypeOf } = Object;

const capturing = major >= 12;
const kCapture = Symbol('kCapture');
const kShapeMode = Symbol('shapeMode');
const kErrorMonitor = Symbol('events.errorMonitor');
const kRejection = Symbol.for('nodejs.rejection');

let loaded;
const work = () => (loaded ??= require('internal/emitter'));
const waiting = () => require('internal/events_async');

const EventEmitter = capturing
  ? function EventEmitter(opts) { apply(EventEmitter.init, this, [opts]); }
  : function EventEmitter() { apply(EventEmitter.init, this, []); };
module.exports = EventEmitter;
const proto = EventEmitter.prototype;

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
    require('internal/errors').validateBoolean(wanted, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = proto[kCapture];
  }
}

proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;

proto.setMaxListeners = function setMaxListeners(n) {
  work().checkLimit(n, 'setMaxListeners', 'n');
  this._maxListeners = n;
  return this;
};
proto.getMaxListeners = function getMaxListeners() { return work().limitOf(this); };

proto.emit = function emit(type, ...args) {
  const events = this._events;
  if (type !== 'error' && (events === undefined || events[type] === undefined)) return false;
  return work().emit(this, type, args);
};

proto.addListener = function addListener(type, listener) {
  return work().add(this, type, listener, false);
};
proto.on = proto.addListener;
proto.prependListener = function prependListener(type, listener) {
  return work().add(this, type, listener, true);
};
proto.once = function once(type, listener) {
  work().checkListener(listener);
  this.on(type, work().wrapOnce(this, type, listener));
  return this;
};
proto.prependOnceListener = function prependOnceListener(type, listener) {
  work().checkListener(listener);
  this.prependListener(type, work().wrapOnce(this, type, listener));
  return this;
};
proto.removeListener = function removeListener(type, listener) {
  return work().removeListener(this, type, listener);
};
proto.off = proto.removeListener;
proto.removeAllListeners = function removeAllListeners(type) {
  return work().removeAllListeners(this, arguments.length === 0, type);
};
proto.listeners = function listeners(type) { return work().listenersOf(this, type, true); };
proto.rawListeners = function rawListeners(type) { return work().listenersOf(this, type, false); };
proto.listenerCount = major >= 18
  ? function listenerCount(type, listener) { return work().count(this, type, listener); }
  : function listenerCount(type) { return work().count(this, type); };
proto.eventNames = function eventNames() {
  const events = this._events;
  return this._eventsCount > 0 ? ownKeys(events).filter((key) => events[key] !== undefined) : [];
};

const emitters = internal.emitters = {
  capturing, defaultMaxListeners: 10, emit: proto.emit, kCapture, kErrorMonitor, kRejection,
  kShapeMode,
};

// The statics, in the order the version lists them.
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
    return waiting().limitOfEither(emitterOrTarget, work().limitOf);
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
        require('internal/errors').validateBoolean(value, 'EventEmitter.captureRejections');
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
    get: function () { return emitters.defaultMaxListeners; },
    set: function (n) {
      work().checkLimit(n, 'defaultMaxListeners', 'defaultMaxListeners');
      emitters.defaultMaxListeners = n;
    },
    enumerable: true,
  },
});

if (major >= 14) {
  defineProperties(EventEmitter, {
    kMaxEventTargetListeners: { value: Symbol('events.maxEventTargetListeners') },
    kMaxEventTargetListenersWarned: { value: Symbol('events.maxEventTargetListenersWarned') },
  });
  EventEmitter.setMaxListeners = function (n = emitters.defaultMaxListeners, ...eventTargets) {
    work().checkLimit(n, 'setMaxListeners', 'n');
    if (eventTargets.length === 0) emitters.defaultMaxListeners = n;
    else waiting().limitTargets(n, eventTargets);
  };
}
EventEmitter.init = capturing
  ? function (opts) { apply(initialise, this, [opts]); }
  : function () { apply(initialise, this, []); };
if (major < 24) {
  EventEmitter.listenerCount = function (emitter, type) {
    if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
    return work().count(emitter, type);
  };
}
