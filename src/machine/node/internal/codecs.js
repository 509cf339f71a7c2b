'use strict';
// Text to bytes and back, for Buffer, TextEncoder and StringDecoder.

const { utf8Decode, utf8Encode } = internal;
const { apply } = Reflect;
const { fromCharCode } = String;
const call = Function.prototype.call;
const uncurry = call.bind.bind(call);
const charCode = uncurry(String.prototype.charCodeAt);
const lower = uncurry(String.prototype.toLowerCase);
const { isArray } = Array;
const slice = uncurry(Array.prototype.slice);
const subarray = uncurry(Uint8Array.prototype.subarray);

const names = {
  __proto__: null,
  utf8: 'utf8', 'utf-8': 'utf8', ucs2: 'utf16le', 'ucs-2': 'utf16le', utf16le: 'utf16le',
  'utf-16le': 'utf16le', latin1: 'latin1', binary: 'latin1', base64: 'base64', hex: 'hex',
  ascii: 'ascii', base64url: 'base64url',
};
if (internal.major < 14) delete names.base64url;

/** The encoding's one name; undefined for what is none. */
function normalize(encoding) {
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
  return names[encoding] ?? names[lower(`${encoding}`)];
}

/** Characters of the codes in `bytes`, some thousand at a time: the engine does the work. */
function chars(bytes) {
  if (bytes.length <= 4096) return apply(fromCharCode, undefined, bytes);
  const cut = isArray(bytes) ? slice : subarray;
  let out = '';
  for (let at = 0; at < bytes.length; at += 4096) {
    out += apply(fromCharCode, undefined, cut(bytes, at, at + 4096));
  }
  return out;
}

/** The bytes of text; a lone surrogate becomes U+FFFD as the standard has it. */
const utf8Bytes = (text) => new Uint8Array(utf8Encode(text));

/**
 * How many bytes a UTF-8 sequence that starts with `lead` has, and the range its second byte
 * must be in (Unicode, table 3-7); undefined for what cannot start one.
 */
function sequence(lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return [2, 0x80, 0xbf];
  if (lead >= 0xe0 && lead <= 0xef) return [3, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf];
  if (lead >= 0xf0 && lead <= 0xf4) return [4, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf];
  return undefined;
}

/** Decodes UTF-8; each maximal ill-formed part becomes U+FFFD, and `onError` hears of it. */
function utf8Text(bytes, onError) {
  return onError === undefined ? utf8Decode(bytes) : utf8Strict(bytes, onError);
}

function utf8Strict(bytes, onError) {
  const out = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at++];
    if (lead < 0x80) {
      out.push(lead);
      continue;
    }
    const shape = sequence(lead);
    let left = shape === undefined ? -1 : shape[0] - 1;
    let low = shape === undefined ? 0 : shape[1];
    let high = shape === undefined ? 0 : shape[2];
    let code = left < 0 ? 0 : lead & (0x3f >> left);
    while (left > 0 && at < bytes.length && bytes[at] >= low && bytes[at] <= high) {
      code = code << 6 | bytes[at++] & 63;
      left--;
      low = 0x80;
      high = 0xbf;
    }
    if (left !== 0) {
      onError();
      out.push(0xfffd);
    } else if (code < 0x10000) {
      out.push(code);
    } else {
      out.push(0xd800 + (code - 0x10000 >> 10), 0xdc00 + (code - 0x10000 & 1023));
    }
  }
  return chars(out);
}

const digits = '0123456789abcdef';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function hexDigit(code) {
  if (code >= 48 && code <= 57) return code - 48;
  const small = code | 32;
  return small >= 97 && small <= 102 ? small - 87 : -1;
}

function hexBytes(text) {
  const out = [];
  for (let i = 0; i + 1 < text.length; i += 2) {
    const high = hexDigit(charCode(text, i));
    const low = hexDigit(charCode(text, i + 1));
    if (high < 0 || low < 0) break;
    out.push(high << 4 | low);
  }
  return out;
}

// Both alphabets are read; what belongs to neither is skipped, and '=' ends the text.
function base64Bytes(text) {
  const out = [];
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '=') break;
    let value = alphabet.indexOf(char);
    if (char === '+' || char === '-') value = 62;
    else if (char === '/' || char === '_') value = 63;
    if (value < 0) continue;
    bits = (bits << 6 | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out.push(bits >> count & 255);
    }
  }
  return out;
}

function base64Text(bytes, url) {
  const table = alphabet + (url ? '-_' : '+/');
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
    out += table[bits >> 18] + table[bits >> 12 & 63];
    if (left > 1) out += table[bits >> 6 & 63];
    if (left > 2) out += table[bits & 63];
    else if (!url) out += left > 1 ? '=' : '==';
  }
  return out;
}

/** The bytes of `text`, in an array of some kind; `encoding` is a normalised name. */
function encode(text, encoding) {
  switch (encoding) {
    case 'hex': return hexBytes(text);
    case 'base64':
    case 'base64url': return base64Bytes(text);
    case 'utf16le': {
      const out = [];
      for (let i = 0; i < text.length; i++) {
        const code = charCode(text, i);
        out.push(code & 255, code >> 8);
      }
      return out;
    }
    case 'latin1':
    case 'ascii': {
      const out = [];
      for (let i = 0; i < text.length; i++) out.push(charCode(text, i) & 255);
      return out;
    }
    default: return utf8Bytes(text);
  }
}

/** The text of `bytes` (a Uint8Array); `encoding` is a normalised name. */
function decode(bytes, encoding) {
  switch (encoding) {
    case 'latin1': return chars(bytes);
    case 'ascii': {
      const out = [];
      for (let i = 0; i < bytes.length; i++) out.push(bytes[i] & 127);
      return chars(out);
    }
    case 'hex': {
      let out = '';
      for (let i = 0; i < bytes.length; i++) out += digits[bytes[i] >> 4] + digits[bytes[i] & 15];
      return out;
    }
    case 'base64': return base64Text(bytes, false);
    case 'base64url': return base64Text(bytes, true);
    case 'utf16le': {
      const out = [];
      for (let i = 0; i + 1 < bytes.length; i += 2) out.push(bytes[i] | bytes[i + 1] << 8);
      return chars(out);
    }
    default: return utf8Text(bytes);
  }
}

module.exports = { decode, encode, normalize, sequence, utf8Bytes, utf8Text };
