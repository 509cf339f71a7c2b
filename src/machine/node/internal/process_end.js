'use strict';
// What the machine calls as a process ends. Every program that touched `process` waits for
// this to be parsed: errors have a file of their own, internal/process_hooks.js.

const proc = require('process');

/**
 * The loop ran out of work. A process with an open server or connection would now wait for
 * somebody from outside; nobody is there, so the recording ends, and says why.
 */
function beforeExit() {
  const open = internal.openHandles;
  if (open !== undefined && open.size > 0) {
    const [first] = open.values();
    const more = open.size > 1 ? ` (and ${open.size - 1} more)` : '';
    internal.write('stderr', `loopscope: Node would now wait for ever, because of ${first}${more}\n`);
    internal.exit(proc.exitCode | 0);
  }
  proc.emit('beforeExit', proc.exitCode || 0);
}

/** The process ends by itself. */
function exit() {
  internal.loopExit ??= internal.time();
  if (!proc._exiting) {
    proc._exiting = true;
    proc.emit('exit', proc.exitCode || 0);
  }
}

/** What the process exits with after an error that nobody handled. */
function exitCode() { return proc.exitCode === undefined ? 1 : proc.exitCode | 0; }

module.exports = { beforeExit, exit, exitCode };
