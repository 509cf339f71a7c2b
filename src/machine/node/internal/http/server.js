'use strict';
// http.Server.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const net = require('net');
const Parser = require('internal/http/parser');
const IncomingMessage = require('internal/http/incoming');
const { ServerResponse, emitCloseNT } = require('internal/http/response');
const { captureRejectionSymbol } = require('events');
const { nodeError, outOfRange, validateBoolean, validateInteger, validateObject } = require('internal/errors');

function Server(options, requestListener) {
  if (!(this instanceof Server)) return new Server(options, requestListener);
  let [given, listener] = [options, requestListener];
  if (typeof options === 'function') [given, listener] = [{}, options];
  else if (options === undefined || options === null) given = {};
  else validateObject(options, 'options');
  apply(net.Server, this, [{ allowHalfOpen: true, noDelay: given.noDelay ?? major >= 18, keepAlive: given.keepAlive, keepAliveInitialDelay: given.keepAliveInitialDelay, highWaterMark: given.highWaterMark }]);
  if (listener) this.on('request', listener);
  this.httpAllowHalfOpen = false;
  this.on('connection', serve);
  // Node starts to look for slow clients here; it does so only where the program sets limits.
  if (major >= 18) this.on('listening', setupConnectionsTracking);
  this.timeout = major < 13 ? 120000 : 0;
  this.maxHeadersCount = null;
  if (major >= 16) this.maxRequestsPerSocket = 0;
  takeOptions(this, given);
  const kept = { sockets_: new Set(), given_: given, checking_: undefined };
  for (const name of Object.keys(kept)) {
    Object.defineProperty(this, name, { value: kept[name], writable: true, configurable: true });
  }
}
setPrototypeOf(Server.prototype, net.Server.prototype);
setPrototypeOf(Server, net.Server);

function takeOptions(server, given) {
  if (given.maxHeaderSize !== undefined) validateInteger(given.maxHeaderSize, 'maxHeaderSize', 0);
  for (const name of ['insecureHTTPParser', 'joinDuplicateHeaders', 'requireHostHeader', 'rejectNonStandardBodyWrites']) {
    if (given[name] !== undefined) validateBoolean(given[name], `options.${name}`);
  }
  const limit = (name, missing) => {
    if (given[name] === undefined) return missing;
    validateInteger(given[name], name, 0);
    return given[name];
  };
  server.keepAliveTimeout = limit('keepAliveTimeout', 5000);
  server.requestTimeout = major < 18 ? 0 : limit('requestTimeout', 300000);
  const least = server.requestTimeout > 0 ? Math.min(60000, server.requestTimeout) : 60000;
  server.headersTimeout = major < 18 ? 60000 : limit('headersTimeout', least);
  if (major >= 18 && server.requestTimeout > 0 && server.headersTimeout > server.requestTimeout) {
    throw outOfRange('headersTimeout', '<= requestTimeout', given.headersTimeout);
  }
  limit('connectionsCheckingInterval', 30000);
}

function setupConnectionsTracking() {
  const { connectionsCheckingInterval, headersTimeout, requestTimeout } = this.given_;
  if ((connectionsCheckingInterval ?? headersTimeout ?? requestTimeout) === undefined) return;
  internal.timers.clearInterval(this.checking_);
  this.checking_ = internal.timers.setInterval(() => { checkConnections(this); }, connectionsCheckingInterval ?? 30000);
  this.checking_.unref();
}

/** Connections whose head or whole request takes too long get an answer at last. */
function checkConnections(server) {
  const now = internal.time();
  for (const socket of [...server.sockets_]) {
    const { parser } = socket;
    if (!parser || parser.began === undefined) continue;
    const taken = now - parser.began;
    const headLate = server.headersTimeout > 0 && parser.state === 'head' && taken > server.headersTimeout;
    if (headLate || (server.requestTimeout > 0 && taken > server.requestTimeout)) {
      parser.began = undefined;
      refuse(server, socket, nodeError(Error, 'ERR_HTTP_REQUEST_TIMEOUT', 'Request timeout'));
    }
  }
}

const answers = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What a client did wrong: the program hears of it, or the client gets an answer. */
function refuse(server, socket, error) {
  if (server.emit('clientError', error, socket)) return;
  if (socket.writable && (!socket._httpMessage || !socket._httpMessage._headerSent)) {
    socket.write(`HTTP/1.1 ${answers[error.code] ?? '400 Bad Request'}\r\nConnection: close\r\n\r\n`);
  }
  socket.destroy(error);
}

Server.prototype.setTimeout = function (msecs, callback) {
  this.timeout = msecs;
  if (callback) this.on('timeout', callback);
  return this;
};
// From 19 on connections without a request under way do not hold the server open.
Server.prototype.close = function (callback) {
  internal.timers.clearInterval(this.checking_);
  if (major >= 19) closeIdle(this);
  return apply(net.Server.prototype.close, this, [callback]);
};
function closeIdle(server) {
  for (const socket of [...server.sockets_]) if (!socket._httpMessage && socket.parser && socket.parser.began === undefined) socket.destroy();
}
if (major >= 18) {
  Server.prototype.closeIdleConnections = function () { closeIdle(this); };
  Server.prototype.closeAllConnections = function () {
    internal.timers.clearInterval(this.checking_);
    for (const socket of [...this.sockets_]) socket.destroy();
  };
}
if (major >= 14) {
  Server.prototype[captureRejectionSymbol] = function (error, event, ...args) {
    const [, res] = args;
    if (event !== 'request') {
      apply(net.Server.prototype[captureRejectionSymbol], this, [error, event, ...args]);
    } else if (res.headersSent || res.writableEnded) {
      res.destroy();
    } else {
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      res.statusCode = 500;
      res.end('Internal Server Error');
    }
  };
}

function serve(socket) {
  const server = this;
  server.sockets_.add(socket);
  let req = null;
  let keepsAlive = false;
  let served = 0;
  const incoming = []; // requests that are not answered
  const waiting = []; // responses whose turn has not come
  if (server.timeout) socket.setTimeout(server.timeout);
  const parser = new Parser(false, {
    maxHeaderSize: server.given_.maxHeaderSize,
    onHead(head) {
      if (keepsAlive) {
        keepsAlive = false;
        socket.setTimeout(server.timeout || 0);
      }
      req = new (server.given_.IncomingMessage ?? IncomingMessage)(socket);
      req.joinDuplicateHeaders = server.given_.joinDuplicateHeaders;
      req.begin(head);
      parser.incoming = req;
      if (head.upgrade || head.method === 'CONNECT') {
        const { shouldUpgradeCallback } = server.given_;
        req.upgrade = head.method === 'CONNECT' ||
          (shouldUpgradeCallback ? shouldUpgradeCallback(req) : server.listenerCount('upgrade') > 0);
        if (req.upgrade) return 'upgrade';
      }
      begin(req, head.keepAlive);
      return undefined;
    },
    onBody(bytes) { if (!req._dumped && !req.push(bytes)) socket.pause(); },
    onEnd(trailers) {
      req.complete = true;
      req.endWith(trailers);
    },
    onUpgrade(rest) {
      stop();
      socket.parser = null;
      const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
      if (server.listenerCount(event) === 0) {
        socket.destroy();
        return;
      }
      socket.readableFlowing = null;
      server.emit(event, req, socket, rest);
    },
    onError(error) { onError(error); },
  });
  Object.assign(parser, { incoming: null, socket });
  socket.parser = parser;

  function begin(message, keepAlive) {
    const { given_: given } = server;
    const res = new (given.ServerResponse ?? ServerResponse)(message, given);
    res.shouldKeepAlive = keepAlive;
    if (server.keepAliveTimeout && major >= 12) res.keepAliveSeconds = Math.floor(server.keepAliveTimeout / 1000);
    res.rejectsBody_ = !!given.rejectNonStandardBodyWrites;
    if (given.uniqueHeaders) res._uniqueHeaders(given.uniqueHeaders);
    const most = server.maxRequestsPerSocket;
    served++;
    if (most > 0) {
      res.mostRequests_ = most;
      res.lastOnConnection_ = served >= most;
    }
    for (const name of ['keepAliveSeconds', 'rejectsBody_', 'mostRequests_', 'lastOnConnection_', 'unique_']) {
      Object.defineProperty(res, name, { enumerable: false, writable: true, configurable: true, value: res[name] });
    }
    incoming.push(message);
    res.on('finish', () => { finished(message, res); });
    if (socket._httpMessage) waiting.push(res);
    else res.assignSocket(socket);
    if (most > 0 && served > most) {
      server.emit('dropRequest', message, socket);
      res.writeHead(503);
      res.end();
      return;
    }
    const needsHost = given.requireHostHeader !== false && major >= 20 && message.httpVersion === '1.1';
    if (needsHost && message.headers.host === undefined) {
      res.writeHead(400, ['Connection', 'close']);
      res.end();
      return;
    }
    const { expect } = message.headers;
    if (expect !== undefined && message.httpVersion === '1.1') {
      if (/(?:^|\W)100-continue(?:$|\W)/i.test(expect)) {
        if (server.emit('checkContinue', message, res)) return;
        res.writeContinue();
      } else {
        if (server.emit('checkExpectation', message, res)) return;
        res.writeHead(417);
        res.end();
        return;
      }
    }
    server.emit('request', message, res);
  }

  function finished(message, res) {
    const at = incoming.indexOf(message);
    if (at >= 0) incoming.splice(at, 1);
    if (!message._consuming && !message._readableState.resumeScheduled) message._dump();
    res.detachSocket(socket);
    if (major === 11) message.emit('close');
    else if (major > 11 && major < 16) closeOnceEnded(message);
    if (major >= 11) nextTick(emitCloseNT, res);
    if (res._last) {
      socket.destroySoon();
      return;
    }
    const next = waiting.shift();
    if (next !== undefined) {
      next.assignSocket(socket);
    } else if (server.keepAliveTimeout) {
      socket.setTimeout(server.keepAliveTimeout + (major >= 20 ? 1000 : 0));
      keepsAlive = true;
    }
  }

  // What is not answered yet, however much of it has come.
  const abortIncoming = () => { while (incoming.length > 0) abort(incoming.shift()); };

  const onData = (bytes) => { parser.feed(bytes); };
  const onEnd = () => {
    const error = parser.finish();
    if (error && major >= 12 && (!req || req.complete || parser.state !== 'until-close')) {
      onError(error);
      return;
    }
    if (!server.httpAllowHalfOpen) {
      if (major < 16) abortIncoming();
      if (socket.writable) socket.end();
    } else if (waiting.length > 0) {
      waiting[waiting.length - 1]._last = true;
    } else if (socket._httpMessage) {
      socket._httpMessage._last = true;
    } else if (socket.writable) {
      socket.end();
    }
  };
  const onClose = () => {
    server.sockets_.delete(socket);
    abortIncoming();
    if (major >= 24) while (waiting.length > 0) waiting.shift().destroy(aborted());
  };
  const onError = (error) => {
    socket.removeListener('error', onError);
    if (socket.listenerCount('error', nothing) === 0) socket.on('error', nothing);
    refuse(server, socket, error);
  };
  const onTimeout = () => {
    const told = [
      req && !req.complete && req.emit('timeout', socket),
      socket._httpMessage && socket._httpMessage.emit('timeout', socket),
      server.emit('timeout', socket),
    ];
    if (!told.some(Boolean)) socket.destroy();
  };
  const onDrain = () => {
    const res = socket._httpMessage;
    if (res && res.needsDrain_ && !res.finished) {
      res.needsDrain_ = false;
      res.emit('drain');
    }
  };
  const wired = { timeout: onTimeout, data: onData, error: onError, end: onEnd, close: onClose, drain: onDrain };
  const stop = () => { for (const event of Object.keys(wired)) socket.removeListener(event, wired[event]); };
  for (const event of Object.keys(wired)) socket.on(event, wired[event]);
}
function nothing() {}

const aborted = () => nodeError(Error, 'ECONNRESET', 'aborted');
function abort(req) {
  if (major >= 16) {
    req.destroy(aborted());
    return;
  }
  req.aborted = true;
  req.emit('aborted');
  req.emit('close');
}

function closeOnceEnded(req) {
  if (req.readableEnded) req.emit('close');
  else req.on('end', () => { req.emit('close'); });
}

module.exports = { Server, ServerResponse };
