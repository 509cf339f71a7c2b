'use strict';
// The global `navigator` (21 and later).

const { major } = internal;

class Navigator {
  get hardwareConcurrency() { return require('os').cpus().length; }
  get language() { return 'en-US'; }
  get languages() { return Object.freeze(['en-US']); }
  get userAgent() { return `Node.js/${major}`; }
  get platform() { return 'linux'; }
}
for (const name of ['hardwareConcurrency', 'language', 'languages', 'userAgent', 'platform']) {
  Object.defineProperty(Navigator.prototype, name, { enumerable: true });
}

module.exports = { Navigator, navigator: new Navigator() };
