'use strict';
// path.win32: paths as Windows writes them, with drives (`C:`) and shares (`\\server\share`).

const { major } = internal;
const { validateString } = require('internal/errors');
const { extensionOf, formatted, simplify, withoutSuffix } = require('internal/path_parts');

const isSep = (char) => char === '\\' || char === '/';
const isLetter = (char) => /^[a-zA-Z]$/.test(char);
const proc = () => require('process');

/** The end of a run of separators (or of others) from `at` on. */
function skip(path, at, separators) {
  let end = at;
  while (end < path.length && isSep(path[end]) === separators) end++;
  return end;
}

/**
 * What a path begins with: `device` (a drive or a share), whether it is absolute, and where
 * its rest begins.
 */
function rootOf(path) {
  if (path === '') return { device: '', absolute: false, end: 0 };
  if (isSep(path[0])) {
    const root = { device: '', absolute: true, end: 1 };
    if (path.length === 1 || !isSep(path[1])) return root;
    // Two separators, a server, separators, a share.
    const server = skip(path, 2, false);
    if (server === 2 || server === path.length) return root;
    const share = skip(path, server, true);
    const end = skip(path, share, false);
    if (share === path.length) return root;
    const host = path.slice(2, server);
    const isDevice = host === '.' || host === '?';
    if (isDevice && deviceRoots) return { device: `\\\\${host}`, absolute: true, end: 4 };
    const name = path.slice(share, end);
    return { device: `\\\\${host}\\${name}`, absolute: true, end, whole: end === path.length };
  }
  if (!isLetter(path[0]) || path[1] !== ':') return { device: '', absolute: false, end: 0 };
  const absolute = path.length > 2 && isSep(path[2]);
  return { device: path.slice(0, 2), absolute, end: absolute ? 3 : 2 };
}
/** `\\.\` and `\\?\` are roots of their own. */
const deviceRoots = major >= 20;

/** Without '.' and '..'. */
const tidied = (path, absolute) => simplify(path.split(/[\\/]/), absolute).join('\\');

function resolve(...args) {
  let device = '';
  let tail = '';
  let absolute = false;
  for (let i = args.length - 1; i >= -1; i--) {
    let path;
    if (i >= 0) {
      path = args[i];
      validateString(path, major < 18 ? 'path' : `paths[${i}]`);
      if (path === '') continue;
    } else if (device === '') {
      path = proc().cwd();
    } else {
      path = proc().env[`=${device}`] || proc().cwd();
      if (path.slice(0, 2).toLowerCase() !== device.toLowerCase() && path[2] === '\\') path = `${device}\\`;
    }
    const root = rootOf(path);
    if (root.device !== '') {
      if (device === '') device = root.device;
      else if (device.toLowerCase() !== root.device.toLowerCase()) continue;
    }
    if (!absolute) {
      tail = `${path.slice(root.end)}\\${tail}`;
      absolute = root.absolute;
    }
    if (absolute && device !== '') break;
  }
  tail = tidied(tail, absolute);
  return absolute ? `${device}\\${tail}` : `${device}${tail}` || '.';
}

function normalize(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return path === '/' ? '\\' : path;
  const { device, absolute, end, whole } = rootOf(path);
  if (whole) return `${device}\\`;
  let tail = end < path.length ? tidied(path.slice(end), absolute) : '';
  if (tail === '' && !absolute) tail = '.';
  if (tail !== '' && isSep(path[path.length - 1])) tail += '\\';
  if (reserves && isReserved(path) && !absolute && device === '') return `.\\${tail}`;
  return `${device}${absolute ? '\\' : ''}${guarded(tail, { path, device, absolute })}`;
}

// Names of devices; so far as Node sees it, what stands before the first colon, or all but the
// last character.
const reserves = major >= 20;
const devices = /^(?:CON|PRN|AUX|NUL|(?:COM|LPT)[1-9¹²³])$/i;
const isReserved = (path) => devices.test(path.slice(0, path.indexOf(':')));

/** From 18 on: what only looks like a drive once '.' and '..' are gone is kept from being one. */
function guarded(tail, { path, device, absolute }) {
  if (major < 18 || absolute || device !== '' || !path.includes(':')) return tail;
  if (isLetter(tail[0]) && tail[1] === ':') return `.\\${tail}`;
  for (let at = path.indexOf(':'); at !== -1; at = path.indexOf(':', at + 1)) {
    if (at === path.length - 1 || isSep(path[at + 1])) return `.\\${tail}`;
  }
  return tail;
}

function isAbsolute(path) {
  validateString(path, 'path');
  if (path === '') return false;
  return isSep(path[0]) || (path.length > 2 && isLetter(path[0]) && path[1] === ':' && isSep(path[2]));
}

function join(...args) {
  const parts = [];
  for (const part of args) {
    validateString(part, 'path');
    if (part !== '') parts.push(part);
  }
  if (parts.length === 0) return '.';
  let joined = parts.join('\\');
  // Only a first part that begins like a share makes one.
  const [first] = parts;
  const isShare = isSep(first[0]) && isSep(first[1] ?? '') && first.length > 2 && !isSep(first[2]);
  const slashes = skip(joined, 0, true);
  const mayBe = first.length > 1 && isSep(first[0]) && isSep(first[1]) && first.length === 2;
  if (!isShare && !mayBe && slashes >= 2) joined = `\\${joined.slice(slashes)}`;
  else if (mayBe && slashes > 2) joined = `\\${joined.slice(slashes)}`;
  const hasDevice = (part) => part.includes(':') && isReserved(part);
  if (major >= 22 && joined.split('\\').some(hasDevice)) return joined.replace(/\//g, '\\');
  return normalize(joined);
}

function relative(from, to) {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  const start = resolve(from);
  const goal = resolve(to);
  if (start === goal || start.toLowerCase() === goal.toLowerCase()) return '';
  const trimmed = (path) => {
    let [begin, end] = [0, path.length];
    while (begin < end && path[begin] === '\\') begin++;
    while (end - 1 > begin && path[end - 1] === '\\') end--;
    return begin === end ? [] : path.slice(begin, end).split('\\');
  };
  const a = trimmed(start);
  const b = trimmed(goal);
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most && a[same].toLowerCase() === b[same].toLowerCase()) same++;
  if (same === 0 && most > 0) return goal; // another drive
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('\\');
}

function toNamespacedPath(path) {
  if (typeof path !== 'string' || path === '') return path;
  const resolved = resolve(path);
  if (resolved.length <= 2) return path;
  if (resolved.startsWith('\\\\')) {
    if (resolved[2] !== '?' && resolved[2] !== '.') return `\\\\?\\UNC\\${resolved.slice(2)}`;
  } else if (isLetter(resolved[0]) && resolved[1] === ':' && resolved[2] === '\\') {
    return `\\\\?\\${resolved}`;
  }
  return major < 20 ? path : resolved;
}

/** Where the root ends as dirname and parse see it: a whole share counts with what ends it. */
function rootEnd(path) {
  if (path === '') return 0;
  if (isSep(path[0])) {
    if (!isSep(path[1] ?? '')) return 1;
    const server = skip(path, 2, false);
    if (server === 2 || server === path.length) return 1;
    const share = skip(path, server, true);
    if (share === path.length) return 1;
    const end = skip(path, share, false);
    return end === path.length ? end : end + 1;
  }
  if (!isLetter(path[0]) || path[1] !== ':') return 0;
  return path.length > 2 && isSep(path[2]) ? 3 : 2;
}

/** Where the last part is, trailing separators left out. */
function lastPart(path, from) {
  let end = path.length;
  while (end > from && isSep(path[end - 1])) end--;
  let start = end;
  while (start > from && !isSep(path[start - 1])) start--;
  return { start, end };
}

function dirname(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return isSep(path[0]) ? path : '.';
  const root = rootEnd(path);
  if (isSep(path[0]) && root === path.length) return path;
  const { start } = lastPart(path, root);
  if (start <= root) return root === 0 ? '.' : path.slice(0, root);
  return path.slice(0, start - 1);
}

function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, major < 20 ? 'ext' : 'suffix');
  validateString(path, 'path');
  const from = isLetter(path[0] ?? '') && path[1] === ':' ? 2 : 0;
  if (suffix !== undefined && suffix === path) return '';
  const { start, end } = lastPart(path, from);
  return withoutSuffix(path.slice(start, end), suffix);
}

function extname(path) {
  validateString(path, 'path');
  return extensionOf(basename(path));
}

function parse(path) {
  validateString(path, 'path');
  const root = rootEnd(path);
  const { start, end } = lastPart(path, root);
  const base = path.slice(start, end);
  const ext = extensionOf(base);
  const dir = start > root ? path.slice(0, start - 1) : path.slice(0, root);
  return { root: path.slice(0, root), dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

function format(pathObject) { return formatted(pathObject, '\\'); }

module.exports = {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname,
  format, parse, sep: '\\', delimiter: ';',
};
