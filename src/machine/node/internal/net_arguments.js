'use strict';
// What sockets and servers are asked to connect to and to listen on.

const { major } = internal;
const {
  invalidArgType, invalidArgValue, nodeError, validateAbortSignal, validateBoolean, validateFunction,
  validateInteger, validateNumber, validateString,
} = require('internal/errors');
const { isIP } = require('internal/ip');

const isPort = (value) => (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  Number.isInteger(+value) && +value >= 0 && +value < 65536;

function badPort(name, value) {
  const received = major < 18 ? `${value}` : `type ${typeof value} (${internal.inspect(value)})`;
  return nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `${name} should be >= 0 and < 65536. Received ${received}.`);
}

/** `(options, callback)`, whatever the arguments were: a port and a host, a path, options. */
function normalize(args) {
  if (Array.isArray(args[0])) return args[0];
  const callback = typeof args[args.length - 1] === 'function' ? args[args.length - 1] : null;
  const [first, second] = args;
  if (args.length === 0) return [{}, callback];
  if (first !== null && typeof first === 'object') return [first, callback];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, callback];
  if (typeof first === 'function') return [{}, callback];
  return [{ port: first, ...(typeof second === 'string' && { host: second }) }, callback];
}

const missingPort = () => nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "options" or "port" or "path" argument must be specified');

function checkLocal({ localAddress, localPort }) {
  if (localAddress && isIP(localAddress) === 0) {
    throw nodeError(TypeError, 'ERR_INVALID_IP_ADDRESS', `Invalid IP address: ${localAddress}`);
  }
  if (localPort) validateNumber(localPort, 'options.localPort');
}

const isGiven = (value) => value !== undefined && value !== null;

/** Checks where to connect to; gives the port. */
function portToConnect(options) {
  checkLocal(options);
  const { port, host } = options;
  if (port === undefined) {
    if (major >= 16) throw missingPort();
  } else {
    if (typeof port !== 'number' && typeof port !== 'string') throw invalidArgType('options.port', ['number', 'string'], port);
    if (!isPort(port)) throw badPort('Port', port);
  }
  if (major >= 18) {
    const { autoSelectFamily, autoSelectFamilyAttemptTimeout: timeout } = options;
    if (isGiven(autoSelectFamily)) validateBoolean(autoSelectFamily, 'options.autoSelectFamily');
    if (isGiven(timeout)) validateInteger(timeout, 'options.autoSelectFamilyAttemptTimeout', 1, 2147483647);
  }
  if (major >= 22 && isGiven(host)) validateString(host, 'options.host');
  if (isGiven(options.lookup)) validateFunction(options.lookup, 'options.lookup');
  return port === undefined ? 0 : +port;
}

/** A socket carries bytes, so it is never in object mode. */
function checkSocketOptions(options) {
  if (major < 16) return;
  for (const name of ['objectMode', 'readableObjectMode', 'writableObjectMode']) {
    if (options[name]) throw invalidArgValue(`options.${name}`, options[name], 'is not supported');
  }
}

function badListen(options) {
  if (!('port' in options) && !('path' in options)) {
    return invalidArgValue('options', options, 'must have the property "port" or "path"');
  }
  if (major >= 16) return invalidArgValue('options', options);
  return nodeError(TypeError, 'ERR_INVALID_OPT_VALUE', `The value "${internal.inspect(options)}" is invalid for option "options"`);
}

/** Checks what to listen on: gives `{ path }` or `{ port }`. */
function placeToListen(options, first) {
  const { port, path, signal } = options;
  if (major >= 16 && signal !== undefined) validateAbortSignal(signal, 'options.signal');
  if (typeof port === 'number' || typeof port === 'string') {
    if (!isPort(port)) throw badPort(major < 12 ? 'Port' : 'options.port', port);
    return { port: +port };
  }
  if (path !== undefined && typeof path === 'string') return { path };
  // Nothing at all, a function, or null: any free port.
  const isAny = first === undefined || first === null || typeof first === 'function' ||
    ('port' in options && !isGiven(port));
  if (!isAny) throw badListen(options);
  return { port: 0 };
}

module.exports = { checkSocketOptions, missingPort, normalize, placeToListen, portToConnect };
