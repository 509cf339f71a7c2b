'use strict';
// os: a small Linux machine.

const { major, now } = internal;
const { unsupported } = require('internal/errors');

const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8,
  SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15,
};
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
  setPriority() { throw unsupported('os.setPriority'); },
  devNull: '/dev/null',
  EOL: '\n',
  constants: Object.freeze({ signals: Object.freeze(signals) }),
};
if (major < 16) delete os.devNull;
if (major < 18) {
  delete os.machine;
  delete os.availableParallelism;
}
