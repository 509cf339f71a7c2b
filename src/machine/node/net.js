'use strict';
// net: servers and sockets on the network inside the process.

const { major, nextTick, timers } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const EventEmitter = require('events');
const { captureRejectionSymbol } = EventEmitter;
const { Duplex } = require('stream');
const { Buffer } = require('buffer');
const { Listener, Tcp } = require('internal/network');
const { checkDuration } = require('internal/http/checks');
const { netException } = require('internal/uv');
const { lookup } = require('dns');
const { isIP, isIPv4, isIPv6 } = require('internal/ip');
const { invalidArgType, nodeError, unsupported, validateFunction } = require('internal/errors');

const old = major < 14;

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  const given = typeof options === 'number' ? { fd: options } : { ...options };
  if (given.fd !== undefined) throw unsupported('net.Socket over a file descriptor');
  this.connecting = false;
  this._hadError = false;
  this._handle = null;
  this._host = null;
  this._server = null;
  // What its handle has counted, once that is gone.
  Object.defineProperty(this, 'counted_', { value: { read: 0, written: 0 } });
  this.timeout = 0;
  const allowHalfOpen = Boolean(given.allowHalfOpen);
  apply(Duplex, this, [{
    ...given, allowHalfOpen, emitClose: false, autoDestroy: !old, decodeStrings: false,
    ...(major >= 18 && { signal: given.signal }),
  }]);
  // Until there is something to read from.
  if (old) {
    this.allowHalfOpen = allowHalfOpen;
    this.on('end', onEndOld);
  } else {
    this.on('end', onEnd);
  }
  if (given.handle) adopt(this, given.handle, given.pauseOnCreate);
}
setPrototypeOf(Socket.prototype, Duplex.prototype);
setPrototypeOf(Socket, Duplex);

function adopt(socket, handle, paused) {
  socket._handle = handle;
  handle.onread = (bytes) => { onRead(socket, handle, bytes); };
  if (!paused) socket.read(0);
}

function onRead(socket, handle, bytes) {
  refreshTimeout(socket);
  if (socket.destroyed) return;
  if (bytes !== null) {
    if (!socket.push(Buffer.from(bytes))) handle.readStop();
    return;
  }
  if (socket._readableState.endEmitted) return;
  socket.push(null);
  socket.read(0);
}

function writeAfterEnd(chunk, encoding, callback) {
  const done = typeof encoding === 'function' ? encoding : callback;
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  if (typeof done === 'function') nextTick(done, error);
  if (old) this.emit('error', error);
  else this.destroy(error);
  return false;
}

function onEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}
// Up to 11 a socket whose peer has ended goes at once, even before it has finished.
function onEndOld() {
  const wasWritable = this.writable;
  if (!this.allowHalfOpen) {
    this.write = writeAfterEnd;
    if (wasWritable) this.end();
  }
  const stays = major >= 12 && !this.allowHalfOpen && wasWritable;
  if (!stays && !this.writable && !this.destroyed && this.writableLength === 0) this.destroy();
}

Socket.prototype._read = function () {
  if (this.connecting || !this._handle) this.once('connect', () => this._read());
  else if (!this._handle.reading) this._handle.readStart();
};

Socket.prototype._write = function (chunk, encoding, callback) {
  if (this.connecting) {
    const onClose = () => { callback(nodeError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established')); };
    this.once('connect', () => {
      this.off('close', onClose);
      this._write(chunk, encoding, callback);
    });
    if (major >= 18) this.once('close', onClose);
    return;
  }
  refreshTimeout(this);
  if (!this._handle) {
    callback(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    return;
  }
  const failure = this._handle.write(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
  if (failure) callback(netException(failure, 'write'));
  else callback();
};

Socket.prototype._final = function (callback) {
  if (this.pending) {
    this.once('connect', () => this._final(callback));
    return;
  }
  this._handle.shutdown(() => {
    callback();
    if (old && !this.destroyed && (!this.readable || this._readableState.ended)) this.destroy();
  });
};

Socket.prototype._destroy = function (exception, callback) {
  this.connecting = false;
  timers.clearTimeout(this.timer_);
  if (this._handle) {
    const isException = Boolean(exception);
    this.counted_.read = this._handle.bytesRead;
    this.counted_.written = this._handle.bytesWritten;
    this._handle.close(() => { this.emit('close', isException); });
    this._handle.onread = () => {};
    this._handle = null;
    callback(exception);
  } else {
    callback(exception);
    nextTick(emitCloseNT, this, false);
  }
  if (this._server) {
    this._server._connections--;
    closeIfDrained(this._server);
    this._server = null;
  }
};
/** Of a socket it says whether there was an error; of a server nothing. */
function emitCloseNT(emitter, ...args) { emitter.emit('close', ...args); }

Socket.prototype.destroySoon = function () {
  if (this.writable) this.end();
  if (this.writableFinished) this.destroy();
  else this.once('finish', this.destroy);
};

Socket.prototype.connect = function (...args) {
  const [options, callback] = normalize(args);
  if (typeof callback === 'function') this.once('connect', callback);
  if (options.path) return connectToPath(this, options.path);
  const port = Number(options.port);
  if (options.port === undefined) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');
  if (!(port >= 0 && port < 65536)) {
    throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `Port should be >= 0 and < 65536. Received ${internal.inspect(options.port)}.`);
  }
  this.connecting = true;
  const host = options.host || 'localhost';
  this._host = host;
  const handle = this._handle = new Tcp('Socket');
  const start = (address) => {
    if (this.destroyed || !this.connecting) return;
    handle.connect(port, address, (failure) => {
      if (this.destroyed) return;
      this.connecting = false;
      this.remoteAddress_ = address;
      if (failure) {
        this.destroy(netException(failure, 'connect', address, port));
        return;
      }
      connected(this, handle);
    });
  };
  if (isIP(host) !== 0) {
    nextTick(() => { start(host); });
    return this;
  }
  (options.lookup ?? lookup)(host, {}, (error, address, family) => {
    this.emit('lookup', error, address, family, host);
    if (!this.connecting) return;
    if (error) this.destroy(error);
    else start(address);
  });
  return this;
};

/** To a server inside the program that listens on a path: no name is looked up. */
function connectToPath(socket, path) {
  if (typeof path !== 'string') throw invalidArgType('options.path', 'string', path);
  socket.connecting = true;
  const handle = socket._handle = new Tcp('Socket');
  handle.connect(path, path, (failure) => {
    if (socket.destroyed) return;
    socket.connecting = false;
    if (failure) socket.destroy(netException(failure, 'connect', path));
    else connected(socket, handle);
  });
  return socket;
}

function connected(socket, handle) {
  adopt(socket, handle, true);
  refreshTimeout(socket);
  socket.emit('connect');
  socket.emit('ready');
  if (!socket.isPaused()) socket.read(0);
}

function normalize(args) {
  if (Array.isArray(args[0])) return args[0];
  const callback = typeof args[args.length - 1] === 'function' ? args[args.length - 1] : null;
  const [first, second] = args;
  if (first !== null && typeof first === 'object') return [first, callback];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, callback];
  if (typeof first === 'function') return [{}, callback];
  return [{ port: first, host: typeof second === 'string' ? second : undefined }, callback];
}

Socket.prototype.setTimeout = function (duration, callback) {
  if (this.destroyed) return this;
  this.timeout = duration;
  const msecs = checkDuration(duration, 'msecs');
  timers.clearTimeout(this.timer_);
  if (callback !== undefined) validateFunction(callback, 'callback');
  if (msecs === 0) {
    if (callback) this.removeListener('timeout', callback);
    return this;
  }
  if (callback) this.once('timeout', callback);
  this.timer_ = timers.setTimeout(() => { this.emit('timeout'); }, msecs);
  this.timer_.unref();
  return this;
};
function refreshTimeout(socket) {
  if (socket.timer_ !== undefined && socket.timeout > 0) socket.timer_.refresh();
}

Socket.prototype.setNoDelay = function () { return this; };
Socket.prototype.setKeepAlive = function () { return this; };
Socket.prototype.ref = function () {
  if (this._handle) this._handle.unreferenced = false;
  return this;
};
Socket.prototype.unref = function () {
  if (this._handle) {
    this._handle.unreferenced = true;
    internal.openHandles.delete(this._handle);
  }
  return this;
};
Socket.prototype.address = function () {
  return this._handle ? { address: '127.0.0.1', family: 'IPv4', port: this._handle.localPort } : {};
};
Socket.prototype.resetAndDestroy = function () { return this.destroy(); };
// What has not been written yet counts as well.
defineProperty(Socket.prototype, 'bytesRead', {
  get() { return this._handle ? this._handle.bytesRead : this.counted_.read; }, configurable: true,
});
defineProperty(Socket.prototype, 'bytesWritten', {
  get() { return (this._handle ? this._handle.bytesWritten : this.counted_.written) + (this.destroyed ? 0 : this.writableLength); },
  configurable: true,
});
defineProperty(Socket.prototype, 'bufferSize', {
  get() { return this._handle ? this.writableLength : undefined; }, configurable: true,
});
const fromHandle = {
  localPort: (handle) => handle.localPort,
  remotePort: (handle) => handle.remotePort,
  localAddress: () => '127.0.0.1',
  remoteAddress: (handle, socket) => socket.remoteAddress_ ?? '127.0.0.1',
  localFamily: () => 'IPv4',
  remoteFamily: () => 'IPv4',
};
for (const name of Object.keys(fromHandle)) {
  defineProperty(Socket.prototype, name, {
    get() {
      const known = this._handle && (this._handle.peer || !name.startsWith('remote')) && this._handle.localPort !== undefined;
      return known ? fromHandle[name](this._handle, this) : undefined;
    },
    configurable: true,
  });
}
defineProperty(Socket.prototype, 'pending', {
  get() { return !this._handle || this.connecting; }, configurable: true,
});
defineProperty(Socket.prototype, 'readyState', {
  get() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    return this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
  },
  configurable: true,
});

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
  if (typeof options.path === 'string') {
    bind(this, options.path, undefined);
    return this;
  }
  const port = options.port === undefined || options.port === null ? 0 : Number(options.port);
  if (!(port >= 0 && port < 65536)) {
    throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `options.port should be >= 0 and < 65536. Received ${internal.inspect(options.port)}.`);
  }
  const { host } = options;
  if (host && isIP(host) === 0) {
    lookup(host, (error, address) => {
      if (error) this.emit('error', error);
      else bind(this, port, address);
    });
  } else {
    bind(this, port, host);
  }
  return this;
};

function bind(server, port, address) {
  const handle = new Listener((other) => { accept(server, other); });
  const failure = handle.listen(port);
  if (failure) {
    const isPath = typeof port === 'string';
    const where = isPath ? port : `${address ?? '::'}:${port}`;
    const error = netException(failure, 'listen');
    error.message = `listen ${failure}: address already in use ${where}`;
    Object.assign(error, isPath ? { address: port, port: -1 } : { address: address ?? '::', port });
    nextTick(emitErrorNT, server, error);
    return;
  }
  server._handle = handle;
  server.address_ = address;
  if (server.unreferenced) server.unref();
  nextTick(emitListeningNT, server);
}
function emitErrorNT(emitter, error) { emitter.emit('error', error); }
function emitListeningNT(server) {
  if (server._handle) server.emit('listening');
}

function accept(server, handle) {
  if (server.maxConnections !== undefined && server.maxConnections !== null && server._connections >= server.maxConnections) {
    const { localPort, remotePort } = handle;
    const address = { localAddress: '127.0.0.1', localPort, localFamily: 'IPv4', remoteAddress: '127.0.0.1', remotePort, remoteFamily: 'IPv4' };
    handle.close();
    if (major >= 18) server.emit('drop', address);
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
  closeIfDrained(this);
  return this;
};
function closeIfDrained(server) {
  if (!server._handle && server._connections === 0) nextTick(emitCloseNT, server);
}

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
  return this;
};
Server.prototype.unref = function () {
  this.unreferenced = true;
  if (this._handle) internal.openHandles.delete(this._handle);
  return this;
};

function connect(...args) {
  const [options, callback] = normalize(args);
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(options, ...(callback ? [callback] : []));
}

module.exports = {
  connect,
  createConnection: connect,
  createServer(options, connectionListener) { return new Server(options, connectionListener); },
  isIP, isIPv4, isIPv6,
  Server, Socket, Stream: Socket,
};
