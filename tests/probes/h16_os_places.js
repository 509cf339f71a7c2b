'use strict';
// What os tells of the environment, and what of it cannot be assigned.
const os = require('os');

for (const name of ['EOL', 'constants', 'devNull']) {
  const how = Object.getOwnPropertyDescriptor(os, name);
  console.log(name, how && how.writable, how && how.configurable);
}
try { os.EOL = 'x'; } catch (error) { console.log(error.name); }
const places = (given) => {
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) delete process.env[name];
  Object.assign(process.env, given);
  console.log(os.tmpdir());
};
places({});
places({ TMPDIR: '/x/' });
places({ TMPDIR: '/' });
places({ TMP: '/y' });
places({ TEMP: '/z/', TMP: '/y' });
process.env.HOME = '/h';
console.log(os.homedir());
