'use strict';
// What takes several trips, one after the other: realpath looks at every folder on the way,
// truncate opens and closes, readdir goes down. Each is a generator of tasks.

const { nextTick } = internal;
const operations = require('internal/fs/operations');
const { trip } = require('internal/fs/trips');
const { toLength, toOptions, toPath } = require('internal/fs/arguments');
const { unsupported } = require('internal/errors');
const pathModule = require('path');

const ofAnything = (path) => toPath(typeof path === 'object' && path !== null ? path : `${path}`);

/** The whole path, when every part of it is there; what is a link leads on. */
function* realpath(given) {
  const partsOf = (path) => path.split('/').filter((name) => name !== '');
  let rest = partsOf(pathModule.resolve(ofAnything(given)));
  let at = '';
  const seen = new Set();
  while (rest.length > 0) {
    const folder = at;
    at += `/${rest[0]}`;
    rest = rest.slice(1);
    if (seen.has(at)) continue;
    const stats = yield operations.lstat(at);
    if (!stats.isSymbolicLink()) {
      seen.add(at);
      continue;
    }
    yield operations.stat(at);
    const target = yield operations.readlink(at);
    rest = [...partsOf(pathModule.resolve(folder || '/', target)), ...rest];
    at = '';
  }
  return at || '/';
}

function* truncate(path, len = 0) {
  const fd = yield operations.open(path, 'r+');
  try {
    yield operations.ftruncate(fd, len);
  } finally {
    yield operations.close(fd);
  }
}

function* readdir(path, options) {
  const { withFileTypes } = options;
  const found = [];
  const folders = [toPath(path)];
  for (const folder of folders) {
    for (const entry of yield operations.readdir(folder, { withFileTypes: true })) {
      const full = pathModule.join(folder, entry.name);
      found.push(withFileTypes ? entry : pathModule.relative(folders[0], full));
      if (entry.isDirectory()) folders.push(full);
    }
  }
  return found;
}

/** Whether it is the readdir that goes down; checks the options. */
function goesDown(options) {
  const { recursive, encoding } = toOptions(options, {});
  if (recursive && encoding && encoding !== 'utf8') throw unsupported('recursive fs.readdir with another encoding');
  return !!recursive;
}

/** Checks the arguments at once; the tasks come later. */
function begun(sequence, args) {
  if (sequence === realpath) ofAnything(args[0]);
  else toPath(args[0]);
  if (sequence === truncate) toLength(args[1], 0);
  return sequence(...args);
}

/** @param {boolean} [ticks] a tick goes before each trip, and before the end */
function run(sequence, args, done, ticks = false) {
  const steps = begun(sequence, args);
  const go = (resume) => {
    let step;
    try {
      step = resume();
    } catch (error) {
      done(error);
      return;
    }
    if (step.done) done(null, step.value);
    else trip(step.value, settle);
  };
  const next = (result) => { go(() => steps.next(result)); };
  function settle(error, result) {
    if (error) go(() => steps.throw(error));
    else if (ticks) nextTick(function LOOP() { next(result); });
    else next(result);
  }
  settle(null);
}

function runSync(sequence, args) {
  const steps = begun(sequence, args);
  let step = steps.next();
  while (!step.done) {
    let result;
    try {
      result = step.value.run();
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(result);
  }
  return step.value;
}

module.exports = { goesDown, readdir, realpath, run, runSync, truncate };
