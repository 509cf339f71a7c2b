'use strict';
// http.IncomingMessage: the request a server gets, the response a client gets.

const { major, nextTick } = internal;
const { apply } = Reflect;
const { setPrototypeOf, defineProperty } = Object;
const { Readable } = require('stream');

// Headers that count once; the others are joined.
const single = new Set([
  'age', 'authorization', 'content-length', 'content-type', 'etag', 'expires', 'from', 'host',
  'if-modified-since', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards',
  'proxy-authorization', 'referer', 'retry-after', 'server', 'user-agent',
]);

function IncomingMessage(socket) {
  const options = major < 16 ? { autoDestroy: false } : {};
  if (socket && major >= 12) options.highWaterMark = socket.readableHighWaterMark;
  apply(Readable, this, [options]);
  this._readableState.readingMore = true;
  this.socket = socket;
  this.connection = socket;
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this.rawHeaders = [];
  this.rawTrailers = [];
  this.trailers = {};
  this.aborted = false;
  this.upgrade = null;
  this.url = '';
  this.method = null;
  this.statusCode = null;
  this.statusMessage = null;
  this._consuming = false;
  this._dumped = false;
}
setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
setPrototypeOf(IncomingMessage, Readable);
const proto = IncomingMessage.prototype;

defineProperty(proto, 'headers', {
  get() {
    if (this.headers_ !== undefined) return this.headers_;
    const headers = this.headers_ = {};
    const raw = this.rawHeaders;
    for (let i = 0; i < raw.length; i += 2) {
      const name = raw[i].toLowerCase();
      const value = raw[i + 1];
      if (name === 'set-cookie') headers[name] = [...(headers[name] ?? []), value];
      else if (headers[name] === undefined) headers[name] = value;
      else if (!single.has(name)) headers[name] += `${name === 'cookie' ? '; ' : ', '}${value}`;
    }
    return headers;
  },
  set(value) { this.headers_ = value; },
  configurable: true,
});

/** Fills in what the first lines said. */
proto.begin = function (head) {
  this.httpVersionMajor = head.versionMajor;
  this.httpVersionMinor = head.versionMinor;
  this.httpVersion = `${head.versionMajor}.${head.versionMinor}`;
  this.rawHeaders = head.rawHeaders;
  if (head.method !== undefined) {
    this.method = head.method;
    this.url = head.url;
  } else {
    this.statusCode = head.statusCode;
    this.statusMessage = head.statusMessage;
  }
};
defineProperty(proto, 'begin', { enumerable: false });

proto.setTimeout = function (msecs, callback) {
  if (callback) this.on('timeout', callback);
  this.socket.setTimeout(msecs);
  return this;
};

proto._read = function () {
  if (!this._consuming) {
    this._readableState.readingMore = false;
    this._consuming = true;
  }
  const { socket } = this;
  if (socket && socket.readable && socket.isPaused()) socket.resume();
};

proto._destroy = function (error, callback) {
  if (major >= 16 && (!this.readableEnded || !this.complete)) {
    this.aborted = true;
    this.emit('aborted');
  }
  if (this.socket && !this.socket.destroyed && (this.aborted || major < 16)) {
    if (this.aborted) this.socket.destroy(error);
  }
  const told = () => { callback(error && this.listenerCount('error') === 0 ? null : error); };
  if (major < 16) callback(error);
  else if (major < 18 || major >= 26) told();
  else nextTick(told);
};

proto._dump = function () {
  if (this._dumped) return;
  this._dumped = true;
  this.removeAllListeners('data');
  this.resume();
};

module.exports = IncomingMessage;
