'use strict';
// http over the network inside the process and the lesson's.

const { major } = internal;
const IncomingMessage = require('internal/http/incoming');
const OutgoingMessage = require('internal/http/outgoing');
const { Server, ServerResponse } = require('internal/http/server');
const { methods } = require('internal/http/parser');
const { Agent, ClientRequest, globalAgent } = require('internal/http/client');

function request(url, options, callback) { return new ClientRequest(url, options, callback); }

function get(url, options, callback) {
  const req = request(url, options, callback);
  req.end();
  return req;
}

const http = module.exports = {
  METHODS: methods.filter((name) => name !== 'QUERY' || major >= 22),
  STATUS_CODES: require('internal/http/status'),
  Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
  createServer(options, requestListener) { return new Server(options, requestListener); },
  get, request, globalAgent,
  maxHeaderSize: major < 14 ? 8192 : 16384,
};
if (major >= 14) {
  const { checkHeaderName, checkHeaderValue } = require('internal/http/checks');
  http.validateHeaderName = function validateHeaderName(name) { checkHeaderName(name); };
  http.validateHeaderValue = function validateHeaderValue(name, value) { checkHeaderValue(name, value); };
}
let agent = globalAgent;
Object.defineProperty(http, 'globalAgent', {
  get() { return agent; },
  set(value) { agent = value; },
  configurable: true,
  enumerable: true,
});
