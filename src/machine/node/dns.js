'use strict';
// dns: names of the lesson's network, and localhost. lookup() is a trip through the pool
// (getaddrinfo); an address that is one already is told in a tick.

const { major, nextTick } = internal;
const active = require('internal/active');
const { invalidArgType, invalidArgValue, nodeError, unsupported, validateCallback } = require('internal/errors');
const { customArgs } = require('internal/promisify');
const { announce } = require('internal/fs/trips');

const world = internal.world();
const latency = world.cpu.lookup ?? 500;

const { isIP } = require('internal/ip');

const hosts = new Map([['localhost', '127.0.0.1']]);
Object.keys(world.network).forEach((url, i) => {
  const found = /^[a-z]+:\/\/([^/:?#]+)/i.exec(url);
  if (found !== null && !hosts.has(found[1]) && isIP(found[1]) === 0) hosts.set(found[1], `192.0.2.${i + 1}`);
});

function notFound(hostname, syscall = 'getaddrinfo') {
  const error = new Error(`${syscall} ENOTFOUND ${hostname}`);
  error.errno = major < 14 ? 'ENOTFOUND' : -3008;
  error.code = 'ENOTFOUND';
  error.syscall = syscall;
  error.hostname = hostname;
  return error;
}

/** Which addresses are wanted: 4, 6 or (0) any. */
function checkFamily(family) {
  if (typeof family !== 'number' || family === 0 || family === 4 || family === 6) return;
  if (major >= 18) throw invalidArgValue('options.family', family, 'must be one of: 0, 4, 6');
  if (major >= 15) throw invalidArgValue('family', family, 'must be one of: 0, 4, 6');
  throw nodeError(TypeError, 'ERR_INVALID_OPT_VALUE',
    `The value "${family}" is invalid for option "family"${major < 14 ? '' : '. Must be one of: 0, 4, 6'}`);
}

function lookup(hostname, options, callback) {
  let [given, done] = [options, callback];
  if (typeof options === 'function') [given, done] = [{}, options];
  if (hostname && typeof hostname !== 'string') throw invalidArgType('hostname', 'string', hostname);
  validateCallback(done, 'callback');
  checkFamily(given?.family ?? given);
  const all = given !== null && typeof given === 'object' && given.all === true;
  const tell = (address, family) => {
    if (all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
  if (!hostname) {
    nextTick(done, null, all ? [] : null, ...(all ? [] : [4]));
    return {};
  }
  const family = isIP(hostname);
  if (family !== 0) {
    nextTick(done, null, ...(all ? [[{ address: hostname, family }]] : [hostname, family]));
    return {};
  }
  announce('GETADDRINFOREQWRAP');
  active.request('GETADDRINFOREQWRAP', 'pool', `dns.lookup ${hostname}`, latency, () => {
    const address = hosts.get(hostname);
    if (address === undefined) done(notFound(hostname));
    else tell(address, 4);
  });
  return {};
}
Object.defineProperty(lookup, customArgs, { value: ['address', 'family'], enumerable: false });

const dns = module.exports = {
  lookup,
  // As Linux counts them (netdb.h).
  ADDRCONFIG: 32,
  V4MAPPED: 8,
};
if (major >= 14) dns.ALL = 16;
/** Codes of c-ares, as errors carry them. */
const codes = ['NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP',
  'CONNREFUSED', 'TIMEOUT', 'EOF', 'FILE', 'NOMEM', 'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS',
  'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED'];
for (const code of codes) dns[code] = `E${code}`;

/** A question to a name server: no thread of the pool works on it (c-ares has sockets). */
function query(syscall, hostname, callback, answer) {
  if (typeof hostname !== 'string') throw invalidArgType('name', 'string', hostname);
  validateCallback(callback, 'callback');
  announce('QUERYWRAP');
  internal.request('kernel', `dns.${syscall} ${hostname}`, world.cpu.resolve ?? latency, () => {
    const address = hosts.get(hostname);
    if (address === undefined) callback(notFound(hostname, syscall));
    else callback(null, answer(address));
  });
  return {};
}
dns.resolve4 = function resolve4(hostname, options, callback) {
  const [given, done] = typeof options === 'function' ? [{}, options] : [options ?? {}, callback];
  return query('queryA', hostname, done, (address) => [given.ttl ? { address, ttl: 60 } : address]);
};
dns.resolve = function resolve(hostname, type, callback) {
  const [kind, done] = typeof type === 'function' ? ['A', type] : [type, callback];
  if (kind !== 'A') throw unsupported(`dns.resolve of '${kind}' records`, "there are 'A' records");
  return dns.resolve4(hostname, done);
};

if (major >= 10) {
  Object.defineProperty(dns, 'promises', { get: () => promises(), enumerable: true, configurable: true });
}

let made;
function promises() {
  if (made !== undefined) return made;
  const asked = (name) => (...args) => new Promise((resolve, reject) => {
    dns[name](...args, (error, result) => (error ? reject(error) : resolve(result)));
  });
  made = {
    lookup(hostname, options) {
      return new Promise((resolve, reject) => {
        lookup(hostname, options ?? {}, (error, address, family) => {
          if (error) reject(error);
          else resolve(Array.isArray(address) ? address : { address, family });
        });
      });
    },
    resolve: asked('resolve'),
    resolve4: asked('resolve4'),
  };
  for (const code of codes) made[code] = dns[code];
  return made;
}
