'use strict';
// The process object. It is built at start or on first touch, so it stays small: what
// programs seldom ask for is fetched from internal/process_rare.js when they do, and what the
// machine calls stands in internal/process_end.js (exit) and internal/process_hooks.js (uncaught
// errors, rejections).

const EventEmitter = require('events');

const { major, version, now } = internal;
const { apply } = Reflect;
const { create, defineProperty, defineProperties } = Object;
const errors = () => require('internal/errors');
const rare = () => require('internal/process_rare');

const ended = { exiting: false, code: undefined };
const constant = (value) => ({ value, enumerable: true, configurable: true });
const kind = create(EventEmitter.prototype, {
  constructor: {
    value: function process() { throw new TypeError('Illegal constructor'); },
    writable: true,
    configurable: true,
  },
});
kind.constructor.prototype = kind;

const self = module.exports = create(kind, {
  version: constant(version),
  arch: constant('x64'),
  platform: constant('linux'),
});

/**
 * A property that is made when it is first read. The getter stays: the engine remembers at each
 * place that reads a property whether it is a getter, and one that replaces itself with a plain
 * property is taken for a getter once more.
 */
function later(name) {
  let value;
  let made = false;
  const settle = (given) => {
    made = true;
    value = given;
  };
  defineProperty(self, name, {
    get: () => {
      if (!made) settle(rare()[name]);
      return value;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
}

apply(EventEmitter.init, self, [undefined]);
self.domain = null;

if (major < 16) {
  self._exiting = false;
} else {
  defineProperty(self, '_exiting', {
    get() { return ended.exiting; },
    set(value) { ended.exiting = Boolean(value); },
    enumerable: true,
    configurable: true,
  });
}

// From 20 on only integers are let in, and strings that read as one.
if (major >= 20) {
  defineProperty(self, 'exitCode', {
    get() { return ended.code; },
    set(code) {
      if (code === null || code === undefined) {
        ended.code = undefined;
        return;
      }
      let number = code;
      if (typeof code === 'string' && code !== '') {
        number = +code;
        if (number !== number) number = code;
      }
      errors().validateInteger(number, 'code');
      ended.code = number;
    },
    enumerable: true,
    configurable: false,
  });
} else if (major >= 16) {
  self.exitCode = undefined;
}

self.reallyExit = function reallyExit(code) { internal.exit(code | 0); };

self.exit = function exit(code) {
  if (major >= 20 ? arguments.length !== 0 : code || code === 0) self.exitCode = code;
  if (!self._exiting) {
    self._exiting = true;
    self.emit('exit', self.exitCode || 0);
  }
  self.reallyExit(self.exitCode || 0);
};

const enqueue = internal.nextTick;
self.nextTick = function nextTick(callback, ...args) {
  if (typeof callback !== 'function') errors().validateCallback(callback);
  if (self._exiting) return;
  if (args.length === 0) enqueue(callback);
  else enqueue(callback, ...args);
};

self.emitWarning = function emitWarning(warning, type, code, ctor) {
  return require('internal/warning').emitWarning(warning, type, code, ctor);
};

self.uptime = function uptime() { return now() / 1000; };
let directory = internal.cwd;
self.cwd = function cwd() { return directory; };
self.chdir = function chdir(to) { directory = rare().chdir(to, directory); };

for (const stream of ['stdout', 'stdin', 'stderr']) {
  let made;
  defineProperty(self, stream, {
    get() {
      if (made === undefined) made = require('internal/stdio')(stream);
      return made;
    },
    enumerable: true,
    configurable: true,
  });
}

later('env');
self.title = 'node';
self.argv = internal.argv;
self.execArgv = [];
defineProperties(self, { pid: constant(internal.pid), ppid: constant(internal.pid - 1) });
self.execPath = '/usr/local/bin/node';
self.debugPort = 9229;
defineProperty(self, 'argv0', { value: 'node', enumerable: true });

const seldom = [
  'versions', 'release', 'config', 'features', 'allowedNodeEnvironmentFlags',
  'hrtime', 'memoryUsage', 'cpuUsage', 'umask', 'openStdin', '_kill', 'kill',
  'getuid', 'geteuid', 'getgid', 'getegid', 'getgroups',
  'setUncaughtExceptionCaptureCallback', 'hasUncaughtExceptionCaptureCallback',
];
for (let i = 0; i < seldom.length; i++) later(seldom[i]);
['_getActiveHandles', '_getActiveRequests', 'mainModule'].forEach(later);
if (major >= 12) ['setuid', 'seteuid', 'setgid', 'setegid', 'setgroups', 'initgroups'].forEach(later);
if (major >= 12) {
  later('resourceUsage');
  defineProperty(self, '_preload_modules', { value: [], enumerable: true, configurable: true });
}
if (major >= 16) ['getActiveResourcesInfo', 'setSourceMapsEnabled'].forEach(later);
if (major < 24) later('assert');
else later('threadCpuUsage');
if (major >= 20) ['constrainedMemory', 'availableMemory', 'getBuiltinModule'].forEach(later);
if (major >= 24) {
  // No handle of ours is one of the two symbols' owners: timers are asked by method.
  for (const name of ['ref', 'unref']) {
    self[name] = { [name](handle) {
      const method = handle?.[Symbol.for(`nodejs.${name}`)] ?? handle?.[name];
      if (typeof method === 'function') apply(method, handle, []);
    } }[name];
  }
}
defineProperty(self, Symbol.toStringTag, { value: 'process', writable: true });

// What Node itself listens to, in the order it came to.
const own = {
  newListener: function startListeningIfSignal() {},
  removeListener: function stopListeningIfSignal() {},
  warning: function onWarning(warning) { require('internal/warning').print(warning); },
};
const order = major === 11
  ? ['warning', 'newListener', 'removeListener'] : ['newListener', 'removeListener', 'warning'];
for (const event of order) self._events[event] = own[event];
self._eventsCount = order.length;
