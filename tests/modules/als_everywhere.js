// Which value a storage has wherever a program goes on later.
const { AsyncLocalStorage, AsyncResource } = require('async_hooks');
const { EventEmitter } = require('events');
const { Readable, pipeline, PassThrough } = require('stream');
const fs = require('fs');
const http = require('http');
const util = require('util');
const als = new AsyncLocalStorage();
const lines = [];
const say = (what) => lines.push(`${what}: ${als.getStore()}`);
const emitter = new EventEmitter();
als.run('listener', () => emitter.on('x', () => say('listener')));
const settled = als.run('maker', () => new Promise((resolve) => setTimeout(resolve, 3)));
let settle;
const later = new Promise((resolve) => { settle = resolve; });
als.run('then', () => later.then(() => say('then of another')));
als.run('await', async () => { await later; say('await of another'); });
als.run('settler', () => setTimeout(settle, 2));
als.run('a', () => {
  setTimeout(() => say('timeout'), 1);
  setTimeout(say, 1, 'timeout with argument');
  setImmediate(() => say('immediate'));
  process.nextTick(() => { say('tick'); process.nextTick(() => say('tick in tick')); });
  queueMicrotask(() => say('microtask'));
  Promise.resolve().then(() => say('reaction')).finally(() => say('finally'));
  Promise.reject(new Error('x')).catch(() => say('catch'));
  settled.then(() => say('made elsewhere'));
  (async () => { await null; say('await'); await { then(f) { say('thenable'); f(); } }; say('await thenable'); })();
  fs.readFile(__filename, () => { say('readFile'); fs.stat(__filename, () => say('stat')); });
  fs.promises.readFile(__filename).then(() => say('fs.promises'));
  util.promisify(setTimeout)(1).then(() => say('promisified'));
  emitter.emit('x');
  const bound = AsyncResource.bind(() => say('bound'));
  als.run('b', () => { bound(); say('inside'); });
  say('after inside');
  const resource = new AsyncResource('R');
  als.run('c', () => resource.runInAsyncScope(() => say('resource')));
  const r = new Readable({ read() { this.push('x'); this.push(null); } });
  r.on('data', () => say('data')).on('end', () => say('end'));
  pipeline(new Readable({ read() { this.push(null); } }), new PassThrough(), (error) => say('pipeline')).resume();
  let n = 0;
  const interval = setInterval(() => { say('interval'); if (++n === 2) clearInterval(interval); }, 2);
  als.exit(() => { say('exit'); setTimeout(() => say('timeout in exit'), 1); });
  process.once('beforeExit', () => say('beforeExit'));
});
say('outside');
als.run('server', () => {
  const server = http.createServer((req, res) => {
    say('request');
    als.run(req.url, () => {
      setImmediate(() => { say('in request'); res.end('ok'); });
      req.on('data', () => {}).on('end', () => say('request end'));
    });
  });
  server.listen(0, () => {
    say('listening');
    als.run('client', () => {
      http.get({ port: server.address().port, path: '/one', agent: false }, (res) => {
        say('response');
        res.on('data', () => say('response data')).on('end', () => { say('response end'); server.close(() => say('closed')); });
      });
    });
  });
});
process.on('exit', () => { say('at exit'); lines.sort(); console.log(lines.join('\n')); });
