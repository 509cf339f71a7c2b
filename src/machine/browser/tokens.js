'use strict';
// Attributes that are read and written piece by piece: class, style and data-*.

/** A live DOMTokenList of an element's classes. */
function classList(element) {
  const read = () => element.className.split(/\s+/).filter((token) => token !== '');
  const write = (tokens) => element.setAttribute('class', [...new Set(tokens)].join(' '));
  return {
    get length() { return read().length; },
    get value() { return element.className; },
    contains: (token) => read().includes(`${token}`),
    add(...tokens) { write([...read(), ...tokens.map(String)]); },
    remove(...tokens) { write(read().filter((token) => !tokens.map(String).includes(token))); },
    replace(old, token) {
      const has = read().includes(old);
      if (has) write(read().map((each) => (each === old ? token : each)));
      return has;
    },
    toggle(token, force = !read().includes(token)) {
      if (force) this.add(token);
      else this.remove(token);
      return !!force;
    },
    item: (at) => read()[at] ?? null,
    forEach(callback) { read().forEach(callback); },
    [Symbol.iterator]: () => read()[Symbol.iterator](),
    toString: () => element.className,
  };
}

const dashed = (key) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The style attribute as properties. Nothing is computed from it: there is no layout. */
function style(element) {
  const read = () => {
    const properties = new Map();
    for (const part of (element.getAttribute('style') ?? '').split(';')) {
      const at = part.indexOf(':');
      if (at > 0) properties.set(part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim());
    }
    return properties;
  };
  const write = (properties) => {
    element.setAttribute('style', [...properties].map(([key, value]) => `${key}: ${value};`).join(' '));
  };
  const methods = {
    getPropertyValue: (key) => read().get(key.toLowerCase()) ?? '',
    setProperty(key, value) {
      const properties = read();
      if (`${value ?? ''}` === '') properties.delete(key.toLowerCase());
      else properties.set(key.toLowerCase(), `${value}`);
      write(properties);
    },
    removeProperty(key) { methods.setProperty(key, ''); },
  };
  return new Proxy({}, {
    get(_, key) {
      if (typeof key === 'symbol') return undefined;
      if (key === 'cssText') return element.getAttribute('style') ?? '';
      return methods[key] ?? methods.getPropertyValue(dashed(key));
    },
    set(_, key, value) {
      if (key === 'cssText') element.setAttribute('style', value);
      else methods.setProperty(dashed(key), value);
      return true;
    },
    has: () => true,
  });
}

/** data-* attributes by their names in camel case. */
function dataset(element) {
  const attribute = (key) => `data-${dashed(key)}`;
  return new Proxy({}, {
    get: (_, key) => (typeof key === 'symbol' ? undefined : element.getAttribute(attribute(key)) ?? undefined),
    set(_, key, value) {
      element.setAttribute(attribute(key), value);
      return true;
    },
    deleteProperty(_, key) {
      element.removeAttribute(attribute(key));
      return true;
    },
    has: (_, key) => typeof key === 'string' && element.hasAttribute(attribute(key)),
  });
}

module.exports = { classList, dataset, style };
