// What is under way and what is open: requests until their callbacks are over, handles until
// they are closed, and of both those that count. The output streams are left out.
const fs = require('fs');
const net = require('net');
const dns = require('dns');
const crypto = require('crypto');

const named = (list) => list.filter((each) => each !== process.stdout && each !== process.stderr).map((each) => each.constructor.name);
const show = (where) => {
  const info = process.getActiveResourcesInfo === undefined ? []
    : process.getActiveResourcesInfo().filter((name) => !/^(Pipe|TTY)Wrap$/.test(name));
  console.log(where, info.join(), '|', named(process._getActiveRequests()).join(), '|', named(process._getActiveHandles()).join());
};

const steps = [
  (next) => {
    show('nothing');
    fs.stat(__filename, () => {
      show('stat done');
      process.nextTick(() => show('its tick'));
      Promise.resolve().then(() => show('its microtask'));
      setImmediate(() => { show('its immediate'); next(); });
    });
    show('stat');
  },
  (next) => {
    fs.promises.stat(__filename).then(() => { show('promise kept'); setImmediate(next); });
    show('promises.stat');
  },
  async (next) => {
    const file = await fs.promises.open(__filename);
    show('opened');
    const closing = file.close();
    show('closing');
    await closing;
    show('closed');
    next();
  },
  (next) => {
    dns.lookup('localhost', () => { show('found'); next(); });
    show('lookup');
  },
  (next) => {
    crypto.pbkdf2('a', 'b', 1, 8, 'sha256', () => { show('key'); next(); });
    show('pbkdf2');
  },
  (next) => {
    const server = net.createServer(() => {}).listen(0);
    show('listen');
    server.unref();
    show('unref');
    server.ref();
    show('ref');
    server.on('close', () => show('close'));
    server.close();
    show('closing');
    setImmediate(() => setImmediate(() => { show('gone'); next(); }));
  },
  (next) => {
    const client = net.connect(1, '127.0.0.1');
    show('connect');
    client.on('error', (error) => show(error.code));
    client.on('close', () => { show('close'); setImmediate(next); });
  },
  (next) => {
    const server = net.createServer((socket) => { show('connection'); socket.resume(); }).listen(0, () => {
      const client = net.connect(server.address().port, '127.0.0.1');
      client.on('connect', () => { show('connected'); client.end('x'); show('end'); });
      client.resume();
      client.on('close', () => { server.close(); setImmediate(next); });
    });
  },
  (next) => {
    setTimeout(() => {}, 30).unref();
    show('no timer');
    const interval = setInterval(() => { show('interval'); clearInterval(interval); show('cleared'); next(); }, 1);
    show('timer');
  },
  (next) => {
    fs.readFile(__filename, () => {
      setTimeout(() => { show('timeout'); next(); }, 1);
      setImmediate(() => show('immediate'));
      show('both');
    });
    show('readFile');
  },
];
let step = 0;
const next = () => setTimeout(() => { if (step < steps.length) steps[step++](next); }, 5);
next();
