'use strict';
// http.ClientRequest and http.Agent.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const net = require('net');
const EventEmitter = require('events');
const Parser = require('internal/http/parser');
const IncomingMessage = require('internal/http/incoming');
const OutgoingMessage = require('internal/http/outgoing');
const { AbortError, nodeError } = require('internal/errors');

/** Hands out sockets; with `keepAlive`, a used one again. */
class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = options.keepAlive || false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.sockets = {};
    this.freeSockets = {};
    this.requests = {};
    this.defaultPort = 80;
    this.protocol = 'http:';
  }
  getName({ host = 'localhost', port = '', localAddress = '' } = {}) { return `${host}:${port}:${localAddress}`; }
  createConnection(options) { return net.createConnection(options); }
  addRequest(req, options) {
    const name = this.getName(options);
    const free = this.freeSockets[name] ?? [];
    let socket;
    while (free.length > 0 && socket === undefined) {
      const candidate = free.shift();
      if (!candidate.destroyed && candidate.writable) socket = candidate;
    }
    if (free.length === 0) delete this.freeSockets[name];
    if (socket !== undefined) {
      socket.ref();
      req.reusedSocket = true;
      this.use(socket, name);
      req.onSocket(socket);
      return;
    }
    if ((this.sockets[name]?.length ?? 0) >= this.maxSockets) {
      (this.requests[name] ??= []).push([req, options]);
      return;
    }
    const made = this.createConnection({ ...options, servername: undefined });
    this.use(made, name);
    made.on('free', () => { this.free(made, name, options); });
    made.on('close', () => { this.drop(made, name); });
    req.onSocket(made);
  }
  use(socket, name) { (this.sockets[name] ??= []).push(socket); }
  drop(socket, name) {
    for (const table of [this.sockets, this.freeSockets]) {
      const list = table[name];
      const at = list ? list.indexOf(socket) : -1;
      if (at < 0) continue;
      list.splice(at, 1);
      if (list.length === 0) delete table[name];
    }
    const next = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) delete this.requests[name];
    if (next !== undefined) this.addRequest(...next);
  }
  free(socket, name) {
    const next = this.requests[name]?.shift();
    if (this.requests[name]?.length === 0) delete this.requests[name];
    if (next !== undefined && socket.writable) {
      next[0].reusedSocket = true;
      next[0].onSocket(socket);
      return;
    }
    const list = this.sockets[name];
    const at = list ? list.indexOf(socket) : -1;
    if (at >= 0) list.splice(at, 1);
    if (list && list.length === 0) delete this.sockets[name];
    if (!this.keepAlive || !socket.writable) {
      socket.destroy();
      return;
    }
    socket._httpMessage = null;
    socket.unref();
    (this.freeSockets[name] ??= []).push(socket);
  }
  destroy() {
    for (const table of [this.freeSockets, this.sockets]) {
      for (const name of Object.keys(table)) for (const socket of [...table[name]]) socket.destroy();
    }
  }
}

const globalAgent = new Agent(major >= 19 ? { keepAlive: true, timeout: 5000 } : {});

/** Options from (url, options), (options) or (url). */
function normalize(input, options) {
  if (typeof input === 'string' || (input && typeof input.href === 'string')) {
    const url = typeof input === 'string' ? new (require('internal/url').URL)(input) : input;
    const fromUrl = {
      protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), path: `${url.pathname}${url.search}`, hash: url.hash, href: url.href,
    };
    if (url.port !== '') fromUrl.port = Number(url.port);
    if (url.username || url.password) fromUrl.auth = `${url.username}:${url.password}`;
    return { ...fromUrl, ...options };
  }
  return { ...input };
}

function ClientRequest(input, given, callback) {
  apply(OutgoingMessage, this, []);
  let [extra, listener] = [given, callback];
  if (typeof given === 'function') [extra, listener] = [undefined, given];
  const options = normalize(input, extra);
  if (options.protocol && options.protocol !== 'http:') {
    throw nodeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${options.protocol}" not supported. Expected "http:"`);
  }
  if (options.path && /[^\u0021-\u00ff]/.test(options.path)) {
    throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  }
  let { agent } = options;
  if (agent === false) agent = new Agent();
  else if (agent === undefined || agent === null) agent = options.createConnection ? undefined : globalAgent;
  const host = options.hostname || options.host || 'localhost';
  const port = options.port || options.defaultPort || 80;
  this.agent = agent;
  this.method = options.method ? `${options.method}`.toUpperCase() : 'GET';
  this.path = options.path || '/';
  this.host = host;
  this.protocol = 'http:';
  this.aborted = false;
  this.res = null;
  this.reusedSocket = false;
  this.timeout = options.timeout;
  if (listener) this.once('response', listener);
  this.shouldKeepAlive = agent ? agent.keepAlive || (major < 19 && Number.isFinite(agent.maxSockets) && major < 12) : false;
  this._last = !this.shouldKeepAlive;
  this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
  for (const name of Object.keys(options.headers ?? {})) this.setHeader(name, options.headers[name]);
  if (!this.hasHeader('host') && options.setHost !== false) this.setHeader('Host', port === 80 ? host : `${host}:${port}`);
  if (options.auth && !this.hasHeader('authorization')) {
    this.setHeader('Authorization', `Basic ${require('buffer').Buffer.from(options.auth).toString('base64')}`);
  }
  if (options.signal && major >= 15) {
    const abort = () => { this.destroy(new AbortError(undefined, { cause: options.signal.reason })); };
    if (options.signal.aborted) nextTick(abort);
    else options.signal.addEventListener('abort', abort, { once: true });
  }
  const where = { host, port, lookup: options.lookup };
  if (agent) agent.addRequest(this, where);
  else this.onSocket(options.createConnection ? options.createConnection(where) : net.createConnection(where));
}
setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
setPrototypeOf(ClientRequest, OutgoingMessage);
const proto = ClientRequest.prototype;

proto._implicitHeader = function () { this._storeHeader(`${this.method} ${this.path} HTTP/1.1`); };

proto.onSocket = function (socket) { nextTick(takeSocket, this, socket); };

function hangUp() {
  return Object.assign(nodeError(Error, 'ECONNRESET', 'socket hang up'));
}

function takeSocket(req, socket) {
  if (req.destroyed) {
    if (major >= 15) {
      socket.destroy(req.reason_);
      failed(req, req.reason_ ?? hangUp());
      nextTick(() => { closed(req); });
      return;
    }
  }
  req.socket = socket;
  socket._httpMessage = req;
  let res = null;
  const parser = new Parser(true, {
    onHead(head) {
      if (head.statusCode >= 100 && head.statusCode < 200) {
        if (head.statusCode === 100) req.emit('continue');
        return true;
      }
      res = new IncomingMessage(socket);
      res.begin(head);
      if (req.shouldKeepAlive && !head.keepAlive) req.shouldKeepAlive = false;
      req.res = res;
      res.req = req;
      res.on('end', () => { responseEnded(req, res); });
      req.on('finish', () => { if (req.shouldKeepAlive && req.over_) release(req); });
      if (req.aborted || !req.emit('response', res)) res._dump();
      return req.method === 'HEAD';
    },
    onBody(bytes) { if (res !== null && !res._dumped) res.push(bytes); },
    onEnd() {
      if (res === null) return;
      res.complete = true;
      res.push(null);
    },
    onError(error) {
      socket.destroy();
      req.socket._hadError = true;
      failed(req, error);
    },
  });
  const onData = (bytes) => { parser.feed(bytes); };
  const onEnd = () => {
    parser.finish();
    if (!req.res && !req.socket._hadError) {
      req.socket._hadError = true;
      failed(req, hangUp());
    }
  };
  const onError = (error) => {
    if (!req.socket._hadError) {
      req.socket._hadError = true;
      failed(req, error);
    }
    socket.destroy();
  };
  const onClose = () => {
    req.destroyed = true;
    if (req.res) {
      if (!req.res.complete) {
        req.res.aborted = true;
        if (major >= 16) req.res.destroy(nodeError(Error, 'ECONNRESET', 'aborted'));
        else req.res.emit('aborted');
      }
      closed(req);
      // Up to 15 the response closes with the socket.
      if (!req.res.aborted && req.res.readable) {
        if (major < 16) req.res.on('end', function () { this.emit('close'); });
        req.res.push(null);
      } else if (major < 16) {
        req.res.emit('close');
      }
    } else {
      if (!req.socket._hadError) {
        req.socket._hadError = true;
        failed(req, req.reason_ ?? hangUp());
      }
      closed(req);
    }
    parser.finish();
  };
  req.detach_ = () => {
    socket.removeListener('data', onData);
    socket.removeListener('end', onEnd);
    socket.removeListener('error', onError);
    socket.removeListener('close', onClose);
  };
  socket.on('error', onError);
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onClose);
  if (req.timeout !== undefined) {
    socket.setTimeout(req.timeout);
    socket.on('timeout', () => { req.emit('timeout'); });
  }
  req.emit('socket', socket);
  if (req.destroyed) socket.destroy();
  else req._flush();
}

function failed(req, error) { req.emit('error', error); }
function closed(req) {
  if (req._closed) return;
  req._closed = true;
  req.emit('close');
}

function responseEnded(req, res) {
  const { socket } = req;
  req.over_ = true;
  if (!req.shouldKeepAlive) {
    if (socket.writable) socket.destroySoon();
  } else if (req.writableFinished && !res.aborted) {
    release(req);
  }
}

// The socket goes back to the agent.
function release(req) {
  req.detach_();
  if (major >= 14) req.destroyed = true;
  nextTick(() => {
    if (major >= 14) closed(req);
    req.socket.emit('free');
  });
}

proto.abort = function () {
  if (this.aborted) return;
  this.aborted = true;
  nextTick(() => { this.emit('abort'); });
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
proto.setNoDelay = function () { return this; };
proto.setSocketKeepAlive = function () { return this; };

module.exports = { Agent, ClientRequest, globalAgent };
