'use strict';
// URL and URLSearchParams (the WHATWG URL Standard), without internationalised names.

const { major } = internal;
const { invalidArgType, nodeError, validateString } = require('internal/errors');
const { decode, encode } = require('internal/percent');
const { URLSearchParams, paramsOf, parsePairs } = require('internal/url_search_params');
const customInspect = Symbol.for('nodejs.util.inspect.custom');

const special = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
const isSpecial = (protocol) => special[protocol] !== undefined;

const c0 = (code) => code <= 0x1f || code > 0x7e;
const inSet = (chars) => (code) => c0(code) || chars.includes(String.fromCharCode(code));
const fragmentSet = inSet(' "<>`');
const querySet = inSet(' "#<>');
const specialQuerySet = inSet(' "#<>\'');
const pathSet = inSet(' "#<>?`{}^');
const userSet = inSet(' "#<>?`{}/:;=@[\\]^|');

// V8's words for a method of Node's own that is private.
function check(self, isUrl) {
  if (isUrl) return;
  throw new TypeError(major < 18 ? 'this[kFormat] is not a function' : 'Receiver must be an instance of class URL');
}

const wrong = (input, base) => {
  const code = 'ERR_INVALID_URL';
  if (major >= 20) { // native code makes it
    const error = Object.assign(new TypeError('Invalid URL'), { code, input });
    if (base !== undefined) error.base = base;
    return error;
  }
  const error = nodeError(TypeError, code, major < 16 ? `Invalid URL: ${input}` : 'Invalid URL');
  if (major >= 12) delete error.code;
  error.input = input;
  if (major >= 12) error.code = code;
  return error;
};

/** The number of one part of an IPv4 address: decimal, octal or hexadecimal. */
function ipNumber(part) {
  if (/^0x[0-9a-f]*$/i.test(part)) return parseInt(part.slice(2) || '0', 16);
  if (/^0[0-7]+$/.test(part)) return parseInt(part, 8);
  return /^\d+$/.test(part) ? Number(part) : NaN;
}

/** A host as it is shown; undefined if it is none. */
function hostOf(text, isSpecialScheme) {
  if (text.startsWith('[')) {
    return /^\[[0-9a-f:.]+\]$/i.test(text) && text.includes(':') ? text.toLowerCase() : undefined;
  }
  if (!isSpecialScheme) return /[\u0000\t\n\r #/<>?@[\\\]^|]/.test(text) ? undefined : encode(text, c0);
  let host = decode(text).normalize('NFKC').toLowerCase();
  if (/[^\u0000-\u007f]/.test(host)) host = require('internal/punycode').toASCII(host);
  if (host === '' || /[\u0000-\u0020"#%/:<>?@[\\\]^`{|}\u007f]/.test(host)) return undefined;
  const parts = host.endsWith('.') ? host.slice(0, -1).split('.') : host.split('.');
  const last = parts[parts.length - 1];
  if (!/^(\d+|0x[0-9a-f]*)$/i.test(last)) return host;
  const numbers = parts.map(ipNumber);
  if (parts.length > 4 || numbers.some((number) => number !== number)) return undefined;
  let value = numbers.pop();
  if (numbers.some((number) => number > 255) || value >= 256 ** (4 - numbers.length)) return undefined;
  numbers.forEach((number, i) => { value += number * 256 ** (3 - i); });
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');
}

/** Resolves the segments of a path. */
function pathOf(segments, isFile) {
  const out = [];
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    const name = segment.replace(/%2e/gi, '.');
    if (name === '..') {
      if (out.length > 0 && !(isFile && out.length === 1 && /^[a-z]:$/i.test(out[0]))) out.pop();
      if (last) out.push('');
    } else if (name === '.') {
      if (last) out.push('');
    } else {
      out.push(encode(segment, pathSet));
    }
  });
  return `/${out.join('/')}`;
}

/** Splits off what follows the first `mark`. */
function cut(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function setAuthority(url, authority) {
  const at = authority.lastIndexOf('@');
  if (at >= 0) {
    const [user, password] = cut(authority.slice(0, at), ':');
    url.username = encode(user, userSet);
    url.password = password === undefined ? '' : encode(password, userSet);
  }
  return setHost(url, authority.slice(at + 1));
}

function setHost(url, text) {
  const found = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(text);
  if (found === null) return false;
  const host = found[1] === '' && !isSpecial(url.protocol) ? '' : url.protocol === 'file:' && found[1] === '' ? '' : hostOf(found[1], isSpecial(url.protocol));
  if (host === undefined) return false;
  if (found[2] !== undefined && found[2] !== '') {
    const port = Number(found[2]);
    if (port > 65535) return false;
    url.port = special[url.protocol] === String(port) ? '' : String(port);
  }
  url.hostname = url.protocol === 'file:' && host === 'localhost' ? '' : host;
  return true;
}

/** The parts of a URL; undefined if `input` is none. */
function parse(input, base) {
  const text = input.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '').replace(/[\t\n\r]/g, '');
  const [noHash, hash] = cut(text, '#');
  const [head, query] = cut(noHash, '?');
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(head);
  const url = { protocol: '', username: '', password: '', hostname: null, port: '', pathname: '', search: '', hash: '' };
  const finish = () => {
    if (query !== undefined) url.search = query === '' ? '' : `?${encode(query, isSpecial(url.protocol) ? specialQuerySet : querySet)}`;
    if (hash !== undefined) url.hash = hash === '' ? '' : `#${encode(hash, fragmentSet)}`;
    return url;
  };
  let rest = head;
  if (scheme !== null) {
    url.protocol = `${scheme[1].toLowerCase()}:`;
    rest = head.slice(scheme[0].length);
    const relative = isSpecial(url.protocol) && base !== undefined && base.protocol === url.protocol && !/^[/\\]{2}/.test(rest) && url.protocol !== 'file:' && !/^[/\\]/.test(rest);
    if (!relative) {
      if (isSpecial(url.protocol)) rest = rest.replace(/\\/g, '/');
      if (isSpecial(url.protocol) && url.protocol !== 'file:') {
        rest = rest.replace(/^\/*/, '');
        const at = rest.search(/[/]/);
        const authority = at < 0 ? rest : rest.slice(0, at);
        if (!setAuthority(url, authority) || url.hostname === '') return undefined;
        url.pathname = pathOf((at < 0 ? '' : rest.slice(at + 1)).split('/'), false);
        return finish();
      }
      if (rest.startsWith('//')) {
        const at = rest.indexOf('/', 2);
        if (!setAuthority(url, at < 0 ? rest.slice(2) : rest.slice(2, at))) return undefined;
        const path = at < 0 ? '' : rest.slice(at);
        url.pathname = path === '' && url.protocol !== 'file:' ? '' : pathOf(path.slice(1).split('/'), url.protocol === 'file:');
        return finish();
      }
      if (url.protocol === 'file:') {
        url.hostname = '';
        url.pathname = pathOf(rest.replace(/^\//, '').split('/'), true);
      } else if (rest.startsWith('/')) {
        url.pathname = pathOf(rest.slice(1).split('/'), false);
      } else {
        url.pathname = encode(rest, c0); // opaque
      }
      return finish();
    }
  }
  if (base === undefined) return undefined;
  const opaque = base.hostname === null && !base.pathname.startsWith('/');
  if (opaque && (rest !== '' || query !== undefined || hash === undefined)) return undefined;
  Object.assign(url, base, { hash: '', search: '' });
  if (isSpecial(url.protocol)) rest = rest.replace(/\\/g, '/');
  if (rest.startsWith('//')) {
    const at = rest.indexOf('/', 2);
    Object.assign(url, { username: '', password: '', port: '' });
    if (!setAuthority(url, at < 0 ? rest.slice(2) : rest.slice(2, at))) return undefined;
    url.pathname = pathOf((at < 0 ? '' : rest.slice(at + 1)).split('/'), false);
  } else if (rest.startsWith('/')) {
    url.pathname = pathOf(rest.slice(1).split('/'), url.protocol === 'file:');
  } else if (rest !== '') {
    url.pathname = pathOf([...base.pathname.split('/').slice(1, -1), ...rest.split('/')], url.protocol === 'file:');
  } else if (query === undefined) {
    url.search = base.search;
  }
  return finish();
}

function serialize(url, withHash = true) {
  let out = url.protocol;
  if (url.hostname !== null) {
    out += '//';
    if (url.username !== '' || url.password !== '') {
      out += `${url.username}${url.password === '' ? '' : `:${url.password}`}@`;
    }
    out += `${url.hostname}${url.port === '' ? '' : `:${url.port}`}`;
  } else if (url.pathname.startsWith('//')) {
    out += '/.';
  }
  return out + url.pathname + url.search + (withHash ? url.hash : '');
}


class URL {
  #parts;
  #params;

  constructor(input, base = undefined) {
    if (arguments.length === 0 && major >= 18) {
      throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    }
    const text = `${input}`;
    let from;
    if (base !== undefined) {
      from = parse(`${base}`);
      if (from === undefined) throw wrong(major < 20 ? `${base}` : text, `${base}`);
    }
    this.#parts = parse(text, from);
    if (this.#parts === undefined) throw wrong(text, base === undefined ? undefined : `${base}`);
  }

  static canParse(url, base = undefined) {
    if (arguments.length === 0) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "url" argument must be specified');
    const from = base === undefined ? undefined : parse(`${base}`);
    return !(base !== undefined && from === undefined) && parse(`${url}`, from) !== undefined;
  }
  static parse(url, base = undefined) { return URL.canParse(url, base) ? new URL(url, base) : null; }

  toString() {
    check(this, #parts in this);
    return serialize(this.#parts);
  }
  get href() {
    check(this, #parts in this);
    return serialize(this.#parts);
  }
  set href(value) {
    const parts = parse(`${value}`);
    if (parts === undefined) throw wrong(`${value}`);
    this.#parts = parts;
    this.#refresh();
  }
  get origin() {
    const { protocol } = this.#parts;
    return isSpecial(protocol) && protocol !== 'file:' ? `${protocol}//${this.host}` : 'null';
  }
  get protocol() { return this.#parts.protocol; }
  set protocol(value) {
    const found = /^([a-zA-Z][a-zA-Z0-9+.-]*):?/.exec(`${value}`);
    if (found === null) return;
    const protocol = `${found[1].toLowerCase()}:`;
    if (isSpecial(protocol) !== isSpecial(this.#parts.protocol)) return;
    this.#parts.protocol = protocol;
    if (special[protocol] === this.#parts.port) this.#parts.port = '';
  }
  get username() { return this.#parts.username; }
  set username(value) { if (this.#parts.hostname) this.#parts.username = encode(`${value}`, userSet); }
  get password() { return this.#parts.password; }
  set password(value) { if (this.#parts.hostname) this.#parts.password = encode(`${value}`, userSet); }
  get host() {
    const { hostname, port } = this.#parts;
    return `${hostname ?? ''}${port === '' ? '' : `:${port}`}`;
  }
  set host(value) {
    const parts = { ...this.#parts };
    if (setHost(parts, `${value}`.split(/[/?#]/)[0]) && (parts.hostname !== '' || !isSpecial(parts.protocol))) this.#parts = parts;
  }
  get hostname() { return this.#parts.hostname ?? ''; }
  set hostname(value) {
    const parts = { ...this.#parts };
    if (setHost(parts, `${value}`.split(/[/?#:]/)[0]) && (parts.hostname !== '' || !isSpecial(parts.protocol))) this.#parts = parts;
  }
  get port() { return this.#parts.port; }
  set port(value) {
    const text = `${value}`;
    const found = /^\d+/.exec(text);
    if (text === '') this.#parts.port = '';
    else if (found !== null && Number(found[0]) <= 65535) {
      this.#parts.port = special[this.#parts.protocol] === String(Number(found[0])) ? '' : String(Number(found[0]));
    }
  }
  get pathname() { return this.#parts.pathname; }
  set pathname(value) {
    const { protocol, hostname } = this.#parts;
    if (hostname === null && !this.#parts.pathname.startsWith('/')) return;
    let text = `${value}`.replace(/[?]/g, '%3F').replace(/#/g, '%23');
    if (isSpecial(protocol)) text = text.replace(/\\/g, '/');
    this.#parts.pathname = pathOf(text.replace(/^\//, '').split('/'), protocol === 'file:');
  }
  get search() { return this.#parts.search; }
  set search(value) {
    const text = `${value}`.replace(/^\?/, '');
    this.#parts.search = text === '' ? '' : `?${encode(text, isSpecial(this.#parts.protocol) ? specialQuerySet : querySet)}`;
    this.#refresh();
  }
  get searchParams() {
    if (this.#params === undefined) {
      this.#params = new URLSearchParams(this.#parts.search);
      paramsOf(this.#params).owner = (search) => { this.#parts.search = search === '' ? '' : `?${search}`; };
    }
    return this.#params;
  }
  #refresh() {
    if (this.#params !== undefined) paramsOf(this.#params).list = parsePairs(this.#parts.search.slice(1));
  }
  get hash() { return this.#parts.hash; }
  set hash(value) {
    const text = `${value}`.replace(/^#/, '');
    this.#parts.hash = text === '' ? '' : `#${encode(text, fragmentSet)}`;
  }
  toJSON() {
    check(this, #parts in this);
    return serialize(this.#parts);
  }

  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: major < 12 ? undefined : URL }, {});
    for (const name of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash']) {
      shown[name] = this[name];
    }
    return `${this.constructor.name} ${internal.inspect(Object.assign(Object.create(null), shown), options).replace(/^\[Object: null prototype\] /, '')}`;
  }
}

if (major < 18) delete URL.canParse;
if (major < 20) delete URL.parse;

for (const name of Object.getOwnPropertyNames(URL.prototype)) {
  if (name !== 'constructor') Object.defineProperty(URL.prototype, name, { enumerable: true });
}
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });

function fileURLToPath(value) {
  const url = typeof value === 'string' ? new URL(value) : value;
  if (!(url instanceof URL)) throw invalidArgType('path', ['string', 'URL'], value);
  if (url.protocol !== 'file:') throw nodeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file');
  if (url.hostname !== '') {
    throw nodeError(TypeError, 'ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux');
  }
  if (/%2f/i.test(url.pathname)) {
    throw nodeError(TypeError, 'ERR_INVALID_FILE_URL_PATH', 'File URL path must not include encoded / characters');
  }
  return decode(url.pathname);
}

function pathToFileURL(path) {
  if (major >= 18) validateString(path, 'path');
  const full = require('path').resolve(path) + (`${path}`.endsWith('/') && path !== '/' ? '/' : '');
  const url = new URL('file:///');
  url.pathname = full.replace(/%/g, '%25').replace(/\\/g, '%5C').replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/\t/g, '%09');
  return url;
}

module.exports = { URL, URLSearchParams, decode, fileURLToPath, pathToFileURL };
