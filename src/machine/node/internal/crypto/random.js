'use strict';
// Random bytes and numbers, drawn from the world's seed.

const { major, nextTick } = internal;
const { invalidArgType, outOfRange, validateBoolean, validateCallback, validateFunction } = require('internal/errors');
const { Buffer } = require('buffer');
const { costs, job } = require('internal/crypto/jobs');

const most = 2147483647;

const draw = (count) => Buffer.from(internal.randomBytes(count));

function validateSize(value, name, max, min = 0) {
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (Number.isNaN(value) || value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return Math.trunc(value);
}

const work = (count, run) => ({
  name: 'randomBytes', type: 'RANDOMBYTESREQUEST', micros: () => costs.randomBytes ?? 50 + Math.ceil(count / 500), run,
});

function randomBytes(size, callback) {
  const count = validateSize(size, 'size', most);
  if (callback !== undefined) {
    validateCallback(callback);
    job(work(count, () => draw(count)), callback);
    return undefined;
  }
  return draw(count);
}

function part(buf, offset, size) {
  const isBuffer = ArrayBuffer.isView(buf) || (major >= 15 && internal.types.isAnyArrayBuffer(buf));
  if (!isBuffer) throw invalidArgType('buf', major < 15 ? 'ArrayBufferView' : ['ArrayBuffer', 'ArrayBufferView'], buf);
  const from = validateSize(offset, 'offset', buf.byteLength);
  const count = size === undefined ? buf.byteLength - from : validateSize(size, 'size', most);
  if (from + count > buf.byteLength) throw outOfRange('size + offset', `<= ${buf.byteLength}`, from + count);
  const bytes = new Uint8Array(buf.buffer ?? buf, buf.byteOffset ?? 0, buf.byteLength);
  return [count, () => {
    bytes.set(draw(count), from);
    return buf;
  }];
}

function randomFillSync(buf, offset = 0, size = undefined) {
  return part(buf, offset, size)[1]();
}

function randomFill(buf, offset, size, callback) {
  if (typeof offset === 'function') [offset, size, callback] = [0, undefined, offset];
  else if (typeof size === 'function') [size, callback] = [undefined, size];
  if (major >= 18) validateFunction(callback, 'callback');
  else validateCallback(callback);
  const [count, run] = part(buf, offset, size);
  job(work(count, run), callback);
}

const range = 2 ** 48 - 1;
// 16 and later draw 1024 numbers at a time.
let left = 0;

function number(min, span) {
  for (;;) {
    const value = draw(6).readUIntBE(0, 6);
    if (value < range - (range % span)) return (value % span) + min;
  }
}

function randomInt(min, max, callback) {
  const minOmitted = max === undefined || typeof max === 'function';
  if (minOmitted) [min, max, callback] = [0, min, max];
  if (callback !== undefined) validateCallback(callback);
  for (const [name, value] of [['min', min], ['max', max]]) {
    if (!Number.isSafeInteger(value)) throw invalidArgType(name, 'a safe integer', value);
  }
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max);
  const span = max - min;
  if (span > range) {
    throw outOfRange(minOmitted ? 'max' : 'max - min', `<= ${range}`, span);
  }
  if (callback === undefined) {
    if (left === 0) left = 1024;
    left--;
    return number(min, span);
  }
  if (left > 0 && major >= 16) {
    left--;
    nextTick(callback, undefined, number(min, span));
    return undefined;
  }
  job(work(6, () => number(min, span)), (error, result) => {
    if (major < 16) {
      callback(null, result);
    } else {
      left = 1023;
      nextTick(callback, undefined, result);
    }
  });
  return undefined;
}

function randomUUID(options = undefined) {
  if (options !== undefined) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', major < 18 ? 'Object' : 'object', options);
    if (options.disableEntropyCache !== undefined) validateBoolean(options.disableEntropyCache, 'options.disableEntropyCache');
  }
  const bytes = draw(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40; // version 4
  bytes[8] = (bytes[8] & 0x3f) | 0x80; // variant of RFC 9562
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

module.exports = { draw, randomBytes, randomFill, randomFillSync, randomInt, randomUUID };
