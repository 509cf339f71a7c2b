'use strict';
// querystring: query strings as plain objects.

const { nodeError } = require('internal/errors');
const { utf8Text } = require('internal/codecs');

const plain = /^[A-Za-z0-9\-_.!~*'()]*$/;

function escape(str) {
  const text = typeof str === 'string' ? str : typeof str === 'object' ? String(str) : `${str}`;
  if (plain.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    throw nodeError(URIError, 'ERR_INVALID_URI', 'URI malformed');
  }
}

function unescapeBuffer(text, decodeSpaces) {
  const bytes = [];
  for (const byte of require('buffer').Buffer.from(text)) bytes.push(byte);
  const out = [];
  for (let i = 0; i < bytes.length; i++) {
    const pair = bytes[i] === 37 ? String.fromCharCode(bytes[i + 1], bytes[i + 2]) : '';
    if (/^[0-9a-fA-F]{2}$/.test(pair)) {
      out.push(parseInt(pair, 16));
      i += 2;
    } else {
      out.push(decodeSpaces && bytes[i] === 43 ? 32 : bytes[i]);
    }
  }
  return require('buffer').Buffer.from(out);
}

function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch {
    return utf8Text(unescapeBuffer(text, decodeSpaces));
  }
}

function primitive(value) {
  switch (typeof value) {
    case 'string': return value;
    case 'number': return Number.isFinite(value) ? `${value}` : '';
    case 'bigint':
    case 'boolean': return `${value}`;
    default: return '';
  }
}

function stringify(obj, sep, eq, options) {
  const [and, is] = [sep || '&', eq || '='];
  const encode = options && typeof options.encodeURIComponent === 'function'
    ? options.encodeURIComponent : exported.escape;
  if (obj === null || typeof obj !== 'object') return '';
  const pairs = [];
  for (const key of Object.keys(obj)) {
    const name = encode(primitive(key)) + is;
    const values = Array.isArray(obj[key]) ? obj[key] : [obj[key]];
    for (const value of values) pairs.push(name + encode(primitive(value)));
  }
  return pairs.join(and);
}

function parse(qs, sep, eq, options) {
  const out = Object.create(null);
  if (typeof qs !== 'string' || qs.length === 0) return out;
  const decode = options && typeof options.decodeURIComponent === 'function'
    ? options.decodeURIComponent : exported.unescape;
  const most = options && typeof options.maxKeys === 'number' ? options.maxKeys : 1000;
  const is = eq ? `${eq}` : '=';
  let pairs = qs.split(sep ? `${sep}` : '&').filter((pair) => pair !== '');
  if (most > 0) pairs = pairs.slice(0, most);
  const part = (text) => {
    const spaced = text.replace(/\+/g, decode === exported.unescape ? ' ' : '%20');
    try {
      return decode(spaced);
    } catch {
      return unescape(spaced, true);
    }
  };
  for (const pair of pairs) {
    const at = pair.indexOf(is);
    const key = part(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : part(pair.slice(at + is.length));
    if (!(key in out)) out[key] = value;
    else if (Array.isArray(out[key])) out[key].push(value);
    else out[key] = [out[key], value];
  }
  return out;
}

const exported = module.exports = {
  unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse,
};
