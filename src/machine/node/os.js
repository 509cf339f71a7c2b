'use strict';
// os: a small Linux machine.

const { major, now } = internal;

const cores = 4;

const os = module.exports = {
  arch() { return 'x64'; },
  cpus() {
    const cpu = () => ({ model: 'Virtual CPU', speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } });
    return Array.from({ length: cores }, cpu);
  },
  endianness() { return 'LE'; },
  freemem() { return 8_000_000_000; },
  homedir() { return '/home/user'; },
  hostname() { return 'localhost'; },
  loadavg() { return [0, 0, 0]; },
  networkInterfaces() { return {}; },
  platform() { return 'linux'; },
  release() { return '5.0.0'; },
  tmpdir() { return '/tmp'; },
  totalmem() { return 16_000_000_000; },
  type() { return 'Linux'; },
  userInfo() { return { uid: 1000, gid: 1000, username: 'user', homedir: '/home/user', shell: '/bin/sh' }; },
  uptime() { return 86400 + now() / 1000; },
  version() { return '#1'; },
  machine() { return 'x86_64'; },
  availableParallelism() { return cores; },
  getPriority() { return 0; },
  devNull: '/dev/null',
  EOL: '\n',
  constants: require('internal/os_constants'),
};
if (major < 12) delete os.version;
if (major < 16) delete os.devNull;
if (major < 18) {
  delete os.machine;
  delete os.availableParallelism;
}
