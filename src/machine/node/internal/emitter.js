'use strict';
// What listeners meet: adding, calling and removing them, as each version of Node does it.
//
// The methods themselves are in events.js, which `process` needs at the start of most programs
// and which therefore stays small. A listener alone is stored bare, several in an array
// (`emitter._events` is printed by console.log, so learners see it). What is used less, or
// differs most, stands in internal/events_async.js. Deliberately absent: domains.

const { emitters, major, nextTick } = internal;
const { apply, ownKeys } = Reflect;
const { create } = Object;
const { capturing, kCapture, kErrorMonitor, kRejection, kShapeMode } = emitters;

const errors = () => require('internal/errors');
const kEmitting = Symbol('events.emitting'); // only to be printed, as Node's counter is

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

const limitOf = (emitter) =>
  (emitter._maxListeners === undefined ? emitters.defaultMaxListeners : emitter._maxListeners);

// A rejected promise of a listener becomes an 'error' event, a tick later (captureRejections).
function watchRejection(emitter, promise, type, args) {
  if (!emitter[kCapture]) return;
  try {
    const then = promise.then;
    if (typeof then === 'function') {
      apply(then, promise, [undefined, (error) => {
        nextTick(emitUnhandledRejectionOrErr, emitter, error, type, args);
      }]);
    }
  } catch (error) {
    emitter.emit('error', error);
  }
}

function emitUnhandledRejectionOrErr(emitter, error, type, args) {
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
    Error, 'ERR_UNHANDLED_ERROR', `Unhandled error. (${shown})`, emitters.emit);
  error.context = cause;
  return error;
}

// Whose event it is, where that is no plain emitter.
function owner(emitter) {
  try {
    const { name } = emitter.constructor;
    return major >= 12 && name !== 'EventEmitter' ? ` on ${name} instance` : '';
  } catch {
    return ''; // an emitter without a constructor
  }
}

/** `emitter.emit(type, ...args)` where somebody listens, or where nobody hears of an error. */
function emit(emitter, type, args) {
  const events = emitter._events;
  let unheard = type === 'error';
  if (events !== undefined) {
    if (unheard && events[kErrorMonitor] !== undefined) emitter.emit(kErrorMonitor, ...args);
    if (unheard) unheard = events.error === undefined;
  } else if (!unheard) {
    return false;
  }
  if (unheard) {
    const er = unhandledError(args);
    if (er !== args[0]) {
      internal.thrownByNode(er, true);
    } else {
      const here = {};
      internal.captureStackTrace(here, emitters.emit);
      internal.thrownByNode(er, false, `Emitted 'error' event${owner(emitter)} at:`, here);
    }
    throw er; // Unhandled 'error' event
  }
  const handler = events[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    const result = apply(handler, emitter, args);
    if (capturing && result !== undefined && result !== null) {
      watchRejection(emitter, result, type, args);
    }
    return true;
  }
  // Whoever listens as the event happens hears it, whatever they add or remove meanwhile.
  const snapshot = copy(handler);
  for (let i = 0; i < snapshot.length; i++) {
    const result = apply(snapshot[i], emitter, args);
    if (capturing && result !== undefined && result !== null) {
      watchRejection(emitter, result, type, args);
    }
  }
  return true;
}

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

function removeListener(emitter, type, listener) {
  checkListener(listener);
  const events = emitter._events;
  const list = events === undefined ? undefined : events[type];
  if (list === undefined) return emitter;
  if (list === listener || list.listener === listener) {
    emitter._eventsCount -= 1;
    if (emitter[kShapeMode]) events[type] = undefined;
    else if (emitter._eventsCount === 0) emitter._events = create(null);
    else delete events[type];
    if (events.removeListener !== undefined) {
      emitter.emit('removeListener', type, list.listener || listener);
    }
    return emitter;
  }
  if (typeof list === 'function') return emitter;
  let at = list.length - 1;
  while (at >= 0 && list[at] !== listener && list[at].listener !== listener) at--;
  if (at < 0) return emitter;
  const original = major < 12 && list[at].listener ? list[at].listener : listener;
  if (at === 0) list.shift();
  else remove(list, at);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) emitter.emit('removeListener', type, original);
  return emitter;
}

function removeAllListeners(emitter, all, type) {
  const events = emitter._events;
  if (events === undefined) return emitter;
  if (events.removeListener === undefined) {
    if (all) {
      emitter._events = create(null);
      emitter._eventsCount = 0;
    } else if (events[type] !== undefined) {
      if (--emitter._eventsCount === 0) emitter._events = create(null);
      else delete events[type];
    }
    if (major >= 20) emitter[kShapeMode] = false;
    return emitter;
  }
  // Somebody wants to hear of each removal: the last added goes first.
  if (all) {
    for (const key of ownKeys(events)) {
      if (key !== 'removeListener') emitter.removeAllListeners(key);
    }
    emitter.removeAllListeners('removeListener');
    emitter._events = create(null);
    emitter._eventsCount = 0;
    if (major >= 20) emitter[kShapeMode] = false;
    return emitter;
  }
  const list = events[type];
  if (typeof list === 'function') {
    emitter.removeListener(type, list);
  } else if (list !== undefined) {
    for (let i = list.length - 1; i >= 0; i--) emitter.removeListener(type, list[i]);
  }
  return emitter;
}


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

module.exports = {
  add, checkLimit, checkListener, count, emit, limitOf, listenersOf, removeAllListeners,
  removeListener, wrapOnce,
};
