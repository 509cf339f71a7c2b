'use strict';
// fs.createReadStream and fs.createWriteStream.

const { major } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const { Readable, Writable, finished } = require('stream');
const { errorOrDestroy } = require('internal/streams/destroy');
const { Buffer } = require('buffer');
const { toFd, toOptions, toPath } = require('internal/fs/arguments');
const { invalidArgType, nodeError, outOfRange, validateFunction, validateInteger } = require('internal/errors');

// From 15 on a stream opens its file in _construct.
const constructs = major >= 15;
const kFs = Symbol('kFs');
const kIsPerformingIO = Symbol('kIsPerformingIO');
const ioDone = Symbol('kIoDone');

/** What opens, reads, writes and closes for a stream: fs, the program's own, or a file handle. */
const api = (stream) => stream[kFs] ?? require('fs');

/** A file handle as an fs of one file. */
const ofHandle = (handle) => ({
  close: (fd, callback) => { handle.close().then(() => callback(), callback); },
  read: (fd, buffer, offset, length, position, callback) => {
    handle.read(buffer, offset, length, position)
      .then((r) => callback(null, r.bytesRead, r.buffer), (error) => callback(error, 0, buffer));
  },
  write: (fd, buffer, offset, length, position, callback) => {
    handle.write(buffer, offset, length, position)
      .then((r) => callback(null, r.bytesWritten, r.buffer), (error) => callback(error, 0, buffer));
  },
});

function prepare(stream, path, options, flags) {
  stream.fd = null;
  const given = options.fd ?? null;
  if (given === null || major < 15) {
    if (major >= 12) stream[kFs] = options.fs || require('fs');
    if (options.fs && major >= 12) validateFunction(options.fs.open, 'options.fs.open');
    stream.path = given === null ? toPath(path) : path;
    stream.flags = options.flags === undefined ? flags : options.flags;
    stream.mode = options.mode === undefined ? 0o666 : options.mode;
  }
  if (typeof given === 'number') {
    stream.fd = major < 15 ? given : toFd(given);
    if (major >= 15) stream[kFs] = options.fs || require('fs');
  } else if (given !== null) {
    const { FileHandle } = require('internal/fs/promises');
    if (major < 15 || !(given instanceof FileHandle)) {
      throw invalidArgType('options.fd', major < 15 ? ['number'] : ['number', 'FileHandle'], given);
    }
    if (options.fs) throw nodeError(Error, 'ERR_METHOD_NOT_IMPLEMENTED', 'The FileHandle with fs method is not implemented');
    stream[kFs] = ofHandle(given);
    stream.fd = given.fd;
    given.on('close', () => { stream.close(); });
  }
}

function checkFs(stream, options, names) {
  if (!options.fs || major < 14) return;
  for (const name of names) {
    if (name === 'close' && options.autoClose === false) continue;
    validateFunction(options.fs[name], `options.fs.${name}`);
  }
}

function openFile(stream, callback) {
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  if (stream.open !== openItself) {
    // The program has put its own open() there, which tells of the outcome by an event.
    const { emit } = stream;
    stream.emit = function (...args) {
      if (args[0] === 'open' || args[0] === 'error') {
        this.emit = emit;
        callback(args[0] === 'error' ? args[1] : undefined);
        if (args[0] === 'error') return undefined;
      }
      return apply(emit, this, args);
    };
    stream.open();
    return;
  }
  api(stream).open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) {
      callback(error);
      return;
    }
    stream.fd = fd;
    callback();
    stream.emit('open', stream.fd);
    stream.emit('ready');
  });
}

function openItself() { openOld(this); }

/** Up to 14: opened by the constructor; a failure is told like any other. */
function openOld(stream) {
  if (typeof stream.fd === 'number') return;
  api(stream).open(stream.path, stream.flags, stream.mode, (error, fd) => {
    if (error) {
      if (stream.autoClose) stream.destroy();
      stream.emit('error', error);
      return;
    }
    stream.fd = fd;
    stream.emit('open', fd);
    stream.emit('ready');
    if (stream.readable && stream._readableState) stream.read();
  });
}

function closeFile(stream, error, callback) {
  api(stream).close(stream.fd, (failure) => {
    callback(failure || error);
    stream.closed_ = true;
    if (major < 14 && !failure) stream.emit('close');
  });
  stream.fd = null;
}

// A file is closed only once no trip is under way.
function destroyFile(error, callback) {
  const isOpening = typeof this.fd !== 'number';
  if (isOpening) {
    if (constructs) callback(error);
    else this.once('open', () => { closeFile(this, error, callback); });
  } else if (this[kIsPerformingIO]) {
    this.once(ioDone, (failure) => { closeFile(this, error || failure, callback); });
  } else {
    closeFile(this, error, callback);
  }
}

function settle(stream, error) {
  stream[kIsPerformingIO] = false;
  if (stream.destroyed) {
    stream.emit(ioDone, error);
    return true;
  }
  return false;
}

function checkRange(name, value, writes = false) {
  if (value === undefined) return;
  if (major >= 12) validateInteger(value, name, 0);
  else if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  else if (value < 0 && writes) throw outOfRange(name, '>= 0', `{${name}: ${value}}`);
}

function ReadStream(path, given) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, given);
  const options = { ...toOptions(given, {}) };
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  if (options.autoDestroy === undefined) options.autoDestroy = constructs;
  if (major < 14) options.emitClose = false;
  prepare(this, path, options, 'r');
  checkFs(this, options, ['read', 'close']);
  checkRange('start', options.start);
  this.end = options.end === undefined ? Infinity : options.end;
  if (this.end !== Infinity && major >= 12) checkRange('end', this.end);
  if (options.start !== undefined && options.start > this.end) {
    if (major >= 11) throw outOfRange('start', `<= "end" (here: ${this.end})`, options.start);
    throw outOfRange('start', '<= "end"', `{start: ${options.start}, end: ${this.end}}`);
  }
  this.start = options.start;
  this.pos = this.start;
  this.bytesRead = 0;
  this[kIsPerformingIO] = false;
  this.autoClose = options.autoClose === undefined ? true : options.autoClose;
  if (constructs) options.autoDestroy = this.autoClose;
  apply(Readable, this, [options]);
  if (!constructs) this.open();
  if (!constructs) this.on('end', function () { if (this.autoClose) this.destroy(); });
}
setPrototypeOf(ReadStream.prototype, Readable.prototype);
setPrototypeOf(ReadStream, Readable);
ReadStream.prototype.open = openItself;
if (constructs) {
  ReadStream.prototype._construct = function (callback) { openFile(this, callback); };
}

ReadStream.prototype._read = function (size) {
  if (typeof this.fd !== 'number') {
    this.once('open', function () { this._read(size); });
    return;
  }
  if (this.destroyed) return;
  const left = this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1;
  const count = Math.min(left, size);
  if (count <= 0) {
    this.push(null);
    return;
  }
  const buffer = Buffer.allocUnsafe(count);
  this[kIsPerformingIO] = true;
  api(this).read(this.fd, buffer, 0, count, this.pos, (error, read) => {
    if (settle(this, error)) return;
    if (error) {
      if (!constructs) {
        if (this.autoClose) this.destroy();
        this.emit('error', error);
      } else {
        errorOrDestroy(this, error);
      }
      return;
    }
    if (read > 0) {
      if (this.pos !== undefined) this.pos += read;
      this.bytesRead += read;
    }
    this.push(read > 0 ? buffer.slice(0, read) : null);
  });
};
ReadStream.prototype._destroy = destroyFile;
ReadStream.prototype.close = function (callback) {
  if (callback) finished(this, callback);
  this.destroy();
};
Object.defineProperty(ReadStream.prototype, 'pending', {
  get() { return this.fd === null; }, configurable: true,
});

function WriteStream(path, given) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, given);
  const options = { ...toOptions(given, {}) };
  options.decodeStrings = true;
  if (major < 14) options.emitClose = false;
  prepare(this, path, options, 'w');
  checkFs(this, options, ['write', 'writev'].filter((name) => options.fs?.[name]));
  if (options.fs && major >= 12 && !options.fs.write && !options.fs.writev) {
    throw invalidArgType('options.fs.write', 'function', options.fs.write);
  }
  checkFs(this, options, ['close']);
  checkRange('start', options.start, true);
  this.start = options.start;
  this.pos = this.start;
  this.bytesWritten = 0;
  this[kIsPerformingIO] = false;
  this.autoClose = options.autoClose === undefined ? true : options.autoClose;
  if (major >= 14) options.autoDestroy = this.autoClose;
  apply(Writable, this, [options]);
  if (options.fs && major >= 12) {
    if (!options.fs.write) this._write = null;
    if (!options.fs.writev) this._writev = null;
  }
  if (options.encoding) this.setDefaultEncoding(options.encoding);
  if (!constructs) this.open();
}
setPrototypeOf(WriteStream.prototype, Writable.prototype);
setPrototypeOf(WriteStream, Writable);
WriteStream.prototype.open = openItself;
if (constructs) {
  WriteStream.prototype._construct = function (callback) { openFile(this, callback); };
}
if (major < 14) {
  WriteStream.prototype._final = function (callback) {
    if (this.autoClose) this.destroy();
    callback();
  };
}

/** Writes until all is written; a file may take less at once. */
function writeAll(stream, bytes, position, callback) {
  api(stream).write(stream.fd, bytes, 0, bytes.length, position, (error, written) => {
    if (error) {
      callback(error);
      return;
    }
    stream.bytesWritten += written;
    if (stream.destroyed && major >= 14 && written < bytes.length) {
      callback(nodeError(Error, 'ERR_STREAM_DESTROYED', 'Cannot call write after a stream was destroyed'));
    } else if (written < bytes.length && major >= 15) {
      writeAll(stream, bytes.subarray(written), position === undefined ? undefined : position + written, callback);
    } else {
      callback();
    }
  });
}

function perform(stream, length, callback, write) {
  stream[kIsPerformingIO] = true;
  write(stream.pos, (error) => {
    stream[kIsPerformingIO] = false;
    if (error && major < 14 && stream.autoClose) stream.destroy();
    callback(error);
    if (stream.destroyed && major >= 14) stream.emit(ioDone, error);
  });
  if (stream.pos !== undefined) stream.pos += length;
}

WriteStream.prototype._write = function (data, encoding, callback) {
  if (typeof this.fd !== 'number') {
    this.once('open', function () { this._write(data, encoding, callback); });
    return;
  }
  perform(this, data.length, callback, (position, done) => { writeAll(this, data, position, done); });
};
WriteStream.prototype._writev = function (chunks, callback) {
  if (typeof this.fd !== 'number') {
    this.once('open', function () { this._writev(chunks, callback); });
    return;
  }
  const pieces = chunks.map(({ chunk }) => chunk);
  const bytes = Buffer.concat(pieces);
  perform(this, bytes.length, callback, (position, done) => {
    const given = this[kFs];
    if (given === undefined || given === require('fs') || !given.writev) {
      writeAll(this, bytes, position, done);
      return;
    }
    given.writev(this.fd, pieces, position, (error, written) => {
      if (!error) this.bytesWritten += written;
      done(error);
    });
  });
};
WriteStream.prototype._destroy = destroyFile;
WriteStream.prototype.close = function (callback) {
  if (callback) {
    if (this.closed_) {
      internal.nextTick(callback);
      return;
    }
    this.on('close', callback);
  }
  if (!this.autoClose) this.on('finish', this.destroy);
  this.end();
};
WriteStream.prototype.destroySoon = WriteStream.prototype.end;
Object.defineProperty(WriteStream.prototype, 'pending', {
  get() { return this.fd === null; }, configurable: true,
});

module.exports = { ReadStream, WriteStream };
