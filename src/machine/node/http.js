'use strict';
// http over the network inside the process and the lesson's.

const { major } = internal;
const IncomingMessage = require('internal/http/incoming');
const OutgoingMessage = require('internal/http/outgoing');
const { Server, ServerResponse } = require('internal/http/server');
const { Agent, ClientRequest, globalAgent } = require('internal/http/client');

function request(url, options, callback) { return new ClientRequest(url, options, callback); }

function get(url, options, callback) {
  const req = request(url, options, callback);
  req.end();
  return req;
}

const http = module.exports = {
  METHODS: ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'],
  STATUS_CODES: require('internal/http/status'),
  Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
  createServer(options, requestListener) { return new Server(options, requestListener); },
  get, request, globalAgent,
  maxHeaderSize: major < 14 ? 8192 : 16384,
};
let agent = globalAgent;
Object.defineProperty(http, 'globalAgent', {
  get() { return agent; },
  set(value) { agent = value; },
  configurable: true,
  enumerable: true,
});
