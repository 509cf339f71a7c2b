'use strict';
// stream/consumers: all of a stream, or of an async iterable, at once.

async function buffer(stream) { return require('buffer').Buffer.from(await arrayBuffer(stream)); }

async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new (require('internal/blob').Blob)(chunks);
}

async function arrayBuffer(stream) { return (await blob(stream)).arrayBuffer(); }

async function text(stream) {
  const decoder = new (require('internal/encoding').TextDecoder)();
  let string = '';
  for await (const chunk of stream) {
    string += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return string + decoder.decode();
}

async function json(stream) { return JSON.parse(await text(stream)); }

async function bytes(stream) { return new Uint8Array(await arrayBuffer(stream)); }

module.exports = { arrayBuffer, blob, buffer, ...(internal.major >= 24 && { bytes }), text, json };
