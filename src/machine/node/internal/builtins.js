'use strict';
// Which modules a program may require, by version.

const { major } = internal;
const unsupported = (...what) => require('internal/errors').unsupported(...what);
const hasOwn = Function.prototype.call.bind(Object.prototype.hasOwnProperty);

// name: [first version, the file if it is not the name]
const here = {
  assert: [0], 'assert/strict': [15, 'internal/assert_strict'], async_hooks: [0], buffer: [0],
  console: [0, 'internal/console'], constants: [0, 'internal/constants'], crypto: [0],
  diagnostics_channel: [14], dns: [0],
  'dns/promises': [15], events: [0], fs: [0], 'fs/promises': [14], http: [0],
  module: [0, 'internal/module'], net: [0], os: [0], path: [0], 'path/posix': [15, 'path'], 'path/win32': [15],
  perf_hooks: [0], process: [0], punycode: [0], querystring: [0], readline: [0], 'readline/promises': [17],
  stream: [0], 'stream/consumers': [16], 'stream/promises': [15], 'stream/web': [16],
  string_decoder: [0], sys: [0, 'util'], timers: [0], 'timers/promises': [15], url: [0], util: [0],
  'util/types': [15, 'internal/util_types'], worker_threads: [11],
};

// Old names of parts of other modules: the module, and what there is of it.
const parts = {
  _http_agent: ['http', ['Agent', 'globalAgent']], _http_client: ['http', ['ClientRequest']],
  ...(major < 26 && {
    _stream_readable: ['stream', 'Readable'], _stream_writable: ['stream', 'Writable'],
    _stream_duplex: ['stream', 'Duplex'], _stream_transform: ['stream', 'Transform'],
    _stream_passthrough: ['stream', 'PassThrough'],
  }),
};

const refused = [
  '_http_common', '_http_incoming', '_http_outgoing', '_http_server', '_tls_common', '_tls_wrap',
  ...(major < 26 ? ['_stream_wrap'] : []),
  'child_process', 'cluster', 'dgram', 'domain', 'http2', 'https',
  'inspector', 'inspector/promises', 'path/win32',
  'repl', 'sea', 'sqlite', 'test', 'test/reporters', 'tls',
  'trace_events', 'tty', 'v8', 'vm', 'wasi', 'zlib',
];

/** The name without its `node:` prefix, or undefined if no module of Node is meant. */
function bareName(id) {
  if (id.startsWith('node:')) return major < 14 ? undefined : id.slice(5);
  return id;
}

/** Whether `require(id)` means a module of Node (supported here or not). */
function isBuiltin(id) {
  const name = bareName(id);
  if (name === undefined) return false;
  if (hasOwn(here, name)) return major >= here[name][0];
  return hasOwn(parts, name) || refused.includes(name);
}

/** The module `id` of Node; undefined if there is none of that name. Throws if it is refused. */
function publicModule(id) {
  if (!isBuiltin(id)) return undefined;
  const name = bareName(id);
  if (hasOwn(parts, name)) return part(...parts[name]);
  if (!hasOwn(here, name)) {
    throw unsupported(`The module '${name}'`, `there are ${Object.keys(here).filter(isBuiltin).join(', ')}`);
  }
  return require(here[name][1] ?? name);
}

const found = new Map();
function part(id, names) {
  const module = require(id);
  if (typeof names === 'string') return module[names];
  if (!found.has(names)) found.set(names, Object.fromEntries(names.map((name) => [name, module[name]])));
  return found.get(names);
}

const builtinModules = Object.keys(here).filter(isBuiltin);

module.exports = { builtinModules, isBuiltin, publicModule };
