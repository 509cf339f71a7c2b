'use strict';
// The global `crypto`: random values, and digests that a promise brings.

const { major, types } = internal;
const { nodeError, unsupported } = require('internal/errors');
const { bytesOf } = require('internal/crypto/hash');
const { costs, job } = require('internal/crypto/jobs');
const random = require('internal/crypto/random');
const { Buffer } = require('buffer');

const exception = (text, name) => new (require('internal/dom_exception'))(text, name);

function missing(method, Class, needed, given) {
  const text = `Failed to execute '${method}' on '${Class}': ${needed} argument${needed === 1 ? '' : 's'} required, but only ${given} present.`;
  return nodeError(TypeError, 'ERR_MISSING_ARGS', text);
}

const names = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };

class SubtleCrypto {
  async digest(algorithm, data) {
    if (major >= 18 && arguments.length < 2) throw missing('digest', 'SubtleCrypto', 2, arguments.length);
    if (major >= 18 && !ArrayBuffer.isView(data) && !types.isAnyArrayBuffer(data)) {
      throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE',
        "Failed to execute 'digest' on 'SubtleCrypto': 2nd argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.");
    }
    const given = typeof algorithm === 'string' ? algorithm : algorithm?.name;
    const name = names[`${given}`.toUpperCase()];
    if (name === undefined) throw exception(major < 18 ? 'Unrecognized name.' : 'Unrecognized algorithm name', 'NotSupportedError');
    const bytes = Buffer.from(bytesOf(data, 'data'));
    return new Promise((resolve, reject) => {
      const micros = () => costs.digest ?? 20 + Math.ceil(bytes.length / 500);
      job({ name: 'subtle.digest', type: 'HASHREQUEST', micros, run: () => internal.digest(name, bytes) },
        (error, digest) => (error ? reject(error) : resolve(digest)));
    });
  }
}
for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey',
  'exportKey', 'wrapKey', 'unwrapKey']) {
  const method = { [name]: function () { throw unsupported(`crypto.subtle.${name}`, 'there is digest'); } }[name];
  Object.defineProperty(SubtleCrypto.prototype, name, { value: method, writable: true, configurable: true, enumerable: true });
}

const integers = ['Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array',
  'Uint32Array', 'BigInt64Array', 'BigUint64Array'];
const subtle = new SubtleCrypto();
let own;

function validateThis(self) {
  if (self !== own) throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type Crypto');
}

class Crypto {
  get subtle() {
    validateThis(this);
    return subtle;
  }
  getRandomValues(array) {
    validateThis(this);
    if (major >= 18 && arguments.length === 0) throw missing('getRandomValues', 'Crypto', 1, 0);
    if (!ArrayBuffer.isView(array) || !integers.includes(array[Symbol.toStringTag])) {
      throw exception('The data argument must be an integer-type TypedArray', 'TypeMismatchError');
    }
    if (array.byteLength > 65536) {
      throw exception('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
    }
    return random.randomFillSync(array);
  }
  randomUUID(options) {
    validateThis(this);
    return random.randomUUID(options);
  }
}
for (const Class of [SubtleCrypto, Crypto]) {
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}
for (const name of ['subtle', 'getRandomValues', 'randomUUID']) {
  Object.defineProperty(Crypto.prototype, name, { enumerable: true });
}
own = new Crypto();

module.exports = { Crypto, SubtleCrypto, crypto: own };
