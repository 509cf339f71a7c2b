// The names of the functions that Node's own modules pass to nextTick, as hooks see them.
const { createHook } = require('async_hooks');
const { Readable, Writable, Duplex, Transform, finished, pipeline, PassThrough } = require('stream');
const { EventEmitter } = require('events');
const util = require('util');

const major = parseInt(process.versions.node);
let names = [];
createHook({
  init(id, type, trigger, resource) {
    if (type === 'TickObject') names.push(resource.callback.name || '(anonymous)');
  },
}).enable();

const cases = [
  ['flowing', () => { const r = new Readable({ read() {} }); r.on('data', () => {}); r.push('a'); r.push(null); }],
  ['readable', () => {
    const r = new Readable({ read() {} });
    const f = () => { r.read(); };
    r.on('readable', f); r.push('a'); r.push(null);
    setImmediate(() => r.removeListener('readable', f));
  }],
  ['from a source', () => { let n = 0; const r = new Readable({ read() { this.push(n++ < 3 ? 'x' : null); } }); r.on('readable', () => { while (r.read() !== null); }); }],
  ['pipe after the end', () => {
    const r = new Readable({ read() {}, autoDestroy: false });
    r.resume(); r.push(null);
    setImmediate(() => r.pipe(new Writable({ write(c, e, cb) { cb(); } })));
  }],
  ['half open', () => { const d = new Duplex({ allowHalfOpen: false, read() {}, write(c, e, cb) { cb(); } }); d.resume(); d.push(null); }],
  ['write', () => { const w = new Writable({ write(c, e, cb) { cb(); } }); w.write('a'); w.write('b', () => {}); w.end(); }],
  ['write to the brim', () => { const w = new Writable({ highWaterMark: 1, write(c, e, cb) { cb(); } }); w.write('a'); }],
  ['final', () => { const w = new Writable({ write(c, e, cb) { cb(); }, final(cb) { cb(); } }); w.end('a'); }],
  ['write fails', () => { const w = new Writable({ write(c, e, cb) { cb(new Error('no')); } }); w.on('error', () => {}); w.write('a'); }],
  ['write after end', () => { const w = new Writable({ write(c, e, cb) { cb(); } }); w.on('error', () => {}); w.end(); w.write('a', () => {}); }],
  ['destroy', () => { const r = new Readable({ read() {} }); r.destroy(); }],
  ['destroy with an error', () => { const r = new Readable({ read() {} }); r.on('error', () => {}); r.destroy(new Error('no')); }],
  ['destroy with writes waiting', () => { const w = new Writable({ write() {} }); w.on('error', () => {}); w.write('a', () => {}); w.write('b', () => {}); w.destroy(); }],
  ['transform', () => { const t = new Transform({ transform(c, e, cb) { cb(null, c); } }); t.resume(); t.end('a'); }],
  ['pass', () => { const t = new PassThrough(); t.resume(); t.write('a'); t.end('b'); }],
  ['finished, too late', () => { const r = new Readable({ read() {} }); r.resume(); r.push(null); setImmediate(() => finished(r, () => {})); }],
  ['pipeline', () => { pipeline(new Readable({ read() { this.push(null); } }), new PassThrough(), new Writable({ write(c, e, cb) { cb(); } }), () => {}); }],
  ['callbackify', () => { util.callbackify(async () => 1)(function tell() {}); }],
];
if (major >= 20) cases.push(['callbackify, rejected', () => { util.callbackify(async () => { throw new Error('no'); })(() => {}); }]);
if (typeof EventEmitter.captureRejectionSymbol !== 'undefined') {
  cases.push(['captured rejection', () => {
    const e = new EventEmitter({ captureRejections: true });
    e.on('x', async () => { throw new Error('no'); });
    e.on('error', () => {});
    e.emit('x');
  }]);
}
cases.push(['server', () => {
  const net = require('net');
  const server = net.createServer().listen(0, () => {
    server.getConnections(function count() {});
    net.createServer().on('error', () => {}).listen(server.address().port);
    setTimeout(() => server.close(), 1);
  });
}]);
cases.push(['lookup', () => {
  require('dns').lookup('127.0.0.1', function found() {});
}]);
cases.push(['http', () => {
  const http = require('http');
  const server = http.createServer((req, res) => { res.write('a'); res.end('b'); server.close(); });
  server.listen(0, () => {
    http.get({ port: server.address().port, agent: false, host: '127.0.0.1' }, (res) => {
      res.resume();
      res.on('close', () => {
        const seen = ['onSocketNT', 'connectionCorkNT', 'emitCloseNT'].filter((name) => names.includes(name));
        names = { push() {}, join: () => seen.join(' ') };
      });
    });
  });
}]);
(function next() {
  const item = cases.shift();
  if (item === undefined) return;
  names = [];
  item[1]();
  setTimeout(() => {
    const seen = names.join(' ');
    console.log(`${item[0]}: ${seen}`);
    next();
  }, item[0] === 'http' ? 100 : 20);
})();
