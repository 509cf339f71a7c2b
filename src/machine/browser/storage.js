'use strict';
// localStorage and sessionStorage, empty at first and gone with the page. (`storage` events go to
// other documents only, and there are none.)

const { name } = require('browser/events');

class Storage {
  #items = new Map();
  get length() { return this.#items.size; }
  key(at) { return [...this.#items.keys()][at] ?? null; }
  getItem(key) { return this.#items.get(`${key}`) ?? null; }
  setItem(key, value) { this.#items.set(`${key}`, `${value}`); }
  removeItem(key) { this.#items.delete(`${key}`); }
  clear() { this.#items.clear(); }
}
name(Storage);

const storage = () => new Proxy(new Storage(), {
  get(target, key) {
    const own = target[key];
    if (typeof own === 'function') return own.bind(target);
    return key in target ? own : target.getItem(key) ?? undefined;
  },
  set(target, key, value) {
    target.setItem(key, value);
    return true;
  },
  deleteProperty(target, key) {
    target.removeItem(key);
    return true;
  },
});

module.exports = { Storage, localStorage: storage(), sessionStorage: storage() };
