'use strict';
// fs.Stats and fs.Dirent.

const { FOLDER, owner } = require('internal/volume');
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

/** The same in whole numbers of any size; times also in nanoseconds (12). */
class BigIntStats {
  constructor(stats) {
    for (const name of Object.keys(stats)) {
      if (typeof stats[name] === 'number') this[name] = BigInt(Math.floor(stats[name]));
    }
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
      if (major >= 12) this[`${name}Ns`] = BigInt(Math.round(stats[`${name}Ms`] * 1e6));
    }
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
      Object.defineProperty(this, name, { value: stats[name], enumerable: major < 22, writable: true, configurable: true });
    }
  }
}
if (major < 12) Object.defineProperty(BigIntStats, 'name', { value: 'Stats' });
for (const name of Object.keys(kinds)) {
  BigIntStats.prototype[name] = { [name]() { return (Number(this.mode) & types) === kinds[name]; } }[name];
}

function statsOf(node, bigint = false) {
  const stats = new Stats(2049, node.mode, node.links, owner, owner, 0, 4096, node.inode, node.size,
    Math.ceil(node.size / 512), node.accessed, node.modified, node.changed, node.born);
  return bigint ? new BigIntStats(stats) : stats;
}

// A disk of some size, half full.
const disk = { type: 61267, bsize: 4096, blocks: 25_000_000, bfree: 13_000_000, bavail: 12_500_000, files: 6_000_000, ffree: 5_000_000 };
class StatFs {}
function statFsOf(bigint) {
  const pairs = Object.entries(disk).map(([name, value]) => [name, bigint ? BigInt(value) : value]);
  return Object.assign(new StatFs(), Object.fromEntries(pairs));
}

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

module.exports = { Dirent, Stats, statFsOf, statsOf };
