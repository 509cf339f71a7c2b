'use strict';
// The lesson's files as a tree of folders. All of it is in memory; what the world declares, and
// the program's own files, are there from the start.
//
// Every operation is synchronous and throws what Node throws; fs.js says when it happens.

const { cwd } = internal;
const { uvException } = require('internal/uv');
const { Buffer } = require('buffer');
const pathModule = require('path');

const world = internal.world();
/** Virtual microseconds of a system call where the world says nothing else. */
const defaultLatency = 100;
const FOLDER = 0o040000;
const FILE = 0o100000;
const LINK = 0o120000;
/** The user and the group whose all files are. */
const owner = 1000;

let lastInode = 1;
class Node {
  constructor(kind, mode) {
    this.kind = kind;
    this.mode = kind | mode;
    this.inode = ++lastInode;
    this.entries = kind === FOLDER ? new Map() : undefined;
    this.bytes = undefined;
    this.target = undefined; // of a symbolic link
    this.links = kind === FOLDER ? 2 : 1; // its names
    this.latency = defaultLatency;
    this.failure = undefined; // the code that every use of it gives
    this.modified = world.startMs;
    this.changed = world.startMs;
    this.accessed = world.startMs;
    this.born = world.startMs;
  }
  touch() {
    this.modified = world.startMs + internal.time();
    this.changed = this.modified;
  }
  touchStatus() { this.changed = world.startMs + internal.time(); }
  /** A file's bytes; kept as text until somebody needs them. */
  get data() {
    if (this.bytes === undefined) this.bytes = Buffer.from(this.text ?? '');
    return this.bytes;
  }
  set data(bytes) { this.bytes = bytes; }
  get size() {
    if (this.kind === LINK) return Buffer.byteLength(this.target);
    return this.kind === FOLDER ? 4096 : this.data.length;
  }
}

const root = new Node(FOLDER, 0o755);
const partsOf = (path) => pathModule.resolve(path).split('/').filter((part) => part !== '');

function folderOf(path) {
  let at = root;
  for (const part of partsOf(path)) {
    let next = at.entries.get(part);
    if (next === undefined) {
      next = new Node(FOLDER, 0o755);
      at.entries.set(part, next);
    }
    at = next;
  }
  return at;
}
// Files that are declared to be missing still take their time to be missed.
const missing = new Map();
folderOf(cwd);
folderOf('/tmp').mode = FOLDER | 0o1777;
for (const name of Object.keys(world.files)) {
  const { content, error, latency } = world.files[name];
  const full = pathModule.resolve(cwd, name);
  if (error === 'ENOENT') {
    missing.set(full, latency);
    continue;
  }
  const node = new Node(FILE, 0o644);
  node.text = content;
  node.failure = error;
  node.latency = latency;
  folderOf(pathModule.dirname(full)).entries.set(pathModule.basename(full), node);
}

/**
 * Where `path` leads to: `{ node, full }`, the node being undefined if there is none. Files beside
 * the program are found, too. What a link names is gone to, at the end only if `follow`.
 */
function lookUp(path, { syscall, shown, dest }, follow = true) {
  let parts = partsOf(path);
  let at = root;
  let full = '';
  let passed = 0;
  while (parts.length > 0) {
    if (at.kind !== FOLDER) throw uvException('ENOTDIR', syscall, shown, dest);
    const [part, ...rest] = parts;
    const here = `${full}/${part}`;
    const next = at.entries.get(part);
    if (next === undefined) {
      const whole = [here, ...rest].join('/');
      return { node: discover(whole), full: whole };
    }
    if (next.kind === LINK && (rest.length > 0 || follow)) {
      if (++passed > 40) throw uvException('ELOOP', syscall, shown, dest);
      parts = [...partsOf(pathModule.resolve(full || '/', next.target)), ...rest];
      at = root;
      full = '';
      continue;
    }
    [at, full, parts] = [next, here, rest];
  }
  if (at.failure !== undefined) throw uvException(at.failure, syscall, shown, dest);
  return { node: at, full: full || '/' };
}

function find(path, syscall, shown, dest, follow = true) {
  return lookUp(path, { syscall, shown, dest }, follow).node;
}

const removed = new Set();
function discover(full) {
  if (removed.has(full) || missing.has(full)) return undefined;
  const text = internal.readText(full);
  if (text === undefined) return undefined;
  const node = new Node(FILE, 0o644);
  node.text = text;
  folderOf(pathModule.dirname(full)).entries.set(pathModule.basename(full), node);
  return node;
}

/** What `require` and `import` read at `path`; undefined if there is no file to read. */
function textOf(path) {
  let node;
  try { node = find(path, 'open', path); } catch { return undefined; }
  if (node === undefined || node.kind !== FILE) return undefined;
  return node.bytes === undefined ? node.text ?? '' : node.data.toString();
}

/** How long a system call on this path takes. */
function latencyOf(path) {
  const full = pathModule.resolve(path);
  let at = root;
  for (const part of partsOf(full)) at = at?.entries?.get(part);
  return (at ?? discover(full))?.latency ?? missing.get(full) ?? defaultLatency;
}

function need(path, syscall, dest, follow = true) {
  const node = find(path, syscall, path, dest, follow);
  if (node === undefined) throw uvException('ENOENT', syscall, path, dest);
  return node;
}

/**
 * The folder that holds, or would hold, the last part of `path`; errors show what the program
 * has named.
 */
function parentOf(path, syscall, shown = [path]) {
  const full = pathModule.resolve(path);
  const parent = find(pathModule.dirname(full), syscall, ...shown);
  if (parent === undefined) throw uvException('ENOENT', syscall, ...shown);
  if (parent.kind !== FOLDER) throw uvException('ENOTDIR', syscall, ...shown);
  return { parent, name: pathModule.basename(full), full };
}

function put(path, node, syscall, shown) {
  const { parent, name, full } = parentOf(path, syscall, shown);
  parent.entries.set(name, node);
  parent.touch();
  removed.delete(full);
}

function take(path, syscall) {
  const { parent, name, full } = parentOf(path, syscall);
  parent.entries.delete(name);
  parent.touch();
  removed.add(full);
}

// Open files by descriptor; 0 to 2 are the standard streams.
const open = new Map([0, 1, 2].map((fd) => [fd, {
  node: new Node(FILE, 0o600), flags: { read: fd === 0, write: fd !== 0 }, position: 0, path: `/dev/fd/${fd}`,
}]));
let lastFd = 16;

function openFile(path, flags, mode) {
  const found = lookUp(path, { syscall: 'open', shown: path });
  let { node } = found;
  if (node === undefined) {
    if (!flags.create) throw uvException('ENOENT', 'open', path);
    node = new Node(FILE, (mode ?? 0o666) & ~0o22);
    put(found.full, node, 'open', [path]);
  } else if (flags.exclusive) {
    throw uvException('EEXIST', 'open', path);
  } else if (node.kind === FOLDER && flags.write) {
    throw uvException('EISDIR', 'open', path);
  }
  if (flags.truncate) {
    node.data = Buffer.alloc(0);
    node.touch();
  }
  lastFd++;
  open.set(lastFd, { node, flags, position: 0, path });
  return lastFd;
}

function opened(fd, syscall) {
  const file = open.get(fd);
  if (file === undefined) throw uvException('EBADF', syscall);
  return file;
}

function closeFile(fd) {
  opened(fd, 'close');
  open.delete(fd);
}

/** Reads into `buffer`; from the file's own position if `position` is null. */
function readFile(fd, buffer, offset, length, position) {
  const file = opened(fd, 'read');
  if (file.node.kind === FOLDER) throw uvException('EISDIR', 'read');
  if (!file.flags.read) throw uvException('EBADF', 'read');
  const from = position ?? file.position;
  const bytes = file.node.data.subarray(from, from + length);
  buffer.set(bytes, offset);
  if (position === null || position === undefined) file.position += bytes.length;
  return bytes.length;
}

function writeFile(fd, bytes, position) {
  const file = opened(fd, 'write');
  if (!file.flags.write) throw uvException('EBADF', 'write');
  const { node } = file;
  const at = file.flags.append ? node.size : position ?? file.position;
  if (at + bytes.length > node.size) {
    const larger = Buffer.alloc(at + bytes.length);
    larger.set(node.data);
    node.data = larger;
  }
  node.data.set(bytes, at);
  node.touch();
  if (position === null || position === undefined) file.position = at + bytes.length;
  return bytes.length;
}

function truncate(node, length) {
  const bytes = Buffer.alloc(length);
  bytes.set(node.data.subarray(0, length));
  node.data = bytes;
  node.touch();
}

function mkdir(path, mode, recursive) {
  if (!recursive) {
    if (find(path, 'mkdir', path) !== undefined) throw uvException('EEXIST', 'mkdir', path);
    put(path, new Node(FOLDER, mode & ~0o22), 'mkdir');
    return undefined;
  }
  let first;
  let at = '';
  for (const part of partsOf(path)) {
    at += `/${part}`;
    const node = find(at, 'mkdir', path);
    if (node === undefined) {
      put(at, new Node(FOLDER, mode & ~0o22), 'mkdir');
      first ??= at;
    } else if (node.kind !== FOLDER) {
      throw uvException(at === pathModule.resolve(path) ? 'EEXIST' : 'ENOTDIR', 'mkdir', path);
    }
  }
  return first;
}

function rmdir(path) {
  const node = need(path, 'rmdir', undefined, false);
  if (node.kind !== FOLDER) throw uvException('ENOTDIR', 'rmdir', path);
  if (node.entries.size > 0) throw uvException('ENOTEMPTY', 'rmdir', path);
  take(path, 'rmdir');
}

function unlink(path) {
  const node = need(path, 'unlink', undefined, false);
  if (node.kind === FOLDER) throw uvException('EISDIR', 'unlink', path);
  take(path, 'unlink');
  node.links--;
}

function rename(path, dest) {
  const node = need(path, 'rename', dest, false);
  parentOf(dest, 'rename', [path, dest]);
  const to = find(dest, 'rename', path, dest, false);
  if (to === node) return;
  if (to !== undefined) {
    if (to.kind === FOLDER && node.kind !== FOLDER) throw uvException('EISDIR', 'rename', path, dest);
    if (to.kind !== FOLDER && node.kind === FOLDER) throw uvException('ENOTDIR', 'rename', path, dest);
    if (to.kind === FOLDER && to.entries.size > 0) throw uvException('ENOTEMPTY', 'rename', path, dest);
  }
  if (`${pathModule.resolve(dest)}/`.startsWith(`${pathModule.resolve(path)}/`)) {
    throw uvException('EINVAL', 'rename', path, dest);
  }
  take(path, 'rename');
  put(dest, node, 'rename');
}

function symlink(target, path) {
  parentOf(path, 'symlink', [target, path]);
  if (find(path, 'symlink', target, path, false) !== undefined) throw uvException('EEXIST', 'symlink', target, path);
  const node = new Node(LINK, 0o777);
  node.target = target;
  put(path, node, 'symlink', [target, path]);
}

function readlink(path) {
  const node = need(path, 'readlink', undefined, false);
  if (node.kind !== LINK) throw uvException('EINVAL', 'readlink', path);
  return node.target;
}

/** One more name for a file. */
function link(path, dest) {
  const node = need(path, 'link', dest, false);
  if (node.kind === FOLDER) throw uvException('EPERM', 'link', path, dest);
  parentOf(dest, 'link', [path, dest]);
  if (find(dest, 'link', path, dest, false) !== undefined) throw uvException('EEXIST', 'link', path, dest);
  put(dest, node, 'link', [path, dest]);
  node.links++;
  node.touchStatus();
}

function realpath(path) {
  const { node, full } = lookUp(path, { syscall: 'realpath', shown: path });
  if (node === undefined) throw uvException('ENOENT', 'realpath', path);
  return full;
}

function copy(path, dest, exclusive) {
  const node = need(path, 'copyfile', dest);
  if (node.kind === FOLDER) throw uvException('EISDIR', 'copyfile', path, dest);
  parentOf(dest, 'copyfile', [path, dest]);
  const to = find(dest, 'copyfile', path, dest);
  if (to !== undefined && exclusive) throw uvException('EEXIST', 'copyfile', path, dest);
  if (to === node) return;
  if (to?.kind === FOLDER) throw uvException('EISDIR', 'copyfile', path, dest);
  if (to !== undefined) {
    to.data = Buffer.from(node.data);
    to.touch();
    return;
  }
  const twin = new Node(FILE, node.mode & 0o777);
  twin.data = Buffer.from(node.data);
  put(dest, twin, 'copyfile');
}

function list(path) {
  const node = need(path, 'scandir');
  if (node.kind !== FOLDER) throw uvException('ENOTDIR', 'scandir', path);
  return [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `mode` as in access(2): the owner's bits count. */
function access(path, mode) {
  const node = need(path, 'access');
  if (mode < 0 || mode > 7) throw uvException('EINVAL', 'access', path);
  if ((mode & ~(node.mode >> 6 & 7)) !== 0) throw uvException('EACCES', 'access', path);
}

module.exports = {
  FOLDER, access, closeFile, copy, latencyOf, link, list, mkdir, need, openFile, opened, owner,
  readFile, readlink, realpath, rename, rmdir, symlink, textOf, truncate, unlink, writeFile,
};
