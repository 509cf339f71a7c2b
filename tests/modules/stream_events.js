// Which events a stream already has places for, and who still listens when a pipeline is over.
const { Duplex, PassThrough, Readable, Stream, Writable, finished, pipeline } = require('stream');
const names = (emitter) => emitter.eventNames().map((name) => `${String(name)}:${emitter.listenerCount(name)}`).join(' ');

const readable = new Readable({ read() {} });
for (const event of ['foo', 'data', 'error']) readable.on(event, () => {});
console.log(names(readable));
readable.removeAllListeners('error');
console.log(names(readable));
const writable = new Writable({ write(chunk, encoding, callback) { callback(); } });
for (const event of ['foo', 'drain', 'error']) writable.on(event, () => {});
console.log(names(writable));
console.log(new PassThrough().listeners('prefinish').map((listener) => listener.name));

// A duplex with only its writing side asked about, while a write is under way.
let written = false;
const slow = new Duplex({
  read() {},
  write(chunk, encoding, callback) {
    setImmediate(() => {
      written = true;
      callback();
    });
  },
});
slow.end('x');
if (finished) finished(slow, { readable: false }, () => { console.log('finished', written); });

// A stream without prependListener, as libraries once made them.
const source = new Stream();
source.readable = true;
const dest = new Stream();
dest.writable = true;
dest.write = () => true;
dest.end = () => { console.log('ended'); };
dest.prependListener = undefined;
dest.on('error', function own() {});
source.pipe(dest);
console.log(dest.listeners('error').findIndex((listener) => listener.name === 'own'));
source.emit('end');

if (pipeline) {
  const from = new PassThrough();
  from.end('foobar');
  const to = new Writable({ write(chunk, encoding, callback) { callback(); } });
  pipeline(from, to, () => {
    console.log('over', to.listenerCount('error') > 0);
  });
}

setTimeout(() => {
  process.stdin.on('data', () => { console.log('never'); });
  process.stdin.on('end', () => { console.log('stdin is at its end'); });
}, 20);
