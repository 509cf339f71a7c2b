'use strict';
// Deep equality, strict and loose, as assert and util.isDeepStrictEqual define it.

const { major, types } = internal;
const { getPrototypeOf, is, keys } = Object;
const { ownKeys } = Reflect;
const call = Function.prototype.call;
const uncurry = call.bind.bind(call);
const tagOf = uncurry(Object.prototype.toString);
const hasOwn = uncurry(Object.prototype.hasOwnProperty);
const isEnumerable = uncurry(Object.prototype.propertyIsEnumerable);
const boxes = [Number, String, Boolean, BigInt, Symbol].map(({ name, prototype }) => (
  { isBox: internal.types[`is${name}Object`], valueOf: uncurry(prototype.valueOf) }));

/** What is being compared already: pairs that are equal if everything else is. */
class Pairs {
  constructor() { this.list = []; }
  has(a, b) { return this.list.some((pair) => pair[0] === a && pair[1] === b); }
}

function symbolKeys(object) {
  return ownKeys(object).filter((key) => typeof key === 'symbol' && isEnumerable(object, key));
}

function equal(a, b, strict, pairs) {
  if (a === b) return a !== 0 || !strict || is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && a !== a && b !== b;
    if (typeof b !== 'object' || a === null || b === null) return false;
    if (getPrototypeOf(a) !== getPrototypeOf(b)) return false;
  } else {
    if (a === null || typeof a !== 'object') {
      return (b === null || typeof b !== 'object') && (a == b || (major >= 14 && a !== a && b !== b)); // eslint-disable-line eqeqeq
    }
    if (b === null || typeof b !== 'object') return false;
  }
  const tag = tagOf(a);
  // Up to 11 an array could loosely equal a plain object.
  const mixed = !strict && major < 12 && Array.isArray(a) !== Array.isArray(b);
  if (mixed) return tagOf(Array.isArray(a) ? b : a) === '[object Object]' && sameProperties(a, b, strict, pairs);
  if (tag !== tagOf(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
  } else if (!sameKind(a, b, strict, tag)) {
    return false;
  }
  return sameProperties(a, b, strict, pairs);
}

// What an object holds besides its properties.
function sameKind(a, b, strict, tag) {
  if (types.isDate(a)) {
    return types.isDate(b) && Date.prototype.getTime.call(a) === Date.prototype.getTime.call(b);
  }
  if (types.isRegExp(a)) {
    return types.isRegExp(b) && a.source === b.source && a.flags === b.flags && a.lastIndex === b.lastIndex;
  }
  if (a instanceof Error || types.isNativeError(a)) {
    if (!(b instanceof Error || types.isNativeError(b))) return false;
    return a.message === b.message && a.name === b.name;
  }
  if (ArrayBuffer.isView(a)) {
    if (!ArrayBuffer.isView(b) || a.byteLength !== b.byteLength) return false;
    if (a.length !== undefined && !strict) {
      for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && !(a[i] !== a[i] && b[i] !== b[i])) return false;
      return true;
    }
    return sameBytes(a, b);
  }
  if (a instanceof ArrayBuffer) return b instanceof ArrayBuffer && sameBytes(new Uint8Array(a), new Uint8Array(b));
  if (types.isSet(a)) return types.isSet(b) && a.size === b.size;
  if (types.isMap(a)) return types.isMap(b) && a.size === b.size;
  for (const { isBox, valueOf } of boxes) {
    if (isBox(a)) return isBox(b) && is(valueOf(a), valueOf(b));
  }
  if (types.isPromise(a) || types.isWeakMap(a) || types.isWeakSet(a)) return false;
  return true;
}

function sameBytes(a, b) {
  const [x, y] = [a, b].map((view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  return x.length === y.length && x.every((byte, i) => byte === y[i]);
}

function sameProperties(a, b, strict, pairs) {
  const names = keys(a);
  if (names.length !== keys(b).length) return false;
  for (let i = 0; i < names.length; i++) if (!hasOwn(b, names[i])) return false;
  let symbols = [];
  if (strict) {
    symbols = symbolKeys(a);
    if (symbols.length !== symbolKeys(b).length) return false;
    if (!symbols.every((key) => isEnumerable(b, key))) return false;
  }
  if (pairs.has(a, b)) return true;
  pairs.list.push([a, b]);
  const same = contents(a, b, strict, pairs) &&
    names.every((name) => equal(a[name], b[name], strict, pairs)) &&
    symbols.every((key) => equal(a[key], b[key], strict, pairs));
  pairs.list.pop();
  return same;
}

// The members of sets and maps; those that are no object's equal by being the same.
function contents(a, b, strict, pairs) {
  if (types.isSet(a)) {
    const rest = new Set(b);
    for (const value of a) {
      if (rest.delete(value)) continue;
      if (strict && (typeof value !== 'object' || value === null)) return false;
      const other = [...rest].find((each) => equal(value, each, strict, pairs));
      if (other === undefined || !rest.delete(other)) return false;
    }
    return true;
  }
  if (types.isMap(a)) {
    const rest = new Map(b);
    for (const [key, value] of a) {
      let other = key;
      if (!rest.has(key)) {
        const found = [...rest.keys()].filter((each) => equal(key, each, strict, pairs));
        if (found.length === 0) return false;
        other = found.find((each) => equal(value, rest.get(each), strict, pairs));
      }
      if (!rest.has(other) || !equal(value, rest.get(other), strict, pairs)) return false;
      rest.delete(other);
    }
  }
  return true;
}

module.exports = {
  isDeepEqual: (a, b) => equal(a, b, false, new Pairs()),
  isDeepStrictEqual: (a, b) => equal(a, b, true, new Pairs()),
};
