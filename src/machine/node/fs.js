'use strict';
// fs over the lesson's files: callbacks after the right number of trips, and the synchronous
// forms. Deliberately absent: watching, cp, globs.

const { major, nextTick } = internal;
const operations = require('internal/fs/operations');
const { trip } = require('internal/fs/trips');
const removal = require('internal/fs/removal');
const sequences = require('internal/fs/sequences');
const { readFile, readFileSync, writeFile, writeFileSync } = require('internal/fs/whole_files');
const { Dirent, Stats } = require('internal/fs/stats');
const { toPath, toTime } = require('internal/fs/arguments');
const { validateCallback, validateObject } = require('internal/errors');
const { customArgs, custom } = require('internal/promisify');

const fs = module.exports = {};
/** How many arguments come before the callback, and how many of these may be left out. */
const shapes = {
  access: [2, 1], stat: [2, 1], lstat: [2, 1], fstat: [2, 1], open: [3, 2], close: [1, 0], readdir: [2, 1],
  mkdir: [2, 1], mkdtemp: [2, 1], rmdir: major < 12 ? [1, 0] : [2, 1], unlink: [1, 0], rm: [2, 1], rename: [2, 0], copyFile: [3, 1],
  truncate: [2, 1], ftruncate: [2, 1], fsync: [1, 0], fdatasync: [1, 0], chmod: [2, 0], fchmod: [2, 0],
  utimes: [3, 0], futimes: [3, 0], realpath: [2, 1], readlink: [2, 1], readv: [3, 1], writev: [3, 1],
  symlink: [3, 1], link: [2, 0], chown: [3, 0], lchown: [3, 0], fchown: [3, 0], lutimes: [3, 0], statfs: [2, 1], opendir: [2, 1],
};
const standard = { close: major >= 15 ? (error) => { if (error) throw error; } : undefined };

/** Takes the callback out of the arguments: `[callback, the others]`. */
function split(name, args) {
  const [most, optional] = shapes[name];
  let at = most - optional;
  while (at < most && typeof args[at] !== 'function') at++;
  const callback = args[at] === undefined ? standard[name] : args[at];
  if (/^(?:f?chmod|fchown)$/.test(name)) operations[name](...args.slice(0, at));
  validateCallback(callback, 'cb');
  return [callback, args.slice(0, at)];
}

const callbackOf = (args) => {
  const callback = args[args.length - 1];
  validateCallback(callback, 'cb');
  return callback;
};

/** What `operation(...args, callback)` hands on besides the result. */
const extras = { read: (args) => [args[1]], write: (args) => [args[1]], readv: (args) => [args[1]], writev: (args) => [args[1]] };
const callingBack = (callback) => (error, result) => {
  if (error) callback(error);
  else if (result === undefined) callback(null);
  else callback(null, result);
};

/** Adds `fs[name]` and its synchronous form. */
function add(name, asynchronous, synchronous) {
  fs[name] = { [name](...args) { asynchronous(...split(name, args)); } }[name];
  const sync = `${name}Sync`;
  fs[sync] = { [sync](...args) { return synchronous(args); } }[sync];
}

const since = { readv: 12, writev: 12, lutimes: 12, statfs: 18 };
for (const name of Object.keys(operations)) {
  if (name === 'read' || name === 'write' || major < since[name]) continue;
  add(name, (callback, args) => {
    const task = operations[name](...args);
    if (extras[name] === undefined) trip(task, callingBack(callback));
    else trip(task, (error, count) => { callback(error, count || 0, ...extras[name](args)); });
  }, (args) => {
    const [, options] = args;
    if (!/stat$/.test(name) || options?.throwIfNoEntry !== false) return operations[name](...args).run();
    try {
      return operations[name](...args).run();
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
}
const { readdir, readdirSync, realpath, realpathSync } = fs;
const sequence = (name, ticks) => {
  add(name, (callback, args) => { sequences.run(sequences[name], args, callingBack(callback), ticks); },
    (args) => sequences.runSync(sequences[name], args));
};
sequence('truncate');
sequence('realpath', true);
fs.realpath.native = realpath;
fs.realpathSync.native = realpathSync;
if (major >= 18) {
  add('readdir', (callback, args) => {
    if (sequences.goesDown(args[1])) sequences.run(sequences.readdir, args, callingBack(callback));
    else readdir(...args, callback);
  }, (args) => (sequences.goesDown(args[1]) ? sequences.runSync(sequences.readdir, args) : readdirSync(...args)));
}
if (major >= 12) {
  const { Dir, opening } = require('internal/fs/dir');
  fs.Dir = Dir;
  add('opendir', (callback, args) => { trip(opening(args[0], args[1]), callingBack(callback)); }, ([path, options]) => opening(path, options, true).run());
}
for (const name of major < 14 ? ['rmdir'] : ['rmdir', 'rm']) {
  add(name, (callback, [path, options]) => { removal[name](path, options, callingBack(callback)); },
    ([path, options]) => { removal[`${name}Sync`](path, options); });
}

/** fs.read's arguments: all in a row, or some of them in an object. */
function readArguments(args) {
  const [fd, second, third] = args;
  if (ArrayBuffer.isView(second)) {
    if (args.length > 3 || third === undefined || third === null) return args;
    if (major >= 20) validateObject(third, 'options');
    return [fd, second, third.offset, third.length, third.position];
  }
  const { buffer = require('buffer').Buffer.alloc(16384), offset, length, position } = second ?? {};
  return [fd, buffer, offset, length, position];
}

fs.read = function read(...args) {
  const callback = callbackOf(args);
  const given = readArguments(args.slice(0, -1));
  const task = operations.read(...given);
  if (given[3] === 0) {
    nextTick(function tick() { callback(null, 0, given[1]); });
    return;
  }
  trip(task, (error, count) => {
    if (error) callback(error);
    else callback(null, count, ...extras.read(given));
  });
};
fs.readSync = function readSync(...args) {
  const given = ArrayBuffer.isView(args[1]) ? readArguments(args) : args;
  return operations.read(...given).run();
};
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
Object.defineProperty(fs, '_toUnixTimestamp', { value: (time) => toTime(time) / 1000, writable: true, configurable: true, enumerable: true });
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
