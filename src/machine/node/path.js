'use strict';
// path, as on Linux; path.win32 is in internal/path_win32.js.

const { major } = internal;
const { validateString } = require('internal/errors');
const { extensionOf, formatted, simplify, withoutSuffix } = require('internal/path_parts');
const lastIndexOf = Function.prototype.call.bind(String.prototype.lastIndexOf);

/** Without '.' and '..'. */
const tidied = (path, absolute) => simplify(path.split('/'), absolute).join('/');

function resolve(...args) {
  let path = '';
  for (let i = args.length - 1; i >= -1 && path[0] !== '/'; i--) {
    const part = i >= 0 ? args[i] : internal.cwd;
    validateString(part, major < 18 ? 'path' : `paths[${i}]`);
    if (part.length > 0) path = path === '' ? part : `${part}/${path}`;
  }
  const absolute = path[0] === '/';
  const tidy = tidied(path, absolute);
  return absolute ? `/${tidy}` : tidy || '.';
}

function normalize(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  const absolute = path[0] === '/';
  const tidy = tidied(path, absolute);
  if (tidy === '') return absolute ? '/' : path.endsWith('/') ? './' : '.';
  return (absolute ? '/' : '') + tidy + (path.endsWith('/') ? '/' : '');
}

function isAbsolute(path) {
  validateString(path, 'path');
  return path[0] === '/';
}

function join(...args) {
  const parts = [];
  for (const part of args) {
    validateString(part, 'path');
    if (part !== '') parts.push(part);
  }
  return parts.length === 0 ? '.' : normalize(parts.join('/'));
}

function relative(from, to) {
  validateString(from, 'from');
  validateString(to, 'to');
  if (from === to) return '';
  const a = resolve(from).split('/').filter(Boolean);
  const b = resolve(to).split('/').filter(Boolean);
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

function toNamespacedPath(path) { return path; }

// The last part starts here; trailing slashes end before `end`.
function lastPart(path) {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return { start: lastIndexOf(path, '/', end - 1) + 1, end };
}

function dirname(path) {
  validateString(path, 'path');
  if (path === '') return '.';
  const { start } = lastPart(path);
  const end = start - 1; // the one slash before the last part
  const absolute = path[0] === '/';
  if (end === 1 && absolute) return '//';
  return end > 0 ? path.slice(0, end) : absolute ? '/' : '.';
}

function basename(path, suffix) {
  if (suffix !== undefined) validateString(suffix, major < 20 ? 'ext' : 'suffix');
  validateString(path, 'path');
  if (suffix === path) return '';
  const { start, end } = lastPart(path);
  if (end === 0) return '';
  return withoutSuffix(path.slice(start, end), suffix);
}

function extname(path) {
  validateString(path, 'path');
  return extensionOf(basename(path));
}

function parse(path) {
  validateString(path, 'path');
  const root = path[0] === '/' ? '/' : '';
  const { start, end } = lastPart(path);
  const base = end === 0 ? '' : path.slice(start, end);
  const ext = start === 1 && base === '..' ? '.' : extname(base); // `/..` is taken for a name
  let dir = root;
  if (start > 1) dir = path.slice(0, start - 1);
  return { root, dir, base, ext, name: ext === '' ? base : base.slice(0, -ext.length) };
}

function format(pathObject) { return formatted(pathObject, '/'); }

const path = module.exports = {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname,
  format, parse, sep: '/', delimiter: ':', posix: null,
};
path.posix = path;
let win32;
Object.defineProperty(path, 'win32', {
  get() {
    if (win32 === undefined) {
      win32 = require('internal/path_win32');
      Object.assign(win32, { win32, posix: path, _makeLong: win32.toNamespacedPath });
    }
    return win32;
  },
  set(value) { win32 = value; },
  enumerable: true,
  configurable: true,
});
path._makeLong = toNamespacedPath;
