'use strict';
// http.Agent: hands out sockets; with `keepAlive`, a used one again.

const { major } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const net = require('net');
const EventEmitter = require('events');
const { getContext, inContext } = require('internal/async_context');
const { invalidArgValue, outOfRange, validateNumber } = require('internal/errors');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  apply(EventEmitter, this, []);
  this.defaultPort = 80;
  this.protocol = 'http:';
  this.options = { __proto__: null, ...options };
  if (major >= 18 && this.options.noDelay === undefined) this.options.noDelay = true;
  this.options.path = null; // a path here would be a socket's
  this.requests = Object.create(null);
  this.sockets = Object.create(null);
  this.freeSockets = Object.create(null);
  this.keepAliveMsecs = this.options.keepAliveMsecs || 1000;
  this.keepAlive = this.options.keepAlive || false;
  this.maxSockets = this.options.maxSockets || Infinity;
  this.maxFreeSockets = this.options.maxFreeSockets || 256;
  if (major >= 14) {
    this.scheduling = this.options.scheduling || 'lifo';
    this.maxTotalSockets = this.options.maxTotalSockets;
    this.totalSocketCount = 0;
    if (!['fifo', 'lifo'].includes(this.scheduling)) {
      throw invalidArgValue('scheduling', this.scheduling, "must be one of: 'fifo', 'lifo'");
    }
    if (this.maxTotalSockets === undefined) {
      this.maxTotalSockets = Infinity;
    } else {
      validateNumber(this.maxTotalSockets, 'maxTotalSockets');
      if (!(this.maxTotalSockets >= 1)) throw outOfRange('maxTotalSockets', '>= 1', this.maxTotalSockets);
    }
  }
  if (major >= 24) {
    const buffer = this.options.agentKeepAliveTimeoutBuffer;
    this.agentKeepAliveTimeoutBuffer = typeof buffer === 'number' && buffer >= 0 && Number.isFinite(buffer) ? buffer : 1000;
  }
  this.on('free', (socket, where) => { freed(this, socket, where); });
}
setPrototypeOf(Agent.prototype, EventEmitter.prototype);
setPrototypeOf(Agent, EventEmitter);
Agent.defaultMaxSockets = Infinity;
const proto = Agent.prototype;

proto.createConnection = net.createConnection;

proto.getName = function getName(options = {}) {
  let name = `${options.host || 'localhost'}:${options.port || ''}:${options.localAddress || ''}`;
  if (options.family === 4 || options.family === 6) name += `:${options.family}`;
  if (options.socketPath) name += `:${options.socketPath}`;
  return name;
};

proto.addRequest = function addRequest(req, options, port, localAddress) {
  const given = typeof options === 'string' ? { host: options, port, localAddress } : options;
  const where = { __proto__: null, ...given, ...this.options };
  if (where.socketPath) where.path = where.socketPath;
  const name = where._agentKey = this.getName(where);
  this.sockets[name] ??= [];
  const free = this.freeSockets[name];
  let socket;
  while (free !== undefined && free.length > 0 && socket === undefined) {
    const candidate = this.scheduling === 'fifo' || major < 14 ? free.shift() : free.pop();
    if (!candidate.destroyed && candidate.writable) socket = candidate;
  }
  if (free !== undefined && free.length === 0) delete this.freeSockets[name];
  if (socket !== undefined) {
    this.reuseSocket(socket, req);
    give(this, req, socket, where);
    this.sockets[name].push(socket);
  } else if (this.sockets[name].length < this.maxSockets && (major < 14 || this.totalSocketCount < this.maxTotalSockets)) {
    this.createSocket(req, where, (error, made) => {
      if (error) req.onSocket(made, error);
      else give(this, req, made, where);
    });
  } else {
    req.context = getContext();
    (this.requests[name] ??= []).push(req);
    req.where_ = where;
  }
};

function give(agent, req, socket, options) {
  // A socket of a request that set no time out has that of the agent.
  const timeout = req.timeout || agent.options.timeout;
  if (timeout && socket.timeout !== timeout) socket.setTimeout(timeout);
  else if (!req.timeout && socket.timeout && options.timeout) socket.setTimeout(options.timeout);
  req.onSocket(socket);
}

proto.createSocket = function createSocket(req, options, callback) {
  const where = { __proto__: null, ...options, ...this.options };
  if (where.socketPath) where.path = where.socketPath;
  const name = where._agentKey ?? this.getName(where);
  where.encoding = null;
  let called = false;
  const done = (error, socket) => {
    if (called) return;
    called = true;
    if (error) {
      callback(error);
      return;
    }
    (this.sockets[name] ??= []).push(socket);
    if (major >= 14) this.totalSocketCount++;
    listen(this, socket, where);
    callback(null, socket);
  };
  if (this.keepAlive) where.keepAlive = this.keepAlive;
  const made = this.createConnection(where, done);
  if (made) done(null, made);
};

function listen(agent, socket, options) {
  const onFree = () => { agent.emit('free', socket, options); };
  const onClose = () => { agent.removeSocket(socket, options); };
  const onTimeout = () => {
    for (const name of Object.keys(agent.freeSockets)) {
      if (agent.freeSockets[name].includes(socket)) return void socket.destroy();
    }
  };
  const onRemove = () => {
    agent.removeSocket(socket, options);
    socket.removeListener('close', onClose);
    socket.removeListener('free', onFree);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('agentRemove', onRemove);
  };
  socket.on('free', onFree);
  socket.on('close', onClose);
  if (major >= 12) socket.on('timeout', onTimeout);
  socket.on('agentRemove', onRemove);
  if (agent.options.timeout) socket.setTimeout(agent.options.timeout);
}

function freed(agent, socket, options) {
  const name = options._agentKey ?? agent.getName(options);
  // The socket has no listener of a request's for errors now.
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const waiting = agent.requests[name];
  if (waiting && waiting.length > 0) {
    const req = waiting.shift();
    if (waiting.length === 0) delete agent.requests[name];
    inContext(req.context, give, undefined, [agent, req, socket, options]);
    return;
  }
  const req = socket._httpMessage;
  if (!req || !req.shouldKeepAlive || !agent.keepAlive) {
    socket.destroy();
    return;
  }
  const free = agent.freeSockets[name] ?? [];
  const count = free.length + (agent.sockets[name]?.length ?? 0);
  if (count > agent.maxSockets || free.length >= agent.maxFreeSockets || !agent.keepSocketAlive(socket)) {
    socket.destroy();
    return;
  }
  agent.freeSockets[name] = free;
  socket._httpMessage = null;
  agent.removeSocket(socket, options);
  socket.once('error', freeSocketErrored);
  free.push(socket);
}

function freeSocketErrored() {
  this.destroy();
  this.emit('agentRemove');
}

proto.removeSocket = function removeSocket(socket, options) {
  const name = options._agentKey ?? this.getName(options);
  const tables = [this.sockets];
  if (!socket.writable) tables.push(this.freeSockets);
  for (const table of tables) {
    const list = table[name];
    const at = list ? list.indexOf(socket) : -1;
    if (at < 0) continue;
    list.splice(at, 1);
    if (list.length === 0) delete table[name];
    if (major >= 14) this.totalSocketCount--;
  }
  let next = this.requests[name]?.[0];
  if (next === undefined && major >= 14) {
    for (const other of Object.keys(this.requests)) {
      if (this.sockets[other] && this.sockets[other].length >= this.maxSockets) continue;
      [next] = this.requests[other];
      break;
    }
  }
  if (next === undefined || next.waited_) return;
  const { where_: where } = next;
  next.waited_ = true;
  this.createSocket(next, where, (error, made) => {
    next.waited_ = false;
    if (error) next.onSocket(null, error);
    else made.emit('free');
  });
};

proto.keepSocketAlive = function keepSocketAlive(socket) {
  socket.setKeepAlive(true, this.keepAliveMsecs);
  socket.unref();
  let timeout = this.options.timeout || 0;
  let keeps = true;
  // A server may say for how long it keeps the connection.
  const hint = major >= 20 ? socket._httpMessage?.res?.headers['keep-alive'] : undefined;
  const told = hint === undefined ? null : /^timeout=(\d+)/.exec(hint);
  if (told) {
    const limit = Number(told[1]) * 1000 - (this.agentKeepAliveTimeoutBuffer ?? 1000);
    if (limit <= 0) keeps = false;
    else if (limit < timeout) timeout = limit;
  }
  if (socket.timeout !== timeout) socket.setTimeout(timeout);
  return keeps;
};

proto.reuseSocket = function reuseSocket(socket, req) {
  socket.removeListener('error', freeSocketErrored);
  if (major >= 12) req.reusedSocket = true;
  socket.ref();
};

proto.destroy = function destroy() {
  for (const table of [this.freeSockets, this.sockets]) {
    for (const name of Object.keys(table)) for (const socket of [...table[name]]) socket.destroy();
  }
};

const globalAgent = new Agent(major >= 19 ? { keepAlive: true, scheduling: 'lifo', timeout: 5000 } : {});

module.exports = { Agent, globalAgent };
