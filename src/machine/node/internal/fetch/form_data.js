'use strict';
// FormData (XMLHttpRequest Standard, section 4), and its two encodings.

const { Buffer } = require('buffer');
const { Blob, File, bytesOf } = require('internal/blob');
const { unsupported } = require('internal/errors');

class FormData {
  #entries = [];
  constructor(form = undefined) {
    if (form !== undefined) throw new TypeError("Failed to construct 'FormData': Argument 1 could not be converted to: undefined.");
  }
  static #value(value, filename) {
    if (!(value instanceof Blob)) return `${value}`;
    if (value instanceof File && filename === undefined) return value;
    return new File([value], filename ?? 'blob', { type: value.type });
  }
  append(name, value, filename = undefined) { this.#entries.push([`${name}`, FormData.#value(value, filename)]); }
  delete(name) { this.#entries = this.#entries.filter(([key]) => key !== `${name}`); }
  get(name) { return this.#entries.find(([key]) => key === `${name}`)?.[1] ?? null; }
  getAll(name) { return this.#entries.filter(([key]) => key === `${name}`).map(([, value]) => value); }
  has(name) { return this.#entries.some(([key]) => key === `${name}`); }
  set(name, value, filename = undefined) {
    const at = this.#entries.findIndex(([key]) => key === `${name}`);
    const entry = [`${name}`, FormData.#value(value, filename)];
    if (at < 0) {
      this.#entries.push(entry);
      return;
    }
    this.#entries = this.#entries.filter(([key], i) => i === at || key !== `${name}`);
    this.#entries[at] = entry;
  }
  * entries() { for (const [name, value] of this.#entries) yield [name, value]; }
  * keys() { for (const [name] of this.#entries) yield name; }
  * values() { for (const [, value] of this.#entries) yield value; }
  forEach(callback, thisArg = undefined) {
    for (const [name, value] of this) Reflect.apply(callback, thisArg, [value, name, this]);
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    const shown = {};
    for (const [name, value] of this.#entries) {
      if (name in shown) shown[name] = [].concat(shown[name], value);
      else shown[name] = value;
    }
    return `FormData ${internal.inspect(shown, options)}`;
  }
}
Object.defineProperty(FormData.prototype, Symbol.iterator, { value: FormData.prototype.entries, writable: true, configurable: true });
Object.defineProperty(FormData.prototype, Symbol.toStringTag, { value: 'FormData', configurable: true });

const escaped = (text) => text.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');

/** multipart/form-data (RFC 7578). */
function encoded(form) {
  const digits = `${require('internal/crypto/random').randomInt(1e11)}`.padStart(11, '0');
  const boundary = `----formdata-undici-0${digits}`;
  const parts = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === 'string') {
      parts.push(Buffer.from(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`));
    } else {
      parts.push(Buffer.from(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`));
      parts.push(bytesOf(value), Buffer.from('\r\n'));
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { bytes: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` };
}

function decoded(bytes, type) {
  const form = new FormData();
  if (/^application\/x-www-form-urlencoded/.test(type ?? '')) {
    for (const [name, value] of new (require('internal/url').URLSearchParams)(bytes.toString())) form.append(name, value);
    return form;
  }
  throw unsupported(`formData() of '${type}'`, "there is 'application/x-www-form-urlencoded'");
}

module.exports = { FormData, decoded, encoded };
