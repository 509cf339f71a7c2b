'use strict';
// timers: the globals, under one name.

const { major, timers } = internal;

const { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval } = timers;
module.exports = { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval };

if (major >= 20) {
  Object.defineProperty(module.exports, 'promises', {
    get: () => require('timers/promises'), enumerable: true, configurable: true,
  });
}
