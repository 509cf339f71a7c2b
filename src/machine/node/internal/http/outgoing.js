'use strict';
// http.OutgoingMessage: what requests and responses to be sent have in common.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const { captureRejectionSymbol } = require('events');
const { Stream } = require('stream');
const { Buffer } = require('buffer');
const { invalidArgType, nodeError } = require('internal/errors');
const { checkHeaderName, checkHeaderValue, isToken } = require('internal/http/checks');
const storeHeader = require('internal/http/head');

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
  this._trailer = '';
  this._removedConnection = false;
  this._removedContLen = false;
  this._removedTE = false;
  this.strictContentLength = false;
  this._contentLength = null;
  this._headerSent = false;
  this._closed = false;
  this.finished = false;
  this.socket = null;
  this._header = null;
  this.headers_ = new Map();
  // How often it is corked, what waits for that, and what of the body has been written.
  this.state_ = { corked: 0, chunks: [], written: 0, errored: null };
  for (const name of ['headers_', 'state_']) defineProperty(this, name, { enumerable: false });
}
setPrototypeOf(OutgoingMessage.prototype, Stream.prototype);
setPrototypeOf(OutgoingMessage, Stream);
const proto = OutgoingMessage.prototype;

const sent = (what) => nodeError(Error, 'ERR_HTTP_HEADERS_SENT',
  `Cannot ${what} headers after they are sent to the client`);

proto.setHeader = function (name, value) {
  if (this._header) throw sent('set');
  checkHeaderName(name);
  for (const each of Array.isArray(value) ? value : [value]) checkHeaderValue(name, each);
  this.headers_.set(name.toLowerCase(), [name, value]);
  return major >= 16 ? this : undefined;
};
if (major >= 18) {
  proto.setHeaders = function setHeaders(headers) {
    if (this._header) throw sent('set');
    if (!headers || Array.isArray(headers) || typeof headers.keys !== 'function' || typeof headers.get !== 'function') {
      throw invalidArgType('headers', ['Headers', 'Map'], headers);
    }
    const cookies = [];
    for (const [name, value] of headers) {
      if (name === 'set-cookie') cookies.push(...[].concat(value));
      else this.setHeader(name, value);
    }
    if (cookies.length > 0) this.setHeader('set-cookie', cookies);
    return this;
  };
  proto.appendHeader = function appendHeader(name, value) {
    if (this._header) throw sent('append');
    checkHeaderName(name);
    for (const each of [].concat(value)) checkHeaderValue(name, each);
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [].concat(before, value));
  };
}
const checkName = (name) => { if (typeof name !== 'string') throw invalidArgType('name', 'string', name); };
proto.getHeader = function (name) {
  checkName(name);
  return this.headers_.get(name.toLowerCase())?.[1];
};
proto.getHeaderNames = function () { return [...this.headers_.keys()]; };
if (major >= 15) proto.getRawHeaderNames = function () { return [...this.headers_.values()].map(([name]) => name); };
proto.getHeaders = function () {
  const out = Object.create(null);
  for (const [key, [, value]] of this.headers_) out[key] = value;
  return out;
};
proto.hasHeader = function (name) {
  checkName(name);
  return this.headers_.has(name.toLowerCase());
};
// What is removed is not added again by itself.
const removals = {
  connection: '_removedConnection', 'content-length': '_removedContLen', 'transfer-encoding': '_removedTE',
};
proto.removeHeader = function (name) {
  checkName(name);
  if (this._header) throw sent('remove');
  const key = name.toLowerCase();
  if (removals[key]) this[removals[key]] = true;
  else if (key === 'date') this.sendDate = false;
  this.headers_.delete(key);
};
proto.addTrailers = function (headers) {
  this._trailer = '';
  const pairs = Array.isArray(headers) ? headers : Object.entries(headers);
  for (const [name, value] of pairs) {
    if (!isToken(name)) throw nodeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Trailer name must be a valid HTTP token ["${name}"]`);
    for (const each of [].concat(value)) {
      if (/[^\t\x20-\x7e\x80-\xff]/.test(`${each}`)) {
        throw nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in trailer content ["${name}"]`);
      }
      this._trailer += `${name}: ${each}\r\n`;
    }
  }
};
proto._uniqueHeaders = function (names) {
  if (Array.isArray(names)) this.unique_ = new Set(names.map((name) => `${[].concat(name)[0]}`.toLowerCase()));
};
defineProperty(proto, 'headersSent', { get() { return !!this._header; }, configurable: true, enumerable: true });

proto._storeHeader = storeHeader;
proto._implicitHeader = function () {
  throw nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The _implicitHeader() method is not implemented');
};
if (captureRejectionSymbol !== undefined) {
  proto[captureRejectionSymbol] = function (error) { this.destroy(error); };
}

// The head goes out with the first piece of the body.
proto._send = function (data, encoding, callback) {
  let bytes = data;
  if (!this._headerSent) {
    const head = Buffer.from(`${this._header}`, 'latin1');
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

function failWrite(message, error, callback) {
  if (message.destroyed && major >= 15) {
    nextTick(callback, error);
    return;
  }
  nextTick(major < 15 ? writeAfterEndNT : emitErrorNt, message, error, callback);
}
function writeAfterEndNT(message, error, callback) {
  message.emit('error', error);
  callback(error);
}
function emitErrorNt(message, error, callback) {
  callback(error);
  if (!message.destroyed) message.emit('error', error);
}
const nothing = () => {};
const afterEnd = () => nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
const mismatch = (written, length) => nodeError(Error, 'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
  `Response body's content-length of ${written} byte(s) does not match the content-length of ${length} byte(s) set in header`);
const isStrict = (message) => message.strictContentLength && typeof message._contentLength === 'number' && message._hasBody &&
  !message._removedContLen && !message.chunkedEncoding && !message.hasHeader('transfer-encoding');

proto.write = function (chunk, encoding, callback) {
  const done = typeof encoding === 'function' ? encoding : callback;
  const name = typeof encoding === 'function' ? undefined : encoding;
  const sent = send(this, chunk, name, typeof done === 'function' ? done : nothing, false);
  if (!sent) this.needsDrain_ = true;
  return sent;
};

function send(message, chunk, encoding, callback, atEnd) {
  if (chunk === null) throw nodeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) {
    throw invalidArgType('chunk', major < 14 ? ['string', 'Buffer'] : ['string', 'Buffer', 'Uint8Array'], chunk);
  }
  if (message.finished || (message.destroyed && major >= 15)) {
    const error = message.finished ? afterEnd() : nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed');
    failWrite(message, error, callback);
    return major < 15;
  }
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
  const { state_: state } = message;
  if (isStrict(message)) {
    const written = state.written + bytes.length;
    if (atEnd ? written !== message._contentLength : written > message._contentLength) throw mismatch(written, message._contentLength);
  }
  state.written += bytes.length;
  if (!message._header) {
    if (atEnd) message._contentLength = bytes.length;
    message._implicitHeader();
  }
  if (!message._hasBody) {
    if (message.rejectsBody_) throw nodeError(Error, 'ERR_HTTP_BODY_NOT_ALLOWED', 'Adding content for this request method or response status is not allowed.');
    nextTick(callback);
    return true;
  }
  // Pieces written in one go leave together.
  const { socket } = message;
  if (!atEnd && socket && !socket.writableCorked) {
    socket.cork();
    nextTick(connectionCorkNT, socket);
  }
  if (!message.chunkedEncoding || bytes.length === 0) return message._send(bytes, undefined, callback);
  if (state.corked > 0 && message._headerSent) {
    state.chunks.push([bytes, callback]);
    return true;
  }
  return message._send(framed(bytes), undefined, callback);
}
function connectionCorkNT(socket) { socket.uncork(); }
function framed(bytes) {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

proto.cork = function () {
  this.state_.corked++;
  if (this.socket) this.socket.cork();
};
proto.uncork = function () {
  const { state_: state } = this;
  if (state.corked > 0) state.corked--;
  if (this.socket) this.socket.uncork();
  if (state.corked > 0 || state.chunks.length === 0) return;
  const chunks = state.chunks.splice(0);
  this._send(framed(Buffer.concat(chunks.map(([bytes]) => bytes))), undefined, (error) => {
    for (const [, callback] of chunks) callback(error);
  });
};

proto.end = function (chunk, encoding, callback) {
  let [data, name, done] = [chunk, encoding, callback];
  if (typeof data === 'function') [data, name, done] = [undefined, undefined, data];
  else if (typeof name === 'function') [name, done] = [undefined, name];
  const { socket } = this;
  if (this.finished) {
    if (data && major >= 15) failWrite(this, afterEnd(), typeof done === 'function' ? done : nothing);
    else if (typeof done !== 'function') return this;
    else if (!this.writableFinished) this.on('finish', done);
    else nextTick(done, nodeError(Error, 'ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished'));
    return this;
  }
  if (data !== undefined && data !== null && (data !== '' || major < 15)) {
    if (socket) socket.cork();
    send(this, data, name, nothing, true);
  } else if (!this._header) {
    if (socket) socket.cork();
    this._contentLength = 0;
    this._implicitHeader();
  }
  if (typeof done === 'function') {
    // Since 24 the callback comes before the event's other listeners.
    if (major < 24) this.once('finish', done);
    else this.prependOnceListener('finish', done);
  }
  if (isStrict(this) && this.state_.written !== this._contentLength) throw mismatch(this.state_.written, this._contentLength);
  const finish = () => {
    if (this.socket && this.socket._hadError) return;
    this.writableFinished_ = true;
    this.emit('finish');
  };
  while (this.state_.corked > 0) this.uncork();
  if (this._hasBody && this.chunkedEncoding) this._send(`0\r\n${this._trailer}\r\n`, 'latin1', finish);
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
  this.state_.errored = error;
  if (this.socket) this.socket.destroy(error);
  else this.once('socket', (socket) => { socket.destroy(error); });
  return this;
};
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
};
if (major >= 12) read.writableCorked = (message) => message.state_.corked;
if (major >= 18) {
  read.closed = (message) => message._closed;
  read.errored = (message) => message.state_.errored;
}
if (major >= 14) {
  read.writableNeedDrain = (message) => !message.destroyed && !message.finished && !!message.needsDrain_;
}
for (const name of Object.keys(read)) {
  defineProperty(proto, name, { get() { return read[name](this); }, configurable: true });
}

defineProperty(proto, 'connection', {
  get() { return this.socket; },
  set(value) { this.socket = value; },
  configurable: true,
});

module.exports = OutgoingMessage;
