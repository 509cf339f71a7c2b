// When a pipeline tells of an error, counted in ticks.
const { PassThrough, Transform, Writable, pipeline } = require('stream');
const middle = new Transform({ transform(chunk, encoding, callback) { callback(null, chunk); } });
const last = new Writable({ write(chunk, encoding, callback) { setImmediate(callback); } });
const first = new PassThrough();
first.write('a');
pipeline(first, middle, last, (error) => { console.log('over', error.code); });
middle.end('z');
let count = 0;
process.nextTick(function tick() {
  console.log('tick', ++count);
  if (count < 6) process.nextTick(tick);
});
