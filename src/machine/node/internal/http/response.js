'use strict';
// http.ServerResponse.

const { apply } = Reflect;
const { setPrototypeOf } = Object;
const OutgoingMessage = require('internal/http/outgoing');
const statusCodes = require('internal/http/status');
const { checkHeaderName, checkHeaderValue } = require('internal/http/checks');
const { invalidArgType, invalidArgValue, nodeError, validateObject } = require('internal/errors');
const { major } = internal;

function ServerResponse(req) {
  apply(OutgoingMessage, this, []);
  if (req.method === 'HEAD') this._hasBody = false;
  this.req = req;
  this.sendDate = true;
  this.statusCode = 200;
  this.statusMessage = undefined;
  if (req.httpVersionMajor < 1 || req.httpVersionMinor < 1) {
    this.useChunkedEncodingByDefault = /chunked/.test(`${req.headers?.te ?? ''}`);
    this.shouldKeepAlive = false;
  }
}
setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
setPrototypeOf(ServerResponse, OutgoingMessage);
const proto = ServerResponse.prototype;

proto.assignSocket = function (socket) {
  if (socket._httpMessage && major >= 20) {
    throw nodeError(Error, 'ERR_HTTP_SOCKET_ASSIGNED', 'ServerResponse has an already assigned socket');
  }
  socket._httpMessage = this;
  this.socket = socket;
  this.onSocketClose = () => { emitCloseNT(this); };
  Object.defineProperty(this, 'onSocketClose', { enumerable: false });
  socket.on('close', this.onSocketClose);
  this.emit('socket', socket);
  this._flush();
};
proto.detachSocket = function (socket) {
  socket.removeListener('close', this.onSocketClose);
  socket._httpMessage = null;
  this.socket = null;
};
function emitCloseNT(res) {
  if (res._closed) return;
  res.destroyed = true;
  res._closed = true;
  res.emit('close');
}

proto._implicitHeader = function () { this.writeHead(this.statusCode); };
proto.writeHead = function writeHead(statusCode, reason, headers) {
  if (this._header) {
    throw nodeError(Error, 'ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
  }
  const code = statusCode | 0;
  if (code < 100 || code > 999) {
    throw nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`);
  }
  let given = headers;
  if (typeof reason === 'string') {
    this.statusMessage = reason;
  } else {
    if (!this.statusMessage) this.statusMessage = statusCodes[code] || 'unknown';
    given ??= reason;
  }
  this.statusCode = code;
  let list;
  if (Array.isArray(given) && this.headers_.size === 0) {
    list = given;
  } else if (Array.isArray(given)) {
    if (given.length % 2 !== 0) throw invalidArgValue('headers', given);
    for (let i = 0; i < given.length; i += 2) if (given[i]) this.removeHeader(given[i]);
    for (let i = 0; i < given.length; i += 2) {
      const before = this.getHeader(given[i]);
      this.setHeader(given[i], before === undefined ? given[i + 1] : [].concat(before, given[i + 1]));
    }
  } else if (given) {
    for (const name of Object.keys(given)) if (name) this.setHeader(name, given[name]);
  }
  if (/[^\t\x20-\x7e\x80-\xff]/.test(`${this.statusMessage}`)) {
    throw nodeError(TypeError, 'ERR_INVALID_CHAR', 'Invalid character in statusMessage');
  }
  if (code === 204 || code === 304 || (code >= 100 && code < 200)) this._hasBody = false;
  // A client that waits for 100 Continue and does not get it may send its body or not.
  if (this._expect_continue && !this._sent100) this.shouldKeepAlive = false;
  this._storeHeader(`HTTP/1.1 ${code} ${this.statusMessage}`, list);
  return this;
};
proto.writeHeader = proto.writeHead;
proto.writeContinue = function writeContinue(callback) {
  this._writeRaw('HTTP/1.1 100 Continue\r\n\r\n', 'latin1', callback);
  this._sent100 = true;
};
proto.writeProcessing = function writeProcessing(callback) {
  this._writeRaw('HTTP/1.1 102 Processing\r\n\r\n', 'latin1', callback);
};
if (major >= 18) {
  const link = /^(?:<[^>]*>)(?:\s*;\s*[^;"\s]+(?:=(")?[^;"\s]*\1)?)*$/;
  const badLink = (value) => invalidArgValue('hints', value,
    'must be an array or string of format "</styles.css>; rel=preload; as=style"');
  proto.writeEarlyHints = function writeEarlyHints(hints, callback) {
    validateObject(hints, 'hints');
    if (hints.link === null || hints.link === undefined) return;
    for (const each of [].concat(hints.link)) {
      if (typeof each !== 'string' && !Array.isArray(hints.link)) throw invalidArgType('hints', ['string', 'Array'], each);
      if (!link.test(each)) throw badLink(hints.link);
    }
    const joined = [].concat(hints.link).join(', ');
    if (joined === '') return;
    let head = `HTTP/1.1 103 Early Hints\r\nLink: ${joined}\r\n`;
    for (const name of Object.keys(hints)) {
      if (name === 'link') continue;
      checkHeaderName(name);
      checkHeaderValue(name, hints[name]);
      head += `${name}: ${hints[name]}\r\n`;
    }
    this._writeRaw(`${head}\r\n`, 'latin1', callback);
  };
}

module.exports = { ServerResponse, emitCloseNT };
