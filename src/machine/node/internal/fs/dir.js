'use strict';
// fs.Dir: a folder that is gone through entry by entry. A trip brings as many as are buffered.

const { major, nextTick } = internal;
const { callbackType, trip } = require('internal/fs/trips');
const { named } = require('internal/fs/tasks');
const operations = require('internal/fs/operations');
const { toOptions, toPath } = require('internal/fs/arguments');
const { nodeError, validateCallback, validateInteger } = require('internal/errors');

const closedError = () => nodeError(Error, 'ERR_DIR_CLOSED', 'Directory handle was closed');
const busyError = () => nodeError(Error, 'ERR_DIR_CONCURRENT_OPERATION',
  'Cannot do synchronous work on directory handle with concurrent asynchronous operations');

const secret = {};

class Dir {
  #path;
  #entries; // those not read yet; the first ones have been brought
  #brought = 0;
  #size;
  #closed = false;
  #waiting; // what was asked for while a trip is under way
  constructor(key, path, entries, size) {
    if (key !== secret) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "handle" argument must be specified');
    this.#path = path;
    this.#entries = entries;
    this.#size = size;
  }
  get path() { return this.#path; }

  read(callback) { return this.#asked(callback, (done) => { this.#read(done); }); }
  close(callback) {
    if (callback === undefined && this.#closed) return Promise.reject(closedError());
    return this.#asked(callback, (done) => { this.#close(done); });
  }
  #asked(callback, start) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        start((error, result) => {
          if (error) reject(error);
          else resolve(result);
        });
      });
    }
    validateCallback(callback, major < 18 ? 'callback' : 'cb');
    start(callback);
    return undefined;
  }

  #read(done) {
    if (this.#closed) throw closedError();
    if (this.#waiting !== undefined) {
      this.#waiting.push(() => { this.#read(done); });
      return;
    }
    if (this.#brought > 0) {
      nextTick(done, null, this.#next());
      return;
    }
    this.#trip('read', (error) => { done(error, error ? undefined : this.#next()); }, () => { this.#bring(); });
  }
  #trip(what, done, run) {
    this.#waiting = [];
    trip(named(`${what}dir`, this.#path, run), (error) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting.length > 0) nextTick(() => { for (const each of waiting) each(); });
      done(error);
    }, callbackType);
  }
  #bring() { this.#brought = Math.min(this.#size, this.#entries.length); }
  #next() {
    if (this.#brought === 0) return null;
    this.#brought--;
    return this.#entries.shift();
  }

  #close(done) {
    if (this.#closed) {
      nextTick(done, closedError());
      return;
    }
    if (this.#waiting !== undefined) {
      this.#waiting.push(() => { this.#close(done); });
      return;
    }
    this.#closed = true;
    this.#trip('close', done, () => {});
  }

  readSync() {
    if (this.#closed) throw closedError();
    if (this.#waiting !== undefined) throw busyError();
    if (this.#brought === 0) this.#bring();
    return this.#next();
  }
  closeSync() {
    if (this.#closed) throw closedError();
    if (this.#waiting !== undefined) throw busyError();
    this.#closed = true;
  }

  async* entries() {
    try {
      for (let entry = await this.read(); entry !== null; entry = await this.read()) yield entry;
    } finally {
      if (!this.#closed) await this.close();
    }
  }
}
Object.defineProperty(Dir.prototype, Symbol.asyncIterator, { value: Dir.prototype.entries, writable: true, configurable: true });
if (major >= 24) {
  Object.defineProperty(Dir.prototype, Symbol.asyncDispose, {
    async value() { await this.close().catch(() => {}); }, writable: true, configurable: true,
  });
  const { closeSync } = Dir.prototype;
  Object.defineProperty(Dir.prototype, Symbol.dispose, {
    value() {
      try {
        Reflect.apply(closeSync, this, []);
      } catch (error) {
        if (error.code !== 'ERR_DIR_CLOSED') throw error;
      }
    },
    writable: true,
    configurable: true,
  });
}

/** `isNow`: the synchronous form, whose errors name no path from 20 on. */
function opening(path, options, isNow = false) {
  const name = toPath(path);
  const { bufferSize = 32, recursive = false } = toOptions(options, { encoding: 'utf8' });
  validateInteger(bufferSize, 'options.bufferSize', 1, 2 ** 32 - 1);
  const task = (folder) => operations.readdir(folder, { withFileTypes: true });
  return named('opendir', name, () => {
    let entries;
    try {
      entries = task(name).run();
    } catch (error) {
      throw require('internal/uv').uvException(error.code, 'opendir', isNow && major >= 20 ? undefined : name);
    }
    if (recursive) {
      for (const entry of entries) {
        if (entry.isDirectory()) entries.push(...task(require('path').join(entry.parentPath, entry.name)).run());
      }
    }
    return new Dir(secret, name, entries, bufferSize);
  });
}

module.exports = { Dir, opening };
