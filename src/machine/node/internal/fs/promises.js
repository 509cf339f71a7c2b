'use strict';
// fs.promises. Each trip's promise settles in the trip's entry; what follows are microtasks.

const { major } = internal;
const EventEmitter = require('events');
const { Buffer } = require('buffer');
const operations = require('internal/fs/operations');
const { announce, callbackType, promised } = require('internal/fs/trips');
const { isOneTrip, piece: callbackPiece, readingAtOnce, writingAtOnce } = require('internal/fs/whole_files');
const { toBytes, toOptions } = require('internal/fs/arguments');
const { AbortError, unsupported, validateAbortSignal } = require('internal/errors');
const { settled, then } = require('internal/safe_promise');
const rejected = Promise.reject.bind(Promise);
const resolved = Promise.resolve.bind(Promise);

// From 20 on errors pass through a handler of Node's own: one more turn; up to 24 it gives them
// a stack.
const rethrow = (error) => {
  if (major < 26 && error.syscall !== undefined) internal.throughPromise(error);
  return rejected(error);
};
const call = major < 20 ? promised : (task, type) => then(promised(task, type), undefined, rethrow);
const piece = major < 14 ? 16 * 1024 : callbackPiece;

function checkAborted(signal) {
  if (major < 15 || signal === undefined) return;
  validateAbortSignal(signal, 'options.signal');
  if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
}

class FileHandle extends EventEmitter {
  #fd;
  #closing;
  constructor(fd) {
    super();
    announce('FILEHANDLE', this);
    this.#fd = fd;
  }
  get fd() { return this.#fd; }
  getAsyncId() { throw unsupported('FileHandle.getAsyncId'); }
  appendFile(data, options) { return whole(this, () => put(this, data, options)); }
  chmod() { return rejected(unsupported('FileHandle.chmod')); }
  datasync() { return whole(this, () => simple('fdatasync', [this.fd])); }
  sync() { return whole(this, () => simple('fsync', [this.fd])); }
  async read(buffer, offset, length, position) {
    let args = [buffer, offset, length, position];
    if (!ArrayBuffer.isView(buffer)) {
      const { buffer: own = Buffer.alloc(16384), offset: o, length: l, position: p } = buffer ?? {};
      args = [own, o, l, p];
    } else if (offset !== null && typeof offset === 'object') {
      args = [buffer, offset.offset, offset.length, offset.position];
    }
    const bytesRead = await call(operations.read(this.fd, ...args));
    return { __proto__: null, bytesRead, buffer: args[0] };
  }
  readFile(options) { return whole(this, () => readAll(this, toOptions(options, {}))); }
  stat(options) { return whole(this, () => simple('fstat', [this.fd, options])); }
  truncate(len = 0) { return whole(this, () => simple('ftruncate', [this.fd, len])); }
  async write(buffer, ...rest) {
    const bytesWritten = await call(operations.write(this.fd, buffer, ...rest));
    return { __proto__: null, bytesWritten, buffer };
  }
  writeFile(data, options) { return whole(this, () => put(this, data, options)); }
  close() {
    if (this.#fd === -1) return resolved();
    if (this.#closing) return this.#closing;
    const task = operations.close(this.#fd);
    this.#fd = -1;
    this.#closing = settled(promised(task, 'FILEHANDLECLOSEREQ'), () => { this.#closing = undefined; });
    if (major >= 15) this.emit('close');
    return this.#closing;
  }
}
if (Symbol.asyncDispose !== undefined && major >= 18) {
  FileHandle.prototype[Symbol.asyncDispose] = function () { return this.close(); };
}

// A method of a handle is an async function around the one of fs.
async function whole(handle, run) { return run(); }

async function simple(name, args) { return await call(operations[name](...args)); }

async function open(path, flags, mode) {
  return new FileHandle(await call(operations.open(path, flags, mode)));
}

/** Closes the handle when the operation has settled, and settles like the operation. */
async function closing(operation, handle) {
  return then(operation, (result) => then(handle.close(), () => result),
    (error) => then(handle.close(), () => rejected(error), () => rejected(error)));
}

async function readAll(handle, options, known) {
  checkAborted(options.signal);
  let size = known;
  if (size === undefined) {
    const stats = await call(operations.fstat(handle.fd));
    size = stats.isFile() ? stats.size : 0;
  }
  const chunks = [];
  let read = 0;
  while (true) {
    checkAborted(options.signal);
    // Up to 12 the end is only known once nothing more comes.
    const rest = major < 14 ? piece : Math.min(piece, size === 0 ? 64 * 1024 : size - read);
    const buffer = Buffer.alloc(Math.min(rest, Math.max(size - read, 1024)));
    const count = await call(operations.read(handle.fd, buffer, 0, buffer.length, -1));
    read += count;
    chunks.push(buffer.subarray(0, count));
    if (count === 0 || (major >= 14 && read === size)) break;
  }
  const bytes = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, read);
  return options.encoding && options.encoding !== 'buffer' ? bytes.toString(options.encoding) : bytes;
}

async function readFile(path, given) {
  const options = toOptions(given, { flag: 'r' });
  if (path instanceof FileHandle) return readAll(path, options);
  checkAborted(options.signal);
  if (isOneTrip) {
    const found = await promised(readingAtOnce(path, options), callbackType);
    if (found instanceof Buffer) {
      checkAborted(options.signal);
      return options.encoding ? found.toString(options.encoding) : found;
    }
    const handle = new FileHandle(found.fd);
    return closing(readAll(handle, options, found.size), handle);
  }
  const handle = await open(path, options.flag, 0o666);
  return closing(readAll(handle, options), handle);
}

async function put(handle, data, given) {
  const options = toOptions(given, { encoding: 'utf8' });
  const bytes = toBytes(data, options.encoding);
  checkAborted(options.signal);
  if (bytes.length > 0) await call(operations.write(handle.fd, bytes, 0, bytes.length, null));
}

async function writeFile(path, data, given, flag = 'w') {
  const options = toOptions(given, { encoding: 'utf8', mode: 0o666, flag });
  const bytes = toBytes(data, options.encoding);
  if (path instanceof FileHandle) return put(path, data, options);
  checkAborted(options.signal);
  if (isOneTrip && bytes.length <= piece) {
    const opening = operations.open(path, options.flag, options.mode);
    await promised(writingAtOnce(opening, bytes), callbackType);
    return undefined;
  }
  const handle = await open(path, options.flag, options.mode);
  return closing(put(handle, bytes, options), handle);
}

const promises = { open, readFile };
const names = [
  'access', 'copyFile', 'rename', 'truncate', 'rmdir', 'mkdir', 'readdir', 'readlink', 'lstat', 'stat', 'unlink',
  'chmod', 'utimes', 'realpath', 'mkdtemp', 'rm',
];
for (const name of names) {
  if (operations[name] === undefined) continue;
  promises[name] = { async [name](...args) { return await call(operations[name](...args)); } }[name];
}
promises.writeFile = { writeFile(path, data, options) { return writeFile(path, data, options); } }.writeFile;
promises.appendFile = { appendFile(path, data, options) { return writeFile(path, data, options, 'a'); } }.appendFile;
if (major >= 16) promises.constants = require('fs').constants;

module.exports = { FileHandle, exports: promises };
