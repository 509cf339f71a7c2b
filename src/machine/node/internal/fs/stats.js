'use strict';
// fs.Stats and fs.Dirent.

const { FOLDER } = require('internal/volume');
const { major } = internal;

const types = 0o170000;

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) {
  Object.assign(this, {
    dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs,
  });
  const date = (ms) => new Date(Math.round(ms));
  const dates = { atime: atimeMs, mtime: mtimeMs, ctime: ctimeMs, birthtime: birthtimeMs };
  for (const name of Object.keys(dates)) {
    if (major < 22) this[name] = date(dates[name]);
    else Object.defineProperty(this, name, { value: date(dates[name]), enumerable: false, writable: true, configurable: true });
  }
}
const kinds = {
  isDirectory: FOLDER, isFile: 0o100000, isBlockDevice: 0o060000, isCharacterDevice: 0o020000,
  isSymbolicLink: 0o120000, isFIFO: 0o010000, isSocket: 0o140000,
};
for (const name of Object.keys(kinds)) {
  Stats.prototype[name] = { [name]() { return (this.mode & types) === kinds[name]; } }[name];
}

const statsOf = (node) => new Stats(2049, node.mode, 1, 1000, 1000, 0, 4096, node.inode, node.size,
  Math.ceil(node.size / 512), node.accessed, node.modified, node.changed, node.born);

class Dirent {
  #mode;
  constructor(name, mode, folder) {
    this.name = name;
    if (major >= 20) this.parentPath = folder;
    if (major >= 18 && major < 24) this.path = folder;
    this.#mode = mode;
  }
  static is(entry, kind) { return (entry.#mode & types) === kind; }
}
const { is } = Dirent;
delete Dirent.is;
for (const name of Object.keys(kinds)) {
  Dirent.prototype[name] = { [name]() { return is(this, kinds[name]); } }[name];
}

module.exports = { Dirent, Stats, statsOf };
