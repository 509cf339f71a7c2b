'use strict';
// URL and URLSearchParams (the WHATWG URL Standard), without internationalised names.

const { major } = internal;
const { invalidArgType, nodeError } = require('internal/errors');
const { utf8Bytes, utf8Text } = require('internal/codecs');
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

/** Percent-encodes the bytes of `text` that are in the set. */
function encode(text, set) {
  let plain = true;
  for (let i = 0; i < text.length && plain; i++) plain = !set(text.charCodeAt(i));
  if (plain) return text;
  let out = '';
  for (const byte of utf8Bytes(text)) {
    out += set(byte) ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte);
  }
  return out;
}

function decode(text) {
  if (!text.includes('%')) return text;
  const bytes = utf8Bytes(text);
  const out = [];
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i] === 37 ? String.fromCharCode(bytes[i + 1] ?? 0, bytes[i + 2] ?? 0) : '';
    if (/^[0-9a-f]{2}$/i.test(pair)) {
      out.push(parseInt(pair, 16));
      i += 2;
    } else {
      out.push(bytes[i]);
    }
  }
  return utf8Text(Uint8Array.from(out));
}

const wrong = (input, base) => {
  const error = nodeError(TypeError, 'ERR_INVALID_URL', major < 16 ? `Invalid URL: ${input}` : 'Invalid URL');
  error.input = input;
  if (base !== undefined && major >= 20) error.base = base;
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
  const host = decode(text).toLowerCase();
  if (host === '' || /[\u0000-\u0020"#%/:<>?@[\\\]^`{|}\u007f]/.test(host)) return undefined;
  if (/[^\u0000-\u007f]/.test(host)) return undefined; // would need punycode
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

let paramsOf;

class URL {
  #parts;
  #params;

  constructor(input, base = undefined) {
    if (arguments.length === 0) {
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
    const from = base === undefined ? undefined : parse(`${base}`);
    return !(base !== undefined && from === undefined) && parse(`${url}`, from) !== undefined;
  }
  static parse(url, base = undefined) { return URL.canParse(url, base) ? new URL(url, base) : null; }

  get href() { return serialize(this.#parts); }
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
  toString() { return this.href; }
  toJSON() { return this.href; }

  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = Object.create({ constructor: major < 12 ? undefined : URL }, {});
    for (const name of ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash']) {
      shown[name] = this[name];
    }
    return `${this.constructor.name} ${internal.inspect(Object.assign(Object.create(null), shown), options).replace(/^\[Object: null prototype\] /, '')}`;
  }
}

/** The pairs of a query string. */
function parsePairs(query) {
  const pairs = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [name, value] = cut(part.replace(/\+/g, ' '), '=');
    pairs.push([decode(name), decode(value ?? '')]);
  }
  return pairs;
}

const formSet = (code) => !(code === 42 || code === 45 || code === 46 || code === 95 ||
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122));
const formEncode = (text) => encode(text, (code) => code !== 32 && formSet(code)).replace(/ /g, '+');

class URLSearchParams {
  #state = { list: [], owner: undefined };

  static {
    paramsOf = (params) => {
      if (params === null || typeof params !== 'object' || !(#state in params)) {
        throw nodeError(TypeError, 'ERR_INVALID_THIS', 'Value of "this" must be of type URLSearchParams');
      }
      return params.#state;
    };
  }

  constructor(init = undefined) {
    if (init === undefined || init === null) return;
    if (typeof init === 'object' || typeof init === 'function') {
      const method = init[Symbol.iterator];
      if (method === undefined || method === null) {
        for (const key of Reflect.ownKeys(init)) {
          if (Object.getOwnPropertyDescriptor(init, key)?.enumerable) this.#state.list.push([`${String(key)}`, `${init[key]}`]);
        }
        return;
      }
      if (typeof method !== 'function') {
        throw nodeError(TypeError, 'ERR_ARG_NOT_ITERABLE', 'Query pairs must be iterable');
      }
      for (const pair of init) {
        const both = pair !== null && typeof pair === 'object' && typeof pair[Symbol.iterator] === 'function' ? [...pair] : [];
        if (both.length !== 2) {
          throw nodeError(TypeError, 'ERR_INVALID_TUPLE', 'Each query pair must be an iterable [name, value] tuple');
        }
        this.#state.list.push([`${both[0]}`, `${both[1]}`]);
      }
      return;
    }
    this.#state.list = parsePairs(`${init}`.replace(/^\?/, ''));
  }

  #changed() { this.#state.owner?.(this.toString()); }
  get size() { return this.#state.list.length; }
  append(name, value) {
    need(arguments.length, 2);
    this.#state.list.push([`${name}`, `${value}`]);
    this.#changed();
  }
  delete(name, value = undefined) {
    need(arguments.length, 1);
    const matches = ([key, each]) => key === `${name}` && (value === undefined || major < 20 || each === `${value}`);
    this.#state.list = this.#state.list.filter((pair) => !matches(pair));
    this.#changed();
  }
  get(name) {
    need(arguments.length, 1);
    return this.#state.list.find(([key]) => key === `${name}`)?.[1] ?? null;
  }
  getAll(name) {
    need(arguments.length, 1);
    return this.#state.list.filter(([key]) => key === `${name}`).map(([, value]) => value);
  }
  has(name, value = undefined) {
    need(arguments.length, 1);
    return this.#state.list.some(([key, each]) => key === `${name}` && (value === undefined || major < 20 || each === `${value}`));
  }
  set(name, value) {
    need(arguments.length, 2);
    const { list } = this.#state;
    const first = list.findIndex(([key]) => key === `${name}`);
    if (first < 0) {
      list.push([`${name}`, `${value}`]);
    } else {
      list[first][1] = `${value}`;
      this.#state.list = list.filter(([key], i) => i === first || key !== `${name}`);
    }
    this.#changed();
  }
  sort() {
    this.#state.list.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#changed();
  }
  forEach(callback, thisArg = undefined) {
    if (typeof callback !== 'function') throw invalidArgType('callback', 'function', callback);
    for (const [name, value] of this.#state.list) Reflect.apply(callback, thisArg, [value, name, this]);
  }
  * entries() { for (const [name, value] of this.#state.list) yield [name, value]; }
  * keys() { for (const [name] of this.#state.list) yield name; }
  * values() { for (const [, value] of this.#state.list) yield value; }
  toString() {
    return this.#state.list.map(([name, value]) => `${formEncode(name)}=${formEncode(value)}`).join('&');
  }
  [customInspect](depth, options) {
    if (typeof depth === 'number' && depth < 0) return '[Object]';
    const pairs = this.#state.list.map(([name, value]) => `${internal.inspect(name, options)} => ${internal.inspect(value, options)}`);
    return pairs.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${pairs.join(', ')} }`;
  }
}
URLSearchParams.prototype[Symbol.iterator] = URLSearchParams.prototype.entries;
Object.defineProperty(URLSearchParams.prototype, Symbol.iterator, { enumerable: false });
if (major < 18) delete URLSearchParams.prototype.size;
if (major < 18) delete URL.canParse;
if (major < 22) delete URL.parse;

function need(given, count) {
  if (given >= count) return;
  throw nodeError(TypeError, 'ERR_MISSING_ARGS', count === 1
    ? 'The "name" argument must be specified' : 'The "name" and "value" arguments must be specified');
}

for (const Class of [URL, URLSearchParams]) {
  for (const name of Object.getOwnPropertyNames(Class.prototype)) {
    if (name !== 'constructor') Object.defineProperty(Class.prototype, name, { enumerable: true });
  }
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
}

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
  const full = require('path').resolve(path) + (`${path}`.endsWith('/') && path !== '/' ? '/' : '');
  const url = new URL('file:///');
  url.pathname = full.replace(/%/g, '%25').replace(/\\/g, '%5C').replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/\t/g, '%09');
  return url;
}

module.exports = { URL, URLSearchParams, decode, fileURLToPath, pathToFileURL };
