'use strict';
// NodeEventTarget: an EventTarget that can also be used like an EventEmitter. Its listeners in
// Node's style get the value itself, those of the web an event made from it.

const {
  EventTarget, isEventTarget, kCreateEvent, kEvents, kHybridDispatch, kNodeStyle, listenersOf, wrongThis,
} = require('internal/event_target');
const { validateString } = require('internal/errors');

class NodeEventTarget extends EventTarget {
  #create;
  on(type, listener) {
    this.addEventListener(type, listener, { [kNodeStyle]: true });
    return this;
  }
  addListener(type, listener) { return this.on(type, listener); }
  once(type, listener) {
    this.addEventListener(type, listener, { once: true, [kNodeStyle]: true });
    return this;
  }
  off(type, listener) {
    this.removeEventListener(type, listener);
    return this;
  }
  removeListener(type, listener) { return this.off(type, listener); }
  removeAllListeners(type = undefined) {
    for (const each of type === undefined ? this.eventNames() : [`${type}`]) {
      for (const listener of listenersOf(this, each)) this.removeEventListener(each, listener);
    }
    return this;
  }
  eventNames() {
    if (!isEventTarget(this)) throw wrongThis('NodeEventTarget');
    return [...this[kEvents].keys()];
  }
  listenerCount(type) { return this[kEvents].get(`${type}`)?.size ?? 0; }
  emit(type, value) {
    validateString(type, 'type');
    const heard = this.listenerCount(type) > 0;
    this[kHybridDispatch](value, type);
    return heard;
  }
  setMaxListeners(count) {
    require('events').setMaxListeners(count, this);
    return this;
  }
  getMaxListeners() { return this[require('events').kMaxEventTargetListeners]; }

  /** Dispatches a value; `create()` makes the event for those who want one. */
  dispatchAs(type, value, create) {
    this.#create = create;
    this[kHybridDispatch](value, type);
  }
  [kCreateEvent](value, type) { return this.#create === undefined ? super[kCreateEvent](value, type) : this.#create(); }
}

module.exports = { NodeEventTarget };
