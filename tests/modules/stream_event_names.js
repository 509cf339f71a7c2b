// Which events a stream has listeners of, in which order, and who leaves some behind.
const { Readable, Writable, Duplex, Transform, PassThrough, pipeline, finished } = require('stream');
const net = require('net'), fs = require('fs');
const show = (n, s) => console.log(n, s.eventNames().map(String).join(' '));
const w = () => new Writable({ write(c, e, cb) { cb(); } });
const r = () => new Readable({ read() {} });
show('readable', r()); show('writable', w()); show('duplex', new Duplex()); show('transform', new Transform()); 
const d = new Duplex({ allowHalfOpen: false, read() {}, write() {} }); show('half', d);
const a = r(), b = w(); a.pipe(b); show('pipe src', a); show('pipe dest', b);
const c = r(), e = w(); finished(c, () => {}); finished(e, () => {}); show('finished r', c); show('finished w', e);
const f = r(), g = new PassThrough(), h = w(); pipeline(f, g, h, () => {}); show('pl src', f); show('pl mid', g); show('pl dest', h);
const i = r(); i.on('close', () => {}); i.on('data', () => {}); i.on('error', () => {}); i.on('end', () => {}); i.on('readable', () => {}); show('order', i);
i.removeAllListeners('readable'); show('order', i);
const j = r(), k = w(); pipeline(j, k, (er) => { console.log('done', er && er.message); show('after src', j); show('after dest', k); setImmediate(() => { show('later src', j); show('later dest', k); }); }); j.push('x'); j.push(null);
const l = w(); l.on('drain', () => {}); l.on('error', () => {}); l.on('prefinish', () => {}); l.on('finish', () => {}); l.on('close', () => {}); show('order w', l);
const m = r(), n = w(); pipeline(m, n, (er) => { console.log('failed', er && er.message); show('after src', m); show('after dest', n); setImmediate(() => { show('later src', m); show('later dest', n); console.log(m.listenerCount('error'), n.listenerCount('error')); }); }); m.destroy(new Error('bad'));
const s = new net.Socket(); show('socket', s); show('server', net.createServer(() => {}));
show('http', require('http').createServer(() => {}));
