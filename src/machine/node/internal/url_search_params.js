'use strict';
// URLSearchParams: the pairs of a URL's query.

const { major } = internal;
const { decode, encode } = require('internal/percent');
const { nodeError, validateCallback } = require('internal/errors');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

/** The pairs of a query string. */
function parsePairs(query) {
  const pairs = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [name, ...value] = part.replace(/\+/g, ' ').split('=');
    pairs.push([decode(name), decode(value.join('='))]);
  }
  return pairs;
}

const formSet = (code) => !(code === 42 || code === 45 || code === 46 || code === 95 ||
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122));
const formEncode = (text) => encode(text, (code) => code !== 32 && formSet(code)).replace(/ /g, '+');

const wrongThis = (name) => nodeError(TypeError, 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);

/** What is behind a URLSearchParams: its pairs, and what hears of changes. */
let paramsOf;

/** V8's words where the engine has others. */
function text(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return `${value}`;
}

function need(given, count) {
  if (given >= count) return;
  throw nodeError(TypeError, 'ERR_MISSING_ARGS', count === 1
    ? 'The "name" argument must be specified' : 'The "name" and "value" arguments must be specified');
}

function pairOf(pair) {
  const isIterable = pair !== null && typeof pair === 'object' && typeof pair[Symbol.iterator] === 'function';
  const both = isIterable ? [...pair] : [];
  if (both.length === 2) return both.map(text);
  throw nodeError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
}

function pairsOf(init) {
  if (init === null || (typeof init !== 'object' && typeof init !== 'function')) return parsePairs(text(init).replace(/^\?/, ''));
  const method = init[Symbol.iterator];
  if (method !== undefined && method !== null) {
    if (typeof method !== 'function') throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
    return Array.from(init, pairOf);
  }
  const keys = Reflect.ownKeys(init).filter((key) => Object.getOwnPropertyDescriptor(init, key)?.enumerable);
  return keys.map((key) => [text(key), text(init[key])]);
}

function changed(state) { state.owner?.(serialize(state)); }
const serialize = ({ list }) => list.map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`).join('&');
// A second argument counts from 18 on.
const wanted = (value) => (value === undefined || major < 18 ? undefined : text(value));
const isOne = ([key, each], name, value) => key === name && (value === undefined || each === value);

/** On one line if that is not too long; colours do not count. */
function listed(name, items, options) {
  const length = items.reduce((sum, item) => sum + item.replace(/\x1b\[\d+m/g, '').length + 2, -2);
  if (length > options.breakLength) return `${name} {\n  ${items.join(',\n  ')} }`;
  return `${name} { ${items.join(', ')} }`;
}

class URLSearchParams {
  #state = { list: [], owner: undefined };

  static {
    paramsOf = (params) => {
      if (params === null || typeof params !== 'object' || !(#state in params)) throw wrongThis('URLSearchParams');
      return params.#state;
    };
  }

  constructor(init = undefined) {
    if (init === undefined || (init === null && major < 24)) return;
    this.#state.list = pairsOf(init);
  }

  get size() { return paramsOf(this).list.length; }
  append(name, value) {
    const state = paramsOf(this);
    need(arguments.length, 2);
    state.list.push([text(name), text(value)]);
    changed(state);
  }
  delete(name, value = undefined) {
    const state = paramsOf(this);
    need(arguments.length, 1);
    const [key, only] = [text(name), wanted(value)];
    state.list = state.list.filter((pair) => !isOne(pair, key, only));
    changed(state);
  }
  get(name) {
    const { list } = paramsOf(this);
    need(arguments.length, 1);
    const key = text(name);
    return list.find((pair) => isOne(pair, key))?.[1] ?? null;
  }
  getAll(name) {
    const { list } = paramsOf(this);
    need(arguments.length, 1);
    const key = text(name);
    return list.filter((pair) => isOne(pair, key)).map(([, value]) => value);
  }
  has(name, value = undefined) {
    const { list } = paramsOf(this);
    need(arguments.length, 1);
    const [key, only] = [text(name), wanted(value)];
    return list.some((pair) => isOne(pair, key, only));
  }
  set(name, value) {
    const state = paramsOf(this);
    need(arguments.length, 2);
    const { list } = state;
    const pair = [text(name), text(value)];
    const first = list.findIndex((each) => isOne(each, pair[0]));
    if (first < 0) {
      list.push(pair);
    } else {
      list[first] = pair;
      state.list = list.filter((each, at) => at === first || !isOne(each, pair[0]));
    }
    changed(state);
  }
  sort() {
    const state = paramsOf(this);
    state.list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    changed(state);
  }
  entries() { return new Iterator(paramsOf(this), 'entries'); }
  forEach(callback, thisArg = undefined) {
    const state = paramsOf(this);
    validateCallback(callback);
    for (let i = 0; i < state.list.length; i++) {
      const [name, value] = state.list[i];
      Reflect.apply(callback, thisArg, [value, name, this]);
    }
  }
  keys() { return new Iterator(paramsOf(this), 'keys'); }
  values() { return new Iterator(paramsOf(this), 'values'); }
  toString() { return serialize(paramsOf(this)); }
  [customInspect](depth, options) {
    const { list } = paramsOf(this);
    if (typeof depth === 'number' && depth < 0) return '[Object]';
    const pairs = list.map(([name, value]) => `${internal.inspect(name, options)} => ${internal.inspect(value, options)}`);
    return pairs.length === 0 ? 'URLSearchParams {}' : listed('URLSearchParams', pairs, options);
  }
}

// 26 shows `done` first.
const result = major < 26 ? (value, done) => ({ value, done }) : (value, done) => ({ done, value });

/** Walks the pairs as they are when it comes to them. */
class Iterator {
  #state;
  #what;
  #at = 0;

  constructor(state, what) {
    this.#state = state;
    this.#what = what;
  }

  static #part([name, value], what) {
    if (what === 'entries') return [name, value];
    return what === 'keys' ? name : value;
  }

  next() {
    if (this === null || typeof this !== 'object' || !(#at in this)) throw wrongThis('URLSearchParamsIterator');
    const { list } = this.#state;
    if (this.#at >= list.length) return result(undefined, true);
    return result(Iterator.#part(list[this.#at++], this.#what), false);
  }

  [customInspect](depth, options) {
    if (this === null || typeof this !== 'object' || !(#at in this)) throw wrongThis('URLSearchParamsIterator');
    if (typeof depth === 'number' && depth < 0) return '[Object]';
    const rest = this.#state.list.slice(this.#at).map((pair) => Iterator.#part(pair, this.#what));
    // On several lines where an array of them would be.
    const breaks = internal.inspect(rest, options).includes('\n');
    const items = rest.map((part) => internal.inspect(part, options));
    return `URLSearchParams Iterator {${breaks ? `\n  ${items.join(',\n  ')}` : ` ${items.join(', ')}`} }`;
  }
}
Object.setPrototypeOf(Iterator.prototype, Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));
delete Iterator.prototype.constructor;
Object.defineProperty(Iterator.prototype, 'next', { enumerable: true });
Object.defineProperty(Iterator.prototype, Symbol.toStringTag, { value: 'URLSearchParams Iterator', configurable: true });

const { prototype } = URLSearchParams;
if (major < 18) delete prototype.size;
for (const name of Object.getOwnPropertyNames(prototype)) {
  if (name !== 'constructor') Object.defineProperty(prototype, name, { enumerable: true });
}
Object.defineProperty(prototype, Symbol.iterator, { value: prototype.entries, writable: true, configurable: true });
Object.defineProperty(prototype, Symbol.toStringTag, { value: 'URLSearchParams', configurable: true });

module.exports = { URLSearchParams, paramsOf: (params) => paramsOf(params), parsePairs };
