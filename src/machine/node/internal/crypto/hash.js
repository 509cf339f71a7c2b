'use strict';
// Hash and Hmac. The bytes are kept and digested at the end, all at once.

const { major } = internal;
const { invalidArgType, nodeError, unsupported, validateInteger, validateString } = require('internal/errors');
const { Buffer } = require('buffer');
const { Transform } = require('stream');

/** The digests that are here, and their sizes in bytes. */
const hashes = {
  md5: 16, sha1: 20, sha224: 28, sha256: 32, sha384: 48, sha512: 64, 'sha512-224': 28, 'sha512-256': 32,
};

// What OpenSSL knows besides: a program that asks for one of these has made no mistake.
const known = [
  'blake2b512', 'blake2s256', 'md4', 'md5-sha1', 'ripemd', 'ripemd160', 'rmd160', 'sha3-224', 'sha3-256',
  'sha3-384', 'sha3-512', 'shake128', 'shake256', 'sm3', 'whirlpool',
];

/** Our name of a digest; undefined if OpenSSL has none of that name. */
function digestName(given) {
  let name = given.toLowerCase().replace(/^rsa-|withrsaencryption$/g, '').replace(/^ssl3-/, '');
  if (major >= 18) name = name.replace(/^sha2?-(\d{3})/, 'sha$1').replace(/^sha-1$/, 'sha1');
  name = name.replace('/', '-');
  if (Object.hasOwn?.(hashes, name) ?? hashes[name] > 0) return name;
  if (known.includes(name)) throw unsupported(`The digest ${given}`, `there are ${Object.keys(hashes).join(', ')}`);
  return undefined;
}

const kinds = major < 15 ? ['string', 'Buffer', 'TypedArray', 'DataView']
  : ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

/** The bytes of a password, a salt or a key, as a Buffer. */
function bytesOf(value, name, expected = kinds, encoding = 'utf8') {
  if (typeof value === 'string') return Buffer.from(value, encoding);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (major >= 15 && internal.types.isAnyArrayBuffer(value)) return Buffer.from(value);
  throw invalidArgType(name, expected, value, bytesOf);
}

const kState = Symbol('kState');
const kHandle = Symbol('kHandle');
const kFinalized = Symbol('kFinalized');
const handles = new WeakMap();

// What a digest is made from: shown as an empty object, as Node's handles are.
function open(self, names, name, key) {
  const Handle = { [names]: class {} }[names];
  const handle = new Handle();
  handles.set(self, { name, key, chunks: [] });
  if (major < 12) self._handle = handle;
  else self[kHandle] = handle;
  self[kState] = { [kFinalized]: false };
}

const finalized = () => nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');

function update(data, encoding) {
  if (this[kState][kFinalized]) throw finalized();
  const expected = ['string', ...(major < 11 ? [] : ['Buffer']), 'TypedArray', 'DataView'];
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidArgType('data', expected, data);
  const known = encoding === 'buffer' || !Buffer.isEncoding(encoding) ? 'utf8' : encoding;
  handles.get(this).chunks.push(typeof data === 'string' ? Buffer.from(data, known) : Buffer.from(bytesOf(data)));
  return this;
}

const shown = (bytes, encoding) => (encoding && Buffer.isEncoding(encoding) ? bytes.toString(encoding) : bytes);

// A Transform whose streams are made when they are first asked for: most digests never are one.
function Lazy(options) {
  this._options = options;
  if (major < 12) {
    this.writable = true;
    this.readable = true;
  }
}
Object.setPrototypeOf(Lazy.prototype, Transform.prototype);
for (const name of ['_readableState', '_writableState']) {
  Object.defineProperty(Lazy.prototype, name, {
    get() {
      const options = this._options;
      for (const each of ['_readableState', '_writableState']) {
        Object.defineProperty(this, each, { value: undefined, writable: true, configurable: true, enumerable: true });
      }
      Transform.call(this, options);
      this._writableState.decodeStrings = false;
      return this[name];
    },
    set(value) { Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: true }); },
    configurable: true,
    enumerable: true,
  });
}

/** The class as Node's own function, which may be called without `new`. */
function callable(Class) {
  const { [Class.name]: made } = { [Class.name]: function (...args) {
    return Reflect.construct(Class, args, new.target ?? made);
  } };
  Object.setPrototypeOf(made, Transform);
  made.prototype = Class.prototype;
  Object.defineProperty(Class.prototype, 'constructor', { value: made, writable: true, configurable: true });
  return made;
}

// The length of these digests is what it is.
function checkLength(options, size) {
  const length = options !== null && typeof options === 'object' && major >= 12 ? options.outputLength : undefined;
  if (length === undefined) return;
  validateInteger(length, 'options.outputLength', 0, 4294967295);
  if (length === size) return;
  const error = new Error(major < 18
    ? 'error:060AE0B2:digital envelope routines:EVP_DigestFinalXOF:not XOF or invalid length'
    : 'error:030000B2:digital envelope routines::not XOF or invalid length');
  error.code = 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH';
  throw error;
}

const Hash = callable(class Hash extends Lazy {
  constructor(algorithm, options = undefined) {
    super(options);
    if (algorithm instanceof Hash) {
      if (algorithm[kState][kFinalized]) throw finalized();
      const { name, chunks } = handles.get(algorithm);
      open(this, 'Hash', name, undefined);
      handles.get(this).chunks.push(...chunks);
      return;
    }
    validateString(algorithm, 'algorithm');
    const name = digestName(algorithm);
    if (name === undefined) throw new Error('Digest method not supported');
    checkLength(options, hashes[name]);
    open(this, major >= 16 ? 'Hash' : major >= 12 ? 'BaseObject' : 'Object', name, undefined);
  }
  digest(encoding) {
    if (this[kState][kFinalized]) throw finalized();
    const { name, chunks } = handles.get(this);
    this[kState][kFinalized] = true;
    return shown(Buffer.from(internal.digest(name, Buffer.concat(chunks))), encoding);
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(this.digest());
    callback();
  }
});
Object.defineProperty(Hash.prototype, 'update', { value: update, writable: true, configurable: true });
if (major >= 12) {
  Object.defineProperty(Hash.prototype, 'copy', {
    value: function copy(options) { return new Hash(this, options); }, writable: true, configurable: true,
  });
}

const Hmac = callable(class Hmac extends Lazy {
  constructor(hmac, key, options = undefined) {
    super(options);
    validateString(hmac, 'hmac');
    const expected = major < 11 ? ['string', 'TypedArray', 'DataView']
      : major < 12 ? ['Buffer', 'TypedArray', 'DataView', 'string', 'KeyObject']
      : major < 15 ? ['string', 'Buffer', 'TypedArray', 'DataView', 'KeyObject']
        : ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'KeyObject', 'CryptoKey'];
    const secret = Buffer.from(bytesOf(key, 'key', expected));
    const name = digestName(hmac);
    if (name === undefined) {
      throw major < 15 ? new Error('Unknown message digest')
        : nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${hmac}`);
    }
    open(this, major >= 16 ? 'Hmac' : major >= 12 ? 'BaseObject' : 'Object', name, secret);
  }
  /** Unlike a Hash's, a second call gives nothing. */
  digest(encoding) {
    if (this[kState][kFinalized]) return shown(Buffer.from(''), encoding);
    const { name, key, chunks } = handles.get(this);
    this[kState][kFinalized] = true;
    return shown(Buffer.from(internal.mac(name, key, Buffer.concat(chunks))), encoding);
  }
  _transform(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }
  _flush(callback) {
    this.push(this.digest());
    callback();
  }
});
Object.defineProperty(Hmac.prototype, 'update', { value: update, writable: true, configurable: true });

module.exports = { Hash, Hmac, bytesOf, digestName, hashes };
