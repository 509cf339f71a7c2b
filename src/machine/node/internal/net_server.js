'use strict';
// net.Server: listens on the network inside the process.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const EventEmitter = require('events');
const { captureRejectionSymbol } = EventEmitter;
const { Listener } = require('internal/network');
const { netException } = require('internal/uv');
const { lookup } = require('dns');
const { isIPv6 } = require('internal/ip');
const { invalidArgType, nodeError, unsupported } = require('internal/errors');
const { normalize, placeToListen } = require('internal/net_arguments');
const { Socket, familyOf } = require('internal/net_socket');

function Server(options, onConnection) {
  if (!(this instanceof Server)) return new Server(options, onConnection);
  apply(EventEmitter, this, []);
  let [given, listener] = [options, onConnection];
  if (typeof options === 'function') [given, listener] = [{}, options];
  else if (options !== undefined && options !== null && typeof options !== 'object') throw invalidArgType('options', 'Object', options);
  if (typeof listener === 'function') this.on('connection', listener);
  this._connections = 0;
  this._handle = null;
  this.allowHalfOpen = given?.allowHalfOpen || false;
  this.pauseOnConnect = !!given?.pauseOnConnect;
  if (major >= 16) this.noDelay = Boolean(given?.noDelay);
  if (major >= 16) this.keepAlive = Boolean(given?.keepAlive);
  if (major >= 20) this.highWaterMark = given?.highWaterMark ?? require('stream').getDefaultHighWaterMark();
}
setPrototypeOf(Server.prototype, EventEmitter.prototype);
setPrototypeOf(Server, EventEmitter);

defineProperty(Server.prototype, 'listening', { get() { return !!this._handle; }, configurable: true, enumerable: true });

Server.prototype.listen = function (...args) {
  const [options, callback] = normalize(args);
  if (this._handle) {
    throw nodeError(Error, 'ERR_SERVER_ALREADY_LISTEN', 'Listen method has been called more than once without closing.');
  }
  if (callback !== null) this.once('listening', callback);
  if (typeof options.fd === 'number' && options.fd >= 0) throw unsupported('a server on a file descriptor');
  const { port, path } = placeToListen(options, args[0]);
  if (options.signal && major >= 16) closeOnAbort(this, options.signal);
  if (path !== undefined) {
    bind(this, path, undefined);
    return this;
  }
  const { host } = options;
  if (!host) {
    bind(this, port, undefined);
    return this;
  }
  // Even an address is looked up, which takes a tick; a close() meanwhile counts from 20 on.
  const closes = this.closes_;
  const server = this;
  lookup(host, function doListen(error, address) {
    if (major >= 20 && server.closes_ !== closes) return;
    if (error) server.emit('error', error);
    else bind(server, port, address);
  });
  return this;
};

function closeOnAbort(server, signal) {
  const close = () => { server.close(); };
  if (signal.aborted) {
    nextTick(close);
    return;
  }
  signal.addEventListener('abort', close);
  server.once('close', () => { signal.removeEventListener('abort', close); });
}

const isOurs = (address) => address === undefined || address === '::' || address === '::1' || address === '0.0.0.0' ||
  /^(::ffff:)?127\./.test(address);

function bind(server, port, address) {
  const handle = new Listener(server, (other) => { accept(server, other); });
  const isPath = typeof port === 'string';
  const family = address === undefined || isIPv6(address) ? 6 : 4;
  server._connectionKey = isPath ? `-1:${port}:-1` : `${family}:${address ?? '::'}:${port}`;
  // A client's IPv4 address as a server on all addresses sees it.
  handle.address = address === undefined || address === '::' ? '::ffff:127.0.0.1' : address === '0.0.0.0' ? '127.0.0.1' : address;
  const failure = isOurs(address) ? handle.listen(port) : 'EADDRNOTAVAIL';
  if (failure) {
    const where = isPath ? port : `${address ?? '::'}${port === 0 ? '' : `:${port}`}`;
    const error = netException(failure, 'listen');
    const words = failure === 'EADDRNOTAVAIL' ? 'address not available' : 'address already in use';
    error.message = `listen ${failure}: ${words} ${where}`;
    Object.assign(error, isPath ? { address: port, port: -1 } : { address: address ?? '::', port });
    nextTick(emitErrorNT, server, error);
    return;
  }
  server._handle = handle;
  server.address_ = address;
  if (server.unreferenced) server.unref();
  nextTick(emitListeningNT, server);
}
function emitCloseNT(server) { server.emit('close'); }
function emitErrorNT(emitter, error) { emitter.emit('error', error); }
function emitListeningNT(server) {
  if (server._handle) server.emit('listening');
}

function accept(server, handle) {
  if (server.maxConnections !== undefined && server.maxConnections !== null && server._connections >= server.maxConnections) {
    const { localPort, remotePort, address: of } = handle;
    const family = familyOf(of);
    const address = { localAddress: of, localPort, localFamily: family, remoteAddress: of, remotePort, remoteFamily: family };
    handle.close();
    if (major >= 16) server.emit('drop', address);
    return;
  }
  const socket = new Socket({
    handle, allowHalfOpen: server.allowHalfOpen, pauseOnCreate: server.pauseOnConnect,
    ...(server.highWaterMark !== undefined && { highWaterMark: server.highWaterMark }),
  });
  if (server.pauseOnConnect) socket.pause();
  server._connections++;
  socket.server = server;
  socket._server = server;
  server.emit('connection', socket);
}

if (captureRejectionSymbol !== undefined) {
  Server.prototype[captureRejectionSymbol] = function (error, event, socket) {
    if (event === 'connection') socket.destroy(error);
    else this.emit('error', error);
  };
}
Server.prototype.close = function (callback) {
  this.closes_ = (this.closes_ ?? 0) + 1;
  if (typeof callback === 'function') {
    if (this._handle) {
      this.once('close', callback);
    } else {
      this.once('close', () => { callback(nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')); });
    }
  }
  if (this._handle) {
    this._handle.close();
    this._handle = null;
  }
  this._emitCloseIfDrained();
  return this;
};
Server.prototype._emitCloseIfDrained = function () {
  if (!this._handle && this._connections === 0) nextTick(emitCloseNT, this);
};

if (major >= 18 && Symbol.asyncDispose !== undefined) {
  Server.prototype[Symbol.asyncDispose] = function () {
    return new Promise((resolve, reject) => { this.close((error) => (error ? reject(error) : resolve())); });
  };
}
Server.prototype.address = function () {
  if (!this._handle) return null;
  if (typeof this._handle.port === 'string') return this._handle.port;
  const address = this.address_ ?? '::';
  return { address, family: isIPv6(address) ? 'IPv6' : 'IPv4', port: this._handle.port };
};
Server.prototype.getConnections = function (callback) {
  nextTick(callback, null, this._connections);
  return this;
};
Server.prototype.ref = function () {
  this.unreferenced = false;
  if (this._handle) this._handle.ref();
  return this;
};
Server.prototype.unref = function () {
  this.unreferenced = true;
  if (this._handle) this._handle.unref();
  return this;
};

module.exports = { Server };
