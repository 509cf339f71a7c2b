'use strict';
// What programs seldom ask of `process`. Each property is read once, through a getter of
// process.js, and is then the property itself.

const { major, now, version } = internal;
const proc = require('process');
const active = require('internal/active');
const { netException, uvException } = require('internal/uv');
const { capture } = require('internal/process_hooks');
const {
  invalidArgType, invalidArgValue, nodeError, outOfRange, unsupported, validateBoolean,
  validateInteger,
} = require('internal/errors');

// V8, libuv, the module ABI and the name of the long-term release, as the binaries tell them.
const releases = {
  10: ['6.8.275.32-node.59', '1.34.2', '64', 'Dubnium'],
  11: ['7.0.276.38-node.19', '1.27.0', '67'],
  12: ['7.8.279.23-node.57', '1.40.0', '72', 'Erbium'],
  14: ['8.4.371.23-node.88', '1.42.0', '83', 'Fermium'],
  16: ['9.4.146.26-node.26', '1.43.0', '93', 'Gallium'],
  18: ['10.2.154.26-node.39', '1.44.2', '108', 'Hydrogen'],
  20: ['11.3.244.8-node.38', '1.46.0', '115', 'Iron'],
  22: ['12.4.254.21-node.57', '1.51.0', '127', 'Jod'],
  24: ['13.6.233.17-node.53', '1.52.1', '137', 'Krypton'],
  26: ['14.6.202.34-node.34', '1.52.1', '147'],
};
const [v8, uv, modules, lts] = releases[major];
const site = `https://nodejs.org/download/release/${version}/node-${version}`;

// The clock of hrtime starts at no particular moment: here a day before the program.
const origin = 86400;

function hrtime(time) {
  const ns = Math.round(now() * 1e6);
  const seconds = origin + Math.floor(ns / 1e9);
  if (time === undefined) return [seconds, ns % 1e9];
  if (!Array.isArray(time)) throw invalidArgType('time', 'Array', time);
  if (time.length !== 2) {
    if (major >= 11) throw outOfRange('time', 2, time.length);
    throw nodeError(TypeError, 'ERR_INVALID_ARRAY_LENGTH',
      `The array "time" (length ${time.length}) must be of length 2.`);
  }
  const more = ns % 1e9 - time[1];
  const whole = seconds - time[0];
  return more < 0 ? [whole - 1, more + 1e9] : [whole, more];
}
hrtime.bigint = function bigint() {
  return BigInt(origin) * 1000000000n + BigInt(Math.round(now() * 1e6));
};

// A program here has no measurable memory of its own; these are a small Node's numbers.
const memory = { rss: 45_000_000, heapTotal: 6_000_000, heapUsed: 4_500_000, external: 1_500_000 };
if (major >= 12) memory.arrayBuffers = 10_000;
function memoryUsage() { return { ...memory }; }
memoryUsage.rss = function rss() { return memory.rss; };

function cpuUsage(previous) {
  const user = Math.round(now() * 1000);
  if (!previous) return { user, system: 0 };
  if (typeof previous !== 'object' || (major >= 16 && Array.isArray(previous))) {
    throw invalidArgType('prevValue', 'object', previous);
  }
  for (const field of ['user', 'system']) {
    const value = previous[field];
    if (value >= 0 && value <= Number.MAX_SAFE_INTEGER && typeof value === 'number') continue;
    if (typeof value !== 'number') throw invalidArgType(`prevValue.${field}`, 'number', value);
    if (major >= 16) throw invalidArgValue(`prevValue.${field}`, value, undefined, RangeError);
    throw nodeError(RangeError, 'ERR_INVALID_OPT_VALUE',
      `The value "${value}" is invalid for option "prevValue.${field}"`);
  }
  return { user: user - previous.user, system: -previous.system };
}

function resourceUsage() {
  return {
    userCPUTime: Math.round(now() * 1000), systemCPUTime: 0, maxRSS: memory.rss / 1000,
    sharedMemorySize: 0, unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 0,
    majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0, ipcSent: 0, ipcReceived: 0,
    signalsCount: 0, voluntaryContextSwitches: 0, involuntaryContextSwitches: 0,
  };
}

function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture.callback = null;
    return;
  }
  if (typeof fn !== 'function') throw invalidArgType('fn', ['Function', 'null'], fn);
  if (capture.callback !== null) {
    throw nodeError(Error, 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET',
      '`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active');
  }
  capture.callback = fn;
}

// It is kept, and means nothing: files here have no permissions.
let mode = 0o22;
function umask(mask) {
  const before = mode;
  if (mask === undefined) return before;
  mode = parseMode(mask, 'mask') & 0o777;
  return before;
}

/** A number of permissions, or a string that reads as one in octal. */
function parseMode(value, name) {
  let number = value;
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) {
      throw invalidArgValue(name, value, 'must be a 32-bit unsigned integer or an octal string');
    }
    number = parseInt(value, 8);
  }
  validateInteger(number, name, 0, 2 ** 32 - 1);
  return number;
}

/** The directory that `to` names as seen from `from`. */
function chdir(to, from) {
  if (typeof to !== 'string') throw invalidArgType('directory', 'string', to);
  const path = require('path').resolve(from, to);
  let found;
  try {
    found = require('fs').statSync(path).isDirectory() ? undefined : 'ENOTDIR';
  } catch (error) {
    found = error.code;
  }
  if (found === undefined) return path;
  throw major < 11 ? uvException(found, 'chdir', to) : uvException(found, 'chdir', from, to);
}

function kill(pid, signal) {
  // Loosely, as Node compares: '0' is a process id as well.
  if (pid != (pid | 0)) throw invalidArgType('pid', 'number', pid);
  let number = signal;
  if (typeof signal !== 'number') {
    number = require('os').constants.signals[signal || 'SIGTERM'];
    if (number === undefined) throw nodeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
  }
  const failed = proc._kill(pid | 0, number);
  if (failed) throw netException(failed, 'kill');
  return true;
}

/** The error's name, or undefined. There is one process here, and no signal reaches it. */
function _kill(pid, signal) {
  if (signal < 0 || signal > 64) return 'EINVAL';
  if (pid !== proc.pid) return 'ESRCH';
  if (signal !== 0) throw unsupported('process.kill with a signal', 'only 0 is there');
  return undefined;
}

const release = { name: 'node', ...(lts && { lts }), sourceUrl: `${site}.tar.gz`, headersUrl: `${site}-headers.tar.gz` };

const features = {
  inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true,
  tls_ocsp: true, tls: true,
};
if (major < 12) delete features.inspector;

const exported = module.exports = {
  get env() { return require('internal/environment').env; },
  kill, _kill, chdir,
  threadCpuUsage: { threadCpuUsage(previous) { return cpuUsage(previous); } }.threadCpuUsage,
  versions: Object.freeze({ node: version.slice(1), v8, uv, modules }),
  release,
  config: { target_defaults: {}, variables: {} },
  features,
  allowedNodeEnvironmentFlags: new Set(),
  hrtime, memoryUsage, cpuUsage, resourceUsage, umask,
  setUncaughtExceptionCaptureCallback,
  hasUncaughtExceptionCaptureCallback() { return capture.callback !== null; },
  openStdin() {
    proc.stdin.resume();
    return proc.stdin;
  },
  assert: require('internal/deprecate')(
    function assert(value, message) { if (!value) throw new Error(message || 'assertion error'); },
    'process.assert() is deprecated. Please use the `assert` module instead.', 'DEP0100',
  ),
  ...require('internal/process_ids'),
  getActiveResourcesInfo() { return active.resources(); },
  _getActiveHandles() { return active.handles(); },
  _getActiveRequests() { return active.requests(); },
  setSourceMapsEnabled(enabled) {
    validateBoolean(enabled, major >= 22 ? 'enabled' : 'val');
    if (enabled) throw unsupported('process.setSourceMapsEnabled(true)', 'programs here are not compiled');
  },
  get mainModule() { return internal.mainModule(); },
  constrainedMemory() { return 0; },
  availableMemory() { return 8_000_000_000; },
  getBuiltinModule(id) {
    if (typeof id !== 'string') throw invalidArgType('id', 'string', id);
    return require('internal/builtins').publicModule(id);
  },
};
