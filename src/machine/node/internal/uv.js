'use strict';
// The errors of system calls: libuv's codes and the words of Node's `uvException`.

const { major, captureStackTrace } = internal;
const { defineProperty } = Object;

const table = {
  __proto__: null,
  EPERM: [-1, 'operation not permitted'], ENOENT: [-2, 'no such file or directory'],
  EIO: [-5, 'i/o error'], EBADF: [-9, 'bad file descriptor'], EAGAIN: [-11, 'resource temporarily unavailable'],
  ENOMEM: [-12, 'not enough memory'], EACCES: [-13, 'permission denied'],
  EBUSY: [-16, 'resource busy or locked'], EEXIST: [-17, 'file already exists'],
  EXDEV: [-18, 'cross-device link not permitted'], ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'], EINVAL: [-22, 'invalid argument'],
  EMFILE: [-24, 'too many open files'], ENOSPC: [-28, 'no space left on device'],
  EROFS: [-30, 'read-only file system'], EPIPE: [-32, 'broken pipe'], ENOTEMPTY: [-39, 'directory not empty'],
  ELOOP: [-40, 'too many symbolic links encountered'], EADDRINUSE: [-98, 'address already in use'],
  EADDRNOTAVAIL: [-99, 'address not available'],
  ECONNABORTED: [-103, 'software caused connection abort'], ECONNRESET: [-104, 'connection reset by peer'],
  ENOTCONN: [-107, 'socket is not connected'], ETIMEDOUT: [-110, 'connection timed out'],
  ECONNREFUSED: [-111, 'connection refused'], EHOSTUNREACH: [-113, 'host is unreachable'],
};

/**
 * An error of a system call.
 * @param {boolean} [bare] made on the other side of the loop: without a stack of ours
 */
function uvException(code, syscall, path, dest, bare = false, hide = uvException) {
  const [errno, words] = table[code] ?? [-1, 'unknown error'];
  let message = `${code}: ${words}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const error = new Error(message);
  if (bare) {
    defineProperty(error, 'stack', { value: `Error: ${message}`, writable: true, configurable: true });
  } else if (captureStackTrace !== undefined) {
    captureStackTrace(error, hide);
  }
  error.errno = errno;
  if (major < 20 && !bare) {
    error.syscall = syscall;
    error.code = code;
  } else {
    error.code = code;
    error.syscall = syscall;
  }
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

/** An error of a network call: `connect ECONNREFUSED 127.0.0.1:80`. */
function netException(code, syscall, address, port) {
  const [errno] = table[code] ?? [-1];
  const error = new Error(`${syscall} ${code}${address === undefined ? '' : ` ${address}`}${port === undefined ? '' : `:${port}`}`);
  error.errno = major < 14 ? code : errno;
  error.code = code;
  error.syscall = syscall;
  if (address !== undefined) error.address = address;
  if (port !== undefined) error.port = port;
  return error;
}

module.exports = { netException, uvException };
