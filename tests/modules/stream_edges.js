'use strict';
// Streams: wrong options, calls without `new`, encodings, who hears errors and for how long.
const stream = require('stream');
const { Duplex, PassThrough, Readable, Stream, Transform, Writable, pipeline } = stream;
const major = Number(process.version.slice(1, 3));
function attempt(name, f) {
  try {
    console.log(name, f());
  } catch (error) {
    console.log(`${name} ${error.name} ${error.code} ${error.message}`);
  }
}
const plain = { Duplex, PassThrough, Readable, Transform, Writable };
for (const name of Object.keys(plain)) {
  const Class = plain[name];
  attempt(name, () => Class({ objectMode: true }) instanceof Class);
}
attempt('hwm', () => stream.Readable({ highWaterMark: -5 }));
attempt('hwm', () => stream.Writable({ highWaterMark: '5' }));
attempt('read encoding', () => new Readable({ defaultEncoding: 'none' })._readableState.defaultEncoding);
attempt('write encoding', () => new Writable({ defaultEncoding: 'none' })._writableState.defaultEncoding);
attempt('set encoding', () => new Writable().setDefaultEncoding({}));
attempt('set encoding', () => new Writable().setDefaultEncoding('AsCii')._writableState.defaultEncoding);
attempt('write', () => { new Writable({ write() {} }).write('a', 'none'); });
if (major >= 16) attempt('iterator', () => new Readable().iterator(42));
if (major >= 20) attempt('finished', () => stream.promises.finished(new Readable(), { cleanup: 2 }) && 'accepted');
attempt('buffer', () => Buffer.from('a', 'none'));

new Writable({ objectMode: true, write(chunk, encoding, done) { console.log('object', chunk, encoding); done(); } }).write({ a: 1 });
new Writable({ write(chunk, encoding, done) { console.log('bytes', chunk, encoding); done(); } }).write('a');
new Writable({ decodeStrings: false, write(chunk, encoding, done) { console.log('text', chunk, encoding); done(); } }).write('a');

// The oldest pipe passes an error on if nobody hears it.
const destination = new PassThrough();
destination.once('error', (error) => { console.log('heard', error.message); });
new Stream().pipe(destination);
process.on('uncaughtException', (error) => { console.log('uncaught', error.message); });
destination.destroy(new Error('of destination'));

// Listeners that stay on the streams of a finished pipeline.
const first = new PassThrough();
first.end('foobar');
const last = new Duplex({ write(chunk, encoding, done) { done(); }, read() { this.push(null); } });
last.resume();
pipeline(first, last, (error) => {
  console.log('pipeline', error === undefined || error === null, first.listenerCount('error') > 0, last.listenerCount('error'));
  setTimeout(() => { last.destroy(new Error('too late')); }, 5);
});
if (major >= 18) {
  const disposed = new Writable({ write(chunk, encoding, done) { done(); } });
  disposed.on('error', (error) => { console.log('disposed', error.name, disposed.destroyed); });
  if (Symbol.asyncDispose !== undefined && typeof disposed[Symbol.asyncDispose] === 'function') {
    disposed[Symbol.asyncDispose]().then((value) => { console.log('disposed with', value); });
  }
}
// A method that is missing is done without.
const bare = new Writable({ write(chunk, encoding, done) { done(); } });
bare.prependListener = undefined;
bare.on('error', () => { console.log('second'); });
new Readable({ read() { this.push(null); } }).pipe(bare);
console.log(bare.listenerCount('error'));
