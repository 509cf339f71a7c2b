'use strict';
// What http.request is given: a URL, options, a callback, and some of them left out.

const { invalidArgType } = require('internal/errors');

const isUrl = (value) => value && typeof value.href === 'string' && value.protocol !== undefined && value.auth === undefined && value.path === undefined;

/** The options in a URL. */
function ofUrl(url) {
  const from = {
    __proto__: null, protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ''), hash: url.hash,
    search: url.search, pathname: url.pathname, path: `${url.pathname}${url.search}`, href: url.href,
  };
  if (url.port !== '') from.port = Number(url.port);
  if (url.username || url.password) from.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return from;
}

function checkHost(host, name) {
  if (host !== null && host !== undefined && typeof host !== 'string') {
    throw invalidArgType(`options.${name}`, ['string', 'undefined', 'null'], host);
  }
  return host;
}

/** Options and callback from (url, options, callback), with some of them left out. */
function normalize(input, given, callback) {
  let [from, extra, listener] = [undefined, given, callback];
  if (typeof input === 'string') from = ofUrl(new (require('internal/url').URL)(input));
  else if (isUrl(input)) from = ofUrl(input);
  else [extra, listener] = [input, given];
  if (typeof extra === 'function') [extra, listener] = [undefined, extra];
  return [Object.assign(from ?? {}, extra), listener];
}

function hostHeader(host, port, defaultPort) {
  const isIPv6 = host.indexOf(':') !== host.lastIndexOf(':') && host[0] !== '[';
  const name = isIPv6 ? `[${host}]` : host;
  return port && +port !== defaultPort ? `${name}:${port}` : name;
}

module.exports = { checkHost, hostHeader, normalize };
