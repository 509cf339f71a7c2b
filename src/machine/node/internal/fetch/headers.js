'use strict';
// Headers (Fetch Standard, section 5.1): names in lower case, sorted when they are listed.

const customInspect = Symbol.for('nodejs.util.inspect.custom');

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const trimmed = (value) => value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');

class Headers {
  #values = new Map();
  #names = new Map(); // as they were first written

  constructor(init = undefined) {
    if (init === undefined) return;
    if (init === null || (typeof init !== 'object' && typeof init !== 'function')) {
      throw new TypeError('Headers constructor: init is invalid: it must be a sequence or a record.');
    }
    const pairs = typeof init[Symbol.iterator] === 'function' ? [...init] : Reflect.ownKeys(init).map((name) => [name, init[name]]);
    for (const pair of pairs) {
      const both = [...pair];
      if (both.length !== 2) {
        throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${both.length}.`);
      }
      this.append(...both);
    }
  }
  #checked(method, name, value) {
    const key = `${name}`;
    if (!token.test(key)) throw new TypeError(`Headers.${method}: "${key}" is an invalid header name.`);
    if (value !== undefined && /[\0\r\n]/.test(value)) throw new TypeError(`Headers.${method}: "${value}" is an invalid header value.`);
    return key.toLowerCase();
  }
  #need(method, count, given) {
    if (given < count) throw new TypeError(`Headers.${method}: ${count} argument${count > 1 ? 's' : ''} required, but${given ? ' only' : ''} ${given} found.`);
  }
  append(name, value) {
    this.#need('append', 2, arguments.length);
    const text = trimmed(`${value}`);
    const key = this.#checked('append', name, text);
    if (!this.#values.has(key)) this.#names.set(key, `${name}`);
    this.#values.set(key, [...this.#values.get(key) ?? [], text]);
  }
  delete(name) {
    this.#need('delete', 1, arguments.length);
    this.#values.delete(this.#checked('delete', name));
  }
  get(name) {
    this.#need('get', 1, arguments.length);
    return this.#values.get(this.#checked('get', name))?.join(', ') ?? null;
  }
  has(name) {
    this.#need('has', 1, arguments.length);
    return this.#values.has(this.#checked('has', name));
  }
  set(name, value) {
    this.#need('set', 2, arguments.length);
    const text = trimmed(`${value}`);
    const key = this.#checked('set', name, text);
    this.#values.set(key, [text]);
    this.#names.set(key, `${name}`);
  }
  getSetCookie() { return [...this.#values.get('set-cookie') ?? []]; }
  forEach(callback, thisArg = undefined) {
    if (typeof callback !== 'function') {
      throw new TypeError("Failed to execute 'forEach' on 'Headers': parameter 1 is not of type 'Function'.");
    }
    for (const [name, value] of this) Reflect.apply(callback, thisArg, [value, name, this]);
  }
  * entries() {
    for (const name of [...this.#values.keys()].sort()) {
      const values = this.#values.get(name);
      if (name === 'set-cookie') for (const each of values) yield [name, each];
      else yield [name, values.join(', ')];
    }
  }
  * keys() { for (const [name] of this.entries()) yield name; }
  * values() { for (const [, value] of this.entries()) yield value; }
  [customInspect](depth, options) {
    const shown = {};
    for (const [key, values] of this.#values) shown[this.#names.get(key)] = values.join(', ');
    return `Headers ${internal.inspect(shown, options)}`;
  }
}
Object.defineProperty(Headers.prototype, Symbol.iterator, { value: Headers.prototype.entries, writable: true, configurable: true });
Object.defineProperty(Headers.prototype, Symbol.toStringTag, { value: 'Headers', configurable: true });
for (const name of ['append', 'delete', 'get', 'has', 'set', 'getSetCookie', 'forEach', 'entries', 'keys', 'values']) {
  Object.defineProperty(Headers.prototype, name, { enumerable: true });
}

module.exports = { Headers };
