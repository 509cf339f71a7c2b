// A stream that can only write many chunks at once is given one.
const { Writable } = require('stream');
const stream = new Writable({
  writev(chunks, done) {
    console.log('writev', chunks.length);
    setImmediate(done);
  },
});
stream.on('error', (error) => console.log(error.message));
stream.write('a');
stream.write('b');
stream.end(() => console.log('finished'));
