'use strict';
// structuredClone, and the copying that MessagePort does (HTML, "Safe passing of structured
// data"). Transferring moves ArrayBuffers and ports.

const { major, types } = internal;
const { nodeError, validateObject } = require('internal/errors');
const { getOwnPropertyDescriptor, keys } = Object;
const call = Function.prototype.call;
const uncurry = call.bind.bind(call);
const tagOf = uncurry(Object.prototype.toString);

const dataCloneError = (text) => new (require('internal/dom_exception'))(text, 'DataCloneError');

const refuse = (value) => {
  const text = typeof value === 'function' ? Function.prototype.toString.call(value)
    : typeof value === 'symbol' ? String(value)
      : typeof value?.constructor?.name === 'string' && value.constructor.name !== '' ? `#<${value.constructor.name}>` : tagOf(value);
  return dataCloneError(`${text} could not be cloned.`);
};

const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

function clone(value, seen) {
  if (typeof value === 'symbol' || typeof value === 'function') throw refuse(value);
  if (value === null || typeof value !== 'object') return value;
  if (seen.has(value)) return seen.get(value);
  const keep = (copy) => {
    seen.set(value, copy);
    return copy;
  };
  if (internal.uncloneable?.has(value)) throw dataCloneError('Cannot clone object of unsupported type.');
  if (types.isBoxedPrimitive(value)) {
    const inner = value.valueOf();
    if (typeof inner === 'symbol') throw refuse(value);
    return keep(Object(inner));
  }
  if (types.isDate(value)) return keep(new Date(Date.prototype.getTime.call(value)));
  if (types.isRegExp(value)) return keep(new RegExp(value.source, value.flags));
  if (types.isArrayBuffer(value)) return keep(value.slice(0));
  if (types.isSharedArrayBuffer(value)) return keep(value);
  if (ArrayBuffer.isView(value)) {
    const buffer = clone(value.buffer, seen);
    const Kind = types.isDataView(value) ? DataView : globalThis[tagOf(value).slice(8, -1)];
    return keep(types.isDataView(value)
      ? new DataView(buffer, value.byteOffset, value.byteLength)
      : new Kind(buffer, value.byteOffset, value.length));
  }
  if (types.isMap(value)) {
    const copy = keep(new Map());
    for (const [key, each] of [...Map.prototype.entries.call(value)]) copy.set(clone(key, seen), clone(each, seen));
    return copy;
  }
  if (types.isSet(value)) {
    const copy = keep(new Set());
    for (const each of [...Set.prototype.values.call(value)]) copy.add(clone(each, seen));
    return copy;
  }
  if (types.isNativeError(value)) return keep(cloneError(value, seen));
  if (internal.isPort !== undefined && internal.isPort(value)) {
    const text = 'Object that needs transfer was found in message but not listed in transferList';
    if (major >= 22) throw dataCloneError(text);
    const what = major < 15 ? 'MESSAGE_PORT' : 'TRANSFERABLE';
    throw nodeError(TypeError, `ERR_MISSING_${what}_IN_TRANSFER_LIST`, text);
  }
  if (types.isProxy(value) || types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value) ||
      types.isGeneratorObject(value) || types.isModuleNamespaceObject(value) ||
      tagOf(value) === '[object WeakRef]' || value instanceof (require('internal/event_target').EventTarget)) {
    throw refuse(value);
  }
  const copy = keep(Array.isArray(value) ? new Array(value.length) : {});
  for (const key of keys(value)) copy[key] = clone(value[key], seen);
  return copy;
}

// Of an error only its kind, its message, its stack and its cause survive.
function cloneError(value, seen) {
  const Kind = errorClasses[value.name] ?? Error;
  const target = new Kind();
  for (const key of ['message', 'stack', 'cause']) {
    const own = getOwnPropertyDescriptor(value, key);
    if (own === undefined && key !== 'stack') {
      delete target[key];
      continue;
    }
    const given = own !== undefined && 'value' in own ? own.value : value[key];
    Object.defineProperty(target, key, {
      value: key === 'cause' ? clone(given, seen) : `${given}`, writable: true, configurable: true,
    });
  }
  return target;
}

/** A copy of `value`; what `transfer` lists is moved instead (`move` says how). */
function copyOf(value, transfer = [], move = undefined) {
  const seen = new Map();
  for (const each of transfer) {
    if (seen.has(each)) {
      throw dataCloneError('ArrayBuffer occurs in the transfer list more than once');
    }
    if (types.isArrayBuffer(each)) {
      let moved;
      try {
        moved = each.slice(0);
      } catch { // it has been detached
        if (major < 14) throw dataCloneError('An ArrayBuffer is neutered and could not be cloned.');
        if (major >= 22) throw dataCloneError('Cannot transfer object of unsupported type.');
        moved = new ArrayBuffer(0);
      }
      seen.set(each, moved);
    } else if (move !== undefined) seen.set(each, move(each));
    else throw dataCloneError('Value not transferable');
  }
  const copy = clone(value, seen);
  for (const each of transfer) {
    if (types.isArrayBuffer(each)) internal.detach(each);
  }
  return copy;
}

function structuredClone(value, options = undefined) {
  if (arguments.length === 0) {
    const plain = 'The value argument must be specified';
    throw nodeError(TypeError, 'ERR_MISSING_ARGS', major < 20 ? 'The "value" argument must be specified'
      : major < 22 ? plain : `The "${plain}" argument must be specified`);
  }
  if (options !== undefined && options !== null) validateObject(options, 'options');
  try {
    return copyOf(value, options?.transfer ?? []);
  } catch (error) {
    if (error?.name === 'DataCloneError') internal.thrownByNode(error, 'structuredClone/DataCloneError');
    throw error;
  }
}

module.exports = { copyOf, structuredClone };
