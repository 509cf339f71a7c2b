'use strict';
// fs.createReadStream and fs.createWriteStream.

const { major } = internal;
const { apply } = Reflect;
const { setPrototypeOf } = Object;
const { Readable, Writable, finished } = require('stream');
const { Buffer } = require('buffer');
const { toOptions, toPath } = require('internal/fs/arguments');
const { invalidArgType, outOfRange } = require('internal/errors');

// From 15 on a stream opens its file in _construct.
const constructs = major >= 15;
const api = () => require('fs');

function prepare(stream, path, options, flags) {
  stream.fd = options.fd === undefined || options.fd === null ? null : options.fd;
  if (stream.fd !== null && typeof stream.fd !== 'number') {
    if (typeof stream.fd.fd !== 'number') throw invalidArgType('options.fd', ['number', 'FileHandle'], options.fd);
    stream.fd = stream.fd.fd;
  }
  stream.path = stream.fd === null || path !== undefined ? toPath(path) : undefined;
  stream.flags = options.flags === undefined ? flags : options.flags;
  stream.mode = options.mode === undefined ? 0o666 : options.mode;
  stream.start = options.start;
  stream.end_ = options.end;
  stream.closed_ = false;
}

function openFile(stream, callback) {
  if (typeof stream.fd === 'number') {
    callback();
    return;
  }
  api().open(stream.path, stream.flags, stream.mode, (error, fd) => {
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

/** Up to 14: opened by the constructor; a failure is told like any other. */
function openOld(stream) {
  if (typeof stream.fd === 'number') return;
  api().open(stream.path, stream.flags, stream.mode, (error, fd) => {
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
  const { fd } = stream;
  stream.fd = null;
  api().close(fd, (failure) => {
    callback(failure || error);
    stream.closed_ = true;
    if (major < 14 && !failure) stream.emit('close');
  });
}

// A file is closed only once no trip is under way.
function destroyFile(error, callback) {
  const isOpening = typeof this.fd !== 'number';
  if (isOpening) {
    if (constructs) callback(error);
    else this.once('open', () => { closeFile(this, error, callback); });
  } else if (this.isPerformingIO) {
    this.once('internal io done', (failure) => { closeFile(this, error || failure, callback); });
  } else {
    closeFile(this, error, callback);
  }
}

function settle(stream) {
  stream.isPerformingIO = false;
  if (stream.destroyed) {
    stream.emit('internal io done');
    return true;
  }
  return false;
}

function checkRange(name, value) {
  if (value === undefined) return;
  if (typeof value !== 'number') throw invalidArgType(name, 'number', value);
  if (value < 0) throw outOfRange(name, '>= 0', value);
}

function ReadStream(path, given) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, given);
  const options = { ...toOptions(given, {}) };
  if (options.highWaterMark === undefined) options.highWaterMark = 64 * 1024;
  if (options.autoDestroy === undefined) options.autoDestroy = major >= 14 ? true : false;
  if (major < 14) options.emitClose = false;
  prepare(this, path, options, 'r');
  checkRange('start', options.start);
  this.end = options.end === undefined ? Infinity : options.end;
  if (this.end !== Infinity) checkRange('end', this.end);
  if (options.start !== undefined && options.start > this.end) {
    throw outOfRange('start', `<= "end" (here: ${this.end})`, options.start);
  }
  this.pos = this.start;
  this.bytesRead = 0;
  this.isPerformingIO = false;
  this.autoClose = options.autoClose === undefined ? true : options.autoClose;
  if (major >= 14) options.autoDestroy = this.autoClose;
  apply(Readable, this, [options]);
  if (!constructs) openOld(this);
  if (major < 14) this.on('end', function () { if (this.autoClose) this.destroy(); });
}
setPrototypeOf(ReadStream.prototype, Readable.prototype);
setPrototypeOf(ReadStream, Readable);
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
  this.isPerformingIO = true;
  api().read(this.fd, buffer, 0, count, this.pos ?? null, (error, read) => {
    if (settle(this)) return;
    if (error) {
      if (major < 14) {
        if (this.autoClose) this.destroy();
        this.emit('error', error);
      } else {
        this.destroy(error);
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
  checkRange('start', options.start);
  this.pos = this.start;
  this.bytesWritten = 0;
  this.isPerformingIO = false;
  this.autoClose = options.autoClose === undefined ? true : options.autoClose;
  if (major >= 14) options.autoDestroy = this.autoClose;
  apply(Writable, this, [options]);
  if (options.encoding) this.setDefaultEncoding(options.encoding);
  if (!constructs) openOld(this);
}
setPrototypeOf(WriteStream.prototype, Writable.prototype);
setPrototypeOf(WriteStream, Writable);
if (constructs) {
  WriteStream.prototype._construct = function (callback) { openFile(this, callback); };
}
if (major < 14) {
  WriteStream.prototype._final = function (callback) {
    if (this.autoClose) this.destroy();
    callback();
  };
}

function writeBytes(stream, bytes, callback) {
  stream.isPerformingIO = true;
  api().write(stream.fd, bytes, 0, bytes.length, stream.pos ?? null, (error, written) => {
    stream.isPerformingIO = false;
    if (stream.destroyed && major >= 14) {
      callback(error);
      stream.emit('internal io done', error);
      return;
    }
    if (error) {
      if (major < 14 && stream.autoClose) stream.destroy();
      callback(error);
      return;
    }
    stream.bytesWritten += written;
    callback();
  });
  if (stream.pos !== undefined) stream.pos += bytes.length;
}

WriteStream.prototype._write = function (data, encoding, callback) {
  if (typeof this.fd !== 'number') {
    this.once('open', function () { this._write(data, encoding, callback); });
    return;
  }
  writeBytes(this, data, callback);
};
WriteStream.prototype._writev = function (chunks, callback) {
  if (typeof this.fd !== 'number') {
    this.once('open', function () { this._writev(chunks, callback); });
    return;
  }
  writeBytes(this, Buffer.concat(chunks.map(({ chunk }) => chunk)), callback);
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
