'use strict';
// HTTP/1.1 messages from bytes that arrive in pieces (RFC 9112): lengths, chunks, trailers, and
// bodies that end with the connection. What is wrong has llhttp's codes.

const { Buffer } = require('buffer');
const { getContext, inContext } = require('internal/async_context');
const { isToken } = require('internal/http/checks');

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');
const largestExtension = 16 * 1024;

const methods = [
  'ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE',
  'MKACTIVITY', 'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH',
  'PURGE', 'PUT', 'QUERY', 'REBIND', 'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK',
  'UNLOCK', 'UNSUBSCRIBE',
];

function parseError(code, reason) {
  return Object.assign(new Error(`Parse Error: ${reason}`), { code, reason });
}

class Parser {
  /**
   * @param {boolean} isResponse whether messages begin with a status line
   * @param {object} handlers onHead(head), onBody(bytes), onEnd(trailers), onUpgrade(rest),
   *   onError(error); `onHead` may say 'empty' or 'skip' (there is no body whatever the headers
   *   say), 'upgrade' (what follows is no HTTP) or 'stop' (nobody wants what follows)
   */
  constructor(isResponse, handlers) {
    this.isResponse = isResponse;
    this.handlers = handlers;
    this.buffer = Buffer.alloc(0);
    this.state = 'head';
    this.left = 0;
    this.began = internal.time();
    this.context = getContext();
  }

  /** Takes the next bytes; what hears of them runs in the context in which the parser was made. */
  feed(bytes) { inContext(this.context, this.consume, this, [bytes]); }

  consume(bytes) {
    if (this.state === 'dead') return;
    const idle = this.state === 'head' && this.buffer.length === 0;
    if (idle && this.began === undefined) this.began = internal.time();
    this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes]);
    try {
      while (this.step());
    } catch (error) {
      if (error.reason === undefined) throw error;
      this.state = 'dead';
      error.rawPacket = bytes;
      error.bytesParsed ??= Math.max(bytes.length - this.buffer.length, 0);
      this.handlers.onError(error);
    }
  }

  /** The other side has ended. */
  finish() {
    if (this.state === 'until-close') {
      this.end([]);
    } else if (this.state !== 'dead' && (this.state !== 'head' || this.buffer.length > 0)) {
      this.state = 'dead';
      return parseError('HPE_INVALID_EOF_STATE', 'Invalid EOF state');
    }
    return undefined;
  }

  step() {
    switch (this.state) {
      case 'head': return this.head();
      case 'length': return this.body(false);
      case 'chunk-size': return this.chunkSize();
      case 'chunk': return this.body(true);
      case 'chunk-end': return this.chunkEnd();
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
    // Empty lines before a message count for nothing.
    while (this.buffer.length >= 2 && this.buffer[0] === 13 && this.buffer[1] === 10) this.take(2);
    if (this.buffer.length === 0) return false;
    this.checkStart();
    const at = this.buffer.indexOf(headEnd);
    const limit = this.handlers.maxHeaderSize || 16 * 1024;
    if ((at < 0 ? this.buffer.length : at) > limit) throw parseError('HPE_HEADER_OVERFLOW', 'Header overflow');
    if (at < 0) return false;
    const text = this.take(at + 4).toString('latin1').slice(0, -4);
    if (/\r(?!\n)/.test(text)) throw parseError('HPE_LF_EXPECTED', 'Missing expected LF after header value');
    if (/[^\r]\n/.test(text)) throw parseError('HPE_CR_EXPECTED', 'Missing expected CR after header value');
    const [first, ...lines] = text.split('\r\n');
    const head = this.isResponse ? statusLine(first) : requestLine(first);
    head.rawHeaders = fields(lines);
    const framing = frame(head.rawHeaders, this.isResponse);
    head.keepAlive = head.versionMinor === 1 ? !framing.closes : framing.keeps;
    head.upgrade = framing.upgrade && (!this.isResponse || head.statusCode === 101);
    const verdict = this.handlers.onHead(head);
    if (verdict === 'upgrade') {
      this.state = 'dead';
      this.handlers.onUpgrade(this.take(this.buffer.length));
      return false;
    }
    this.open(head, framing, verdict);
    return true;
  }

  /** Says early of bytes that can be no message. */
  checkStart() {
    const start = this.buffer.subarray(0, 24).toString('latin1');
    if (this.isResponse) {
      const wanted = 'HTTP/';
      if (!wanted.startsWith(start.slice(0, 5))) throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
      return;
    }
    const space = start.indexOf(' ');
    const word = space < 0 ? start : start.slice(0, space);
    if (!methods.some((method) => (space < 0 ? method.startsWith(word) : method === word))) {
      const fits = (count) => methods.some((method) => `${method} `.startsWith(start.slice(0, count)));
      let bytesParsed = 0;
      while (fits(bytesParsed + 1)) bytesParsed++;
      bytesParsed = Math.max(bytesParsed, 1);
      throw Object.assign(parseError('HPE_INVALID_METHOD', 'Invalid method encountered'), { bytesParsed });
    }
  }

  open(head, framing, verdict) {
    const empty = this.isResponse && (head.statusCode === 204 || head.statusCode === 304);
    if (verdict === 'stop') {
      this.state = 'dead';
    } else if (verdict === 'skip') {
      this.state = 'head';
    } else if (verdict === 'empty' || empty) {
      this.end([]);
    } else if (framing.chunked) {
      this.state = 'chunk-size';
    } else if (framing.length !== undefined) {
      this.left = framing.length;
      this.state = 'length';
      if (this.left === 0) this.end([]);
    } else if (this.isResponse) {
      this.state = 'until-close';
      head.keepAlive = false;
    } else {
      this.end([]);
    }
  }

  body(chunked) {
    if (this.buffer.length === 0) return false;
    const bytes = this.take(Math.min(this.left, this.buffer.length));
    this.left -= bytes.length;
    this.handlers.onBody(bytes);
    if (this.left > 0) return false;
    if (chunked) this.state = 'chunk-end';
    else this.end([]);
    return true;
  }

  chunkEnd() {
    if (this.buffer.length < 2) return false;
    if (this.buffer[0] !== 13 || this.buffer[1] !== 10) throw parseError('HPE_STRICT', 'Expected LF after chunk data');
    this.take(2);
    this.state = 'chunk-size';
    return true;
  }

  chunkSize() {
    const at = this.buffer.indexOf(lineEnd);
    if ((at < 0 ? this.buffer.length : at) > largestExtension) {
      throw parseError('HPE_CHUNK_EXTENSIONS_OVERFLOW', 'Chunk extensions overflow');
    }
    if (at < 0) return false;
    const line = this.take(at + 2).toString('latin1').slice(0, -2);
    const found = /^([0-9a-fA-F]+)[ \t]*(;.*)?$/.exec(line);
    if (found === null || /[\r\n]/.test(line)) throw parseError('HPE_INVALID_CHUNK_SIZE', 'Invalid character in chunk size');
    this.left = parseInt(found[1], 16);
    this.state = this.left === 0 ? 'trailer' : 'chunk';
    return true;
  }

  trailer() {
    if (this.buffer.length >= 2 && this.buffer[0] === 13 && this.buffer[1] === 10) {
      this.take(2);
      this.end([]);
      return true;
    }
    const at = this.buffer.indexOf(headEnd);
    if (at < 0) return false;
    this.end(fields(this.take(at + 4).toString('latin1').slice(0, -4).split('\r\n')));
    return true;
  }

  end(trailers) {
    this.state = 'head';
    this.began = undefined;
    this.handlers.onEnd(trailers);
  }
}

function statusLine(line) {
  const found = /^HTTP\/(\d)\.(\d) (\d{3})(?: (.*))?$/.exec(line);
  if (found === null) throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/');
  return { versionMajor: +found[1], versionMinor: +found[2], statusCode: +found[3], statusMessage: found[4] ?? '' };
}

function requestLine(line) {
  const found = /^(\S+) (\S+) HTTP\/(\d)\.(\d)$/.exec(line);
  if (found === null) throw parseError('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
  return { method: found[1], url: found[2], versionMajor: +found[3], versionMinor: +found[4] };
}

/** Header lines as name, value, name, value; a line that begins with a space goes on. */
function fields(lines) {
  const raw = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line) && raw.length > 0) {
      raw[raw.length - 1] += line.trimEnd();
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.slice(0, colon))) throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header token');
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
    if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) throw parseError('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    raw.push(line.slice(0, colon), value);
  }
  return raw;
}

/** How long the body is, and what becomes of the connection. */
function frame(raw, isResponse) {
  const framing = { length: undefined, chunked: false, closes: false, keeps: false, upgrade: false };
  let [coded, upgrades, asks] = [false, false, false];
  for (let i = 0; i < raw.length; i += 2) {
    const value = raw[i + 1];
    switch (raw[i].toLowerCase()) {
      case 'content-length':
        if (framing.length !== undefined) throw parseError('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
        if (coded) throw parseError('HPE_INVALID_CONTENT_LENGTH', "Content-Length can't be present with Transfer-Encoding");
        if (!/^\d+$/.test(value)) throw parseError('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
        framing.length = Number(value);
        break;
      case 'transfer-encoding':
        if (framing.length !== undefined) {
          throw parseError('HPE_INVALID_TRANSFER_ENCODING', "Transfer-Encoding can't be present with Content-Length");
        }
        coded = true;
        framing.chunked = /(^|,)[ \t]*chunked[ \t]*$/i.test(value);
        break;
      case 'connection':
        framing.closes ||= /(^|[,\s])close([,\s]|$)/i.test(value);
        framing.keeps ||= /(^|[,\s])keep-alive([,\s]|$)/i.test(value);
        asks ||= /(^|[,\s])upgrade([,\s]|$)/i.test(value);
        break;
      case 'upgrade':
        upgrades = true;
        break;
      default:
    }
  }
  if (coded && !framing.chunked && !isResponse) {
    throw parseError('HPE_INVALID_TRANSFER_ENCODING', 'Request has invalid `Transfer-Encoding`');
  }
  framing.upgrade = asks && upgrades;
  return framing;
}

module.exports = Parser;
module.exports.methods = methods;
