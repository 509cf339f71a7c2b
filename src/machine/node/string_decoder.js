'use strict';
// string_decoder: text from bytes that arrive in pieces.

const { decode, normalize, sequence } = require('internal/codecs');
const { invalidArgType, nodeError } = require('internal/errors');

/** How many bytes at the end of `bytes` may belong to a character that is not whole yet. */
function unfinished(bytes, encoding) {
  if (encoding === 'base64' || encoding === 'base64url') return bytes.length % 3;
  if (encoding === 'utf16le') {
    const odd = bytes.length % 2;
    const high = bytes.length - odd >= 2 ? bytes[bytes.length - odd - 1] : 0;
    return high >= 0xd8 && high <= 0xdb ? odd + 2 : odd;
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

StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) throw invalidArgType('buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  const bytes = new Uint8Array(this.rest.length + buf.byteLength);
  bytes.set(this.rest);
  bytes.set(new Uint8Array(buf.buffer, buf.byteOffset, buf.byteLength), this.rest.length);
  const whole = bytes.length - unfinished(bytes, this.encoding);
  this.rest = bytes.subarray(whole);
  return decode(bytes.subarray(0, whole), this.encoding);
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

module.exports = { StringDecoder };
