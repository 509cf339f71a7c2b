'use strict';
// HTTP/1.1 messages from bytes that arrive in pieces (RFC 9112), as far as learners' programs
// need them: lengths, chunks, and bodies that end with the connection.

const { Buffer } = require('buffer');

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

class Parser {
  /**
   * @param {boolean} isResponse whether messages begin with a status line
   * @param {object} handlers onHead(head), onBody(bytes), onEnd(), onError(error); `onHead` says
   *   whether the message has no body whatever its headers say
   */
  constructor(isResponse, handlers) {
    this.isResponse = isResponse;
    this.handlers = handlers;
    this.buffer = Buffer.alloc(0);
    this.state = 'head';
    this.left = 0;
  }

  /** Takes the next bytes. */
  feed(bytes) {
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes]);
    while (this.step());
  }

  /** The other side has ended. */
  finish() {
    if (this.state === 'until-close') this.end();
    else if (this.state !== 'head') this.state = 'dead';
  }

  step() {
    switch (this.state) {
      case 'head': return this.head();
      case 'length': return this.body(false);
      case 'chunk-size': return this.chunkSize();
      case 'chunk': return this.body(true);
      case 'trailer': return this.trailer();
      case 'until-close': {
        if (this.buffer.length > 0) this.handlers.onBody(this.take(this.buffer.length));
        return false;
      }
      default: return false;
    }
  }

  take(count) {
    const bytes = this.buffer.subarray(0, count);
    this.buffer = this.buffer.subarray(count);
    return bytes;
  }

  head() {
    const at = this.buffer.indexOf(headEnd);
    if (at < 0) return false;
    const [first, ...lines] = this.take(at + 4).toString('latin1').slice(0, -4).split('\r\n');
    const found = this.isResponse
      ? /^HTTP\/(\d)\.(\d) (\d{3}) ?(.*)$/.exec(first)
      : /^([A-Z-]+) (\S+) HTTP\/(\d)\.(\d)$/.exec(first);
    if (found === null) {
      this.state = 'dead';
      const error = new Error('Parse Error: Invalid start of message');
      error.code = 'HPE_INVALID_CONSTANT';
      this.handlers.onError(error);
      return false;
    }
    const raw = [];
    for (const line of lines) {
      const colon = line.indexOf(':');
      raw.push(line.slice(0, colon), line.slice(colon + 1).trim());
    }
    const value = (name) => {
      for (let i = 0; i < raw.length; i += 2) if (raw[i].toLowerCase() === name) return raw[i + 1];
      return undefined;
    };
    const [major, minor] = this.isResponse ? [found[1], found[2]] : [found[3], found[4]];
    const connection = (value('connection') ?? '').toLowerCase();
    const head = {
      rawHeaders: raw,
      versionMajor: Number(major),
      versionMinor: Number(minor),
      keepAlive: minor === '1' ? !/\bclose\b/.test(connection) : /keep-alive/.test(connection),
    };
    if (this.isResponse) Object.assign(head, { statusCode: Number(found[3]), statusMessage: found[4] });
    else Object.assign(head, { method: found[1], url: found[2] });
    const length = value('content-length');
    const chunked = /chunked/i.test(value('transfer-encoding') ?? '');
    const empty = this.isResponse && (head.statusCode === 204 || head.statusCode === 304);
    if (this.handlers.onHead(head) || empty) {
      this.end();
    } else if (chunked) {
      this.state = 'chunk-size';
    } else if (length !== undefined) {
      this.left = Number(length);
      this.state = 'length';
      if (this.left === 0) this.end();
    } else if (this.isResponse) {
      this.state = 'until-close';
      head.keepAlive = false;
    } else {
      this.end();
    }
    return true;
  }

  body(chunked) {
    if (this.buffer.length === 0) return false;
    const bytes = this.take(Math.min(this.left, this.buffer.length));
    this.left -= bytes.length;
    this.handlers.onBody(bytes);
    if (this.left > 0) return false;
    if (chunked) this.state = 'chunk-size';
    else this.end();
    return true;
  }

  chunkSize() {
    // The line end of the chunk before comes first.
    if (this.buffer.length >= 2 && this.buffer[0] === 13) this.take(2);
    const at = this.buffer.indexOf(lineEnd);
    if (at < 0) return false;
    this.left = parseInt(this.take(at + 2).toString('latin1'), 16);
    this.state = this.left === 0 ? 'trailer' : 'chunk';
    return true;
  }

  trailer() {
    const at = this.buffer.indexOf(lineEnd);
    if (at < 0) return false;
    this.take(at + 2);
    if (at === 0) this.end();
    return true;
  }

  end() {
    this.state = 'head';
    this.handlers.onEnd();
  }
}

module.exports = Parser;
