'use strict';
// rm, and rmdir with the option recursive: many trips. What lies in a folder is removed side by
// side, the folder itself when it has been found to be empty.

const { major } = internal;
const operations = require('internal/fs/operations');
const volume = require('internal/volume');
const { trip } = require('internal/fs/trips');
const { toBoolean, toPath } = require('internal/fs/arguments');
const {
  invalidArgType, invalidArgValue, systemError, validateInteger,
} = require('internal/errors');
const pathModule = require('path');

// The first look at what is to go.
const firstLook = major < 18 ? 'stat' : 'lstat';
const within = major < 14 ? '' : 'options.';
const isGone = (error) => error?.code === 'ENOENT';

function checkOptions(options) {
  if (options !== undefined && (options === null || typeof options !== 'object')) {
    throw invalidArgType('options', 'object', options);
  }
}

/** How something is to be removed; throws what Node throws at once. */
function removal(path, options, names) {
  const name = toPath(path);
  checkOptions(options);
  const given = { retryDelay: 100, maxRetries: 0, recursive: false, force: false, ...options };
  for (const option of names) toBoolean(given[option], `${within}${option}`);
  validateInteger(given.retryDelay, `${within}retryDelay`, 0, 2147483647);
  validateInteger(given.maxRetries, `${within}maxRetries`, 0, 4294967295);
  return { ...given, path: name };
}

const isFolder = ({ path }) => systemError('ERR_FS_EISDIR', 'Path is a directory',
  { code: 'EISDIR', message: 'is a directory', path, syscall: 'rm', errno: 21 });

/** Removes what is at `path`; that there is nothing is no failure. */
function clear(path, done) {
  const ended = (error) => { done(isGone(error) ? null : error); };
  trip(operations.lstat(path), (error, stats) => {
    if (error) ended(error);
    else if (stats.isDirectory()) clearFolder(path, ended);
    else trip(operations.unlink(path), ended);
  });
}

function clearFolder(path, done) {
  const remove = () => { trip(operations.rmdir(path), done); };
  trip(operations.rmdir(path), (error) => {
    if (error?.code !== 'ENOTEMPTY') {
      done(error);
      return;
    }
    trip(operations.readdir(path), (failure, names) => {
      let left = failure ? -1 : names.length;
      if (failure) done(failure);
      else if (left === 0) remove();
      else for (const name of names) clear(pathModule.join(path, name), cleared);

      function cleared(problem) {
        if (left < 0) return;
        left = problem ? -1 : left - 1;
        if (problem) done(problem);
        else if (left === 0) remove();
      }
    });
  });
}

function clearAtOnce(path) {
  const stats = operations.lstat(path).run();
  if (!stats.isDirectory()) {
    operations.unlink(path).run();
    return;
  }
  for (const name of operations.readdir(path).run()) clearAtOnce(pathModule.join(path, name));
  operations.rmdir(path).run();
}

function rm(path, options, done) {
  const given = removal(path, options, ['recursive', 'force']);
  trip(operations[firstLook](given.path), (error, stats) => {
    if (error && !(given.force && isGone(error))) done(error);
    else if (!given.recursive && stats?.isDirectory()) done(isFolder(given));
    else clear(given.path, done);
  });
}

function rmSync(path, options) {
  const given = removal(path, options, ['recursive', 'force']);
  try {
    const stats = operations[firstLook](given.path).run();
    if (!given.recursive && stats.isDirectory()) throw isFolder(given);
    clearAtOnce(given.path);
  } catch (error) {
    if (!(given.force && isGone(error))) throw error;
  }
}

let warned = false;

/** Whether this rmdir removes what is in the folder, too; throws if it is asked for in vain. */
function isRecursive(path, options) {
  if (options === undefined || major < 12) return false;
  toPath(path);
  if (major >= 26) {
    checkOptions(options);
    if (options?.recursive !== undefined) {
      throw invalidArgValue('options.recursive', options.recursive, 'is no longer supported');
    }
    return false;
  }
  const { recursive } = removal(path, options, ['recursive']);
  if (recursive && major >= 16 && !warned) {
    warned = true;
    require('process').emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) '
      + 'will be removed. Use fs.rm(path, { recursive: true }) instead', 'DeprecationWarning', 'DEP0147');
  }
  return recursive;
}

// Since 16 there must be a folder.
function rmdir(path, options, done) {
  const name = toPath(path);
  if (!isRecursive(path, options)) {
    trip(operations.rmdir(name), done);
  } else if (major < 16) {
    clear(name, done);
  } else {
    trip(operations[firstLook](name), (error, stats) => {
      if (error) done(error);
      else if (stats.isDirectory()) clear(name, done);
      else trip(operations.rmdir(name), done);
    });
  }
}

function rmdirSync(path, options) {
  const name = toPath(path);
  if (isRecursive(path, options)) {
    if (major < 16) {
      try {
        clearAtOnce(name);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
      return;
    }
    if (volume.need(name, firstLook).kind === volume.FOLDER) {
      clearAtOnce(name);
      return;
    }
  }
  operations.rmdir(name).run();
}

module.exports = { isRecursive, rm, rmSync, rmdir, rmdirSync };
