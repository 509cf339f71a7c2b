'use strict';
// Buffer: a Uint8Array with Node's methods. Numbers are in internal/buffer_numbers.js, text
// in internal/codecs.js. Deliberately absent: the shared pool, Blob, File, transcode.

const { major } = internal;
const {
  invalidArgType, invalidArgValue, nodeError, outOfRange,
} = require('internal/errors');
const { decode, encode, normalize, utf8Text } = require('internal/codecs');
const { apply } = Reflect;
const { defineProperty, setPrototypeOf } = Object;
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const toPrimitive = Symbol.toPrimitive;

const maxLength = major < 14 ? 2147483647 : major < 16 ? 4294967295 : major < 22 ? 4294967296 : 9007199254740991;
const maxStringLength = 536870888;
let inspectMax = 50;

class FastBuffer extends Uint8Array {}

/** `Buffer(...)` and `new Buffer(...)`: deprecated, and the class of every buffer. */
function Buffer(arg, encodingOrOffset, length) {
  if (!warned) {
    warned = true;
    require('process').emitWarning('Buffer() is deprecated due to security and usability issues. ' +
      'Please use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.',
    'DeprecationWarning', 'DEP0005', Buffer);
  }
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') throw invalidArgType('string', 'string', arg);
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}
let warned = false;
const proto = Buffer.prototype = FastBuffer.prototype;
defineProperty(proto, 'constructor', { value: Buffer, writable: true, configurable: true });
setPrototypeOf(Buffer, Uint8Array);
defineProperty(Buffer, Symbol.species, { get() { return FastBuffer; }, configurable: true });

const isBytes = (value) => value instanceof Uint8Array;
const { isAnyArrayBuffer: isAnyBuffer } = internal.types;
const bytesOf = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

function knownEncoding(encoding) {
  const name = typeof encoding === 'string' || encoding === undefined || encoding === null
    ? normalize(encoding) : undefined;
  if (name === undefined) {
    throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  }
  return name;
}

function checkSize(size) {
  if (typeof size !== 'number') throw invalidArgType('size', 'number', size);
  if (size >= 0 && size <= maxLength) return;
  if (major < 16) {
    if (major >= 12 || size === size) {
      throw nodeError(RangeError, 'ERR_INVALID_OPT_VALUE', `The value "${size}" is invalid for option "size"`);
    }
    return;
  }
  if (major < 20) {
    throw invalidArgValue('size', size, undefined, RangeError);
  }
  throw outOfRange('size', `>= 0 && <= ${maxLength}`, size);
}

function fromBytes(bytes) {
  const buffer = new FastBuffer(bytes.length);
  buffer.set(bytes);
  return buffer;
}

const firstArgument = (value) => invalidArgType(
  'first argument',
  ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);

Buffer.from = function from(value, encodingOrOffset, length) {
  if (typeof value === 'string') {
    const encoding = knownEncoding(encodingOrOffset || undefined);
    return encoding === 'utf8' ? new FastBuffer(internal.utf8Encode(value)) : fromBytes(encode(value, encoding));
  }
  if (typeof value === 'object' && value !== null) {
    if (isAnyBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    const primitive = value.valueOf && value.valueOf();
    if (primitive !== undefined && primitive !== null && primitive !== value &&
        (typeof primitive === 'string' || typeof primitive === 'object')) {
      return Buffer.from(primitive, encodingOrOffset, length);
    }
    if (value.length !== undefined || isAnyBuffer(value.buffer)) {
      return typeof value.length === 'number' && value.length > 0 ? fromBytes(value) : new FastBuffer(0);
    }
    if (value.type === 'Buffer' && Array.isArray(value.data)) return fromBytes(value.data);
    if (typeof value[toPrimitive] === 'function') {
      const text = value[toPrimitive]('string');
      if (typeof text === 'string') return Buffer.from(text, encodingOrOffset);
    }
  }
  if (typeof value === 'number' && major < 12) {
    throw nodeError(TypeError, 'ERR_INVALID_ARG_TYPE',
      'The "value" argument must not be of type number. Received type number');
  }
  throw firstArgument(value);
};

function fromArrayBuffer(buffer, byteOffset, length) {
  let offset = 0;
  if (byteOffset !== undefined) {
    offset = +byteOffset;
    if (offset !== offset) offset = 0;
  }
  const most = buffer.byteLength - offset;
  if (most < 0) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"offset" is outside of buffer bounds');
  if (length === undefined) return new FastBuffer(buffer, offset, most);
  const size = +length > 0 ? +length : 0;
  if (size > most) throw nodeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds');
  return new FastBuffer(buffer, offset, size);
}

Buffer.of = function of(...items) { return fromBytes(items); };

Buffer.alloc = function alloc(size, fill, encoding) {
  checkSize(size);
  const buffer = new FastBuffer(size);
  if (fill !== undefined && fill !== 0 && size > 0) return buffer.fill(fill, encoding);
  return buffer;
};
Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size);
  return new FastBuffer(size);
};
Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  checkSize(size);
  return new FastBuffer(size);
};

Buffer.isBuffer = function isBuffer(b) { return b instanceof Buffer; };
Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 && normalize(encoding) !== undefined;
};

Buffer.byteLength = function byteLength(string, encoding) {
  if (typeof string !== 'string') {
    if (ArrayBuffer.isView(string) || isAnyBuffer(string)) return string.byteLength;
    throw invalidArgType('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  }
  switch (normalize(encoding)) {
    case 'utf16le': return string.length * 2;
    case 'latin1':
    case 'ascii': return string.length;
    case 'hex': return string.length >>> 1;
    case 'base64':
    case 'base64url': {
      const padding = string.endsWith('==') ? 2 : string.endsWith('=') ? 1 : 0;
      return (string.length - padding) * 3 >>> 2;
    }
    default: return internal.utf8Encode(string).byteLength;
  }
};

const listTypes = major < 11 ? ['Array', 'Buffer', 'Uint8Array'] : ['Array'];
Buffer.concat = function concat(list, length) {
  if (!Array.isArray(list)) throw invalidArgType('list', listTypes, list);
  list.forEach((each, i) => {
    if (!isBytes(each)) {
      throw invalidArgType(`list[${i}]`, major < 11 ? listTypes : ['Buffer', 'Uint8Array'], each);
    }
  });
  if (list.length === 0) return new FastBuffer(0);
  const total = length === undefined ? list.reduce((sum, each) => sum + each.length, 0) : length;
  checkSize(total);
  const out = new FastBuffer(total);
  let at = 0;
  for (const each of list) {
    if (at + each.length > total) {
      out.set(each.subarray(0, total - at), at);
      break;
    }
    out.set(each, at);
    at += each.length;
  }
  return out;
};

const checkBytes = (value, name) => {
  if (!isBytes(value)) throw invalidArgType(name, ['Buffer', 'Uint8Array'], value);
};

function order(a, b) {
  const least = Math.min(a.length, b.length);
  for (let i = 0; i < least; i++) {
    if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

Buffer.compare = function compare(buf1, buf2) {
  checkBytes(buf1, 'buf1');
  checkBytes(buf2, 'buf2');
  return order(buf1, buf2);
};
if (major >= 18) {
  Buffer.copyBytesFrom = function copyBytesFrom(view, offset = 0, length = undefined) {
    if (!ArrayBuffer.isView(view)) throw invalidArgType('view', ['TypedArray'], view);
    const part = view.subarray(offset, length === undefined ? undefined : offset + length);
    return fromBytes(bytesOf(part));
  };
}
Buffer.poolSize = major < 24 ? 8192 : 65536;

const clamp = (value, low, high, missing) => {
  if (value === undefined) return missing;
  const number = Math.trunc(+value) || 0;
  return number < low ? low : number > high ? high : number;
};

const text = (buffer, encoding, start, end) => {
  const from = clamp(start, 0, buffer.length, 0);
  const to = clamp(end, 0, buffer.length, buffer.length);
  if (to <= from) return '';
  return decode(from === 0 && to === buffer.length ? buffer : bytesOf(buffer).subarray(from, to), encoding);
};

proto.toString = function toString(encoding, start, end) {
  if (arguments.length === 0) return utf8Text(this);
  const name = encoding === undefined ? 'utf8' : encoding === null ? undefined : normalize(`${encoding}`);
  if (name === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_ENCODING', `Unknown encoding: ${encoding}`);
  return text(this, name, start, end);
};
proto.toLocaleString = proto.toString;

proto.equals = function equals(otherBuffer) {
  checkBytes(otherBuffer, 'otherBuffer');
  return this === otherBuffer || order(this, otherBuffer) === 0;
};

proto.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  checkBytes(target, 'target');
  const range = (value, name, most, missing) => {
    if (value === undefined) return missing;
    if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
    if (value < 0 || value > most) throw outOfRange(name, `>= 0 && <= ${most}`, value);
    return value;
  };
  const [ts, te] = [range(targetStart, 'targetStart', Infinity, 0), range(targetEnd, 'targetEnd', target.length, target.length)];
  const [ss, se] = [range(sourceStart, 'sourceStart', Infinity, 0), range(sourceEnd, 'sourceEnd', this.length, this.length)];
  return order(bytesOf(this).subarray(ss, Math.max(ss, se)), bytesOf(target).subarray(ts, Math.max(ts, te)));
};

function find(buffer, value, byteOffset, encoding, forward) {
  let offset = byteOffset;
  let name = encoding;
  if (typeof byteOffset === 'string') {
    name = byteOffset;
    offset = undefined;
  }
  offset = +offset;
  if (offset !== offset) offset = forward ? 0 : buffer.length;
  offset = Math.trunc(offset);
  if (offset < 0) offset += buffer.length;
  if (offset < 0) {
    if (!forward) return -1;
    offset = 0;
  }
  let needle;
  if (typeof value === 'number') needle = [value & 255];
  else if (typeof value === 'string') needle = encode(value, knownEncoding(name || undefined));
  else if (isBytes(value)) needle = value;
  else throw invalidArgType('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
  const last = buffer.length - needle.length;
  if (needle.length === 0) return Math.min(offset, buffer.length);
  // UTF-16 is searched two bytes at a time.
  const step = normalize(name) === 'utf16le' && typeof value !== 'number' ? 2 : 1;
  if (step === 2 && (needle.length < 2 || buffer.length < 2)) return -1;
  const matches = (at) => {
    if (at % step !== 0) return false;
    for (let i = 0; i < needle.length; i++) if (buffer[at + i] !== needle[i]) return false;
    return true;
  };
  if (forward) {
    // The engine finds where the first byte is, faster than a loop here would.
    for (let at = offset; (at = apply(nativeIndexOf, buffer, [needle[0], at])) !== -1 && at <= last; at++) {
      if (matches(at)) return at;
    }
  } else {
    for (let at = Math.min(offset, last); at >= 0; at--) if (matches(at)) return at;
  }
  return -1;
}
proto.indexOf = function indexOf(value, byteOffset, encoding) {
  return find(this, value, byteOffset, encoding, true);
};
proto.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  return find(this, value, byteOffset, encoding, false);
};
proto.includes = function includes(value, byteOffset, encoding) {
  return find(this, value, byteOffset, encoding, true) !== -1;
};

const nativeIndexOf = Uint8Array.prototype.indexOf;
const nativeFill = Uint8Array.prototype.fill;
proto.fill = function fill(value, offset, end, encoding) {
  let [from, to, name] = [offset, end, encoding];
  if (typeof value === 'string') {
    if (typeof from === 'string') [name, from, to] = [from, undefined, undefined];
    else if (typeof to === 'string') [name, to] = [to, undefined];
  }
  if (from === undefined) from = 0;
  if (to === undefined) to = this.length;
  if (from < 0 || from > this.length || to < 0 || to > this.length) {
    const wrong = from < 0 || from > this.length ? ['offset', from] : ['end', to];
    throw outOfRange(wrong[0], `>= 0 && <= ${this.length}`, wrong[1]);
  }
  let bytes;
  if (typeof value === 'string') bytes = encode(value, knownEncoding(name || undefined));
  else if (isBytes(value)) bytes = value;
  else return apply(nativeFill, this, [value === undefined ? 0 : +value & 255, from, to]);
  if (bytes.length === 0) {
    if (value.length > 0) throw invalidArgValue('value', value);
    return apply(nativeFill, this, [0, from, to]);
  }
  for (let at = from; at < to; at++) this[at] = bytes[(at - from) % bytes.length];
  return this;
};

proto.write = function write(string, offset, length, encoding) {
  let [from, most, name] = [offset, length, encoding];
  if (typeof from === 'string') [name, from, most] = [from, undefined, undefined];
  else if (typeof most === 'string') [name, most] = [most, undefined];
  if (typeof string !== 'string') throw invalidArgTypePlain('argument must be a string');
  from = from === undefined ? 0 : from;
  if (typeof from !== 'number') throw invalidArgType('offset', 'number', from);
  if (from < 0 || from > this.length) throw outOfRange('offset', `>= 0 && <= ${this.length}`, from);
  const room = Math.min(most === undefined ? Infinity : most, this.length - from);
  const encoded = knownEncoding(name || undefined);
  let bytes = encode(string, encoded);
  if (bytes.length > room) {
    // Only whole characters are written.
    let cut = Math.max(room, 0);
    if (encoded === 'utf8') while (cut > 0 && (bytes[cut] & 0xc0) === 0x80) cut--;
    else if (encoded === 'utf16le') cut -= cut % 2;
    bytes = bytes.slice(0, cut);
  }
  this.set(bytes, from);
  return bytes.length;
};
const invalidArgTypePlain = (message) => nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);

proto.toJSON = function toJSON() { return { type: 'Buffer', data: Array.from(this) }; };

const view = (buffer, start, end) => {
  const at = (value, missing) => {
    const number = value === undefined ? missing : Math.trunc(+value) || 0;
    return number < 0 ? Math.max(buffer.length + number, 0) : Math.min(number, buffer.length);
  };
  const from = at(start, 0);
  const to = at(end, buffer.length);
  return new FastBuffer(buffer.buffer, buffer.byteOffset + from, Math.max(to - from, 0));
};
proto.subarray = function subarray(start, end) { return view(this, start, end); };
proto.slice = function slice(start, end) { return view(this, start, end); };

proto.copy = function copy(target, targetStart, sourceStart, sourceEnd) {
  if (!isBytes(this)) throw invalidArgType('source', ['Buffer', 'Uint8Array'], this);
  if (!ArrayBuffer.isView(target)) throw invalidArgType('target', ['Buffer', 'Uint8Array'], target);
  const whole = (value, missing) => (value === undefined ? missing : Math.trunc(+value) || 0);
  const to = whole(targetStart, 0);
  const outside = (name, range, value) => {
    if (major >= 12) return outOfRange(name, range, value);
    const error = new RangeError('Index out of range'); // the engine's own side threw it
    error.code = major < 11 ? 'ERR_INDEX_OUT_OF_RANGE' : 'ERR_OUT_OF_RANGE';
    return error;
  };
  if (to < 0) throw outside('targetStart', '>= 0', to);
  const from = whole(sourceStart, 0);
  if (from < 0 || (from > this.length && major >= 12)) {
    throw outside('sourceStart', major < 18 && from < 0 ? '>= 0' : `>= 0 && <= ${this.length}`, from);
  }
  const last = whole(sourceEnd, this.length);
  if (last < 0) throw outside('sourceEnd', '>= 0', last);
  const end = Math.min(last, this.length);
  if (to >= target.length || from >= end) return 0;
  const count = Math.min(end - from, target.length - to);
  bytesOf(target).set(bytesOf(this).subarray(from, from + count), to);
  return count;
};

proto[customInspect] = function inspect(recurseTimes, ctx) {
  const shown = Math.min(inspectMax, this.length);
  const left = this.length - shown;
  let out = decode(bytesOf(this).subarray(0, shown), 'hex').replace(/(..)(?!$)/g, '$1 ');
  if (left > 0) out += major < 11 ? ' ... ' : ` ... ${left} more byte${left > 1 ? 's' : ''}`;
  if (ctx) {
    const own = Object.keys(this).filter((key) => !/^\d+$/.test(key));
    if (own.length > 0) {
      const extras = { __proto__: null };
      for (const key of own) extras[key] = this[key];
      const shownExtras = internal.inspect(extras, { ...ctx, breakLength: Infinity, compact: true });
      out += `${this.length > 0 ? ', ' : ''}${shownExtras.slice(27, -2)}`;
    }
  }
  return `<${this.constructor.name} ${out}>`;
};
proto.inspect = proto[customInspect];

defineProperty(proto, 'parent', { get() { return this instanceof Buffer ? this.buffer : undefined; }, enumerable: true });
defineProperty(proto, 'offset', { get() { return this instanceof Buffer ? this.byteOffset : undefined; }, enumerable: true });

require('internal/buffer_numbers')(proto);

// Undocumented: reading and writing in one encoding.
for (const name of ['ascii', 'base64', 'base64url', 'latin1', 'hex', 'ucs2', 'utf8']) {
  const encoding = normalize(name);
  if (encoding === undefined) continue; // base64url, before Node 14
  const outOfBounds = (what) => {
    const error = new RangeError(`"${what}" is outside of buffer bounds`); // from the engine's side
    error.code = 'ERR_BUFFER_OUT_OF_BOUNDS';
    return error;
  };
  proto[`${name}Slice`] = { [`${name}Slice`](start, end) { return text(this, encoding, start, end); } }[`${name}Slice`];
  proto[`${name}Write`] = { [`${name}Write`](string, offset = 0, length = this.length - offset) {
    if (typeof string !== 'string') throw invalidArgTypePlain('argument must be a string');
    if (offset < 0 || offset > this.length) throw outOfBounds('offset');
    if (length < 0 || length > this.length - offset) throw outOfBounds('length');
    return apply(proto.write, this, [string, offset, length, encoding]);
  } }[`${name}Write`];
}

function plainBase64(input) {
  const code = (words, name) => new (require('internal/dom_exception'))(words, name);
  return {
    btoa() {
      const value = `${input}`;
      for (let i = 0; i < value.length; i++) {
        if (value.charCodeAt(i) > 255) throw code('Invalid character', 'InvalidCharacterError');
      }
      return decode(Uint8Array.from(encode(value, 'latin1')), 'base64');
    },
    atob() {
      const value = `${input}`.replace(/[\t\n\f\r ]/g, '');
      const bare = value.length % 4 === 0 ? value.replace(/={1,2}$/, '') : value;
      if (/[^A-Za-z0-9+/]/.test(bare)) throw code('Invalid character', 'InvalidCharacterError');
      if (bare.length % 4 === 1) {
        throw code('The string to be decoded is not correctly encoded.', 'InvalidCharacterError');
      }
      return decode(Uint8Array.from(encode(bare, 'base64')), 'latin1');
    },
  };
}

const exported = module.exports = {
  Buffer,
  SlowBuffer: function SlowBuffer(length) { return Buffer.allocUnsafeSlow(length); },
  kMaxLength: maxLength,
  kStringMaxLength: maxStringLength,
  constants: Object.defineProperties({}, {
    MAX_LENGTH: { value: maxLength, enumerable: true },
    MAX_STRING_LENGTH: { value: maxStringLength, enumerable: true },
  }),
};
if (major >= 25) delete exported.SlowBuffer;
if (major >= 16) {
  exported.btoa = function btoa(input) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
    return plainBase64(input).btoa();
  };
  exported.atob = function atob(input) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "data" argument must be specified');
    return plainBase64(input).atob();
  };
  defineProperty(exported, 'Blob', { get: () => require('internal/blob').Blob, enumerable: true });
}
if (major >= 18) {
  exported.isUtf8 = function isUtf8(input) {
    let ok = true;
    utf8Text(isBytes(input) ? input : new Uint8Array(input), () => { ok = false; });
    return ok;
  };
  exported.isAscii = function isAscii(input) {
    return (isBytes(input) ? input : new Uint8Array(input)).every((byte) => byte < 128);
  };
  defineProperty(exported, 'File', { get: () => require('internal/blob').File, enumerable: true });
}
defineProperty(exported, 'INSPECT_MAX_BYTES', {
  get() { return inspectMax; },
  set(value) {
    if (major >= 20) require('internal/errors').validateNumber(value, 'INSPECT_MAX_BYTES', 0);
    inspectMax = value;
  },
  enumerable: true,
  configurable: true,
});
