'use strict';
// Readable.from: a stream over an iterable.

const { major, nextTick } = internal;
const { invalidArgType } = require('internal/errors');
const { errors } = require('internal/streams/base');
const { then } = require('internal/safe_promise');

module.exports = (Readable, iterable, options) => {
  if (major >= 12 && (typeof iterable === 'string' || iterable instanceof Uint8Array)) {
    return new Readable({
      objectMode: true,
      ...options,
      read() {
        this.push(iterable);
        this.push(null);
      },
    });
  }
  const isAsync = !!(iterable && iterable[Symbol.asyncIterator]);
  if (!isAsync && !(iterable && iterable[Symbol.iterator])) throw invalidArgType('iterable', ['Iterable'], iterable);
  const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
  const readable = new Readable({ objectMode: true, ...(major >= 12 && { highWaterMark: 1 }), ...options });
  let reading = false;

  async function close(error) {
    if (error !== undefined && error !== null && typeof iterator.throw === 'function') {
      const { value, done } = await iterator.throw(error);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === 'function') {
      const { value } = await iterator.return();
      await value;
    }
  }

  if (major < 16) {
    // A promise for each value, whatever it is; from 12 on an iterator that was left in the
    // middle is closed.
    const closes = major >= 12;
    let open = false;
    const next = async () => {
      try {
        open = false;
        const { value, done } = await iterator.next();
        open = !done;
        if (done) {
          readable.push(null);
          return;
        }
        if (closes && readable.destroyed) {
          await close();
          return;
        }
        const chunk = await value;
        if (closes && chunk === null) {
          reading = false;
          throw errors.nullValue();
        }
        if (readable.push(chunk)) next();
        else reading = false;
      } catch (error) {
        readable.destroy(error);
      }
    };
    readable._read = () => {
      if (reading) return;
      reading = true;
      next();
    };
    if (closes) {
      readable._destroy = (error, callback) => {
        if (!open) {
          callback(error);
          return;
        }
        open = false;
        then(close(), () => nextTick(callback, error), (failure) => nextTick(callback, error || failure));
      };
    }
    return readable;
  }

  readable._destroy = (error, callback) => {
    then(close(error), () => nextTick(callback, error), (failure) => nextTick(callback, failure || error));
  };

  /** Hands a value on; false when the reader has enough. */
  const offer = (value) => {
    if (value === null) {
      reading = false;
      throw errors.nullValue();
    }
    if (readable.push(value)) return true;
    reading = false;
    return false;
  };
  const isThenable = (value) => value && typeof value.then === 'function';

  // Plain values of a plain iterable need no promise (20 and later).
  const runSync = () => {
    while (true) {
      try {
        const { value, done } = iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        if (isThenable(value)) {
          change(value);
          return;
        }
        if (offer(value)) continue;
      } catch (error) {
        readable.destroy(error);
      }
      return;
    }
  };
  let promises = false;
  const change = async (value) => {
    promises = true;
    try {
      if (offer(await value)) run();
    } catch (error) {
      readable.destroy(error);
    }
  };
  const run = async () => {
    while (true) {
      try {
        const { value, done } = isAsync ? await iterator.next() : iterator.next();
        if (done) {
          readable.push(null);
          return;
        }
        const late = isAsync && major >= 20 ? false : isThenable(value);
        if (offer(late ? await value : value)) continue;
      } catch (error) {
        readable.destroy(error);
      }
      return;
    }
  };
  readable._read = () => {
    if (reading) return;
    reading = true;
    if (major >= 20 && !isAsync && !promises) runSync();
    else run();
  };
  return readable;
};
