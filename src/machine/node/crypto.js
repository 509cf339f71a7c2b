'use strict';
// crypto: digests, keys from passwords, and random bytes that follow from the world's seed.
// What has a callback is a trip through the pool; what has none holds the main thread up.

const { major } = internal;
const {
  invalidArgType, invalidArgValue, nodeError, outOfRange, validateCallback, validateInteger, validateString,
} = require('internal/errors');
const { Buffer } = require('buffer');
const { Hash, Hmac, bytesOf, digestName, hashes } = require('internal/crypto/hash');
const { costs, job } = require('internal/crypto/jobs');
const random = require('internal/crypto/random');

const most = 2147483647;
const wide = major < 15 ? '< 4294967296' : `<= ${most}`; // how the limit is told

function validateLength(value, name, min) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (!Number.isInteger(value)) throw outOfRange(name, 'an integer', value);
  if (value < min || value > (major < 15 ? 4294967295 : most)) throw outOfRange(name, `>= ${min} && ${wide}`, value);
}

const invalidDigest = (name) => nodeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);

function pbkdf2Job(password, salt, iterations, keylen, digest) {
  const oldest = major < 13;
  if (!(oldest && digest === null) && typeof digest !== 'string') {
    throw invalidArgType('digest', oldest ? ['string', 'null'] : 'string', digest);
  }
  const [secret, grain] = [bytesOf(password, 'password'), bytesOf(salt, 'salt')];
  validateLength(iterations, 'iterations', oldest ? 0 : 1);
  validateLength(keylen, 'keylen', 0);
  const name = digestName(digest ?? 'sha1');
  if (name === undefined) throw invalidDigest(digest);
  return {
    name: 'pbkdf2',
    type: 'PBKDF2REQUEST',
    micros: () => costs.pbkdf2 ?? Math.ceil(Math.max(1, iterations) * Math.ceil(keylen / hashes[name]) * 0.6) + 50,
    run() {
      if (keylen === 0 && major >= 22) throw new Error(major < 26 ? 'Deriving bits failed' : 'PBKDF2 derivation failed');
      return Buffer.from(internal.pbkdf2(name, secret, grain, Math.max(1, iterations), keylen));
    },
  };
}

function pbkdf2(password, salt, iterations, keylen, digest, callback) {
  if (typeof digest === 'function') [digest, callback] = [undefined, digest];
  const prepared = pbkdf2Job(password, salt, iterations, keylen, digest);
  validateCallback(callback);
  job(prepared, callback);
}
function pbkdf2Sync(password, salt, iterations, keylen, digest) {
  return job(pbkdf2Job(password, salt, iterations, keylen, digest));
}

const pairs = [['N', 'cost', 16384], ['r', 'blockSize', 8], ['p', 'parallelization', 1]];

function scryptJob(password, salt, keylen, given) {
  const options = given ?? {};
  const [secret, grain] = [bytesOf(password, 'password'), bytesOf(salt, 'salt')];
  validateLength(keylen, 'keylen', 0);
  const [N, r, p] = pairs.map(([short, long, usual]) => {
    if (options[short] !== undefined && options[long] !== undefined) {
      if (major >= 24) {
        throw nodeError(TypeError, 'ERR_INCOMPATIBLE_OPTION_PAIR',
          `Option "${short}" cannot be used in combination with option "${long}"`);
      }
      throw nodeError(Error, 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter');
    }
    const value = options[short] ?? options[long];
    if (value === undefined) return usual;
    validateInteger(value, options[short] === undefined ? long : short, 0, 4294967295);
    return value || usual;
  });
  const maxmem = options.maxmem || 32 << 20;
  const invalid = (why) => (major < 15
    ? nodeError(Error, 'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER', 'Invalid scrypt parameter')
    : nodeError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${why}`));
  if (N < 2 || (N & (N - 1)) !== 0) throw invalid('');
  if (128 * r * (N + p + 2) > maxmem) {
    if (major < 15) throw new Error('error:060B50AC:digital envelope routines:EVP_PBE_scrypt:memory limit exceeded');
    throw invalid(major < 20 ? '' : ': error:030000AC:digital envelope routines::memory limit exceeded');
  }
  return {
    name: 'scrypt',
    type: 'SCRYPTREQUEST',
    micros: () => costs.scrypt ?? Math.ceil(N * r * p * 0.35) + 50,
    run() {
      const key = internal.scrypt(secret, grain, N, r, p, keylen);
      if (key === undefined) throw invalid('');
      return Buffer.from(key);
    },
  };
}

function scrypt(password, salt, keylen, options, callback = undefined) {
  if (typeof options === 'function') [options, callback] = [undefined, options];
  const prepared = scryptJob(password, salt, keylen, options);
  validateCallback(callback);
  job(prepared, callback);
}
function scryptSync(password, salt, keylen, options = undefined) {
  return job(scryptJob(password, salt, keylen, options));
}

const isBytes = (value) => ArrayBuffer.isView(value) || (major >= 15 && internal.types.isAnyArrayBuffer(value));

function timingSafeEqual(buf1, buf2) {
  const kinds = major < 15 ? ['Buffer', 'TypedArray', 'DataView'] : ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
  for (const [name, value] of [['buf1', buf1], ['buf2', buf2]]) {
    if (isBytes(value)) continue;
    const error = invalidArgType(name, kinds, value);
    if (major >= 12) error.message = error.message.replace(/ Received .*/s, '');
    throw error;
  }
  if (buf1.byteLength !== buf2.byteLength) {
    throw nodeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      `Input buffers must have the same ${major < 12 ? '' : 'byte '}length`);
  }
  return bytesOf(buf1, 'buf1').equals(bytesOf(buf2, 'buf2'));
}

function hash(algorithm, input, options = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw invalidArgType('input', ['string', 'Buffer', 'TypedArray', 'DataView'], input);
  }
  const encoding = typeof options === 'string' ? options : options?.outputEncoding ?? 'hex';
  if (encoding !== 'buffer' && !Buffer.isEncoding(encoding)) throw invalidArgValue('outputEncoding', encoding);
  if (digestName(algorithm) === undefined) throw new Error(`Digest method ${algorithm} is not supported`);
  return new Hash(algorithm).update(input).digest(encoding === 'buffer' ? undefined : encoding);
}

const crypto = module.exports = {
  Hash,
  Hmac,
  createHash(algorithm, options) { return new Hash(algorithm, options); },
  createHmac(hmac, key, options) { return new Hmac(hmac, key, options); },
  getHashes() { return Object.keys(hashes).sort(); },
  pbkdf2, pbkdf2Sync, scrypt, scryptSync, timingSafeEqual,
  randomBytes: random.randomBytes,
  randomFill: random.randomFill,
  randomFillSync: random.randomFillSync,
};
if (major >= 12) crypto.randomInt = random.randomInt;
if (major >= 14) crypto.randomUUID = random.randomUUID;
if (major >= 20) crypto.hash = hash;
for (const old of ['prng', 'pseudoRandomBytes', 'rng']) {
  Object.defineProperty(crypto, old, { value: random.randomBytes, writable: true, configurable: true });
}
if (major >= 16) {
  Object.defineProperty(crypto, 'webcrypto', { get: () => require('internal/webcrypto').crypto, enumerable: true });
}
if (major >= 18) {
  Object.defineProperty(crypto, 'subtle', { get: () => require('internal/webcrypto').crypto.subtle, enumerable: true });
  crypto.getRandomValues = function getRandomValues(array) { return require('internal/webcrypto').crypto.getRandomValues(array); };
}
