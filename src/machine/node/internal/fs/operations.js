'use strict';
// What fs can do. Each operation checks its arguments at once and says what it will do and
// where; who asked decides when: at once, or by the pool.
//
// [operation](...args) -> { label, path, run() }

const { major } = internal;
const volume = require('internal/volume');
const { Buffer } = require('buffer');
const { Dirent, statsOf } = require('internal/fs/stats');
const {
  toBits, toBoolean, toFd, toFlags, toLength, toMode, toOptions, toPart, toPath, toTime, toViews,
} = require('internal/fs/arguments');
const { invalidArgType, invalidArgValue, outOfRange } = require('internal/errors');
const { uvException } = require('internal/uv');
const pathModule = require('path');
const { lazily, named, task } = require('internal/fs/tasks');

const encoded = (name, encoding) => {
  if (encoding === 'buffer') return Buffer.from(name);
  return encoding ? Buffer.from(name).toString(encoding) : name;
};

// Where in the file; null for where the last call ended.
const placeOf = (position) => (typeof position === 'number' && position >= 0 ? position : null);
function changeMode(node, bits) { node.mode = (node.mode & ~0o7777) | (bits & 0o7777); }
function changeTimes(node, [accessed, modified]) { Object.assign(node, { accessed, modified }); }

module.exports = {
  access(path, mode) {
    const name = toPath(path);
    const wanted = toBits(mode);
    return named('access', name, () => { volume.access(name, wanted); });
  },
  stat(path, options) {
    const name = toPath(path);
    return named('stat', name, () => statsOf(volume.need(name, 'stat'), options?.bigint));
  },
  lstat(path, options) {
    const name = toPath(path);
    return named('lstat', name, () => statsOf(volume.need(name, 'lstat', undefined, false), options?.bigint));
  },
  fstat(fd, options) {
    toFd(fd);
    return lazily('fstat', fd, () => statsOf(volume.opened(fd, 'fstat').node, options?.bigint));
  },
  open(path, flags, mode) {
    const name = toPath(path);
    const how = toFlags(flags);
    const bits = toMode(mode, 0o666);
    return named('open', name, () => volume.openFile(name, how, bits));
  },
  close(fd) {
    toFd(fd);
    return lazily('close', fd, () => { volume.closeFile(fd); });
  },
  read(fd, buffer, offset, length, position) {
    toFd(fd);
    if (!ArrayBuffer.isView(buffer)) throw invalidArgType('buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
    const from = offset ?? 0;
    if (typeof from !== 'number') throw invalidArgType('offset', 'number', from);
    if (!Number.isInteger(from)) throw outOfRange('offset', 'an integer', from);
    const room = buffer.byteLength - from;
    const count = length ?? room;
    if (count !== 0 && buffer.byteLength === 0) {
      throw invalidArgValue('buffer', buffer, 'is empty and cannot be written');
    }
    if (from < 0) throw outOfRange('offset', major < 18 ? '>= 0' : '>= 0 && <= 9007199254740991', from);
    if (count < 0) throw outOfRange('length', '>= 0', count);
    if (count > room) throw outOfRange('length', `<= ${room}`, count);
    const at = placeOf(position);
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return lazily('read', fd, () => (count === 0 ? 0 : volume.readFile(fd, bytes, from, count, at)));
  },
  write(fd, data, offsetOrPosition, lengthOrEncoding, position) {
    toFd(fd);
    let bytes;
    let at;
    if (ArrayBuffer.isView(data)) {
      let from = offsetOrPosition;
      let count = lengthOrEncoding;
      at = position;
      if (from !== null && typeof from === 'object') ({ offset: from, length: count, position: at } = from);
      bytes = toPart(data, from, count);
    } else {
      if (typeof data !== 'string' && major >= 14) throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
      bytes = Buffer.from(`${data}`, typeof lengthOrEncoding === 'string' ? lengthOrEncoding : 'utf8');
      at = offsetOrPosition;
    }
    const where = placeOf(at);
    if (fd === 1 || fd === 2) {
      return task('write', '/', () => {
        internal.write(fd === 1 ? 'stdout' : 'stderr', bytes.toString());
        return bytes.length;
      });
    }
    return lazily('write', fd, () => volume.writeFile(fd, bytes, where));
  },
  readdir(path, options) {
    const name = toPath(path);
    const { encoding, withFileTypes } = toOptions(options, {});
    return named('readdir', name, () => volume.list(name).map(([entry, node]) => {
      const text = encoded(entry, encoding);
      return withFileTypes ? new Dirent(text, node.mode, name) : text;
    }));
  },
  mkdir(path, options) {
    const name = toPath(path);
    const given = typeof options === 'number' || typeof options === 'string' ? { mode: options } : options ?? {};
    const { recursive = false } = given;
    toBoolean(recursive, 'options.recursive');
    const mode = toMode(given.mode, 0o777);
    return named('mkdir', name, () => volume.mkdir(name, mode, recursive));
  },
  mkdtemp(prefix) {
    const name = toPath(prefix, 'prefix', major < 18 ? ['string'] : undefined);
    return named('mkdtemp', name, () => {
      for (let i = 0; ; i++) {
        const full = `${name}${i.toString(36).padStart(6, 'x')}`;
        try {
          volume.mkdir(full, 0o700, false);
          return full;
        } catch (error) {
          if (error.code !== 'EEXIST') throw uvException(error.code, 'mkdtemp', `${name}XXXXXX`);
        }
      }
    });
  },
  rmdir(path) {
    const name = toPath(path);
    return named('rmdir', name, () => { volume.rmdir(name); });
  },
  unlink(path) {
    const name = toPath(path);
    return named('unlink', name, () => { volume.unlink(name); });
  },
  rename(oldPath, newPath) {
    const [from, to] = [toPath(oldPath, 'oldPath'), toPath(newPath, 'newPath')];
    return named('rename', from, () => { volume.rename(from, to); });
  },
  copyFile(src, dest, mode) {
    const [from, to] = [toPath(src, 'src'), toPath(dest, 'dest')];
    const flags = toBits(mode);
    return named('copyFile', from, () => {
      if (flags < 0 || flags > 7) throw uvException('EINVAL', 'copyfile', from, to);
      volume.copy(from, to, (flags & 1) !== 0);
    });
  },
  ftruncate(fd, len) {
    toFd(fd);
    const length = toLength(len, 0);
    return lazily('ftruncate', fd, () => { volume.truncate(volume.opened(fd, 'ftruncate').node, length); });
  },
  fsync(fd) {
    toFd(fd);
    return lazily('fsync', fd, () => { volume.opened(fd, 'fsync'); });
  },
  fdatasync(fd) {
    toFd(fd);
    return lazily('fdatasync', fd, () => { volume.opened(fd, 'fdatasync'); });
  },
  chmod(path, mode) {
    const name = toPath(path);
    const bits = toMode(mode);
    return named('chmod', name, () => { changeMode(volume.need(name, 'chmod'), bits); });
  },
  fchmod(fd, mode) {
    toFd(fd);
    const bits = toMode(mode);
    return lazily('fchmod', fd, () => { changeMode(volume.opened(fd, 'fchmod').node, bits); });
  },
  utimes(path, atime, mtime) {
    const name = toPath(path);
    const times = [toTime(atime), toTime(mtime)];
    return named('utimes', name, () => { changeTimes(volume.need(name, 'utime'), times); });
  },
  futimes(fd, atime, mtime) {
    toFd(fd);
    const times = [toTime(atime), toTime(mtime)];
    return lazily('futime', fd, () => { changeTimes(volume.opened(fd, 'futime').node, times); });
  },
  realpath(path) {
    const name = toPath(path);
    return named('realpath', name, () => {
      return volume.realpath(name);
    });
  },
  readv(fd, buffers, position) {
    toFd(fd);
    const views = toViews(buffers);
    let at = placeOf(position);
    return lazily('read', fd, () => {
      let total = 0;
      for (const view of views) {
        const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
        const count = volume.readFile(fd, bytes, 0, bytes.length, at);
        total += count;
        if (at !== null) at += count;
        if (count < bytes.length) break;
      }
      return total;
    });
  },
  writev(fd, buffers, position) {
    toFd(fd);
    const bytes = Buffer.concat(toViews(buffers).map((view) => toPart(view)));
    const at = placeOf(position);
    return lazily('write', fd, () => volume.writeFile(fd, bytes, at));
  },
  ...require('internal/fs/links'),
};
