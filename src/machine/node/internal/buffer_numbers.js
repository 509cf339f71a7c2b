'use strict';
// Buffer's methods that read and write numbers.

const { major } = internal;
const { invalidArgType, nodeError, outOfRange } = require('internal/errors');

function checkOffset(value, room) {
  if (typeof value !== 'number') throw invalidArgType('offset', 'number', value);
  if (Math.floor(value) !== value && !(Math.abs(value) === Infinity)) {
    throw outOfRange('offset', 'an integer', value);
  }
  if (room < 0) {
    throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', major < 12
      ? 'Attempt to write outside buffer bounds' : 'Attempt to access memory outside buffer bounds');
  }
  if (value < 0 || value > room) throw outOfRange('offset', `>= 0 and <= ${room}`, value);
}

function checkLength(value) {
  if (typeof value !== 'number') throw invalidArgType('byteLength', 'number', value);
  if (Math.floor(value) !== value) throw outOfRange('byteLength', 'an integer', value);
  if (value < 1 || value > 6) throw outOfRange('byteLength', '>= 1 and <= 6', value);
}

// Ranges of four bytes and less are told in digits, larger ones as powers of two.
function checkValue(value, low, high, bits, signed) {
  // As arithmetic of BigInts would have it.
  if (typeof low === 'bigint' && typeof value !== 'bigint') throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  if (value >= low && value <= high) return;
  if (value !== value) return;
  const n = typeof low === 'bigint' ? 'n' : '';
  let range = `>= ${low}${n} and <= ${high}${n}`;
  if (bits > 32 && major >= 12) {
    const power = (exponent) => `2${n} ** ${exponent}${n}`;
    range = signed ? `>= -(${power(bits - 1)}) and < ${power(bits - 1)}` : `>= 0${n} and < ${power(bits)}`;
    if (major < 14 && signed && n) range = `>= -(${power(bits - 1)}) and < 2 ** ${bits - 1}${n}`;
  }
  throw outOfRange('value', range, value);
}

const viewOf = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);

module.exports = (proto) => {
  const define = (name, fn) => {
    Object.defineProperty(fn, 'name', { value: name, configurable: true });
    proto[name] = fn;
    const other = name.replace('UInt', 'Uint');
    if (other !== name && major >= 12) proto[other] = fn;
  };
  const pair = (name, size, get, set, check) => {
    for (const end of size === 1 ? [''] : ['LE', 'BE']) {
      define(`read${name}${end}`, function (offset = 0) {
        checkOffset(offset, this.length - size);
        return viewOf(this)[get](offset, end === 'LE');
      });
      define(`write${name}${end}`, function (value, offset = 0) {
        const number = check === undefined ? value : check(value);
        checkOffset(offset, this.length - size);
        viewOf(this)[set](offset, number, end === 'LE');
        return offset + size;
      });
    }
  };
  for (const bits of [8, 16, 32]) {
    const size = bits / 8;
    const half = 2 ** (bits - 1);
    pair(`UInt${bits}`, size, `getUint${bits}`, `setUint${bits}`, (value) => {
      checkValue(+value, 0, half * 2 - 1, bits, false);
      return +value;
    });
    pair(`Int${bits}`, size, `getInt${bits}`, `setInt${bits}`, (value) => {
      checkValue(+value, -half, half - 1, bits, true);
      return +value;
    });
  }
  pair('Float', 4, 'getFloat32', 'setFloat32');
  pair('Double', 8, 'getFloat64', 'setFloat64');
  if (major >= 12) {
    pair('BigInt64', 8, 'getBigInt64', 'setBigInt64', (value) => {
      checkValue(value, -(2n ** 63n), 2n ** 63n - 1n, 64, true);
      return value;
    });
    pair('BigUInt64', 8, 'getBigUint64', 'setBigUint64', (value) => {
      checkValue(value, 0n, 2n ** 64n - 1n, 64, false);
      return value;
    });
  }

  // One to six bytes.
  for (const end of ['LE', 'BE']) {
    for (const signed of [false, true]) {
      const kind = `${signed ? 'Int' : 'UInt'}${end}`;
      define(`read${kind}`, function (offset, byteLength) {
        if (offset === undefined) throw invalidArgType('offset', 'number', offset);
        checkLength(byteLength);
        checkOffset(offset, this.length - byteLength);
        let value = 0;
        for (let i = 0; i < byteLength; i++) {
          value = value * 256 + this[end === 'BE' ? offset + i : offset + byteLength - 1 - i];
        }
        const limit = 2 ** (8 * byteLength);
        return signed && value >= limit / 2 ? value - limit : value;
      });
      define(`write${kind}`, function (value, offset, byteLength) {
        checkLength(byteLength);
        const limit = 2 ** (8 * byteLength);
        let number = +value;
        if (signed) checkValue(number, -limit / 2, limit / 2 - 1, 8 * byteLength, true);
        else checkValue(number, 0, limit - 1, 8 * byteLength, false);
        checkOffset(offset, this.length - byteLength);
        if (number < 0) number += limit;
        for (let i = byteLength - 1; i >= 0; i--) {
          this[end === 'BE' ? offset + i : offset + byteLength - 1 - i] = number % 256;
          number = Math.floor(number / 256);
        }
        return offset + byteLength;
      });
    }
  }

  for (const bits of [16, 32, 64]) {
    const size = bits / 8;
    define(`swap${bits}`, function () {
      if (this.length % size !== 0) {
        throw nodeError(RangeError, 'ERR_INVALID_BUFFER_SIZE', `Buffer size must be a multiple of ${bits}-bits`);
      }
      for (let at = 0; at < this.length; at += size) this.subarray(at, at + size).reverse();
      return this;
    });
  }
};
