'use strict';
// Values on their way from one thread to another: a copy (structured_clone.js) as JSON text.
// Objects are numbered, so that what was one object stays one.

const { types } = internal;
const { Buffer } = require('buffer');

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

/** `port(value)` says what stands for a port; undefined if the value is none. */
function encode(value, port = () => undefined) {
  const nodes = [];
  const numbers = new Map();
  const simple = (each) => {
    switch (typeof each) {
      case 'undefined': return { u: 0 };
      case 'bigint': return { i: `${each}` };
      case 'number': return Number.isFinite(each) && !Object.is(each, -0) ? each : { n: Object.is(each, -0) ? '-0' : `${each}` };
      case 'object': return each === null ? null : { r: number(each) };
      default: return each;
    }
  };
  const pairs = (object) => Object.keys(object).map((key) => [key, simple(object[key])]);
  const node = (object) => {
    const parcel = port(object);
    if (parcel !== undefined) return { k: 'Port', v: parcel };
    if (Array.isArray(object)) return { k: 'Array', n: object.length, e: pairs(object) };
    if (types.isMap(object)) return { k: 'Map', e: [...object].map(([key, each]) => [simple(key), simple(each)]) };
    if (types.isSet(object)) return { k: 'Set', e: [...object].map(simple) };
    if (types.isDate(object)) return { k: 'Date', v: simple(object.getTime()) };
    if (types.isRegExp(object)) return { k: 'RegExp', v: [object.source, object.flags] };
    if (types.isBoxedPrimitive(object)) return { k: 'Boxed', v: simple(object.valueOf()) };
    if (types.isSharedArrayBuffer(object)) return { k: 'Shared', v: internal.shareMemory(object) };
    if (types.isArrayBuffer(object)) return { k: 'ArrayBuffer', v: Buffer.from(object).toString('base64') };
    if (ArrayBuffer.isView(object)) {
      return { k: 'View', c: tagOf(object), b: simple(object.buffer), o: object.byteOffset, l: object.length ?? object.byteLength };
    }
    if (types.isNativeError(object)) {
      const own = {};
      for (const key of ['message', 'stack', 'cause']) if (Object.prototype.hasOwnProperty.call(object, key)) own[key] = object[key];
      own.stack = object.stack;
      return { k: 'Error', c: object.name, h: pairs(own), e: pairs(object) };
    }
    return { k: 'Object', e: pairs(object) };
  };
  const number = (object) => {
    let at = numbers.get(object);
    if (at === undefined) {
      at = nodes.push(null) - 1;
      numbers.set(object, at);
      nodes[at] = node(object);
    }
    return at;
  };
  const root = simple(value);
  return { root, nodes };
}

const errorClasses = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** `port(parcel)` opens a port that came along. */
function decode({ root, nodes }, port) {
  const made = [];
  const value = (each) => {
    if (each === null || typeof each !== 'object') return each;
    if ('u' in each) return undefined;
    if ('i' in each) return BigInt(each.i);
    if ('n' in each) return Number(each.n);
    return object(each.r);
  };
  const empty = (node) => {
    switch (node.k) {
      case 'Port': return port(node.v);
      case 'Array': return new Array(node.n);
      case 'Map': return new Map();
      case 'Set': return new Set();
      case 'Date': return new Date(value(node.v));
      case 'RegExp': return new RegExp(...node.v);
      case 'Boxed': return Object(value(node.v));
      case 'ArrayBuffer': return new Uint8Array(Buffer.from(node.v, 'base64')).buffer;
      case 'Shared': return internal.sharedMemory(node.v);
      case 'View': {
        const Kind = node.c === 'DataView' ? DataView : globalThis[node.c];
        return new Kind(value(node.b), node.o, node.l);
      }
      case 'Error': return new (errorClasses[node.c] ?? Error)();
      default: return {};
    }
  };
  const object = (at) => {
    if (made[at] !== undefined) return made[at];
    const node = nodes[at];
    const target = made[at] = empty(node);
    for (const [key, each] of node.h ?? []) {
      Object.defineProperty(target, key, { value: value(each), writable: true, configurable: true });
    }
    if (node.k === 'Map') for (const [key, each] of node.e) target.set(value(key), value(each));
    else if (node.k === 'Set') for (const each of node.e) target.add(value(each));
    else for (const [key, each] of node.e ?? []) target[key] = value(each);
    return target;
  };
  return value(root);
}

module.exports = { decode, encode };
