'use strict';
// What paths of Linux and of Windows have in common.

const { major } = internal;
const { invalidArgType, validateObject } = require('internal/errors');

/** Resolves '.' and '..'; those that climb above a relative path's start stay. */
function simplify(parts, absolute) {
  const out = [];
  for (const part of parts) {
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else if (!absolute) out.push('..');
  }
  return out;
}

/** The last part of a path without a suffix, unless it is nothing else. */
function withoutSuffix(base, suffix) {
  return suffix !== undefined && suffix !== '' && base !== suffix && base.endsWith(suffix)
    ? base.slice(0, -suffix.length) : base;
}

/** The extension of a path's last part. */
function extensionOf(base) {
  const dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

/** `format` of paths with this separator. */
function formatted(pathObject, separator) {
  if (major < 12 && (pathObject === null || typeof pathObject !== 'object')) {
    throw invalidArgType('pathObject', 'Object', pathObject);
  }
  validateObject(pathObject, 'pathObject');
  const dir = pathObject.dir || pathObject.root;
  const { ext } = pathObject;
  const dot = major >= 20 && ext && ext[0] !== '.' ? '.' : '';
  const base = pathObject.base || `${pathObject.name || ''}${ext ? dot + ext : ''}`;
  if (!dir) return base;
  return dir === pathObject.root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

module.exports = { extensionOf, formatted, simplify, withoutSuffix };
