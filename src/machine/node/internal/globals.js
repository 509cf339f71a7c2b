'use strict';
// The globals that are made of host modules. Each is fetched when it is first read.

const { major } = internal;
const { defineProperty } = Object;

// [name, first version, module, what it exports (the module itself if ''), enumerable]
const table = [
  ['Buffer', 0, 'buffer', 'Buffer', false],
  ['URL', 10, 'internal/url', 'URL', false],
  ['URLSearchParams', 10, 'internal/url', 'URLSearchParams', false],
  ['TextEncoder', 11, 'internal/encoding', 'TextEncoder', false],
  ['TextDecoder', 11, 'internal/encoding', 'TextDecoder', false],
  ['AbortController', 15, 'internal/abort', 'AbortController', false],
  ['AbortSignal', 15, 'internal/abort', 'AbortSignal', false],
  ['Event', 15, 'internal/event_target', 'Event', false],
  ['EventTarget', 15, 'internal/event_target', 'EventTarget', false],
  ['CustomEvent', 19, 'internal/event_target', 'CustomEvent', false],
  ['DOMException', 17, 'internal/dom_exception', '', false],
  ['MessageChannel', 15, 'worker_threads', 'MessageChannel', false],
  ['MessagePort', 15, 'worker_threads', 'MessagePort', false],
  ['performance', 16, 'perf_hooks', 'performance', true],
  ['atob', 16, 'buffer', 'atob', true],
  ['btoa', 16, 'buffer', 'btoa', true],
  ['structuredClone', 17, 'internal/structured_clone', '', true],
  ['fetch', 18, 'internal/fetch', 'fetch', true],
  ['Headers', 18, 'internal/fetch', 'Headers', false],
  ['Response', 18, 'internal/fetch', 'Response', false],
  ['crypto', 19, 'internal/webcrypto', '', true],
];

/** Defines on `global` what the version has. */
function install(global) {
  for (const [name, since, id, key, enumerable] of table) {
    if (major < since) continue;
    const settle = (value) => {
      defineProperty(global, name, { value, enumerable, writable: true, configurable: true });
      return value;
    };
    defineProperty(global, name, {
      get: () => settle(key === '' ? require(id) : require(id)[key]),
      set: settle,
      enumerable,
      configurable: true,
    });
  }
}

module.exports = { install };
