'use strict';
// http.ClientRequest.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const net = require('net');
const { finished } = require('stream');
const Parser = require('internal/http/parser');
const IncomingMessage = require('internal/http/incoming');
const OutgoingMessage = require('internal/http/outgoing');
const { Agent, globalAgent } = require('internal/http/agent');
const { checkDuration, isToken } = require('internal/http/checks');
const { checkHost, hostHeader, normalize } = require('internal/http/client_options');
const {
  AbortError, invalidArgType, nodeError, validateBoolean, validateInteger, validateString,
} = require('internal/errors');

const hangUp = () => nodeError(Error, 'ECONNRESET', 'socket hang up');
function ClientRequest(input, given, callback) {
  apply(OutgoingMessage, this, []);
  const [options, listener] = normalize(input, given, callback);
  const defaultAgent = options._defaultAgent || require('http').globalAgent;
  let { agent } = options;
  if (agent === false) {
    agent = new defaultAgent.constructor();
  } else if (agent === null || agent === undefined) {
    agent = typeof options.createConnection === 'function' ? undefined : defaultAgent;
  } else if (typeof agent.addRequest !== 'function') {
    throw invalidArgType('options.agent', ['Agent-like Object', 'undefined', 'false'], agent);
  }
  this.agent = agent;
  const protocol = options.protocol || defaultAgent.protocol;
  const expected = agent?.protocol || defaultAgent.protocol;
  if (options.path && /[^\u0021-\u00ff]/.test(`${options.path}`)) {
    throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  }
  if (protocol !== expected) {
    throw nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  }
  const defaultPort = options.defaultPort || agent?.defaultPort;
  const where = { __proto__: null, ...options };
  const port = where.port = options.port || defaultPort || 80;
  const host = where.host = checkHost(options.hostname, 'hostname') || checkHost(options.host, 'host') || 'localhost';
  delete where.signal;
  const bare = options.setDefaultHeaders === false;
  const setsHost = options.setHost !== undefined ? Boolean(options.setHost) : !bare;
  this._removedConnection = this._removedContLen = this._removedTE = bare;
  this.socketPath = options.socketPath;
  if (options.timeout !== undefined) this.timeout = checkDuration(options.timeout, 'timeout');
  if (options.signal && major >= 15) abortWith(this, options.signal);
  const { method } = options;
  if (method !== null && method !== undefined) validateString(method, 'options.method');
  if (method && !isToken(method)) {
    throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Method must be a valid HTTP token ["${method}"]`);
  }
  this.method = method ? method.toUpperCase() : 'GET';
  if (options.maxHeaderSize !== undefined) validateInteger(options.maxHeaderSize, 'maxHeaderSize', 0);
  this.maxHeaderSize = options.maxHeaderSize;
  for (const name of ['insecureHTTPParser', 'joinDuplicateHeaders']) {
    if (options[name] !== undefined) validateBoolean(options[name], `options.${name}`);
    this[name] = options[name];
  }
  this.path = options.path || '/';
  if (listener) this.once('response', listener);
  this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
  this._ended = false;
  this.res = null;
  this.aborted = false;
  this.timeoutCb = null;
  this.upgradeOrConnect = false;
  this.parser = null;
  this.maxHeadersCount = null;
  if (major >= 12) this.reusedSocket = false;
  this.host = host;
  this.protocol = protocol;
  this.shouldKeepAlive = agent ? Boolean(agent.keepAlive || Number.isFinite(agent.maxSockets)) : false;
  this._last = !this.shouldKeepAlive;
  if (Array.isArray(options.headers)) {
    this._storeHeader(`${this.method} ${this.path} HTTP/1.1`, options.headers);
  } else {
    for (const name of Object.keys(options.headers ?? {})) this.setHeader(name, options.headers[name]);
    if (host && !this.getHeader('host') && setsHost) this.setHeader('Host', hostHeader(host, port, defaultPort));
    if (options.auth && !this.getHeader('Authorization')) {
      this.setHeader('Authorization', `Basic ${require('buffer').Buffer.from(options.auth).toString('base64')}`);
    }
    if (this.getHeader('expect')) this._implicitHeader();
  }
  this._uniqueHeaders(options.uniqueHeaders);
  if (agent) {
    agent.addRequest(this, where);
    return;
  }
  this._last = true;
  this.shouldKeepAlive = false;
  connectAlone(this, where);
}
setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
setPrototypeOf(ClientRequest, OutgoingMessage);
const proto = ClientRequest.prototype;

function abortWith(req, signal) {
  require('internal/errors').validateAbortSignal(signal, 'signal');
  const abort = () => { req.destroy(new AbortError(undefined, { cause: signal.reason })); };
  if (signal.aborted) {
    if (major < 16) nextTick(abort);
    else abort();
    return;
  }
  signal.addEventListener('abort', abort, { once: true });
  req.once('close', () => { signal.removeEventListener('abort', abort); });
}

function connectAlone(req, options) {
  const where = { ...options, path: options.socketPath || undefined };
  if (typeof options.createConnection !== 'function') {
    req.onSocket(net.createConnection(where));
    return;
  }
  let called = false;
  const done = (error, socket) => {
    if (called) return;
    called = true;
    if (error) nextTick(() => { failed(req, error); });
    else req.onSocket(socket);
  };
  try {
    const made = options.createConnection(where, done);
    if (made) done(null, made);
  } catch (error) {
    done(error);
  }
}

proto._implicitHeader = function () {
  if (this._header) throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot render headers after they are sent to the client');
  this._storeHeader(`${this.method} ${this.path} HTTP/1.1`);
};

proto.onSocket = function (socket, error) { nextTick(onSocketNT, this, socket, error); };

function onSocketNT(req, socket, error) {
  if (!req.destroyed && !error) {
    attach(req, socket);
    req._flush();
    return;
  }
  req.destroyed = true;
  const end = (cause) => {
    const reason = !req.aborted && !cause ? hangUp() : cause;
    if (reason) failed(req, reason);
    closed(req);
  };
  if (socket && (error || !req.agent || socket.destroyed || major < 15)) {
    finished(socket.destroy(error || req.reason_), (late) => {
      end((late?.code === 'ERR_STREAM_PREMATURE_CLOSE' ? null : late) || error);
    });
    return;
  }
  if (socket) socket.emit('free');
  end(error || req.reason_);
}

/** The socket is the request's until its response has ended. */
function attach(req, socket) {
  req.socket = socket;
  socket._httpMessage = req;
  let res = null;
  const parser = new Parser(true, {
    maxHeaderSize: req.maxHeaderSize,
    lenient: req.insecureHTTPParser,
    onHead(head) {
      const incoming = new IncomingMessage(socket);
      incoming.joinDuplicateHeaders = req.joinDuplicateHeaders;
      incoming.begin(head);
      parser.incoming = incoming;
      if (req.res) { // a second response
        socket.destroy();
        return 'stop';
      }
      if (head.upgrade || req.method === 'CONNECT') {
        incoming.upgrade = true;
        req.res = incoming;
        return 'upgrade';
      }
      if (head.statusCode >= 100 && head.statusCode < 200 && head.statusCode !== 101) {
        if (head.statusCode === 100) req.emit('continue');
        const { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders } = incoming;
        if (major >= 10) req.emit('information', { statusCode, statusMessage, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders });
        return 'skip';
      }
      res = incoming;
      if (req.shouldKeepAlive && !head.keepAlive) req.shouldKeepAlive = false;
      req.res = res;
      res.req = req;
      res.on('end', () => { responseEnded(req, res); });
      req.on('finish', () => { if (req.shouldKeepAlive && req._ended) release(req); });
      socket.on('timeout', responseTimedOut);
      if (req.aborted || !req.emit('response', res)) res._dump();
      if (res.statusCode === 304) res.complete = true;
      return req.method === 'HEAD' || res.statusCode === 304 ? 'empty' : undefined;
    },
    onBody(bytes) { if (res !== null && !res._dumped && !res.push(bytes)) socket.pause(); },
    onEnd(trailers) {
      if (res === null) return;
      res.complete = true;
      res.endWith(trailers);
    },
    onUpgrade(rest) { upgraded(req, socket, rest); },
    onError(error) {
      stop();
      socket.destroy();
      req.socket._hadError = true;
      failed(req, error);
    },
  });
  Object.assign(parser, { incoming: null, socket, outgoing: req });
  req.parser = parser;
  socket.parser = parser;
  const onData = (bytes) => {
    parser.feed(bytes);
    if (res !== null && res.complete) stop();
  };
  const onEnd = () => {
    if (!req.res && !req.socket._hadError) {
      req.socket._hadError = true;
      failed(req, hangUp());
    }
    parser.finish();
    socket.destroy();
  };
  const onError = (error) => {
    req.socket._hadError = true;
    failed(req, error);
    stop();
    socket.destroy();
  };
  const onClose = () => { socketClosed(req, parser); };
  const onDrain = () => { if (!req.finished && req.needsDrain_) { req.needsDrain_ = false; req.emit('drain'); } };
  const stop = () => {
    socket.removeListener('data', onData);
    socket.removeListener('end', onEnd);
  };
  req.detach_ = () => {
    stop();
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
    socket.removeListener('drain', onDrain);
    socket.removeListener('timeout', responseTimedOut);
    if (req.timeoutCb) socket.removeListener('timeout', req.timeoutCb);
    socket.parser = null;
  };
  socket.on('error', onError);
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  if (req.timeout !== undefined || req.agent?.options?.timeout) listenTimeout(req);
  if (req.timeout !== undefined && !req.agent) socket.setTimeout(req.timeout);
  req.emit('socket', socket);
  if (req.destroyed) socket.destroy();
}

function upgraded(req, socket, rest) {
  req.detach_();
  const event = req.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (req.listenerCount(event) === 0) {
    req.destroyed = true;
    socket.destroy();
    return;
  }
  req.upgradeOrConnect = true;
  socket.emit('agentRemove');
  socket._httpMessage = null;
  socket.readableFlowing = null;
  req.emit(event, req.res, socket, rest);
  req.destroyed = true;
  closed(req);
}

function socketClosed(req, parser) {
  req.destroyed = true;
  const { res } = req;
  if (res) {
    parser.finish();
    if (!res.complete) {
      res.aborted = true;
      if (major >= 16) res.destroy(nodeError(Error, 'ECONNRESET', 'aborted'));
      else res.emit('aborted');
    }
    closed(req);
    // Up to 15 the response closes with the socket.
    // Up to 12 also one that has been cut off ends.
    if ((!res.aborted || major < 14) && res.readable) {
      if (major < 16) res.on('end', function () { this.emit('close'); });
      res.push(null);
    } else if (major < 16) {
      res.emit('close');
    }
  } else {
    if (!req.socket._hadError) {
      req.socket._hadError = true;
      failed(req, req.reason_ && major < 15 ? req.reason_ : hangUp());
    }
    closed(req);
    parser.finish();
  }
  req.outputData.length = 0;
}

function failed(req, error) { req.emit('error', error); }
function closed(req) {
  if (req._closed) return;
  req._closed = true;
  req.emit('close');
}

function requestTimedOut() { this._httpMessage?.emit('timeout'); }
function responseTimedOut() { this._httpMessage?.res?.emit('timeout'); }

function listenTimeout(req) {
  if (req.timeoutCb) return;
  req.timeoutCb = requestTimedOut;
  if (req.socket) req.socket.once('timeout', requestTimedOut);
  else req.on('socket', (socket) => { socket.once('timeout', requestTimedOut); });
}

function responseEnded(req, res) {
  const { socket } = req;
  if (socket) {
    if (req.timeoutCb) socket.removeListener('timeout', requestTimedOut);
    socket.removeListener('timeout', responseTimedOut);
  }
  req._ended = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) socket.destroySoon();
  } else if (req.writableFinished && !res.aborted) {
    release(req);
  }
}

// The socket goes back to the agent.
function release(req) {
  const { socket } = req;
  if (req.timeoutCb) {
    socket.setTimeout(0, req.timeoutCb);
    req.timeoutCb = null;
  }
  req.detach_();
  if (major >= 14) req.destroyed = true;
  nextTick(emitFreeNT, req, socket);
}
function emitFreeNT(req, socket) {
  if (major >= 14) closed(req);
  if (major === 14 && req.res) req.res.emit('close');
  socket.emit('free');
}

function emitAbortNT(req) { req.emit('abort'); }

proto.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(emitAbortNT, this);
  this.destroy();
};
proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.res) this.res._dump();
  this.reason_ = error;
  if (this.socket) this.socket.destroy(error);
  return this;
};

/** Calls a method of the socket, once there is one that is connected. */
function onceConnected(req, call) {
  const onSocket = (socket) => {
    if (socket.connecting) socket.once('connect', () => { call(socket); });
    else call(socket);
  };
  if (req.socket) onSocket(req.socket);
  else req.once('socket', onSocket);
}
proto.setTimeout = function setTimeout(msecs, callback) {
  if (this._ended) return this;
  listenTimeout(this);
  const duration = checkDuration(msecs, 'msecs');
  if (callback) this.once('timeout', callback);
  onceConnected(this, (socket) => { socket.setTimeout(duration); });
  return this;
};
proto.clearTimeout = function clearTimeout(callback) { this.setTimeout(0, callback); };
proto.setNoDelay = function (...args) { onceConnected(this, (socket) => { socket.setNoDelay(...args); }); };
proto.setSocketKeepAlive = function (...args) { onceConnected(this, (socket) => { socket.setKeepAlive(...args); }); };

module.exports = { Agent, ClientRequest, globalAgent };
