'use strict';
// http.Server and http.ServerResponse.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const net = require('net');
const Parser = require('internal/http/parser');
const IncomingMessage = require('internal/http/incoming');
const OutgoingMessage = require('internal/http/outgoing');
const statusCodes = require('internal/http/status');
const { nodeError } = require('internal/errors');

function ServerResponse(req) {
  apply(OutgoingMessage, this, []);
  if (req.method === 'HEAD') this._hasBody = false;
  this.sendDate = true;
  this.req = req;
  this.statusCode = 200;
  this.statusMessage = undefined;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = /chunked/.test(`${req.headers.te ?? ''}`);
    this.shouldKeepAlive = false;
  }
}
setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
setPrototypeOf(ServerResponse, OutgoingMessage);
const response = ServerResponse.prototype;

response.assignSocket = function (socket) {
  socket._httpMessage = this;
  this.socket = socket;
  this.onSocketClose = () => { closed(this); };
  Object.defineProperty(this, 'onSocketClose', { enumerable: false });
  socket.on('close', this.onSocketClose);
  this.emit('socket', socket);
  this._flush();
};
response.detachSocket = function (socket) {
  socket.removeListener('close', this.onSocketClose);
  socket._httpMessage = null;
  this.socket = null;
};
function closed(res) {
  if (res._closed) return;
  res.destroyed = true;
  res._closed = true;
  res.emit('close');
}

response._implicitHeader = function () { this.writeHead(this.statusCode); };
response.writeHead = function (statusCode, reason, headers) {
  if (this._header) {
    throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
  }
  const code = statusCode | 0;
  if (code < 100 || code > 999) {
    throw nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`);
  }
  let given = headers;
  if (typeof reason === 'string') this.statusMessage = reason;
  else given = headers ?? reason;
  if (!this.statusMessage) this.statusMessage = statusCodes[code] || 'unknown';
  this.statusCode = code;
  if (Array.isArray(given)) {
    for (let i = 0; i + 1 < given.length; i += 2) this.setHeader(given[i], given[i + 1]);
  } else if (given) {
    for (const name of Object.keys(given)) this.setHeader(name, given[name]);
  }
  if (code === 204 || code === 304 || code < 200) this._hasBody = false;
  this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}`);
  return this;
};
response.writeHeader = response.writeHead;
response.writeContinue = function (callback) { this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'latin1', callback); };

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  let [given, listener] = [options, requestListener];
  if (typeof options === 'function') [given, listener] = [{}, options];
  apply(net.Server, this, [{ allowHalfOpen: true }]);
  if (listener) this.on('request', listener);
  this.httpAllowHalfOpen = false;
  this.on('connection', serve);
  // Node starts to look for slow clients here; clients of the lesson's network are none.
  if (major >= 18) this.on('listening', function setupConnectionsTracking() {});
  this.timeout = major < 13 ? 120000 : 0;
  this.keepAliveTimeout = given?.keepAliveTimeout ?? 5000;
  this.maxHeadersCount = null;
  this.headersTimeout = 60000;
  this.requestTimeout = major < 18 ? 0 : 300000;
  this.sockets_ = new Set();
  Object.defineProperty(this, 'sockets_', { enumerable: false });
}
setPrototypeOf(Server.prototype, net.Server.prototype);
setPrototypeOf(Server, net.Server);

Server.prototype.setTimeout = function (msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};
// From 19 on connections without a request under way do not hold the server open.
Server.prototype.close = function (callback) {
  if (major >= 19) closeIdle(this);
  return apply(net.Server.prototype.close, this, [callback]);
};
function closeIdle(server) {
  for (const socket of [...server.sockets_]) if (!socket._httpMessage && !socket.incoming_) socket.destroy();
}
if (major >= 18) {
  Server.prototype.closeIdleConnections = function () { closeIdle(this); };
  Server.prototype.closeAllConnections = function () { for (const socket of [...this.sockets_]) socket.destroy(); };
}

function serve(socket) {
  const server = this;
  server.sockets_.add(socket);
  socket.on('close', () => {
    server.sockets_.delete(socket);
    if (req && !req.complete) abort(req);
  });
  let req = null;
  const waiting = []; // responses whose turn has not come
  const parser = new Parser(false, {
    onHead(head) {
      req = new IncomingMessage(socket);
      req.begin(head);
      socket.incoming_ = req;
      begin(req, head.keepAlive);
      return false;
    },
    onBody(bytes) { if (!req._dumped) req.push(bytes); },
    onEnd() {
      req.complete = true;
      socket.incoming_ = null;
      req.push(null);
    },
    onError(error) {
      if (!server.emit('clientError', error, socket)) {
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      }
    },
  });

  function begin(incoming, keepAlive) {
    const res = new ServerResponse(incoming);
    res.shouldKeepAlive = keepAlive;
    if (server.keepAliveTimeout && major >= 14) res.keepAliveSeconds = Math.floor(server.keepAliveTimeout / 1000);
    Object.defineProperty(res, 'keepAliveSeconds', { enumerable: false });
    res.on('finish', () => { finished(incoming, res); });
    if (socket._httpMessage) waiting.push(res);
    else res.assignSocket(socket);
    const expects = incoming.headers.expect;
    if (expects !== undefined && /^100-continue$/i.test(expects)) {
      if (server.emit('checkContinue', incoming, res)) return;
      res.writeContinue();
    }
    server.emit('request', incoming, res);
  }

  function finished(incoming, res) {
    if (!incoming._consuming && !incoming._readableState.resumeScheduled) incoming._dump();
    res.detachSocket(socket);
    if (major >= 12 && major < 16) incoming.emit('close');
    if (major >= 12) nextTick(closed, res);
    if (res._last) {
      socket.destroySoon();
      return;
    }
    const next = waiting.shift();
    if (next !== undefined) next.assignSocket(socket);
    else if (server.keepAliveTimeout) {
      socket.setTimeout(server.keepAliveTimeout + (major >= 20 ? 1000 : 0));
      if (!socket.idle_) {
        socket.idle_ = true;
        socket.on('timeout', () => { if (!socket._httpMessage) socket.destroy(); });
      }
    }
  }

  socket.on('data', (bytes) => { parser.feed(bytes); });
  socket.on('end', () => {
    parser.finish();
    if (req && !req.complete) abort(req);
    if (!server.httpAllowHalfOpen && socket.writable) socket.end();
  });
  socket.on('error', (error) => { if (!server.emit('clientError', error, socket)) socket.destroy(error); });
}

function abort(req) {
  if (req.aborted) return;
  req.aborted = true;
  req.emit('aborted');
  if (major >= 14) {
    const error = nodeError(Error, 'ECONNRESET', 'aborted');
    req.destroy(req.listenerCount('error') > 0 ? error : undefined);
  } else {
    req.emit('close');
  }
}

module.exports = { Server, ServerResponse };
