'use strict';
// Classes that exist in Node, but not here: making one says so.

const { unsupported } = require('internal/errors');

const refused = (name, instead) => ({
  [name]: class {
    constructor() { throw unsupported(name, instead); }
  },
})[name];

module.exports = {
  refused,
  CloseEvent: refused('CloseEvent', 'there are Event, CustomEvent and MessageEvent'),
  CryptoKey: refused('CryptoKey', 'there are no keys'),
  URLPattern: refused('URLPattern', 'there is URL'),
  WebSocket: refused('WebSocket', 'there are net, http and fetch'),
};
