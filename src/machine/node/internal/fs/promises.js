'use strict';
// fs.promises. Each trip's promise settles in the trip's entry; what follows are microtasks.

const { major } = internal;
const EventEmitter = require('events');
const { Buffer } = require('buffer');
const operations = require('internal/fs/operations');
const { announce, callbackType, promised } = require('internal/fs/trips');
const { isOneTrip, piece: callbackPiece, readingAtOnce, writingAtOnce } = require('internal/fs/whole_files');
const { toBytes, toOptions } = require('internal/fs/arguments');
const removal = require('internal/fs/removal');
const sequences = require('internal/fs/sequences');
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
// What await waits for: up to 11 V8 wraps it into one promise more.
const call = major < 12
  ? (task, type) => new Promise((resolve) => { resolve(promised(task, type)); })
  : major < 20 ? promised : (task, type) => then(promised(task, type), undefined, rethrow);
// From 26 on a signal may win over these: an async function of Node's own gives the promise.
const raced = new Set(major < 26 ? [] : ['fstat', 'lstat', 'stat']);
async function race(promise) { return promise; }
const ask = (name, args) => {
  const promise = call(operations[name](...args));
  return raced.has(name) ? race(promise) : promise;
};
const piece = major < 14 ? 16 * 1024 : callbackPiece;
const writtenAtOnce = major < 14 ? 16 * 1024 : 512 * 1024;

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
  chmod(mode) { return whole(this, () => simple('fchmod', [this.fd, mode])); }
  chown(uid, gid) { return whole(this, () => simple('fchown', [this.fd, uid, gid])); }
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
    const task = operations.read(this.fd, ...args);
    const bytesRead = args[2] === 0 ? 0 : await call(task);
    return { __proto__: null, bytesRead, buffer: args[0] };
  }
  readFile(options) { return whole(this, () => readAll(this, toOptions(options, {}))); }
  stat(options) { return whole(this, () => simple('fstat', [this.fd, options])); }
  utimes(atime, mtime) { return whole(this, () => simple('futimes', [this.fd, atime, mtime])); }
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
for (const [name, counted] of major < 12 ? [] : [['readv', 'bytesRead'], ['writev', 'bytesWritten']]) {
  FileHandle.prototype[name] = { async [name](buffers, position) {
    const task = operations[name](this.fd, buffers, position);
    return { __proto__: null, [counted]: await call(task), buffers };
  } }[name];
}
if (major >= 16) {
  for (const kind of ['ReadStream', 'WriteStream']) {
    const name = `create${kind}`;
    FileHandle.prototype[name] = { [name](options) {
      const { [kind]: Stream } = require('internal/fs/streams');
      return new Stream(undefined, { ...options, fd: this });
    } }[name];
  }
}
if (major >= 18) {
  FileHandle.prototype.readLines = function readLines(options) {
    return require('readline').createInterface({ input: this.createReadStream(options), crlfDelay: Infinity });
  };
}
for (const name of ['readv', 'writev', 'createReadStream', 'createWriteStream', 'readLines']) {
  if (FileHandle.prototype[name]) Object.defineProperty(FileHandle.prototype, name, { enumerable: false });
}
if (Symbol.asyncDispose !== undefined && major >= 18) {
  FileHandle.prototype[Symbol.asyncDispose] = function () { return this.close(); };
}

// A method of a handle is an async function around the one of fs.
async function whole(handle, run) { return run(); }

async function simple(name, args) { return await ask(name, args); }

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
  checkAborted(options.signal);
  if (!isPieces(data)) {
    await putBytes(handle, toBytes(data, options.encoding), options.signal);
    return;
  }
  for await (const part of data) {
    checkAborted(options.signal);
    await putBytes(handle, toBytes(part, options.encoding), options.signal);
  }
}

// Since 16 what is to be written may come in pieces, from a stream for example.
const isPieces = (data) => major >= 16 && data !== null && typeof data === 'object' && !ArrayBuffer.isView(data)
  && (typeof data[Symbol.iterator] === 'function' || typeof data[Symbol.asyncIterator] === 'function');

async function putBytes(handle, bytes, signal) {
  for (let at = 0; at < bytes.length;) {
    checkAborted(signal);
    at += await call(operations.write(handle.fd, bytes, at, Math.min(writtenAtOnce, bytes.length - at), null));
  }
}

async function writeFile(path, data, given, flag = 'w') {
  const options = toOptions(given, { encoding: 'utf8', mode: 0o666, flag });
  const bytes = isPieces(data) ? data : toBytes(data, options.encoding);
  if (path instanceof FileHandle) return put(path, data, options);
  checkAborted(options.signal);
  if (isOneTrip && !isPieces(data) && bytes.length <= piece) {
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
  'chmod', 'utimes', 'realpath', 'mkdtemp', 'symlink', 'link', 'chown', 'lchown',
  ...(major >= 14 ? ['lutimes'] : []), ...(major >= 18 ? ['statfs'] : []),
];
for (const name of names) {
  promises[name] = { async [name](...args) { return await ask(name, args); } }[name];
}
// Up to 11 the file stays open.
promises.truncate = async function truncate(path, len = 0) {
  const handle = await open(path, 'r+', 0o666);
  const operation = simple('ftruncate', [handle.fd, len]);
  return major < 12 ? operation : closing(operation, handle);
};
const { readdir, rmdir } = promises;
if (major >= 12) {
  promises.opendir = { async opendir(path, options) { return call(require('internal/fs/dir').opening(path, options)); } }.opendir;
}
if (major >= 18) {
  promises.readdir = { readdir: async (path, options) => (
    sequences.goesDown(options) ? goDown(sequences.readdir(path, options)) : readdir(path, options)) }.readdir;
}
promises.rmdir = { rmdir: async (path, options) => {
  if (!removal.isRecursive(path, options)) return rmdir(path);
  if (major >= 16 && !(await simple('stat', [path])).isDirectory()) return rmdir(path);
  return byCallback((done) => { removal.rmdir(path, options, done); });
} }.rmdir;
if (major >= 14) {
  promises.rm = async function rm(path, options) {
    return byCallback((done) => { removal.rm(path, options, done); });
  };
}

const byCallback = (start) => new Promise((resolve, reject) => {
  start((error) => {
    if (error) reject(error);
    else resolve();
  });
});

/** Each task of a sequence, with its promise. */
async function goDown(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next(await call(step.value));
  return step.value;
}

promises.writeFile = { writeFile(path, data, options) { return writeFile(path, data, options); } }.writeFile;
promises.appendFile = { appendFile(path, data, options) { return writeFile(path, data, options, 'a'); } }.appendFile;
if (major >= 16) promises.constants = require('fs').constants;

module.exports = { FileHandle, exports: promises };
