'use strict';
// Tasks: what an operation will do, and where. `{ label, path, run() }`

const volume = require('internal/volume');
const { uvException } = require('internal/uv');
const pathModule = require('path');

const task = (label, path, run) => ({ label: `fs.${label}`, path, run });
const shown = (path) => pathModule.basename(path) || path;
const named = (operation, path, run) => task(`${operation} ${shown(path)}`, path, run);
const ofFd = (operation, fd, run) => {
  const { path } = volume.opened(fd, operation);
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

module.exports = { lazily, named, task };
