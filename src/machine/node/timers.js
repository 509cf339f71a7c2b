'use strict';
// timers: the globals, under one name.

const { major, timers } = internal;
const { unsupported } = require('internal/errors');

const { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval } = timers;
module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval };

if (major >= 20) {
  Object.defineProperty(module.exports, 'promises', {
    get: () => require('timers/promises'), enumerable: true, configurable: true,
  });
}
if (major < 24) {
  for (const name of ['enroll', 'unenroll', 'active', '_unrefActive']) {
    module.exports[name] = { [name]() { throw unsupported(`timers.${name}`, 'use setTimeout'); } }[name];
  }
}
