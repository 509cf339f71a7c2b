'use strict';
// Events, their listeners and their dispatch (DOM, "Events").
//
// The listeners of one event are called by `internal.invoke`, which reports what they throw and,
// where the stack is empty after one, goes through a microtask checkpoint: that is all the
// difference between a user's click and `click()`.

const { invoke, report, time } = internal;
const { defineProperty } = Object;

/** A target's parent on the way of an event; also where activation behaviour is looked up. */
const kParent = Symbol('parent');
/** What a click does beside its listeners: before them, after them, after a cancelled one. */
const kBefore = Symbol('legacy-pre-activation behavior');
const kActivate = Symbol('activation behavior');
const kCancelled = Symbol('legacy-canceled-activation behavior');

const failed = (Class, problem) =>
  new TypeError(`Failed to construct '${Class}': ${problem}`);

let state;

class Event {
  #state;

  static {
    state = (event) => event.#state;
  }

  constructor(type, init = undefined) {
    if (arguments.length === 0) throw failed('Event', '1 argument required, but only 0 present.');
    this.#state = {
      type: `${type}`,
      bubbles: !!init?.bubbles,
      cancelable: !!init?.cancelable,
      composed: !!init?.composed,
      trusted: false,
      target: null,
      currentTarget: null,
      phase: 0,
      path: [],
      dispatching: false,
      stopped: false,
      stoppedNow: false,
      prevented: false,
      passive: false,
      time: time(),
    };
  }

  get type() { return this.#state.type; }
  get target() { return this.#state.target; }
  get srcElement() { return this.#state.target; }
  get currentTarget() { return this.#state.currentTarget; }
  get eventPhase() { return this.#state.phase; }
  get bubbles() { return this.#state.bubbles; }
  get cancelable() { return this.#state.cancelable; }
  get composed() { return this.#state.composed; }
  get defaultPrevented() { return this.#state.prevented; }
  get returnValue() { return !this.#state.prevented; }
  set returnValue(value) { if (!value) this.preventDefault(); }
  get isTrusted() { return this.#state.trusted; }
  get timeStamp() { return this.#state.time; }
  get cancelBubble() { return this.#state.stopped; }
  set cancelBubble(value) { if (value) this.#state.stopped = true; }

  composedPath() { return [...this.#state.path]; }
  stopPropagation() { this.#state.stopped = true; }
  stopImmediatePropagation() {
    this.#state.stopped = true;
    this.#state.stoppedNow = true;
  }
  preventDefault() {
    if (this.#state.cancelable && !this.#state.passive) this.#state.prevented = true;
  }
  initEvent(type, bubbles = false, cancelable = false) {
    if (this.#state.dispatching) return;
    Object.assign(this.#state, {
      type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable,
      stopped: false, stoppedNow: false, prevented: false,
    });
  }
}
const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
for (const [name, value] of Object.entries(phases)) {
  defineProperty(Event, name, { value, enumerable: true });
  defineProperty(Event.prototype, name, { value, enumerable: true });
}
name(Event);

function name(Class) {
  defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

/** A class of events with members that its init dictionary fills; `fields` are the defaults. */
function eventClass(className, Base, fields) {
  const key = Symbol(className);
  const Class = { [className]: class extends Base {
    constructor(type, init = undefined) {
      if (arguments.length === 0) throw failed(className, '1 argument required, but only 0 present.');
      super(type, init);
      const given = {};
      for (const field of Object.keys(fields)) {
        const value = init?.[field];
        given[field] = value === undefined ? fields[field] : value;
      }
      defineProperty(this, key, { value: given });
    }
  } }[className];
  for (const field of Object.keys(fields)) {
    defineProperty(Class.prototype, field, {
      get() { return this[key][field]; }, enumerable: true, configurable: true,
    });
  }
  name(Class);
  return Class;
}

const CustomEvent = eventClass('CustomEvent', Event, { detail: null });
const UIEvent = eventClass('UIEvent', Event, { view: null, detail: 0 });
const modifiers = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
const MouseEvent = eventClass('MouseEvent', UIEvent, {
  clientX: 0, clientY: 0, screenX: 0, screenY: 0, button: 0, buttons: 0, relatedTarget: null,
  ...modifiers,
});
const PointerEvent = eventClass('PointerEvent', MouseEvent, {
  pointerId: 0, pointerType: '', isPrimary: false, pressure: 0,
});
const KeyboardEvent = eventClass('KeyboardEvent', UIEvent, {
  key: '', code: '', repeat: false, isComposing: false, location: 0, ...modifiers,
});
const InputEvent = eventClass('InputEvent', UIEvent, { data: null, inputType: '', isComposing: false });
const FocusEvent = eventClass('FocusEvent', UIEvent, { relatedTarget: null });
const SubmitEvent = eventClass('SubmitEvent', Event, { submitter: null });
const MessageEvent = eventClass('MessageEvent', Event, {
  data: null, origin: '', lastEventId: '', source: null, ports: [],
});
const ErrorEvent = eventClass('ErrorEvent', Event, {
  message: '', filename: '', lineno: 0, colno: 0, error: undefined,
});
const ProgressEvent = eventClass('ProgressEvent', Event, { lengthComputable: false, loaded: 0, total: 0 });
const PromiseRejectionEvent = eventClass('PromiseRejectionEvent', Event, { promise: null, reason: undefined });
const HashChangeEvent = eventClass('HashChangeEvent', Event, { oldURL: '', newURL: '' });
const PopStateEvent = eventClass('PopStateEvent', Event, { state: null });
const CloseEvent = eventClass('CloseEvent', Event, { wasClean: false, code: 0, reason: '' });

// Listeners by target, then by type, in the order in which they were added.
const listeners = new WeakMap();

function listOf(target, type) { return listeners.get(target)?.get(type); }

const flatten = (options) => (typeof options === 'boolean' ? options : !!options?.capture);

function addEventListener(type, callback, options = undefined) {
  if (arguments.length < 2) {
    throw new TypeError(`Failed to execute 'addEventListener' on 'EventTarget': 2 arguments required, but only ${arguments.length} present.`);
  }
  if (callback !== null && callback !== undefined && typeof callback !== 'function' && typeof callback !== 'object') {
    throw new TypeError("Failed to execute 'addEventListener' on 'EventTarget': parameter 2 is not of type 'Object'.");
  }
  const { signal } = typeof options === 'object' && options !== null ? options : {};
  if (signal?.aborted || callback === null || callback === undefined) return;
  const target = this ?? globalThis;
  const capture = flatten(options);
  const added = {
    callback, capture, once: !!options?.once, passive: !!options?.passive, removed: false,
  };
  let types = listeners.get(target);
  if (types === undefined) listeners.set(target, types = new Map());
  const list = types.get(`${type}`);
  if (list === undefined) types.set(`${type}`, [added]);
  else if (list.some((other) => other.callback === callback && other.capture === capture)) return;
  else list.push(added);
  if (signal) require('browser/abort').addAlgorithm(signal, () => remove(target, `${type}`, added));
}

function removeEventListener(type, callback, options = undefined) {
  const target = this ?? globalThis;
  const capture = flatten(options);
  const found = listOf(target, `${type}`)?.find(
    (other) => other.callback === callback && other.capture === capture,
  );
  if (found !== undefined) remove(target, `${type}`, found);
}

function remove(target, type, listener) {
  listener.removed = true;
  const list = listOf(target, type);
  const at = list === undefined ? -1 : list.indexOf(listener);
  if (at >= 0) list.splice(at, 1);
}

function dispatchEvent(event) {
  if (!(event instanceof Event)) {
    throw new TypeError("Failed to execute 'dispatchEvent' on 'EventTarget': parameter 1 is not of type 'Event'.");
  }
  if (state(event).dispatching) {
    const DOMException = require('internal/dom_exception');
    throw new DOMException("Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.", 'InvalidStateError');
  }
  state(event).trusted = false;
  return dispatch(this ?? globalThis, event);
}

/** Fires an event of the browser's own; whether nobody has cancelled it. */
function fire(target, event) {
  state(event).trusted = true;
  return dispatch(target, event);
}

/** DOM, "dispatch": whether the event was not cancelled. */
function dispatch(target, event) {
  const about = state(event);
  about.dispatching = true;
  about.target = target;
  const path = [target];
  for (let next = target[kParent]?.(event); next; next = next[kParent]?.(event)) path.push(next);
  about.path = path;
  const isClick = event instanceof MouseEvent && about.type === 'click';
  const activated = isClick
    ? path.find((each, at) => (at === 0 || about.bubbles) && each[kActivate] !== undefined) : undefined;
  const undo = activated?.[kBefore]?.();
  for (let at = path.length - 1; at >= 0; at--) call(path[at], event, true);
  for (const each of about.bubbles ? path : [target]) call(each, event, false);
  Object.assign(about, {
    phase: 0, currentTarget: null, path: [], dispatching: false, stopped: false, stoppedNow: false,
  });
  if (activated !== undefined) {
    if (about.prevented) activated[kCancelled]?.(undo);
    else activated[kActivate](event);
  }
  return !about.prevented;
}

/** DOM, "invoke" and "inner invoke": the listeners of one target, capturing ones or the others. */
function call(target, event, capture) {
  const about = state(event);
  if (about.stopped) return;
  const list = listOf(target, about.type);
  if (list === undefined || list.length === 0) return;
  about.phase = target === about.target ? phases.AT_TARGET
    : capture ? phases.CAPTURING_PHASE : phases.BUBBLING_PHASE;
  about.currentTarget = target;
  for (const listener of [...list]) {
    if (listener.removed || listener.capture !== capture) continue;
    if (listener.once) remove(target, about.type, listener);
    about.passive = listener.passive;
    callListener(listener.callback, target, event);
    about.passive = false;
    if (about.stoppedNow) return;
  }
}

function callListener(callback, target, event) {
  if (callback instanceof Handler) {
    callback.call(target, event);
    return;
  }
  if (typeof callback === 'function') {
    invoke(callback, target, event.type, event);
    return;
  }
  let method;
  try {
    method = callback.handleEvent;
    if (typeof method !== 'function') throw new TypeError("EventListener.handleEvent is not a function");
  } catch (error) {
    report(error);
    return;
  }
  invoke(method, callback, event.type, event);
}

/** What `onclick` and its like hold: one listener that keeps its place when it is replaced. */
class Handler {
  constructor(callback) { this.callback = callback; }

  call(target, event) {
    const { callback } = this;
    if (typeof callback !== 'function') return;
    if (event instanceof ErrorEvent && target === globalThis) {
      const { message, filename, lineno, colno, error } = event;
      if (invoke(callback, target, event.type, message, filename, lineno, colno, error) === true) {
        event.preventDefault();
      }
      return;
    }
    if (invoke(callback, target, event.type, event) === false) event.preventDefault();
  }
}

const handlers = new WeakMap();

function getHandler(target, type) { return handlers.get(target)?.get(type)?.callback ?? null; }

function setHandler(target, type, callback) {
  let byType = handlers.get(target);
  if (byType === undefined) handlers.set(target, byType = new Map());
  const given = typeof callback === 'function' || (typeof callback === 'object' && callback !== null) ? callback : null;
  const known = byType.get(type);
  if (known !== undefined && given !== null) {
    known.callback = given;
  } else if (known !== undefined) {
    byType.delete(type);
    removeEventListener.call(target, type, known);
  } else if (given !== null) {
    const handler = new Handler(given);
    byType.set(type, handler);
    addEventListener.call(target, type, handler);
  }
}

/** Gives a class the attributes `on<type>`. */
function defineHandlers(proto, ...types) {
  for (const type of types) {
    defineProperty(proto, `on${type}`, {
      get() { return getHandler(this, type); },
      set(value) { setHandler(this, type, value); },
      enumerable: true, configurable: true,
    });
  }
}

class EventTarget {}
for (const method of [addEventListener, removeEventListener, dispatchEvent]) {
  defineProperty(EventTarget.prototype, method.name, {
    value: method, writable: true, enumerable: true, configurable: true,
  });
}
name(EventTarget);

/** Whether anybody listens to events of this type. */
function hasListeners(target, type) { return (listOf(target, type)?.length ?? 0) > 0; }

module.exports = {
  CloseEvent, CustomEvent, ErrorEvent, Event, EventTarget, FocusEvent, HashChangeEvent,
  InputEvent, KeyboardEvent, MessageEvent, MouseEvent, PointerEvent, PopStateEvent,
  ProgressEvent, PromiseRejectionEvent, SubmitEvent, UIEvent, addEventListener, defineHandlers,
  dispatchEvent, eventClass, fire, getHandler, hasListeners, kActivate, kBefore, kCancelled,
  kParent, name, removeEventListener, setHandler,
};
