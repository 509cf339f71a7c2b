'use strict';
// A console on streams of the program's own: errors of the streams stay where they are, and
// warnings go through a `write` that was put on stderr.
const { Console } = require('console');
const { Writable } = require('stream');
for (const fail of [(done) => done(new Error('at once')), (done) => process.nextTick(done, new Error('later')), () => { throw new Error('thrown'); }]) {
  const stream = new Writable({ write(chunk, encoding, done) { fail(done); } });
  new Console(stream, stream, true).log('text');
}
process.on('exit', (code) => { console.log('exit', code); });
const lines = [];
process.stderr.write = (text) => { lines.push(text.replace(/^\(node:\d+\)/, '(node)')); return true; };
process.emitWarning('careful');
setImmediate(() => {
  delete process.stderr.write;
  console.log(lines);
});
