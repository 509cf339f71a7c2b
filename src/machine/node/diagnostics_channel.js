'use strict';
// diagnostics_channel: named channels whose subscribers are called synchronously.

const { major } = internal;
const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Object;
const { invalidArgType, validateFunction } = require('internal/errors');

const channels = new Map();

// A subscriber that throws does not keep the others from hearing: its error comes in a tick.
const later = (error) => {
  internal.nextTick(() => { throw error; });
};

class ActiveChannel {
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    // A copy: who is called meanwhile is as it was when the message came.
    this._subscribers = [...this._subscribers, subscription];
  }
  unsubscribe(subscription) {
    const index = this._subscribers.indexOf(subscription);
    if (index === -1) return false;
    this._subscribers = this._subscribers.filter((_, i) => i !== index);
    if (this._subscribers.length === 0 && this._stores.size === 0) rest(this);
    return true;
  }
  bindStore(store, transform) {
    this._stores.set(store, transform);
  }
  unbindStore(store) {
    if (!this._stores.has(store)) return false;
    this._stores.delete(store);
    if (this._subscribers.length === 0 && this._stores.size === 0) rest(this);
    return true;
  }
  get hasSubscribers() { return true; }
  publish(data) {
    for (const subscriber of this._subscribers) {
      try {
        subscriber(data, this.name);
      } catch (error) {
        later(error);
      }
    }
  }
  runStores(data, fn, thisArg, ...args) {
    let run = () => {
      this.publish(data);
      return apply(fn, thisArg, args);
    };
    for (const [store, transform] of this._stores) {
      const inner = run;
      run = () => {
        let context = data;
        if (transform) {
          try {
            context = transform(data);
          } catch (error) {
            later(error);
            return inner();
          }
        }
        return store.run(context, inner);
      };
    }
    return run();
  }
}

class Channel {
  constructor(name) {
    this._subscribers = undefined;
    if (major >= 18) this._stores = undefined;
    this.name = name;
    if (major >= 24) this._index = undefined;
    channels.set(name, this);
  }
  static [Symbol.hasInstance](instance) {
    const prototype = getPrototypeOf(instance);
    return prototype === Channel.prototype || prototype === ActiveChannel.prototype;
  }
  subscribe(subscription) {
    validateFunction(subscription, 'subscription');
    wake(this);
    this.subscribe(subscription);
  }
  unsubscribe() { return false; }
  bindStore(store, transform) {
    wake(this);
    this.bindStore(store, transform);
  }
  unbindStore() { return false; }
  get hasSubscribers() { return false; }
  publish() {}
  runStores(data, fn, thisArg, ...args) { return apply(fn, thisArg, args); }
}

// A map that a program's changes of Map do not reach; it shows when a channel is printed.
class SafeMap extends Map {}
for (const key of Reflect.ownKeys(Map.prototype)) {
  if (key !== 'constructor') defineProperty(SafeMap.prototype, key, getOwnPropertyDescriptor(Map.prototype, key));
}
setPrototypeOf(SafeMap.prototype, null);

// A channel is of the other class while somebody subscribes, as one can see when it is printed.
function wake(channel) {
  setPrototypeOf(channel, ActiveChannel.prototype);
  channel._subscribers = [];
  if (major >= 18) channel._stores = new SafeMap();
}
function rest(channel) {
  setPrototypeOf(channel, Channel.prototype);
  channel._subscribers = undefined;
  if (major >= 18) channel._stores = undefined;
}
if (major < 18) {
  for (const name of ['bindStore', 'unbindStore', 'runStores']) {
    delete ActiveChannel.prototype[name];
    delete Channel.prototype[name];
  }
  wake = (channel) => {
    setPrototypeOf(channel, ActiveChannel.prototype);
    channel._subscribers = [];
    defineProperty(channel, '_stores', { value: new SafeMap(), enumerable: false, configurable: true });
  };
}

function channel(name) {
  const found = channels.get(name);
  if (found !== undefined) return found;
  if (typeof name !== 'string' && typeof name !== 'symbol') {
    throw invalidArgType('channel', ['string', 'symbol'], name);
  }
  return new Channel(name);
}

const subscribe = (name, subscription) => channel(name).subscribe(subscription);
const unsubscribe = (name, subscription) => channel(name).unsubscribe(subscription);
function hasSubscribers(name) {
  const found = channels.get(name);
  return found === undefined ? false : found.hasSubscribers;
}

const events = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'];

/** Five channels that tell of one operation. */
// What is traced runs between `start` and `end`; what it throws is told.
function within({ start, end, error }, context, run) {
  return start.runStores(context, () => {
    try {
      return run();
    } catch (thrown) {
      context.error = thrown;
      error.publish(context);
      throw thrown;
    } finally {
      end.publish(context);
    }
  });
}

class TracingChannel {
  constructor(nameOrChannels) {
    for (const event of events) {
      const given = typeof nameOrChannels === 'string'
        ? channel(`tracing:${nameOrChannels}:${event}`) : nameOrChannels?.[event];
      if (!(given instanceof Channel)) {
        throw nameOrChannels !== null && typeof nameOrChannels === 'object'
          ? invalidArgType(`nameOrChannels.${event}`, ['Channel'], given)
          : invalidArgType('nameOrChannels', ['string', 'object', 'TracingChannel'], nameOrChannels);
      }
      Object.defineProperty(this, event, { value: given });
    }
  }
  subscribe(handlers) {
    for (const event of events) if (handlers[event]) this[event]?.subscribe(handlers[event]);
  }
  unsubscribe(handlers) {
    let done = true;
    for (const event of events) {
      if (handlers[event] && !this[event]?.unsubscribe(handlers[event])) done = false;
    }
    return done;
  }
  get hasSubscribers() { return events.some((event) => this[event]?.hasSubscribers); }
  traceSync(fn, context = {}, thisArg = undefined, ...args) {
    if (major >= 22 && !this.hasSubscribers) return apply(fn, thisArg, args);
    return within(this, context, () => (context.result = apply(fn, thisArg, args)));
  }
  tracePromise(fn, context = {}, thisArg = undefined, ...args) {
    if (major >= 22 && !this.hasSubscribers) return apply(fn, thisArg, args);
    const { asyncStart, asyncEnd, error } = this;
    const told = () => {
      asyncStart.publish(context);
      asyncEnd.publish(context);
    };
    const resolved = (result) => {
      context.result = result;
      told();
      return result;
    };
    const rejected = (reason) => {
      context.error = reason;
      error.publish(context);
      told();
      return Promise.reject(reason);
    };
    return within(this, context, () => {
      let promise = apply(fn, thisArg, args);
      if (!(promise instanceof Promise)) promise = Promise.resolve(promise);
      return promise.then(resolved, rejected);
    });
  }
  traceCallback(fn, position = -1, context = {}, thisArg = undefined, ...args) {
    if (major >= 22 && !this.hasSubscribers) return apply(fn, thisArg, args);
    const { asyncStart, asyncEnd, error } = this;
    const at = position < 0 ? args.length + position : position;
    const callback = args[at];
    validateFunction(callback, 'callback');
    args[at] = function wrappedCallback(failure, result) {
      if (failure) {
        context.error = failure;
        error.publish(context);
      } else {
        context.result = result;
      }
      return asyncStart.runStores(context, () => {
        try {
          return apply(callback, this, arguments);
        } finally {
          asyncEnd.publish(context);
        }
      });
    };
    return within(this, context, () => apply(fn, thisArg, args));
  }
}

module.exports = { channel, hasSubscribers };
if (major >= 16) Object.assign(module.exports, { subscribe, unsubscribe });
if (major >= 18) module.exports.tracingChannel = (nameOrChannels) => new TracingChannel(nameOrChannels);
module.exports.Channel = Channel;
