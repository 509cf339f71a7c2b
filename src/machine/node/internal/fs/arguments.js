'use strict';
// What arguments of fs mean: paths, flags, modes, encodings and data.

const { major } = internal;
const { Buffer } = require('buffer');
const {
  invalidArgType, invalidArgValue, nodeError, outOfRange,
} = require('internal/errors');

const optionError = (name, value) => (major < 15
  ? nodeError(TypeError, 'ERR_INVALID_OPT_VALUE', `The value "${
    major < 12 || typeof value !== 'object' ? String(value) : internal.inspect(value)}" is invalid for option "${name}"`)
  : invalidArgValue(name, value));

/** A path as a string. */
function toPath(value, name = 'path', types = ['string', 'Buffer', 'URL']) {
  let path = value;
  if (value !== null && typeof value === 'object' && typeof value.href === 'string' && typeof value.pathname === 'string') {
    path = require('internal/url').fileURLToPath(value);
  } else if (value instanceof Uint8Array) {
    path = Buffer.from(value).toString();
  }
  if (typeof path !== 'string') throw invalidArgType(name, types, value);
  if (path.includes('\u0000')) {
    throw invalidArgValue(name, value, `must be a string${major < 20 ? ' or Uint8Array' : ', Uint8Array, or URL'} without null bytes`);
  }
  return path;
}

function toFd(value) {
  if (typeof value !== 'number') throw invalidArgType('fd', 'number', value);
  if (!Number.isInteger(value)) throw outOfRange('fd', 'an integer', value);
  if (value < 0 || value > 2147483647) throw outOfRange('fd', major < 12 ? '>= 0 && < 4294967296' : '>= 0 && <= 2147483647', value);
  return value;
}

const letters = /^(r|w|a)(s?)(x?)(\+?)(s?)(x?)$/;

/** What a flag such as 'a+' stands for. */
function toFlags(flag) {
  if (flag === undefined || flag === null) return toFlags('r');
  if (typeof flag === 'number') {
    return {
      read: (flag & 3) !== 1, write: (flag & 3) !== 0, create: (flag & 0o100) !== 0,
      exclusive: (flag & 0o200) !== 0, truncate: (flag & 0o1000) !== 0, append: (flag & 0o2000) !== 0,
    };
  }
  const found = typeof flag === 'string' ? letters.exec(flag) : null;
  if (found === null || (found[1] === 'r' && (found[3] || found[6]))) throw optionError('flags', flag);
  const [, kind, , x1, plus, , x2] = found;
  return {
    read: kind === 'r' || plus === '+',
    write: kind !== 'r' || plus === '+',
    create: kind !== 'r',
    exclusive: x1 === 'x' || x2 === 'x',
    truncate: kind === 'w',
    append: kind === 'a',
  };
}

const octal = 'must be a 32-bit unsigned integer or an octal string';

function toMode(value, missing, name = 'mode') {
  if (value === undefined || value === null) {
    if (missing !== undefined) return missing;
    throw major < 16 ? invalidArgValue(name, value, octal) : invalidArgType(name, 'number', value);
  }
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) throw invalidArgValue(name, value, octal);
    return parseInt(value, 8);
  }
  if (typeof value !== 'number') throw major < 16 ? invalidArgValue(name, value, octal) : invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < 0 || value > 0xffffffff) {
    throw outOfRange(name, major < 12 ? '>= 0 && < 4294967296' : '>= 0 && <= 4294967295', value);
  }
  return value;
}

/** The mode of access() and copyFile(): a set of up to three bits. */
function toBits(value) {
  if (value === undefined || value === null) return 0;
  if (major < 14) return value | 0;
  const isNumber = typeof value === 'number' && (Number.isInteger(value) || major < 20);
  if (!isNumber) {
    if (major >= 20) throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'mode must be int32 or null/undefined');
    throw invalidArgType('mode', major < 18 ? 'integer' : 'number', value);
  }
  if (value < 0 || value > 7) {
    if (major >= 20) throw nodeError(RangeError, 'ERR_OUT_OF_RANGE', 'mode is out of range: >= 0 && <= 7');
    throw outOfRange('mode', `${major < 18 ? 'an integer ' : ''}>= 0 && <= 7`, value);
  }
  return value;
}

/** A time in milliseconds. */
function toTime(value) {
  if (typeof value === 'string' && +value == value) return +value * 1000;
  if (Number.isFinite(value)) return value < 0 ? internal.time() : value * 1000;
  if (value instanceof Date) return value.getTime();
  throw invalidArgType('time', ['Date', 'Time in seconds'], value);
}

function toBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidArgType(major < 12 ? name.split('.')[1] : name, 'boolean', value);
  return value;
}

/** What is written of a view, as bytes. */
function toPart(view, offset, length) {
  const from = offset ?? 0;
  if (typeof from !== 'number') throw invalidArgType('offset', 'number', from);
  if (!Number.isInteger(from) && major >= 14) throw outOfRange('offset', 'an integer', from);
  const count = typeof length === 'number' ? length : view.byteLength - from;
  if (from < 0 && major >= 14) throw outOfRange('offset', '>= 0 && <= 9007199254740991', from);
  if (from > view.byteLength) throw outOfRange('offset', `<= ${view.byteLength}`, from);
  if (count > view.byteLength - from) throw outOfRange('length', `<= ${view.byteLength - from}`, count);
  if (count < 0 && major >= 14) throw outOfRange('length', '>= 0', count);
  if (!Number.isInteger(count)) throw outOfRange('length', 'an integer', count);
  return Buffer.from(view.buffer, view.byteOffset + from, count);
}

/** Views that are read into or written one after the other. */
function toViews(value) {
  if (!Array.isArray(value) || !value.every(ArrayBuffer.isView)) {
    throw invalidArgType('buffers', 'ArrayBufferView[]', value);
  }
  return value;
}

/** Options that may also be an encoding. */
function toOptions(options, defaults) {
  if (options === undefined || options === null || typeof options === 'function') return { ...defaults };
  let given = options;
  if (typeof options === 'string') given = { encoding: options };
  else if (typeof options !== 'object') throw invalidArgType('options', ['string', 'Object'], options);
  const result = { ...defaults, ...given };
  const { encoding } = result;
  if (encoding && encoding !== 'buffer' && !Buffer.isEncoding(encoding)) {
    if (major < 15) {
      throw nodeError(TypeError, 'ERR_INVALID_OPT_VALUE_ENCODING', `The value "${String(encoding)}" is invalid for option "encoding"`);
    }
    throw major < 20 ? invalidArgValue(encoding, 'encoding', 'is invalid encoding')
      : invalidArgValue('encoding', encoding, 'is invalid encoding');
  }
  return result;
}

/** What is to be written, as bytes. */
function toBytes(data, encoding) {
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (typeof data === 'string') return Buffer.from(data, encoding || 'utf8');
  if (major >= 14) throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  return Buffer.from(`${data}`, encoding || 'utf8');
}

function toLength(value, missing) {
  if (value === undefined || value === null) return missing;
  if (typeof value !== 'number') throw invalidArgType('len', 'number', value);
  if (!Number.isInteger(value)) throw outOfRange('len', 'an integer', value);
  return Math.max(0, value);
}

module.exports = {
  toBits, toBoolean, toBytes, toFd, toFlags, toLength, toMode, toOptions, toPart, toPath, toTime, toViews,
};
