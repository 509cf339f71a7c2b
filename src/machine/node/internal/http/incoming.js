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
  this.httpVersionMajor = null;
  this.httpVersionMinor = null;
  this.httpVersion = null;
  this.complete = false;
  this.rawHeaders = [];
  this.rawTrailers = [];
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

// Undocumented: programs that make messages by themselves call them.
proto._addHeaderLine = function (field, value, headers) {
  const name = field.toLowerCase();
  if (name === 'set-cookie') headers[name] = [...(headers[name] ?? []), value];
  else if (headers[name] === undefined) headers[name] = value;
  else if (name === 'cookie') headers[name] += `; ${value}`;
  else if (this.joinDuplicateHeaders || !single.has(name)) headers[name] += `, ${value}`;
};
proto._addHeaderLineDistinct = function (field, value, headers) { (headers[field.toLowerCase()] ??= []).push(value); };
proto._addHeaderLines = function (lines, count) {
  const trailing = this.complete;
  if (trailing) this.rawTrailers = lines;
  else this.rawHeaders = lines;
  const shown = trailing ? 'trailers' : 'headers';
  if (this[`${shown}_`] === undefined) return;
  for (let i = 0; i < count; i += 2) this._addHeaderLine(lines[i], lines[i + 1], this[shown]);
};
for (const name of ['_addHeaderLine', '_addHeaderLineDistinct', '_addHeaderLines']) defineProperty(proto, name, { enumerable: false });

// Made of the raw lines when they are first asked for.
const views = { headers: 'rawHeaders', trailers: 'rawTrailers' };
if (major >= 18) Object.assign(views, { headersDistinct: 'rawHeaders', trailersDistinct: 'rawTrailers' });
for (const view of Object.keys(views)) {
  const kept = `${view}_`;
  const distinct = view.endsWith('Distinct');
  defineProperty(proto, view, {
    get() {
      if (this[kept] === undefined) {
        const made = distinct ? { __proto__: null } : {};
        defineProperty(this, kept, { value: made, writable: true, configurable: true });
        const raw = this[views[view]];
        for (let i = 0; i < raw.length; i += 2) {
          if (distinct) this._addHeaderLineDistinct(raw[i], raw[i + 1], made);
          else this._addHeaderLine(raw[i], raw[i + 1], made);
        }
      }
      return this[kept];
    },
    set(value) { defineProperty(this, kept, { value, writable: true, configurable: true }); },
    configurable: true,
  });
}
defineProperty(proto, 'connection', {
  get() { return this.socket; },
  set(value) { this.socket = value; },
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
/** No more comes: what follows the last chunk are trailers. */
proto.endWith = function (trailers) {
  this.rawTrailers = trailers;
  this.push(null);
};
for (const name of ['begin', 'endWith']) defineProperty(proto, name, { enumerable: false });

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
  const onError = () => { callback(error && this.listenerCount('error') === 0 ? null : error); };
  if (major < 16) callback(error);
  else if (major < 18 || major >= 26) onError();
  else nextTick(onError);
};

proto._dump = function () {
  if (this._dumped) return;
  this._dumped = true;
  this.removeAllListeners('data');
  this.resume();
};

module.exports = IncomingMessage;
