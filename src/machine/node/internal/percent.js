'use strict';
// Percent-encoding, as URLs have it.

const { utf8Bytes, utf8Text } = require('internal/codecs');

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

module.exports = { decode, encode };
