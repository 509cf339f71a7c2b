'use strict';
// The head of a message to be sent.

const { checkHeaderName, checkHeaderValue } = require('internal/http/checks');
const { invalidArgValue, nodeError } = require('internal/errors');

/** Header lines as [name, value]: those that were set, or those of a list. */
function* linesOf(message, list) {
  if (list === undefined) {
    for (const [name, value] of message.headers_.values()) {
      const joined = Array.isArray(value) && message.unique_?.has(name.toLowerCase());
      if (joined) yield [name, value.join('; ')];
      else for (const each of Array.isArray(value) ? value : [value]) yield [name, each];
    }
  } else if (list.length > 0 && Array.isArray(list[0])) {
    for (const [name, value] of list) for (const each of [].concat(value)) yield [name, each];
  } else {
    if (list.length % 2 !== 0) throw invalidArgValue('headers', list);
    for (let i = 0; i < list.length; i += 2) for (const each of [].concat(list[i + 1])) yield [list[i], each];
  }
}

/** Makes the head: the first line, what was set, and what HTTP demands. */
function storeHeader(firstLine, list) {
  const lines = [firstLine];
  const seen = new Set();
  let defaultKeepAlive = true;
  for (const [name, value] of linesOf(this, list)) {
    if (list !== undefined) {
      checkHeaderName(name);
      if (name.toLowerCase() === 'host' && list.some((each) => Array.isArray(each))) checkHeaderValue(name, value);
      checkHeaderValue(name, value);
    }
    const key = name.toLowerCase();
    lines.push(`${name}: ${value}`);
    seen.add(key);
    if (key === 'connection') {
      this._removedConnection = false;
      if (/\bclose\b/i.test(`${value}`)) this._last = true;
      else this.shouldKeepAlive = true;
    } else if (key === 'transfer-encoding') {
      this._removedTE = false;
      if (/chunked/i.test(`${value}`)) this.chunkedEncoding = true;
    } else if (key === 'content-length') {
      this._removedContLen = false;
      this._contentLength = +value;
    } else if (key === 'keep-alive') {
      defaultKeepAlive = false;
    }
  }
  if (this.sendDate && !seen.has('date')) lines.push(`Date: ${new Date().toUTCString()}`);
  if (this.chunkedEncoding && (this.statusCode === 204 || this.statusCode === 304)) {
    this.chunkedEncoding = false;
    this.shouldKeepAlive = false;
  }
  if (this._removedConnection) {
    this._last = !this.shouldKeepAlive;
  } else if (!seen.has('connection')) {
    const keeps = this.shouldKeepAlive && (seen.has('content-length') || this.useChunkedEncodingByDefault || this.agent);
    if (keeps && this.lastOnConnection_) {
      lines.push('Connection: close');
    } else if (keeps) {
      lines.push('Connection: keep-alive');
      const most = this.mostRequests_ > 0 ? `, max=${this.mostRequests_}` : '';
      if (this.keepAliveSeconds !== undefined && defaultKeepAlive) lines.push(`Keep-Alive: timeout=${this.keepAliveSeconds}${most}`);
    } else {
      this._last = true;
      lines.push('Connection: close');
    }
  }
  if (!seen.has('content-length') && !seen.has('transfer-encoding')) {
    if (!this._hasBody) {
      this.chunkedEncoding = false;
    } else if (!this.useChunkedEncodingByDefault) {
      this._last = true;
    } else if (!seen.has('trailer') && !this._removedContLen && typeof this._contentLength === 'number') {
      lines.push(`Content-Length: ${this._contentLength}`);
    } else if (!this._removedTE) {
      lines.push('Transfer-Encoding: chunked');
      this.chunkedEncoding = true;
    } else {
      this._last = true; // the body ends with the connection
    }
  }
  if (!this.chunkedEncoding && seen.has('trailer')) {
    throw nodeError(Error, 'ERR_HTTP_TRAILER_INVALID', 'Trailers are invalid with this transfer encoding');
  }
  this._header = `${lines.join('\r\n')}\r\n\r\n`;
  this._headerSent = false;
  if (seen.has('expect')) this._send('');
}

module.exports = storeHeader;
