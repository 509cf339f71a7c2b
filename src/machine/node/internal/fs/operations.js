'use strict';
// What fs can do. Each operation checks its arguments at once and says what it will do and
// where; who asked decides when: at once, or by the pool.
//
// [operation](...args) -> { label, path, run() }

const { major } = internal;
const volume = require('internal/volume');
const { Buffer } = require('buffer');
const { Dirent, statsOf } = require('internal/fs/stats');
const { toBytes, toFd, toFlags, toLength, toMode, toOptions, toPath } = require('internal/fs/arguments');
const { invalidArgType, invalidArgValue, outOfRange, unsupported } = require('internal/errors');
const { uvException } = require('internal/uv');
const pathModule = require('path');

const task = (label, path, run) => ({ label: `fs.${label}`, path, run });
const shown = (path) => pathModule.basename(path) || path;
const named = (operation, path, run) => task(`${operation} ${shown(path)}`, path, run);
const ofFd = (operation, fd, run) => {
  const path = volume.opened(fd, operation).path;
  return task(`${operation} ${shown(path)}`, path, run);
};
// A descriptor that is not open is only found out when the call is made.
const lazily = (operation, fd, run) => {
  try {
    return ofFd(operation, fd, run);
  } catch {
    return task(operation, '/', () => { throw uvException('EBADF', operation); });
  }
};
const encoded = (name, encoding) => {
  if (encoding === 'buffer') return Buffer.from(name);
  return encoding ? Buffer.from(name).toString(encoding) : name;
};

const noBigint = (options) => {
  if (options && options.bigint) throw unsupported('the option bigint of fs');
};

const operations = module.exports = {
  access(path, mode) {
    const name = toPath(path);
    const wanted = toMode(mode, 0);
    return named('access', name, () => { volume.access(name, wanted); });
  },
  stat(path, options) {
    const name = toPath(path);
    noBigint(options);
    return named('stat', name, () => statsOf(volume.need(name, 'stat')));
  },
  lstat(path, options) {
    const name = toPath(path);
    noBigint(options);
    return named('lstat', name, () => statsOf(volume.need(name, 'lstat')));
  },
  fstat(fd, options) {
    toFd(fd);
    noBigint(options);
    return lazily('fstat', fd, () => statsOf(volume.opened(fd, 'fstat').node));
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
    const room = buffer.byteLength - from;
    const count = length ?? room;
    if (from < 0 || from > buffer.byteLength) throw outOfRange('offset', `>= 0 && <= ${buffer.byteLength}`, from);
    if (count < 0 || count > room) throw outOfRange('length', `>= 0 && <= ${room}`, count);
    const at = typeof position === 'number' && position >= 0 ? position : null;
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return lazily('read', fd, () => (count === 0 ? 0 : volume.readFile(fd, bytes, from, count, at)));
  },
  write(fd, data, offsetOrPosition, lengthOrEncoding, position) {
    toFd(fd);
    let bytes;
    let at;
    if (ArrayBuffer.isView(data)) {
      let from = offsetOrPosition ?? 0;
      let count = lengthOrEncoding;
      at = position;
      if (from !== null && typeof from === 'object') ({ offset: from = 0, length: count, position: at } = from);
      const all = toBytes(data);
      bytes = all.subarray(from, from + (count ?? all.length - from));
    } else {
      if (typeof data !== 'string' && major >= 14) throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
      bytes = Buffer.from(`${data}`, typeof lengthOrEncoding === 'string' ? lengthOrEncoding : 'utf8');
      at = offsetOrPosition;
    }
    const where = typeof at === 'number' ? at : null;
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
    const { encoding, withFileTypes, recursive } = toOptions(options, {});
    if (recursive) throw unsupported('the option recursive of fs.readdir');
    return named('readdir', name, () => volume.list(name).map(([entry, node]) => {
      const text = encoded(entry, encoding);
      return withFileTypes ? new Dirent(text, node.mode, name) : text;
    }));
  },
  mkdir(path, options) {
    const name = toPath(path);
    const given = typeof options === 'number' || typeof options === 'string' ? { mode: options } : options ?? {};
    const mode = toMode(given.mode, 0o777);
    return named('mkdir', name, () => volume.mkdir(name, mode, !!given.recursive));
  },
  mkdtemp(prefix) {
    const name = toPath(prefix, 'prefix');
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
  rm(path, options = {}) {
    const name = toPath(path);
    const remove = (at) => {
      const node = volume.need(at, 'rm');
      if (node.entries === undefined) {
        volume.unlink(at);
        return;
      }
      if (!options.recursive) {
        const { nodeError } = require('internal/errors');
        throw nodeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${at}`);
      }
      for (const entry of [...node.entries.keys()]) remove(pathModule.join(at, entry));
      volume.rmdir(at);
    };
    return named('rm', name, () => {
      try {
        remove(name);
      } catch (error) {
        if (!(options.force && error.code === 'ENOENT')) throw error;
      }
    });
  },
  rename(oldPath, newPath) {
    const [from, to] = [toPath(oldPath, 'oldPath'), toPath(newPath, 'newPath')];
    return named('rename', from, () => { volume.rename(from, to); });
  },
  copyFile(src, dest, mode) {
    const [from, to] = [toPath(src, 'src'), toPath(dest, 'dest')];
    const flags = toMode(mode, 0);
    return named('copyFile', from, () => { volume.copy(from, to, (flags & 1) !== 0); });
  },
  truncate(path, len) {
    const name = toPath(path);
    const length = toLength(len, 0);
    return named('truncate', name, () => { volume.truncate(volume.need(name, 'open'), length); });
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
    const bits = toMode(mode, undefined);
    if (bits === undefined) throw invalidArgValue('mode', mode, 'must be a 32-bit unsigned integer or an octal string');
    return named('chmod', name, () => {
      const node = volume.need(name, 'chmod');
      node.mode = (node.mode & ~0o7777) | (bits & 0o7777);
    });
  },
  utimes(path, atime, mtime) {
    const name = toPath(path);
    const ms = (time) => (time instanceof Date ? time.getTime() : Number(time) * 1000);
    return named('utimes', name, () => {
      const node = volume.need(name, 'utime');
      node.accessed = ms(atime);
      node.modified = ms(mtime);
    });
  },
  realpath(path) {
    const name = toPath(path);
    return named('realpath', name, () => {
      volume.need(name, 'lstat');
      return pathModule.resolve(name);
    });
  },
  readlink(path) {
    const name = toPath(path);
    return named('readlink', name, () => {
      volume.need(name, 'readlink');
      throw uvException('EINVAL', 'readlink', name);
    });
  },
};
if (major < 14) delete operations.rm;
