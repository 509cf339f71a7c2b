'use strict';
// Blob and File: bytes that do not change.

const { major } = internal;
const { invalidArgType, nodeError } = require('internal/errors');
const { Buffer } = require('buffer');
const { publish } = require('internal/webstreams/queues');

const bytesOf = new WeakMap();

class Blob {
  constructor(sources = [], options = {}) {
    if (sources === null || typeof sources !== 'object' || typeof sources[Symbol.iterator] !== 'function') {
      throw invalidArgType('sources', 'a sequence', sources);
    }
    const parts = [...sources].map((each) => {
      if (each instanceof Blob) return bytesOf.get(each);
      if (ArrayBuffer.isView(each)) return Buffer.from(Buffer.from(each.buffer, each.byteOffset, each.byteLength));
      if (internal.types.isAnyArrayBuffer(each)) return Buffer.from(each.slice(0));
      return Buffer.from(`${each}`);
    });
    const type = `${options?.type ?? ''}`;
    Object.defineProperty(this, 'kind', { value: /[^\u0020-\u007e]/.test(type) ? '' : type.toLowerCase(), enumerable: false });
    bytesOf.set(this, Buffer.concat(parts));
  }
  get type() { return this.kind; }
  get size() { return bytesOf.get(this).length; }
  slice(start = 0, end = this.size, type = '') {
    return new Blob([bytesOf.get(this).subarray(start, end)], { type });
  }
  async arrayBuffer() {
    const bytes = bytesOf.get(this);
    return new Uint8Array(bytes).buffer;
  }
  async text() { return bytesOf.get(this).toString(); }
  async bytes() { return new Uint8Array(bytesOf.get(this)); }
  stream() {
    const bytes = bytesOf.get(this);
    const { ReadableStream } = require('internal/webstreams/readable');
    return new ReadableStream({
      pull(controller) {
        if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes));
        controller.close();
      },
    });
  }
}
if (major < 22) delete Blob.prototype.bytes;
publish(Blob, ['size', 'type', 'slice', 'stream', 'text', 'arrayBuffer'], (self) => ({ size: self.size, type: self.type }));

class File extends Blob {
  #name;
  #modified;
  constructor(bits, name, options = {}) {
    if (arguments.length < 2) throw nodeError(TypeError, 'ERR_MISSING_ARGS', 'The "fileBits" and "fileName" arguments must be specified');
    super(bits, options);
    this.#name = `${name}`;
    this.#modified = options?.lastModified === undefined ? internal.world().startMs + Math.floor(internal.time()) : Math.trunc(+options.lastModified) || 0;
  }
  get name() { return this.#name; }
  get lastModified() { return this.#modified; }
}
publish(File, ['name', 'lastModified'], (self) => ({
  size: self.size, type: self.type, name: self.name, lastModified: self.lastModified,
}));

module.exports = { Blob, File, bytesOf: (blob) => bytesOf.get(blob) };
