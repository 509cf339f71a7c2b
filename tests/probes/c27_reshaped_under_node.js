// What a prototype loses or makes a getter, Node's own modules see at once.
const { Writable, Readable } = require('stream');
const { EventEmitter } = require('events');
class A extends Writable { _write(chunk, encoding, done) { console.log('method', String(chunk)); done(); } }
const one = new A();
for (const text of ['a', 'b']) one.write(text);
Object.defineProperty(A.prototype, '_write', {
  get() { console.log('getter'); return (chunk, encoding, done) => { console.log('got', String(chunk)); done(); }; },
});
for (const text of ['c', 'd']) one.write(text);
delete A.prototype._write;
class Quiet extends EventEmitter { }
Quiet.prototype.emit = function (name) { console.log('own emit', name); };
const q = new Quiet();
q.on('x', () => console.log('heard'));
const read = () => q.emit('x');
read(); read();
delete Quiet.prototype.emit;
read(); read();
class P { toJSON() { return 'json'; } }
const p = new P();
console.log(JSON.stringify(p)); console.log(JSON.stringify(p));
delete P.prototype.toJSON;
console.log(JSON.stringify(p));
class R extends Readable { _read() { console.log('read'); this.push(null); } _destroy(e, f) { console.log('destroy'); f(e); } }
new R().on('close', () => {
  Object.defineProperty(R.prototype, '_destroy', { get() { console.log('asked'); return (e, f) => { console.log('other'); f(e); }; } });
  new R().resume();
}).resume();
