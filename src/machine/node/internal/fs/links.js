'use strict';
// Links, owners, and what is known of the file system: operations as in operations.js.

const { major } = internal;
const volume = require('internal/volume');
const { Buffer } = require('buffer');
const { lazily, named } = require('internal/fs/tasks');
const { toFd, toOptions, toPath, toTime } = require('internal/fs/arguments');
const { invalidArgValue, nodeError, outOfRange, validateInteger } = require('internal/errors');
const { uvException } = require('internal/uv');
const { statFsOf } = require('internal/fs/stats');

function ownersOf(uid, gid) {
  for (const [name, id] of Object.entries({ uid, gid })) {
    if (major < 12 && Number.isInteger(id) && (id < 0 || id >= 2 ** 32)) throw outOfRange(name, '>= 0 && < 4294967296', id);
    validateInteger(id, name, -1, 2 ** 32 - 1);
  }
  return [uid, gid];
}
/** Who is not root can only leave a file to itself. */
function changeOwner(node, [uid, gid], ...about) {
  const keeps = (wanted, own) => wanted === -1 || wanted === 2 ** 32 - 1 || wanted === own;
  if (!keeps(uid, volume.owner) || !keeps(gid, volume.owner)) throw uvException('EPERM', ...about);
  node.touchStatus();
}

const types = ['dir', 'file', 'junction'];
function checkType(type) {
  if (type === undefined || type === null || types.includes(type)) return;
  if (major < 24) throw nodeError(Error, 'ERR_FS_INVALID_SYMLINK_TYPE', `Symlink type must be one of "dir", "file", or "junction". Received "${type}"`);
  throw invalidArgValue('type', type, "must be one of: 'dir', 'file', 'junction', null, undefined");
}

module.exports = {
  symlink(target, path, type) {
    checkType(type);
    const [to, name] = [toPath(target, 'target'), toPath(path)];
    return named('symlink', name, () => { volume.symlink(to, name); });
  },
  readlink(path, options) {
    const name = toPath(path);
    const { encoding } = toOptions(options, {});
    return named('readlink', name, () => {
      const target = volume.readlink(name);
      if (encoding === 'buffer') return Buffer.from(target);
      return encoding ? Buffer.from(target).toString(encoding) : target;
    });
  },
  link(existing, path) {
    const [from, to] = [toPath(existing, 'existingPath'), toPath(path, 'newPath')];
    return named('link', from, () => { volume.link(from, to); });
  },
  chown(path, uid, gid) {
    const name = toPath(path);
    const owners = ownersOf(uid, gid);
    return named('chown', name, () => { changeOwner(volume.need(name, 'chown'), owners, 'chown', name); });
  },
  lchown(path, uid, gid) {
    const name = toPath(path);
    const owners = ownersOf(uid, gid);
    return named('lchown', name, () => { changeOwner(volume.need(name, 'lchown', undefined, false), owners, 'lchown', name); });
  },
  fchown(fd, uid, gid) {
    toFd(fd);
    const owners = ownersOf(uid, gid);
    return lazily('fchown', fd, () => { changeOwner(volume.opened(fd, 'fchown').node, owners, 'fchown'); });
  },
  lutimes(path, atime, mtime) {
    const name = toPath(path);
    const [accessed, modified] = [toTime(atime), toTime(mtime)];
    return named('lutime', name, () => { Object.assign(volume.need(name, 'lutime', undefined, false), { accessed, modified }); });
  },
  statfs(path, options) {
    const name = toPath(path);
    return named('statfs', name, () => {
      volume.need(name, 'statfs');
      return statFsOf(!!options?.bigint);
    });
  },
};
