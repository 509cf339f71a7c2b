'use strict';
// os: a small Linux machine.

const { major, now } = internal;

const cores = 4;
const home = '/home/user';
const env = () => require('process').env;

const os = module.exports = {
  arch() { return 'x64'; },
  cpus() {
    const cpu = () => ({ model: 'Virtual CPU', speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } });
    return Array.from({ length: cores }, cpu);
  },
  endianness() { return 'LE'; },
  freemem() { return 8_000_000_000; },
  homedir() { return env().HOME || home; },
  hostname() { return 'localhost'; },
  loadavg() { return [0, 0, 0]; },
  networkInterfaces() { return {}; },
  platform() { return 'linux'; },
  release() { return '5.0.0'; },
  tmpdir() {
    const { TMPDIR, TMP, TEMP } = env();
    const path = TMPDIR || TMP || TEMP || '/tmp';
    return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  },
  totalmem() { return 16_000_000_000; },
  type() { return 'Linux'; },
  userInfo() { return { uid: 1000, gid: 1000, username: 'user', homedir: home, shell: '/bin/sh' }; },
  uptime() { return 86400 + now() / 1000; },
  version() { return '#1'; },
  machine() { return 'x86_64'; },
  availableParallelism() { return cores; },
  getPriority() { return 0; },
};
const fixed = { constants: require('internal/os_constants'), EOL: '\n', ...(major >= 14 && { devNull: '/dev/null' }) };
for (const name of Object.keys(fixed)) {
  Object.defineProperty(os, name, { value: fixed[name], writable: false, enumerable: true, configurable: name !== 'constants' });
}
if (major < 12) delete os.version;
if (major < 18) {
  delete os.machine;
  delete os.availableParallelism;
}
