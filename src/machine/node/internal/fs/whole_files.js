'use strict';
// readFile, writeFile and appendFile with callbacks: open, look, read or write piece by piece,
// close. Since 26 what fits one piece takes a single trip.

const { major, nextTick, thrownByNode } = internal;
const { Buffer } = require('buffer');
const operations = require('internal/fs/operations');
const { apply } = Reflect;
const { trip } = require('internal/fs/trips');
const { toBytes, toOptions, toPath } = require('internal/fs/arguments');
const { uvException } = require('internal/uv');
const { AbortError, validateAbortSignal } = require('internal/errors');

/** How much one read takes. */
const piece = major < 12 ? 8 * 1024 : 512 * 1024;
const isOneTrip = major >= 26;

const isFd = (value) => typeof value === 'number' && value >>> 0 === value;
const result = (bytes, encoding) => (encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes);

// Has read, written or failed; closes the file if it has opened it.
function closing(fd, own, error, value, done) {
  if (!own) {
    done(error, value);
    return;
  }
  trip(operations.close(fd), (failure) => { done(error || failure, value); });
}

function checkSignal(options) {
  if (major < 15 || options.signal === undefined) return false;
  validateAbortSignal(options.signal, 'options.signal');
  return options.signal.aborted;
}

const abortedNow = (options) => new AbortError(undefined, { cause: options.signal.reason });

// What reads a file; its callback is called on it since 26, and if the file does not open.
class ReadFileContext {
  constructor(callback) { this.callback = callback; }
}

function readFile(path, given, asked) {
  const context = new ReadFileContext(asked);
  const callback = isOneTrip ? (...args) => apply(asked, context, args) : asked;
  const options = toOptions(given, { flag: 'r' });
  const done = (error, bytes) => {
    if (error) callback(error);
    else callback(null, result(bytes, options.encoding));
  };
  if (checkSignal(options)) {
    nextTick(callback, abortedNow(options));
    return;
  }
  const own = !isFd(path);
  const ended = (fd, error, value) => {
    if (own) closing(fd, own, error, value, done);
    else nextTick(function tick() { done(error, value); });
  };
  if (!own) {
    nextTick(function tick() { look(path); });
  } else if (isOneTrip) {
    atOnce();
  } else {
    trip(operations.open(path, options.flag, 0o666), (error, fd) => {
      if (error) apply(asked, context, [error]);
      else look(fd);
    });
  }

  function look(fd) {
    trip(operations.fstat(fd), (error, stats) => {
      if (error) ended(fd, error);
      else readOn(fd, stats.isFile() ? stats.size : 0);
    });
  }

  function readOn(fd, size) {
    const chunks = [];
    let read = 0;
    const next = () => {
      if (checkSignal(options)) {
        ended(fd, abortedNow(options));
        return;
      }
      const buffer = Buffer.alloc(size === 0 ? Math.min(piece, 64 * 1024) : Math.min(piece, size - read));
      trip(operations.read(fd, buffer, 0, buffer.length, -1), (error, count) => {
        if (error) {
          ended(fd, error);
          return;
        }
        chunks.push(buffer.subarray(0, count));
        read += count;
        if (count === 0 || (size !== 0 && read >= size)) ended(fd, null, Buffer.concat(chunks, read));
        else next();
      });
    };
    next();
  }

  function atOnce() {
    trip(readingAtOnce(path, options), (error, found) => {
      if (error) done(error);
      else if (found instanceof Buffer && checkSignal(options)) done(abortedNow(options));
      else if (found instanceof Buffer) done(null, found);
      else readOn(found.fd, found.size);
    });
  }
}

/**
 * 26: one trip opens, looks, reads and closes. It gives the bytes or, of a file larger than one
 * piece, which is then read on, `{ fd, size }`.
 */
function readingAtOnce(path, options) {
  const opening = operations.open(path, options.flag, 0o666);
  const run = () => {
    const fd = opening.run();
    const { size } = operations.fstat(fd).run();
    if (size > piece) return { fd, size };
    const bytes = Buffer.alloc(size);
    try {
      operations.read(fd, bytes, 0, Math.max(size, 0), -1).run();
    } catch (error) {
      throw uvException(error.code, error.syscall, toPath(path));
    } finally {
      operations.close(fd).run();
    }
    return bytes;
  };
  return { ...opening, label: opening.label.replace('fs.open', 'fs.readFile'), atOnce: true, run };
}

/** 26: one trip opens, writes and closes. */
function writingAtOnce(opening, bytes) {
  const label = opening.label.replace('fs.open', 'fs.writeFile');
  return { ...opening, label, atOnce: true, run: () => { putAt(opening, bytes); } };
}

function writeFile(path, data, given, callback, flag = 'w') {
  const options = toOptions(given, { encoding: 'utf8', mode: 0o666, flag });
  const bytes = toBytes(data, options.encoding);
  if (checkSignal(options)) {
    nextTick(callback, abortedNow(options));
    return;
  }
  const own = !isFd(path);
  const done = (error) => { callback(error || null); };
  const write = (fd) => {
    if (checkSignal(options)) {
      if (own) closing(fd, own, abortedNow(options), undefined, done);
      else done(abortedNow(options));
      return;
    }
    trip(operations.write(fd, bytes, 0, bytes.length, null), (error) => { closing(fd, own, error, undefined, done); });
  };
  if (!own) {
    write(path);
    return;
  }
  const opening = operations.open(path, options.flag, options.mode);
  if (!isOneTrip) {
    trip(opening, (error, fd) => {
      if (error) done(error);
      else write(fd);
    });
    return;
  }
  trip(writingAtOnce(opening, bytes), (error) => {
    done(!error && checkSignal(options) ? abortedNow(options) : error);
  });
}

// Opens, writes and closes at once.
function putAt(opening, bytes) {
  const fd = opening.run();
  try {
    operations.write(fd, bytes, 0, bytes.length, null).run();
  } finally {
    operations.close(fd).run();
  }
}

function readFileSync(path, given) {
  const options = toOptions(given, { flag: 'r' });
  try {
    return readNow(path, options);
  } catch (error) {
    // Since 20 native code reads texts as a whole.
    const isText = options.encoding === 'utf8' || options.encoding === 'utf-8';
    if (isText && major >= 20) thrownByNode(error, 'readFileSync/utf8');
    throw error;
  }
}

function readNow(path, options) {
  const own = !isFd(path);
  const fd = own ? operations.open(path, options.flag, 0o666).run() : path;
  try {
    const size = Math.max(operations.fstat(fd).run().size, 0);
    const bytes = Buffer.alloc(size);
    const count = operations.read(fd, bytes, 0, Math.max(size, 0), own ? 0 : -1).run();
    return result(bytes.subarray(0, count), options.encoding);
  } finally {
    if (own) operations.close(fd).run();
  }
}

function writeFileSync(path, data, given, flag = 'w') {
  const options = toOptions(given, { encoding: 'utf8', mode: 0o666, flag });
  const bytes = toBytes(data, options.encoding);
  if (isFd(path)) operations.write(path, bytes, 0, bytes.length, null).run();
  else putAt(operations.open(path, options.flag, options.mode), bytes);
}

module.exports = {
  isOneTrip, piece, readFile, readFileSync, readingAtOnce, writeFile, writeFileSync, writingAtOnce,
};
