'use strict';
// string_decoder: text from bytes that arrive in pieces.

const { decode, normalize, sequence } = require('internal/codecs');
const { Buffer } = require('buffer');
const { invalidArgType, nodeError } = require('internal/errors');

/** How many bytes at the end of `bytes` may belong to a character that is not whole yet. */
function unfinished(bytes, encoding) {
  if (encoding === 'base64' || encoding === 'base64url') return bytes.length % 3;
  if (encoding === 'utf16le') {
    // Half a pair waits for the other half, unless half a unit follows.
    if (bytes.length % 2 === 1) return 1;
    const high = bytes.length > 0 ? bytes[bytes.length - 1] : 0;
    return high >= 0xd8 && high <= 0xdb ? 2 : 0;
  }
  if (encoding !== 'utf8') return 0;
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if ((byte & 0xc0) === 0x80) continue;
    const shape = sequence(byte);
    if (shape === undefined || shape[0] <= back) return 0;
    const second = back > 1 ? bytes[bytes.length - back + 1] : shape[1];
    return second >= shape[1] && second <= shape[2] ? back : 0;
  }
  return 0;
}

function StringDecoder(encoding) {
  const name = normalize(encoding);
  if (name === undefined) {
    throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
  this.encoding = name;
  Object.defineProperty(this, 'rest', { value: new Uint8Array(0), writable: true });
}

function joined(one, other) {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw invalidArgType('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  let data = new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength);
  let before = '';
  if (this.encoding === 'utf16le' && this.rest.length > 0) {
    // What was begun is completed first, and told as it is.
    const missing = this.lastNeed;
    const begun = joined(this.rest, data.subarray(0, missing));
    if (data.length < missing) {
      this.rest = begun;
      return '';
    }
    this.rest = new Uint8Array(0);
    before = decode(begun, 'utf16le');
    data = data.subarray(missing);
  }
  const bytes = joined(this.rest, data);
  const whole = bytes.length - unfinished(bytes, this.encoding);
  this.rest = bytes.subarray(whole);
  return before + decode(bytes.subarray(0, whole), this.encoding);
};

StringDecoder.prototype.end = function end(buf) {
  const out = buf === undefined ? '' : this.write(buf);
  const { rest } = this;
  this.rest = new Uint8Array(0);
  return out + decode(rest, this.encoding);
};

StringDecoder.prototype.text = function text(buf, offset) {
  this.rest = new Uint8Array(0);
  return this.write(buf.slice(offset));
};

// What is kept of a character, how much of it is missing, how long it is.
const lengthOf = (decoder) => {
  if (decoder.rest.length === 0) return 0;
  if (decoder.encoding === 'utf8') return sequence(decoder.rest[0])[0];
  if (decoder.encoding !== 'utf16le') return 3;
  return decoder.rest.length > 1 ? 4 : 2;
};
const shown = {
  lastChar() {
    const last = Buffer.alloc(4);
    last.set(this.rest);
    return last;
  },
  lastNeed() { return lengthOf(this) - this.rest.length; },
  lastTotal() { return lengthOf(this); },
};
for (const name of Object.keys(shown)) {
  Object.defineProperty(StringDecoder.prototype, name, { get: shown[name], enumerable: true, configurable: true });
}

module.exports = { StringDecoder };
