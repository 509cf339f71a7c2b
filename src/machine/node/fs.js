'use strict';
// fs over the lesson's files: callbacks after the right number of trips, and the synchronous
// forms. Deliberately absent: watching, links, opendir, bigint stats, globs.

const { major } = internal;
const operations = require('internal/fs/operations');
const { trip } = require('internal/fs/trips');
const { readFile, readFileSync, writeFile, writeFileSync } = require('internal/fs/whole_files');
const { Dirent, Stats } = require('internal/fs/stats');
const { toPath } = require('internal/fs/arguments');
const { validateCallback } = require('internal/errors');
const { customArgs, custom } = require('internal/promisify');

const fs = module.exports = {};
const callbackOf = (args) => {
  const callback = args[args.length - 1];
  validateCallback(callback, 'cb');
  return callback;
};

/** What `operation(...args, callback)` and `operationSync(...args)` hand on besides the result. */
const extras = {
  read: (args) => [args[1]],
  write: (args) => [args[1]],
};

for (const name of Object.keys(operations)) {
  if (name === 'read' || name === 'write') continue;
  fs[name] = { [name](...args) {
    const callback = callbackOf(args);
    const task = operations[name](...args.slice(0, -1));
    trip(task, (error, result) => {
      if (error) callback(error);
      else if (result === undefined) callback(null);
      else callback(null, result);
    });
  } }[name];
  const sync = `${name}Sync`;
  fs[sync] = { [sync](...args) {
    const [, options] = args;
    if (!/stat$/.test(name) || options?.throwIfNoEntry !== false) return operations[name](...args).run();
    try {
      return operations[name](...args).run();
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    }
  } }[sync];
}

/** fs.read's arguments: all in a row, or some of them in an object. */
function readArguments(args) {
  const [fd, second, third] = args;
  if (ArrayBuffer.isView(second)) {
    if (third !== null && typeof third === 'object') return [fd, second, third.offset, third.length, third.position];
    return args;
  }
  const { buffer = require('buffer').Buffer.alloc(16384), offset, length, position } = second ?? {};
  return [fd, buffer, offset, length, position];
}

fs.read = function read(...args) {
  const callback = callbackOf(args);
  const given = readArguments(args.slice(0, -1));
  trip(operations.read(...given), (error, count) => {
    if (error) callback(error);
    else callback(null, count, ...extras.read(given));
  });
};
fs.readSync = function readSync(...args) { return operations.read(...readArguments(args)).run(); };
fs.write = function write(...args) {
  const callback = callbackOf(args);
  const given = args.slice(0, -1);
  trip(operations.write(...given), (error, count) => {
    if (error) callback(error);
    else callback(null, count, ...extras.write(given));
  });
};
fs.writeSync = function writeSync(...args) { return operations.write(...args).run(); };
for (const [fn, names] of [[fs.read, ['bytesRead', 'buffer']], [fs.write, ['bytesWritten', 'buffer']]]) {
  Object.defineProperty(fn, customArgs, { value: names, enumerable: false });
}

fs.readFile = function readFile_(path, options, callback) {
  const cb = callback === undefined ? options : callback;
  validateCallback(cb, 'cb');
  readFile(path, callback === undefined ? undefined : options, cb);
};
fs.writeFile = function writeFile_(path, data, options, callback) {
  const cb = callback === undefined ? options : callback;
  validateCallback(cb, 'cb');
  writeFile(path, data, callback === undefined ? undefined : options, cb);
};
fs.appendFile = function appendFile_(path, data, options, callback) {
  const cb = callback === undefined ? options : callback;
  validateCallback(cb, 'cb');
  writeFile(path, data, callback === undefined ? undefined : options, cb, 'a');
};
fs.readFileSync = function readFileSync_(path, options) { return readFileSync(path, options); };
fs.writeFileSync = function writeFileSync_(path, data, options) { writeFileSync(path, data, options); };
fs.appendFileSync = function appendFileSync_(path, data, options) { writeFileSync(path, data, options, 'a'); };
for (const name of ['readFile', 'writeFile', 'appendFile', 'readFileSync', 'writeFileSync', 'appendFileSync']) {
  Object.defineProperty(fs[name], 'name', { value: name, configurable: true });
}

// exists() tells by its only argument.
fs.exists = function exists(path, callback) {
  validateCallback(callback, 'cb');
  let task;
  try {
    task = operations.access(path, 0);
  } catch {
    callback(false);
    return;
  }
  trip(task, (error) => { callback(!error); });
};
Object.defineProperty(fs.exists, custom, {
  value: (path) => new Promise((resolve) => { fs.exists(path, resolve); }), enumerable: false,
});
fs.existsSync = function existsSync(path) {
  try {
    operations.access(toPath(path), 0).run();
    return true;
  } catch {
    return false;
  }
};
fs.realpath.native = fs.realpath;
fs.realpathSync.native = fs.realpathSync;

/** A property made when it is first read; assigning replaces it where `writable`. */
function later(name, get, writable = true) {
  let value;
  Object.defineProperty(fs, name, {
    get: () => (value ??= get()),
    set: writable ? (given) => { value = given; } : undefined,
    enumerable: true,
    configurable: true,
  });
}
later('constants', () => require('internal/fs/constants'), false);
if (major < 26) {
  const deprecate = require('internal/deprecate');
  for (const [name, value] of Object.entries({ F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 })) {
    const text = `fs.${name} is deprecated, use fs.constants.${name} instead`;
    Object.defineProperty(fs, name, major < 24 ? { value, enumerable: true }
      : { get: deprecate(() => value, text, 'DEP0176'), enumerable: false });
  }
}
// Linux cannot change a link's mode.
fs.lchmod = undefined;
fs.lchmodSync = undefined;
Object.assign(fs, { Dirent, Stats });

fs.createReadStream = function createReadStream(path, options) {
  return new (require('internal/fs/streams').ReadStream)(path, options);
};
fs.createWriteStream = function createWriteStream(path, options) {
  return new (require('internal/fs/streams').WriteStream)(path, options);
};
for (const name of ['ReadStream', 'WriteStream']) {
  Object.defineProperty(fs, name, {
    get: () => require('internal/fs/streams')[name], enumerable: true, configurable: true,
  });
}
Object.defineProperty(fs, 'promises', {
  get: () => require('internal/fs/promises').exports, enumerable: true, configurable: true,
});
