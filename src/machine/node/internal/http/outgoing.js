'use strict';
// http.OutgoingMessage: what requests and responses to be sent have in common.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const { Stream } = require('stream');
const { Buffer } = require('buffer');
const { invalidArgType, nodeError } = require('internal/errors');

function OutgoingMessage() {
  apply(Stream, this, []);
  this.outputData = [];
  this.outputSize = 0;
  this.writable = true;
  this.destroyed = false;
  this._last = false;
  this.chunkedEncoding = false;
  this.shouldKeepAlive = true;
  this.useChunkedEncodingByDefault = true;
  this.sendDate = false;
  this._hasBody = true;
  this._contentLength = null;
  this._headerSent = false;
  this._closed = false;
  this.finished = false;
  this.socket = null;
  this._header = null;
  this.headers_ = new Map();
  defineProperty(this, 'headers_', { enumerable: false });
}
setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
setPrototypeOf(OutgoingMessage, Stream);
const proto = OutgoingMessage.prototype;

const sent = (what) => nodeError(Error, 'ERR_HTTP_HEADERS_SENT',
  `Cannot ${what} headers after they are sent to the client`);
const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;

proto.setHeader = function (name, value) {
  if (this._header) throw sent('set');
  if (typeof name !== 'string' || !token.test(name)) {
    throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
  }
  if (value === undefined) {
    throw nodeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "${value}" for header "${name}"`);
  }
  this.headers_.set(name.toLowerCase(), [name, value]);
  return major >= 16 ? this : undefined;
};
proto.getHeader = function (name) { return this.headers_.get(`${name}`.toLowerCase())?.[1]; };
proto.getHeaderNames = function () { return [...this.headers_.keys()]; };
proto.getHeaders = function () {
  const out = Object.create(null);
  for (const [key, [, value]] of this.headers_) out[key] = value;
  return out;
};
proto.hasHeader = function (name) { return this.headers_.has(`${name}`.toLowerCase()); };
proto.removeHeader = function (name) {
  if (this._header) throw sent('remove');
  this.headers_.delete(`${name}`.toLowerCase());
};
proto.appendHeader = function (name, value) {
  const before = this.getHeader(name);
  return this.setHeader(name, before === undefined ? value : [].concat(before, value));
};
if (major < 18) delete proto.appendHeader;
defineProperty(proto, 'headersSent', { get() { return !!this._header; }, configurable: true, enumerable: true });

/** Makes the head: the first line, what was set, and what HTTP demands. */
proto._storeHeader = function (firstLine) {
  const lines = [firstLine];
  for (const [name, value] of this.headers_.values()) {
    for (const each of Array.isArray(value) ? value : [value]) lines.push(`${name}: ${each}`);
  }
  const has = (name) => this.headers_.has(name);
  if (this.sendDate && !has('date')) lines.push(`Date: ${new Date().toUTCString()}`);
  if (has('connection')) {
    if (/\bclose\b/i.test(`${this.getHeader('connection')}`)) this._last = true;
  } else if (this.shouldKeepAlive && (has('content-length') || this.useChunkedEncodingByDefault || this.agent)) {
    lines.push('Connection: keep-alive');
    if (this.keepAliveSeconds) lines.push(`Keep-Alive: timeout=${this.keepAliveSeconds}`);
  } else {
    this._last = true;
    lines.push('Connection: close');
  }
  if (/chunked/i.test(`${this.getHeader('transfer-encoding') ?? ''}`)) {
    this.chunkedEncoding = true;
  } else if (!has('content-length')) {
    if (!this._hasBody) {
      this.chunkedEncoding = false;
    } else if (typeof this._contentLength === 'number') {
      lines.push(`Content-Length: ${this._contentLength}`);
    } else if (this.useChunkedEncodingByDefault) {
      lines.push('Transfer-Encoding: chunked');
      this.chunkedEncoding = true;
    } else {
      this._last = true;
    }
  }
  this._header = `${lines.join('\r\n')}\r\n\r\n`;
  this._headerSent = false;
};

// The head goes out with the first piece of the body.
proto._send = function (data, encoding, callback) {
  let bytes = data;
  if (!this._headerSent) {
    const head = Buffer.from(this._header, 'latin1');
    bytes = data.length === 0 ? head : Buffer.concat([head, typeof data === 'string' ? Buffer.from(data, encoding) : data]);
    this._headerSent = true;
  }
  return this._writeRaw(bytes, encoding, callback);
};

proto._writeRaw = function (data, encoding, callback) {
  const { socket } = this;
  if (socket && socket.destroyed) return false;
  if (socket && socket._httpMessage === this && socket.writable) {
    if (this.outputData.length > 0) this._flushOutput(socket);
    return socket.write(data, encoding, callback);
  }
  this.outputData.push({ data, encoding, callback });
  this.outputSize += data.length;
  return this.outputSize < 16384;
};

proto._flushOutput = function (socket) {
  const waiting = this.outputData;
  this.outputData = [];
  this.outputSize = 0;
  socket.cork();
  for (const { data, encoding, callback } of waiting) socket.write(data, encoding, callback);
  socket.uncork();
};

/** The socket can be written to: sends what waited. */
proto._flush = function () {
  const { socket } = this;
  if (!socket || !socket.writable) return;
  this._flushOutput(socket);
  if (this.finished) this.emit('prefinish');
};

function writeAfterEnd(message, callback) {
  const error = nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
  nextTick(() => {
    message.emit('error', error);
    if (callback) callback(error);
  });
  return true;
}

proto.write = function (chunk, encoding, callback) {
  const done = typeof encoding === 'function' ? encoding : callback;
  const name = typeof encoding === 'function' ? undefined : encoding;
  if (chunk === null) throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw invalidArgType('chunk', major < 14 ? ['string', 'Buffer'] : ['string', 'Buffer', 'Uint8Array'], chunk);
  }
  if (this.finished) return writeAfterEnd(this, done);
  return send(this, chunk, name, done, false);
};

function send(message, chunk, encoding, callback, atEnd) {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  if (!message._header) {
    if (atEnd) message._contentLength = bytes.length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (callback) nextTick(callback);
    return true;
  }
  // Pieces written in one go leave together.
  const { socket } = message;
  if (!atEnd && socket && !socket.writableCorked) {
    socket.cork();
    nextTick(uncork, socket);
  }
  if (message.chunkedEncoding && bytes.length > 0) {
    const framed = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
    return message._send(framed, undefined, callback);
  }
  return message._send(bytes, undefined, callback);
}
function uncork(socket) { socket.uncork(); }

proto.end = function (chunk, encoding, callback) {
  let [data, name, done] = [chunk, encoding, callback];
  if (typeof data === 'function') [data, name, done] = [undefined, undefined, data];
  else if (typeof name === 'function') [name, done] = [undefined, name];
  if (this.finished) {
    if (typeof done === 'function') {
      if (this.writableFinished) nextTick(done, nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
      else this.on('finish', done);
    }
    return this;
  }
  const { socket } = this;
  if (data !== undefined && data !== null) {
    if (socket) socket.cork();
    send(this, data, name, undefined, true);
  } else if (!this._header) {
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof done === 'function') {
    // Since 24 the callback comes before the event's other listeners.
    if (major < 24) this.once('finish', done);
    else this.prependOnceListener('finish', done);
  }
  const finish = () => {
    if (this.socket && this.socket._hadError) return;
    this.writableFinished_ = true;
    this.emit('finish');
  };
  if (this._hasBody && this.chunkedEncoding) this._send('0\r\n\r\n', 'latin1', finish);
  else if (!this._headerSent || this.writableLength || data) this._send('', 'latin1', finish);
  else nextTick(finish);
  if (socket) {
    socket._writableState.corked = 1;
    socket.uncork();
  }
  this.finished = true;
  if (this.outputData.length === 0 && this.socket && this.socket._httpMessage === this) this.emit('prefinish');
  return this;
};

proto.destroy = function (error) {
  if (this.destroyed) return this;
  this.destroyed = true;
  if (this.socket) this.socket.destroy(error);
  else this.once('socket', (socket) => { socket.destroy(error); });
  return this;
};
proto.cork = function () { if (this.socket) this.socket.cork(); };
proto.uncork = function () { if (this.socket) this.socket.uncork(); };
proto.flushHeaders = function () {
  if (!this._header) this._implicitHeader();
  this._send('');
};
proto.setTimeout = function (msecs, callback) {
  if (callback) this.on('timeout', callback);
  if (this.socket) this.socket.setTimeout(msecs);
  else this.once('socket', (socket) => { socket.setTimeout(msecs); });
  return this;
};
proto.pipe = function () {
  this.emit('error', nodeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable'));
};
const read = {
  writableEnded: (message) => message.finished,
  writableFinished: (message) => !!message.writableFinished_,
  writableLength: (message) => message.outputSize + (message.socket ? message.socket.writableLength : 0),
  writableHighWaterMark: (message) => (message.socket ? message.socket.writableHighWaterMark : 16384),
  writableObjectMode: () => false,
  connection: (message) => message.socket,
};
for (const name of Object.keys(read)) {
  defineProperty(proto, name, { get() { return read[name](this); }, configurable: true });
}

module.exports = OutgoingMessage;
