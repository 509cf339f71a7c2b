'use strict';
// What a Request and a Response hold, and the ways to read it once.

const { major } = internal;
const { Buffer } = require('buffer');
const { Blob, bytesOf } = require('internal/blob');
const { ReadableStream, isDisturbed, isLocked } = require('internal/webstreams/readable');

/** `{ stream, bytes, type }` of what was given as a body; `bytes` is undefined for a stream. */
function extract(given) {
  if (given instanceof ReadableStream) {
    if (isLocked(given) || isDisturbed(given)) throw new TypeError('Response body object should not be disturbed or locked');
    return { stream: given, bytes: undefined, type: null };
  }
  let [bytes, type] = [undefined, null];
  if (given instanceof (require('internal/url').URLSearchParams)) {
    bytes = Buffer.from(`${given}`);
    type = 'application/x-www-form-urlencoded;charset=UTF-8';
  } else if (given instanceof Blob) {
    bytes = bytesOf(given);
    type = given.type === '' ? null : given.type;
  } else if (ArrayBuffer.isView(given)) {
    bytes = Buffer.from(Buffer.from(given.buffer, given.byteOffset, given.byteLength));
  } else if (internal.types.isAnyArrayBuffer(given)) {
    bytes = Buffer.from(given.slice(0));
  } else if (given?.[Symbol.asyncIterator] !== undefined) {
    return { stream: fromIterable(given), bytes: undefined, type: null };
  } else {
    const form = require('internal/fetch/form_data');
    if (given instanceof form.FormData) {
      ({ bytes, type } = form.encoded(given));
    } else {
      bytes = Buffer.from(`${given}`);
      type = 'text/plain;charset=UTF-8';
    }
  }
  return { stream: streamOf(bytes), bytes, type };
}

function fromIterable(iterable) {
  const iterator = iterable[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? new Uint8Array(Buffer.from(value)) : value);
    },
    async cancel() { await iterator.return?.(); },
  }, { highWaterMark: 0 });
}

const streamOf = (bytes) => new ReadableStream({
  pull(controller) {
    if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
    controller.close();
  },
}, { highWaterMark: 0 });

const unusable = () => new TypeError(major < 20 ? 'Body is unusable' : 'Body is unusable: Body has already been read');

/** Everything of a body, as a Buffer. */
async function consume(body) {
  if (body === null) return Buffer.alloc(0);
  const chunks = [];
  const reader = body.stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if (!ArrayBuffer.isView(value)) throw new TypeError('Received non-Uint8Array chunk');
    chunks.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }
  return Buffer.concat(chunks);
}

/** Gives a class the members of a body; `of(self)` is its body, or null. */
function mixBody(Class, of) {
  const used = (self) => of(self) !== null && isDisturbed(of(self).stream);
  const read = async (self, convert) => {
    const body = of(self);
    if (body !== null && (isDisturbed(body.stream) || isLocked(body.stream))) throw unusable();
    return convert(await consume(body));
  };
  const members = {
    get body() { return of(this)?.stream ?? null; },
    get bodyUsed() { return used(this); },
    text() { return read(this, (bytes) => bytes.toString().replace(/^\ufeff/, '')); },
    json() { return read(this, (bytes) => JSON.parse(bytes.toString())); },
    arrayBuffer() { return read(this, (bytes) => new Uint8Array(bytes).buffer); },
    bytes() { return read(this, (bytes) => new Uint8Array(bytes)); },
    blob() { return read(this, (bytes) => new Blob([bytes], { type: this.headers.get('content-type') ?? '' })); },
    formData() { return read(this, (bytes) => require('internal/fetch/form_data').decoded(bytes, this.headers.get('content-type'))); },
  };
  if (major < 22) delete members.bytes;
  Object.defineProperties(Class.prototype, Object.getOwnPropertyDescriptors(members));
}

/** Two bodies of one, for clone(). */
function split(body) {
  if (body === null) return null;
  if (isDisturbed(body.stream) || isLocked(body.stream)) throw new TypeError('Response.clone: Body has already been consumed.');
  const [one, other] = body.stream.tee();
  body.stream = one;
  return { ...body, stream: other };
}

module.exports = { extract, mixBody, split };
