'use strict';
// url: the standard's classes, and the older functions for the usual kinds of URL.

const { major } = internal;
const { URL, URLSearchParams, fileURLToPath, pathToFileURL } = require('internal/url');
const { validateString, invalidArgType } = require('internal/errors');
const { toUnicode } = require('internal/punycode');

function Url() {
  for (const name of ['protocol', 'slashes', 'auth', 'host', 'port', 'hostname', 'hash', 'search', 'query', 'pathname', 'path', 'href']) {
    this[name] = null;
  }
}

const slashed = /^(https?|ftp|file|gopher|wss?):?$/;

const parseIsDeprecated = '`url.parse()` behavior is not standardized and prone to errors that have security ' +
  'implications. Use the WHATWG URL API instead. CVEs are not issued for `url.parse()` vulnerabilities.';
let toldOfParse = major < 24;
function urlParse(url, parseQueryString, slashesDenoteHost) {
  if (!toldOfParse) {
    toldOfParse = true;
    require('process').emitWarning(parseIsDeprecated, 'DeprecationWarning', 'DEP0169');
  }
  if (url instanceof Url) return url;
  validateString(url, 'url');
  const out = new Url();
  let rest = url.trim().replace(/\\/g, '/');
  const hash = rest.indexOf('#');
  if (hash >= 0) {
    out.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf('?');
  if (question >= 0) {
    out.search = rest.slice(question);
    out.query = rest.slice(question + 1);
    rest = rest.slice(0, question);
  }
  const scheme = /^[a-z0-9.+-]+:/i.exec(rest);
  if (scheme !== null) {
    out.protocol = scheme[0].toLowerCase();
    rest = rest.slice(scheme[0].length);
  }
  if ((scheme !== null || slashesDenoteHost) && rest.startsWith('//') && out.protocol !== 'javascript:') {
    out.slashes = true;
    rest = rest.slice(2);
    const end = rest.search(/[/]/);
    let authority = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? '' : rest.slice(end);
    const at = authority.lastIndexOf('@');
    if (at >= 0) {
      out.auth = decodeURIComponent(authority.slice(0, at));
      authority = authority.slice(at + 1);
    }
    const port = /:(\d*)$/.exec(authority);
    if (port !== null) {
      if (port[1] !== '') out.port = port[1];
      authority = authority.slice(0, port.index);
    }
    out.hostname = authority.toLowerCase().replace(/^\[|\]$/g, '');
    out.host = authority.toLowerCase() + (out.port === null ? '' : `:${out.port}`);
  }
  if (rest !== '') out.pathname = rest.replace(/ /g, '%20');
  if (slashed.test(out.protocol ?? '') && out.hostname && !out.pathname) out.pathname = '/';
  if (parseQueryString) {
    out.query = require('querystring').parse(out.query ?? '');
    if (out.search === null) out.search = major < 12 ? '' : null;
  }
  if (out.pathname !== null || out.search !== null) out.path = (out.pathname ?? '') + (out.search ?? '');
  out.href = format(out);
  return out;
}

function format(given, options) {
  if (given instanceof URL) {
    const { fragment = true, search = true, auth = true, unicode = false } = options ?? {};
    const host = unicode ? given.host.replace(given.hostname, toUnicode(given.hostname)) : given.host;
    const user = auth && given.username ? `${given.username}${given.password ? `:${given.password}` : ''}@` : '';
    return `${given.protocol}${host || given.protocol === 'file:' ? '//' : ''}${user}${host}${given.pathname}${search ? given.search : ''}${fragment ? given.hash : ''}`;
  }
  if (typeof given === 'string') return urlParse(given).href;
  if (given === null || typeof given !== 'object') throw invalidArgType('urlObject', ['Object', 'string'], given);
  let protocol = given.protocol || '';
  if (protocol && !protocol.endsWith(':')) protocol += ':';
  const auth = given.auth ? `${encodeURIComponent(given.auth).replace(/%3A/i, ':')}@` : '';
  let host = '';
  if (given.host) host = auth + given.host;
  else if (given.hostname) host = `${auth}${given.hostname.includes(':') ? `[${given.hostname}]` : given.hostname}${given.port ? `:${given.port}` : ''}`;
  let query = '';
  if (given.query !== null && typeof given.query === 'object') query = require('querystring').stringify(given.query);
  let search = given.search || (query ? `?${query}` : '');
  if (search && search[0] !== '?') search = `?${search}`;
  let hash = given.hash || '';
  if (hash && hash[0] !== '#') hash = `#${hash}`;
  let pathname = (given.pathname || '').replace(/[?#]/g, encodeURIComponent);
  if (given.slashes || ((!protocol || slashed.test(protocol)) && host !== '')) {
    host = `//${host}`;
    if (pathname && pathname[0] !== '/') pathname = `/${pathname}`;
  }
  return protocol + host + pathname + search.replace(/#/g, '%23') + hash;
}

/** Resolves as a browser would, by the standard's rules. */
function resolve(from, to) {
  const marker = 'resolve://';
  const base = /^[a-z][a-z0-9+.-]*:/i.test(from) ? from : new URL(from, marker).href;
  const url = new URL(to, base);
  if (url.protocol !== 'resolve:') return url.href;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The name in ASCII; empty if it is none. */
function domainToAscii(domain) {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}
Object.defineProperty(domainToAscii, 'name', { value: 'domainToASCII', configurable: true });

module.exports = {
  Url,
  parse: urlParse,
  resolve,
  resolveObject(source, relative) { return urlParse(resolve(typeof source === 'string' ? source : source.href, relative)); },
  format,
  URL,
  URLSearchParams,
  domainToASCII: domainToAscii,
  domainToUnicode(domain) { return toUnicode(domainToAscii(domain)); },
  pathToFileURL,
  fileURLToPath,
};
if (major >= 14) {
  module.exports.urlToHttpOptions = function urlToHttpOptions(url) {
    const { hostname, pathname, port, username, password, search, protocol, hash, href } = url;
    return {
      __proto__: null, ...url, protocol, hostname: hostname.replace(/^\[|\]$/g, ''), hash, search, pathname,
      path: `${pathname}${search}`, href,
      ...(port !== '' && { port: Number(port) }),
      ...((username || password) && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
    };
  };
}
