'use strict';
// net.Socket: one end of a connection on the network inside the process.

const { major, nextTick, timers } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const { Duplex } = require('stream');
const { Buffer } = require('buffer');
const { Tcp } = require('internal/network');
const { checkDuration } = require('internal/http/checks');
const { netException } = require('internal/uv');
const { lookup } = require('dns');
const { isIP, isIPv6 } = require('internal/ip');
const { invalidArgType, nodeError, unsupported, validateCallback } = require('internal/errors');
const { checkSocketOptions, missingPort, normalize, portToConnect } = require('internal/net_arguments');

const old = major < 16;

function Socket(options) {
  if (!(this instanceof Socket)) return new Socket(options);
  const given = typeof options === 'number' ? { fd: options } : { ...options };
  checkSocketOptions(given);
  if (given.fd !== undefined) throw unsupported('net.Socket over a file descriptor');
  this.connecting = false;
  this._hadError = false;
  this._handle = null;
  this._host = null;
  this._server = null;
  // What its handle has counted, once that is gone.
  Object.defineProperty(this, 'counted_', { value: { read: 0, written: 0 } });
  this.timeout = 0;
  // Where what is read goes, if not to 'data': { buffer, callback }.
  const { onread } = given;
  const isOwn = onread !== null && typeof onread === 'object' && typeof onread.callback === 'function' &&
    (onread.buffer instanceof Uint8Array || typeof onread.buffer === 'function');
  defineProperty(this, 'onread_', { value: isOwn ? onread : undefined });
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
  handle.owner = socket;
  handle.onread = (bytes, failure) => { onRead(socket, handle, { bytes, failure }); };
  if (!paused) socket.read(0);
}

/** Hands `bytes` to the program's own buffer, as much at a time as fits; false: no more for now. */
function fillOwn(self, bytes) {
  const { buffer, callback } = self.onread_;
  let more = true;
  for (let at = 0; at < bytes.length;) {
    const target = typeof buffer === 'function' ? buffer() : buffer;
    const size = Math.min(target.byteLength, bytes.length - at);
    target.set(bytes.subarray(at, at + size));
    at += size;
    if (apply(callback, self, [size, target]) === false) more = false;
  }
  return more;
}

function onRead(socket, handle, { bytes, failure }) {
  refreshTimeout(socket);
  if (socket.destroyed) return;
  if (failure !== undefined) {
    socket.destroy(netException(failure, 'read'));
    return;
  }
  if (bytes !== null && socket.onread_ !== undefined) {
    if (!fillOwn(socket, bytes)) handle.readStop();
    return;
  }
  if (bytes !== null) {
    if (!socket.push(Buffer.from(bytes))) handle.readStop();
    return;
  }
  if (socket._readableState.endEmitted) return;
  socket.push(null);
  socket.read(0);
}

function writeAfterEnd(chunk, encoding, callback) {
  // In 'end' it is not too late: the socket's own end comes after.
  if (major >= 16 && !this.writableEnded) return apply(Duplex.prototype.write, this, [chunk, encoding, callback]);
  const done = typeof encoding === 'function' ? encoding : callback;
  const error = new Error('This socket has been ended by the other party');
  error.code = 'EPIPE';
  const tell = () => { if (typeof done === 'function') nextTick(done, error); };
  if (major >= 12 && major < 16) { // the socket is on its way out already
    nextTick(() => { this.emit('error', error); });
    tell();
    return false;
  }
  tell();
  if (major < 12) {
    this.emit('error', error);
    return undefined;
  }
  this.destroy(error);
  return false;
}

function onEnd() {
  if (!this.allowHalfOpen) this.write = writeAfterEnd;
}
// Up to 14 the socket ends itself here, before the program's listeners hear of the end.
function onEndOld() {
  const { writable } = this;
  if (!this.allowHalfOpen) {
    this.write = writeAfterEnd;
    if (writable) this.end();
  }
  // Up to 11 it goes at once, even before it has finished.
  const stays = major >= 12 && !this.allowHalfOpen && writable;
  if (!stays && !this.writable && !this.destroyed && this.writableLength === 0) this.destroy();
}

Socket.prototype._read = function () {
  if (this.connecting || !this._handle) this.once('connect', () => this._read());
  else if (!this._handle.reading) this._handle.readStart();
};

Socket.prototype._write = function (chunk, encoding, callback) {
  if (this.connecting) {
    const onClose = () => { callback(nodeError(Error, 'ERR_SOCKET_CLOSED_BEFORE_CONNECTION', 'Socket closed before the connection was established')); };
    this.held_ = [chunk, encoding];
    this.once('connect', () => {
      this.off('close', onClose);
      this.held_ = undefined;
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
  const written = (code) => {
    if (!this.destroyed && code && old) this.destroy(netException(code, 'write'), callback);
    else if (!this.destroyed) callback(code ? netException(code, 'write') : undefined);
    else if (major >= 22) callback(netException(code, 'write')); // the handle has gone
    else if (major >= 11) callback();
  };
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  const result = this._handle.write(bytes, written);
  if (result !== undefined) written(result);
};

Socket.prototype._final = function (callback) {
  if (this.pending) {
    if (major >= 22 && !this.connecting) {
      callback();
      return;
    }
    this.once('connect', () => this._final(callback));
    return;
  }
  this._handle.shutdown(() => {
    callback();
    const { ended, endEmitted } = this._readableState;
    if (old && !this.destroyed && (!this.readable || (major < 12 ? ended : endEmitted))) this.destroy();
  });
};

Socket.prototype._destroy = function (exception, callback) {
  this.connecting = false;
  timers.clearTimeout(this.timer_);
  if (this._handle) {
    const isException = Boolean(exception);
    this.counted_.read = this._handle.bytesRead;
    this.counted_.written = this._handle.bytesWritten;
    const closed = () => { this.emit('close', isException); };
    if (this.resetting_) this._handle.reset(closed);
    else this._handle.close(closed);
    this._handle.onread = () => {};
    this._handle = null;
    callback(exception);
  } else {
    callback(exception);
    nextTick(emitCloseNT, this, false);
  }
  if (this._server) {
    this._server._connections--;
    this._server._emitCloseIfDrained();
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
  if (major >= 16 && options.port === undefined && !options.path && options.path !== '') throw missingPort();
  if (typeof callback === 'function') this.once('connect', callback);
  if (options.path) return connectToPath(this, options.path);
  const port = portToConnect(options);
  this.connecting = true;
  const host = options.host || 'localhost';
  this._host = host;
  this._handle = new Tcp('Socket', this);
  if (isIP(host) !== 0) nextTick(() => { connectTo(this, host, port); });
  else connectByName(this, host, port, options);
  return this;
};

function connectTo(socket, address, port) {
  if (socket.destroyed || !socket.connecting) return;
  const handle = socket._handle;
  const family = isIPv6(address) ? 6 : 4;
  const attempts = major >= 20; // and says so
  if (attempts) socket.emit('connectionAttempt', address, port, family);
  handle.connect(port, address, (failure) => {
    if (socket.destroyed) return;
    socket.connecting = false;
    socket.remoteAddress_ = address;
    if (failure) {
      const error = netException(failure, 'connect', address, port);
      if (attempts) socket.emit('connectionAttemptFailed', address, port, family, error);
      socket.destroy(error);
      return;
    }
    connected(socket, handle);
  });
}

function connectByName(socket, host, port, options) {
  // From 20 on all addresses are asked for, to try one after the other.
  const all = major >= 20 && options.autoSelectFamily !== false && ![4, 6].includes(options.family) && !options.localAddress;
  const asked = { family: options.family, hints: options.hints || 0 };
  if (asked.family !== 4 && asked.family !== 6 && asked.hints === 0) asked.hints = 32; // ADDRCONFIG
  if (all) asked.all = true;
  const fail = (error) => { nextTick(() => { socket.destroy(error); }); };
  (options.lookup ?? lookup)(host, asked, (error, found, foundFamily) => {
    const [first] = all && !error ? found : [];
    const [address, family] = all ? [first?.address, first?.family] : [found, foundFamily];
    socket.emit('lookup', error, address, family, host);
    if (!socket.connecting) return;
    if (error) {
      fail(error);
    } else if (isIP(address) === 0) {
      fail(nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${typeof address === 'object' ? internal.inspect(address) : address}`));
    } else if (family !== 4 && family !== 6) {
      const failure = nodeError(RangeError, 'ERR_INVALID_ADDRESS_FAMILY', `Invalid address family: ${family} ${host}:${port}`);
      fail(Object.assign(failure, { host, port }));
    } else {
      connectTo(socket, address, port);
    }
  });
}

/** To a server inside the program that listens on a path: no name is looked up. */
function connectToPath(socket, path) {
  if (typeof path !== 'string') throw invalidArgType('options.path', 'string', path);
  socket.connecting = true;
  const handle = socket._handle = new Tcp('Socket', socket, true);
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

Socket.prototype.setTimeout = function (duration, callback) {
  if (this.destroyed) return this;
  this.timeout = duration;
  const msecs = checkDuration(duration, 'msecs');
  timers.clearTimeout(this.timer_);
  if (callback !== undefined) validateCallback(callback);
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

Socket.prototype.setNoDelay = function (enable) {
  const wanted = enable === undefined ? true : !!enable;
  if (wanted !== this.noDelay_) this._handle?.setNoDelay(wanted);
  this.noDelay_ = wanted;
  return this;
};
Socket.prototype.setKeepAlive = function (enable, msecs) {
  this._handle?.setKeepAlive(!!enable, ~~((msecs ?? 0) / 1000));
  return this;
};
Socket.prototype.ref = function () {
  if (this._handle) this._handle.ref();
  return this;
};
Socket.prototype.unref = function () {
  if (this._handle) this._handle.unref();
  return this;
};
if (major >= 16) {
  Socket.prototype.resetAndDestroy = function () {
    if (!this._handle) return this.destroy(nodeError(Error, 'ERR_SOCKET_CLOSED', 'Socket is closed'));
    this.resetting_ = true;
    if (this.connecting) this.once('connect', () => this.destroy());
    else this.destroy();
    return this;
  };
}
function waitingBytes(socket) {
  const { _writableState: state } = socket;
  const sizes = state.getBuffer().map(({ chunk, encoding }) => Buffer.byteLength(chunk, encoding));
  const held = socket.held_ === undefined ? 0 : Buffer.byteLength(...socket.held_);
  return sizes.reduce((sum, size) => sum + size, held);
}
// What has not been written yet counts as well.
defineProperty(Socket.prototype, 'bytesRead', {
  get() { return this._handle ? this._handle.bytesRead : this.counted_.read; }, configurable: true,
});
defineProperty(Socket.prototype, 'bytesWritten', {
  get() { return (this._handle ? this._handle.bytesWritten : this.counted_.written) + (this.destroyed ? 0 : waitingBytes(this)); },
  configurable: true,
});
defineProperty(Socket.prototype, 'bufferSize', {
  get() { return this._handle ? this.writableLength : undefined; }, configurable: true,
});
// The peer's name is remembered once it has been asked for; one's own is gone with the handle.
function peerName(socket) {
  const handle = socket._handle;
  if (!handle || socket.connecting || handle.localPort === undefined || !handle.peer) return socket.peer_ ?? {};
  const address = socket.remoteAddress_ ?? handle.address;
  return socket.peer_ ??= { address, family: familyOf(address), port: handle.remotePort };
}
function ownName({ _handle: handle }) {
  if (!handle || handle.localPort === undefined || !handle.peer) return {};
  return { address: handle.address, family: familyOf(handle.address), port: handle.localPort };
}
const familyOf = (address) => (isIPv6(address) ? 'IPv6' : 'IPv4');
const names = { Address: 'address', Family: 'family', Port: 'port' };
for (const what of Object.keys(names)) {
  const field = names[what];
  defineProperty(Socket.prototype, `remote${what}`, { get() { return peerName(this)[field]; }, configurable: true });
  if (what === 'Family' && major < 16) continue;
  defineProperty(Socket.prototype, `local${what}`, { get() { return ownName(this)[field]; }, configurable: true });
}
Socket.prototype.address = function () { return ownName(this); };
defineProperty(Socket.prototype, '_connecting', { get() { return this.connecting; }, configurable: true });
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

module.exports = { Socket, familyOf };
