'use strict';
// TextEncoder and TextDecoder (UTF-8 and UTF-16; the others need tables that are not here).

const { decode, utf8Bytes, utf8Text, sequence } = require('internal/codecs');
const { invalidArgType, nodeError } = require('internal/errors');

class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(input = '') { return utf8Bytes(`${input}`); }
  encodeInto(src, dest) {
    if (typeof src !== 'string') throw invalidArgType('src', 'string', src);
    if (!(dest instanceof Uint8Array)) throw invalidArgType('dest', 'Uint8Array', dest);
    let read = 0;
    let written = 0;
    for (const char of src) {
      const bytes = utf8Bytes(char);
      if (written + bytes.length > dest.length) break;
      dest.set(bytes, written);
      written += bytes.length;
      read += char.length;
    }
    return { read, written };
  }
}

const labels = {
  __proto__: null,
  'utf-8': 'utf-8', utf8: 'utf-8', 'unicode-1-1-utf-8': 'utf-8',
  'utf-16le': 'utf-16le', 'utf-16': 'utf-16le', ucs2: 'utf-16le', unicode: 'utf-16le',
  latin1: 'windows-1252', ascii: 'windows-1252', 'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252', 'windows-1252': 'windows-1252',
};

class TextDecoder {
  #encoding;
  #fatal;
  #ignoreBom;
  #rest = new Uint8Array(0);
  #begun = false;

  constructor(encoding = 'utf-8', options = {}) {
    const label = `${encoding}`.trim().toLowerCase();
    this.#encoding = labels[label];
    if (this.#encoding === undefined) {
      throw nodeError(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${encoding}" encoding is not supported`);
    }
    this.#fatal = !!options?.fatal;
    this.#ignoreBom = !!options?.ignoreBOM;
  }

  get encoding() { return this.#encoding; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBom; }

  decode(input = new Uint8Array(0), options = {}) {
    let bytes;
    if (ArrayBuffer.isView(input)) bytes = new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
    else if (input instanceof ArrayBuffer) bytes = new Uint8Array(input);
    else throw invalidArgType('list', ['ArrayBuffer', 'ArrayBufferView'], input);
    if (this.#rest.length > 0) {
      const all = new Uint8Array(this.#rest.length + bytes.length);
      all.set(this.#rest);
      all.set(bytes, this.#rest.length);
      bytes = all;
    }
    const more = !!options?.stream;
    const keep = more ? this.#unfinished(bytes) : 0;
    this.#rest = bytes.slice(bytes.length - keep);
    let text = this.#text(bytes.subarray(0, bytes.length - keep));
    if (!this.#begun && !this.#ignoreBom && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    this.#begun = more && (this.#begun || text.length > 0);
    return text;
  }

  #text(bytes) {
    if (this.#encoding === 'utf-16le') {
      return decode(bytes, 'utf16le') + (bytes.length % 2 === 1 ? this.#wrong() : '');
    }
    if (this.#encoding === 'windows-1252') return decode(bytes, 'latin1');
    return utf8Text(bytes, () => this.#wrong());
  }

  #wrong() {
    if (this.#fatal) {
      throw nodeError(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA',
        `The encoded data was not valid for encoding ${this.#encoding}`);
    }
    return '\ufffd';
  }

  // Bytes at the end that may be the start of a character.
  #unfinished(bytes) {
    if (this.#encoding === 'utf-16le') return bytes.length % 2;
    if (this.#encoding !== 'utf-8') return 0;
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
      const byte = bytes[bytes.length - back];
      if ((byte & 0xc0) === 0x80) continue;
      const shape = sequence(byte);
      return shape !== undefined && shape[0] > back ? back : 0;
    }
    return 0;
  }
}

if (internal.major < 12) delete TextEncoder.prototype.encodeInto;
for (const [Class, names] of [
  [TextEncoder, ['encoding', 'encode', 'encodeInto']],
  [TextDecoder, ['encoding', 'fatal', 'ignoreBOM', 'decode']],
]) {
  for (const name of names) {
    if (name in Class.prototype) Object.defineProperty(Class.prototype, name, { enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

module.exports = { TextDecoder, TextEncoder };
