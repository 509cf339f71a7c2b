'use strict';
// What `util.inspect` shows of timers and immediates: fields that the machine keeps elsewhere
// (lib/internal/timers.js). Lists of timers are shown by name only, as Node does. An immediate
// that has run is linked to none.

const { major, inspect, timerState, immediateStates } = internal;
const { defineProperty, getPrototypeOf } = Object;
const { ownKeys, getOwnPropertyDescriptor } = Reflect;

const refed = Symbol(major < 11 ? 'unrefed' : 'refed');
const immediateRefed = Symbol('refed');
const hasPrimitive = Symbol('kHasPrimitive');
const asyncId = Symbol('asyncId');
const triggerId = Symbol('triggerId');
const contextFrame = Symbol('kAsyncContextFrame');
const forgotten = major < 24 ? null : undefined;

// Shown by name only; what is empty would be shown as empty.
class TimersList { kept = true; }
class Timer { kept = true; }

function add(view, fields) {
  for (const [key, value] of fields) {
    defineProperty(view, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

function numbers(id, trigger) {
  const fields = [[asyncId, id], [triggerId, trigger]];
  if (major >= 22) fields.push([contextFrame, undefined]);
  return fields;
}

/** What a program has put on the object itself. */
function own(object) {
  return ownKeys(object).map((key) => [key, getOwnPropertyDescriptor(object, key).value]);
}

function timeoutView(timer) {
  const state = timerState(timer);
  const prototype = getPrototypeOf(timer);
  const view = { __proto__: prototype };
  const { isListed } = state;
  const isCleared = timer._idleTimeout === -1;
  // Node 10 gives an unref'd timer a handle of its own, and that it keeps.
  const isAlone = major < 11 && !state.referenced;
  const neighbour = (hasOther) => {
    if (!isListed || isAlone) return null;
    return hasOther ? { __proto__: prototype, kept: true } : new TimersList();
  };
  if (major < 11) add(view, [['_called', state.hasRun]]);
  add(view, [
    ['_idleTimeout', timer._idleTimeout],
    ['_idlePrev', neighbour(state.hasNewer)],
    ['_idleNext', neighbour(state.hasOlder)],
    ['_idleStart', state.start],
    ['_onTimeout', isCleared && state.runs ? null : timer._onTimeout],
    ['_timerArgs', timer._timerArgs],
    ['_repeat', timer._repeat],
    ['_destroyed', timer._destroyed],
  ]);
  if (isAlone) add(view, [['_handle', new Timer()]]);
  add(view, own(timer));
  const isOver = !isListed && (isCleared || !state.runs);
  if (major < 11) add(view, [[refed, false]]);
  else add(view, [[refed, major < 12 && isOver ? null : state.referenced]]);
  if (major >= 12) add(view, [[hasPrimitive, state.isNumbered]]);
  add(view, numbers(state.asyncId, state.triggerId));
  return view;
}

function immediateView(immediate) {
  const views = new Map();
  const viewOf = (object) => {
    const view = { __proto__: getPrototypeOf(object) };
    views.set(object, view);
    return view;
  };
  const states = immediateStates(immediate);
  states.forEach(({ object }) => viewOf(object));
  states.forEach((state, index) => {
    const { isPending, isCleared, runs } = state;
    const beside = (other) => (isPending && other?.isPending ? views.get(other.object) : null);
    const view = views.get(state.object);
    add(view, [
      ['_idleNext', beside(states[index + 1])],
      ['_idlePrev', beside(states[index - 1])],
      ['_onImmediate', isPending || runs ? state.callback : forgotten],
      ['_argv', major >= 24 && !isPending && !runs ? undefined : state.args],
      ['_destroyed', !isPending],
    ]);
    add(view, own(state.object));
    add(view, [[immediateRefed, isPending ? state.referenced : (major < 11 ? undefined : null)]]);
    add(view, numbers(state.asyncId, state.triggerId));
  });
  return views.get(immediate);
}

/** `Timeout.prototype[util.inspect.custom]`: one level, however deep it stands. */
function inspectTimeout(_, options) {
  return inspect(timeoutView(this), { ...options, depth: 0, customInspect: false });
}

/** What `util.inspect` does with an `Immediate`. */
function inspectImmediate(depth, options) {
  if (depth < 0) return options.stylize('[Immediate]', 'special');
  return inspect(immediateView(this), { ...options, customInspect: false });
}

module.exports = { inspectImmediate, inspectTimeout };
