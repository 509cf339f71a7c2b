'use strict';
// process.env: holds strings only. A worker that was given SHARE_ENV and its parent have one
// between them, which the threads keep as text (`internal.sharedEnvironment`).

const { major } = internal;
const { nodeError } = require('internal/errors');
const { ownKeys, get, has, getOwnPropertyDescriptor, defineProperty, deleteProperty } = Reflect;

const thread = internal.ownThread();
let number; // of the shared one
let text = '{}';
const values = {};

/** Makes `values` what the threads have by now. */
function take(from) {
  if (from === text) return;
  text = from;
  const given = JSON.parse(text);
  for (const key of Object.keys(values)) if (!(key in given)) delete values[key];
  Object.assign(values, given);
}

function look() {
  if (number !== undefined) take(internal.sharedEnvironment(number));
}

function keep(done) {
  if (number !== undefined) {
    text = JSON.stringify(values);
    internal.sharedEnvironment(number, text);
  }
  return done;
}

/** From now on others can have this environment as well: its number. */
function share() {
  if (number === undefined) {
    text = JSON.stringify(values);
    number = internal.sharedEnvironment(undefined, text);
  }
  return number;
}

if (thread !== undefined) {
  const { env } = JSON.parse(thread[1]);
  if (typeof env === 'number') {
    number = env;
    look();
  } else {
    take(JSON.stringify(env));
  }
}

const looking = (how) => (...args) => {
  look();
  return how(...args);
};

const env = new Proxy(values, {
  get: looking(get),
  has: looking(has),
  ownKeys: looking(ownKeys),
  getOwnPropertyDescriptor: looking(getOwnPropertyDescriptor),
  deleteProperty: looking((target, key) => keep(deleteProperty(target, key))),
  set: looking((target, key, value) => {
    if (typeof key === 'symbol' || typeof value === 'symbol') {
      throw new TypeError('Cannot convert a Symbol value to a string');
    }
    target[key] = `${value}`;
    return keep(true);
  }),
  defineProperty: looking((target, key, how) => {
    if (major < 18) return keep(defineProperty(target, key, how));
    const refuse = (what) => nodeError(TypeError, 'ERR_INVALID_OBJECT_DEFINE_PROPERTY', `'process.env' ${what}`);
    if ('get' in how || 'set' in how) throw refuse('does not accept an accessor(getter/setter) descriptor');
    if (!('value' in how && how.configurable && how.writable && how.enumerable)) {
      throw refuse('only accepts a configurable, writable, and enumerable data descriptor');
    }
    return keep(defineProperty(target, key, { ...how, value: `${how.value}` }));
  }),
});

module.exports = { env, share };
