'use strict';
// Round trips through the thread pool. One call of a program may need several, one after the
// other: each is an entry of the poll phase.

const { major } = internal;
const active = require('internal/active');
const { latencyOf } = require('internal/volume');
const { uvException } = require('internal/uv');

// For async_hooks.createHook: what Node calls the resources.
const callbackType = major < 11 ? 'FSREQWRAP' : 'FSREQCALLBACK';
const announce = (type, resource) => {
  if (internal.onResource !== undefined) internal.onResource(type, resource);
};

// An error that came back from a thread: no frame of the program is below it.
function fromThread(error) {
  if (error.syscall === undefined) return error;
  const { code, syscall, path: at, dest } = error;
  return uvException(code, syscall, at, dest, true);
}

/** Has the pool run the task; `done(error)` or `done(null, result)` is called in poll. */
function trip({ label, path, run, atOnce }, done, type = callbackType) {
  announce(type);
  // What native code does at once (Node 26) is on no list of requests.
  active.request(atOnce ? undefined : type, 'pool', label, latencyOf(path), () => {
    let result;
    try {
      result = run();
    } catch (error) {
      done(fromThread(error));
      return;
    }
    done(null, result);
  });
}

/** The same as a promise that settles in the trip's entry. */
function promised(task, type = 'FSREQPROMISE') {
  return new Promise((resolve, reject) => {
    trip(task, (error, result) => {
      if (error === null) resolve(result);
      else reject(error);
    }, type);
  });
}

module.exports = { announce, callbackType, promised, trip };
